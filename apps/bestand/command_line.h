// What every command of the program shares: reading its arguments, and the exit codes.
//
// A command builds a CLI::App that says what it does and how, then calls parse_arguments; an answer means: stop
// with that exit code (help was printed, or the arguments were wrong and stderr says why).
#pragma once

#include <CLI/CLI.hpp>

#include <optional>
#include <span>
#include <string_view>

#include "base/result.h"

namespace bestand {

enum ExitCode : int {
  kDone = 0,         // done
  kWithRejects = 1,  // done, some documents were rejected
  kWrongUse = 2,     // arguments that make no sense
  kUnusable = 3,     // the input or the ledger cannot be used
  kEnvironment = 4,  // disk, network, permission
};

ExitCode exit_code(Code code);

// Prints the error to stderr and gives its exit code.
int fail(const Error& error);

// Writes all of `bytes` to stdout. Errors: kUnwritable with the system's words (a full disk, a closed pipe).
Status write_out(std::string_view bytes);

// The same as a command's last deed: its exit code.
int print(std::string_view bytes);

// Beside --help every command answers --man, its manual page in roff, and --options, a line an option for shell
// completion: "--ledger<TAB>what it is".
std::optional<int> parse_arguments(CLI::App& app, std::span<const std::string_view> args);

}  // namespace bestand
