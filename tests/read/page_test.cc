#include "read/html/page.h"

#include <gtest/gtest.h>

#include "read/dates.h"
#include "read/encoding.h"
#include "read/html/entities.h"
#include "read/html/tree.h"

namespace bestand::page_test {
namespace {

const PageWords& words() {
  static const PageWords loaded = *PageWords::load(BESTAND_SOURCE_DIR);
  return loaded;
}

Document page(std::string_view bytes, PageSource from = {}) {
  auto d = read_page(bytes, from, words());
  if (!d) {
    ADD_FAILURE() << d.error().to_string();
    return {};
  }
  return *d;
}

std::string body_of(const Document& d) { return d.text.substr(d.title_size > 0 ? d.title_size + 2 : 0); }

const std::string kFirst = "Het staakt-het-vuren rond Homs hield zaterdag stand, zei de gouverneur van de provincie, al werd in twee dorpen nog geschoten.";
const std::string kSecond = "Waarnemers telden in de ochtend vier schendingen, waarvan drie door regeringstroepen, en spraken van een broze rust in de stad.";

std::string news_page() {
  return R"(<!DOCTYPE html><html lang="nl-NL"><head><meta charset="utf-8"><title>Rust in Homs | De Dagpost</title>
<meta property="og:site_name" content="De Dagpost"><link rel="canonical" href="https://dagpost.example/homs">
<meta property="article:published_time" content="2016-12-31T11:05:00+01:00"><meta name="author" content="Sanne Vermeer"></head>
<body class="has-sidebar"><nav><ul><li><a href="/">Voorpagina</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<div id="cookie-consent"><p>Wij gebruiken cookies om u een betere ervaring te geven, lees er alles over in ons beleid.</p></div>
<article><h1>Rust in Homs</h1><div class="article__byline">Door Sanne Vermeer</div><div class="article-body">
<p>)" + kFirst + R"(</p><figure><img src="a.jpg"><figcaption>Inwoners van Homs lopen zaterdag langs een markt, die voor het eerst open is.</figcaption></figure>
<p>Lees ook: <a href="/x">Wat het bestand inhoudt</a></p><h2>Schendingen</h2>
<p>)" + kSecond + R"(</p></div>
<section class="related-articles"><h3>Meer nieuws</h3><p>Een andere kop die niets met dit bericht te maken heeft, maar lang genoeg is om op te vallen.</p></section></article>
<div id="comments"><p>Ik geloof er niets van, zei een lezer die het allemaal al eens eerder had gezien, in een ander land.</p></div>
<footer>Copyright De Dagpost</footer><script>var p = "<p>niet voor lezers</p>";</script></body></html>)";
}

TEST(Page, GivesTheArticleAndNothingAroundIt) {
  Document d = page(news_page());
  EXPECT_EQ(d.title, "Rust in Homs");
  EXPECT_EQ(body_of(d), kFirst + "\n\nSchendingen\n\n" + kSecond);
  EXPECT_EQ(d.published_edtf, "2016-12-31T11:05:00+01:00");
  EXPECT_EQ(d.byline, "Sanne Vermeer");
  EXPECT_EQ(d.publisher, "De Dagpost");
  EXPECT_EQ(d.lang, "nl");
  EXPECT_EQ(d.url, "https://dagpost.example/homs");
}

TEST(Page, LeadsFromTheTextBackToTheBytes) {
  std::string cyrillic = "\xCF\xE5\xF0\xE5\xEC\xE8\xF0'\xFF";  // "Перемир'я" in windows-1251
  std::string text = "<p>" + cyrillic + " \xE4\xB3\xBA \xE7 \xEF'\xFF\xF2\xED\xE8\xF6\xB3 &amp; " + cyrillic +
                     ", \xF1\xEA\xE0\xE7\xE0\xE2 \xF0\xE5\xF7\xED\xE8\xEA \xF3 \xCA\xE8\xBA\xE2\xB3, \xE0\xEB\xE5 \xEE\xE1\xF1\xF2\xF0\xB3\xEB\xE8 \xF2\xF0\xE8\xE2\xE0\xFE\xF2\xFC.</p>";
  std::string bytes = "<html><head><meta charset=windows-1251></head><body>" + text + "</body></html>";
  Document d = page(bytes);
  ASSERT_FALSE(d.origins.empty());
  for (const TextOrigin& o : d.origins) {
    std::string raw = decode(std::string_view(bytes).substr(o.raw_begin, o.raw_end - o.raw_begin), "windows-1251");
    EXPECT_EQ(decode_references(raw), d.text.substr(o.begin, o.end - o.begin));
  }
  EXPECT_TRUE(d.text.starts_with("Перемир'я діє з п'ятниці & Перемир'я"));
}

TEST(Page, TakesStructuredDataWhereThePageShowsLittle) {
  std::string body = kFirst + " " + kSecond + " " + kFirst + " " + kSecond;
  Document d = page(R"(<html><script type="application/ld+json">{"@type":"NewsArticle","headline":"Rust","datePublished":"2016-12-31","articleBody":")" +
                    body + R"("}</script><body><p>Dit artikel is alleen voor abonnees van de krant te lezen.</p></body></html>)");
  EXPECT_EQ(body_of(d), body);
  EXPECT_EQ(d.how, "page: structured data");
}

