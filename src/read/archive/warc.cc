// A record is a header, its length in it, and a block of that length. When a header makes no sense, or behind the block
// no record begins, reading goes on at the next line that begins one.
#include "read/archive/warc.h"

#include <algorithm>
#include <vector>

#include "base/ascii.h"

namespace bestand {
namespace {

constexpr size_t kMaxLine = 64 * 1024;
constexpr size_t kMaxHeaders = 200;

std::optional<uint64_t> number(std::string_view digits) {
  if (digits.empty() || digits.size() > 15) return std::nullopt;
  uint64_t value = 0;
  for (char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + static_cast<uint64_t>(c - '0');
  }
  return value;
}

std::vector<std::string_view> words_of(std::string_view line) {
  std::vector<std::string_view> out;
  for (size_t at = 0; at < line.size();) {
    size_t end = std::min(line.find(' ', at), line.size());
    if (end > at) out.push_back(line.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

// "http://a.example/x y 127.0.0.1 20161230110500 text/html 202": the last words are fixed, the address may hold blanks.
bool is_arc_header(std::string_view line) {
  auto words = words_of(line);
  size_t n = words.size();
  if (n < 5 || !number(words[n - 1])) return false;
  for (size_t i = 2; i < n; ++i) {
    if (words[i].size() == 14 && number(words[i])) return line.find(':') != line.npos;
  }
  return false;
}

}  // namespace

bool looks_like_warc(std::string_view beginning) {
  size_t at = beginning.find_first_not_of("\r\n");
  if (at == beginning.npos) return false;
  beginning.remove_prefix(at);
  if (beginning.starts_with("WARC/")) return true;
  return beginning.starts_with("filedesc:") || (beginning.starts_with("http") && is_arc_header(trim_ascii(beginning.substr(0, beginning.find('\n')))));
}

Error WarcReader::trouble(Code code, std::string message) const {
  return Error{code, std::move(message), source_->name(), "record at " + std::to_string(record_at_), static_cast<int64_t>(source_->taken())};
}

// The next line without its end; kUnreadable at the end of the source.
Result<std::string> WarcReader::line() {
  for (;;) {
    std::string_view held = source_->buffered();
    size_t end = held.find('\n');
    if (end != held.npos || held.size() >= kMaxLine) {
      end = std::min(end, kMaxLine);
      std::string out(trim_ascii(held.substr(0, end)));
      source_->take(std::min(end + 1, held.size()));
      return out;
    }
    auto filled = source_->fill();
    if (!filled) return filled.error();
    if (!*filled) {
      std::string out(trim_ascii(held));
      source_->take(held.size());
      if (!out.empty()) return out;
      return trouble(Code::kUnreadable, "ends in the middle of a record");
    }
  }
}

// False at the end of the source.
bool WarcReader::skip_blank_lines() {
  for (;;) {
    std::string_view held = source_->buffered();
    size_t at = held.find_first_not_of("\r\n");
    if (at != held.npos) {
      source_->take(at);
      return true;
    }
    source_->take(held.size());
    auto filled = source_->fill();
    if (!filled || !*filled) return false;
  }
}

// Goes on to a line that begins a record.
bool WarcReader::find_record() {
  for (;;) {
    std::string_view held = source_->buffered();
    for (size_t at = held.find('\n'); at != held.npos; at = held.find('\n', at + 1)) {
      std::string_view rest = held.substr(at + 1);
      if (rest.starts_with("WARC/") || (rest.starts_with("http") && is_arc_header(trim_ascii(rest.substr(0, rest.find('\n')))))) {
        source_->take(at + 1);
        return true;
      }
    }
    size_t keep = std::min<size_t>(held.size(), 4096);
    if (held.size() > keep) source_->take(held.size() - keep);
    auto filled = source_->fill();
    if (!filled) {
      if (!source_->resume()) return false;
      if (auto again = source_->fill(); !again || !*again) return false;
      if (source_->buffered().starts_with("WARC/")) return true;
    } else if (!*filled) {
      source_->end();
      return false;
    }
  }
}

Status WarcReader::read_block(uint64_t length, WarcRecord* record) {
  bool over = length > max_block_;
  if (!over) record->block.reserve(static_cast<size_t>(length));
  for (uint64_t left = length; left > 0;) {
    std::string_view held = source_->buffered();
    if (held.empty()) {
      auto filled = source_->fill();
      if (!filled) return filled.error();
      if (!*filled) return trouble(Code::kUnreadable, "ends " + std::to_string(left) + " bytes before its block does");
      continue;
    }
    size_t n = static_cast<size_t>(std::min<uint64_t>(left, held.size()));
    if (!over) record->block.append(held.substr(0, n));
    source_->take(n);
    left -= n;
  }
  if (over) return trouble(Code::kTooLarge, "has a block of " + std::to_string(length) + " bytes, over the limit of " + std::to_string(max_block_));
  return success();
}

Result<WarcRecord> WarcReader::warc(const std::string&) {
  WarcRecord out;
  std::optional<uint64_t> length;
  for (size_t i = 0; i < kMaxHeaders; ++i) {
    auto header = line();
    if (!header) return header.error();
    if (header->empty()) break;
    size_t colon = header->find(':');
    if (colon == header->npos) continue;
    std::string name = lower_ascii(std::string_view(*header).substr(0, colon));
    std::string value(trim_ascii(std::string_view(*header).substr(colon + 1)));
    if (name == "warc-type") out.type = lower_ascii(value);
    if (name == "warc-target-uri") out.target = value.starts_with('<') && value.ends_with('>') ? value.substr(1, value.size() - 2) : value;
    if (name == "warc-date") out.date = value;
    if (name == "content-type") out.content_type = lower_ascii(value);
    if (name == "content-length") length = number(value);
  }
  if (!length) return trouble(Code::kInvalidField, "has no length that makes sense");
  if (auto block = read_block(*length, &out); !block) return block.error();
  return out;
}

Result<WarcRecord> WarcReader::arc(const std::string& header) {
  auto words = words_of(header);
  WarcRecord out;
  size_t date = words.size() - 1;
  for (size_t i = words.size() - 1; i > 1; --i) {
    if (words[i].size() == 14 && number(words[i])) date = i;
  }
  std::string_view d = words[date];
  out.date = std::string(d.substr(0, 4)) + "-" + std::string(d.substr(4, 2)) + "-" + std::string(d.substr(6, 2)) + "T" + std::string(d.substr(8, 2)) + ":" + std::string(d.substr(10, 2)) + ":" + std::string(d.substr(12, 2)) + "Z";
  // The address is all before the number of the host.
  out.target = header.substr(0, static_cast<size_t>(words[date - 1].data() - header.data()));
  out.target = trim_ascii(out.target);
  bool description = out.target.starts_with("filedesc:");
  out.type = description ? "warcinfo" : "response";
  out.content_type = description ? "text/plain" : "application/http; msgtype=response";
  if (auto block = read_block(*number(words.back()), &out); !block) return block.error();
  return out;
}

std::optional<Result<WarcRecord>> WarcReader::record() {
  if (!skip_blank_lines()) return std::nullopt;
  record_at_ = source_->taken();
  auto first = line();
  if (!first) return first.error();
  Result<WarcRecord> got = first->starts_with("WARC/") ? warc(*first)
                           : is_arc_header(*first) ? arc(*first)
                           : Result<WarcRecord>(trouble(Code::kInvalidField, "begins no WARC or ARC record"));
  if (got) got->at = record_at_;
  return got;
}

std::optional<Result<WarcRecord>> WarcReader::next() {
  auto got = record();
  if (got && *got) return got;
  if (!got) {
    // The source is done, or damaged between records.
    auto state = source_->fill();
    if (state || !source_->resume()) return std::nullopt;
    return Result<WarcRecord>(state.error());
  }
  Error error = got->error();
  error.file = source_->name();
  if (error.document.empty()) error.document = "record at " + std::to_string(record_at_);
  if (error.code == Code::kUnreadable) {
    if (!source_->resume()) source_->end();
  } else if (error.code == Code::kInvalidField && !find_record()) {
    source_->end();
  }
  return Result<WarcRecord>(std::move(error));
}

}  // namespace bestand
