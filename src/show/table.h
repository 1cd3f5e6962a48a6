// Aligned columns fitted to the width of a terminal, and paragraphs wrapped under a label.
//
// Units    width in terminal cells (wide characters take two)
// Input    valid UTF-8, no line breaks
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bestand {

size_t cells(std::string_view text);

// The text cut to `width` cells, ending in "…" when something was cut.
std::string fitted(std::string_view text, size_t width);

// Lines of at most `width` cells, broken at spaces.
std::vector<std::string> wrapped(std::string_view text, size_t width);

struct Column {
  std::string title;
  bool right = false;  // numbers
  size_t least = 3;    // never narrower, in cells
  int yields = 1;      // who gives way when the table is too wide: higher first; 0 never
};

class Table {
 public:
  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}
  void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
  bool empty() const { return rows_.empty(); }
  // Where the columns do not fit even at their least, each row is a few lines of its own, empty cells left out.
  std::string print(size_t width) const;

 private:
  std::string records(size_t width) const;

  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

// "  label        text that goes on
//                 under itself"
std::string labelled(std::string_view label, std::string_view text, size_t label_width, size_t width);

}  // namespace bestand
