#include "ground/quantity_words.h"

#include <algorithm>
#include <string>

#include "base/utf8.h"

namespace bestand {
namespace {

// Lower case without the marks that treebanks put between the parts of a compound; curly apostrophes made
// straight.
void normal_word(std::string_view word, std::string* out) {
  out->clear();
  bool ascii = true;
  for (char c : word) {
    if (static_cast<unsigned char>(c) >= 0x80) ascii = false;
    if (c != '_' || word.size() == 1) out->push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
  }
  if (ascii) return;
  *out = lower(*out);
  constexpr std::string_view kCurly[] = {"\xE2\x80\x99", "\xE2\x80\x98"};
  for (std::string_view curly : kCurly) {
    for (size_t at = out->find(curly); at != out->npos; at = out->find(curly))
      out->replace(at, curly.size(), "'");
  }
}

}  // namespace

QuantityWords::QuantityWords(const QuantityLexicon& lexicon, const Parse& parse, std::string_view text)
    : lexicon_(lexicon), parse_(parse), text_(text), words_(parse.tokens.size()) {
  make_units();
  for (int32_t i = 0; i < size(); ++i) annotate(i);
}

void QuantityWords::make_units() {
  for (const Sentence& sentence : parse_.sentences) {
    bool joined = !units_.empty() && sentence.first > 0 && !may_end_at(sentence.first - 1);
    if (joined) {
      units_.back().last = sentence.last;
    } else {
      units_.push_back({sentence.first, sentence.last});
    }
    for (int32_t i = sentence.first; i < sentence.last; ++i) {
      words_[static_cast<size_t>(i)].unit = static_cast<int32_t>(units_.size()) - 1;
    }
  }
}

// Whether a sentence may end behind a token: it is a mark, or the line ends.
bool QuantityWords::may_end_at(int32_t i) const {
  const Token &t = token(i), &next = token(i + 1);
  bool mark = !t.form.empty() && !is_word(i) && !(t.form[0] >= '0' && t.form[0] <= '9');
  std::string_view gap = text_.substr(t.span.end, next.span.begin - t.span.end);
  return mark || t.form.back() == '.' || gap.find('\n') != gap.npos;
}

// "Kills" in a headline that the tagger took for a name.
uint32_t QuantityWords::stem_id(std::string_view lower) const {
  for (const std::string& ending : lexicon_.endings) {
    if (lower.size() < ending.size() + 3 || !lower.ends_with(ending)) continue;
    uint32_t id = lexicon_.word_id(lower.substr(0, lower.size() - ending.size()));
    if (id != QuantityLexicon::kNoWord) return id;
  }
  return QuantityLexicon::kNoWord;
}

void QuantityWords::annotate(int32_t i) {
  Word& word = words_[static_cast<size_t>(i)];
  const Token& t = token(i);
  static thread_local std::string key, lemma;
  normal_word(t.form, &key);
  word.form = lexicon_.word_id(key);
  if (word.form == QuantityLexicon::kNoWord) {
    size_t hyphen = key.rfind('-');  // "IS-doelen", "Hezbollah-linked"
    if (hyphen != key.npos && hyphen > 0 && hyphen + 3 < key.size()) {
      uint32_t tail = lexicon_.word_id(std::string_view(key).substr(hyphen + 1));
      for (const auto& phrase : lexicon_.phrases(tail)) {
        if (phrase.rest.empty() && phrase.sense.noun >= 0) word.form = tail;
      }
    }
  }
  bool inflected = t.upos == Upos::VERB || t.upos == Upos::AUX || t.upos == Upos::NOUN ||
                   t.upos == Upos::ADJ || t.upos == Upos::PROPN;
  if (inflected && t.lemma != t.form && !t.lemma.empty()) {
    normal_word(t.lemma, &lemma);
    word.lemma = lexicon_.word_id(lemma);
    if (word.lemma == QuantityLexicon::kNoWord && t.lemma.find('_') != t.lemma.npos) {
      normal_word(t.lemma.substr(t.lemma.rfind('_') + 1), &lemma);
      word.lemma = lexicon_.word_id(lemma);
    }
  }
  if (word.form == 0 && word.lemma == 0 && t.upos != Upos::PUNCT && t.upos != Upos::NUM) word.lemma = stem_id(key);
  bool noun_like = t.upos == Upos::NOUN || t.upos == Upos::PROPN || t.upos == Upos::X;
  if (lexicon_.compound_nouns && noun_like && word.form == 0 && word.lemma == 0)
    word.form = lexicon_.compound_head(key);
  for (uint32_t id : {word.lemma, word.form}) {
    if (id == QuantityLexicon::kNoWord) continue;
    for (const auto& phrase : lexicon_.phrases(id)) {
      word.begins.add(phrase.sense);
      if (!phrase.rest.empty()) continue;
      word.single.add(phrase.sense);
      if (id == word.form) word.form_cues |= phrase.sense.cues;
    }
  }
}

bool QuantityWords::matches(int32_t i, const QuantityLexicon::Phrase& phrase, int32_t end) const {
  auto length = static_cast<int32_t>(phrase.rest.size());
  if (i + length >= end) return false;
  for (int32_t k = 0; k < length; ++k) {
    const Word& word = words_[static_cast<size_t>(i + 1 + k)];
    uint32_t wanted = phrase.rest[static_cast<size_t>(k)];
    if (word.form != wanted && word.lemma != wanted) return false;
  }
  return true;
}

template <class Take>
void QuantityWords::each_phrase(int32_t i, const Take& take) const {
  const Word& word = words_[static_cast<size_t>(i)];
  int32_t end = last_of(i);
  for (uint32_t id : {word.form, word.lemma}) {
    if (id == QuantityLexicon::kNoWord) continue;
    for (const auto& phrase : lexicon_.phrases(id)) {
      if (matches(i, phrase, end)) take(phrase.sense, static_cast<int32_t>(phrase.rest.size()) + 1);
    }
    if (word.form == word.lemma) break;
  }
}

bool QuantityWords::ranked_before(int32_t i) const {
  constexpr int32_t kReach = 8;
  for (int32_t k = i - 1; k >= std::max(first_of(i), i - kReach); --k) {
    if (token(k).upos == Upos::VERB || token(k).upos == Upos::AUX) return false;
    if (token(k).has_feat("Degree=Sup") || token(k).has_feat("NumType=Ord")) return token(k).upos != Upos::ADV && token(k).upos != Upos::NUM;
  }
  return false;
}

int32_t QuantityWords::longest_phrase(int32_t i, Cue cue) const {
  int32_t longest = 0;
  each_phrase(i, [&](const PhraseSense& sense, int32_t tokens) {
    if (sense.has(cue)) longest = std::max(longest, tokens);
  });
  return longest;
}

int32_t QuantityWords::phrase_before(int32_t i, Cue cue) const {
  constexpr int32_t kLongest = 6;
  int32_t from = std::max(first_of(std::min(i, size() - 1)), i - kLongest);
  for (int32_t start = from; start < i; ++start) {
    if (!words_[static_cast<size_t>(start)].begins.has(cue)) continue;
    bool ends_here = false;
    each_phrase(start, [&](const PhraseSense& sense, int32_t tokens) {
      if (sense.has(cue) && start + tokens == i) ends_here = true;
    });
    if (ends_here) return i - start;
  }
  return 0;
}

QuantityWords::Hit QuantityWords::best(int32_t i, int32_t PhraseSense::*field) const {
  Hit hit;
  if (!holds(i) || words_[static_cast<size_t>(i)].begins.*field < 0) return hit;
  each_phrase(i, [&](const PhraseSense& sense, int32_t tokens) {
    if (sense.*field >= 0 && tokens > hit.tokens) hit = {sense.*field, tokens};
  });
  return hit;
}

QuantityWords::Hit QuantityWords::split_predicate(int32_t verb, int32_t rest) const {
  const Word& first = words_[static_cast<size_t>(verb)];
  Hit hit;
  for (uint32_t id : {first.form, first.lemma}) {
    if (id == QuantityLexicon::kNoWord) continue;
    for (const auto& phrase : lexicon_.phrases(id)) {
      if (phrase.sense.predicate < 0 || phrase.rest.empty()) continue;
      // matches() looks behind its first token
      if (matches(rest - 1, phrase, last_of(verb))) {
        auto tokens = static_cast<int32_t>(phrase.rest.size());
        if (tokens > hit.tokens) hit = {phrase.sense.predicate, tokens};
      }
    }
  }
  return hit;
}

QuantityWords::Hit QuantityWords::noun_at(int32_t i) const {
  Hit hit = best(i, &PhraseSense::noun);
  if (hit.index < 0 && i >= 0 && i < size() && single(i).noun >= 0) hit = {single(i).noun, 1};
  return hit;
}

bool QuantityWords::adjacent(int32_t i) const {
  return i >= 0 && i + 1 < size() && token(i).span.end == token(i + 1).span.begin;
}

bool QuantityWords::is_word(int32_t i) const {
  unsigned char c = token(i).form.empty() ? 0 : static_cast<unsigned char>(token(i).form[0]);
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c >= 0x80;
}

bool QuantityWords::is_acronym(int32_t i) const {
  std::string_view form = token(i).form;
  return form.size() >= 2 && form.size() <= 5 &&
         std::all_of(form.begin(), form.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool QuantityWords::is_hyphen(int32_t i) const {
  std::string_view form = token(i).form;
  return form == "-" || form == "\xE2\x80\x93" || form == "\xE2\x80\x94" || form == "\xE2\x80\x90";
}

}  // namespace bestand
