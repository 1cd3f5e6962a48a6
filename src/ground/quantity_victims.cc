// Persons without a number are found by their noun, their age or their name and go through the same passes as numbers,
// worth one each. Numbers are bound to a predicate by nearness; of these far more stand in a text, so the tree or the
// neighbouring word must agree.
#include <algorithm>

#include "ground/quantity_pass.h"

namespace bestand {
namespace {

bool child_negates(const QuantityWords& words, int32_t token) {
  for (int32_t child : words.parse().children(token)) {
    if (words.token(child).has_feat("Polarity=Neg") || words.is(child, Cue::kZero)) return true;
  }
  return false;
}

bool tells_of_violence(const QuantityWords& words, int32_t first, int32_t last) {
  for (int32_t i = first; i < last; ++i) {
    if (words.phrase_at(i, Cue::kViolence) > 0) return true;
  }
  return false;
}

class Unnumbered {
 public:
  Unnumbered(const QuantityWords& words, FoundNumbers* found)
      : words_(words), found_(*found), taken_(static_cast<size_t>(words.size())) {
    const auto& nouns = words.lexicon().nouns;
    for (size_t i = 0; i < nouns.size() && someone_ < 0; ++i) {
      if (nouns[i].counted == "people" && nouns[i].population == "unknown" && !nouns[i].fixed)
        someone_ = static_cast<int32_t>(i);
    }
    for (const FoundNumber& n : *found) {
      if (n.head >= 0 && n.head < words.size()) taken_[static_cast<size_t>(n.head)] = true;
      for (int32_t i = std::max(n.first, 0); i < std::min(n.noun_last, words.size()); ++i) taken_[static_cast<size_t>(i)] = true;
    }
  }

  bool run();

 private:
  int32_t person_at(int32_t i) const;
  bool aged(int32_t i) const;
  bool named_person(int32_t i) const;
  bool years(int32_t i) const;
  int32_t name_end(int32_t i) const;
  bool taken(int32_t i) const;
  int32_t left_of(int32_t head) const;
  void add(int32_t first, int32_t head, int32_t noun);
  void add_both(int32_t i);
  int32_t one_of(int32_t i) const;

