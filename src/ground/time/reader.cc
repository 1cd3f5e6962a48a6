#include "ground/time/reader.h"

#include <cctype>

namespace bestand::timex {

namespace {

// A sentence that ends without a mark, on the same line as the next: "September | 5." was cut in two.
bool cut_short(std::string_view text, Span a, Span b) {
  if (a.empty() || b.begin - a.end > 1 ||
      text.substr(a.end, b.begin - a.end).find('\n') != std::string_view::npos)
    return false;
  const unsigned char last = static_cast<unsigned char>(text[a.end - 1]);
  return std::isalnum(last) && text[b.begin] >= '0' && text[b.begin] <= '9';
}

}  // namespace

void read_words(const Grammar& grammar, std::string_view text, const Parse& parse, TextWords* out) {
  out->words.reserve(text.size() / 4);
  if (parse.sentences.empty()) {
    split_words(text, {0, static_cast<uint32_t>(text.size())}, 0, &out->keep, &out->words);
  }
  int32_t sentence = 0;
  for (size_t i = 0; i < parse.sentences.size(); ++i) {
    if (i == 0 || !cut_short(text, parse.sentences[i - 1].span, parse.sentences[i].span))
      sentence = static_cast<int32_t>(i);
    split_words(text, parse.sentences[i].span, sentence, &out->keep, &out->words);
  }
  grammar.tag(&out->words);
}

std::vector<Expression> find_expressions(const Grammar& grammar, const std::vector<Word>& words, int group) {
  std::vector<Expression> out;
  Matcher matcher(grammar, words);
  for (int at = 0; at < static_cast<int>(words.size());) {
    const Word& first = words[static_cast<size_t>(at)];
    const Match found = matcher.match(group, at);
    if (found.end <= at) {
      ++at;
      continue;
    }
    if (found.spec.form() != Form::kBlock) {
      Expression e;
      e.first_word = at;
      e.last_word = found.end;
      e.span = {first.span.begin, words[static_cast<size_t>(found.end) - 1].span.end};
      e.sentence = first.sentence;
      e.spec = found.spec;
      e.rule = grammar.rules(group)[static_cast<size_t>(found.rule)].name;
      out.push_back(std::move(e));
    }
    at = found.end;
  }
  return out;
}

}  // namespace bestand::timex
