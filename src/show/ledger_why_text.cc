// Why an incident or a claim is told as it is.
#include <algorithm>
#include <cmath>
#include <cstdio>

#include "base/utf8.h"
#include "ledger/explain.h"
#include "show/ledger_text.h"
#include "show/ledger_wording.h"
#include "show/table.h"

namespace bestand {

using namespace wording;

namespace {

std::string narrowed_date(const View& v, const DateNarrowing& n) {
  const Document& d = v.corpus.documents[n.document].document;
  if (n.contradiction) return d.id + ", " + d.published_edtf + ": no day of it fits " + list(n.by);
  return d.id + ", " + d.published_edtf + ": " + readable(n.date) + ", by " + list(n.by);
}

void narrowed_dates(const View& v, const std::vector<int32_t>& documents, size_t width, std::string* out) {
  std::string lines;
  for (const auto& n : v.dates) {
    if (std::binary_search(documents.begin(), documents.end(), n.document))
      lines += labelled("    dated", narrowed_date(v, n), kLabel, width);
  }
  if (!lines.empty()) *out += "\n  Dates that the rest of the ledger narrows\n" + lines;
}

// "text +4.1, place +2.6, figures -0.4": the odds' parts that count.
std::string evidence(const LinkScore& score) {
  std::string out;
  for (size_t k = 0; k < kEvidence; ++k) {
    char number[32];
    if (std::abs(score.parts[k]) < 0.05) continue;
    std::snprintf(number, sizeof number, " %+.1f", score.parts[k]);
    out += (out.empty() ? "" : ", ") + std::string(name(static_cast<Evidence>(k))) + number;
  }
  char total[32];
  std::snprintf(total, sizeof total, " = %+.1f", score.total());
  return out + total;
}

void joins(const View& v, const Incident& i, size_t width, std::string* out) {
  constexpr size_t kMost = 12;
  if (i.joins.empty()) return;
  *out += "\n";
  for (const auto& line : wrapped("Why these reports are one (log-odds; an incident holds together while its mean is above 0)", width - 2))
    *out += "  " + line + "\n";
  for (size_t k = 0; k < std::min(i.joins.size(), kMost); ++k) {
    const Join& j = i.joins[k];
    const std::string &a = v.corpus.documents[i.events[j.a].document].document.id,
                      &b = v.corpus.documents[i.events[j.b].document].document.id;
    *out += labelled("    joined", a + " and " + b + ": " + (j.judged ? "a person said so" : evidence(j.score)), kLabel, width);
  }
  if (i.joins.size() > kMost) *out += labelled("", "and " + std::to_string(i.joins.size() - kMost) + " more", kLabel, width);
}

}  // namespace

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
  narrowed_dates(v, i.documents, width, &out);
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
  joins(v, i, width, &out);
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
  if (r.time_as_read) line("as read", readable(*r.time_as_read));
  for (const auto& n : v.dates) {
    if (n.document == r.document) line("dated", narrowed_date(v, n));
  }
  line("rule", r.claim.rule);
  for (const auto& a : r.claim.actors)
    line(name(a.role),
         (a.name.empty() ? a.text : a.name) + (a.actor_id.empty() ? "" : " (" + a.actor_id + ")"));
  if (r.claim.source) {
    for (const auto& l : r.claim.source->chain)
      line("source", (l.name.empty() ? l.text : l.name) + (l.cue.empty() ? "" : ", \"" + l.cue + "\""));
  }
  for (size_t i : incidents_with_claim(v, index)) line("incident", v.incidents[i].id);
  return out;
}

}  // namespace bestand