  const QuantityWords& words_;
  FoundNumbers& found_;
  FoundNumbers persons_;
  std::vector<bool> taken_;  // per token: belongs to a number that was found
  int32_t someone_ = -1;  // the noun that a person without one is read as
};

// "A 17-year-old was shot": the age stands for the person.
bool Unnumbered::aged(int32_t i) const {
  for (int32_t from = std::max(words_.first_of(i), i - 3); from <= i; ++from) {
    if (from + words_.phrase_at(from, Cue::kAge) == i + 1) return true;
    bool parts = i - from >= 2 && words_.is_hyphen(i - 1) && words_.phrase_at(from, Cue::kDuration) == 1;
    if (parts && from + 2 == i && from > words_.first_of(i) && words_.token(from - 1).form[0] <= '9') return true;
  }
  return false;
}

// Where the name that begins or ends at a token ends: behind its flat parts.
int32_t Unnumbered::name_end(int32_t i) const {
  int32_t end = i + 1;
  while (end < words_.last_of(i) && words_.token(end).rel == Rel::flat && words_.token(end).head == i) ++end;
  return end;
}

// Tagged as a person's name, or with an age beside it: "Ann Lee, 24,", "5-year-old Ann Lee".
bool Unnumbered::named_person(int32_t i) const {
  const auto& names = words_.parse().names;
  auto over = std::partition_point(names.begin(), names.end(), [&](const Name& n) { return n.last <= i; });
  if (over != names.end() && over->first <= i && over->type == NameType::kPer) return true;
  int32_t end = name_end(i), last = words_.last_of(i);
  if (end + 1 < last && words_.is_form(end, ",") && years(end + 1)) {
    bool closed = end + 2 >= last || words_.token(end + 2).upos == Upos::PUNCT;
    if (closed && end > i + 1) return true;
  }
  int32_t first = i;
  while (first > words_.first_of(i) && words_.token(first - 1).upos == Upos::PROPN) --first;
  return first > words_.first_of(i) && aged(first - 1);
}

// Digits that may be an age.
bool Unnumbered::years(int32_t i) const {
  std::string_view form = words_.token(i).form;
  return form.size() <= 2 && std::all_of(form.begin(), form.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// The index of the noun that a token is by itself for one person; -1 for none.
int32_t Unnumbered::person_at(int32_t i) const {
  const Token& t = words_.token(i);
  // "Killed a soldier and injured another": one more person.
  const bool another = t.upos == Upos::DET && (t.rel == Rel::obj || t.rel == Rel::nsubj) && words_.token(i).head != i + 1;
  if (t.upos == Upos::PRON || another) return words_.form_is(i, Cue::kPersonPronoun) && !t.subtype("poss") ? someone_ : -1;
  if (words_.is_acronym(i)) return -1;
  bool headline = t.rel == Rel::compound && t.head == i + 1 && words_.predicate_at(i + 1).index >= 0;  // "Teen injured"
  bool inside = (t.rel == Rel::compound && !headline) || t.rel == Rel::flat || t.rel == Rel::appos || t.rel == Rel::amod ||
                t.subtype("poss") || t.has_feat("Number=Plur");
  if (inside) return -1;
  if (t.upos == Upos::PROPN && named_person(i)) return someone_;
  QuantityWords::Hit hit = words_.noun_at(i);
  // "A civilian", tagged as an adjective with no noun behind it.
  auto noun_like = [&](int32_t k) {
    const Upos u = words_.token(k).upos;
    return u == Upos::NOUN || u == Upos::ADJ || u == Upos::PROPN || u == Upos::NUM;
  };
  int32_t article = i - 1;  // "een Turkse militair"
  while (article > words_.first_of(i) && words_.token(article).upos == Upos::ADJ) --article;
  const bool stands_alone = t.upos == Upos::ADJ && i > words_.first_of(i) && words_.token(article).upos == Upos::DET &&
                            (i + 1 >= words_.last_of(i) || !noun_like(i + 1));
  if (hit.index >= 0 && (t.upos == Upos::NOUN || t.upos == Upos::PROPN || stands_alone)) {
    const CountedNoun& noun = words_.lexicon().nouns[static_cast<size_t>(hit.index)];
    bool person = noun.counted == "people" || noun.counted == "fighters";
    person &= !noun.population.empty() && !noun.fixed && noun.single;
    return person ? hit.index : -1;
  }
  return aged(i) ? someone_ : -1;
}

bool Unnumbered::taken(int32_t i) const { return taken_[static_cast<size_t>(i)]; }

// Where the noun phrase begins: over adjectives, ages and names to the article.
int32_t Unnumbered::left_of(int32_t head) const {
  constexpr int32_t kReach = 9;
  int32_t first = head, lowest = std::max(words_.first_of(head), head - kReach);
  for (int32_t i = head - 1; i >= lowest; --i) {
    const Token& t = words_.token(i);
    bool inside = t.upos == Upos::ADJ || t.upos == Upos::PROPN || t.upos == Upos::NUM || t.upos == Upos::NOUN ||
                  t.upos == Upos::DET || words_.is_hyphen(i) || t.subtype("poss");
    if (!inside || taken(i) || words_.predicate_at(i).index >= 0) break;
    first = i;
    if (t.upos == Upos::DET || t.subtype("poss")) break;
  }
  return first;
}

void Unnumbered::add(int32_t first, int32_t head, int32_t noun) {
  FoundNumber n;
  n.first = n.number_first = first;
  n.last = n.number_last = first < head ? first + 1 : head;
  n.value = {1, 1, Qualifier::kExact};
  n.head = head;
  n.noun_last = name_end(head);
  n.noun = noun;
  n.cut_at = words_.last_of(head);
  n.unnumbered = true;
  persons_.push_back(n);
}

// "Both died", "both men were hurt"; not "both the man and ...", where each is told of.
void Unnumbered::add_both(int32_t i) {
  int32_t head = i;
  for (int32_t k = i + 1; k < std::min(i + 4, words_.last_of(i)); ++k) {
    if (words_.is(k, Cue::kBridge) || words_.is(k, Cue::kDeterminer) || words_.token(k).upos == Upos::ADJ) continue;
    if (words_.noun_at(k).index >= 0 && words_.token(k).upos == Upos::NOUN) head = k;
    break;
  }
  int32_t noun = head > i ? words_.noun_at(head).index : someone_;
  const CountedNoun& counted = words_.lexicon().nouns[static_cast<size_t>(noun)];
  bool persons = counted.counted == "people" || counted.counted == "fighters";
  bool plural = head == i || words_.token(head).has_feat("Number=Plur");
  Upos next = i + 1 < words_.last_of(i) ? words_.token(i + 1).upos : Upos::X;
  bool subject = head > i || next == Upos::VERB || next == Upos::AUX || next == Upos::ADV;
  if (!persons || !plural || !subject) return;
  add(i, head, noun);
  persons_.back().value = {2, 2, Qualifier::kExact};
}

// "Een van zijn militairen", where the article is no number: the noun of those that one is of; -1 for none.
int32_t Unnumbered::one_of(int32_t i) const {
  const int32_t of = words_.form_is(i, Cue::kArticle) ? words_.phrase_at(i + 1, Cue::kPartOfNext) : 0;
  if (of == 0) return -1;
  int32_t k = i + 1 + of;
  while (k < words_.last_of(i) && words_.token(k).upos == Upos::ADJ) ++k;
  const int32_t noun = k < words_.last_of(i) && words_.token(k).has_feat("Number=Plur") ? words_.noun_at(k).index : -1;
  if (noun < 0) return -1;
  const CountedNoun& counted = words_.lexicon().nouns[static_cast<size_t>(noun)];
  const bool persons = counted.counted == "people" || counted.counted == "fighters";
  return persons && !counted.population.empty() && !counted.fixed ? noun : -1;
}

bool Unnumbered::run() {
  for (int32_t i = 0; i < words_.size(); ++i) {
    if (taken(i) || child_negates(words_, i)) continue;
    int32_t noun = person_at(i);
    if (words_.form_is(i, Cue::kBoth)) {
      add_both(i);
    } else if (words_.form_is(i, Cue::kArticle) && words_.phrase_at(i + 1, Cue::kPartBehind) > 0) {
      add(i, i, someone_);  // "een van hen"
    } else if (const int32_t many = one_of(i); many >= 0) {
      add(i, i, many);
    } else if (noun >= 0) {
      add(left_of(i), i, noun);
    }
  }
  if (persons_.empty()) return false;
  FoundNumbers all;
  std::vector<int32_t> moved(found_.size());  // where each of the found stands among all
  auto person = persons_.begin();
  for (size_t i = 0; i < found_.size(); ++i) {
    while (person != persons_.end() && person->first < found_[i].first) all.push_back(*person++);
    moved[i] = static_cast<int32_t>(all.size());
    all.push_back(found_[i]);
    all.back().settled = true;
  }
  all.insert(all.end(), person, persons_.end());
  for (FoundNumber& n : all) {
    if (n.part_of >= 0) n.part_of = moved[static_cast<size_t>(n.part_of)];
  }
  for (size_t i = 0; i + 1 < all.size(); ++i) {
    if (all[i].cut_at > all[i + 1].first && all[i + 1].first > all[i].last) all[i].cut_at = all[i + 1].first;
  }
  found_ = std::move(all);
  return true;
}

class Victims {
 public:
  Victims(const QuantityWords& words, const FoundNumbers& found) : words_(words), found_(found) {}

  std::vector<VictimCount> run() const;

 private:
  bool bound(const FoundNumber& n) const;
  std::vector<bool> all_bound() const;
  bool joined(const FoundNumber& a, const FoundNumber& b) const;
  bool part(const FoundNumber& n) const;
  bool among_told(const FoundNumber& n) const;
  bool own_phrase(const FoundNumber& a, int32_t i) const;
  bool long_time(const FoundNumber& n) const;
  bool hit(const FoundNumber& n) const;
  bool known(const FoundNumber& n) const;
  bool address(const FoundNumber& n) const;

  const QuantityWords& words_;
  const FoundNumbers& found_;
};

// Whether the tree or its place beside the predicate makes a person the one whom it befell.
bool Victims::bound(const FoundNumber& n) const {
  if (n.predicate < 0 || child_negates(words_, n.predicate)) return false;
  if (n.close) return true;
  int32_t behind = n.noun_last;
  while (behind < n.predicate && (words_.token(behind).upos == Upos::AUX || words_.token(behind).upos == Upos::ADV))
    ++behind;
  if (behind == n.predicate) return true;
  int32_t head = n.head;
  for (int climbs = 0; climbs < 4 && words_.token(head).rel == Rel::conj; ++climbs) head = words_.token(head).head;
  int32_t verb = n.predicate;
  for (int climbs = 0; climbs < 4 && verb >= 0; ++climbs) {
    const Token& v = words_.token(verb);
    const Token& t = words_.token(head);
    bool argument = t.rel == Rel::nsubj || t.rel == Rel::obj || t.rel == Rel::nmod || t.rel == Rel::iobj;
    if (argument && t.head == verb) return true;
    if (v.head == head && (v.rel == Rel::acl || v.rel == Rel::amod || v.rel == Rel::xcomp)) return true;
    if (v.rel != Rel::conj && v.rel != Rel::xcomp) break;
    verb = v.head;
  }
  return false;
}

// Whether a token belongs to what is told of whose a counted noun is: "of the group" behind "leaders".
bool Victims::own_phrase(const FoundNumber& a, int32_t i) const {
  const Upos upos = words_.token(i).upos;
  if (i == a.noun_last) return words_.is(i, Cue::kBridge);
  return words_.is(a.noun_last, Cue::kBridge) && i - a.noun_last < 7 &&
         (upos == Upos::DET || upos == Upos::ADJ || upos == Upos::NOUN || upos == Upos::PROPN);
}

// One list of persons of one fate: "two women and a child". The tree is asked only for what stands between.
bool Victims::joined(const FoundNumber& a, const FoundNumber& b) const {
  if (b.noun < 0 && !b.others) return false;  // "two boys, 16 and 17"
  if (!a.unnumbered && b.unnumbered && b.first == b.head) return false;  // "15 children and citizen women"
  if (a.counted != b.counted || b.part_of >= 0 || words_.unit_of(a.first) != words_.unit_of(b.first)) return false;
  // "killed his son, then shot himself dead"; not "the mayor himself was killed", nor a wound, which he may not survive
  bool himself = b.unnumbered && words_.token(b.head).has_feat("Reflex=Yes");
  if (himself && b.counted == "killed" && a.predicate != b.predicate) return true;
  if (a.predicate != b.predicate || b.first <= a.noun_last) return false;
  int32_t from = a.noun_last;
  if (!a.unnumbered && !b.unnumbered) {
    while (from < b.first && own_phrase(a, from)) ++from;  // "drie leiders [van de groep] en tien burgers"
  } else if (a.unnumbered && words_.is(from, Cue::kBridge) && words_.token(from + 1).upos == Upos::NUM) {
    from += 2;  // "een jongen [van negen] en twee soldaten"
  }
  if (b.first - from > 4 || b.first <= from) return false;
  bool conjunction = false;
  for (int32_t i = from; i < b.first; ++i) {
    const Token& t = words_.token(i);
    conjunction |= t.upos == Upos::CCONJ || t.form == ",";
    bool between = t.upos == Upos::CCONJ || t.form == "," || t.upos == Upos::DET || t.upos == Upos::ADJ ||
                   t.upos == Upos::NUM || t.subtype("poss");
    if (!between) return false;
  }
  return conjunction;
}

// "Among the dead are nine children": of those that were counted before.
bool Victims::among_told(const FoundNumber& n) const {
  if (n.predicate < 0) return false;
  bool among = false;
  for (int32_t i = words_.first_of(n.first); i < n.first; ++i) among = among || words_.phrase_at(i, Cue::kAmong) > 1;
  return among && std::any_of(found_.begin(), found_.end(), [&](const FoundNumber& o) {
    return !o.dropped && o.counted == n.counted && words_.unit_of(o.first) < words_.unit_of(n.first) &&
           o.value.low.value_or(0) > n.value.low.value_or(0);
  });
}

// Of a count of the same fate: not "three of the guards", nor "five were shot, killing one".
bool Victims::part(const FoundNumber& n) const {
  if (n.part_of < 0) return among_told(n);
  const FoundNumber& whole = found_[static_cast<size_t>(n.part_of)];
  if (whole.unnumbered || whole.dropped) return false;
  return whole.counted == n.counted;
}

bool Victims::long_time(const FoundNumber& n) const {
  if (n.kind != "running_total") return false;
  for (int32_t i = words_.first_of(n.first); i < words_.last_of(n.first); ++i) {
    if ((words_.phrase_at(i, Cue::kSince) > 0 && !words_.ranked_before(i)) || words_.phrase_at(i, Cue::kDuration) > 0) return true;
  }
  return false;
}

bool Victims::hit(const FoundNumber& n) const {
  int32_t index = n.predicate >= 0 ? words_.predicate_at(n.predicate).index : -1;
  return index >= 0 && words_.lexicon().predicates[static_cast<size_t>(index)].hit;
}

// A pronoun, a name, or a noun with a definite article.
bool Victims::known(const FoundNumber& n) const {
  const Token& head = words_.token(n.head);
  return head.upos == Upos::PRON || head.upos == Upos::PROPN || words_.token(n.first).has_feat("Definite=Def");
}

// "A shooting at 8535 Palm Boulevard", "of the 9600 block": digits before a name or a noun that is no known person, and
// away from the predicate; "kill 12 Houthis" stands beside it.
bool Victims::address(const FoundNumber& n) const {
  return n.digits && n.noun < 0 && n.head >= n.last && !n.close && n.value.low.value_or(0) > 9;
}

// Of persons in a list it is enough that one is bound: "a woman and her son were killed".
std::vector<bool> Victims::all_bound() const {
  std::vector<bool> is(found_.size());
  for (size_t i = 0; i < found_.size(); ++i) is[i] = !found_[i].unnumbered || bound(found_[i]);
  auto spread = [&](size_t from, size_t to) {
    size_t a = std::min(from, to);
    if (is[from] && !is[to] && joined(found_[a], found_[a + 1])) is[to] = true;
  };
  for (size_t i = 1; i < found_.size(); ++i) spread(i - 1, i);
  for (size_t i = found_.size(); i-- > 1;) spread(i, i - 1);
  return is;
}

std::vector<VictimCount> Victims::run() const {
  std::vector<VictimCount> out;
  const FoundNumber* before = nullptr;
  const std::vector<bool> is_bound = all_bound();
  for (size_t i = 0; i < found_.size(); ++i) {
    const FoundNumber& n = found_[i];
    const CountedNoun* noun = n.noun >= 0 ? &words_.lexicon().nouns[static_cast<size_t>(n.noun)] : nullptr;
    bool casualties = n.effect == Effect::kDeadOrInjured || (noun != nullptr && noun->fixed && n.counted == "people");
    bool befallen = n.counted == "killed" || n.counted == "injured" || casualties;
    if (n.dropped || !befallen || address(n) || !is_bound[i]) continue;
    VictimCount v;
    v.first = n.first;
    v.last = n.noun_last;
    v.predicate = n.predicate;
    v.fate = casualties ? Fate::kCasualties : n.counted == "killed" ? Fate::kKilled
             : hit(n)   ? Fate::kHit : Fate::kInjured;
    v.value = n.value;
    v.numbered = !n.unnumbered;
    v.part = part(n);
    v.joined = before != nullptr && joined(*before, n);
    v.known = n.unnumbered && n.value.high == 1 && known(n);
    v.violent = v.fate == Fate::kHit || tells_of_violence(words_, words_.first_of(n.first), words_.last_of(n.first));
    v.long_time = long_time(n);
    v.remains = n.head >= 0 && words_.form_is(n.head, Cue::kRemains);
    v.kind = n.kind;
    out.push_back(v);
    before = &n;
  }
  return out;
}

}  // namespace

bool add_unnumbered(const QuantityWords& words, FoundNumbers* found) { return Unnumbered(words, found).run(); }

bool begins_with_violence(const QuantityWords& words) {
  constexpr int kLead = 2;  // sentences
  int left = kLead;
  for (const Sentence& s : words.parse().sentences) {
    if (!s.title && left-- == 0) break;
    if (tells_of_violence(words, s.first, s.last)) return true;
  }
  return false;
}

std::vector<VictimCount> victim_counts(const QuantityWords& words, const FoundNumbers& found) {
  return Victims(words, found).run();
}

}  // namespace bestand
