// A page that shows on a map where the places of articles were put, beside the words that say so: one file, no network.
//
// Input    analyses; the outlines of world/outlines.txt (may be empty: a graticule is drawn all the same)
// Output   UTF-8 HTML; same input, same bytes. Without script the article and the list of its places can still be read
// Safety   text of articles is escaped, in HTML and in the data; nothing is loaded from anywhere
// Threads  places_of_article may be called from many; a page is put together by one
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "claim/analysis.h"

namespace bestand {

struct ArticlePlaces {
  std::string html;  // the article, its places marked and listed
  std::string data;  // JSON: one object a place, parted by commas
  int count = 0, placed = 0;
};

// `number` tells articles apart in the page.
ArticlePlaces places_of_article(const Analysis& analysis, size_t number);

std::string places_page(const std::vector<ArticlePlaces>& articles, std::string_view outlines);

}  // namespace bestand
