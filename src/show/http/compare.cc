// Sources side by side: what each origin says of one incident, slot by slot; nothing is settled here.
#include <algorithm>
#include <map>

#include "ledger/explain.h"
#include "show/analysis_json.h"
#include "show/http/lists.h"
#include "show/ledger_json.h"

namespace bestand::http {
namespace {

using Slots = std::map<std::string, std::map<std::string, std::vector<int32_t>>>;  // slot -> value -> claims

std::string range_text(const Quantity& q) {
  std::string out;
  JsonWriter w(&out);
  append_range(q, &w);
  return out;
}

// One actor or place of two languages is one value: the name it was first given under.
class Names {
 public:
  const std::string& of(const std::string& id, const std::string& name) {
    return id.empty() ? name : first_.try_emplace(id, name).first->second;
  }

 private:
  std::map<std::string, std::string> first_;
};

void add_slots(const Claim& c, int32_t claim, Names* names, Slots* slots) {
  auto put = [&](const char* slot, const std::string& value) {
    if (!value.empty()) (*slots)[slot][value].push_back(claim);
  };
  put("act", std::string(name(c.type)));
  for (const auto& a : c.actors) put(a.role == Role::kTarget ? "target" : "actor", names->of(a.actor_id, a.name.empty() ? a.text : a.name));
  if (c.time && !c.time->time.empty()) put("time", to_edtf(c.time->time));
  if (c.place) put("place", names->of(c.place->gazetteer_id, c.place->name.empty() ? c.place->text : c.place->name));
  if (c.killed) put("killed", range_text(*c.killed));
  if (c.injured) put("injured", range_text(*c.injured));
  put("factuality", std::string(name(c.factuality.status)));
}

void write_claim(const View& v, int32_t index, JsonWriter* w) {
  const ClaimRecord& r = v.corpus.claims[index];
  w->begin_object();
  w->field("claim", r.claim.id);
  w->field("document", v.corpus.document_of(r).document.id);
  w->field("quote", quotation(v.corpus, index, 400));
  w->end_object();
}

void write_slots(const View& v, const Slots& slots, JsonWriter* w) {
  w->begin_object();
  for (const auto& [slot, values] : slots) {
    w->key(slot);
    w->begin_array();
    for (const auto& [value, claims] : values) {
      w->begin_object();
      w->field("value", value);
      w->key("claims");
      w->begin_array();
      for (int32_t c : claims) write_claim(v, c, w);
      w->end_array();
      w->end_object();
    }
    w->end_array();
  }
  w->end_object();
}

}  // namespace

Response compare(Context& c) {
  const auto found = find_incident(c.now, c.asked->part(0));
  if (!found) return not_found("incident", c.asked->part(0));
  std::vector<std::string> wanted = c.asked->take_all("source");
  if (auto left = c.asked->nothing_left(); !left) return problem(left.error());
  const Incident& i = c.now.view.incidents[*found];
  Names names;
  std::map<std::string, Slots> by_source;
  for (const auto& x : i.claims) {
    if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), x.origin.name) == wanted.end()) continue;
    add_slots(c.now.view.corpus.claims[x.claim].claim, x.claim, &names, &by_source[x.origin.name]);
  }
  std::string out;
  JsonWriter w(&out);
  w.begin_object();
  w.field("incident", i.id);
  w.key("sources");
  w.begin_array();
  for (const auto& [source, slots] : by_source) {
    w.begin_object();
    w.field("source", source);
    w.key("slots");
    write_slots(c.now.view, slots, &w);
    w.end_object();
  }
  w.end_array();
  w.end_object();
  return answer(std::move(out));
}

}  // namespace bestand::http
