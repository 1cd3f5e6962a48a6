// Documents first (agreement_nodes), then over documents (agreement_groups), then what each group says.

#include "ledger/agreements.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/ascii.h"
#include "ledger/agreement_groups.h"
#include "ledger/incidents.h"

namespace bestand {
namespace {

bool denied(const Claim& c) { return c.factuality.negative || c.factuality.status == FactStatus::kDenied; }
bool unreal(const Claim& c) {
  return c.factuality.status == FactStatus::kPlanned || c.factuality.status == FactStatus::kPossible;
}

// The clearest time that most independent origins give; what else is said stays in the terms.
struct Vote {
  TimeSet time;
  std::set<std::string> origins;
};

// The kind of terms that tell best when it began: to some days before to a month, and a beginning before a plan.
TermKind kind_of_start(const Ceasefire& c) {
  for (bool to_days : {true, false}) {
    for (TermKind kind : {TermKind::kEffective, TermKind::kDue, TermKind::kAgreed}) {
      if (std::any_of(c.terms.begin(), c.terms.end(), [&](const Term& t) {
            return t.kind == kind && t.time && says_when(*t.time) >= to_days;
          }))
        return kind;
    }
  }
  return TermKind::kEffective;
}

void settle_effective(Ceasefire* c) {
  std::vector<Vote> votes;
  const TermKind kind = kind_of_start(*c);
  const bool dated = std::any_of(c->terms.begin(), c->terms.end(), [&](const Term& t) {
    return t.kind == kind && t.time && says_when(*t.time);
  });
  for (const auto& term : c->terms) {
    if (term.kind != kind || !term.time || (dated && !says_when(*term.time))) continue;
    Vote* home = nullptr;
    for (auto& v : votes) {
      if (!home && !intersect(v.time, *term.time).empty()) home = &v;
    }
    if (!home)
      home = &votes.emplace_back(Vote{*term.time, {}});
    else
      home->time = intersect(home->time, *term.time);
    home->origins.insert(term.origin.independence);
  }
  if (votes.empty()) return;
  auto rank = [](const Vote& v) {
    return std::tuple(v.origins.size(), v.time.grain <= Grain::kHour, -v.time.hull().lo);
  };
  auto best =
      std::max_element(votes.begin(), votes.end(), [&](auto& a, auto& b) { return rank(a) < rank(b); });
  c->effective = best->time;
  c->start = kind;
  c->effective_disputed = votes.size() > 1;
}

// A refusal is a refusal whether it is told as one or as a denial of joining; only another's word against it
// turns it round. So with being left out: an article that says "not part of it" denies nothing.
StanceValue stance_value(const Claim& c, bool own) {
  bool others_word = denied(c) && !own && c.source && !c.source->chain.empty();
  switch (c.type) {
    case ClaimType::kPartyRefuses:
      return others_word ? StanceValue::kAccepted : StanceValue::kRejects;
    case ClaimType::kPartyExcluded:
      return others_word ? StanceValue::kNotExcluded : StanceValue::kExcluded;
    default:
      return denied(c) ? StanceValue::kRejects : StanceValue::kAccepted;
  }
}

// Who declares a truce in force is in it by its own act; who announces that one was agreed may be its broker.
bool declares(const Claim& c, Role role) {
  return c.type == ClaimType::kAgreement && role == Role::kInitiator && c.phase == AgreementPhase::kInForce;
}

bool takes_stance(const Claim& c, Role role) {
  if (c.factuality.status == FactStatus::kPlanned) return false;
  if (c.type == ClaimType::kPartyJoins || c.type == ClaimType::kPartyRefuses) {
    return role == Role::kParty || role == Role::kInitiator;
  }
  if (c.type == ClaimType::kPartyExcluded)
    return role == Role::kExcluded || role == Role::kParty || role == Role::kTarget;
  if (c.type != ClaimType::kAgreement || unreal(c)) return false;
  return role == Role::kParty || role == Role::kExcluded || declares(c, role);
}

// Which term the claim's time is; none: it dates nothing.
std::optional<TermKind> dating_term(const Claim& c) {
  if (!c.time || c.time->time.empty() || denied(c) || !dates_agreement(c.phase)) return std::nullopt;
  const bool begins = c.phase == AgreementPhase::kInForce;
  if (!unreal(c)) return begins ? TermKind::kEffective : TermKind::kAgreed;
  const bool planned = c.factuality.status == FactStatus::kPlanned && !c.time->text.empty();
  return begins && planned ? std::optional(TermKind::kDue) : std::nullopt;
}

class Builder {
 public:
  Builder(const Corpus& corpus, const std::vector<int32_t>& lineage, const Actors& actors)
      : corpus_(corpus), lineage_(lineage), actors_(actors) {}

