// A value or an error: how every expected failure travels in bestand.
//
// Errors come from one closed list. Bad input carries the file, the document and the byte at
// fault; trouble with the environment carries the path and the system's own words. Library code
// never prints, exits or throws across a room's border.
#pragma once

#include <cassert>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace bestand {

enum class Code {
  // input: the document becomes a reject, the rest goes on
  kInvalidUtf8,   // bytes that are no UTF-8 and no declared other encoding
  kBinary,        // not text at all (NUL bytes, a known binary header)
  kInvalidJson,   // a line that is no JSON object
  kMissingText,   // a document without text
  kInvalidDate,   // a publication date that is no EDTF
  kInvalidField,  // a field of the wrong kind
  kTooLarge,      // over a stated limit
  kEmptyFile,     // nothing to read
  kUnsupported,   // a language or form that this build cannot read
  kOverTime,      // took longer than a stated limit
  kRefused,       // an address that may not be asked: private, or its owner says no
  // data files of bestand itself
  kBadModel,      // a model file that is damaged, foreign, older or newer
  kBadGazetteer,  // likewise a gazetteer
  kBadData,       // lang/, world/ or policy data that breaks its schema
  // the ledger
  kNotALedger,    // a file that is no ledger of bestand
  kBadLedger,     // a ledger whose contents contradict themselves
  kNewerLedger,   // written by a newer bestand
  kNotFound,      // no such id
  // environment
  kUnreadable,    // cannot be opened or read
  kUnwritable,    // cannot be created or written; disk full
  kBusy,          // locked by another program
  // the caller
  kUsage,         // arguments that make no sense
};

// The code's name in snake case, as printed in rejects and JSON ("invalid_utf8").
std::string_view name(Code code);

struct Error {
  Code code;
  std::string message;   // one sentence for a person
  std::string file;      // path, or "<stdin>"; empty if none
  std::string document;  // the document's id, or "line 12"; empty if none
  int64_t byte = -1;     // offset in the file or, without a file, in the text; -1 if none

  // "invalid_utf8: a.jsonl: line 3: byte 117: byte 0xFF cannot begin a character"
  std::string to_string() const;
};

struct Nothing {};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}
  Result(Error error) : state_(std::move(error)) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  T& value() & { assert(ok()); return std::get<0>(state_); }
  const T& value() const& { assert(ok()); return std::get<0>(state_); }
  T&& value() && { assert(ok()); return std::get<0>(std::move(state_)); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }

  const Error& error() const& { assert(!ok()); return std::get<1>(state_); }
  Error&& error() && { assert(!ok()); return std::get<1>(std::move(state_)); }

 private:
  std::variant<T, Error> state_;
};

using Status = Result<Nothing>;
inline Status success() { return Nothing{}; }

}  // namespace bestand
