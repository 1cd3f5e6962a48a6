#include "show/selection.h"

#include <algorithm>
#include <numeric>
#include <set>

#include "base/utf8.h"
#include "ledger/explain.h"

namespace bestand {
namespace {

bool has(std::string_view text, const std::string& folded_part) {
  return folded_part.empty() || fold(text).find(folded_part) != std::string::npos;
}

bool any_actor(const Incident& i, const std::string& key, const std::string& part) {
  auto any = [&](const std::vector<ActorRef>& list) {
    return std::any_of(list.begin(), list.end(),
                       [&](const ActorRef& a) { return a.key == key || has(a.name, part); });
  };
  return any(i.initiators) || any(i.targets) || any(i.parties);
}

Status read_date(const std::string& text, std::optional<TimeSet>* out) {
  if (text.empty()) return success();
  auto time = parse_edtf(text);
  if (!time) return Error{Code::kUsage, "no date: " + text, "", "", -1};
  *out = *time;
  return success();
}

// The documents a claim filter is about, where it names any.
std::set<int32_t> documents_about(const View& v, const ClaimFilter& f) {
  std::set<int32_t> named, out;
  if (!f.document.empty())
    for (int32_t d : find_documents(v, f.document)) named.insert(d);
  if (f.ceasefire.empty()) return named;
  for (const Ceasefire& c : v.ceasefires) {
    if (c.id.starts_with(f.ceasefire)) out.insert(c.documents.begin(), c.documents.end());
  }
  if (!f.document.empty()) std::erase_if(out, [&](int32_t d) { return !named.contains(d); });
  return out;
}

}  // namespace

Result<std::vector<size_t>> select_incidents(const View& v, const IncidentFilter& f) {
  std::optional<TimeSet> from, to;
  if (auto read = read_date(f.from, &from); !read) return read.error();
  if (auto read = read_date(f.to, &to); !read) return read.error();
  std::string place = fold(f.place), actor = fold(f.actor), source = fold(f.source);
  const Columns& columns = v.columns[0];
  std::set<int32_t> held_against;
  for (size_t c = 0; c < v.ceasefires.size() && !f.ceasefire.empty(); ++c) {
    if (v.ceasefires[c].id.starts_with(f.ceasefire)) held_against.insert(static_cast<int32_t>(c));
  }
  auto holds = [](const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; };
  // What the columns tell, so that few incidents are looked at whole.
  auto may_fit = [&](size_t i) {
    constexpr Seconds kZones = 2 * kDaySeconds;  // more than any two lie apart
    if (!f.headline.empty() && (columns.headlines[i].empty() ? "none" : columns.headlines[i]) != f.headline) return false;
    if (!f.rule.empty() && columns.rules[i] != f.rule) return false;
    if (!f.act.empty() && name(columns.acts[i]) != f.act) return false;
    if (!f.ceasefire.empty() && !held_against.contains(v.held_against[i])) return false;
    if (!holds(columns.places[i], place) || !holds(columns.people[i], source)) return false;
    if (!holds(columns.people[i], actor) && !holds(columns.people[i], f.actor)) return false;
    const bool timed = columns.from[i] != Columns::kUnknown;
    if (from && !from->empty() && timed && columns.to[i] < from->hull().lo - kZones) return false;
    return !to || to->empty() || !timed || columns.from[i] <= to->hull().hi + kZones;
  };
  auto fits = [&](size_t i) {
    if (!may_fit(i)) return false;
    const bool whole = !place.empty() || !actor.empty() || !source.empty() || from || to;
    if (!whole) return true;
    const Incident& x = v.incidents[i];
    if (!place.empty() && (!x.place || !has(x.place->name, place))) return false;
    if (!actor.empty() && !any_actor(x, f.actor, actor)) return false;
    if (!source.empty() && std::none_of(x.origins.begin(), x.origins.end(),
                                        [&](const Origin& o) { return has(o.name, source); }))
      return false;
    if (from && (!x.time || certainly_before(*x.time, *from))) return false;
    return !to || (x.time && !certainly_before(*to, *x.time));
  };
  std::vector<size_t> out;
  for (size_t i = 0; i < v.incidents.size(); ++i)
    if (fits(i)) out.push_back(i);
  return out;
}

Result<std::vector<size_t>> select_claims(const View& v, const ClaimFilter& f) {
  if (!f.type.empty() && !parse_claim_type(f.type))
    return Error{Code::kUsage, "no claim type: " + f.type, "", "", -1};
  std::string source = fold(f.source), words = fold(f.words);
  auto said = [&](const Claim& c) {
    return c.source && std::any_of(c.source->chain.begin(), c.source->chain.end(), [&](const SourceLink& l) {
             return has(l.name, source) || has(l.text, source);
           });
  };
  const std::vector<ClaimType>& types = v.columns[0].claims;
  std::vector<size_t> out;
  auto look = [&](size_t first, size_t last) {
    for (size_t i = first; i < last; ++i) {
      if (!f.type.empty() && name(types[i]) != f.type) continue;
      if (!source.empty() && !said(v.corpus.claims[i].claim)) continue;
      if (!words.empty() && !has(quotation(v.corpus, static_cast<int32_t>(i), 2000), words)) continue;
      out.push_back(i);
    }
  };
  if (f.document.empty() && f.ceasefire.empty()) look(0, v.corpus.claims.size());
  for (int32_t d : documents_about(v, f)) {
    const DocumentRecord& record = v.corpus.documents[static_cast<size_t>(d)];
    look(static_cast<size_t>(record.first), static_cast<size_t>(record.last));
  }
  return out;
}

State furthest_state(const Ceasefire& c) {
  State out = State::kProposed;
  for (const auto& s : c.states) {
    if (s.denied) continue;
    // What holds or is broken has been agreed.
    out = std::max(out, s.state == State::kHolding || s.state == State::kBroken ? State::kAgreed : s.state);
  }
  return out;
}

std::vector<size_t> by_weight(const View& v) {
  std::vector<size_t> out(v.ceasefires.size());
  std::iota(out.begin(), out.end(), 0);
  std::stable_sort(out.begin(), out.end(), [&](size_t a, size_t b) {
    return v.overviews[a].basis.documents > v.overviews[b].basis.documents;
  });
  return out;
}

}  // namespace bestand
