// The commands of the pure half: documents in, one line (or block) of output a document, in the order of the input.
#include <string>
#include <vector>

#include "base/data_dir.h"
#include "base/json_writer.h"
#include "base/parallel.h"
#include "bestand/batches.h"
#include "bestand/command_line.h"
#include "bestand/commands.h"
#include "claim/engine.h"
#include "parse/conllu.h"
#include "parse/parser.h"
#include "show/analysis_json.h"

namespace bestand {
namespace {

struct InputOptions {
  std::vector<std::string> paths;
  std::string rejects_file, map, id = "text";
  unsigned threads = default_threads();

  void add_to(CLI::App& app) {
    app.add_option("PATH", paths, "files or folders; - is standard input, and what is read when no PATH is given");
    app.add_option("--threads", threads, "how many documents to work on at once (default: all cores)")
        ->check(CLI::Range(1, 1024));
    app.add_option("--map", map, "names of columns or JSON fields, such as text=body,title=headline,published=date");
    app.add_option("--rejects", rejects_file, "also write each rejected document as a line of JSON to this file");
  }
  std::vector<std::string> inputs() const { return paths.empty() ? std::vector<std::string>{"-"} : paths; }
};

// Runs `line` over every document in parallel and writes its results in order.
template <class F>
int each_document(const InputOptions& in, ReadOptions read, F line) {
  RejectLog rejects;
  if (!in.rejects_file.empty()) {
    if (auto opened = rejects.open(in.rejects_file); !opened) return fail(opened.error());
  }
  auto map = FieldMap::parse(in.map);
  if (!map) return fail(map.error());
  read.fields = std::move(*map);
  Batches batches(in.inputs(), read, &rejects);
  for (auto batch = batches.next(); !batch.empty(); batch = batches.next()) {
    std::string out;
    for (const std::string& text : parallel_map(batch, in.threads, line)) out += text;
    if (auto written = write_out(out); !written) return fail(written.error());
  }
  return rejects.count > 0 ? kWithRejects : kDone;
}

std::string document_json(const Document& d) {
  std::string out;
  JsonWriter json(&out);
  json.begin_object();
  json.field("id", d.id);
  json.field_if("publisher", d.publisher);
  json.field_if("url", d.url);
  json.field_if("lang", d.lang);
  json.field_if("published", d.published_edtf);
  json.field_if("retrieved", d.retrieved);
  json.field_if("title", d.title);
  // The text as it came in, without the title in front of it.
  std::string_view text = d.text;
  json.field("text", d.title_size > 0 ? text.substr(d.title_size + 2) : text);
  json.field_if("byline", d.byline);
  json.field_if("how", d.how);
  json.field("file", d.file);
  json.field("raw_sha256", d.raw_sha256);
  json.field("text_sha256", d.text_sha256);
  json.end_object();
  return out + "\n";
}

}  // namespace

int analyze_command(Arguments args) {
  CLI::App app{
      "Prints what bestand finds in each document, a line of JSON a document in the order of the input.\n"
      "Offsets are Unicode code points into \"text\". docs/formats/analysis.md explains every field.\n\n"
      "  bestand analyze < docs.jsonl > analyses.jsonl\n"
      "  bestand analyze --layers claims article.txt",
      "bestand analyze"};
  InputOptions in;
  in.add_to(app);
  std::string layer_list(Layers::kAll);
  app.add_option("--layers", layer_list, "comma-separated: " + std::string(Layers::kAll));
  if (auto stop = parse_arguments(app, args)) return *stop;
  auto layers = Layers::parse(layer_list);
  if (!layers) return fail(layers.error());
  auto data = DataDir::find();
  if (!data) return fail(data.error());
  auto engine = Engine::load(*data, {});
  if (!engine) return fail(engine.error());
  return each_document(in, {}, [&](Document& document) {
    std::string out;
    append_json(engine->analyze(std::move(document)), *layers, &out);
    return out + "\n";
  });
}

int documents_command(Arguments args) {
  CLI::App app{"Prints what reading makes of its input: a line of JSON a document, as `bestand read` would take it in.",
               "bestand documents"};
  InputOptions in;
  in.add_to(app);
  app.add_option("--id", in.id, "\"text\": the document's own id, else one made from its text; \"file\": the file's name")
      ->check(CLI::IsMember({"text", "file"}));
  if (auto stop = parse_arguments(app, args)) return *stop;
  ReadOptions read;
  read.id_from_file = in.id == "file";
  return each_document(in, read, [](Document& document) { return document_json(document); });
}

int parse_command(Arguments args) {
  CLI::App app{"Prints each document's sentences and trees in CoNLL-U (https://universaldependencies.org/format.html).",
               "bestand parse"};
  InputOptions in;
  in.add_to(app);
  bool conllu = true;
  app.add_flag("--conllu", conllu, "the only form there is, and the default");
  if (auto stop = parse_arguments(app, args)) return *stop;
  auto data = DataDir::find();
  if (!data) return fail(data.error());
  auto parser = Parser::load(data->root);
  if (!parser) return fail(parser.error());
  return each_document(in, {}, [&](Document& document) { return to_conllu(document, parser->parse(document)); });
}

}  // namespace bestand
