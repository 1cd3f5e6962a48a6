#include "train/teachers.h"

#include <algorithm>
#include <cmath>

namespace bestand {
namespace {

constexpr float kLeast = 0.01f;  // less likely answers are not kept

// A table of means, a row a word.
struct Mean {
  size_t width;
  std::vector<float> sum;

  Mean(size_t words, size_t w) : width(w), sum(words * w, 0.0f) {}
  void add(const std::vector<float>& from, size_t columns, const std::vector<int32_t>* to) {
    for (size_t i = 0; i * columns < from.size(); ++i) {
      for (size_t k = 0; k < columns; ++k) {
        int32_t at = to ? (*to)[k] : static_cast<int32_t>(k);
        if (at >= 0) sum[i * width + static_cast<size_t>(at)] += from[i * columns + k];
      }
    }
  }
  Beliefs beliefs() const {
    Beliefs out;
    std::vector<Beliefs::Answer> answers;
    for (size_t i = 0; i * width < sum.size(); ++i) {
      const float* row = &sum[i * width];
      float all = 0;
      for (size_t k = 0; k < width; ++k) all += row[k];
      answers.clear();
      for (size_t k = 0; k < width; ++k) {
        if (row[k] > 0 && row[k] >= kLeast * all) answers.push_back({static_cast<int32_t>(k), row[k]});
      }
      out.push(answers);
    }
    return out;
  }
};

}  // namespace

Result<Teachers> Teachers::open(const std::vector<std::string>& paths, const Inventory& student) {
  Teachers out;
  out.morphs_ = student.upos.size();
  out.rels_ = student.rels.size();
  if (auto root = student.rel_at.find("root"); root != student.rel_at.end()) out.root_rel_ = root->second;
  for (const std::string& path : paths) {
    auto file = ModelFile::open(path);
    if (!file) return file.error();
    std::unique_ptr<Teacher> teacher(new Teacher{std::move(*file), {}, {}, {}});
    auto net = Net::read(teacher->file);
    auto xpos = StringTable::read(teacher->file, "morph.xpos");
    auto feats = StringTable::read(teacher->file, "morph.feats");
    auto rels = StringTable::read(teacher->file, "rels");
    if (!net) return net.error();
    for (const auto* table : {&xpos, &feats, &rels}) {
      if (!*table) return table->error();
    }
    const NetSizes& z = net->sizes();
    if (net->empty() || xpos->size() != z.morphs || feats->size() != z.morphs || rels->size() != z.rels)
      return teacher->file.bad("its parts do not fit each other");
    for (uint32_t m = 0; m < z.morphs; ++m) {
      auto found = student.morph_at.find(Inventory::key(net->upos_of(m), (*xpos)[m], (*feats)[m]));
      teacher->morphs.push_back(found == student.morph_at.end() ? -1 : found->second);
    }
    for (uint32_t r = 0; r < z.rels; ++r) {
      auto found = student.rel_at.find((*rels)[r]);
      teacher->rels.push_back(found == student.rel_at.end() ? -1 : found->second);
      if ((*rels)[r] == "root") net->set_root_rel(r);
    }
    teacher->net = std::move(*net);
    out.nets_.push_back(std::move(teacher));
  }
  return out;
}

Lesson Teachers::judge(const std::vector<std::string>& forms, const std::vector<int32_t>& tree) const {
  std::vector<Lex> lexes;
  for (const std::string& form : forms) lexes.push_back(lex(form));
  const size_t n = forms.size();
  std::vector<Net::Scratch> scratch(nets_.size());
  NetBelief belief;
  Mean upos(n, kUposCount), morph(n, morphs_), head(n, n + 1), rel(n, rels_);
  for (size_t k = 0; k < nets_.size(); ++k) {
    const Teacher& t = *nets_[k];
    t.net.believe(lexes, &scratch[k], &belief);
    upos.add(belief.upos, kUposCount, nullptr);
    morph.add(belief.morph, t.net.sizes().morphs, &t.morphs);
    head.add(belief.head, n + 1, nullptr);
  }
  Lesson out;
  out.tree = tree;
  if (tree.empty()) {
    std::vector<float> scores;
    for (float x : head.sum) scores.push_back(std::log(std::max(x, 1e-30f)));
    out.tree.resize(n);
    best_tree(scores.data(), static_cast<int32_t>(n), out.tree.data());
  }
  for (size_t k = 0; k < nets_.size(); ++k) {
    nets_[k]->net.believe_rels(out.tree, &scratch[k], &belief);
    rel.add(belief.rel, nets_[k]->net.sizes().rels, &nets_[k]->rels);
  }
  for (size_t i = 0; i < n; ++i) {
    if (out.tree[i] >= 0 || root_rel_ < 0) continue;
    std::fill_n(&rel.sum[i * rels_], rels_, 0.0f);
    rel.sum[i * rels_ + static_cast<size_t>(root_rel_)] = 1;
  }
  out.upos = upos.beliefs();
  out.morph = morph.beliefs();
  out.head = head.beliefs();
  out.rel = rel.beliefs();
  return out;
}

}  // namespace bestand
