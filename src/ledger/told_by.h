// What an actor (an id or a name) and those who belong to it say, by themselves or through their media.
//
// Threads  const
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ledger/actors.h"
#include "ledger/records.h"

namespace bestand {

class ToldBy {
 public:
  ToldBy(const ActorBase* base, std::string_view actor);

  // Takes away the claims that others tell, and of a document that is not the actor's own what it tells as a whole.
  void leave(DocumentRecord* document, std::vector<ClaimRecord>* claims) const;

 private:
  bool speaks(std::string_view key) const;

  Actors actors_;
  std::vector<std::string> wanted_;  // keys of Actors::ref()
};

// kNotFound: nobody of that name speaks in the corpus.
Result<Corpus> as_told_by(Corpus corpus, const ActorBase* base, std::string_view actor);

}  // namespace bestand
