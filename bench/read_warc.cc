// Reads an archive made here, compressed by record and not at all: megabytes a second of its records alone ("records", what
// streaming costs), and with their pages made documents ("documents"), on one thread (by processor time) and on all (by the
// clock). Megabytes are decompressed ones; those of the file stand behind, where they are fewer.
//
//   bench_read_warc [ARCHIVE...]
#include <unistd.h>
#include <zlib.h>

#include <chrono>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "read/archive/warc.h"
#include "read/reader.h"

namespace {

constexpr int kPages = 2000;

// Words as scripts have them, so that gzip makes a fifth of a page, as of those of the web.
std::string made_script(int seed, size_t size) {
  static constexpr const char* kWords[] = {"function", "return", "window.", "document.", "var ", "if(", "){", "};", "null", "true", "push", "length", "data-", "https://", "this.", "config"};
  std::minstd_rand random(static_cast<unsigned>(seed) + 1);
  std::string out;
  while (out.size() < size) {
    out += kWords[random() % 16];
    if (random() % 2 == 0) out += std::to_string(random() % 1000);
  }
  return out;
}

std::string made_record(int i) {
  std::string page = "<!DOCTYPE html><html lang=en><head><title>Truce " + std::to_string(i) + "</title></head><body>";
  for (int k = 0; k < 150; ++k) page += "<nav class='menu menu--main'><ul><li class=menu__item><a href='/section/" + std::to_string(k) + "'>Section</a></li></ul></nav>";
  page += "<article><h1>Truce</h1>";
  for (int k = 0; k < 30; ++k) page += "<p>At least " + std::to_string(k * i) + " people were killed near the town, monitors said on Friday, while the ceasefire held elsewhere.</p>\n";
  page += "</article><script>" + made_script(i, 20000) + "</script></body></html>";
  const std::string block = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page;
  return "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/" + std::to_string(i) + "\r\nWARC-Date: 2016-12-31T10:00:00Z\r\nContent-Length: " + std::to_string(block.size()) + "\r\n\r\n" +
         block + "\r\n\r\n";
}

void write_archive(const std::string& path, bool packed) {
  gzFile file = gzopen(path.c_str(), packed ? "wb" : "wbT");
  for (int i = 0; i < kPages; ++i) {
    const std::string record = made_record(i);
    gzwrite(file, record.data(), static_cast<unsigned>(record.size()));
    if (packed) {  // a member a record
      gzclose(file);
      file = gzopen(path.c_str(), "ab");
    }
  }
  gzclose(file);
}

// Seconds of the clock, or of the processor.
class Watch {
 public:
  explicit Watch(bool processor) : processor_(processor) {}
  double seconds() const {
    if (processor_) return static_cast<double>(std::clock() - began_) / CLOCKS_PER_SEC;
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }

 private:
  bool processor_;
  std::clock_t began_ = std::clock();
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

void print_rate(const std::string& path, uint64_t bytes, double seconds) {
  const double whole = static_cast<double>(bytes) / 1e6 / seconds, file = static_cast<double>(std::filesystem::file_size(path)) / 1e6 / seconds;
  std::printf("%.0f MB/s", whole);
  if (file < 0.99 * whole) std::printf(" (%.0f of the file)", file);
}

int records(const std::string& path) {
  const Watch watch(true);
  auto source = bestand::ByteSource::open(path);
  if (!source) return 0;
  bestand::WarcReader reader(&*source, 16 << 20);
  int n = 0;
  while (auto record = reader.next()) n += record->ok();
  const double seconds = watch.seconds();
  std::printf("%s records: %d, ", path.c_str(), n);
  print_rate(path, source->taken(), seconds);
  std::printf("\n");
  return n;
}

int documents(const std::string& path, unsigned threads) {
  const Watch watch(threads == 1);
  bestand::ReadOptions options;
  options.threads = threads;
  bestand::Reader reader({path}, options);
  int n = 0;
  while (auto item = reader.next()) n += item->ok();
  const double seconds = watch.seconds();
  std::printf("%s documents, %u thread%s: %d, ", path.c_str(), threads, threads == 1 ? "" : "s", n);
  print_rate(path, reader.bytes_read(), seconds);
  std::printf(", %.0f a second\n", n / seconds);
  return n;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> paths(argv + 1, argv + argc);
  const bool own = paths.empty();
  if (own) {
    for (const char* ending : {".warc", ".warc.gz"}) {
      paths.push_back("/tmp/bestand-bench-" + std::to_string(::getpid()) + ending);
      write_archive(paths.back(), paths.size() == 2);
    }
  }
  bool right = true;
  for (const std::string& path : paths) {
    const int n = records(path);
    for (unsigned threads : {1u, std::max(2u, std::thread::hardware_concurrency())}) {
      const int found = documents(path, threads);
      right &= !own || (n == kPages && found == kPages);
    }
    if (own) std::remove(path.c_str());
  }
  return right ? 0 : 1;
}