TEST(Page, WithoutRunningTextIsAReject) {
  auto d = read_page("<html><body><nav><a href=/>Home</a></nav></body></html>", {}, words());
  ASSERT_FALSE(d);
  EXPECT_EQ(d.error().code, Code::kMissingText);
}

TEST(Page, WithoutADateHasNone) {
  EXPECT_EQ(page("<html><body><h1>Rust</h1><p>" + kFirst + "</p></body></html>").published_edtf, "");
}

TEST(Page, TakesTheVisibleDateBesideTheHeading) {
  Document d = page("<html lang=nl><body><h1>Rust</h1><span>Gepubliceerd: 31 december 2016, 11:05 uur</span><p>" + kFirst + "</p></body></html>");
  EXPECT_EQ(d.published_edtf, "2016-12-31T11:05");
}

TEST(Page, ALineWithFiguresAloneIsNoDate) {
  Document d = page("<html lang=nl><body><h1>Rust</h1><span>1203 reacties, 20 foto's</span><span>31.12.16</span><p>" + kFirst + "</p></body></html>");
  EXPECT_EQ(d.published_edtf, "2016-12-31");
}

TEST(Page, OfTooManyElementsIsAReject) {
  std::string bytes = "<html><body>";
  for (size_t i = 0; i < html::kMaxNodes; ++i) bytes += "<b>";
  auto d = read_page(bytes, {}, words());
  ASSERT_FALSE(d);
  EXPECT_EQ(d.error().code, Code::kTooLarge);
}

TEST(Tree, ClosesWhatIsLeftOpen) {
  auto tree = html::parse("<p>een<p>twee<ul><li>drie<li>vier</ul><td>vijf");
  ASSERT_TRUE(tree);
  size_t paragraphs = 0, items = 0;
  for (const html::Node& n : tree->nodes) {
    if (n.tag == html::Tag::kP) ++paragraphs;
    if (n.tag == html::Tag::kLi) {
      ++items;
      EXPECT_EQ(tree->nodes[n.parent].tag, html::Tag::kUl);
    }
  }
  EXPECT_EQ(paragraphs, 2u);
  EXPECT_EQ(items, 2u);
  EXPECT_EQ(tree->text(0), "een twee drie vier vijf");
}

TEST(Tree, BearsAnyNesting) {
  std::string deep;
  for (int i = 0; i < 100000; ++i) deep += "<div>";
  deep += "diep";
  auto tree = html::parse(deep);
  ASSERT_TRUE(tree);
  EXPECT_EQ(tree->text(0), "diep");
}

