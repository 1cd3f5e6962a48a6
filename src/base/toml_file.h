// Reads a TOML file of lang/, world/ or a policy; the loaders check their own schema on top.
//
// Errors   kUnreadable; kBadData with file, line and column; kInvalidUtf8
#pragma once

#include <toml++/toml.h>

#include <string>
#include <string_view>

#include "base/result.h"

namespace bestand {

Result<toml::table> read_toml(const std::string& path);

// An error at a node of a file that was read: "frames.toml: line 12: roles: unknown role \"agent\"".
Error toml_error(const toml::node& node, const std::string& path, std::string_view message);

}  // namespace bestand
