// The ledger's answers as JSON: one object a line, the same keys in the same order, unknown values left out.
//
// Units    spans in code points of the document's text
// Source   docs/formats/ledger.md
#pragma once

#include <string>
#include <vector>

#include "ledger/view.h"

namespace bestand {

void append_ceasefire(const View& view, size_t index, std::string* out);
void append_party(const View& view, const Ceasefire& ceasefire, const Party& party, std::string* out);
void append_incident(const View& view, size_t index, std::string* out);
void append_claim(const View& view, int32_t index, std::string* out);
void append_contradiction(const View& view, const Contradiction& c, std::string* out);
// The grounds of an incident's or ceasefire's answer, with quotations.
void append_why_incident(const View& view, size_t index, std::string* out);
void append_why_ceasefire(const View& view, size_t index, std::string* out);
void append_timeline(const View& view, size_t ceasefire, std::string* out);
std::string diff_json(const View& before, const View& after);

}  // namespace bestand
