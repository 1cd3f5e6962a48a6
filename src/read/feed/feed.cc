// All kinds are read by the same walk: an element that is an entry, and what its children are called. Where several
// children say the same (description and content:encoded, pubDate and dc:date) the more exact one wins.
#include "read/feed/feed.h"

#include <algorithm>

#include "base/sha256.h"
#include "base/utf8.h"
#include "read/dates.h"
#include "read/document_forms.h"
#include "read/encoding.h"
#include "read/feed/xml.h"
#include "read/html/plain.h"
#include "read/url.h"

namespace bestand {
namespace {

using xml::Element;
using xml::Space;

std::string trimmed(std::string_view text) {
  std::string out;
  for (char c : text) out.push_back(static_cast<unsigned char>(c) < ' ' && c != '\n' ? ' ' : c);
  size_t first = out.find_first_not_of(" \n"), last = out.find_last_not_of(" \n");
  return first == out.npos ? "" : out.substr(first, last + 1 - first);
}

// "a < b" and "AT&T" are text; "<b>" and "&amp;" are markup.
bool has_markup(std::string_view text) {
  const size_t last = text.rfind('>');
  for (size_t at = text.find_first_of("<&"); at != text.npos; at = text.find_first_of("<&", at + 1)) {
    if (at + 1 >= text.size()) return false;
    char next = text[at + 1];
    bool letter = (next | 32) >= 'a' && (next | 32) <= 'z';
    if (text[at] == '<' && (letter || next == '/' || next == '!') && last != text.npos && last > at) return true;
    if (text[at] == '&' && (letter || next == '#') && text.substr(at, 12).find(';') != text.npos) return true;
  }
  return false;
}

// What every entry takes from the elements around it: longer than any in use is none, so that a long one is not copied
// into each.
constexpr size_t kMaxAddress = 8192;
constexpr size_t kMaxName = 1024;
constexpr size_t kMaxLang = 64;

class Reader {
 public:
  Reader(const xml::Tree& tree, std::string_view url, const PageWords& words) : tree_(tree), words_(words), url_(url) {}

  Result<Feed> run() {
    uint32_t root = 1;
    while (root < tree_.elements.size() && !is_root(root)) ++root;
    if (root >= tree_.elements.size()) return Error{Code::kUnsupported, "is no feed: no <rss>, <feed>, <rdf:RDF>, <channel>, <urlset> or <opml>", "", "", -1};
    const Element& e = tree_.elements[root];
    feed_.kind = e.name == "feed" ? "atom" : e.name == "rdf" ? "rdf" : e.name == "urlset" ? "sitemap" : e.name == "opml" ? "opml"
                 : e.name == "channel" && !e.attribute("href").empty() ? "cdf" : "rss";
    for (uint32_t i = root; i < tree_.elements.size(); ++i) visit(i);
    return std::move(feed_);
  }

 private:
  bool is_root(uint32_t i) const {
    const std::string& name = tree_.elements[i].name;
    return name == "rss" || name == "feed" || name == "rdf" || name == "channel" || name == "urlset" || name == "opml" || name == "item" || name == "entry";
  }

  static bool is_entry(const Element& e) { return e.name == "item" || e.name == "entry" || (e.name == "url" && e.space != Space::kMedia); }

  bool in_media(const Element& e) const { return e.space == Space::kMedia || e.space == Space::kItunes || e.space == Space::kXhtml; }

  void visit(uint32_t i) {
    const Element& e = tree_.elements[i];
    if (e.name == "outline" && !e.attribute("xmlurl").empty()) {
      feed_.feeds.push_back(trimmed(e.attribute("xmlurl")));
    } else if (is_entry(e) && !in_media(e) && (e.name != "url" || feed_.kind == "sitemap")) {
      entry(i);
    } else if ((e.name == "channel" || e.name == "feed") && e.space != Space::kMedia) {
      channel(i);
    }
  }

  // Calls each(child index, child) for the children of an element.
  template <class Each>
  void children(uint32_t of, Each each) const {
    for (uint32_t i = of + 1; i < tree_.elements[of].end; i = tree_.elements[i].end) each(i, tree_.elements[i]);
  }

