// Each block weighs what it has of running text. Hints of names and elements (menus, comments, asides) count only for
// parts that do not hold most of the page's weight, since page makers name whole pages "has-sidebar". From the page
// inwards, the part that holds nearly all remaining weight is followed until the weight is spread over its children:
// that is the article. What still stands between its paragraphs (pointers, captions, bylines) is left out line by line,
// and the summary above it is taken in.
//
// Limits: a page without running text (a gallery, a table of results) has none; a page of several articles gives them all.
#include "read/html/main_text.h"

#include <algorithm>
#include <cmath>

#include "base/utf8.h"
#include "read/html/blocks.h"
#include "read/html/entities.h"

namespace bestand::html {
namespace {

// Shares of the page's weight above which a hint is not believed.
constexpr double kAsideShare = 0.45;
constexpr double kCommentsShare = 0.85;
// Characters above which a part is no byline, date or caption.
constexpr double kAboutChars = 400;
// A heading that would take more of the text than this with it is the article's own.
constexpr double kSectionShare = 0.45;
// Structured data tells the article when it is at least this long and most of it is on the page.
constexpr size_t kLeastTold = 600;
constexpr double kToldShare = 0.6;
// The share of a part's weight that a child must hold to be followed.
constexpr double kFollow = 0.72;
// The same where structured data tells which paragraphs are the article's.
constexpr double kFollowTold = 0.97;
// Levels that the article is followed outwards to parts of the same make.
constexpr int kWiden = 4;

bool is_blank_or_control(char c) { return static_cast<unsigned char>(c) <= ' '; }

// A block's text with blanks run together, and where it came from.
struct Line {
  std::string text;
  std::vector<TextOrigin> origins;
};

class Extractor {
 public:
  Extractor(const Tree& tree, const PageFacts& facts, const PageWords& words)
      : tree_(tree), facts_(facts), words_(words), found_(find_blocks(tree, words)), blocks_(found_.blocks) {}

  MainText run() {
    settle_hints();
    compare_with_body();
    weigh();
    if (weight_[0] <= 0) return {};
    uint32_t part = choose();
    keep_.assign(blocks_.size(), false);
    select(part);
    if (!told_) widen(part);
    if (told_) cut_to_told();
    drop_furniture_sections();
    drop_loose_headings();
    drop_repeats();
    add_lead(part);
    return write();
  }

 private:
  // --- weights

  static double kind_factor(const Block& b) {
    switch (b.kind) {
      case Tag::kP: case Tag::kBlockquote: case Tag::kPre: return 1.0;
      case Tag::kLi: case Tag::kDd: return 0.5;
      case Tag::kTd: case Tag::kTh: return 0.6;
      case Tag::kH1: case Tag::kH2: case Tag::kH3: case Tag::kH4: case Tag::kH5: case Tag::kH6: return 0.0;
      default: return 0.8;
    }
  }

  // Running text: long enough, mostly not links, with the marks that sentences have.
  static double weight_of(const Block& b) {
    if (b.chars < 40 || b.link_share() > 0.5) return 0;
    double sentences = b.sentence_ends == 0 ? 0.35 : 1.0;
    return kind_factor(b) * sentences * (1 - b.link_share()) * std::min<double>(b.chars, 1200);
  }

  // Sums of `weight` over each node's subtree.
  std::vector<double> sums(const std::vector<double>& weight) const {
    std::vector<double> out(tree_.nodes.size(), 0);
    for (size_t i = 0; i < blocks_.size(); ++i) out[blocks_[i].element] += weight[i];
    for (size_t i = out.size(); i-- > 1;) out[tree_.nodes[i].parent] += out[i];
    return out;
  }

