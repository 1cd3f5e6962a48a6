#include "train/net_trainer.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <map>

#include "base/utf8.h"
#include "train/net_model.h"

namespace bestand {
namespace {

// The classes of one language, and its words.
struct Inventory {
  std::vector<std::string> xpos, feats;  // of each morph
  std::vector<uint8_t> upos;
  std::array<uint32_t, kUposCount + 1> begin{};
  std::map<std::string, uint16_t, std::less<>> morph_at, rel_at;
  std::vector<std::string> rels;
  std::map<uint64_t, uint32_t> words;  // Lex::lower -> row, from 1
  std::vector<int> counts{0};          // of each row

  static std::string key(const Token& t) {
    char upos = static_cast<char>('A' + static_cast<int>(t.upos));
    return std::string(1, upos) + "\t" + std::string(t.xpos) + "\t" + std::string(t.feats);
  }
};

Inventory take_inventory(const NetData& data) {
  Inventory in;
  std::map<uint64_t, int> counts;
  std::map<std::string, int> rels;
  for (const auto& sentences : data.treebanks) {
    for (const GoldSentence& s : sentences) {
      for (const Token& t : s.tokens()) {
        ++counts[lex(t.form).lower];
        in.morph_at[Inventory::key(t)] = 0;
        ++rels[std::string(t.deprel)];
      }
    }
  }
  std::map<uint64_t, int> other;
  for (const NamedSentence& s : data.named) {
    for (const std::string& form : s.forms) ++other[lex(form).lower];
  }
  for (const GoldSentence& s : data.tagged) {
    for (const Token& t : s.tokens()) other[lex(t.form).lower] += 2;
  }
  if (data.lore) {
    for (const std::string& form : data.lore->given_names()) other[lex(form).lower] += 4;
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

uint32_t word_row(const Inventory& in, const Lex& l) {
  auto found = in.words.find(l.lower);
  return found == in.words.end() ? 0 : found->second;
}

// A sentence as it is read; each epoch makes a NetExample of it, with some words hidden or written otherwise.
struct Source {
  std::vector<std::string> forms;
  NetExample gold;
};

enum class Guise { kPlain, kUpper, kLower, kTitle };

std::string in_guise(const std::string& form, Guise guise) {
  if (guise == Guise::kLower) return lower(form);
  if (guise == Guise::kTitle || guise == Guise::kUpper) {  // ASCII is enough to learn from
    std::string out = form;
    for (size_t i = 0; i < (guise == Guise::kTitle ? std::min<size_t>(1, out.size()) : out.size()); ++i) {
      if (out[i] >= 'a' && out[i] <= 'z') out[i] = static_cast<char>(out[i] - 32);
    }
    return out;
  }
  return form;
}

void fill_rows(const Inventory& in, const std::vector<std::string>& forms, NetExample* out) {
  out->rows.clear();
  for (const std::string& form : forms) {
    Lex l = lex(form);
    out->rows.push_back(table_rows(l, word_row(in, l)));
  }
}

// The sentence without its commas.
void drop_commas(const Inventory& in, const Source& source, NetExample* out) {
  std::vector<int32_t> to(source.forms.size(), -1);
  int32_t kept = 0;
  for (size_t i = 0; i < to.size(); ++i) {
    bool leaf = source.forms[i] == ",";
    for (size_t k = 0; leaf && k < to.size(); ++k) leaf = source.gold.head[k] != static_cast<int32_t>(i);
    if (!leaf) to[i] = kept++;
  }
  *out = NetExample{};
  out->source = source.gold.source;
  std::vector<std::string> forms;
  for (size_t i = 0; i < to.size(); ++i) {
    if (to[i] < 0) continue;
    forms.push_back(source.forms[i]);
    out->upos.push_back(source.gold.upos[i]);
    if (!source.gold.morph.empty()) out->morph.push_back(source.gold.morph[i]);
    out->rel.push_back(source.gold.rel[i]);
    int32_t h = source.gold.head[i];
    out->head.push_back(h < 0 ? -1 : to[h]);
    if (!source.gold.name.empty()) out->name.push_back(source.gold.name[i]);
  }
  fill_rows(in, forms, out);
}

// Puts other given names and places where some are.
void rename(const Inventory& in, const Source& source, const NameLore& lore, Random* random,
            NetExample* out) {
  const auto &given = lore.given_names(), &places = lore.places();
  for (size_t i = 0; i < source.forms.size(); ++i) {
    uint8_t tag = source.gold.name[i];
    bool alone = i + 1 == source.forms.size() || source.gold.name[i + 1] != tag + 1;
    const std::string* other = nullptr;
    if (tag == 1 && !alone && lore.is_given_name(source.forms[i]) && !given.empty())
      other = &given[random->below(given.size())];
    if (tag == 5 && alone && !places.empty()) other = &places[random->below(places.size())];
    if (!other || other->find(' ') != std::string::npos) continue;
    Lex l = lex(*other);
    out->rows[i] = table_rows(l, word_row(in, l));
  }
}

void disguise(const Inventory& in, const Source& source, const NameLore* lore, Random* random,
              NetExample* out) {
  float chance = random->unit();
  Guise guise = chance < 0.02f   ? Guise::kUpper
                : chance < 0.05f ? Guise::kLower
                : chance < 0.07f ? Guise::kTitle
                                 : Guise::kPlain;
  if (guise == Guise::kPlain && !source.gold.head.empty() && chance > 0.93f) {
    drop_commas(in, source, out);
  } else {
    *out = source.gold;
    if (guise != Guise::kPlain) {
      std::vector<std::string> forms;
      for (const std::string& form : source.forms) forms.push_back(in_guise(form, guise));
      fill_rows(in, forms, out);
    } else if (lore && !source.gold.name.empty() && random->unit() < 0.3f) {
      rename(in, source, *lore, random, out);
    }
  }
  for (auto& rows : out->rows) {
    float n = static_cast<float>(in.counts[rows[0]]);
    if (random->unit() < 0.25f / (0.25f + n) || random->unit() < 0.05f) rows[0] = 0;
  }
}

Source from_gold(const Inventory& in, const GoldSentence& s, uint32_t source) {
  Source out;
  out.gold.source = source;
  out.gold.head = s.heads();
  for (const Token& t : s.tokens()) {
    out.forms.emplace_back(t.form);
    out.gold.upos.push_back(static_cast<uint8_t>(t.upos));
    auto morph = in.morph_at.find(Inventory::key(t));
    out.gold.morph.push_back(morph == in.morph_at.end() ? 0 : morph->second);
    auto rel = in.rel_at.find(t.deprel);
    out.gold.rel.push_back(rel == in.rel_at.end() ? 0 : rel->second);
  }
  fill_rows(in, out.forms, &out.gold);
  return out;
}

Source from_named(const Inventory& in, const NamedSentence& s, uint32_t source) {
  Source out;
  out.forms = s.forms;
  out.gold.name = s.tags;
  out.gold.source = source;
  fill_rows(in, out.forms, &out.gold);
  return out;
}

void write_inventory(const Inventory& in, ModelWriter* out) {
  out->add("morph.xpos", StringTable::write(in.xpos));
  out->add("morph.feats", StringTable::write(in.feats));
  out->add("rels", StringTable::write(in.rels));
  out->add("words", HashTable::write({in.words.begin(), in.words.end()}));
}

// Tags and trees of gold tokens: what a number on the way shows.
std::string score_dev(const ModelWriter& writer, const Inventory& in, const std::vector<GoldSentence>& dev) {
  std::string bytes = writer.finish("xx");
  std::vector<uint64_t> aligned((bytes.size() + 7) / 8);
  std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char*>(aligned.data()));
  auto file = ModelFile::over({reinterpret_cast<char*>(aligned.data()), bytes.size()}, "");
  if (!file) return file.error().to_string();
  auto net = Net::read(*file);
  if (!net) return net.error().to_string();
  Net::Scratch scratch;
  NetAnswer answer;
  std::vector<Lex> lexes;
  size_t n = 0, upos = 0, feats = 0, uas = 0, las = 0;
  for (const GoldSentence& s : dev) {
    lexes.clear();
    for (const Token& t : s.tokens()) lexes.push_back(lex(t.form));
    net->run(lexes, {0, static_cast<int32_t>(lexes.size())}, true, &scratch, &answer);
    auto heads = s.heads();
    for (size_t i = 0; i < lexes.size(); ++i) {
      const Token& t = s.tokens()[i];
      ++n;
      upos += answer.upos[i] == static_cast<uint8_t>(t.upos);
      feats += in.feats[answer.morph[i]] == t.feats;
      bool head = answer.head[i] == heads[i];
      uas += head;
      las += head && (answer.head[i] < 0 || parse_rel(in.rels[answer.rel[i]]) == t.rel);
    }
  }
  char line[160];
  std::snprintf(line, sizeof line, "dev upos %.2f feats %.2f uas %.2f las %.2f", 100.0 * upos / n,
                100.0 * feats / n, 100.0 * uas / n, 100.0 * las / n);
  return line;
}

std::vector<Source> read_sources(const Inventory& in, const NetData& data) {
  std::vector<Source> out;
  for (uint32_t k = 0; k < data.treebanks.size(); ++k) {
    for (const GoldSentence& s : data.treebanks[k]) {
      out.push_back(from_gold(in, s, k));
      if (data.lore) out.back().gold.name = data.lore->label(s).tags;
    }
  }
  for (const GoldSentence& s : data.tagged) {
    Source tagged = from_gold(in, s, static_cast<uint32_t>(data.treebanks.size()));
    tagged.gold.morph.clear();
    tagged.gold.head.clear();
    tagged.gold.rel.clear();
    if (data.lore) tagged.gold.name = data.lore->label(s).tags;
    out.push_back(std::move(tagged));
  }
  for (const NamedSentence& s : data.named) out.push_back(from_named(in, s, data.primary));
  return out;
}

}  // namespace

void train_net(const NetData& data, const NetOptions& options, const Progress& progress, ModelWriter* out) {
  Inventory in = take_inventory(data);
  NetSizes sizes = options.sizes;
  sizes.morphs = static_cast<uint32_t>(in.upos.size());
  sizes.rels = static_cast<uint32_t>(in.rels.size());
  progress("net: " + std::to_string(in.counts.size()) + " words, " + std::to_string(sizes.morphs) +
           " tags, " + std::to_string(sizes.rels) + " relations");
  std::vector<Source> sources = read_sources(in, data);
  NetModel model(sizes, static_cast<uint32_t>(in.counts.size()),
                 static_cast<uint32_t>(data.treebanks.size() + 1), options.seed);
  model.dropout = options.dropout;
  Random random(options.seed + 77);
  std::vector<size_t> order(sources.size());
  size_t words = 0;
  for (size_t i = 0; i < order.size(); ++i) {
    order[i] = i;
    words += sources[i].forms.size();
  }
  const double steps = static_cast<double>(options.epochs) * words / options.batch_words;
  Adam adam;
  auto began = std::chrono::steady_clock::now();
  for (int epoch = 0; epoch < options.epochs; ++epoch) {
    shuffle(&order, &random);
    Losses losses;
    for (size_t at = 0; at < order.size();) {
      std::vector<NetExample> batch;
      for (size_t size = 0; at < order.size() && size < options.batch_words; ++at) {
        batch.emplace_back();
        disguise(in, sources[order[at]], data.lore, &random, &batch.back());
        if (batch.back().size() > 200)
          batch.pop_back();
        else
          size += batch.back().size();
      }
      std::vector<const NetExample*> pointers;
      for (const NetExample& e : batch) pointers.push_back(&e);
      ++adam.step;
      double done = std::min(1.0, adam.step / steps);
      adam.rate = options.rate * static_cast<float>(std::min(1.0, adam.step / 300.0) * (1.0 - 0.98 * done));
      if (!pointers.empty()) model.learn(pointers, adam, &losses);
    }
    double n = std::max<double>(1, losses.words);
    char line[240];
    std::snprintf(line, sizeof line, "epoch %2d: upos %.3f morph %.3f arc %.3f rel %.3f name %.3f  %.0f s  ",
                  epoch + 1, losses.upos / n, losses.morph / n, losses.arc / n, losses.rel / n,
                  losses.name / std::max<double>(1, losses.named),
                  std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count());
    std::string text = line;
    if (!data.dev.empty() && (epoch % 2 == 1 || epoch + 1 == options.epochs)) {
      ModelWriter trial;
      model.write(in.begin, data.primary, &trial);
      write_inventory(in, &trial);
      text += score_dev(trial, in, data.dev);
    }
    progress(text);
  }
  model.write(in.begin, data.primary, out);
  write_inventory(in, out);
}

}  // namespace bestand
