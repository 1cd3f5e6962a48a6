// What the questions share: pages of items, answers with the ledger's head.
#pragma once

#include <algorithm>

#include "base/json_writer.h"
#include "show/http/questions.h"

namespace bestand::http {

// {"head","total","offset","next_offset"?,"items":[…]}: `write(i, out)` appends one object for each index of the page;
// `deleted` are ids that stand beside them, on each page.
template <class Index, class Write>
Response paged(Context& c, const std::vector<Index>& which, Write write, const std::vector<std::string>* deleted = nullptr) {
  auto offset = c.asked->number("offset", 0, 0, INT32_MAX);
  if (!offset) return problem(offset.error());
  auto limit = c.asked->number("limit", 100, 1, 1000);
  if (!limit) return problem(limit.error());
  if (auto left = c.asked->nothing_left(); !left) return problem(left.error());
  size_t from = std::min(which.size(), static_cast<size_t>(*offset));
  size_t to = std::min(which.size(), from + static_cast<size_t>(*limit));
  std::string out;
  JsonWriter w(&out);
  w.begin_object();
  w.field("head", c.now.head);
  w.field("total", static_cast<int64_t>(which.size()));
  w.field("offset", static_cast<int64_t>(from));
  if (to < which.size()) w.field("next_offset", static_cast<int64_t>(to));
  w.key("items");
  w.begin_array();
  for (size_t i = from; i < to; ++i) {
    std::string item;
    write(which[i], &item);
    w.raw(std::string_view(item).substr(0, item.find_last_not_of('\n') + 1));
  }
  w.end_array();
  if (deleted != nullptr) {
    w.key("deleted");
    w.begin_array();
    for (const std::string& id : *deleted) w.value(id);
    w.end_array();
  }
  w.end_object();
  return answer(std::move(out));
}

// One object as `line` wrote it.
inline Response single(Context& c, std::string line) {
  if (auto left = c.asked->nothing_left(); !left) return problem(left.error());
  return answer(std::move(line));
}

// The incident of this id, or what an incident of that id has become. questions.cc
std::optional<size_t> find_incident(const Snapshot& now, const std::string& id);

inline Response not_found(std::string_view what, const std::string& id) {
  return problem(404, "no " + std::string(what) + " has the id " + id);
}

}  // namespace bestand::http
