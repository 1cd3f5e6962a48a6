// Each question opens the ledger for reading, takes the view its options ask for, and prints it for a reader
// or, with
// --json, one object a line.

#include "bestand/ledger_commands.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "base/data_dir.h"
#include "base/json_writer.h"
#include "bestand/batches.h"
#include "bestand/command_line.h"
#include "bestand/ledger_open.h"
#include "show/coloured.h"
#include "show/ledger_csv.h"
#include "show/ledger_json.h"
#include "show/ledger_text.h"
#include "show/report_page.h"
#include "show/selection.h"

namespace bestand {
namespace {

size_t terminal_width() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40) return size.ws_col;
  return 80;
}

// For a reader: in colour on a terminal that has it.
std::string shaded(const std::string& text) {
  const char *none = std::getenv("NO_COLOR"), *term = std::getenv("TERM");
  const bool plain = (none && *none) || !term || std::string_view(term) == "dumb" || isatty(STDOUT_FILENO) != 1;
  return plain ? text : coloured(text);
}

int show(const std::string& text) { return print(shaded(text)); }

// Of a view something may have turned out unreadable when it was asked for.
int give(const View& view, std::string_view bytes) {
  if (auto trouble = view.trouble ? view.trouble() : std::nullopt) return fail(*trouble);
  return print(bytes);
}

int show(const View& view, const std::string& text) { return give(view, shaded(text)); }

// What every question takes.
struct Question {
  std::string ledger = default_ledger();
  Filter filter;
  bool json = false, csv = false;

  void add_to(CLI::App& app, bool rows = true) {
    app.add_option("--ledger", ledger, "the ledger's file (default: $BESTAND_LEDGER, else ledger.bestand)");
    auto* as_json = app.add_flag("--json", json, "one JSON object a line");
    if (rows) app.add_flag("--csv", csv, "a table for a spreadsheet, with a header row")->excludes(as_json);
    app.add_option("--as-of", filter.as_of,
                   "what the world could know then: documents published by this date (EDTF)");
    app.add_option("--knew", filter.knew,
                   "what this ledger knew then: documents entered by this time (2026-01-31T12:00)");
    app.add_option("--without", filter.without,
                   "leave out this publisher or document; may be given more than once");
    app.add_flag("--reviewed-only", filter.reviewed_only, "only claims that a person accepted or corrected");
    app.add_option("--according-to", filter.according_to,
                   "as this actor tells it: what it, its officials and its media say, and nothing else");
  }

  Result<View> view() const {
    auto opened = open_ledger(ledger, Ledger::Mode::kRead);
    if (!opened) return opened.error();
    return opened->ledger->answers(filter);
  }
};

bool matches(const std::string& id, const std::string& wanted) {
  return wanted.empty() || id.starts_with(wanted);
}

void add_filters(CLI::App* app, IncidentFilter* f) {
  app->add_option("--headline", f->headline,
                 "withdrawn, out_of_scope, undetermined, contested, alleged, corroborated, or none");
  app->add_option("--rule", f->rule, "R0 to R12");
  app->add_option("--act", f->act, "AIRSTRIKE, CLASH, SHELLING, ...");
  app->add_option("--place", f->place, "part of a place's name");
  app->add_option("--actor", f->actor, "part of an actor's name");
  app->add_option("--source", f->source, "part of a source's name");
  app->add_option("--from", f->from, "not certainly before this date (EDTF)");
  app->add_option("--to", f->to, "not certainly after this date (EDTF)");
  app->add_option("--ceasefire", f->ceasefire, "held against the ceasefire with this id");
}

}  // namespace

int status_command(Arguments args) {
  CLI::App app{
      "How each ceasefire on file stands: from when, brokered by whom, who is in, who is out, who disputes "
      "it,\n"
      "what happened since, and how many documents of whom all this rests on.\n\n"
      "  bestand status\n  bestand status --as-of 2016-12-30        as the world could know it that day\n"
      "  bestand status --without SANA             what one source makes of it",
      "bestand status"};
  Question q;
  std::string which;
  bool all = false;
  q.add_to(app);
  app.add_option("CEASEFIRE", which, "an id, or its beginning");
  app.add_flag("--all", all, "also ceasefires that a single document names");
  if (auto code = parse_arguments(app, args)) return *code;
  auto view = q.view();
  if (!view) return fail(view.error());
  std::string out;
  if (q.json) {
    for (size_t i = 0; i < view->ceasefires.size(); ++i) {
      if (matches(view->ceasefires[i].id, which)) append_ceasefire(*view, i, &out);
    }
    return give(*view, out);
  }
  if (q.csv) {
    std::vector<size_t> chosen;
    for (size_t i = 0; i < view->ceasefires.size(); ++i) {
      if (matches(view->ceasefires[i].id, which)) chosen.push_back(i);
    }
    return give(*view, ceasefires_csv(*view, chosen));
  }
  size_t width = terminal_width(), shown = 0, left = 0;
  for (size_t i : by_weight(*view)) {
    const Ceasefire& c = view->ceasefires[i];
    if (!matches(c.id, which)) continue;
    bool small = c.documents.size() < 2 && shown >= 5;
    if (!all && which.empty() && (small || shown >= 12)) {
      ++left;
      continue;
    }
    out += status_text(*view, i, width) + "\n";
    ++shown;
  }
  if (shown == 0)
    out += which.empty() ? "No source on file speaks of a ceasefire.\n\n"
                         : "No ceasefire has an id that begins with " + which + ".\n\n";
  if (left > 0) out += std::to_string(left) + " more: bestand status --all\n";
  out += corpus_text(*view, width);
  return show(*view, out);
}