  Ceasefire build(const std::vector<AgreementNode>& nodes) {
    Ceasefire out;
    size_t local = 0;
    for (const auto& n : nodes) {
      out.documents.push_back(n.document);
      for (const auto& c : n.countries) {
        if (std::find(out.countries.begin(), out.countries.end(), c) == out.countries.end())
          out.countries.push_back(c);
      }
      if (n.area && !out.area) out.area = n.area;
      local += n.area.has_value();
      out.claims.insert(out.claims.end(), n.agreements.begin(), n.agreements.end());
      out.claims.insert(out.claims.end(), n.others.begin(), n.others.end());
    }
    std::sort(out.documents.begin(), out.documents.end());
    out.documents.erase(std::unique(out.documents.begin(), out.documents.end()), out.documents.end());
    std::sort(out.claims.begin(), out.claims.end());
    std::sort(out.countries.begin(), out.countries.end());
    if (local * 2 < nodes.size()) out.area.reset();
    for (int32_t i : out.claims) read(i, &out);
    settle_effective(&out);
    collect_parties(&out);
    std::stable_sort(out.states.begin(), out.states.end(),
                     [](const StateChange& a, const StateChange& b) { return start(a) < start(b); });
    out.kind = out.area ? "local" : "cessation";
    out.name = display_name(out);
    out.id = ceasefire_id(corpus_, out.claims[0]);
    return out;
  }

 private:
  static Seconds start(const StateChange& s) {
    return s.from && !s.from->empty() ? s.from->hull().lo : kEndOfTime;
  }

  void read(int32_t i, Ceasefire* out) {
    const Claim& c = corpus_.claims[i].claim;
    Origin origin = origin_of(corpus_, lineage_, actors_, i);
    if (c.type == ClaimType::kAgreement) read_agreement(i, c, origin, out);
    if (c.type == ClaimType::kHolds)
      add_state(denied(c) ? State::kBroken : State::kHolding, i, c, origin, out);
    if (c.type == ClaimType::kViolationAlleged && !unreal(c)) {
      if (denied(c))
        out->states.push_back({State::kBroken, true, time_of(c), i, origin});
      else
        add_state(State::kBroken, i, c, origin, out);
    }
    for (const auto& a : c.actors) {
      if (!takes_stance(c, a.role)) continue;
      ActorRef ref = party_of(actors_.ref(a, told_in(i)), i);
      bool nobody = a.kind == "person" && ref.key.starts_with("name:");  // who speaks for whom is not said
      bool observer = a.kind == "monitor" || a.kind == "media" || a.kind == "igo" || a.kind == "mediator";  // speaks of a truce, and is bound by none
      bool anybody = ref.generic && a.kind == "unknown";  // "all parties"
      if (ref.key.empty() || nobody || observer || anybody) continue;
      bool own = !origin.actor.key.empty() && (actors_.related(origin.actor, ref) ||
                                               actors_.root(origin.actor.key) == actors_.root(ref.key));
      StanceValue value = a.role == Role::kExcluded && c.type != ClaimType::kPartyExcluded && !denied(c)
                              ? StanceValue::kExcluded
                          : declares(c, a.role) && !denied(c) ? StanceValue::kDeclared
                                                              : stance_value(c, own);
      stances_[ref.key].push_back({ref, value, i, origin, own, time_of(c)});
    }
  }

