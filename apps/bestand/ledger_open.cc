#include "bestand/ledger_open.h"

#include <cstdlib>
#include <filesystem>

#include "base/data_dir.h"

namespace bestand {

std::string default_ledger() {
  const char* set = std::getenv("BESTAND_LEDGER");
  return set && *set ? set : "ledger.bestand";
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
  auto ledger = Ledger::open(path, mode, std::move(options));
  if (!ledger) return ledger.error();
  out.ledger = std::make_unique<Ledger>(std::move(*ledger));
  return out;
}

}  // namespace bestand