int parties_command(Arguments args) {
  CLI::App app{
      "Who is in each ceasefire, who is out or left out, who disputes it: each stance with its source and "
      "its words.\n\n"
      "  bestand parties\n  bestand parties C4t8 --json",
      "bestand parties"};
  Question q;
  std::string which;
  q.add_to(app);
  app.add_option("CEASEFIRE", which, "an id, or its beginning");
  if (auto code = parse_arguments(app, args)) return *code;
  auto view = q.view();
  if (!view) return fail(view.error());
  std::string out;
  size_t width = terminal_width();
  auto order = by_weight(*view);
  if (q.json || q.csv) std::sort(order.begin(), order.end());
  if (q.csv) {
    std::erase_if(order, [&](size_t i) { return !matches(view->ceasefires[i].id, which); });
    return give(*view, parties_csv(*view, order));
  }
  for (size_t i : order) {
    const Ceasefire& c = view->ceasefires[i];
    if (!matches(c.id, which)) continue;
    if (q.json) {
      for (const auto& p : c.parties) append_party(*view, c, p, &out);
    } else if (!c.parties.empty() || !which.empty()) {
      out += parties_text(*view, i, width) + "\n";
    }
  }
  if (!q.json && out.empty()) out = "No source on file says who is in a ceasefire.\n";
  return q.json ? give(*view, out) : show(*view, out);
}

int incidents_command(Arguments args) {
  CLI::App app{
      "What happened: an incident a line, with the headline its rule gives it, when, where, who, how many "
      "killed\n"
      "(over all live origins), and SAID BY independent origins/articles. bestand why ID gives its "
      "grounds.\n\n"
      "  bestand incidents --headline corroborated\n  bestand incidents --place Aleppo --from 2016-12-30 "
      "--json",
      "bestand incidents"};
  Question q;
  IncidentFilter f;
  q.add_to(app);
  add_filters(&app, &f);
  if (auto code = parse_arguments(app, args)) return *code;
  auto view = q.view();
  if (!view) return fail(view.error());
  auto which = select_incidents(*view, f);
  if (!which) return fail(which.error());
  if (q.csv) return give(*view, incidents_csv(*view, *which));
  if (!q.json) return show(*view, incidents_text(*view, *which, terminal_width()));
  std::string out;
  for (size_t i : *which) append_incident(*view, i, &out);
  return give(*view, out);
}

int claims_command(Arguments args) {
  CLI::App app{
      "Every statement on file: its type, who says it and how firmly, when and where, and its words.\n\n"
      "  bestand claims --type PARTY_REFUSES\n  bestand claims --document dpg-1 --json",
      "bestand claims"};
  Question q;
  ClaimFilter f;
  q.add_to(app);
  app.add_option("--type", f.type, "AGREEMENT, CLASH, ...");
  app.add_option("--document", f.document, "of the document with this id");
  app.add_option("--source", f.source, "part of a source's name");
  if (auto code = parse_arguments(app, args)) return *code;
  auto view = q.view();
  if (!view) return fail(view.error());
  auto chosen = select_claims(*view, f);
  if (!chosen) return fail(chosen.error());
  std::vector<int32_t> which(chosen->begin(), chosen->end());
  if (q.csv) return give(*view, claims_csv(*view, which));
  if (!q.json) return show(*view, claims_text(*view, which, terminal_width()));
  std::string out;
  for (int32_t i : which) append_claim(*view, i, &out);
  return give(*view, out);
}

