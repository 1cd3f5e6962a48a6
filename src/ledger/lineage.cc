#include "ledger/lineage.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <unordered_map>

#include "base/disjoint_sets.h"
#include "base/utf8.h"

namespace bestand {
namespace {

constexpr int kShingle = 4;
constexpr int kBands = 16;
constexpr int kRows = Sketch::kHashes / kBands;

uint64_t mix(uint64_t x) {  // splitmix64
  x += 0x9e3779b97f4a7c15ULL;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

uint64_t hash_of(std::string_view text) {  // FNV-1a
  uint64_t h = 0xcbf29ce484222325ULL;
  for (unsigned char c : text) h = (h ^ c) * 0x100000001b3ULL;
  return mix(h);
}

bool is_word_byte(unsigned char c) {
  return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

struct Word {
  std::string_view text;
  bool opens = false;  // stands first after a full stop, where a capital says nothing
};

// Runs of letters and digits; scripts outside ASCII stay in one piece.
std::vector<Word> words_of(std::string_view text) {
  std::vector<Word> out;
  bool opens = true;
  for (size_t i = 0; i < text.size();) {
    if (!is_word_byte(text[i])) {
      opens |= text[i] == '.' || text[i] == '!' || text[i] == '?' || text[i] == '\n' || text[i] == '"';
      ++i;
      continue;
    }
    size_t begin = i;
    while (i < text.size() && is_word_byte(text[i])) ++i;
    out.push_back({text.substr(begin, i - begin), opens});
    opens = false;
  }
  return out;
}

constexpr size_t kLeadBytes = 700;  // after the title: where news says what it is about

// Words with 1 + ln of their occurrences. Two capitals in a row are a term of their own: mostly somebody's
// name.
std::vector<Sketch::Term> terms_of(const Document& document, const std::vector<Word>& words,
                                   const std::vector<std::string>& folded) {
  std::unordered_map<uint32_t, Sketch::Term> counts;
  const char* title_end = document.text.data() + document.title_size;
  const char* lead_end = title_end + kLeadBytes;
  for (size_t i = 0; i < words.size(); ++i) {
    bool capital = starts_upper(words[i].text), before = i > 0 && starts_upper(words[i - 1].text);
    auto& term = counts[term_of(folded[i])];
    ++term.weight;
    if (capital && !words[i].opens) term.flags |= Sketch::kName;
    if (words[i].text.data() < lead_end) term.flags |= Sketch::kLead;
    if (words[i].text.data() < title_end) term.flags |= Sketch::kTitle;
    if (folded[i].find_first_not_of("0123456789") == std::string::npos) term.flags |= Sketch::kNumber;
    if (!capital || !before || words[i].opens || words[i].text.size() < 2 || words[i - 1].text.size() < 2)
      continue;
    auto& pair = counts[term_of(folded[i - 1] + " " + folded[i])];
    ++pair.weight;
    pair.flags |= Sketch::kPair;
  }
  std::vector<Sketch::Term> out;
  out.reserve(counts.size());
  for (auto& [hash, term] : counts) out.push_back({hash, 1.0f + std::log(term.weight), term.flags});
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.hash < b.hash; });
  return out;
}

std::vector<uint32_t> minima_of(const std::vector<std::string>& folded) {
  if (folded.size() < 3) return {};
  std::vector<uint64_t> hashes;
  hashes.reserve(folded.size());
  for (const auto& word : folded) hashes.push_back(hash_of(word));
  std::vector<uint32_t> minima(Sketch::kHashes, std::numeric_limits<uint32_t>::max());
  size_t width = std::min<size_t>(kShingle, hashes.size());
  for (size_t i = 0; i + width <= hashes.size(); ++i) {
    uint64_t shingle = 0;
    for (size_t k = 0; k < width; ++k) shingle = mix(shingle ^ hashes[i + k]);
    uint64_t a = shingle, step = mix(shingle) | 1;
    for (auto& minimum : minima) {
      minimum = std::min(minimum, static_cast<uint32_t>(a >> 32));
      a += step;  // double hashing: one family of functions from two values
    }
  }
  return minima;
}

}  // namespace

uint32_t term_of(std::string_view folded_word) { return static_cast<uint32_t>(hash_of(folded_word)); }

Sketch sketch_of(const Document& document) {
  auto words = words_of(document.text);
  std::vector<std::string> folded;
  folded.reserve(words.size());
  for (const auto& word : words) folded.push_back(fold(word.text));
  for (size_t i = 0; i < folded.size(); ++i) {
    if (folded[i].empty()) folded[i] = std::string(words[i].text);
  }
  return {minima_of(folded), terms_of(document, words, folded)};
}

std::string encode_sketch(const Sketch& sketch) {
  std::string out;
  auto put = [&](const void* from, size_t size) { out.append(static_cast<const char*>(from), size); };
  uint32_t minima = static_cast<uint32_t>(sketch.minima.size());
  put(&minima, 4);
  put(sketch.minima.data(), minima * 4);
  for (const auto& term : sketch.terms) {
    put(&term.hash, 4);
    put(&term.weight, 4);
    put(&term.flags, 4);
  }
  return out;
}

Sketch decode_sketch(std::string_view bytes) {
  Sketch out;
  uint32_t minima = 0;
  if (bytes.size() < 4) return out;
  std::memcpy(&minima, bytes.data(), 4);
  bytes.remove_prefix(4);
  if ((minima != 0 && minima != Sketch::kHashes) || bytes.size() < minima * 4) return out;
  out.minima.resize(minima);
  if (minima) std::memcpy(out.minima.data(), bytes.data(), minima * 4);
  bytes.remove_prefix(minima * 4);
  out.terms.resize(bytes.size() / 12);
  for (auto& term : out.terms) {
    std::memcpy(&term.hash, bytes.data(), 4);
    std::memcpy(&term.weight, bytes.data() + 4, 4);
    std::memcpy(&term.flags, bytes.data() + 8, 4);
    bytes.remove_prefix(12);
  }
  return out;
}

double resemblance(const Sketch& a, const Sketch& b) {
  if (a.minima.empty() || b.minima.empty()) return 0;
  int same = 0;
  for (int i = 0; i < Sketch::kHashes; ++i) same += a.minima[i] == b.minima[i];
  return static_cast<double>(same) / Sketch::kHashes;
}

// By band those documents that agree in it stand side by side once sorted; each pair of them that resembles is joined.
std::vector<int32_t> lineages(const Shelf<DocumentRecord>& documents) {
  DisjointSets sets(documents.size());
  std::vector<std::pair<uint64_t, int32_t>> keyed;  // of one band
  for (int band = 0; band < kBands; ++band) {
    keyed.clear();
    for (size_t i = 0; i < documents.size(); ++i) {
      const auto& minima = documents[i].sketch.minima;
      if (minima.empty()) continue;
      uint64_t key = static_cast<uint64_t>(band);
      for (int row = 0; row < kRows; ++row) key = mix(key ^ minima[band * kRows + row]);
      keyed.emplace_back(key, static_cast<int32_t>(i));
    }
    std::sort(keyed.begin(), keyed.end());
    for (auto first = keyed.begin(), last = first; first != keyed.end(); first = last) {
      while (last != keyed.end() && last->first == first->first) ++last;
      for (auto b = first; b != last; ++b) {
        for (auto a = first; a != b; ++a) {
          if (sets.root(a->second) == sets.root(b->second)) continue;
          if (resemblance(documents[a->second].sketch, documents[b->second].sketch) >= kCopySimilarity)
            sets.join(a->second, b->second);
        }
      }
    }
  }
  return sets.roots();
}

}  // namespace bestand
