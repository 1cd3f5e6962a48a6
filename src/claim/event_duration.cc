// Lengths of time that reach to the day of the text, made times: "has raged for five years" is from five years before
// that day to the day, "in recent weeks" is of the months that the weeks touch.
//
// Limits   a length counts back only from a verb in the perfect ("besieged the town for two years" is some two years)
#include <cstdio>

#include "claim/event_parts.h"

namespace bestand {
namespace {

struct Length {
  int count = 0;
  char unit = 'D';
};

// Of a TIMEX3 duration of whole units, "P3W". Absent: none of one unit, or uncounted.
std::optional<Length> length_of(std::string_view value) {
  if (value.size() < 3 || value[0] != 'P' || value[1] == 'T') return std::nullopt;
  Length out{0, value.back()};
  for (char x : value.substr(1, value.size() - 2)) {
    if (x < '0' || x > '9' || out.count > 1000) return std::nullopt;
    out.count = 10 * out.count + (x - '0');
  }
  return out;
}

std::string day_text(int32_t day) { return to_edtf(day_set(day)); }

std::string month_text(int month_count) {
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02d", month_count / 12, month_count % 12 + 1);
  return text;
}

int month_count(int32_t day) {
  Civil civil = civil_from_days(day);
  return civil.year * 12 + civil.month - 1;
}

std::optional<TimeSet> between(const std::string& from, const std::string& to) {
  auto time = parse_edtf(from == to ? from : from + "/" + to);
  return time ? std::optional(*time) : std::nullopt;
}

// The beginning is told as closely as the length is: the day by days and weeks, else the month, of years the year.
std::optional<TimeSet> back_from(int32_t day, Length length) {
  std::string to = day_text(day);
  if (length.unit == 'D') return between(day_text(day - length.count), to);
  if (length.unit == 'W') return between(day_text(day - 7 * length.count), to);
  if (length.unit == 'M') return between(month_text(month_count(day) - length.count) + "~", to);
  if (length.unit != 'Y') return std::nullopt;
  if (length.count == 1) return between(month_text(month_count(day) - 12) + "~", to);
  return between(month_text(month_count(day) - 12 * length.count).substr(0, 4), to);
}

// "Recent days", "recent weeks": the months that they may touch.
std::optional<TimeSet> of_late(int32_t day, char unit) {
  constexpr int kDays = 7, kWeeks = 28;
  if (unit != 'D' && unit != 'W') return std::nullopt;
  return between(month_text(month_count(day - (unit == 'D' ? kDays : kWeeks))), month_text(month_count(day)));
}

// "Has besieged the town for three weeks".
bool up_to_now(const EventContext& c, const TimeMention& t) {
  int32_t before = t.first - 1;
  if (before < 0 || !c.frames.listed("lasting_for", c.tree.form(before))) return false;
  const Clause& clause = c.clauses[c.clauses.of(t.head)];
  if ((clause.classes & (c.bit("truce") | c.bit("peace") | c.bit("agreed_term"))) && c.frames.listed("truce_verb", c.tree.lemma(clause.head))) return false;  // "have agreed to a truce for six months"
  return perfect(c, c.clauses[c.clauses.of(t.head)].head);
}

// Reckoned back from the text by its own words: "the past two weeks", "al twee weken".
bool told_back(const TimeMention& t, int32_t day) {
  constexpr int32_t kSlack = 31;  // "the past three months" ends with the month of the text
  if (!t.time || !t.time->single() || !t.time->spans) return false;
  Interval hull = t.time->hull();
  return hull.lo < day * kDaySeconds && hull.hi > day * kDaySeconds && hull.hi <= (day + kSlack) * kDaySeconds;
}

// The midnight that ends a day begins the next. "Since midnight", "shortly after midnight" without a day: of the day of the
// text, which then had begun. A midnight at which something takes place is for the event to place.
std::optional<TimeSet> past_midnight(const TimeMention& t, int32_t today) {
  bool begun = t.relation == "since" || t.relation == "after";
  if (t.type != TimexType::kTime || !begun || !t.value.ends_with("T24:00")) return std::nullopt;
  if (!t.time) return day_set(today);
  std::vector<int32_t> days = days_of(*t.time, 1);
  return days.size() == 1 ? std::optional(day_set(days[0] + 1)) : std::nullopt;
}

// "By Tuesday morning the guns were silent": told of as past, it was so on that day.
bool by_a_past_day(const EventContext& c, const TimeMention& t, int32_t today) {
  if (t.relation != "before" || !t.time || t.first < 1 || !c.frames.listed("by_then", c.tree.form(t.first - 1))) return false;
  std::vector<int32_t> days = days_of(*t.time, 1);
  return days.size() == 1 && days[0] <= today;
}

// "Declared a truce for Friday": "voor vrijdag" is the day it is for, and not a time before it.
bool declared_for(const EventContext& c, const TimeMention& t) {
  if (!t.time || t.time->grain != Grain::kDay || t.first < 1 || !c.frames.listed("holds_for", c.tree.form(t.first - 1))) return false;
  const Clause& clause = c.clauses[c.clauses.of(t.head)];
  return (clause.classes & c.bit("truce")) && c.verb_listed("makes_agreement", clause.head);
}

// "Between Monday and Wednesday", "from Monday to Wednesday": from the one day to the other.
void join_days(const EventContext& c, std::vector<TimeMention>* times) {
  for (size_t i = 0; i + 1 < times->size(); ++i) {
    TimeMention &from = (*times)[i], &to = (*times)[i + 1];
    const bool beside = from.first > 0 && from.last + 1 == to.first && c.tree[from.first].sentence == c.tree[to.first].sentence;
    if (!beside || !from.time || !to.time || from.time->grain > Grain::kDay || to.time->grain > Grain::kDay) continue;
    if (!c.frames.listed("days_from", c.tree.form(from.first - 1)) || !c.frames.listed("days_to", c.tree.form(from.last))) continue;
    const std::vector<int32_t> first = days_of(*from.time, 1), last = days_of(*to.time, 1);
    if (first.size() != 1 || last.size() != 1 || first[0] >= last[0]) continue;
    auto time = between(day_text(first[0]), day_text(last[0]));
    if (!time) continue;
    from.time = to.time = std::move(time);
    from.relation = to.relation = "during";
  }
}

bool open_start(const TimeMention& t) { return t.time && t.time->single() && t.time->hull().lo <= kBeginOfTime; }

}  // namespace

std::vector<TimeMention> times_told(const EventContext& c) {
  std::vector<TimeMention> out = c.mentions.times;
  const auto& today = c.mentions.today;
  if (!today) return out;
  std::vector<int32_t> days = days_of(*today, 1);
  if (days.size() != 1) return out;
  for (TimeMention& t : out) {
    if (auto begun = past_midnight(t, days[0])) {
      t.time = std::move(begun);
      t.relation = "during";
    }
    if (by_a_past_day(c, t, days[0]) || (t.relation == "before" && declared_for(c, t))) t.relation = "at";
    if (t.type != TimexType::kDuration) continue;
    std::optional<TimeSet> time;
    if (open_start(t) && t.value.size() == 3 && t.value.starts_with("PX")) {
      time = of_late(days[0], t.value[2]);
    } else if (auto length = length_of(t.value); length && (told_back(t, days[0]) || (!t.time && up_to_now(c, t)))) {
      time = back_from(days[0], *length);
    } else if (!open_start(t)) {
      time = t.time;
    }
    if (!time) continue;
    t.time = std::move(time);
    if (t.relation.empty()) t.relation = "during";
  }
  join_days(c, &out);
  return out;
}

// "The truce that is to start on Monday", told on a Saturday: the Monday to come, where the weekday alone was taken for the last.
std::optional<TimeSet> weekday_ahead(const EventContext& c, const TimeMention& t, const Draft& d) {
  constexpr int32_t kWeek = 7;
  const auto today = day_of(c.mentions.today);
  const FactStatus status = d.claim.factuality.status;
  const bool declared = d.claim.type == ClaimType::kAgreement && declared_for(c, t);
  if (!today || (status != FactStatus::kPlanned && !declared) || !t.time || t.time->grain != Grain::kDay) return std::nullopt;
  auto words = quote(c.document.text, t.span);
  if (std::any_of(words.begin(), words.end(), [](char x) { return x >= '0' && x <= '9'; })) return std::nullopt;
  // "On Monday the president cut his visit short": of what is past, whatever is still to come in it.
  const int32_t above = declared ? -1 : c.tree[t.head].head;
  if (above >= 0 && above != d.token && is_verbal(c.tree[above]) && c.tree[above].has_feat("VerbForm=Fin") && c.tree[above].has_feat("Tense=Past"))
    return std::nullopt;
  for (int32_t up = above; up >= 0; up = c.tree[up].head) {  // "had been sent to attack the town on Sunday"
    auto children = c.tree.children(up);
    if (std::any_of(children.begin(), children.end(), [&](int32_t a) {
          return c.tree[a].rel == Rel::aux && c.tree[a].has_feat("Tense=Past") && c.frames.listed("perfect", c.tree.lemma(a));
        }))
      return std::nullopt;
  }
  // "Vowed revenge for Tuesday's strike": the day names an attack told of.
  const Token& day = c.tree[t.head];
  if ((day.rel == Rel::compound || day.subtype("poss")) && above > t.head && c.has(above, "attack_noun")) return std::nullopt;
  constexpr int32_t kLongest = 4;  // "early on Tuesday"
  if (t.last - t.first > kLongest) return std::nullopt;
  for (int32_t i = t.first; i < t.last; ++i) {
    if (c.frames.listed("day_back", c.tree.lemma(i))) return std::nullopt;
  }
  if (t.last < c.tree.size() && c.tree.form(t.last) == "(") return std::nullopt;  // "on Wednesday (October 15)"
  std::vector<int32_t> days = days_of(*t.time, 1), now = days_of(*today, 1);
  if (declared && days == now) return std::nullopt;
  if (days.size() != 1 || now.size() != 1 || days[0] >= now[0] || days[0] < now[0] - kWeek + 1) return std::nullopt;
  return day_set(days[0] + kWeek);
}

}  // namespace bestand
