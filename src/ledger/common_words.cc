#include "ledger/common_words.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "base/mapped_file.h"
#include "ledger/lineage.h"

namespace bestand {

Result<CommonWords> CommonWords::load(const std::string& data_root) {
  namespace fs = std::filesystem;
  CommonWords out;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(data_root + "/lang", error)) {
    const std::string path = entry.path().string() + "/common.tsv";
    if (!fs::exists(path, error)) continue;
    auto file = MappedFile::open(path);
    if (!file) return file.error();
    int line = 0;
    for (std::string_view rest = file->bytes(); !rest.empty();) {
      const std::string_view row = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(rest.size(), row.size() + 1));
      ++line;
      if (row.empty() || row[0] == '#') continue;
      const size_t tab = std::min(row.find('\t'), row.size() - 1);
      int per_mille = -1;
      std::from_chars(row.data() + tab + 1, row.data() + row.size(), per_mille);
      if (tab == 0 || per_mille < 0 || per_mille > 1000) {
        return Error{Code::kBadData, "line " + std::to_string(line) + ": not a word, a tab and a number up to 1000",
                     path, "", -1};
      }
      float& share = out.shares_[term_of(row.substr(0, tab))];
      share = std::max(share, static_cast<float>(per_mille) / 1000);
    }
  }
  return out;
}

}  // namespace bestand
