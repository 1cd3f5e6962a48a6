#include "ground/time/words.h"

#include "base/utf8.h"

namespace bestand::timex {
namespace {

bool is_digit(unsigned char c) { return c >= '0' && c <= '9'; }
bool is_space(unsigned char c) { return c <= ' '; }
bool is_letter(unsigned char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// A code point of more than one byte: letter unless it is known punctuation or space.
enum class Kind { kLetter, kSpace, kApostrophe, kDash, kOther };

Kind kind_of(char32_t c) {
  if (c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200B) || c == 0x202F) return Kind::kSpace;
  if (c == 0x2018 || c == 0x2019 || c == 0x2BC) return Kind::kApostrophe;
  if (c >= 0x2010 && c <= 0x2015) return Kind::kDash;
  if ((c >= 0x80 && c < 0xBF) || (c >= 0x2016 && c <= 0x206F) || (c >= 0x20A0 && c < 0x2100) || c == 0x60C)
    return Kind::kOther;
  if (c >= 0x3001 && c <= 0x3020) return Kind::kOther;
  return Kind::kLetter;
}

class Splitter {
 public:
  Splitter(std::string_view text, Span span, int32_t sentence, StringArena* keep, std::vector<Word>* out)
      : text_(text), at_(span.begin), end_(span.end), sentence_(sentence), keep_(keep), out_(out) {}

  void run() {
    while (at_ < end_) {
      const unsigned char c = static_cast<unsigned char>(text_[at_]);
      if (is_space(c))
        skip(1);
      else if (is_digit(c))
        digits();
      else if (is_letter(c))
        letters();
      else if (c == '\'')
        apostrophe(1);
      else if (c < 0x80)
        one(1, text_.substr(at_, 1));
      else
        wide();
    }
  }

 private:
  void skip(uint32_t n) {
    at_ += n;
    glued_ = false;
  }

  void push(uint32_t size, std::string_view folded) {
    Word w;
    w.span = {at_, at_ + size};
    w.folded = folded;
    w.sentence = sentence_;
    w.glued = glued_;
    out_->push_back(w);
    at_ += size;
    glued_ = true;
  }

  void one(uint32_t size, std::string_view folded) { push(size, folded); }

  void digits() {
    uint32_t size = 0;
    int64_t value = 0;
    for (; at_ + size < end_ && is_digit(static_cast<unsigned char>(text_[at_ + size])); ++size) {
      if (size < 9) value = value * 10 + (text_[at_ + size] - '0');
    }
    std::string_view form = text_.substr(at_, size);
    push(size, form);
    out_->back().number = size <= 9 ? value : -1;
    out_->back().digits = static_cast<uint8_t>(size < 200 ? size : 200);
  }

  void letters() {
    uint32_t size = 0;
    bool ascii_lower = true;
    while (at_ + size < end_) {
      const unsigned char c = static_cast<unsigned char>(text_[at_ + size]);
      if (is_letter(c)) {
        ascii_lower &= c >= 'a';
        ++size;
      } else if (c >= 0x80) {
        size_t next = at_ + size;
        if (kind_of(next_code_point(text_, &next)) != Kind::kLetter || next > end_) break;
        ascii_lower = false;
        size = static_cast<uint32_t>(next - at_);
      } else {
        break;
      }
    }
    std::string_view form = text_.substr(at_, size);
    const bool upper = !ascii_lower && starts_upper(form);
    push(size, ascii_lower ? form : keep_->keep(fold(form)));
    out_->back().upper = upper;
  }

  // "'s" is one word, before ("'s avonds") or behind ("Friday's") another.
  void apostrophe(uint32_t size) {
    const uint32_t next = at_ + size;
    const bool is_s = next < end_ && (text_[next] == 's' || text_[next] == 'S') &&
                      (next + 1 >= end_ || !(is_letter(static_cast<unsigned char>(text_[next + 1])) ||
                                             is_digit(static_cast<unsigned char>(text_[next + 1]))));
    if (is_s)
      push(size + 1, "'s");
    else
      push(size, "'");
  }

  void wide() {
    size_t next = at_;
    const char32_t c = next_code_point(text_, &next);
    const uint32_t size = static_cast<uint32_t>(next - at_);
    switch (kind_of(c)) {
      case Kind::kLetter:
        letters();
        break;
      case Kind::kSpace:
        skip(size);
        break;
      case Kind::kApostrophe:
        apostrophe(size);
        break;
      case Kind::kDash:
        one(size, "-");
        break;
      case Kind::kOther:
        one(size, text_.substr(at_, size));
        break;
    }
  }

  std::string_view text_;
  uint32_t at_, end_;
  int32_t sentence_;
  StringArena* keep_;
  std::vector<Word>* out_;
  bool glued_ = false;
};

}  // namespace

void split_words(std::string_view text, Span span, int32_t sentence, StringArena* keep,
                 std::vector<Word>* out) {
  Splitter(text, span, sentence, keep, out).run();
}

}  // namespace bestand::timex
