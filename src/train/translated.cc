#include "train/translated.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "parse/lex.h"

namespace bestand {
namespace {

constexpr int kRoundsOfWeighing = 3;
constexpr double kLeastSame = 0.2;  // a head that is written is worth something, however seldom teachers agree
constexpr double kGeneral = 2;        // times seen that all words count for beside the word itself
constexpr double kDoubt = 0.02;       // share of what is written by chance, whatever the answer is

// How likely `written` stands where the answer is `what`: of the word itself as far as it was seen, else of all words. A word
// that is always written so says nothing by it.
class Channel {
 public:
  int32_t number(const std::string& written) {
    return numbers_.emplace(written, static_cast<int32_t>(numbers_.size())).first->second;
  }
  void count(const Beliefs& beliefs, const std::vector<int32_t>& written, const std::vector<uint64_t>& words) {
    for (size_t i = 0; i < beliefs.size(); ++i) {
      for (const Beliefs::Answer& a : beliefs.of(i)) {
        counts_[{a.what, written[i]}] += a.weight;
        answers_[a.what] += a.weight;
        of_word_[{words[i], a.what, written[i]}] += a.weight;
        of_word_[{words[i], a.what, kAny}] += a.weight;
        written_[written[i]] += a.weight;
        all_ += a.weight;
      }
    }
  }
  Beliefs weighed(const Beliefs& prior, const std::vector<int32_t>& written, const std::vector<uint64_t>& words) const {
    Beliefs out;
    std::vector<Beliefs::Answer> answers;
    for (size_t i = 0; i < prior.size(); ++i) {
      answers.clear();
      for (const Beliefs::Answer& a : prior.of(i))
        answers.push_back({a.what, a.weight * static_cast<float>(likely(a.what, written[i], words[i]))});
      out.push(answers);
    }
    return out;
  }
  void forget() {
    counts_.clear();
    answers_.clear();
    of_word_.clear();
    written_.clear();
    all_ = 0;
  }

 private:
  static constexpr int32_t kAny = INT32_MAX;
  template <class Map>
  static double of(const Map& map, const typename Map::key_type& key) {
    auto found = map.find(key);
    return found == map.end() ? 0.0 : found->second;
  }
  double likely(int32_t what, int32_t written, uint64_t word) const {
    const double chance = of(written_, written) / all_;
    const double general = (of(counts_, {what, written}) + 0.5 * chance) / (of(answers_, what) + 0.5);
    const double seen = (of(of_word_, {word, what, written}) + kGeneral * general) / (of(of_word_, {word, what, kAny}) + kGeneral);
    return (1 - kDoubt) * seen + kDoubt * chance;
  }

  std::map<std::string, int32_t> numbers_;
  std::map<std::pair<int32_t, int32_t>, double> counts_;
  std::map<std::tuple<uint64_t, int32_t, int32_t>, double> of_word_;
  std::map<int32_t, double> answers_, written_;
  double all_ = 0;
};

struct Written {
  std::vector<std::string> forms;
  std::vector<int32_t> heads;  // as Lesson::head counts them; empty where they make no tree
  std::vector<int32_t> upos, morph, rel;
  std::vector<uint64_t> words;  // Lex::lower
  Lesson prior;
};

// Of each relation that is written: how often its head is ours.
struct Heads {
  std::map<int32_t, std::pair<double, double>> same_of;

