#include "parse/lemma.h"

#include <algorithm>
#include <vector>

#include "base/utf8.h"
#include "parse/lex.h"

namespace bestand {
namespace {

constexpr uint32_t kNone = UINT32_MAX;
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

struct Common { size_t a = 0, b = 0, length = 0; };

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
  if (c.length == 0 || characters(head) > kMostCut || characters(tail) > kMostCut) {
    script = {2, 0, 0, 0};  // the lemma itself
    return script + std::string(lemma);
  }
  script.push_back(lowers ? 1 : 0);
  script.push_back(static_cast<char>(characters(head)));
  script.push_back(static_cast<char>(characters(tail)));
  script.push_back(static_cast<char>(std::min<size_t>(new_head.size(), 255)));
  return script.append(new_head).append(new_tail);
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
  if (added > script.size() - 4) return false;
  std::string low;
  bool ascii = std::all_of(form.begin(), form.end(), [](char c) { return static_cast<unsigned char>(c) < 128; });
  if (ascii) {
    if (head + tail >= form.size() + (head + tail == 0)) return false;
    lemma->append(script.substr(4, added));
    for (char c : form.substr(head, form.size() - head - tail)) {
      lemma->push_back(script[0] == 1 && c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
    }
    lemma->append(script.substr(4 + added));
    return true;
  }
  if (script[0] == 1) {
    low = lower(form);
    form = low;
  }
  auto at = offsets(form);
  if (head + tail >= at.size() - 1) return false;
  lemma->append(script.substr(4, added));
  lemma->append(form.substr(at[head], at[at.size() - 1 - tail] - at[head]));
  lemma->append(script.substr(4 + added));
  return true;
}

uint64_t lemma_key(std::string_view form, Upos upos, std::string_view feats) {
  uint64_t cased = upos == Upos::PROPN || upos == Upos::X ? hash_bytes(form) : lex(form).lower;
  return mix_hash(mix_hash(cased, static_cast<uint64_t>(upos) + 71), hash_bytes(feats));
}

uint64_t ending_key(std::string_view form, size_t length, Upos upos, std::string_view feats) {
  size_t at = form.size();
  for (size_t n = 0; n < length; ++n) {
    if (at == 0) return 0;
    do --at;
    while (at > 0 && splits_character(form, at));
  }
  uint64_t h = length + 101;
  for (char c : form.substr(at)) h = (h ^ static_cast<unsigned char>(c >= 'A' && c <= 'Z' ? c + 32 : c)) * 0x100000001B3ull;
  return mix_hash(mix_hash(h, static_cast<uint64_t>(upos) + 91), hash_bytes(feats)) | 1;
}

uint64_t particle_key(std::string_view particle) { return mix_hash(lex(particle).lower, 131); }

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
  out.scripts_ = *scripts;
  out.forms_ = *forms;
  out.endings_ = *endings;
  return out;
}

void Lemmatizer::lemma(std::string_view form, Upos upos, std::string_view feats, std::string* out) const {
  auto made = [&](uint32_t script) {
    return script < scripts_.size() && apply_script(scripts_[script], form, out) && !out->empty();
  };
  if (made(forms_.find(lemma_key(form, upos, feats), kNone))) return;
  if (made(forms_.find(lemma_key(form, upos, {}), kNone))) return;
  for (size_t length = kLongestEnding; length > 0; --length) {
    uint64_t key = ending_key(form, length, upos, feats);
    if (key && made(endings_.find(key, kNone))) return;
  }
  out->assign(form);
}

bool Lemmatizer::join_particle(std::string_view particle, std::string_view verb, std::string* out) const {
  if (particles_.find(particle_key(particle), 0) == 0) return false;
  std::string low = lower(particle) + "_";
  if (verb.starts_with(low)) return false;
  *out = low.append(verb);
  return true;
}

}  // namespace bestand
