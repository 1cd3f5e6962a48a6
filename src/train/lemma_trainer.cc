#include "train/lemma_trainer.h"

#include <algorithm>
#include <map>

#include "base/utf8.h"
#include "parse/lemma.h"
#include "parse/lex.h"

namespace bestand {
namespace {

using Counts = std::map<std::string, int>;  // script -> how often

const std::string& commonest(const Counts& counts) {
  return std::max_element(counts.begin(), counts.end(), [](auto& a, auto& b) { return a.second < b.second; })
      ->first;
}

class Numbering {
 public:
  uint32_t of(const std::string& text) {
    auto [at, fresh] = numbers_.emplace(text, static_cast<uint32_t>(list.size()));
    if (fresh) list.push_back(text);
    return at->second;
  }
  std::vector<std::string> list;

 private:
  std::map<std::string, uint32_t> numbers_;
};

// The lemma without a particle that is no part of the form: it stands elsewhere in the sentence.
std::string_view own_lemma(const Token& t) {
  size_t bar = t.lemma.find('_');
  if (t.upos != Upos::VERB || bar == std::string_view::npos || bar + 1 == t.lemma.size()) return t.lemma;
  return lower(t.form).starts_with(lower(t.lemma.substr(0, bar))) ? t.lemma : t.lemma.substr(bar + 1);
}

// Particles of each word of a sentence ("" for most).
std::vector<std::string_view> particles_of(const GoldSentence& s) {
  auto tokens = s.tokens();
  std::vector<std::string_view> out(tokens.size());
  for (const Token& t : tokens) {
    if (t.head >= 0 && t.deprel == "compound:prt") out[t.head - s.sentence->first] = t.form;
  }
  return out;
}

void learn_particles(const std::vector<GoldSentence>& sentences, ModelWriter* out) {
  std::map<uint64_t, std::pair<int, int>> joined;  // (joined, all)
  for (const GoldSentence& s : sentences) {
    auto particles = particles_of(s);
    for (size_t i = 0; i < particles.size(); ++i) {
      const Token& t = s.tokens()[i];
      if (particles[i].empty()) continue;
      for (std::string_view particle : {particles[i], std::string_view()}) {
        auto& counts = joined[particle_key(particle, t.feats)];
        counts.first += own_lemma(t) != t.lemma;
        ++counts.second;
      }
    }
  }
  std::vector<std::pair<uint64_t, uint32_t>> table;
  for (const auto& [key, counts] : joined) table.emplace_back(key, counts.first * 2 >= counts.second);
  out->add("lemma.particles", HashTable::write(table));
}

}  // namespace

void train_lemmas(const std::vector<GoldSentence>& sentences, const std::vector<GoldSentence>& primary,
                  const Progress& progress, ModelWriter* out) {
  std::map<uint64_t, Counts> forms, endings;
  size_t nouns = 0, marked = 0;
  for (const GoldSentence& s : sentences) {
    for (const Token& t : s.tokens()) {
      if (t.lemma.empty() || t.upos == Upos::PUNCT) continue;
      std::string script = lemma_script(t.form, own_lemma(t));
      nouns += t.upos == Upos::NOUN;
      marked += t.upos == Upos::NOUN && t.lemma.find('_') != std::string_view::npos;
      ++forms[lemma_key(t.form, t.upos, 0)][script];
      ++forms[lemma_key(t.form, t.upos, hash_bytes(t.feats))][script];
      for (size_t length = 1; length <= kLongestEnding; ++length) {
        uint64_t key = ending_key(t.form, length, t.upos, hash_bytes(t.feats));
        if (key) ++endings[key][script];
        uint64_t both = ending_key(t.form, length, t.upos, hash_bytes(t.feats), true);
        if (both && length >= 2 && length <= 5) ++endings[both][script];
      }
    }
  }
  // A form whose commonest script is what its ending says needs no entry of its own; neither does one with
  // feats that agrees with the entry without.
  Numbering scripts;
  std::map<uint64_t, uint32_t> form_table, ending_table;
  for (const auto& [key, counts] : endings) {
    int total = 0;
    for (const auto& [script, n] : counts) total += n;
    const std::string& best = commonest(counts);
    if (total >= 2 && best[0] != 2) ending_table[key] = scripts.of(best);
  }
  for (const GoldSentence& s : sentences) {
    for (const Token& t : s.tokens()) {
      if (t.lemma.empty() || t.upos == Upos::PUNCT) continue;
      uint64_t plain = lemma_key(t.form, t.upos, 0), with = lemma_key(t.form, t.upos, hash_bytes(t.feats));
      const std::string& best = commonest(forms[plain]);
      form_table[plain] = scripts.of(best);
      if (with != plain && commonest(forms[with]) != best)
        form_table[with] = scripts.of(commonest(forms[with]));
    }
  }
  using Entries = std::vector<std::pair<uint64_t, uint32_t>>;
  learn_particles(primary, out);
  if (marked * 100 > nouns) out->add("lemma.compounds", std::string(8, '\1'));
  out->add("lemma.scripts", StringTable::write(scripts.list));
  out->add("lemma.forms", HashTable::write(Entries(form_table.begin(), form_table.end())));
  out->add("lemma.endings", HashTable::write(Entries(ending_table.begin(), ending_table.end())));
  progress("lemmas: " + std::to_string(form_table.size()) + " forms, " + std::to_string(ending_table.size()) +
           " endings, " + std::to_string(scripts.list.size()) + " scripts");
}

}  // namespace bestand
