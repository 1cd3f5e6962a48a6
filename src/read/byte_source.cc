// zlib's gz layer reads plain files through unchanged and gzip members one after another.
#include "read/byte_source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <cerrno>
#include <cstring>

namespace bestand {
namespace {

Error unreadable(const std::string& name, const std::string& why) {
  return Error{Code::kUnreadable, "cannot be read: " + why, name, "", -1};
}

}  // namespace

void ByteSource::Close::operator()(void* gz) const { gzclose(static_cast<gzFile>(gz)); }

ByteSource::ByteSource(ByteSource&&) noexcept = default;
ByteSource& ByteSource::operator=(ByteSource&&) noexcept = default;
ByteSource::~ByteSource() = default;

Result<ByteSource> ByteSource::open(const std::string& path) {
  ByteSource source;
  source.name_ = path == "-" ? "<stdin>" : path;
  int fd = path == "-" ? ::dup(STDIN_FILENO) : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return unreadable(source.name_, std::strerror(errno));
  struct stat status;
  if (::fstat(fd, &status) == 0 && S_ISDIR(status.st_mode)) {
    ::close(fd);
    return unreadable(source.name_, std::strerror(EISDIR));
  }
  gzFile gz = gzdopen(fd, "rb");
  if (gz == nullptr) {
    ::close(fd);
    return unreadable(source.name_, "no memory for its buffers");
  }
  gzbuffer(gz, 128 * 1024);
  source.gz_.reset(gz);
  source.buffer_ = std::make_unique<char[]>(kBuffer);
  return source;
}

Error ByteSource::trouble() const {
  int code = Z_OK;
  const char* words = gzerror(static_cast<gzFile>(gz_.get()), &code);
  if (code == Z_ERRNO) return unreadable(name_, std::strerror(errno));
  if (code == Z_BUF_ERROR) return unreadable(name_, "the gzip data ends too early");
  return unreadable(name_, std::string("damaged gzip data: ") + words);
}

Result<bool> ByteSource::fill() {
  if (begin_ > 0) {
    std::memmove(buffer_.get(), buffer_.get() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (failed_) return *failed_;
  if (ended_ || end_ == kBuffer) return false;
  int n = gzread(static_cast<gzFile>(gz_.get()), buffer_.get() + end_, static_cast<unsigned>(kBuffer - end_));
  if (n < 0) {
    failed_ = trouble();
    return *failed_;
  }
  end_ += static_cast<size_t>(n);
  if (n > 0) return true;
  ended_ = true;
  int code = Z_OK;
  gzerror(static_cast<gzFile>(gz_.get()), &code);
  if (code != Z_BUF_ERROR) return false;
  failed_ = trouble();
  return *failed_;
}

Result<std::string> read_all(const std::string& path, uint64_t limit) {
  auto source = ByteSource::open(path);
  if (!source) return source.error();
  std::string out;
  for (;;) {
    auto filled = source->fill();
    if (!filled) return filled.error();
    out += source->buffered();
    source->take(source->buffered().size());
    if (out.size() > limit) return Error{Code::kTooLarge, "is over the limit of " + std::to_string(limit) + " bytes", source->name(), "", -1};
    if (!*filled) return out;
  }
}

}  // namespace bestand