int why_command(Arguments args) {
  CLI::App app{
      "The grounds of an answer: the rule that gave an incident its headline, what each slot rests on, the "
      "words with\n"
      "document, publisher and date, and what would settle what is open. Takes the id of an incident (I...), "
      "a\n"
      "ceasefire (C...) or a claim, or the beginning of one.\n\n"
      "  bestand why I7k2m\n  bestand why article-12#3",
      "bestand why"};
  Question q;
  std::string id;
  q.add_to(app);
  app.add_option("ID", id, "an incident, a ceasefire or a claim")->required();
  if (auto code = parse_arguments(app, args)) return *code;
  auto view = q.view();
  if (!view) return fail(view.error());
  const size_t width = terminal_width();
  const auto incidents = find_incidents(*view, id), ceasefires = find_ceasefires(*view, id);
  const std::vector<int32_t> claims = find_claims(*view, id);
  if (incidents.empty() && ceasefires.empty() && claims.empty())
    return fail({Code::kNotFound, "no incident, ceasefire or claim has the id " + id, q.ledger, "", -1});
  if (q.csv) return give(*view, why_csv(*view, incidents, ceasefires, claims));
  std::string out;
  for (size_t i : incidents) {
    if (q.json)
      append_why_incident(*view, i, &out);
    else
      out += why_incident_text(*view, i, width) + "\n";
  }
  for (size_t i : ceasefires) {
    if (q.json)
      append_why_ceasefire(*view, i, &out);
    else
      out += status_text(*view, i, width) + "\n" + parties_text(*view, i, width);
  }
  for (int32_t i : claims) {
    if (q.json)
      append_claim(*view, i, &out);
    else
      out += why_claim_text(*view, i, width);
  }
  return q.json ? give(*view, out) : show(*view, out);
}

int timeline_command(Arguments args) {
  CLI::App app{"What was said and what happened under each ceasefire, by time.\n\n  bestand timeline C4t8",
               "bestand timeline"};
  Question q;
  std::string which;
  q.add_to(app);
  app.add_option("CEASEFIRE", which, "an id, or its beginning");
  if (auto code = parse_arguments(app, args)) return *code;
  auto view = q.view();
  if (!view) return fail(view.error());
  std::string out;
  size_t shown = 0;
  auto order = by_weight(*view);
  if (q.json || q.csv) std::sort(order.begin(), order.end());
  if (q.csv) {
    std::erase_if(order, [&](size_t i) { return !matches(view->ceasefires[i].id, which); });
    return give(*view, timeline_csv(*view, order));
  }
  for (size_t i : order) {
    if (!matches(view->ceasefires[i].id, which)) continue;
    if (!q.json && which.empty() && shown++ >= 3) break;
    if (q.json)
      append_timeline(*view, i, &out);
    else
      out += timeline_text(*view, i, terminal_width()) + "\n";
  }
  return q.json ? give(*view, out) : show(*view, out);
}

int contradictions_command(Arguments args) {
  CLI::App app{
      "Pairs of claims that cannot both be so: who did it, how many, when, whether at all, who signed. "
      "Nothing is\n"
      "overwritten; both stay on file.\n\n  bestand contradictions --json",
      "bestand contradictions"};
  Question q;
  q.add_to(app);
  if (auto code = parse_arguments(app, args)) return *code;
  auto view = q.view();
  if (!view) return fail(view.error());
  if (q.csv) return give(*view, contradictions_csv(*view));
  if (!q.json) return show(*view, contradictions_text(*view, terminal_width()));
  std::string out;
  for (const auto& c : view->contradictions) append_contradiction(*view, c, &out);
  return give(*view, out);
}

int diff_command(Arguments args) {
  CLI::App app{
      "What changed between two dates of knowing: incidents and stances that came, went or changed their "
      "headline.\n\n"
      "  bestand diff 2016-12-30 2017-01-02",
      "bestand diff"};
  Question q;
  std::string first, second;
  q.add_to(app);
  app.add_option("T1", first, "documents published by this date (EDTF)")->required();
  app.add_option("T2", second, "and by this one")->required();
  if (auto code = parse_arguments(app, args)) return *code;
  q.filter.as_of = first;
  auto before = q.view();
  if (!before) return fail(before.error());
  q.filter.as_of = second;
  auto after = q.view();
  if (!after) return fail(after.error());
  if (q.csv) return print(diff_csv(*before, *after));
  return q.json ? print(diff_json(*before, *after)) : show(diff_text(*before, *after, terminal_width()));
}

