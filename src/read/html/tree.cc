// One pass: a tokenizer that jumps from '<' to '<', and a stack of open elements. As nodes are only ever appended to
// the innermost open element, their order is the page's and a subtree is a range.
#include "read/html/tree.h"

#include <array>
#include <cstring>

#include "base/deadline.h"
#include "read/html/entities.h"

namespace bestand::html {
namespace {

enum Flag : uint8_t {
  kVoid = 1,      // has no content
  kBlock = 2,     // its start closes an open <p>
  kRaw = 4,       // content up to its own end tag is one text
  kInline = 8,    // its end tag closes nothing past a block barrier
  kBarrier = 16,  // end tags inside it close nothing outside it
};

struct Known {
  std::string_view name;
  uint8_t flags;
};

constexpr uint8_t kCell = kBarrier;

// In the order of Tag, from kA.
constexpr Known kTags[] = {
    {"a", kInline}, {"abbr", kInline}, {"address", kBlock}, {"area", kVoid}, {"article", kBlock}, {"aside", kBlock},
    {"audio", 0}, {"b", kInline}, {"base", kVoid}, {"blockquote", kBlock}, {"body", kBarrier}, {"br", kVoid},
    {"button", 0}, {"canvas", 0}, {"caption", kCell}, {"center", kBlock}, {"code", kInline}, {"col", kVoid},
    {"colgroup", 0}, {"dd", kBlock}, {"details", kBlock}, {"dialog", kBlock}, {"dir", kBlock}, {"div", kBlock},
    {"dl", kBlock}, {"dt", kBlock}, {"em", kInline}, {"embed", kVoid}, {"fieldset", kBlock}, {"figcaption", kBlock},
    {"figure", kBlock}, {"font", kInline}, {"footer", kBlock}, {"form", kBlock}, {"frame", kVoid}, {"frameset", 0},
    {"h1", kBlock}, {"h2", kBlock}, {"h3", kBlock}, {"h4", kBlock}, {"h5", kBlock}, {"h6", kBlock}, {"head", 0},
    {"header", kBlock}, {"hr", kBlock | kVoid}, {"html", kBarrier}, {"i", kInline}, {"iframe", kRaw}, {"img", kVoid},
    {"input", kVoid}, {"legend", kBlock}, {"li", kBlock}, {"link", kVoid}, {"main", kBlock}, {"math", 0},
    {"menu", kBlock}, {"meta", kVoid}, {"nav", kBlock}, {"noembed", kRaw}, {"noframes", kRaw}, {"noscript", 0},
    {"object", kBarrier}, {"ol", kBlock}, {"optgroup", 0}, {"option", 0}, {"p", kBlock}, {"param", kVoid}, {"picture", 0},
    {"pre", kBlock}, {"q", kInline}, {"s", kInline}, {"script", kRaw}, {"section", kBlock}, {"select", 0},
    {"small", kInline}, {"source", kVoid}, {"span", kInline}, {"strong", kInline}, {"style", kRaw}, {"sub", kInline},
    {"summary", kBlock}, {"sup", kInline}, {"svg", kBarrier}, {"table", kBlock | kBarrier}, {"tbody", 0}, {"td", kCell},
    {"template", kBarrier}, {"textarea", kRaw}, {"tfoot", 0}, {"th", kCell}, {"thead", 0}, {"time", kInline},
    {"title", kRaw}, {"tr", 0}, {"track", kVoid}, {"tt", kInline}, {"u", kInline}, {"ul", kBlock}, {"video", 0},
    {"wbr", kVoid}, {"xmp", kRaw | kBlock}};
static_assert(std::size(kTags) == static_cast<size_t>(Tag::kCount) - static_cast<size_t>(Tag::kA));

constexpr std::string_view kAttrs[] = {"aria-hidden", "charset", "class", "content", "datetime", "hidden", "href",
                                       "http-equiv", "id", "itemprop", "itemtype", "lang", "name", "property", "pubdate",
                                       "rel", "role", "style", "title", "type"};
static_assert(std::size(kAttrs) == static_cast<size_t>(Attr::kCount));

uint8_t flags_of(Tag tag) { return tag < Tag::kA ? 0 : kTags[static_cast<size_t>(tag) - static_cast<size_t>(Tag::kA)].flags; }

// Names by a small hash; one probe for nearly all.
template <size_t kSlots>
class Names {
 public:
  template <class List, class NameOf>
  Names(const List& list, NameOf name_of) {
    for (size_t i = 0; i < std::size(list); ++i) {
      size_t slot = hash(name_of(list[i]));
      while (!names_[slot].empty()) slot = (slot + 1) % kSlots;
      names_[slot] = name_of(list[i]);
      values_[slot] = static_cast<int>(i);
    }
  }
  // `name` in lower case; -1 when unknown.
  int find(std::string_view name) const {
    for (size_t slot = hash(name); !names_[slot].empty(); slot = (slot + 1) % kSlots) {
      if (names_[slot] == name) return values_[slot];
    }
    return -1;
  }

