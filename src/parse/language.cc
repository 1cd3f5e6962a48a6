#include "parse/language.h"

#include <algorithm>
#include <bit>

#include "base/deadline.h"

namespace bestand {
namespace {

// Sentences go through the net together until they have this many words: few enough to stay in the nearer
// caches.
constexpr int32_t kBatchWords = 192;

template <class T>
Status take(Result<T> from, T* to) {
  if (!from) return from.error();
  *to = std::move(*from);
  return success();
}

Status read_weights(const ModelFile& file, std::string_view name, BinaryModel* out) {
  auto weights = file.array<int16_t>(name);
  if (!weights) return weights.error();
  if (!weights->empty() && !std::has_single_bit(weights->size())) {
    return file.bad(std::string(name) + " is no table of weights");
  }
  out->weights = *weights;
  return success();
}

}  // namespace

struct Language::Work {
  Net::Scratch scratch;
  NetAnswer answer;
  std::vector<int32_t> starts;
  std::vector<int32_t> particles;  // tokens that belong to a verb's lemma
  std::string lemma;
};

Result<Language> Language::read(const ModelFile& file) {
  Language out;
  for (Status status :
       {read_weights(file, "seg.split", &out.split), read_weights(file, "seg.end", &out.end),
        take(Contractions::read(file), &out.contractions), take(Net::read(file), &out.net_),
        take(StringTable::read(file, "morph.xpos"), &out.xpos_),
        take(StringTable::read(file, "morph.feats"), &out.feats_),
        take(StringTable::read(file, "rels"), &out.rels_), take(Lemmatizer::read(file), &out.lemmas_)}) {
    if (!status) return status.error();
  }
  const NetSizes& z = out.net_.sizes();
  if (out.net_.empty()) return file.bad("has no net");
  if (out.feats_.size() != z.morphs || out.xpos_.size() != z.morphs || out.rels_.size() != z.rels) {
    return file.bad("its parts do not fit each other");
  }
  for (uint32_t i = 0; i < z.morphs; ++i) out.feats_hash_.push_back(hash_bytes(out.feats_[i]));
  for (uint32_t i = 0; i < z.rels; ++i) {
    out.rel_of_.push_back(parse_rel(out.rels_[i]));
    if (out.rels_[i] == "root") out.net_.set_root_rel(i);
  }
  return out;
}

void Language::take_names(const Work& work, int32_t first, int32_t last, Parse* parse) const {
  for (int32_t i = first; i < last; ++i) {
    uint8_t tag = work.answer.name[static_cast<size_t>(i - work.starts[0])];
    if (tag == 0) continue;
    if (tag % 2 == 1)
      parse->names.push_back({{}, i, i + 1, static_cast<NameType>((tag - 1) / 2)});
    else
      parse->names.back().last = i + 1;
    Name& name = parse->names.back();
    name.span = parse->span(name.first, name.last);
  }
}

void Language::analyse(std::span<const Lex> words, bool names, Parse* parse) const {
  static thread_local Work work;  // no sentence is long: what a thread once needed it keeps
  std::vector<int32_t> starts;
  for (size_t s = 0; s < parse->sentences.size() && !Deadline::passed();) {
    size_t end = s;
    int32_t base = parse->sentences[s].first;
    starts.assign(1, 0);
    do starts.push_back(parse->sentences[end].last - base);
    while (++end < parse->sentences.size() && parse->sentences[end].last - base <= kBatchWords);
    net_.run(words.subspan(static_cast<size_t>(base), static_cast<size_t>(starts.back())), starts,
             names, &work.scratch, &work.answer);
    work.starts.assign(1, base);
    take_answer(work, static_cast<int32_t>(s), static_cast<int32_t>(end), parse);
    for (size_t k = s; names && k < end; ++k)
      take_names(work, parse->sentences[k].first, parse->sentences[k].last, parse);
    s = end;
  }
}

void Language::take_answer(const Work& work, int32_t first_sentence, int32_t last_sentence,
                           Parse* parse) const {
  const NetAnswer& a = work.answer;
  const int32_t base = work.starts[0];
  std::string lemma;
  std::vector<uint64_t> hashes;  // of a sentence's words, for their lemmas
  for (int32_t n = first_sentence; n < last_sentence; ++n) {
    const Sentence& s = parse->sentences[n];
    hashes.clear();
    for (int32_t i = s.first; i < s.last; ++i) {
      Token& t = parse->tokens[i];
      size_t k = static_cast<size_t>(i - base);
      t.upos = static_cast<Upos>(a.upos[k]);
      t.xpos = xpos_[a.morph[k]];
      t.feats = feats_[a.morph[k]];
      t.head = a.head[k] < 0 ? -1 : s.first + a.head[k];
      t.deprel = t.head < 0 ? std::string_view("root") : rels_[a.rel[k]];
      t.rel = t.head < 0 ? Rel::root : rel_of_[a.rel[k]];
      hashes.push_back(Lemmatizer::word_hash(t.form, t.upos));
      lemmas_.prefetch(hashes.back(), feats_hash_[a.morph[k]]);
    }
    for (int32_t i = s.first; i < s.last; ++i) {
      Token& t = parse->tokens[i];
      const uint64_t feats = feats_hash_[a.morph[static_cast<size_t>(i - base)]];
      lemmas_.lemma(t.form, t.upos, feats, hashes[static_cast<size_t>(i - s.first)], &lemma);
      t.lemma = lemma == t.form ? t.form : parse->strings.keep(lemma);
    }
    for (int32_t i = s.first; i < s.last; ++i) {
      const Token& t = parse->tokens[i];
      if (t.head < 0 || t.rel != Rel::compound || !t.subtype("prt")) continue;
      Token& verb = parse->tokens[t.head];
      if (lemmas_.join_particle(t.form, verb.lemma, verb.feats, &lemma))
        verb.lemma = parse->strings.keep(lemma);
    }
  }
}

}  // namespace bestand
