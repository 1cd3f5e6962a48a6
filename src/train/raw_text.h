// Sentences of which only the words are known, for teachers to judge.
//
// Input    CoNLL-U, whose trees are passed over, or words with IOB2 tags, which are passed over as well
// Output   what looks like a whole sentence: it begins with a capital or a quotation mark, ends with a full stop, has
//          words in lower case, and is neither very short nor very long; each once
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "train/treebank.h"

namespace bestand {

// Without the sentences of `held_out`, however they are cut into words.
Result<std::vector<std::vector<std::string>>> read_raw(const std::vector<std::string>& paths,
                                                       const std::vector<GoldSentence>& held_out);

}  // namespace bestand