  void count(const Beliefs& beliefs, const Written& w) {
    for (size_t i = 0; i < beliefs.size(); ++i) {
      auto& [same, all] = same_of[w.rel[i]];
      all += 1;
      for (const Beliefs::Answer& a : beliefs.of(i)) same += a.what == w.heads[i] ? a.weight : 0;
    }
  }
  Beliefs weighed(const Beliefs& prior, const Written& w) const {
    Beliefs out;
    std::vector<Beliefs::Answer> answers;
    for (size_t i = 0; i < prior.size(); ++i) {
      auto found = same_of.find(w.rel[i]);
      const double same = 
          found == same_of.end() ? 0.5 : std::max(kLeastSame, (found->second.first + 0.5) / (found->second.second + 1));
      const double other = (1 - same) / static_cast<double>(prior.size());
      answers.clear();
      for (const Beliefs::Answer& a : prior.of(i))
        answers.push_back({a.what, a.weight * static_cast<float>(a.what == w.heads[i] ? same : other)});
      out.push(answers);
    }
    return out;
  }
};

std::vector<int32_t> likeliest_tree(const Beliefs& head) {
  const size_t n = head.size();
  std::vector<float> scores(n * (n + 1), -70.0f);
  for (size_t i = 0; i < n; ++i) {
    for (const Beliefs::Answer& a : head.of(i))
      scores[i * (n + 1) + static_cast<size_t>(a.what)] = std::log(std::max(a.weight, 1e-30f));
  }
  std::vector<int32_t> tree(n);
  best_tree(scores.data(), static_cast<int32_t>(n), tree.data());
  return tree;
}

// Which relations' words have their heads where the tree has them; -1 for the others.
std::vector<int32_t> rels_in_place(const Written& w, const std::vector<int32_t>& tree) {
  std::vector<int32_t> out(w.rel);
  for (size_t i = 0; i < out.size(); ++i) {
    if (w.heads.empty() || w.heads[i] != tree[i] + 1) out[i] = -1;
  }
  return out;
}

}  // namespace

std::vector<Lesson> translated(const std::vector<GoldSentence>& sentences, const Teachers& teachers) {
  Channel upos, morph, rel;
  std::vector<Written> all;
  for (const GoldSentence& s : sentences) {
    Written& w = all.emplace_back();
    const std::vector<int32_t> heads = s.heads();
    if (is_tree(heads.data(), static_cast<int32_t>(heads.size()))) {
      for (int32_t head : heads) w.heads.push_back(head + 1);
    }
    for (const Token& t : s.tokens()) {
      w.forms.emplace_back(t.form);
      w.words.push_back(lower_hash(t.form));
      w.upos.push_back(upos.number(std::string(name(t.upos))));
      w.morph.push_back(morph.number(Inventory::key(static_cast<uint8_t>(t.upos), "", t.feats)));
      w.rel.push_back(rel.number(std::string(t.deprel)));
    }
    w.prior = teachers.judge(w.forms, {});
  }
  std::vector<Lesson> out(all.size());
  for (size_t k = 0; k < all.size(); ++k) out[k] = all[k].prior;
  Heads heads;
  for (int round = 0; round < kRoundsOfWeighing; ++round) {
    upos.forget();
    morph.forget();
    heads.same_of.clear();
    for (size_t k = 0; k < all.size(); ++k) {
      upos.count(out[k].upos, all[k].upos, all[k].words);
      morph.count(out[k].morph, all[k].morph, all[k].words);
      if (!all[k].heads.empty()) heads.count(out[k].head, all[k]);
    }
    for (size_t k = 0; k < all.size(); ++k) {
      const Written& w = all[k];
      out[k].upos = upos.weighed(w.prior.upos, w.upos, w.words);
      out[k].morph = morph.weighed(w.prior.morph, w.morph, w.words);
      if (!w.heads.empty()) out[k].head = heads.weighed(w.prior.head, w);
    }
  }
  // Relations under the trees found.
  for (size_t k = 0; k < all.size(); ++k) {
    out[k].tree = likeliest_tree(out[k].head);
    all[k].prior.rel = teachers.judge(all[k].forms, out[k].tree).rel;
    out[k].rel = all[k].prior.rel;
  }
  for (int round = 0; round < kRoundsOfWeighing; ++round) {
    rel.forget();
    for (size_t k = 0; k < all.size(); ++k) rel.count(out[k].rel, rels_in_place(all[k], out[k].tree), all[k].words);
    for (size_t k = 0; k < all.size(); ++k)
      out[k].rel = rel.weighed(all[k].prior.rel, rels_in_place(all[k], out[k].tree), all[k].words);
  }
  return out;
}

}  // namespace bestand
