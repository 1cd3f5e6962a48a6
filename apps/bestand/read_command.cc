// Articles into a ledger: read, analyse in parallel what the ledger does not know yet, add batch by batch. Each batch
// is one transaction, so that whatever ends the run leaves whole batches behind, and reading again takes up the rest.
#include "bestand/read_command.h"

#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "base/data_dir.h"
#include "base/json_writer.h"
#include "bestand/batches.h"
#include "bestand/command_line.h"
#include "bestand/ledger_add.h"
#include "bestand/ledger_open.h"
#include "claim/engine.h"

namespace bestand {
namespace {

void print_json(const Totals& t, const RejectLog& rejects) {
  std::string out;
  JsonWriter json(&out);
  json.begin_object();
  json.field("documents", t.added);
  json.field("known", t.known);
  if (t.reread > 0) json.field("reread", t.reread);
  json.field("rejected", rejects.count);
  json.key("rejects");
  json.begin_object();
  for (const auto& [reason, count] : rejects.by_reason) json.field(reason, count);
  json.end_object();
  json.field("without_rules", t.without_rules);
  json.field("claims", t.claims);
  json.field("seconds", t.seconds);
  json.end_object();
  std::printf("%s\n", out.c_str());
}

void print_text(const Totals& t, const RejectLog& rejects, const std::string& ledger) {
  std::printf("%lld documents read into %s, %lld skipped as known, %lld rejected; %lld claims; %.1f s\n",
              static_cast<long long>(t.added), ledger.c_str(), static_cast<long long>(t.known),
              static_cast<long long>(rejects.count), static_cast<long long>(t.claims), t.seconds);
  if (t.reread > 0)
    std::printf("  %lld known documents read differently now: the new claims answer, the old ones stay on file\n",
                static_cast<long long>(t.reread));
  for (const auto& [reason, count] : rejects.by_reason) {
    std::printf("  rejected as %s: %lld\n", reason.c_str(), static_cast<long long>(count));
  }
  if (t.without_rules > 0) {
    std::printf("  %lld documents are in languages that bestand has no rules for: kept, but without claims\n",
                static_cast<long long>(t.without_rules));
  }
}

}  // namespace

int read_command(Arguments args) {
  CLI::App app{
      "Reads articles into a ledger, which is made if it is not there. Reading the same again changes nothing.\n\n"
      "  bestand read articles/ --ledger syria.bestand\n"
      "  bestand read news.jsonl more.jsonl.gz --ledger syria.bestand\n"
      "  cat news.jsonl | bestand read - --ledger syria.bestand\n\n"
      "A file is plain text, a saved web page, a feed, a WARC or ARC file, a table (CSV, TSV), a tar or zip of these, each\n"
      "compressed or not, or JSON lines with at least \"text\" and better \"published\", \"publisher\", \"lang\", \"title\".\n"
      "Plain text may begin with \" date 2016-12 \": the date of publication, as exact as it is known.",
      "bestand read"};
  std::vector<std::string> paths;
  std::string path = default_ledger(), rejects_file, map_list, folder;
  unsigned threads = default_threads();
  bool json = false, again = false;
  app.add_option("PATH", paths, "files or folders; - is standard input")->required();
  app.add_option("--ledger", path, "the ledger's file (default: $BESTAND_LEDGER, else ledger.bestand)");
  app.add_option("--threads", threads, "how many documents to work on at once (default: all cores)")
      ->check(CLI::Range(1, 1024));
  app.add_option("--map", map_list, "names of columns or JSON fields, such as text=body,title=headline,published=date");
  app.add_option("--keep", folder, "also keep the bytes of each document in this folder, by hash: bestand show-source prints them");
  app.add_option("--rejects", rejects_file, "also write each rejected document as a line of JSON to this file");
  app.add_flag("--again", again, "read known documents again: what this version makes of them then answers");
  app.add_flag("--json", json, "print the summary as JSON");
  if (auto stop = parse_arguments(app, args)) return *stop;

  auto start = std::chrono::steady_clock::now();
  RejectLog rejects;
  if (!rejects_file.empty()) {
    if (auto opened = rejects.open(rejects_file); !opened) return fail(opened.error());
  }
  ReadOptions options;
  if (!folder.empty()) {
    options.keep = std::make_shared<SourceStore>(folder);
    if (auto ready = options.keep->prepare(); !ready) return fail(ready.error());
  }
  auto opened = open_ledger(path, Ledger::Mode::kWrite);
  if (!opened) return fail(opened.error());
  auto data = DataDir::find();
  if (!data) return fail(data.error());
  if (data->gazetteer.empty()) {
    std::fprintf(stderr, "bestand: no gazetteer: events will have no places (tools/build-gazetteer makes one)\n");
  }
  auto engine = Engine::load(*data, {});
  if (!engine) return fail(engine.error());

  Totals totals;
  auto map = FieldMap::parse(map_list);
  if (!map) return fail(map.error());
  options.fields = std::move(*map);
  Batches batches(paths, options, &rejects);
  Progress progress;
  auto elapsed = [&] { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(); };
  for (auto batch = batches.next(); !batch.empty(); batch = batches.next()) {
    // No document enters the ledger before its bytes are kept.
    if (options.keep && options.keep->trouble()) {
      progress.show("");
      return fail(*options.keep->trouble());
    }
    if (auto added = add_batch(std::move(batch), *engine, threads, again, opened->ledger.get(), &totals); !added) {
      progress.show("");
      return fail(added.error());
    }
    char line[160];
    std::snprintf(line, sizeof line, "%lld documents, %.1f MB, %lld claims, %.0f documents/s",
                  static_cast<long long>(totals.documents), static_cast<double>(batches.bytes_read()) / 1e6,
                  static_cast<long long>(totals.claims), static_cast<double>(totals.documents) / elapsed());
    progress.show(line);
  }
  progress.show("");
  totals.seconds = elapsed();
  if (json) print_json(totals, rejects); else print_text(totals, rejects, path);
  return rejects.count > 0 ? kWithRejects : kDone;
}

}  // namespace bestand
