// Toponyms of a document, each with the place it stands for and the area its phrase speaks of.
//
// Input    a document and its parse; tokens, tags and names may be missing or wrong, the text rules
// Output   Mentions::places by rising span, each span exactly on the name; a relation ("ten noorden van") is
//          applied to its area and kept in `name` and `phrase`; words that go back to a name ("daar", "in the area")
//          are mentions with an `antecedent`
// Errors   kBadData with file and line for rules that break their schema
// Threads  const after load; the gazetteer must outlive the grounder
// Cost     matching is one pass over the words; bench/ground_place
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "ground/gazetteer.h"
#include "ground/mentions.h"
#include "parse/parse.h"
#include "read/document.h"

namespace bestand {

class PlaceEngine;

class PlaceGrounder {
 public:
  // Rules from lang/<lang>/places.toml and world/places. A null gazetteer finds no places.
  static Result<PlaceGrounder> load(const std::string& data_root, std::string_view lang,
                                    const Gazetteer* gazetteer);

  void ground(const Document& document, const Parse& parse, Mentions* mentions) const;

  // For trainers: the readings of each toponym with their features, as JSON lines appended to `out`.
  void explain(const Document& document, const Parse& parse, std::string* out) const;

  PlaceGrounder(PlaceGrounder&&) noexcept;
  PlaceGrounder& operator=(PlaceGrounder&&) noexcept;
  ~PlaceGrounder();

 private:
  explicit PlaceGrounder(std::unique_ptr<PlaceEngine> engine);
  std::unique_ptr<PlaceEngine> engine_;
};

}  // namespace bestand