 private:
  static size_t hash(std::string_view name) {
    uint32_t h = static_cast<uint32_t>(name.size());
    for (char c : name) h = h * 31 + static_cast<unsigned char>(c);
    return (h ^ h >> 9) % kSlots;
  }
  std::array<std::string_view, kSlots> names_;
  std::array<int, kSlots> values_{};
};

const Names<512> kTagNames(kTags, [](const Known& k) { return k.name; });
const Names<128> kAttrNames(kAttrs, [](std::string_view name) { return name; });

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }
bool is_letter(char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; }
char lower_of(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 32) : c; }

// A name in lower case, cut at the longest known one.
struct LowerName {
  char bytes[16];
  size_t size = 0;
  explicit LowerName(std::string_view name) {
    if (name.size() > sizeof bytes) return;
    for (char c : name) bytes[size++] = lower_of(c);
  }
  std::string_view view() const { return {bytes, size}; }
};

Tag tag_of(std::string_view name) {
  int found = kTagNames.find(LowerName(name).view());
  return found < 0 ? Tag::kOther : static_cast<Tag>(found + static_cast<int>(Tag::kA));
}

class Builder {
 public:
  explicit Builder(std::string_view source) : s_(source) {
    tree_.source = source;
    tree_.nodes.reserve(source.size() / 40 + 16);
    tree_.nodes.push_back({0, 0, 0, 0, 0, 0, Tag::kPage});
    open_.push_back(0);
  }

  Result<Tree> run() {
    while (at_ < s_.size() && tree_.nodes.size() < kMaxNodes && !Deadline::passed()) step();
    if (tree_.nodes.size() >= kMaxNodes) {
      return Error{Code::kTooLarge, "has more than " + std::to_string(kMaxNodes) + " elements", "", "",
                   static_cast<int64_t>(at_)};
    }
    if (Deadline::passed()) return Error{Code::kOverTime, "takes too long to read", "", "", static_cast<int64_t>(at_)};
    while (!open_.empty()) close_top();
    return std::move(tree_);
  }

 private:
  void step() {
    size_t open = find('<', at_);
    // A '<' that begins no tag is text.
    while (open < s_.size() && !begins_markup(open)) open = find('<', open + 1);
    if (open > at_) add_text(at_, open);
    at_ = open;
    if (at_ >= s_.size()) return;
    char next = s_[at_ + 1];
    if (is_letter(next)) return start_tag();
    if (next == '/' && is_letter(s_[at_ + 2])) return end_tag();
    skip_comment();
  }

  size_t find(char c, size_t from) const {
    const void* found = from < s_.size() ? std::memchr(s_.data() + from, c, s_.size() - from) : nullptr;
    return found ? static_cast<size_t>(static_cast<const char*>(found) - s_.data()) : s_.size();
  }

  bool begins_markup(size_t at) const {
    if (at + 1 >= s_.size()) return false;
    char next = s_[at + 1];
    return is_letter(next) || next == '!' || next == '?' || (next == '/' && at + 2 < s_.size());
  }

