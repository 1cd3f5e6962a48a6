// The order: match names, choose readings for all of them together, drop what is no place, read each one's
// relation.
#include "ground/place.h"

#include <algorithm>

#include "base/json_writer.h"
#include "base/utf8.h"
#include "ground/place_accept.h"
#include "ground/place_home.h"
#include "ground/place_match.h"
#include "ground/place_reference.h"
#include "ground/place_relation.h"
#include "ground/place_resolve.h"
#include "ground/place_rules.h"
#include "ground/place_text.h"
#include "ground/place_unknown.h"

namespace bestand {

std::string_view name(PlaceRelation relation) {
  constexpr std::string_view kNames[] = {"at",     "inside", "outside", "offset",
                                         "around", "near",   "between", "along"};
  return kNames[static_cast<int>(relation)];
}

namespace {

constexpr double kAccepted = 0.5;
constexpr double kAcceptedInPhrase = 0.02;  // a text that is nothing but a place
constexpr int kBareName = 4;                // words of a text that is nothing but a name
constexpr double kTooWide_m = 400e3;        // a container this wide places nothing
constexpr double kBesideTown_m = 15e3;
constexpr double kOfTown_m = 100e3;  // what a town's name, meaning its district, may hold
constexpr double kBesideDivision_m = 150e3;
constexpr uint32_t kLargeTown = 100000;
constexpr float kSurelyAlike = 0.9f;
constexpr double kSupported = 0.25;
constexpr double kUnknownScore = 0.3;
constexpr int kChain = 3;  // of containers, each said to lie in the next
constexpr size_t kCandidates = 5;
constexpr double kWorthNaming = 0.01;  // share of a reading

// The token of [first, last) whose head lies outside.
int32_t head_of(const std::vector<Token>& tokens, int32_t first, int32_t last) {
  int32_t head = first;
  for (int32_t i = first; i < last; ++i) {
    if (tokens[i].head < first || tokens[i].head >= last) head = i;
  }
  return head;
}

}  // namespace

class PlaceEngine {
 public:
  PlaceEngine(PlaceRules rules, PublisherHomes homes, std::string lang, const Gazetteer* gazetteer)
      : rules_(std::move(rules)), homes_(std::move(homes)), lang_(std::move(lang)), gazetteer_(gazetteer) {}

  void ground(const Document& document, const Parse& parse, Mentions* mentions) const;
  void explain(const Document& document, const Parse& parse, std::string* out) const;

 private:
  void match(PlaceText* text, std::vector<Toponym>* found) const;
  std::vector<double> accept(PlaceText* text, const std::vector<Toponym>& all,
                             const std::vector<std::vector<Features>>& readings,
                             std::vector<AcceptFeatures>* features) const;
  PlaceMention unknown_mention(PlaceText* text, const std::vector<Toponym>& all, const UnknownPlace& u) const;
  std::vector<PlaceCandidate> candidates(const Toponym& t) const;
  PlaceMention mention(PlaceText* text, const std::vector<Toponym>& all, size_t at) const;
  bool astray(const std::vector<Toponym>& all, size_t at) const;
  bool outside(const Toponym& part, const Toponym& whole) const;
  bool unsupported(const Toponym& t, const Features& reading) const;
  bool half_a_name(PlaceText* text, const Toponym& t) const;
  void tie_to_tokens(PlaceText* text, PlaceMention* m) const;
  bool acts(PlaceText* text, const Toponym& t) const;
  std::string reader_name(PlaceText* text, const Toponym& t, const RelationFound& r) const;

