// Every encoding is a stepper: at a byte, how many bytes make the next character and which. UTF-8 and single-byte
// encodings step through tables, the others through iconv, a character at a time; decoding and the way back to raw
// offsets are the same walk.
#include "read/encoding.h"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <memory>
#include <mutex>
#include <optional>

#include "base/utf8.h"

namespace bestand {
namespace {

struct Label {
  std::string_view label, encoding;
};

// Labels whose name is not itself the canonical one, and those that are, in one list.
constexpr Label kLabels[] = {
    {"utf-8", "utf-8"}, {"utf8", "utf-8"}, {"unicode-1-1-utf-8", "utf-8"}, {"unicode20utf8", "utf-8"},
    {"x-unicode20utf8", "utf-8"}, {"unicode11utf8", "utf-8"}, {"utf_8", "utf-8"},
    {"utf-16", "utf-16le"}, {"utf-16le", "utf-16le"}, {"ucs-2", "utf-16le"}, {"unicode", "utf-16le"},
    {"iso-10646-ucs-2", "utf-16le"}, {"csunicode", "utf-16le"}, {"utf-16be", "utf-16be"}, {"unicodefffe", "utf-16be"},
    {"utf-32", "utf-32le"}, {"utf-32le", "utf-32le"}, {"utf-32be", "utf-32be"}, {"ucs-4", "utf-32be"},
    {"windows-1252", "windows-1252"}, {"cp1252", "windows-1252"}, {"x-cp1252", "windows-1252"},
    {"iso-8859-1", "windows-1252"}, {"iso8859-1", "windows-1252"}, {"iso_8859-1", "windows-1252"},
    {"iso88591", "windows-1252"}, {"latin1", "windows-1252"}, {"latin-1", "windows-1252"}, {"l1", "windows-1252"},
    {"ascii", "windows-1252"}, {"us-ascii", "windows-1252"}, {"ansi_x3.4-1968", "windows-1252"},
    {"cp819", "windows-1252"}, {"ibm819", "windows-1252"}, {"iso-ir-100", "windows-1252"},
    {"csisolatin1", "windows-1252"}, {"iso_8859-1:1987", "windows-1252"},
    {"windows-1250", "windows-1250"}, {"cp1250", "windows-1250"}, {"x-cp1250", "windows-1250"},
    {"windows-1251", "windows-1251"}, {"cp1251", "windows-1251"}, {"x-cp1251", "windows-1251"}, {"win-1251", "windows-1251"},
    {"windows-1253", "windows-1253"}, {"cp1253", "windows-1253"}, {"x-cp1253", "windows-1253"},
    {"windows-1254", "windows-1254"}, {"cp1254", "windows-1254"}, {"iso-8859-9", "windows-1254"},
    {"iso8859-9", "windows-1254"}, {"latin5", "windows-1254"}, {"l5", "windows-1254"}, {"iso_8859-9", "windows-1254"},
    {"csisolatin5", "windows-1254"}, {"x-cp1254", "windows-1254"},
    {"windows-1255", "windows-1255"}, {"cp1255", "windows-1255"}, {"x-cp1255", "windows-1255"},
    {"windows-1256", "windows-1256"}, {"cp1256", "windows-1256"}, {"x-cp1256", "windows-1256"},
    {"windows-1257", "windows-1257"}, {"cp1257", "windows-1257"}, {"x-cp1257", "windows-1257"},
    {"windows-1258", "windows-1258"}, {"cp1258", "windows-1258"}, {"x-cp1258", "windows-1258"},
    {"windows-874", "windows-874"}, {"tis-620", "windows-874"}, {"iso-8859-11", "windows-874"}, {"dos-874", "windows-874"},
    {"iso-8859-2", "iso-8859-2"}, {"iso8859-2", "iso-8859-2"}, {"latin2", "iso-8859-2"}, {"iso_8859-2", "iso-8859-2"},
    {"iso-8859-3", "iso-8859-3"}, {"iso-8859-4", "iso-8859-4"}, {"latin4", "iso-8859-4"},
    {"iso-8859-5", "iso-8859-5"}, {"cyrillic", "iso-8859-5"}, {"iso-8859-6", "iso-8859-6"}, {"arabic", "iso-8859-6"},
    {"iso-8859-7", "iso-8859-7"}, {"greek", "iso-8859-7"}, {"iso-8859-8", "iso-8859-8"}, {"hebrew", "iso-8859-8"},
    {"iso-8859-8-i", "iso-8859-8"}, {"logical", "iso-8859-8"},
    {"iso-8859-10", "iso-8859-10"}, {"iso-8859-13", "iso-8859-13"}, {"iso-8859-14", "iso-8859-14"},
    {"iso-8859-15", "iso-8859-15"}, {"latin9", "iso-8859-15"}, {"latin-9", "iso-8859-15"}, {"iso-8859-16", "iso-8859-16"},
    {"koi8-r", "koi8-r"}, {"koi8", "koi8-r"}, {"koi", "koi8-r"}, {"koi8-u", "koi8-u"}, {"koi8-ru", "koi8-u"},
    {"macintosh", "macintosh"}, {"mac", "macintosh"}, {"x-mac-roman", "macintosh"},
    {"x-mac-cyrillic", "mac-cyrillic"}, {"ibm866", "ibm866"}, {"cp866", "ibm866"}, {"866", "ibm866"},
    {"cp437", "cp437"}, {"ibm437", "cp437"}, {"cp850", "cp850"}, {"cp852", "cp852"},
    {"gbk", "gb18030"}, {"gb2312", "gb18030"}, {"gb18030", "gb18030"}, {"gb_2312-80", "gb18030"}, {"x-gbk", "gb18030"},
    {"chinese", "gb18030"}, {"csgb2312", "gb18030"}, {"gb_2312", "gb18030"}, {"hz-gb-2312", "hz"},
    {"big5", "big5-hkscs"}, {"big5-hkscs", "big5-hkscs"}, {"x-x-big5", "big5-hkscs"}, {"cn-big5", "big5-hkscs"},
    {"csbig5", "big5-hkscs"}, {"shift_jis", "cp932"}, {"shift-jis", "cp932"}, {"sjis", "cp932"}, {"x-sjis", "cp932"},
    {"windows-31j", "cp932"}, {"ms_kanji", "cp932"}, {"ms932", "cp932"}, {"csshiftjis", "cp932"}, {"cp932", "cp932"},
    {"euc-jp", "euc-jp"}, {"x-euc-jp", "euc-jp"}, {"cseucpkdfmtjapanese", "euc-jp"}, {"iso-2022-jp", "iso-2022-jp"},
    {"csiso2022jp", "iso-2022-jp"}, {"euc-kr", "cp949"}, {"ks_c_5601-1987", "cp949"}, {"korean", "cp949"},
    {"windows-949", "cp949"}, {"ksc5601", "cp949"}, {"ks_c_5601-1989", "cp949"}, {"ksc_5601", "cp949"}, {"cp949", "cp949"},
    {"csksc56011987", "cp949"}, {"ibm037", "ibm037"}, {"cp037", "ibm037"}, {"ebcdic-cp-us", "ibm037"},
};

std::string_view iconv_name(std::string_view encoding) {
  if (encoding == "windows-874") return "cp874";
  if (encoding == "hz") return "gb18030";
  return encoding;
}

char lower_of(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 32) : c; }

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

// One character: its bytes, and itself.
struct Step {
  size_t bytes;
  char32_t character;
};

constexpr char32_t kReplacement = 0xFFFD;

class Iconv {
 public:
  explicit Iconv(std::string_view encoding)
      : handle_(iconv_open("UTF-32LE", std::string(iconv_name(encoding)).c_str())) {}
  Iconv(const Iconv&) = delete;
  Iconv& operator=(const Iconv&) = delete;
  ~Iconv() {
    if (ok()) iconv_close(handle_);
  }
  bool ok() const { return handle_ != reinterpret_cast<iconv_t>(-1); }

