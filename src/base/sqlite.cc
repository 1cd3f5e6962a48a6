#include "base/sqlite.h"

#include <sqlite3.h>

#include <utility>

namespace bestand {
namespace {

Code code_of(int rc) {
  switch (rc & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return Code::kBusy;
    case SQLITE_FULL:
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_IOERR:
      return Code::kUnwritable;
    case SQLITE_NOTADB:
      return Code::kNotALedger;
    case SQLITE_CORRUPT:
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
      return Code::kBadLedger;
    default:
      return Code::kUnreadable;
  }
}

Error error_of(sqlite3* db, const std::string& path, std::string_view doing) {
  std::string message(doing);
  message += ": ";
  message += db ? sqlite3_errmsg(db) : "out of memory";
  return {code_of(db ? sqlite3_extended_errcode(db) : SQLITE_NOMEM), std::move(message), path, "", -1};
}

}  // namespace

StatementPool::~StatementPool() {
  for (auto& [sql, stmt] : idle_) sqlite3_finalize(stmt);
}

sqlite3_stmt* StatementPool::take(std::string_view sql) {
  auto at = idle_.find(sql);
  if (at == idle_.end()) return nullptr;
  sqlite3_stmt* stmt = at->second;
  idle_.erase(at);
  return stmt;
}

void StatementPool::give(sqlite3_stmt* stmt) { idle_.emplace(sqlite3_sql(stmt), stmt); }

Statement::Statement(Statement&& other) noexcept
    : stmt_(std::exchange(other.stmt_, nullptr)), path_(other.path_), pool_(std::move(other.pool_)) {}

Statement& Statement::operator=(Statement&& other) noexcept {
  std::swap(stmt_, other.stmt_);
  std::swap(path_, other.path_);
  std::swap(pool_, other.pool_);
  return *this;
}

Statement::~Statement() {
  if (!stmt_) return;
  reset();
  pool_->give(stmt_);
}

Result<bool> Statement::step() {
  int rc = sqlite3_step(stmt_);
  if (rc == SQLITE_ROW) return true;
  if (rc == SQLITE_DONE) return false;
  return error_of(sqlite3_db_handle(stmt_), *path_, "the database could not be used");
}

Status Statement::run() {
  for (;;) {
    auto more = step();
    if (!more) return more.error();
    if (!*more) break;
  }
  reset();
  return success();
}

void Statement::reset() {
  sqlite3_reset(stmt_);
  sqlite3_clear_bindings(stmt_);
}

int64_t Statement::integer(int column) const { return sqlite3_column_int64(stmt_, column); }
double Statement::real(int column) const { return sqlite3_column_double(stmt_, column); }
bool Statement::is_null(int column) const { return sqlite3_column_type(stmt_, column) == SQLITE_NULL; }

std::string_view Statement::text(int column) const {
  const void* bytes = sqlite3_column_blob(stmt_, column);
  return {static_cast<const char*>(bytes), static_cast<size_t>(sqlite3_column_bytes(stmt_, column))};
}

void Statement::put(int at, int64_t value) { sqlite3_bind_int64(stmt_, at, value); }
void Statement::put(int at, double value) { sqlite3_bind_double(stmt_, at, value); }
void Statement::put(int at, std::nullptr_t) { sqlite3_bind_null(stmt_, at); }
void Statement::put(int at, std::string_view text) {
  sqlite3_bind_text64(stmt_, at, text.empty() ? "" : text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

Result<Database> Database::open(const std::string& path, Mode mode, int busy_ms) {
  Database out;
  out.path_ = std::make_unique<std::string>(path);
  int flags = mode == Mode::kWrite ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
  if (sqlite3_open_v2(path.c_str(), &out.db_, flags | SQLITE_OPEN_NOMUTEX, nullptr) != SQLITE_OK) {
    Error error = out.error("the database could not be opened");
    error.code = mode == Mode::kWrite ? Code::kUnwritable : Code::kUnreadable;
    return error;
  }
  sqlite3_busy_timeout(out.db_, busy_ms);
  sqlite3_extended_result_codes(out.db_, 1);
  return out;
}

Database::Database(Database&& other) noexcept
    : db_(std::exchange(other.db_, nullptr)), path_(std::move(other.path_)), pool_(std::move(other.pool_)) {}

Database& Database::operator=(Database&& other) noexcept {
  std::swap(db_, other.db_);
  std::swap(path_, other.path_);
  std::swap(pool_, other.pool_);
  return *this;
}

Database::~Database() {
  pool_.reset();
  sqlite3_close_v2(db_);
}

Error Database::error(std::string_view doing) const { return error_of(db_, *path_, doing); }

Status Database::exec(const char* sql) {
  if (sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
    return error("the database could not be used");
  }
  return success();
}

Result<Statement> Database::prepare(std::string_view sql) {
  sqlite3_stmt* stmt = pool_->take(sql);
  if (!stmt && sqlite3_prepare_v3(db_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &stmt,
                                  nullptr) != SQLITE_OK) {
    return error("the database could not be asked");
  }
  return Statement(stmt, path_.get(), pool_);
}

Result<int64_t> Database::integer(const char* sql) {
  auto statement = prepare(sql);
  if (!statement) return statement.error();
  auto row = statement->step();
  if (!row) return row.error();
  return *row ? statement->integer(0) : 0;
}

int64_t Database::last_row() const { return sqlite3_last_insert_rowid(db_); }

Result<Transaction> Transaction::begin(Database* db) {
  if (auto begun = db->exec("BEGIN IMMEDIATE"); !begun) return begun.error();
  return Transaction(db);
}

Transaction::~Transaction() {
  if (db_) (void)db_->exec("ROLLBACK");
}

Status Transaction::commit() {
  auto done = db_->exec("COMMIT");
  if (done) db_ = nullptr;
  return done;
}

}  // namespace bestand
