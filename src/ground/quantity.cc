// Numbers are found first and all the rest is decided about them in passes over the document; each pass may
// use what the ones before it settled (a part shares the fate of its whole, a bare number what the one before
// it counts).
#include "ground/quantity.h"

#include <algorithm>

#include "ground/quantity_pass.h"

namespace bestand {
namespace {

QuantityMention mention(const Parse& parse, const FoundNumber& n) {
  QuantityMention m;
  m.first = n.first;
  m.last = n.last;
  m.span = parse.span(n.first, n.last);
  m.head = n.number_last - 1;
  m.quantity = n.value;
  m.counted = n.counted;
  m.population = n.population;
  m.kind = n.kind;
  m.part_of = n.part_of;
  m.counted_head = n.head;
  m.event_head = n.predicate;
  return m;
}

// Takes out what counts nothing; indices of wholes follow.
void drop(FoundNumbers* found) {
  std::vector<int32_t> index(found->size(), -1);
  FoundNumbers kept;
  for (size_t i = 0; i < found->size(); ++i) {
    if ((*found)[i].dropped) continue;
    index[i] = static_cast<int32_t>(kept.size());
    kept.push_back((*found)[i]);
  }
  for (FoundNumber& n : kept) n.part_of = n.part_of < 0 ? -1 : index[static_cast<size_t>(n.part_of)];
  *found = std::move(kept);
}

void settle(const QuantityWords& words, const Document& document, const Mentions& mentions, FoundNumbers* found) {
  find_parts(words, found);
  find_effects(words, found);
  find_kinds(words, document, mentions, found);
}

}  // namespace

struct QuantityGrounder::Impl {
  QuantityLexicon lexicon;
};

QuantityGrounder::QuantityGrounder(std::unique_ptr<const Impl> impl) : impl_(std::move(impl)) {}
QuantityGrounder::QuantityGrounder(QuantityGrounder&&) noexcept = default;
QuantityGrounder& QuantityGrounder::operator=(QuantityGrounder&&) noexcept = default;
QuantityGrounder::~QuantityGrounder() = default;

Result<QuantityGrounder> QuantityGrounder::load(const std::string& data_root, std::string_view lang) {
  Result<QuantityLexicon> lexicon =
      QuantityLexicon::load(data_root + "/lang/" + std::string(lang) + "/quantities.toml");
  if (!lexicon) return std::move(lexicon).error();
  return QuantityGrounder(std::make_unique<const Impl>(Impl{std::move(*lexicon)}));
}

void QuantityGrounder::ground(const Document& document, const Parse& parse, Mentions* mentions) const {
  mentions->quantities.clear();
  mentions->victims.clear();
  if (parse.tokens.empty()) return;
  QuantityWords words(impl_->lexicon, parse, document.text);
  FoundNumbers found = find_numbers(words, *mentions);
  find_counted(words, &found);
  settle(words, document, *mentions, &found);
  FoundNumbers with_persons = found;
  drop(&found);
  for (const FoundNumber& n : found) mentions->quantities.push_back(mention(parse, n));
  if (add_unnumbered(words, &with_persons)) settle(words, document, *mentions, &with_persons);
  mentions->victims = victim_counts(words, with_persons);
  mentions->violence = begins_with_violence(words);
}

}  // namespace bestand
