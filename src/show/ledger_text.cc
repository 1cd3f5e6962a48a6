#include "show/ledger_text.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <set>

#include "base/utf8.h"
#include "ledger/difference.h"
#include "ledger/explain.h"
#include "show/table.h"

namespace bestand {
namespace {

constexpr size_t kLabel = 13;

std::string clock(Seconds s) {
  Seconds in_day = ((s % kDaySeconds) + kDaySeconds) % kDaySeconds;
  char buffer[24];
  std::snprintf(buffer, sizeof buffer, "%02d:%02d", static_cast<int>(in_day / 3600),
                static_cast<int>(in_day / 60 % 60));
  return buffer;
}

int32_t day_of(Seconds s) {
  return static_cast<int32_t>((s - (((s % kDaySeconds) + kDaySeconds) % kDaySeconds)) / kDaySeconds);
}

std::string date(int32_t day) {
  static constexpr const char* kWeekdays[] = {"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};
  Civil c = civil_from_days(day);
  char buffer[48];
  std::snprintf(buffer, sizeof buffer, "%s %04d-%02d-%02d", kWeekdays[((day % 7) + 7) % 7], c.year, c.month,
                c.day);
  return buffer;
}

std::string zone(const TimeSet& t) {
  if (!t.utc_offset_min) return "";
  int m = *t.utc_offset_min, a = m < 0 ? -m : m;
  char buffer[24];
  std::snprintf(buffer, sizeof buffer, " (%c%02d:%02d)", m < 0 ? '-' : '+', a / 60, a % 60);
  return buffer;
}

// One member: a day, a day with its hour, or what EDTF says of anything longer.
std::string member(const TimeSet& t, const Interval& m) {
  if (m.lo <= kBeginOfTime || m.hi >= kEndOfTime) return "";
  if (m.hi - m.lo == kDaySeconds && m.lo % kDaySeconds == 0) return date(day_of(m.lo));
  if (t.grain <= Grain::kHour) return date(day_of(m.lo)) + " " + clock(m.lo);
  if (m.hi - m.lo < kDaySeconds) return date(day_of(m.lo)) + " " + clock(m.lo) + "-" + clock(m.hi);
  return "";
}

std::string source_name(const View& v, int32_t claim) {
  const ClaimRecord& r = v.corpus.claims[claim];
  if (r.claim.source && !r.claim.source->chain.empty()) {
    const auto& l = r.claim.source->chain.back();
    return l.name.empty() ? l.text : l.name;
  }
  if (r.claim.source) return "unnamed source";
  const Document& d = v.corpus.document_of(r).document;
  return d.publisher.empty() ? "the article" : d.publisher;
}

// "reported by X, document D (publisher, 2016-12): "words""
std::string citation(const View& v, int32_t claim, size_t limit = 220) {
  const ClaimRecord& r = v.corpus.claims[claim];
  const Document& d = v.corpus.document_of(r).document;
  std::string out = source_name(v, claim) + ", " + std::string(name(r.claim.factuality.status)) + ": \"" +
                    quotation(v.corpus, claim, limit) + "\" [" + d.id;
  if (!d.publisher.empty()) out += ", " + d.publisher;
  if (!d.published_edtf.empty()) out += ", " + d.published_edtf;
  return out + "]";
}

std::string list(const std::vector<std::string>& items) {
  std::string out;
  for (const auto& item : items) out += (out.empty() ? "" : ", ") + item;
  return out;
}

std::string names(const std::vector<ActorRef>& actors) {
  std::vector<std::string> out;
  for (const auto& a : actors) out.push_back(a.name);
  return list(out);
}

std::string doers(const Incident& i) {
  std::string out = names(i.initiators.empty() ? i.parties : i.initiators);
  if (!i.targets.empty()) out += (out.empty() ? "? > " : " > ") + names(i.targets);
  return out;
}

std::string range(const FigureSummary& s) {
  if (!s.known()) return "";
  if (!s.high || s.open_high) return std::to_string(s.low.value_or(0)) + "+";
  if (s.low == s.high) return std::to_string(*s.low);
  return std::to_string(s.low.value_or(0)) + "-" + std::to_string(*s.high);
}

std::string short_time(const std::optional<TimeSet>& t) {
  if (!t || t->empty()) return "";
  if (t->single()) {
    Interval m = t->members[0];
    if (m.lo > kBeginOfTime && m.hi < kEndOfTime && m.hi - m.lo <= kDaySeconds)
      return date(day_of(m.lo)).substr(4);
    return to_edtf(*t);
  }
  Interval hull = t->hull();
  if (hull.lo <= kBeginOfTime || hull.hi >= kEndOfTime) return to_edtf(*t);
  return date(day_of(hull.lo)).substr(4) + "/" + date(day_of(hull.hi - 1)).substr(4) + " (" +
         std::to_string(t->members.size()) + ")";
}

std::string counted(size_t n, std::string_view one) {
  return std::to_string(n) + " " + std::string(one) + (n == 1 ? "" : "s");
}

std::string rests_on(const View& v, const std::vector<int32_t>& documents) {
  std::set<std::string> publishers, languages;
  bool unknown = false;
  for (int32_t i : documents) {
    const Document& d = v.corpus.documents[i].document;
    if (d.publisher.empty())
      unknown = true;
    else
      publishers.insert(d.publisher);
    if (!d.lang.empty()) languages.insert(d.lang);
  }
  std::string out = counted(documents.size(), "document") + " of ";
  out += publishers.empty() ? "an unknown publisher"
                            : counted(publishers.size(), "publisher") + (unknown ? " and unknown ones" : "");
  if (!languages.empty()) out += ", in " + list({languages.begin(), languages.end()});
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
  std::map<Headline, int> counts;
  for (const auto& a : v.assessments) {
    if (a && a->ceasefire == static_cast<int32_t>(ceasefire)) ++counts[a->headline];
  }
  std::vector<std::string> out;
  for (const auto& [headline, n] : counts)
    out.push_back(std::to_string(n) + " " + std::string(name(headline)));
  return out.empty() ? "none on file" : list(out);
}

// Talks that the same documents say are to come.
std::string ahead(const View& v, const Ceasefire& c) {
  std::vector<std::string> out;
  for (int32_t d : c.documents) {
    for (int32_t i = v.corpus.documents[d].first; i < v.corpus.documents[d].last && out.size() < 2; ++i) {
      const Claim& claim = v.corpus.claims[i].claim;
      if (claim.type != ClaimType::kTalks || claim.factuality.status != FactStatus::kPlanned) continue;
      std::string line = "talks";
      if (claim.time && !claim.time->time.empty()) line += " " + readable(claim.time->time);
      if (claim.place) line += " in " + claim.place->name;
      out.push_back(line + ": \"" + quotation(v.corpus, i, 110) + "\"");
    }
  }
  std::string text;
  for (const auto& line : out) text += (text.empty() ? "" : "; ") + line;
  return text;
}

State latest_state(const Ceasefire& c) {
  State out = State::kProposed;
  for (const auto& s : c.states) {
    if (s.denied || s.state == State::kHolding || s.state == State::kBroken) continue;
    out = std::max(out, s.state);
  }
  return out;
}

std::string state_words(State s) {
  std::string out(name(s));
  std::replace(out.begin(), out.end(), '_', ' ');
  return out;
}

std::string title(const Ceasefire& c) { return "Ceasefire, " + c.name; }

std::string heading(const std::string& left, const std::string& right, size_t width) {
  size_t used = cells(left) + cells(right);
  return left + std::string(width > used + 2 ? width - used : 2, ' ') + right + "\n";
}

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

std::string readable(const TimeSet& t) {
  if (t.empty()) return "no time left";
  std::vector<std::string> parts;
  for (const auto& m : t.members) {
    std::string one = member(t, m);
    if (one.empty()) return to_edtf(t);
    parts.push_back(std::move(one));
  }
  std::string out = parts.size() > 1 ? "one of " : "";
  if (t.approximate) out = "about " + out;
  return out + list(parts) + zone(t);
}

std::string status_text(const View& v, size_t index, size_t width) {
  const Ceasefire& c = v.ceasefires[index];
  std::string out = heading(title(c), c.id, width);
  auto line = [&](std::string_view label, const std::string& text) {
    if (!text.empty()) out += labelled(label, text, kLabel, width);
  };
  line("state",
       state_words(latest_state(c)) +
           (c.effective ? " from " + readable(*c.effective) : ", no time of entry into force on file") +
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
  line("ahead", ahead(v, c));
  line("rests on", rests_on(v, c.documents));
  return out;
}

std::string corpus_text(const View& v, size_t width) {
  std::vector<int32_t> all(v.corpus.documents.size());
  for (size_t i = 0; i < all.size(); ++i) all[i] = static_cast<int32_t>(i);
  std::string text = "The ledger holds " + rests_on(v, all) + "; " +
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
  // Ids as short as they stay apart.
  size_t digits = 5;
  std::set<std::string> seen;
  for (const auto& i : v.incidents) {
    while (digits < i.id.size() && !seen.insert(i.id.substr(0, digits)).second) {
      ++digits;
      seen.clear();
      for (const auto& other : v.incidents) {
        if (&other == &i) break;
        seen.insert(other.id.substr(0, digits));
      }
    }
  }
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

std::string why_incident_text(const View& v, size_t index, size_t width) {
  const Incident& i = v.incidents[index];
  const auto& a = v.assessments[index];
  std::string out = heading(std::string(name(i.act)) + (i.place ? ", " + i.place->name : "") +
                                (i.time ? ", " + readable(*i.time) : ""),
                            i.id, width);
  auto line = [&](std::string_view label, const std::string& text) {
    if (!text.empty()) out += labelled(label, text, kLabel, width);
  };
  if (a) {
    line("headline", std::string(name(a->headline)) + " by rule " + a->rule +
                         (a->reasons.empty() ? "" : " (also " + list(a->reasons) + ")"));
    line("because", a->explanation);
    line("ceasefire", v.ceasefires[a->ceasefire].name + " (" + v.ceasefires[a->ceasefire].id + ")");
    if (!a->settle.empty() && a->rule != "R7") line("would settle", a->settle);
  } else {
    line("headline", "none: no ceasefire on file concerns it");
  }
  line("actors", doers(i));
  line("killed", range(i.killed));
  line("injured", range(i.injured));
  line("origins", std::to_string(independent_count(i.origins)) + " independent in " +
                      counted(static_cast<size_t>(i.articles), "article"));
  if (a && !a->grounds.empty()) {
    out += "\n  Grounds\n";
    for (const auto& g : a->grounds) {
      line("  " + std::string(name(g.slot)), g.says + (g.claim >= 0 ? ". " + citation(v, g.claim, 140) : ""));
    }
  }
  out += "\n  Who says so\n";
  for (const auto& c : i.claims) line("  " + std::string(name(c.role)), citation(v, c.claim, 300));
  if (i.claims.empty()) {
    for (int32_t d : i.documents) line("  document", v.corpus.documents[d].document.id);
  }
  auto figures = [&](std::string_view what, const FigureSummary& s) {
    if (s.entries.size() < 2) return;
    out += "\n  " + std::string(what) + ", as each origin has it" +
           (s.best ? "; best " + std::to_string(*s.best) + " (" + s.best_basis + ")" : "") + "\n";
    for (const auto& e : s.entries) {
      std::string low = e.value.low ? std::to_string(*e.value.low) : "?";
      std::string value = e.value.low && e.value.low == e.value.high ? low
                          : e.value.high ? low + "-" + std::to_string(*e.value.high)
                                         : low + "+";
      line("  " + value, e.origin.name + ", " + v.corpus.documents[e.document].document.published_edtf +
                             (e.live ? "" : " (replaced by a newer figure)"));
    }
  };
  figures("Killed", i.killed);
  figures("Injured", i.injured);
  return out;
}

std::string why_claim_text(const View& v, int32_t index, size_t width) {
  const ClaimRecord& r = v.corpus.claims[index];
  const Document& d = v.corpus.document_of(r).document;
  std::string out = claims_text(v, {index}, width);
  auto line = [&](std::string_view label, const std::string& text) {
    if (!text.empty()) out += labelled(label, text, kLabel, width);
  };
  line("document", d.id + (d.publisher.empty() ? "" : ", " + d.publisher) +
                       (d.published_edtf.empty() ? "" : ", " + d.published_edtf));
  line("url", d.url);
  line("rule", r.claim.rule);
  for (const auto& a : r.claim.actors)
    line(name(a.role),
         (a.name.empty() ? a.text : a.name) + (a.actor_id.empty() ? "" : " (" + a.actor_id + ")"));
  if (r.claim.source) {
    for (const auto& l : r.claim.source->chain)
      line("source", (l.name.empty() ? l.text : l.name) + (l.cue.empty() ? "" : ", \"" + l.cue + "\""));
  }
  for (const auto& i : v.incidents) {
    for (const auto& c : i.claims) {
      if (c.claim == index) line("incident", i.id);
    }
  }
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
  for (size_t i = 0; i < v.incidents.size(); ++i) {
    const auto& a = v.assessments[i];
    if (!a || a->ceasefire != static_cast<int32_t>(index)) continue;
    const Incident& x = v.incidents[i];
    put(x.time, std::string(name(x.act)) + (x.place ? " " + x.place->name : "") + ": " +
                    std::string(name(a->headline)) + " (" + x.id + ")");
  }
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.at < b.at; });
  std::string out = heading(title(c), c.id, width);
  for (const auto& row : rows) out += labelled(row.when, row.what, 26, width);
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
