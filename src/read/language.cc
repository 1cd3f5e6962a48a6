// CLD2 tells related languages apart well from a few hundred letters on and guesses below that; what it does
// not call reliable, and what no one language dominates, is left empty.
#include "read/language.h"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include <algorithm>

namespace bestand {
namespace {

constexpr size_t kSample = 20000;  // bytes: more changes nothing and costs time
constexpr int kDominant = 60;      // percent of the text's bytes
constexpr size_t kShort = 300;     // bytes below which CLD2 takes close languages for one another

// In a short text the first counts as the second where a hint of the second is enough to turn CLD2's answer:
// there is a thousand times more news in the second.
constexpr struct {
  CLD2::Language rare, common;
} kClose[] = {
    {CLD2::AFRIKAANS, CLD2::DUTCH},
    {CLD2::GALICIAN, CLD2::SPANISH},
};

struct Guess {
  CLD2::Language language = CLD2::UNKNOWN_LANGUAGE;
  bool sure = false;
};

std::string_view sample(std::string_view text) {
  if (text.size() <= kSample) return text;
  size_t end = kSample;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

std::string iso_code(CLD2::Language language) {
  std::string code = CLD2::LanguageCode(language);
  if (code == "iw") return "he";  // CLD2 keeps some withdrawn codes
  if (code == "jw") return "jv";
  if (code == "un" || code == "xxx") return "";
  return code.substr(0, code.find('-'));
}

Guess guess(std::string_view text, CLD2::Language hint) {
  CLD2::Language languages[3];
  int percents[3], bytes = 0;
  bool reliable = false;
  CLD2::CLDHints hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING, hint};
  double scores[3];
  CLD2::ExtDetectLanguageSummary(text.data(), static_cast<int>(text.size()), true, &hints, 0, languages,
                                 percents, scores, nullptr, &bytes, &reliable);
  return {languages[0], reliable && percents[0] >= kDominant};
}

}  // namespace

std::string detect_language(std::string_view text) {
  text = sample(text);
  Guess found = guess(text, CLD2::UNKNOWN_LANGUAGE);
  if (!found.sure) return "";
  for (const auto& close : kClose) {
    if (found.language != close.rare || text.size() > kShort) continue;
    if (Guess again = guess(text, close.common); again.sure) found = again;
  }
  return iso_code(found.language);
}

}  // namespace bestand
