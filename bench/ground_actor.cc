// Load time of the actor base, and tokens a second from a parse to its actors; in processor time, other work
// aside.
#include <cstdio>
#include <ctime>
#include <string>

#include "base/data_dir.h"
#include "ground/actor.h"
#include "parse/parser.h"

using namespace bestand;

namespace {

double seconds_since(std::clock_t start) {
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

constexpr const char* kText =
    "The Syrian army and rebels exchanged fire in Hama, the Syrian Observatory for Human Rights said. The "
    "monitor said "
    "Russian jets had struck fighters of Ahrar al-Sham. The group denied it. President Vladimir Putin told "
    "reporters that "
    "Turkey and Iran would guarantee the truce; he thanked the United Nations. Houthi rebels and Yemeni "
    "government forces "
    "clashed near Marib while a spokesman for the Saudi-led coalition spoke of restraint. It was a quiet day "
    "on the market "
    "of the old town, where prices of bread and fuel had risen for the third week in a row and nobody spoke "
    "of the war.\n\n";

}  // namespace

int main() {
  auto data = DataDir::find();
  if (!data) return std::fprintf(stderr, "%s\n", data.error().to_string().c_str()), 1;
  std::clock_t start = std::clock();
  auto base = ActorBase::load(data->root);
  if (!base) return std::fprintf(stderr, "%s\n", base.error().to_string().c_str()), 1;
  std::printf("load base      %6.1f ms, %zu actors, %zu names\n", seconds_since(start) * 1e3,
              base->actors().size(), base->name_count());
  start = std::clock();
  auto grounder = ActorGrounder::load(data->root, "en", &*base);
  auto parser = Parser::load(data->root);
  if (!grounder || !parser) return std::fprintf(stderr, "no grounder or parser\n"), 1;
  std::printf("load lexicon   %6.1f ms with the parser\n", seconds_since(start) * 1e3);
  Document document;
  document.lang = "en";
  for (int i = 0; i < 20; ++i) document.text += kText;
  Parse parse = parser->parse(document);
  Mentions mentions;
  grounder->ground(document, parse, &mentions);
  size_t expected = mentions.actors.size();
  constexpr int kRounds = 50;
  start = std::clock();
  for (int i = 0; i < kRounds; ++i) grounder->ground(document, parse, &mentions);
  double took = seconds_since(start);
  std::printf("ground         %6.0f k tokens/s, %zu mentions\n", parse.tokens.size() * kRounds / took / 1e3,
              expected);
  return mentions.actors.size() == expected && expected > 200 ? 0 : 1;
}
