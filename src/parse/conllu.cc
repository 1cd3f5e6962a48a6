#include "parse/conllu.h"

#include <zlib.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>

#include "base/utf8.h"

namespace bestand {
namespace {

std::string_view take_line(std::string_view* rest) {
  size_t end = rest->find('\n');
  std::string_view line = rest->substr(0, end);
  rest->remove_prefix(end == std::string_view::npos ? rest->size() : end + 1);
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

bool to_number(std::string_view text, int32_t* out) {
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), *out);
  return error == std::errc() && end == text.data() + text.size();
}

constexpr int32_t kMaxWords = 1 << 20;  // of a sentence

// Builds documents line by line.
class Reader {
 public:
  Result<std::vector<ConlluDocument>> read(std::string_view text) {
    if (auto bad = find_invalid_utf8(text)) {
      return Error{Code::kInvalidUtf8, "CoNLL-U must be UTF-8", "", "", static_cast<int64_t>(*bad)};
    }
    while (!text.empty()) {
      ++line_;
      if (auto status = take(take_line(&text)); !status) return status.error();
    }
    if (auto status = end_sentence(); !status) return status.error();
    end_document();
    return std::move(documents_);
  }

 private:
  Status fail(std::string_view what) const {
    return Error{Code::kInvalidField, std::string(what), "", "line " + std::to_string(line_)};
  }

  Status take(std::string_view line) {
    if (line.empty()) return end_sentence();
    if (line[0] == '#') return comment(line.substr(1));
    return word(line);
  }

  Status comment(std::string_view text) {
    while (!text.empty() && text[0] == ' ') text.remove_prefix(1);
    if (!text.starts_with("newpar") && !text.starts_with("newdoc")) return success();
    if (auto ended = end_sentence(); !ended) return ended;  // a blank line may be missing
    if (text.starts_with("newdoc")) end_document();
    new_paragraph_ = true;
    return success();
  }

  Status word(std::string_view line) {
    std::array<std::string_view, 10> field;
    size_t n = 0;
    for (; n < 10; ++n) {
      size_t tab = line.find('\t');
      field[n] = line.substr(0, tab);
      if (tab == std::string_view::npos) break;
      line.remove_prefix(tab + 1);
    }
    if (n != 9) return fail("a word line has ten columns parted by tabs");
    if (field[0].find('.') != std::string_view::npos) return success();  // an empty node
    if (field[0].find('-') != std::string_view::npos) return multiword(field);
    return plain(field);
  }

  Status multiword(const std::array<std::string_view, 10>& field) {
    size_t dash = field[0].find('-');
    int32_t first = 0;
    if (!to_number(field[0].substr(0, dash), &first) || !to_number(field[0].substr(dash + 1), &mwt_end_)) {
      return fail("no range of words: " + std::string(field[0]));
    }
    open_sentence();
    mwt_span_ = append(field[1], field[9]);
    return success();
  }

  Status plain(const std::array<std::string_view, 10>& field) {
    open_sentence();
    Parse& p = documents_.back().parse;
    int32_t id = 0, head = 0;
    int32_t here = static_cast<int32_t>(p.tokens.size()) - p.sentences.back().first + 1;
    if (!to_number(field[0], &id) || id != here) return fail("words must be numbered 1, 2, 3");
    if (field[6] != "_" && (!to_number(field[6], &head) || head < 0)) return fail("HEAD is no number");
    if (head > kMaxWords) return fail("HEAD points out of the sentence");
    Token t;
    t.span = id <= mwt_end_ ? mwt_span_ : append(field[1], field[9]);
    t.form = p.strings.keep(field[1]);
    t.lemma = field[2] == "_" && field[1] != "_" ? std::string_view() : p.strings.keep(field[2]);
    if (!parse_upos(field[3], &t.upos) && field[3] != "_")
      return fail("unknown UPOS " + std::string(field[3]));
    t.xpos = field[4] == "_" ? std::string_view() : p.strings.keep(field[4]);
    t.feats = field[5] == "_" ? std::string_view() : p.strings.keep(field[5]);
    t.deprel = field[7] == "_" ? std::string_view() : p.strings.keep(field[7]);
    t.rel = parse_rel(field[7]);
    t.head = head == 0 ? -1 : p.sentences.back().first + head - 1;
    t.sentence = static_cast<int32_t>(p.sentences.size()) - 1;
    p.tokens.push_back(t);
    return success();
  }

  // Opens document and sentence if none is open, with the space the text needs before it.
  void open_sentence() {
    if (in_sentence_) return;
    if (!in_document_) documents_.emplace_back();
    in_document_ = in_sentence_ = true;
    std::string& text = documents_.back().text;
    Parse& p = documents_.back().parse;
    if (!text.empty() && new_paragraph_) {
      while (!text.empty() && text.back() == ' ') text.pop_back();
      text += "\n\n";
    }
    if (text.empty())
      paragraph_ = 0;
    else if (new_paragraph_)
      ++paragraph_;
    new_paragraph_ = false;
    Sentence s;
    s.first = s.last = static_cast<int32_t>(p.tokens.size());
    s.paragraph = paragraph_;
    s.span.begin = static_cast<uint32_t>(text.size());
    p.sentences.push_back(s);
  }

