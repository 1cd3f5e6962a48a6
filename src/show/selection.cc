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

}  // namespace

Result<std::vector<size_t>> select_incidents(const View& v, const IncidentFilter& f) {
  std::optional<TimeSet> from, to;
  if (auto read = read_date(f.from, &from); !read) return read.error();
  if (auto read = read_date(f.to, &to); !read) return read.error();
  std::string place = fold(f.place), actor = fold(f.actor), source = fold(f.source);
  auto fits = [&](size_t i) {
    const Incident& x = v.incidents[i];
    const auto& a = v.assessments[i];
    if (!f.headline.empty() && (a ? name(a->headline) : "none") != f.headline) return false;
    if (!f.rule.empty() && (!a || a->rule != f.rule)) return false;
    if (!f.act.empty() && name(x.act) != f.act) return false;
    if (!place.empty() && (!x.place || !has(x.place->name, place))) return false;
    if (!actor.empty() && !any_actor(x, f.actor, actor)) return false;
    if (!source.empty() && std::none_of(x.origins.begin(), x.origins.end(),
                                        [&](const Origin& o) { return has(o.name, source); }))
      return false;
    if (from && (!x.time || certainly_before(*x.time, *from))) return false;
    if (to && (!x.time || certainly_before(*to, *x.time))) return false;
    return f.ceasefire.empty() || (a && v.ceasefires[a->ceasefire].id.starts_with(f.ceasefire));
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
  std::set<int32_t> documents;
  for (const Ceasefire& c : v.ceasefires)
    if (!f.ceasefire.empty() && c.id.starts_with(f.ceasefire)) documents.insert(c.documents.begin(), c.documents.end());
  auto said = [&](const Claim& c) {
    return c.source && std::any_of(c.source->chain.begin(), c.source->chain.end(), [&](const SourceLink& l) {
             return has(l.name, source) || has(l.text, source);
           });
  };
  std::vector<size_t> out;
  for (size_t i = 0; i < v.corpus.claims.size(); ++i) {
    const ClaimRecord& r = v.corpus.claims[i];
    if (!f.type.empty() && name(r.claim.type) != f.type) continue;
    if (!f.document.empty() && v.corpus.document_of(r).document.id != f.document) continue;
    if (!source.empty() && !said(r.claim)) continue;
    if (!f.ceasefire.empty() && !documents.contains(r.document)) continue;
    if (!words.empty() && !has(quotation(v.corpus, static_cast<int32_t>(i), 2000), words)) continue;
    out.push_back(i);
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
