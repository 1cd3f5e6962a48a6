#include "base/toml_file.h"


#include "base/mapped_file.h"
#include "base/utf8.h"

namespace bestand {

Result<toml::table> read_toml(const std::string& path) {
  auto file = MappedFile::open(path);
  if (!file) return file.error();
  if (auto bad = find_invalid_utf8(file->bytes())) {
    return Error{Code::kInvalidUtf8, "data files are UTF-8", path, "", static_cast<int64_t>(*bad)};
  }
  try {
    return toml::parse(file->bytes(), path);
  } catch (const toml::parse_error& e) {
    return Error{Code::kBadData, std::string(e.description()), path,
                 "line " + std::to_string(e.source().begin.line) + ", column " +
                     std::to_string(e.source().begin.column), -1};
  }
}

Error toml_error(const toml::node& node, const std::string& path, std::string_view message) {
  return {Code::kBadData, std::string(message), path, "line " + std::to_string(node.source().begin.line), -1};
}

}  // namespace bestand
