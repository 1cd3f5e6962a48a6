// A date is cut into numbers, words and signs; the clock and zone are taken out first, then a month by name or three
// numbers decide the day. What is left over ("Published", "Uhr", a weekday) is passed over.
#include "read/dates.h"

#include <algorithm>
#include <cstdio>
#include <optional>
#include <vector>

#include "base/utf8.h"

namespace bestand {
namespace {

struct Token {
  enum Kind { kNumber, kWord, kSign } kind;
  std::string text;  // words in lower case
  int value = 0;     // of a number
  size_t begin, end;
  bool glued = false;  // no blank before it
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

std::vector<Token> tokenize(const std::string& text) {
  std::vector<Token> out;
  for (size_t i = 0; i < text.size() && out.size() < 64;) {
    size_t begin = i;
    if (text[i] == ' ' || text[i] == '\t' || text[i] == '\n' || text[i] == '\r') {
      ++i;
      continue;
    }
    if (text.compare(i, 2, "\xC2\xA0") == 0 || text.compare(i, 3, "\xE2\x80\xAF") == 0) {  // no-break spaces
      i += text[i] == '\xC2' ? 2 : 3;
      continue;
    }
    bool glued = begin > 0 && !out.empty() && out.back().end == begin;
    if (is_digit(text[i])) {
      while (i < text.size() && is_digit(text[i])) ++i;
      std::string digits = text.substr(begin, i - begin);
      out.push_back({Token::kNumber, digits, digits.size() <= 9 ? std::atoi(digits.c_str()) : -1, begin, i, glued});
    } else if (is_letter(text[i])) {
      while (i < text.size() && (is_letter(text[i]) || (text[i] == '.' && i + 1 < text.size() && is_letter(text[i + 1]) && i - begin == 1))) ++i;
      out.push_back({Token::kWord, text.substr(begin, i - begin), 0, begin, i, glued});
    } else {
      out.push_back({Token::kSign, text.substr(i, 1), 0, begin, i + 1, glued});
      ++i;
    }
  }
  return out;
}

struct Moment {
  int year = 0, month = 0, day = 0;
  int hour = -1, minute = 0, second = -1;
  std::optional<int> zone;  // minutes east
  bool zulu = false;
};

int days_in(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return month == 2 && leap ? 29 : kDays[month - 1];
}

bool plausible_year(int year) { return year >= 1900 && year < 2200; }

bool exists(const Moment& m) {
  if (!plausible_year(m.year) || m.month < 0 || m.month > 12) return false;
  if (m.month == 0) return m.day == 0;
  return m.day >= 0 && m.day <= days_in(m.year, m.month);
}

std::string to_edtf(Moment m) {
  if (!exists(m)) return "";
  char out[48];
  int n = std::snprintf(out, sizeof out, m.month == 0 ? "%04d" : m.day == 0 ? "%04d-%02d" : "%04d-%02d-%02d", m.year, m.month, m.day);
  bool clock = m.day > 0 && m.hour >= 0 && m.hour < 24 && m.minute < 60;
  if (!clock) return out;
  n += std::snprintf(out + n, sizeof out - n, "T%02d:%02d", m.hour, m.minute);
  if (m.second >= 0) n += std::snprintf(out + n, sizeof out - n, ":%02d", std::min(m.second, 59));
  if (!m.zone || std::abs(*m.zone) > 14 * 60) return out;
  if (*m.zone == 0) return std::string(out) + "Z";
  std::snprintf(out + n, sizeof out - n, "%c%02d:%02d", *m.zone < 0 ? '-' : '+', std::abs(*m.zone) / 60, std::abs(*m.zone) % 60);
  return out;
}

// One text's tokens, and what has been taken from them.
class Reading {
 public:
  Reading(const std::string& text, const PageWords& words, DayOrder order)
      : words_(words), order_(order), t_(tokenize(text)), used_(t_.size(), false) {}

  Moment moment() {
    take_clock();
    if (!take_iso() && !take_named() && !take_numbers()) take_vague();
    return m_;
  }
  // Where the date's tokens lie; for find_date.
  size_t size() const { return t_.size(); }

