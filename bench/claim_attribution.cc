// Sentences a second of attribution and factuality over parsed text, both languages, and that every pass finds the same.
#include <cstdio>
#include <string>

#include "base/data_dir.h"
#include "bench/stopwatch.h"
#include "claim/attribution.h"
#include "claim/factuality.h"
#include "parse/parser.h"

namespace {

using namespace bestand;

constexpr const char* kEnglish =
    "The army said that rebels had shelled the village, killing twelve people. \"We will not leave our homes,\" said Omar "
    "Daoud, the mayor of the town. \"This is where we were born.\" According to the Red Cross, forty families have fled. "
    "The ministry denied that its planes had bombed the market. Talks are scheduled to resume in Geneva next week. The "
    "rebels refused to sign the deal. If the shelling stops, the families will return.\n\n";
constexpr const char* kDutch =
    "Het leger zei dat rebellen het dorp hadden beschoten. Volgens het Rode Kruis zijn veertig gezinnen gevlucht. \"We gaan "
    "niet weg\", zei burgemeester Daoud. Bij de aanval zouden twaalf mensen zijn gedood. De rebellen weigerden te tekenen. "
    "De gezant hoopt dat beide partijen het akkoord tekenen. Het ministerie ontkent dat de markt is gebombardeerd.\n\n";

const bench::Stopwatch kWatch;
double now() { return kWatch.seconds(); }

int run(const Parser& parser, const std::string& root, const char* lang, const char* text) {
  auto attributor = Attributor::load(root, lang);
  auto reader = FactualityReader::load(root, lang);
  if (!attributor || !reader || !parser.knows(lang)) return std::fprintf(stderr, "%s: data or model missing\n", lang), 1;
  Document d;
  d.lang = lang;
  for (int i = 0; i < 40; ++i) d.text += text;
  Parse parse = parser.parse(d);
  size_t attributions = 0, predications = 0;
  double told = 0, sure = 0;
  constexpr int kPasses = 20;
  for (int pass = 0; pass < kPasses; ++pass) {
    double t0 = now();
    auto a = attributor->find(d, parse, Mentions{});
    double t1 = now();
    auto p = reader->find(d, parse, Mentions{}, a);
    told += t1 - t0;
    sure += now() - t1;
    if (pass > 0 && (a.size() != attributions || p.size() != predications)) return std::fprintf(stderr, "%s: passes differ\n", lang), 1;
    attributions = a.size();
    predications = p.size();
  }
  // Forty copies of a text with several tellings in it: fewer would mean that something went missing.
  if (attributions < 40 * 3 || predications < parse.sentences.size()) return std::fprintf(stderr, "%s: too little found\n", lang), 1;
  double sentences = static_cast<double>(parse.sentences.size()) * kPasses, tokens = static_cast<double>(parse.tokens.size()) * kPasses;
  std::printf("%s attribution %.0f sentences/s %.0f tokens/s, factuality %.0f sentences/s %.0f tokens/s\n", lang,
              sentences / told, tokens / told, sentences / sure, tokens / sure);
  return 0;
}

}  // namespace

int main() {
  auto dir = DataDir::find();
  if (!dir) return std::fprintf(stderr, "%s\n", dir.error().to_string().c_str()), 1;
  auto parser = Parser::load(dir->root);
  if (!parser) return std::fprintf(stderr, "%s\n", parser.error().to_string().c_str()), 1;
  return run(*parser, dir->root, "en", kEnglish) + run(*parser, dir->root, "nl", kDutch);
}
