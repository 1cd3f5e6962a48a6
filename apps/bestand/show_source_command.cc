// The bytes that a document was read from, out of the folder that `bestand read --keep` filled.
#include <cstdlib>
#include <set>
#include <string>

#include "bestand/batches.h"
#include "bestand/command_line.h"
#include "bestand/ledger_commands.h"
#include "bestand/ledger_open.h"
#include "read/source_store.h"

namespace bestand {

int show_source_command(Arguments args) {
  CLI::App app{
      "Prints the bytes that a document was read from, as they came: the page, the line of JSON, the plain text. Their\n"
      "SHA-256 is in the ledger and is checked. They are there when the document was read with --keep FOLDER.\n\n"
      "  bestand read articles/ --ledger syria.bestand --keep sources/\n"
      "  bestand show-source article-12 --ledger syria.bestand --keep sources/",
      "bestand show-source"};
  std::string path = default_ledger(), id, folder;
  app.add_option("ID", id, "a document, a claim of it, or the SHA-256 of the bytes")->required();
  app.add_option("--ledger", path, "the ledger's file (default: $BESTAND_LEDGER, else ledger.bestand)");
  app.add_option("--keep", folder, "the folder that the bytes were kept in (default: the ledger's file with .sources behind it)");
  if (auto stop = parse_arguments(app, args)) return *stop;
  if (folder.empty()) folder = path + ".sources";

  auto opened = open_ledger(path, Ledger::Mode::kRead);
  if (!opened) return fail(opened.error());
  auto corpus = opened->ledger->corpus();
  if (!corpus) return fail(corpus.error());
  std::set<std::string> hashes;
  for (const DocumentRecord& d : corpus->documents) {
    if (d.document.id == id || d.document.raw_sha256 == id) hashes.insert(d.document.raw_sha256);
  }
  for (const ClaimRecord& c : corpus->claims) {
    if (c.claim.id == id) hashes.insert(corpus->document_of(c).document.raw_sha256);
  }
  if (hashes.empty()) return fail({Code::kNotFound, "no document or claim has the id " + id, path, "", -1});
  if (hashes.size() > 1) {
    std::string several;
    for (const std::string& hash : hashes) several += "\n  " + hash;
    return fail({Code::kUsage, "several documents have the id " + id + "; give the SHA-256 of one:" + several, path, "", -1});
  }
  auto bytes = SourceStore(folder).get(*hashes.begin());
  if (!bytes) return fail(bytes.error());
  if (auto written = write_out(*bytes); !written) return fail(written.error());
  return kDone;
}

}  // namespace bestand
