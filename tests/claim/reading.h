// What the tests of claims share: the trained parser and one document read by it, and the whole engine, loaded once.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "claim/engine.h"
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

inline const Engine& engine() {
  static const Engine* const kEngine = [] {
    auto e = Engine::load({BESTAND_SOURCE_DIR, ""}, {});
    EXPECT_TRUE(e.ok()) << (e.ok() ? "" : e.error().to_string());
    return new Engine(std::move(*e));
  }();
  return *kEngine;
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
