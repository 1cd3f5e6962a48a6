// Of what kind a count is: cues in its clause and its sentence, in a fixed order.
#include <algorithm>

#include "ground/quantity_pass.h"

namespace bestand {
namespace {

class Kinds {
 public:
  Kinds(const QuantityWords& words, const Document& document, FoundNumbers* found)
      : words_(words), found_(*found) {
    if (document.published)
      year_ = civil_from_days(static_cast<int32_t>(document.published->hull().lo / kDaySeconds)).year;
  }

  void run();

 private:
  std::string_view kind_of(size_t i) const;
  int32_t behind_fronted(const FoundNumber& n) const;
  bool total_of_other(const FoundNumber& n, int32_t behind) const;
  bool raised_to(const FoundNumber& n) const;
  bool incremental(size_t i) const;
  bool background(const FoundNumber& n) const;
  bool counted_since(const FoundNumber& n) const;
  bool running(const FoundNumber& n) const;
  bool strength(const FoundNumber& n) const;
  bool cue_in(int32_t from, int32_t to, Cue cue) const;
  std::pair<int32_t, int32_t> clause(const FoundNumber& n) const;
  int past_year(const FoundNumber& n) const;
  int year_at(int32_t i) const;
  bool total_near(const FoundNumber& n, int32_t from, int32_t to) const;
  bool whole_of(size_t i) const;
  bool war_before(int32_t from, int32_t to) const;
  bool exists(const FoundNumber& n, int32_t from, int32_t to) const;

