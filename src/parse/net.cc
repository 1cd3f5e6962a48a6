#include "parse/net.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "parse/kernels.h"
#include "parse/layers.h"

namespace bestand {
namespace {

constexpr float kNever = -1e30f;

template <class T>
size_t best_of(const T* scores, size_t n) {
  return static_cast<size_t>(std::max_element(scores, scores + n) - scores);
}

// What is to be written over need not be cleared, which resize() does to all that it adds.
void grow(size_t least, std::vector<float>* x) {
  if (x->size() < least) x->resize(least);
}

void softmax_rows(size_t width, std::vector<float>* x) {
  for (auto row = x->begin(); row != x->end(); row += static_cast<ptrdiff_t>(width)) {
    const auto end = row + static_cast<ptrdiff_t>(width);
    const float top = *std::max_element(row, end);
    float sum = 0;
    for (auto at = row; at != end; ++at) sum += *at = std::exp(*at - top);
    for (auto at = row; at != end; ++at) *at /= sum;
  }
}

}  // namespace

void Net::linear(const Linear& layer, bool relu, Scratch* s, std::vector<float>* out) {
  grow(s->rounded.n * layer.weights.width(), out);
  multiply({s->rounded, layer.weights, layer.bias, relu, out->data()});
}

std::array<uint32_t, kWordFeatures> table_rows(const Lex& l, uint32_t word) {
  const uint64_t hashes[kWordFeatures] = {0,           l.suffix[0], l.suffix[1], l.suffix[2],
                                          l.suffix[3], l.suffix[5], l.prefix[0], l.prefix[1],
                                          l.prefix[2], l.prefix[3], l.shape};
  std::array<uint32_t, kWordFeatures> rows;
  rows[0] = word;
  for (size_t f = 1; f < kWordFeatures; ++f)
    rows[f] = static_cast<uint32_t>(mix_hash(hashes[f], f) & (kTableRows[f] - 1));
  return rows;
}

Result<Net> Net::read(const ModelFile& model) {
  Net net;
  auto config = model.array<uint32_t>("net.sizes");
  if (!config) return config.error();
  if (config->empty()) return net;
  if (config->size() != 7 + kUposCount + 1) return model.bad("net.sizes has a broken size");
  NetSizes& z = net.sizes_;
  z = {(*config)[0], (*config)[1], (*config)[2], (*config)[3], (*config)[4], (*config)[5], (*config)[6]};
  bool sane = true;
  for (uint32_t n : {z.width, z.half, z.arc, z.label}) sane &= n > 0 && n <= 1024 && n % 16 == 0;
  sane &= z.layers <= 8 && z.morphs > 0 && z.morphs <= 4096 && z.rels > 0 && z.rels <= 512;
  for (size_t u = 0; u <= kUposCount; ++u) net.morph_begin_[u] = (*config)[7 + u];
  sane &= net.morph_begin_[0] == 0 && net.morph_begin_[kUposCount] == z.morphs;
  for (size_t u = 0; u < kUposCount; ++u) sane &= net.morph_begin_[u] <= net.morph_begin_[u + 1];
  if (!sane) return model.bad("net.sizes makes no sense");
  auto dictionary = HashTable::read(model, "words");
  if (!dictionary) return dictionary.error();
  net.dictionary_ = *dictionary;
  for (size_t f = 0; f < kWordFeatures; ++f) {
    auto table = model.array<int8_t>(std::string("emb.") + kTableNames[f]);
    auto scales = model.array<float>(std::string("emb.") + kTableNames[f] + ".scale");
    if (!table || !scales) return table ? scales.error() : table.error();
    bool fits = scales->size() > 0 && table->size() == scales->size() * z.width &&
                (f == 0 || scales->size() == kTableRows[f]);
    if (!fits) return model.bad(std::string("emb.") + kTableNames[f] + " has a broken size");
    net.tables_[f] = *table;
    net.scales_[f] = *scales;
  }
  std::string wrong;
  auto take = [&](const std::string& name, size_t size) -> const float* {
    auto values = model.array<float>("net." + name);
    if (values && values->size() == size) return values->data();
    if (wrong.empty()) wrong = name;
    return nullptr;
  };
  auto take_layer = [&](const std::string& weights, const std::string& bias, size_t depth, size_t width) {
    Linear layer;
    const float* w = take(weights, depth * width);
    if (w) layer.weights = RoundedWeights(w, depth, width);
    if (!bias.empty()) layer.bias = take(bias, width);
    return layer;
  };
  const size_t d = z.width, h = z.half, a = z.arc, l = z.label;
  net.source_ = take("source", d);
  net.gain0_ = take("gain0", d);
  net.bias0_ = take("bias0", d);
  net.conv_ = take_layer("conv", "conv.b", 3 * d, d);
  net.gain1_ = take("gain1", d);
  net.bias1_ = take("bias1", d);
  for (uint32_t k = 0; k < z.layers; ++k) {
    std::string m = "m" + std::to_string(k) + ".";
    net.memory_.push_back({take_layer(m + "gates", m + "gates.b", d, 4 * h),
                           take_layer(m + "join", m + "join.b", 2 * h, d), take(m + "gain", d), take(m + "bias", d)});
  }
  net.upos_ = take_layer("upos", "upos.b", d, kUposColumns);
  net.morph_ = take("morph", d * z.morphs);
  net.morph_bias_ = take("morph.b", z.morphs);
  net.names_ = take_layer("names", "names.b", d, kNameColumns);
  net.dep_ = take_layer("dep", "dep.b", d, a);
  net.head_ = take_layer("head", "head.b", d, a);
  net.map_ = take_layer("map", "map.b", a, a);
  const float *distance = take("distance", kDistances * a), *root = take("root", a);
  net.label_dep_ = take_layer("ldep", "lbias", d, l);
  net.label_head_ = take_layer("lhead", "", d, l);
  net.label_distance_ = take("ldist", kDistances * l);
  net.label_root_ = take("lroot", l);
  net.label_ = take_layer("label", "label.b", l, z.rel_columns());
  if (!wrong.empty()) return model.bad("net." + wrong + " has a broken size");
  for (size_t k = 0; k < a; ++k) {
    for (size_t b = 0; b < kDistances; ++b) net.tree_columns_.push_back(distance[b * a + k]);
    net.tree_columns_.push_back(root[k]);
  }
  return net;
}

void Net::embed(std::span<const Lex> words, float* out) const {
  const size_t d = sizes_.width;
  const uint32_t known = static_cast<uint32_t>(scales_[0].size());
  using Rows = std::array<uint32_t, kWordFeatures>;
  auto find = [&](const Lex& word) {
    const uint32_t entry = dictionary_.find(word.lower, 0);
    const Rows rows = table_rows(word, entry < known ? entry : 0);
    for (size_t f = 0; f < kWordFeatures; ++f) {  // they lie far apart
      __builtin_prefetch(&scales_[f][rows[f]]);
      for (size_t k = 0; k < d; k += 64) __builtin_prefetch(tables_[f].data() + rows[f] * d + k);
    }
    return rows;
  };
  constexpr size_t kAhead = 4;  // words whose rows are on their way; as many more have their place in the dictionary on it
  std::array<Rows, kAhead> coming;
  for (size_t i = 0; i < std::min(2 * kAhead, words.size()); ++i) dictionary_.prefetch(words[i].lower);
  for (size_t i = 0; i < std::min(kAhead, words.size()); ++i) coming[i] = find(words[i]);
  const int8_t* row[kWordFeatures];
  float scale[kWordFeatures];
  for (size_t i = 0; i < words.size(); ++i, out += d) {
    Rows& rows = coming[i % kAhead];
    for (size_t f = 0; f < kWordFeatures; ++f) row[f] = tables_[f].data() + rows[f] * d, scale[f] = scales_[f][rows[f]];
    add_scaled({source_, row, scale, kWordFeatures, d, out});
    if (i + kAhead < words.size()) rows = find(words[i + kAhead]);
    if (i + 2 * kAhead < words.size()) dictionary_.prefetch(words[i + 2 * kAhead].lower);
  }
}

void Net::encode(std::span<const Lex> words, const std::vector<int32_t>& starts, Scratch* s) const {
  const size_t n = words.size(), d = sizes_.width, h = sizes_.half;
  grow(n * d, &s->y);
  s->x.resize(n * d);
  embed(words, s->y.data());
  normalise({s->y.data(), gain0_, bias0_, n, d, s->x.data()});
  s->rounded.shape(n, 3 * d);
  for (size_t k = 0; k + 1 < starts.size(); ++k) {  // three neighbours lie side by side, zeros beyond the sentence's ends
    const auto first = static_cast<size_t>(starts[k]), length = static_cast<size_t>(starts[k + 1]) - first;
    grow((length + 2) * d, &s->wide);
    std::fill_n(s->wide.data(), d, 0.0f);
    std::copy_n(s->x.data() + first * d, length * d, s->wide.data() + d);
    std::fill_n(s->wide.data() + (length + 1) * d, d, 0.0f);
    s->rounded.fill(first, s->wide.data(), length, d);
  }
  linear(conv_, true, s, &s->y);
  for (size_t k = 0; k < n * d; ++k) s->y[k] += s->x[k];
  normalise({s->y.data(), gain1_, bias1_, n, d, s->x.data()});
  s->rounded.read(s->x.data(), n, d);
  for (const Memory& m : memory_) {
    linear(m.gates, false, s, &s->gates);
    grow(n * 2 * h, &s->memory);
    remember(s->gates.data(), starts, h, s->memory.data());
    s->rounded.read(s->memory.data(), n, 2 * h);
    linear(m.join, true, s, &s->y);
    for (size_t k = 0; k < n * d; ++k) s->y[k] += s->x[k];
    normalise({s->y.data(), m.gain, m.bias, n, d, s->x.data()});
    s->rounded.read(s->x.data(), n, d);
  }
}

void Net::choose_tags(size_t rows, Scratch* s, NetAnswer* answer) const {
  const size_t d = sizes_.width;
  linear(upos_, false, s, &s->logits);
  grow(sizes_.morphs, &s->scores);
  for (size_t i = 0; i < rows; ++i) {
    const float* logits = s->logits.data() + i * kUposColumns;
    size_t upos = kUposCount;
    for (size_t u = 0; u < kUposCount; ++u) {  // a tag without morphology was never seen
      bool seen = morph_begin_[u] < morph_begin_[u + 1];
      if (seen && (upos == kUposCount || logits[u] > logits[upos])) upos = u;
    }
    size_t best = morph_begin_[upos];
    const size_t many = morph_begin_[upos + 1] - best;
    float best_score = kNever;
    if (many > 1) dot_rows(s->x.data() + i * d, morph_ + best * d, many, d, s->scores.data() + best);
    for (size_t m = best, end = m + many; many > 1 && m < end; ++m) {
      float score = s->scores[m] + morph_bias_[m];
      if (score > best_score) best_score = score, best = m;
    }
    answer->upos[i] = static_cast<uint8_t>(upos);
    answer->morph[i] = static_cast<uint16_t>(best);
  }
}

// The best sequence in which a name goes on only from a name of its type.
void Net::choose_names(const std::vector<int32_t>& starts, Scratch* s, NetAnswer* answer) const {
  constexpr size_t kTags = 9;
  linear(names_, false, s, &s->logits);
  std::vector<std::array<uint8_t, kTags>> from;
  for (size_t n = 0; n + 1 < starts.size(); ++n) {
    int32_t first = starts[n], last = starts[n + 1];
    bool any = false;
    for (int32_t i = first; i < last; ++i) {
      const float* logits = s->logits.data() + static_cast<size_t>(i) * kNameColumns;
      size_t best = best_of(logits, kTags);
      answer->name[i] = 0;
      any |= best != 0;
    }
    if (!any) continue;
    from.resize(static_cast<size_t>(last - first));
    std::array<float, kTags> score{}, next{};
    for (int32_t i = first; i < last; ++i) {
      const float* logits = s->logits.data() + static_cast<size_t>(i) * kNameColumns;
      size_t all = i == first ? 0 : best_of(score.data(), kTags);
      for (size_t t = 0; t < kTags; ++t) {
        size_t source = all;
        if (t > 0 && t % 2 == 0) source = i == first ? 99 : score[t - 1] > score[t] ? t - 1 : t;
        float before = source == 99 ? kNever : i == first ? 0.0f : score[source];
        next[t] = before + logits[t];
        from[i - first][t] = static_cast<uint8_t>(source == 99 ? 0 : source);
      }
      score = next;
    }
    size_t tag = best_of(score.data(), kTags);
    for (int32_t i = last - 1; i >= first; --i) {
      answer->name[i] = static_cast<uint8_t>(tag);
      tag = from[i - first][tag];
    }
  }
}

void Net::tree_layers(Scratch* s) const {
  linear(dep_, true, s, &s->dep);
  linear(head_, true, s, &s->head);
  linear(label_dep_, false, s, &s->label_dep);
  linear(label_head_, false, s, &s->label_head);
  s->rounded.read(s->dep.data(), s->rounded.n, sizes_.arc);
  linear(map_, false, s, &s->mapped);
}

void Net::score_heads(int32_t first, int32_t length, Scratch* s) const {
  const size_t a = sizes_.arc;
  std::vector<float>& transposed = s->tree;
  size_t columns = (static_cast<size_t>(length) + 1 + kDistances + 15) / 16 * 16;
  // Columns: the distances, the root, the words.
  grow(a * columns, &transposed);
  for (size_t k = 0; k < a; ++k) {
    float* row = std::copy_n(tree_columns_.data() + k * (kDistances + 1), kDistances + 1, transposed.data() + k * columns);
    const float* word = s->head.data() + static_cast<size_t>(first) * a + k;
    for (int32_t h = 0; h < length; ++h, word += a) *row++ = *word;
    std::fill(row, transposed.data() + (k + 1) * columns, 0.0f);
  }
  grow(static_cast<size_t>(length) * columns, &s->scores);
  multiply({s->mapped.data() + static_cast<size_t>(first) * a, static_cast<ptrdiff_t>(a), 1,
            transposed.data(), s->scores.data(), static_cast<size_t>(length), a, columns, false});
  std::vector<uint8_t>& buckets = s->buckets;  // of every distance in the sentence, from the farthest before on
  buckets.clear();
  for (int32_t at = 1 - length; at < length; ++at)  // none of these is a word's to itself, which is no arc
    buckets.push_back(at == 0 ? 0 : static_cast<uint8_t>(distance_bucket(0, at)));
  grow(static_cast<size_t>(length) * (length + 1), &s->dist);
  for (int32_t i = 0; i < length; ++i) {
    const float* row = s->scores.data() + static_cast<size_t>(i) * columns;
    const float* words = row + kDistances + 1;
    const uint8_t* bucket = buckets.data() + (length - 1 - i);
    float* out = s->dist.data() + static_cast<size_t>(i) * (length + 1);
    *out++ = row[kDistances];
    for (int32_t h = 0; h < length; ++h) out[h] = words[h] + row[bucket[h]];
    out[i] = kNever;
  }
}

void Net::choose_heads(const std::vector<int32_t>& starts, Scratch* s, NetAnswer* answer) const {
  tree_layers(s);
  for (size_t n = 0; n + 1 < starts.size(); ++n) {
    int32_t first = starts[n], length = starts[n + 1] - first;
    score_heads(first, length, s);
    best_tree(s->dist.data(), length, answer->head.data() + first);
  }
}

void Net::score_rels(const std::vector<int32_t>& starts, const std::vector<int32_t>& heads,
                     Scratch* s) const {
  const size_t l = sizes_.label, rows = static_cast<size_t>(starts.back());
  grow(rows * l, &s->label);
  for (size_t n = 0; n + 1 < starts.size(); ++n) {
    for (int32_t i = starts[n]; i < starts[n + 1]; ++i) {
      int32_t h = heads[i];
      const float* own = s->label_dep.data() + static_cast<size_t>(i) * l;
      const float* head = h < 0 ? label_root_ : s->label_head.data() + static_cast<size_t>(starts[n] + h) * l;
      const float* far = h < 0 ? nullptr : label_distance_ + distance_bucket(i - starts[n], h) * l;
      float* row = s->label.data() + static_cast<size_t>(i) * l;
      for (size_t k = 0; k < l; ++k) {
        float sum = own[k] + head[k] + (far ? far[k] : 0.0f);
        row[k] = sum > 0 ? sum : 0;
      }
    }
  }
  s->rounded.read(s->label.data(), rows, l);
  linear(label_, false, s, &s->logits);
  if (root_rel_ >= sizes_.rels) return;
  for (size_t i = 0; i < rows; ++i) s->logits[i * sizes_.rel_columns() + root_rel_] = kNever;
}

void Net::choose_rels(const std::vector<int32_t>& starts, Scratch* s, NetAnswer* answer) const {
  score_rels(starts, answer->head, s);
  for (size_t i = 0; i < answer->rel.size(); ++i)
    answer->rel[i] = static_cast<uint16_t>(best_of(s->logits.data() + i * sizes_.rel_columns(), sizes_.rels));
}

void Net::believe(std::span<const Lex> words, Scratch* s, NetBelief* belief) const {
  const size_t n = words.size(), d = sizes_.width;
  encode(words, {0, static_cast<int32_t>(n)}, s);
  linear(upos_, false, s, &s->logits);
  belief->upos.resize(n * kUposCount);
  belief->morph.resize(n * sizes_.morphs);
  for (size_t i = 0; i < n; ++i) {
    std::copy_n(s->logits.data() + i * kUposColumns, kUposCount, belief->upos.data() + i * kUposCount);
    float* morphs = belief->morph.data() + i * sizes_.morphs;
    dot_rows(s->x.data() + i * d, morph_, sizes_.morphs, d, morphs);
    for (size_t m = 0; m < sizes_.morphs; ++m) morphs[m] += morph_bias_[m];
  }
  tree_layers(s);
  score_heads(0, static_cast<int32_t>(n), s);
  belief->head.assign(s->dist.begin(), s->dist.begin() + static_cast<ptrdiff_t>(n * (n + 1)));
  softmax_rows(kUposCount, &belief->upos);
  softmax_rows(sizes_.morphs, &belief->morph);
  softmax_rows(n + 1, &belief->head);
}

void Net::believe_rels(const std::vector<int32_t>& heads, Scratch* s, NetBelief* belief) const {
  score_rels({0, static_cast<int32_t>(heads.size())}, heads, s);
  belief->rel.resize(heads.size() * sizes_.rels);
  for (size_t i = 0; i < heads.size(); ++i)
    std::copy_n(s->logits.data() + i * sizes_.rel_columns(), sizes_.rels, belief->rel.data() + i * sizes_.rels);
  softmax_rows(sizes_.rels, &belief->rel);
}

void Net::run(std::span<const Lex> words, const std::vector<int32_t>& starts, bool names, Scratch* scratch,
              NetAnswer* answer) const {
  const size_t n = words.size();
  answer->upos.resize(n);
  answer->morph.resize(n);
  answer->head.resize(n);
  answer->rel.resize(n);
  answer->name.resize(names ? n : 0);
  encode(words, starts, scratch);
  choose_tags(n, scratch, answer);
  if (names) choose_names(starts, scratch, answer);
  choose_heads(starts, scratch, answer);
  choose_rels(starts, scratch, answer);
}

}  // namespace bestand
