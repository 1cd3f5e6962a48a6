#include "read/url.h"

#include <algorithm>
#include <vector>

#include "base/ascii.h"

namespace bestand {
namespace {

// The five parts as written, marks included where they are present.
struct Parts {
  std::string_view scheme, authority, path, query, fragment;  // "http:", "//host", "/a/b", "?q", "#f"
};

size_t scheme_end(std::string_view s) {
  size_t i = 0;
  auto letter = [](char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; };
  if (s.empty() || !letter(s[0])) return 0;
  while (i < s.size() && (letter(s[i]) || (s[i] >= '0' && s[i] <= '9') || s[i] == '+' || s[i] == '-' || s[i] == '.')) ++i;
  return i < s.size() && s[i] == ':' ? i + 1 : 0;
}

Parts split(std::string_view s) {
  Parts p;
  size_t scheme = scheme_end(s);
  p.scheme = s.substr(0, scheme);
  s.remove_prefix(scheme);
  if (size_t at = s.find('#'); at != s.npos) {
    p.fragment = s.substr(at);
    s = s.substr(0, at);
  }
  if (size_t at = s.find('?'); at != s.npos) {
    p.query = s.substr(at);
    s = s.substr(0, at);
  }
  if (s.starts_with("//")) {
    size_t end = s.find('/', 2);
    p.authority = s.substr(0, end);
    s = end == s.npos ? std::string_view() : s.substr(end);
  }
  p.path = s;
  return p;
}

std::string without_dots(std::string_view path) {
  std::vector<std::string_view> kept;
  bool rooted = path.starts_with('/'), folder = false;
  size_t at = rooted ? 1 : 0;
  for (;;) {
    size_t end = std::min(path.find('/', at), path.size());
    std::string_view part = path.substr(at, end - at);
    folder = part == "." || part == "..";
    if (part == "..") {
      if (!kept.empty()) kept.pop_back();
    } else if (part != ".") {
      kept.push_back(part);
    }
    if (end == path.size()) break;
    at = end + 1;
  }
  std::string out = rooted ? "/" : "";
  for (size_t i = 0; i < kept.size(); ++i) {
    out += kept[i];
    if (i + 1 < kept.size() || folder) out += '/';
  }
  return out;
}

std::string resolved(const Parts& b, const Parts& r, std::string_view reference) {
  std::string out(b.scheme);
  if (!r.authority.empty()) return out + std::string(reference);
  out += b.authority;
  if (r.path.empty()) {
    out += b.path;
    out += r.query.empty() ? b.query : r.query;
    return out + std::string(r.fragment);
  }
  std::string path(r.path);
  if (!r.path.starts_with('/')) {
    size_t slash = b.path.rfind('/');
    path = (slash == b.path.npos ? std::string(b.authority.empty() ? "" : "/") : std::string(b.path.substr(0, slash + 1))) + path;
  }
  return out + without_dots(path) + std::string(r.query) + std::string(r.fragment);
}

}  // namespace

Url parse_url(std::string_view text) {
  Parts p = split(trim_ascii(text));
  Url u;
  u.scheme = lower_ascii(p.scheme.substr(0, p.scheme.empty() ? 0 : p.scheme.size() - 1));
  std::string_view host = p.authority.size() > 2 ? p.authority.substr(2) : std::string_view();
  if (size_t at = host.rfind('@'); at != host.npos) host.remove_prefix(at + 1);
  if (host.starts_with('[')) {
    size_t end = host.find(']');
    u.host = lower_ascii(host.substr(1, end == host.npos ? host.npos : end - 1));
    host = end == host.npos ? std::string_view() : host.substr(end + 1);
    if (host.starts_with(':')) u.port = host.substr(1);
  } else {
    size_t colon = host.find(':');
    u.host = lower_ascii(host.substr(0, colon));
    if (colon != host.npos) u.port = host.substr(colon + 1);
  }
  u.path = p.path.empty() ? "/" : std::string(p.path);
  u.query = p.query.empty() ? "" : std::string(p.query.substr(1));
  bool clean = std::none_of(u.host.begin(), u.host.end(), [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == 0x7F; });
  u.valid = (u.scheme == "http" || u.scheme == "https") && !u.host.empty() && clean;
  return u;
}

std::string resolve_url(std::string_view base, std::string_view reference) {
  reference = trim_ascii(reference);
  Parts r = split(reference), b = split(trim_ascii(base));
  if (!r.scheme.empty() || b.scheme.empty()) return std::string(reference);
  // A base that loses its fragment may end in a blank.
  std::string out = resolved(b, r, reference);
  return std::string(trim_ascii(out));
}

}  // namespace bestand
