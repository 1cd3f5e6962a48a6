#include "ground/time/relation.h"

#include <algorithm>

namespace bestand::timex {

Status RelationReader::load(const toml::table& table, const std::string& path) {
  const toml::table* relations = table["relation"].as_table();
  if (!relations) return toml_error(table, path, "no [relation]");
  for (const auto& [key, node] : *relations) {
    const toml::array* list = node.as_array();
    if (!list) return toml_error(node, path, "a list of phrases is wanted");
    for (const toml::node& item : *list) {
      const std::string text = item.value_or(std::string());
      StringArena keep;
      std::vector<Word> words;
      split_words(text, {0, static_cast<uint32_t>(text.size())}, 0, &keep, &words);
      Phrase phrase;
      for (const Word& w : words) phrase.words.emplace_back(w.folded);
      phrase.relation = std::string(key.str());
      if (key.str() == "articles")
        articles_.push_back(text);
      else
        phrases_.push_back(std::move(phrase));
    }
  }
  std::stable_sort(phrases_.begin(), phrases_.end(),
                   [](const Phrase& a, const Phrase& b) { return a.words.size() > b.words.size(); });
  return success();
}

std::string RelationReader::before(const std::vector<Word>& words, int at) const {
  if (at > 0 && std::find(articles_.begin(), articles_.end(), words[static_cast<size_t>(at) - 1].folded) !=
                    articles_.end())
    --at;
  for (const Phrase& p : phrases_) {
    const int size = static_cast<int>(p.words.size());
    if (size > at) continue;
    bool same = words[static_cast<size_t>(at - size)].sentence == words[static_cast<size_t>(at) - 1].sentence;
    for (int i = 0; i < size && same; ++i) {
      same = words[static_cast<size_t>(at - size + i)].folded == p.words[static_cast<size_t>(i)];
    }
    if (same) return p.relation;
  }
  return "";
}

}  // namespace bestand::timex
