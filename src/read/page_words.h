// What bestand knows of how pages are made: names of their parts, furniture phrases, words in dates (world/pages/).
//
// Errors   kBadData with file and line; kUnreadable when there is no data folder
// Threads  const after load
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/string_map.h"

namespace bestand {

// What a part's class or id says; several may hold.
enum PartHint : uint8_t {
  kFurniture = 1,  // menus, teasers, sharing, advertising
  kComments = 2,   // what readers wrote
  kAbout = 4,      // byline, date, caption
  kBodyText = 8,   // the article's text
  kLead = 16,      // the paragraph that sums it up
};

class PageWords {
 public:
  static Result<PageWords> load(const std::string& data_root);

  // The hints of a class or id attribute.
  uint8_t hints(std::string_view names) const;

  // Whether a line of text begins with a furniture phrase. `line`: UTF-8, no blanks before it.
  bool is_furniture_line(std::string_view line) const;

  // Whether a heading stands over a section of furniture ("More from us", "About the author").
  // One word alone counts only as the whole heading or before the publisher's name ("More The Herald").
  bool is_section_heading(std::string_view heading, std::string_view publisher) const;

  // All names: lower case, UTF-8. -1, kNoZone: unknown.
  int month(std::string_view word) const;
  int zone_minutes(std::string_view word) const;
  int half_of_day(std::string_view word) const;  // 0 before noon, 1 after
  static constexpr int kNoZone = 100000;

 private:
  Status load_classes(const std::string& path);
  Status load_phrases(const std::string& path);
  Status load_dates(const std::string& path);

  StringMap<uint8_t> classes_;
  StringMap<std::vector<std::string>> phrases_;  // by their first word
  StringMap<std::vector<std::string>> headings_;
  StringMap<int> months_, zones_, halves_;
};

// The data beside the program, loaded once.
Result<std::shared_ptr<const PageWords>> shared_page_words();

}  // namespace bestand
