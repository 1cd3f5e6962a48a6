// Splits intervals and sets into dates (edtf_date.cc) and puts their times together.
#include "base/edtf.h"

#include <algorithm>

#include "base/edtf_date.h"

namespace bestand {
namespace {

using edtf::Date;

Error invalid(std::string_view text, size_t at, std::string_view why) {
  std::string message = "\"";
  message.append(text.substr(0, 60)).append("\" is no EDTF date: ").append(why);
  Error error{Code::kInvalidDate, std::move(message)};
  error.byte = static_cast<int64_t>(at);
  return error;
}

struct Part {
  Date date;
  TimeSet time;
  bool open = false;     // ".."
  bool unknown = false;  // nothing written
};

// The instant by which an end must come after the start: of a masked date its last possible beginning.
Seconds latest_start(const Part& part) {
  const TimeSet& t = part.time;
  if (!part.date.masked()) return t.members.front().lo;
  const Seconds unit = part.date.day.size ? kDaySeconds : 28 * kDaySeconds;
  return t.members.back().hi - unit;
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  Result<EdtfReading> read() {
    if (text_.empty()) return invalid(text_, 0, "it is empty");
    if (text_.front() == '[' || text_.front() == '{') return set();
    size_t slash = text_.find('/');
    if (slash != std::string_view::npos) return interval(slash);
    Part part;
    if (!date(text_, 0, &part)) return fail();
    return EdtfReading{std::move(part.time), level_of(part.date, false)};
  }

 private:
  Error fail() const { return invalid(text_, error_at_, why_); }
  bool wrong(size_t at, const char* why) {
    error_at_ = at;
    why_ = why;
    return false;
  }

  bool date(std::string_view text, size_t offset, Part* part) {
    size_t at = 0;
    if (!edtf::scan_date(text, &part->date, &at)) return wrong(offset + at, "unexpected character or end");
    if (!edtf::resolve(part->date, &part->time)) return wrong(offset, "there is no such day");
    return true;
  }

  bool end_of_interval(std::string_view text, size_t offset, Part* part) {
    if (text.empty()) return part->unknown = true;
    if (text == "..") return part->open = true;
    if (!date(text, offset, part)) return false;
    if (part->date.clock) return wrong(offset, "an interval has no clock times");
    if (part->date.long_year) return wrong(offset, "an interval has no years of five digits");
    return true;
  }

  Result<EdtfReading> interval(size_t slash) {
    Part a, b;
    if (!end_of_interval(text_.substr(0, slash), 0, &a)) return fail();
    if (!end_of_interval(text_.substr(slash + 1), slash + 1, &b)) return fail();
    const bool from = !a.open && !a.unknown, to = !b.open && !b.unknown;
    if (from && to && a.time.members.front().lo > latest_start(b))
      return invalid(text_, slash, "the end comes first");
    EdtfReading out;
    TimeSet& t = out.time;
    t.members = {{from ? a.time.hull().lo : kBeginOfTime, to ? b.time.hull().hi : kEndOfTime}};
    t.grain = from && to ? std::min(a.time.grain, b.time.grain) : from ? a.time.grain : b.time.grain;
    t.spans = true;
    t.open_unknown = a.unknown || b.unknown;
    t.approximate = a.time.approximate || b.time.approximate;
    t.uncertain = a.time.uncertain || b.time.uncertain;
    out.level = from && to ? std::max(level_of(a.date, true), level_of(b.date, true)) : 1;
    if (from) out.level = std::max(out.level, level_of(a.date, true));
    if (to) out.level = std::max(out.level, level_of(b.date, true));
    keep_ends(a, b, &t);
    return out;
  }

  // "2006~/2019-04-10": the fields hold one grain and one qualifier for both ends.
  void keep_ends(const Part& a, const Part& b, TimeSet* t) const {
    const bool both = !a.open && !a.unknown && !b.open && !b.unknown;
    if (both && (a.time.approximate != b.time.approximate || a.time.uncertain != b.time.uncertain ||
                 a.time.grain != b.time.grain)) {
      t->text = std::string(text_);
    }
  }

  Result<EdtfReading> set() {
    const char close = text_.front() == '[' ? ']' : '}';
    if (text_.size() < 3 || text_.back() != close)
      return invalid(text_, text_.size(), "the set is not closed");
    EdtfReading out;
    out.level = 2;
    out.time.all_of = close == '}';
    bool first = true;
    for (size_t at = 1; at < text_.size();) {
      size_t end = std::min(text_.find(',', at), text_.size() - 1);
      while (!first && at < end && text_[at] == ' ') ++at;
      if (!element(text_.substr(at, end - at), at, first, &out.time)) return fail();
      first = false;
      at = end + 1;
    }
    order(&out.time.members);
    return out;
  }

  bool element(std::string_view text, size_t offset, bool first, TimeSet* out) {
    Part a, b;
    size_t dots = text.find("..");
    if (dots == std::string_view::npos) {
      if (!date(text, offset, &a)) return false;
      take(a.time, first, out);
      out->members.insert(out->members.end(), a.time.members.begin(), a.time.members.end());
      return true;
    }
    const bool from = dots > 0, to = dots + 2 < text.size();
    if (!from && !to) return wrong(offset, "a set needs a date");
    if (from && !date(text.substr(0, dots), offset, &a)) return false;
    if (to && !date(text.substr(dots + 2), offset + dots + 2, &b)) return false;
    if (from && to && a.time.hull().lo > b.time.hull().lo) return wrong(offset, "the end comes first");
    take(from ? a.time : b.time, first, out);
    out->members.push_back({from ? a.time.hull().lo : kBeginOfTime, to ? b.time.hull().hi : kEndOfTime});
    return true;
  }

  static void take(const TimeSet& from, bool first, TimeSet* out) {
    out->grain = first ? from.grain : std::min(out->grain, from.grain);
    out->approximate |= from.approximate;
    out->uncertain |= from.uncertain;
    if (from.utc_offset_min) out->utc_offset_min = from.utc_offset_min;
  }

  // Rising and disjoint; overlapping ones become one.
  static void order(std::vector<Interval>* members) {
    std::sort(members->begin(), members->end());
    std::vector<Interval> out;
    for (Interval m : *members) {
      if (!out.empty() && m.lo <= out.back().hi)
        out.back().hi = std::max(out.back().hi, m.hi);
      else
        out.push_back(m);
    }
    *members = std::move(out);
  }

  std::string_view text_;
  size_t error_at_ = 0;
  const char* why_ = "";
};

}  // namespace

Result<EdtfReading> read_edtf(std::string_view text) { return Reader(text).read(); }

Result<TimeSet> parse_edtf(std::string_view text) {
  Result<EdtfReading> reading = read_edtf(text);
  if (!reading.ok()) return std::move(reading).error();
  return std::move(reading->time);
}

}  // namespace bestand
