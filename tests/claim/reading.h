// What the tests of claims share: the trained parser and one document read by it, and the whole engine, loaded once.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>

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

// What the engine makes of a text of Wednesday 2026-03-11.
inline Analysis analyze(std::string_view lang, std::string_view text) {
  Document d;
  d.id = "t";
  d.lang = lang;
  d.text = text;
  d.published_edtf = "2026-03-11";
  d.published = *parse_edtf(d.published_edtf);
  return engine().analyze(std::move(d));
}

// Its first claim of a type; null: it has none.
inline const Claim* first(const Analysis& a, ClaimType type) {
  auto c = std::find_if(a.claims.begin(), a.claims.end(), [&](const Claim& x) { return x.type == type; });
  return c == a.claims.end() ? nullptr : &*c;
}

// The names of those who play a part in it, in its order; "-": nobody.
inline std::string listed(const Claim& c, Role role) {
  std::string out;
  for (const ClaimActor& a : c.actors) {
    if (a.role == role) out += (out.empty() ? "" : ", ") + a.name;
  }
  return out.empty() ? "-" : out;
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