  // Tries one byte, then two, up to eight, until a character comes out.
  Step step(std::string_view bytes) {
    for (size_t n = 1; n <= std::min<size_t>(bytes.size(), 8); ++n) {
      char* in = const_cast<char*>(bytes.data());
      size_t left = n;
      char32_t out[4];
      char* to = reinterpret_cast<char*>(out);
      size_t room = sizeof out;
      size_t done = iconv(handle_, &in, &left, &to, &room);
      // Some tables hold a character back until they see what follows; a reset brings it out.
      if (done != static_cast<size_t>(-1) && room == sizeof out) iconv(handle_, nullptr, nullptr, &to, &room);
      if (room < sizeof out) return {n - left, out[0]};
      if (done == static_cast<size_t>(-1) && errno == EILSEQ) break;
    }
    iconv(handle_, nullptr, nullptr, nullptr, nullptr);
    return {1, static_cast<unsigned char>(bytes[0]) < 0x80 ? static_cast<char32_t>(bytes[0]) : kReplacement};
  }

 private:
  iconv_t handle_;
};

using CodeTable = std::array<char32_t, 256>;

// The table of a single-byte encoding; nothing for others. Bytes that stand for nothing are C1 controls, as browsers
// read them in the windows encodings.
std::optional<CodeTable> make_table(std::string_view encoding) {
  bool single = encoding.starts_with("windows-") || encoding.starts_with("iso-8859-") || encoding.starts_with("koi8") ||
                encoding.starts_with("mac") || encoding.starts_with("ibm") || encoding == "cp437" || encoding == "cp850" ||
                encoding == "cp852";
  if (!single) return std::nullopt;
  Iconv from(encoding);
  CodeTable table;
  for (int i = 0; i < 256; ++i) {
    char byte = static_cast<char>(i);
    table[i] = from.ok() ? from.step({&byte, 1}).character : i;
    if (table[i] == kReplacement && i < 0xA0) table[i] = i;
  }
  return table;
}

const CodeTable* table_of(std::string_view encoding) {
  static std::mutex lock;
  static std::map<std::string, std::unique_ptr<CodeTable>, std::less<>> tables;
  std::lock_guard guard(lock);
  auto it = tables.find(encoding);
  if (it == tables.end()) {
    std::optional<CodeTable> made = make_table(encoding);
    it = tables.emplace(std::string(encoding), made ? std::make_unique<CodeTable>(*made) : nullptr).first;
  }
  return it->second.get();
}

// One character of UTF-8; of a broken one, the bytes that could have begun it.
Step utf8_step(std::string_view s) {
  unsigned char a = static_cast<unsigned char>(s[0]);
  if (a < 0x80) return {1, a};
  size_t length = a >= 0xF0 && a < 0xF5 ? 4 : a >= 0xE0 && a < 0xF0 ? 3 : a >= 0xC2 && a < 0xE0 ? 2 : 0;
  if (length == 0) return {1, kReplacement};
  char32_t c = a & (0x7F >> length);
  for (size_t i = 1; i < length; ++i) {
    unsigned char b = i < s.size() ? static_cast<unsigned char>(s[i]) : 0;
    unsigned char low = i == 1 && a == 0xE0 ? 0xA0 : i == 1 && a == 0xF0 ? 0x90 : 0x80;
    unsigned char high = i == 1 && a == 0xED ? 0x9F : i == 1 && a == 0xF4 ? 0x8F : 0xBF;
    if (b < low || b > high) return {i, kReplacement};
    c = c << 6 | (b & 0x3F);
  }
  return {length, c};
}

Step wide_step(std::string_view s, size_t width, bool little) {
  auto unit = [&](size_t at) {
    char32_t value = 0;
    for (size_t i = 0; i < width; ++i) {
      value |= static_cast<char32_t>(static_cast<unsigned char>(s[at + i])) << 8 * (little ? i : width - 1 - i);
    }
    return value;
  };
  if (s.size() < width) return {s.size(), kReplacement};
  char32_t c = unit(0);
  if (width == 2 && c >= 0xD800 && c < 0xDC00 && s.size() >= 4) {
    char32_t low = unit(2);
    if (low >= 0xDC00 && low < 0xE000) return {4, 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00)};
  }
  return {width, c > 0x10FFFF || (c >= 0xD800 && c < 0xE000) ? kReplacement : c};
}

