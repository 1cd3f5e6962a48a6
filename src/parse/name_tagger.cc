#include "parse/name_tagger.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstring>

#include "parse/name_features.h"

namespace bestand {
namespace {

constexpr int32_t kNeverTag = -(1 << 28);
constexpr int kKnownBits = 20;

}  // namespace

Result<NameTagger> NameTagger::read(const ModelFile& model) {
  NameTagger out;
  auto table = model.array<NameWeights>("names.weights");
  if (!table) return table.error();
  auto steps = model.array<int32_t>("names.steps");
  if (!steps) return steps.error();
  auto lists = HashTable::read(model, "names.lists");
  if (!lists) return lists.error();
  auto version = model.array<uint32_t>("names.version");
  if (!version) return version.error();
  if (table->empty() || version->size() != 1) return model.bad("has no weights for names");
  if ((*version)[0] < kFirstNameFeatureVersion || (*version)[0] > kNameFeatureVersion) {
    return model.bad("asks for features of names in version " + std::to_string((*version)[0]) +
                     ", this bestand has version " + std::to_string(kNameFeatureVersion));
  }
  if (!std::has_single_bit(table->size()) || steps->size() != kNameTags * kNameTags)
    return model.bad("its parts for names do not fit each other");
  for (int32_t step : *steps) {
    if (step > 1 << 20 || step < -(1 << 20)) return model.bad("names.steps makes no sense");
  }
  out.table_ = *table;
  out.mask_ = table->size() - 1;
  out.known_.resize((size_t{1} << kKnownBits) / 64);
  for (const NameWeights& w : *table) {
    const uint32_t bit = w.key >> (32 - kKnownBits);
    if (w.key != 0) out.known_[bit / 64] |= uint64_t{1} << bit % 64;
  }
  out.steps_ = *steps;
  out.lists_ = *lists;
  return out;
}

std::vector<NameWeights> NameTagger::table_of(
    const std::vector<std::pair<uint64_t, std::array<int8_t, 12>>>& rows) {
  std::vector<NameWeights> out(std::bit_ceil(rows.size() * 4 / 3 + 2));
  for (const auto& [hash, weights] : rows) {
    size_t at = hash & (out.size() - 1);
    while (out[at].key != 0) at = (at + 1) & (out.size() - 1);
    out[at] = {static_cast<uint32_t>(hash >> 32) | 1, weights};
  }
  return out;
}

NameTagger::Scores NameTagger::plain_votes() {
  Scores out;
  out.fill(-(1 << 20));
  out[0] = 0;
  return out;
}

void NameTagger::keep_known(std::span<const uint64_t> features, std::vector<uint64_t>* known) const {
  const size_t before = known->size();
  size_t kept = before;
  known->resize(kept + features.size());
  for (uint64_t f : features) {  // without a branch: which are known, nobody foresees
    const uint64_t bit = f >> (64 - kKnownBits);
    (*known)[kept] = f;
    kept += known_[bit / 64] >> bit % 64 & 1;
  }
  known->resize(kept);
  for (size_t i = before; i < kept; ++i) __builtin_prefetch(&table_[(*known)[i] & mask_]);  // they lie far apart
}

void NameTagger::score(std::span<const uint64_t> known, Scores* scores) const {
  using Row = int8_t __attribute__((vector_size(sizeof(NameWeights))));  // of the key, and of the votes behind it
  using Sums = int16_t __attribute__((vector_size(2 * sizeof(NameWeights))));
  static_assert(NameFeatures::kMost * 128 < 32768);
  Sums sums{};
  for (uint64_t f : known) {
    const uint32_t key = static_cast<uint32_t>(f >> 32) | 1;
    for (size_t at = f & mask_, tries = 0; tries <= mask_; at = (at + 1) & mask_, ++tries) {
      const NameWeights& w = table_[at];
      if (w.key == 0) break;
      if (w.key != key) continue;
      Row row;
      std::memcpy(&row, &w, sizeof row);
      sums += __builtin_convertvector(row, Sums);
      break;
    }
  }
  for (size_t t = 0; t < scores->size(); ++t) (*scores)[t] = sums[offsetof(NameWeights, weights) + t];
}

void NameTagger::tag(std::span<const Lex> words, Parse* parse) const {
  NameFeatures features;
  features.read(words, *parse, lists_);
  parse->names.clear();
  std::vector<std::array<uint8_t, kNameTags>> from;
  std::vector<uint8_t> tags;
  std::vector<uint64_t> known;  // features of a sentence's words, whose weights memory brings meanwhile
  std::vector<size_t> begins;   // of each word's in `known`; a plain word has none
  for (const Sentence& s : parse->sentences) {
    const int32_t n = s.last - s.first;
    from.resize(static_cast<size_t>(n));
    tags.resize(static_cast<size_t>(n));
    std::array<int32_t, kNameTags> best{}, next{};
    known.clear();
    begins.assign(1, 0);
    for (int32_t i = s.first; i < s.last; ++i) {
      if (!features.plain(i)) keep_known(features.of(i), &known);
      begins.push_back(known.size());
    }
    Scores votes;
    for (int32_t i = 0; i < n; ++i) {
      const auto begin = begins[static_cast<size_t>(i)], end = begins[static_cast<size_t>(i) + 1];
      if (features.plain(s.first + i))
        votes = plain_votes();
      else
        score(std::span(known).subspan(begin, end - begin), &votes);
      for (size_t t = 0; t < kNameTags; ++t) {
        int32_t top = kNeverTag;
        size_t source = 0;
        for (size_t b = 0; b < kNameTags; ++b) {
          if (!name_tag_follows(b, t) || (i == 0 && b > 0)) continue;
          int32_t score = best[b] + steps_[b * kNameTags + t];
          if (score > top) top = score, source = b;
        }
        next[t] = std::max(top + votes[t], kNeverTag);
        from[static_cast<size_t>(i)][t] = static_cast<uint8_t>(source);
      }
      best = next;
    }
    auto tag = static_cast<size_t>(std::max_element(best.begin(), best.end()) - best.begin());
    for (int32_t i = n - 1; i >= 0; --i) {
      tags[static_cast<size_t>(i)] = static_cast<uint8_t>(tag);
      tag = from[static_cast<size_t>(i)][tag];
    }
    for (int32_t i = 0; i < n; ++i) {
      uint8_t t = tags[static_cast<size_t>(i)];
      if (t == 0) continue;
      if (t % 2 == 1 || parse->names.empty() || parse->names.back().last != s.first + i)
        parse->names.push_back({{}, s.first + i, s.first + i + 1, static_cast<NameType>((t - 1) / 2)});
      else
        parse->names.back().last = s.first + i + 1;
      Name& name = parse->names.back();
      name.span = parse->span(name.first, name.last);
    }
  }
}

}  // namespace bestand
