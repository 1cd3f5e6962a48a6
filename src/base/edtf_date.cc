// Scans a date character by character and resolves it. Years past +-10^10 are clamped: no event needs them.
#include "base/edtf_date.h"

#include <algorithm>

#include "base/edtf.h"

namespace bestand::edtf {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_qualifier(char c) { return c == '?' || c == '~' || c == '%'; }

class Scanner {
 public:
  Scanner(std::string_view text, Date* out) : text_(text), out_(*out) {}

  size_t at() const { return at_; }

  bool date() {
    bool prefix = qualifier();
    if (peek() == 'Y') return !prefix && long_year() && at_end();
    if (!year()) return false;
    if (peek() == 'S') return significant() && at_end();
    part_end();
    if (out_.year.size < 4) return at_end();
    if (at_end()) return true;
    if (!component(&out_.month)) return false;
    if (at_end()) return true;
    if (!component(&out_.day)) return false;
    if (at_end()) return true;
    return clock() && at_end();
  }

 private:
  char peek(size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  bool at_end() const { return at_ == text_.size(); }
  bool take(char c) { return peek() == c ? (++at_, true) : false; }

  bool qualifier() {
    if (!is_qualifier(peek())) return false;
    char c = text_[at_++];
    out_.approximate |= c != '?';
    out_.uncertain |= c != '~';
    if (at_end())
      out_.end_qualifier = true;
    else
      out_.inner_qualifier = true;
    return true;
  }

  void part_end() { qualifier(); }

  bool year() {
    out_.negative = take('-');
    while (out_.year.size < 4 && (is_digit(peek()) || peek() == 'X'))
      out_.year.at[out_.year.size++] = text_[at_++];
    if (is_digit(peek()) || out_.year.size < 2) return false;
    if (out_.year.size < 4 && out_.year.masked()) return false;
    return !(out_.negative && !out_.year.masked() && out_.year.number() == 0);
  }

  bool component(Digits* digits) {
    if (!take('-')) return false;
    qualifier();
    for (; digits->size < 2; ++at_) {
      if (!is_digit(peek()) && peek() != 'X') return false;
      digits->at[digits->size++] = peek();
    }
    part_end();
    return true;
  }

  bool number(int64_t* value, size_t most) {
    size_t from = at_;
    for (*value = 0; is_digit(peek()) && at_ - from < most; ++at_) *value = *value * 10 + (peek() - '0');
    return at_ > from && !is_digit(peek());
  }

  bool significant() {
    int64_t count;
    out_.significant = true;
    return take('S') && number(&count, 2) && count > 0;
  }

  bool long_year() {
    take('Y');
    out_.negative = take('-');
    size_t from = at_;
    int64_t value, power = 0;
    if (peek() == '0' || !number(&value, 12)) return false;
    const size_t digits = at_ - from;
    if (take('E')) {
      if (!number(&power, 2)) return false;
      out_.exponent = true;
    }
    if (!out_.exponent && digits < 5) return false;
    for (; power > 0 && value < 100000000000; --power) value *= 10;
    out_.long_year = std::min<int64_t>(value, 10000000000) * (out_.negative ? -1 : 1);
    return peek() != 'S' || significant();
  }

  bool two_digits(int* value) {
    if (!is_digit(peek()) || !is_digit(peek(1))) return false;
    *value = (text_[at_] - '0') * 10 + (text_[at_ + 1] - '0');
    at_ += 2;
    return true;
  }

  bool clock() {
    int hour = 0, minute = 0, second = 0;
    if (out_.masked() || out_.inner_qualifier || out_.season() || !take('T')) return false;
    if (!two_digits(&hour) || !take(':') || !two_digits(&minute)) return false;
    if (take(':')) {
      if (!two_digits(&second)) return false;
      out_.clock_to_second = second != 0;
      if (take('.')) {
        if (!is_digit(peek())) return false;
        while (is_digit(peek())) out_.clock_to_second = true, ++at_;
      }
    }
    if (hour > 24 || minute > 59 || second > 59 || (hour == 24 && (minute || second))) return false;
    out_.clock = hour * 3600 + minute * 60 + second;
    return at_end() || zone();
  }

  bool zone() {
    if (take('Z')) return out_.utc_offset_min = 0, true;
    const bool minus = peek() == '-';
    int hour, minute = 0;
    if (!take('+') && !take('-')) return false;
    if (!two_digits(&hour)) return false;
    if (!at_end()) {
      take(':');
      if (!two_digits(&minute)) return false;
    }
    const int offset = (hour * 60 + minute) * (minus ? -1 : 1);
    if (minute > 59 || offset < -12 * 60 || offset > 14 * 60 || (minus && offset == 0)) return false;
    out_.utc_offset_min = offset;
    return true;
  }

  std::string_view text_;
  Date& out_;
  size_t at_ = 0;
};

int64_t floor_div(int64_t a, int64_t b) { return a / b - (a % b < 0); }

int days_in_month(int64_t year, int month) {
  return static_cast<int>((month_start(year, month + 1) - month_start(year, month)) / kDaySeconds);
}

void add(TimeSet* out, Interval next) {
  if (!out->members.empty() && out->members.back().hi == next.lo)
    out->members.back().hi = next.hi;
  else
    out->members.push_back(next);
}

// The days of one month that the mask allows.
void add_days(const Date& date, int64_t year, int month, TimeSet* out) {
  const int last = days_in_month(year, month);
  if (date.day.size == 0 || date.day.all_masked()) {
    add(out, {month_start(year, month), month_start(year, month + 1)});
    return;
  }
  for (int day = 1; day <= last; ++day) {
    Seconds at = month_start(year, month) + (day - 1) * kDaySeconds;
    if (date.day.matches(day)) add(out, {at, at + kDaySeconds});
  }
}

void add_months(const Date& date, int64_t year, TimeSet* out) {
  for (int month = 1; month <= 12; ++month) {
    if (date.month.matches(month)) add_days(date, year, month, out);
  }
}

void add_year(const Date& date, int64_t year, TimeSet* out) {
  if (date.month.size == 0)
    add(out, {month_start(year, 1), month_start(year + 1, 1)});
  else
    add_months(date, year, out);
}

// Every match in rising order; past the limit only the hull.
void add_masked(const Date& date, TimeSet* out) {
  const int sign = date.negative ? -1 : 1;
  const int from = date.negative ? -9999 : 0, to = date.negative ? -1 : 9999;
  for (int y = from; y <= to && out->members.size() <= kMaskLimit; ++y) {
    if (date.year.matches(y * sign)) add_year(date, y, out);
  }
  if (out->members.size() <= kMaskLimit) return;
  TimeSet last;
  for (int y = to; y >= from && last.members.empty(); --y) {
    if (date.year.matches(y * sign)) add_year(date, y, &last);
  }
  out->members = {{out->members.front().lo, last.members.back().hi}};
}

Grain grain_of(const Date& date) {
  if (date.day.size) return Grain::kDay;
  if (date.month.size) return Grain::kMonth;
  return Grain::kYear;
}

bool resolve_season(const Date& date, TimeSet* out) {
  const int64_t year = date.year.number() * (date.negative ? -1 : 1);
  const int code = date.month.number();
  if (code > 41 || date.day.size || date.year.masked()) return false;
  static constexpr int kFirst[] = {3, 6, 9, 12, 3, 6, 9, 12, 9, 12, 3, 6, 1, 4, 7, 10, 1, 5, 9, 1, 7};
  const int first = kFirst[code - 21];
  const int months = code <= 36 ? 3 : code <= 39 ? 4 : 6;
  out->members = {{month_start(year, first), month_start(year, first + months)}};
  out->grain = code <= 32 ? Grain::kSeason : Grain::kQuarter;
  return true;
}

bool resolve_short_year(const Date& date, TimeSet* out) {
  const bool century = date.year.size == 2;
  const int64_t span = century ? 100 : 10, first = date.year.number() * span;
  const int64_t from = date.negative ? -first : first;  // "-05" begins in -0500
  out->members = {{month_start(from, 1), month_start(from + span, 1)}};
  out->grain = century ? Grain::kCentury : Grain::kDecade;
  return true;
}

// "195X" and "19XX" alone are a decade and a century.
void name_round_years(const Date& date, TimeSet* out) {
  if (date.month.size || date.year.size != 4 || date.year.at[3] != 'X' || out->members.size() != 1) return;
  const bool tens = date.year.at[2] == 'X';
  if (date.year.at[1] != 'X' && date.year.at[0] != 'X') out->grain = tens ? Grain::kCentury : Grain::kDecade;
}

bool resolve_clock(const Date& date, TimeSet* out) {
  if (out->members.size() != 1) return false;
  const Seconds at = out->members[0].lo + *date.clock;
  out->members = {{at, at + (date.clock_to_second ? 1 : 60)}};
  out->grain = date.clock_to_second ? Grain::kSecond : Grain::kMinute;
  out->utc_offset_min = date.utc_offset_min;
  return true;
}

bool mask_at_end_only(const Date& date) {
  if (date.year.all_masked()) {
    return (!date.month.size || date.month.all_masked()) && (!date.day.size || date.day.all_masked());
  }
  if (date.year.masked()) {
    bool seen = false;
    for (int i = 0; i < date.year.size; ++i) {
      if (date.year.at[i] == 'X')
        seen = true;
      else if (seen)
        return false;
    }
    return !date.month.size;
  }
  if (date.month.masked()) return date.month.all_masked() && (!date.day.size || date.day.all_masked());
  return date.day.all_masked();
}

}  // namespace

bool Digits::masked() const { return std::find(at, at + size, 'X') != at + size; }
bool Digits::all_masked() const { return size > 0 && std::count(at, at + size, 'X') == size; }

bool Digits::matches(int value) const {
  for (int i = size - 1; i >= 0; --i, value /= 10) {
    if (at[i] != 'X' && at[i] - '0' != value % 10) return false;
  }
  return value == 0;
}

int Digits::number() const {
  int out = 0;
  for (int i = 0; i < size; ++i) out = out * 10 + (at[i] - '0');
  return out;
}

Seconds month_start(int64_t year, int64_t month) {
  year += floor_div(month - 1, 12);
  month -= floor_div(month - 1, 12) * 12;
  const int64_t cycle = floor_div(year, 400);  // 146097 days each
  const int in_cycle = static_cast<int>(year - cycle * 400);
  return (cycle * 146097 + days_from_civil(in_cycle, static_cast<int>(month), 1)) * kDaySeconds;
}

bool scan_date(std::string_view text, Date* out, size_t* error_at) {
  Scanner scanner(text, out);
  if (scanner.date()) return true;
  *error_at = scanner.at();
  return false;
}

bool resolve(const Date& date, TimeSet* out) {
  out->approximate = date.approximate;
  out->uncertain = date.uncertain;
  out->grain = grain_of(date);
  if (date.long_year) {
    out->members = {{month_start(*date.long_year, 1), month_start(*date.long_year + 1, 1)}};
    return true;
  }
  if (date.year.size < 4) return resolve_short_year(date, out);
  if (date.season()) return resolve_season(date, out);
  if (date.year.masked())
    add_masked(date, out);
  else
    add_year(date, date.year.number() * (date.negative ? -1 : 1), out);
  if (out->members.empty()) return false;
  name_round_years(date, out);
  return !date.clock || resolve_clock(date, out);
}

int level_of(const Date& date, bool in_interval) {
  if (date.exponent || date.significant || date.inner_qualifier) return 2;
  if (date.year.size == 3) return 2;
  if (date.year.size == 2) return date.end_qualifier ? 2 : 0;
  if (date.masked()) return in_interval || !mask_at_end_only(date) ? 2 : 1;
  if (date.season()) return date.month.number() > 24 || (date.end_qualifier && !in_interval) ? 2 : 1;
  return date.negative || date.long_year || date.end_qualifier ? 1 : 0;
}

}  // namespace bestand::edtf
