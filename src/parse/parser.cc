#include "parse/parser.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>

#include "parse/attachments.h"
#include "parse/clauses.h"
#include "parse/language.h"
#include "parse/name_tagger.h"
#include "parse/particles.h"
#include "parse/segment.h"
#include "parse/token_rules.h"

namespace bestand {
namespace fs = std::filesystem;

struct Parser::Impl {
  struct Entry {
    TokenRules rules;
    std::optional<ModelFile> file, names_file;
    std::optional<Language> model;
    NameTagger names;
  };
  std::map<std::string, Entry, std::less<>> languages;
  Entry none;

  const Entry& entry(std::string_view lang) const {
    auto found = languages.find(lang);
    return found == languages.end() ? none : found->second;
  }
};

Parser::Parser(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Parser::Parser(Parser&&) noexcept = default;
Parser& Parser::operator=(Parser&&) noexcept = default;
Parser::~Parser() = default;

namespace {

std::vector<fs::path> sorted_files(const fs::path& folder) {
  std::vector<fs::path> out;
  std::error_code error;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
    out.push_back(it->path());
  std::sort(out.begin(), out.end());
  return out;
}

// Puts tokens of a segmented text into the parse, contractions taken apart.
void lay_out(std::string_view text, uint32_t title_size, const Segments& s, const Contractions* contractions,
             const TokenRules& rules, Parse* parse, std::vector<Lex>* lexes) {
  std::vector<std::string_view> parts;
  int32_t paragraph = 0;
  parse->tokens.reserve(s.tokens.size() + s.tokens.size() / 16);
  for (size_t n = 0; n + 1 < s.sentences.size(); ++n) {
    Sentence sentence;
    sentence.first = static_cast<int32_t>(parse->tokens.size());
    const bool mixed = std::any_of(s.lex.begin() + s.sentences[n], s.lex.begin() + s.sentences[n + 1],
                                   [](const Lex& l) { return l.alpha && !l.all_upper && l.length > 1; });
    for (int32_t i = s.sentences[n]; i < s.sentences[n + 1]; ++i) {
      if (i > 0 && s.before[i] == Gap::kParagraph) ++paragraph;
      Token token;
      token.span = s.tokens[i];
      token.sentence = static_cast<int32_t>(n);
      token.form = quote(text, token.span);
      parts.clear();
      if (contractions) contractions->words(token.form, s.lex[i], &parts);
      if (parts.size() < 2) {
        parse->tokens.push_back(token);
        const Lex* other = mixed && s.lex[i].all_upper ? rules.read_as(token.form) : nullptr;
        lexes->push_back(other ? *other : s.lex[i]);
        continue;
      }
      for (std::string_view part : parts) {
        token.form = part;
        parse->tokens.push_back(token);
        lexes->push_back(lex(part));
      }
    }
    sentence.last = static_cast<int32_t>(parse->tokens.size());
    sentence.span = parse->span(sentence.first, sentence.last);
    sentence.paragraph = paragraph;
    sentence.title = sentence.span.end <= title_size;
    parse->sentences.push_back(sentence);
  }
}

void flat_tree(Parse* parse) {
  for (const Sentence& s : parse->sentences) {
    for (int32_t i = s.first; i < s.last; ++i) {
      Token& t = parse->tokens[i];
      t.head = i == s.first ? -1 : s.first;
      t.deprel = i == s.first ? "root" : "dep";
      t.rel = i == s.first ? Rel::root : Rel::dep;
    }
  }
}

// "Residents said warplanes bombed the market": the object of a verb that a finite clause without a subject follows
// at once is that clause's subject. Models take it for an object where the clause has no "that".
void give_subjects(Parse* parse) {
  auto& tokens = parse->tokens;
  for (const Sentence& s : parse->sentences) {
    for (int32_t c = s.first; c < s.last; ++c) {
      const Token& clause = tokens[c];
      if (clause.rel != Rel::ccomp || clause.head < 0 || clause.head > c) continue;
      int32_t object = -1, first = c;
      // "Clashed" alone is tagged as the participle where its subject was not seen.
      bool participle = clause.has_feat("VerbForm=Part") && clause.has_feat("Tense=Past");
      bool open = true, finite = clause.has_feat("VerbForm=Fin") || participle, passive = false;
      for (int32_t i = s.first; i < s.last; ++i) {
        const Token& t = tokens[i];
        if (t.head == clause.head && t.rel == Rel::obj && i > clause.head && i < c) object = i;
        if (t.head != c) continue;
        first = std::min(first, i);
        if (t.rel == Rel::aux) participle = false, finite = t.has_feat("VerbForm=Fin");
        passive = passive || t.subtype("pass");
        if (t.rel == Rel::nsubj || t.rel == Rel::csubj || t.rel == Rel::mark || t.rel == Rel::expl) open = false;
      }
      if (object < 0 || !open || !finite || first <= object) continue;
      // All between the two belongs to the one or the other, and no sign parts them.
      bool joined = true;
      for (int32_t i = object + 1; i < first && joined; ++i) {
        int32_t top = i;
        while (tokens[top].head > object && tokens[top].head < c) top = tokens[top].head;
        joined = tokens[i].upos != Upos::PUNCT && tokens[top].head == object;
      }
      if (!joined) continue;
      tokens[object].head = c;
      tokens[object].rel = Rel::nsubj;
      tokens[object].deprel = passive ? "nsubj:pass" : "nsubj";
      if (participle) tokens[c].feats = "Mood=Ind|Tense=Past|VerbForm=Fin";
      // "..., killing two" goes with what it follows.
      for (int32_t i = c + 1; i < s.last; ++i) {
        Token& t = tokens[i];
        const bool goes_on = t.rel == Rel::advcl && (t.has_feat("VerbForm=Ger") || t.has_feat("Tense=Pres"));
        if (t.head == tokens[c].head && goes_on) t.head = c;
      }
    }
  }
}

}  // namespace

Result<Parser> Parser::load(const std::string& data_root) {
  auto impl = std::make_unique<Impl>();
  for (const fs::path& folder : sorted_files(fs::path(data_root) / "lang")) {
    fs::path file = folder / "tokens.toml";
    std::error_code error;
    if (!fs::exists(file, error)) continue;
    auto rules = TokenRules::load(file.string());
    if (!rules) return rules.error();
    impl->languages[folder.filename().string()].rules = std::move(*rules);
  }
  for (const fs::path& path : sorted_files(fs::path(data_root) / "models")) {
    if (path.extension() != ".model" && path.extension() != ".names") continue;
    auto file = ModelFile::open(path.string());
    if (!file) return file.error();
    Impl::Entry& entry = impl->languages[file->lang()];
    if (path.extension() == ".names") {
      entry.names_file = std::move(*file);
      auto names = NameTagger::read(*entry.names_file);
      if (!names) return names.error();
      entry.names = *names;
      continue;
    }
    entry.file = std::move(*file);
    auto model = Language::read(*entry.file);
    if (!model) return model.error();
    entry.model = std::move(*model);
  }
  return Parser(std::move(impl));
}

bool Parser::knows(std::string_view lang) const { return impl_->entry(lang).model.has_value(); }

Parse Parser::parse(const Document& document) const {
  const Impl::Entry& entry = impl_->entry(document.lang);
  const Language* model = entry.model ? &*entry.model : nullptr;
  Parse parse;
  parse.lang = document.lang;
  Segments segments;
  Segmenter segmenter(&entry.rules, model ? model->split : BinaryModel{}, model ? model->end : BinaryModel{});
  segmenter.run(document.text, document.title_size, &segments);
  std::vector<Lex> lexes;
  lexes.reserve(segments.tokens.size());
  lay_out(document.text, document.title_size, segments, model ? &model->contractions : nullptr,
          entry.rules, &parse, &lexes);
  if (model) {
    std::vector<Lex> read = lexes;
    for (Lex& word : read) {
      const Lex* other = model->knows(word) ? nullptr : entry.rules.read_as(word);
      if (other) word = *other;
    }
    model->analyse(read, entry.names.empty(), &parse);
    if (!entry.names.empty()) entry.names.tag(lexes, &parse);  // it was trained on trees as the net gives them
    give_subjects(&parse);
    give_particles(entry.rules, &parse);
    give_attachments(entry.rules, &parse);
    give_clauses(entry.rules, &parse);
  } else {
    flat_tree(&parse);
  }
  parse.index();
  return parse;
}

}  // namespace bestand
