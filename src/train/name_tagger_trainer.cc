#include "train/name_tagger_trainer.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdio>

#include "parse/name_tagger.h"
#include "train/perceptron.h"

namespace bestand {
namespace {

using Potentials = std::array<float, kNameTags>;
using Steps = std::array<Potentials, kNameTags>;

struct ChainWord {
  size_t first, last;  // features
  uint16_t allowed;    // bit per tag
};
struct ChainSentence {
  std::vector<ChainWord> words;
  float weight;
};

struct ChainData {
  std::vector<uint32_t> features;  // rows of all words, one word after another
  std::vector<uint64_t> keys;      // of each row
  std::vector<ChainSentence> sentences;
};

uint16_t allowed_tags(uint8_t tag) {
  constexpr uint16_t kAll = (1 << kNameTags) - 1;
  if (tag == kUnknownName) return kAll;
  if (tag == kOutsideOrMisc) return 1 | 1 << 7 | 1 << 8;
  if (tag == kNoPlace) return 1 << 1 | 1 << 3 | 1 << 7;
  if (tag == kNoPerson) return 1 << 3 | 1 << 5 | 1 << 7;
  if (tag == kSomeName) return kAll & ~1;
  return static_cast<uint16_t>(1 << tag);
}

// Sentences parsed together; views in `parse` point into `forms`.
void parse_sentences(const Language& language, const std::vector<NamedSentence>& sentences, Parse* parse,
                     std::vector<Lex>* lexes) {
  uint32_t at = 0;
  for (const NamedSentence& s : sentences) {
    Sentence sentence;
    sentence.first = static_cast<int32_t>(parse->tokens.size());
    for (const std::string& form : s.forms) {
      Token t;
      t.form = form;
      t.span = {at, at + 1};
      t.sentence = static_cast<int32_t>(parse->sentences.size());
      ++at;
      parse->tokens.push_back(t);
      lexes->push_back(lex(form));
    }
    sentence.last = static_cast<int32_t>(parse->tokens.size());
    parse->sentences.push_back(sentence);
  }
  language.analyse(*lexes, false, parse);
}

// Features seen twice at least get rows, by rising hash.
class RowTable {
 public:
  explicit RowTable(std::vector<uint64_t> all) {
    std::sort(all.begin(), all.end());
    for (size_t i = 0; i < all.size();) {
      size_t end = i + 1;
      while (end < all.size() && all[end] == all[i]) ++end;
      if (end - i >= 2) keys.push_back(all[i]);
      i = end;
    }
    slots_.assign(std::bit_ceil(keys.size() * 2 + 2), 0);
    for (size_t row = 0; row < keys.size(); ++row) {
      size_t at = slot(keys[row]);
      while (slots_[at] != 0) at = (at + 1) & (slots_.size() - 1);
      slots_[at] = static_cast<uint32_t>(row + 1);
    }
  }
  // Row, or UINT32_MAX.
  uint32_t find(uint64_t key) const {
    for (size_t at = slot(key); slots_[at] != 0; at = (at + 1) & (slots_.size() - 1)) {
      if (keys[slots_[at] - 1] == key) return slots_[at] - 1;
    }
    return UINT32_MAX;
  }
  std::vector<uint64_t> keys;

 private:
  size_t slot(uint64_t key) const { return (key * 0x9E3779B97F4A7C15ull >> 20) & (slots_.size() - 1); }
  std::vector<uint32_t> slots_;
};

ChainData gather(const Language& language, const std::vector<WeightedNames>& sets, const HashTable& lists) {
  constexpr size_t kLongest = 200, kTogether = 500;
  ChainData out;
  std::vector<uint64_t> raw;
  std::vector<NamedSentence> some;
  auto take = [&](float weight) {
    Parse parse;
    std::vector<Lex> lexes;
    parse_sentences(language, some, &parse, &lexes);
    NameFeatures features;
    features.read(lexes, parse, lists);
    for (size_t n = 0; n < some.size(); ++n) {
      ChainSentence sentence{{}, weight};
      for (size_t k = 0; k < some[n].forms.size(); ++k) {
        const auto& of = features.of(parse.sentences[n].first + static_cast<int32_t>(k));
        sentence.words.push_back({raw.size(), raw.size() + of.size(), allowed_tags(some[n].tags[k])});
        raw.insert(raw.end(), of.begin(), of.end());
      }
      out.sentences.push_back(std::move(sentence));
    }
    some.clear();
  };
  for (const WeightedNames& set : sets) {
    for (const NamedSentence& s : set.sentences) {
      if (s.forms.empty() || s.forms.size() > kLongest) continue;
      some.push_back(s);
      if (some.size() == kTogether) take(set.weight);
    }
    if (!some.empty()) take(set.weight);
  }
  RowTable rows(raw);
  out.features.reserve(raw.size());
  for (ChainSentence& s : out.sentences) {
    for (ChainWord& w : s.words) {
      size_t first = out.features.size();
      for (size_t f = w.first; f < w.last; ++f) {
        if (uint32_t row = rows.find(raw[f]); row != UINT32_MAX) out.features.push_back(row);
      }
      w.first = first;
      w.last = out.features.size();
    }
  }
  out.keys = std::move(rows.keys);
  return out;
}

class Chain {
 public:
  Chain(const ChainData& data, const NameTaggerOptions& options)
      : data_(data), options_(options), rows_(data.keys.size()), random_(options.seed) {}

