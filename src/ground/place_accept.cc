#include "ground/place_accept.h"

#include <algorithm>
#include <cmath>

namespace bestand {
namespace {

enum Accept {
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

constexpr std::string_view kNames[] = {"bias",           "prior",           "located",      "person_exact",
                                       "person_wider",   "org_exact",       "org_wider",    "misc",
                                       "no_name",        "proper",          "not_proper",   "prepositioned",
                                       "generic",        "contained",       "titled",       "capital_before",
                                       "capital_after",  "many_words",      "conflict",     "share",
                                       "same_country",   "same_admin",      "near",         "holds",
                                       "sentence_start", "lower_elsewhere", "street",       "division",
                                       "country",        "repeated",        "org_word",     "sound",
                                       "likeness",       "compound",        "all_capitals", "small"};
static_assert(kStreet == static_cast<int>(kStreetFeature));
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

AcceptFeatures PlaceAcceptance::features(PlaceText* text, const std::vector<Toponym>& all, size_t at,
                                         const Features& reading) const {
  const Toponym& t = all[at];
  const Reading& best = t.readings[t.best];
  const GazetteerPlace& place = gazetteer_.at(best.place);
  AcceptFeatures f{};
  f[kBias] = 1;
  f[kPrior] = static_cast<float>(place.prior) / 1000;
  int over = text->name_over(t.span);
  if (over >= 0) {
    const Name& name = text->parse().names[over];
    bool wider = name.span.begin < t.span.begin || name.span.end > text->words()[t.end - 1].span.end;
    if (name.type == NameType::kLoc) f[kLocated] = 1;
    if (name.type == NameType::kPer) f[wider ? kPersonWider : kPersonExact] = 1;
    if (name.type == NameType::kOrg) f[wider ? kOrgWider : kOrgExact] = 1;
    if (name.type == NameType::kMisc) f[kMisc] = 1;
  }
  f[kNoName] = over < 0 && t.tagged;
  f[kProper] = t.proper;
  f[kNotProper] = t.tagged && !t.proper;
  f[kPrepositioned] = t.prepositioned;
  f[kGeneric] = t.related || t.phrase_begin < t.begin || t.phrase_end > t.end;
  f[kContained] = t.container >= 0 || t.container_place != kNoPlace;
  f[kTitled] = t.titled;
  bool tied_before = text->gap_before(t.begin) == Gap::kSpace,
       tied_after = text->gap_before(t.end) == Gap::kSpace;
  f[kCapitalBefore] =
      tied_before && t.phrase_begin == t.begin && text->capital(t.begin - 1) && !sentence_start(text, t);
  bool possessive = t.span.end < text->words()[t.end - 1].span.end;
  f[kCapitalAfter] = tied_after && !possessive && t.phrase_end == t.end && text->capital(t.end);
  f[kManyWords] = t.end - t.begin > 1;
  f[kConflict] = (place.flags & kConflictPlace) != 0;
  f[kShare] = static_cast<float>(best.share);
  f[kSameCountry] = reading[10];
  f[kSameAdmin] = reading[11];
  f[kNear] = reading[12];
  f[kHolds] = at > 0 && all[at - 1].container == static_cast<int>(at);
  f[kSentenceStart] = sentence_start(text, t);
  if (f[kSentenceStart] && t.end - t.begin == 1) {
    for (int i = 0; i < text->size() && f[kLowerElsewhere] == 0; ++i) {
      if (!text->capital(i) && text->words()[i].span.size() == t.span.size() &&
          text->folded(i) == text->folded(t.begin))
        f[kLowerElsewhere] = 1;
    }
  }
  f[kStreet] = tied_after && rules_.street(text->folded(t.end));
  f[kDivision] = gazetteer_.feature(best.place) == "A.ADM1";
  f[kCountry] = reading[4];
  double repeated = 0;
  for (const Toponym& other : all) repeated += other.key == t.key;
  f[kRepeated] = static_cast<float>(std::log(repeated));
  f[kOrgWord] = t.organisation_word;
  f[kSound] = best.likeness > 0;
  f[kLikeness] = best.likeness;
  f[kCompound] = t.compound;
  f[kAllCapitals] =
      t.end - t.begin == 1 && text->all_capitals(t.begin) && t.span.size() <= 4 && f[kCountry] == 0;
  f[kSmall] = reading[25];
  return f;
}

double PlaceAcceptance::probability(const AcceptFeatures& features) const {
  double sum = 0;
  for (size_t i = 0; i < features.size(); ++i) sum += features[i] * rules_.accept_weight(i);
  return 1 / (1 + std::exp(-sum));
}

}  // namespace bestand
