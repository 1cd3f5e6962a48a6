// The trainer: treebanks in, a model file and its scores out.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <deque>
#include <fstream>
#include <iostream>

#include "base/json_writer.h"
#include "base/utf8.h"
#include "bestand-train/names_command.h"
#include "parse/parser.h"
#include "read/reader.h"
#include "train/lemma_trainer.h"
#include "train/names_trainer.h"
#include "train/net_trainer.h"
#include "train/raw_text.h"
#include "train/segment_trainer.h"

namespace bestand {
namespace {

constexpr int kDone = 0, kUsage = 2, kBadInput = 3, kEnvironment = 4;

int fail(const Error& error) {
  std::fprintf(stderr, "bestand-train: %s\n", error.to_string().c_str());
  return error.code == Code::kUnwritable || error.code == Code::kUnreadable ? kEnvironment : kBadInput;
}

struct ModelOptions {
  std::string lang, out, data_root = ".";
  std::vector<std::string> treebanks, more, names, dev, tagged, places, raw, held_out, foreign;
  std::vector<std::string> teachers;
  std::vector<std::string> start, words;
  std::string keep_net, demonyms, vectors;
  size_t most_vectors = 20000;
  bool silver = false, new_names = false;
  float silver_weight = 0.3f;
  uint32_t primary = 0;
  NetOptions net;
};

Status read_named_files(const std::vector<std::string>& paths, std::vector<NamedSentence>* out) {
  for (const std::string& path : paths) {
    auto read = read_names(path);
    if (!read) return read.error();
    out->insert(out->end(), read->begin(), read->end());
  }
  return success();
}

Status read_lore(const ModelOptions& o, NameLore* lore) {
  if (auto status = lore->read_words(o.data_root + "/lang/" + o.lang + "/names.toml"); !status) return status;
  for (const std::string& path : o.places) {
    if (auto status = lore->read_places(path, o.lang); !status) return status;
  }
  return o.demonyms.empty() ? success() : lore->read_demonyms(o.demonyms, o.lang);
}

int make_model(const ModelOptions& o) {
  auto treebank = read_treebank(o.treebanks);
  if (!treebank) return fail(treebank.error());
  NetData data;
  data.primary = o.primary;
  if (auto status = read_named_files(o.names, &data.named); !status) return fail(status.error());
  NameLore lore;
  if (o.silver) {
    if (auto status = read_lore(o, &lore); !status) return fail(status.error());
    data.lore = &lore;
  }
  TokenRules rules;
  std::string rules_file = o.data_root + "/lang/" + o.lang + "/tokens.toml";
  if (std::ifstream(rules_file).good()) {
    auto loaded = TokenRules::load(rules_file);
    if (!loaded) return fail(loaded.error());
    rules = std::move(*loaded);
  }
  Progress progress = [](const std::string& line) { std::fprintf(stderr, "%s\n", line.c_str()); };
  ModelWriter writer;
  std::deque<Treebank> kept;
  auto sentences = treebank->sentences();
  progress(std::to_string(sentences.size()) + " sentences, " + std::to_string(data.named.size()) +
           " with names");
  Treebank dev, tagged, more, foreign;
  for (auto [paths, bank] : {std::pair{o.dev, &dev}, std::pair{o.tagged, &tagged}, std::pair{o.more, &more}, std::pair{o.foreign, &foreign}}) {
    auto read = read_treebank(paths);
    if (!read) return fail(read.error());
    *bank = std::move(*read);
  }
  std::vector<SegmentSource> segments;
  for (size_t k = 0; k < treebank->files.size(); ++k)
    segments.push_back({&treebank->files[k], k == o.primary});
  train_segmenter(segments, rules, o.net.seed, 10, progress, &writer);
  data.more = more.sentences();
  auto lemmas = treebank->sentences_of(o.primary);
  for (auto* to : {&sentences, &lemmas}) to->insert(to->end(), data.more.begin(), data.more.end());
  train_lemmas(sentences, lemmas, progress, &writer);
  for (auto& file : treebank->files) {
    Treebank one;
    one.files.push_back(std::move(file));
    kept.push_back(std::move(one));
    data.treebanks.push_back(kept.back().sentences());
  }
  data.dev = dev.sentences();
  data.tagged = tagged.sentences();
  data.foreign = foreign.sentences();
  data.teachers = o.teachers;
  if (!o.vectors.empty()) {
    auto vectors = read_word_vectors(o.vectors, o.most_vectors);
    if (!vectors) return fail(vectors.error());
    data.vectors = std::move(*vectors);
  }
  data.start = o.start;
  if (o.teachers.empty() && !(o.raw.empty() && o.foreign.empty()))
    return fail({Code::kInvalidField, "--raw and --translate need a --teacher"});
  auto held_out = read_treebank(o.held_out);
  if (!held_out) return fail(held_out.error());
  auto raw = read_raw(o.raw, held_out->sentences());
  if (!raw) return fail(raw.error());
  data.raw = std::move(*raw);
  auto others = read_raw(o.words, {});
  if (!others) return fail(others.error());
  for (const auto& forms : *others) data.words.insert(data.words.end(), forms.begin(), forms.end());
  if (!o.keep_net.empty()) {
    auto old = ModelFile::open(o.keep_net);
    if (!old) return fail(old.error());
    for (const auto& [name, bytes] : old->sections()) {
      bool names = o.new_names && name.starts_with("net.names");
      if (!names && !name.starts_with("seg.") && !name.starts_with("mwt.") && !name.starts_with("lemma."))
        writer.add(std::string(name), std::string(bytes));
    }
    if (o.new_names) {
      std::vector<NamedSentence> silver;
      for (size_t k = 0; k < data.treebanks.size() && data.lore; ++k) {
        for (const GoldSentence& s : data.treebanks[k]) silver.push_back(lore.label(s));
      }
      for (const GoldSentence& s : data.tagged) {
        if (data.lore) silver.push_back(lore.label(s));
      }
      auto status = train_names(*old, data.named, silver, o.silver_weight, o.net.seed, progress, &writer);
      if (!status) return fail(status.error());
    }
  } else {
    if (auto status = train_net(data, o.net, progress, &writer); !status) return fail(status.error());
  }
  std::string bytes = writer.finish(o.lang);
  std::ofstream file(o.out, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.flush();
  if (!file) return fail({Code::kUnwritable, "cannot be written", o.out});
  progress(o.out + ": " + std::to_string(bytes.size()) + " bytes");
  return kDone;
}

void print_analysis(const Document& d, const Parse& p, std::string* out) {
  CodePoints at(d.text);
  JsonWriter json(out);
  json.begin_object();
  json.field("id", d.id);
  json.key("sentences");
  json.begin_array();
  for (const Sentence& s : p.sentences) {
    json.begin_array();
    json.value(at.from_byte(s.span.begin));
    json.value(at.from_byte(s.span.end));
    json.end_array();
  }
  json.end_array();
  json.key("tokens");
  json.begin_array();
  for (const Token& t : p.tokens) {
    json.begin_object();
    json.field("start", at.from_byte(t.span.begin));
    json.field("end", at.from_byte(t.span.end));
    json.field("form", t.form);
    json.field("lemma", t.lemma);
    json.field("upos", name(t.upos));
    json.field("feats", t.feats);
    json.field("head", t.head);
    json.field("deprel", t.deprel);
    json.end_object();
  }
  json.end_array();
  json.key("names");
  json.begin_array();
  for (const Name& n : p.names) {
    json.begin_object();
    json.field("start", at.from_byte(n.span.begin));
    json.field("end", at.from_byte(n.span.end));
    json.field("type", name(n.type));
    json.end_object();
  }
  json.end_array();
  json.end_object();
  out->push_back('\n');
}

int print_parses(const std::string& data_root, const std::string& lang, std::vector<std::string> paths) {
  auto parser = Parser::load(data_root);
  if (!parser) return fail(parser.error());
  ReadOptions options;
  options.max_document_bytes = 1 << 30;
  Reader reader(paths.empty() ? std::vector<std::string>{"-"} : std::move(paths), options);
  while (auto item = reader.next()) {
    if (!*item) return fail(item->error());
    Document document = std::move(**item);
    if (!lang.empty()) document.lang = lang;
    std::string line;
    print_analysis(document, parser->parse(document), &line);
    std::cout << line;
  }
  return kDone;
}

}  // namespace
}  // namespace bestand

int main(int argc, char** argv) {
  using namespace bestand;
  CLI::App app{
      "Makes the models that bestand parses with.\n\n"
      "  bestand-train model --lang nl --treebank train.conllu.gz -o models/nl.model\n"
      "  bestand-train names --lang nl --names names.iob2 -o models/nl.names\n"
      "  bestand-train parse --lang nl < docs.jsonl      sentences, tokens, trees and names as JSON"};
  app.require_subcommand(1);
  ModelOptions o;
  auto* model =
      app.add_subcommand("model", "train a language's model from CoNLL-U treebanks and IOB2 name files");
  model->add_option("--lang", o.lang, "ISO 639-1 code")->required();
  model->add_option("--treebank", o.treebanks, "CoNLL-U files, gzipped or not")->required();
  model->add_option("--names", o.names, "files of words with IOB2 tags");
  model->add_flag("--silver", o.silver,
                  "label the treebanks' names by lang/<code>/names.toml and the tables below");
  model->add_option("--places", o.places, "tables of places in GeoNames' form, or of country names");
  model->add_option("--demonyms", o.demonyms, "table of country, language, adjective or inhabitant");
  model->add_option("--tags-only", o.tagged, "treebanks of other guidelines, to learn UPOS and names from");
  model->add_option("--data", o.data_root, "folder that holds lang/ and models/")->capture_default_str();
  model->add_option("--more", o.more, "more treebanks as --primary writes; teachers have no share in them, nor segmentation");
  model->add_option("--dev", o.dev,
                    "treebanks to show scores on while training; nothing is learned from them");
  model
      ->add_option("--primary", o.primary,
                   "number of the treebank (from 0) whose conventions parsing follows")
      ->capture_default_str();
  model->add_option("--teacher", o.teachers, "models that judge the sentences of --raw together");
  model->add_option("--teachers-share", o.net.teachers_share, "what they count for on sentences with gold trees")
      ->capture_default_str();
  model->add_option("--gold-times", o.net.gold_times, "how often a pass over --raw reads the gold trees")
      ->capture_default_str();
  model->add_option("--raw", o.raw, "sentences without trees: IOB2 files, or CoNLL-U of which words alone are read");
  model->add_option("--translate", o.foreign, "treebanks of other guidelines, weighed against what teachers hold likely");
  model->add_option("--words", o.words, "texts as for --raw whose frequent words get rows of their own");
  model->add_option("--vectors", o.vectors, "words and their numbers in GloVe's text form, the most frequent first");
  model->add_option("--most-vectors", o.most_vectors, "how many words of --vectors are read")->capture_default_str();
  model->add_option("--held-out", o.held_out, "treebanks whose sentences are passed over in --raw");
  model->add_option("--start", o.start, "go on from the net of this model, or the mean of several, of the same sizes");
  model->add_option("--keep-net", o.keep_net,
                    "take the net from this model and learn only segmentation and lemmas anew");
  model->add_flag("--new-names", o.new_names, "with --keep-net: learn the last layer of names anew as well");
  model
      ->add_option("--silver-weight", o.silver_weight,
                   "with --new-names: what a word that --silver labels counts for")
      ->capture_default_str();
  model->add_option("--seed", o.net.seed, "the same seed gives the same bytes")->capture_default_str();
  model->add_option("--epochs", o.net.epochs, "passes over the trees")->capture_default_str();
  model->add_option("--rate", o.net.rate, "step size at its highest")->capture_default_str();
  model->add_option("--dropout", o.net.dropout, "share of the encoder's values hidden while learning")
      ->capture_default_str();
  model->add_option("--batch", o.net.batch_words, "words a step")->capture_default_str();
  model->add_option("--width", o.net.sizes.width, "of the encoder")->capture_default_str();
  model->add_option("--half", o.net.sizes.half, "of one direction's memory")->capture_default_str();
  model->add_option("--layers", o.net.sizes.layers, "layers of memory")->capture_default_str();
  model->add_option("-o,--output", o.out, "the model file to write")->required();
  NamesCommand names_command;
  auto* names = names_command.declare(&app);
  std::string lang, data_root = ".";
  std::vector<std::string> paths;
  auto* parse = app.add_subcommand("parse", "print what the models see in documents, one line of JSON each");
  parse->add_option("--data", data_root, "folder that holds lang/ and models/")->capture_default_str();
  parse->add_option("--lang", lang, "take all documents to be in this language");
  parse->add_option("PATH", paths, "files or folders; standard input if none");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    int code = app.exit(error);
    return code == 0 ? kDone : kUsage;
  }
  if (*model) return make_model(o);
  if (*names) {
    auto status = names_command.run();
    return status ? kDone : fail(status.error());
  }
  return print_parses(data_root, lang, paths);
}