 private:
  bool sign(size_t i, char c) const { return i < t_.size() && t_[i].kind == Token::kSign && t_[i].text[0] == c; }
  bool number(size_t i) const { return i < t_.size() && t_[i].kind == Token::kNumber; }
  bool word(size_t i) const { return i < t_.size() && t_[i].kind == Token::kWord; }

  void use(size_t from, size_t to) { std::fill(used_.begin() + from, used_.begin() + to, true); }

  // "10:00:05.123 PM +01:00", and "10 AM".
  void take_clock() {
    for (size_t i = 0; i < t_.size(); ++i) {
      if (!number(i) || t_[i].text.size() > 2) continue;
      bool colon = (sign(i + 1, ':') || sign(i + 1, '.')) && number(i + 2) && t_[i + 2].text.size() == 2 && t_[i + 2].glued;
      bool dotted = colon && t_[i + 1].text[0] == '.';
      if (dotted && (!word(i + 3) || words_.half_of_day(t_[i + 3].text) < 0)) colon = dotted = false;
      bool hour_h = word(i + 1) && t_[i + 1].glued && t_[i + 1].text == "h" && number(i + 2) && t_[i + 2].glued && t_[i + 2].text.size() == 2;
      bool half = word(i + 1) && words_.half_of_day(t_[i + 1].text) >= 0;
      if (!colon && !hour_h && !half) continue;
      size_t end = i + 1;
      m_.hour = t_[i].value;
      if (colon || hour_h) {
        m_.minute = t_[i + 2].value;
        end = i + 3;
      }
      if (colon && sign(end, ':') && number(end + 1)) {
        m_.second = t_[end + 1].value;
        end += 2;
        if ((sign(end, '.') || sign(end, ',')) && number(end + 1) && t_[end + 1].glued) end += 2;
      }
      use(i, end);
      take_half(i, &end);
      take_zone(end);
      return;
    }
  }

  void take_half(size_t clock, size_t* end) {
    int half = -1;
    if (word(*end)) half = words_.half_of_day(t_[*end].text);
    if (half >= 0) {
      use(*end, *end + 1);
      ++*end;
      if (sign(*end, '.')) ++*end;
    } else if (clock > 0 && word(clock - 1)) {
      half = words_.half_of_day(t_[clock - 1].text);
    }
    if (half == 1 && m_.hour < 12) m_.hour += 12;
    if (half == 0 && m_.hour == 12) m_.hour = 0;
  }

  void take_zone(size_t i) {
    while (sign(i, '(') || sign(i, ',')) ++i;
    if (word(i)) {
      int minutes = words_.zone_minutes(t_[i].text);
      if (minutes == PageWords::kNoZone) return;
      m_.zone = minutes;
      use(i, i + 1);
      ++i;
    }
    bool plus = sign(i, '+'), minus = sign(i, '-');
    if ((!plus && !minus) || !number(i + 1) || !t_[i + 1].glued) return;
    const Token& digits = t_[i + 1];
    int hours = digits.text.size() == 4 ? digits.value / 100 : digits.value, rest = digits.text.size() == 4 ? digits.value % 100 : 0;
    size_t end = i + 2;
    if (digits.text.size() > 4 || digits.text.size() == 3) return;
    if (digits.text.size() <= 2 && sign(end, ':') && number(end + 1)) {
      rest = t_[end + 1].value;
      end += 2;
    }
    if (hours > 14 || rest > 59) return;
    m_.zone = (plus ? 1 : -1) * (hours * 60 + rest);
    use(i, end);
  }

  bool set(int year, int month, int day) {
    Moment was = m_;
    m_.year = year;
    m_.month = month;
    m_.day = day;
    if (exists(m_) && month > 0) return true;
    m_ = was;
    return false;
  }

  bool separator(size_t i) const { return sign(i, '-') || sign(i, '/') || sign(i, '.'); }