  // <!-- -->, <!DOCTYPE>, <?php ?>, <![CDATA[ ]]>, </3>
  void skip_comment() {
    if (s_.substr(at_, 4) == "<!--") {
      std::string_view rest = s_.substr(at_ + 4);
      size_t end = rest.starts_with('>') ? 0 : rest.starts_with("->") ? 1 : s_.find("-->", at_ + 2);
      if (end <= 1) at_ += 5 + end; else at_ = end == s_.npos ? s_.size() : end + 3;
      return;
    }
    at_ = std::min(find('>', at_) + 1, s_.size());
  }

  void add_text(size_t begin, size_t end) {
    tree_.nodes.push_back({static_cast<uint32_t>(begin), static_cast<uint32_t>(end), open_.back(),
                           static_cast<uint32_t>(tree_.nodes.size() + 1), 0, 0, Tag::kText});
  }

  size_t name_end(size_t at) const {
    while (at < s_.size() && !is_blank(s_[at]) && s_[at] != '/' && s_[at] != '>') ++at;
    return at;
  }

  void start_tag() {
    size_t begin = at_, end = name_end(at_ + 1);
    Tag tag = tag_of(s_.substr(at_ + 1, end - at_ - 1));
    at_ = end;
    uint32_t first = static_cast<uint32_t>(tree_.attributes.size());
    bool closed = false;
    if (!read_attributes(&closed)) {  // the source ended inside the tag, which browsers drop
      tree_.attributes.resize(first);
      return;
    }
    make_room_for(tag);
    uint32_t node = static_cast<uint32_t>(tree_.nodes.size());
    uint8_t count = static_cast<uint8_t>(std::min<size_t>(tree_.attributes.size() - first, 255));
    tree_.nodes.push_back({static_cast<uint32_t>(begin), static_cast<uint32_t>(at_), open_.back(), node + 1, first, count, tag});
    uint8_t flags = flags_of(tag);
    if (flags & kVoid) return;
    if (closed && (tag == Tag::kOther || tag == Tag::kSvg || in_svg_)) return;
    if (flags & kRaw && !in_svg_) return raw_text(node, s_.substr(begin + 1, end - begin - 1));
    if (open_.size() >= kMaxDepth) return;
    open_.push_back(node);
    in_svg_ += tag == Tag::kSvg || tag == Tag::kMath;
  }

  bool read_attributes(bool* closed) {
    for (;;) {
      while (at_ < s_.size() && (is_blank(s_[at_]) || s_[at_] == '/')) *closed = s_[at_++] == '/';
      if (at_ >= s_.size()) return false;
      if (s_[at_] == '>') {
        ++at_;
        return true;
      }
      *closed = false;
      size_t begin = at_++;  // a name may begin with '='
      while (at_ < s_.size() && !is_blank(s_[at_]) && s_[at_] != '=' && s_[at_] != '>' && s_[at_] != '/') ++at_;
      std::string_view name = s_.substr(begin, at_ - begin);
      size_t behind = at_;
      while (behind < s_.size() && is_blank(s_[behind])) ++behind;
      size_t value = at_, value_end = at_;
      if (behind < s_.size() && s_[behind] == '=') {
        at_ = behind + 1;
        if (!read_value(&value, &value_end)) return false;
      }
      int known = kAttrNames.find(LowerName(name).view());
      if (known >= 0) {
        tree_.attributes.push_back({static_cast<Attr>(known), static_cast<uint32_t>(value), static_cast<uint32_t>(value_end)});
      }
    }
  }

  bool read_value(size_t* begin, size_t* end) {
    while (at_ < s_.size() && is_blank(s_[at_])) ++at_;
    if (at_ >= s_.size()) return false;
    char quote = s_[at_];
    if (quote == '"' || quote == '\'') {
      *begin = at_ + 1;
      *end = find(quote, *begin);
      at_ = *end + 1;
      return *end < s_.size();
    }
    *begin = at_;
    while (at_ < s_.size() && !is_blank(s_[at_]) && s_[at_] != '>') ++at_;
    *end = at_;
    return at_ < s_.size();
  }

