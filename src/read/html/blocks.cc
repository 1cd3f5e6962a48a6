#include "read/html/blocks.h"

#include <algorithm>

namespace bestand::html {
namespace {

uint16_t state_of_tag(Tag tag) {
  switch (tag) {
    case Tag::kScript: case Tag::kStyle: case Tag::kTemplate: case Tag::kIframe: case Tag::kSvg: case Tag::kMath: case Tag::kButton:
    case Tag::kSelect: case Tag::kTextarea: case Tag::kHead: case Tag::kNoframes: case Tag::kNoembed: case Tag::kCanvas: case Tag::kAudio:
    case Tag::kVideo: case Tag::kObject: case Tag::kOption: case Tag::kNoscript: case Tag::kDialog: case Tag::kTitle: case Tag::kInput:
      return kStateNever;
    case Tag::kAside: case Tag::kNav: case Tag::kFooter: case Tag::kForm: case Tag::kMenu: case Tag::kFieldset:
      return kStateAside;
    case Tag::kFigure: case Tag::kFigcaption: case Tag::kPicture: case Tag::kCaption:
      return kStateFigure;
    case Tag::kA: return kStateLink;
    case Tag::kArticle: case Tag::kMain: return kStateArticle;
    case Tag::kUl: case Tag::kOl: case Tag::kDl: return kStateList;
    case Tag::kTable: return kStateTable;
    case Tag::kBlockquote: return kStateQuote;
    default: return 0;
  }
}

bool contains(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

// display:none and its like, as written in style attributes.
bool hides(std::string_view style) {
  size_t at = style.find("display");
  if (at != style.npos) {
    std::string_view rest = style.substr(at + 7, 12);
    if (contains(rest, "none")) return true;
  }
  return contains(style, "visibility:hidden") || contains(style, "visibility: hidden");
}

uint16_t state_of_role(std::string_view role) {
  constexpr std::string_view kAside[] = {"navigation", "complementary", "contentinfo", "search", "menu", "menubar", "toolbar", "form", "tablist"};
  constexpr std::string_view kNever[] = {"dialog", "alertdialog", "alert"};
  auto is_in = [&](const auto& list) { return std::find(std::begin(list), std::end(list), role) != std::end(list); };
  if (is_in(kAside)) return kStateAside;
  if (is_in(kNever)) return kStateNever;
  return role == "main" || role == "article" ? kStateArticle : 0;
}

class Finder {
 public:
  Finder(const Tree& tree, const PageWords& words) : tree_(tree), words_(words) {
    size_t n = tree.nodes.size();
    out_.own.assign(n, 0);
    out_.state.assign(n, 0);
    block_.assign(n, 0);
  }

  Blocks run() {
    for (uint32_t i = 1; i < tree_.nodes.size(); ++i) {
      const Node& n = tree_.nodes[i];
      uint16_t inherited = out_.state[n.parent];
      block_[i] = is_block(n.tag) ? i : block_[n.parent];
      if (n.tag == Tag::kText) {
        out_.state[i] = inherited;
        if (!(inherited & kStateNever)) text(i);
        continue;
      }
      breaks_ = n.tag == Tag::kBr ? breaks_ + 1 : is_block(n.tag) ? 2 : breaks_;
      out_.own[i] = inherited & kStateNever ? 0 : own(i);
      out_.state[i] = inherited | out_.own[i];
    }
    finish();
    return std::move(out_);
  }

 private:
  uint16_t own(uint32_t i) {
    const Node& n = tree_.nodes[i];
    uint16_t out = state_of_tag(n.tag);
    for (uint32_t a = n.first_attribute; a < n.first_attribute + n.attribute_count; ++a) {
      const Attribute& attribute = tree_.attributes[a];
      std::string_view value = tree_.source.substr(attribute.begin, attribute.end - attribute.begin);
      switch (attribute.name) {
        case Attr::kClass:
        case Attr::kId: out |= hints(value); break;
        case Attr::kRole: out |= state_of_role(value); break;
        case Attr::kHidden: out |= value == "false" ? 0 : kStateNever; break;
        case Attr::kAriaHidden: out |= value == "true" ? kStateAside : 0; break;
        case Attr::kStyle: out |= hides(value) ? kStateAside : 0; break;
        case Attr::kItemprop:
          if (contains(value, "articleBody")) out |= kStateBodyText;
          if (value == "author" || value == "publisher" || value == "datePublished") out |= kStateAbout;
          break;
        default: break;
      }
    }
    // Names say nothing about the page as a whole, nor do they make a letter of inline text a byline.
    if (n.tag == Tag::kBody || n.tag == Tag::kHtml) out = 0;
    return out;
  }

  // The same names come again and again; each is looked up once.
  uint16_t hints(std::string_view names) {
    if (names.size() > 400) names = names.substr(0, 400);
    auto [it, fresh] = known_.try_emplace(names, 0);
    if (fresh) it->second = words_.hints(names);
    return it->second;
  }

  void text(uint32_t i) {
    uint32_t chars = 0, ends = 0;
    measure(tree_.bytes(i), &chars, &ends);
    if (chars == 0) return;
    std::vector<Block>& all = out_.blocks;
    bool same = !all.empty() && breaks_ < 2 && all.back().element == block_[i];
    if (!same) {
      finish();
      all.push_back({i, i, block_[i]});
      all.back().kind = tree_.nodes[block_[i]].tag;
      all.back().state = 0xFFFF;
    }
    breaks_ = 0;
    Block& b = all.back();
    b.last = i;
    b.state &= out_.state[i];
    b.chars += chars;
    b.sentence_ends += ends;
    if (out_.state[i] & kStateLink) b.link_chars += chars;
    if (is_strong(i)) strong_ += chars;
  }

  bool is_strong(uint32_t i) const {
    for (uint32_t up = tree_.nodes[i].parent; up != block_[i] && up != 0; up = tree_.nodes[up].parent) {
      if (tree_.nodes[up].tag == Tag::kStrong || tree_.nodes[up].tag == Tag::kB) return true;
    }
    return false;
  }

  void finish() {
    if (!out_.blocks.empty()) out_.blocks.back().emphasised = strong_ * 10 >= out_.blocks.back().chars * 9;
    strong_ = 0;
  }

  static void measure(std::string_view text, uint32_t* chars, uint32_t* ends) {
    bool blank = true;
    bool ends_sentence = false;  // the word so far ends with a mark, closing quotes behind it left aside
    for (char raw : text) {
      unsigned char c = static_cast<unsigned char>(raw);
      if (c <= ' ') {
        if (!blank) {
          *ends += ends_sentence;
          ++*chars;
        }
        blank = true;
        continue;
      }
      blank = false;
      if (c < 0x80 && c != '"' && c != '\'' && c != ')') ends_sentence = c == '.' || c == '!' || c == '?' || c == ',';
      if (c >= 0xC3 && c != 0xE2) ends_sentence = false;
      *chars += (c & 0xC0) != 0x80;
    }
    *ends += !blank && ends_sentence;
    if (blank && *chars > 0) --*chars;
  }

  const Tree& tree_;
  const PageWords& words_;
  Blocks out_;
  std::vector<uint32_t> block_;  // by node: the innermost block element around it
  std::unordered_map<std::string_view, uint16_t> known_;
  int breaks_ = 2;
  uint32_t strong_ = 0;
};

}  // namespace

Blocks find_blocks(const Tree& tree, const PageWords& words) { return Finder(tree, words).run(); }

}  // namespace bestand::html
