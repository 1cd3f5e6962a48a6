// Civil days by Howard Hinnant's algorithms (chrono-compatible low-level date algorithms); sets as sorted
// intervals.
#include "base/time_set.h"

#include <algorithm>

namespace bestand {
namespace {

constexpr Seconds kZoneSlack = 14 * 3600;  // the largest offset in use is +14:00

Seconds shifted(Seconds at, Seconds by) { return at <= kBeginOfTime || at >= kEndOfTime ? at : at + by; }

std::vector<Interval> moved(const std::vector<Interval>& members, Seconds lo_by, Seconds hi_by) {
  std::vector<Interval> out;
  out.reserve(members.size());
  for (Interval m : members) {
    Interval next{shifted(m.lo, lo_by), shifted(m.hi, hi_by)};
    if (!out.empty() && next.lo <= out.back().hi) {
      out.back().hi = std::max(out.back().hi, next.hi);
    } else {
      out.push_back(next);
    }
  }
  return out;
}

std::vector<Interval> common(const std::vector<Interval>& a, const std::vector<Interval>& b) {
  std::vector<Interval> out;
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    Interval both{std::max(a[i].lo, b[j].lo), std::min(a[i].hi, b[j].hi)};
    if (both.lo < both.hi) out.push_back(both);
    if (a[i].hi < b[j].hi)
      ++i;
    else
      ++j;
  }
  return out;
}

// Members in UTC; the zone must be known.
std::vector<Interval> in_utc(const TimeSet& t) {
  Seconds by = -60 * static_cast<Seconds>(*t.utc_offset_min);
  std::vector<Interval> out = t.members;
  for (Interval& m : out) m = {shifted(m.lo, by), shifted(m.hi, by)};
  return out;
}

void join_touching(std::vector<Interval>* members) {
  std::vector<Interval> out;
  for (Interval m : *members) {
    if (!out.empty() && m.lo <= out.back().hi)
      out.back().hi = std::max(out.back().hi, m.hi);
    else
      out.push_back(m);
  }
  *members = std::move(out);
}

// The members of `zoned` that lie within the slack of some member of `unzoned`.
std::vector<Interval> common_with_slack(const TimeSet& zoned, const TimeSet& unzoned) {
  return common(zoned.members, moved(unzoned.members, -kZoneSlack, kZoneSlack));
}

void meet_members(const TimeSet& a, const TimeSet& b, TimeSet* out) {
  if (a.utc_offset_min == b.utc_offset_min) {
    out->utc_offset_min = a.utc_offset_min;
    out->members = common(a.members, b.members);
  } else if (a.utc_offset_min && b.utc_offset_min) {
    out->utc_offset_min = 0;
    out->members = common(in_utc(a), in_utc(b));
  } else {
    const TimeSet& zoned = a.utc_offset_min ? a : b;
    out->utc_offset_min = zoned.utc_offset_min;
    out->members = common_with_slack(zoned, a.utc_offset_min ? b : a);
  }
}

}  // namespace

Interval TimeSet::hull() const { return {members.front().lo, members.back().hi}; }

int32_t days_from_civil(int year, int month, int day) {
  year -= month <= 2;
  const int era = (year >= 0 ? year : year - 399) / 400;
  const int yoe = year - era * 400;
  const int doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
  return era * 146097 + doe - 719468;
}

Civil civil_from_days(int32_t days) {
  const int64_t z = static_cast<int64_t>(days) + 719468;
  const int64_t era = (z >= 0 ? z : z - 146096) / 146097;
  const int doe = static_cast<int>(z - era * 146097);
  const int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  const int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const int mp = (5 * doy + 2) / 153;
  const int month = mp < 10 ? mp + 3 : mp - 9;
  return {static_cast<int>(yoe + era * 400) + (month <= 2), month, doy - (153 * mp + 2) / 5 + 1};
}

TimeSet day_set(int32_t day) {
  TimeSet out;
  out.members.push_back({day * kDaySeconds, (static_cast<Seconds>(day) + 1) * kDaySeconds});
  return out;
}

TimeSet merged(const TimeSet& time) {
  TimeSet out = time;
  out.anchors.clear();
  join_touching(&out.members);
  return out;
}

TimeSet intersect(const TimeSet& a, const TimeSet& b) {
  if (a == b) return a;
  TimeSet out;
  out.grain = std::min(a.grain, b.grain);
  out.approximate = a.approximate && b.approximate;
  out.uncertain = a.uncertain && b.uncertain;
  out.spans = a.spans && b.spans;
  out.all_of = a.all_of && b.all_of;
  out.open_unknown = a.open_unknown && b.open_unknown;
  meet_members(a, b, &out);
  join_touching(&out.members);
  return out;
}

bool meet(const TimeSet& a, const TimeSet& b) {
  if (a.utc_offset_min != b.utc_offset_min) return !intersect(a, b).empty();
  for (size_t i = 0, j = 0; i < a.members.size() && j < b.members.size();) {
    const Interval &x = a.members[i], &y = b.members[j];
    if (std::max(x.lo, y.lo) < std::min(x.hi, y.hi)) return true;
    x.hi < y.hi ? ++i : ++j;
  }
  return false;
}

TimeSet intersect_all(const std::vector<TimeSet>& sets) {
  std::optional<TimeSet> zoned, unzoned;
  for (const TimeSet& set : sets) {
    std::optional<TimeSet>& sum = set.utc_offset_min ? zoned : unzoned;
    sum = sum ? intersect(*sum, set) : set;
  }
  if (zoned && unzoned) return intersect(*zoned, *unzoned);
  return zoned ? *zoned : unzoned ? *unzoned : TimeSet{};
}

bool certainly_before(const TimeSet& a, const TimeSet& b) {
  if (a.empty() || b.empty()) return false;
  const bool both = a.utc_offset_min && b.utc_offset_min;
  const bool neither = !a.utc_offset_min && !b.utc_offset_min;
  if (both) return in_utc(a).back().hi <= in_utc(b).front().lo;
  return shifted(a.hull().hi, neither ? 0 : kZoneSlack) <= b.hull().lo;
}

std::vector<int32_t> days_of(const TimeSet& time, size_t limit) {
  std::vector<int32_t> out;
  for (Interval m : time.members) {
    if (m.lo <= kBeginOfTime || m.hi >= kEndOfTime) return {};
    Seconds first = m.lo >= 0 ? m.lo / kDaySeconds : -((-m.lo + kDaySeconds - 1) / kDaySeconds);
    if (m.hi - m.lo > static_cast<Seconds>(limit) * kDaySeconds) return {};
    for (Seconds d = first; d * kDaySeconds < m.hi; ++d) {
      if (out.empty() || out.back() < d) out.push_back(static_cast<int32_t>(d));
      if (out.size() > limit) return {};
    }
  }
  return out;
}

}  // namespace bestand