  // A government, its army and its president are one party; the name is the one that its country goes by.
  ActorRef party_of(ActorRef ref, int32_t i) const {
    if (ref.generic) return ref;
    const auto& published = told_in(i)->published;
    std::optional<int32_t> day;
    if (published && !published->empty()) day = static_cast<int32_t>(published->hull().lo / kDaySeconds);
    std::string whole = actors_.stands_for(ref.key, day);
    if (whole == ref.key) return ref;
    std::string name = actors_.canonical_name(whole, told_in(i)->lang, day);
    return name.empty() ? ref : ActorRef{whole, name, false};
  }

  const Document* told_in(int32_t i) const { return &corpus_.document_of(corpus_.claims[i]).document; }

  void read_agreement(int32_t i, const Claim& c, const Origin& origin, Ceasefire* out) {
    bool real = !denied(c) && !unreal(c);
    auto time = time_of(c);
    if (auto kind = dating_term(c)) {
      time = told_by(*time, c, i);
      out->terms.push_back({*kind, to_edtf(*time), {}, time, i, origin});
    }
    for (const auto& a : c.actors) {
      TermKind kind = a.role == Role::kMediator    ? TermKind::kMediator
                      : a.role == Role::kGuarantor ? TermKind::kGuarantor
                      : a.role == Role::kExcluded  ? TermKind::kExcluded
                                                   : TermKind::kParty;
      bool term = a.role == Role::kMediator || a.role == Role::kGuarantor || a.role == Role::kExcluded ||
                  a.role == Role::kParty;
      if (!term || denied(c)) continue;
      ActorRef ref = actors_.ref(a, told_in(i));
      out->terms.push_back({kind, ref.name, ref, {}, i, origin});
    }
    if (real && names_its_place(c) && !place_is_actors(c, actors_) && holds_at(*c.place, *out)) out->terms.push_back({TermKind::kArea, c.place->name, {}, {}, i, origin});
    State state = !real                                  ? State::kProposed
                  : c.phase == AgreementPhase::kExtended ? State::kExtended
                  : c.phase == AgreementPhase::kInForce  ? State::kInEffect
                                                         : State::kAgreed;
    if (denied(c))
      out->states.push_back({State::kAgreed, true, time, i, origin});
    else if (c.phase == AgreementPhase::kNamed)
      out->states.push_back({State::kAgreed, false, std::nullopt, i, origin});
    else
      add_state(state, i, c, origin, out);
  }

  // A part of where it holds; neither the city it was signed in, nor the country of one of its sides.
  static bool holds_at(const ClaimPlace& place, const Ceasefire& c) {
    if (std::find(c.countries.begin(), c.countries.end(), place.country) == c.countries.end()) return false;
    return c.countries.size() == 1 || place.precision < 6;
  }

  // What is told as having happened lies before the end of the day it is told on.
  TimeSet told_by(const TimeSet& time, const Claim& c, int32_t i) const {
    const auto& published = corpus_.document_of(corpus_.claims[i]).document.published;
    if (!published || published->empty() || time.members.size() < 2 ||
        c.factuality.time == EventTime::kFuture)
      return time;
    TimeSet before;
    before.members = {{kBeginOfTime, published->hull().hi}};
    TimeSet cut = intersect(time, before);
    return cut.empty() ? time : cut;
  }

  static std::optional<TimeSet> time_of(const Claim& c) {
    return c.time && !c.time->time.empty() ? std::optional(c.time->time) : std::nullopt;
  }

  static void add_state(State state, int32_t i, const Claim& c, const Origin& origin, Ceasefire* out) {
    out->states.push_back({state, false, time_of(c), i, origin});
  }

