#include "ledger/texts.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "ledger/lineage.h"

namespace bestand {
namespace {

constexpr double kTooCommon = 0.4;  // words in more of the documents than this say nothing
constexpr double kAtLarge = 200;    // how many documents the news at large counts for

}  // namespace

Texts::Texts(std::span<const DocumentRecord> documents, const CommonWords& common) {
  std::unordered_map<uint32_t, double> found_in;
  for (const auto& d : documents) {
    for (const auto& term : d.sketch.terms) found_in[term.hash] += 1;
  }
  for (auto& [term, count] : found_in) count += kAtLarge * common.share(term);
  const double total = static_cast<double>(documents.size()) + kAtLarge;
  vectors_.resize(documents.size());
  for (size_t i = 0; i < documents.size(); ++i) {
    Vector& v = vectors_[i];
    double all = 0, names = 0, lead = 0, numbers = 0;
    for (const auto& term : documents[i].sketch.terms) {
      double in = found_in[term.hash];
      if (in > kTooCommon * total) continue;
      bool pair = (term.flags & Sketch::kPair) != 0;
      double rarity = std::log(total / in);
      double w = pair ? rarity : rarity * static_cast<double>(term.weight);
      v.terms.push_back({term.hash, static_cast<float>(w), static_cast<float>(rarity), term.flags});
      if (pair) continue;
      all += w * w;
      if (term.flags & Sketch::kName) names += w * w;
      if (term.flags & Sketch::kLead) lead += w * w;
      if (term.flags & Sketch::kNumber) numbers += rarity * rarity;
    }
    v.all = static_cast<float>(std::sqrt(all));
    v.names = static_cast<float>(std::sqrt(names));
    v.lead = static_cast<float>(std::sqrt(lead));
    v.numbers = static_cast<float>(std::sqrt(numbers));
  }
}

TextMatch Texts::match(int32_t a, int32_t b) const {
  const Vector& x = vectors_[a];
  const Vector& y = vectors_[b];
  TextMatch out;
  auto i = x.terms.begin();
  auto j = y.terms.begin();
  while (i != x.terms.end() && j != y.terms.end()) {
    if (i->hash != j->hash) {
      i->hash < j->hash ? ++i : ++j;
      continue;
    }
    double product = static_cast<double>(i->weight) * j->weight;
    uint32_t both = i->flags & j->flags;
    if (!((i->flags | j->flags) & Sketch::kPair)) {  // a pair's words count as words
      out.all += product;
      if (both & Sketch::kName) out.names += product;
      if (both & Sketch::kLead) out.lead += product;
      if (both & Sketch::kNumber) out.numbers += static_cast<double>(i->rarity) * i->rarity;
      out.shared += std::min(i->weight, j->weight);
    }
    ++i, ++j;
  }
  out.all /= std::max(1e-9, static_cast<double>(x.all) * y.all);
  out.names /= std::max(1e-9, static_cast<double>(x.names) * y.names);
  out.lead /= std::max(1e-9, static_cast<double>(x.lead) * y.lead);
  out.numbers /= std::max(1e-9, static_cast<double>(x.numbers) * y.numbers);
  return out;
}

std::vector<uint32_t> Texts::heaviest(int32_t document, size_t n) const {
  std::vector<Term> terms = vectors_[document].terms;
  auto heavier = [](const Term& a, const Term& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.hash < b.hash;
  };
  n = std::min(n, terms.size());
  std::partial_sort(terms.begin(), terms.begin() + static_cast<std::ptrdiff_t>(n), terms.end(), heavier);
  std::vector<uint32_t> out;
  for (size_t i = 0; i < n; ++i) out.push_back(terms[i].hash);
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace bestand