  // One pass; gives the mean loss a word.
  double learn_all(float rate);
  void drop_weakest(size_t keep);
  void write(ModelWriter* out) const;

 private:
  struct Row {
    std::array<float, kNameTags> weight{}, squares{};
    bool dropped = false;
  };
  double learn(const ChainSentence& sentence, float rate);
  // Fills marginal_ (and pairs_ where it is not null) of sequences in allowed tags; gives their log weight.
  double pass(const ChainSentence& s, bool all, std::vector<Potentials>* marginal, Steps* pairs);
  void move(float* weight, float* squares, float gradient, float rate) const {
    gradient -= options_.decay * *weight;
    *squares += gradient * gradient;
    *weight += rate * gradient / std::sqrt(*squares + 1e-6f);
  }

  const ChainData& data_;
  const NameTaggerOptions& options_;
  std::vector<Row> rows_;
  Steps steps_{}, step_squares_{};
  Random random_;
  std::vector<Potentials> exp_, forward_, free_, bound_;
  std::vector<float> scale_;
  std::vector<uint32_t> used_;
  std::vector<size_t> used_end_;
};

double Chain::pass(const ChainSentence& s, bool all, std::vector<Potentials>* marginal, Steps* pairs) {
  const size_t n = s.words.size();
  Steps step{};
  for (size_t a = 0; a < kNameTags; ++a) {
    for (size_t b = 0; b < kNameTags; ++b)
      step[a][b] = name_tag_follows(a, b) ? std::exp(steps_[a][b]) : 0.0f;
  }
  auto value = [&](size_t i, size_t t) {
    return all || (s.words[i].allowed >> t & 1) ? exp_[i][t] : 0.0f;
  };
  forward_.resize(n);
  scale_.resize(n);
  double log_weight = 0;
  for (size_t i = 0; i < n; ++i) {
    float sum = 0;
    for (size_t t = 0; t < kNameTags; ++t) {
      float in = 0;
      if (i == 0)
        in = step[0][t];
      else
        for (size_t b = 0; b < kNameTags; ++b) in += forward_[i - 1][b] * step[b][t];
      forward_[i][t] = in * value(i, t);
      sum += forward_[i][t];
    }
    if (!(sum > 1e-30f)) return std::nan("");
    for (float& f : forward_[i]) f /= sum;
    scale_[i] = sum;
    log_weight += std::log(sum);
  }
  marginal->resize(n);
  Potentials back;
  back.fill(1);
  for (size_t i = n; i-- > 0;) {
    for (size_t t = 0; t < kNameTags; ++t) (*marginal)[i][t] = forward_[i][t] * back[t];
    Potentials before{};
    for (size_t a = 0; a < kNameTags; ++a) {
      for (size_t b = 0; b < kNameTags; ++b) {
        if (step[a][b] == 0) continue;
        float go = step[a][b] * value(i, b) * back[b] / scale_[i];
        before[a] += go;
        if (i > 0)
          (*pairs)[a][b] += forward_[i - 1][a] * go;
        else if (a == 0)
          (*pairs)[a][b] += go;
      }
    }
    back = before;
  }
  return log_weight;
}

double Chain::learn(const ChainSentence& s, float rate) {
  const size_t n = s.words.size();
  exp_.assign(n, {});
  used_.clear();
  used_end_.clear();
  double tops = 0;
  for (size_t i = 0; i < n; ++i) {
    Potentials& u = exp_[i];
    for (size_t f = s.words[i].first; f < s.words[i].last; ++f) {
      const Row& row = rows_[data_.features[f]];
      if (row.dropped || random_.unit() < options_.hidden) continue;
      used_.push_back(data_.features[f]);
      for (size_t t = 0; t < kNameTags; ++t) u[t] += row.weight[t];
    }
    used_end_.push_back(used_.size());
    float top = *std::max_element(u.begin(), u.end());
    for (float& x : u) x = std::exp(x - top);
    tops += top;
  }
  Steps free_pairs{}, bound_pairs{};
  double bound = pass(s, false, &bound_, &bound_pairs);
  double free = pass(s, true, &free_, &free_pairs);
  if (std::isnan(bound) || std::isnan(free)) return 0;
  size_t at = 0;
  for (size_t i = 0; i < n; ++i) {
    Potentials g;
    float most = 0;
    for (size_t t = 0; t < kNameTags; ++t) {
      g[t] = s.weight * (bound_[i][t] - free_[i][t]);
      most = std::max(most, std::abs(g[t]));
    }
    if (most < 1e-4f) {
      at = used_end_[i];
      continue;
    }
    for (; at < used_end_[i]; ++at) {
      Row& row = rows_[used_[at]];
      for (size_t t = 0; t < kNameTags; ++t) move(&row.weight[t], &row.squares[t], g[t], rate);
    }
  }
  for (size_t a = 0; a < kNameTags; ++a) {
    for (size_t b = 0; b < kNameTags; ++b) {
      if (name_tag_follows(a, b))
        move(&steps_[a][b], &step_squares_[a][b], s.weight * (bound_pairs[a][b] - free_pairs[a][b]), rate);
    }
  }
  return free - bound;
}

double Chain::learn_all(float rate) {
  std::vector<size_t> order(data_.sentences.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  shuffle(&order, &random_);
  double loss = 0;
  size_t words = 0;
  for (size_t i : order) {
    loss += learn(data_.sentences[i], rate);
    words += data_.sentences[i].words.size();
  }
  return loss / static_cast<double>(std::max<size_t>(1, words));
}

void Chain::drop_weakest(size_t keep) {
  auto strength = [](const Row& row) {
    auto [low, high] = std::minmax_element(row.weight.begin(), row.weight.end());
    return *high - *low;
  };
  std::vector<float> all;
  for (const Row& row : rows_) all.push_back(strength(row));
  if (all.size() <= keep) return;
  std::vector<float> sorted = all;
  std::nth_element(sorted.begin(), sorted.begin() + static_cast<ptrdiff_t>(keep), sorted.end(), std::greater<>());
  float least = sorted[keep];
  for (size_t i = 0; i < rows_.size(); ++i) {
    if (all[i] > least) continue;
    rows_[i].dropped = true;
    rows_[i].weight = {};
  }
}

void Chain::write(ModelWriter* out) const {
  float most = 1e-3f;
  std::vector<float> sizes;
  for (const Row& row : rows_) {
    for (float w : row.weight) sizes.push_back(std::abs(w));
  }
  std::sort(sizes.begin(), sizes.end());
  if (!sizes.empty()) most = std::max(most, sizes[sizes.size() - 1 - sizes.size() / 20000]);  // a few are cut
  const float scale = 127 / most;
  std::vector<std::pair<uint64_t, std::array<int8_t, 12>>> rows;
  for (size_t i = 0; i < rows_.size(); ++i) {
    std::array<int8_t, 12> q{};
    bool any = false;
    for (size_t t = 0; t < kNameTags; ++t) {
      q[t] = static_cast<int8_t>(std::clamp<long>(std::lround(rows_[i].weight[t] * scale), -127, 127));
      any |= q[t] != 0;
    }
    if (any) rows.emplace_back(data_.keys[i], q);
  }
  std::vector<int32_t> steps;
  for (const Potentials& from : steps_) {
    for (float s : from) steps.push_back(static_cast<int32_t>(std::lround(s * scale)));
  }
  out->add("names.weights", NameTagger::table_of(rows));
  out->add("names.steps", steps);
}

}  // namespace

Status train_name_tagger(const Language& language, const NameLists& lists,
                         const std::vector<WeightedNames>& sets, const NameTaggerOptions& options,
                         const Progress& progress, ModelWriter* out) {
  std::string table = lists.table();
  ModelWriter trial;
  trial.add("names.lists", table);
  std::string bytes = trial.finish("xx");
  std::vector<uint64_t> aligned((bytes.size() + 7) / 8);
  std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char*>(aligned.data()));
  auto file = ModelFile::over({reinterpret_cast<char*>(aligned.data()), bytes.size()}, "");
  if (!file) return file.error();
  auto read = HashTable::read(*file, "names.lists");
  if (!read) return read.error();
  ChainData data = gather(language, sets, *read);
  progress("names: " + std::to_string(data.sentences.size()) + " sentences, " +
           std::to_string(data.keys.size()) + " features, " + std::to_string(lists.size()) + " list entries");
  Chain chain(data, options);
  const int after = std::max(1, options.epochs / 3);
  for (int epoch = 0; epoch < options.epochs + after; ++epoch) {
    if (epoch == options.epochs) chain.drop_weakest(options.features);
    double loss = chain.learn_all(options.rate);
    char line[80];
    std::snprintf(line, sizeof line, "names: epoch %2d loss %.4f", epoch + 1, loss);
    progress(line);
  }
  out->add("names.version", std::vector<uint32_t>{kNameFeatureVersion});
  chain.write(out);
  out->add("names.lists", table);
  return success();
}

}  // namespace bestand