  // Takes back what names say of parts that hold too much of the page to be what they say.
  void settle_hints() {
    std::vector<double> plain(blocks_.size());
    for (size_t i = 0; i < blocks_.size(); ++i) plain[i] = weight_of(blocks_[i]);
    std::vector<double> sum = sums(plain), size(blocks_.size());
    for (size_t i = 0; i < blocks_.size(); ++i) size[i] = blocks_[i].chars;
    size = sums(size);
    double total = std::max(sum[0], 1.0);
    std::vector<uint16_t> state(tree_.nodes.size(), 0);
    constexpr uint16_t kDoubted = kStateFurniture | kStateAside | kStateAbout | kStateFigure;
    for (uint32_t i = 1; i < tree_.nodes.size(); ++i) {
      uint16_t own = found_.own[i];
      if (sum[i] > kAsideShare * total || own & kStateBodyText) own &= ~kDoubted;
      if (size[i] > kAboutChars) own &= ~kStateAbout;
      if (sum[i] > kCommentsShare * total) own &= ~kStateComments;
      state[i] = state[tree_.nodes[i].parent] | own;
    }
    found_.state.swap(state);
    for (Block& b : blocks_) b.state = common_state(b);
  }

  uint16_t common_state(const Block& b) const {
    uint16_t out = 0xFFFF;
    for (uint32_t i = b.first; i <= b.last; ++i) {
      bool text = tree_.nodes[i].tag == Tag::kText && !(found_.state[i] & kStateNever);
      if (text && !blank_text(i)) out &= found_.state[i];
    }
    return out == 0xFFFF ? 0 : out;
  }

  bool blank_text(uint32_t i) const {
    std::string_view text = tree_.bytes(i);
    return std::all_of(text.begin(), text.end(), is_blank_or_control);
  }

  static bool is_outside(uint16_t state) {
    return (state & (kStateFurniture | kStateComments | kStateNever | kStateAside | kStateFigure)) != 0;
  }

  // Which blocks structured data has too. Believed where it has most of a text that is long enough to be whole.
  void compare_with_body() {
    in_body_.assign(blocks_.size(), false);
    if (facts_.body.size() < kLeastTold) return;
    std::string body = letters(facts_.body, facts_.body.size());
    size_t found = 0;
    for (size_t i = 0; i < blocks_.size(); ++i) {
      if (blocks_[i].chars < 50 || blocks_[i].state & kStateNever) continue;
      std::string text = letters(line(blocks_[i]).text, 80);
      if (text.size() < 40 || body.find(text) == body.npos) continue;
      in_body_[i] = true;
      found += blocks_[i].chars;
    }
    told_ = found > kToldShare * facts_.body.size();
  }

  // Without blanks and marks, so that the two may differ in those.
  static std::string letters(std::string_view text, size_t most) {
    std::string out;
    for (char c : text) {
      bool letter = std::isalnum(static_cast<unsigned char>(c)) || (static_cast<unsigned char>(c) >= 0xC3 && static_cast<unsigned char>(c) != 0xE2);
      bool inside = (static_cast<unsigned char>(c) & 0xC0) == 0x80 && !out.empty() && static_cast<unsigned char>(out.back()) >= 0xC3;
      if (letter || inside) out.push_back(c);
      if (out.size() >= most) break;
    }
    return out;
  }

  void weigh() {
    std::vector<double> weight(blocks_.size());
    for (size_t i = 0; i < blocks_.size(); ++i) {
      const Block& b = blocks_[i];
      if (told_) {
        weight[i] = in_body_[i] ? b.chars : 0;
        continue;
      }
      if (is_outside(b.state) || (b.state & kStateAbout && b.chars < 200)) continue;
      weight[i] = weight_of(b) * (b.state & kStateBodyText ? 2.0 : 1.0) * (b.state & kStateArticle ? 1.5 : 1.0);
    }
    weight_ = sums(weight);
  }

  // --- the part of the page that is the article

  uint32_t choose() const {
    uint32_t part = 0;
    for (;;) {
      uint32_t best = 0;
      for (uint32_t child = part + 1; child < tree_.nodes[part].end_node; child = tree_.nodes[child].end_node) {
        if (best == 0 || weight_[child] > weight_[best]) best = child;
      }
      if (best == 0 || weight_[best] < (told_ ? kFollowTold : kFollow) * weight_[part] || holds_one_block(best)) return part;
      part = best;
    }
  }

  bool holds_one_block(uint32_t node) const { return tree_.nodes[node].tag == Tag::kP || tree_.nodes[node].tag == Tag::kText; }

  // --- the lines of that part

