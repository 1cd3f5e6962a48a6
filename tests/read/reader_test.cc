#include "read/reader.h"

#include <gtest/gtest.h>
#include <unistd.h>
#include <zlib.h>

#include <filesystem>
#include <fstream>

#include "base/sha256.h"

namespace bestand::reader_test {
namespace {

namespace fs = std::filesystem;

// A folder of its own for each test, gone afterwards.
class ReaderTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* info = ::testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::temp_directory_path() /
              ("bestand-read-" + std::string(info->name()) + std::to_string(::getpid()));
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string write(const std::string& name, std::string_view bytes) {
    fs::path path = folder_ / name;
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return path.string();
  }

  std::string write_gz(const std::string& name, std::string_view bytes) {
    std::string path = (folder_ / name).string();
    gzFile gz = gzopen(path.c_str(), "wb");
    gzwrite(gz, bytes.data(), static_cast<unsigned>(bytes.size()));
    gzclose(gz);
    return path;
  }

  static std::vector<Item> read(std::vector<std::string> paths, ReadOptions options = {}) {
    Reader reader(std::move(paths), options);
    std::vector<Item> items;
    while (std::optional<Item> item = reader.next()) items.push_back(std::move(*item));
    return items;
  }

  // The only item, which must be a document.
  static Document document(const std::string& path) {
    std::vector<Item> items = read({path});
    EXPECT_EQ(items.size(), 1u);
    if (items.size() != 1 || !items[0]) {
      ADD_FAILURE() << (items.empty() ? "nothing" : items[0].error().to_string());
      return {};
    }
    return *items[0];
  }

  // The only item, which must be a reject.
  static Error reject(const std::string& path, ReadOptions options = {}) {
    std::vector<Item> items = read({path}, options);
    EXPECT_EQ(items.size(), 1u);
    if (items.size() != 1 || items[0]) {
      ADD_FAILURE() << path << ": no reject";
      return {};
    }
    return items[0].error();
  }