  // Year first: 2019-11-19, 2019/11/19, 20191119, 2019년 11월 19일, 2019-11.
  bool take_iso() {
    for (size_t i = 0; i < t_.size(); ++i) {
      if (!number(i) || used_[i]) continue;
      const std::string& digits = t_[i].text;
      if ((digits.size() == 8 || digits.size() == 14 || digits.size() == 12) && plausible_year(std::atoi(digits.substr(0, 4).c_str()))) {
        if (!set(std::atoi(digits.substr(0, 4).c_str()), std::atoi(digits.substr(4, 2).c_str()), std::atoi(digits.substr(6, 2).c_str()))) continue;
        if (digits.size() > 8 && m_.hour < 0) {
          m_.hour = std::atoi(digits.substr(8, 2).c_str());
          m_.minute = std::atoi(digits.substr(10, 2).c_str());
        }
        return true;
      }
      if (digits.size() != 4 || !plausible_year(t_[i].value)) continue;
      bool first = separator(i + 1) && number(i + 2) && t_[i + 2].text.size() <= 2;
      if (first && separator(i + 3) && number(i + 4) && t_[i + 4].text.size() <= 2) {
        if (set(t_[i].value, t_[i + 2].value, t_[i + 4].value)) {
          if (word(i + 5) && t_[i + 5].text == "t") take_bare_hour(i + 6);
          return true;
        }
      }
      bool asian = word(i + 1) && number(i + 2) && word(i + 3) && number(i + 4) && t_[i + 1].glued &&
                   static_cast<unsigned char>(t_[i + 1].text[0]) >= 0xE0 && t_[i + 1].text.size() == 3;
      if (asian && set(t_[i].value, t_[i + 2].value, t_[i + 4].value)) return true;
    }
    return false;
  }

  // "T10Z": an hour without minutes.
  void take_bare_hour(size_t i) {
    if (m_.hour >= 0 || !number(i) || t_[i].text.size() != 2) return;
    m_.hour = t_[i].value;
    take_zone(i + 1);
  }

  // A month by name with its day and year on either side.
  bool take_named() {
    for (size_t i = 0; i < t_.size(); ++i) {
      if (!word(i)) continue;
      int month = words_.month(t_[i].text);
      if (month < 0) continue;
      int day = 0, year = 0;
      size_t before = i;
      // "19. November", "19 de noviembre", "19th of November", "19-Nov-2019"
      for (int steps = 0; before > 0 && steps < 3 && day == 0; ++steps) {
        --before;
        if (number(before) && !used_[before]) day = t_[before].value;
        else if (word(before) && t_[before].text.size() > 3) break;
      }
      size_t behind = i + 1;
      for (int steps = 0; behind < t_.size() && steps < 6; ++behind) {
        if (used_[behind]) continue;
        ++steps;
        if (!number(behind)) {
          if (word(behind) && t_[behind].text.size() > 3) break;
          continue;
        }
        if (t_[behind].text.size() == 4) year = t_[behind].value;
        else if (day == 0 && t_[behind].value <= 31) day = t_[behind].value;
        else if (t_[behind].text.size() == 2 && year == 0) year = t_[behind].value + (t_[behind].value < 70 ? 2000 : 1900);
        if (year != 0) break;
      }
      if (day > 31 && year == 0 && number(before) && t_[before].text.size() == 4) std::swap(day, year);
      if (year == 0 && before > 0 && number(before - 1) && t_[before - 1].text.size() == 4) year = t_[before - 1].value;
      if (year != 0 && set(year, month, day)) return true;
    }
    return false;
  }

  // 19.11.2019, 11/19/2019, 19-11-19.
  bool take_numbers() {
    for (size_t i = 0; i + 4 < t_.size(); ++i) {
      bool three = number(i) && separator(i + 1) && number(i + 2) && separator(i + 3) && number(i + 4) && !used_[i] &&
                   t_[i].text.size() <= 2 && t_[i + 2].text.size() <= 2 && t_[i + 1].text == t_[i + 3].text;
      if (!three) continue;
      int year = t_[i + 4].value, a = t_[i].value, b = t_[i + 2].value;
      if (t_[i + 4].text.size() == 2) year += year < 70 ? 2000 : 1900; else if (t_[i + 4].text.size() != 4) continue;
      bool dots = t_[i + 1].text == ".";
      if (a <= 12 && b <= 12 && a != b && !dots && order_ == DayOrder::kUnknown) continue;  // either could be the month
      bool month_first = b > 12 || (!dots && order_ == DayOrder::kMonthFirst && a <= 12);
      if (month_first ? set(year, a, b) : set(year, b, a)) return true;
    }
    return false;
  }

