#include "read/feed/xml.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/deadline.h"
#include "base/utf8.h"
#include "read/html/entities.h"

namespace bestand::xml {
namespace {

struct Known {
  std::string_view part;  // of the namespace's address, in lower case
  Space space;
};

constexpr Known kSpaces[] = {
    {"purl.org/dc/", Space::kDc}, {"modules/content", Space::kContent}, {"w3.org/2005/atom", Space::kAtom}, {"purl.org/atom/ns", Space::kAtom},
    {"search.yahoo.com/mrss", Space::kMedia}, {"itunes.com", Space::kItunes}, {"w3.org/1999/xhtml", Space::kXhtml}, {"22-rdf-syntax-ns", Space::kRdf},
    {"purl.org/rss/", Space::kRss}, {"purl.org/net/rss", Space::kRss}, {"my.netscape.com/rdf", Space::kRss}, {"channel.netscape.com/rdf", Space::kRss}, {"backend.userland.com", Space::kRss}, {"blogs.law.harvard.edu", Space::kRss},
    {"sitemap-news", Space::kNews}, {"sitemaps.org", Space::kSitemap}};

// Prefixes as they are used where nobody declared them.
constexpr Known kPrefixes[] = {{"dc", Space::kDc}, {"content", Space::kContent}, {"atom", Space::kAtom}, {"atom10", Space::kAtom}, {"media", Space::kMedia},
                               {"itunes", Space::kItunes}, {"xhtml", Space::kXhtml}, {"rdf", Space::kRdf}, {"news", Space::kNews}, {"rss", Space::kRss}};

// Each element may look through all names in scope: what is over these is left out, so that no file takes the square of
// its size.
constexpr size_t kMaxDeclared = 1024;
constexpr size_t kMaxAttributes = 64;  // of one element

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool starts_name(char c) { return (c | 32) >= 'a' && (c | 32) <= 'z' ? true : c == '_' || c == ':' || static_cast<unsigned char>(c) >= 0x80; }

class Parser {
 public:
  explicit Parser(std::string_view source) : s_(source) {
    tree_.source = source;
    tree_.elements.push_back({"", Space::kNone, 0, 0, "", false, 0, static_cast<uint32_t>(source.size()), {}});
    open_.push_back(0);
  }

  Result<Tree> run() {
    while (at_ < s_.size()) {
      size_t next = std::min(s_.find('<', at_), s_.size());
      add_text(s_.substr(at_, next - at_));
      at_ = next;
      if (at_ < s_.size()) markup();
      if (Deadline::passed()) return Error{Code::kOverTime, "takes too long to read", "", "", static_cast<int64_t>(at_)};
      if (tree_.elements.size() > kMaxElements) {
        return Error{Code::kTooLarge, "has more than " + std::to_string(kMaxElements) + " elements", "", "", static_cast<int64_t>(at_)};
      }
    }
    while (!open_.empty()) close_top(s_.size());
    return std::move(tree_);
  }

 private:
  Element& top() { return tree_.elements[open_.back()]; }

  void add_text(std::string_view raw) {
    if (!raw.empty()) top().text += decode_references(raw);
  }

  void markup() {
    std::string_view rest = s_.substr(at_);
    if (rest.starts_with("<![CDATA[")) return cdata();
    if (rest.starts_with("<!--")) return skip_to("-->", 4);
    if (rest.starts_with("<?")) return skip_to(">", 2);
    if (rest.starts_with("<!")) return doctype();
    if (rest.size() > 2 && rest[1] == '/' && starts_name(rest[2])) return end_tag();
    if (rest.size() > 1 && starts_name(rest[1])) return start_tag();
    top().text += '<';
    ++at_;
  }

  void skip_to(std::string_view end, size_t from) {
    size_t found = s_.find(end, at_ + from);
    at_ = found == s_.npos ? s_.size() : found + end.size();
  }

  void cdata() {
    size_t begin = at_ + 9, end = std::min(s_.find("]]>", begin), s_.size());
    top().text += s_.substr(begin, end - begin);
    top().cdata = true;
    at_ = std::min(end + 3, s_.size());
  }

  // Up to its '>', the internal subset in brackets included.
  void doctype() {
    size_t close = std::min(s_.find('>', at_), s_.size()), bracket = s_.substr(at_, close - at_).find('[');
    if (bracket != s_.npos && !no_bracket_) {
      size_t end = s_.find(']', at_ + bracket);
      no_bracket_ = end == s_.npos;
      close = end == s_.npos ? close : std::min(s_.find('>', end), s_.size());
    }
    at_ = std::min(close + 1, s_.size());
  }

  std::string_view name_at(size_t at) const {
    size_t end = at;
    while (end < s_.size() && !is_blank(s_[end]) && s_[end] != '>' && s_[end] != '/' && s_[end] != '=' && s_[end] != '<') ++end;
    return s_.substr(at, end - at);
  }

