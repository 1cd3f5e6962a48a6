#include "parse/lemma.h"

#include <algorithm>
#include <vector>

#include "base/utf8.h"
#include "parse/lex.h"

namespace bestand {
namespace {

constexpr uint32_t kNone = UINT32_MAX;
constexpr uint64_t kNoFeats = 0;  // hash_bytes() of nothing
constexpr size_t kMostCut = 250;

// Byte offsets of the characters of a text, and its end.
std::vector<size_t> offsets(std::string_view text) {
  std::vector<size_t> out;
  for (size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) out.push_back(i);
  }
  out.push_back(text.size());
  return out;
}

struct Common {
  size_t a = 0, b = 0, length = 0;
};

// Longest common run of bytes; first of equals.
Common longest_common(std::string_view a, std::string_view b) {
  Common best;
  std::vector<size_t> row(b.size() + 1, 0);
  for (size_t i = 1; i <= a.size(); ++i) {
    for (size_t j = b.size(); j >= 1; --j) {
      row[j] = a[i - 1] == b[j - 1] ? row[j - 1] + 1 : 0;
      if (row[j] > best.length) best = {i - row[j], j - row[j], row[j]};
    }
  }
  return best;
}

bool splits_character(std::string_view text, size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
}

bool equal_lower(std::string_view text, std::string_view low) {
  if (text.size() != low.size()) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] + 32) : text[i];
    if (c != low[i]) return false;
  }
  return true;
}

size_t characters(std::string_view text) { return offsets(text).size() - 1; }

}  // namespace

std::string lemma_script(std::string_view form, std::string_view lemma) {
  std::string low = lower(form);
  bool lowers = lower(lemma) == std::string(lemma);
  std::string_view base = lowers ? std::string_view(low) : form;
  Common c = longest_common(base, lemma);
  if (splits_character(base, c.a) || splits_character(base, c.a + c.length)) c = {};
  std::string_view head = base.substr(0, c.a), tail = base.substr(c.a + c.length);
  std::string_view new_head = lemma.substr(0, c.b), new_tail = lemma.substr(c.b + c.length);
  std::string script;
  if (c.length == 0 || head.size() > kMostCut || characters(tail) > kMostCut) {
    script = {2, 0, 0, 0};  // the lemma itself
    return script + std::string(lemma);
  }
  script.push_back(lowers ? 1 : 0);
  script.push_back(static_cast<char>(head.size()));
  script.push_back(static_cast<char>(characters(tail)));
  script.push_back(static_cast<char>(std::min<size_t>(new_head.size(), 255)));
  return script.append(lower(head)).append(new_head).append(new_tail);
}

