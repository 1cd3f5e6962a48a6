// One document to its analysis: the pure half of bestand, from text to claims.
//
// Input    a Document; its language decides which data of lang/ is used
// Output   its Analysis; a language without data is parsed only
// Errors   of every part's data, models and the gazetteer; kBadGazetteer when one is named and cannot be used
// Threads  const after load; analyze() may be called from any number of threads
// Cost     linear in the text; bench/show_analyze
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/data_dir.h"
#include "base/result.h"
#include "claim/analysis.h"

namespace bestand {

struct EngineOptions {
  std::vector<std::string> languages;  // empty: every folder of lang/ that has frames
};

class Engine {
 public:
  static Result<Engine> load(const DataDir& data, EngineOptions options);

  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;
  ~Engine();

  // Whether documents in this language get more than a parse.
  bool reads(std::string_view lang) const;

  // Where the thread's Deadline passes: an analysis that is over_time, and holds the document alone.
  // The analysis's views point into its own document and into the engine, which must outlive it.
  Analysis analyze(Document document) const;

 private:
  struct Impl;
  explicit Engine(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace bestand
