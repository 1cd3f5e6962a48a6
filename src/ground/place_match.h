// Finds the names of the gazetteer in a text: the longest at each capital word, with what stands around it.
//
// Output   toponyms by rising span, disjoint; each with all its readings and the marks for and against it
// Cost     one pass; a hash probe a capital word, more only where a longer name begins
#pragma once

#include <vector>

#include "ground/place_rules.h"
#include "ground/place_text.h"

namespace bestand {

class PlaceMatcher {
 public:
  PlaceMatcher(const Gazetteer& gazetteer, const PlaceRules& rules) : gazetteer_(gazetteer), rules_(rules) {}

  void match(PlaceText* text, std::vector<Toponym>* out) const;

 private:
  bool longest_name(PlaceText* text, int at, Toponym* out) const;
  bool by_sound(PlaceText* text, int at, Toponym* out) const;
  void look_up(uint64_t plain, uint64_t one_article, std::vector<NameHit>* hits) const;
  uint32_t look_up_stem(PlaceText* text, int word, uint64_t plain, uint64_t article,
                        std::vector<NameHit>* hits) const;
  uint32_t division_place(std::string_view division) const;
  bool short_division(PlaceText* text, int at, const std::vector<Toponym>& before, Toponym* out) const;
  bool may_begin(PlaceText* text, int at) const;
  bool may_be_placed(PlaceText* text, int at) const;
  bool prepositioned(PlaceText* text, int at) const;
  void mark(PlaceText* text, Toponym* t) const;
  bool lone_element(PlaceText* text, const Toponym& t) const;
  void generic_words(PlaceText* text, Toponym* t) const;
  void containers(PlaceText* text, std::vector<Toponym>* all) const;
  bool joined(const PlaceText& text, int word) const;

  const Gazetteer& gazetteer_;
  const PlaceRules& rules_;
};

}  // namespace bestand
