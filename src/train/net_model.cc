#include "train/net_model.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "parse/kernels.h"
#include "parse/layers.h"
#include "train/loss.h"
#include "train/silver.h"

namespace bestand {
namespace {

using Matrix = std::vector<float>;

float range_of(size_t depth, size_t width) { return std::sqrt(6.0f / static_cast<float>(depth + width)); }

void relu_back(const Matrix& y, Matrix* dy) {
  for (size_t i = 0; i < y.size(); ++i) {
    if (y[i] <= 0) (*dy)[i] = 0;
  }
}

}  // namespace

void NetModel::make(Linear* l, const std::string& name, size_t depth, size_t width) {
  l->w.init(name, depth, width, range_of(depth, width), &random_);
  l->b.init(name + ".b", 1, width, 0, &random_);
}

void NetModel::find_no_names() {
  std::fill(names_.w.w.begin(), names_.w.w.end(), 0.0f);
  std::fill(names_.b.w.begin(), names_.b.w.end(), 0.0f);
  names_.b.w[0] = 1;
}

void NetModel::make(Norm* n, const std::string& gain, const std::string& bias) {
  n->gain.init(gain, 1, z_.width, 0, &random_);
  std::fill(n->gain.w.begin(), n->gain.w.end(), 1.0f);
  n->bias.init(bias, 1, z_.width, 0, &random_);
}

NetModel::NetModel(const NetSizes& sizes, uint32_t words, uint32_t sources, uint64_t seed)
    : z_(sizes), random_(seed) {
  const size_t d = z_.width, h = z_.half, a = z_.arc, l = z_.label;
  for (size_t f = 0; f < kWordFeatures; ++f) {
    tables_[f].init(kTableNames[f], f == 0 ? words : kTableRows[f], d, 0.1f, &random_);
  }
  source_.init("source", sources, d, 0.02f, &random_);
  make(&norm0_, "gain0", "bias0");
  make(&norm1_, "gain1", "bias1");
  make(&conv_, "conv", 3 * d, d);
  conv_.b.name = "conv.b";
  memory_.resize(z_.layers);
  for (size_t k = 0; k < z_.layers; ++k) {
    std::string m = "m" + std::to_string(k) + ".";
    make(&memory_[k].gates, m + "gates", d, 4 * h);
    for (size_t c = 0; c < h; ++c)
      memory_[k].gates.b.w[c] = memory_[k].gates.b.w[2 * h + c] = -1.0f + 2.0f * c / h;
    make(&memory_[k].join, m + "join", 2 * h, d);
    make(&memory_[k].norm, m + "gain", m + "bias");
  }
  morph_cols_ = (z_.morphs + 15) / 16 * 16;
  make(&upos_, "upos", d, kUposColumns);
  make(&morph_, "morph", d, morph_cols_);
  make(&names_, "names", d, kNameColumns);
  make(&dep_, "dep", d, a);
  make(&head_, "head", d, a);
  make(&map_, "map", a, a);
  make(&ldep_, "ldep", d, l);
  ldep_.b.name = "lbias";
  make(&label_, "label", l, z_.rel_columns());
  lhead_.init("lhead", d, l, range_of(d, l), &random_);
  distance_.init("distance", kDistances, a, 0.05f, &random_);
  root_.init("root", 1, a, 0.1f, &random_);
  ldist_.init("ldist", kDistances, l, 0.05f, &random_);
  lroot_.init("lroot", 1, l, 0.1f, &random_);
}

void NetModel::look_up(const WordVectors& vectors, const Inventory& in) {
  vectors_.assign(tables_[0].rows * vectors.width, 0);
  for (const auto& [word, row] : in.words) {
    auto found = vectors.row.find(word);
    if (found == vectors.row.end()) continue;
    std::copy_n(&vectors.values[found->second * vectors.width], vectors.width, &vectors_[row * vectors.width]);
  }
  from_vectors_.init("vectors", vectors.width, z_.width, 0.3f, &random_);
}

std::vector<Param*> NetModel::params() {
  std::vector<Param*> out = {&norm0_.gain, &norm0_.bias, &norm1_.gain, &norm1_.bias, &lhead_,
                             &distance_,   &root_,       &ldist_,      &lroot_};
  for (Linear* l : {&conv_, &upos_, &morph_, &names_, &dep_, &head_, &map_, &ldep_, &label_}) {
    out.push_back(&l->w);
    out.push_back(&l->b);
  }
  for (MemoryLayer& m : memory_) {
    for (Param* p : {&m.gates.w, &m.gates.b, &m.join.w, &m.join.b, &m.norm.gain, &m.norm.bias})
      out.push_back(p);
  }
  return out;
}

void NetModel::linear(const Linear& l, const Matrix& x, size_t n, Matrix* y) const {
  y->resize(n * l.w.cols);
  multiply(
      {x.data(), static_cast<ptrdiff_t>(l.w.rows), 1, l.w.w.data(), y->data(), n, l.w.rows, l.w.cols, false});
  add_bias(y->data(), l.b.w.data(), n, l.w.cols);
}

void NetModel::linear_back(Linear* l, const Matrix& x, const Matrix& dy, size_t n, Matrix* dx) {
  const size_t depth = l->w.rows, width = l->w.cols;
  multiply({x.data(), 1, static_cast<ptrdiff_t>(depth), dy.data(), l->w.g.data(), depth, n, width, true});
  for (size_t i = 0; i < n; ++i) {
    for (size_t k = 0; k < width; ++k) l->b.g[k] += dy[i * width + k];
  }
  if (!dx) return;
  Matrix back = l->w.transposed();
  bool add = dx->size() == n * depth;
  if (!add) dx->assign(n * depth, 0);
  multiply({dy.data(), static_cast<ptrdiff_t>(width), 1, back.data(), dx->data(), n, width, depth, add});
}

void NetModel::norm_back(Norm* norm, const NormPass& pass, const Matrix& dy, size_t n, Matrix* dx) {
  const size_t d = z_.width;
  dx->resize(n * d);
  for (size_t i = 0; i < n; ++i) {
    const float *c = &pass.centred[i * d], *g = &dy[i * d];
    float sum = 0, along = 0;
    for (size_t k = 0; k < d; ++k) {
      norm->gain.g[k] += g[k] * c[k];
      norm->bias.g[k] += g[k];
      float x = g[k] * norm->gain.w[k];
      sum += x;
      along += x * c[k];
    }
    sum /= d;
    along /= d;
    for (size_t k = 0; k < d; ++k)
      (*dx)[i * d + k] = pass.inverse[i] * (g[k] * norm->gain.w[k] - sum - c[k] * along);
  }
}

void NetModel::drop(Matrix* x, Matrix* mask) {
  mask->resize(x->size());
  const uint64_t limit = static_cast<uint64_t>(dropout * 256);
  const float keep = 1.0f / (1.0f - static_cast<float>(limit) / 256.0f);
  uint64_t bits = 0;
  for (size_t i = 0; i < x->size(); ++i) {
    if (i % 8 == 0) bits = random_.next();
    (*mask)[i] = (bits & 255) < limit ? 0.0f : keep;
    (*x)[i] *= (*mask)[i];
    bits >>= 8;
  }
}

void NetModel::forward(const std::vector<const NetExample*>& batch, Pass* p) {
  const size_t d = z_.width, h = z_.half;
  p->starts.assign(1, 0);
  for (const NetExample* e : batch) p->starts.push_back(p->starts.back() + static_cast<int32_t>(e->size()));
  const size_t n = p->n = static_cast<size_t>(p->starts.back());
  Matrix sum(n * d);
  size_t row = 0;
  for (const NetExample* e : batch) {
    for (const auto& rows : e->rows) {
      float* out = &sum[row++ * d];
      std::copy_n(&source_.w[e->source * d], d, out);
      for (size_t f = 0; f < kWordFeatures; ++f) {
        const float* in = &tables_[f].w[rows[f] * d];
        for (size_t k = 0; k < d; ++k) out[k] += in[k];
      }
    }
  }
  auto norm = [&](const Norm& by, const Matrix& x, NormPass* pass, Matrix* y) {
    y->resize(n * d);
    pass->centred.resize(n * d);
    pass->inverse.resize(n);
    normalise({x.data(), by.gain.w.data(), by.bias.w.data(), n, d, y->data(), pass->centred.data(),
               pass->inverse.data()});
  };
  if (!vectors_.empty()) {
    const size_t width = from_vectors_.rows;
    p->vectors.assign(n * width, 0);
    row = 0;
    for (const NetExample* e : batch) {
      for (size_t i = 0; i < e->size(); ++i, ++row) {
        if (i < e->known.size()) std::copy_n(&vectors_[e->known[i] * width], width, &p->vectors[row * width]);
      }
    }
    multiply({p->vectors.data(), static_cast<ptrdiff_t>(width), 1, from_vectors_.w.data(), sum.data(), n, width, d, true});
  }
  norm(norm0_, sum, &p->norm0, &p->x0);
  drop(&p->x0, &p->mask0);
  p->wide.resize(n * 3 * d);
  neighbours(p->x0.data(), p->starts, d, p->wide.data());
  linear(conv_, p->wide, n, &p->conv);
  for (float& x : p->conv) x = x > 0 ? x : 0;
  sum = p->conv;
  drop(&sum, &p->mask1);
  for (size_t i = 0; i < n * d; ++i) sum[i] += p->x0[i];
  p->layers.resize(memory_.size());
  Matrix x;
  norm(norm1_, sum, &p->norm1, &x);
  for (size_t k = 0; k < memory_.size(); ++k) {
    LayerPass& layer = p->layers[k];
    layer.x = x;
    linear(memory_[k].gates, layer.x, n, &layer.gates);
    layer.memory.resize(n * 2 * h);
    remember(layer.gates.data(), p->starts, h, layer.memory.data());
    linear(memory_[k].join, layer.memory, n, &layer.joined);
    for (float& y : layer.joined) y = y > 0 ? y : 0;
    sum = layer.joined;
    drop(&sum, &layer.mask);
    for (size_t i = 0; i < n * d; ++i) sum[i] += layer.x[i];
    norm(memory_[k].norm, sum, &layer.norm, &x);
  }
  p->top = x;
  drop(&p->top, &p->mask_out);
  p->dtop.assign(n * d, 0);
}

void NetModel::memory_back(const LayerPass& pass, const std::vector<int32_t>& starts, const Matrix& dmemory,
                           Matrix* dgates) const {
  const size_t h = z_.half, width = 4 * h;
  dgates->assign(pass.gates.size(), 0);
  Matrix flow(h);
  auto step = [&](int32_t i, int32_t before, size_t side) {
    const float* g = &pass.gates[i * width + side * 2 * h];
    float* dg = &(*dgates)[i * width + side * 2 * h];
    for (size_t k = 0; k < h; ++k) {
      float dh = dmemory[i * 2 * h + side * h + k] + flow[k];
      float last = before < 0 ? 0 : pass.memory[before * 2 * h + side * h + k];
      dg[k] = dh * (g[h + k] - last) * g[k] * (1 - g[k]);
      dg[h + k] = dh * g[k];
      flow[k] = dh * (1 - g[k]);
    }
  };
  for (size_t s = 0; s + 1 < starts.size(); ++s) {
    std::fill(flow.begin(), flow.end(), 0.0f);
    for (int32_t i = starts[s + 1] - 1; i >= starts[s]; --i) step(i, i > starts[s] ? i - 1 : -1, 0);
    std::fill(flow.begin(), flow.end(), 0.0f);
    for (int32_t i = starts[s]; i < starts[s + 1]; ++i) step(i, i + 1 < starts[s + 1] ? i + 1 : -1, 1);
  }
}

void NetModel::backward(const std::vector<const NetExample*>& batch, Pass* p) {
  const size_t d = z_.width, n = p->n;
  Matrix dx = p->dtop, dsum, dj;
  for (size_t i = 0; i < n * d; ++i) dx[i] *= p->mask_out[i];
  for (size_t k = memory_.size(); k-- > 0;) {
    LayerPass& layer = p->layers[k];
    norm_back(&memory_[k].norm, layer.norm, dx, n, &dsum);
    dj = dsum;
    for (size_t i = 0; i < n * d; ++i) dj[i] *= layer.mask[i];
    relu_back(layer.joined, &dj);
    Matrix dmemory, dgates;
    linear_back(&memory_[k].join, layer.memory, dj, n, &dmemory);
    memory_back(layer, p->starts, dmemory, &dgates);
    dx = dsum;
    linear_back(&memory_[k].gates, layer.x, dgates, n, &dx);
  }
  norm_back(&norm1_, p->norm1, dx, n, &dsum);
  dj = dsum;
  for (size_t i = 0; i < n * d; ++i) dj[i] *= p->mask1[i];
  relu_back(p->conv, &dj);
  Matrix dwide;
  linear_back(&conv_, p->wide, dj, n, &dwide);
  for (size_t s = 0; s + 1 < p->starts.size(); ++s) {
    for (int32_t i = p->starts[s]; i < p->starts[s + 1]; ++i) {
      const float* w = &dwide[static_cast<size_t>(i) * 3 * d];
      float* mid = &dsum[static_cast<size_t>(i) * d];
      for (size_t k = 0; k < d; ++k) mid[k] += w[d + k];
      if (i > p->starts[s])
        for (size_t k = 0; k < d; ++k) *(mid - d + k) += w[k];
      if (i + 1 < p->starts[s + 1])
        for (size_t k = 0; k < d; ++k) mid[d + k] += w[2 * d + k];
    }
  }
  for (size_t i = 0; i < n * d; ++i) dsum[i] *= p->mask0[i];
  norm_back(&norm0_, p->norm0, dsum, n, &dx);
  if (!vectors_.empty()) {
    const size_t width = from_vectors_.rows;
    multiply({p->vectors.data(), 1, static_cast<ptrdiff_t>(width), dx.data(), from_vectors_.g.data(), width, n, d, true});
  }
  size_t row = 0;
  for (const NetExample* e : batch) {
    float* ds = source_.gradient(e->source);
    for (const auto& rows : e->rows) {
      const float* in = &dx[row++ * d];
      for (size_t k = 0; k < d; ++k) ds[k] += in[k];
      for (size_t f = 0; f < kWordFeatures; ++f) {
        float* out = tables_[f].gradient(rows[f]);
        for (size_t k = 0; k < d; ++k) out[k] += in[k];
      }
    }
  }
}

void NetModel::tags(const std::vector<const NetExample*>& batch, Pass* p, Losses* losses) {
  Matrix upos, morph, names;
  bool any_names = false, any_tags = false;
  for (const NetExample* e : batch) {
    any_names |= !e->name.empty();
    any_tags |= !e->lesson.upos.empty();
  }
  // One question for all rows; rows that have no answer to it get no gradient.
  auto ask = [&](Linear* l, size_t classes, auto learn_row, double* loss) {
    Matrix y;
    linear(*l, p->top, p->n, &y);
    for (size_t s = 0; s < batch.size(); ++s) {
      for (size_t i = 0; i < batch[s]->size(); ++i) {
        float* row = &y[(static_cast<size_t>(p->starts[s]) + i) * l->w.cols];
        if (!learn_row(*batch[s], i, row, loss)) {
          std::fill(row, row + l->w.cols, 0.0f);
          continue;
        }
        std::fill(row + classes, row + l->w.cols, 0.0f);
      }
    }
    linear_back(l, p->top, y, p->n, &p->dtop);
  };
  auto ask_for = [&](Linear* l, size_t classes, Beliefs Lesson::*part, double* loss) {
    ask(l, classes, [&](const NetExample& e, size_t i, float* row, double* sum) {
      const Beliefs& beliefs = e.lesson.*part;
      if (beliefs.empty() || beliefs.of(i).empty()) return false;
      *sum += softmax_loss(row, classes, beliefs.of(i));
      return true;
    }, loss);
  };
  if (any_tags) {
    ask_for(&upos_, kUposCount, &Lesson::upos, &losses->upos);
    ask_for(&morph_, z_.morphs, &Lesson::morph, &losses->morph);
  }
  if (any_names) {
    ask(
        &names_, 9,
        [](const NetExample& e, size_t i, float* row, double* loss) {
          if (e.name.empty() || e.name[i] == kUnknownName || e.name[i] == kNoPlace) return false;
          const Beliefs::Answer sure[] = {{e.name[i], 1.0f}};
          *loss += e.name[i] == kOutsideOrMisc ? outside_or_misc_loss(row, 9) : softmax_loss(row, 9, sure);
          return true;
        },
        &losses->name);
  }
}

void NetModel::arcs(const std::vector<const NetExample*>& batch, Pass* p, Losses* losses) {
  const size_t a = z_.arc, n = p->n;
  Matrix dep, mapped, head, ddep, dmapped(n * a, 0), dhead(n * a, 0);
  linear(dep_, p->top, n, &dep);
  for (float& x : dep) x = x > 0 ? x : 0;
  Matrix dep_mask, head_mask;
  Matrix dep_dropped = dep;
  drop(&dep_dropped, &dep_mask);
  linear(map_, dep_dropped, n, &mapped);
  linear(head_, p->top, n, &head);
  for (float& x : head) x = x > 0 ? x : 0;
  Matrix head_dropped = head;
  drop(&head_dropped, &head_mask);
  for (size_t s = 0; s < batch.size(); ++s) {
    const NetExample& e = *batch[s];
    if (e.lesson.head.empty()) continue;
    const int32_t length = static_cast<int32_t>(e.size());
    const size_t first = static_cast<size_t>(p->starts[s]),
                 columns = (e.size() + 1 + kDistances + 15) / 16 * 16;
    Matrix keys(columns * a, 0), turned(columns * a), scores(e.size() * columns), dkeys(columns * a, 0);
    std::copy(distance_.w.begin(), distance_.w.end(), keys.begin());
    std::copy(root_.w.begin(), root_.w.end(), keys.begin() + kDistances * a);
    std::copy_n(&head_dropped[first * a], e.size() * a, keys.begin() + (kDistances + 1) * a);
    for (size_t c = 0; c < columns; ++c) {
      for (size_t k = 0; k < a; ++k) turned[k * columns + c] = keys[c * a + k];
    }
    multiply({&mapped[first * a], static_cast<ptrdiff_t>(a), 1, turned.data(), scores.data(), e.size(), a,
              columns, false});
    Matrix row(e.size() + 1);
    for (int32_t i = 0; i < length; ++i) {
      float* out = &scores[i * columns];
      row[0] = out[kDistances];
      for (int32_t h = 0; h < length; ++h)
        row[h + 1] = h == i ? -1e30f : out[kDistances + 1 + h] + out[distance_bucket(i, h)];
      losses->arc += softmax_loss(row.data(), row.size(), e.lesson.head.of(static_cast<size_t>(i)));
      std::fill(out, out + columns, 0.0f);
      out[kDistances] = row[0];
      for (int32_t h = 0; h < length; ++h) {
        if (h == i) continue;
        out[kDistances + 1 + h] = row[h + 1];
        out[distance_bucket(i, h)] += row[h + 1];
      }
    }
    multiply({scores.data(), static_cast<ptrdiff_t>(columns), 1, keys.data(), &dmapped[first * a], e.size(),
              columns, a, false});
    multiply({scores.data(), 1, static_cast<ptrdiff_t>(columns), &mapped[first * a], dkeys.data(), columns,
              e.size(), a, true});
    for (size_t k = 0; k < kDistances * a; ++k) distance_.g[k] += dkeys[k];
    for (size_t k = 0; k < a; ++k) root_.g[k] += dkeys[kDistances * a + k];
    std::copy_n(&dkeys[(kDistances + 1) * a], e.size() * a, &dhead[first * a]);
  }
  linear_back(&map_, dep_dropped, dmapped, n, &ddep);
  for (size_t i = 0; i < ddep.size(); ++i) {
    ddep[i] = dep[i] > 0 ? ddep[i] * dep_mask[i] : 0;
    dhead[i] = head[i] > 0 ? dhead[i] * head_mask[i] : 0;
  }
  linear_back(&dep_, p->top, ddep, n, &p->dtop);
  linear_back(&head_, p->top, dhead, n, &p->dtop);
}

void NetModel::rels(const std::vector<const NetExample*>& batch, Pass* p, Losses* losses) {
  const size_t d = z_.width, l = z_.label, n = p->n;
  Matrix hidden, from_head(n * l), dhead(n * l, 0), logits;
  linear(ldep_, p->top, n, &hidden);
  multiply({p->top.data(), static_cast<ptrdiff_t>(d), 1, lhead_.w.data(), from_head.data(), n, d, l, false});
  auto each = [&](auto act) {
    for (size_t s = 0; s < batch.size(); ++s) {
      const Lesson& lesson = batch[s]->lesson;
      for (size_t i = 0; i < lesson.rel.size(); ++i) {
        int32_t h = lesson.tree[i];
        act(static_cast<size_t>(p->starts[s]) + i, h < 0 ? -1 : p->starts[s] + h,
            h < 0 ? size_t{0} : distance_bucket(static_cast<int32_t>(i), h), lesson.rel.of(i));
      }
    }
  };
  each([&](size_t i, int32_t h, size_t bucket, auto) {
    for (size_t k = 0; k < l; ++k)
      hidden[i * l + k] += h < 0 ? lroot_.w[k] : from_head[h * l + k] + ldist_.w[bucket * l + k];
  });
  for (float& x : hidden) x = x > 0 ? x : 0;
  Matrix dropped = hidden, mask;
  drop(&dropped, &mask);
  linear(label_, dropped, n, &logits);
  std::vector<char> asked(n, 0);
  each([&](size_t i, int32_t, size_t, std::span<const Beliefs::Answer> answers) {
    if (answers.empty()) return;
    float* row = &logits[i * z_.rel_columns()];
    losses->rel += softmax_loss(row, z_.rels, answers);
    std::fill(row + z_.rels, row + z_.rel_columns(), 0.0f);
    asked[i] = 1;
  });
  for (size_t i = 0; i < n; ++i) {
    if (!asked[i]) std::fill_n(&logits[i * z_.rel_columns()], z_.rel_columns(), 0.0f);
  }
  Matrix dhidden;
  linear_back(&label_, dropped, logits, n, &dhidden);
  for (size_t i = 0; i < dhidden.size(); ++i) dhidden[i] = hidden[i] > 0 ? dhidden[i] * mask[i] : 0;
  each([&](size_t i, int32_t h, size_t bucket, auto) {
    for (size_t k = 0; k < l; ++k) {
      float x = dhidden[i * l + k];
      if (h < 0) {
        lroot_.g[k] += x;
        continue;
      }
      dhead[h * l + k] += x;
      ldist_.g[bucket * l + k] += x;
    }
  });
  linear_back(&ldep_, p->top, dhidden, n, &p->dtop);
  multiply({p->top.data(), 1, static_cast<ptrdiff_t>(d), dhead.data(), lhead_.g.data(), d, n, l, true});
  Matrix back = lhead_.transposed();
  multiply({dhead.data(), static_cast<ptrdiff_t>(l), 1, back.data(), p->dtop.data(), n, l, d, true});
}

void NetModel::learn(const std::vector<const NetExample*>& batch, const Adam& adam, Losses* losses) {
  Pass p;
  forward(batch, &p);
  tags(batch, &p, losses);
  bool any_trees = false;
  size_t words = 0;
  for (const NetExample* e : batch) {
    any_trees |= !e->lesson.head.empty();
    words += e->size();
    losses->words += e->lesson.upos.size();
    losses->named += e->name.size();
  }
  if (any_trees) {
    arcs(batch, &p, losses);
    rels(batch, &p, losses);
  }
  backward(batch, &p);
  float scale = 1.0f / static_cast<float>(words);
  double norm = 0;
  for (Param* param : params()) {
    for (float g : param->g) norm += static_cast<double>(g) * g;
  }
  for (float g : from_vectors_.g) norm += static_cast<double>(g) * g;
  norm = std::sqrt(norm) * scale;
  if (norm > 2.0) scale *= static_cast<float>(2.0 / norm);
  for (Param* param : params()) param->move(adam, scale);
  if (!vectors_.empty()) from_vectors_.move(adam, scale);
  for (Embedding& table : tables_) table.move(adam, scale);
  source_.move(adam, scale);
}

void NetModel::write(const std::array<uint32_t, kUposCount + 1>& morph_begin, uint32_t source,
                     ModelWriter* out) const {
  std::vector<uint32_t> sizes = {z_.width, z_.half, z_.arc, z_.label, z_.layers, z_.morphs, z_.rels};
  sizes.insert(sizes.end(), morph_begin.begin(), morph_begin.end());
  out->add("net.sizes", sizes);
  for (Param* p : const_cast<NetModel*>(this)->params()) {
    if (p == &morph_.w) {  // a row a class, without the padding
      Matrix turned = p->transposed();
      turned.resize(z_.morphs * z_.width);
      out->add("net." + p->name, turned);
    } else {
      Matrix w = p->w;
      if (p == &morph_.b) w.resize(z_.morphs);
      out->add("net." + p->name, w);
    }
  }
  out->add("net.source",
           Matrix(source_.w.begin() + source * z_.width, source_.w.begin() + (source + 1) * z_.width));
  for (const Embedding& table : tables_) {
    std::vector<int8_t> values(table.w.size());
    Matrix scales(table.rows, 0);
    const bool seen = &table == &tables_[0] && !vectors_.empty();
    Matrix sums(table.cols);
    for (size_t r = 0; r < table.rows; ++r) {
      const float* row = &table.w[r * table.cols];
      if (seen) {
        std::fill(sums.begin(), sums.end(), 0.0f);
        for (size_t k = 0; k < table.cols && table.learned[r]; ++k) sums[k] = row[k];
        for (size_t v = 0; v < from_vectors_.rows; ++v) {
          const float x = vectors_[r * from_vectors_.rows + v];
          for (size_t k = 0; k < table.cols && x != 0; ++k) sums[k] += x * from_vectors_.w[v * table.cols + k];
        }
        row = sums.data();
        if (std::all_of(sums.begin(), sums.end(), [](float x) { return x == 0; })) continue;
      } else if (!table.learned[r]) {
        continue;
      }
      float top = 1e-8f;
      for (size_t k = 0; k < table.cols; ++k) top = std::max(top, std::fabs(row[k]));
      scales[r] = top / 127.0f;
      for (size_t k = 0; k < table.cols; ++k)
        values[r * table.cols + k] = static_cast<int8_t>(std::lround(row[k] / scales[r]));
    }
    out->add("emb." + table.name, values);
    out->add("emb." + table.name + ".scale", scales);
  }
}

}  // namespace bestand
