#include "train/inventory.h"

namespace bestand {

std::string Inventory::key(uint8_t upos, std::string_view xpos, std::string_view feats) {
  std::string out(1, static_cast<char>('A' + upos));
  return out.append("\t").append(xpos).append("\t").append(feats);
}

Inventory::Rows Inventory::rows_of(const std::string& form) const {
  Lex l = lex(form);
  auto found = words.find(l.lower);
  return table_rows(l, found == words.end() ? 0 : found->second);
}

std::vector<Inventory::Rows> Inventory::rows_of(const std::vector<std::string>& forms) const {
  std::vector<Rows> out;
  for (const std::string& form : forms) out.push_back(rows_of(form));
  return out;
}

void Inventory::write(ModelWriter* out) const {
  out->add("morph.xpos", StringTable::write(xpos));
  out->add("morph.feats", StringTable::write(feats));
  out->add("rels", StringTable::write(rels));
  out->add("words", HashTable::write({words.begin(), words.end()}));
}

Inventory take_inventory(const std::vector<std::vector<GoldSentence>>& treebanks, const OtherWords& other) {
  Inventory in;
  std::map<uint64_t, int> counts;
  std::map<std::string, int> rels;
  for (const auto& sentences : treebanks) {
    for (const GoldSentence& s : sentences) {
      for (const Token& t : s.tokens()) {
        ++counts[lex(t.form).lower];
        in.morph_at[Inventory::key(t)] = 0;
        ++rels[std::string(t.deprel)];
      }
    }
  }
  for (auto& [word, n] : other) {
    if (n >= 4) counts[word] += 0;
  }
  for (auto& [key, number] : in.morph_at) {
    number = static_cast<uint16_t>(in.upos.size());
    uint8_t upos = static_cast<uint8_t>(key[0] - 'A');
    size_t tab = key.find('\t', 2);
    in.upos.push_back(upos);
    in.xpos.push_back(key.substr(2, tab - 2));
    in.feats.push_back(key.substr(tab + 1));
    for (size_t u = upos + 1; u <= kUposCount; ++u) in.begin[u] = number + 1;
  }
  for (const auto& [rel, n] : rels) {
    in.rel_at[rel] = static_cast<uint16_t>(in.rels.size());
    in.rels.push_back(rel);
  }
  for (const auto& [word, n] : counts) {
    auto more = other.find(word);
    if (n < 2 && (more == other.end() || more->second < 4)) continue;
    in.words[word] = static_cast<uint32_t>(in.counts.size());
    in.counts.push_back(n + (more == other.end() ? 0 : more->second));
  }
  return in;
}

}  // namespace bestand
