#include "bestand/ledger_open.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <vector>

#include "base/sha256.h"

namespace bestand {

std::string default_ledger() {
  const char* set = std::getenv("BESTAND_LEDGER");
  return set && *set ? set : "ledger.bestand";
}

std::string edition_of(const DataDir& data) {
  namespace fs = std::filesystem;
  std::vector<std::string> parts;
  auto add = [&](const fs::path& path) {
    std::error_code bad;
    const auto size = fs::file_size(path, bad);
    const auto time = fs::last_write_time(path, bad);
    if (!bad) parts.push_back(path.string() + ' ' + std::to_string(size) + ' ' + std::to_string(time.time_since_epoch().count()));
  };
  std::error_code bad;
  add(fs::read_symlink("/proc/self/exe", bad));
  for (fs::recursive_directory_iterator at(data.root + "/world", bad), end; !bad && at != end; at.increment(bad)) add(at->path());
  for (fs::directory_iterator at(data.root + "/lang", bad), end; !bad && at != end; at.increment(bad)) {
    for (const char* name : {"interface.tsv", "common.tsv"}) add(at->path() / name);
  }
  for (const std::string& file : data.actor_files) add(file);
  std::sort(parts.begin(), parts.end());
  std::string all;
  for (const auto& part : parts) all += part + '\n';
  return sha256(all);
}

Result<OpenLedger> open_ledger(const std::string& path, Ledger::Mode mode) {
  std::error_code ignored;
  if (mode == Ledger::Mode::kRead && !std::filesystem::exists(path, ignored)) {
    return Error{Code::kNotALedger,
                 "there is no ledger yet; make one with: bestand read ARTICLES --ledger " + path, path, "",
                 -1};
  }
  auto data = DataDir::find();
  if (!data) return data.error();
  auto actors = ActorBase::load(data->root, data->actor_files);
  if (!actors) return actors.error();
  OpenLedger out;
  out.actors = std::make_unique<ActorBase>(std::move(*actors));
  LedgerOptions options;
  options.actors = out.actors.get();
  options.data_root = data->root;
  options.edition = edition_of(*data);
  auto ledger = Ledger::open(path, mode, std::move(options));
  if (!ledger) return ledger.error();
  out.ledger = std::make_unique<Ledger>(std::move(*ledger));
  return out;
}

}  // namespace bestand
