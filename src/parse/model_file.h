// A model: named sections of plain arrays in one memory-mapped file, checked once when it is opened.
//
// Layout   docs/formats/model.md
// Errors   kBadModel: foreign, older, newer, truncated, damaged; kUnreadable
// Threads  const; sections are views that live as long as the ModelFile
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/mapped_file.h"
#include "base/result.h"

namespace bestand {

constexpr uint32_t kModelVersion = 1;

class ModelFile {
 public:
  static Result<ModelFile> open(const std::string& path);

  // The same over bytes in memory (tests, fuzzers); they must outlive the model and lie 8-aligned.
  static Result<ModelFile> over(std::string_view bytes, const std::string& path);

  const std::string& lang() const { return lang_; }
  const std::string& path() const { return path_; }

  // A section's bytes; empty if there is none of that name.
  std::string_view section(std::string_view name) const;

  const std::vector<std::pair<std::string_view, std::string_view>>& sections() const { return sections_; }

  // A section as an array. Errors: its size is no multiple of T's.
  template <class T>
  Result<std::span<const T>> array(std::string_view name) const {
    std::string_view bytes = section(name);
    if (bytes.size() % sizeof(T) != 0) return bad(std::string(name) + " has a broken size");
    return std::span<const T>(reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T));
  }

  Error bad(std::string_view what) const;

 private:
  ModelFile() = default;
  Status read_header();

  std::optional<MappedFile> file_;
  std::string_view bytes_;
  std::string path_, lang_;
  std::vector<std::pair<std::string_view, std::string_view>> sections_;
};

// Gathers sections and gives the file's bytes.
class ModelWriter {
 public:
  void add(std::string name, std::string bytes) { sections_.emplace_back(std::move(name), std::move(bytes)); }
  template <class T>
  void add(std::string name, const std::vector<T>& values) {
    add(std::move(name),
        std::string(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)));
  }
  std::string finish(std::string_view lang) const;

 private:
  std::vector<std::pair<std::string, std::string>> sections_;
};

// A list of strings in a section: count, offsets, bytes.
class StringTable {
 public:
  StringTable() = default;
  static Result<StringTable> read(const ModelFile& model, std::string_view name);
  static std::string write(const std::vector<std::string>& strings);

  uint32_t size() const { return count_; }
  std::string_view operator[](uint32_t i) const {
    return bytes_.substr(offsets_[i], offsets_[i + 1] - offsets_[i]);
  }

 private:
  const uint32_t* offsets_ = nullptr;
  std::string_view bytes_;
  uint32_t count_ = 0;
};

// 64-bit keys to 32-bit values, open addressing; a key that is not there by chance looks there once in 2^44.
class HashTable {
 public:
  HashTable() = default;
  static Result<HashTable> read(const ModelFile& model, std::string_view name);
  static std::string write(const std::vector<std::pair<uint64_t, uint32_t>>& entries);

  // Brings what find() will look at nearer.
  void prefetch(uint64_t key) const {
    if (!slots_.empty()) __builtin_prefetch(&slots_[key & mask_]);
  }

  // The value, or `missing`.
  uint32_t find(uint64_t key, uint32_t missing) const {
    if (slots_.empty()) return missing;
    uint32_t tag = static_cast<uint32_t>(key >> 32) | 1;
    for (size_t at = key & mask_, tries = 0; tries <= mask_; at = (at + 1) & mask_, ++tries) {
      if (slots_[at].tag == tag) return slots_[at].value;
      if (slots_[at].tag == 0) return missing;
    }
    return missing;
  }

 private:
  struct Slot {
    uint32_t tag, value;
  };
  std::span<const Slot> slots_;
  size_t mask_ = 0;
};

}  // namespace bestand
