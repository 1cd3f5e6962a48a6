// The lists: ceasefires, parties, incidents, claims, contradictions; each line as --json prints it.
#include <numeric>

#include "show/http/lists.h"
#include "show/ledger_json.h"
#include "show/selection.h"

namespace bestand::http {
namespace {

template <class T>
std::vector<size_t> all_of(const std::vector<T>& list) {
  std::vector<size_t> out(list.size());
  std::iota(out.begin(), out.end(), 0);
  return out;
}

std::optional<size_t> find(const std::unordered_map<std::string, size_t>& map, const std::string& id) {
  auto found = map.find(id);
  if (found == map.end()) return std::nullopt;
  return found->second;
}

// An id given before a merge, a split or an earlier report leads on to what it became, where that is one thing.
std::optional<size_t> find_ceasefire(const Snapshot& now, const std::string& id) {
  if (auto found = find(now.ceasefires, id)) return found;
  const auto led = find_ceasefires(now.view, id);
  return led.size() == 1 ? std::optional(led[0]) : std::nullopt;
}

// The objects of a JSON-lines text as one list.
Response lines(Context& c, const std::string& text) {
  std::vector<std::string_view> items;
  for (size_t at = 0; at < text.size();) {
    size_t end = text.find('\n', at);
    items.push_back(std::string_view(text).substr(at, end - at));
    at = end + 1;
  }
  return paged(c, items, [](std::string_view item, std::string* out) { *out += item; });
}

std::string incident_line(const View& v, size_t i) {
  std::string out;
  append_incident(v, i, &out);
  return out;
}

// What `updated_since` asks for: incidents that are new or say something else than they did, and those gone.
Response changed_incidents(Context& c, const std::vector<size_t>& which, const std::string& since) {
  if (!parse_edtf(since)) return problem(400, "no date: " + since);
  Filter then = c.filter;
  then.knew = since;
  auto before = c.views->get(then);
  if (!before) return problem(before.error());
  const Snapshot& old = **before;
  std::vector<size_t> changed;
  for (size_t i : which) {
    auto was = find(old.incidents, c.now.view.incidents[i].id);
    if (!was || incident_line(old.view, *was) != incident_line(c.now.view, i)) changed.push_back(i);
  }
  std::vector<std::string> deleted;
  for (const auto& i : old.view.incidents)
    if (!c.now.incidents.contains(i.id)) deleted.push_back(i.id);
  return paged(c, changed, [&](size_t i, std::string* out) { append_incident(c.now.view, i, out); }, &deleted);
}

}  // namespace

std::optional<size_t> find_incident(const Snapshot& now, const std::string& id) {
  if (auto found = find(now.incidents, id)) return found;
  const auto led = find_incidents(now.view, id);
  return led.size() == 1 ? std::optional(led[0]) : std::nullopt;
}

IncidentFilter incident_filter(Asked* asked) {
  return {asked->take("headline"), asked->take("rule"), asked->take("act"),
          asked->take("place"),    asked->take("actor"), asked->take("source"),
          asked->take("from"),     asked->take("to"),    asked->take("ceasefire")};
}

Response ceasefires(Context& c) {
  return paged(c, by_weight(c.now.view),
               [&](size_t i, std::string* out) { append_ceasefire(c.now.view, i, out); });
}

Response ceasefire(Context& c) {
  auto i = find_ceasefire(c.now, c.asked->part(0));
  if (!i) return not_found("ceasefire", c.asked->part(0));
  std::string out;
  append_why_ceasefire(c.now.view, *i, &out);
  return single(c, std::move(out));
}

Response parties(Context& c) {
  auto i = find_ceasefire(c.now, c.asked->part(0));
  if (!i) return not_found("ceasefire", c.asked->part(0));
  const Ceasefire& x = c.now.view.ceasefires[*i];
  return paged(c, all_of(x.parties), [&](size_t p, std::string* out) {
    append_party(c.now.view, x, x.parties[p], out);
  });
}

Response timeline(Context& c) {
  auto i = find_ceasefire(c.now, c.asked->part(0));
  if (!i) return not_found("ceasefire", c.asked->part(0));
  std::string text;
  append_timeline(c.now.view, *i, &text);
  return lines(c, text);
}

Response incidents(Context& c) {
  auto which = select_incidents(c.now.view, incident_filter(c.asked));
  if (!which) return problem(which.error());
  if (std::string since = c.asked->take("updated_since"); !since.empty())
    return changed_incidents(c, *which, since);
  return paged(c, *which, [&](size_t i, std::string* out) { append_incident(c.now.view, i, out); });
}

Response incident(Context& c) {
  auto i = find_incident(c.now, c.asked->part(0));
  if (!i) return not_found("incident", c.asked->part(0));
  std::string out;
  append_why_incident(c.now.view, *i, &out);
  return single(c, std::move(out));
}

Response claims(Context& c) {
  auto which = select_claims(
      c.now.view, {c.asked->take("type"), c.asked->take("document"), c.asked->take("source"), c.asked->take("ceasefire"), c.asked->take("words")});
  if (!which) return problem(which.error());
  return paged(c, *which, [&](size_t i, std::string* out) {
    append_claim(c.now.view, static_cast<int32_t>(i), out);
  });
}

Response claim(Context& c) {
  auto i = find(c.now.claims, c.asked->part(0));
  if (!i) return not_found("claim", c.asked->part(0));
  std::string out;
  append_claim(c.now.view, static_cast<int32_t>(*i), &out);
  return single(c, std::move(out));
}

Response contradictions(Context& c) {
  std::string about = c.asked->take("about");
  std::vector<size_t> which;
  for (size_t i = 0; i < c.now.view.contradictions.size(); ++i)
    if (about.empty() || c.now.view.contradictions[i].about == about) which.push_back(i);
  return paged(c, which, [&](size_t i, std::string* out) {
    append_contradiction(c.now.view, c.now.view.contradictions[i], out);
  });
}

Response diff(Context& c) {
  std::string from = c.asked->take("from"), to = c.asked->take("to");
  if (from.empty() || to.empty()) return problem(400, "diff compares two dates: from and to");
  std::string text;
  Filter before = c.filter, after = c.filter;
  before.as_of = from;
  after.as_of = to;
  for (const Filter* f : {&before, &after})
    if (!parse_edtf(f->as_of)) return problem(400, "no date: " + f->as_of);
  auto was = c.views->get(before);
  if (!was) return problem(was.error());
  auto is = c.views->get(after);
  if (!is) return problem(is.error());
  return lines(c, diff_json((*was)->view, (*is)->view));
}

}  // namespace bestand::http
