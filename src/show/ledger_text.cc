#include "show/ledger_text.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <set>

#include "base/utf8.h"
#include "ledger/difference.h"
#include "ledger/explain.h"
#include "show/ledger_wording.h"
#include "show/selection.h"
#include "show/table.h"

namespace bestand {

using namespace wording;

namespace {

std::string rests_on(const Basis& b) {
  std::string out = counted(static_cast<size_t>(b.documents), "document") + " of ";
  out += b.publishers.empty() ? "an unknown publisher"
                              : counted(b.publishers.size(), "publisher") + (b.unknown_publisher ? " and unknown ones" : "");
  if (!b.languages.empty()) out += ", in " + list(b.languages);
  return out;
}

// Each value with who gives it, those with most sources first.
std::string terms(const Ceasefire& c, TermKind kind) {
  std::vector<std::pair<std::string, std::set<std::string>>> values;
  std::map<std::string, size_t> at;
  for (const auto& t : c.terms) {
    if (t.kind != kind) continue;
    std::string key = t.actor.key.empty() ? t.value : t.actor.key;
    auto [found, fresh] = at.try_emplace(key, values.size());
    if (fresh) values.push_back({t.value, {}});
    values[found->second].second.insert(t.origin.independence);
  }
  std::stable_sort(values.begin(), values.end(),
                   [](auto& a, auto& b) { return a.second.size() > b.second.size(); });
  std::vector<std::string> out;
  for (size_t i = 0; i < values.size() && i < 8; ++i) out.push_back(values[i].first);
  if (values.size() > 8) out.push_back("and " + std::to_string(values.size() - 8) + " more");
  return list(out);
}

// Named ones; descriptions ("several groups") only where nobody is named.
std::string parties_with(const Ceasefire& c, Standing standing) {
  std::vector<std::string> out, described;
  for (const auto& p : c.parties) {
    if (p.standing == standing) (p.actor.generic ? described : out).push_back(p.actor.name);
  }
  if (out.empty()) out = described;
  size_t more = out.size() > 12 ? out.size() - 12 : 0;
  if (more) out.resize(12), out.push_back("and " + std::to_string(more) + " more");
  return list(out);
}

// The last word on each state, newest first: "said to hold".
std::string states(const View& v, const Ceasefire& c, State state) {
  std::vector<std::string> out;
  std::set<std::string> seen;
  for (auto s = c.states.rbegin(); s != c.states.rend() && out.size() < 3; ++s) {
    if (s->state != state || !seen.insert(s->origin.independence + (s->denied ? "-" : "+")).second) continue;
    std::string line = s->origin.name;
    if (s->from && !s->from->empty()) line += " (" + readable(*s->from) + ")";
    if (s->denied) line += " denies it";
    out.push_back(line + ": \"" + quotation(v.corpus, s->claim, 110) + "\"");
  }
  std::string text;
  for (const auto& line : out) text += (text.empty() ? "" : "; ") + line;
  return text;
}

std::string headline_text(const View& v, size_t ceasefire) {
  std::vector<std::string> out;
  for (const auto& [headline, n] : v.overviews[ceasefire].headlines)
    out.push_back(std::to_string(n.incidents) + " " + std::string(name(headline)));
  return out.empty() ? "none on file" : list(out);
}

// Talks that the same documents say are to come.
std::string ahead(const View& v, size_t ceasefire) {
  std::string text;
  for (int32_t i : v.overviews[ceasefire].talks_ahead) {
    const Claim& claim = v.corpus.claims[i].claim;
    std::string line = "talks";
    if (claim.time && !claim.time->time.empty()) line += " " + readable(claim.time->time);
    if (claim.place) line += " in " + claim.place->name;
    text += (text.empty() ? "" : "; ") + line + ": \"" + quotation(v.corpus, i, 110) + "\"";
  }
  return text;
}

std::string state_words(State s) {
  std::string out(name(s));
  std::replace(out.begin(), out.end(), '_', ' ');
  return out;
}

// Since when, as far as it is told: by its beginning, its plan or its making.
std::string start_words(const Ceasefire& c) {
  constexpr std::string_view kUntold = ", no time of entry into force on file";
  if (!c.effective) return std::string(kUntold);
  const std::string when = readable(*c.effective);
  if (c.start == TermKind::kDue) return ", to take effect " + when;
  if (c.start == TermKind::kAgreed) return " " + when + std::string(kUntold);
  return " from " + when;
}

std::string title(const Ceasefire& c) { return "Ceasefire, " + c.name; }

// How many fighters a party is said to have.
std::string strength(const View& v, const Party& p) {
  for (const auto& s : p.stances) {
    for (const auto& f : v.corpus.claims[s.claim].claim.figures) {
      if (f.quantity != "strength" || !f.value.low) continue;
      std::string about = f.value.qualifier == Qualifier::kAbout ? "some " : "";
      return about + std::to_string(*f.value.low) + " fighters";
    }
  }
  return "";
}

}  // namespace

std::vector<std::pair<std::string, std::string>> status_rows(const View& v, size_t index) {
  const Ceasefire& c = v.ceasefires[index];
  std::vector<std::pair<std::string, std::string>> out;
  auto line = [&](std::string_view label, std::string text) {
    if (!text.empty()) out.emplace_back(label, std::move(text));
  };
  line("state",
       state_words(furthest_state(c)) + start_words(c) +
           (c.effective_disputed ? "; sources differ" : ""));
  line("brokered by", terms(c, TermKind::kMediator));
  line("guaranteed by", terms(c, TermKind::kGuarantor));
  line("area", c.area ? c.area->name : "");
  line("in", parties_with(c, Standing::kIn));
  line("disputed", parties_with(c, Standing::kDisputed));
  line("not in", parties_with(c, Standing::kOut));
  line("excluded", parties_with(c, Standing::kExcluded));
  line("said to hold", states(v, c, State::kHolding));
  line("said broken", states(v, c, State::kBroken));
  line("incidents", headline_text(v, index));
  line("ahead", ahead(v, index));
  line("rests on", rests_on(v.overviews[index].basis));
  return out;
}

std::string status_text(const View& v, size_t index, size_t width) {
  const Ceasefire& c = v.ceasefires[index];
  std::string out = heading(title(c), c.id, width);
  for (const auto& [label, text] : status_rows(v, index)) out += labelled(label, text, kLabel, width);
  return out;
}

std::string corpus_text(const View& v, size_t width) {
  std::string text = "The ledger holds " + rests_on(v.basis) + "; " +
                     counted(v.corpus.claims.size(), "claim") + ", " +
                     counted(v.incidents.size(), "incident") + ", " +
                     counted(v.contradictions.size(), "contradiction") + ".";
  std::string out;
  for (const auto& line : wrapped(text, width)) out += line + "\n";
  return out;
}

std::string parties_text(const View& v, size_t index, size_t width) {
  const Ceasefire& c = v.ceasefires[index];
  std::string out = heading(title(c), c.id, width);
  if (c.parties.empty()) out += "  no source on file says who is in\n";
  for (Standing standing :
       {Standing::kIn, Standing::kDisputed, Standing::kOut, Standing::kExcluded, Standing::kUnknown}) {
    for (const auto& p : c.parties) {
      if (p.standing != standing) continue;
      std::string fighters = strength(v, p);
      out += "\n  " + p.actor.name + ": " + std::string(name(p.standing)) +
             (fighters.empty() ? "" : " (" + fighters + ")") + "\n";
      size_t shown = 0;
      for (const auto& s : p.stances) {
        if (++shown > 6) {
          out += "    and " + std::to_string(p.stances.size() - 6) + " more\n";
          break;
        }
        std::string when = s.from && !s.from->empty() ? ", " + readable(*s.from) : "";
        out += labelled("  " + std::string(name(s.value)), citation(v, s.claim) + when, kLabel + 3, width);
      }
    }
  }
  return out;
}

namespace {

// How many characters of the ids tell them all apart, five at least.
size_t shortest_apart(std::string_view ids) {
  std::vector<std::string_view> sorted;
  for (size_t at = 0; at < ids.size(); at += IncidentIds::kLength) sorted.push_back(ids.substr(at, IncidentIds::kLength));
  std::sort(sorted.begin(), sorted.end());
  size_t digits = 5;
  for (size_t k = 1; k < sorted.size(); ++k) {
    while (digits < IncidentIds::kLength && sorted[k].substr(0, digits) == sorted[k - 1].substr(0, digits)) ++digits;
  }
  return digits;
}

}  // namespace

std::string incidents_text(const View& v, const std::vector<size_t>& which, size_t width) {
  Table table({{"ID", false, 5, 0},
               {"HEADLINE", false, 8, 1},
               {"RULE", false, 3, 0},
               {"TIME", false, 10, 2},
               {"PLACE", false, 8, 3},
               {"ACT", false, 5, 2},
               {"ACTORS", false, 10, 3},
               {"KILLED", true, 3, 0},
               {"SAID BY", true, 3, 0}});
  const size_t digits = shortest_apart(v.ids.incidents);
  for (size_t at : which) {
    const Incident& i = v.incidents[at];
    const auto& a = v.assessments[at];
    table.add({i.id.substr(0, digits), a ? std::string(name(a->headline)) : "-", a ? a->rule : "",
               short_time(i.time), i.place ? i.place->name : "", std::string(name(i.act)), doers(i),
               range(i.killed),
               std::to_string(independent_count(i.origins)) + "/" + std::to_string(i.articles)});
  }
  if (table.empty()) return "No incidents on file. That is not calm: it is what these documents tell.\n";
  return table.print(width);
}

std::string claims_text(const View& v, const std::vector<int32_t>& which, size_t width) {
  std::string out;
  for (int32_t i : which) {
    const ClaimRecord& r = v.corpus.claims[i];
    const Claim& c = r.claim;
    std::string what = std::string(name(c.type)) + ", " + std::string(name(c.factuality.status));
    if (c.source) what += " by " + source_name(v, i);
    if (c.time && !c.time->time.empty()) what += "; " + readable(c.time->time);
    if (c.place) what += "; " + c.place->name;
    if (c.background) what += "; background";
    out += c.id + "\n";
    out += labelled("", what, 0, width);
    out += labelled("", "\"" + quotation(v.corpus, i, 400) + "\"", 2, width);
  }
  if (out.empty()) out = "No claims on file that match.\n";
  return out;
}

std::string contradictions_text(const View& v, size_t width) {
  std::string out;
  for (const auto& c : v.contradictions) {
    out += labelled(c.slot, c.says + " (" + c.about + ")", 11, width);
    for (int32_t claim : {c.first, c.second}) {
      if (claim >= 0) out += labelled("", citation(v, claim, 140), 11, width);
    }
  }
  return out.empty() ? "No contradictions on file.\n" : out;
}

std::string timeline_text(const View& v, size_t index, size_t width) {
  struct Row {
    Seconds at;
    std::string when, what;
  };
  std::vector<Row> rows;
  auto put = [&](const std::optional<TimeSet>& t, std::string what) {
    if (t && !t->empty()) rows.push_back({t->hull().lo, short_time(t), std::move(what)});
  };
  const Ceasefire& c = v.ceasefires[index];
  for (const auto& s : c.states)
    put(s.from, state_words(s.state) + (s.denied ? " (denied)" : "") + ", " + citation(v, s.claim, 100));
  for (const auto& p : c.parties) {
    for (const auto& s : p.stances)
      put(s.from, p.actor.name + " " + std::string(name(s.value)) + ", " + citation(v, s.claim, 100));
  }
  for (size_t i : incidents_under(v, index)) {
    const auto& a = v.assessments[i];
    const Incident& x = v.incidents[i];
    put(x.time, std::string(name(x.act)) + (x.place ? " " + x.place->name : "") + ": " +
                    std::string(name(a->headline)) + " (" + x.id + ")");
  }
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.at < b.at; });
  std::string out = heading(title(c), c.id, width);
  constexpr size_t kWhen = 26, kNarrow = 72;
  for (const auto& row : rows) {
    if (width < kNarrow) out += "  " + row.when + "\n";  // on a narrow terminal above what happened, not beside it
    out += width < kNarrow ? labelled("", row.what, 2, width) : labelled(row.when, row.what, kWhen, width);
  }
  return out;
}

std::string diff_text(const View& before, const View& after, size_t width) {
  std::string out;
  for (const auto& change : differences(before, after)) {
    std::string text = change.what + ": " + (change.before.empty() ? "-" : change.before) + " -> " +
                       (change.after.empty() ? "-" : change.after);
    if (!change.says.empty()) text += "; " + change.says;
    out += labelled(change.about, text, 12, width);
  }
  return out.empty() ? "Nothing changed.\n" : out;
}

}  // namespace bestand
