#include "ledger/difference.h"

#include <map>

namespace bestand {
namespace {

std::string headline(const View& v, size_t i) {
  const auto& a = v.assessments[i];
  return a ? std::string(name(a->headline)) + " (" + a->rule + ")" : "no ceasefire";
}

std::string bounds(const FigureSummary& s) {
  if (!s.known()) return "";
  std::string low = std::to_string(s.low.value_or(0));
  return s.open_high || !s.high ? low + "+" : low + "-" + std::to_string(*s.high);
}

std::string what_it_is(const Incident& i) {
  return std::string(name(i.act)) + (i.place ? ", " + i.place->name : "") +
         (i.time ? ", " + to_edtf(*i.time) : "");
}

std::map<std::string, size_t> by_id(const View& v) {
  std::map<std::string, size_t> out;
  for (size_t i = 0; i < v.incidents.size(); ++i) out[v.incidents[i].id] = i;
  return out;
}

void compare_incidents(const View& before, const View& after, std::vector<Change>* out) {
  auto old = by_id(before), now = by_id(after);
  for (const auto& [id, i] : old) {
    auto at = now.find(id);
    if (at == now.end()) {
      out->push_back({id, "incident", headline(before, i), "", what_it_is(before.incidents[i])});
      continue;
    }
    const Incident& x = before.incidents[i];
    const Incident& y = after.incidents[at->second];
    std::string a = headline(before, i), b = headline(after, at->second);
    if (a != b) out->push_back({id, "headline", a, b, what_it_is(y)});
    if (bounds(x.killed) != bounds(y.killed))
      out->push_back({id, "killed", bounds(x.killed), bounds(y.killed), what_it_is(y)});
  }
  for (const auto& [id, i] : now) {
    if (!old.count(id))
      out->push_back({id, "incident", "", headline(after, i), what_it_is(after.incidents[i])});
  }
}

std::map<std::pair<std::string, std::string>, std::string> standings(const View& v) {
  std::map<std::pair<std::string, std::string>, std::string> out;
  for (const auto& c : v.ceasefires) {
    for (const auto& p : c.parties) out[{c.id, p.actor.name}] = std::string(name(p.standing));
  }
  return out;
}

void compare_ceasefires(const View& before, const View& after, std::vector<Change>* out) {
  auto times = [](const View& v) {
    std::map<std::string, std::string> out;
    for (const auto& c : v.ceasefires)
      out[c.id] = c.name + (c.effective ? ", from " + to_edtf(*c.effective) : "");
    return out;
  };
  auto old = times(before), now = times(after);
  for (const auto& [id, text] : old) {
    auto at = now.find(id);
    if (at == now.end())
      out->push_back({id, "ceasefire", text, "", ""});
    else if (at->second != text)
      out->push_back({id, "ceasefire", text, at->second, ""});
  }
  for (const auto& [id, text] : now) {
    if (!old.count(id)) out->push_back({id, "ceasefire", "", text, ""});
  }
  auto stood = standings(before), stands = standings(after);
  for (const auto& [key, standing] : stands) {
    auto at = stood.find(key);
    std::string was = at == stood.end() ? "" : at->second;
    if (was != standing) out->push_back({key.first, "standing of " + key.second, was, standing, ""});
  }
}

}  // namespace

std::vector<Change> differences(const View& before, const View& after) {
  std::vector<Change> out;
  compare_ceasefires(before, after, &out);
  compare_incidents(before, after, &out);
  return out;
}

}  // namespace bestand