  void channel(uint32_t of) {
    fill(&feed_.lang, lang_of(of));
    if (feed_.link.empty() && !tree_.elements[of].attribute("href").empty()) feed_.link = whole(of, tree_.elements[of].attribute("href"));
    children(of, [&](uint32_t i, const Element& e) {
      if (e.space == Space::kMedia || e.space == Space::kOther || (e.space == Space::kItunes && e.name != "author" && e.name != "summary")) return;
      if (e.name == "title" && feed_.title.empty()) feed_.title = text(i, true);
      if (e.name == "link") take_link(i, &feed_.link, &feed_link_rank_);
      if (e.name == "language" && e.text.size() <= kMaxLang) feed_.lang = trimmed(e.text);
      if (e.name == "description" || e.name == "subtitle" || e.name == "tagline" || e.name == "abstract" || e.name == "summary") fill(&feed_.description, text(i, false));
      if (e.name == "author" || e.name == "creator" || e.name == "managingeditor") fill(&feed_.author, person(i));
      if (e.name == "updated" || e.name == "modified" || e.name == "lastbuilddate" || e.name == "date" || e.name == "pubdate") {
        fill(&feed_.updated, date(e.text));
      }
      if (e.name == "id" || e.name == "guid") feed_.id = trimmed(e.text);
    });
    if (feed_.updated.empty()) feed_.updated = date(tree_.elements[of].attribute("lastmod"));
  }

  void entry(uint32_t of) {
    FeedEntry out;
    out.lang = lang_of(of);
    int link_rank = 0, title_rank = 0, content_rank = 0, date_rank = 0;
    const Element& self = tree_.elements[of];
    if (!self.attribute("href").empty()) out.link = whole(of, self.attribute("href"));
    out.published = date(self.attribute("lastmod"));
    children(of, [&](uint32_t i, const Element& e) {
      if (e.name == "title") {
        int rank = e.space == Space::kDc ? 2 : in_media(e) || e.space == Space::kOther ? 1 : 3;
        if (rank > title_rank) {
          out.title = text(i, true);
          title_rank = rank;
        }
      }
      if (e.name == "link") take_link(i, &out.link, &link_rank);
      if (e.name == "loc") out.link = whole(i, e.text);
      if (e.name == "id" || e.name == "guid" || (e.name == "identifier" && out.id.empty())) take_id(i, &out, link_rank);
      take_text(i, &out, &content_rank);
      take_date(i, &out, &date_rank);
      if ((e.name == "author" || e.name == "creator" || e.name == "byline") && e.space != Space::kMedia) {
        if (e.name == "author" && e.space == Space::kItunes) fill(&out.author, person(i)); else join(&out.author, person(i));
      }
      if (e.name == "source" && e.space != Space::kMedia) out.source = source(i);
      if (e.name == "news") news(i, &out);
      if (e.name == "language" && !trimmed(e.text).empty()) out.lang = trimmed(e.text);
    });
    feed_.entries.push_back(std::move(out));
  }

  // In place: a feed may say a thing as often as it has elements.
  static void fill(std::string* have, std::string fresh) {
    if (have->empty()) *have = std::move(fresh);
  }
  static void join(std::string* have, const std::string& fresh) {
    if (fresh.empty() || *have == fresh) return;
    if (!have->empty()) *have += ", ";
    *have += fresh;
  }

  void news(uint32_t of, FeedEntry* out) const {
    children(of, [&](uint32_t i, const Element& e) {
      if (e.name == "title") out->title = text(i, true);
      if (e.name == "publication_date") out->published = date(e.text);
      if (e.name == "publication") {
        children(i, [&](uint32_t, const Element& p) {
          if (p.name == "name") out->source = trimmed(p.text);
          if (p.name == "language") out->lang = trimmed(p.text);
        });
      }
    });
  }

  std::string source(uint32_t of) const {
    std::string title;
    children(of, [&](uint32_t i, const Element& e) {
      if (e.name == "title" && title.empty()) title = text(i, true);
    });
    return title.empty() ? trimmed(tree_.elements[of].text) : title;
  }

  // A permanent guid is a link where there is no other.
  void take_id(uint32_t i, FeedEntry* out, int link_rank) const {
    const Element& e = tree_.elements[i];
    out->id = trimmed(e.text);
    bool address = out->id.starts_with("http");
    if (e.name == "guid" && link_rank == 0 && address && e.attribute("ispermalink") != "false") out->link = out->id;
    if (e.name == "guid" && !address && link_rank == 0 && e.attribute("ispermalink") == "true") out->link = whole(i, out->id);
  }

  // RSS has the address as text, Atom as an attribute: the alternate one is the article's.
  void take_link(uint32_t i, std::string* link, int* rank) const {
    const Element& e = tree_.elements[i];
    if (e.space == Space::kMedia || e.space == Space::kItunes) return;
    std::string_view href = e.attribute("href"), rel = e.attribute("rel");
    if (href.empty() && trimmed(e.text).empty()) return;
    int mine = href.empty() ? 4 : rel.empty() || rel == "alternate" || rel.ends_with("/alternate") ? 3 : rel == "self" ? 1 : 0;
    std::string_view type = e.attribute("type");
    if (mine == 3 && !type.empty() && type.find("html") == type.npos) mine = 2;
    if (mine <= *rank) return;
    *rank = mine;
    *link = whole(i, href.empty() ? trimmed(e.text) : trimmed(href));
  }

