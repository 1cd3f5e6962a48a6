// States come from the walk; attributions add what it cannot see: quotations over sentences, "volgens", bylines. The
// class follows by a fixed order, the status from the class, the value from the table in factuality.toml.
#include "claim/factuality.h"

#include <algorithm>

#include "claim/factuality_features.h"
#include "claim/factuality_lexicon.h"
#include "claim/factuality_walk.h"
#include "claim/tree.h"

namespace bestand {
namespace {

struct Telling {
  bool told = false;      // in what a source says or shows
  bool thought = false;   // in what a source believes or knows
  bool denied = false;
  bool anonymous = false;
};

std::vector<Telling> tellings(const Tree& tree, const std::vector<Attribution>& attributions) {
  std::vector<Telling> out(tree.size());
  const auto& tokens = tree.parse().tokens;
  auto by_begin = [](const Token& t, uint32_t at) { return t.span.begin < at; };
  for (const Attribution& a : attributions) {
    if (a.kind == CueKind::kIntention || a.kind == CueKind::kAttitude) continue;
    if (a.kind == CueKind::kThought && a.anonymous) continue;  // "seems to": nobody's word
    for (Span s : a.content) {
      auto at = std::lower_bound(tokens.begin(), tokens.end(), s.begin, by_begin);
      for (; at != tokens.end() && at->span.begin < s.end; ++at) {
        Telling& t = out[at - tokens.begin()];
        (a.kind == CueKind::kThought ? t.thought : t.told) = true;
        t.denied |= a.denial;
        t.anonymous |= a.anonymous;
      }
    }
  }
  return out;
}

// Certain order, also where the publication is a set of days and a time was reckoned from one of them.
bool still_to_come(const TimeSet& published, const TimeSet& time) {
  constexpr Seconds kDay = 24 * 60 * 60;
  if (time.empty() || published.empty() || time.grain < Grain::kPartOfDay) return false;
  if (time.anchors.size() != time.members.size()) return certainly_before(published, time);
  for (size_t i = 0; i < time.members.size(); ++i) {
    if (time.members[i].lo < (time.anchors[i] + 1) * kDay) return false;
  }
  return true;
}

// Heads of clauses that a time after the publication is said of: "wordt in september ondertekend".
std::vector<bool> dated_ahead(const Tree& tree, const Mentions& mentions) {
  std::vector<bool> out(tree.size());
  if (!mentions.today) return out;
  for (const TimeMention& m : mentions.times) {
    if (!m.time || m.head < 0 || m.head >= tree.size() || m.relation == "before" || m.relation == "until") continue;
    if (tree[m.head].rel != Rel::obl && tree[m.head].rel != Rel::advmod) continue;
    if (still_to_come(*mentions.today, *m.time)) out[tree.clause_head(m.head)] = true;
  }
  return out;
}

bool present_tense(const Tree& tree, int32_t t) {
  auto present = [&](int32_t i) { return tree[i].has_feat("Tense=Pres") && tree[i].has_feat("VerbForm=Fin"); };
  if (present(t)) return true;
  for (int32_t c : tree.children(t)) {
    if ((tree[c].rel == Rel::aux || tree[c].rel == Rel::cop) && present(c)) return true;
  }
  return false;
}

FactClass reading_of(const FactState& s, const Telling& told) {
  bool reported = s.reported || told.told || (told.thought && s.by != Effect::kFact);
  if (s.certainty == Certainty::kUnderspecified) {
    if (s.conditional) return FactClass::kConditional;
    if (s.hoped) return FactClass::kHoped;
    if (s.planned) return FactClass::kPlanned;
    if (s.asked) return FactClass::kPossible;
    return FactClass::kUnknown;
  }
  if (s.certainty == Certainty::kPossible) return s.hearsay ? FactClass::kReported : FactClass::kPossible;
  if (s.negative) {
    if (s.believed) return FactClass::kReported;
    return reported ? FactClass::kDenied : FactClass::kNegated;
  }
  if (s.time == EventTime::kFuture && s.modal != Effect::kNone) return FactClass::kPlanned;
  if (s.planned) return FactClass::kPlanned;
  if (s.certainty == Certainty::kProbable) return reported && !s.hedged ? FactClass::kReported : FactClass::kProbable;
  if (s.time == EventTime::kFuture && !s.purpose) return FactClass::kPlanned;
  return reported ? FactClass::kReported : FactClass::kAsserted;
}

FactStatus status_of(FactClass reading, const FactState& s) {
  switch (reading) {
    case FactClass::kAsserted: return FactStatus::kAsserted;
    case FactClass::kReported: return FactStatus::kReported;
    case FactClass::kProbable: case FactClass::kPossible: case FactClass::kUnknown: return FactStatus::kPossible;
    case FactClass::kNegated: case FactClass::kDenied: return FactStatus::kDenied;
    case FactClass::kPlanned: case FactClass::kHoped: return FactStatus::kPlanned;
    case FactClass::kConditional: return s.planned || s.time == EventTime::kFuture ? FactStatus::kPlanned : FactStatus::kPossible;
  }
  return FactStatus::kAsserted;
}

double value_of(const FactState& s, bool reported, const FactualityLexicon::Values& v) {
  bool future = s.time == EventTime::kFuture;
  double value = 0;
  if (s.certainty == Certainty::kUnderspecified) {
    value = s.conditional ? v.conditional : s.hoped ? v.hope : s.planned ? v.intend : s.asked ? v.ask : v.open;
    if (s.negative) value = -value - 1;
    return value;
  }
  if (s.negative) {
    if (s.certainty == Certainty::kProbable) return v.negative_probable;
    if (s.certainty == Certainty::kPossible) return v.negative_possible;
    return future ? v.negative_future : v.negative;
  }
  if (s.certainty == Certainty::kCertain) value = future ? v.certain_future : v.certain;
  else if (s.certainty == Certainty::kProbable) value = future ? v.probable_future : v.probable;
  else value = future ? v.possible_future : v.possible;
  return reported ? value * v.reported_factor : value;
}

// The learned value: a bias and a weight a feature, kept on the scale.
double weighed(const FactualityLexicon& lexicon, FactualityFeatures* features, int32_t t, bool told, double bias) {
  double sum = bias;
  features->each(t, told, [&](std::string_view name) {
    auto at = lexicon.weights.find(name);
    if (at != lexicon.weights.end()) sum += at->second;
  });
  return std::clamp(sum, -3.0, 3.0);
}

bool predicates(const Tree& tree, int32_t t) {
  switch (tree[t].upos) {
    case Upos::VERB: case Upos::NOUN: case Upos::ADJ: case Upos::AUX: case Upos::PROPN: return true;
    case Upos::PUNCT: case Upos::ADP: case Upos::CCONJ: case Upos::DET: case Upos::SCONJ: case Upos::PART: return tree[t].head < 0;
    default: return tree.heads_clause(t) || tree[t].rel == Rel::obj || tree[t].rel == Rel::nsubj;
  }
}

}  // namespace

Result<FactualityReader> FactualityReader::load(const std::string& data_root, std::string_view lang) {
  auto lexicon = FactualityLexicon::load(data_root, lang);
  if (!lexicon) return lexicon.error();
  FactualityReader out;
  out.lexicon_ = std::make_shared<const FactualityLexicon>(std::move(*lexicon));
  return out;
}

std::vector<Predication> FactualityReader::find(const Document&, const Tree& tree, const Mentions& mentions,
                                                const std::vector<Attribution>& attributions) const {
  auto states = walk_factuality(*lexicon_, tree);
  auto told = tellings(tree, attributions);
  auto ahead = dated_ahead(tree, mentions);
  FactualityFeatures features(tree, states);
  auto bias = lexicon_->weights.find("bias");
  bool learned = bias != lexicon_->weights.end();
  std::vector<Predication> out;
  for (int32_t t = 0; t < tree.size(); ++t) {
    if (!predicates(tree, t)) continue;
    FactState& s = states[t];
    if (ahead[t] && s.certainty == Certainty::kCertain && present_tense(tree, t)) s.time = EventTime::kFuture;
    Predication p;
    p.token = t;
    p.trigger = tree[t].span;
    Factuality& f = p.factuality;
    f.negative = s.negative;
    f.certainty = s.certainty;
    f.time = s.time;
    f.polarity_open = s.open;
    f.reading = reading_of(s, told[t]);
    f.status = status_of(f.reading, s);
    bool by_others = told[t].told || told[t].thought;
    f.value = learned ? weighed(*lexicon_, &features, t, by_others, bias->second)
                      : value_of(s, s.reported || by_others, lexicon_->values);
    out.push_back(p);
  }
  return out;
}

}  // namespace bestand
