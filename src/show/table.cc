#include "show/table.h"

#include <utf8proc.h>

#include <algorithm>

#include "base/utf8.h"

namespace bestand {
namespace {

size_t cells_of(char32_t c) {
  int width = utf8proc_charwidth(static_cast<utf8proc_int32_t>(c));
  return width < 0 ? 0 : static_cast<size_t>(width);
}

std::string padded(const std::string& text, size_t width, bool right) {
  size_t have = cells(text);
  std::string space(width > have ? width - have : 0, ' ');
  return right ? space + text : text + space;
}

}  // namespace

size_t cells(std::string_view text) {
  size_t out = 0;
  for (size_t at = 0; at < text.size();) out += cells_of(next_code_point(text, &at));
  return out;
}

std::string fitted(std::string_view text, size_t width) {
  if (cells(text) <= width) return std::string(text);
  if (width == 0) return "";
  size_t used = 0, at = 0;
  while (at < text.size()) {
    size_t next = at;
    size_t c = cells_of(next_code_point(text, &next));
    if (used + c > width - 1) break;
    used += c;
    at = next;
  }
  std::string out(text.substr(0, at));
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out + "…";
}

std::vector<std::string> wrapped(std::string_view text, size_t width) {
  std::vector<std::string> out;
  std::string line;
  while (!text.empty()) {
    size_t space = text.find(' ');
    std::string_view word = text.substr(0, space);
    text = space == std::string_view::npos ? std::string_view() : text.substr(space + 1);
    if (word.empty()) continue;
    if (!line.empty() && cells(line) + 1 + cells(word) > width) {
      out.push_back(std::move(line));
      line.clear();
    }
    if (!line.empty()) line += ' ';
    line += word;
  }
  if (!line.empty() || out.empty()) out.push_back(std::move(line));
  return out;
}

std::string Table::print(size_t width) const {
  std::vector<size_t> widths(columns_.size());
  for (size_t c = 0; c < columns_.size(); ++c) {
    widths[c] = std::max(cells(columns_[c].title), columns_[c].least);
    for (const auto& row : rows_) widths[c] = std::max(widths[c], cells(row[c]));
  }
  auto total = [&] {
    size_t sum = columns_.empty() ? 0 : (columns_.size() - 1) * 2;
    for (size_t w : widths) sum += w;
    return sum;
  };
  while (total() > width) {
    size_t widest = columns_.size();
    for (size_t c = 0; c < columns_.size(); ++c) {
      if (columns_[c].yields == 0 || widths[c] <= std::max(columns_[c].least, size_t{1})) continue;
      auto rank = [&](size_t i) { return widths[i] * static_cast<size_t>(columns_[i].yields); };
      if (widest == columns_.size() || rank(c) > rank(widest)) widest = c;
    }
    if (widest == columns_.size()) return records(width);
    --widths[widest];
  }
  std::string out;
  auto line = [&](auto cell) {
    std::string text;
    for (size_t c = 0; c < columns_.size(); ++c) {
      if (c > 0) text += "  ";
      text += padded(fitted(cell(c), widths[c]), widths[c], columns_[c].right);
    }
    while (!text.empty() && text.back() == ' ') text.pop_back();
    out += text + "\n";
  };
  line([&](size_t c) { return columns_[c].title; });
  for (const auto& row : rows_) line([&](size_t c) { return row[c]; });
  return out;
}

std::string Table::records(size_t width) const {
  std::string out;
  for (const auto& row : rows_) {
    std::string text;
    for (size_t c = 0; c < columns_.size(); ++c) {
      if (row[c].empty()) continue;
      text += (text.empty() ? "" : "; ") + (columns_[c].right ? columns_[c].title + " " : "") + row[c];
    }
    bool first = true;
    for (const auto& line : wrapped(text, width > 6 ? width - 2 : 4)) {
      out += (first ? "" : "  ") + fitted(line, width > 6 ? width - 2 : 4) + "\n";
      first = false;
    }
  }
  return out;
}

std::string labelled(std::string_view label, std::string_view text, size_t label_width, size_t width) {
  size_t room = width > label_width + 22 ? width - label_width - 2 : 20;
  std::string out;
  bool first = true;
  for (const auto& line : wrapped(text, room)) {
    out += "  " + padded(first ? std::string(label) : "", label_width, false) + line + "\n";
    first = false;
  }
  return out;
}

}  // namespace bestand