  void select(uint32_t part) {
    for (size_t i = 0; i < blocks_.size(); ++i) {
      const Block& b = blocks_[i];
      if (b.first >= part && b.first < tree_.nodes[part].end_node) keep_[i] = belongs(i);
    }
    drop_far_parts(part);
  }

  // An article cut into parts beside each other (by advertising, by sections) is made of parts of the same names.
  void widen(uint32_t part) {
    for (int level = 0; level < kWiden && part != 0; ++level) {
      uint32_t parent = tree_.nodes[part].parent;
      for (uint32_t child = parent + 1; child < tree_.nodes[parent].end_node; child = tree_.nodes[child].end_node) {
        if (child != part && weight_[child] > 0 && same_make(child, part)) select(child);
      }
      if (weight_[parent] > 2 * weight_[part]) return;
      part = parent;
    }
  }

  bool same_make(uint32_t a, uint32_t b) const {
    if (tree_.nodes[a].tag != tree_.nodes[b].tag || tree_.nodes[a].tag == Tag::kArticle) return false;
    std::string one = without_digits(tree_.raw(a, Attr::kClass)), other = without_digits(tree_.raw(b, Attr::kClass));
    return !one.empty() && one == other;
  }

  static std::string without_digits(std::string_view text) {
    std::string out;
    for (char c : text) {
      if (c < '0' || c > '9') out.push_back(c);
    }
    return out;
  }

  // Where structured data tells the article: nothing before its first paragraph nor behind its last.
  void cut_to_told() {
    size_t first = blocks_.size(), last = 0;
    for (size_t i = 0; i < blocks_.size(); ++i) {
      if (!in_body_[i]) continue;
      first = std::min(first, i);
      last = i;
      keep_[i] = keep_[i] || !(blocks_[i].state & (kStateNever | kStateComments | kStateFigure));
    }
    for (size_t i = 0; i < blocks_.size(); ++i) {
      if (i < first || i > last + 1) keep_[i] = false;
    }
  }

  // A heading such as "More from us" stands over a section that is none of the article, up to the next heading.
  void drop_furniture_sections() {
    for (size_t i = 0; i < blocks_.size(); ++i) {
      if (!is_heading(blocks_[i].kind) || !is_section_heading(blocks_[i])) continue;
      uint32_t end = end_of_section(i);
      size_t j = i + 1, dropped = 0;
      for (; j < blocks_.size() && blocks_[j].first < end; ++j) {
        if (is_heading(blocks_[j].kind) && blocks_[j].kind <= blocks_[i].kind) break;
        if (keep_[j]) dropped += blocks_[j].chars;
      }
      if (dropped > kSectionShare * kept_chars()) continue;
      for (size_t k = i; k < j; ++k) keep_[k] = told_ && in_body_[k];
    }
  }

  double kept_chars() const {
    double sum = 0;
    for (size_t i = 0; i < blocks_.size(); ++i) sum += keep_[i] ? blocks_[i].chars : 0;
    return sum;
  }

  // The end of what a heading stands over: of its parent, or further out where nothing follows in that.
  uint32_t end_of_section(size_t i) const {
    uint32_t around = tree_.nodes[blocks_[i].element].parent;
    for (int level = 0; level < 3 && around != 0; ++level) {
      if (has_text(i + 1, tree_.nodes[around].end_node)) break;
      around = tree_.nodes[around].parent;
    }
    return tree_.nodes[around].end_node;
  }

  bool has_text(size_t from, uint32_t end) const {
    for (size_t i = from; i < blocks_.size() && blocks_[i].first < end; ++i) {
      if (!is_outside(blocks_[i].state) && blocks_[i].chars > 20) return true;
    }
    return false;
  }

  bool is_section_heading(const Block& b) const { return b.chars < 80 && words_.is_section_heading(line(b).text, facts_.publisher); }

  // Teasers and captions often say again what a paragraph says.
  void drop_repeats() {
    std::vector<std::string> seen;
    for (size_t i = 0; i < blocks_.size(); ++i) {
      if (!keep_[i] || blocks_[i].chars < 40) continue;
      std::string text = letters(line(blocks_[i]).text, 200);
      if (std::find(seen.begin(), seen.end(), text) != seen.end()) keep_[i] = false; else seen.push_back(std::move(text));
    }
  }

