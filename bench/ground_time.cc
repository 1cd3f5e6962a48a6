// Sentences a second of the time room alone, given their parses: bench_ground_time [seconds]
//
// The answer is checked: every pass over the texts must find the same number of expressions, and the first
// text's.
#include <cstdio>
#include <cstdlib>

#include "base/data_dir.h"
#include "base/edtf.h"
#include "bench/stopwatch.h"
#include "ground/time.h"
#include "parse/parser.h"

namespace {

using namespace bestand;

const char* const kDutch[] = {
    "Donderdagavond 23.00 uur Nederlandse tijd ging het bestand in dat Rusland en Turkije hadden "
    "uitonderhandeld.",
    "Het leger meldt vrijdag dat rebellen in de provincie Hama een konvooi hebben aangevallen.",
    "Volgens het Syrische Observatorium voor de Mensenrechten kwamen daarbij zeker twaalf strijders om het "
    "leven.",
    "Beide partijen beschuldigen elkaar ervan dat zij de afspraken hebben geschonden.",
    "De gesprekken over een politieke oplossing staan voor volgende maand gepland in Astana.",
    "Sinds 12 september 2016 zijn honderden burgers uit het gebied gevlucht, aldus een woordvoerder.",
    "De Verenigde Naties riepen op tot een gevechtspauze van 72 uur om hulpgoederen te kunnen leveren.",
    "In het noorden van het land bleef het de afgelopen weken relatief rustig.",
};

}  // namespace

int main(int argc, char** argv) {
  const double seconds = argc > 1 ? std::atof(argv[1]) : 2.0;
  auto data = DataDir::find();
  if (!data.ok()) return std::fprintf(stderr, "%s\n", data.error().to_string().c_str()), 4;
  auto parser = Parser::load(data->root);
  auto times = TimeGrounder::load(data->root, "nl");
  if (!parser.ok() || !times.ok()) return std::fprintf(stderr, "cannot load the models or tables\n"), 4;
  Document document;
  document.lang = "nl";
  document.published = *parse_edtf("2016-12-30");
  for (int copy = 0; copy < 20; ++copy) {
    for (const char* sentence : kDutch) document.text.append(sentence).append(copy % 4 == 3 ? "\n\n" : " ");
  }
  const Parse parse = parser->parse(document);
  Mentions mentions;
  times->ground(document, parse, &mentions);
  const size_t expected = mentions.times.size();
  if (expected != 20 * 6) return std::fprintf(stderr, "found %zu expressions, not 120\n", expected), 1;

  size_t passes = 0;
  const bench::Stopwatch watch;
  do {
    times->ground(document, parse, &mentions);
    if (mentions.times.size() != expected) return std::fprintf(stderr, "a pass found another number\n"), 1;
    ++passes;
  } while (watch.seconds() < seconds);
  const double took = watch.seconds();
  const double sentences = static_cast<double>(passes) * 160.0 / took;
  const double tokens = static_cast<double>(passes) * static_cast<double>(parse.tokens.size()) / took;
  std::printf("ground_time.sentences_per_s %.0f\nground_time.tokens_per_s %.0f\n", sentences, tokens);
  return 0;
}
