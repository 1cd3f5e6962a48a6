#include <gtest/gtest.h>

#include "read/archive/http_message.h"
#include "read/archive/warc.h"
#include "read/feed/feed.h"
#include "read/form/form.h"
#include "read/url.h"

namespace bestand::forms_test {
namespace {

const std::string kText = "The ceasefire around Homs held on Saturday, the governor said, though shots were still fired in two villages nearby.";

std::string record(const std::string& target, const std::string& body, const std::string& type = "response") {
  std::string http = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body;
  return "WARC/1.0\r\nWARC-Type: " + type + "\r\nWARC-Target-URI: " + target + "\r\nWARC-Date: 2016-12-31T10:00:00Z\r\nContent-Type: application/http\r\nContent-Length: " +
         std::to_string(http.size()) + "\r\n\r\n" + http + "\r\n\r\n";
}

std::string page(const std::string& title) { return "<html lang=en><body><h1>" + title + "</h1><p>" + kText + "</p></body></html>"; }

std::vector<Item> read(const std::string& name, std::string bytes, ReadContext* context) {
  std::vector<Item> items;
  auto form = open_form(ByteSource::of_bytes(name, std::move(bytes)), context);
  if (!form) {
    items.push_back(form.error());
    return items;
  }
  while (auto item = next_item(form->get(), context)) items.push_back(std::move(*item));
  return items;
}

TEST(Warc, LosesOnlyTheDamagedRecord) {
  std::string bytes = record("http://a.example/1", page("One")) + "WARC/1.0\r\nContent-Length: many\r\n\r\nbroken\r\n\r\n" + record("http://a.example/2", page("Two")) +
                      record("http://a.example/3", "x", "request");
  ReadContext context;
  auto items = read("a.warc", bytes, &context);
  ASSERT_EQ(items.size(), 3u);
  ASSERT_TRUE(items[0] && items[2]);
  EXPECT_EQ(items[0]->title, "One");
  EXPECT_EQ(items[0]->url, "http://a.example/1");
  EXPECT_EQ(items[0]->retrieved, "2016-12-31T10:00:00Z");
  EXPECT_EQ(items[1].error().code, Code::kInvalidField);
  EXPECT_EQ(items[2]->title, "Two");
  EXPECT_EQ(context.passed_over["no_response"], 1);
}

TEST(Warc, CutOffGivesTheRecordsBeforeAndAReject) {
  std::string bytes = record("http://a.example/1", page("One")) + record("http://a.example/2", page("Two"));
  bytes.resize(bytes.size() - 60);
  ReadContext context;
  auto items = read("a.warc", bytes, &context);
  ASSERT_EQ(items.size(), 2u);
  EXPECT_TRUE(items[0]);
  EXPECT_EQ(items[1].error().code, Code::kUnreadable);
}

TEST(HttpReply, IsUnchunkedAndWhatIsNoChunkIsKept) {
  auto reply = read_http_reply("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n", 100);
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->body, "abcde");
  EXPECT_EQ(read_http_reply("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n<html>", 100)->body, "<html>");
}

TEST(Table, GivesARowADocumentByItsColumns) {
  ReadContext context;
  context.options.fields = *FieldMap::parse("text=body,published=day");
  auto items = read("a.csv", "id,body,day,other\r\n7,\"He said \"\"no\"\",\nthen left.\",31/12/2016,x\n8,,2016-12-31,\n", &context);
  ASSERT_EQ(items.size(), 2u);
  ASSERT_TRUE(items[0]);
  EXPECT_EQ(items[0]->id, "7");
  EXPECT_EQ(items[0]->text, "He said \"no\",\nthen left.");
  EXPECT_EQ(items[0]->published_edtf, "2016-12-31");
  EXPECT_EQ(items[1].error().code, Code::kMissingText);
  EXPECT_EQ(items[1].error().document, "line 4");
}

TEST(Table, RefusesARowThatBreaksUtf8AndKeepsTheNext) {
  ReadContext context;
  // Each cut off inside a character: as a date, as a name beside a page, as an address.
  auto items = read("a.csv", "text,published,publisher\nHeld.,2016 T\xFE,Post\nHeld.,2016-12-30,Po\xE2\x82\n\"" + kText + "\",30 Dec 2016,Post\n", &context);
  ASSERT_EQ(items.size(), 3u);
  ASSERT_TRUE(!items[0] && !items[1] && items[2]);
  EXPECT_EQ(items[0].error().code, Code::kInvalidUtf8);
  EXPECT_NE(items[0].error().message.find("published"), std::string::npos);
  EXPECT_EQ(items[1].error().code, Code::kInvalidUtf8);
  EXPECT_EQ(items[2]->published_edtf, "2016-12-30");
}

TEST(FieldMap, RefusesWhatIsNoField) { EXPECT_EQ(FieldMap::parse("body=text").error().code, Code::kUsage); }

TEST(Feed, ReadsIllFormedEntriesToo) {
  ReadContext context;
  auto items = read("a.xml",
                    "<rss><channel><title>Gulf Monitor</title><item><title>Truce & talks</title><link>http://a.example/1</link>"
                    "<description><![CDATA[<p>Held on Friday.</p>]]></description><pubDate>Fri, 30 Dec 2016 12:00:00 GMT</pubDate></item>"
                    "<item><title>Second<description>Shelling near Hama.</description></item>",
                    &context);
  ASSERT_EQ(items.size(), 2u);
  ASSERT_TRUE(items[0] && items[1]);
  EXPECT_EQ(items[0]->text, "Truce & talks\n\nHeld on Friday.");
  EXPECT_EQ(items[0]->published_edtf, "2016-12-30T12:00:00Z");
  EXPECT_EQ(items[0]->publisher, "Gulf Monitor");
  EXPECT_NE(items[1]->text.find("Shelling near Hama."), std::string::npos);
}

std::string repeated(const std::string& part, size_t bytes) {
  std::string out;
  while (out.size() < bytes) out += part;
  return out;
}

// Each would take the square of its size if what is missing were looked for again at each place.
TEST(Feed, TakesTimeByItsSizeOnly) {
#ifdef __SANITIZE_ADDRESS__
  constexpr size_t kBytes = 1 << 18;
#else
  constexpr size_t kBytes = 2 << 20;
#endif
  const std::string entry = "<item><title>Truce</title><description>Held.</description></item>";
  const std::string begun = "<rss xmlns=''><channel><title>Post</title>";
  std::string names = "<rss";
  for (int i = 0; names.size() < kBytes / 2; ++i) names += " xmlns:n" + std::to_string(i) + "=''";
  for (const std::string& bytes : {
           begun + repeated("<!DOCTYPE>", kBytes) + entry,    // '[' that never comes
           begun + repeated("<!DOCTYPE[>", kBytes) + entry,   // nor its ']'
           begun + entry + "<item><title>Second</title><description>" + repeated("&lt;a", kBytes) + "</description></item>",  // nor '>'
           names + "><channel>" + repeated("<a:b/>", 1 << 20) + entry,  // a long list to look names up in
           begun + "<description>" + repeated("long ", kBytes) + "</description>" + repeated("<description/>", kBytes) + entry,
           begun + "<item><title>Truce</title><description>Held.</description>" + repeated("<author>Jo Doe Jr</author><author>Di Roe</author>", kBytes) + "</item>",
           "<rss><channel xml:lang='" + repeated("en", kBytes) + "'>" + repeated(entry, kBytes)}) {
    ReadContext context;
    context.options.detect_language = false;
    auto items = read("a.rss", bytes, &context);
    ASSERT_FALSE(items.empty()) << bytes.substr(0, 80);
    ASSERT_TRUE(items[0]) << items[0].error().to_string();
    EXPECT_EQ(items[0]->text, "Truce\n\nHeld.");
  }
}

TEST(Feed, LeavesOutNamesAndLanguagesOfNoBelievableLength) {
  ReadContext context;
  auto items = read("a.rss", "<rss><channel xml:lang='" + repeated("nl", 100) + "'><title>" + repeated("Post ", 2000) + "</title><item><title>Bestand</title><description>" + kText + "</description></item>", &context);
  ASSERT_EQ(items.size(), 1u);
  ASSERT_TRUE(items[0]);
  EXPECT_EQ(items[0]->publisher, "");
  EXPECT_EQ(items[0]->lang, "en");  // the text's own
}

TEST(Pack, OfNothingButZerosIsNoDocument) {
  ReadContext context;
  std::string tar(1024, '\0');
  tar.replace(257, 5, "ustar");
  auto items = read("a.tar", tar, &context);
  ASSERT_EQ(items.size(), 1u);
  EXPECT_FALSE(items[0]);
}

TEST(Url, HoldsNoHostWithControlCharactersOrBlanks) {
  for (const char* bad : {"http://a\x01/", "http://a b/", "http://\x7F/", "https://a\t.example/"}) EXPECT_FALSE(parse_url(bad).valid) << bad;
  EXPECT_TRUE(parse_url("http://a.example/").valid);
}

TEST(Url, IsResolvedAsRfc3986Does) {
  EXPECT_EQ(resolve_url("http://a.example/b/c/d?q", "../g"), "http://a.example/b/g");
  EXPECT_EQ(resolve_url("http://a.example/b/c/d?q", "//o.example/g"), "http://o.example/g");
  EXPECT_EQ(resolve_url("http://a.example/b/c/d?q", "?y"), "http://a.example/b/c/d?y");
  EXPECT_EQ(resolve_url("http://a.example", "g"), "http://a.example/g");
  EXPECT_EQ(resolve_url("http://a.example/b #c", ""), "http://a.example/b");
}

}  // namespace
}  // namespace bestand::forms_test
