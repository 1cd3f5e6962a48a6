#include "ledger/blocks.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "ledger/compare.h"

namespace bestand {
namespace {

constexpr int kTextWindowDays = 365;  // publications further apart are not compared by their words alone
constexpr size_t kBlockTerms = 16;    // of a document, by which others are found
constexpr size_t kBlockLength = 64;   // documents of one term that are looked at
constexpr int64_t kLongestBlock = 16;  // days
constexpr int kMostCells = 36;        // of one degree; a place that touches more is near all

// When the event lies: its own time where that is a matter of days, else the days before publication.
std::optional<Interval> window(const Corpus& corpus, const Event& e) {
  const auto& published = corpus.documents[e.document].document.published;
  if (e.time && !e.time->empty()) {
    Interval hull = e.time->hull();
    if (hull.hi - hull.lo <= 12 * kDaySeconds) return hull;
  }
  if (!published || published->empty())
    return e.time && !e.time->empty() ? std::optional(e.time->hull()) : std::nullopt;
  Interval p = published->hull();
  return Interval{p.lo - 3 * kDaySeconds, p.hi};
}

// Cells of one degree that a disc touches; none where it is too wide for that, or near a pole.
std::vector<uint32_t> cells_of(const Area& area) {
  constexpr double kDegree_m = 110.5e3;  // of latitude, the shortest
  const double reach = (area.radius_m + kNear_m / 2) / kDegree_m;
  const double top = std::abs(area.centre.lat) + reach;
  if (top > 80) return {};
  const double across = reach / std::cos(top * std::numbers::pi / 180);
  const int south = static_cast<int>(std::floor(area.centre.lat - reach)), north = static_cast<int>(std::floor(area.centre.lat + reach));
  const int west = static_cast<int>(std::floor(area.centre.lon - across)), east = static_cast<int>(std::floor(area.centre.lon + across));
  if ((north - south + 1) * (east - west + 1) > kMostCells) return {};
  std::vector<uint32_t> out;
  for (int lat = south; lat <= north; ++lat) {
    for (int lon = west; lon <= east; ++lon)
      out.push_back(static_cast<uint32_t>((lat + 90) * 360 + ((lon + 180) % 360 + 360) % 360));
  }
  return out;
}

std::optional<Seconds> published(const Corpus& corpus, int32_t document) {
  const auto& time = corpus.documents[document].document.published;
  return time && !time->empty() ? std::optional(time->hull().lo) : std::nullopt;
}

double days_between(std::optional<Seconds> a, std::optional<Seconds> b) {
  return a && b ? std::abs(static_cast<double>(*a - *b)) / kDaySeconds : 0;
}

uint64_t on_day(int64_t day, uint32_t what) { return (static_cast<uint64_t>(day) << 32) | what; }

// The members of a rising list that come before i.
std::span<const int32_t> earlier(const std::unordered_map<uint64_t, std::vector<int32_t>>& lists, uint64_t key, int32_t i) {
  auto at = lists.find(key);
  if (at == lists.end()) return {};
  auto end = std::lower_bound(at->second.begin(), at->second.end(), i);
  return {at->second.data(), static_cast<size_t>(end - at->second.begin())};
}

void sort_once(std::vector<int32_t>* list) {
  std::sort(list->begin(), list->end());
  list->erase(std::unique(list->begin(), list->end()), list->end());
}

}  // namespace

double days_between(const Corpus& corpus, int32_t a, int32_t b) {
  return days_between(published(corpus, a), published(corpus, b));
}

Blocks::Blocks(const Corpus& corpus, const Texts& texts, const std::vector<Event>& events, const EventPlaces& places)
    : places_(places), days_(events.size()), published_(events.size()), times_(events.size()),
      cells_(events.size()), words_(events.size()) {
  for (int32_t i = 0; i < static_cast<int32_t>(events.size()); ++i) {
    const Event& e = events[i];
    if (e.time && !e.time->empty()) times_[i] = e.time->hull();
    published_[i] = published(corpus, e.document);
    if (auto span = window(corpus, e)) {
      days_[i] = {span->lo / kDaySeconds - 1, (span->hi - 1) / kDaySeconds + 1};
      days_[i].last = std::min(days_[i].last, days_[i].first + kLongestBlock - 1);
    }
    if (e.place && e.place->area && !is_wide(*e.place)) cells_[i] = cells_of(*e.place->area);
    place(i);
    if (!e.main) continue;
    words_[i] = texts.heaviest(e.document, kBlockTerms);
    for (uint32_t word : words_[i]) of_word_[word].push_back(i);
  }
}

void Blocks::place(int32_t i) {
  for (int64_t day = days_[i].first; day <= days_[i].last; ++day) {
    of_day_[static_cast<uint64_t>(day)].push_back(i);
    if (cells_[i].empty()) {
      anywhere_on_day_[static_cast<uint64_t>(day)].push_back(i);
      continue;
    }
    for (uint32_t cell : cells_[i]) of_cell_[on_day(day, cell)].push_back(i);
    if (places_.name(i) >= 0) of_name_[on_day(day, static_cast<uint32_t>(places_.name(i)))].push_back(i);
  }
}

bool Blocks::apart(int32_t i, int32_t j) const {
  if (times_[i] && times_[j] && days_apart(*times_[i], *times_[j])) return true;
  return places_.match(i, j) == PlaceMatch::kDisjoint;
}

std::vector<int32_t> Blocks::near_in_time_and_place(int32_t i) const {
  std::vector<int32_t> out;
  auto take = [&](std::span<const int32_t> list) { out.insert(out.end(), list.begin(), list.end()); };
  for (int64_t day = days_[i].first; day <= days_[i].last; ++day) {
    if (cells_[i].empty()) {
      take(earlier(of_day_, static_cast<uint64_t>(day), i));
      continue;
    }
    take(earlier(anywhere_on_day_, static_cast<uint64_t>(day), i));
    for (uint32_t cell : cells_[i]) take(earlier(of_cell_, on_day(day, cell), i));
    if (places_.name(i) >= 0) take(earlier(of_name_, on_day(day, static_cast<uint32_t>(places_.name(i))), i));
  }
  return out;
}

// Main events of documents that share one of their weightiest words; the latest ones of a word are enough.
std::vector<int32_t> Blocks::by_words(int32_t i) const {
  std::vector<int32_t> out;
  for (uint32_t word : words_[i]) {
    std::span<const int32_t> list = earlier(of_word_, word, i);
    if (list.size() > kBlockLength) list = list.last(kBlockLength);
    for (int32_t j : list) {
      if (days_between(published_[j], published_[i]) <= kTextWindowDays) out.push_back(j);
    }
  }
  return out;
}

std::vector<int32_t> Blocks::merged(int32_t i, std::vector<int32_t> near, std::vector<int32_t> others) const {
  sort_once(&near);
  std::erase_if(near, [&](int32_t j) { return apart(j, i); });
  near.insert(near.end(), others.begin(), others.end());
  sort_once(&near);
  return near;
}

std::vector<std::pair<int32_t, int32_t>> Blocks::apart_among(std::span<const int32_t> some) const {
  std::vector<std::pair<int32_t, int32_t>> out;
  for (size_t y = 1; y < some.size(); ++y) {
    for (size_t x = 0; x < y; ++x) {
      const Days &a = days_[some[x]], &b = days_[some[y]];
      if (std::max(a.first, b.first) <= std::min(a.last, b.last) && apart(some[x], some[y])) out.emplace_back(some[x], some[y]);
    }
  }
  return out;
}

}  // namespace bestand