  bool belongs(size_t i) const {
    const Block& b = blocks_[i];
    if (is_outside(b.state)) return false;
    if (b.state & kStateAbout && b.chars < 200) return false;
    bool heading = is_heading(b.kind);
    if (b.kind == Tag::kH1) return false;
    if (b.link_share() > (b.kind == Tag::kP && b.sentence_ends > 0 && b.chars > 60 ? 0.8 : 0.5)) return false;
    if (heading) return b.chars < 300;
    if (b.state & kStateTable && b.kind != Tag::kP && b.chars < 20) return false;
    if (b.kind == Tag::kLi) return b.chars > 2;
    bool paragraph = b.kind == Tag::kP || b.kind == Tag::kBlockquote || b.kind == Tag::kPre;
    if (!paragraph && b.chars < 30 && b.sentence_ends == 0) return false;
    if (b.chars < 2) return false;
    return !is_furniture(i);
  }

  bool is_furniture(size_t i) const {
    const Block& b = blocks_[i];
    if (b.chars > 160 && b.link_share() < 0.3) return false;
    return words_.is_furniture_line(line(b).text);
  }

  // A heading stays where a kept paragraph follows before the next heading of its rank.
  void drop_loose_headings() {
    size_t next_text = blocks_.size();
    for (size_t i = blocks_.size(); i-- > 0;) {
      if (!keep_[i]) continue;
      if (!is_heading(blocks_[i].kind)) {
        next_text = i;
      } else if (next_text == blocks_.size() || separated(i, next_text) || is_furniture(i)) {
        keep_[i] = false;
      }
    }
  }

  // Whether much that was not kept lies between two blocks: the heading was of that.
  bool separated(size_t from, size_t to) const {
    size_t dropped = 0;
    for (size_t i = from + 1; i < to; ++i) dropped += !keep_[i] && blocks_[i].chars > 15 && !(blocks_[i].state & (kStateFigure | kStateAbout | kStateFurniture | kStateAside));
    return dropped > 2;
  }

  // Parts at the end or the beginning whose lines are few beside links: teasers without a name.
  void drop_far_parts(uint32_t part) {
    for (uint32_t child = part + 1; child < tree_.nodes[part].end_node; child = tree_.nodes[child].end_node) {
      if (tree_.nodes[child].tag == Tag::kText || tree_.nodes[child].tag == Tag::kP || tree_.nodes[child].end_node == child + 1) continue;
      double links = 0, text = 0;
      for (const Block& b : blocks_) {
        if (b.first < child || b.first >= tree_.nodes[child].end_node || is_outside(b.state)) continue;
        links += b.link_chars;
        text += b.chars;
      }
      if (text == 0 || links / text < 0.5) continue;
      for (size_t i = 0; i < blocks_.size(); ++i) {
        if (blocks_[i].first >= child && blocks_[i].first < tree_.nodes[child].end_node) keep_[i] = false;
      }
    }
  }

  // --- the summary above it

  void add_lead(uint32_t part) {
    size_t first = 0;
    while (first < keep_.size() && !keep_[first]) ++first;
    if (first == keep_.size()) return;
    std::string wanted = comparable(facts_.description);
    for (size_t i = first; i-- > 0;) {
      const Block& b = blocks_[i];
      if (b.kind == Tag::kH1) return;
      if (b.first < part && !near(b, part)) return;
      if (b.chars < 40 || b.link_share() > 0.3 || b.state & (kStateComments | kStateNever)) continue;
      bool named = b.state & kStateLead && !is_outside(b.state) && !(b.state & kStateAbout);
      bool described = !wanted.empty() && comparable(line(b).text) == wanted;
      bool under_heading = is_heading(b.kind) && b.chars >= 60 && b.sentence_ends > 0 && !is_outside(b.state);
      if (named || described || under_heading) keep_[i] = true;
    }
  }

  // Within the same surroundings: at most some levels up.
  bool near(const Block& b, uint32_t part) const {
    uint32_t up = part;
    for (int i = 0; i < 6 && up != 0; ++i) up = tree_.nodes[up].parent;
    return b.first >= up;
  }