int report_command(Arguments args) {
  CLI::App app{
      "A report as one page to mail or print: how each ceasefire stands, what changed, a map, every incident with "
      "its\n"
      "words, contradictions, sources. It needs no network.\n\n"
      "  bestand report > today.html\n  bestand report --as-of 2016-12-31 --since 2016-12-30 > day.html\n"
      "  bestand report --lang nl > vandaag.html",
      "bestand report"};
  Question q;
  ReportOptions options;
  std::string language = "en";
  q.add_to(app, false);
  app.add_option("--since", options.since, "also what changed since then: documents published by this date (EDTF)");
  app.add_option("--ceasefires", options.ceasefires, "how many, those that most documents speak of first");
  app.add_option("--incidents", options.incidents, "how many of each, latest first");
  app.add_option("--lang", language, "of the report's own words: en, nl; what sources say stays as it is");
  if (auto code = parse_arguments(app, args)) return *code;
  if (q.json) return fail({Code::kUsage, "a report is a page; bestand status --json has its data", "", "", -1});
  options.as_of = q.filter.as_of;
  auto data = DataDir::find();
  auto words = InterfaceWords::load(data ? data->root : "", language);
  if (!words) return fail(words.error());
  auto now = q.view();
  if (!now) return fail(now.error());
  std::optional<View> before;
  if (!options.since.empty()) {
    q.filter.as_of = options.since;
    auto earlier = q.view();
    if (!earlier) return fail(earlier.error());
    before = std::move(*earlier);
  }
  return give(*now, report_page(*now, before ? &*before : nullptr, data ? data->outlines() : "", options, *words));
}

int verify_command(Arguments args) {
  CLI::App app{
      "Proves that nothing in the ledger was changed or taken out: every text against its hash, every entry "
      "against\n"
      "its rows and the entry before it. Note the head elsewhere: it also proves that nothing was cut off at "
      "the end.\n\n"
      "  bestand verify --ledger my.bestand",
      "bestand verify"};
  std::string path = default_ledger();
  bool json = false;
  app.add_option("--ledger", path, "the ledger's file (default: $BESTAND_LEDGER, else ledger.bestand)");
  app.add_flag("--json", json, "one JSON object");
  if (auto code = parse_arguments(app, args)) return *code;
  auto opened = open_ledger(path, Ledger::Mode::kRead);
  if (!opened) return fail(opened.error());
  auto proof = opened->ledger->verify();
  if (!proof) return fail(proof.error());
  std::string out;
  if (json) {
    JsonWriter w(&out);
    w.begin_object();
    w.field("verified", true);
    w.field("entries", proof->entries);
    w.field("documents", proof->documents);
    w.field("claims", proof->claims);
    w.field("head", proof->head);
    w.end_object();
    out += "\n";
  } else {
    out = "Verified: " + std::to_string(proof->entries) + " entries, " + std::to_string(proof->documents) +
          " documents, " + std::to_string(proof->claims) + " claims.\nHead: " + proof->head + "\n";
  }
  return print(out);
}

int review_command(Arguments args) {
  CLI::App app{
      "Enters a person's decision; the ledger keeps it as a row with who and why, and never loses what it "
      "overrules.\n"
      "It holds on to the words, so that it outlives a reading by a newer engine.\n\n"
      "  bestand review accept article-12#3 --coder lk --reason \"read in full\"\n"
      "  bestand review reject article-12#3 --coder lk --reason \"quoted from a novel\"\n"
      "  bestand review correct article-12#3 killed=12 time=2016-12-30 --coder lk --reason \"see page 2\"\n"
      "  bestand review merge I7k2m I9d4q --coder lk --reason \"the same strike\"\n"
      "  bestand review split I7k2m article-14 --coder lk --reason \"another village\"\n"
      "  bestand review retract article-12 --coder lk --reason \"withdrawn by the paper\"",
      "bestand review"};
  std::string path = default_ledger();
  Decision decision;
  app.add_option("--ledger", path, "the ledger's file (default: $BESTAND_LEDGER, else ledger.bestand)");
  app.add_option("DECISION", decision.decision,
                 "accept, reject, dispute or correct a claim; merge or split an incident; retract or restore "
                 "a document")
      ->required()
      ->check(CLI::IsMember(
          {"accept", "reject", "dispute", "correct", "merge", "split", "retract", "restore"}));
  app.add_option("ID", decision.id, "a claim, an incident or a document")->required();
  app.add_option("WITH", decision.with,
                 "correct: slot=value (type, time, place, source, initiator, target, party, killed, injured; "
                 "place=Name@lat,lon); merge: the other incidents; split: the claims or documents that "
                 "tell of another incident");
  app.add_option("--coder", decision.coder, "who decides")->required();
  app.add_option("--reason", decision.reason, "why")->required();
  if (auto code = parse_arguments(app, args)) return *code;
  auto opened = open_ledger(path, Ledger::Mode::kWrite);
  if (!opened) return fail(opened.error());
  auto done = opened->ledger->decide(decision);
  if (!done) return fail(done.error());
  return print("Entered.\n");
}

}  // namespace bestand