  const QuantityWords& words_;
  FoundNumbers& found_;
  int year_ = 0;
};

bool Kinds::cue_in(int32_t from, int32_t to, Cue cue) const {
  for (int32_t i = from; i < to; ++i) {
    if (words_.phrase_at(i, cue) > 0) return true;
  }
  return false;
}

// The tokens around a number up to the next comma-like border on either side.
std::pair<int32_t, int32_t> Kinds::clause(const FoundNumber& n) const {
  auto border = [&](int32_t i) {
    std::string_view form = words_.token(i).form;
    if (form == ";" || form == ":" || form == "(" || form == ")") return true;
    return words_.form_is(i, Cue::kSubordinate) && words_.token(i).upos != Upos::ADV;
  };
  int32_t from = n.first, to = n.noun_last;
  int32_t main = behind_fronted(n);
  while (from > main && from > words_.first_of(n.first) && !border(from - 1)) --from;
  while (to < words_.last_of(n.first) && !border(to)) ++to;
  return {from, to};
}

// "After his death years ago, battles kill 12": where the clause begins that follows one which opens the sentence.
int32_t Kinds::behind_fronted(const FoundNumber& n) const {
  int32_t first = words_.first_of(n.first), comma = first;
  if (!words_.form_is(first, Cue::kSubordinate)) return first;
  while (comma < n.first && !words_.is_form(comma, ",")) ++comma;
  for (int32_t i = comma + 1; i < n.first; ++i) {
    if (words_.token(i).upos == Upos::VERB) return comma + 1;
  }
  return first;
}

bool Kinds::incremental(size_t i) const {
  const FoundNumber& n = found_[i];
  bool strong = words_.phrase_before(n.first, Cue::kIncrement) > 0;
  bool weak = !strength(n) && words_.phrase_before(n.first, Cue::kIncrementWeak) > 0 && n.head >= 0 &&
              n.counted == "people";
  bool several_more = n.vague && n.last > n.first + 1 && words_.is(n.last - 1, Cue::kMore);
  bool vague_more = n.vague && words_.is(n.last, Cue::kMore);
  if (!strong && !weak && !several_more && !vague_more) return false;
  if (i == 0) return true;
  const FoundNumber& before = found_[i - 1];
  bool same_sentence = words_.unit_of(before.first) == words_.unit_of(n.first);
  return !same_sentence || before.counted == n.counted || n.counted == "people" || before.part_of >= 0;
}

// A year that the sentence names and that is over: before the publication's, if that is known. 0 for none. A
// year in a full date says when the event was, behind a relative pronoun it belongs to something else.
int Kinds::past_year(const FoundNumber& n) const {
  int32_t first = words_.first_of(n.first), last = words_.last_of(n.first);
  for (int32_t i = first; i < last; ++i) {
    if (i >= n.last && (words_.is(i, Cue::kRelative) || words_.token(i).upos == Upos::SCONJ)) return 0;
    int year = year_at(i);
    if (year == 0 || (year_ != 0 && year >= year_)) continue;
    constexpr int kRecent = 2005;  // without a publication date: when such news may be new
    bool full_date = i > first + 1 && words_.is(i - 1, Cue::kMonth) && words_.token(i - 2).upos == Upos::NUM;
    full_date |= i > first + 1 && (words_.is(i - 2, Cue::kMonth) || words_.is(i - 3, Cue::kMonth));
    if (!full_date || year_ != 0 || year < kRecent) return year;
  }
  return 0;
}

int Kinds::year_at(int32_t i) const {
  std::string_view form = words_.token(i).form;
  if (form.size() != 4 || (form[0] != '1' && form[0] != '2')) return 0;
  if (!std::all_of(form.begin(), form.end(), [](char c) { return c >= '0' && c <= '9'; })) return 0;
  int year = (form[0] - '0') * 1000 + (form[1] - '0') * 100 + (form[2] - '0') * 10 + (form[3] - '0');
  bool counted = std::any_of(found_.begin(), found_.end(),
                             [&](const FoundNumber& n) { return n.number_first <= i && i < n.number_last; });
  constexpr int kLatest = 2035;  // beyond: a clock time or a count
  return year >= 1900 && year <= kLatest && !counted ? year : 0;
}

bool Kinds::background(const FoundNumber& n) const {
  constexpr int64_t kWarTotal = 1000, kWholeWar = 100'000;
  auto [from, to] = clause(n);
  int32_t first = words_.first_of(n.first), last = words_.last_of(n.first);
  const bool counted_since = cue_in(std::max(words_.first_of(n.first), from - 1), to, Cue::kSince);  // "since a year ago": it is news
  if (!counted_since && cue_in(from, to, Cue::kBackground)) return true;
  bool since = cue_in(first, last, Cue::kSince);
  int64_t low = n.value.low.value_or(0);
  bool befallen = (n.effect != Effect::kNone || n.counted == "killed") && n.counted != "people" && n.counted != "detained";
  if (befallen && low >= kWholeWar) return true;
  if (befallen && war_before(from, n.first) && (low >= kWarTotal || (n.vague && low >= 200))) return true;
  int year = past_year(n);
  if (year == 0) return false;
  if (since) return n.counted == "killed" || n.counted == "injured" || n.counted == "targets";
  return !total_near(n, from, to);
}

// "The killing of 9 raises to 100 the number ...": the total is the number right behind.
bool Kinds::total_of_other(const FoundNumber& n, int32_t behind) const {
  return std::any_of(found_.begin(), found_.end(), [&](const FoundNumber& other) {
    return other.first == behind && other.value.low != n.value.low && words_.token(behind - 1).upos == Upos::ADP;
  });
}

// "brings the number of dead in the province to 145".
bool Kinds::raised_to(const FoundNumber& n) const {
  constexpr int32_t kReach = 12;
  int32_t first = words_.first_of(n.first), before = n.first - 1;
  if (before <= first || words_.token(before).upos != Upos::ADP) return false;
  for (int32_t i = before - 1; i >= std::max(first + 1, before - kReach); --i) {
    if (words_.phrase_at(i, Cue::kNumberOf) == 0) continue;
    while (i > first && words_.token(i - 1).upos == Upos::DET) --i;
    return i > first && words_.token(i - 1).upos == Upos::VERB;
  }
  return false;
}

// "so far", "in total"; a single word ("already") must stand near.
bool Kinds::total_near(const FoundNumber& n, int32_t from, int32_t to) const {
  constexpr int32_t kNear = 4;
  for (int32_t i = from; i < to; ++i) {
    int32_t tokens = words_.phrase_at(i, Cue::kTotal);
    if (tokens > 1 && i >= n.last && total_of_other(n, i + tokens)) continue;
    if (tokens > 1 || (tokens == 1 && i < n.first && n.first - i <= kNear)) return true;
  }
  return false;
}

bool Kinds::counted_since(const FoundNumber& n) const {
  for (int32_t i = words_.first_of(n.first); i < words_.last_of(n.first); ++i) {
    if (words_.phrase_at(i, Cue::kSince) > 0 && !words_.ranked_before(i)) return true;
  }
  return false;
}

bool Kinds::running(const FoundNumber& n) const {
  auto [from, to] = clause(n);
  return total_near(n, from, to) || raised_to(n) || counted_since(n);
}

bool Kinds::war_before(int32_t from, int32_t to) const {
  for (int32_t i = from; i < to; ++i) {
    if (words_.phrase_at(i, Cue::kWar) > 0 && words_.token(i).rel != Rel::compound) return true;
  }
  return false;
}

// "there are", "has": only where nothing is done to the counted.
bool Kinds::exists(const FoundNumber& n, int32_t from, int32_t to) const {
  for (int32_t i = from; i < to; ++i) {
    int32_t tokens = words_.phrase_at(i, Cue::kExist);
    if (tokens > 1) return true;
    bool object = n.head >= 0 && words_.token(n.head).head == i && words_.token(n.head).rel == Rel::obj;
    if (tokens == 1 && object) return true;
  }
  return false;
}

// A verb of being somewhere that governs the number or stands near it.
bool Kinds::strength(const FoundNumber& n) const {
  constexpr int32_t kNear = 5;
  if ((n.effect != Effect::kNone && n.counted != "detained") || n.counted == "killed" ||
      n.counted == "injured")
    return false;
  auto [from, to] = clause(n);
  bool acted = false;
  for (int32_t i = from; i < to; ++i) {
    const Token& t = words_.token(i);
    int32_t tokens = words_.phrase_at(i, Cue::kStrength);
    bool verb = t.upos == Upos::VERB || t.upos == Upos::AUX || t.upos == Upos::ADJ;
    bool governs = n.head >= 0 && words_.token(n.head).head == i;
    bool near = i < n.first ? n.first - i <= kNear : i - n.noun_last <= kNear;
    if (tokens > 0 && (tokens > 1 || (verb && (governs || near)))) return true;
    acted |= t.upos == Upos::VERB && (t.has_feat("VerbForm=Part") || t.has_feat("VerbForm=Inf"));
  }
  return !acted && exists(n, from, to);
}

// "eight of the 81 provinces": the 81 is how many there are.
bool Kinds::whole_of(size_t i) const {
  if (i == 0 || found_[i].effect != Effect::kNone) return false;
  return found_[i - 1].part_of == static_cast<int32_t>(i) &&
         words_.phrase_before(found_[i].first, Cue::kPartOfNext) > 1;
}

std::string_view Kinds::kind_of(size_t i) const {
  const FoundNumber& n = found_[i];
  if (incremental(i)) return "increment";
  if (background(n)) return "background";
  if (strength(n) || whole_of(i)) return "strength";
  if (running(n)) return "running_total";
  return "event";
}

void Kinds::run() {
  for (size_t i = 0; i < found_.size(); ++i) {
    if (!found_[i].settled) found_[i].kind = kind_of(i);
  }
  for (size_t i = 0; i < found_.size(); ++i) {
    FoundNumber& n = found_[i];
    if (n.settled || n.part_of < 0 || n.kind != "event") continue;
    n.kind = found_[static_cast<size_t>(n.part_of)].kind;
  }
}

}  // namespace

void find_kinds(const QuantityWords& words, const Document& document, const Mentions&, FoundNumbers* found) {
  Kinds(words, document, found).run();
}

}  // namespace bestand
