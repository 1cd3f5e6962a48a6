#include "train/baseline_trainer.h"

#include <algorithm>
#include <map>

#include "parse/baseline.h"
#include "train/perceptron.h"

namespace bestand {
namespace {

constexpr uint32_t kUposCount = 17;

struct Lists {
  std::vector<std::string> feats{""}, rels;
  std::map<std::string, uint16_t, std::less<>> feats_at{{"", 0}}, rel_at;
  uint16_t feats_of(std::string_view f) { return number(f, &feats, &feats_at); }
  uint16_t rel_of(std::string_view r) { return number(r, &rels, &rel_at); }

 private:
  static uint16_t number(std::string_view text, std::vector<std::string>* list, std::map<std::string, uint16_t, std::less<>>* at) {
    auto [it, fresh] = at->emplace(std::string(text), static_cast<uint16_t>(list->size()));
    if (fresh) list->emplace_back(text);
    return it->second;
  }
};

struct Example {
  Words words;                     // lex set; tags as predicted
  std::vector<uint8_t> upos;       // gold
  std::vector<uint16_t> feats, rel;
  std::vector<int32_t> head;
};

std::vector<Example> read_examples(const std::vector<GoldSentence>& sentences, Lists* lists) {
  std::vector<Example> out;
  for (const GoldSentence& s : sentences) {
    Example e;
    auto tokens = s.tokens();
    e.words.resize(tokens.size());
    e.head = s.heads();
    for (size_t i = 0; i < tokens.size(); ++i) {
      e.words.lex[i] = lex(tokens[i].form);
      e.upos.push_back(static_cast<uint8_t>(tokens[i].upos));
      e.feats.push_back(lists->feats_of(tokens[i].feats));
      e.rel.push_back(lists->rel_of(tokens[i].deprel));
    }
    out.push_back(std::move(e));
  }
  return out;
}

uint32_t best_of(const float* scores, uint32_t n) {
  return static_cast<uint32_t>(std::max_element(scores, scores + n) - scores);
}

using FeatsTable = std::map<uint64_t, uint16_t>;

FeatsTable learn_feats(const std::vector<Example*>& examples) {
  std::map<uint64_t, std::map<uint16_t, int>> counts;
  for (const Example* e : examples) {
    for (size_t i = 0; i < e->upos.size(); ++i) {
      for (int ending = 0; ending <= 4; ++ending) ++counts[feats_key(e->words.lex[i], ending, e->upos[i])][e->feats[i]];
    }
  }
  FeatsTable out;
  for (const auto& [key, ways] : counts) {
    out[key] = std::max_element(ways.begin(), ways.end(), [](auto& a, auto& b) { return a.second < b.second; })->first;
  }
  return out;
}

uint16_t feats_of(const FeatsTable& table, const Lex& l, uint8_t upos) {
  for (int ending : {0, 4, 3, 2, 1}) {
    auto found = table.find(feats_key(l, ending, upos));
    if (found != table.end()) return found->second;
  }
  return 0;
}

Perceptron train_tags(const std::vector<Example*>& examples, uint64_t seed, int epochs) {
  Perceptron model(16, kUposCount);
  Random random(seed);
  std::vector<Example*> order = examples;
  std::vector<uint64_t> features;
  float scores[20];
  for (int epoch = 0; epoch < epochs; ++epoch) {
    shuffle(&order, &random);
    for (Example* e : order) {
      for (size_t i = 0; i < e->upos.size(); ++i) {
        tag_features(e->words, i, &features);
        model.score(features, scores);
        uint32_t best = best_of(scores, kUposCount);
        model.tick();
        if (best != e->upos[i]) {
          model.add(features, e->upos[i], 1);
          model.add(features, best, -1);
        }
        e->words.upos[i] = static_cast<uint8_t>(best);
      }
    }
  }
  model.average();
  return model;
}

void predict_tags(const Perceptron& model, const FeatsTable& feats, Example* e) {
  std::vector<uint64_t> features;
  float scores[20];
  for (size_t i = 0; i < e->upos.size(); ++i) {
    tag_features(e->words, i, &features);
    model.score(features, scores);
    e->words.upos[i] = static_cast<uint8_t>(best_of(scores, kUposCount));
    e->words.feats[i] = feats_of(feats, e->words.lex[i], e->words.upos[i]);
  }
}

Perceptron train_moves(std::vector<Example*> order, uint64_t seed, int epochs, const Progress& progress) {
  Perceptron model(18, 3);
  Random random(seed);
  std::vector<uint64_t> features;
  float scores[4];
  for (int epoch = 0; epoch < epochs; ++epoch) {
    shuffle(&order, &random);
    size_t right = 0, all = 0;
    for (Example* e : order) {
      Arcs arcs(e->upos.size());
      while (!arcs.done()) {
        arcs.features(e->words, &features);
        model.score(features, scores);
        int free = arcs.free_moves(e->head), best = -1, gold = -1;
        for (int m = 0; m < 3; ++m) {
          if (!arcs.can(static_cast<Arcs::Move>(m))) continue;
          if (best < 0 || scores[m] > scores[best]) best = m;
          if ((free >> m & 1) && (gold < 0 || scores[m] > scores[gold])) gold = m;
        }
        model.tick();
        if (gold >= 0 && gold != best) {
          model.add(features, static_cast<uint32_t>(gold), 1);
          model.add(features, static_cast<uint32_t>(best), -1);
        }
        bool explore = epoch > 0 && random.unit() < 0.9f;
        arcs.go(static_cast<Arcs::Move>(gold < 0 || explore ? best : gold));
      }
      for (size_t i = 0; i < e->head.size(); ++i) right += arcs.head[i] == e->head[i];
      all += e->head.size();
    }
    progress("moves: epoch " + std::to_string(epoch + 1) + ", heads " + std::to_string(100.0 * right / all) + " %");
  }
  model.average();
  return model;
}

Perceptron train_labels(std::vector<Example*> order, uint32_t classes, uint64_t seed, int epochs) {
  Perceptron model(14, classes);
  Random random(seed);
  std::vector<uint64_t> features;
  std::vector<float> scores(model.stride());
  for (int epoch = 0; epoch < epochs; ++epoch) {
    shuffle(&order, &random);
    for (Example* e : order) {
      e->words.head = e->head;
      for (size_t i = 0; i < e->upos.size(); ++i) {
        label_features(e->words, i, &features);
        model.score(features, scores.data());
        uint32_t best = best_of(scores.data(), classes);
        model.tick();
        if (best != e->rel[i]) {
          model.add(features, e->rel[i], 1);
          model.add(features, best, -1);
        }
        e->words.rel[i] = static_cast<uint16_t>(best);
      }
    }
  }
  model.average();
  return model;
}

Perceptron train_names(std::vector<Example>* named, const std::vector<NamedSentence>& gold, uint64_t seed, int epochs) {
  Perceptron model(16, 9);
  Random random(seed);
  std::vector<size_t> order(named->size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::vector<uint64_t> features;
  float scores[12];
  for (int epoch = 0; epoch < epochs; ++epoch) {
    shuffle(&order, &random);
    for (size_t n : order) {
      Words& w = (*named)[n].words;
      for (size_t i = 0; i < w.size(); ++i) {
        name_features(w, i, &features);
        model.score(features, scores);
        uint32_t best = best_of(scores, 9);
        model.tick();
        if (best != gold[n].tags[i]) {
          model.add(features, gold[n].tags[i], 1);
          model.add(features, best, -1);
        }
        w.name[i] = static_cast<uint8_t>(best);
      }
    }
  }
  model.average();
  return model;
}

}  // namespace

void train_baseline(const std::vector<GoldSentence>& sentences, const std::vector<NamedSentence>& named, uint64_t seed,
                    int epochs, const Progress& progress, ModelWriter* out) {
  constexpr size_t kFolds = 5;
  Lists lists;
  std::vector<Example> examples = read_examples(sentences, &lists);
  for (size_t fold = 0; fold < kFolds; ++fold) {  // trees are learned on tags as wrong as they will be
    std::vector<Example*> others;
    for (size_t i = 0; i < examples.size(); ++i) {
      if (i % kFolds != fold) others.push_back(&examples[i]);
    }
    Perceptron tags = train_tags(others, seed + fold, std::min(epochs, 5));
    FeatsTable feats = learn_feats(others);
    for (size_t i = fold; i < examples.size(); i += kFolds) predict_tags(tags, feats, &examples[i]);
    // the fold's own predictions must not be overwritten by later folds' training: kept apart
    for (size_t i = fold; i < examples.size(); i += kFolds) {
      examples[i].words.name.assign(examples[i].words.upos.begin(), examples[i].words.upos.end());
    }
  }
  std::vector<Example*> all;
  for (Example& e : examples) all.push_back(&e);
  Perceptron tags = train_tags(all, seed, epochs);
  FeatsTable feats = learn_feats(all);
  size_t right = 0, total = 0;
  for (Example& e : examples) {
    e.words.upos.assign(e.words.name.begin(), e.words.name.end());
    e.words.name.assign(e.words.name.size(), 0);
    for (size_t i = 0; i < e.upos.size(); ++i) right += e.words.upos[i] == e.upos[i];
    total += e.upos.size();
  }
  progress("tags: " + std::to_string(100.0 * right / total) + " % right in folds");
  Perceptron moves = train_moves(all, seed, epochs, progress);
  Perceptron labels = train_labels(all, static_cast<uint32_t>(lists.rels.size()), seed, std::min(epochs, 6));
  out->add("tags", LinearModel::write(kUposCount, tags.quantized()));
  out->add("moves", LinearModel::write(3, moves.quantized()));
  out->add("labels", LinearModel::write(static_cast<uint32_t>(lists.rels.size()), labels.quantized()));
  out->add("feats", StringTable::write(lists.feats));
  out->add("rels", StringTable::write(lists.rels));
  std::vector<std::pair<uint64_t, uint32_t>> table(feats.begin(), feats.end());
  out->add("feats.table", HashTable::write(table));
  if (named.empty()) return;
  std::vector<Example> tagged;
  for (const NamedSentence& n : named) {
    Example e;
    e.words.resize(n.forms.size());
    e.upos.resize(n.forms.size());
    for (size_t i = 0; i < n.forms.size(); ++i) e.words.lex[i] = lex(n.forms[i]);
    predict_tags(tags, feats, &e);
    tagged.push_back(std::move(e));
  }
  Perceptron names = train_names(&tagged, named, seed, epochs);
  out->add("names", LinearModel::write(9, names.quantized()));
}

}  // namespace bestand