  void collect_parties(Ceasefire* out) {
    for (auto& [key, stances] : stances_) {
      // "Russia, a guarantor, has not answered": no stance, whatever is negative about it.
      if (is_guarantor(*out, actors_, stances[0].actor)) {
        std::erase_if(stances, [](const Stance& s) { return s.value == StanceValue::kRejects && !s.own; });
        if (stances.empty()) continue;
      }
      Party party;
      party.actor = stances[0].actor;
      for (const auto& s : stances) {
        if (s.actor.name.size() > party.actor.name.size()) party.actor.name = s.actor.name;
      }
      party.stances = std::move(stances);
      out->parties.push_back(std::move(party));
    }
    for (auto& party : out->parties) settle(*out, &party);
    stances_.clear();
  }

  // Strength of a group of stances: monitor 5, guarantor or mediator 4, two independent 3, one neutral 2, own
  // word 1.
  int strength(const Ceasefire& c, const std::vector<const Stance*>& stances) const {
    int best = 0;
    std::vector<Origin> others;
    for (const Stance* s : stances) {
      if (s->own) {
        best = std::max(best, 1);
        continue;
      }
      others.push_back(s->origin);
      int one = s->origin.kind == OriginKind::kMonitor ? 5 : is_guarantor(c, actors_, s->origin.actor) ? 4 : 2;
      best = std::max(best, one);
    }
    if (independent_count(others) >= 2) best = std::max(best, 3);
    return best;
  }

  void settle(const Ceasefire& c, Party* party) const {
    std::vector<const Stance*> in, out, excluded;
    bool own_in = false, own_out = false;
    for (const auto& s : party->stances) {
      switch (s.value) {
        case StanceValue::kSigned:
        case StanceValue::kAccepted:
        case StanceValue::kDeclared:
        case StanceValue::kNotExcluded:
          in.push_back(&s), own_in |= s.own;
          break;
        case StanceValue::kExcluded:
          excluded.push_back(&s);
          break;
        default:
          out.push_back(&s), own_out |= s.own;
      }
    }
    int kinds = !in.empty() + !out.empty() + !excluded.empty();
    if (kinds == 1) {
      party->standing = !in.empty() ? Standing::kIn : !out.empty() ? Standing::kOut : Standing::kExcluded;
      party->basis = "nobody disputes it";
      return;
    }
    if (own_out && !in.empty() && !own_in) {
      party->standing = Standing::kDisputed;
      party->basis = "it denies what others say";
      return;
    }
    int a = strength(c, in), b = strength(c, out), x = strength(c, excluded);
    int top = std::max({a, b, x});
    if ((a == top) + (b == top) + (x == top) > 1) {
      party->standing = Standing::kDisputed;
      party->basis = "sources of equal weight disagree";
      return;
    }
    party->standing = a == top ? Standing::kIn : b == top ? Standing::kOut : Standing::kExcluded;
    party->basis = "the stronger source says so";
  }

  // "Syria, 2016-12-30": where it holds and, to tell it from others there, when it began.
  std::string display_name(const Ceasefire& c) const {
    std::string out = c.area ? c.area->name : "";
    if (out.empty()) {
      for (const auto& country : c.countries) {
        std::string known = actors_.canonical_name("state." + lower_ascii(country), "en", {});
        if (!known.empty()) out += (out.empty() ? "" : " and ") + known;
      }
    }
    if (out.empty()) out = common_place(c);
    if (c.effective && c.effective->single() && c.effective->grain <= Grain::kMonth) {
      Interval i = c.effective->hull();
      bool day = i.hi - i.lo <= kDaySeconds;
      out += ", " + to_edtf(day_set(static_cast<int32_t>((i.hi - 1) / kDaySeconds))).substr(0, day ? 10 : 7);
    }
    return out;
  }

