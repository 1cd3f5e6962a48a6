#include "ground/actor.h"

#include <algorithm>

#include "ground/actor/scene.h"

namespace bestand {

class ActorEngine {
 public:
  ActorLexicon lexicon;
  const ActorBase* base;
};

namespace {

// Other names in use that a reader may know; long lists help nobody.
using Forms = std::map<std::string, std::vector<std::string_view>>;  // of each actor: its names in this text

Forms forms_of(const Scene& s) {
  Forms forms;
  for (const Nominal& n : s.nominals) {
    if (!n.dead && n.form == ActorForm::kName && !n.id.empty())
      forms[n.id].push_back(s.words(n.core_first, n.core_last));
  }
  for (auto& [id, list] : forms) {  // the most complete first
    std::stable_sort(list.begin(), list.end(), [](auto a, auto b) { return a.size() > b.size(); });
  }
  return forms;
}

std::vector<std::string> aliases_of(const Scene& s, const Nominal& n, const Forms& forms) {
  constexpr size_t kMost = 12;
  std::vector<std::string> out;
  auto add = [&](std::string_view text) {
    if (text.empty() || text == n.name || out.size() >= kMost) return;
    if (std::find(out.begin(), out.end(), text) == out.end()) out.emplace_back(text);
  };
  if (n.form != ActorForm::kPronoun) add(s.words(n.core_first, n.core_last));
  if (n.cls && n.cls->person && n.owner != kNone) add(s.nominals[n.owner].name);
  if (auto at = forms.find(n.id); at != forms.end()) {
    for (std::string_view form : at->second) add(form);
  }
  if (!n.actor) return out;
  for (const ActorName& name : n.actor->names) {
    if (name.lang.empty() || name.lang == s.parse.lang || name.lang == "en") add(name.text);
  }
  return out;
}

}  // namespace

Span Scene::span(int32_t first, int32_t last) const {
  Span out = parse.span(first, last);
  bool hung = last < static_cast<int32_t>(parse.tokens.size()) && is(WordSet::kGenitive, last) &&
              parse.tokens[last].span == parse.tokens[last - 1].span;
  if (!hung) return out;
  for (std::string_view ending : {"'s", "\u2019s", "'", "\u2019"}) {
    if (out.size() > ending.size() && quote(document.text, out).ends_with(ending)) {
      out.end -= static_cast<uint32_t>(ending.size());
      break;
    }
  }
  return out;
}

void write_mentions(const Scene& s, Mentions* out) {
  std::vector<int32_t> order;
  for (size_t i = 0; i < s.nominals.size(); ++i) {
    const Nominal& n = s.nominals[i];
    if (!n.dead && n.first < n.last) order.push_back(static_cast<int32_t>(i));
  }
  std::stable_sort(order.begin(), order.end(), [&](int32_t a, int32_t b) {
    const Nominal &x = s.nominals[a], &y = s.nominals[b];
    return std::pair(x.first, -x.last) < std::pair(y.first, -y.last);
  });
  Forms forms = forms_of(s);
  std::vector<int32_t> index(s.nominals.size(), kNone), open;
  for (int32_t at : order) {
    const Nominal& n = s.nominals[at];
    while (!open.empty() && s.nominals[open.back()].last <= n.first) open.pop_back();
    if (!open.empty()) {
      const Nominal& outer = s.nominals[open.back()];
      if (n.last > outer.last) continue;  // crossing
      if (n.first == outer.first && n.last == outer.last) continue;
    }
    open.push_back(at);
    index[at] = static_cast<int32_t>(out->actors.size());
    ActorMention m;
    m.first = n.first, m.last = n.last, m.head = n.head;
    m.span = s.span(n.first, n.last);
    m.actor_id = n.id;
    m.name = n.name;
    m.aliases = aliases_of(s, n, forms);
    m.kind = n.kind;
    m.code = n.code;
    m.speaks_for = n.speaks_for;
    m.form = n.form;
    m.score = n.score;
    out->actors.push_back(std::move(m));
  }
  for (int32_t at : order) {
    if (index[at] != kNone && s.nominals[at].antecedent != kNone) {
      out->actors[index[at]].antecedent = index[s.nominals[at].antecedent];
    }
  }
}

Result<ActorGrounder> ActorGrounder::load(const std::string& data_root, std::string_view lang,
                                          const ActorBase* base) {
  auto lexicon = ActorLexicon::load(data_root, lang, *base);
  if (!lexicon) return lexicon.error();
  return ActorGrounder(std::make_unique<ActorEngine>(ActorEngine{std::move(*lexicon), base}));
}

void ActorGrounder::ground(const Document& document, const Parse& parse, Mentions* mentions) const {
  mentions->actors.clear();
  Scene scene(document, parse, engine_->lexicon, *engine_->base, *mentions);
  if (document.published && !document.published->empty()) {
    scene.day = static_cast<int32_t>(document.published->hull().lo / kDaySeconds);
  }
  find_names(&scene);
  find_phrases(&scene);
  find_acting_states(&scene);
  attach_appositions(&scene);
  drop_places(&scene);
  weigh_countries(&scene);
  identify(&scene);
  resolve_references(&scene);
  write_mentions(scene, mentions);
}

ActorGrounder::ActorGrounder(std::unique_ptr<ActorEngine> engine) : engine_(std::move(engine)) {}
ActorGrounder::ActorGrounder(ActorGrounder&&) noexcept = default;
ActorGrounder& ActorGrounder::operator=(ActorGrounder&&) noexcept = default;
ActorGrounder::~ActorGrounder() = default;

}  // namespace bestand