  void take_text(uint32_t i, FeedEntry* out, int* content_rank) const {
    const Element& e = tree_.elements[i];
    if (in_media(e) && e.space != Space::kXhtml && !(e.space == Space::kItunes && e.name == "summary")) return;
    int rank = (e.name == "encoded" && e.space == Space::kContent) || e.name == "content" || e.name == "fullitem" ? 3 : e.name == "body" || (e.name == "div" && e.space == Space::kXhtml) ? 2 : 0;
    if (rank > *content_rank) {
      out->content = text(i, false);
      *content_rank = rank;
    }
    bool summary = e.name == "summary" || e.name == "description" || e.name == "abstract";
    if (summary && (out->summary.empty() || e.space != Space::kItunes) && e.space != Space::kOther) {
      if (e.space != Space::kDc) out->summary.clear();
      fill(&out->summary, text(i, false));
    }
  }

  void take_date(uint32_t i, FeedEntry* out, int* rank) const {
    const Element& e = tree_.elements[i];
    if (e.name == "updated" || e.name == "modified") out->updated = date(e.text);
    int mine = e.name == "published" || e.name == "pubdate" || e.name == "publication_date" ? 4 : e.name == "issued" ? 3 : e.name == "date" ? 2 : e.name == "created" || e.name == "lastmod" ? 1 : 0;
    if (mine <= *rank) return;
    std::string found = date(e.text);
    if (found.empty()) return;
    out->published = found;
    *rank = mine;
  }

  std::string date(std::string_view text) const {
    std::string found = read_date(text, words_, DayOrder::kDayFirst);
    return found;
  }

  // An author as text, or with its name in a child.
  std::string person(uint32_t of) const {
    std::string name;
    children(of, [&](uint32_t, const Element& e) {
      if (e.name == "name") name = trimmed(e.text);
    });
    if (name.empty()) name = trimmed(tree_.elements[of].text);
    return plain(without_address(name), true);
  }

  // "me@paper.example (Jo Doe)", "Jo Doe (me@paper.example)", "Jo Doe <me@paper.example>": the name alone.
  static std::string without_address(const std::string& text) {
    size_t at = text.find('@');
    if (at == text.npos) return text;
    size_t open = text.find_last_of("(<", at), begin = text.find_last_of(" (<", at), end = text.find_first_of(" )>", at);
    if (open != text.npos && open > 0) return text.substr(0, open);
    begin = begin == text.npos ? 0 : begin + 1;
    if (end == text.npos) return begin == 0 ? text : text.substr(0, begin);
    std::string rest = text.substr(0, begin) + text.substr(end);
    std::string out;
    for (char c : rest) {
      if (c != '(' && c != ')' && c != '<' && c != '>') out.push_back(c);
    }
    return out;
  }

  // An element's text without markup. `line`: in one line, as titles are.
  std::string text(uint32_t i, bool line) const {
    const Element& e = tree_.elements[i];
    std::string type(e.attribute("type")), mode(e.attribute("mode"));
    bool xhtml = type == "xhtml" || type == "application/xhtml+xml" || mode == "xml" || e.space == Space::kXhtml || e.end > i + 1;
    std::string found;
    if (xhtml && e.end > i + 1) {
      found = html::plain_text(tree_.inner(i));
    } else if (mode == "base64" || (type.find('/') != type.npos && !type.starts_with("text/") && type.find("html") == type.npos && type.find("xml") == type.npos)) {
      found = from_base64(e.text);
      if (find_invalid_utf8(found)) found.clear();
    } else {
      bool markup = type == "html" || type == "text/html" || (type != "text" && type != "text/plain" && mode != "escaped") || mode == "escaped";
      found = markup && type != "text" && type != "text/plain" && has_markup(e.text) ? html::plain_text(e.text) : trimmed(e.text);
    }
    return plain(found, line);
  }

  static std::string plain(const std::string& text, bool line) {
    if (!line) return trimmed(text);
    std::string out;
    for (char c : trimmed(text)) {
      if (static_cast<unsigned char>(c) > ' ') out.push_back(c);
      else if (!out.empty() && out.back() != ' ') out.push_back(' ');
    }
    return out;
  }

