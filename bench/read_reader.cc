// Reads the given files (or lines made here) and tells documents and megabytes a second.
//
//   bench_read_reader [PATH...]
#include <chrono>
#include <cstdio>
#include <fstream>

#include "read/reader.h"

namespace {

constexpr int kLines = 20000;

std::string make_lines() {
  std::string path = "/tmp/bestand-bench-read.jsonl";
  std::ofstream out(path);
  for (int i = 0; i < kLines; ++i) {
    out << R"({"id":"b-)" << i << R"(","lang":"en","published":"2016-12-30","text":")";
    for (int j = 0; j < 40; ++j)
      out << "At least " << j << " people were killed near town " << i << ", monitors said. ";
    out << "\"}\n";
  }
  return path;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> paths(argv + 1, argv + argc);
  bool own = paths.empty();
  if (own) paths.push_back(make_lines());
  auto start = std::chrono::steady_clock::now();
  bestand::Reader reader(paths);
  int documents = 0, rejects = 0;
  while (std::optional<bestand::Item> item = reader.next()) ++(*item ? documents : rejects);
  double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  std::printf("documents %d\nrejects %d\ndocuments_per_s %.0f\nmegabytes_per_s %.1f\n", documents, rejects,
              documents / seconds, reader.bytes_read() / seconds / 1e6);
  if (own) std::remove(paths[0].c_str());
  return own && documents != kLines;
}
