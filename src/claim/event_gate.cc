// Is this text about armed conflict? Words of war and armed actors weigh for it, words of sport, courts, markets and
// the like against it; each word counts at most three times, so that one word said often does not carry a text.
#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "claim/event_parts.h"

namespace bestand {
namespace {

// News in brief has no room for many words of war: there the states and armies named weigh too, beside a truce places abroad.
constexpr int32_t kBrief = 80;  // tokens
constexpr double kBriefTotal = 1.8, kBriefWord = 2.5, kBriefName = 0.5, kBriefAct = 1.0;
constexpr size_t kBriefNames = 2;

double kind_weight(const ActorMention& a) {
  if (a.form == ActorForm::kPronoun) return 0;
  const std::string& k = a.kind;
  if (is_armed_group(k)) return 2.0;
  if (k == "military" || k == "monitor") return 1.0;
  if (k == "person" && a.form == ActorForm::kName && a.speaks_for.starts_with("group.")) return 1.0;  // "Haftar", "Nasrallah"
  return 0;
}

}  // namespace

void weigh(EventContext* c) {
  size_t n = c->parse.sentences.size();
  c->sentence_weight.assign(n, 0);
  std::unordered_map<std::string_view, int> seen;
  double total = 0;
  auto add = [&](std::string_view word, int32_t sentence, double w) {
    c->sentence_weight[sentence] += w;
    if (++seen[word] <= 3) total += w;
  };
  for (int32_t t = 0; t < c->tree.size(); ++t) {
    if (c->classes[t] == 0) continue;
    double w = c->frames.weight(c->classes[t]);
    if (w != 0) add(c->tree.lemma(t), c->tree[t].sentence, w);
  }
  for (const ActorMention& a : c->mentions.actors) {
    double w = kind_weight(a);
    if (w != 0) add(a.name, c->tree[a.head].sentence, w);
  }
  std::vector<std::string_view> named;
  double of_names = 0, of_acts = 0, of_forces = 0;
  auto name = [&](std::string_view what, int32_t sentence) {
    if (total <= 0 || named.size() >= kBriefNames || std::find(named.begin(), named.end(), what) != named.end()) return;
    named.push_back(what);
    c->sentence_weight[sentence] += kBriefName;
    of_names += kBriefName;
  };
  const bool brief = c->tree.size() <= kBrief;
  for (const ActorMention& a : c->mentions.actors) {
    // "Israeli strikes kill 85 in Gaza": the adjective of a state before an act of war.
    const int32_t act = c->tree[a.head].head;
    // "The Israeli military destroys a bridge": a state's own forces.
    const bool forces = a.kind == "military" && a.form != ActorForm::kPronoun && !a.actor_id.empty() && act >= 0 && is_verbal(c->tree[act]);
    const bool acts = a.kind == "state" && c->tree[a.head].upos == Upos::ADJ && act >= 0 && c->has(act, "attack_noun");
    if (double& once = acts ? of_acts : of_forces; brief && (acts || forces) && once < kBriefAct) {
      once += kBriefAct;
      c->sentence_weight[c->tree[a.head].sentence] += kBriefAct;
    }
    bool state = a.kind == "state" || a.kind == "government" || a.kind == "military";
    if (brief && a.form == ActorForm::kName && state) name(a.name, c->tree[a.head].sentence);
  }
  of_names += of_acts;
  const double of_actors = of_names;
  for (const PlaceMention& p : c->mentions.places) {
    bool abroad = (c->text_classes & c->bit("truce")) && !p.country.empty() && !c->frames.listed("at_home", p.country);
    if (brief && abroad) name(p.name, c->tree[p.head].sentence);
  }
  // One word alone may be anything: "a tank of petrol".
  const bool lone = seen.size() + named.size() < 2 && of_acts + of_forces == 0 && total < kBriefWord;
  c->brief_total = brief && !lone ? total + of_names + of_forces : 0;
  total += of_actors;
  double tokens = std::max<double>(c->tree.size(), 40);
  c->text_total = total;
  c->text_weight = 100.0 * total / tokens;
}

// Gates: 0 always; 1 the text or the sentences around speak of conflict; 2 the text clearly does, and here too;
// 3 so clearly that hardly any of its sentences is about something else.
bool passes_gate(const EventContext& c, int32_t sentence, int gate) {
  if (gate <= 0) return true;
  int32_t last = static_cast<int32_t>(c.sentence_weight.size());
  double near = 0;
  for (int32_t s = std::max(0, sentence - 2); s < std::min(last, sentence + 3); ++s) near += c.sentence_weight[s];
  double here = c.sentence_weight[sentence];
  bool about = c.text_total >= 5 && (c.text_weight >= 1.2 || c.text_total >= 14);
  bool brief = c.brief_total >= kBriefTotal;
  if (gate == 1) return here > -1.5 && near >= (brief ? kBriefTotal : 2) && (about || brief || here >= 3 || near >= 6);
  if (gate == 2) return here >= 0 && near >= 2 && about;
  return about && c.text_weight >= 4 && here >= 0;
}

}  // namespace bestand
