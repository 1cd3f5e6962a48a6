#include "ledger/explain.h"

#include <algorithm>
#include <functional>
#include <map>

#include "base/utf8.h"

namespace bestand {
namespace {

std::string source_of(const Corpus& corpus, int32_t claim) {
  if (claim < 0) return "no source on file";
  const ClaimRecord& r = corpus.claims[claim];
  if (r.claim.source && !r.claim.source->chain.empty()) {
    const auto& link = r.claim.source->chain.back();
    return link.name.empty() ? link.text : link.name;
  }
  const Document& d = corpus.document_of(r).document;
  return d.publisher.empty() ? "document " + d.id : d.publisher;
}

std::string list(const std::vector<std::string>& items) {
  std::string out;
  for (size_t i = 0; i < items.size(); ++i) {
    if (i > 0) out += i + 1 == items.size() ? " and " : ", ";
    out += items[i];
  }
  return out;
}

// Clauses hold commas and "and"s of their own.
std::string clauses(const std::vector<std::string>& items) {
  std::string out;
  for (const auto& item : items) out += (out.empty() ? "" : "; ") + item;
  return out;
}

std::string names(const std::vector<ActorRef>& actors) {
  std::vector<std::string> out;
  for (const auto& a : actors) out.push_back(a.name);
  return list(out);
}

struct Filler {
  const Corpus& corpus;
  const Incident& incident;
  const Ceasefire& ceasefire;
  const Assessment& a;
  int32_t effective_claim;

  const Ground* ground(Slot slot) const {
    const Ground* out = nullptr;
    for (const auto& g : a.grounds) {
      if (g.slot == slot) out = &g;  // the last word on a slot settles it
    }
    return out;
  }
  std::string quoted(Slot slot) const {
    const Ground* g = ground(slot);
    return g && g->claim >= 0 ? "\"" + quotation(corpus, g->claim) + "\"" : "no words on file";
  }
  // "IS is excluded"
  std::string standing(Slot slot) const {
    return a.slots.scope(slot) == Scope::kOutside && ground(slot) ? ground(slot)->says : "it stands outside";
  }
  std::string source(Slot slot) const {
    return ground(slot) ? source_of(corpus, ground(slot)->claim) : "no source";
  }

