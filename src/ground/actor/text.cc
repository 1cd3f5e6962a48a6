#include "ground/actor/text.h"

#include <algorithm>

#include "base/utf8.h"
#include "ground/actor_base.h"

namespace bestand {
namespace {

bool all_capitals(std::string_view text) {
  bool any = false;
  for (size_t at = 0; at < text.size();) {
    size_t begin = at;
    char32_t c = next_code_point(text, &at);
    if (c < 0x80 ? (c >= 'a' && c <= 'z') : !starts_upper(text.substr(begin, at - begin))) return false;
    any |= c >= 0x80 || (c >= 'A' && c <= 'Z');
  }
  return any;
}

bool is_word(std::string_view folded) {
  return std::any_of(folded.begin(), folded.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
  });
}

// Whether a sign that marks elisions, abbreviations and quotations: no part of a word's key.
bool is_mark(char c) { return c == '\'' || c == '.' || c == '"'; }

// The bytes of the hyphen or slash that stands there; 0: none does.
size_t hyphen_at(std::string_view form, size_t at) {
  if (form[at] == '-' || form[at] == '/') return 1;
  if (form[at] != '\xE2') return 0;  // spares nearly all letters a comparison of strings
  const std::string_view three = form.substr(at, 3);
  return three == "\xE2\x80\x93" || three == "\xE2\x80\x91" ? 3 : 0;
}

// Cuts a token's form, `folded` as a whole, at hyphens; each part becomes a piece.
void cut(std::string_view form, std::string_view folded, int32_t token, const ActorLexicon& lexicon,
         std::vector<Piece>* out) {
  size_t start = out->size();
  std::string part_folded;
  for (size_t begin = 0; begin <= form.size();) {
    size_t end = begin, hyphen = 0;
    while (end < form.size() && (hyphen = hyphen_at(form, end)) == 0) ++end;
    std::string_view part = form.substr(begin, end - begin);
    begin = end + std::max<size_t>(hyphen, 1);
    std::string_view key = folded;
    if (part.size() < form.size() || std::any_of(folded.begin(), folded.end(), is_mark)) {
      part_folded = fold(part);
      std::erase_if(part_folded, is_mark);
      key = part_folded;
    }
    if (!is_word(key)) continue;
    Piece p{.word = lexicon.word(key), .token = token};
    if (is_arabic_article(key)) p.article = lexicon.word("al");
    p.upper = starts_upper(part);
    p.caps = p.upper && all_capitals(part);
    if (key.size() > 3 && key.back() == 's' && p.upper)
      p.stripped = lexicon.word(key.substr(0, key.size() - 1));
    p.first = out->size() == start;
    p.last = false;
    out->push_back(p);
  }
  if (out->size() > start) out->back().last = true;
}

bool is_genitive(std::string_view folded) { return folded == "'s" || folded == "'"; }

bool is_hyphen(std::string_view folded) { return folded == "-"; }

}  // namespace

ActorText::ActorText(const Parse& parse, const ActorLexicon& lexicon) {
  pieces.reserve(parse.tokens.size() + parse.tokens.size() / 8);
  piece_of.reserve(parse.tokens.size() + 1);
  folded.reserve(parse.tokens.size());
  for (int32_t i = 0; i < static_cast<int32_t>(parse.tokens.size()); ++i) {
    piece_of.push_back(static_cast<int32_t>(pieces.size()));
    folded.push_back(fold(parse.tokens[i].form));
    size_t before = pieces.size();
    if (before > 0 && is_genitive(folded.back()) && !pieces.back().barrier &&
        parse.tokens[pieces.back().token].span.end >= parse.tokens[i].span.begin) {
      pieces.back().possessive = lexicon.word(folded[pieces.back().token] + "s");
      continue;
    }
    cut(parse.tokens[i].form, folded.back(), i, lexicon, &pieces);
    if (pieces.size() == before && !is_hyphen(folded.back())) pieces.push_back({.token = i, .barrier = true});
  }
  piece_of.push_back(static_cast<int32_t>(pieces.size()));
  for (const Sentence& s : parse.sentences) {
    int words = 0, caps = 0;
    for (int32_t p = piece_of[s.first]; p < piece_of[s.last]; ++p) {
      words += !pieces[p].barrier;
      caps += pieces[p].caps;
    }
    shouted.push_back(words >= 4 && caps * 10 > words * 7);
  }
}

namespace {

// Whether a reading may stand for the pieces [first, last) as they are written.
bool fits(const ActorReading& r, const ActorText& text, const Parse& parse, int32_t first, int32_t last) {
  const Token& token = parse.tokens[text.pieces[first].token];
  if (r.acronym) {
    for (int32_t p = first; p < last; ++p) {
      if (!text.pieces[p].caps) return false;
    }
    bool shouted = text.shouted[token.sentence];
    return !shouted || token.upos == Upos::PROPN || token.upos == Upos::NOUN || token.upos == Upos::X;
  }
  if (r.lower) return true;
  bool skip_first = r.late_capital && last - first > 1;
  for (int32_t p = first + skip_first; p < last; ++p) {
    if (text.pieces[p].upper) return true;  // one capital is enough in a longer name: "al-Nusra"
  }
  return false;
}

}  // namespace

bool match_at(const ActorText& text, const Parse& parse, const ActorLexicon& lexicon, int32_t piece,
              Entry entry, Hit* hit) {
  int32_t limit = text.piece_of[parse.sentences[parse.tokens[text.pieces[piece].token].sentence].last];
  hit->readings.clear();
  uint32_t node = 1;
  auto take = [&](uint32_t at, int32_t end) {
    bool fresh = true;
    for (const ActorReading& r : lexicon.readings(at)) {
      if (r.entry != entry || !fits(r, text, parse, piece, end)) continue;
      if (fresh) hit->readings.clear(), fresh = false;
      hit->readings.push_back(r);
      hit->first = piece, hit->last = end;
    }
  };
  for (int32_t p = piece; p < limit && !text.pieces[p].barrier; ++p) {
    const Piece& at = text.pieces[p];
    if (at.stripped) {
      if (uint32_t end = lexicon.step(node, at.stripped)) take(end, p + 1);
    }
    uint32_t next = at.word ? lexicon.step(node, at.word) : 0;
    if (!next && at.article) next = lexicon.step(node, at.article);
    if (!next && at.possessive) next = lexicon.step(node, at.possessive);
    if (!next) break;
    node = next;
    take(node, p + 1);
  }
  if (hit->readings.empty()) return false;
  // the 's of "president's office" is inside, one at the end is not
  hit->first_token = text.pieces[hit->first].token;
  hit->last_token = text.pieces[hit->last - 1].token + 1;
  hit->inside = !text.pieces[hit->last - 1].last;
  return true;
}

}  // namespace bestand