  // The content of <script> and its like: one text up to "</script".
  void raw_text(uint32_t node, std::string_view name) {
    size_t end = at_;
    for (;; ++end) {
      end = find('<', end);
      if (end >= s_.size()) break;
      std::string_view tail = s_.substr(end + 1, name.size() + 2);
      if (tail.size() < name.size() + 1 || tail[0] != '/') continue;
      bool same = true;
      for (size_t i = 0; i < name.size() && same; ++i) same = lower_of(tail[i + 1]) == lower_of(name[i]);
      if (same && (tail.size() == name.size() + 1 || is_blank(tail.back()) || tail.back() == '>' || tail.back() == '/')) break;
    }
    if (end > at_) {
      open_.push_back(node);
      add_text(at_, end);
      open_.pop_back();
      tree_.nodes[node].end_node = static_cast<uint32_t>(tree_.nodes.size());
    }
    at_ = end < s_.size() ? std::min(find('>', end) + 1, s_.size()) : end;
  }

  void end_tag() {
    size_t end = name_end(at_ + 2);
    Tag tag = tag_of(s_.substr(at_ + 2, end - at_ - 2));
    at_ = end;
    bool closed;
    size_t keep = tree_.attributes.size();
    bool whole = read_attributes(&closed);
    tree_.attributes.resize(keep);
    if (whole) close(tag);
  }

  Tag tag_at(size_t i) const { return tree_.nodes[open_[i]].tag; }

  void close_top() {
    Node& node = tree_.nodes[open_.back()];
    node.end_node = static_cast<uint32_t>(tree_.nodes.size());
    in_svg_ -= node.tag == Tag::kSvg || node.tag == Tag::kMath;
    open_.pop_back();
  }

  void close_from(size_t i) {
    while (open_.size() > i) close_top();
  }

  static bool is_part_of_table(Tag t) { return t == Tag::kTr || t == Tag::kTbody || t == Tag::kThead || t == Tag::kTfoot || t == Tag::kTable; }

  void close(Tag tag) {
    if (tag == Tag::kBody || tag == Tag::kHtml || tag == Tag::kOther) return close_other(tag);
    uint8_t flags = flags_of(tag);
    size_t steps = 0;
    for (size_t i = open_.size(); i-- > 1; ++steps) {
      Tag open = tag_at(i);
      bool heading = is_heading(tag) && is_heading(open);
      if (open == tag || heading) return close_from(i);
      if (flags & kInline && (steps > 8 || flags_of(open) & kBarrier || open == Tag::kArticle || open == Tag::kMain ||
                              open == Tag::kSection)) {
        return;
      }
      if (tag == Tag::kP && (flags_of(open) & kBarrier || open == Tag::kButton)) return;
      if (flags_of(open) & kBarrier && !(is_part_of_table(tag) && open != Tag::kTable) &&
          tag != Tag::kTemplate && tag != Tag::kSvg && tag != Tag::kObject) {
        return;
      }
    }
  }

  // An end tag of a name that is not told apart closes only the innermost, where that is of the kind.
  void close_other(Tag tag) {
    if (tag == Tag::kOther && open_.size() > 1 && tag_at(open_.size() - 1) == Tag::kOther) close_top();
  }

  // Closes the innermost of `tags` that is not outside a barrier of `stops`.
  template <class Is, class Stops>
  void close_nearest(Is is, Stops stops) {
    for (size_t i = open_.size(); i-- > 1;) {
      if (is(tag_at(i))) return close_from(i);
      if (stops(tag_at(i))) return;
    }
  }

  static bool ends_svg(Tag tag) {
    uint8_t flags = flags_of(tag);
    return flags & kBlock || (flags & kInline && tag != Tag::kA) || tag == Tag::kImg || tag == Tag::kBr || tag == Tag::kBody;
  }

  void close_svg() {
    for (size_t i = 1; i < open_.size(); ++i) {
      if (tag_at(i) == Tag::kSvg || tag_at(i) == Tag::kMath) return close_from(i);
    }
  }

