// Where each event happened: what its own clauses name, else what the text has just told of, else the country that it is
// about. Who acts, speaks, mediates or is spoken to is no place.
#include <algorithm>
#include <map>

#include "base/ascii.h"
#include "base/utf8.h"
#include "claim/event_parts.h"

namespace bestand {

ClaimPlace to_place(const Document& document, const PlaceMention& p) {
  ClaimPlace out;
  out.name = p.name;
  out.text = std::string(quote(document.text, p.span));
  out.anchor = p.anchor;
  out.gazetteer_id = p.gazetteer_id;
  out.country = p.country;
  out.within = p.within;
  if (!p.anchor.empty() && p.anchor != p.name) out.aliases.push_back(p.anchor);
  out.area = p.area;
  out.precision = p.precision;
  out.span = p.span;
  return out;
}

namespace {

bool of_agreement(ClaimType t) { return tells_of_truce(t) || t == ClaimType::kHolds || t == ClaimType::kViolationAlleged; }

// "Washington and Doha": the first member, which hangs on what the whole list does.
int32_t first_of_list(const EventContext& c, int32_t token) {
  while (c.tree[token].rel == Rel::conj && c.tree[token].head >= 0) token = c.tree[token].head;
  return token;
}

int exactness(const PlaceMention& p) { return p.precision == 0 ? 3 : p.precision; }

// "BEIRUT - ", "ADEN, YEMEN: ": where it was written; below a title, what ends in a dash or a colon.
bool dateline(const EventContext& c, const PlaceMention& p) {
  constexpr int32_t kLongest = 8;
  if (p.first > 1) {
    const Sentence& s = c.tree.sentence(p.first);
    if (p.first - s.first > 3) return false;
    const int32_t stop = std::min(s.last, p.last + kLongest);
    int32_t end = p.last;
    while (end < stop && !c.frames.listed("dateline_end", c.tree.form(end))) ++end;
    if (end == stop) return false;
  }
  auto text = quote(c.document.text, p.span);
  return text.size() > 3 &&
         std::none_of(text.begin(), text.end(), [](char x) { return x >= 'a' && x <= 'z'; });
}

// "Hamas" is a village somewhere too; in the news it is the group.
bool is_group(const EventContext& c, const PlaceMention& p) {
  int32_t a = c.actor_head[p.head];
  return a >= 0 && (is_armed_group(c.mentions.actors[a].kind) || c.mentions.actors[a].kind == "party");
}

// "The home of Rodrigo Londoño": a place's name that a person bears.
bool in_person(const EventContext& c, const PlaceMention& p) {
  const auto& names = c.parse.names;
  auto over = std::partition_point(names.begin(), names.end(), [&](const Name& n) { return n.last <= p.first; });
  if (over == names.end() || over->first > p.first || over->type != NameType::kPer) return false;
  const bool part = over->first < p.first || over->last > p.last;
  const int32_t of = c.tree[p.head].head;  // "the village of Umm Qasab", taken for a person
  if (of >= 0 && c.has(of, "ground") && c.tree[p.head].rel == Rel::nmod && c.frames.listed("of", c.tree.case_of(p.head))) return false;
  return part && !c.frames.listed("locative", c.tree.case_of(p.head));
}

bool in_subject_name(const EventContext& c, const PlaceMention& p) {
  int32_t a = c.actor_at[p.head];
  if (a >= 0 && c.mentions.actors[a].span.contains(p.span) && p.last <= c.mentions.actors[a].head)
    return true;
  return a >= 0 && c.mentions.actors[a].span.contains(p.span) && c.mentions.actors[a].head != p.head &&
         c.mentions.actors[a].form == ActorForm::kName;
}

// "Turkey shelled ...": a country that acts is not where it happens.
bool acts(const Draft& d, const PlaceMention& p) {
  return std::any_of(d.claim.actors.begin(), d.claim.actors.end(), [&](const ClaimActor& a) {
    return a.role != Role::kTarget && a.role != Role::kExcluded && a.span.overlaps(p.span);
  });
}

// "Urged by the US", of a statement: whose word it is.
bool speaks(const Draft& d, const PlaceMention& p) {
  return d.claim.source && d.claim.type == ClaimType::kStatement &&
         std::any_of(d.claim.source->chain.begin(), d.claim.source->chain.end(), [&](const SourceLink& l) { return l.span.contains(p.span); });
}

// "According to Turkey", "met steun van Rusland", "the blessing of Turkey and Iran": who says or backs it, not where it is.
bool stands_behind(const EventContext& c, const PlaceMention& p) {
  int32_t head = p.head;
  while ((c.tree[head].rel == Rel::conj || c.tree[head].rel == Rel::appos) && c.tree[head].head >= 0) head = c.tree[head].head;
  const std::string preposition = c.tree.case_of(head);
  if (c.frames.listed("told_by", preposition) || c.frames.listed("backed_by", preposition)) return true;
  const int32_t of = c.tree[head].head;
  if (of >= 0 && c.tree[head].rel == Rel::obl && is_verbal(c.tree[of]) && (c.frames.listed("of", preposition) || c.frames.listed("of_source", preposition))) {
    const int32_t what = c.tree.child(of, {Rel::obj});  // "get air support from Russia"
    if (what >= 0 && (c.frames.listed("backing", c.tree.lemma(what)) || c.frames.listed("backing", c.tree.last_part(what)))) return true;
  }
  return c.tree[head].rel == Rel::nmod && of >= 0 &&
         (c.frames.listed("agency", c.tree.lemma(of)) || c.frames.listed("backing", c.tree.lemma(of)));
}

// "The US-brokered truce", "the Iran-backed militia": who did it, not where. With a preposition it is where: "in Gaza held".
bool does_participle(const EventContext& c, const PlaceMention& p) {
  const int32_t head = first_of_list(c, p.head);
  const int32_t of = c.tree[head].head;
  if (of <= p.head || !c.tree.case_of(head).empty() || c.tree[of].rel != Rel::amod || c.tree[of].head <= of) return false;
  const bool hyphen = p.last + 1 == of && c.tree[p.last].upos == Upos::PUNCT;  // "the London-based group"
  return past_participle(c.tree[of]) || (hyphen && c.tree[of].upos == Upos::ADJ);
}

// "Told Turkey's state agency": whose it is. Not "Syria's second city".
bool owns_speaker(const EventContext& c, const PlaceMention& p) {
  const Token& t = c.tree[p.head];
  if (!t.subtype("poss") || t.head <= p.head) return false;
  const auto& here = c.index.telling.of(t.sentence);
  return std::any_of(here.begin(), here.end(), [&](int32_t i) {
    const int32_t cue = c.attributions[i].cue_head;
    return cue >= 0 && c.tree[t.head].head == cue && (c.tree[t.head].rel == Rel::iobj || c.tree[t.head].rel == Rel::obj);
  });
}

// "Recalled its envoy from Phnom Penh", "the ministry, based in London": where somebody has his seat.
bool is_seat(const EventContext& c, const PlaceMention& p) {
  const int32_t of = c.tree[p.head].head;
  if (of < 0 || c.tree.case_of(p.head).empty()) return false;
  if (c.frames.listed("seat_word", c.tree.lemma(of))) return true;
  const int32_t whom = is_verbal(c.tree[of]) ? c.tree.child(of, {Rel::obj}) : -1;
  return whom >= 0 && whom < p.head && (c.frames.listed("envoy_noun", c.tree.lemma(whom)) || c.frames.listed("backing", c.tree.lemma(whom)));
}

// "Ankara's main demands", "without Kyiv's permission": a capital that stands for its government.
bool owns_matter(const EventContext& c, const PlaceMention& p) {
  const Token& t = c.tree[p.head];
  return p.feature == "P.PPLC" && t.subtype("poss") && t.head > p.head && c.frames.listed("of_state_noun", c.tree.lemma(t.head));
}

// "A soldier from Morocco": where he is from, not where he fell.
bool native_of(const EventContext& c, const Draft& d, const PlaceMention& p) {
  const Token& t = c.tree[p.head];
  if (d.claim.type == ClaimType::kHumanitarian || d.claim.type == ClaimType::kWithdrawal) return false;  // "brought children from Syria"
  if (t.rel != Rel::nmod || t.head < 0 || !c.frames.listed("native_of", c.tree.case_of(p.head))) return false;
  return p.feature.starts_with("A.PCL") && (c.actor_head[t.head] >= 0 || c.has(t.head, "combatant") || c.has(t.head, "victim"));
}

// "At two local time (one o'clock in Brussels)": whose clock it is.
bool after_clock(const EventContext& c, const PlaceMention& p) {
  const auto& here = c.index.times.of(c.tree[p.head].sentence);
  return std::any_of(here.begin(), here.end(), [&](int32_t i) {
    const TimeMention& t = c.times[i];
    return t.type == TimexType::kTime && (t.last == p.first || t.last + 1 == p.first) && c.tree[t.last - 1].upos != Upos::PROPN &&
           t.value.find(':') != std::string::npos;
  });
}

// "A ceasefire brokered by Malaysia": who acts in another event of the sentence is not where this one happens.
bool acts_beside(const EventContext& c, const std::vector<Draft>& drafts, const SentenceIndex& events, const Draft& d, const PlaceMention& p) {
  const auto& here = events.of(d.sentence);
  return std::any_of(here.begin(), here.end(), [&](int32_t i) {
    const Draft& other = drafts[i];
    if (&other == &d) return false;
    return std::any_of(other.claim.actors.begin(), other.claim.actors.end(), [&](const ClaimActor& a) {
      bool does = a.role == Role::kInitiator || a.role == Role::kMediator || a.role == Role::kGuarantor;
      return does && a.span.contains(p.span) && (a.span == p.span || a.text.ends_with(quote(c.document.text, p.span)));
    });
  });
}

// "Shelled Stepanakert": a place that is hit is one, whoever else its name stands for.
bool is_hit(const EventContext& c, const Draft& d, const PlaceMention& p) {
  const Token& t = c.tree[p.head];
  const bool object = t.rel == Rel::obj || (t.rel == Rel::nsubj && p.head > t.head && arguments_of_verb(c.tree, c.frames, t.head).object == p.head);
  const int32_t hits = c.tree[p.head].head;  // "air strikes rocked Khartoum" too
  return (is_violent(d.claim.type) || d.generic) && object && (holds(d.triggers, hits) || hits == d.verb) && !p.feature.starts_with("A.PCL");
}

// "Violated by Damascus", "talks with Kyiv": a capital that was found to be the state.
bool stands_for_state(const EventContext& c, const PlaceMention& p) {
  const int32_t a = c.actor_head[p.head];
  if (a < 0 || !p.feature.starts_with("P")) return false;
  const ActorMention& m = c.mentions.actors[a];
  return m.kind == "state" && m.first == p.first && m.last == p.last;  // not Sudan in "Port Sudan"
}

bool country(const PlaceMention& p) { return p.feature.starts_with("A.PCL"); }

// "A US proposal", "a US base in Qatar": whose it is. Not "the Syria truce", "a Yemen air strike".
bool belongs_to_matter(const EventContext& c, const PlaceMention& p) {
  const Token& t = c.tree[p.head];
  if (t.rel != Rel::compound || t.head < 0 || !country(p)) return false;
  if (c.frames.listed("country_adjective", c.tree.form(p.head))) return true;
  if (c.has(t.head, "deal") || c.has(t.head, "talks")) return true;
  return !c.has(t.head, "truce") && !c.has(t.head, "war") && !c.has(t.head, "attack_noun") && c.tree[t.head].upos == Upos::NOUN &&
         c.has(t.head, "ground");
}

// "Despite the Washington and Doha agreements", "het akkoord van Minsk": where a pact was made, by which it is called. "The
// Aleppo truce" is where it holds.
bool calls_pact(const EventContext& c, const PlaceMention& p) {
  const int32_t head = first_of_list(c, p.head);
  const Token& t = c.tree[head];
  const bool named = t.rel == Rel::compound || t.rel == Rel::amod || (t.rel == Rel::nmod && c.frames.listed("of", c.tree.case_of(head)));
  if (!named || t.head < 0 || country(p) || !c.frames.listed("called_by_place", c.tree.lemma(t.head))) return false;
  auto children = c.tree.children(t.head);  // "the Aleppo truce deal"
  return std::none_of(children.begin(), children.end(), [&](int32_t x) { return x != head && c.tree[x].rel == Rel::compound && c.has(x, "truce"); });
}

// "... despite agreements concluded in Doha": where another matter of the sentence was agreed.
bool pact_made_at(const EventContext& c, const Draft& d, const PlaceMention& p) {
  if (tells_of_truce(d.claim.type)) return false;
  const int32_t head = first_of_list(c, p.head);
  const int32_t made = c.tree[head].head;
  if (c.tree[head].rel != Rel::obl || made < 1 || !past_participle(c.tree[made])) return false;
  const int32_t pact = c.tree[made].rel == Rel::acl ? c.tree[made].head : made - 1;  // trees hang the participle elsewhere
  return c.names_pact(pact) && !holds(d.triggers, made) && !holds(d.triggers, pact);
}

// The id that the state of a place has among actors.
std::string state_of(const PlaceMention& p) { return "state." + lower_ascii(p.country); }

// "Pakistan and Afghanistan strike a ceasefire in Doha after clashes": a capital of none of the states that the sentence names,
// beside a pact.
bool pact_made_abroad(const EventContext& c, const Draft& d, const PlaceMention& p) {
  if (tells_of_truce(d.claim.type) || p.feature != "P.PPLC" || p.country.empty()) return false;
  const int32_t of = c.tree[first_of_list(c, p.head)].head;
  const int32_t made = of >= 0 && is_verbal(c.tree[of]) ? c.tree.child(of, {Rel::obj, Rel::obl}) : of;
  const bool pact = (of >= 0 && c.names_pact(of)) || (made >= 0 && c.names_pact(made));
  if (!pact) return false;
  const std::string own = state_of(p);
  int states = 0;
  for (int32_t i : c.index.actors.of(c.tree[p.head].sentence)) {
    const ActorMention& m = c.mentions.actors[i];
    if (!m.actor_id.starts_with("state.") || m.span == p.span) continue;
    if (m.actor_id == own) return false;
    ++states;
  }
  return states > 1;
}

// "A spokesman for the ministry in Kabul said": where the seat of the speaker is, not where it happened.
bool of_speaker(const EventContext& c, const Draft& d, const PlaceMention& p) {
  if (p.feature != "P.PPLC" && !country(p)) return false;  // "fighters in Karabakh said": there they fight
  const Span trigger = c.tree[d.token].span;
  const auto& told = c.index.telling.of(c.tree[p.head].sentence);
  return std::any_of(told.begin(), told.end(), [&](int32_t i) {
    const Attribution& a = c.attributions[i];
    auto over = [](const std::vector<Span>& spans, Span x) { return std::any_of(spans.begin(), spans.end(), [&](Span s) { return s.contains(x); }); };
    // "Moscow which holds a veto defended its ally saying ...": told by what the pronoun stands for.
    return (over(a.source, p.span) || a.source_head == p.head) && over(a.content, trigger);
  });
}

// "The truce between Lebanon and Israel", "a deal with Israel", "Israel's violations of the ceasefire": whose it is, where
// the words name an actor.
bool bound_by_truce(const EventContext& c, const Draft& d, const PlaceMention& p) {
  if (!of_agreement(d.claim.type) || c.actor_head[p.head] < 0) return false;
  const int32_t head = first_of_list(c, p.head);
  const int32_t of = c.tree[head].head;
  if (of < 0) return false;
  const std::string preposition = c.tree.case_of(head);
  const bool pact = c.names_pact(of);
  if (pact && (c.frames.listed("between", preposition) || c.frames.listed("with", preposition))) return true;
  return c.has(of, "violation") && (c.tree[head].subtype("poss") || c.frames.listed("agent", preposition));
}

// "Accuses Moscow of strikes", "warned Israel": to whom it is said.
bool addressed(const EventContext& c, const PlaceMention& p) {
  const Token& t = c.tree[p.head];
  const bool speaks = country(p) || p.feature == "P.PPLC";
  return speaks && (t.rel == Rel::obj || t.rel == Rel::iobj) && t.head >= 0 && c.frames.listed("addressing", c.tree.lemma(t.head));
}

// A country that does something, alone or in a list: "the mediators, Egypt and Qatar", "if Russia does the same".
bool plays_in_list(const EventContext& c, const PlaceMention& p) {
  if (!country(p) || c.actor_head[p.head] < 0) return false;
  int32_t first = p.head;
  while (c.tree[first].rel == Rel::conj && c.tree.case_of(first).empty() && c.tree[first].head >= 0) first = c.tree[first].head;
  if (c.frames.listed("agent", c.tree.case_of(first))) return true;  // "mediated by Egypt and Qatar"
  int32_t t = p.head;
  while (c.tree.case_of(t).empty() && (c.tree[t].rel == Rel::conj || c.tree[t].rel == Rel::appos) && c.tree[t].head >= 0) t = c.tree[t].head;
  return t >= 0 && c.tree.case_of(t).empty() && (c.tree[t].rel == Rel::nsubj || (t != p.head && c.tree[t].rel == Rel::obj));
}

// "Along the highway to China", "a road leading to Yunnan": where a way goes. "On the road to Damascus" is near the town.
bool end_of_way(const EventContext& c, const PlaceMention& p) {
  const Token& t = c.tree[p.head];
  if (t.head < 0 || !c.frames.listed("way_to", c.tree.case_of(p.head))) return false;
  const bool leads = t.rel == Rel::obl && c.frames.listed("way_leads", c.tree.lemma(t.head)) && !c.tree[t.head].has_feat("VerbForm=Fin");
  return leads || (t.rel == Rel::nmod && !p.feature.starts_with("P") && c.frames.listed("way_noun", c.tree.lemma(t.head)));
}

// "Near the border with Mauritania": what lies beyond.
bool beyond_border(const EventContext& c, const PlaceMention& p) {
  const int32_t head = first_of_list(c, p.head);
  const int32_t of = c.tree[head].head;
  if (!country(p) || of < 0 || !c.frames.listed("border_noun", c.tree.lemma(of))) return false;
  const std::string preposition = c.tree.case_of(head);
  return c.frames.listed("with", preposition) || c.frames.listed("between", preposition);
}

// "A threat to the state of Israel", "steun voor Oekraïne": whom it concerns.
bool concerned(const EventContext& c, const PlaceMention& p) {
  int32_t at = first_of_list(c, p.head);
  for (int steps = 0; steps < 3; ++steps) {
    const Token& t = c.tree[at];
    if (t.head < 0 || (t.rel != Rel::nmod && t.rel != Rel::appos && t.rel != Rel::obl && t.rel != Rel::flat)) return false;
    if (c.frames.listed("concerns", c.tree.lemma(t.head))) return true;
    if (is_verbal(c.tree[t.head])) return false;
    at = t.head;
  }
  return false;
}

// "At 6 p.m. Moscow time".
bool names_zone(const EventContext& c, const PlaceMention& p) {
  return p.last < c.tree.size() && c.tree[p.last].sentence == c.tree[p.head].sentence && c.frames.listed("zone_word", c.tree.form(p.last));
}

// "The commander said in Havana": where it was told.
bool where_told(const EventContext& c, const Draft& d, const PlaceMention& p) {
  int32_t at = p.head;  // "told reporters at the White House"
  while (c.tree[at].rel == Rel::nmod && c.tree[at].head >= 0 && !is_verbal(c.tree[c.tree[at].head])) at = c.tree[at].head;
  int32_t up = c.tree[at].head;
  const bool beside = c.tree[at].rel == Rel::obl || (at != p.head && (c.tree[at].rel == Rel::obj || c.tree[at].rel == Rel::iobj));
  if (!beside || up < 0 || holds(d.triggers, up)) return false;
  // "Er wordt gesproken van gevechten tussen beide, ten noorden van Damascus": behind what is told it is where that was.
  const bool behind = up < d.token && d.token < at && c.tree[d.token].head == up && c.tree[d.token].rel == Rel::obl;
  if (behind) return false;
  Span trigger = c.tree[d.token].span;
  const auto& told = c.index.telling.of(c.tree[up].sentence);
  return std::any_of(told.begin(), told.end(), [&](int32_t i) {
    const Attribution& a = c.attributions[i];
    return a.cue_head == up && a.kind == CueKind::kSpeech &&
           std::any_of(a.content.begin(), a.content.end(), [&](Span s) { return s.contains(trigger) && !s.contains(p.span); });
  });
}

// "While they met in Berlin".
bool met_at(const EventContext& c, const PlaceMention& p) {
  int32_t t = c.tree[p.head].head;
  while (t >= 0 && !is_verbal(c.tree[t])) t = c.tree[t].head;
  if (t < 0 || c.tree[p.head].rel == Rel::nsubj) return false;
  auto children = c.tree.children(t);
  return c.frames.listed("meeting_verb", c.tree.lemma(t)) || std::any_of(children.begin(), children.end(), [&](int32_t x) {
    return x > t && c.frames.listed("meeting_verb", std::string(c.tree.form(x)) + std::string(c.tree.lemma(t)));  // "kwamen samen"
  });
}

// "Freeze the negotiations in Astana because of violations": where people talk is not where the rest happens.
bool at_venue(const EventContext& c, const Draft& d, const PlaceMention& p) {
  if (d.claim.type == ClaimType::kTalks) return false;
  for (int32_t t = c.tree[p.head].head; t >= 0; t = c.tree[t].head) {
    if (holds(d.triggers, t)) return false;
    if (c.has(t, "talks") && !c.has(t, "truce")) return true;
    if (is_verbal(c.tree[t])) break;
  }
  // "Er wordt gesproken van gevechten bij Damascus": what is spoken of happened there.
  int32_t of = d.token;
  while (of >= 0 && !is_verbal(c.tree[of]) && c.tree[of].rel == Rel::nmod) of = c.tree[of].head;
  const bool spoken_of = of >= 0 && c.tree[of].rel == Rel::obl && c.frames.listed("of", c.tree.case_of(of));
  return !tells_of_truce(d.claim.type) && !spoken_of && met_at(c, p);
}

const PlaceMention* best_place(const EventContext& c, const std::vector<Draft>& drafts, const SentenceIndex& events,
                               const Draft& d) {
  const PlaceMention* best = nullptr;
  std::array<int, 3> best_cost{};
  for (int32_t i : c.index.places.in(sentences_of(c, d))) {
    const PlaceMention& p = c.mentions.places[i];
    if (((p.metonym || stands_for_state(c, p)) && !is_hit(c, d, p)) || dateline(c, p) || is_group(c, p) || speaks(d, p) || in_person(c, p) || in_subject_name(c, p) || acts(d, p) || at_venue(c, d, p) || stands_behind(c, p) || after_clock(c, p))
      continue;
    if (does_participle(c, p) || owns_speaker(c, p) || owns_matter(c, p) || is_seat(c, p) || of_speaker(c, d, p) || native_of(c, d, p)) continue;
    if (acts_beside(c, drafts, events, d, p) || belongs_to_matter(c, p) || plays_in_list(c, p) || names_zone(c, p) || end_of_way(c, p) || beyond_border(c, p) || where_told(c, d, p))
      continue;
    if (bound_by_truce(c, d, p) || addressed(c, p) || calls_pact(c, p) || pact_made_at(c, d, p) || pact_made_abroad(c, d, p) || concerned(c, p)) continue;
    int near = nearness(c, d, p.head);
    if (near > 2) continue;
    std::array<int, 3> cost{near, exactness(p), std::abs(p.head - d.token)};
    if (!best || cost < best_cost) best = &p, best_cost = cost;
  }
  return best;
}

bool at_talks(const EventContext& c, int32_t token) {
  return (c.clauses[c.clauses.of(token)].classes & c.bit("talks")) != 0 && !c.has(c.tree[token].head, "truce");
}

bool plays_a_part(const EventContext& c, const PlaceMention& p) {
  int32_t a = c.actor_head[p.head];
  return p.metonym || a >= 0 || c.tree[p.head].rel == Rel::nsubj;
}

// Whether a state and another agree, or the one tells of a breach by the other.
bool between_states(const std::vector<Draft>& drafts, const std::string& own) {
  return std::any_of(drafts.begin(), drafts.end(), [&](const Draft& d) {
    if (!of_agreement(d.claim.type)) return false;
    bool mine = false, other = false;
    auto count = [&](const std::string& id) {
      mine = mine || id == own;
      other = other || (id.starts_with("state.") && id != own);
    };
    for (const ClaimActor& a : d.claim.actors) {
      if (a.role != Role::kMediator && a.role != Role::kGuarantor) count(a.actor_id);
    }
    if (d.claim.source && d.claim.type == ClaimType::kViolationAlleged) {
      for (const SourceLink& l : d.claim.source->chain) count(l.actor_id);
    }
    return mine && other;
  });
}

// The country that the text tells of, or where it leaves that unnamed, the widest region of it: where its fighting is
// and what its truce is for. A country that acts, speaks, mediates or receives the negotiators is not told of. Absent
// when there is none, or no name for it: fighting at al-Bab with "Turkey:" before it is not in Turkey. For a truce also where
// its only region is told of once in passing.
const PlaceMention* main_country(const EventContext& c, const std::vector<Draft>& drafts, bool for_truce) {
  constexpr double kRegion_m = 15e3;
  constexpr int32_t kOpening = 3;  // sentences that tell what the text is of
  struct Country {
    int told = 0;
    const PlaceMention* name = nullptr;
    const PlaceMention* region = nullptr;
    bool only_acts = true;  // its name tells of a doer wherever it stands
    std::map<std::string_view, int> regions;  // how often each of its regions is told of; once in the opening or of a truce is enough
  };
  std::map<std::string_view, Country> countries;
  std::vector<bool> fought_over(c.clauses.size(), false);
  for (const Draft& d : drafts) {
    for (int32_t clause : d.clauses) fought_over[clause] = fought_over[clause] || is_violent(d.claim.type);
  }
  for (const PlaceMention& p : c.mentions.places) {
    if (p.country.empty()) continue;
    if (c.frames.listed("agent", c.tree.case_of(first_of_list(c, p.head))) || stands_behind(c, p) || addressed(c, p) || belongs_to_matter(c, p)) continue;  // "mediated by Qatar"
    if (does_participle(c, p) || is_seat(c, p) || calls_pact(c, p) || met_at(c, p) || owns_matter(c, p)) continue;
    Country& country = countries[p.country];
    const bool whole = p.feature.starts_with("A.PCL");
    if (whole && !country.name) country.name = &p;
    if (plays_a_part(c, p) || dateline(c, p) || at_talks(c, p.head)) {
      country.told += 1;  // better than nothing
      continue;
    }
    if (p.area && p.area->radius_m >= kRegion_m &&
        (!country.region || p.area->radius_m > country.region->area->radius_m))
      country.region = &p;
    bool of_truce = c.tree[p.head].head >= 0 && c.has(c.tree[p.head].head, "truce");
    if (whole) country.only_acts = false;
    country.regions[p.name] += of_truce || c.tree[p.head].sentence < kOpening ? 2 : 1;
    country.told += of_truce ? 40 : fought_over[c.clauses.of(p.head)] ? 20 : 10;
  }
  const Country* best = nullptr;
  int unnamed = 0;
  for (const auto& [code, country] : countries) {
    if (!country.name && !country.region)
      unnamed = std::max(unnamed, country.told);
    else if (!best || country.told > best->told)
      best = &country;
  }
  if (!best) return nullptr;
  const auto most = std::count_if(countries.begin(), countries.end(), [&](const auto& x) { return (x.second.name || x.second.region) && x.second.told == best->told; });
  if (best->told < 10 && (unnamed >= 20 || most > 1)) return nullptr;  // of two that act alike, neither
  if (!for_truce) return best->name ? best->name : best->region;
  const bool known = best->region && best->regions.at(best->region->name) > 1;  // told of once in passing, it is not the whole
  // "Armenië en Azerbeidzjan ...", "in Nagorno-Karabach": between two states it is the region.
  if (best->name && !(known && best->only_acts && between_states(drafts, state_of(*best->name)))) return best->name;
  return known ? best->region : nullptr;
}

bool local(ClaimType t) {
  return is_violent(t) || t == ClaimType::kHumanitarian || t == ClaimType::kDetention ||
         t == ClaimType::kOther || t == ClaimType::kWithdrawal;
}

// "Russia launched 48 drones": the one country of the text that does it, which tells nothing of where.
bool does_itself(const Draft& d, const PlaceMention& country) {
  const std::string state = state_of(country);
  return std::any_of(d.claim.actors.begin(), d.claim.actors.end(), [&](const ClaimActor& a) { return a.role == Role::kInitiator && a.actor_id == state; });
}

// "In Qusayba two farmers died", a village that no table has: it did not happen where the sentence before did.
bool names_elsewhere(const EventContext& c, const Draft& d) {
  auto within = [&](const auto& list, const std::vector<int32_t>& here, int32_t t) {
    return std::any_of(here.begin(), here.end(), [&](int32_t i) { return list[i].first <= t && t < list[i].last; });
  };
  const int32_t sentence = d.sentence;
  for (int32_t clause : d.clauses) {
    for (int32_t t : c.clauses[clause].tokens) {
      if (c.tree[t].upos != Upos::PROPN || c.tree[t].rel == Rel::compound || c.actor_at[t] >= 0 || !starts_upper(c.tree[t].form) || c.tree[t].sentence != sentence) continue;
      if (!c.frames.listed("locative", c.tree.case_of(t))) continue;
      if (!within(c.mentions.places, c.index.places.of(sentence), t) && !within(c.mentions.times, c.index.times.of(sentence), t)) return true;
    }
  }
  return false;
}

}  // namespace

void fill_places(const EventContext& c, std::vector<Draft>* drafts) {
  const PlaceMention* country = main_country(c, *drafts, false);
  const PlaceMention* of_truce = main_country(c, *drafts, true);
  const SentenceIndex events = by_sentence(c, *drafts);
  const Draft* last = nullptr;
  const Draft* fought = nullptr;  // the last that does not take people elsewhere: "evacuated to Jordan"
  for (Draft& d : *drafts) {
    if (const PlaceMention* p = best_place(c, *drafts, events, d)) {
      d.claim.place = to_place(c.document, *p);
      d.own_place = true;
    } else if (const Draft* before = is_violent(d.claim.type) || d.generic || d.toll ? fought : last; before && local(d.claim.type) && !d.claim.background && !names_elsewhere(c, d)) {
      d.claim.place = before->claim.place;
    } else if (const PlaceMention* whole = of_agreement(d.claim.type) ? of_truce : local(d.claim.type) ? country : nullptr; whole && !does_itself(d, *whole)) {
      d.claim.place = to_place(c.document, *whole);
    }
    if (!d.own_place || !local(d.claim.type)) continue;
    last = &d;
    if (d.claim.type != ClaimType::kHumanitarian) fought = &d;
  }
}

}  // namespace bestand
