// When each event was: what its own clauses say, then the clause above, then the day that the text tells of, then the
// day or the month that it is dated with. Truces, which have days of their own: event_truce.cc.
#include <algorithm>
#include <cstdio>

#include "claim/event_parts.h"

namespace bestand {
namespace {

std::optional<TimeSet> month_of(const std::optional<TimeSet>& today) {
  if (!today || today->empty()) return std::nullopt;
  Interval hull = today->hull();
  if (hull.lo <= kBeginOfTime || hull.hi >= kEndOfTime) return std::nullopt;
  if (hull.hi - hull.lo > 32 * kDaySeconds) return *today;
  Civil day = civil_from_days(static_cast<int32_t>(hull.lo / kDaySeconds));
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02d", day.year, day.month);
  auto time = parse_edtf(text);
  if (!time) return std::nullopt;
  return *time;
}

// "The first aid since September": a measure, not the time of the aid.
bool measures(const EventContext& c, const TimeMention& t) { return t.relation == "since" && ranked(c, t.first); }

// "1100 other children", "Views 1430": a bare number that counts, or would be a year of which no news is told.
bool counts(const EventContext& c, const TimeMention& t) {
  constexpr Seconds kToldOf = 300 * 366 * kDaySeconds;
  const Token& head = c.tree[t.head];
  if (t.last - t.first != 1 || !t.time || t.time->empty() || t.time->grain != Grain::kYear) return false;
  if (head.rel == Rel::nummod && (head.head < t.first || head.head >= t.last)) return true;
  const auto& today = c.mentions.today;
  return today && !today->empty() && t.time->hull().hi < today->hull().lo - kToldOf;
}

// "1848 GMT — Israel says": when a live blog's entry was written.
bool opens_entry(const EventContext& c, const TimeMention& t) {
  const Sentence& s = c.tree.sentence(t.head);
  return t.type == TimexType::kTime && t.first == s.first && t.last < s.last && c.frames.listed("dateline_end", c.tree.form(t.last));
}

// "The March 23 Movement", "de Beweging van 14 februari": a day that is part of a name.
bool in_name(const EventContext& c, const TimeMention& t) {
  const int32_t actor = c.actor_at[t.head];
  return actor >= 0 && c.mentions.actors[actor].form == ActorForm::kName && c.mentions.actors[actor].span.contains(t.span) &&
         c.mentions.actors[actor].span != t.span;
}

}  // namespace

// Whether something before the time measures by it: "the first aid", "the heaviest attack".
bool ranked(const EventContext& c, int32_t before) {
  for (int32_t i = before - 1; i >= 0 && c.tree[i].sentence == c.tree[before].sentence; --i) {
    if (is_verbal(c.tree[i])) continue;
    const bool hedge = i > 0 && c.tree[i - 1].upos == Upos::ADP && c.tree[i - 1].head == i;  // "at least 400"
    if (hedge || c.tree[i].rel == Rel::advmod || c.tree[i].rel == Rel::case_) continue;
    if (c.tree[i].has_feat("Degree=Sup") || c.tree[i].has_feat("NumType=Ord")) return true;
  }
  return false;
}

// The date that a text is headed with.
bool heads_text(const EventContext& c, const TimeMention& t) {
  if (t.first > 14 || t.last - t.first < 3 || c.tree[t.first].sentence != c.tree[0].sentence) return false;
  auto text = quote(c.document.text, t.span);
  return std::count_if(text.begin(), text.end(), [](char x) { return x >= '0' && x <= '9'; }) >= 5;
}

bool usable_time(const EventContext& c, const TimeMention& t) {
  if (measures(c, t) || counts(c, t) || opens_entry(c, t) || in_name(c, t)) return false;
  if (t.time && !t.time->empty() && t.time->hull().lo <= kBeginOfTime) return false;
  if (t.relation == "until" || t.relation == "before") return false;
  return t.time && !t.time->empty() &&
         (t.type == TimexType::kDate || t.type == TimexType::kTime || !t.relation.empty());
}

namespace {

// Whether a time says when something was told, not when it happened.
bool tells_when_told(const EventContext& c, const TimeMention& t, const Draft& d) {
  for (int32_t i : c.index.telling.of(c.tree[t.head].sentence)) {
    const Attribution& a = c.attributions[i];
    if (a.cue_head < 0 || a.cue_head == d.token || a.cue_head == d.verb) continue;
    int32_t up = c.tree[t.head].head;
    if (t.head != a.cue_head && up != a.cue_head) continue;
    // "... in Homs on Thursday a monitor said": the report comes after, so the day is the day of what it tells.
    // "Accused the army of shelling the camp on Monday morning": behind the act, the day is that of the act.
    const bool behind = a.cue_head < d.token && d.token < t.head && a.content.size() > 0 && a.content[0].begin > c.tree[a.cue_head].span.begin;
    if (behind && t.head != a.cue_head && c.tree.comma_before(t.head) < 0 && is_verbal(c.tree[d.token])) continue;
    bool told_before = std::any_of(a.content.begin(), a.content.end(), [&](Span s) { return s.begin < t.span.begin; });
    if (told_before && t.head < a.cue_head && t.head < a.source_head) continue;
    return true;
  }
  return false;
}

// "On Saturday the army accused the rebels of shelling the camp", behind what happened on Sunday: that is not when they did.
bool after_report(const EventContext& c, const Draft& last, const TimeMention& t, const Draft& d) {
  if (last.claim.time->time.hull().lo <= t.time->hull().hi) return false;
  const auto& told = c.index.telling.of(c.tree[t.head].sentence);
  return std::any_of(told.begin(), told.end(), [&](int32_t i) {
    const Attribution& a = c.attributions[i];
    const bool holds = std::any_of(a.content.begin(), a.content.end(), [&](Span s) { return s.contains(c.tree[d.token].span); });
    return holds && a.cue_head >= 0 && c.tree[t.head].head == a.cue_head;
  });
}

// What lies long before the text. When a truce began is news as long as it may hold.
bool old_news(const EventContext& c, const TimeSet& time, const Draft& d) {
  constexpr Seconds kNews = 45 * kDaySeconds, kTruce = 400 * kDaySeconds;
  const auto& today = c.mentions.today;
  if (!today || today->empty() || time.empty()) return false;
  const bool begun = d.claim.type == ClaimType::kAgreement && dates_agreement(d.claim.phase);
  return time.hull().hi < today->hull().lo - (begun ? kTruce : kNews);
}

// "Under siege since 2013": from then to the day of the text, or its month where the beginning is no day. A truce in
// force since Monday took effect on Monday.
TimeSet lasting(const EventContext& c, const TimeMention& t, const Draft& d) {
  const TimeSet& from = *t.time;
  const bool owned = t.last < c.tree.size() && c.tree[t.head].subtype("poss");  // "the toll from Sunday's attack"
  bool since = (t.relation == "since" && !owned) || since_clause(c, d, t.head) || war_began(c, d, t);
  // "Since 2015, when Russia intervened": that was in 2015.
  bool itself = c.tree.dominates(t.head, d.token) || (t.last < d.token && c.frames.listed("time_when", c.tree.form(t.last)));
  if (!since || itself || tells_of_truce(d.claim.type) || from.spans) return from;
  // "Since late 2013": which month is unknown, the year is not.
  const Civil first = civil_from_days(static_cast<int32_t>(from.hull().lo / kDaySeconds)), end = civil_from_days(static_cast<int32_t>((from.hull().hi - 1) / kDaySeconds));
  const auto now = month_of(c.mentions.today);
  const bool some_month = d.claim.type != ClaimType::kHolds && from.hull().hi - from.hull().lo > 40 * kDaySeconds && from.grain <= Grain::kMonth && first.year == end.year;
  if (some_month && now && now->single() && now->hull().lo > from.hull().hi) {
    char text[32];
    std::snprintf(text, sizeof text, "%04d/%s", first.year, to_edtf(*now).c_str());
    auto both = parse_edtf(text);
    return both ? *both : from;
  }
  if (!from.single()) return from;
  auto to = from.grain >= Grain::kMonth ? month_of(c.mentions.today) : day_of(c.mentions.today);
  if (!to || !to->single() || to->hull().lo <= from.hull().hi) return from;
  std::vector<int32_t> days = days_of(from, 40);
  if (days.empty() && from.grain <= Grain::kDay) return from;
  TimeSet start = from.grain < Grain::kDay ? day_set(days.front()) : from;
  // "Since the middle of April": from that month.
  if (from.grain <= Grain::kDay && days.size() > 2) start = month_of(day_set(days.front())).value_or(from);
  auto both = parse_edtf(to_edtf(start) + "/" + to_edtf(*to));
  return both ? *both : from;
}

// "This week", of what has happened: from Monday to the day of the text.
TimeSet so_far(const EventContext& c, const TimeSet& time, const Draft& d) {
  auto today = day_of(c.mentions.today);
  bool ahead = d.claim.factuality.status == FactStatus::kPlanned;
  if (!today || ahead || time.grain != Grain::kWeek || !time.single()) return time;
  Interval week = time.hull(), day = today->hull();
  if (day.lo <= week.lo || day.hi >= week.hi) return time;
  TimeSet first = day_set(static_cast<int32_t>(week.lo / kDaySeconds));
  auto both = parse_edtf(to_edtf(first) + "/" + to_edtf(*today));
  return both ? *both : time;
}

// "Earlier this month", told on its 27th: in that month. "Two years ago": in that year, which is no nearer than it says.
TimeSet whole_unit(const EventContext& c, const TimeMention& t, TimeSet time) {
  if (time.empty() || time.spans || !time.text.empty() || !time.single()) return time;
  if (time.approximate && time.grain == Grain::kYear) {
    time.approximate = false;
    return time;
  }
  const auto today = day_of(c.mentions.today);
  const Interval hull = time.hull();
  if (!today || t.relation == "since" || hull.hi < today->hull().lo - kDaySeconds || hull.hi > today->hull().hi) return time;
  const Civil from = civil_from_days(static_cast<int32_t>(hull.lo / kDaySeconds)), to = civil_from_days(static_cast<int32_t>((hull.hi - 1) / kDaySeconds));
  if (from.day != 1 || from.year != to.year || hull.hi - hull.lo <= 2 * kDaySeconds) return time;
  char text[16];
  if (from.month == to.month) {
    std::snprintf(text, sizeof text, "%04d-%02d", from.year, from.month);
  } else if (from.month == 1) {
    std::snprintf(text, sizeof text, "%04d", from.year);
  } else {
    return time;
  }
  auto whole = parse_edtf(text);
  return whole ? *whole : time;
}

ClaimTime claim_time(const EventContext& c, const TimeMention& t, const Draft& d) {
  int shift = days_after(c, d, t).value_or(0);
  std::vector<int32_t> days = days_of(*t.time, 1);
  if (shift != 0 && days.size() == 1) return ClaimTime{day_set(days[0] + shift), std::string(quote(c.document.text, t.span)), t.span};
  if (auto ahead = weekday_ahead(c, t, d)) return ClaimTime{*ahead, std::string(quote(c.document.text, t.span)), t.span};
  if (auto begun = midnight_of(c, t, d)) return ClaimTime{*begun, std::string(quote(c.document.text, t.span)), t.span};
  return ClaimTime{whole_unit(c, t, so_far(c, lasting(c, t, d), d)), std::string(quote(c.document.text, t.span)), t.span};
}

// Of war, for the day that the text tells of.
bool is_act(const Draft& d) {
  return is_violent(d.claim.type) || d.toll || d.generic || (d.frame && !d.frame->toll_of.empty());
}

// A day, or a night, of the week up to the text.
bool lately(const EventContext& c, const TimeMention& t) {
  constexpr Seconds kNews = 7 * kDaySeconds;
  const auto& today = c.mentions.today;
  if (t.relation == "since" || t.time->grain > Grain::kDay) return false;
  if (t.time->spans && t.time->hull().hi - t.time->hull().lo > 2 * kDaySeconds) return false;
  if (!today || today->empty()) return true;
  return t.time->hull().hi >= today->hull().lo - kNews;
}

// The first act of violence with a day of its own: what the text is mostly about.
Draft* first_timed(const EventContext& c, std::vector<Draft>* drafts) {
  for (Draft& d : *drafts) {
    if (!is_act(d)) continue;
    const TimeMention* t = best_time(c, d);
    if (!t || heads_text(c, *t) || !lately(c, *t) || tells_when_told(c, *t, d)) continue;
    d.claim.time = claim_time(c, *t, d);
    return &d;
  }
  return nullptr;
}

// "The attack on Tuesday", "the strikes": an act told of before.
bool refers_to(const EventContext& c, const Draft& d) {
  return std::any_of(d.triggers.begin(), d.triggers.end(), [&](int32_t t) {
    if (is_verbal(c.tree[t])) return false;
    auto children = c.tree.children(t);
    return std::any_of(children.begin(), children.end(), [&](int32_t i) {
      return c.tree[i].rel == Rel::det && (c.tree[i].has_feat("Definite=Def") || c.tree[i].has_feat("PronType=Dem"));
    });
  });
}

// What is told before the first act with a day is of that day where the two are one: of one kind, with an actor, a toll or a
// sentence in common. Else "resumed their attacks on Monday" at the end would date the raid that a report opens with.
bool of_later(const EventContext& c, const Draft& d, const Draft& timed) {
  constexpr int32_t kLede = 3;
  if (timed.sentence <= d.sentence) return true;
  if (timed.sentence - d.sentence > kLede && !c.parse.sentences[d.sentence].title) return false;
  const bool kind = timed.claim.type == d.claim.type || d.generic || d.toll || timed.generic || timed.toll;
  if (!kind) return false;
  const bool next = timed.sentence - d.sentence <= 1;
  const bool named = timed.claim.type == d.claim.type && is_violent(d.claim.type) && d.claim.type != ClaimType::kClash;
  if (next || named || c.parse.sentences[d.sentence].title) return true;
  if ((d.claim.killed && d.claim.killed == timed.claim.killed) || refers_to(c, timed)) return true;
  return std::any_of(d.claim.actors.begin(), d.claim.actors.end(), [&](const ClaimActor& a) {
    return std::any_of(timed.claim.actors.begin(), timed.claim.actors.end(), [&](const ClaimActor& b) {
      return a.role == b.role && (a.name == b.name || (!a.actor_id.empty() && a.actor_id == b.actor_id));
    });
  });
}

// "Tensions have risen after a clash in Ladakh", in a report on another place: what led to the one is not of the other's day.
bool led_elsewhere(const EventContext& c, const Draft& d, const Draft& last) {
  const Token& t = c.tree[d.token];
  const bool led = !is_verbal(t) && (t.rel == Rel::obl || t.rel == Rel::nmod) && c.frames.listed("led_to", c.tree.case_of(d.token));
  return led && d.sentence != last.sentence && d.own_place && last.own_place && d.claim.place->name != last.claim.place->name;
}

// "The truce takes effect on Tuesday", told on Monday.
void plan_ahead(const EventContext& c, const TimeMention& t, Draft* d) {
  Factuality& f = d->claim.factuality;
  bool told = f.status == FactStatus::kAsserted || f.status == FactStatus::kReported;
  if (!told || t.relation == "since" || d->claim.type == ClaimType::kStatement || nearness(c, *d, t.head) != 0) return;
  const auto& today = c.mentions.today;
  if (!today || today->empty() || t.time->hull().lo <= today->hull().hi) return;
  f.status = FactStatus::kPlanned;
}

// "Frequently deploy air power", "ongoing operations": no act of one day.
bool habitual(const EventContext& c, const Draft& d) {
  auto marked = [&](int32_t t, std::string_view list) {
    auto children = c.tree.children(t);
    return std::any_of(children.begin(), children.end(), [&](int32_t i) { return c.frames.listed(list, c.tree.form(i)); });
  };
  auto past = [&](int32_t t) { return c.tree[t].has_feat("Tense=Past"); };
  const int32_t head = c.clauses[d.clause].head, cop = c.tree.child(head, {Rel::cop, Rel::aux});
  const bool now = !past(head) && (cop < 0 || !past(cop));  // "there were ongoing clashes" tells of the day
  return std::any_of(d.triggers.begin(), d.triggers.end(), [&](int32_t t) {
           return is_verbal(c.tree[t]) ? marked(t, "habitual") : now && marked(t, "ongoing");
         }) || marked(carrier(d), "habitual");
}

// "The offensive is carried out by the coalition": unlike "nine people are killed" told of more than a day.
bool passive_state(const EventContext& c, const Draft& d) {
  const int32_t verb = carrier(d);
  if (d.claim.type != ClaimType::kGroundAdvance && d.claim.type != ClaimType::kClash && d.claim.type != ClaimType::kWithdrawal) return false;
  if (!is_verbal(c.tree[verb]) || !c.frames.listed("present_of_day", "event") || c.frames.listed("passive_of_day", c.tree.lemma(verb))) return false;
  auto children = c.tree.children(verb);
  return std::any_of(children.begin(), children.end(), [&](int32_t i) {
    return c.tree[i].rel == Rel::aux && c.tree[i].subtype("pass") && c.tree[i].has_feat("Tense=Pres") && c.tree[i].has_feat("VerbForm=Fin");
  });
}

// An act that goes on as the text is written is not of the day that the text has just told of. Where the present
// tells of the day's acts too, only a state goes on.
bool goes_on(const EventContext& c, const Draft& d) {
  int32_t verb = carrier(d);
  if (present_state(c, verb) || habitual(c, d) || passive_state(c, d)) return true;
  // "It is host to a coalition fighting rebels".
  bool bare = c.tree[verb].has_feat("VerbForm=Part") && c.tree[verb].has_feat("Tense=Pres") && c.clauses[d.clause].parent >= 0;
  if (bare && present_state(c, c.clauses[c.clauses[d.clause].parent].head)) return true;
  if (c.frames.listed("present_of_day", "event")) return false;
  if (finite_present(c, verb)) return true;
  return std::any_of(c.tree.children(verb).begin(), c.tree.children(verb).end(), [&](int32_t i) {
    return c.tree[i].rel == Rel::aux && c.tree[i].has_feat("Tense=Pres") && c.frames.listed("passive_present", c.tree.lemma(i));
  });
}

bool told_of_day(const EventContext& c, const Draft& d) {
  return present_of_day(c, d.token) && !present_state(c, carrier(d)) && !habitual(c, d);
}

// A report headed with its day tells what happened on it, unless it tells of a state.
bool of_heading_day(const EventContext& c, const Draft& d) {
  bool act = is_violent(d.claim.type) || d.toll || d.generic || d.claim.type == ClaimType::kOther || d.claim.type == ClaimType::kStatement;
  return c.mentions.headed && act && !present_state(c, carrier(d)) && !habitual(c, d) && !passive_state(c, d);
}

// Where the first sentence tells in a present that means the day of the text, all of it is news in brief of that day.
bool in_brief(const EventContext& c) {
  auto first = std::find_if(c.parse.sentences.begin(), c.parse.sentences.end(), [](const Sentence& s) { return !s.title; });
  return first != c.parse.sentences.end() && first->first < first->last && present_of_day(c, first->first);
}

// An entry of a live blog opens with the clock: "14.47 The leaders have signed". It is of the day of the text.
bool live_entry(const EventContext& c, const Draft& d) {
  auto clock = [](std::string_view form) {
    return form.size() >= 4 && form.size() <= 5 && (form[form.size() - 3] == '.' || form[form.size() - 3] == ':') &&
           std::all_of(form.begin(), form.end(), [](char x) { return (x >= '0' && x <= '9') || x == '.' || x == ':'; });
  };
  for (int32_t s = d.sentence; s >= 0 && s > d.sentence - 4; --s) {
    if (clock(c.tree.form(c.parse.sentences[s].first))) return true;
  }
  return false;
}

// A promise or a threat, a party that says it will join: told of what is to come, but told now.
bool said_now(const Draft& d) {
  ClaimType t = d.claim.type;
  return t == ClaimType::kStatement || t == ClaimType::kPartyJoins || t == ClaimType::kPartyRefuses;
}

}  // namespace

void fill_times(const EventContext& c, std::vector<Draft>* drafts) {
  auto month = month_of(c.mentions.today);
  auto day = day_of(c.mentions.today);
  const Draft* last = first_timed(c, drafts);
  bool brief = day && in_brief(c);
  const Draft* truce = nullptr;  // the last agreement with a time of its own
  for (Draft& d : *drafts) {
    const TimeMention* t = best_time(c, d);
    d.report_time = t && heads_text(c, *t);
    d.report_time |= t && !d.statement && d.claim.type != ClaimType::kStatement && tells_when_told(c, *t, d);
    bool better = d.report_time && last && last->claim.time && last->sentence != d.sentence &&
                  d.sentence - last->sentence <= 3 && is_act(d) && !after_report(c, *last, *t, d);
    bool told_when = false;  // the day of the text, for what it tells as of that day
    auto midnight = !t || d.report_time ? undated_midnight(c, d) : std::nullopt;
    if (midnight) {
      d.claim.time = std::move(midnight);
      d.own_time = true;
    } else if (t && !better) {
      d.claim.time = claim_time(c, *t, d);
      d.own_time = !d.report_time && t->relation != "since" && t->time->grain <= Grain::kWeek;
      if (old_news(c, d.claim.time ? d.claim.time->time : *t->time, d)) d.claim.background = true;
      plan_ahead(c, *t, &d);
    } else if (auto then = since_then(c, d)) {
      d.claim.time = std::move(then);
    } else if (auto begun = truce && since_truce(c, d) ? calm_since(c, *truce->claim.time) : std::nullopt) {
      d.claim.time = std::move(begun);
    } else if (day && ever_before(c, d)) {
      if (auto open = parse_edtf("../" + to_edtf(*day))) d.claim.time = ClaimTime{*open, "", {}};
      d.claim.background = true;
    } else if (auto past = !d.statement && (is_act(d) || d.claim.type == ClaimType::kOther || d.claim.type == ClaimType::kDetention)
                               ? history_told(c, d, last)
                               : std::nullopt) {
      d.claim.time = std::move(past);
      d.claim.background = true;
    } else if ((d.claim.factuality.status == FactStatus::kPlanned && !said_now(d)) || d.claim.background) {
      d.claim.time.reset();
    } else if (auto by = days_before(c, d); by && *by != 0 && last && last->claim.time && is_act(d)) {
      const std::vector<int32_t> days = days_of(last->claim.time->time, 1);
      d.claim.time.reset();
      if (*by > 0 && days.size() == 1) d.claim.time = ClaimTime{day_set(days[0] - *by), "", {}};
    } else if (last && last->claim.time && is_act(d) && led_elsewhere(c, d, *last)) {
      d.claim.time.reset();
      d.claim.background = true;
    } else if (last && last->claim.time && !d.statement && is_act(d) && !goes_on(c, d) &&
               !last->claim.background && of_later(c, d, *last)) {
      d.claim.time = last->claim.time;
    } else if (auto calm = truce && d.claim.type == ClaimType::kHolds ? calm_since(c, *truce->claim.time) : std::nullopt) {
      d.claim.time = std::move(calm);
    } else if (truce && d.claim.type == ClaimType::kAgreement) {
      d.claim.time = truce->claim.time;
    } else if (day && (brief || told_of_day(c, d) || live_entry(c, d))) {
      d.claim.time = ClaimTime{*day, "", {}};
      told_when = true;
    } else if (auto told = day_told(c, d);
               told && !goes_on(c, d) && (is_act(d) || d.claim.type == ClaimType::kViolationAlleged || it_was(c, d))) {
      d.claim.time = std::move(told);
    } else if (day && of_heading_day(c, d)) {
      d.claim.time = ClaimTime{*day, "", {}};
    } else if (month) {
      d.claim.time = ClaimTime{*month, "", {}};
    }
    span_truce(c, day, truce, &d);
    name_in_passing(c, &d);
    bool in_force = d.own_time || (told_when && dates_agreement(d.claim.phase)) || (t && !better && t->relation == "since" && t->time->grain <= Grain::kWeek);
    if (in_force && d.claim.type == ClaimType::kAgreement && !d.claim.background) truce = &d;
    if (d.own_time && is_act(d) && !d.claim.background && (!t || better || midnight || lately(c, *t))) last = &d;
  }
}

}  // namespace bestand
