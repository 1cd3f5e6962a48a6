// Quantities of given documents, parsed beforehand: tokens a second, and the time to load.
//
//   bench_ground_quantity DATA_ROOT PATH...
#include <chrono>
#include <cstdio>

#include "ground/quantity.h"
#include "parse/parser.h"
#include "read/reader.h"

namespace {

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

int main(int argc, char** argv) {
  using namespace bestand;
  if (argc < 3) return std::fprintf(stderr, "usage: bench_ground_quantity DATA_ROOT PATH...\n"), 2;
  Result<Parser> parser = Parser::load(argv[1]);
  auto start = std::chrono::steady_clock::now();
  Result<QuantityGrounder> nl = QuantityGrounder::load(argv[1], "nl"),
                           en = QuantityGrounder::load(argv[1], "en");
  double load = seconds_since(start);
  if (!parser || !nl || !en) return std::fprintf(stderr, "cannot load %s\n", argv[1]), 3;
  std::vector<Document> documents;
  Reader reader(std::vector<std::string>(argv + 2, argv + argc));
  while (std::optional<Item> item = reader.next()) {
    if (*item && (item->value().lang == "nl" || item->value().lang == "en"))
      documents.push_back(std::move(**item));
  }
  std::vector<Parse> parses;
  for (const Document& document : documents) parses.push_back(parser->parse(document));
  size_t tokens = 0, found = 0;
  start = std::chrono::steady_clock::now();
  for (size_t i = 0; i < documents.size(); ++i) {
    Mentions mentions;
    (documents[i].lang == "nl" ? *nl : *en).ground(documents[i], parses[i], &mentions);
    tokens += parses[i].tokens.size();
    found += mentions.quantities.size();
  }
  double seconds = seconds_since(start);
  std::printf("load_ms %.1f\ndocuments %zu\ntokens %zu\nquantities %zu\ntokens_per_s %.0f\n", load * 1000,
              documents.size(), tokens, found, tokens / seconds);
  return found == 0;
}
