// What the tests of attribution and factuality share: the trained parser, and one document read by it.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "parse/parser.h"
#include "read/document.h"

namespace bestand::test {

inline Parser* trained_parser() {
  static Parser* parser = [] {
    auto loaded = Parser::load(BESTAND_SOURCE_DIR);
    return loaded ? new Parser(std::move(*loaded)) : nullptr;
  }();
  return parser;
}

struct Read {
  Document document;
  Parse parse;

  Read(const std::string& text, const std::string& lang) {
    document.text = text;
    document.lang = lang;
    parse = trained_parser()->parse(document);
  }
};

}  // namespace bestand::test

#define BESTAND_NEEDS_PARSER(lang)                                                       \
  if (!bestand::test::trained_parser() || !bestand::test::trained_parser()->knows(lang)) \
  GTEST_SKIP() << "no model for " << lang