  fs::path folder_;
};

TEST_F(ReaderTest, TakesTheDateOffTheFirstWords) {
  Document document = ReaderTest::document(write("a.txt", " date 2016-12 Het bestand hield stand in Hama."));
  EXPECT_EQ(document.text, "Het bestand hield stand in Hama.");
  EXPECT_EQ(document.published_edtf, "2016-12");
  ASSERT_TRUE(document.published);
  EXPECT_EQ(document.published->hull().lo, Seconds{days_from_civil(2016, 12, 1)} * kDaySeconds);
  EXPECT_EQ(document.published->hull().hi, Seconds{days_from_civil(2017, 1, 1)} * kDaySeconds);
  EXPECT_EQ(document.lang, "nl");
  EXPECT_TRUE(document.lang_detected);
  EXPECT_EQ(document.line, 0);
}

TEST_F(ReaderTest, TakesAClockTimeWithZoneFromTheFirstWords) {
  Document document = ReaderTest::document(write("a.txt", "date 2016-12-30T11:05+01:00\nThe truce held.\n"));
  EXPECT_EQ(document.text, "The truce held.\n");
  ASSERT_TRUE(document.published);
  EXPECT_EQ(document.published->utc_offset_min, 60);
}

TEST_F(ReaderTest, LeavesATextThatHappensToBeginWithDate) {
  Document document = ReaderTest::document(write("a.txt", "date palms burned near Deir ez-Zor."));
  EXPECT_EQ(document.text, "date palms burned near Deir ez-Zor.");
  EXPECT_FALSE(document.published) << "an unknown date stays unknown";
  EXPECT_EQ(document.published_edtf, "");
}

TEST_F(ReaderTest, KeepsTheTextAsGiven) {
  Document document =
      ReaderTest::document(write("a.txt", "First line.\r\n\r\nSecond \xE2\x80\x9Cline\xE2\x80\x9D.\r\n"));
  EXPECT_EQ(document.text, "First line.\r\n\r\nSecond \xE2\x80\x9Cline\xE2\x80\x9D.\r\n");
}

TEST_F(ReaderTest, NamesADocumentAfterItsTextWhenItHasNoId) {
  Document plain = document(write("a.txt", "The truce held."));
  Document json = document(write("b.jsonl", R"({"text":"The truce held."})"));
  EXPECT_EQ(plain.id, sha256("The truce held.").substr(0, 16));
  EXPECT_EQ(json.id, plain.id) << "the same text is the same document in either form";
  EXPECT_EQ(json.text_sha256, plain.text_sha256);
  EXPECT_NE(json.raw_sha256, plain.raw_sha256);
}

TEST_F(ReaderTest, ReadsEveryField) {
  Document document = ReaderTest::document(write(
      "a.jsonl",
      R"({"id":"x-1","publisher":"Blad","url":"http://a.example/1","lang":"nl","published":"2016-12-30",)"
      R"("retrieved":"2017-01-02","title":"Bestand","text":"Het was stil.","prefer":"past","other":[1,{}]})"
      "\n"));
  EXPECT_EQ(document.id, "x-1");
  EXPECT_EQ(document.publisher, "Blad");
  EXPECT_EQ(document.url, "http://a.example/1");
  EXPECT_EQ(document.lang, "nl");
  EXPECT_FALSE(document.lang_detected);
  EXPECT_EQ(document.published_edtf, "2016-12-30");
  EXPECT_EQ(document.retrieved, "2017-01-02");
  EXPECT_EQ(document.title, "Bestand");
  EXPECT_EQ(document.text, "Bestand\n\nHet was stil.");
  EXPECT_EQ(document.title_size, 7u);
  EXPECT_EQ(document.prefer, "past");
  EXPECT_EQ(document.line, 1);
}

TEST_F(ReaderTest, PutsNoTitleBeforeATextThatBeginsWithIt) {
  for (const char* text : {"Truce holds; calm in Idlib.\\n\\nIt was quiet.", "\\\"Truce holds, calm in Idlib\\\"\\nIt was quiet."}) {
    Document document = ReaderTest::document(
        write("a.jsonl", std::string(R"({"title":"Truce holds, calm in Idlib","text":")") + text + "\"}"));
    EXPECT_EQ(document.title, "Truce holds, calm in Idlib");
    EXPECT_EQ(document.title_size, 0u) << document.text;
  }
  Document document = ReaderTest::document(
      write("a.jsonl", R"({"title":"Truce holds","text":"Truce holds in Idlib, says Ankara.\n\nIt was quiet."})"));
  EXPECT_EQ(document.text, "Truce holds\n\nTruce holds in Idlib, says Ankara.\n\nIt was quiet.");
}

TEST_F(ReaderTest, IgnoresHeadlineNullsAndFieldsOfOtherPrograms) {
  Document document = ReaderTest::document(write(
      "a.jsonl",
      R"({"headline":"Not analysed","title":null,"publisher":null,"text":"Quiet.","claims":[{"text":"no"}]})"));
  EXPECT_EQ(document.text, "Quiet.");
  EXPECT_EQ(document.title_size, 0u);
  EXPECT_EQ(document.publisher, "");
}

TEST_F(ReaderTest, TakesReferenceOrDateForAMissingPublicationDate) {
  std::vector<Item> items =
      read({write("a.jsonl", R"({"text":"a b","reference":"2013-08-23"})"
                             "\n"
                             R"({"text":"a b","date":"2013-08-24"})"
                             "\n"
                             R"({"text":"a b","date":"2013-08-24","published":"2013-08-25"})"
                             "\n"
                             R"({"text":"a b","date":"Mexico"})"
                             "\n"
                             R"({"text":"a b","published":"2016-01-02;2016-01-03"})"
                             "\n")});
  ASSERT_EQ(items.size(), 5u);
  EXPECT_EQ(items[0]->published_edtf, "2013-08-23");
  EXPECT_EQ(items[1]->published_edtf, "2013-08-24");
  EXPECT_EQ(items[2]->published_edtf, "2013-08-25");
  EXPECT_FALSE(items[3]->published) << "a field that is not ours may hold anything";
  EXPECT_EQ(items[3]->published_edtf, "");
  ASSERT_TRUE(items[4]) << items[4].error().to_string();
  EXPECT_EQ(items[4]->published->members.size(), 1u) << "two days in a row are one interval";
}

TEST_F(ReaderTest, DecodesEscapesAndPairs) {
  Document document = ReaderTest::document(write("a.jsonl", R"({"text":"Al-B\u0101b \ud83d\ude00\n\"x\""})"));
  EXPECT_EQ(document.text,
            "Al-B\xC4\x81"
            "b \xF0\x9F\x98\x80\n\"x\"");
}

TEST_F(ReaderTest, TellsJsonLinesByContentWhateverTheName) {
  std::vector<Item> items = read({write("dump", "\n  {\"text\":\"One.\"}\n\n{\"text\":\"Two.\"}")});
  ASSERT_EQ(items.size(), 2u);
  EXPECT_EQ(items[0]->text, "One.");
  EXPECT_EQ(items[0]->line, 2);
  EXPECT_EQ(items[1]->line, 4);
}

TEST_F(ReaderTest, ReadsFoldersInNameOrder) {
  write("b/2.txt", "Three.");
  write("b/1.jsonl", "{\"text\":\"One.\"}\r\n{\"text\":\"Two.\"}\r\n");
  write("c.txt", "Four.");
  write(".hidden", "Never.");
  fs::create_directory_symlink(folder_, folder_ / "b" / "loop");
  std::vector<Item> items = read({folder_.string()});
  ASSERT_EQ(items.size(), 4u);
  EXPECT_EQ(items[0]->text, "One.");
  EXPECT_EQ(items[1]->text, "Two.");
  EXPECT_EQ(items[2]->text, "Three.");
  EXPECT_EQ(items[3]->text, "Four.");
}

TEST_F(ReaderTest, ReadsGzip) {
  EXPECT_EQ(document(write_gz("a.txt.gz", " date 2016 Quiet day.")).text, "Quiet day.");
  EXPECT_EQ(document(write_gz("a.jsonl.gz", "{\"text\":\"Quiet.\"}\n")).text, "Quiet.");
}

TEST_F(ReaderTest, ReadsUtf16AndDropsAByteOrderMark) {
  EXPECT_EQ(document(write("a.txt", std::string_view("\xFF\xFEH\0i\0=\xD8\0\xDE", 10))).text,
            "Hi\xF0\x9F\x98\x80");
  EXPECT_EQ(document(write("b.txt",
                           "\xEF\xBB\xBF"
                           "Hi there"))
                .text,
            "Hi there");
  EXPECT_EQ(document(write("c.jsonl", "\xEF\xBB\xBF{\"text\":\"Hi\"}")).text, "Hi");
}

TEST_F(ReaderTest, RejectsWhatIsNoText) {
  EXPECT_EQ(reject(write("a.bin", std::string_view("\x7F"
                                                   "ELF\2\1\1\0\0",
                                                   9)))
                .code,
            Code::kBinary);
  EXPECT_EQ(reject(write("b.jsonl", std::string_view("abc\0def", 7))).code, Code::kBinary);
  EXPECT_EQ(reject(write("c.txt", std::string(5000, 'x') + std::string(1, '\0'))).byte, 5000);
  EXPECT_EQ(reject(write("d.html", "<!DOCTYPE html><p>x")).code, Code::kMissingText);
  EXPECT_EQ(reject(write("e.txt", "")).code, Code::kEmptyFile);
  EXPECT_EQ(reject(write("f.txt", " \n\xC2\xA0\n")).code, Code::kMissingText);
  EXPECT_EQ(reject(write("g.jsonl", "\n\n")).code, Code::kEmptyFile);
}

TEST_F(ReaderTest, RejectsInvalidUtf8WithItsByteInTheFile) {
  Error plain = reject(write("a.txt",
                             "abc\xFF"
                             "def"));
  EXPECT_EQ(plain.code, Code::kInvalidUtf8);
  EXPECT_EQ(plain.byte, 3);
  std::string path = write("b.jsonl", "{\"text\":\"a\"}\n{\"text\":\"\xC3\x28\"}\n{\"text\":\"c\"}\n");
  std::vector<Item> items = read({path});
  ASSERT_EQ(items.size(), 3u) << "one bad line stops nothing";
  EXPECT_EQ(items[1].error().code, Code::kInvalidUtf8);
  EXPECT_EQ(items[1].error().file, path);
  EXPECT_EQ(items[1].error().document, "line 2");
  EXPECT_EQ(items[1].error().byte, 22);
  EXPECT_EQ(items[2]->text, "c");
}

TEST_F(ReaderTest, RejectsBadLinesByName) {
  struct Row {
    const char* line;
    Code code;
  };
  for (const Row& row :
       {Row{"{\"id\":\"a\"}", Code::kMissingText}, Row{"{\"text\":null}", Code::kMissingText},
        Row{"{\"text\":\"\"}", Code::kMissingText}, Row{"{\"text\":5}", Code::kInvalidField},
        Row{"{\"text\":\"a\",\"title\":[\"b\"]}", Code::kInvalidField},
        Row{"{\"text\":\"a\",\"lang\":true}", Code::kInvalidField},
        Row{"{\"text\":\"a\"", Code::kInvalidJson},
        Row{"{\"text\":\"a\"} {\"text\":\"b\"}", Code::kInvalidJson},
        Row{"{\"text\":\"\\ud83d\"}", Code::kInvalidJson}, Row{"{\"text\":\"\\udc00\"}", Code::kInvalidJson},
        Row{"[{\"text\":\"a\"}]", Code::kInvalidJson}, Row{"\"text\"", Code::kInvalidJson},
        Row{"17", Code::kInvalidJson}, Row{"null", Code::kInvalidJson},
        Row{"{\"text\":\"a\\u0000b\"}", Code::kBinary},
        Row{"{\"text\":\"a\",\"published\":\"2016-13\"}", Code::kInvalidDate},
        Row{"{\"text\":\"a\",\"published\":\"yesterday\"}", Code::kInvalidDate}}) {
    Error error = reject(write("a.jsonl", row.line));
    EXPECT_EQ(name(error.code), name(row.code)) << row.line << " gave " << error.to_string();
    EXPECT_EQ(error.document, "line 1");
  }
}

TEST_F(ReaderTest, NamesTheDateThatIsNone) {
  EXPECT_NE(reject(write("a.jsonl", R"({"text":"a","published":"2016-13"})")).message.find("2016-13"),
            std::string::npos);
  Error plain = reject(write("a.txt", " date 2016-12-45 De troepen trokken zich terug."));
  EXPECT_EQ(plain.code, Code::kInvalidDate);
  EXPECT_NE(plain.message.find("2016-12-45"), std::string::npos);
}

TEST_F(ReaderTest, SaysWhereJsonBreaks) {
  Error error = reject(write("a.jsonl", "\n{\"text\":\"a\",}\n"));
  EXPECT_EQ(error.code, Code::kInvalidJson);
  EXPECT_EQ(error.document, "line 2");
  EXPECT_EQ(error.byte, 13) << "the brace after the comma";
}

TEST_F(ReaderTest, RejectsAPrettyPrintedFileOnce) {
  EXPECT_EQ(reject(write("a.json", "[\n  {\n    \"text\": \"a\"\n  }\n]\n")).code, Code::kInvalidJson);
  EXPECT_NE(reject(write("b.json", "{\n \"text\": \"a\"\n}\n")).message.find("one document a line"),
            std::string::npos);
}

TEST_F(ReaderTest, BearsDeepNesting) {
  std::string deep =
      "{\"x\":" + std::string(2'000'000, '[') + std::string(2'000'000, ']') + ",\"text\":\"Quiet.\"}";
  EXPECT_EQ(document(write("a.jsonl", deep)).text, "Quiet.");
  EXPECT_EQ(reject(write("b.jsonl", "{\"text\":\"a\",\"x\":" + std::string(1'000'000, '['))).code,
            Code::kInvalidJson);
}

TEST_F(ReaderTest, SkipsALineOverTheLimitAndGoesOn) {
  ReadOptions options;
  options.max_document_bytes = 1000;
  std::string path = write(
      "a.jsonl", "{\"text\":\"a\"}\n{\"text\":\"" + std::string(900'000, 'x') + "\"}\n{\"text\":\"b\"}\n");
  std::vector<Item> items = read({path}, options);
  ASSERT_EQ(items.size(), 3u);
  EXPECT_EQ(items[1].error().code, Code::kTooLarge);
  EXPECT_EQ(items[1].error().document, "line 2");
  EXPECT_EQ(items[1].error().byte, 13);
  EXPECT_EQ(items[2]->text, "b");
  EXPECT_EQ(reject(write("b.txt", std::string(1001, 'x')), options).code, Code::kTooLarge);
}

TEST_F(ReaderTest, SkipsALineOf200MegabytesByDefault) {
  std::string path = (folder_ / "a.jsonl.gz").string();
  gzFile gz = gzopen(path.c_str(), "wb1");
  gzputs(gz, "{\"text\":\"");
  std::string megabyte(1 << 20, 'x');
  for (int i = 0; i < 200; ++i) gzwrite(gz, megabyte.data(), static_cast<unsigned>(megabyte.size()));
  gzputs(gz, "\"}\n{\"text\":\"b\"}\n");
  gzclose(gz);
  std::vector<Item> items = read({path});
  ASSERT_EQ(items.size(), 2u);
  EXPECT_EQ(items[0].error().code, Code::kTooLarge);
  EXPECT_EQ(items[1]->text, "b");
}

TEST_F(ReaderTest, ReportsWhatCannotBeOpenedAndGoesOn) {
  fs::create_symlink("nowhere", folder_ / "dangling.txt");
  write("good.txt", "Quiet.");
  std::vector<Item> items = read({(folder_ / "missing").string(), folder_.string()});
  ASSERT_EQ(items.size(), 3u);
  EXPECT_EQ(items[0].error().code, Code::kUnreadable);
  EXPECT_EQ(items[1].error().code, Code::kUnreadable);
  EXPECT_EQ(items[1].error().file, (folder_ / "dangling.txt").string());
  EXPECT_EQ(items[2]->text, "Quiet.");
}

TEST_F(ReaderTest, GivesWhatATruncatedGzipHolds) {
  std::string lines;
  for (int i = 0; i < 20000; ++i)
    lines += "{\"text\":\"Report " + std::to_string(i * 7919) + " from Homs.\"}\n";
  std::string path = write_gz("a.jsonl.gz", lines);
  fs::resize_file(path, fs::file_size(path) / 2);
  std::vector<Item> items = read({path}, {.detect_language = false});
  ASSERT_GT(items.size(), 1000u);
  EXPECT_TRUE(items[0]);
  ASSERT_FALSE(items.back());
  EXPECT_EQ(items.back().error().code, Code::kUnreadable);
  EXPECT_NE(items.back().error().message.find("ends too early"), std::string::npos);
  for (size_t i = 0; i + 1 < items.size(); ++i) ASSERT_TRUE(items[i]) << "only the end is at fault";
  EXPECT_EQ(reject(write("b.txt.gz", "\x1F\x8B\x08 damaged")).code, Code::kUnreadable);
}

TEST_F(ReaderTest, GivesTheFileNameAsIdWhenAsked) {
  std::vector<Item> items = read({write("000_ab.txt", "Quiet.")}, {.id_from_file = true});
  ASSERT_EQ(items.size(), 1u);
  EXPECT_EQ(items[0]->id, "000_ab.txt");
}

TEST_F(ReaderTest, CountsTheBytesItHasRead) {
  std::string path = write("a.jsonl", "{\"text\":\"a\"}\n{\"text\":\"b\"}\n");
  Reader reader({path, path});
  while (reader.next()) {
  }
  EXPECT_EQ(reader.bytes_read(), 2 * fs::file_size(path));
}

TEST(ReaderOnSharedData, ReadsEveryNewsFile) {
  fs::path news = fs::path(BESTAND_SHARED_DIR) / "data" / "news";
  if (!fs::exists(news)) GTEST_SKIP() << "no shared data";
  Reader reader({(news / "dpg-nl.jsonl").string(), (news / "fakes-en.jsonl").string(),
                 (news / "wikipedia-current-events-en.jsonl").string()});
  int documents = 0;
  while (std::optional<Item> item = reader.next()) {
    ASSERT_TRUE(*item) << item->error().to_string();
    ++documents;
  }
  EXPECT_EQ(documents, 117 + 333 + 1823);
}

}  // namespace
}  // namespace bestand::reader_test
