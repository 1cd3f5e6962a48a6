// Places: how fast names are matched and the whole room goes, how long a gazetteer takes to open. The text is
// made up on the spot; the answer is checked before a figure is printed.
#include <cstdio>
#include <string>

#include "base/data_dir.h"
#include "bench/stopwatch.h"
#include "ground/place.h"
#include "ground/place_match.h"
#include "parse/parser.h"

int main() {
  using namespace bestand;
  auto data = DataDir::find();
  if (!data || data->gazetteer.empty()) return std::puts("no gazetteer: run tools/build-gazetteer"), 3;
  bench::Stopwatch watch;
  auto gazetteer = Gazetteer::open(data->gazetteer);
  double open_s = watch.seconds();
  auto parser = Parser::load(data->root);
  auto rules = PlaceRules::load(data->root, "en");
  auto grounder = PlaceGrounder::load(data->root, "en", gazetteer ? &*gazetteer : nullptr);
  if (!gazetteer || !parser || !rules || !grounder) return std::puts("cannot load"), 3;
  Document document;
  document.lang = "en";
  const std::string sentence =
      "Government forces shelled the northern outskirts of Aleppo on Monday while talks between the two "
      "sides were "
      "due to resume in Geneva, a spokesman said, adding that the truce in the province of Hama was "
      "holding. ";
  for (int i = 0; i < 40; ++i) document.text += sentence;
  Parse parse = parser->parse(document);
  constexpr int kTimes = 50;
  size_t found = 0, tokens = parse.tokens.size() * kTimes;
  watch = {};
  for (int i = 0; i < kTimes; ++i) {
    PlaceText text(document, parse);
    std::vector<Toponym> toponyms;
    PlaceMatcher(*gazetteer, *rules).match(&text, &toponyms);
    found += toponyms.size();
  }
  double match_s = watch.seconds();
  size_t grounded = 0;
  watch = {};
  for (int i = 0; i < kTimes; ++i) {
    Mentions mentions;
    grounder->ground(document, parse, &mentions);
    grounded += mentions.places.size();
  }
  double room_s = watch.seconds();
  if (found < 120 * kTimes || grounded != 120 * kTimes) {
    std::printf("wrong answer: %zu names matched, %zu places, not %d\n", found, grounded, 120 * kTimes);
    return 1;
  }
  std::printf(
      "ground_place.open_ms        %10.2f\nground_place.match_tokens_s %10.0f\nground_place.room_tokens_s  "
      "%10.0f\n",
      open_s * 1e3, static_cast<double>(tokens) / match_s, static_cast<double>(tokens) / room_s);
}
