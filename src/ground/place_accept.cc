#include "ground/place_accept.h"

#include <algorithm>
#include <cmath>

namespace bestand {
namespace {

struct Accept {
  enum Feature {
    kBias,
    kPrior,
    kLocated,
    kPersonExact,
    kPersonWider,
    kOrgExact,
    kOrgWider,
    kMisc,
    kNoName,
    kProper,
    kNotProper,
    kPrepositioned,
    kGeneric,
    kContained,
    kTitled,
    kCapitalBefore,
    kCapitalAfter,
    kManyWords,
    kConflict,
    kShare,
    kSameCountry,
    kSameAdmin,
    kNear,
    kHolds,
    kSentenceStart,
    kLowerElsewhere,
    kStreet,
    kDivision,
    kCountry,
    kRepeated,
    kOrgWord,
    kSound,
    kLikeness,
    kCompound,
    kAllCapitals,
    kSmall
  };
};

constexpr std::string_view kNames[] = {"bias",           "prior",           "located",      "person_exact",
                                       "person_wider",   "org_exact",       "org_wider",    "misc",
                                       "no_name",        "proper",          "not_proper",   "prepositioned",
                                       "generic",        "contained",       "titled",       "capital_before",
                                       "capital_after",  "many_words",      "conflict",     "share",
                                       "same_country",   "same_admin",      "near",         "holds",
                                       "sentence_start", "lower_elsewhere", "street",       "division",
                                       "country",        "repeated",        "org_word",     "sound",
                                       "likeness",       "compound",        "all_capitals", "small"};
static_assert(Accept::kStreet == static_cast<int>(kStreetFeature));
static_assert(std::size(kNames) <= PlaceRules::kAcceptFeatures);

bool sentence_start(PlaceText* text, const Toponym& t) {
  if (t.begin == 0) return true;
  Gap gap = text->gap_before(t.begin);
  return gap == Gap::kDot || gap == Gap::kBreak;
}

}  // namespace

std::string_view PlaceRules::accept_name(size_t feature) {
  return feature < std::size(kNames) ? kNames[feature] : std::string_view();
}

PlaceAcceptance::PlaceAcceptance(const Gazetteer& gazetteer, const PlaceRules& rules, const std::vector<Toponym>& all)
    : gazetteer_(gazetteer), rules_(rules) {
  for (const Toponym& t : all) ++repeated_[t.key];
}

AcceptFeatures PlaceAcceptance::features(PlaceText* text, const std::vector<Toponym>& all, size_t at,
                                         const Features& reading) const {
  const Toponym& t = all[at];
  const Reading& best = t.readings[t.best];
  const GazetteerPlace& place = gazetteer_.at(best.place);
  AcceptFeatures f{};
  f[Accept::kBias] = 1;
  f[Accept::kPrior] = static_cast<float>(place.prior) / 1000;
  int over = text->name_over(t.span);
  if (over >= 0) {
    const Name& name = text->parse().names[over];
    bool wider = name.span.begin < t.span.begin || name.span.end > text->words()[t.end - 1].span.end;
    if (name.type == NameType::kLoc) f[Accept::kLocated] = 1;
    if (name.type == NameType::kPer) f[wider ? Accept::kPersonWider : Accept::kPersonExact] = 1;
    if (name.type == NameType::kOrg) f[wider ? Accept::kOrgWider : Accept::kOrgExact] = 1;
    if (name.type == NameType::kMisc) f[Accept::kMisc] = 1;
  }
  f[Accept::kNoName] = over < 0 && t.tagged;
  f[Accept::kProper] = t.proper;
  f[Accept::kNotProper] = t.tagged && !t.proper;
  f[Accept::kPrepositioned] = t.prepositioned;
  f[Accept::kGeneric] = t.related || t.phrase_begin < t.begin || t.phrase_end > t.end;
  f[Accept::kContained] = t.container >= 0 || t.container_place != kNoPlace;
  f[Accept::kTitled] = t.titled;
  bool tied_before = text->gap_before(t.begin) == Gap::kSpace,
       tied_after = text->gap_before(t.end) == Gap::kSpace;
  f[Accept::kCapitalBefore] =
      tied_before && t.phrase_begin == t.begin && text->capital(t.begin - 1) && !sentence_start(text, t);
  bool possessive = t.span.end < text->words()[t.end - 1].span.end;
  f[Accept::kCapitalAfter] = tied_after && !possessive && t.phrase_end == t.end && text->capital(t.end);
  f[Accept::kManyWords] = t.end - t.begin > 1;
  f[Accept::kConflict] = (place.flags & kConflictPlace) != 0;
  f[Accept::kShare] = static_cast<float>(best.share);
  f[Accept::kSameCountry] = reading[10];
  f[Accept::kSameAdmin] = reading[11];
  f[Accept::kNear] = reading[12];
  f[Accept::kHolds] = at > 0 && all[at - 1].container == static_cast<int>(at);
  f[Accept::kSentenceStart] = sentence_start(text, t);
  if (f[Accept::kSentenceStart] && t.end - t.begin == 1) {
    f[Accept::kLowerElsewhere] = text->lower_elsewhere(t.begin, t.span.size());
  }
  f[Accept::kStreet] = tied_after && rules_.street(text->folded(t.end));
  f[Accept::kDivision] = gazetteer_.feature(best.place) == "A.ADM1";
  f[Accept::kCountry] = reading[4];
  f[Accept::kRepeated] = static_cast<float>(std::log(static_cast<double>(repeated_.at(t.key))));
  f[Accept::kOrgWord] = t.organisation_word;
  f[Accept::kSound] = best.likeness > 0;
  f[Accept::kLikeness] = best.likeness;
  f[Accept::kCompound] = t.compound;
  f[Accept::kAllCapitals] =
      t.end - t.begin == 1 && text->all_capitals(t.begin) && t.span.size() <= 4 && f[Accept::kCountry] == 0;
  f[Accept::kSmall] = reading[25];
  return f;
}

double PlaceAcceptance::probability(const AcceptFeatures& features) const {
  double sum = 0;
  for (size_t i = 0; i < features.size(); ++i) sum += features[i] * rules_.accept_weight(i);
  return 1 / (1 + std::exp(-sum));
}

}  // namespace bestand