size_t mark_size(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return 3;
  if (bytes.starts_with(std::string_view("\xFF\xFE\0\0", 4)) || bytes.starts_with(std::string_view("\0\0\xFE\xFF", 4))) return 4;
  return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF") ? 2 : 0;
}

// Calls visit(raw offset, step) for each character.
template <class Visit>
void walk(std::string_view bytes, std::string_view encoding, Visit visit) {
  size_t at = encoding.starts_with("utf-") && encoding_of_mark(bytes) == encoding ? mark_size(bytes) : 0;
  auto run = [&](auto step) {
    while (at < bytes.size()) {
      Step s = step(bytes.substr(at));
      visit(at, s);
      at += std::max<size_t>(s.bytes, 1);
    }
  };
  bool little = encoding.ends_with("le");
  if (encoding == "utf-8") return run(utf8_step);
  if (encoding.starts_with("utf-16")) return run([&](std::string_view s) { return wide_step(s, 2, little); });
  if (encoding.starts_with("utf-32")) return run([&](std::string_view s) { return wide_step(s, 4, little); });
  if (const CodeTable* table = table_of(encoding)) {
    return run([&](std::string_view s) { return Step{1, (*table)[static_cast<unsigned char>(s[0])]}; });
  }
  Iconv from(encoding);
  if (!from.ok()) return run(utf8_step);
  bool stateful = encoding.starts_with("iso-2022");
  run([&](std::string_view s) {
    bool plain = !stateful && static_cast<unsigned char>(s[0]) < 0x80;
    return plain ? Step{1, static_cast<char32_t>(s[0])} : from.step(s);
  });
}

