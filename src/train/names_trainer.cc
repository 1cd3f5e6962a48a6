#include "train/names_trainer.h"

#include <algorithm>
#include <cmath>

#include "parse/layers.h"
#include "parse/net.h"
#include "train/adam.h"

namespace bestand {
namespace {

constexpr size_t kTags = 9;
constexpr int kEpochs = 30;
constexpr size_t kBatch = 64;

struct Word {
  size_t row;  // of the encoded words
  uint8_t tag;
  float weight;
};

void add_words(const Net& net, const std::vector<NamedSentence>& sentences, float weight,
               std::vector<float>* rows, std::vector<Word>* words) {
  Net::Scratch scratch;
  std::vector<Lex> lexes;
  for (const NamedSentence& s : sentences) {
    if (s.forms.size() > 200) continue;
    lexes.clear();
    for (const std::string& form : s.forms) lexes.push_back(lex(form));
    const std::vector<float>& x = net.encoded(lexes, {0, static_cast<int32_t>(lexes.size())}, &scratch);
    for (size_t i = 0; i < s.tags.size(); ++i) {
      if (s.tags[i] != kUnknownName)
        words->push_back({rows->size() / net.sizes().width + i, s.tags[i], weight});
    }
    rows->insert(rows->end(), x.begin(),
                 x.begin() + static_cast<ptrdiff_t>(lexes.size() * net.sizes().width));
  }
}

// Gradient of the loss by the scores, which hold it afterwards.
void loss_gradient(const Word& word, float* scores) {
  float top = *std::max_element(scores, scores + kTags), sum = 0, right = 0;
  auto allowed = [&](size_t k) {
    if (word.tag == kOutsideOrMisc) return k == 0 || k >= 7;
    return word.tag == kNoPlace ? k == 1 || k == 3 || k == 7 : k == word.tag;
  };
  for (size_t k = 0; k < kTags; ++k) {
    scores[k] = std::exp(scores[k] - top);
    sum += scores[k];
    if (allowed(k)) right += scores[k];
  }
  for (size_t k = 0; k < kTags; ++k) {
    scores[k] = word.weight * (scores[k] / sum - (allowed(k) ? scores[k] / std::max(right, 1e-20f) : 0));
  }
}

}  // namespace

Status train_names(const ModelFile& old, const std::vector<NamedSentence>& gold,
                   const std::vector<NamedSentence>& silver, float silver_weight, uint64_t seed,
                   const Progress& progress, ModelWriter* out) {
  auto net = Net::read(old);
  if (!net) return net.error();
  const size_t d = net->sizes().width;
  std::vector<float> rows;
  std::vector<Word> words;
  add_words(*net, gold, 1.0f, &rows, &words);
  if (silver_weight > 0) add_words(*net, silver, silver_weight, &rows, &words);
  Random random(seed);
  Param w, b;
  w.init("names", kTags, d, 0.05f, &random);
  b.init("names.b", 1, kTags, 0, &random);
  Adam adam;
  for (int epoch = 0; epoch < kEpochs; ++epoch) {
    shuffle(&words, &random);
    adam.rate = 3e-3f * (1.0f - static_cast<float>(epoch) / kEpochs);
    for (size_t at = 0; at < words.size(); at += kBatch) {
      size_t end = std::min(words.size(), at + kBatch);
      for (size_t n = at; n < end; ++n) {
        const float* x = &rows[words[n].row * d];
        float scores[kTags];
        dot_rows(x, w.w.data(), kTags, d, scores);
        for (size_t k = 0; k < kTags; ++k) scores[k] += b.w[k];
        loss_gradient(words[n], scores);
        for (size_t k = 0; k < kTags; ++k) {
          b.g[k] += scores[k];
          for (size_t j = 0; j < d; ++j) w.g[k * d + j] += scores[k] * x[j];
        }
      }
      ++adam.step;
      w.move(adam, 1.0f / kBatch);
      b.move(adam, 1.0f / kBatch);
    }
  }
  progress("names: learned anew from " + std::to_string(words.size()) + " words");
  std::vector<float> turned(d * kNameColumns, 0), bias(kNameColumns, 0);
  for (size_t k = 0; k < kTags; ++k) {
    bias[k] = b.w[k];
    for (size_t j = 0; j < d; ++j) turned[j * kNameColumns + k] = w.w[k * d + j];
  }
  out->add("net.names", turned);
  out->add("net.names.b", bias);
  return success();
}

}  // namespace bestand
