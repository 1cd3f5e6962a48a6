// What a phrase says of a place: "ten noorden van", "30 km south of", "the west of", "between ... and", and
// the area that follows from it.
//
// Source   precision as UCDP GED's where_prec: 1 exact, 2 near, 3 second-order division, 4 first-order
// division,
//          5 line or wider region, 6 country, 7 international waters or airspace
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ground/place_rules.h"
#include "ground/place_text.h"

namespace bestand {

struct RelationFound {
  const RelationRule* rule = nullptr;
  int begin = 0, end = 0;      // words of the phrase, the name included
  std::optional<int> bearing;  // degrees; -1 the middle
  double distance_m = 0;       // 0 = not said
  int other = -1;              // the second toponym of "between"
};

class PlaceRelations {
 public:
  PlaceRelations(const Gazetteer& gazetteer, const PlaceRules& rules)
      : gazetteer_(gazetteer), rules_(rules) {}

  // The longest phrase around toponym `at`; a null rule when it stands alone.
  RelationFound find(PlaceText* text, const std::vector<Toponym>& all, size_t at) const;

  // Whether the places can be meant: nothing lies "between" two countries or two far cities.
  bool makes_sense(uint32_t place, const RelationFound& relation, uint32_t other) const;

  // The area of `place` after the relation.
  Area area(uint32_t place, const RelationFound& relation, uint32_t other) const;
  int precision(uint32_t place, const RelationFound& relation) const;

 private:
  bool part(PlaceText* text, const std::vector<Toponym>& all, const PatternPart& p, int* at, int step,
            RelationFound* r) const;
  bool behind(PlaceText* text, const std::vector<Toponym>& all, const RelationRule& rule, int at, bool glued,
              RelationFound* r) const;
  bool ahead(PlaceText* text, const std::vector<Toponym>& all, const RelationRule& rule, int at,
             RelationFound* r) const;
  Area inside(uint32_t place, int bearing) const;

  const Gazetteer& gazetteer_;
  const PlaceRules& rules_;
};

}  // namespace bestand
