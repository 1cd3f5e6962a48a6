#include "read/archive/http_message.h"

#include <zlib.h>

#include <algorithm>

#include "base/ascii.h"
#include "read/byte_source.h"

namespace bestand {
namespace {

// The body of chunks; what does not follow the form is taken as it stands.
std::string unchunk(std::string_view body) {
  std::string out;
  for (size_t at = 0; at < body.size();) {
    size_t end = body.find('\n', at);
    std::string_view line = trim_ascii(body.substr(at, end == body.npos ? body.npos : end - at));
    line = trim_ascii(line.substr(0, line.find(';')));
    size_t size = 0;
    bool valid = !line.empty() && line.size() <= 8 && end != body.npos;
    for (char c : line) {
      int digit = c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
      valid &= digit >= 0;
      size = size * 16 + static_cast<size_t>(std::max(digit, 0));
    }
    if (!valid) return at == 0 ? std::string(body) : out + std::string(body.substr(at));
    if (size == 0) break;
    at = end + 1;
    out += body.substr(at, size);
    at += std::min(size, body.size() - at);
    if (body.substr(at, 2) == "\r\n") at += 2; else if (body.substr(at, 1) == "\n") ++at;
  }
  return out;
}

// HTTP's "deflate" is zlib's form, or, from some servers, the bare one.
Result<std::string> inflate_body(std::string_view body, int window, uint64_t limit) {
  z_stream z{};
  if (inflateInit2(&z, window) != Z_OK) return Error{Code::kUnreadable, "no memory to decompress", "", "", -1};
  std::string out;
  char buffer[65536];
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(body.data()));
  z.avail_in = static_cast<uInt>(body.size());
  int done = Z_OK;
  while (done == Z_OK && out.size() <= limit) {
    z.next_out = reinterpret_cast<Bytef*>(buffer);
    z.avail_out = sizeof buffer;
    done = inflate(&z, Z_NO_FLUSH);
    out.append(buffer, sizeof buffer - z.avail_out);
  }
  inflateEnd(&z);
  if (out.size() > limit) return Error{Code::kTooLarge, "decompresses to more than " + std::to_string(limit) + " bytes", "", "", -1};
  if (out.empty() && done != Z_STREAM_END) return Error{Code::kUnreadable, "damaged compressed body", "", "", -1};
  return out;
}

}  // namespace

Result<std::string> decode_body(std::string body, const std::string& coding, uint64_t limit) {
  if (coding.empty() || coding == "identity" || body.empty()) return body;
  bool gzip = body.starts_with("\x1F\x8B"), zstd = body.starts_with("\x28\xB5\x2F\xFD");
  if ((coding == "gzip" || coding == "x-gzip" || coding == "zstd") && (gzip || zstd)) {
    if (gzip) return inflate_body(body, 15 + 16, limit);  // bears an early end
    return decompress(std::move(body), limit);
  }
  if (coding == "gzip" || coding == "x-gzip") return body;  // was decompressed before it was kept
  if (coding == "deflate") {
    auto whole = inflate_body(body, 15, limit);
    return whole || whole.error().code == Code::kTooLarge ? whole : inflate_body(body, -15, limit);
  }
  return Error{Code::kUnsupported, "is compressed as \"" + coding.substr(0, 20) + "\"", "", "", -1};
}

void split_content_type(std::string_view value, std::string* type, std::string* charset) {
  *type = lower_ascii(trim_ascii(value.substr(0, value.find(';'))));
  std::string all = lower_ascii(value);
  size_t at = all.find("charset=");
  if (at == all.npos) return;
  std::string_view rest = value.substr(at + 8);
  *charset = trim_ascii(rest.substr(0, rest.find(';')));
}

Result<HttpReply> read_http_reply(std::string_view bytes, uint64_t limit) {
  if (!bytes.starts_with("HTTP/")) return Error{Code::kInvalidField, "is no HTTP reply: it has no status line", "", "", 0};
  HttpReply reply;
  size_t end = bytes.find("\r\n\r\n"), width = 4;
  if (size_t bare = bytes.find("\n\n"); bare < end) {
    end = bare;
    width = 2;
  }
  std::string_view head = bytes.substr(0, end);
  size_t space = head.find(' ');
  for (size_t i = space + 1; space != head.npos && i < head.size() && i < space + 4 && head[i] >= '0' && head[i] <= '9'; ++i) {
    reply.status = reply.status * 10 + (head[i] - '0');
  }
  std::string coding;
  bool chunked = false;
  for (size_t at = head.find('\n'); at != head.npos; at = head.find('\n', at + 1)) {
    std::string_view line = head.substr(at + 1, head.find('\n', at + 1) - at - 1);
    size_t colon = line.find(':');
    if (colon == line.npos) continue;
    std::string name = lower_ascii(trim_ascii(line.substr(0, colon)));
    std::string_view value = trim_ascii(line.substr(colon + 1));
    if (name == "content-type") split_content_type(value, &reply.content_type, &reply.charset);
    if (name == "content-encoding") coding = lower_ascii(value);
    if (name == "transfer-encoding") chunked = lower_ascii(value).find("chunked") != std::string::npos;
  }
  std::string body(end == bytes.npos ? std::string_view() : bytes.substr(end + width));
  if (chunked) body = unchunk(body);
  auto plain = decode_body(std::move(body), coding, limit);
  if (!plain) return plain.error();
  reply.body = std::move(*plain);
  return reply;
}

}  // namespace bestand