  // What most of the claims lie in.
  std::string common_place(const Ceasefire& c) const {
    std::map<std::string, int> places;
    for (int32_t i : c.claims) {
      const auto& place = corpus_.claims[i].claim.place;
      if (place) ++places[place->within.empty() ? place->name : place->within.back()];
    }
    std::string where;
    int most = 0;
    for (const auto& [place, n] : places) {
      if (n > most) where = place, most = n;
    }
    if (where.empty() && !c.countries.empty()) where = c.countries[0];
    return where.empty() ? "place unknown" : where;
  }

  const Corpus& corpus_;
  const std::vector<int32_t>& lineage_;
  const Actors& actors_;
  std::map<std::string, std::vector<Stance>> stances_;
};

}  // namespace

std::string_view name(TermKind kind) {
  constexpr std::string_view kNames[] = {"effective", "due",      "agreed",    "end",      "duration", "area",
                                         "party",     "guarantor", "mediator", "excluded_group"};
  return kNames[static_cast<int>(kind)];
}

std::string_view name(StanceValue value) {
  constexpr std::string_view kNames[] = {"signed",         "accepted", "declared_unilaterally",
                                         "denies_signing", "rejects",  "suspends",
                                         "withdraws",      "excluded", "not_excluded"};
  return kNames[static_cast<int>(value)];
}

std::string_view name(Standing standing) {
  constexpr std::string_view kNames[] = {"in", "out", "excluded", "disputed", "unknown"};
  return kNames[static_cast<int>(standing)];
}

std::string_view name(State state) {
  constexpr std::string_view kNames[] = {"proposed",  "announced", "agreed",  "in_effect", "extended",
                                         "suspended", "ended",     "holding", "broken"};
  return kNames[static_cast<int>(state)];
}

std::string ceasefire_id(const Corpus& corpus, int32_t claim) {
  const ClaimRecord& r = corpus.claims[claim];
  const Document& d = corpus.document_of(r).document;
  return content_id('C', d.text_sha256 + d.publisher + d.id + "#" + std::to_string(r.claim.span.begin) + "-" +
                             std::to_string(r.claim.span.end));
}

std::vector<Ceasefire> ceasefires_of(const Corpus& corpus, const std::vector<int32_t>& lineage,
                                     const Actors& actors, const Policy& policy) {
  Theatres theatres(corpus, actors);
  std::vector<AgreementNode> nodes;
  for (size_t d = 0; d < corpus.documents.size(); ++d) {
    auto of_document = agreement_nodes(corpus, actors, policy, &theatres, static_cast<int32_t>(d));
    std::move(of_document.begin(), of_document.end(), std::back_inserter(nodes));
  }
  std::vector<Ceasefire> out;
  for (const auto& group : group_nodes(corpus, nodes, actors, policy)) {
    std::vector<AgreementNode> members;
    for (int32_t i : group) members.push_back(nodes[i]);
    out.push_back(Builder(corpus, lineage, actors).build(members));
  }
  auto key = [](const Ceasefire& c) {
    return std::pair(c.effective && !c.effective->empty() ? c.effective->hull().lo : kEndOfTime, c.id);
  };
  std::sort(out.begin(), out.end(), [&](const Ceasefire& a, const Ceasefire& b) { return key(a) < key(b); });
  return out;
}

bool is_guarantor(const Ceasefire& c, const Actors& actors, const ActorRef& actor) {
  return !actor.key.empty() && std::any_of(c.terms.begin(), c.terms.end(), [&](const Term& t) {
    return (t.kind == TermKind::kMediator || t.kind == TermKind::kGuarantor) && actors.root(t.actor.key) == actors.root(actor.key);
  });
}

StandingAnswer standing_of(const Ceasefire& ceasefire, const Actors& actors, const ActorRef& actor) {
  const Party* through = nullptr;
  for (const auto& party : ceasefire.parties) {
    if (party.actor.key == actor.key) return {party.standing, &party};
    if (!party.actor.generic && actors.belongs(actor.key, party.actor.key)) through = &party;
  }
  if (through) return {through->standing, through};
  return {};
}

}  // namespace bestand
