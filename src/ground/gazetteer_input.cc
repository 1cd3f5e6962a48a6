// A zip archive is read from its central directory: entries that are stored or deflated, no encryption, no
// zip64 beyond what a GeoNames dump needs.
#include "ground/gazetteer_input.h"

#include <zlib.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>

#include "base/mapped_file.h"

namespace bestand {
namespace {

constexpr size_t kLongestLine = 1 << 20;

// Cuts a stream of chunks into lines.
class LineCutter {
 public:
  explicit LineCutter(const std::function<void(std::string_view)>& line) : line_(line) {}

  void feed(std::string_view chunk) {
    while (!chunk.empty()) {
      size_t end = chunk.find('\n');
      rest_ += chunk.substr(0, end);
      if (end == std::string_view::npos) break;
      finish();
      chunk.remove_prefix(end + 1);
    }
    if (rest_.size() > kLongestLine) finish();
  }

  void finish() {
    if (!rest_.empty() && rest_.back() == '\r') rest_.pop_back();
    line_(rest_);
    rest_.clear();
  }

  void end() {
    if (!rest_.empty()) finish();
  }

 private:
  const std::function<void(std::string_view)>& line_;
  std::string rest_;
};

uint32_t u16(std::string_view b, size_t at) {
  return static_cast<unsigned char>(b[at]) | static_cast<unsigned char>(b[at + 1]) << 8;
}

uint32_t u32(std::string_view b, size_t at) { return u16(b, at) | u16(b, at + 2) << 16; }

struct ZipEntry {
  uint32_t method = 0;
  uint64_t packed = 0, size = 0, local = 0;
};

Error unsupported(const std::string& path, const char* what) {
  return Error{Code::kUnsupported, what, path, "", -1};
}

Result<ZipEntry> largest_table(std::string_view bytes, const std::string& path) {
  size_t end = bytes.rfind("PK\5\6");
  if (end == std::string_view::npos || end + 22 > bytes.size())
    return unsupported(path, "a zip archive without its directory");
  uint32_t count = u16(bytes, end + 10);
  size_t at = u32(bytes, end + 16);
  ZipEntry best;
  for (uint32_t i = 0; i < count && at + 46 <= bytes.size() && u32(bytes, at) == 0x02014B50; ++i) {
    ZipEntry entry{u16(bytes, at + 10), u32(bytes, at + 20), u32(bytes, at + 24), u32(bytes, at + 42)};
    size_t name_size = u16(bytes, at + 28);
    if (at + 46 + name_size > bytes.size()) break;
    std::string_view name = bytes.substr(at + 46, name_size);
    bool table = name.ends_with(".txt") || name.ends_with(".tsv");
    if (table && name.find("readme") == std::string_view::npos && entry.size >= best.size) best = entry;
    at += 46 + name_size + u16(bytes, at + 30) + u16(bytes, at + 32);
  }
  if (best.size == 0) return unsupported(path, "no .txt or .tsv in this zip archive");
  return best;
}

Status inflate_into(std::string_view packed, const std::string& path, LineCutter* lines) {
  z_stream stream{};
  if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) return unsupported(path, "zlib cannot start");
  std::unique_ptr<z_stream, int (*)(z_stream*)> closer(&stream, inflateEnd);
  auto buffer = std::make_unique<std::array<char, 1 << 16>>();
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  for (int state = Z_OK; state != Z_STREAM_END;) {
    stream.next_out = reinterpret_cast<Bytef*>(buffer->data());
    stream.avail_out = static_cast<uInt>(buffer->size());
    state = inflate(&stream, Z_NO_FLUSH);
    if (state != Z_OK && state != Z_STREAM_END) return unsupported(path, "damaged zip archive");
    lines->feed({buffer->data(), buffer->size() - stream.avail_out});
  }
  return success();
}

Status zip_lines(const std::string& path, LineCutter* lines) {
  auto file = MappedFile::open(path);
  if (!file) return file.error();
  std::string_view bytes = file->bytes();
  auto entry = largest_table(bytes, path);
  if (!entry) return entry.error();
  if (entry->local + 30 > bytes.size()) return unsupported(path, "damaged zip archive");
  size_t data = entry->local + 30 + u16(bytes, entry->local + 26) + u16(bytes, entry->local + 28);
  if (data > bytes.size() || entry->packed > bytes.size() - data)
    return unsupported(path, "truncated zip archive");
  std::string_view packed = bytes.substr(data, entry->packed);
  if (entry->method == 8) return inflate_into(packed, path, lines);
  if (entry->method != 0) return unsupported(path, "a zip method other than deflate");
  lines->feed(packed);
  return success();
}

Status gzip_lines(const std::string& path, LineCutter* lines) {
  errno = 0;
  std::unique_ptr<gzFile_s, int (*)(gzFile)> file(gzopen(path.c_str(), "rb"), gzclose);
  if (!file) return Error{Code::kUnreadable, std::strerror(errno), path, "", -1};
  auto buffer = std::make_unique<std::array<char, 1 << 16>>();
  int got;
  while ((got = gzread(file.get(), buffer->data(), buffer->size())) > 0)
    lines->feed({buffer->data(), static_cast<size_t>(got)});
  int code = Z_OK;
  const char* words = gzerror(file.get(), &code);
  if (got < 0 || (code != Z_OK && code != Z_STREAM_END)) {
    return Error{Code::kUnreadable, words != nullptr && *words ? words : std::strerror(errno), path, "", -1};
  }
  return success();
}

}  // namespace

Status for_each_line(const std::string& path, const std::function<void(std::string_view)>& line) {
  LineCutter lines(line);
  Status done = path.ends_with(".zip") ? zip_lines(path, &lines) : gzip_lines(path, &lines);
  if (done) lines.end();
  return done;
}

void split_tabs(std::string_view line, std::vector<std::string_view>* out) {
  out->clear();
  for (size_t at = 0;;) {
    size_t end = line.find('\t', at);
    out->push_back(line.substr(at, end == std::string_view::npos ? end : end - at));
    if (end == std::string_view::npos) return;
    at = end + 1;
  }
}

}  // namespace bestand
