#include "show/ledger_wording.h"

#include <algorithm>
#include <cstdio>

#include "base/utf8.h"
#include "ledger/explain.h"
#include "show/ledger_text.h"
#include "show/table.h"

namespace bestand {
namespace {

std::string clock(Seconds s) {
  Seconds in_day = ((s % kDaySeconds) + kDaySeconds) % kDaySeconds;
  char buffer[24];
  std::snprintf(buffer, sizeof buffer, "%02d:%02d", static_cast<int>(in_day / 3600),
                static_cast<int>(in_day / 60 % 60));
  return buffer;
}

int32_t day_of(Seconds s) {
  return static_cast<int32_t>((s - (((s % kDaySeconds) + kDaySeconds) % kDaySeconds)) / kDaySeconds);
}

std::string date(int32_t day) {
  static constexpr const char* kWeekdays[] = {"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};
  Civil c = civil_from_days(day);
  char buffer[48];
  std::snprintf(buffer, sizeof buffer, "%s %04d-%02d-%02d", kWeekdays[((day % 7) + 7) % 7], c.year, c.month,
                c.day);
  return buffer;
}

std::string zone(const TimeSet& t) {
  if (!t.utc_offset_min) return "";
  int m = *t.utc_offset_min, a = m < 0 ? -m : m;
  char buffer[24];
  std::snprintf(buffer, sizeof buffer, " (%c%02d:%02d)", m < 0 ? '-' : '+', a / 60, a % 60);
  return buffer;
}

// One member: a day, a day with its hour, or what EDTF says of anything longer.
std::string member(const TimeSet& t, const Interval& m) {
  if (m.lo <= kBeginOfTime || m.hi >= kEndOfTime) return "";
  if (m.hi - m.lo == kDaySeconds && m.lo % kDaySeconds == 0) return date(day_of(m.lo));
  if (t.grain <= Grain::kHour) return date(day_of(m.lo)) + " " + clock(m.lo);
  if (m.hi - m.lo < kDaySeconds) return date(day_of(m.lo)) + " " + clock(m.lo) + "-" + clock(m.hi);
  return "";
}

}  // namespace

// EDTF's numbers of seasons told in words: "2015-21" is the spring of 2015.
std::string with_seasons(std::string edtf) {
  static constexpr const char* kSeasons[] = {"spring ", "summer ", "autumn ", "winter "};
  for (size_t at = 0; (at = edtf.find("-2", at)) != std::string::npos; ++at) {
    const bool year = at >= 4 && std::all_of(edtf.begin() + static_cast<std::ptrdiff_t>(at) - 4, edtf.begin() + static_cast<std::ptrdiff_t>(at), [](char x) { return x >= '0' && x <= '9'; });
    const bool month = at >= 5 && edtf[at - 5] == '-';  // "-21" behind a month is a day, and no year has five digits here
    if (!year || month || at + 2 >= edtf.size() || edtf[at + 2] < '1' || edtf[at + 2] > '4') continue;
    if (at + 3 < edtf.size() && edtf[at + 3] >= '0' && edtf[at + 3] <= '9') continue;
    const std::string season = kSeasons[edtf[at + 2] - '1'];
    edtf.erase(at, 3).insert(at - 4, season);
    at += season.size();
  }
  return edtf;
}

std::string readable(const TimeSet& t) {
  if (t.empty()) return "no time left";
  std::vector<std::string> parts;
  for (const auto& m : t.members) {
    std::string one = member(t, m);
    if (one.empty()) return with_seasons(to_edtf(t));
    parts.push_back(std::move(one));
  }
  std::string out = parts.size() > 1 ? "one of " : "";
  if (t.approximate) out = "about " + out;
  return out + wording::list(parts) + zone(t);
}

namespace wording {

std::string source_name(const View& v, int32_t claim) {
  const ClaimRecord& r = v.corpus.claims[claim];
  if (r.claim.source && !r.claim.source->chain.empty()) {
    const auto& l = r.claim.source->chain.back();
    return l.name.empty() ? l.text : l.name;
  }
  if (r.claim.source) return "unnamed source";
  const Document& d = v.corpus.document_of(r).document;
  return d.publisher.empty() ? "the article" : d.publisher;
}

// "reported by X, document D (publisher, 2016-12): "words""
std::string citation(const View& v, int32_t claim, size_t limit) {
  const ClaimRecord& r = v.corpus.claims[claim];
  const Document& d = v.corpus.document_of(r).document;
  std::string out = source_name(v, claim) + ", " + std::string(name(r.claim.factuality.status)) + ": \"" +
                    quotation(v.corpus, claim, limit) + "\" [" + d.id;
  if (!d.publisher.empty()) out += ", " + d.publisher;
  if (!d.published_edtf.empty()) out += ", " + d.published_edtf;
  return out + "]";
}

std::string list(const std::vector<std::string>& items) {
  std::string out;
  for (const auto& item : items) out += (out.empty() ? "" : ", ") + item;
  return out;
}

std::string names(const std::vector<ActorRef>& actors) {
  std::vector<std::string> out;
  for (const auto& a : actors) out.push_back(a.name);
  return list(out);
}

std::string doers(const Incident& i) {
  std::string out = names(i.initiators.empty() ? i.parties : i.initiators);
  if (!i.targets.empty()) out += (out.empty() ? "? > " : " > ") + names(i.targets);
  return out;
}

std::string range(const FigureSummary& s) {
  if (!s.known()) return "";
  if (!s.high || s.open_high) return std::to_string(s.low.value_or(0)) + "+";
  if (s.low == s.high) return std::to_string(*s.low);
  return std::to_string(s.low.value_or(0)) + "-" + std::to_string(*s.high);
}

std::string short_time(const std::optional<TimeSet>& t) {
  if (!t || t->empty()) return "";
  if (t->single()) {
    Interval m = t->members[0];
    if (m.lo > kBeginOfTime && m.hi < kEndOfTime && m.hi - m.lo <= kDaySeconds)
      return date(day_of(m.lo)).substr(4);
    return with_seasons(to_edtf(*t));
  }
  Interval hull = t->hull();
  if (hull.lo <= kBeginOfTime || hull.hi >= kEndOfTime) return to_edtf(*t);
  return date(day_of(hull.lo)).substr(4) + "/" + date(day_of(hull.hi - 1)).substr(4) + " (" +
         std::to_string(t->members.size()) + ")";
}

std::string counted(size_t n, std::string_view one) {
  return std::to_string(n) + " " + std::string(one) + (n == 1 ? "" : "s");
}

std::string heading(const std::string& left, const std::string& right, size_t width) {
  size_t used = cells(left) + cells(right);
  return left + std::string(width > used + 2 ? width - used : 2, ' ') + right + "\n";
}

}  // namespace wording
}  // namespace bestand
