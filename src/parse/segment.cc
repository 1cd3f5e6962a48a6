#include "parse/segment.h"

#include <algorithm>

#include "base/utf8.h"
#include "parse/chars.h"

namespace bestand {
namespace {

constexpr size_t kWindow = 12;

CharKind kind(const Chunk& c, size_t i) { return static_cast<CharKind>(c.kinds[i]); }
bool alnum(CharKind k) { return is_letter(k) || k == CharKind::kDigit; }
bool is_quote(char32_t c) {
  return c == '"' || c == '\'' || c == '`' || (c >= 0x2018 && c <= 0x201F) || c == 0xAB || c == 0xBB;
}
bool is_stop(char32_t c) {  // what ends sentences in the scripts of news
  return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002 || c == 0x061F || c == 0x06D4 ||
         c == 0x0964 || c == 0xFF01 || c == 0xFF1F;
}
bool is_closer(char32_t c) { return is_quote(c) || c == ')' || c == ']' || c == '}'; }

uint64_t key(uint64_t slot, uint64_t a, uint64_t b = 0, uint64_t c = 0) {
  return mix_hash(mix_hash(mix_hash(slot + 1, a), b), c);
}

// What features see: a curly apostrophe as a straight one, of which treebanks have a hundred times as many.
char32_t point(const Chunk& c, size_t i, int offset) {
  int64_t at = static_cast<int64_t>(i) + offset;
  if (at < 0 || at >= static_cast<int64_t>(c.points.size())) return 0;
  return c.points[at] == 0x2019 ? U'\'' : c.points[at];
}

uint64_t run_left(const Chunk& c, size_t i) {
  uint64_t h = 1;
  for (size_t n = 0; n < kWindow && n < i && alnum(kind(c, i - 1 - n)); ++n)
    h = h * 1000003 + c.points[i - 1 - n];
  return h;
}

uint64_t run_right(const Chunk& c, size_t i) {
  uint64_t h = 1;
  for (size_t n = i; n < c.points.size() && n < i + kWindow && alnum(kind(c, n)); ++n)
    h = h * 1000003 + c.points[n];
  return h;
}

bool dotted_letters(const Chunk& c, size_t from, size_t to) {  // "u.s." , "j."
  if (to - from < 2 || to - from > kWindow) return false;
  for (size_t i = from; i < to; ++i) {
    if ((i - from) % 2 == 0 ? !is_letter(kind(c, i)) : c.points[i] != '.') return false;
  }
  return c.points[to - 1] == '.';
}

bool runs_together(char32_t a) {
  return a == '.' || a == '-' || a == '\'' || a == ',' || a == '!' || a == '?' || a == '=' || a == '*' ||
         a == '_' || a == '`' || a == '#';
}

// A sign between two letters or digits that holds them together: "3.5", "half-dead", "d'Eu", "1,000",
// "12:30".
bool joins(const Chunk& c, size_t sign) {
  if (sign == 0 || sign + 1 >= c.points.size()) return false;
  CharKind left = kind(c, sign - 1), right = kind(c, sign + 1);
  if (!alnum(left) || !alnum(right)) return false;
  bool digits = left == CharKind::kDigit && right == CharKind::kDigit;
  char32_t p = c.points[sign];
  if (p == ',' || p == ':') return digits;
  return p == '.' || p == '-' || p == '\'' || p == 0x2019 || p == '&' || p == '_' || p == '@' || p == '/' ||
         p == 0x2010 || p == 0x2011 || p == 0xB7;
}

bool keeps_period(const TokenRules& rules, std::string_view text, const Chunk& c, size_t start, size_t i) {
  if (c.points[i] != '.' || i - start > 2 * kWindow) return false;
  if (i + 1 < c.points.size() && alnum(kind(c, i + 1))) return false;
  if (dotted_letters(c, start, i + 1)) return true;
  return rules.abbreviation(lower_hash(text.substr(c.at[start], c.at[i + 1] - c.at[start])));
}

bool starts_clitic(const TokenRules& rules, std::string_view text, const Chunk& c, size_t start, size_t i) {
  if (i != start + 1 || !is_quote(c.points[start])) return false;
  size_t end = i;
  while (end < c.points.size() && end < i + kWindow && alnum(kind(c, end))) ++end;
  return rules.clitic(lower_hash(text.substr(c.at[start], c.at[end] - c.at[start])));
}

// Whether a cut beside a hyphen would fall into a word that stays whole.
bool within_whole(const TokenRules& rules, std::string_view text, const Chunk& c, size_t start, size_t i) {
  if (c.points[i] != '-' && c.points[i - 1] != '-') return false;
  size_t end = i;
  while (end < c.points.size() && end < start + 2 * kWindow && (alnum(kind(c, end)) || c.points[end] == '-')) ++end;
  return end > i && rules.whole(lower_hash(text.substr(c.at[start], c.at[end] - c.at[start])));
}

}  // namespace

void read_chunk(std::string_view text, Span span, Chunk* out) {
  out->points.clear();
  out->kinds.clear();
  out->at.clear();
  size_t at = span.begin;
  while (at < span.end) {
    out->at.push_back(static_cast<uint32_t>(at));
    char32_t c = next_code_point(text, &at);
    out->kinds.push_back(static_cast<uint8_t>(char_kind(c)));
    out->points.push_back(lower_char(c));
  }
  out->at.push_back(span.end);
  at = span.end;
  while (at < text.size() && text[at] == ' ') ++at;
  out->next =
      static_cast<uint8_t>(at < text.size() ? char_kind(next_code_point(text, &at)) : CharKind::kSpace);
  std::string_view chunk = text.substr(span.begin, std::min<size_t>(span.size(), 64));
  out->link = chunk.find("://") != std::string_view::npos || chunk.find("www.") != std::string_view::npos ||
              (chunk.find('@') != std::string_view::npos && chunk.find('@') > 0 &&
               chunk.find('.') != std::string_view::npos);
}

namespace {

// "1,302": a comma or a point between a digit and three digits.
bool of_thousands(const Chunk& c, size_t sign) {
  constexpr size_t kGroup = 3;
  if (sign == 0 || (c.points[sign] != ',' && c.points[sign] != '.') || sign + kGroup >= c.points.size()) return false;
  for (size_t i = sign + 1; i <= sign + kGroup; ++i) {
    if (kind(c, i) != CharKind::kDigit) return false;
  }
  return kind(c, sign - 1) == CharKind::kDigit && (sign + kGroup + 1 == c.points.size() || kind(c, sign + kGroup + 1) != CharKind::kDigit);
}

}  // namespace

bool may_split(const Chunk& c, size_t i) {
  CharKind left = kind(c, i - 1), right = kind(c, i);
  if (of_thousands(c, i) || of_thousands(c, i - 1)) return false;
  if (right == CharKind::kMark) return false;
  if (c.points[i - 1] == 0x200D) return false;  // joins emoji
  if (is_letter(left) && is_letter(right)) return false;
  return !(left == CharKind::kDigit && right == CharKind::kDigit);
}

bool rule_split(const TokenRules& rules, std::string_view text, const Chunk& c, size_t start, size_t i) {
  char32_t a = c.points[i - 1], b = c.points[i];
  CharKind left = kind(c, i - 1), right = kind(c, i);
  if (alnum(left) && alnum(right)) return false;
  if (left == CharKind::kMark && is_letter(right)) return false;
  if (a == b && runs_together(a)) return false;
  if (c.link && alnum(right)) return false;
  if (c.link && i + 1 < c.points.size() && !is_closer(b)) return false;
  if (joins(c, i) || (i > start + 1 && joins(c, i - 1))) return false;
  if (keeps_period(rules, text, c, start, i)) return false;
  return !starts_clitic(rules, text, c, start, i);
}

void split_features(const Chunk& c, size_t start, size_t i, bool rule, Features* out) {
  out->clear();
  size_t n = c.points.size();
  char32_t a = point(c, i, -1), b = point(c, i, 0), a2 = point(c, i, -2), b2 = point(c, i, 1);
  uint64_t kinds = 0;
  for (int d = -3; d < 3; ++d) {
    int64_t at = static_cast<int64_t>(i) + d;
    kinds = kinds * 16 + (at < 0 || at >= static_cast<int64_t>(n) ? 15 : c.kinds[at]);
  }
  uint64_t left = run_left(c, i), right = run_right(c, i);
  uint64_t left2 = i >= 2 ? run_left(c, i - 1) : 0, right2 = i + 1 < n ? run_right(c, i + 1) : 0;
  uint64_t to_start = std::min<size_t>(i - start, 3), to_end = std::min<size_t>(n - i, 3);
  uint64_t pair = uint64_t{a} << 32 | b;
  auto add = [&](uint64_t h) { out->push_back(h); };
  add(key(0, rule, c.link));
  add(key(1, pair, rule));
  add(key(2, pair, a2));
  add(key(3, pair, b2));
  add(key(4, pair, uint64_t{a2} << 32 | b2));
  add(key(5, left, b));
  add(key(6, right, a));
  add(key(7, left, right, pair));
  add(key(8, kinds, c.link));
  add(key(9, kinds, pair));
  add(key(10, to_start * 4 + to_end, pair, c.link));
  add(key(11, left2, pair));
  add(key(12, right2, pair));
  add(key(13, left2, right, pair));
  add(key(14, left, right2, pair));
  add(key(15, point(c, n, -1), pair, to_end));
  add(key(16, point(c, start, 0), pair, to_start));
}

void OpenSentence::take(std::string_view form) {
  if (form == "(" || form == "[") ++brackets;
  if (form == ")" || form == "]") brackets = std::max(0, brackets - 1);
}

namespace {

char32_t last_point(std::string_view text, Span s) {
  size_t at = s.end - 1;
  while (at > s.begin && (text[at] & 0xC0) == 0x80) --at;
  return next_code_point(text, &at);
}
char32_t first_point(std::string_view text, Span s) {
  size_t at = s.begin;
  return next_code_point(text, &at);
}

// Goes back over closing quotes and brackets to what may have ended the sentence.
size_t before_closers(std::string_view text, const Segments& s, size_t i) {
  for (int steps = 0; steps < 3 && i > 0 && is_closer(last_point(text, s.tokens[i])) && !s.lex[i].alpha;
       ++steps)
    --i;
  return i;
}

}  // namespace

// "250,000", "8000": thousands, and no item of a list.
bool counts(std::string_view form) {
  constexpr int kDigits = 4;
  const auto digits = std::count_if(form.begin(), form.end(), [](char x) { return x >= '0' && x <= '9'; });
  const auto marks = std::count_if(form.begin(), form.end(), [](char x) { return x == ',' || x == '.'; });
  return digits >= kDigits && digits + marks == static_cast<long>(form.size()) && form.back() != '.';
}

// "8", "31": a day of a month.
bool of_month(std::string_view form) {
  constexpr size_t kDigits = 2;
  return form.size() <= kDigits && std::all_of(form.begin(), form.end(), [](char x) { return x >= '0' && x <= '9'; });
}

bool may_end(std::string_view text, const Segments& s, const Quotes& quotes, size_t i) {
  if (quotes.role[i + 1] == Role::kCloses && quotes.sure[i + 1]) return false;
  if (quotes.role[i] == Role::kOpens && quotes.sure[i]) return false;
  char32_t next = first_point(text, s.tokens[i + 1]);
  CharKind begins = char_kind(next);
  char32_t last = last_point(text, s.tokens[i]);
  // "More than 250,000 people": a great number behind a small word goes on with its sentence.
  if (s.before[i + 1] == Gap::kSpace && is_letter(char_kind(last)) && !s.lex[i].upper && counts(quote(text, s.tokens[i + 1]))) return false;
  // "Took effect on April 8. The army": a day behind its month, and no item of a list.
  if (s.before[i + 1] == Gap::kSpace && is_letter(char_kind(last)) && s.lex[i].upper && of_month(quote(text, s.tokens[i + 1]))) return false;
  // "At 9 p.m. (1900 GMT), but": a bracket behind an abbreviation of letters and points.
  const bool apart = i > 0 && s.before[i] == Gap::kNone && quote(text, s.tokens[i]) == ".";  // "p.m" and its point
  const std::string_view form = text.substr(s.tokens[i - apart].begin, s.tokens[i].end - s.tokens[i - apart].begin);
  if (s.before[i + 1] == Gap::kSpace && next == '(' && form.size() > 3 && form.back() == '.' && form.find('.') + 1 < form.size()) return false;
  if (begins == CharKind::kUpper || begins == CharKind::kDigit || begins == CharKind::kSymbol) return true;
  if (s.before[i + 1] == Gap::kLine) return true;
  if (is_stop(last) || is_closer(last) || last == ':' || last == ';' || last == '-' || last == 0x2013)
    return true;
  return begins == CharKind::kPunct && !is_stop(next) && next != ',';
}

bool rule_end(const TokenRules& rules, std::string_view text, const Segments& s, const Quotes& quotes,
              size_t i) {
  if (quotes.role[i + 1] == Role::kCloses || quotes.role[i] == Role::kOpens) return false;
  if (s.before[i + 1] == Gap::kNone) return false;
  size_t stop = before_closers(text, s, i);
  char32_t last = last_point(text, s.tokens[stop]);
  if (!is_stop(last)) return false;
  char32_t next = first_point(text, s.tokens[i + 1]);
  CharKind begins = char_kind(next);
  bool fresh = begins == CharKind::kUpper || begins == CharKind::kLetter || begins == CharKind::kDigit ||
               begins == CharKind::kSymbol || quotes.role[i + 1] == Role::kOpens || next == '(' ||
               next == '-';
  if (!fresh) return false;
  if (last != '.' || s.tokens[stop].size() == 1) return true;
  return rules.may_close(s.lex[stop].lower) || !rules.abbreviation(s.lex[stop].lower);
}

Quotes read_quotes(std::string_view text, const Segments& s) {
  Quotes out;
  out.role.assign(s.tokens.size(), Role::kNone);
  out.inside.assign(s.tokens.size(), 0);
  out.sure.assign(s.tokens.size(), 0);
  bool open[2] = {false, false};  // double, single
  for (size_t i = 0; i < s.tokens.size(); ++i) {
    if (s.before[i] == Gap::kParagraph) open[0] = open[1] = false;
    std::string_view form = quote(text, s.tokens[i]);
    bool opener = form == ",," || form == "``" || form == "\u201E" || form == "\u00AB" || form == "\u201A";
    bool either = form == "\"" || form == "''" || form == "\u201C" || form == "\u201D" || form == "\u00BB" ||
                  form == "'" || form == "\u2018" || form == "\u2019";
    if (opener || either) {
      bool& now = open[form == "'" || form == "\u2018" || form == "\u2019" || form == "\u201A"];
      now = opener || !now;
      out.role[i] = now ? Role::kOpens : Role::kCloses;
      bool tied_left = s.before[i] == Gap::kNone,
           tied_right = i + 1 < s.tokens.size() && s.before[i + 1] == Gap::kNone;
      bool closer = form == "''" || form == "\u201D" || form == "\u00BB" || (tied_left && !tied_right);
      out.sure[i] = now ? opener || (tied_right && !tied_left) : closer;
    }
    out.inside[i] = open[0] + 2 * open[1];
  }
  return out;
}

void end_features(const TokenRules& rules, std::string_view text, const Segments& s, const Quotes& quotes,
                  size_t i, const OpenSentence& open, Features* out) {
  out->clear();
  static const Lex none, opening = lex("<<"), closing = lex(">>");  // one word for all marks of a kind
  auto at = [&](int64_t k) -> const Lex& {
    if (k < 0 || k >= static_cast<int64_t>(s.lex.size())) return none;
    Role role = quotes.role[static_cast<size_t>(k)];
    return role == Role::kOpens ? opening : role == Role::kCloses ? closing : s.lex[static_cast<size_t>(k)];
  };
  int64_t k = static_cast<int64_t>(i);
  const Lex &p = at(k), &n = at(k + 1), &pp = at(k - 1), &nn = at(k + 2);
  // Some papers set closing marks apart, or opening ones: ", zei hij. '' Daarna".
  bool tied = quotes.role[i + 1] == Role::kCloses || quotes.role[i] == Role::kOpens;
  uint64_t gap = tied ? 0 : static_cast<uint64_t>(s.before[i + 1]);
  uint64_t length = std::min<uint64_t>(i + 1 - open.first, 30), bucket = length < 4 ? length : 4 + length / 4;
  uint64_t abbreviation = rules.abbreviation(p.lower) + 2 * rules.may_close(p.lower);
  uint64_t next_case = n.upper + 2 * n.all_upper + 4 * n.digit + 8 * n.alpha;
  uint64_t ends = quotes.role[i] == Role::kNone ? last_point(text, s.tokens[i])
                                                : 1 + static_cast<uint64_t>(quotes.role[i]);
  uint64_t around = quotes.inside[i] * 4 + static_cast<uint64_t>(quotes.role[i + 1]);
  bool stop = is_stop(last_point(text, s.tokens[i]));
  uint64_t rule = rule_end(rules, text, s, quotes, i) * 2 + stop;
  uint64_t context = next_case * 4 + gap;
  auto add = [&](uint64_t h) { out->push_back(h); };
  add(key(40, rule, context));
  add(key(41, p.lower, context));
  add(key(42, n.lower, p.lower));
  add(key(43, n.lower, rule, n.upper));
  add(key(44, pp.lower, p.lower, next_case));
  add(key(45, p.shape, n.shape));
  add(key(46, pp.shape, p.shape, n.shape));
  add(key(47, p.shape, n.shape, nn.shape));
  add(key(48, ends, context, bucket));
  add(key(49, ends, context, around * 4 + std::min(open.brackets, 3)));
  add(key(60, around, rule, next_case));
  add(key(61, around, p.lower, nn.upper));
  add(key(50, abbreviation, context, rule));
  add(key(51, nn.lower, n.shape, rule));
  add(key(52, p.suffix[2], next_case, stop));
  add(key(53, n.suffix[2], rule, n.upper));
  add(key(54, bucket, rule, next_case));
  add(key(55, p.shape, n.lower, gap));
  add(key(56, p.lower, n.shape, pp.shape));
  add(key(57, n.lower, nn.lower, rule));
  add(key(58, pp.lower, p.lower, n.lower));
  add(key(59, p.upper * 2 + pp.upper, n.upper * 2 + nn.upper, gap * 64 + ends));
}

void Segmenter::tokenize(std::string_view text, Segments* out) const {
  out->tokens.clear();
  out->lex.clear();
  out->before.clear();
  Chunk chunk;
  Features features;
  Gap gap = Gap::kParagraph;
  auto emit = [&](uint32_t begin, uint32_t end) {
    out->tokens.push_back({begin, end});
    out->lex.push_back(lex(text.substr(begin, end - begin)));
    out->before.push_back(gap);
    gap = Gap::kNone;
  };
  int lines = 0;
  for (size_t at = 0; at < text.size();) {
    size_t begin = at;
    bool plain = true;  // letters of ASCII alone
    char32_t c = 0;
    while (at < text.size()) {
      size_t before = at;
      unsigned char byte = text[at];
      if ((byte | 32) >= 'a' && (byte | 32) <= 'z') {
        ++at;
        continue;
      }
      c = next_code_point(text, &at);
      if (char_kind(c) == CharKind::kSpace) {
        at = before;
        break;
      }
      plain = false;
    }
    if (at == begin) {  // a space
      next_code_point(text, &at);
      lines += c == '\n' || c == 0x2028;
      if (c == 0x2029) lines += 2;
      Gap now = lines > 1 ? Gap::kParagraph : lines == 1 ? Gap::kLine : Gap::kSpace;
      gap = std::max(gap, now);
      continue;
    }
    lines = 0;
    if (plain) {
      emit(static_cast<uint32_t>(begin), static_cast<uint32_t>(at));
      continue;
    }
    read_chunk(text, {static_cast<uint32_t>(begin), static_cast<uint32_t>(at)}, &chunk);
    size_t start = 0;
    for (size_t i = 1; i < chunk.points.size(); ++i) {
      if (!may_split(chunk, i) || within_whole(*rules_, text, chunk, start, i)) continue;
      if (i == 1 && chunk.points.size() == 2 && chunk.points[1] == '.' && !out->lex.empty() &&
          rules_->one_letter(out->lex.back().lower, lower_hash(text.substr(chunk.at[0], chunk.at[1] - chunk.at[0])))) {
        emit(chunk.at[0], chunk.at[1]);
        start = 1;
        continue;
      }
      bool split = rule_split(*rules_, text, chunk, start, i);
      if (!split_.empty()) {
        split_features(chunk, start, i, split, &features);
        bool abbreviation = !split && chunk.points[i] == '.' && i + 1 == chunk.points.size();
        bool runs_on = static_cast<CharKind>(chunk.next) == CharKind::kLower ||
                       static_cast<CharKind>(chunk.next) == CharKind::kDigit;
        split = split_.score(features) > 0 && !(abbreviation && runs_on);
      }
      if (!split) continue;
      emit(chunk.at[start], chunk.at[i]);
      start = i;
    }
    emit(chunk.at[start], chunk.at.back());
  }
}

namespace {

// Whether single line breaks are only where an editor wrapped the text: many lines of much the same length.
bool is_wrapped(const Segments& s) {
  int breaks = 0, long_lines = 0;
  uint32_t line_start = s.tokens.empty() ? 0 : s.tokens[0].begin;
  for (size_t i = 1; i < s.tokens.size(); ++i) {
    if (s.before[i] != Gap::kLine && s.before[i] != Gap::kParagraph) continue;
    uint32_t length = s.tokens[i - 1].end - line_start;
    if (s.before[i] == Gap::kLine) {
      ++breaks;
      long_lines += length >= 50 && length <= 100;
    }
    line_start = s.tokens[i].begin;
  }
  return breaks >= 3 && long_lines * 4 >= breaks * 3;
}

// Lists and machines write sentences without end; trees are built up to this length.
bool is_overlong(std::string_view text, const Segments& s, const OpenSentence& open, size_t i) {
  constexpr size_t kLong = 120, kLongest = 200;
  size_t length = i + 1 - static_cast<size_t>(open.first);
  if (length < kLong) return false;
  return length >= kLongest || char_kind(last_point(text, s.tokens[i])) == CharKind::kPunct ||
         s.before[i + 1] == Gap::kLine;
}

// A full stop, and behind it a quotation that begins with a capital: an end in any language, whatever a treebank's quotations
// taught. "De stad viel. | "We houden stand", zei hij", but "volgens dhr. "Abu Ali"".
bool ends_before_quotation(const TokenRules& rules, std::string_view text, const Segments& s, const Quotes& quotes, size_t i) {
  if (quotes.role[i + 1] != Role::kOpens || !quotes.sure[i + 1] || i + 2 >= s.lex.size() || !s.lex[i + 2].upper) return false;
  return rule_end(rules, text, s, quotes, i);
}

// Inside a clock time or what it begins: "10 p.m. | Thursday", "at 10:00 | Damascus time".
bool clock_goes_on(const TokenRules& rules, std::string_view text, const Segments& s, size_t i) {
  if (s.before[i + 1] != Gap::kSpace) return false;
  const bool stop = is_stop(last_point(text, s.tokens[i]));
  const size_t said = stop && s.tokens[i].size() == 1 && i > 0 ? i - 1 : i;
  const std::string_view form = quote(text, s.tokens[said]);
  const bool clock = form.size() > 3 && form[form.size() - 3] == ':' && form.back() >= '0' && form.back() <= '9';
  if (!clock && !rules.clock(s.lex[said].lower)) return false;
  const bool named_zone = i + 2 < s.lex.size() && rules.clock_noun(s.lex[i + 2].lower);
  return named_zone || (stop && rules.after_clock(s.lex[i + 1].lower));
}

}  // namespace

void Segmenter::find_sentences(std::string_view text, uint32_t title_size, Segments* out) const {
  Segments& s = *out;
  s.sentences.clear();
  if (s.tokens.empty()) return;
  bool wrapped = is_wrapped(s);
  const Quotes quotes = read_quotes(text, s);
  Features features;
  OpenSentence open;
  s.sentences.push_back(0);
  for (size_t i = 0; i + 1 < s.tokens.size(); ++i) {
    open.take(quote(text, s.tokens[i]));
    bool title_ends = s.tokens[i].begin < title_size && s.tokens[i + 1].begin >= title_size;
    bool end =
        s.before[i + 1] == Gap::kParagraph || title_ends || (s.before[i + 1] == Gap::kLine && !wrapped);
    if (!end && may_end(text, s, quotes, i) && !clock_goes_on(*rules_, text, s, i)) {
      if (end_.empty()) {
        end = rule_end(*rules_, text, s, quotes, i);
      } else {
        end_features(*rules_, text, s, quotes, i, open, &features);
        end = end_.score(features) > 0 || ends_before_quotation(*rules_, text, s, quotes, i);
      }
    }
    if (!end) end = is_overlong(text, s, open, i);
    if (!end) continue;
    open = OpenSentence{static_cast<int32_t>(i + 1)};
    s.sentences.push_back(open.first);
  }
  s.sentences.push_back(static_cast<int32_t>(s.tokens.size()));
}

void Segmenter::run(std::string_view text, uint32_t title_size, Segments* out) const {
  tokenize(text, out);
  find_sentences(text, title_size, out);
}

}  // namespace bestand
