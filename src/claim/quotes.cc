// One pass over the text, paragraph by paragraph, with the closing mark that the opening one asks for. Straight marks
// open or close by what stands around them.
#include "claim/quotes.h"

#include <algorithm>
#include <optional>

#include "base/utf8.h"

namespace bestand {
namespace {

struct Mark {
  std::string_view open;
  std::string_view close[3];
  bool single;
};

constexpr Mark kMarks[] = {
    {"“", {"”", "\"", "“"}, false}, {"„", {"”", "“", "\""}, false}, {"«", {"»", "", ""}, false},
    {"»", {"«", "", ""}, false},    {"\"", {"\"", "”", ""}, false}, {"``", {"''", "\"", ""}, false},
    {"''", {"''", "\"", ""}, false}, {",,", {"''", "\"", "”"}, false}, {"”", {"”", "", ""}, false},
    {"‘", {"’", "'", ""}, true},    {"'", {"'", "’", ""}, true},   {"‚", {"’", "‘", ""}, true}};

bool word_byte(unsigned char c) { return c >= 0x80 || std::isalnum(c) != 0; }

bool starts(std::string_view text, size_t at, std::string_view what) {
  return !what.empty() && text.substr(at, what.size()) == what;
}

bool space_before(std::string_view text, size_t at) {
  if (at == 0) return true;
  unsigned char c = text[at - 1];
  if (std::isspace(c) || c == '(' || c == '[' || c == '-' || c == ':' || c == ',' || c == '"') return true;
  // a long dash or another opening mark
  return at >= 3 && (text.substr(at - 3, 3) == "—" || text.substr(at - 3, 3) == "–" || text.substr(at - 3, 3) == "“");
}

class Scanner {
 public:
  Scanner(std::string_view text, const Parse& parse) : text_(text), parse_(parse) {}

  std::vector<Quotation> run() {
    for (size_t i = 0; i < parse_.sentences.size();) {
      size_t j = i + 1;
      while (j < parse_.sentences.size() && parse_.sentences[j].paragraph == parse_.sentences[i].paragraph) ++j;
      scan_paragraph(parse_.sentences[i].span.begin, parse_.sentences[j - 1].span.end);
      i = j;
    }
    set_tokens();
    return std::move(out_);
  }

 private:
  void scan_paragraph(size_t begin, size_t end) {
    size_t at = begin;
    while (at < end) {
      const Mark* mark = opening(at, begin);
      if (!mark) {
        ++at;
        continue;
      }
      auto close = closing(*mark, at + mark->open.size(), end);
      if (close) {
        keep(at, *close, mark->single, false);
        at = *close;
      } else if (!mark->single) {
        // Unclosed: to the paragraph's end when it opens near the start of a sentence, else a lost mark.
        keep(at, end, false, true);
        at = end;
      } else {
        at += mark->open.size();
      }
    }
  }

  const Mark* opening(size_t at, size_t begin) const {
    unsigned char c = text_[at];
    if (c != '"' && c != '\'' && c != '`' && c != ',' && c < 0xC2) return nullptr;
    for (const Mark& mark : kMarks) {
      if (!starts(text_, at, mark.open)) continue;
      if (mark.open == "”" && !space_before(text_, at)) return nullptr;
      if ((mark.open == "''" || mark.open == "\"") && at > begin && !space_before(text_, at)) return nullptr;
      if (mark.single && at > begin && !space_before(text_, at)) return nullptr;
      size_t next = at + mark.open.size();
      if (mark.single && (next >= text_.size() || !word_byte(text_[next]))) return nullptr;
      if (mark.open == "'" && short_form(next)) return nullptr;
      return &mark;
    }
    return nullptr;
  }

  // 's, 't, 'n of Dutch, '90s: an apostrophe, no quote.
  bool short_form(size_t at) const {
    unsigned char c = text_[at];
    if (std::isdigit(c)) return true;
    bool letter = c == 's' || c == 't' || c == 'n' || c == 'm' || c == 'k' || c == 'r';
    return letter && at + 1 < text_.size() && (text_[at + 1] == ' ' || text_[at + 1] == '-');
  }

  std::optional<size_t> closing(const Mark& mark, size_t from, size_t end) const {
    for (size_t at = from; at < end; ++at) {
      for (std::string_view close : mark.close) {
        if (!starts(text_, at, close)) continue;
        size_t after = at + close.size();
        if (mark.single && after < end && word_byte(text_[after]) && text_[after] != '\xE2') continue;
        if (mark.open == "\"" && space_before(text_, at) && at > from && std::isspace(static_cast<unsigned char>(text_[at - 1])) &&
            after < end && word_byte(text_[after]) && !mark.single) {
          continue;  // an opening mark within: nested or the first was lost
        }
        return after;
      }
    }
    return std::nullopt;
  }

  void keep(size_t begin, size_t end, bool single, bool open) {
    Quotation q;
    q.span = {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
    q.single = single;
    q.open = open;
    out_.push_back(q);
  }

  void set_tokens() {
    const auto& tokens = parse_.tokens;
    auto by_begin = [](const Token& t, uint32_t at) { return t.span.begin < at; };
    for (Quotation& q : out_) {
      auto first = std::lower_bound(tokens.begin(), tokens.end(), q.span.begin, by_begin);
      auto last = std::lower_bound(tokens.begin(), tokens.end(), q.span.end, by_begin);
      q.first = static_cast<int32_t>(first - tokens.begin());
      q.last = static_cast<int32_t>(last - tokens.begin());
    }
    std::erase_if(out_, [](const Quotation& q) { return q.first >= q.last; });
  }

  std::string_view text_;
  const Parse& parse_;
  std::vector<Quotation> out_;
};

}  // namespace

std::vector<Quotation> find_quotations(std::string_view text, const Parse& parse) { return Scanner(text, parse).run(); }

}  // namespace bestand
