#include "train/segment_trainer.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/utf8.h"
#include "parse/chars.h"
#include "parse/contraction.h"
#include "parse/segment.h"
#include "train/perceptron.h"

namespace bestand {
namespace {

struct Question {
  Features features;
  bool yes;
};

// Gold tokens of a document, as the segmenter would lay them out.
Segments gold_segments(const ConlluDocument& document) {
  Segments s;
  for (const Sentence& sentence : document.parse.sentences) {
    s.sentences.push_back(static_cast<int32_t>(s.tokens.size()));
    for (int32_t i = sentence.first; i < sentence.last; ++i) {
      Span span = document.parse.tokens[i].span;
      if (!s.tokens.empty() && s.tokens.back() == span) continue;
      Gap gap = Gap::kNone;
      if (s.tokens.empty()) {
        gap = Gap::kParagraph;
      } else if (span.begin > s.tokens.back().end) {
        gap = document.text[span.begin - 1] == '\n' ? Gap::kParagraph : Gap::kSpace;
      }
      s.tokens.push_back(span);
      s.before.push_back(gap);
      s.lex.push_back(lex(quote(document.text, span)));
    }
  }
  s.sentences.push_back(static_cast<int32_t>(s.tokens.size()));
  return s;
}

void split_questions(const ConlluDocument& document, const TokenRules& rules, std::vector<Question>* out) {
  Segments s = gold_segments(document);
  Chunk chunk;
  for (size_t first = 0; first < s.tokens.size();) {
    size_t last = first + 1;
    while (last < s.tokens.size() && s.before[last] == Gap::kNone) ++last;
    read_chunk(document.text, {s.tokens[first].begin, s.tokens[last - 1].end}, &chunk);
    size_t start = 0, token = first;
    for (size_t i = 1; i < chunk.points.size(); ++i) {
      bool yes = chunk.at[i] == s.tokens[token].end;
      if (may_split(chunk, i)) {
        Question q;
        split_features(chunk, start, i, rule_split(rules, document.text, chunk, start, i), &q.features);
        q.yes = yes;
        out->push_back(std::move(q));
      }
      if (yes) {
        start = i;
        ++token;
      }
    }
    first = last;
  }
}

void end_questions(const ConlluDocument& document, const TokenRules& rules, bool colons,
                   std::vector<Question>* out) {
  Segments s = gold_segments(document);
  const Quotes quotes = read_quotes(document.text, s);
  OpenSentence open;
  size_t sentence = 1;
  for (size_t i = 0; i + 1 < s.tokens.size(); ++i) {
    open.take(quote(document.text, s.tokens[i]));
    bool yes = static_cast<int32_t>(i + 1) == s.sentences[sentence];
    char last = document.text[s.tokens[i].end - 1];
    bool colon = last == ':' || last == ';';
    if ((colons || !colon) && s.before[i + 1] != Gap::kParagraph && may_end(document.text, s, quotes, i)) {
      Question q;
      end_features(rules, document.text, s, quotes, i, open, &q.features);
      q.yes = yes;
      out->push_back(std::move(q));
    }
    if (yes) {
      open = OpenSentence{static_cast<int32_t>(i + 1)};
      ++sentence;
    }
  }
}

std::vector<int16_t> train(std::vector<Question> questions, int bits, uint64_t seed, int epochs,
                           std::string_view what, const Progress& progress) {
  Perceptron model(bits);
  Random random(seed);
  std::vector<size_t> order(questions.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  size_t wrong = 0;
  for (int epoch = 0; epoch < epochs; ++epoch) {
    wrong = 0;
    shuffle(&order, &random);
    for (size_t i : order) {
      const Question& q = questions[i];
      float score = model.score(q.features);
      model.tick();
      wrong += (score > 0) != q.yes;
      if (q.yes ? score <= 1 : score > -1) model.add(q.features, q.yes ? 1.0f : -1.0f);
    }
  }
  model.average();
  progress(std::string(what) + ": " + std::to_string(questions.size()) + " places, " + std::to_string(wrong) +
           " wrong in the last epoch");
  return model.quantized();
}

std::string plain(std::string_view text) {
  std::string low = lower(text), out;
  for (size_t i = 0; i < low.size(); ++i) {
    if (low.compare(i, 3, "\xE2\x80\x99") == 0) {
      out += '\'';
      i += 2;
    } else {
      out += low[i] == '`' ? '\'' : low[i];
    }
  }
  return out;
}

void learn_contractions(const std::vector<SegmentSource>& sources, ModelWriter* out) {
  std::map<std::string, std::map<std::string, int>> full;  // surface -> words -> how often; "" for one word
  for (const SegmentSource& source : sources) {
    for (const ConlluDocument& document : *source.documents) {
      const auto& tokens = document.parse.tokens;
      for (size_t i = 0; i < tokens.size();) {
        size_t end = i + 1;
        while (end < tokens.size() && tokens[end].span == tokens[i].span) ++end;
        std::string words;
        for (size_t k = i; end - i > 1 && k < end; ++k) words += (k > i ? "\t" : "") + plain(tokens[k].form);
        ++full[plain(quote(document.text, tokens[i].span))][words];
        i = end;
      }
    }
  }
  std::map<std::string, std::pair<int, int>> suffixes;  // "'s" -> (glued, not)
  for (const auto& [surface, ways] : full) {
    for (const auto& [words, n] : ways) {
      size_t tab = words.rfind('\t');
      if (tab == std::string::npos || words.find('\t') != tab || words.size() != surface.size() + 1) continue;
      suffixes[words.substr(tab + 1)].first += n;
    }
  }
  for (auto& [suffix, counts] : suffixes) {
    for (const auto& [surface, ways] : full) {
      if (surface.size() > suffix.size() && surface.ends_with(suffix)) {
        auto single = ways.find("");
        if (single != ways.end()) counts.second += single->second;
      }
    }
  }
  std::vector<std::string> kept;
  for (const auto& [suffix, counts] : suffixes) {
    bool apostrophe = suffix.find('\'') != std::string::npos;
    if (apostrophe && counts.first >= 3 && counts.first > 4 * counts.second) kept.push_back(suffix);
  }
  std::stable_sort(kept.begin(), kept.end(), [](auto& a, auto& b) { return a.size() > b.size(); });
  auto covered = [&](const std::string& surface, const std::string& words) {
    for (const std::string& suffix : kept) {
      if (surface.size() > suffix.size() && surface.ends_with(suffix)) {
        return words == surface.substr(0, surface.size() - suffix.size()) + "\t" + suffix;
      }
    }
    return words.empty();
  };
  std::vector<std::pair<uint64_t, uint32_t>> table;
  std::vector<std::string> lists;
  for (const auto& [surface, ways] : full) {
    auto best =
        std::max_element(ways.begin(), ways.end(), [](auto& a, auto& b) { return a.second < b.second; });
    if (covered(surface, best->first)) continue;
    table.emplace_back(lex(surface).lower, static_cast<uint32_t>(lists.size()));
    lists.push_back(best->first.empty() ? surface : best->first);
  }
  bool any = !kept.empty();
  for (const std::string& words : lists) any |= words.find('\t') != std::string::npos;
  if (!any) return;
  out->add("mwt.full", HashTable::write(table));
  out->add("mwt.words", StringTable::write(lists));
  out->add("mwt.suffixes", StringTable::write(kept));
}

}  // namespace

void train_segmenter(const std::vector<SegmentSource>& sources, const TokenRules& rules, uint64_t seed,
                     int epochs, const Progress& progress, ModelWriter* out) {
  std::vector<Question> splits, ends;
  for (const SegmentSource& source : sources) {
    for (const ConlluDocument& document : *source.documents) {
      split_questions(document, rules, &splits);
      end_questions(document, rules, source.colons, &ends);
    }
  }
  out->add("seg.split", train(std::move(splits), 15, seed, epochs, "token ends", progress));
  out->add("seg.end", train(std::move(ends), 17, seed + 1, epochs, "sentence ends", progress));
  learn_contractions(sources, out);
}

}  // namespace bestand
