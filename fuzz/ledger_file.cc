// A ledger's file with bytes of it broken (a row of patches: where, how many, which): it is refused, or all that is asked
// of it ends.
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "base/data_dir.h"
#include "base/sha256.h"
#include "ledger/ledger.h"

namespace {

using namespace bestand;

const std::string& path() {
  static const std::string path = "/tmp/fuzz_ledger_" + std::to_string(getpid());
  return path;
}

void remove_file() {
  for (const char* tail : {"", "-wal", "-shm", "-journal"}) std::remove((path() + tail).c_str());
}

LedgerOptions options() {
  static const auto dir = DataDir::find();
  LedgerOptions out;
  out.store.now = "2026-01-01T00:00:00.000Z";
  out.store.busy_ms = 1;
  out.data_root = dir ? dir->root : ".";
  return out;
}

// An article of one sentence of which each claim is the whole.
Analysis article(const std::string& id, const std::string& text, std::vector<ClaimType> types) {
  Analysis out;
  Document& d = out.document;
  d.id = id, d.publisher = "Gazette " + id, d.lang = "en", d.text = text, d.published_edtf = "2017-01-03";
  d.published = *parse_edtf(d.published_edtf);
  d.text_sha256 = d.raw_sha256 = sha256(text);
  for (ClaimType type : types) {
    Claim c;
    c.id = id + "#" + std::to_string(out.claims.size());
    c.type = type;
    c.span = c.trigger = {0, static_cast<uint32_t>(text.size())};
    ClaimActor army, rebels;
    army.role = type == ClaimType::kAgreement ? Role::kParty : Role::kInitiator, army.name = army.text = "army";
    rebels.role = type == ClaimType::kAgreement ? Role::kParty : Role::kTarget, rebels.name = rebels.text = "rebels";
    c.actors = {army, rebels};
    SourceLink said;
    said.name = said.text = "the mayor";
    c.source = ClaimSource{{said}, false};
    c.time = ClaimTime{*parse_edtf("2017-01-02"), "Monday", {}};
    ClaimPlace place;
    place.name = place.text = place.anchor = "Hama", place.country = "SY", place.precision = 1;
    place.area = Area{{35.1, 36.7}, 5000, {}};
    c.place = place;
    if (type == ClaimType::kShelling) c.killed = Quantity{2, 3, Qualifier::kRange};
    out.claims.push_back(std::move(c));
  }
  return out;
}

// A sound ledger: an agreement, an act told twice with two tolls, a denial, a review.
std::string sound_ledger() {
  remove_file();
  {
    auto ledger = Ledger::open(path(), Ledger::Mode::kWrite, options());
    if (!ledger) std::abort();
    std::vector<Analysis> all;
    all.push_back(article("a", "Army and rebels agreed to a truce on Sunday.", {ClaimType::kAgreement}));
    all.push_back(article("b", "Two or three people died when the army shelled Hama.", {ClaimType::kShelling}));
    all.push_back(article("c", "Shells of the army killed four in Hama, the mayor said.",
                          {ClaimType::kShelling, ClaimType::kViolationAlleged}));
    all.push_back(article("d", "The army did not shell Hama, it said.", {ClaimType::kShelling}));
    all[2].claims[0].killed = Quantity{4, 4, Qualifier::kExact};
    all[3].claims[0].factuality.status = FactStatus::kDenied;
    if (!ledger->add(all)) std::abort();
    (void)ledger->decide("accept", "b#0", "coder", "read again");
  }
  std::ifstream file(path(), std::ios::binary);
  std::string out((std::istreambuf_iterator<char>(file)), {});
  if (out.empty()) std::abort();
  return out;
}

// Patches of five bytes (four of place, one of length) and their bytes; one of length 0 cuts the file off.
std::string patched(std::string file, const uint8_t* data, size_t size) {
  while (size >= 5 && !file.empty()) {
    const uint32_t where = data[0] | data[1] << 8 | data[2] << 16 | static_cast<uint32_t>(data[3]) << 24;
    const size_t at = where % file.size(), length = std::min<size_t>(data[4], size - 5);
    data += 5, size -= 5;
    if (length == 0) {
      file.resize(at);
      continue;
    }
    file.replace(at, std::min(length, file.size() - at), reinterpret_cast<const char*>(data), length);
    data += length, size -= length;
  }
  return file;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const std::string sound = sound_ledger();
  remove_file();
  std::ofstream(path(), std::ios::binary) << patched(sound, data, size);
  auto ledger = Ledger::open(path(), Ledger::Mode::kRead, options());
  if (!ledger) return 0;
  (void)ledger->head();
  (void)ledger->verify();
  Filter before;
  before.as_of = "2017-01-03", before.knew = "2026";
  (void)ledger->view(before);
  (void)ledger->view();
  return 0;
}