  void start_tag() {
    std::string_view name = name_at(at_ + 1);
    at_ += 1 + name.size();
    Element e;
    bool closed = read_attributes(&e.attributes);
    e.parent = open_.back();
    e.inner_begin = e.inner_end = static_cast<uint32_t>(at_);
    declare(e.attributes);
    set_name(lower_ascii(name), &e);
    uint32_t index = static_cast<uint32_t>(tree_.elements.size());
    e.end = index + 1;
    tree_.elements.push_back(std::move(e));
    open_.push_back(index);
    declared_at_.push_back(declared_.size() - fresh_);
    fresh_ = 0;
    if (closed || open_.size() > kMaxDepth) close_top(at_);
  }

  // True for <name/>.
  bool read_attributes(std::vector<Attribute>* out) {
    bool closed = false;
    while (at_ < s_.size() && s_[at_] != '>') {
      char c = s_[at_];
      if (c == '<') return closed;  // a tag that was never closed
      if (is_blank(c) || c == '/' || c == '=') {
        closed = c == '/' || (closed && is_blank(c));
        ++at_;
        continue;
      }
      closed = false;
      std::string_view name = name_at(at_);
      if (name.empty()) {
        ++at_;
        continue;
      }
      at_ += name.size();
      std::string_view raw = value();
      if (out->size() < kMaxAttributes) out->push_back({lower_ascii(name), decode_references(raw, true)});
    }
    if (at_ < s_.size()) ++at_;
    return closed;
  }

  std::string_view value() {
    size_t at = at_;
    while (at < s_.size() && is_blank(s_[at])) ++at;
    if (at >= s_.size() || s_[at] != '=') return {};
    ++at;
    while (at < s_.size() && is_blank(s_[at])) ++at;
    if (at >= s_.size()) return {};
    char quote = s_[at];
    size_t begin = at, end;
    if (quote == '"' || quote == '\'') {
      begin = at + 1;
      end = std::min(s_.find(quote, begin), s_.size());
      at_ = std::min(end + 1, s_.size());
    } else {
      end = begin;
      while (end < s_.size() && !is_blank(s_[end]) && s_[end] != '>') ++end;
      at_ = end;
    }
    return s_.substr(begin, end - begin);
  }

  void declare(const std::vector<Attribute>& attributes) {
    for (const Attribute& a : attributes) {
      if ((a.name != "xmlns" && !a.name.starts_with("xmlns:")) || declared_.size() >= kMaxDeclared) continue;
      std::string address = lower_ascii(a.value);
      // An unknown namespace without a prefix is the feed's own.
      Space space = address.empty() || a.name == "xmlns" ? Space::kNone : Space::kOther;
      for (const Known& known : kSpaces) {
        if (address.find(known.part) == address.npos) continue;
        space = known.space;
        break;
      }
      declared_.push_back({a.name.size() > 6 ? a.name.substr(6) : "", space});
      ++fresh_;
    }
  }

  void set_name(const std::string& name, Element* e) const {
    size_t colon = name.find(':');
    std::string prefix = colon == name.npos ? "" : name.substr(0, colon);
    e->name = colon == name.npos ? name : name.substr(colon + 1);
    e->space = Space::kNone;
    for (size_t i = declared_.size(); i-- > 0;) {
      if (declared_[i].first != prefix) continue;
      e->space = declared_[i].second;
      return;
    }
    if (prefix.empty()) return;
    e->space = Space::kOther;
    for (const Known& known : kPrefixes) {
      if (prefix == known.part) e->space = known.space;
    }
  }

  void close_top(size_t inner_end) {
    Element& e = top();
    e.end = static_cast<uint32_t>(tree_.elements.size());
    e.inner_end = static_cast<uint32_t>(std::max<size_t>(inner_end, e.inner_begin));
    open_.pop_back();
    if (!declared_at_.empty()) {
      declared_.resize(declared_at_.back());
      declared_at_.pop_back();
    }
  }

  void end_tag() {
    size_t begin = at_;
    std::string name = lower_ascii(name_at(at_ + 2));
    at_ = std::min(s_.find('>', at_), s_.size() - 1) + 1;
    if (size_t colon = name.find(':'); colon != name.npos) name.erase(0, colon + 1);
    for (size_t i = open_.size(); i-- > 1;) {
      if (tree_.elements[open_[i]].name != name) continue;
      while (open_.size() > i) close_top(begin);
      return;
    }
  }

  std::string_view s_;
  size_t at_ = 0;
  Tree tree_;
  std::vector<uint32_t> open_;
  std::vector<std::pair<std::string, Space>> declared_;  // prefixes in scope, the innermost last
  std::vector<size_t> declared_at_;                      // by open element (but the file): how many were before it
  size_t fresh_ = 0;
  bool no_bracket_ = false;  // no ']' stands behind here: looked for once, however many subsets are left open
};

}  // namespace

std::string_view Element::attribute(std::string_view wanted) const {
  for (const Attribute& a : attributes) {
    if (a.name == wanted) return a.value;
  }
  return {};
}

std::string Tree::all_text(uint32_t element) const {
  std::string out;
  for (uint32_t i = element; i < elements[element].end; ++i) out += elements[i].text;
  return out;
}

std::string_view Tree::inner(uint32_t element) const {
  const Element& e = elements[element];
  return source.substr(e.inner_begin, e.inner_end - e.inner_begin);
}

Result<Tree> parse(std::string_view source) { return Parser(source).run(); }

}  // namespace bestand::xml
