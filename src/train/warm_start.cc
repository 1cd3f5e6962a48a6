// A net begins where another one ended, or several did: what both have by the same name is taken over, and the rest begins by
// chance as ever.
//
// Source   the mean of nets that were trained from one: Wortsman et al. 2022, Model soups
#include <algorithm>

#include "train/net_model.h"

namespace bestand {
namespace {

// A table's rows as numbers; nothing where the file has no such table of that width.
std::vector<float> rows_of_table(const ModelFile& old, const std::string& name, size_t width) {
  auto values = old.array<int8_t>("emb." + name);
  auto scales = old.array<float>("emb." + name + ".scale");
  std::vector<float> out;
  if (!values || !scales || values->size() != scales->size() * width) return out;
  out.reserve(values->size());
  for (size_t i = 0; i < values->size(); ++i) out.push_back(static_cast<float>((*values)[i]) * (*scales)[i / width]);
  return out;
}

// For each of the student's classes its number in the old model, -1 where it has none.
std::vector<int32_t> old_morphs(const Inventory& in, const Net& net, const StringTable& xpos, const StringTable& feats) {
  std::vector<int32_t> out(in.upos.size(), -1);
  for (uint32_t m = 0; m < xpos.size(); ++m) {
    auto found = in.morph_at.find(Inventory::key(net.upos_of(m), xpos[m], feats[m]));
    if (found != in.morph_at.end()) out[found->second] = static_cast<int32_t>(m);
  }
  return out;
}

std::vector<int32_t> old_rels(const Inventory& in, const StringTable& rels) {
  std::vector<int32_t> out(in.rels.size(), -1);
  for (uint32_t r = 0; r < rels.size(); ++r) {
    auto found = in.rel_at.find(rels[r]);
    if (found != in.rel_at.end()) out[found->second] = static_cast<int32_t>(r);
  }
  return out;
}

}  // namespace

Status NetModel::start_from(const ModelFile& old, const Inventory& in, float share) {
  auto blend = [share](float* to, float from) { *to = *to * (1 - share) + from * share; };
  auto net = Net::read(old);
  auto xpos = StringTable::read(old, "morph.xpos");
  auto feats = StringTable::read(old, "morph.feats");
  auto rels = StringTable::read(old, "rels");
  auto words = HashTable::read(old, "words");
  if (!net) return net.error();
  for (const auto* table : {&xpos, &feats, &rels}) {
    if (!*table) return table->error();
  }
  if (!words) return words.error();
  const NetSizes& z = net->sizes();
  bool same = z.width == z_.width && z.half == z_.half && z.arc == z_.arc && z.label == z_.label && z.layers == z_.layers;
  if (!same || xpos->size() != z.morphs || feats->size() != z.morphs || rels->size() != z.rels)
    return old.bad("its net has another size than the one to be trained");
  const size_t d = z_.width;
  for (size_t f = 0; f < kWordFeatures; ++f) {
    Embedding& table = tables_[f];
    const std::vector<float> rows = rows_of_table(old, table.name, d);
    auto take = [&](size_t to, size_t from) {
      if ((from + 1) * d > rows.size()) return;
      for (size_t k = 0; k < d; ++k) blend(&table.w[to * d + k], rows[from * d + k]);
      table.learned[to] = 1;
    };
    if (f > 0) {
      for (size_t r = 0; r < table.rows; ++r) take(r, r);
      continue;
    }
    take(0, 0);
    for (const auto& [word, row] : in.words) {
      // A word that the old net did not know begins as the old net read it; it has no say where another net knows more.
      const uint32_t from = words->find(word, 0);
      if (from != 0 || share == 1) take(row, from);
    }
  }
  for (Param* p : params()) {
    auto from = old.array<float>("net." + p->name);
    if (!from) return from.error();
    if (p == &morph_.w || p == &morph_.b) {
      const size_t rows = p == &morph_.b ? 1 : d;
      auto morphs = old_morphs(in, *net, *xpos, *feats);
      for (size_t m = 0; m < morphs.size(); ++m) {
        for (size_t k = 0; k < rows && morphs[m] >= 0; ++k)
          blend(&p->w[k * p->cols + m], (*from)[static_cast<size_t>(morphs[m]) * rows + k]);
      }
    } else if (p == &label_.w || p == &label_.b) {
      auto relations = old_rels(in, *rels);
      for (size_t r = 0; r < relations.size(); ++r) {
        for (size_t k = 0; k < p->rows && relations[r] >= 0; ++k)
          blend(&p->w[k * p->cols + r], (*from)[k * z.rel_columns() + static_cast<size_t>(relations[r])]);
      }
    } else {
      if (from->size() != p->w.size()) return old.bad("net." + p->name + " has a broken size");
      for (size_t k = 0; k < p->w.size(); ++k) blend(&p->w[k], (*from)[k]);
    }
  }
  auto source = old.array<float>("net.source");
  if (!source || source->size() != d) return old.bad("net.source has a broken size");
  for (size_t k = 0; k < source_.w.size(); ++k) blend(&source_.w[k], (*source)[k % d]);
  return success();
}

}  // namespace bestand
