#include "show/ledger_csv.h"

#include <cstdio>

#include "ledger/difference.h"
#include "ledger/explain.h"
#include "show/ledger_wording.h"

namespace bestand {
namespace {

bool is_number(std::string_view text) {
  size_t digits = 0, points = 0;
  for (size_t i = text.starts_with('-') ? 1 : 0; i < text.size(); ++i) {
    if (text[i] == '.')
      ++points;
    else if (text[i] >= '0' && text[i] <= '9')
      ++digits;
    else
      return false;
  }
  return digits > 0 && points < 2;
}

class Csv {
 public:
  explicit Csv(std::string_view header) { out_ = std::string(header) + "\r\n"; }

  Csv& cell(std::string_view text) {
    if (!first_) out_ += ',';
    first_ = false;
    const bool formula = !text.empty() && std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos &&
                         !is_number(text);
    const bool quoted = formula || text.find_first_of(",\"\r\n") != std::string_view::npos;
    if (!quoted) {
      out_ += text;
      return *this;
    }
    out_ += '"';
    if (formula) out_ += '\'';
    for (char c : text) {
      if (c == '"') out_ += '"';
      out_ += c;
    }
    out_ += '"';
    return *this;
  }
  Csv& number(double value) {
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%.6g", value);
    return cell(buffer);
  }
  Csv& number(const std::optional<int64_t>& value) { return cell(value ? std::to_string(*value) : ""); }
  Csv& time(const std::optional<TimeSet>& value) { return cell(value && !value->empty() ? to_edtf(*value) : ""); }

