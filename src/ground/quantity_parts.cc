// Part and whole: "43, among them 13 children", "of the sixteen workers, nine ...", "one of the 111", "drie
// jihadisten (twee vrouwen en een man)".
#include <algorithm>

#include "ground/quantity_pass.h"

namespace bestand {
namespace {

class Parts {
 public:
  Parts(const QuantityWords& words, FoundNumbers* found) : words_(words), found_(*found) {}

  void run();

 private:
  bool same_sentence(const FoundNumber& a, const FoundNumber& b) const {
    return words_.unit_of(a.first) == words_.unit_of(b.first);
  }
  bool personal(const FoundNumber& n) const;
  bool listed(const FoundNumber& before, const FoundNumber& n) const;
  int32_t cue_between(int32_t from, int32_t to) const;
  bool behind(const FoundNumber& n) const;
  bool own_clause(const FoundNumber& n) const;
  bool finite_behind(const FoundNumber& n) const;
  bool closed_before(int32_t cue, const FoundNumber& n) const;
  int32_t whole_before(size_t i) const;
  bool broken_down(const FoundNumber& before, const FoundNumber& n) const;
  bool bracket_opens(const FoundNumber& before, const FoundNumber& n) const;
  bool whole_behind_part(size_t i) const;
  bool verb_in(int32_t from, int32_t to) const;
  bool conjunction_in(int32_t from, int32_t to) const;
  bool next_is_whole(const FoundNumber& n, const FoundNumber& next) const;
  bool of_whole(const FoundNumber& before) const;

