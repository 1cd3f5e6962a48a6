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

// Which incidents a filter lets pass: most are told by the columns, the others are looked at whole.
class IncidentSieve {
 public:
  static Result<IncidentSieve> of(const View& v, const IncidentFilter& f) {
    IncidentSieve out(v, f);
    if (auto read = read_date(f.from, &out.from_); !read) return read.error();
    if (auto read = read_date(f.to, &out.to_); !read) return read.error();
    out.place_ = fold(f.place), out.actor_ = fold(f.actor), out.source_ = fold(f.source);
    for (size_t c = 0; c < v.ceasefires.size() && !f.ceasefire.empty(); ++c) {
      if (v.ceasefires[c].id.starts_with(f.ceasefire)) out.ceasefires_.insert(static_cast<int32_t>(c));
    }
    return out;
  }

  bool passes(size_t i) const {
    return judged(i) && may_be_of(i) && may_be_then(i) && (!needs_whole() || whole(v_.incidents[i]));
  }

 private:
  IncidentSieve(const View& v, const IncidentFilter& f) : v_(v), f_(f), columns_(v.columns[0]) {}

  bool judged(size_t i) const {
    const std::string& headline = columns_.headlines[i];
    if (!f_.headline.empty() && (headline.empty() ? "none" : headline) != f_.headline) return false;
    if (!f_.rule.empty() && columns_.rules[i] != f_.rule) return false;
    if (!f_.act.empty() && name(columns_.acts[i]) != f_.act) return false;
    return f_.ceasefire.empty() || ceasefires_.contains(v_.held_against[i]);
  }
  bool may_be_of(size_t i) const {
    auto holds = [](const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; };
    const std::string& people = columns_.people[i];
    return holds(columns_.places[i], place_) && holds(people, source_) && (holds(people, actor_) || holds(people, f_.actor));
  }
  bool may_be_then(size_t i) const {
    constexpr Seconds kZones = 2 * kDaySeconds;  // more than any two lie apart
    if (columns_.from[i] == Columns::kUnknown) return true;
    if (from_ && !from_->empty() && columns_.to[i] < from_->hull().lo - kZones) return false;
    return !to_ || to_->empty() || columns_.from[i] <= to_->hull().hi + kZones;
  }
  bool needs_whole() const { return !place_.empty() || !actor_.empty() || !source_.empty() || from_ || to_; }
  bool whole(const Incident& x) const {
    if (!place_.empty() && (!x.place || !has(x.place->name, place_))) return false;
    if (!actor_.empty() && !any_actor(x, f_.actor, actor_)) return false;
    auto said = [&](const Origin& o) { return has(o.name, source_); };
    if (!source_.empty() && std::none_of(x.origins.begin(), x.origins.end(), said)) return false;
    if (from_ && (!x.time || certainly_before(*x.time, *from_))) return false;
    return !to_ || (x.time && !certainly_before(*to_, *x.time));
  }

  const View& v_;
  const IncidentFilter& f_;
  const Columns& columns_;
  std::optional<TimeSet> from_, to_;
  std::string place_, actor_, source_;
  std::set<int32_t> ceasefires_;  // that the incident may be held against
};

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
  auto sieve = IncidentSieve::of(v, f);
  if (!sieve) return sieve.error();
  std::vector<size_t> out;
  for (size_t i = 0; i < v.incidents.size(); ++i)
    if (sieve->passes(i)) out.push_back(i);
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
