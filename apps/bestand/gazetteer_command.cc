// The project's own places (world/places) are built in every time, after the tables the user names.
#include "bestand/gazetteer_command.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "base/data_dir.h"
#include "bestand/command_line.h"
#include "ground/gazetteer.h"
#include "ground/gazetteer_build.h"

namespace bestand {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> overlay_tables(const std::string& root) {
  std::vector<std::string> out;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(root + "/world/places", none)) {
    if (entry.path().extension() == ".tsv") out.push_back(entry.path().string());
  }
  std::sort(out.begin(), out.end());
  return out;
}

int build(std::vector<std::string> tables, std::string out) {
  auto data = DataDir::find();
  if (!data) return fail(data.error());
  auto rules = NameRules::load(data->root + "/world/places/matching.toml");
  if (!rules) return fail(rules.error());
  for (std::string& overlay : overlay_tables(data->root)) tables.push_back(std::move(overlay));
  if (out.empty())
    out = data->gazetteer.empty() ? data->root + "/build/share/world.gazetteer" : data->gazetteer;
  std::error_code none;
  fs::create_directories(fs::path(out).parent_path(), none);
  auto start = std::chrono::steady_clock::now();
  auto report = build_gazetteer(tables, *rules, out);
  if (!report) return fail(report.error());
  int64_t skipped = 0;
  for (const TableReport& table : report->tables) {
    skipped += table.skipped;
    std::printf("%-40s %9lld rows %6lld skipped\n", fs::path(table.path).filename().c_str(),
                static_cast<long long>(table.rows), static_cast<long long>(table.skipped));
    for (const std::string& reason : table.reasons) std::printf("    %s\n", reason.c_str());
  }
  double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  std::printf("%lld places, %lld names, %.1f MB in %s (%.1f s)\n", static_cast<long long>(report->places),
              static_cast<long long>(report->names), static_cast<double>(report->bytes) / 1e6, out.c_str(),
              seconds);
  return skipped > 0 ? kWithRejects : kDone;
}

int info(std::string path) {
  if (path.empty()) {
    auto data = DataDir::find();
    if (!data) return fail(data.error());
    if (data->gazetteer.empty())
      return fail(
          {Code::kUnreadable, "no gazetteer found; build one with bestand gazetteer build", "", "", -1});
    path = data->gazetteer;
  }
  auto gazetteer = Gazetteer::open(path);
  if (!gazetteer) return fail(gazetteer.error());
  if (auto whole = gazetteer->verify(); !whole) return fail(whole.error());
  std::string_view text = gazetteer->info();
  std::printf("file\t%s\n%.*s", path.c_str(), static_cast<int>(text.size()), text.data());
  return kDone;
}

}  // namespace

int gazetteer_command(std::span<const std::string_view> args) {
  CLI::App app{"The places that bestand knows: names of the world in one file, mapped into memory.",
               "bestand gazetteer"};
  app.require_subcommand(1);
  std::vector<std::string> tables;
  std::string out, path;
  CLI::App* building =
      app.add_subcommand("build",
                         "compiles tables in GeoNames form (cities500.txt, allCountries.zip, SY.txt.gz ...) "
                         "with the project's own places; counts and skips rows that break the form");
  building->add_option("INPUT", tables, "tables: plain, .gz or .zip")->required();
  building->add_option("--out", out,
                       "the file to write (default: the one in use, else build/share/world.gazetteer)");
  CLI::App* telling = app.add_subcommand(
      "info", "what is in a gazetteer, from where, under which licence; checks every byte");
  telling->add_option("FILE", path, "the gazetteer (default: the one in use)");
  if (auto stop = parse_arguments(app, args)) return *stop;
  return building->parsed() ? build(std::move(tables), out) : info(path);
}

}  // namespace bestand