  // "2019-11", "November 2019" has been tried; "2019".
  void take_vague() {
    for (size_t i = 0; i < t_.size(); ++i) {
      if (!number(i) || used_[i] || t_[i].text.size() != 4 || !plausible_year(t_[i].value)) continue;
      if (sign(i + 1, '-') && number(i + 2) && t_[i + 2].text.size() == 2 && set(t_[i].value, t_[i + 2].value, 0)) return;
      m_.year = t_[i].value;
      return;
    }
  }

  const PageWords& words_;
  DayOrder order_;
  std::vector<Token> t_;
  std::vector<bool> used_;
  Moment m_;
};

// Seconds or milliseconds since 1970, between 1990 and 2100.
std::string from_epoch(std::string_view text) {
  if (text.size() < 9 || text.size() > 13 || !std::all_of(text.begin(), text.end(), is_digit)) return "";
  int64_t value = 0;
  for (char c : text) value = value * 10 + (c - '0');
  if (text.size() == 13) value /= 1000;
  if (value < 631152000 || value > 4102444800) return "";
  int64_t days = value / 86400, rest = value % 86400;
  int64_t z = days + 719468, era = z / 146097, doe = z - era * 146097;  // Hinnant, "chrono-compatible date algorithms"
  int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365, doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  int64_t mp = (5 * doy + 2) / 153;
  Moment m;
  m.day = static_cast<int>(doy - (153 * mp + 2) / 5 + 1);
  m.month = static_cast<int>(mp < 10 ? mp + 3 : mp - 9);
  m.year = static_cast<int>(yoe + era * 400 + (m.month <= 2));
  m.hour = static_cast<int>(rest / 3600);
  m.minute = static_cast<int>(rest / 60 % 60);
  m.second = static_cast<int>(rest % 60);
  m.zone = 0;
  return to_edtf(m);
}

// Strings over this are no date.
constexpr size_t kLongestDate = 200;

}  // namespace

std::string read_date(std::string_view text, const PageWords& words, DayOrder order) {
  size_t first = text.find_first_not_of(" \t\r\n");
  if (first == text.npos || text.size() > kLongestDate) return "";
  text = text.substr(first, text.find_last_not_of(" \t\r\n") + 1 - first);
  if (std::string epoch = from_epoch(text); !epoch.empty()) return epoch;
  std::string lowered = lower(text);
  // "2019-11-19t10:00:00z": the letters of ISO stand against digits.
  for (size_t i = 1; i + 1 < lowered.size(); ++i) {
    if (lowered[i] == 't' && is_digit(lowered[i - 1]) && is_digit(lowered[i + 1])) lowered[i] = ' ';
  }
  return to_edtf(Reading(lowered, words, order).moment());
}

std::string find_date(std::string_view line, const PageWords& words, DayOrder order) {
  std::string found = read_date(line.substr(0, kLongestDate), words, order);
  return found.size() >= 10 ? found : "";
}

std::string date_in_url(std::string_view url) {
  auto digits = [&](size_t at, size_t n) {
    if (at + n > url.size()) return -1;
    int value = 0;
    for (size_t i = at; i < at + n; ++i) {
      if (!is_digit(url[i])) return -1;
      value = value * 10 + (url[i] - '0');
    }
    return value;
  };
  for (size_t i = 0; i + 8 < url.size(); ++i) {
    if (i > 0 && is_digit(url[i - 1])) continue;
    int year = digits(i, 4);
    if (year < 1990 || year > 2100) continue;
    char sign = url[i + 4];
    if (sign == '/' || sign == '-') {
      int month = digits(i + 5, 2), day = i + 10 <= url.size() && url[i + 7] == sign ? digits(i + 8, 2) : -1;
      bool ends = i + 10 >= url.size() || !is_digit(url[i + 10]);
      Moment m{year, month, day};
      if (month > 0 && day > 0 && ends && exists(m)) return to_edtf(m);
    }
    int month = digits(i + 4, 2), day = digits(i + 6, 2);
    bool ends = i + 8 >= url.size() || !is_digit(url[i + 8]);
    Moment m{year, month, day};
    if (month > 0 && day > 0 && ends && i > 0 && exists(m)) return to_edtf(m);
  }
  return "";
}

}  // namespace bestand