  PlaceRules rules_;
  PublisherHomes homes_;
  std::string lang_;
  const Gazetteer* gazetteer_;
};

// "North of X" and "30 km from X" speak of a town, not of the province of that name.
void PlaceEngine::match(PlaceText* text, std::vector<Toponym>* found) const {
  PlaceMatcher(*gazetteer_, rules_).match(text, found);
  PlaceRelations relations(*gazetteer_, rules_);
  for (size_t i = 0; i < found->size(); ++i) {
    Toponym& t = (*found)[i];
    RelationFound r = relations.find(text, *found, i);
    bool acting = !t.prepositioned && r.rule == nullptr && acts(text, t);
    if (r.rule != nullptr && r.begin < t.phrase_begin) t.prepositioned = true;
    if (r.rule != nullptr)
      t.related =
          r.rule->relation != PlaceRelation::kInside && r.end - r.begin > t.phrase_end - t.phrase_begin + 1;
    if (!t.kind.empty()) continue;
    if (acting) t.kind = "P.PPLC|A.PCL|L.CONT";
    if (r.rule == nullptr) continue;
    PlaceRelation kind = r.rule->relation;
    bool from_a_town = kind == PlaceRelation::kOutside || kind == PlaceRelation::kBetween || r.distance_m > 0;
    if (from_a_town) t.kind = "P|T|H|S|L";
  }
}

std::vector<double> PlaceEngine::accept(PlaceText* text, const std::vector<Toponym>& all,
                                        const std::vector<std::vector<Features>>& readings,
                                        std::vector<AcceptFeatures>* features) const {
  PlaceAcceptance model(*gazetteer_, rules_, all);
  std::vector<double> out;
  bool phrase = is_place_phrase(text);
  for (size_t i = 0; i < all.size(); ++i) {
    const Toponym& t = all[i];
    AcceptFeatures f = model.features(text, all, i, readings[i][t.best]);
    bool never = ((t.common || f[kStreetFeature] > 0) && !t.short_division) || astray(all, i) ||
                 unsupported(t, readings[i][t.best]) || half_a_name(text, t);
    double likely = never ? 0 : t.short_division ? 1 : model.probability(f);
    if (phrase && !never && (likely >= kAcceptedInPhrase || text->size() <= kBareName))
      likely = std::max(likely, kAccepted);
    out.push_back(likely);
    if (features != nullptr) features->push_back(f);
  }
  return out;
}

// "Al-Fatih, Jableh District": known only as a place elsewhere, while the text says what it lies in.
bool PlaceEngine::astray(const std::vector<Toponym>& all, size_t at) const {
  const Toponym& t = all[at];
  if (t.container < 0 || t.short_division) return false;
  int whole = t.container;  // "X, Y district, Z region": in Y and in Z
  for (int hops = 0; whole >= 0 && hops < kChain; whole = all[whole].container, ++hops) {
    if (outside(t, all[whole])) return true;
  }
  return false;
}

bool PlaceEngine::outside(const Toponym& t, const Toponym& c) const {
  const Reading &part = t.readings[t.best], &whole = c.readings[c.best];
  const std::string feature = gazetteer_->feature(whole.place);
  const bool division = feature[0] == 'A';
  // A comma may be that of a list: a large place does not give way to it, and one between two towns only makes a
  // name give way that is known by its sound alone.
  const GazetteerPlace& place = gazetteer_->at(part.place);
  const bool small = place.feature_class == 'P' && place.population < kLargeTown;
  if (part.likeness == 0 && !((division || t.contained_in) && small)) return false;
  if (whole.likeness > 0 || c.common) return false;
  if (feature.starts_with("A.PCL")) return gazetteer_->country(part.place) != gazetteer_->country(whole.place);
  if (t.contained_in && gazetteer_->country(part.place) != gazetteer_->country(whole.place)) return true;
  const double reach = std::max(division ? kBesideDivision_m : kOfTown_m, 2 * gazetteer_->radius_m(whole.place));
  return distance_m(gazetteer_->point(part.place), gazetteer_->point(whole.place)) > reach;
}

// "Har" of "Har Dov", which no table has.
bool PlaceEngine::half_a_name(PlaceText* text, const Toponym& t) const {
  const bool goes_on = text->gap_before(t.end) == Gap::kSpace && t.phrase_end == t.end && text->capital(t.end);
  return goes_on && t.readings[t.best].likeness > 0 && t.readings[t.best].likeness < kSurelyAlike;
}

// A name that is known by its sound alone and that nothing else in the text lies near to.
bool PlaceEngine::unsupported(const Toponym& t, const Features& reading) const {
  const Reading& r = t.readings[t.best];
  if (r.likeness == 0 || r.likeness >= kSurelyAlike) return false;
  return PlaceResolver::support(reading) < kSupported;
}

void PlaceEngine::tie_to_tokens(PlaceText* text, PlaceMention* m) const {
  std::tie(m->first, m->last) = text->tokens(m->span);
  m->head = m->last > m->first ? head_of(text->parse().tokens, m->first, m->last) : m->first;
}

// Whether the name is the subject of a verb of speech or policy: "Moscow says".
bool PlaceEngine::acts(PlaceText* text, const Toponym& t) const {
  const auto& tokens = text->parse().tokens;
  auto [first, last] = text->tokens(t.span);
  if (last <= first) return false;
  int32_t at = head_of(tokens, first, last);
  for (int steps = 0; steps < 4 && tokens[at].rel == Rel::conj && tokens[at].head >= 0; ++steps)
    at = tokens[at].head;
  if (tokens[at].rel != Rel::nsubj || tokens[at].head < 0) return false;
  const Token& verb = tokens[tokens[at].head];
  if (verb.upos != Upos::VERB) return false;
  const std::string lemma = fold(verb.lemma);
  // "Islamabad carried out air strikes"; not "Damascus was bombed", where it fell.
  return rules_.metonym_verb(lemma) || (rules_.metonym_act(lemma) && !tokens[at].subtype("pass"));
}

std::string PlaceEngine::reader_name(PlaceText* text, const Toponym& t, const RelationFound& r) const {
  std::string name(quote(text->text(), t.span));
  if (r.rule == nullptr) return name;
  auto words = [&](int begin, int end) {
    return begin >= end
               ? std::string_view()
               : quote(text->text(), {text->words()[begin].span.begin, text->words()[end - 1].span.end});
  };
  std::string_view before = words(r.begin, std::min(t.phrase_begin, t.begin));
  std::string_view after = r.rule->after.empty() ? std::string_view() : words(t.end, r.end);
  bool opens =
      r.begin == 0 || text->gap_before(r.begin) == Gap::kDot || text->gap_before(r.begin) == Gap::kBreak;
  bool direction = false;
  for (auto kind : {PatternPart::kDirectionAdjective, PatternPart::kDirectionPrefix})
    direction = direction || rules_.direction(kind, text->folded(r.begin));
  std::string first = opens && !direction ? lower(before.substr(0, 1)) +
                                                std::string(before.substr(std::min<size_t>(1, before.size())))
                                          : std::string(before);
  if (!before.empty()) name = first + (r.rule->glued ? "-" : " ") + name;
  if (!after.empty()) name += " " + std::string(after);
  return name;
}

std::vector<PlaceCandidate> PlaceEngine::candidates(const Toponym& t) const {
  std::vector<const Reading*> best;
  for (const Reading& r : t.readings) {
    if (r.share >= kWorthNaming || &r == &t.readings[t.best]) best.push_back(&r);
  }
  if (best.size() < 2) return {};
  std::stable_sort(best.begin(), best.end(),
                   [](const Reading* a, const Reading* b) { return a->share > b->share; });
  best.resize(std::min(best.size(), kCandidates));
  std::vector<PlaceCandidate> out;
  for (const Reading* r : best) {
    out.push_back({gazetteer_->id(r->place), std::string(gazetteer_->name(r->place, lang_)),
                   std::string(gazetteer_->country(r->place)), gazetteer_->feature(r->place),
                   gazetteer_->point(r->place), r->share * (r->likeness > 0 ? r->likeness : 1)});
  }
  return out;
}

PlaceMention PlaceEngine::mention(PlaceText* text, const std::vector<Toponym>& all, size_t at) const {
  const Toponym& t = all[at];
  const Reading& r = t.readings[t.best];
  PlaceRelations relations(*gazetteer_, rules_);
  RelationFound relation = relations.find(text, all, at);
  uint32_t other = kNoPlace;
  if (relation.other >= 0 && all[relation.other].best >= 0)
    other = all[relation.other].readings[all[relation.other].best].place;
  if (!relations.makes_sense(r.place, relation, other))
    relation = RelationFound{nullptr, t.phrase_begin, t.phrase_end};
  PlaceMention m;
  m.span = t.span;
  tie_to_tokens(text, &m);
  m.phrase = join(t.span, {text->words()[relation.begin].span.begin,
                           std::max(t.span.end, text->words()[relation.end - 1].stem_end)});
  m.relation = relation.rule == nullptr ? PlaceRelation::kAt : relation.rule->relation;
  m.name = reader_name(text, t, relation);
  m.anchor = gazetteer_->name(r.place, lang_);
  m.gazetteer_id = gazetteer_->id(r.place);
  m.country = gazetteer_->country(r.place);
  m.feature = gazetteer_->feature(r.place);
  for (uint32_t whole : gazetteer_->within(r.place)) m.within.emplace_back(gazetteer_->name(whole, lang_));
  m.area = relations.area(r.place, relation, other);
  m.precision = relations.precision(r.place, relation);
  m.metonym = t.organisation || (m.relation == PlaceRelation::kAt && !t.prepositioned && acts(text, t));
  m.score = r.share * (r.likeness > 0 ? r.likeness : 1);
  m.candidates = candidates(t);
  return m;
}

void PlaceEngine::ground(const Document& document, const Parse& parse, Mentions* mentions) const {
  if (gazetteer_ == nullptr) return;
  PlaceText text(document, parse);
  std::vector<Toponym> found;
  match(&text, &found);
  std::vector<std::vector<Features>> features;
  const auto home = homes_.of(document, *gazetteer_, rules_);
  PlaceResolver(*gazetteer_, rules_, home ? &*home : nullptr).resolve(&text, &found, &features);
  std::vector<double> likely = accept(&text, found, features, nullptr);
  std::vector<UnknownPlace> unknown = find_unknown_places(&text, rules_, gazetteer_->rules(), found, likely);
  for (size_t i = 0; i < found.size(); ++i) {
    if (likely[i] >= kAccepted) mentions->places.push_back(mention(&text, found, i));
  }
  for (const UnknownPlace& u : unknown) mentions->places.push_back(unknown_mention(&text, found, u));
  std::sort(mentions->places.begin(), mentions->places.end(),
            [](const auto& a, const auto& b) { return a.span < b.span; });
  add_place_references(&text, rules_, &mentions->places);
}

// A place no table has, inside or near one that it has: known as far as that goes.
PlaceMention PlaceEngine::unknown_mention(PlaceText* text, const std::vector<Toponym>& all,
                                          const UnknownPlace& u) const {
  PlaceMention m;
  m.span = m.phrase = u.span;
  tie_to_tokens(text, &m);
  m.name = quote(text->text(), u.span);
  if (u.container < 0) return m;
  const Toponym& t = all[u.container];
  uint32_t whole = t.readings[t.best].place;
  m.country = gazetteer_->country(whole);
  m.within.emplace_back(gazetteer_->name(whole, lang_));
  for (uint32_t wider : gazetteer_->within(whole)) m.within.emplace_back(gazetteer_->name(wider, lang_));
  double radius = gazetteer_->radius_m(whole);
  std::string feature = gazetteer_->feature(whole);
  bool town = feature[0] == 'P';
  if (radius > kTooWide_m) return m;
  m.area = Area{gazetteer_->point(whole), town ? radius + kBesideTown_m : radius, {}};
  m.precision = town || feature == "A.ADM2" || feature == "A.ADM3" ? 3 : 4;
  m.score = kUnknownScore;
  return m;
}

void PlaceEngine::explain(const Document& document, const Parse& parse, std::string* out) const {
  if (gazetteer_ == nullptr) return;
  PlaceText text(document, parse);
  std::vector<Toponym> found;
  std::vector<std::vector<Features>> features;
  match(&text, &found);
  const auto home = homes_.of(document, *gazetteer_, rules_);
  PlaceResolver(*gazetteer_, rules_, home ? &*home : nullptr).resolve(&text, &found, &features);
  std::vector<AcceptFeatures> marks_of;
  std::vector<double> likely = accept(&text, found, features, &marks_of);
  CodePoints points(document.text);
  for (size_t i = 0; i < found.size(); ++i) {
    const Toponym& t = found[i];
    JsonWriter json(out);
    json.begin_object();
    json.field("id", document.id);
    json.field("start", points.from_byte(t.span.begin));
    json.field("end", points.from_byte(t.span.end));
    json.field("text", quote(document.text, t.span));
    json.field("accepted", likely[i] >= kAccepted);
    json.field("never", t.common || t.short_division);
    json.key("a");
    json.begin_array();
    for (float f : marks_of[i]) json.value(static_cast<double>(f));
    json.end_array();
    std::string marks;
    for (auto [on, mark] : {std::pair{t.common, "common "},
                            {t.compound, "compound "},
                            {t.person, "person "},
                            {t.titled, "titled "},
                            {t.organisation, "organisation "},
                            {t.located, "located "},
                            {t.proper, "proper "},
                            {t.prepositioned, "prepositioned "},
                            {!t.kind.empty(), "generic "},
                            {t.container >= 0 || t.container_place != kNoPlace, "contained "}}) {
      if (on) marks += mark;
    }
    json.field("marks", marks);
    json.field("best", t.best);
    json.key("readings");
    json.begin_array();
    for (size_t k = 0; k < t.readings.size(); ++k) {
      const Reading& r = t.readings[k];
      json.begin_object();
      json.field("place", gazetteer_->id(r.place));
      json.field("name", gazetteer_->name(r.place));
      json.field("feature", gazetteer_->feature(r.place));
      json.field("country", gazetteer_->country(r.place));
      json.field("lat", gazetteer_->point(r.place).lat);
      json.field("lon", gazetteer_->point(r.place).lon);
      json.field("share", r.share);
      json.key("f");
      json.begin_array();
      for (float f : features[i][k]) json.value(static_cast<double>(f));
      json.end_array();
      json.end_object();
    }
    json.end_array();
    json.end_object();
    out->push_back('\n');
  }
}

PlaceGrounder::PlaceGrounder(std::unique_ptr<PlaceEngine> engine) : engine_(std::move(engine)) {}
PlaceGrounder::PlaceGrounder(PlaceGrounder&&) noexcept = default;
PlaceGrounder& PlaceGrounder::operator=(PlaceGrounder&&) noexcept = default;
PlaceGrounder::~PlaceGrounder() = default;

Result<PlaceGrounder> PlaceGrounder::load(const std::string& data_root, std::string_view lang,
                                          const Gazetteer* gazetteer) {
  auto rules = PlaceRules::load(data_root, lang);
  if (!rules) return rules.error();
  auto homes = PublisherHomes::load(data_root);
  if (!homes) return homes.error();
  return PlaceGrounder(
      std::make_unique<PlaceEngine>(std::move(rules).value(), std::move(homes).value(), std::string(lang), gazetteer));
}

void PlaceGrounder::ground(const Document& document, const Parse& parse, Mentions* mentions) const {
  engine_->ground(document, parse, mentions);
}

void PlaceGrounder::explain(const Document& document, const Parse& parse, std::string* out) const {
  engine_->explain(document, parse, out);
}

}  // namespace bestand
