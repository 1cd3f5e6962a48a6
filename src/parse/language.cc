#include "parse/language.h"

#include <algorithm>
#include <bit>

namespace bestand {
namespace {

constexpr size_t kUposCount = 17;
constexpr size_t kNameTags = 9;

size_t best_of(const int32_t* scores, size_t n) {
  return static_cast<size_t>(std::max_element(scores, scores + n) - scores);
}

// Views into the file: what a failed read gives is its error.
template <class T>
Status take(Result<T> from, T* to) {
  if (!from) return from.error();
  *to = std::move(*from);
  return success();
}

Status read_weights(const ModelFile& file, std::string_view name, BinaryModel* out) {
  auto weights = file.array<int16_t>(name);
  if (!weights) return weights.error();
  if (!weights->empty() && !std::has_single_bit(weights->size())) return file.bad(std::string(name) + " is no table of weights");
  out->weights = *weights;
  return success();
}

}  // namespace

Result<Language> Language::read(const ModelFile& file) {
  Language out;
  for (Status status : {read_weights(file, "seg.split", &out.split), read_weights(file, "seg.end", &out.end),
                        take(Contractions::read(file), &out.contractions), take(LinearModel::read(file, "tags"), &out.tags_),
                        take(LinearModel::read(file, "moves"), &out.moves_), take(LinearModel::read(file, "labels"), &out.labels_),
                        take(LinearModel::read(file, "names"), &out.names_), take(HashTable::read(file, "feats.table"), &out.feats_table_),
                        take(StringTable::read(file, "feats"), &out.feats_), take(StringTable::read(file, "rels"), &out.rels_),
                        take(Lemmatizer::read(file), &out.lemmas_)}) {
    if (!status) return status.error();
  }
  if (out.tags_.classes() != kUposCount || out.moves_.classes() != 3 || out.feats_.size() == 0 ||
      out.labels_.classes() != out.rels_.size() || out.rels_.size() == 0 ||
      (!out.names_.empty() && out.names_.classes() != kNameTags)) {
    return file.bad("its parts do not fit each other");
  }
  return out;
}

uint16_t Language::feats_of(const Lex& lex, uint8_t upos) const {
  for (int ending : {0, 4, 3, 2, 1}) {
    uint32_t found = feats_table_.find(feats_key(lex, ending, upos), UINT32_MAX);
    if (found < feats_.size()) return static_cast<uint16_t>(found);
  }
  return 0;
}

void Language::tag(Words* words) const {
  std::vector<uint64_t> features;
  int32_t scores[LinearModel::stride(kUposCount)];
  for (size_t i = 0; i < words->size(); ++i) {
    tag_features(*words, i, &features);
    tags_.score(features, scores);
    words->upos[i] = static_cast<uint8_t>(best_of(scores, kUposCount));
  }
  for (size_t i = 0; i < words->size(); ++i) words->feats[i] = feats_of(words->lex[i], words->upos[i]);
}

void Language::attach(Words* words) const {
  std::vector<uint64_t> features;
  Arcs arcs(words->size());
  int32_t scores[4];
  while (!arcs.done()) {
    arcs.features(*words, &features);
    moves_.score(features, scores);
    int best = -1;
    for (int m = 0; m < 3; ++m) {
      if (arcs.can(static_cast<Arcs::Move>(m)) && (best < 0 || scores[m] > scores[best])) best = m;
    }
    arcs.go(static_cast<Arcs::Move>(best));
  }
  words->head = arcs.head;
}

void Language::label(Words* words) const {
  std::vector<uint64_t> features;
  std::vector<int32_t> scores(LinearModel::stride(labels_.classes()));
  for (size_t i = 0; i < words->size(); ++i) {
    label_features(*words, i, &features);
    labels_.score(features, scores.data());
    words->rel[i] = static_cast<uint16_t>(best_of(scores.data(), labels_.classes()));
  }
}

void Language::find_names(Words* words, Parse* parse, int32_t first) const {
  if (names_.empty()) return;
  std::vector<uint64_t> features;
  int32_t scores[LinearModel::stride(kNameTags)];
  for (size_t i = 0; i < words->size(); ++i) {
    name_features(*words, i, &features);
    names_.score(features, scores);
    size_t tag = best_of(scores, kNameTags);
    uint8_t last = i > 0 ? words->name[i - 1] : 0;
    bool goes_on = tag > 0 && tag % 2 == 0;
    if (goes_on && last != tag && last + 1u != tag) tag -= 1;
    words->name[i] = static_cast<uint8_t>(tag);
    int32_t token = first + static_cast<int32_t>(i);
    if (tag == 0) continue;
    if (tag % 2 == 1) parse->names.push_back({{}, token, token + 1, static_cast<NameType>((tag - 1) / 2)});
    else parse->names.back().last = token + 1;
    Name& name = parse->names.back();
    name.span = parse->span(name.first, name.last);
  }
}

void Language::analyse(Words* words, Parse* parse, int32_t first, int32_t last) const {
  tag(words);
  attach(words);
  label(words);
  std::string lemma;
  for (int32_t i = first; i < last; ++i) {
    Token& t = parse->tokens[i];
    size_t k = static_cast<size_t>(i - first);
    t.upos = static_cast<Upos>(words->upos[k]);
    t.feats = feats_[words->feats[k]];
    t.head = words->head[k] < 0 ? -1 : first + words->head[k];
    t.deprel = t.head < 0 ? std::string_view("root") : rels_[words->rel[k]];
    t.rel = parse_rel(t.deprel);
    lemmas_.lemma(t.form, t.upos, t.feats, &lemma);
    t.lemma = lemma == t.form ? t.form : parse->strings.keep(lemma);
  }
  find_names(words, parse, first);
}

}  // namespace bestand