  // Closes what the start of `tag` ends without saying so.
  void make_room_for(Tag tag) {
    auto barrier = [](Tag t) { return (flags_of(t) & kBarrier) != 0; };
    if (in_svg_ > 0 && ends_svg(tag)) close_svg();
    if (flags_of(tag) & kBlock && !in_svg_) {
      close_nearest([](Tag t) { return t == Tag::kP; }, [&](Tag t) { return barrier(t) || t == Tag::kButton; });
    }
    auto list = [&](Tag t) { return barrier(t) || t == Tag::kUl || t == Tag::kOl || t == Tag::kDl || t == Tag::kMenu; };
    auto table = [](Tag t) { return t == Tag::kTable || t == Tag::kTemplate; };
    switch (tag) {
      case Tag::kLi: return close_nearest([](Tag t) { return t == Tag::kLi; }, list);
      case Tag::kDd:
      case Tag::kDt: return close_nearest([](Tag t) { return t == Tag::kDd || t == Tag::kDt; }, list);
      case Tag::kOption: return close_nearest([](Tag t) { return t == Tag::kOption; }, [](Tag t) { return t == Tag::kSelect; });
      case Tag::kA:
        return close_nearest([](Tag t) { return t == Tag::kA; }, [&](Tag t) { return barrier(t) || flags_of(t) & kBlock; });
      case Tag::kTd:
      case Tag::kTh:
        return close_nearest([](Tag t) { return t == Tag::kTd || t == Tag::kTh; }, [&](Tag t) { return table(t) || t == Tag::kTr; });
      case Tag::kTr:
        return close_nearest([](Tag t) { return t == Tag::kTr; }, table);
      case Tag::kTbody:
      case Tag::kThead:
      case Tag::kTfoot:
        return close_nearest([](Tag t) { return t == Tag::kTbody || t == Tag::kThead || t == Tag::kTfoot; }, table);
      case Tag::kH1: case Tag::kH2: case Tag::kH3: case Tag::kH4: case Tag::kH5: case Tag::kH6:
        if (is_heading(tag_at(open_.size() - 1))) close_top();
        return;
      case Tag::kBody:
        return close_nearest([](Tag t) { return t == Tag::kHead; }, barrier);
      default: return;
    }
  }

  std::string_view s_;
  size_t at_ = 0;
  Tree tree_;
  std::vector<uint32_t> open_;
  int in_svg_ = 0;
};

}  // namespace

bool is_block(Tag tag) {
  uint8_t flags = flags_of(tag);
  return flags & kBlock || (flags & kBarrier && tag != Tag::kObject && tag != Tag::kSvg) || tag == Tag::kTr ||
         tag == Tag::kPage || tag == Tag::kOption || tag == Tag::kVideo || tag == Tag::kNoscript;
}

bool is_heading(Tag tag) { return tag >= Tag::kH1 && tag <= Tag::kH6; }

std::string_view Tree::raw(uint32_t node, Attr name) const {
  const Node& n = nodes[node];
  for (uint32_t i = n.first_attribute; i < n.first_attribute + n.attribute_count; ++i) {
    if (attributes[i].name == name) return source.substr(attributes[i].begin, attributes[i].end - attributes[i].begin);
  }
  return {};
}

bool Tree::has(uint32_t node, Attr name) const {
  const Node& n = nodes[node];
  for (uint32_t i = n.first_attribute; i < n.first_attribute + n.attribute_count; ++i) {
    if (attributes[i].name == name) return true;
  }
  return false;
}

std::string Tree::value(uint32_t node, Attr name) const { return decode_references(raw(node, name), true); }

std::string Tree::text(uint32_t node) const {
  std::string out;
  bool blank = false;
  for (uint32_t i = node; i < nodes[node].end_node; ++i) {
    if (nodes[i].tag != Tag::kText) {
      blank |= i != node && (is_block(nodes[i].tag) || nodes[i].tag == Tag::kBr);
      bool skip = nodes[i].tag == Tag::kScript || nodes[i].tag == Tag::kStyle;
      if (skip && i != node) i = nodes[i].end_node - 1;
      continue;
    }
    std::string decoded = decode_references(bytes(i));
    for (char c : decoded) {
      if (is_blank(c)) {
        blank = true;
        continue;
      }
      if (blank && !out.empty()) out.push_back(' ');
      blank = false;
      out.push_back(c);
    }
  }
  return out;
}

Result<Tree> parse(std::string_view source) { return Builder(source).run(); }

}  // namespace bestand::html
