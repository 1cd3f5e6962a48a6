// Where the places of articles were put: as a table, or on a page with a map.
#include <cstdio>
#include <string>
#include <vector>

#include "base/data_dir.h"
#include "base/parallel.h"
#include "bestand/batches.h"
#include "bestand/command_line.h"
#include "bestand/commands.h"
#include "claim/engine.h"
#include "show/places_map.h"

namespace bestand {
namespace {

constexpr size_t kMapDocuments = 2000;  // a page with more is of no use to a reader

std::string one_line(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c == '\t' || c == '\n' || c == '\r') c = ' ';
  }
  return out;
}

std::string rows(const Analysis& a) {
  std::string out;
  for (const PlaceMention& m : a.mentions.places) {
    char numbers[96] = "\t\t\t";
    if (m.area) {
      std::snprintf(numbers, sizeof numbers, "%.4f\t%.4f\t%.1f\t%d", m.area->centre.lat, m.area->centre.lon,
                    m.area->radius_m / 1000, m.precision);
    }
    out += one_line(a.document.id) + "\t" + one_line(quote(a.document.text, m.span)) + "\t" + one_line(m.name) + "\t" +
           m.country + "\t" + numbers + "\t" + m.gazetteer_id + "\n";
  }
  return out;
}

Status write_file(const std::string& path, const std::string& bytes) {
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (file == nullptr) return Error{Code::kUnwritable, "cannot be written", path, "", -1};
  bool whole = std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
  whole = std::fclose(file) == 0 && whole;
  if (!whole) return Error{Code::kUnwritable, "could not be written to its end", path, "", -1};
  return success();
}

int make_map(Batches* batches, const Engine& engine, const DataDir& data, const std::string& path,
             unsigned threads, const RejectLog& rejects) {
  std::vector<ArticlePlaces> articles;
  for (auto batch = batches->next(); !batch.empty(); batch = batches->next()) {
    const size_t first = articles.size();
    if (first + batch.size() > kMapDocuments) {
      return fail({Code::kUsage, "a map takes at most " + std::to_string(kMapDocuments) + " documents", "", "", -1});
    }
    std::vector<size_t> numbers(batch.size());
    for (size_t i = 0; i < numbers.size(); ++i) numbers[i] = i;
    auto made = parallel_map(numbers, threads, [&](size_t& i) {
      return places_of_article(engine.analyze(std::move(batch[i])), first + i);
    });
    std::move(made.begin(), made.end(), std::back_inserter(articles));
  }
  if (auto written = write_file(path, places_page(articles, data.outlines())); !written) return fail(written.error());
  std::fprintf(stderr, "%zu articles on the map in %s\n", articles.size(), path.c_str());
  return rejects.count > 0 ? kWithRejects : kDone;
}

}  // namespace

int places_command(Arguments args) {
  CLI::App app{
      "Shows where the places of articles were put. Without --map: a line a place, columns parted by tabs: document,\n"
      "words, name, country, lat, lon, radius in km, precision (1-7 as UCDP's where_prec), gazetteer id.\n\n"
      "  bestand places article.txt\n"
      "  bestand places articles/ --map out.html    then open out.html in a browser; it needs no network",
      "bestand places"};
  std::vector<std::string> paths;
  std::string map;
  unsigned threads = default_threads();
  app.add_option("PATH", paths, "files or folders; - is standard input, and what is read when no PATH is given");
  app.add_option("--map", map, "write a page with a map to this file");
  app.add_option("--threads", threads, "how many documents to work on at once (default: all cores)")
      ->check(CLI::Range(1, 1024));
  if (auto stop = parse_arguments(app, args)) return *stop;
  if (paths.empty()) paths.push_back("-");
  auto data = DataDir::find();
  if (!data) return fail(data.error());
  if (data->gazetteer.empty())
    return fail({Code::kUnreadable, "no gazetteer found; build one with bestand gazetteer build", "", "", -1});
  auto engine = Engine::load(*data, {});
  if (!engine) return fail(engine.error());
  RejectLog rejects;
  Batches batches(paths, {}, &rejects);
  if (!map.empty()) return make_map(&batches, *engine, *data, map, threads, rejects);
  for (auto batch = batches.next(); !batch.empty(); batch = batches.next()) {
    std::string out;
    auto line = [&](Document& document) { return rows(engine->analyze(std::move(document))); };
    for (const std::string& text : parallel_map(batch, threads, line)) out += text;
    if (auto written = write_out(out); !written) return fail(written.error());
  }
  return rejects.count > 0 ? kWithRejects : kDone;
}

}  // namespace bestand
