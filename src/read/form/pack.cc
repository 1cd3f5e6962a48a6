// Files in tar and zip archives, each read as if it lay by itself; nothing is written to disk.
#include <archive.h>
#include <archive_entry.h>

#include "read/form/form.h"

namespace bestand {
namespace {

constexpr int kMaxDepth = 3;  // archives in archives

class Pack final : public Form {
 public:
  Pack(ByteSource source, ReadContext* context, int depth) : source_(std::move(source)), context_(context), depth_(depth) {
    archive_ = archive_read_new();
    archive_read_support_format_tar(archive_);
    archive_read_support_format_zip_streamable(archive_);
    opened_ = archive_read_open(archive_, this, nullptr, &Pack::give, nullptr) == ARCHIVE_OK;
  }
  Pack(const Pack&) = delete;
  Pack& operator=(const Pack&) = delete;
  ~Pack() override { archive_read_free(archive_); }

  const ByteSource& source() const override { return source_; }

  std::optional<Task> task() override {
    for (;;) {
      if (inner_) {
        if (auto task = inner_->task()) {
          task->mark.reset();
          return task;
        }
        inner_.reset();
      }
      if (done_) return std::nullopt;
      if (auto reject = open_member()) {
        Task task;
        task.finished = true;
        task.work = [error = *reject] { return Outcome{Item(error), nullptr}; };
        return task;
      }
    }
  }

 private:
  static la_ssize_t give(archive*, void* self, const void** bytes) {
    auto* pack = static_cast<Pack*>(self);
    pack->source_.take(pack->given_);
    pack->given_ = 0;
    auto filled = pack->source_.fill();
    if (!filled && pack->source_.buffered().empty()) return -1;
    *bytes = pack->source_.buffered().data();
    pack->given_ = pack->source_.buffered().size();
    return static_cast<la_ssize_t>(pack->given_);
  }

  Error trouble(Code code, std::string message, const std::string& name = "") const {
    return Error{code, std::move(message), name.empty() ? source_.name() : name, "", -1};
  }

  // Goes to the next file and opens it; an error for one that cannot be read. Sets done_ at the end.
  std::optional<Error> open_member() {
    archive_entry* entry = nullptr;
    int got = opened_ ? archive_read_next_header(archive_, &entry) : ARCHIVE_FATAL;
    if (got == ARCHIVE_EOF) {
      done_ = true;
      return any_ ? std::nullopt : std::optional(trouble(Code::kEmptyFile, "is an archive without files"));
    }
    if (got < ARCHIVE_WARN) {
      done_ = true;
      const char* words = archive_error_string(archive_);
      return trouble(Code::kUnreadable, std::string("damaged archive: ") + (words != nullptr ? words : "cannot be opened"));
    }
    any_ = true;
    if (archive_entry_filetype(entry) != AE_IFREG) return std::nullopt;
    const char* path = archive_entry_pathname(entry);
    std::string name = source_.name() + "!" + (path != nullptr ? path : "");
    if (file_name(name).starts_with('.')) return std::nullopt;
    return open_bytes(name);
  }

  std::optional<Error> open_bytes(const std::string& name) {
    // Members that hold many documents may be larger than one; they are held whole.
    uint64_t limit = context_->options.max_document_bytes * kMembersLimit;
    std::string bytes;
    std::vector<char> buffer(64 * 1024);
    const uint64_t from = source_.taken();
    for (;;) {
      la_ssize_t n = archive_read_data(archive_, buffer.data(), buffer.size());
      if (n == 0) break;
      if (n < 0) {
        const char* words = archive_error_string(archive_);
        return trouble(Code::kUnreadable, std::string("damaged in its archive: ") + (words != nullptr ? words : ""), name);
      }
      bytes.append(buffer.data(), static_cast<size_t>(n));
      if (bytes.size() > limit) return trouble(Code::kTooLarge, "is over the limit of " + std::to_string(limit) + " bytes a file in an archive", name);
      // What was given includes what was read ahead, so that a bomb is seen a little later than it could be.
      if (bytes.size() > ByteSource::kRatioFrom && bytes.size() / ByteSource::kMaxRatio > source_.taken() + given_ - from)
        return trouble(Code::kTooLarge, "decompresses to more than " + std::to_string(ByteSource::kMaxRatio) + " times its size", name);
    }
    if (depth_ >= kMaxDepth) return trouble(Code::kUnsupported, "lies in more than " + std::to_string(kMaxDepth) + " archives", name);
    auto form = open_form(ByteSource::of_bytes(name, std::move(bytes)), context_, depth_ + 1);
    if (!form) return form.error();
    inner_ = std::move(*form);
    return std::nullopt;
  }

  static constexpr uint64_t kMembersLimit = 16;

  ByteSource source_;
  ReadContext* context_;
  int depth_;
  archive* archive_;
  bool opened_ = false, any_ = false, done_ = false;
  size_t given_ = 0;  // of the source's buffer, to the archive reader
  std::unique_ptr<Form> inner_;
};

}  // namespace

std::unique_ptr<Form> make_pack(ByteSource source, ReadContext* context, int depth) {
  return std::make_unique<Pack>(std::move(source), context, depth);
}

}  // namespace bestand
