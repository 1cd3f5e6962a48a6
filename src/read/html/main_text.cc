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
// The share of a part's weight that a child must hold to be followed.
constexpr double kFollow = 0.72;

bool is_blank(char c) { return static_cast<unsigned char>(c) <= ' '; }

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
    weigh();
    if (weight_[0] <= 0) return {};
    uint32_t part = choose();
    select(part);
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
    std::vector<double> sum = sums(plain);
    double total = std::max(sum[0], 1.0);
    std::vector<uint16_t> state(tree_.nodes.size(), 0);
    constexpr uint16_t kDoubted = kStateFurniture | kStateAside | kStateAbout | kStateFigure;
    for (uint32_t i = 1; i < tree_.nodes.size(); ++i) {
      uint16_t own = found_.own[i];
      if (sum[i] > kAsideShare * total || own & kStateBodyText) own &= ~kDoubted;
      if (sum[i] > kCommentsShare * total) own &= ~kStateComments;
      state[i] = state[tree_.nodes[i].parent] | own;
    }
    found_.state.swap(state);
    for (Block& b : blocks_) b.state = found_.state[b.first];
  }

  static bool is_outside(uint16_t state) {
    return (state & (kStateFurniture | kStateComments | kStateNever | kStateAside | kStateFigure)) != 0;
  }

  void weigh() {
    std::vector<double> weight(blocks_.size());
    for (size_t i = 0; i < blocks_.size(); ++i) {
      const Block& b = blocks_[i];
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
      if (best == 0 || weight_[best] < kFollow * weight_[part] || holds_one_block(best)) return part;
      part = best;
    }
  }

  bool holds_one_block(uint32_t node) const { return tree_.nodes[node].tag == Tag::kP || tree_.nodes[node].tag == Tag::kText; }

  // --- the lines of that part

  void select(uint32_t part) {
    keep_.assign(blocks_.size(), false);
    for (size_t i = 0; i < blocks_.size(); ++i) {
      const Block& b = blocks_[i];
      if (b.first >= part && b.first < tree_.nodes[part].end_node) keep_[i] = belongs(i);
    }
    drop_loose_headings();
    drop_far_parts(part);
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
      if (text == 0 || links / text < 0.4) continue;
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
      if (named || described) keep_[i] = true;
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
      if (!is_blank(c) && (static_cast<unsigned char>(c) >= 0x80 || std::isalnum(static_cast<unsigned char>(c)))) out.push_back(c);
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

  void append(const Node& n, Line* out, bool* blank) const {
    size_t begin = out->text.size();
    std::string_view source = tree_.source;
    size_t first = n.begin;
    for (size_t at = n.begin; at < n.end;) {
      if (is_blank(source[at]) || source.substr(at, 2) == "\xC2\xA0") {
        *blank = true;
        at += is_blank(source[at]) ? 1 : 2;
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
        while (end < n.end && !is_blank(source[end]) && source[end] != '&' && source[end] != '\xC2') ++end;
        out->text.append(source.substr(at, end - at));
        at = end;
        continue;
      }
      size_t before = out->text.size();
      at += append_reference(source.substr(0, n.end), at, &out->text);
      if (out->text.compare(before, 2, "\xC2\xA0") == 0 || out->text == " ") {
        out->text.resize(before);
        *blank = true;
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
};

}  // namespace

MainText main_text(const Tree& tree, const PageFacts& facts, const PageWords& words) {
  return Extractor(tree, facts, words).run();
}

}  // namespace bestand::html
