// SQLite as values: a database, prepared statements, and errors in bestand's own list.
//
// Errors   kBusy (locked), kUnwritable (disk full, read-only, permission), kNotALedger (no database),
// kUnreadable,
//          kBadLedger (damaged); always with the path and SQLite's own words
// Threads  one connection, one thread
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace bestand {

// Statements that are not in use, by their words: compiling one costs more than running it.
class StatementPool {
 public:
  StatementPool() = default;
  StatementPool(const StatementPool&) = delete;
  ~StatementPool();
  sqlite3_stmt* take(std::string_view sql);  // null: none is idle
  void give(sqlite3_stmt* stmt);

 private:
  std::multimap<std::string, sqlite3_stmt*, std::less<>> idle_;
};

class Statement {
 public:
  Statement(sqlite3_stmt* stmt, const std::string* path, std::shared_ptr<StatementPool> pool)
      : stmt_(stmt), path_(path), pool_(std::move(pool)) {}
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&& other) noexcept;
  ~Statement();

  // Binds parameters from 1 in the order given; text and blobs are copied.
  template <class... Args>
  Statement& bind(const Args&... args) {
    reset();
    int at = 0;
    (put(++at, args), ...);
    return *this;
  }
  Result<bool> step();  // true: a row; false: done
  Status run();         // steps to the end and resets

  int64_t integer(int column) const;
  double real(int column) const;
  std::string_view text(int column) const;  // valid until the next step
  bool is_null(int column) const;
  void reset();

 private:
  void put(int at, int64_t value);
  void put(int at, int value) { put(at, static_cast<int64_t>(value)); }
  void put(int at, uint32_t value) { put(at, static_cast<int64_t>(value)); }
  void put(int at, double value);
  void put(int at, std::string_view text);
  void put(int at, const std::string& text) { put(at, std::string_view(text)); }
  void put(int at, const char* text) { put(at, std::string_view(text)); }
  void put(int at, std::nullptr_t);
  template <class T>
  void put(int at, const std::optional<T>& value) {
    if (value)
      put(at, *value);
    else
      put(at, nullptr);
  }

  sqlite3_stmt* stmt_;
  const std::string* path_;
  std::shared_ptr<StatementPool> pool_;
};

class Database {
 public:
  enum class Mode { kRead, kWrite };
  static Result<Database> open(const std::string& path, Mode mode, int busy_ms);
  Database(Database&& other) noexcept;
  Database& operator=(Database&& other) noexcept;
  ~Database();

  Status exec(const char* sql);
  Result<Statement> prepare(std::string_view sql);
  Result<int64_t> integer(const char* sql);  // the first column of the first row; 0 without a row
  int64_t last_row() const;
  const std::string& path() const { return *path_; }
  Error error(std::string_view doing) const;  // of the last call that failed

 private:
  Database() = default;
  sqlite3* db_ = nullptr;
  std::unique_ptr<std::string> path_;
  std::shared_ptr<StatementPool> pool_ = std::make_shared<StatementPool>();
};

// Rolls back unless committed.
class Transaction {
 public:
  static Result<Transaction> begin(Database* db);
  Transaction(Transaction&& other) noexcept : db_(std::exchange(other.db_, nullptr)) {}
  ~Transaction();
  Status commit();

 private:
  explicit Transaction(Database* db) : db_(db) {}
  Database* db_;
};

}  // namespace bestand
