#include "train/raw_text.h"

#include <algorithm>
#include <unordered_set>

#include "base/utf8.h"
#include "parse/lex.h"

namespace bestand {
namespace {

constexpr size_t kFewest = 5, kMost = 60;  // words

// The same for two ways of cutting one text into words.
uint64_t mark_of(const std::vector<std::string>& forms) {
  std::string text;
  for (const std::string& form : forms) text += form;
  return hash_bytes(text);
}

std::vector<std::string> forms_of(const GoldSentence& s) {
  std::vector<std::string> out;
  for (const Token& t : s.tokens()) out.emplace_back(t.form);
  return out;
}

bool is_whole(const std::vector<std::string>& forms) {
  if (forms.size() < kFewest || forms.size() > kMost) return false;
  static const std::unordered_set<std::string> kStops = {".", "!", "?"};
  static const std::unordered_set<std::string> kQuotes = {"\"", "''", "``", "'", "”", "’"};
  size_t last = forms.size() - 1;
  if (kQuotes.contains(forms[last])) --last;
  if (!kStops.contains(forms[last])) return false;
  if (!starts_upper(forms[0]) && !kQuotes.contains(forms[0])) return false;
  size_t plain = 0;
  for (const std::string& form : forms) {
    Lex l = lex(form);
    plain += l.alpha && !l.upper;
  }
  return plain * 3 >= forms.size();
}

}  // namespace

Result<std::vector<std::vector<std::string>>> read_raw(const std::vector<std::string>& paths,
                                                       const std::vector<GoldSentence>& held_out) {
  std::unordered_set<uint64_t> seen;
  for (const GoldSentence& s : held_out) seen.insert(mark_of(forms_of(s)));
  std::vector<std::vector<std::string>> out;
  auto take = [&](std::vector<std::string> forms) {
    if (is_whole(forms) && seen.insert(mark_of(forms)).second) out.push_back(std::move(forms));
  };
  for (const std::string& path : paths) {
    if (path.find(".conllu") != std::string::npos) {
      auto treebank = read_treebank({path});
      if (!treebank) return treebank.error();
      for (const GoldSentence& s : treebank->sentences()) take(forms_of(s));
      continue;
    }
    auto sentences = read_names(path);
    if (!sentences) return sentences.error();
    for (NamedSentence& s : *sentences) take(std::move(s.forms));
  }
  return out;
}

}  // namespace bestand
