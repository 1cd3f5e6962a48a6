// Names that are spelled alike are one: their readings are scored together, with the evidence of every
// occurrence. Known limits: one sense a document, but for names that a container tells apart. A text of more names
// than any article has is many in one, and is resolved part by part: its cost grows with it, not with its square.
#include "ground/place_resolve.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>

#include "base/utf8.h"

namespace bestand {
namespace {

enum Feature {
  kPrior,
  kPrimary,
  kBare,
  kSound,
  kCountry,
  kAdm1,
  kAdm2,
  kCapital,
  kContained,
  kOutsideContainer,
  kSameCountry,
  kSameAdmin1,
  kNear,
  kWordAgrees,
  kWordDiffers,
  kCapitalAbroad,
  kDivisionAbroad,
  kNamedCountry,
  kConflict,
  kNatural,
  kLikeness,
  kOnly,
  kShare,
  kRank,
  kSmallAbroad,
  kSmall,
  kNamesake,
  kNearWeighted,
  kHomeCountry,
  kHomeAdmin1,
  kHomeNear
};

constexpr int kRounds = 4;
constexpr int kContainers = 3;    // of containers, each said to lie in the next
constexpr size_t kPart = 500;   // toponyms that are resolved together at most
constexpr double kNamesake_m = 200e3;
constexpr double kHomeReach_m = 100e3;  // over which a publisher's home counts for less and less

// What a reading lies in; a province lies in itself.
struct Holders {
  uint32_t country, admin1;
};

// Toponyms of one spelling and one container.
struct Cluster {
  std::vector<int> members;
  std::vector<Reading> readings;
  std::vector<Features> features;
  std::vector<Holders> holders;  // of each reading
  std::vector<int> containers;   // clusters
  uint32_t container_place = kNoPlace;
  std::vector<std::string_view> kinds;
  double weight = 1;
};

// Shares of places, few enough to be looked through.
using Shares = std::vector<std::pair<uint32_t, double>>;

double& share_of(uint32_t place, Shares* shares) {
  for (auto& [known, share] : *shares) {
    if (known == place) return share;
  }
  return shares->emplace_back(place, 0.0).second;
}

bool kind_fits(std::string_view kinds, std::string_view feature) {
  while (!kinds.empty()) {
    size_t end = kinds.find('|');
    std::string_view kind = kinds.substr(0, end);
    if (feature.starts_with(kind)) return true;
    if (end == std::string_view::npos) break;
    kinds.remove_prefix(end + 1);
  }
  return false;
}

class Round {
 public:
  // Of the toponyms [first, last).
  Round(const Gazetteer& gazetteer, const PlaceRules& rules, const PublisherHome* home, size_t first, size_t last)
      : gazetteer_(gazetteer), rules_(rules), home_(home), first_(first), last_(last) {}

  void gather(PlaceText* text, const std::vector<Toponym>& toponyms);
  void own_features();
  void context_features();
  void score();
  void hand_back(std::vector<Toponym>* toponyms, std::vector<std::vector<Features>>* features);

 private:
  uint32_t country_of(uint32_t place) const {
    auto whole = gazetteer_.country_place(gazetteer_.country(place));
    return whole ? *whole : kNoPlace;
  }
  bool holds(uint32_t whole, uint32_t part) const;
  void containment(Cluster* c);
  void at_home(uint32_t place, Features* f) const;
  void namesakes(Cluster* c);