  const QuantityWords& words_;
  FoundNumbers& found_;
};

bool Parts::personal(const FoundNumber& n) const {
  if (n.noun < 0) return true;
  const CountedNoun& noun = words_.lexicon().nouns[static_cast<size_t>(n.noun)];
  return !noun.population.empty();
}

// Only nouns, "and", commas and the like between two numbers: one list.
bool Parts::listed(const FoundNumber& before, const FoundNumber& n) const {
  for (int32_t i = before.noun_last; i < n.first; ++i) {
    Upos upos = words_.token(i).upos;
    if (upos == Upos::VERB || upos == Upos::AUX || upos == Upos::SCONJ || upos == Upos::PRON) return false;
    if (words_.predicate_at(i).index >= 0 && words_.single(i).noun < 0) return false;
  }
  return n.first - before.noun_last <= 8;
}

// Where a cue such as "including" stands between two tokens; -1 for nowhere.
int32_t Parts::cue_between(int32_t from, int32_t to) const {
  for (int32_t i = from; i < to; ++i) {
    if (words_.phrase_at(i, Cue::kPart) > 0) return i;
  }
  return -1;
}

// With a finite verb, behind a comma: "..., and 35 are injured".
bool Parts::own_clause(const FoundNumber& n) const {
  bool comma = n.first - 2 >= words_.first_of(n.first) && words_.is_form(n.first - 2, ",");
  return comma && finite_behind(n);
}

bool Parts::finite_behind(const FoundNumber& n) const {
  return n.noun_last < words_.last_of(n.first) && words_.token(n.noun_last).has_feat("VerbForm=Fin");
}

// "Five civilians including a child were killed and 27 others were injured": the verb ends what is told of the part.
bool Parts::closed_before(int32_t cue, const FoundNumber& n) const {
  if (!finite_behind(n)) return false;
  for (int32_t i = cue + words_.phrase_at(cue, Cue::kPart); i < n.first; ++i) {
    if (words_.token(i).has_feat("VerbForm=Fin") && words_.token(i).rel != Rel::acl) return true;
  }
  return false;
}

// "13 of them", "55 van hen".
bool Parts::behind(const FoundNumber& n) const {
  return words_.phrase_at(n.last, Cue::kPartBehind) > 0 ||
         words_.phrase_at(n.noun_last, Cue::kPartBehind) > 0;
}

bool Parts::bracket_opens(const FoundNumber& before, const FoundNumber& n) const {
  return n.first - before.noun_last >= 1 && n.first - before.noun_last <= 3 &&
         words_.is_form(n.first - 1, "(");
}

// "33 doden: 21 strijders en 12 burgers".
bool Parts::broken_down(const FoundNumber& before, const FoundNumber& n) const {
  return n.first == before.noun_last + 1 && words_.is_form(before.noun_last, ":");
}

// "one of the 111", "eight of the 81 provinces", "were among at least 48 people".
bool Parts::next_is_whole(const FoundNumber& n, const FoundNumber& next) const {
  int32_t gap = next.first - n.noun_last;
  if (gap < 1 || gap > 6) return false;
  for (int32_t i = std::min(n.last, n.noun_last); i < next.first; ++i) {
    int32_t tokens = words_.phrase_at(i, Cue::kPartOfNext);
    if (tokens == 0 || words_.phrase_at(i, Cue::kPart) >= tokens) continue;
    bool near = next.first - (i + tokens) <= 3 && !verb_in(i + tokens, next.first) && !conjunction_in(i + tokens, next.first);
    bool among = !words_.is(i, Cue::kBridge);
    bool one_noun = n.noun_last == n.last || tokens > 1 || words_.token(i).upos == Upos::ADP;
    if (near && one_noun && (n.head < 0 || tokens > 1 || among)) return true;
  }
  return false;
}

// "4 women including 3 students are among the 5 dead".
bool Parts::whole_behind_part(size_t i) const {
  if (i + 2 >= found_.size() || found_[i + 1].part_of != static_cast<int32_t>(i + 2)) return false;
  if (cue_between(found_[i].noun_last, found_[i + 1].first) < 0) return false;
  if (words_.token(found_[i + 1].noun_last).upos != Upos::AUX) return false;
  FoundNumber with_part = found_[i];
  with_part.noun_last = found_[i + 1].noun_last;
  with_part.last = std::max(with_part.last, with_part.noun_last - 1);
  return next_is_whole(with_part, found_[i + 2]);
}

// "The killing of 9 of the organization raises to 100": no part of it.
bool Parts::verb_in(int32_t from, int32_t to) const {
  for (int32_t i = from; i < to; ++i) {
    if (words_.token(i).upos == Upos::VERB || words_.phrase_at(i, Cue::kTotal) > 1) return true;
  }
  return false;
}

// "Two leaders of the group and ten civilians": the ten stand beside them.
bool Parts::conjunction_in(int32_t from, int32_t to) const {
  for (int32_t i = from; i < to; ++i) {
    if (words_.token(i).upos == Upos::CCONJ) return true;
  }
  return false;
}

// "Of the sixteen workers, nine are ..."
bool Parts::of_whole(const FoundNumber& before) const {
  int32_t first = words_.first_of(before.first);
  return before.first - first >= 1 && before.first - first <= 3 &&
         words_.phrase_at(first, Cue::kPartOfNext) > 0;
}

int32_t Parts::whole_before(size_t i) const {
  const FoundNumber& n = found_[i];
  for (size_t k = i; k-- > 0;) {
    const FoundNumber& other = found_[k];
    bool near =
        same_sentence(other, n) || (behind(n) && words_.unit_of(n.first) - words_.unit_of(other.first) == 1);
    if (!near) break;
    if (!personal(other) && personal(n) && n.noun >= 0) continue;
    if (n.noun >= 0 && personal(n) != personal(other)) continue;
    if (cue_between(other.noun_last, n.first) >= 0) {
      int32_t cue = cue_between(other.noun_last, n.first);
      if (k + 1 < i && (n.others || own_clause(n))) break;
      if (closed_before(cue, n)) break;
      bool chain = k + 1 < i && found_[k + 1].first > cue && found_[k + 1].part_of == static_cast<int32_t>(k);
      if (k + 1 == i || (chain && listed(found_[i - 1], n))) return static_cast<int32_t>(k);
      break;
    }
    if (broken_down(other, n) && k + 1 == i && personal(n)) return static_cast<int32_t>(k);
    if (bracket_opens(other, n) && k + 1 == i && personal(n)) return static_cast<int32_t>(k);
    if (behind(n) && other.part_of < 0) return static_cast<int32_t>(k);
    if (of_whole(other) && same_sentence(other, n)) return static_cast<int32_t>(k);
  }
  // a list goes on: "including 16 men, 3 women and 5 children"
  if (i > 0 && same_sentence(found_[i - 1], n) && found_[i - 1].part_of >= 0 && listed(found_[i - 1], n) &&
      personal(n) && !n.others && !own_clause(n)) {
    const FoundNumber& whole = found_[static_cast<size_t>(found_[i - 1].part_of)];
    if (whole.first < n.first) return found_[i - 1].part_of;
  }
  return -1;
}

void Parts::run() {
  for (size_t i = found_.size(); i-- > 0;) {  // backwards: "two children and three women among the 7"
    if (found_[i].settled || i + 1 == found_.size() || !same_sentence(found_[i], found_[i + 1])) continue;
    const FoundNumber& next = found_[i + 1];
    if (next_is_whole(found_[i], next)) {
      found_[i].part_of = static_cast<int32_t>(i + 1);
    } else if (whole_behind_part(i)) {
      found_[i].part_of = static_cast<int32_t>(i + 2);
    } else if (next.part_of > static_cast<int32_t>(i + 1) && listed(found_[i], next) && personal(found_[i])) {
      found_[i].part_of = next.part_of;
    }
  }
  for (size_t i = 0; i < found_.size(); ++i) {
    if (!found_[i].settled && found_[i].part_of < 0) found_[i].part_of = whole_before(i);
  }
}

}  // namespace

void find_parts(const QuantityWords& words, FoundNumbers* found) { Parts(words, found).run(); }

}  // namespace bestand
