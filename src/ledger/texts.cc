#include "ledger/texts.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "ledger/lineage.h"

namespace bestand {
namespace {

constexpr double kTooCommon = 0.4;  // words in more of the documents than this say nothing
constexpr double kAtLarge = 200;    // how many documents the news at large counts for
constexpr double kLarge = 3000;     // documents of a ledger that is no small one
constexpr double kRare = 5;         // rarity from which a word is rare: one document of 150 has it

bool is_lead_number(uint32_t flags) { return (flags & Sketch::kLead) && (flags & Sketch::kNumber); }

}  // namespace

Texts::Texts(const Shelf<DocumentRecord>& documents, const CommonWords& common) {
  std::unordered_map<uint32_t, int32_t> found_in;
  for (const auto& d : documents) {
    for (const auto& term : d.sketch.terms) ++found_in[term.hash];
  }
  const double total = static_cast<double>(documents.size()) + kAtLarge;
  smallness_ = std::max(0.0, std::log((kLarge + kAtLarge) / total));
  vectors_.resize(documents.size());
  for (size_t i = 0; i < documents.size(); ++i) {
    Vector& v = vectors_[i];
    double all = 0, names = 0, title = 0, numbers = 0;
    for (const auto& term : documents[i].sketch.terms) {
      const int32_t here = found_in[term.hash];
      const double in = here + kAtLarge * common.share(term.hash);
      if (in > kTooCommon * total) continue;
      bool pair = (term.flags & Sketch::kPair) != 0;
      double rarity = std::log(total / in);
      double w = pair ? rarity : rarity * static_cast<double>(term.weight);
      v.terms.push_back({term.hash, static_cast<float>(w), static_cast<float>(rarity), term.flags, here > 1});
      if (pair) continue;
      all += w * w;
      if (term.flags & Sketch::kName) names += w * w;
      if (term.flags & Sketch::kTitle) title += rarity;
      if (is_lead_number(term.flags)) numbers += rarity;
    }
    v.all = static_cast<float>(std::sqrt(all));
    v.names = static_cast<float>(std::sqrt(names));
    v.title = static_cast<float>(title);
    v.lead_numbers = static_cast<float>(numbers);
  }
}

TextMatch Texts::match(int32_t a, int32_t b) const {
  const Vector& x = vectors_[a];
  const Vector& y = vectors_[b];
  TextMatch out;
  double x_title = 0, y_title = 0;  // rarity of what the other text has of it
  auto i = x.terms.begin();
  auto j = y.terms.begin();
  while (i != x.terms.end() && j != y.terms.end()) {
    if (i->hash != j->hash) {
      i->hash < j->hash ? ++i : ++j;
      continue;
    }
    const double rarity = i->rarity;
    if (rarity > kRare) out.rare += rarity;
    if (!((i->flags | j->flags) & Sketch::kPair)) {  // a pair's words count as words
      const double product = static_cast<double>(i->weight) * j->weight;
      const uint32_t both = i->flags & j->flags;
      out.all += product;
      out.shared += std::min(i->weight, j->weight);
      if (both & Sketch::kName) out.names += product;
      if (both & Sketch::kTitle) out.titles += 2 * rarity;
      if (i->flags & Sketch::kTitle) x_title += rarity;
      if (j->flags & Sketch::kTitle) y_title += rarity;
      if ((i->flags & Sketch::kTitle) && (j->flags & Sketch::kLead)) out.title_lead += rarity;
      if ((j->flags & Sketch::kTitle) && (i->flags & Sketch::kLead)) out.title_lead += rarity;
      if (is_lead_number(both)) out.numbers += rarity;
    }
    ++i, ++j;
  }
  const double title_words = std::max(1.0, static_cast<double>(x.title) + y.title);
  out.all /= std::max(1e-9, static_cast<double>(x.all) * y.all);
  out.names /= std::max(1e-9, static_cast<double>(x.names) * y.names);
  out.titles /= title_words;
  out.title_lead /= title_words;
  out.untitled = x.title == 0 || y.title == 0;
  out.title_text = std::max(x_title / std::max(1.0f, x.title), y_title / std::max(1.0f, y.title));
  out.numbers_least = std::min(x.lead_numbers, y.lead_numbers);
  out.size = std::log1p(static_cast<double>(x.all)) + std::log1p(static_cast<double>(y.all));
  return out;
}

std::vector<uint32_t> Texts::heaviest(int32_t document, size_t n) const {
  std::vector<Term> terms = vectors_[document].terms;
  std::erase_if(terms, [](const Term& t) { return !t.elsewhere; });
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