  std::string slots_with(std::initializer_list<Scope> values) const {
    std::vector<std::string> out;
    for (int s = kFirstScopeSlot; s <= kLastScopeSlot; ++s) {
      Scope v = a.slots.scope(static_cast<Slot>(s));
      if (std::find(values.begin(), values.end(), v) != values.end())
        out.emplace_back(bestand::name(static_cast<Slot>(s)));
    }
    return list(out);
  }
  std::string says_with(std::initializer_list<Scope> values) const {
    std::vector<std::string> out;
    for (int s = kFirstScopeSlot; s <= kLastScopeSlot; ++s) {
      Slot slot = static_cast<Slot>(s);
      Scope v = a.slots.scope(slot);
      const Ground* g = ground(slot);
      if (g && std::find(values.begin(), values.end(), v) != values.end()) out.push_back(g->says);
    }
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return clauses(out);
  }
  std::string origins() const {
    std::vector<std::string> out;
    for (const auto& o : incident.origins) out.push_back(o.name);
    return list(out);
  }
  std::string copies() const {
    int more = incident.articles - static_cast<int>(incident.origins.size());
    if (incident.articles == 1) return "one article";
    std::string out = std::to_string(incident.articles) + " articles";
    return more > 0 ? out + ", " + std::to_string(more) + " more than there are origins" : out;
  }
  std::string origin_count() const {
    int n = independent_count(incident.origins);
    return n == 1 ? "1 origin" : std::to_string(n) + " independent origins";
  }
  // Both sides of a dispute about an actor's standing: "X says ...; Y says ...".
  std::string dispute() const {
    for (const auto& party : ceasefire.parties) {
      if (party.standing != Standing::kDisputed) continue;
      auto concerned = [&](const std::vector<ActorRef>& l) {
        return std::any_of(l.begin(), l.end(), [&](const ActorRef& r) { return r.key == party.actor.key; });
      };
      if (!concerned(incident.initiators) && !concerned(incident.targets) && !concerned(incident.parties))
        continue;
      std::vector<std::string> out;
      for (const auto& s : party.stances)
        out.push_back(s.origin.name + " says: " + std::string(bestand::name(s.value)) + " (\"" +
                      quotation(corpus, s.claim, 80) + "\")");
      return clauses(out);
    }
    return says_with({Scope::kDisputed, Scope::kAccusedOnly});
  }
};

std::string settle_of(const Filler& f) {
  std::vector<std::string> out;
  for (int s = kFirstScopeSlot; s <= kLastScopeSlot; ++s) {
    Slot slot = static_cast<Slot>(s);
    Scope v = f.a.slots.scope(slot);
    if (v == Scope::kInside || v == Scope::kOutside) continue;
    switch (slot) {
      case Slot::kTime:
        out.push_back(f.ceasefire.effective ? "a source that dates it"
                                            : "a source that says when the ceasefire took effect");
        break;
      case Slot::kArea:
        out.push_back("a source that says where it happened");
        break;
      case Slot::kActor:
        out.push_back(f.ground(slot) && f.ground(slot)->says.starts_with("which group")
                          ? "a source that names the group"
                      : v == Scope::kUnknown ? "the agreement's text, or its list of signatories"
                                             : "signed text, or its own earlier acceptance");
        break;
      case Slot::kTarget:
        out.push_back("a source that names whom it was aimed at, or the list of signatories");
        break;
      default:
        out.push_back("the agreement's text");
        break;
    }
  }
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return clauses(out);
}

std::string value_of(const Filler& f, std::string_view key) {
  const Incident& i = f.incident;
  const Ceasefire& c = f.ceasefire;
  if (key == "time") return i.time ? to_edtf(*i.time) : "at an unknown time";
  if (key == "effective") {
    if (!c.effective) return "an unknown time";
    const char* basis = c.start == TermKind::kDue ? ", as planned" : c.start == TermKind::kAgreed ? ", when it was agreed" : "";
    return to_edtf(*c.effective) + basis;
  }
  if (key == "effective_source")
    return f.effective_claim >= 0 ? "\"" + quotation(f.corpus, f.effective_claim) + "\"" : "no source";
  if (key == "place") return i.place ? i.place->name : "an unknown place";
  if (key == "area") return c.area ? c.area->name : c.name;
  if (key == "actor") return names(i.initiators.empty() ? i.parties : i.initiators);
  if (key == "actor_standing") return f.standing(Slot::kActor);
  if (key == "actor_source") return f.source(Slot::kActor) + ": " + f.quoted(Slot::kActor);
  if (key == "target") return names(i.targets.empty() ? i.parties : i.targets);
  if (key == "target_standing") return f.standing(Slot::kTarget);
  if (key == "target_source") return f.source(Slot::kTarget) + ": " + f.quoted(Slot::kTarget);
  if (key == "reporter" || key == "origin_list") return f.origins();
  if (key == "act") return std::string(name(i.act));
  if (key == "act_source") return f.quoted(Slot::kAct);
  if (key == "dispute") return f.dispute();
  if (key == "disputed_slots") return f.slots_with({Scope::kDisputed, Scope::kAccusedOnly});
  if (key == "unknown_slots") return f.slots_with({Scope::kUnknown});
  if (key == "missing") return f.says_with({Scope::kUnknown});
  if (key == "settle") return settle_of(f);
  if (key == "admitter") return f.source(Slot::kAdmitted);
  if (key == "admission") return f.quoted(Slot::kAdmitted);
  if (key == "monitor") return f.source(Slot::kMonitor);
  if (key == "denier")
    return f.ground(Slot::kDenial) ? f.source(Slot::kDenial) + " denies" : "sources name different actors";
  if (key == "denier_clause")
    return f.ground(Slot::kDenial) ? "; " + f.source(Slot::kDenial) + " denies it" : "";
  if (key == "denial") return f.quoted(Slot::kDenial);
  if (key == "origin_count") return f.origin_count();
  if (key == "copies") return f.copies();
  if (key == "last") return i.claims.empty() ? "nothing is left" : "denied by " + f.source(Slot::kDenial);
  return "{" + std::string(key) + "}";
}

}  // namespace

std::string quotation(const Corpus& corpus, int32_t claim, size_t limit) {
  const ClaimRecord& r = corpus.claims[claim];
  const std::string& text = corpus.document_of(r).document.text;
  if (r.claim.span.end > text.size() || r.claim.span.begin > r.claim.span.end) return "";
  std::string out;
  bool space = false;
  for (char c : quote(text, r.claim.span)) {
    bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!blank && space && !out.empty()) out += ' ';
    if (!blank) out += c;
    space = blank;
  }
  if (out.size() <= limit) return out;
  size_t cut = out.rfind(' ', limit);
  if (cut == std::string::npos || cut < limit / 2) {
    cut = limit;
    while (cut > 0 && (static_cast<unsigned char>(out[cut]) & 0xC0) == 0x80) --cut;
  }
  return out.substr(0, cut) + " …";
}

void explain(const Corpus& corpus, const PolicyRule& rule, const Incident& incident,
             const Ceasefire& ceasefire, int32_t effective_claim, Assessment* out) {
  Filler f{corpus, incident, ceasefire, *out, effective_claim};
  std::string text;
  std::string_view rest = rule.explanation;
  for (size_t open = rest.find('{'); open != std::string_view::npos; open = rest.find('{')) {
    size_t close = rest.find('}', open);
    if (close == std::string_view::npos) break;
    text += rest.substr(0, open);
    text += value_of(f, rest.substr(open + 1, close - open - 1));
    rest.remove_prefix(close + 1);
  }
  text += rest;
  out->explanation = std::move(text);
  out->settle = settle_of(f);
}

}  // namespace bestand
