// Sets right what trees make of word orders of the news: "zegt de woordvoerder dat de stad is heroverd", "slaat terug als groepen
// het bestand schenden", "zowel de rebellen als het leger", "..., bevestigt het ministerie", "zei de groep te hebben ingestemd".
#pragma once

#include "parse/parse.h"
#include "parse/token_rules.h"

namespace bestand {

// Only for the words that the rules name; a language without them is left as it is.
void give_clauses(const TokenRules& rules, Parse* parse);

}  // namespace bestand
