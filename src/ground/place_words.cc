#include "ground/place_words.h"

#include "base/utf8.h"

namespace bestand {
namespace {

enum class Kind : uint8_t { kLetter, kSpace, kHyphen, kApostrophe, kDot, kComma, kOther };

struct Char {
  Kind kind;
  uint32_t size;
};

Char ascii(unsigned char c) {
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) return {Kind::kLetter, 1};
  switch (c) {
    case ' ':
    case '\n':
    case '\r':
    case '\t':
      return {Kind::kSpace, 1};
    case '-':
      return {Kind::kHyphen, 1};
    case '\'':
    case '`':
      return {Kind::kApostrophe, 1};
    case '.':
      return {Kind::kDot, 1};
    case ',':
      return {Kind::kComma, 1};
    default:
      return {Kind::kOther, 1};
  }
}

Char wide(char32_t c, uint32_t size) {
  if (c == 0xA0 || c == 0x202F || c == 0x2009) return {Kind::kSpace, size};
  if (c == 0x2018 || c == 0x2019 || c == 0x2BC || c == 0x2BB || c == 0x2BF || c == 0x2BE || c == 0xB4)
    return {Kind::kApostrophe, size};
  if (c == 0x2010 || c == 0x2011) return {Kind::kHyphen, size};
  if (c == 0x60C || c == 0x3001 || c == 0xFF0C) return {Kind::kComma, size};
  bool punctuation = c < 0xC0 || (c >= 0x2000 && c < 0x2C00) || (c >= 0x3000 && c < 0x3040) || c == 0xD7 ||
                     c == 0xF7 || c == 0x61B || c == 0x61F || c >= 0x1F000;
  return {punctuation && c != 0xAA && c != 0xBA ? Kind::kOther : Kind::kLetter, size};
}

Char look(std::string_view text, size_t at) {
  unsigned char c = static_cast<unsigned char>(text[at]);
  if (c < 0x80) return ascii(c);
  size_t next = at;
  char32_t code = next_code_point(text, &next);
  return wide(code, static_cast<uint32_t>(next - at));
}

bool may_begin_name(std::string_view text, size_t at) {
  unsigned char c = static_cast<unsigned char>(text[at]);
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  if (c >= 0xD6) return true;  // Hebrew, Arabic and what follows have no case
  return starts_upper(text.substr(at, 4));
}

bool letter_at(std::string_view text, size_t at) {
  return at < text.size() && look(text, at).kind == Kind::kLetter;
}

bool digit_at(std::string_view text, size_t at) {
  return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

// The end of the word that begins at `at`; apostrophes and full stops between letters belong to it.
size_t word_end(std::string_view text, size_t at) {
  while (at < text.size()) {
    Char c = look(text, at);
    bool joins = (c.kind == Kind::kApostrophe || c.kind == Kind::kDot) && letter_at(text, at + c.size);
    if (c.kind == Kind::kComma && digit_at(text, at + 1)) joins = at > 0 && digit_at(text, at - 1);
    if (c.kind != Kind::kLetter && !joins) break;
    at += c.size;
  }
  return at;
}

uint32_t stem_end(std::string_view text, size_t begin, size_t end) {
  if (end - begin < 4 || (text[end - 1] != 's' && text[end - 1] != 'S')) return static_cast<uint32_t>(end);
  if (text[end - 2] == '\'') return static_cast<uint32_t>(end - 2);
  if (end - begin > 5 && text.substr(end - 4, 3) == "\u2019") return static_cast<uint32_t>(end - 4);
  return static_cast<uint32_t>(end);
}

// What lies between this word and the next; `*at` moves to the next word's first byte or the end.
Gap gap(std::string_view text, size_t* at) {
  Gap out = Gap::kBreak;
  int seen = 0, spaces = 0, newlines = 0;
  while (*at < text.size()) {
    Char c = look(text, *at);
    if (c.kind == Kind::kLetter) break;
    if (c.kind == Kind::kSpace) {
      ++spaces;
      newlines += text[*at] == '\n';
    } else if (++seen == 1 && spaces == 0) {
      out = c.kind == Kind::kHyphen  ? Gap::kHyphen
            : c.kind == Kind::kDot   ? Gap::kDot
            : c.kind == Kind::kComma ? Gap::kComma
                                     : Gap::kBreak;
    } else if (seen == 1 && spaces == 1 && text[*at] == '(') {
      out = Gap::kComma;  // "Olkhovatka (Donetsk region)" says what "Olkhovatka, Donetsk region" says
    } else {
      out = Gap::kBreak, seen = 2;
    }
    *at += c.size;
  }
  if (newlines > 1) return Gap::kBreak;
  if (seen == 0) return spaces > 0 && spaces < 3 ? Gap::kSpace : Gap::kBreak;
  if (seen > 1 || (out == Gap::kHyphen && spaces > 0)) return Gap::kBreak;
  return out;
}

}  // namespace

void cut_words(std::string_view text, std::vector<Word>* out) {
  out->clear();
  size_t at = 0;
  gap(text, &at);
  while (at < text.size()) {
    Word word;
    size_t begin = at;
    word.capital = may_begin_name(text, at);
    word.digit = text[at] >= '0' && text[at] <= '9';
    at = word_end(text, at);
    word.span = {static_cast<uint32_t>(begin), static_cast<uint32_t>(at)};
    word.stem_end = stem_end(text, begin, at);
    word.after = gap(text, &at);
    out->push_back(word);
  }
}

}  // namespace bestand