  const Gazetteer& gazetteer_;
  const PlaceRules& rules_;
  const PublisherHome* home_;
  const size_t first_, last_;
  std::vector<Cluster> clusters_;
  std::vector<int> cluster_of_;
  std::map<std::string, double, std::less<>> named_;  // countries by their demonyms, shares
};

bool Round::holds(uint32_t whole, uint32_t part) const {
  const GazetteerPlace& p = gazetteer_.at(part);
  return p.admin1 == whole || p.admin2 == whole || p.holder == whole ||
         (country_of(part) == whole && part != whole);
}

void Round::gather(PlaceText* text, const std::vector<Toponym>& toponyms) {
  std::map<uint64_t, int> seen;
  for (size_t i = first_; i < last_; ++i) {
    const Toponym& t = toponyms[i];
    auto [at, fresh] = seen.emplace(t.key, static_cast<int>(clusters_.size()));
    if (fresh) {
      clusters_.emplace_back();
      clusters_.back().readings = t.readings;
    }
    cluster_of_.push_back(at->second);
    Cluster& c = clusters_[at->second];
    c.members.push_back(static_cast<int>(i));
    if (t.container_place != kNoPlace) c.container_place = t.container_place;
    if (!t.kind.empty()) c.kinds.push_back(t.kind);
  }
  for (size_t i = first_; i < last_; ++i) {
    int whole = toponyms[i].container;  // "X, Y district, Z region": in Y and in Z
    for (int hops = 0; whole >= 0 && hops < kContainers; whole = toponyms[whole].container, ++hops) {
      const auto at = static_cast<size_t>(whole);
      if (at >= first_ && at < last_) clusters_[cluster_of_[i - first_]].containers.push_back(cluster_of_[at - first_]);
    }
  }
  for (Cluster& c : clusters_) {
    c.weight = 1 + std::log(static_cast<double>(c.members.size()));
    c.features.resize(c.readings.size());
  }
  double demonyms = 0;
  const int begin = first_ == 0 ? 0 : toponyms[first_].begin;
  const int end = last_ == toponyms.size() ? text->size() : toponyms[last_].begin;
  for (int i = begin; i < end; ++i) {
    if (!text->capital(i)) continue;
    std::string_view country = rules_.demonym(text->folded(i));
    if (country.empty() || country == "XX") continue;
    named_[std::string(country)] += 1;
    demonyms += 1;
  }
  for (auto& [country, count] : named_) count /= demonyms;
}

void Round::own_features() {
  for (Cluster& c : clusters_) {
    for (size_t i = 0; i < c.readings.size(); ++i) {
      const Reading& r = c.readings[i];
      const GazetteerPlace& p = gazetteer_.at(r.place);
      std::string feature = gazetteer_.feature(r.place);
      Features& f = c.features[i];
      f.fill(0);
      f[kPrior] = static_cast<float>(p.prior) / 100;
      f[kPrimary] = r.primary;
      f[kBare] = r.bare;
      f[kSound] = r.likeness > 0;
      f[kLikeness] = r.likeness;
      f[kCountry] = feature.starts_with("A.PCL");
      f[kAdm1] = feature == "A.ADM1";
      f[kAdm2] = p.feature_class == 'A' && !f[kCountry] && !f[kAdm1];
      f[kCapital] = feature == "P.PPLC";
      f[kConflict] = (p.flags & kConflictPlace) != 0;
      f[kNatural] = p.feature_class != 'P' && p.feature_class != 'A';
      f[kOnly] = c.readings.size() == 1;
      f[kSmall] = p.feature_class == 'P' && p.population < 5000 && f[kConflict] == 0;
      f[kRank] = static_cast<float>(std::log(i + 1.0));
      c.holders.push_back({country_of(r.place), f[kAdm1] ? r.place : p.admin1});
      for (std::string_view kind : c.kinds) (kind_fits(kind, feature) ? f[kWordAgrees] : f[kWordDiffers]) = 1;
      auto named = named_.find(gazetteer_.country(r.place));
      f[kNamedCountry] = named == named_.end() ? 0 : static_cast<float>(named->second);
      if (home_) at_home(r.place, &f);
    }
    namesakes(&c);
  }
}

void Round::at_home(uint32_t place, Features* f) const {
  const auto weight = static_cast<float>(home_->weight);
  if (gazetteer_.country(place) == home_->country) (*f)[kHomeCountry] = weight;
  const bool division = place == home_->admin1 || gazetteer_.at(place).admin1 == home_->admin1;
  if (home_->admin1 != kNoPlace && division) (*f)[kHomeAdmin1] = weight;
  if (home_->at && gazetteer_.radius_m(place) < 300e3)
    (*f)[kHomeNear] = weight * static_cast<float>(std::exp(-distance_m(gazetteer_.point(place), *home_->at) / kHomeReach_m));
}

// A province that has its seat's name: the bare name is the town's.
void Round::namesakes(Cluster* c) {
  for (size_t i = 0; i < c->readings.size(); ++i) {
    const GazetteerPlace& whole = gazetteer_.at(c->readings[i].place);
    if (whole.feature_class != 'A' || c->features[i][kCountry] > 0) continue;
    for (const Reading& r : c->readings) {
      const GazetteerPlace& town = gazetteer_.at(r.place);
      if (town.feature_class != 'P' || std::memcmp(town.country, whole.country, 2) != 0) continue;
      if (distance_m(gazetteer_.point(r.place), gazetteer_.point(c->readings[i].place)) < kNamesake_m)
        c->features[i][kNamesake] = 1;
    }
  }
}

void Round::containment(Cluster* c) {
  auto judge = [&](auto held) {
    double most = 0;
    std::vector<double> inside(c->readings.size());
    for (size_t i = 0; i < c->readings.size(); ++i)
      most = std::max(most, inside[i] = held(c->readings[i].place));
    if (most < 0.05) return;
    for (size_t i = 0; i < c->readings.size(); ++i) {
      c->features[i][kContained] = std::max(c->features[i][kContained], static_cast<float>(inside[i]));
      if (inside[i] < 0.05) c->features[i][kOutsideContainer] = 1;
    }
  };
  if (c->container_place != kNoPlace)
    judge([&](uint32_t place) { return holds(c->container_place, place) ? 1.0 : 0.0; });
  for (int other : c->containers) {
    judge([&](uint32_t place) {
      double sum = 0;
      for (const Reading& r : clusters_[other].readings)
        sum += gazetteer_.at(r.place).feature_class == 'A' && holds(r.place, place) ? r.share : 0;
      return sum;
    });
  }
  for (size_t i = 0; i < c->readings.size(); ++i) {
    if (c->features[i][kContained] > 0.5) c->features[i][kOutsideContainer] = 0;
  }
}

void Round::context_features() {
  std::map<uint32_t, double> by_country, by_admin1;
  double total = 0;
  for (const Cluster& c : clusters_) total += c.weight;
  for (const Cluster& c : clusters_) {
    for (size_t i = 0; i < c.readings.size(); ++i) {
      const double share = c.readings[i].share * c.weight;
      const auto [country, admin1] = c.holders[i];
      by_country[country] += share;
      if (admin1 != kNoPlace) by_admin1[admin1] += share;
    }
  }
  struct Point {
    LatLon at;
    double share;
    size_t cluster;
  };
  std::vector<Point> points;
  for (size_t k = 0; k < clusters_.size(); ++k) {
    for (const Reading& r : clusters_[k].readings) {
      if (r.share > 0.2 && gazetteer_.radius_m(r.place) < 300e3)
        points.push_back({gazetteer_.point(r.place), r.share, k});
    }
  }
  Shares own_country, own_admin1;
  for (size_t k = 0; k < clusters_.size(); ++k) {
    Cluster& c = clusters_[k];
    double others = total - c.weight;
    own_country.clear(), own_admin1.clear();
    for (size_t i = 0; i < c.readings.size(); ++i) {
      const double share = c.readings[i].share * c.weight;
      share_of(c.holders[i].country, &own_country) += share;
      share_of(c.holders[i].admin1, &own_admin1) += share;
    }
    for (size_t i = 0; i < c.readings.size(); ++i) {
      Features& f = c.features[i];
      const uint32_t place = c.readings[i].place;
      const auto [country, admin1] = c.holders[i];
      f[kContained] = f[kOutsideContainer] = f[kSameCountry] = f[kSameAdmin1] = f[kNear] = f[kNearWeighted] =
          0;
      if (others > 0 && country != kNoPlace)
        f[kSameCountry] = static_cast<float>((by_country[country] - share_of(country, &own_country)) / others);
      if (others > 0 && admin1 != kNoPlace)
        f[kSameAdmin1] = static_cast<float>((by_admin1[admin1] - share_of(admin1, &own_admin1)) / others);
      if (others > 0) {
        float abroad = 1 - f[kSameCountry];
        f[kCapitalAbroad] = f[kCapital] * abroad;
        f[kDivisionAbroad] = f[kAdm1] * abroad;
        f[kSmallAbroad] = f[kSmall] * abroad;
      }
      if (gazetteer_.radius_m(place) > 500e3) continue;
      LatLon at = gazetteer_.point(place);
      double sum = 0;
      for (const Point& other : points) {
        if (other.cluster == k || std::abs(other.at.lat - at.lat) > 12) continue;
        double d = distance_m(at, other.at);
        f[kNear] = std::max(f[kNear], static_cast<float>(other.share * std::exp(-d / 150e3)));
        sum += other.share * std::exp(-d / 400e3);
      }
      if (clusters_.size() > 1)
        f[kNearWeighted] = static_cast<float>(sum / static_cast<double>(clusters_.size() - 1));
    }
    containment(&c);
  }
}

void Round::score() {
  for (Cluster& c : clusters_) {
    double top = -1e9, sum = 0;
    for (size_t i = 0; i < c.readings.size(); ++i) {
      double s = 0;
      for (size_t k = 0; k < PlaceRules::kFeatures; ++k) s += c.features[i][k] * rules_.weight(k);
      c.readings[i].score = s;
      top = std::max(top, s);
    }
    for (Reading& r : c.readings) sum += r.share = std::exp(r.score - top);
    for (Reading& r : c.readings) r.share /= sum;
  }
}

void Round::hand_back(std::vector<Toponym>* toponyms, std::vector<std::vector<Features>>* features) {
  for (size_t i = first_; i < last_; ++i) {
    const Cluster& c = clusters_[cluster_of_[i - first_]];
    Toponym& t = (*toponyms)[i];
    t.readings = c.readings;
    t.best = 0;
    for (size_t k = 1; k < t.readings.size(); ++k) {
      if (t.readings[k].share > t.readings[t.best].share) t.best = static_cast<int>(k);
    }
    if (features != nullptr) features->push_back(c.features);
  }
}

}  // namespace

double PlaceResolver::support(const Features& reading) {
  return std::max({reading[kContained], reading[kSameCountry], reading[kNear], reading[kNamedCountry]});
}

void PlaceResolver::resolve(PlaceText* text, std::vector<Toponym>* toponyms,
                            std::vector<std::vector<Features>>* features) const {
  const size_t all = toponyms->size(), parts = (all + kPart - 1) / kPart;
  for (size_t part = 0; part < parts; ++part) {
    Round round(gazetteer_, rules_, home_, all * part / parts, all * (part + 1) / parts);
    round.gather(text, *toponyms);
    round.own_features();
    round.score();
    for (int i = 0; i < kRounds; ++i) {
      round.context_features();
      round.score();
    }
    round.hand_back(toponyms, features);
  }
}

}  // namespace bestand