// The value of charset or encoding behind `at` in a declaration.
std::string_view label_behind(std::string_view text, size_t at) {
  while (at < text.size() && is_blank(text[at])) ++at;
  if (at == text.size() || text[at] != '=') return {};
  ++at;
  while (at < text.size() && (is_blank(text[at]) || text[at] == '"' || text[at] == '\'')) ++at;
  size_t end = at;
  while (end < text.size() && !is_blank(text[end]) && std::strchr("\"';>/?", text[end]) == nullptr) ++end;
  return text.substr(at, end - at);
}

bool mostly_valid_utf8(std::string_view bytes) {
  size_t bad = 0, wide = 0;
  walk(bytes, "utf-8", [&](size_t, Step s) {
    bad += s.character == kReplacement && s.bytes < 3;
    wide += s.bytes > 1;
  });
  return bad == 0 || wide > 4 * bad;
}

}  // namespace

std::string_view encoding_of_label(std::string_view label) {
  while (!label.empty() && (is_blank(label.front()) || label.front() == '"' || label.front() == '\'')) label.remove_prefix(1);
  while (!label.empty() && (is_blank(label.back()) || label.back() == '"' || label.back() == '\'')) label.remove_suffix(1);
  std::string name(label);
  std::transform(name.begin(), name.end(), name.begin(), lower_of);
  for (const Label& known : kLabels) {
    if (known.label == name) return known.encoding;
  }
  return {};
}

std::string_view encoding_of_mark(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return "utf-8";
  if (bytes.starts_with(std::string_view("\xFF\xFE\0\0", 4))) return "utf-32le";
  if (bytes.starts_with(std::string_view("\0\0\xFE\xFF", 4))) return "utf-32be";
  if (bytes.starts_with("\xFF\xFE")) return "utf-16le";
  if (bytes.starts_with("\xFE\xFF")) return "utf-16be";
  return {};
}

