// Input in batches: documents to work on in parallel, rejects told on the way.
//
// A batch is cut by count and by bytes, so that memory stays flat over any number of documents.
#pragma once

#include <cstdint>
#include <cstdio>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "read/reader.h"

namespace bestand {

struct RejectLog {
  std::map<std::string, int64_t> by_reason;  // code -> count
  int64_t count = 0;
  std::FILE* file = nullptr;  // where each reject goes as a line of JSON, when asked
  ~RejectLog() { if (file != nullptr) std::fclose(file); }

  Status open(const std::string& path);
  void add(const Error& error);
};

class Batches {
 public:
  Batches(std::vector<std::string> paths, ReadOptions options, RejectLog* rejects)
      : reader_(std::move(paths), options), rejects_(rejects) {}

  // The next documents, none when the input is done.
  std::vector<Document> next();
  const Reader& reader() const { return reader_; }

 private:
  static constexpr size_t kDocuments = 512;
  static constexpr size_t kBytes = 4 << 20;

  Reader reader_;
  RejectLog* rejects_;
};

// One line on stderr that is written over, when stderr is a terminal; nothing otherwise.
class Progress {
 public:
  Progress();
  ~Progress();
  void show(const std::string& line);

 private:
  bool terminal_;
  size_t shown_ = 0;
};

// Threads to use where the user names none: all cores.
unsigned default_threads();

}  // namespace bestand
