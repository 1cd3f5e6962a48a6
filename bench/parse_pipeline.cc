// Tokens a second of processor time from raw text to sentences, tags, trees and names, on one core.
//
//   bench_parse_pipeline [DATA_ROOT [PATH]]
//
// PATH is a file of JSON lines or plain text, or a folder; without one a short text of its own is read many
// times over. The answer is checked: two passes must give the same trees, every sentence one root.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <string>
#include <vector>

#include "parse/lex.h"
#include "parse/parser.h"
#include "read/reader.h"

namespace bestand {
namespace {

constexpr const char* kText =
    "Het bestand in het noorden houdt stand, zegt de waarnemersgroep\n\n"
    "Het leger en de rebellen hebben donderdag om 23.00 uur de wapens neergelegd. Volgens een woordvoerder "
    "van het ministerie van Defensie "
    "zijn er sindsdien geen luchtaanvallen meer geweest op de stad. \"We blijven waakzaam\", zei hij vrijdag "
    "tegen het persbureau.\n\n"
    "In de provincie Hama werd 's ochtends nog gevochten, melden activisten. Daarbij zouden zeker twaalf "
    "strijders zijn gedood en ruim dertig "
    "burgers gewond geraakt. De rebellengroep ontkent dat zij de overeenkomst heeft geschonden; volgens haar "
    "leider schoot de andere partij eerst. "
    "Het Rode Kruis bracht 4.500 mensen in veiligheid, onder wie veel kinderen. Volgende maand praten de "
    "partijen in Genève verder over een "
    "politieke oplossing voor het conflict, dat al bijna zes jaar duurt.\n\n";

struct Pass {
  size_t tokens = 0, sentences = 0;
  uint64_t sum = 1;
  bool sound = true;
};

Pass run(const Parser& parser, const std::vector<Document>& documents) {
  Pass pass;
  for (const Document& d : documents) {
    Parse parse = parser.parse(d);
    pass.tokens += parse.tokens.size();
    pass.sentences += parse.sentences.size();
    for (const Token& t : parse.tokens)
      pass.sum = mix_hash(pass.sum, static_cast<uint64_t>(t.head + 7) * 64 + static_cast<uint64_t>(t.rel));
    for (const Sentence& s : parse.sentences) {
      int roots = 0;
      for (int32_t i = s.first; i < s.last; ++i) roots += parse.tokens[i].head < 0;
      pass.sound &= roots == 1;
    }
  }
  return pass;
}

std::vector<Document> read_documents(int argc, char** argv) {
  std::vector<Document> out;
  if (argc < 3) {
    Document d;
    d.lang = "nl";
    for (int i = 0; i < 40; ++i) d.text += kText;
    out.push_back(std::move(d));
    return out;
  }
  Reader reader({argv[2]});
  while (auto item = reader.next()) {
    if (*item) out.push_back(std::move(**item));
  }
  return out;
}

// Processor time, so that what else runs on the machine does not count.
double cpu_seconds() {
  timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

int main_program(int argc, char** argv) {
  double before_load = cpu_seconds();
  auto parser = Parser::load(argc > 1 ? argv[1] : ".");
  double load = 1000 * (cpu_seconds() - before_load);
  if (!parser) {
    std::fprintf(stderr, "%s\n", parser.error().to_string().c_str());
    return 1;
  }
  std::vector<Document> documents = read_documents(argc, argv);
  Pass first = run(*parser, documents);
  if (first.tokens == 0 || !first.sound) {
    std::fprintf(stderr, "no tokens, or a sentence without exactly one root\n");
    return 1;
  }
  double best = 0, spent = 0;
  for (int i = 0; i < 50 && spent < 3.0; ++i) {
    double began = cpu_seconds();
    Pass again = run(*parser, documents);
    double seconds = cpu_seconds() - began;
    if (again.sum != first.sum || again.tokens != first.tokens) {
      std::fprintf(stderr, "two passes gave different trees\n");
      return 1;
    }
    spent += seconds;
    best = std::max(best, static_cast<double>(first.tokens) / seconds);
  }
  std::printf("documents %zu\nsentences %zu\ntokens %zu\nload_ms %.2f\ntokens_per_s %.0f\n", documents.size(),
              first.sentences, first.tokens, load, best);
  return 0;
}

}  // namespace
}  // namespace bestand

int main(int argc, char** argv) { return bestand::main_program(argc, argv); }
