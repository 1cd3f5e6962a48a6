// Archives on several threads, and taken up again in their middle.
#include <gtest/gtest.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <filesystem>
#include <fstream>

#include "read/reader.h"

namespace bestand::archive_reader_test {
namespace {

std::string page_record(int i) {
  const std::string town = "Town" + std::to_string(i);
  const std::string body = "<html lang=en><head><title>" + town + "</title></head><body><article><h1>" + town + "</h1><p>The truce around " + town +
                           " held on Saturday, the governor said, though two villages were shelled at night.</p></article></body></html>";
  const std::string block = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body;
  return "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/" + town + "\r\nWARC-Date: 2016-12-31T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: " +
         std::to_string(block.size()) + "\r\n\r\n" + block + "\r\n\r\n";
}

std::string gzipped(const std::string& bytes) {
  z_stream z{};
  deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string out(bytes.size() + 100, 0);
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  z.avail_in = static_cast<uInt>(bytes.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  deflate(&z, Z_FINISH);
  out.resize(out.size() - z.avail_out);
  deflateEnd(&z);
  return out;
}

std::string zstandard(const std::string& bytes) {
  std::string out(ZSTD_compressBound(bytes.size()), 0);
  out.resize(ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 3));
  return out;
}

class ArchiveReader : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("bestand-archive-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string write(const std::string& name, const std::string& bytes) {
    const std::string path = (folder_ / name).string();
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
  }

  // An archive of 60 pages in each form, with a record that is not one in their middle.
  std::vector<std::string> archives() {
    std::string plain, gzip, zstd;
    for (int i = 0; i < 60; ++i) {
      const std::string record = i == 30 ? "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: many\r\n\r\n\r\n\r\n" : page_record(i);
      plain += record;
      gzip += gzipped(record);
      zstd += zstandard(record);
    }
    return {write("a.warc", plain), write("b.warc.gz", gzip), write("c.warc.zst", zstd)};
  }

  static std::string told(const Item& item) { return item ? item->file + " " + item->title + " " + item->text_sha256 : item.error().to_string(); }

  static std::vector<std::string> all(Reader reader) {
    std::vector<std::string> out;
    while (auto item = reader.next()) out.push_back(told(*item));
    return out;
  }

  static ReadOptions options(unsigned threads) {
    ReadOptions out;
    out.threads = threads;
    return out;
  }

  std::filesystem::path folder_;
};

TEST_F(ArchiveReader, ManyThreadsGiveWhatOneGivesInTheSameOrder) {
  auto paths = archives();
  for (int i = 0; i < 20; ++i) paths.push_back(write("page" + std::to_string(i) + ".html", "<html><body><p>Page " + std::to_string(i) + " tells of a truce, and of a shelling.</p></body></html>"));
  const auto one = all(Reader(paths, options(1)));
  ASSERT_EQ(one.size(), 3 * 60u + 20u);
  EXPECT_EQ(all(Reader(paths, options(4))), one);
  EXPECT_EQ(all(Reader(paths, options(40))), one);
}

TEST_F(ArchiveReader, ReadingGoesOnWhereItEnded) {
  for (const std::string& path : archives()) {
    for (unsigned threads : {1u, 4u}) {
      const auto whole = all(Reader({path}, options(threads)));
      for (size_t first : {1u, 10u, 29u, 45u, 59u}) {
        ReadOptions rest = options(threads);
        std::vector<std::string> seen;
        {
          Reader reader({path}, options(threads));
          for (size_t i = 0; i < first; ++i) seen.push_back(told(*reader.next()));
          rest.resume = reader.marks();
        }
        ASSERT_EQ(rest.resume.count(path), 1u) << path;
        EXPECT_GT(rest.resume[path].offset, 0u);
        const auto more = all(Reader({path}, rest));
        ASSERT_EQ(seen.size() + more.size(), whole.size()) << path << " from " << first;
        for (size_t i = 0; i < more.size(); ++i) {
          if (first + i != 30) EXPECT_EQ(more[i], whole[first + i]);  // the broken one tells its place
        }
      }
    }
  }
}

TEST_F(ArchiveReader, WhatWasReadToItsEndIsNotReadAgain) {
  const auto paths = archives();
  ReadOptions again = options(2);
  {
    Reader reader(paths, options(2));
    while (reader.next()) {
    }
    again.resume = reader.marks();
  }
  EXPECT_EQ(again.resume.size(), 3u);
  EXPECT_TRUE(all(Reader(paths, again)).empty());
  std::ofstream(paths[0], std::ios::binary | std::ios::app) << page_record(99);
  EXPECT_EQ(all(Reader(paths, again)).size(), 1u);
  std::ofstream(paths[0], std::ios::binary) << page_record(1);  // another file under its name
  EXPECT_EQ(all(Reader(paths, again)).size(), 1u);
}

TEST_F(ArchiveReader, AFrameThatIsRefusedAtItsFirstByteIsPassed) {
  const std::string refused = std::string("\x28\xB5\x2F\xFD\x64\xFF\xFF\xFF\xFF\xFF", 10) + std::string(200, '\x81');
  const std::string path = write("damaged.warc.zst", zstandard(page_record(1)) + refused + zstandard(page_record(2)) + refused + refused + zstandard(page_record(3)));
  Reader reader({path}, options(1));
  std::vector<std::string> pages;
  size_t rejects = 0;
  while (auto item = reader.next()) {
    if (*item) pages.push_back((*item)->title); else ++rejects;
    ASSERT_LT(rejects, 100u);
  }
  EXPECT_EQ(pages, (std::vector<std::string>{"Town1", "Town2", "Town3"}));
  EXPECT_GE(rejects, 2u);
}

TEST_F(ArchiveReader, AnArchiveInOnePieceIsReadAgainFromTheBeginningOnly) {
  std::string all_records;
  for (int i = 0; i < 20; ++i) all_records += page_record(i);
  const std::string path = write("one.warc.gz", gzipped(all_records));
  Reader reader({path}, options(1));
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(reader.next());
  EXPECT_TRUE(reader.marks().empty());
}

}  // namespace
}  // namespace bestand::archive_reader_test
