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
#include "bestand/read_marks.h"
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

// How far, how fast, and how long the file that is being read will take.
std::string progress_line(const Totals& t, const Reader& reader, double seconds) {
  char line[200];
  int n = std::snprintf(line, sizeof line, "%lld documents, %.1f MB, %.1f MB/s, %lld claims", static_cast<long long>(t.documents),
                        static_cast<double>(reader.bytes_read()) / 1e6, static_cast<double>(reader.bytes_read()) / 1e6 / seconds, static_cast<long long>(t.claims));
  const double size = static_cast<double>(reader.file_size()), read = static_cast<double>(reader.file_bytes_read());
  if (size > 0 && read > 0 && seconds > 1) {
    std::snprintf(line + n, sizeof line - static_cast<size_t>(n), "; this file %.0f %%", 100 * read / size);
  }
  return line;
}

// Seconds that the rest of the file will take at the pace of the part that was read.
class Pace {
 public:
  std::string left(const Reader& reader, double seconds) {
    if (reader.file_size() != size_ || reader.file_bytes_read() < last_) {
      size_ = reader.file_size();
      first_ = reader.file_bytes_read();
      since_ = seconds;
    }
    last_ = reader.file_bytes_read();
    if (last_ <= first_ || size_ == 0 || seconds - since_ < 2) return "";
    const double rest = static_cast<double>(size_ - last_) * (seconds - since_) / static_cast<double>(last_ - first_);
    char text[40];
    std::snprintf(text, sizeof text, rest < 90 ? ", %.0f s left" : ", %.0f min left", rest < 90 ? rest : rest / 60);
    return text;
  }

 private:
  uint64_t size_ = 0, first_ = 0, last_ = 0;
  double since_ = 0;
};

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
  std::string path = default_ledger(), rejects_file, map_list, folder, resume_file;
  unsigned threads = default_threads();
  bool json = false, again = false;
  ReadOptions options;
  app.add_option("PATH", paths, "files or folders; - is standard input")->required();
  app.add_option("--ledger", path, "the ledger's file (default: $BESTAND_LEDGER, else ledger.bestand)");
  app.add_option("--threads", threads, "how many documents to work on at once (default: all cores)")
      ->check(CLI::Range(1, 1024));
  app.add_option("--map", map_list, "names of columns or JSON fields, such as text=body,title=headline,published=date");
  app.add_option("--keep", folder, "also keep the bytes of each document in this folder, by hash: bestand show-source prints them");
  app.add_option("--resume", resume_file, "note in this file how far each WARC or ARC file was read, and go on from there");
  app.add_option("--rejects", rejects_file, "also write each rejected document as a line of JSON to this file");
  app.add_option("--max-seconds", options.max_seconds, "that one document may take, to read and again to analyse; 0: no limit (default: 60)")->check(CLI::Range(0.0, 86400.0));
  app.add_flag("--again", again, "read known documents again: what this version makes of them then answers");
  app.add_flag("--json", json, "print the summary as JSON");
  if (auto stop = parse_arguments(app, args)) return *stop;

  auto start = std::chrono::steady_clock::now();
  RejectLog rejects;
  if (!rejects_file.empty()) {
    if (auto opened = rejects.open(rejects_file); !opened) return fail(opened.error());
  }
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
  options.threads = threads;
  if (!resume_file.empty()) {
    auto marks = read_marks(resume_file);
    if (!marks) return fail(marks.error());
    options.resume = std::move(*marks);
  }
  Batches batches(paths, options, &rejects);
  Progress progress;
  Pace pace;
  auto elapsed = [&] { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(); };
  for (auto batch = batches.next(); !batch.empty(); batch = batches.next()) {
    // No document enters the ledger before its bytes are kept.
    if (options.keep && options.keep->trouble()) {
      progress.show("");
      return fail(*options.keep->trouble());
    }
    if (auto added = add_batch(std::move(batch), *engine, {threads, again, options.max_seconds}, opened->ledger.get(), &rejects, &totals); !added) {
      progress.show("");
      return fail(added.error());
    }
    if (auto noted = resume_file.empty() ? success() : write_marks(resume_file, batches.reader().marks()); !noted) {
      progress.show("");
      return fail(noted.error());
    }
    progress.show(progress_line(totals, batches.reader(), elapsed()) + pace.left(batches.reader(), elapsed()));
  }
  progress.show("");
  if (auto noted = resume_file.empty() ? success() : write_marks(resume_file, batches.reader().marks()); !noted) return fail(noted.error());
  totals.seconds = elapsed();
  if (json) print_json(totals, rejects); else print_text(totals, rejects, path);
  return rejects.count > 0 ? kWithRejects : kDone;
}

}  // namespace bestand