  static std::string from_base64(std::string_view text) {
    std::string out;
    uint32_t bits = 0;
    int have = 0;
    for (char c : text) {
      int v = c >= 'A' && c <= 'Z' ? c - 'A' : c >= 'a' && c <= 'z' ? c - 'a' + 26 : c >= '0' && c <= '9' ? c - '0' + 52 : c == '+' ? 62 : c == '/' ? 63 : -1;
      if (v < 0) continue;
      bits = bits << 6 | static_cast<uint32_t>(v);
      have += 6;
      if (have < 8) continue;
      have -= 8;
      out.push_back(static_cast<char>(bits >> have & 0xFF));
    }
    return out;
  }

  std::string lang_of(uint32_t i) const {
    for (uint32_t up = i; up != 0; up = tree_.elements[up].parent) {
      for (const xml::Attribute& a : tree_.elements[up].attributes) {
        if (a.name == "xml:lang" && a.value.size() <= kMaxLang) return trimmed(a.value);
      }
    }
    return "";
  }

  // An address as seen from where it stands: xml:base of the elements around it, then the feed's own.
  std::string whole(uint32_t i, std::string_view reference) const {
    std::vector<std::string_view> bases;
    for (uint32_t up = i; up != 0; up = tree_.elements[up].parent) {
      const Element& e = tree_.elements[up];
      if (std::string_view base = e.attribute("xml:base"); !base.empty() && base.size() <= kMaxAddress) bases.push_back(base);
      if (std::string_view base = e.attribute("base"); !base.empty() && base.size() <= kMaxAddress && e.name == "channel") bases.push_back(base);
    }
    std::string base = url_;
    for (size_t k = bases.size(); k-- > 0;) base = resolve_url(base, bases[k]);
    return resolve_url(base, trimmed(reference));
  }

  const xml::Tree& tree_;
  const PageWords& words_;
  std::string url_;
  Feed feed_;
  int feed_link_rank_ = 0;
};

}  // namespace

bool looks_like_feed(std::string_view beginning) {
  std::string head = decode(beginning, choose_encoding(beginning, ""));
  std::string_view rest = head;
  for (;;) {
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t\r\n"), rest.size()));
    std::string_view end = rest.starts_with("<!--") ? "-->" : rest.starts_with("<?") || rest.starts_with("<!") ? ">" : "";
    if (end.empty()) break;
    size_t found = rest.find(end);
    if (found == rest.npos) return rest.starts_with("<!DOCTYPE rss") || rest.starts_with("<!DOCTYPE rdf");
    rest.remove_prefix(found + end.size());
  }
  std::string name;
  for (char c : rest.substr(0, 12)) name.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c | 32) : c);
  for (std::string_view known : {"<rss", "<feed", "<rdf:rdf", "<channel", "<urlset", "<opml", "<atom:feed", "<item", "<entry", "<rdf "}) {
    if (name.starts_with(known)) return true;
  }
  return false;
}

Result<Feed> read_feed(std::string_view bytes, std::string_view url, std::string_view charset, const PageWords& words) {
  std::string decoded = decode(bytes, choose_encoding(bytes, charset));
  auto tree = xml::parse(decoded);
  if (!tree) return tree.error();
  return Reader(*tree, url, words).run();
}

Result<Document> document_of(const Feed& feed, const FeedEntry& entry) {
  Document d;
  d.id = !entry.id.empty() ? entry.id : entry.link;
  d.publisher = !entry.source.empty() ? entry.source : feed.title.size() <= kMaxName ? feed.title : "";
  d.url = entry.link;
  std::string lang = lower(!entry.lang.empty() ? entry.lang : feed.lang);
  d.lang = lang.substr(0, lang.find_first_of("-_"));
  if (d.lang.size() > 3) d.lang.clear();
  d.byline = entry.author;
  bool full = entry.content.size() > entry.summary.size();
  d.text = full ? entry.content : entry.summary;
  d.how = full ? "feed: content" : d.text.empty() ? "feed: title" : "feed: summary";
  if (d.text.empty()) d.text = entry.title; else d.title = entry.title;
  const std::string& when = !entry.published.empty() ? entry.published : entry.updated;
  if (!when.empty()) {
    if (auto set = set_published(&d, when); !set) d.published_edtf.clear();
  }
  std::string identity = entry.id + "\n" + entry.link + "\n" + entry.title + "\n" + d.text;
  d.raw_sha256 = sha256(identity);
  d.raw = std::move(identity);
  if (auto finished = finish_document(&d); !finished) return finished.error();
  return d;
}

}  // namespace bestand
