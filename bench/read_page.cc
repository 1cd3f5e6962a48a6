// Extracts the text of pages, given or made here, and tells megabytes and pages a second of processor time.
//
//   bench_read_page [PAGE...]     gzipped or not; read before the clock starts
#include <cstdio>
#include <ctime>
#include <string>
#include <vector>

#include "read/byte_source.h"
#include "read/html/page.h"

namespace {

std::string made_page() {
  std::string page = "<!DOCTYPE html><html lang=en><head><title>Truce</title><meta property=article:published_time content=2016-12-30T10:00:00Z></head><body>";
  for (int i = 0; i < 300; ++i) page += "<nav class='menu menu--main'><ul><li class=menu__item><a href='/section/" + std::to_string(i) + "'>Section</a></li></ul></nav>";
  page += "<article><h1>Truce</h1><div class=article-body>";
  for (int i = 0; i < 60; ++i) page += "<p>At least " + std::to_string(i) + " people were killed near the town, monitors said on Friday, while the ceasefire held elsewhere in the province.</p>\n";
  return page + "</div></article><script>" + std::string(40000, 'x') + "</script></body></html>";
}

std::string read_all(const char* path) {
  std::string out;
  auto source = bestand::ByteSource::open(path);
  if (!source) return out;
  for (auto filled = source->fill(); filled && *filled; filled = source->fill()) {
    out += source->buffered();
    source->take(source->buffered().size());
  }
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  auto words = bestand::shared_page_words();
  if (!words) return 1;
  std::vector<std::string> pages;
  for (int i = 1; i < argc; ++i) pages.push_back(read_all(argv[i]));
  bool own = pages.empty();
  if (own) pages.assign(200, made_page());
  size_t bytes = 0, documents = 0, text = 0;
  std::clock_t start = std::clock();
  for (const std::string& page : pages) {
    bytes += page.size();
    auto d = bestand::read_page(page, {}, **words);
    if (!d) continue;
    ++documents;
    text += d->text.size();
  }
  double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  std::printf("pages %zu\ndocuments %zu\ntext_bytes %zu\nmegabytes_per_s %.1f\npages_per_s %.0f\n", pages.size(), documents, text,
              bytes / seconds / 1e6, documents / seconds);
  return own && (documents != pages.size() || text / documents < 6000);
}
