#include "show/http/message.h"

#include "base/json_writer.h"
#include "base/utf8.h"

namespace bestand::http {
namespace {

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

Error refused(std::string why) { return {Code::kUsage, std::move(why), "", "", -1}; }

Result<std::string> decode(std::string_view text, bool plus_is_space) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '+' && plus_is_space) {
      c = ' ';
    } else if (c == '%') {
      if (i + 2 >= text.size() || hex(text[i + 1]) < 0 || hex(text[i + 2]) < 0)
        return refused("an escape in the address is not two hexadecimal digits");
      c = static_cast<char>(hex(text[i + 1]) * 16 + hex(text[i + 2]));
      i += 2;
    }
    if (c == '\0') return refused("a NUL in the address");
    out.push_back(c);
  }
  if (find_invalid_utf8(out)) return refused("the address is not UTF-8");
  return out;
}

std::string_view title(int status) {
  switch (status) {
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 409: return "Conflict";
    case 413: return "Content Too Large";
    case 415: return "Unsupported Media Type";
    case 421: return "Misdirected Request";
    case 503: return "Service Unavailable";
    default: return "Internal Server Error";
  }
}

int status_of(Code code) {
  switch (code) {
    case Code::kUsage:
    case Code::kInvalidDate:
    case Code::kInvalidJson:
    case Code::kInvalidField: return 400;
    case Code::kNotFound: return 404;
    case Code::kBusy: return 503;
    default: return 500;
  }
}

}  // namespace

Result<std::pair<std::string, Parameters>> parse_target(std::string_view target) {
  if (target.size() > kMaxTarget) return refused("the address is longer than 8192 bytes");
  size_t mark = target.find('?');
  auto path = decode(target.substr(0, mark), false);
  if (!path) return path.error();
  Parameters query;
  if (mark != std::string_view::npos) {
    std::string_view rest = target.substr(mark + 1);
    while (!rest.empty()) {
      size_t end = rest.find('&');
      std::string_view pair = rest.substr(0, end);
      rest = end == std::string_view::npos ? "" : rest.substr(end + 1);
      if (pair.empty()) continue;
      size_t equal = pair.find('=');
      auto key = decode(pair.substr(0, equal), true);
      if (!key) return key.error();
      auto value = decode(equal == std::string_view::npos ? "" : pair.substr(equal + 1), true);
      if (!value) return value.error();
      query.emplace_back(std::move(*key), std::move(*value));
    }
  }
  return std::pair(std::move(*path), std::move(query));
}

std::string percent_encode(std::string_view text) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (unsigned char c : text) {
    bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
                 c == '_' || c == '.' || c == '~';
    if (plain)
      out.push_back(static_cast<char>(c));
    else
      out += {'%', kHex[c >> 4], kHex[c & 15]};
  }
  return out;
}

Response answer(std::string body, std::string type) {
  Response r;
  r.type = std::move(type);
  r.body = std::make_shared<const std::string>(std::move(body));
  return r;
}

Response problem(int status, std::string_view detail) {
  std::string body;
  JsonWriter w(&body);
  w.begin_object();
  w.field("type", "about:blank");
  w.field("title", title(status));
  w.field("status", status);
  w.field_if("detail", detail);
  w.end_object();
  Response r = answer(std::move(body), "application/problem+json");
  r.status = status;
  return r;
}

Response problem(const Error& error) {
  int status = status_of(error.code);
  // Of the machine's own troubles a stranger learns the kind, not the path.
  return problem(status, status == 500 ? name(error.code) : std::string_view(error.message));
}

}  // namespace bestand::http
