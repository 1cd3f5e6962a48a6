// Sets right what trees of the news hang on the wrong word: "vowed revenge [for the strike]", "a truce [brokered by Turkey] came
// into force", "said forces shelled the town, [and called it a breach]".
#pragma once

#include "parse/parse.h"
#include "parse/token_rules.h"

namespace bestand {

// In every language; where a word decides, only in those whose rules name it.
void give_attachments(const TokenRules& rules, Parse* parse);

}  // namespace bestand
