// Input that wants to cost more than it is worth: each limit is a reject by name, and what stands beside it is read.
#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>
#include <unistd.h>
#include <zlib.h>

#include <chrono>
#include <filesystem>
#include <fstream>

#include "base/deadline.h"
#include "read/archive/http_message.h"
#include "read/feed/feed.h"
#include "read/html/page.h"
#include "read/reader.h"

namespace bestand::limits_test {
namespace {

const std::string kSaid = "<p>The truce around Homs held on Saturday, the governor said, though two villages were shelled at night.</p>";

std::string many(std::string_view piece, size_t bytes) {
  std::string out;
  out.reserve(bytes + piece.size());
  while (out.size() < bytes) out += piece;
  return out;
}

double seconds_of_page(const std::string& page) {
  const auto start = std::chrono::steady_clock::now();
  (void)read_page(page, {}, **shared_page_words());
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

std::string gzip_of_zeros(size_t bytes) {
  z_stream z{};
  deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string zeros(1 << 20, ' '), out(bytes / 500 + 4096, 0);
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  for (size_t done = 0; done < bytes; done += zeros.size()) {
    z.next_in = reinterpret_cast<Bytef*>(zeros.data());
    z.avail_in = static_cast<uInt>(zeros.size());
    deflate(&z, Z_NO_FLUSH);
  }
  deflate(&z, Z_FINISH);
  out.resize(out.size() - z.avail_out);
  deflateEnd(&z);
  return out;
}

std::string pack_of(const std::string& name, const std::string& bytes, bool zip = false) {
  std::vector<char> out(bytes.size() + (64 << 10));
  size_t used = 0;
  archive* a = archive_write_new();
  zip ? archive_write_set_format_zip(a) : archive_write_set_format_ustar(a);
  archive_write_open_memory(a, out.data(), out.size(), &used);
  archive_entry* entry = archive_entry_new();
  archive_entry_set_pathname(entry, name.c_str());
  archive_entry_set_size(entry, static_cast<la_int64_t>(bytes.size()));
  archive_entry_set_filetype(entry, AE_IFREG);
  archive_write_header(a, entry);
  archive_write_data(a, bytes.data(), bytes.size());
  archive_entry_free(entry);
  archive_write_close(a);
  archive_write_free(a);
  return std::string(out.data(), used);
}

class Limits : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("bestand-limits-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  void write(const std::string& name, const std::string& bytes) { std::ofstream(folder_ / name, std::ios::binary) << bytes; }

  // What comes of the folder: "ok" or the reject's name, in order.
  std::vector<std::string> read(ReadOptions options = {}) {
    Reader reader({folder_.string()}, std::move(options));
    std::vector<std::string> out;
    while (auto item = reader.next()) out.emplace_back(*item ? "ok" : name(item->error().code));
    return out;
  }

  std::filesystem::path folder_;
};

TEST_F(Limits, OfTimeIsARejectAndTheNextDocumentIsRead) {
  write("a.html", "<html><body>" + many(kSaid, 1 << 20) + "</body></html>");
  write("b.txt", "The truce held.");
  ReadOptions options;
  options.max_seconds = 1e-9;
  EXPECT_EQ(read(options), (std::vector<std::string>{"over_time", "ok"}));
  options.threads = 3;
  EXPECT_EQ(read(options), (std::vector<std::string>{"over_time", "ok"}));
  options.max_seconds = 0;
  EXPECT_EQ(read(options)[1], "ok");
}

TEST_F(Limits, OfTimeHoldForFeedsToo) {
  Deadline deadline(1e-9);
  while (!Deadline::passed()) {
  }
  EXPECT_EQ(read_feed("<rss><channel>" + many("<item><title>a</title></item>", 1 << 16), "", "", **shared_page_words()).error().code, Code::kOverTime);
}

TEST_F(Limits, OfSizeHoldForEachForm) {
  ReadOptions options;
  options.max_document_bytes = 1000;
  write("a.txt", many("The truce held. ", 1100));
  write("b.html", "<html><body>" + many(kSaid, 1100));
  write("c.rss", "<rss><channel>" + many("<item><title>a</title></item>", 1100));
  write("d.jsonl", "{\"text\":\"" + many("The truce held. ", 1100) + "\"}\n{\"text\":\"The truce held.\"}\n");
  EXPECT_EQ(read(options), (std::vector<std::string>{"too_large", "too_large", "too_large", "too_large", "ok"}));
}

TEST_F(Limits, OfDecompressionHoldBeforeTheBytesAreHeld) {
  write("bomb.txt.gz", gzip_of_zeros(80 << 20));
  write("c.txt", "The truce held.");
  EXPECT_EQ(read(), (std::vector<std::string>{"too_large", "ok"}));
  ReadOptions options;
  options.max_document_bytes = 128 << 20;  // what comes out would do; that so little went in would not
  write("bomb.txt.gz", "The truce held.");
  write("b.zip", pack_of("big.txt", std::string(80 << 20, ' '), true));
  EXPECT_EQ(read(options), (std::vector<std::string>{"too_large", "ok", "ok"}));
  const std::string bomb = gzip_of_zeros(8 << 20);
  const auto reply = read_http_reply("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + bomb, 1 << 20);
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().code, Code::kTooLarge);
}

TEST_F(Limits, OfArchivesInArchivesAreAReject) {
  std::string inner = pack_of("a.txt", "The truce held.");
  write("two.tar", pack_of("inner.tar", inner));
  for (int i = 0; i < 4; ++i) inner = pack_of("inner.tar", inner);
  write("five.tar", inner);
  EXPECT_EQ(read(), (std::vector<std::string>{"unsupported", "ok"}));
}

TEST_F(Limits, OfEntitiesNoneIsExpanded) {
  std::string laughs = "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'ha'>";
  for (char c = 'b'; c < 'p'; ++c) laughs += std::string("<!ENTITY ") + c + " '" + many(std::string("&") + static_cast<char>(c - 1) + ";", 30) + "'>";
  write("laughs.rss", laughs + "]><rss><channel><item><title>Truce &o; holds</title></item></channel></rss>");
  Reader reader({folder_.string()});
  auto item = reader.next();
  ASSERT_TRUE(item && *item);
  EXPECT_LT((*item)->text.size(), 100u);
}

// Document size, lines, elements, nesting, columns, members of archives, blocks: each by its own name, and none of them ends the
// reading.
TEST_F(Limits, EachIsNamed) {
  write("a-elements.html", "<html><body>" + kSaid + many("<i></i>", 8 << 20));
  write("b-elements.rss", "<rss><channel>" + many("<a/>", 2 << 20));
  write("c-nested.jsonl", "{\"text\":\"x\",\"y\":" + std::string(1 << 20, '[') + "\n{\"text\":" + many("{\"text\":", 1 << 20) /* a text that is an object */ + "\n{\"text\":\"The truce held.\"}\n");
  write("d-nested.html", "<html><body>" + many("<div>", 2 << 20) + kSaid);
  ReadOptions options;
  EXPECT_EQ(read(options), (std::vector<std::string>{"too_large", "too_large", "invalid_json", "invalid_field", "ok", "ok"}));
}

TEST_F(Limits, OfSizeHoldForRowsMembersAndRecords) {
  ReadOptions options;
  options.max_document_bytes = 1000;
  const std::string held = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: ";
  auto record = [&](const std::string& page) {
    const std::string reply = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page;
    return held + std::to_string(reply.size()) + "\r\n\r\n" + reply + "\r\n\r\n";
  };
  write("a.csv", "id,text\n1,\"" + many("The truce held. ", 1100) + "\"\n2,The truce held.\n");
  write("b.csv", "id," + many("x,", 3000) + "text\n");  // more columns than a table has
  write("c.tar", pack_of("a.txt", many("The truce held. ", 17000)));
  write("d.warc", record("<html><body>" + many(kSaid, 1100)) + record("<html><body>" + kSaid + kSaid));
  const std::vector<std::string> told = read(options);
  EXPECT_EQ(std::count(told.begin(), told.end(), "too_large"), 4) << ::testing::PrintToString(told);
  EXPECT_EQ(told.back(), "ok") << ::testing::PrintToString(told);
}

// Twice the page takes at most some twice the time: what grows with the square of a page would take four times as long, and
// here minutes.
TEST_F(Limits, OfTimeAreNotReachedByHostilePages) {
#ifdef __SANITIZE_ADDRESS__
  const size_t size = 1 << 16;
#else
  const size_t size = 1 << 19;
#endif
  const std::vector<std::string> pieces = {
      "<div>", "<div>some words here, and there. ", "<p>word word word", "<b>", "<b><p>x", "<a href=x>y", "<table><tr><td>x", "</div>", "&abcdefgh", "&", "<",
      "<!--", "<![CDATA[", "<script>", "<ul><li>text", "<dl><dt>a<dd>b", "<form><input>", "<h1><h2>", "<select><option>a", "<svg><path>", "<template>", "<font><i><u>",
      "<a title=\"", "<time datetime='2016-12-30'>x</time>", "<span class=author rel=author>By Jan Jansen</span>", "<frameset>", "<title>a - b", "<meta property=og:title content='a b'>",
      "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"articleBody\":\"a\"}</script>", "<script type='application/ld+json'>[[[[", "<base href=a/>"};
  for (const std::string& piece : pieces) EXPECT_LT(seconds_of_page("<html><body>" + many(piece, size) + kSaid), 5) << piece;
  std::string attributes = "<html><body><div ", classes = "<html><body>";
  for (int i = 0; attributes.size() < size; ++i) attributes += "a" + std::to_string(i) + "=x ";
  for (int i = 0; classes.size() < size; ++i) classes += "<div class='c" + std::to_string(i) + "'>a, b</div>";
  EXPECT_LT(seconds_of_page(attributes + ">" + kSaid), 5);
  EXPECT_LT(seconds_of_page("<html><body><div class='" + many("abc ", size) + "'>" + kSaid), 5);
  EXPECT_LT(seconds_of_page(classes), 5);
  EXPECT_LT(seconds_of_page("<html><body>" + many("<div>", size / 2) + many("</p>", size / 2) + kSaid), 5);
}

}  // namespace
}  // namespace bestand::limits_test