  static std::string comparable(std::string_view text) {
    std::string out;
    for (char c : text) {
      if (!is_blank_or_control(c) && (static_cast<unsigned char>(c) >= 0x80 || std::isalnum(static_cast<unsigned char>(c)))) out.push_back(c);
      if (out.size() == 120) break;
    }
    return out;
  }

  // --- writing

  Line line(const Block& b) const {
    Line out;
    bool blank = false;
    for (uint32_t i = b.first; i <= b.last; ++i) {
      const Node& n = tree_.nodes[i];
      if (n.tag != Tag::kText) {
        blank |= n.tag == Tag::kBr;
        if (found_.own[i] & kStateNever) i = n.end_node - 1;
        continue;
      }
      append(n, &out, &blank);
    }
    return out;
  }

  // Soft hyphens, zero-width blanks and byte order marks are no part of a text.
  static bool is_unseen(std::string_view character) {
    return character == "\xC2\xAD" || character == "\xE2\x80\x8B" || character == "\xEF\xBB\xBF" || character == "\xE2\x81\xA0";
  }

  size_t unseen_at(size_t at) const {
    unsigned char c = static_cast<unsigned char>(tree_.source[at]);
    if (c != 0xC2 && c != 0xE2 && c != 0xEF) return 0;
    size_t width = c == 0xC2 ? 2 : 3;
    return is_unseen(tree_.source.substr(at, width)) ? width : 0;
  }

  void append(const Node& n, Line* out, bool* blank) const {
    size_t begin = out->text.size();
    std::string_view source = tree_.source;
    size_t first = n.begin;
    for (size_t at = n.begin; at < n.end;) {
      if (size_t unseen = unseen_at(at)) {
        at += unseen;
        continue;
      }
      if (is_blank_or_control(source[at]) || source.substr(at, 2) == "\xC2\xA0") {
        *blank = true;
        at += is_blank_or_control(source[at]) ? 1 : 2;
        continue;
      }
      size_t was = out->text.size();
      if (*blank && was > 0) out->text.push_back(' ');
      *blank = false;
      if (was == begin) {
        begin = out->text.size();
        first = at;
      }
      if (source[at] != '&') {
        size_t end = at + 1;
        while (end < n.end && !is_blank_or_control(source[end]) && source[end] != '&' && source[end] != '\xC2' && source[end] != '\xE2' && source[end] != '\xEF') ++end;
        out->text.append(source.substr(at, end - at));
        at = end;
        continue;
      }
      size_t before = out->text.size();
      at += append_reference(source.substr(0, n.end), at, &out->text);
      std::string_view character = std::string_view(out->text).substr(before);
      if (character == "\xC2\xA0" || (character.size() == 1 && is_blank_or_control(character[0]))) {
        out->text.resize(before);
        *blank = true;
      } else if (is_unseen(character)) {
        out->text.resize(before);
      }
    }
    if (out->text.size() > begin) {
      out->origins.push_back({static_cast<uint32_t>(begin), static_cast<uint32_t>(out->text.size()), first, n.end});
    }
  }

  MainText write() const {
    MainText out;
    Tag before = Tag::kPage;
    for (size_t i = 0; i < blocks_.size(); ++i) {
      if (!keep_[i]) continue;
      Line l = line(blocks_[i]);
      if (l.text.empty()) continue;
      bool list = blocks_[i].kind == Tag::kLi && before == Tag::kLi;
      if (!out.text.empty()) out.text += list ? "\n" : "\n\n";
      uint32_t shift = static_cast<uint32_t>(out.text.size());
      for (TextOrigin o : l.origins) out.origins.push_back({o.begin + shift, o.end + shift, o.raw_begin, o.raw_end});
      out.text += l.text;
      before = blocks_[i].kind;
    }
    return out;
  }

  const Tree& tree_;
  const PageFacts& facts_;
  const PageWords& words_;
  Blocks found_;
  std::vector<Block>& blocks_;
  std::vector<double> weight_;  // by node
  std::vector<bool> keep_;      // by block
  std::vector<bool> in_body_;   // by block: structured data has it
  bool told_ = false;           // structured data tells the article
};

}  // namespace

MainText main_text(const Tree& tree, const PageFacts& facts, const PageWords& words) {
  return Extractor(tree, facts, words).run();
}

}  // namespace bestand::html
