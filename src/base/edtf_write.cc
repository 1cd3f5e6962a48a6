// Writes a set of times as the shortest EDTF. A run of touching members is written by its ends; a member that
// does not begin and end with its grain is written at the next finer one that fits.
//
// Limits   EDTF has no weeks, parts of the day or spans of clock time: they go out as their days
#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "base/edtf_date.h"
#include "base/time_set.h"

namespace bestand {
namespace {

using edtf::month_start;

struct Stamp {
  int64_t year;
  int month, day;
  Seconds clock;
};

Stamp stamp_of(Seconds at) {
  Seconds days = at >= 0 ? at / kDaySeconds : -((-at + kDaySeconds - 1) / kDaySeconds);
  const int64_t cycle = days >= 0 ? days / 146097 : -((-days + 146096) / 146097);
  Civil c = civil_from_days(static_cast<int32_t>(days - cycle * 146097));
  return {c.year + cycle * 400, c.month, c.day, at - days * kDaySeconds};
}

template <class... Args>
void print(std::string* out, const char* format, Args... args) {
  char buffer[64];
  int size = std::snprintf(buffer, sizeof buffer, format, args...);
  out->append(buffer, static_cast<size_t>(size));
}

std::string year_text(int64_t year) {
  std::string out;
  if (year > 9999 || year < -9999)
    print(&out, "Y%lld", static_cast<long long>(year));
  else
    print(&out, year < 0 ? "-%04d" : "%04d", static_cast<int>(std::llabs(year)));
  return out;
}

// Where the unit of `grain` that holds `at` begins.
Seconds unit_start(Seconds at, Grain grain) {
  const Stamp s = stamp_of(at);
  auto years = [&](int64_t n) {
    return month_start((s.year >= 0 ? s.year / n : -((-s.year + n - 1) / n)) * n, 1);
  };
  switch (grain) {
    case Grain::kCentury:
      return years(100);
    case Grain::kDecade:
      return years(10);
    case Grain::kYear:
      return month_start(s.year, 1);
    case Grain::kQuarter:
      return month_start(s.year, (s.month - 1) / 3 * 3 + 1);
    case Grain::kSeason:
      return month_start(s.year, s.month / 3 * 3);  // month 0: last December
    case Grain::kMonth:
      return month_start(s.year, s.month);
    case Grain::kWeek:
    case Grain::kDay:
    case Grain::kPartOfDay:
      return at - s.clock;
    case Grain::kHour:
    case Grain::kMinute:
      return at - s.clock % 60;
    case Grain::kSecond:
      return at;
  }
  return at;
}

Seconds unit_end(Seconds start, Grain grain) {
  const Stamp s = stamp_of(start);
  switch (grain) {
    case Grain::kCentury:
      return month_start(s.year + 100, 1);
    case Grain::kDecade:
      return month_start(s.year + 10, 1);
    case Grain::kYear:
      return month_start(s.year + 1, 1);
    case Grain::kQuarter:
    case Grain::kSeason:
      return month_start(s.year, s.month + 3);
    case Grain::kMonth:
      return month_start(s.year, s.month + 1);
    case Grain::kWeek:
    case Grain::kDay:
    case Grain::kPartOfDay:
      return start + kDaySeconds;
    case Grain::kHour:
      return start + 3600;
    case Grain::kMinute:
      return start + 60;
    case Grain::kSecond:
      return start + 1;
  }
  return start + 1;
}

class Writer {
 public:
  explicit Writer(const TimeSet& t) : t_(t), runs_(merged(t).members), grain_(fitting_grain()) {
    if (!clock()) snap_to_days();
  }

  std::string write() {
    if (runs_.empty()) return "";
    if (runs_.size() == 1 && open(runs_[0].lo) && open(runs_[0].hi)) return interval(runs_[0]);  // no list says it
    if (runs_.size() == 1 && t_.spans && !t_.all_of) return interval(runs_[0]);
    if (runs_.size() == 1 && !t_.all_of) {
      std::string alone = single(runs_[0]);
      if (!alone.empty()) return qualified(std::move(alone));
    }
    return list();
  }

 private:
  bool clock() const { return grain_ <= Grain::kHour; }
  static bool open(Seconds at) { return at <= kBeginOfTime || at >= kEndOfTime; }

  bool fits(Grain grain) const {
    for (Interval r : runs_) {
      if (!open(r.lo) && unit_start(r.lo, grain) != r.lo) return false;
      if (!open(r.hi) && unit_start(r.hi, grain) != r.hi) return false;
    }
    return true;
  }

  void snap_to_days() {
    TimeSet days;
    for (Interval r : runs_) {
      if (!open(r.lo)) r.lo = unit_start(r.lo, Grain::kDay);
      if (!open(r.hi)) r.hi = unit_end(unit_start(r.hi - 1, Grain::kDay), Grain::kDay);
      days.members.push_back(r);
    }
    runs_ = merged(days).members;
  }

