// The actors of a document: names, descriptions and pronouns, each with the actor of world/ it stands for.
//
// Input    a document, its parse, and Mentions with places already in it (a place may be an actor too:
// metonymy) Output   Mentions::actors by rising span; they may nest ("a spokesman for Jaish al-Nasr"), never
// cross; `antecedent`
//          is an index into the same list
// Errors   kBadData with file and line for lang/<lang>/actors.toml
// Threads  const after load; the base must outlive the grounder
// Cost     one pass for names, one over nouns, one back for pronouns; bench/ground_actor
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "ground/actor_base.h"
#include "ground/mentions.h"
#include "parse/parse.h"
#include "read/document.h"

namespace bestand {

class ActorEngine;

class ActorGrounder {
 public:
  static Result<ActorGrounder> load(const std::string& data_root, std::string_view lang,
                                    const ActorBase* base);

  void ground(const Document& document, const Parse& parse, Mentions* mentions) const;

  ActorGrounder(ActorGrounder&&) noexcept;
  ActorGrounder& operator=(ActorGrounder&&) noexcept;
  ~ActorGrounder();

 private:
  explicit ActorGrounder(std::unique_ptr<ActorEngine> engine);
  std::unique_ptr<ActorEngine> engine_;
};

}  // namespace bestand
