#include "claim/event_index.h"

#include <algorithm>

namespace bestand {
namespace {

int32_t head_of(const Mention& m) { return m.head; }

}  // namespace

Span hull(const std::vector<Span>& spans) {
  Span out;
  for (Span s : spans) out = join(out, s);
  return out;
}

EventIndex::EventIndex(const Document& document, const Tree& tree, const Mentions& m,
                       const std::vector<Attribution>& attributions)
    : actors(index_by(tree.parse(), m.actors, head_of)),
      times(index_by(tree.parse(), m.times, head_of)),
      places(index_by(tree.parse(), m.places, head_of)),
      quantities(index_by(tree.parse(), m.quantities, head_of)),
      told(tree.parse()),
      telling(tree.parse()) {
  constexpr size_t kLongest = 70;
  for (const ActorMention& a : m.actors) {
    if (a.kind == "party") parties.insert(a.actor_id);
    if (a.form != ActorForm::kName) continue;
    auto [one, first] = only_of_kind.try_emplace(a.kind, &a);
    if (!first && one->second && one->second->actor_id != a.actor_id) one->second = nullptr;
    std::string_view text = quote(document.text, a.span);
    std::string_view& longest = fullest[a.actor_id];
    // Of a state its own name is the fullest, not its capital's: "Pakistan", though "Islamabad" is longer.
    const bool own = a.kind == "state" && text == a.name;
    if (a.kind == "state" && longest == a.name && !own && text.find(longest) == std::string_view::npos) continue;
    if (own || (text.size() < kLongest && text.size() > longest.size())) longest = text;
  }
  for (size_t i = 0; i < attributions.size(); ++i) {
    const Attribution& a = attributions[i];
    const auto item = static_cast<int32_t>(i);
    for (Span s : a.content) told.add(item, s);
    telling.add(item, a.cue_head);
    telling.add(item, a.source_head);
    bool pronoun = a.source_head >= 0 && tree[a.source_head].upos == Upos::PRON;
    if (!a.source.empty() && !pronoun) speakers.push_back({hull(a.source).begin, item});
  }
  std::stable_sort(speakers.begin(), speakers.end(), [](const Speaker& a, const Speaker& b) { return a.begin < b.begin; });
}

int32_t EventIndex::speaker_before(uint32_t byte) const {
  auto begins_before = [](const Speaker& s, uint32_t at) { return s.begin < at; };
  auto behind = std::lower_bound(speakers.begin(), speakers.end(), byte, begins_before);
  if (behind == speakers.begin()) return -1;
  return std::lower_bound(speakers.begin(), behind, (behind - 1)->begin, begins_before)->attribution;
}

}  // namespace bestand
