// Structured data of a page (https://schema.org in JSON-LD): what it says of the article.
//
// Input    a script's content, any bytes
// Errors   none: what cannot be read says nothing
#pragma once

#include <string>
#include <string_view>

namespace bestand::html {

struct ArticleData {
  int rank = 0;  // 0 nothing found, 1 a page, 2 an article
  std::string headline, published, authors, publisher, lang, url, description, body;
};

// Fills what is empty in `data`, and everything anew where a higher rank is found.
void read_json_ld(std::string_view script, ArticleData* data);

}  // namespace bestand::html
