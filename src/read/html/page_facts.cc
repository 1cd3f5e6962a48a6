// One walk over the nodes gathers what each place says; then the best place for each fact wins.
#include "read/html/page_facts.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "read/dates.h"
#include "read/html/entities.h"
#include "read/html/json_ld.h"

namespace bestand::html {
namespace {

bool same_word(std::string_view a, std::string_view lower_b) {
  return a.size() == lower_b.size() &&
         std::equal(a.begin(), a.end(), lower_b.begin(), [](char x, char y) { return (x >= 'A' && x <= 'Z' ? x | 32 : x) == y; });
}

// Names of meta elements, the more exact ones first.
constexpr std::string_view kPublishedNames[] = {
    "article:published_time", "datepublished", "og:published_time", "parsely-pub-date", "sailthru.date", "publishdate", "publish-date", "publish_date",
    "pubdate", "publication_date", "publication-date", "article.published", "article:published", "dcterms.created", "dc.date.issued", "dcterms.issued", "dc.date.created", "dcterms.date",
    "dc.date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "last-published", "article_date_original", "originalpublicationdate", "article-published-time", "rnews:datepublished", "date_published", "datecreated", "date", "og:article:published_time", "bt:pubdate", "created", "article:post_date", "vr:published_time", "published_at", "citation_publication_date"};
constexpr std::string_view kTitleNames[] = {"og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "title"};
constexpr std::string_view kAuthorNames[] = {"author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl", "og:article:author", "cxenseparse:author", "article:author_name"};
constexpr std::string_view kSiteNames[] = {"og:site_name", "application-name", "dc.publisher", "publisher", "twitter:site"};
constexpr std::string_view kUrlNames[] = {"og:url", "twitter:url"};
constexpr std::string_view kDescriptionNames[] = {"og:description", "description", "twitter:description"};
constexpr std::string_view kLangNames[] = {"og:locale", "content-language", "dc.language", "dcterms.language"};

// The best value among meta elements of several names.
template <size_t kCount>
class Best {
 public:
  explicit Best(const std::string_view (&names)[kCount]) : names_(names) {}
  bool offer(std::string_view name, std::string_view value) {
    for (size_t i = 0; i < std::min(rank_, kCount); ++i) {
      if (!same_word(name, names_[i])) continue;
      if (value.find_first_not_of(" \t\r\n") == value.npos) return true;
      rank_ = i;
      value_ = value;
      return true;
    }
    return false;
  }
  size_t rank() const { return rank_; }
  std::string value() const { return decode_references(value_, true); }
  bool empty() const { return value_.empty(); }

 private:
  const std::string_view (&names_)[kCount];
  size_t rank_ = kCount;
  std::string_view value_;
};

std::string trimmed(std::string_view text) {
  std::string out;
  bool blank = false;
  for (char c : text) {
    if (static_cast<unsigned char>(c) <= ' ') {
      blank = !out.empty();
      continue;
    }
    if (blank) out.push_back(' ');
    blank = false;
    out.push_back(c);
  }
  return out;
}

// A title without the publisher's name behind it: "Truce holds | The Herald" where the heading says "Truce holds".
std::string without_site(const std::string& title, const std::string& site) {
  for (std::string_view mark : {" | ", " - ", " – ", " — ", " :: ", " » ", " • "}) {
    size_t at = title.rfind(mark);
    if (at == title.npos || at < 10) continue;
    std::string tail = title.substr(at + mark.size());
    if (!site.empty() && fold(tail).find(fold(site)) != std::string::npos) return title.substr(0, at);
    if (tail.find('.') != tail.npos && tail.find(' ') == tail.npos && tail.size() > 4) return title.substr(0, at);
  }
  return title;
}

class Gatherer {
 public:
  Gatherer(const Tree& tree, const PageWords& words) : tree_(tree), words_(words) {}

  void walk() {
    for (uint32_t i = 1; i < tree_.nodes.size(); ++i) {
      switch (tree_.nodes[i].tag) {
        case Tag::kText: break;
        case Tag::kMeta: meta(i); break;
        case Tag::kScript: script(i); break;
        case Tag::kLink: link(i); break;
        case Tag::kHtml: html_lang_ = tree_.value(i, Attr::kLang); break;
        case Tag::kTitle:
          if (title_.empty()) title_ = tree_.text(i);
          break;
        case Tag::kH1:
          heading(i);
          break;
        default: element(i);
      }
    }
  }

  PageFacts facts(std::string_view url) {
    PageFacts f;
    f.is_article = data_.rank == 2;
    f.body = data_.body;
    f.publisher = !sites_.empty() && sites_.rank() < 2 ? trimmed(sites_.value()) : data_.publisher;
    if (f.publisher.empty()) f.publisher = trimmed(sites_.value());
    f.title = choose_title(f.publisher);
    f.published = choose_published(url);
    f.byline = trimmed(!data_.authors.empty() ? data_.authors : choose_author());
    f.description = trimmed(!descriptions_.empty() ? descriptions_.value() : data_.description);
    f.lang = language(!html_lang_.empty() ? html_lang_ : !langs_.empty() ? langs_.value() : data_.lang);
    f.url = !canonical_.empty() ? canonical_ : !urls_.empty() ? urls_.value() : std::string(url);
    if (!f.url.starts_with("http")) f.url = url;
    return f;
  }

 private:
  void meta(uint32_t i) {
    std::string_view content = tree_.raw(i, Attr::kContent);
    for (Attr attr : {Attr::kProperty, Attr::kName, Attr::kItemprop, Attr::kHttpEquiv}) {
      std::string_view name = tree_.raw(i, attr);
      if (name.empty()) continue;
      if (published_.offer(name, content) || authors_.offer(name, content)) continue;
      titles_.offer(name, content);
      sites_.offer(name, content);
      urls_.offer(name, content);
      descriptions_.offer(name, content);
      langs_.offer(name, content);
    }
  }

  void script(uint32_t i) {
    std::string_view type = tree_.raw(i, Attr::kType);
    if (type.find("ld+json") == type.npos || tree_.nodes[i].end_node == i + 1) return;
    read_json_ld(tree_.bytes(i + 1), &data_);
  }

  void link(uint32_t i) {
    if (canonical_.empty() && same_word(tree_.raw(i, Attr::kRel), "canonical")) canonical_ = tree_.value(i, Attr::kHref);
  }

  void heading(uint32_t i) {
    element(i);
    std::string text = tree_.text(i);
    if (text.size() > heading_.size() && text.size() < 400) {
      heading_ = text;
      heading_node_ = i;
    }
  }

  void element(uint32_t i) {
    const Node& n = tree_.nodes[i];
    if (n.tag == Tag::kTime) times_.push_back(i);
    if (n.attribute_count == 0) return;
    std::string_view prop = tree_.raw(i, Attr::kItemprop);
    if (prop.find("datePublished") != prop.npos && marked_.empty()) marked_ = date_of(i);
    bool author = prop == "author" || same_word(tree_.raw(i, Attr::kRel), "author");
    if (author && author_.empty()) author_ = tree_.text(i);
  }

  std::string date_of(uint32_t i) const {
    for (Attr attr : {Attr::kDatetime, Attr::kContent, Attr::kTitle}) {
      std::string found = read_date(tree_.value(i, attr), words_);
      if (!found.empty()) return found;
    }
    return read_date(tree_.text(i), words_);
  }

  std::string choose_title(const std::string& site) const {
    std::string given = trimmed(!data_.headline.empty() ? data_.headline : titles_.value());
    if (given.empty()) given = trimmed(title_);
    std::string heading = trimmed(heading_);
    // The heading is the title where another place has it with more around it.
    if (!heading.empty() && given.size() > heading.size() && given.find(heading) != given.npos) return heading;
    if (given.empty()) return heading;
    return without_site(given, site);
  }

  std::string choose_author() const {
    std::string named = authors_.value();
    if (named.starts_with("http") || named.size() > 200) named.clear();
    return !named.empty() ? named : author_.size() < 200 ? author_ : "";
  }

  // The day a language writes first in 3/4/2019 is not told; both orders are tried only where one is left.
  std::string choose_published(std::string_view url) const {
    std::string in_url = date_in_url(!canonical_.empty() ? canonical_ : url);
    std::string data = read_date(data_.published, words_);
    if (data.size() >= 10 && data_.rank == 2) return data;
    if (!published_.empty()) {
      std::string found = read_date(published_.value(), words_);
      if (found.size() >= 10) return found;
    }
    if (!marked_.empty()) return marked_;
    if (std::string found = near_heading(); !found.empty()) return found;
    if (!in_url.empty()) return in_url;
    if (data.size() >= 10) return data;
    return !data.empty() ? data : anywhere();
  }

  // A <time>, then a line that is about the article, within some hundred nodes of the heading.
  std::string near_heading() const {
    if (heading_node_ == 0) return first_time();
    constexpr uint32_t kBefore = 120, kBehind = 400;
    uint32_t from = heading_node_ > kBefore ? heading_node_ - kBefore : 1;
    uint32_t to = std::min<uint32_t>(heading_node_ + kBehind, static_cast<uint32_t>(tree_.nodes.size()));
    for (uint32_t time : times_) {
      if (time < from || time >= to) continue;
      if (std::string found = date_of(time); found.size() >= 10) return found;
    }
    std::string behind = dated_line(heading_node_, to);
    return !behind.empty() ? behind : dated_line(from, heading_node_);
  }

  std::string first_time() const {
    for (uint32_t time : times_) {
      if (std::string found = date_of(time); found.size() >= 10) return found;
    }
    return "";
  }

  // The first short text with a whole date in it.
  std::string dated_line(uint32_t from, uint32_t to) const {
    for (uint32_t i = from; i < to; ++i) {
      const Node& n = tree_.nodes[i];
      if (n.tag == Tag::kScript || n.tag == Tag::kStyle) {
        i = n.end_node - 1;
        continue;
      }
      if (n.tag != Tag::kText || n.end - n.begin < 8 || n.end - n.begin > 120) continue;
      std::string_view raw = tree_.bytes(i);
      if (!may_hold_day(raw)) continue;
      std::string found = find_date(trimmed(decode_references(raw)), words_, order());
      if (!found.empty()) return found;
    }
    return "";
  }

  // A day of a year takes three digits at least, in two numbers or in one of eight ("31.12.16", "20161231").
  static bool may_hold_day(std::string_view text) {
    size_t digits = 0, numbers = 0, longest = 0, run = 0;
    for (char c : text) {
      const bool digit = c >= '0' && c <= '9';
      numbers += digit && run == 0;
      run = digit ? run + 1 : 0;
      digits += digit;
      longest = std::max(longest, run);
    }
    return digits >= 3 && (numbers >= 2 || longest >= 8);
  }

  std::string anywhere() const {
    std::string found = first_time();
    return !found.empty() ? found : dated_line(1, static_cast<uint32_t>(tree_.nodes.size()));
  }

  // Of 3/4/2019: American pages write the month first, all others the day.
  DayOrder order() const {
    std::string_view lang = html_lang_;
    if (lang.empty()) return DayOrder::kUnknown;
    if (lang.starts_with("en")) return lang.find("US") != lang.npos ? DayOrder::kMonthFirst : lang.size() > 2 ? DayOrder::kDayFirst : DayOrder::kUnknown;
    return DayOrder::kDayFirst;
  }

  static std::string language(const std::string& given) {
    std::string out = lower(given.substr(0, given.find_first_of("-_,; ")));
    return out.size() == 2 || out.size() == 3 ? out : "";
  }

  const Tree& tree_;
  const PageWords& words_;
  Best<std::size(kPublishedNames)> published_{kPublishedNames};
  Best<std::size(kTitleNames)> titles_{kTitleNames};
  Best<std::size(kAuthorNames)> authors_{kAuthorNames};
  Best<std::size(kSiteNames)> sites_{kSiteNames};
  Best<std::size(kUrlNames)> urls_{kUrlNames};
  Best<std::size(kDescriptionNames)> descriptions_{kDescriptionNames};
  Best<std::size(kLangNames)> langs_{kLangNames};
  ArticleData data_;
  std::vector<uint32_t> times_;
  std::string html_lang_, title_, heading_, canonical_, marked_, author_;
  uint32_t heading_node_ = 0;
};

}  // namespace

PageFacts page_facts(const Tree& tree, std::string_view url, const PageWords& words) {
  Gatherer gatherer(tree, words);
  gatherer.walk();
  return gatherer.facts(url);
}

}  // namespace bestand::html