std::string_view declared_encoding(std::string_view bytes) {
  // Without a mark, the zeros of an opening "<" tell a wide encoding.
  if (bytes.starts_with(std::string_view("<\0\0\0", 4))) return "utf-32le";
  if (bytes.starts_with(std::string_view("\0\0\0<", 4))) return "utf-32be";
  if (bytes.starts_with(std::string_view("<\0", 2))) return "utf-16le";
  if (bytes.starts_with(std::string_view("\0<", 2))) return "utf-16be";
  if (bytes.starts_with("\x4C\x6F\xA7\x94")) return "ibm037";  // "<?xm" in EBCDIC
  std::string head(bytes.substr(0, 4096));
  std::transform(head.begin(), head.end(), head.begin(), lower_of);
  std::string_view view = head;
  if (size_t at = view.find("<?xml"); at != view.npos && at < 64) {
    std::string_view declaration = view.substr(at, view.find('>', at) - at);
    if (size_t name = declaration.find("encoding"); name != declaration.npos) {
      std::string_view found = encoding_of_label(label_behind(declaration, name + 8));
      if (!found.empty()) return found.starts_with("utf-16") || found.starts_with("utf-32") ? "utf-8" : found;
    }
  }
  for (size_t at = view.find("<meta"); at != view.npos; at = view.find("<meta", at + 5)) {
    std::string_view tag = view.substr(at, view.find('>', at) - at);
    size_t name = tag.find("charset");
    if (name == tag.npos) continue;
    std::string_view found = encoding_of_label(label_behind(tag, name + 7));
    if (!found.empty()) return found.starts_with("utf-16") || found.starts_with("utf-32") ? "utf-8" : found;
  }
  return {};
}

std::string_view choose_encoding(std::string_view bytes, std::string_view from_header) {
  std::string_view chosen = encoding_of_mark(bytes);
  if (!chosen.empty()) return chosen;
  chosen = encoding_of_label(from_header);
  if (chosen.empty()) chosen = declared_encoding(bytes);
  if (!chosen.empty() && chosen != "utf-8") return chosen;
  if (!find_invalid_utf8(bytes)) return "utf-8";
  return chosen == "utf-8" && mostly_valid_utf8(bytes) ? "utf-8" : "windows-1252";
}

std::string decode(std::string_view bytes, std::string_view encoding) {
  if (encoding == "utf-8") {
    std::string_view rest = bytes.substr(encoding_of_mark(bytes) == "utf-8" ? 3 : 0);
    if (!find_invalid_utf8(rest)) return std::string(rest);
  }
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8);
  walk(bytes, encoding, [&](size_t, Step s) {
    if (s.character < 0x80) out.push_back(static_cast<char>(s.character)); else append_utf8(&out, s.character);
  });
  return out;
}

void to_raw_offsets(std::string_view bytes, std::string_view encoding, std::span<uint64_t> offsets) {
  // Sound UTF-8 is decoded as it stands, but for its mark.
  if (const size_t mark = encoding == "utf-8" && encoding_of_mark(bytes) == encoding ? mark_size(bytes) : 0;
      encoding == "utf-8" && !find_invalid_utf8(bytes.substr(mark))) {
    for (uint64_t& offset : offsets) {
      offset = std::min<uint64_t>(offset + mark, bytes.size());
      while (offset < bytes.size() && offset > mark && (static_cast<unsigned char>(bytes[offset]) & 0xC0) == 0x80) --offset;
    }
    return;
  }
  size_t next = 0;
  uint64_t decoded = 0;
  walk(bytes, encoding, [&](size_t raw, Step s) {
    uint64_t width = s.character < 0x80 ? 1 : s.character < 0x800 ? 2 : s.character < 0x10000 ? 3 : 4;
    for (; next < offsets.size() && offsets[next] < decoded + width; ++next) offsets[next] = raw;
    decoded += width;
  });
  for (; next < offsets.size(); ++next) offsets[next] = bytes.size();
}

}  // namespace bestand