  // No qualifier may follow a clock time, and no interval may hold one: both are written as days.
  Grain fitting_grain() const {
    if (t_.grain <= Grain::kHour && !t_.spans && !t_.approximate && !t_.uncertain) return t_.grain;
    if (t_.grain <= Grain::kPartOfDay) return Grain::kDay;
    for (Grain g :
         {Grain::kCentury, Grain::kDecade, Grain::kYear, Grain::kQuarter, Grain::kSeason, Grain::kMonth}) {
      // A mask of a year before 0 counts away from it, a century in years ("-10") towards it: written as years.
      if (g >= Grain::kDecade && t_.hull().lo < month_start(0, 1)) continue;
      if (g <= t_.grain && (g == t_.grain || (g != Grain::kQuarter && g != Grain::kSeason)) && fits(g))
        return g;
    }
    return Grain::kDay;
  }

  std::string qualifier() const {
    return t_.approximate && t_.uncertain ? "%" : t_.approximate ? "~" : t_.uncertain ? "?" : "";
  }

  // Years of five digits and more, "Y13011", bear no qualifier.
  std::string qualified(std::string date) const {
    if (!date.starts_with('Y')) date += qualifier();
    return date;
  }

  // The unit that holds `at`, at the writer's grain.
  std::string unit(Seconds at) const {
    Stamp s = stamp_of(unit_start(at, grain_));
    std::string out = year_text(s.year);
    switch (grain_) {
      case Grain::kCentury:
        out.replace(out.size() - 2, 2, "XX");
        break;
      case Grain::kDecade:
        out.replace(out.size() - 1, 1, "X");
        break;
      case Grain::kYear:
        break;
      case Grain::kQuarter:
        print(&out, "-%d", 33 + (s.month - 1) / 3);
        break;
      case Grain::kSeason:
        print(&out, "-%d", 20 + s.month / 3);
        break;
      case Grain::kMonth:
        print(&out, "-%02d", s.month);
        break;
      default:
        print(&out, "-%02d-%02d", s.month, s.day);
    }
    if (clock()) add_clock(at, &out);
    return out;
  }

  void add_clock(Seconds at, std::string* out) const {
    const int clock = static_cast<int>(stamp_of(at).clock);
    print(out, "T%02d:%02d:%02d", clock / 3600, clock / 60 % 60, clock % 60);
    if (!t_.utc_offset_min) return;
    const int offset = *t_.utc_offset_min, size = std::abs(offset);
    if (offset == 0)
      *out += 'Z';
    else
      print(out, "%c%02d:%02d", offset < 0 ? '-' : '+', size / 60, size % 60);
  }

  bool is_unit(Interval r) const {
    return !open(r.lo) && !open(r.hi) && unit_start(r.lo, grain_) == r.lo && r.hi <= unit_end(r.lo, grain_);
  }

  // One unit, "2020-40" for a half year, or a whole year or month at a finer grain ("1987-XX-XX"); else
  // empty.
  std::string single(Interval r) const {
    if (open(r.lo) || open(r.hi)) return "";
    if (clock() || is_unit(r)) return unit(r.lo);
    const Stamp s = stamp_of(r.lo);
    if (t_.grain == Grain::kQuarter) return part_of_year(r, s);
    if (t_.grain > Grain::kMonth || s.clock || s.day != 1) return "";
    if (t_.grain >= Grain::kDay && t_.grain != Grain::kWeek && s.month == 1 &&
        r.hi == month_start(s.year + 1, 1)) {
      return year_text(s.year) + (t_.grain == Grain::kMonth ? "-XX" : "-XX-XX");
    }
    if (t_.grain == Grain::kDay && r.hi == month_start(s.year, s.month + 1)) {
      std::string out = year_text(s.year);
      print(&out, "-%02d-XX", s.month);
      return out;
    }
    return "";
  }

  static std::string part_of_year(Interval r, const Stamp& s) {
    std::string out = year_text(s.year);
    if (s.month % 6 == 1 && r.hi == month_start(s.year, s.month + 6))
      return print(&out, "-%d", 40 + s.month / 6), out;
    if (s.month % 4 == 1 && r.hi == month_start(s.year, s.month + 4))
      return print(&out, "-%d", 37 + s.month / 4), out;
    return "";
  }

  std::string end(Seconds at, bool last) const {
    if (open(at)) return t_.open_unknown ? "" : "..";
    return qualified(unit(last ? at - 1 : at));
  }

  std::string interval(Interval r) const { return end(r.lo, false) + "/" + end(r.hi, true); }

  std::string list() const {
    std::string out(1, t_.all_of ? '{' : '[');
    for (const Interval& r : runs_) {
      if (out.size() > 1) out += ',';
      out += run(r);
    }
    out += t_.all_of ? '}' : ']';
    return out;
  }

  std::string run(Interval r) const {
    if (clock()) return qualified(unit(r.lo));
    if (is_unit(r)) return qualified(unit(r.lo));
    std::string from = open(r.lo) ? "" : qualified(unit(r.lo)),
                to = open(r.hi) ? "" : qualified(unit(r.hi - 1));
    const bool two = !from.empty() && !to.empty() && r.hi <= unit_end(unit_end(r.lo, grain_), grain_);
    return from + (two ? "," : "..") + to;
  }

  const TimeSet& t_;
  std::vector<Interval> runs_;
  Grain grain_;
};

}  // namespace

std::string to_edtf(const TimeSet& time) {
  if (!time.text.empty()) return time.text;
  return Writer(time).write();
}

}  // namespace bestand
