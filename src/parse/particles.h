// Gives a separable verb back the particle that the tree hung on what follows: "riep de partijen [op] het bestand te respecteren".
#pragma once

#include "parse/parse.h"
#include "parse/token_rules.h"

namespace bestand {

// Only for the verbs that the rules name, before an infinitive that hangs on them.
void give_particles(const TokenRules& rules, Parse* parse);

}  // namespace bestand