  Span append(std::string_view form, std::string_view misc) {
    std::string& text = documents_.back().text;
    Span span{static_cast<uint32_t>(text.size()), static_cast<uint32_t>(text.size() + form.size())};
    text += form;
    bool glued = misc.find("SpaceAfter=No") != std::string_view::npos;
    if (!glued) text += ' ';
    return span;
  }

  Status end_sentence() {
    if (!in_sentence_) return success();
    in_sentence_ = false;
    mwt_end_ = 0;
    Parse& p = documents_.back().parse;
    Sentence& s = p.sentences.back();
    s.last = static_cast<int32_t>(p.tokens.size());
    if (s.first == s.last) return fail("a sentence without words");
    for (int32_t i = s.first; i < s.last; ++i) {
      if (p.tokens[i].head >= s.last) return fail("HEAD points out of the sentence");
    }
    s.span = p.span(s.first, s.last);
    std::string& text = documents_.back().text;
    if (!text.empty() && text.back() != ' ') text += ' ';  // treebanks also say "no space" where a paragraph ends
    return success();
  }

  void end_document() {
    if (!in_document_) return;
    in_document_ = false;
    documents_.back().parse.index();
  }

  std::vector<ConlluDocument> documents_;
  int64_t line_ = 0;
  bool in_document_ = false, in_sentence_ = false, new_paragraph_ = false;
  int32_t paragraph_ = 0;
  int32_t mwt_end_ = 0;  // last word of the open multiword token
  Span mwt_span_;
};

Error unreadable(const std::string& path, std::string_view why) {
  return Error{Code::kUnreadable, std::string(why), path};
}

void write_word(std::string* out, const Sentence& s, const Token& t, int32_t id, bool glued) {
  auto or_blank = [](std::string_view field) { return field.empty() ? std::string_view("_") : field; };
  out->append(std::to_string(id)).append("\t").append(or_blank(t.form)).append("\t");
  out->append(or_blank(t.lemma)).append("\t").append(name(t.upos)).append("\t");
  out->append(or_blank(t.xpos)).append("\t").append(or_blank(t.feats)).append("\t");
  out->append(std::to_string(t.head < 0 ? 0 : t.head - s.first + 1)).append("\t");
  out->append(or_blank(t.deprel)).append("\t_\t").append(glued ? "SpaceAfter=No" : "_").append("\n");
}

// Last token that shares the span of `first`.
int32_t end_of_surface(const Parse& parse, const Sentence& s, int32_t first) {
  int32_t end = first + 1;
  while (end < s.last && parse.tokens[end].span == parse.tokens[first].span) ++end;
  return end;
}

void write_sentence(std::string* out, const Document& document, const Parse& parse, size_t number) {
  const Sentence& s = parse.sentences[number];
  out->append("# sent_id = ").append(std::to_string(number + 1)).append("\n# text = ");
  for (char c : quote(document.text, s.span)) out->push_back(c == '\n' || c == '\t' || c == '\r' ? ' ' : c);
  out->push_back('\n');
  for (int32_t i = s.first; i < s.last;) {
    int32_t end = end_of_surface(parse, s, i);
    Span span = parse.tokens[i].span;
    bool glued = end < s.last && parse.tokens[end].span.begin == span.end;
    if (end - i > 1) {
      out->append(std::to_string(i - s.first + 1)).append("-").append(std::to_string(end - s.first));
      out->append("\t").append(quote(document.text, span)).append("\t_\t_\t_\t_\t_\t_\t_\t");
      out->append(glued ? "SpaceAfter=No" : "_").append("\n");
    }
    for (int32_t k = i; k < end; ++k) {
      write_word(out, s, parse.tokens[k], k - s.first + 1, glued && end - i == 1);
    }
    i = end;
  }
  out->push_back('\n');
}

}  // namespace

Result<std::vector<ConlluDocument>> read_conllu(std::string_view text) { return Reader().read(text); }

Result<std::string> read_maybe_gzip(const std::string& path) {
  errno = 0;
  gzFile file = gzopen(path.c_str(), "rb");
  if (!file) return unreadable(path, errno ? std::strerror(errno) : "out of memory");
  std::string bytes;
  std::vector<char> buffer(1 << 18);
  int n = 0;
  while ((n = gzread(file, buffer.data(), static_cast<unsigned>(buffer.size()))) > 0)
    bytes.append(buffer.data(), n);
  int code = 0;
  std::string why = n < 0 ? gzerror(file, &code) : "";
  if (n < 0 && code == Z_ERRNO) why = std::strerror(errno);
  gzclose(file);
  if (n < 0) return unreadable(path, why);
  return bytes;
}

Result<std::vector<ConlluDocument>> read_conllu_file(const std::string& path) {
  auto bytes = read_maybe_gzip(path);
  if (!bytes) return bytes.error();
  auto documents = read_conllu(*bytes);
  if (documents) return documents;
  Error error = documents.error();
  error.file = path;
  return error;
}

std::string to_conllu(const Document& document, const Parse& parse) {
  std::string out;
  for (size_t i = 0; i < parse.sentences.size(); ++i) write_sentence(&out, document, parse, i);
  return out;
}

}  // namespace bestand
