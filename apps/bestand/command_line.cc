#include "bestand/command_line.h"

#include <cstdio>
#include <string>
#include <vector>

namespace bestand {

ExitCode exit_code(Code code) {
  switch (code) {
    case Code::kUsage: return kWrongUse;
    case Code::kUnreadable:
    case Code::kUnwritable:
    case Code::kBusy: return kEnvironment;
    default: return kUnusable;
  }
}

int fail(const Error& error) {
  std::fprintf(stderr, "bestand: %s\n", error.to_string().c_str());
  return exit_code(error.code);
}

std::optional<int> parse_arguments(CLI::App& app, std::span<const std::string_view> args) {
  std::vector<std::string> reversed(args.rbegin(), args.rend());  // the order CLI11 takes
  try {
    app.parse(std::move(reversed));
  } catch (const CLI::ParseError& e) {
    return app.exit(e) == 0 ? kDone : kWrongUse;
  }
  return std::nullopt;
}

}  // namespace bestand
