#include "parse/model_file.h"

#include <gtest/gtest.h>

#include <cstring>
#include <fstream>

#include "parse/language.h"

namespace bestand::model_file_test {
namespace {

std::string small_model() {
  ModelWriter writer;
  writer.add("numbers", std::vector<uint32_t>{1, 2, 3});
  writer.add("words", StringTable::write({"vrede", "", "oorlog"}));
  writer.add("table", HashTable::write({{0x123456789abcdefull, 7}, {0xfedcba987654321ull, 9}}));
  return writer.finish("nl");
}

// Keeps the bytes aligned as a mapping is.
class Aligned {
 public:
  explicit Aligned(const std::string& bytes) : store_((bytes.size() + 7) / 8), size_(bytes.size()) {
    if (!bytes.empty()) std::memcpy(store_.data(), bytes.data(), bytes.size());
  }
  std::string_view view() const { return {reinterpret_cast<const char*>(store_.data()), size_}; }

 private:
  std::vector<uint64_t> store_;
  size_t size_;
};

TEST(ModelFile, GivesBackWhatWasWritten) {
  Aligned bytes(small_model());
  auto model = ModelFile::over(bytes.view(), "x");
  ASSERT_TRUE(model.ok()) << model.error().to_string();
  EXPECT_EQ(model->lang(), "nl");
  auto numbers = model->array<uint32_t>("numbers");
  ASSERT_TRUE(numbers.ok());
  EXPECT_EQ(numbers->size(), 3u);
  EXPECT_EQ((*numbers)[2], 3u);
  auto words = StringTable::read(*model, "words");
  ASSERT_TRUE(words.ok());
  EXPECT_EQ((*words)[2], "oorlog");
  EXPECT_EQ((*words)[1], "");
  auto table = HashTable::read(*model, "table");
  ASSERT_TRUE(table.ok());
  EXPECT_EQ(table->find(0x123456789abcdefull, 0), 7u);
  EXPECT_EQ(table->find(0x1111111111111111ull, 42), 42u);
}

TEST(ModelFile, EveryTruncationIsRefused) {
  std::string whole = small_model();
  for (size_t n = 0; n < whole.size(); ++n) {
    Aligned bytes(whole.substr(0, n));
    auto model = ModelFile::over(bytes.view(), "x");
    ASSERT_FALSE(model.ok()) << n;
    EXPECT_EQ(model.error().code, Code::kBadModel);
  }
}

TEST(ModelFile, EveryChangedByteIsNoticed) {
  std::string whole = small_model();
  for (size_t n = 0; n < whole.size(); ++n) {
    if (n >= 32 && n < 40) continue;  // the language's code in the header
    std::string changed = whole;
    changed[n] = static_cast<char>(changed[n] ^ 0x20);
    Aligned bytes(changed);
    EXPECT_FALSE(ModelFile::over(bytes.view(), "x").ok()) << n;
  }
}

TEST(ModelFile, SaysWhatIsWrong) {
  auto message = [](std::string bytes) {
    Aligned aligned(bytes);
    auto model = ModelFile::over(aligned.view(), "nl.model");
    return model.ok() ? std::string() : model.error().to_string();
  };
  std::string newer = small_model();
  newer[8] = 99;
  EXPECT_NE(message(newer).find("version 99"), std::string::npos) << message(newer);
  EXPECT_NE(message(newer).find("newer"), std::string::npos);
  EXPECT_NE(
      message("PK\3\4 this is a zip file, not a model at all, whatever its name").find("no model of bestand"),
      std::string::npos);
  EXPECT_NE(message(small_model() + "x").find("long"), std::string::npos);
}

TEST(ModelFile, SoundContainerWithWrongPartsIsRefused) {
  std::vector<std::pair<std::string, std::string>> broken = {
      {"seg.split", "odd"}, {"lemma.scripts", std::string(8, '\xff')}, {"net.sizes", std::string(100, '\1')}};
  for (const auto& [name, bytes] : broken) {
    ModelWriter writer;
    writer.add(name, bytes);
    Aligned aligned(writer.finish("nl"));
    auto model = ModelFile::over(aligned.view(), "nl.model");
    ASSERT_TRUE(model.ok());
    auto language = Language::read(*model);
    ASSERT_FALSE(language.ok()) << name;
    EXPECT_EQ(language.error().code, Code::kBadModel);
  }
}

TEST(ModelFile, MissingFileIsUnreadable) {
  auto model = ModelFile::open("/nonexistent/nl.model");
  ASSERT_FALSE(model.ok());
  EXPECT_EQ(model.error().code, Code::kUnreadable);
}

TEST(HashTable, FullTableStillEnds) {
  ModelWriter writer;
  std::vector<uint32_t> slots(8, 5);  // four slots, all taken
  writer.add("table", slots);
  Aligned aligned(writer.finish("nl"));
  auto model = ModelFile::over(aligned.view(), "x");
  ASSERT_TRUE(model.ok());
  auto table = HashTable::read(*model, "table");
  ASSERT_TRUE(table.ok());
  EXPECT_EQ(table->find(0x99ull << 32, 1), 1u);
}

}  // namespace
}  // namespace bestand::model_file_test
