#include "bestand/batches.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <thread>

#include "base/json_writer.h"

namespace bestand {

Status RejectLog::open(const std::string& path) {
  file = std::fopen(path.c_str(), "w");
  if (file == nullptr) return Error{Code::kUnwritable, std::strerror(errno), path, "", -1};
  return success();
}

void RejectLog::add(const Error& error) {
  ++count;
  ++by_reason[std::string(name(error.code))];
  std::fprintf(stderr, "bestand: rejected: %s\n", error.to_string().c_str());
  if (file == nullptr) return;
  std::string line;
  JsonWriter json(&line);
  json.begin_object();
  json.field("reject", name(error.code));
  json.field_if("file", error.file);
  json.field_if("document", error.document);
  if (error.byte >= 0) json.field("byte", error.byte);
  json.field("message", error.message);
  json.end_object();
  std::fprintf(file, "%s\n", line.c_str());
}

std::vector<Document> Batches::next() {
  std::vector<Document> batch;
  size_t bytes = 0;
  while (batch.size() < kDocuments && bytes < kBytes) {
    auto item = reader_.next();
    if (!item) break;
    if (!*item) {
      rejects_->add(item->error());
      continue;
    }
    bytes += (*item)->text.size();
    batch.push_back(std::move(*item).value());
  }
  return batch;
}

Progress::Progress() : terminal_(::isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() { show(""); }

void Progress::show(const std::string& line) {
  if (!terminal_ || (line.empty() && shown_ == 0)) return;
  std::string padded = line;
  if (padded.size() < shown_) padded.append(shown_ - padded.size(), ' ');
  std::fprintf(stderr, "\r%s%s", padded.c_str(), line.empty() ? "\r" : "");
  std::fflush(stderr);
  shown_ = line.size();
}

unsigned default_threads() {
  unsigned n = std::thread::hardware_concurrency();
  return n == 0 ? 1 : n;
}

}  // namespace bestand
