#include "ground/time/reader.h"

namespace bestand::timex {

void read_words(const Grammar& grammar, std::string_view text, const Parse& parse, TextWords* out) {
  out->words.reserve(text.size() / 4);
  if (parse.sentences.empty()) {
    split_words(text, {0, static_cast<uint32_t>(text.size())}, 0, &out->keep, &out->words);
  }
  for (size_t i = 0; i < parse.sentences.size(); ++i) {
    split_words(text, parse.sentences[i].span, static_cast<int32_t>(i), &out->keep, &out->words);
  }
  grammar.tag(&out->words);
}

std::vector<Expression> find_expressions(const Grammar& grammar, const std::vector<Word>& words, int group) {
  std::vector<Expression> out;
  Matcher matcher(grammar, words);
  for (int at = 0; at < static_cast<int>(words.size());) {
    const Word& first = words[static_cast<size_t>(at)];
    if (!grammar.may_begin(group, first)) {
      ++at;
      continue;
    }
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
