// The predicates of a sentence that may befall what its numbers count, and on which side of them it stands.
#pragma once

#include <cstdint>
#include <vector>

#include "ground/quantity_pass.h"

namespace bestand {

// Where what is affected stands, seen from the predicate.
enum Side : unsigned { kSideLeft = 1, kSideRight = 2 };

struct Candidate {
  int32_t token = 0, last = 0;  // of the predicate
  Effect effect = Effect::kNone;
  Affects affects = Affects::kObject;
  unsigned sides = 0;
  bool persons = false;  // kills persons, destroys things
};

class PredicateFinder {
 public:
  PredicateFinder(const QuantityWords& words, const FoundNumbers& found);

  std::vector<Candidate> find(const QuantityWords::Unit& sentence);
  bool passive(int32_t token) const;
  bool personal(const FoundNumber& n) const;

 private:
  bool number_ends_at(int32_t i) const;
  bool number_starts_at(int32_t i) const;
  bool noun_ends_at(int32_t i) const;
  bool befalls_persons(int32_t i) const;
  bool befallen_at(int32_t i) const;
  bool active_relative(int32_t token) const;
  bool object_may_follow(int32_t i) const;
  unsigned object_sides(int32_t token, int32_t last) const;
  unsigned sides(int32_t token, int32_t last, Affects affects) const;
  int32_t find_split(int32_t i, const QuantityWords::Unit& sentence);

  const QuantityWords& words_;
  const QuantityLexicon& lexicon_;
  const FoundNumbers& found_;
  // What numbers begin or end at each token: asked for at every token of a text that may hold thousands.
  enum Mark : uint8_t { kStarts = 1, kEndsPersonal = 2, kNounEnds = 4, kCounted = 8 };
  bool has(int32_t token, Mark mark) const {
    return token >= 0 && static_cast<size_t>(token) < marks_.size() && (marks_[static_cast<size_t>(token)] & mark) != 0;
  }
  void put(int32_t token, Mark mark);
  std::vector<uint8_t> marks_;
  std::vector<Candidate> candidates_;
};

}  // namespace bestand