bool apply_script(std::string_view script, std::string_view form, std::string* lemma) {
  lemma->clear();
  if (script.size() < 4) return false;
  if (script[0] == 2) {
    lemma->assign(script.substr(4));
    return true;
  }
  size_t head = static_cast<unsigned char>(script[1]), tail = static_cast<unsigned char>(script[2]);
  size_t added = static_cast<unsigned char>(script[3]);
  if (head + added > script.size() - 4) return false;
  bool ascii =
      std::all_of(form.begin(), form.end(), [](char c) { return static_cast<unsigned char>(c) < 128; });
  std::string low;
  if (!ascii && (script[0] == 1 || head > 0)) low = lower(form);
  std::string_view base = script[0] == 1 && !ascii ? std::string_view(low) : form;
  size_t end = base.size();
  for (size_t n = 0; n < tail; ++n) {
    if (end == 0) return false;
    do --end;
    while (end > 0 && splits_character(base, end));
  }
  if (head >= end || !equal_lower(base.substr(0, head), script.substr(4, head))) return false;
  lemma->append(script.substr(4 + head, added));
  for (char c : base.substr(head, end - head)) {
    lemma->push_back(script[0] == 1 && c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
  }
  lemma->append(script.substr(4 + head + added));
  return true;
}

uint64_t Lemmatizer::word_hash(std::string_view form, Upos upos) {
  uint64_t cased = upos == Upos::PROPN || upos == Upos::X ? hash_bytes(form) : lower_hash(form);
  return mix_hash(cased, static_cast<uint64_t>(upos) + 71);
}

void Lemmatizer::prefetch(uint64_t word, uint64_t feats) const {
  for (uint64_t f : {feats, kNoFeats}) forms_.prefetch(mix_hash(word, f));
}

namespace {

struct Ending {
  size_t at;  // where it begins; beyond the form if that has fewer characters
  uint64_t hash;
};

Ending ending_of(std::string_view form, size_t length) {
  size_t at = form.size();
  for (size_t n = 0; n < length; ++n) {
    if (at == 0) return {std::string_view::npos, 0};
    do --at;
    while (at > 0 && splits_character(form, at));
  }
  uint64_t h = length + 101;
  for (char c : form.substr(at))
    h = (h ^ static_cast<unsigned char>(c >= 'A' && c <= 'Z' ? c + 32 : c)) * 0x100000001B3ull;
  return {at, h};
}

uint64_t ending_key(std::string_view form, Ending ending, Upos upos, uint64_t feats, bool beginning) {
  if (ending.at > form.size() || (beginning && ending.at < 2)) return 0;
  uint64_t h = ending.hash;
  if (beginning)
    h = mix_hash(h, static_cast<uint64_t>(form[0] | 32) * 256 + static_cast<unsigned char>(form[1] | 32));
  return mix_hash(mix_hash(h, static_cast<uint64_t>(upos) + 91), feats) | 1;
}

}  // namespace

uint64_t lemma_key(std::string_view form, Upos upos, uint64_t feats) { return mix_hash(Lemmatizer::word_hash(form, upos), feats); }

uint64_t ending_key(std::string_view form, size_t length, Upos upos, uint64_t feats, bool beginning) {
  return ending_key(form, ending_of(form, length), upos, feats, beginning);
}

uint64_t particle_key(std::string_view particle, std::string_view verb_feats) {
  bool participle = verb_feats.find("VerbForm=Part") != std::string_view::npos;
  return mix_hash(particle.empty() ? 0 : lower_hash(particle), participle ? 132 : 131);
}

Result<Lemmatizer> Lemmatizer::read(const ModelFile& model) {
  Lemmatizer out;
  auto scripts = StringTable::read(model, "lemma.scripts");
  if (!scripts) return scripts.error();
  auto forms = HashTable::read(model, "lemma.forms");
  if (!forms) return forms.error();
  auto endings = HashTable::read(model, "lemma.endings");
  if (!endings) return endings.error();
  auto particles = HashTable::read(model, "lemma.particles");
  if (!particles) return particles.error();
  out.particles_ = *particles;
  out.compounds_ = !model.section("lemma.compounds").empty();
  out.scripts_ = *scripts;
  out.forms_ = *forms;
  out.endings_ = *endings;
  return out;
}

bool Lemmatizer::known(std::string_view form, uint64_t word, uint64_t feats, std::string* out) const {
  for (uint64_t f : {feats, kNoFeats}) {
    uint32_t script = forms_.find(mix_hash(word, f), kNone);
    if (script < scripts_.size() && apply_script(scripts_[script], form, out) && !out->empty()) return true;
  }
  return false;
}

bool Lemmatizer::by_ending(std::string_view form, Upos upos, uint64_t feats, std::string* out) const {
  for (size_t length = kLongestEnding; length > 0; --length) {
    const Ending ending = ending_of(form, length);
    for (bool beginning : {true, false}) {
      uint64_t key = ending_key(form, ending, upos, feats, beginning);
      uint32_t script = key ? endings_.find(key, kNone) : kNone;
      if (script < scripts_.size() && apply_script(scripts_[script], form, out) && !out->empty()) return true;
    }
  }
  return false;
}

// Longest second part first; the first part may end in a letter that only joins.
bool Lemmatizer::compound(std::string_view form, Upos upos, uint64_t feats, std::string* out) const {
  constexpr size_t kShortest = 3, kShortestTail = 4;
  if (!compounds_ || upos != Upos::NOUN || form.size() < kShortest + kShortestTail || form.size() > 60)
    return false;
  std::string head, tail;
  for (size_t at = kShortest; at + kShortestTail <= form.size(); ++at) {
    if (splits_character(form, at) || !known(form.substr(at), upos, feats, &tail)) continue;
    std::string_view first = form.substr(0, at);
    if (first.back() == '-') first.remove_suffix(1);
    bool found =
        known(first, Upos::NOUN, kNoFeats, &head) ||
        (first.size() > kShortest && known(first.substr(0, first.size() - 1), Upos::NOUN, kNoFeats, &head));
    if (!found || head.size() < kShortest) continue;
    *out = head + "_" + tail;
    return true;
  }
  return false;
}

// "beschoten" from "schoten", "meegesprongen" from "gesprongen".
bool Lemmatizer::prefixed_verb(std::string_view form, Upos upos, uint64_t feats, std::string* out) const {
  constexpr size_t kShortest = 2, kShortestTail = 4;
  if (!compounds_ || upos != Upos::VERB || form.size() < kShortest + kShortestTail || form.size() > 40)
    return false;
  std::string tail;
  for (size_t at = kShortest; at + kShortestTail <= form.size() && at < 10; ++at) {
    if (splits_character(form, at) || !known(form.substr(at), upos, feats, &tail) ||
        tail.find('_') != std::string::npos)
      continue;
    std::string_view head = form.substr(0, at);
    *out = lower(head) + (particles_.find(particle_key(head, {}), 0) != 0 ? "_" : "") + tail;
    return true;
  }
  return false;
}

void Lemmatizer::lemma(std::string_view form, Upos upos, uint64_t feats, uint64_t word, std::string* out) const {
  if (known(form, word, feats, out) || compound(form, upos, feats, out) || prefixed_verb(form, upos, feats, out) ||
      by_ending(form, upos, feats, out))
    return;
  out->assign(form);
}

bool Lemmatizer::join_particle(std::string_view particle, std::string_view verb, std::string_view verb_feats,
                               std::string* out) const {
  uint32_t any = particles_.find(particle_key({}, verb_feats), 0);
  if (particles_.find(particle_key(particle, verb_feats), any) == 0) return false;
  if (verb.find('_') != std::string_view::npos) return false;
  *out = lower(particle).append("_").append(verb);
  return true;
}

}  // namespace bestand
