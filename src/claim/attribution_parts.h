// Parts of an attribution in tokens: what a source's phrase and a content clause reach over, and how they print as spans.
//
// Units    token ranges [first, last)
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "base/span.h"
#include "claim/attribution_lexicon.h"
#include "claim/quotes.h"
#include "claim/tree.h"

namespace bestand {

using TokenRange = std::array<int32_t, 2>;
using TokenRanges = std::vector<TokenRange>;

// One attribution in the making.
struct AttributionDraft {
  int32_t cue = -1;
  std::vector<int32_t> cue_tokens;
  int32_t source = -1;       // head of the phrase as it stands
  int32_t stands_for = -1;   // antecedent of a relative pronoun; else the same
  TokenRanges source_ranges;
  TokenRanges content;
  CueKind kind = CueKind::kSpeech;
  bool denial = false;
  bool untold = false;
  bool anonymous = false;
  bool direct = false;       // holds direct speech
};

// Sorted, joined where they touch.
void normalize(TokenRanges* ranges);
// `ranges` without `out`.
void subtract(TokenRanges* ranges, TokenRange out);
bool contains(const TokenRanges& ranges, int32_t token);
int32_t size_of(const TokenRanges& ranges);

// The noun phrase of a source with its appositions, without a trailing relative clause.
TokenRange source_range(const Tree& tree, int32_t head);

// The ranges as byte spans, bare punctuation at their ends taken off except quote marks that belong to them.
std::vector<Span> to_spans(const Tree& tree, const std::vector<Quotation>& quotations, const TokenRanges& ranges);

}  // namespace bestand
