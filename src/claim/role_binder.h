// Who plays which part in one event.
//
// Internal to claim/event_roles*.cc.
#pragma once

#include <optional>
#include <string_view>

#include "claim/event_parts.h"

namespace bestand {

class RoleBinder {
 public:
  RoleBinder(const EventContext& c, Draft* d) : c_(c), d_(d) {}
  void run();

 private:
  // event_roles_add.cc: whom a token stands for
  void add(int32_t token, Role role);
  bool in_place(int32_t token) const;
  bool in_time(int32_t token) const;
  bool nobody(int32_t token) const;
  int32_t measured(int32_t noun) const;
  bool is_place(int32_t token) const;
  int32_t holder(int32_t object) const;
  int32_t counted(int32_t token) const;
  int32_t named_behind(int32_t token) const;
  int32_t backed(int32_t token) const;
  void add_all(int32_t token, Role role);
  void add_other_nation(int32_t token, Role role);
  void add_list(int32_t token, Role role);
  bool governed(int32_t token) const;
  // event_roles.cc: which part it plays
  bool is_of(std::string_view word) const;
  bool undergone(int32_t token) const;
  void verb(int32_t token);
  void noun(int32_t token);
  bool comes_from(int32_t token) const;
  void oblique(int32_t token, bool of_verb, const Frame& f);
  void named_among(int32_t among, Role role);
  void add_company(int32_t verb, int32_t subject, Role role);
  void name_left_out();
  void truce_noun(int32_t token);
  void pair_in_clause();
  void who_is_in_it();
  void turn_held();
  void add_parted(int32_t first);
  void other_side();
  const Frame& frame_of(int32_t token) const;
  bool is_cue(int32_t token) const;
  bool of_speaker(int32_t verb, int32_t subject) const;
  int32_t mistagged_subject(int32_t verb) const;
  int32_t past_head(int32_t verb, int32_t subject) const;
  std::optional<Role> doer() const;
  std::optional<Role> done_to() const;
  bool mutual() const;

  const EventContext& c_;
  Draft* d_;
};

}  // namespace bestand
