#include "bestand/read_marks.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace bestand {

Result<std::map<std::string, ReadMark>> read_marks(const std::string& file) {
  std::map<std::string, ReadMark> out;
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) return out;
  std::ifstream in(file);
  if (!in) return Error{Code::kUnreadable, std::strerror(errno), file, "", -1};
  for (std::string line; std::getline(in, line);) {
    std::istringstream parts(line);
    ReadMark mark;
    std::string path;
    if (!(parts >> mark.offset >> mark.size) || parts.get() != '\t' || !std::getline(parts, path) || path.empty()) {
      return Error{Code::kBadData, "is no file of marks, as bestand read --resume writes it: " + line.substr(0, 60), file, "", -1};
    }
    out[path] = mark;
  }
  return out;
}

Status write_marks(const std::string& file, const std::map<std::string, ReadMark>& marks) {
  const std::string beside = file + ".part";
  std::ofstream out(beside, std::ios::trunc);
  for (const auto& [path, mark] : marks) out << mark.offset << '\t' << mark.size << '\t' << path << '\n';
  out.close();
  if (!out || std::rename(beside.c_str(), file.c_str()) != 0) return Error{Code::kUnwritable, std::strerror(errno), file, "", -1};
  return success();
}

}  // namespace bestand
