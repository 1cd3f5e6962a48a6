// Parser, times, places, actors, quantities, who says so, readings, events, toll: each reads what came before it.
#include "claim/engine.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <utility>

#include "base/deadline.h"
#include "claim/attribution.h"
#include "claim/event.h"
#include "claim/factuality.h"
#include "claim/toll.h"
#include "ground/actor.h"
#include "ground/actor_base.h"
#include "ground/gazetteer.h"
#include "ground/place.h"
#include "ground/quantity.h"
#include "ground/time.h"
#include "parse/parser.h"

namespace bestand {
namespace {

std::vector<std::string> languages_of(const std::string& root) {
  namespace fs = std::filesystem;
  std::vector<std::string> out;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(root + "/lang", error)) {
    if (fs::exists(entry.path() / "frames-words.toml", error)) out.push_back(entry.path().filename().string());
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

struct Engine::Impl {
  struct Language {
    TimeGrounder times;
    PlaceGrounder places;
    ActorGrounder actors;
    QuantityGrounder quantities;
    Attributor attributor;
    FactualityReader factuality;
    EventCoder events;
  };

  std::optional<Parser> parser;
  std::optional<Gazetteer> gazetteer;
  std::optional<ActorBase> actors;
  std::map<std::string, Language, std::less<>> languages;

  Status load_language(const std::string& root, const std::string& lang);
};

Status Engine::Impl::load_language(const std::string& root, const std::string& lang) {
  auto times = TimeGrounder::load(root, lang);
  if (!times) return times.error();
  auto places = PlaceGrounder::load(root, lang, gazetteer ? &*gazetteer : nullptr);
  if (!places) return places.error();
  auto grounder = ActorGrounder::load(root, lang, &*actors);
  if (!grounder) return grounder.error();
  auto quantities = QuantityGrounder::load(root, lang);
  if (!quantities) return quantities.error();
  auto attributor = Attributor::load(root, lang);
  if (!attributor) return attributor.error();
  auto factuality = FactualityReader::load(root, lang);
  if (!factuality) return factuality.error();
  auto events = EventCoder::load(root, lang, &*actors);
  if (!events) return events.error();
  languages.emplace(lang, Language{std::move(*times), std::move(*places), std::move(*grounder), std::move(*quantities),
                                   std::move(*attributor), std::move(*factuality), std::move(*events)});
  return success();
}

Engine::Engine(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;
Engine::~Engine() = default;

Result<Engine> Engine::load(const DataDir& data, EngineOptions options) {
  auto impl = std::make_unique<Impl>();
  auto parser = Parser::load(data.root);
  if (!parser) return parser.error();
  impl->parser.emplace(std::move(*parser));
  auto actors = ActorBase::load(data.root, data.actor_files);
  if (!actors) return actors.error();
  impl->actors.emplace(std::move(*actors));
  if (!data.gazetteer.empty()) {
    auto gazetteer = Gazetteer::open(data.gazetteer);
    if (!gazetteer) return gazetteer.error();
    impl->gazetteer.emplace(std::move(*gazetteer));
  }
  for (const std::string& lang : options.languages.empty() ? languages_of(data.root) : options.languages) {
    if (auto s = impl->load_language(data.root, lang); !s) return s.error();
  }
  return Engine(std::move(impl));
}

bool Engine::reads(std::string_view lang) const {
  return impl_->languages.contains(lang) && impl_->parser->knows(lang);
}

namespace {

// Half an analysis would say that the rest of the text says nothing.
Analysis over_time(Analysis a) {
  Analysis none;
  none.document = std::move(a.document);
  none.over_time = true;
  return none;
}

}  // namespace

Analysis Engine::analyze(Document document) const {
  Analysis a;
  a.document = std::move(document);
  // The parse's views point into the text: a short one must not lie inside the string object, which moves.
  a.document.text.reserve(64);
  a.parse = impl_->parser->parse(a.document);
  if (Deadline::passed()) return over_time(std::move(a));
  if (!reads(a.document.lang)) return a;
  const Impl::Language& lang = impl_->languages.find(a.document.lang)->second;
  lang.times.ground(a.document, a.parse, &a.mentions);
  lang.places.ground(a.document, a.parse, &a.mentions);
  lang.actors.ground(a.document, a.parse, &a.mentions);
  lang.quantities.ground(a.document, a.parse, &a.mentions);
  if (Deadline::passed()) return over_time(std::move(a));
  const Tree tree(a.parse);
  a.attributions = lang.attributor.find(a.document, tree, a.mentions);
  if (Deadline::passed()) return over_time(std::move(a));
  a.predications = lang.factuality.find(a.document, tree, a.mentions, a.attributions);
  a.claims = lang.events.find(a.document, tree, a.mentions, a.attributions, a.predications);
  if (Deadline::passed()) return over_time(std::move(a));
  DocumentToll toll = document_toll(a.document, a.claims, a.mentions, a.parse);
  a.killed = toll.killed;
  a.injured = toll.injured;
  a.place = toll.place;
  a.time = toll.time;
  a.violent = toll.violent;
  a.total = toll.total;
  return a;
}

}  // namespace bestand