TEST(Entities, AreReadAsBrowsersReadThem) {
  EXPECT_EQ(decode_references("&eacute;&#233;&#xE9;&eacute &amp;amp; &nix; & &#150;&#0;&#xD800;"), "éééé &amp; &nix; & –\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(decode_references("?a=1&copy=2", true), "?a=1&copy=2");
}

struct EncodingCase {
  std::string_view bytes, header, encoding, text;
};

TEST(Encoding, IsChosenAsBrowsersDo) {
  const EncodingCase cases[] = {
      {"\xEF\xBB\xBF" "caf\xC3\xA9", "latin1", "utf-8", "café"},
      {"caf\xE9", "ISO-8859-1", "windows-1252", "café"},
      {"caf\xE9 \x93x\x94", "", "windows-1252", "café “x”"},
      {"caf\xC3\xA9", "", "utf-8", "café"},
      {"<meta charset=\"koi8-r\">\xD0", "", "koi8-r", "<meta charset=\"koi8-r\">п"},
      {"\x83\x65\x83\x58\x83\x67", "Shift_JIS", "cp932", "テスト"},
      {"\xC4\xE3", "gb2312", "gb18030", "你"},
      {"\xFF\xFEh\0i\0", "", "utf-16le", "hi"},
  };
  for (const EncodingCase& c : cases) {
    std::string_view bytes = c.bytes;
    if (c.encoding == "utf-16le") bytes = std::string_view("\xFF\xFEh\0i\0", 6);
    EXPECT_EQ(choose_encoding(bytes, c.header), c.encoding);
    EXPECT_EQ(decode(bytes, c.encoding), c.text);
  }
}

TEST(Encoding, LeadsBackToTheBytes) {
  struct Way { std::string_view bytes; std::vector<uint64_t> there, back; };
  const Way ways[] = {
      {"h\xC3\xA9 is", {0, 1, 2, 3, 5, 6, 9}, {0, 1, 1, 3, 5, 6, 6}},                      // sound: as it stands; within a character, its start
      {"\xEF\xBB\xBF" "h\xC3\xA9 is", {0, 1, 2, 3, 6}, {3, 4, 4, 6, 9}},                  // behind a mark
      {"h\xFF is", {0, 1, 3, 4, 7}, {0, 1, 1, 2, 5}},                                      // one bad byte became three
  };
  for (const Way& way : ways) {
    std::vector<uint64_t> offsets = way.there;
    to_raw_offsets(way.bytes, "utf-8", offsets);
    EXPECT_EQ(offsets, way.back) << way.bytes;
  }
}

TEST(Encoding, ReplacesWhatIsBrokenAndKeepsTheRest) {
  EXPECT_EQ(decode("a\xFF" "b\xE2\x82" "c", "utf-8"), "a\xEF\xBF\xBD" "b\xEF\xBF\xBD" "c");
}

TEST(Dates, AreReadInManyForms) {
  const std::pair<const char*, const char*> cases[] = {
      {"2019-11-19T10:00:00.000Z", "2019-11-19T10:00:00Z"},
      {"2019-11-19T10:00:00+0100", "2019-11-19T10:00:00+01:00"},
      {"2019-11-19", "2019-11-19"},
      {"20191119", "2019-11-19"},
      {"Tue, 19 Nov 2019 10:00:00 GMT", "2019-11-19T10:00:00Z"},
      {"November 19, 2019 10:00 PM EST", "2019-11-19T22:00-05:00"},
      {"19. November 2019, 10:00 Uhr", "2019-11-19T10:00"},
      {"le 3 février 2020 à 14h30", "2020-02-03T14:30"},
      {"19.11.2019", "2019-11-19"},
      {"11/19/2019", "2019-11-19"},
      {"3/4/2019", "2019"},  // March or April?
      {"31 февраля 2019", "2019"},
      {"Fri Apr 28 19:20:36 CEST 2023", "2023-04-28T19:20:36+02:00"},
      {"2004년 05월 28일 오후 01:31:15", "2004-05-28T13:31:15"},
      {"1574157600", "2019-11-19T10:00:00Z"},
      {"yesterday", ""},
      {"", ""},
  };
  for (auto [text, edtf] : cases) EXPECT_EQ(read_date(text, words()), edtf) << text;
  EXPECT_EQ(date_in_url("https://a.example/2019/11/19/truce-holds"), "2019-11-19");
  EXPECT_EQ(date_in_url("https://a.example/20191119-truce"), "2019-11-19");
  EXPECT_EQ(date_in_url("https://a.example/item/2019111987"), "");
}

}  // namespace
}  // namespace bestand::page_test
