// "bestand answers 1", the hash of what follows, then each answer: key, type, number of fields, fields, size and bytes of the
// body. One text a line; the body is its bytes.
#include "show/http/answers_file.h"

#include <charconv>
#include <cstdio>

#include "base/mapped_file.h"
#include "base/sha256.h"
#include "base/whole_file.h"

namespace bestand::http {
namespace {

constexpr std::string_view kMagic = "bestand answers 1\n";

class Reader {
 public:
  explicit Reader(std::string_view bytes) : left_(bytes) {}

  bool done() const { return left_.empty() || bad_; }
  bool bad() const { return bad_; }

  std::string line() {
    const size_t end = left_.find('\n');
    if (end == std::string_view::npos) return fail();
    std::string out(left_.substr(0, end));
    left_.remove_prefix(end + 1);
    return out;
  }

  size_t number() {
    const std::string text = line();
    size_t n = 0;
    const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), n);
    if (wrong != std::errc() || end != text.data() + text.size()) fail();
    return n;
  }

  std::string bytes(size_t n) {
    if (n > left_.size()) return fail();
    std::string out(left_.substr(0, n));
    left_.remove_prefix(n);
    return out;
  }

 private:
  std::string fail() {
    bad_ = true;
    left_ = {};
    return "";
  }

  std::string_view left_;
  bool bad_ = false;
};

}  // namespace

KeptAnswers read_answers(const std::string& path) {
  auto file = MappedFile::open(path);
  if (!file) return {};
  std::string_view bytes = file->bytes();
  if (!bytes.starts_with(kMagic)) return {};
  bytes.remove_prefix(kMagic.size());
  const size_t end = bytes.find('\n');
  if (end == std::string_view::npos || sha256(bytes.substr(end + 1)) != bytes.substr(0, end)) return {};
  Reader in(bytes.substr(end + 1));
  KeptAnswers out;
  while (!in.done()) {
    std::string key = in.line();
    Response r;
    r.type = in.line();
    for (size_t n = in.number(); n > 0 && !in.bad(); --n) {
      std::string name = in.line();
      r.fields.emplace_back(std::move(name), in.line());
    }
    r.body = std::make_shared<const std::string>(in.bytes(in.number()));
    out.emplace_back(std::move(key), std::move(r));
  }
  return in.bad() ? KeptAnswers() : out;
}

void write_answers(const std::string& path, const std::string& ledger, const KeptAnswers& answers) {
  std::string body;
  for (const auto& [key, r] : answers) {
    body += key + '\n' + r.type + '\n' + std::to_string(r.fields.size()) + '\n';
    for (const auto& [name, value] : r.fields) body += name + '\n' + value + '\n';
    body += std::to_string(r.body->size()) + '\n' + *r.body;
  }
  const std::string head = std::string(kMagic) + sha256(body) + '\n';
  replace_file(path, ledger, [&](std::FILE* file) {
    return std::fwrite(head.data(), 1, head.size(), file) == head.size() &&
           std::fwrite(body.data(), 1, body.size(), file) == body.size();
  });
}

}  // namespace bestand::http
