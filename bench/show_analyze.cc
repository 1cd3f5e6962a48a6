// The whole pure half on one core: raw documents to printed analyses, in sentences and megabytes a second.
//
// Usage: bench_show_analyze [PATH…]    default: the sample articles, many times over
// Checks its answer: two passes must print the same bytes, and claims must come out.
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "base/data_dir.h"
#include "base/sha256.h"
#include "bench/stopwatch.h"
#include "claim/engine.h"
#include "read/reader.h"
#include "show/analysis_json.h"

namespace {

struct Pass {
  size_t sentences = 0, tokens = 0, claims = 0, bytes = 0;
  double seconds = 0;
  std::string digest;
};

// Read beforehand: a reader has threads of its own, whose time is none of ours.
std::vector<bestand::Document> documents(const std::vector<std::string>& paths) {
  std::vector<bestand::Document> out;
  bestand::Reader reader(paths);
  while (auto item = reader.next()) {
    if (*item) out.push_back(std::move(*item).value());
  }
  return out;
}

Pass run(const bestand::Engine& engine, const std::vector<bestand::Document>& documents, int times) {
  Pass pass;
  std::string out;
  for (int i = 0; i < times; ++i) {
    for (bestand::Document document : documents) {
      bestand::bench::Stopwatch watch;
      bestand::Analysis analysis = engine.analyze(std::move(document));
      out.clear();
      append_json(analysis, {}, &out);
      pass.seconds += watch.seconds();
      pass.digest = bestand::sha256(pass.digest + out);
      pass.sentences += analysis.parse.sentences.size();
      pass.tokens += analysis.parse.tokens.size();
      pass.claims += analysis.claims.size();
      pass.bytes += analysis.document.text.size();
    }
  }
  return pass;
}

}  // namespace

int main(int argc, char** argv) {
  auto data = bestand::DataDir::find();
  if (!data) return std::fprintf(stderr, "%s\n", data.error().to_string().c_str()), 4;
  bestand::bench::Stopwatch watch;
  auto engine = bestand::Engine::load(*data, {});
  if (!engine) return std::fprintf(stderr, "%s\n", engine.error().to_string().c_str()), 3;
  double load_s = watch.seconds();
  std::vector<std::string> paths(argv + 1, argv + argc);
  int times = paths.empty() ? 20 : 1;
  if (paths.empty()) paths = {data->root + "/samples"};
  const std::vector<bestand::Document> all = documents(paths);
  Pass first = run(*engine, all, times), second = run(*engine, all, times);
  const Pass& best = first.seconds < second.seconds ? first : second;
  std::printf("load %.0f ms; %zu sentences, %zu tokens, %zu claims; %.0f sentences/s, %.0f tokens/s, %.2f MB/s on one core\n",
              load_s * 1e3, best.sentences, best.tokens, best.claims, best.sentences / best.seconds,
              best.tokens / best.seconds, best.bytes / best.seconds / 1e6);
  if (first.digest != second.digest) return std::fprintf(stderr, "two passes differ\n"), 1;
  if (best.claims == 0) return std::fprintf(stderr, "no claims came out\n"), 1;
  return 0;
}
