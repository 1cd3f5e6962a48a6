// Raw bytes come from a descriptor or from memory; each member (gzip) or frame (zstd) is decoded in turn. Bytes behind
// the last gzip member that begin no other are left out, as gzip does.
#include "read/byte_source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <cerrno>
#include <cstring>
#include <deque>
#include <utility>
#include <vector>

namespace bestand {
namespace {

constexpr size_t kRawBuffer = 128 * 1024;
// More members than this in one buffer are of a few bytes: nobody wants to begin at each.
constexpr size_t kMaxBeginnings = 4096;
constexpr std::string_view kGzip = "\x1F\x8B\x08";
constexpr std::string_view kGzipShort = "\x1F\x8B";
constexpr std::string_view kZstd = "\x28\xB5\x2F\xFD";

Error unreadable(const std::string& name, const std::string& why) {
  return Error{Code::kUnreadable, "cannot be read: " + why, name, "", -1};
}

}  // namespace

struct ByteSource::Decoder {
  enum class Kind { kUnknown, kPlain, kGzip, kZstd };

  int fd = -1;
  std::string memory;  // where there is no descriptor
  size_t memory_at = 0;
  std::vector<char> raw = std::vector<char>(kRawBuffer);
  size_t begin = 0, end = 0;
  bool raw_ended = false;
  uint64_t raw_read = 0, raw_size = 0, out_total = 0;
  Kind kind = Kind::kUnknown;
  bool inside = false;  // a member or frame
  z_stream gzip{};
  bool gzip_ready = false;
  ZSTD_DStream* zstd = nullptr;
  std::string trouble;  // why decoding failed
  // Where members or frames begin: decompressed, and in the file. Those behind which reading has gone are dropped.
  std::deque<std::pair<uint64_t, uint64_t>> beginnings;

  uint64_t raw_at() const { return raw_read - (end - begin); }
  void note_beginning(uint64_t out) {
    if (beginnings.size() >= kMaxBeginnings) beginnings.pop_front();
    beginnings.emplace_back(out, raw_at());
  }

  ~Decoder() {
    if (fd >= 0) ::close(fd);
    if (gzip_ready) inflateEnd(&gzip);
    if (zstd != nullptr) ZSTD_freeDStream(zstd);
  }

  // Reads more raw bytes behind those held. False at the end or on trouble.
  bool more() {
    if (raw_ended) return false;
    if (begin > 0) {
      std::memmove(raw.data(), raw.data() + begin, end - begin);
      end -= begin;
      begin = 0;
    }
    if (end == raw.size()) return false;
    ssize_t n = fd >= 0 ? read_descriptor() : read_memory();
    if (n < 0) {
      trouble = std::strerror(errno);
      raw_ended = true;
      return false;
    }
    if (n == 0) raw_ended = true;
    end += static_cast<size_t>(n);
    raw_read += static_cast<uint64_t>(n);
    return n > 0;
  }

  ssize_t read_descriptor() {
    ssize_t n;
    do n = ::read(fd, raw.data() + end, raw.size() - end);
    while (n < 0 && errno == EINTR);
    return n;
  }

  ssize_t read_memory() {
    size_t n = std::min(raw.size() - end, memory.size() - memory_at);
    std::memcpy(raw.data() + end, memory.data() + memory_at, n);
    memory_at += n;
    return static_cast<ssize_t>(n);
  }

  std::string_view held() const { return {raw.data() + begin, end - begin}; }

  void choose() {
    while (held().size() < 4 && more()) {
    }
    kind = held().starts_with(kGzipShort) ? Kind::kGzip : held().starts_with(kZstd) ? Kind::kZstd : Kind::kPlain;
  }

  // Fills up to `room` bytes at `to`; 0 at the end or, with `trouble` set, on an error.
  size_t decode(char* to, size_t room) {
    if (kind == Kind::kUnknown) choose();
    size_t n = kind == Kind::kPlain ? copy(to, room) : kind == Kind::kGzip ? inflate_into(to, room) : unzstd(to, room);
    out_total += n;
    return n;
  }

  size_t copy(char* to, size_t room) {
    if (held().empty() && !more()) return 0;
    size_t n = std::min(room, held().size());
    std::memcpy(to, raw.data() + begin, n);
    begin += n;
    return n;
  }

  bool begin_member(uint64_t out) {
    while (held().size() < 3 && more()) {
    }
    if (!held().starts_with(kGzipShort)) return false;
    note_beginning(out);
    int ready = gzip_ready ? inflateReset2(&gzip, 15 + 16) : inflateInit2(&gzip, 15 + 16);
    gzip_ready = true;
    if (ready != Z_OK) trouble = "no memory to decompress";
    inside = ready == Z_OK;
    return inside;
  }

  size_t inflate_into(char* to, size_t room) {
    gzip.next_out = reinterpret_cast<Bytef*>(to);
    gzip.avail_out = static_cast<uInt>(room);
    while (gzip.avail_out == room) {
      if (!inside && !begin_member(out_total + (room - gzip.avail_out))) return 0;
      if (held().empty() && !more()) {
        if (trouble.empty()) trouble = "the gzip data ends too early";
        return 0;
      }
      gzip.next_in = reinterpret_cast<Bytef*>(raw.data() + begin);
      gzip.avail_in = static_cast<uInt>(held().size());
      gzip.next_out = reinterpret_cast<Bytef*>(to + (room - gzip.avail_out));
      int done = inflate(&gzip, Z_NO_FLUSH);
      begin = end - gzip.avail_in;
      if (done == Z_STREAM_END) inside = false;
      if (done != Z_OK && done != Z_STREAM_END && done != Z_BUF_ERROR) {
        trouble = std::string("damaged gzip data: ") + (gzip.msg != nullptr ? gzip.msg : "no valid stream");
        break;
      }
    }
    return room - gzip.avail_out;
  }