  Csv& place(const std::optional<ClaimPlace>& p) {
    cell(p ? p->name : "").cell(p ? p->country : "");
    if (p && p->area) return number(p->area->centre.lat).number(p->area->centre.lon).number(p->area->radius_m);
    return cell("").cell("").cell("");
  }
  Csv& range(const FigureSummary& s) {
    if (!s.known()) return cell("").cell("");
    return number(std::optional<int64_t>(s.low.value_or(0))).number(s.open_high ? std::nullopt : s.high);
  }
  Csv& quantity(const std::optional<Quantity>& q) {
    return number(q ? q->low : std::nullopt).number(q ? q->high : std::nullopt);
  }
  // What a row rests on: claim, document, publisher, its date, the words.
  Csv& grounds(const View& view, int32_t claim) {
    if (claim < 0) return cell("").cell("").cell("").cell("").cell("");
    const ClaimRecord& r = view.corpus.claims[claim];
    const Document& d = view.corpus.document_of(r).document;
    return cell(r.claim.id).cell(d.id).cell(d.publisher).cell(d.published_edtf).cell(quotation(view.corpus, claim, 1000));
  }
  void end() {
    out_ += "\r\n";
    first_ = true;
  }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
  bool first_ = true;
};

std::string with_standing(const Ceasefire& c, Standing standing) {
  std::vector<std::string> out;
  for (const auto& p : c.parties) {
    if (p.standing == standing) out.push_back(p.actor.name);
  }
  return wording::list(out);
}

std::string with_role(const Claim& c, std::initializer_list<Role> roles) {
  std::vector<std::string> out;
  for (const auto& a : c.actors) {
    for (Role role : roles) {
      if (a.role == role) out.push_back(a.name.empty() ? a.text : a.name);
    }
  }
  return wording::list(out);
}

}  // namespace

std::string ceasefires_csv(const View& view, const std::vector<size_t>& which) {
  Csv csv("ceasefire,name,class,effective,effective_disputed,end,in,out,excluded,disputed,documents,incidents");
  for (size_t at : which) {
    const Ceasefire& c = view.ceasefires[at];
    csv.cell(c.id).cell(c.name).cell(c.kind).time(c.effective).cell(c.effective_disputed ? "yes" : "").time(c.end);
    for (Standing s : {Standing::kIn, Standing::kOut, Standing::kExcluded, Standing::kDisputed})
      csv.cell(with_standing(c, s));
    csv.number(std::optional<int64_t>(c.documents.size())).number(std::optional<int64_t>(incidents_under(view, at).size())).end();
  }
  return csv.take();
}

std::string incidents_csv(const View& view, const std::vector<size_t>& which) {
  Csv csv("incident,headline,rule,ceasefire,act,time,place,country,lat,lon,radius_m,initiators,targets,parties,"
          "killed_low,killed_high,injured_low,injured_high,origins,articles,explanation");
  for (size_t at : which) {
    const Incident& i = view.incidents[at];
    const auto& a = view.assessments[at];
    csv.cell(i.id).cell(a ? name(a->headline) : "").cell(a ? a->rule : "");
    csv.cell(a ? view.ceasefires[static_cast<size_t>(a->ceasefire)].id : "").cell(name(i.act)).time(i.time).place(i.place);
    csv.cell(wording::names(i.initiators)).cell(wording::names(i.targets)).cell(wording::names(i.parties));
    csv.range(i.killed).range(i.injured);
    csv.number(std::optional<int64_t>(independent_count(i.origins))).number(std::optional<int64_t>(i.articles));
    csv.cell(a ? a->explanation : "").end();
  }
  return csv.take();
}

std::string claims_csv(const View& view, const std::vector<int32_t>& which) {
  Csv csv("type,factuality,said_by,time,place,country,lat,lon,radius_m,initiators,targets,parties,killed_low,killed_high,"
          "injured_low,injured_high,background,review,claim,document,publisher,published,quote");
  for (int32_t at : which) {
    const ClaimRecord& r = view.corpus.claims[at];
    const Claim& c = r.claim;
    csv.cell(name(c.type)).cell(name(c.factuality.status)).cell(wording::source_name(view, at));
    csv.time(c.time ? std::optional(c.time->time) : std::nullopt).place(c.place);
    csv.cell(with_role(c, {Role::kInitiator})).cell(with_role(c, {Role::kTarget}));
    csv.cell(with_role(c, {Role::kParty, Role::kMediator, Role::kGuarantor, Role::kExcluded}));
    csv.quantity(c.killed).quantity(c.injured).cell(c.background ? "yes" : "").cell(name(r.review));
    csv.grounds(view, at).end();
  }
  return csv.take();
}

std::string parties_csv(const View& view, const std::vector<size_t>& ceasefires) {
  Csv csv("ceasefire,name,party,standing,stance,said_by,own_word,from,claim,document,publisher,published,quote");
  for (size_t at : ceasefires) {
    const Ceasefire& c = view.ceasefires[at];
    for (const Party& p : c.parties) {
      for (const Stance& s : p.stances) {
        csv.cell(c.id).cell(c.name).cell(p.actor.name).cell(name(p.standing)).cell(name(s.value));
        csv.cell(s.origin.name).cell(s.own ? "yes" : "").time(s.from).grounds(view, s.claim).end();
      }
    }
  }
  return csv.take();
}

std::string contradictions_csv(const View& view) {
  Csv csv("slot,about,says,first_claim,first_quote,second_claim,second_quote");
  for (const Contradiction& c : view.contradictions) {
    csv.cell(c.slot).cell(c.about).cell(c.says);
    for (int32_t claim : {c.first, c.second}) {
      csv.cell(claim < 0 ? "" : view.corpus.claims[claim].claim.id);
      csv.cell(claim < 0 ? "" : quotation(view.corpus, claim, 1000));
    }
    csv.end();
  }
  return csv.take();
}

std::string timeline_csv(const View& view, const std::vector<size_t>& ceasefires) {
  Csv csv("ceasefire,kind,time,what,actor,claim,document,publisher,published,quote");
  for (size_t at : ceasefires) {
    const Ceasefire& c = view.ceasefires[at];
    for (const StateChange& s : c.states)
      csv.cell(c.id).cell(s.denied ? "state denied" : "state").time(s.from).cell(name(s.state)).cell(s.origin.name).grounds(view, s.claim).end();
    for (const Party& p : c.parties) {
      for (const Stance& s : p.stances)
        csv.cell(c.id).cell("stance").time(s.from).cell(name(s.value)).cell(p.actor.name).grounds(view, s.claim).end();
    }
    for (size_t i : incidents_under(view, at)) {
      const auto& a = view.assessments[i];
      for (const IncidentClaim& x : view.incidents[i].claims)
        csv.cell(c.id).cell("incident " + view.incidents[i].id).time(view.incidents[i].time).cell(name(a->headline))
            .cell(wording::doers(view.incidents[i])).grounds(view, x.claim).end();
    }
  }
  return csv.take();
}

std::string why_csv(const View& view, const std::vector<size_t>& incidents, const std::vector<size_t>& ceasefires, const std::vector<int32_t>& claims) {
  Csv csv("about,kind,what,says,claim,document,publisher,published,quote");
  for (size_t at : incidents) {
    const Incident& i = view.incidents[at];
    if (const auto& a = view.assessments[at]) {
      csv.cell(i.id).cell("rule " + a->rule).cell(name(a->headline)).cell(a->explanation).grounds(view, -1).end();
      for (const Ground& g : a->grounds) csv.cell(i.id).cell("ground").cell(name(g.slot)).cell(g.says).grounds(view, g.claim).end();
    }
    for (const IncidentClaim& c : i.claims) csv.cell(i.id).cell("claim").cell(name(c.role)).cell(c.origin.name).grounds(view, c.claim).end();
  }
  for (size_t at : ceasefires) {
    const Ceasefire& c = view.ceasefires[at];
    for (const StateChange& s : c.states)
      csv.cell(c.id).cell(s.denied ? "state denied" : "state").cell(name(s.state)).cell(s.origin.name).grounds(view, s.claim).end();
    for (const Party& p : c.parties) {
      for (const Stance& s : p.stances)
        csv.cell(c.id).cell("stance of " + p.actor.name).cell(name(s.value)).cell(s.origin.name).grounds(view, s.claim).end();
    }
  }
  for (int32_t at : claims) {
    const Claim& c = view.corpus.claims[at].claim;
    csv.cell(c.id).cell("claim").cell(name(c.type)).cell(wording::source_name(view, at)).grounds(view, at).end();
  }
  return csv.take();
}

std::string diff_csv(const View& before, const View& after) {
  Csv csv("about,what,before,after,says");
  for (const Change& c : differences(before, after)) csv.cell(c.about).cell(c.what).cell(c.before).cell(c.after).cell(c.says).end();
  return csv.take();
}

}  // namespace bestand