  size_t unzstd(char* to, size_t room) {
    if (zstd == nullptr) zstd = ZSTD_createDStream();
    ZSTD_outBuffer out{to, room, 0};
    while (out.pos == 0) {
      if (held().empty() && !more()) {
        if (inside && trouble.empty()) trouble = "the zstd data ends too early";
        return 0;
      }
      if (!inside) note_beginning(out_total);
      ZSTD_inBuffer in{raw.data() + begin, held().size(), 0};
      size_t done = ZSTD_decompressStream(zstd, &out, &in);
      begin += in.pos;
      if (ZSTD_isError(done)) {
        trouble = std::string("damaged zstd data: ") + ZSTD_getErrorName(done);
        break;
      }
      inside = done != 0;
    }
    return out.pos;
  }

  // The next place where a member or frame may begin.
  bool seek_member() {
    std::string_view magic = kind == Kind::kZstd ? kZstd : kGzip;
    inside = false;
    trouble.clear();
    if (zstd != nullptr) ZSTD_DCtx_reset(zstd, ZSTD_reset_session_only);
    // A frame may be refused before a byte of it is taken: it is not begun again.
    if (!beginnings.empty() && beginnings.back().second == raw_at() && !held().empty()) ++begin;
    for (;;) {
      size_t at = held().find(magic);
      if (at != std::string_view::npos) {
        begin += at;
        return true;
      }
      begin += held().size() > 3 ? held().size() - 3 : 0;
      if (!more()) return false;
    }
  }
};

ByteSource::ByteSource() = default;
ByteSource::ByteSource(ByteSource&&) noexcept = default;
ByteSource& ByteSource::operator=(ByteSource&&) noexcept = default;
ByteSource::~ByteSource() = default;

ByteSource ByteSource::start(std::string name) {
  ByteSource source;
  source.name_ = std::move(name);
  source.decoder_ = std::make_unique<Decoder>();
  source.buffer_ = std::make_unique<char[]>(kBuffer);
  return source;
}

Result<ByteSource> ByteSource::open(const std::string& path, uint64_t from) {
  ByteSource source = start(path == "-" ? "<stdin>" : path);
  int fd = path == "-" ? ::dup(STDIN_FILENO) : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return unreadable(source.name_, std::strerror(errno));
  source.decoder_->fd = fd;
  struct stat status;
  if (::fstat(fd, &status) == 0) {
    if (S_ISDIR(status.st_mode)) return unreadable(source.name_, std::strerror(EISDIR));
    if (S_ISREG(status.st_mode)) source.decoder_->raw_size = static_cast<uint64_t>(status.st_size);
  }
  if (from > 0) {
    if (::lseek(fd, static_cast<off_t>(from), SEEK_SET) < 0) return unreadable(source.name_, std::strerror(errno));
    source.decoder_->raw_read = from;
    source.from_ = from;
  }
  return source;
}

ByteSource ByteSource::of_bytes(std::string name, std::string bytes) {
  ByteSource source = start(std::move(name));
  source.decoder_->raw_size = bytes.size();
  source.decoder_->memory = std::move(bytes);
  return source;
}

uint64_t ByteSource::raw_read() const { return decoder_->raw_at(); }

std::optional<uint64_t> ByteSource::mark() const {
  if (decoder_->kind == Decoder::Kind::kPlain) return from_ + taken_;
  auto& beginnings = decoder_->beginnings;
  while (beginnings.size() > 1 && beginnings[1].first <= taken_) beginnings.pop_front();
  if (!beginnings.empty() && beginnings.front().first == taken_) return beginnings.front().second;
  return std::nullopt;
}

uint64_t ByteSource::raw_size() const { return decoder_->raw_size; }

Result<bool> ByteSource::fill() {
  if (begin_ > 0) {
    std::memmove(buffer_.get(), buffer_.get() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (failed_) return *failed_;
  if (ended_ || end_ == kBuffer) return false;
  size_t n = decoder_->decode(buffer_.get() + end_, kBuffer - end_);
  end_ += n;
  if (decoder_->out_total > kRatioFrom && decoder_->out_total / kMaxRatio > decoder_->raw_read - from_) {
    failed_ = Error{Code::kTooLarge, "decompresses to more than " + std::to_string(kMaxRatio) + " times its size", name_, "", -1};
    return *failed_;
  }
  if (n > 0) return true;
  ended_ = decoder_->trouble.empty();
  if (ended_) return false;
  failed_ = unreadable(name_, decoder_->trouble);
  return *failed_;
}

bool ByteSource::resume() {
  if (!failed_ || failed_->code != Code::kUnreadable || decoder_->kind == Decoder::Kind::kPlain) return false;
  taken_ += end_ - begin_;
  begin_ = end_ = 0;
  failed_.reset();
  if (decoder_->seek_member()) return true;
  ended_ = true;
  return false;
}

namespace {

Result<std::string> drain(ByteSource source, uint64_t limit) {
  std::string out;
  for (;;) {
    auto filled = source.fill();
    if (!filled) return filled.error();
    out += source.buffered();
    source.take(source.buffered().size());
    if (out.size() > limit) return Error{Code::kTooLarge, "is over the limit of " + std::to_string(limit) + " bytes", source.name(), "", -1};
    if (!*filled) return out;
  }
}

}  // namespace

Result<std::string> read_all(const std::string& path, uint64_t limit) {
  auto source = ByteSource::open(path);
  if (!source) return source.error();
  return drain(std::move(*source), limit);
}

Result<std::string> decompress(std::string bytes, uint64_t limit) { return drain(ByteSource::of_bytes("", std::move(bytes)), limit); }

}  // namespace bestand
