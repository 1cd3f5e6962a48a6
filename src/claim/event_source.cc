// Who says so, and how sure: the innermost act of telling that holds the event's trigger, walked outward.
#include <algorithm>

#include "claim/event_parts.h"

namespace bestand {
namespace {

// "This suggested that the truce was over", "it is worth noting that": nobody's word.
bool of_nobody(const EventContext& c, const Attribution& a) {
  if (a.source_head < 0 || a.cue_head < 0 || c.tree[a.source_head].upos != Upos::PRON) return false;
  if (c.tree[a.source_head].has_feat("PronType=Dem")) return a.kind != CueKind::kSpeech || c.actor_head[a.source_head] < 0;
  const int32_t above = c.tree[a.source_head].head;
  return above != a.cue_head && above >= 0 && c.tree[above].upos == Upos::ADJ && c.tree[a.source_head].has_feat("Gender=Neut");
}

// "The signing raised hopes that", "the incident sparked fears of": whose they are is not told.
bool of_thing(const EventContext& c, const Attribution& a) {
  if (a.source_head < 0 || c.actor_at[a.source_head] >= 0) return false;
  const Token& t = c.tree[a.source_head];
  // "The exchange of accusations highlighted ...".
  if (a.kind == CueKind::kSpeech || a.kind == CueKind::kEvidence) return t.upos == Upos::NOUN && c.frames.listed("mute_noun", c.tree.lemma(a.source_head));
  if (a.kind != CueKind::kThought) return false;
  return t.upos == Upos::NOUN && (c.has(a.source_head, "attack_noun") || c.has(a.source_head, "truce") || c.has(a.source_head, "deal") ||
                                  c.frames.listed("event_noun", c.tree.lemma(a.source_head)));
}

bool tells(const EventContext& c, const Attribution& a) {
  if ((a.untold && !a.denial) || of_nobody(c, a) || of_thing(c, a)) return false;
  return a.kind == CueKind::kSpeech || a.kind == CueKind::kEvidence || a.kind == CueKind::kThought;
}

uint32_t size_of(const std::vector<Span>& spans) {
  uint32_t n = 0;
  for (Span s : spans) n += s.size();
  return n;
}

bool covers(const std::vector<Span>& spans, Span inner) {
  return std::any_of(spans.begin(), spans.end(), [&](Span s) { return s.begin <= inner.begin && inner.begin < s.end; });
}

// "Announced a truce": what the verb of telling itself makes. Not "strikes killed nine, officials said", its subject in the
// tree.
bool makes(const EventContext& c, const Draft& d, int32_t cue, int32_t token) {
  const bool told = is_violent(d.claim.type) || d.claim.type == ClaimType::kDetention || d.toll || d.generic;
  if (told && !is_verbal(c.tree[token])) return false;  // fighting, its dead and arrests are reported, not made by a word
  for (int32_t t = token; t >= 0 && t != cue; t = c.tree[t].head) {
    if (c.tree[t].head == cue) return c.tree[t].rel != Rel::nsubj && (c.tree[t].rel != Rel::obl || t > cue);
  }
  return true;
}

// "A accused B of shelling C, a charge B denied": an answer to what another has told, who still tells it.
bool answers(const EventContext& c, const Attribution& a) {
  if (!a.denial || a.cue_head < 0 || c.tree[a.cue_head].rel != Rel::parataxis) return false;
  const auto& here = c.index.telling.of(c.tree[a.cue_head].sentence);
  return std::any_of(here.begin(), here.end(), [&](int32_t i) {
    const Attribution& other = c.attributions[i];
    return &other != &a && other.cue_head >= 0 && other.cue_head < a.cue_head && covers(a.content, c.tree[other.cue_head].span);
  });
}

int32_t innermost(const EventContext& c, const Draft& d, int32_t token) {
  int32_t best = -1;
  Span trigger = c.tree[token].span;
  for (int32_t i : c.index.told.of(c.tree[token].sentence)) {
    const Attribution& a = c.attributions[i];
    // "Announced a truce" makes it; "denied the shelling", "shelling was reported" tell of it.
    if (!tells(c, a) || a.cue_head == d.token || (a.cue_head == d.verb && !a.denial && !a.anonymous && makes(c, d, d.verb, token))) continue;
    if (!covers(a.content, trigger) || covers(a.source, trigger) || answers(c, a)) continue;
    if (best < 0 || size_of(a.content) < size_of(c.attributions[best].content)) best = i;
  }
  return best;
}

// The acts of telling around an event's own words.
std::vector<int32_t> told_by(const EventContext& c, const Draft& d) {
  std::vector<int32_t> sentences = {c.tree[d.token].sentence};
  if (d.verb >= 0) sentences.push_back(c.tree[d.verb].sentence);
  return c.index.telling.in(std::move(sentences));
}

// "accused the army of violations": an act of telling that is the event's own trigger.
int32_t own_telling(const EventContext& c, const Draft& d) {
  for (int32_t i : told_by(c, d)) {
    const Attribution& a = c.attributions[i];
    if ((a.cue_head == d.token || a.cue_head == d.verb) && a.kind == CueKind::kSpeech && !a.source.empty()) return i;
  }
  return -1;
}

std::string named(const EventContext& c, int32_t token) {
  int32_t at = c.actor_head[token] >= 0 ? c.actor_head[token] : -1;
  if (at < 0) return {};
  const ActorMention& m = c.mentions.actors[at];
  // A description without a name ("a monitor") stands for the one of its kind that the text names.
  if (m.form == ActorForm::kDescription && m.antecedent < 0 && m.kind == "monitor") {
    auto only = c.index.only_of_kind.find(m.kind);
    if (only != c.index.only_of_kind.end() && only->second) return full_name(c, *only->second);
  }
  if (m.form == ActorForm::kPronoun && m.antecedent < 0) return {};
  if (m.form == ActorForm::kName && m.kind == "state") return std::string(quote(c.document.text, m.span));  // "Kigali denied"
  return full_name(c, m);
}

bool pronoun(const EventContext& c, int32_t token) { return token >= 0 && c.tree[token].upos == Upos::PRON; }

// An attack tells nothing: where the tree gives one to the cue as its subject, the speaker is the subject nearest to it.
int32_t speaker_of(const EventContext& c, const Attribution& a) {
  if (a.source_head < 0 || !c.has(a.source_head, "attack_noun") || c.actor_head[a.source_head] >= 0) return a.source_head;
  int32_t best = -1;
  for (int32_t d : c.tree.children(a.cue_head)) {
    bool subject = c.tree[d].rel == Rel::nsubj && d != a.source_head && c.actor_at[d] >= 0;
    if (subject && (best < 0 || std::abs(d - a.cue_head) < std::abs(best - a.cue_head))) best = d;
  }
  return best;
}

// Joint sources ("both X and Y said") are one link whose name lists them.
SourceLink link_of(const EventContext& c, const Attribution& a) {
  SourceLink link;
  int32_t speaker = speaker_of(c, a);
  auto reach = speaker >= 0 ? c.tree.reach(speaker) : std::array<int32_t, 2>{0, 0};
  link.span = speaker == a.source_head ? hull(a.source) : speaker >= 0 ? c.tree.trimmed(reach[0], reach[1]) : Span{};
  link.text = std::string(quote(c.document.text, link.span));
  link.cue_span = hull(a.cue);
  link.cue = std::string(quote(c.document.text, link.cue_span));
  link.actor_id = a.actor_id;
  if (speaker >= 0) {
    for (int32_t t : expand(c.tree, speaker)) {
      std::string name = named(c, t);
      if (name.empty()) continue;
      if (link.name.find(name) != std::string::npos) continue;
      link.name += (link.name.empty() ? "" : "; ") + name;
      int32_t at = c.actor_head[t];
      if (link.actor_id.empty() && at >= 0) link.actor_id = c.mentions.actors[at].actor_id;
    }
  }
  int32_t only = speaker >= 0 ? c.actor_head[speaker] : -1;
  bool unnamed = only >= 0 && (c.mentions.actors[only].actor_id.empty() || c.mentions.actors[only].actor_id.starts_with("doc:"));
  bool fuller = unnamed && link.text.size() > link.name.size() && link.text.size() < 90 && link.text.find(link.name) != std::string::npos;
  const int32_t owner = speaker >= 0 ? c.tree.child(speaker, {Rel::nmod}) : -1;  // "Israel's prime minister's office", and not "office"
  const bool bare = owner >= 0 && owner < speaker && c.tree[owner].subtype("poss") && link.name == c.tree[speaker].form;
  if (fuller || (bare && link.text.size() < 90 && link.text.find(link.name) != std::string::npos)) link.name = link.text;
  if (link.name.empty() && !pronoun(c, speaker)) link.name = link.text;
  return link;
}

// "He said": whoever spoke last before.
std::string last_speaker(const EventContext& c, const Attribution& a) {
  int32_t best = c.index.speaker_before(hull(a.source).begin);
  return best >= 0 ? link_of(c, c.attributions[best]).name : std::string();
}

// "The city said that rebels had shelled it. It said one woman was killed": one thing, not the rebels, speaks on.
bool goes_on_speaking(const EventContext& c, const Attribution& a) {
  if (!pronoun(c, a.source_head) || c.actor_head[a.source_head] < 0 || !c.tree[a.source_head].has_feat("Number=Sing")) return false;
  const ActorMention& m = c.mentions.actors[c.actor_head[a.source_head]];
  if (m.antecedent < 0) return false;
  return c.tree[c.mentions.actors[m.antecedent].head].has_feat("Number=Plur") && !last_speaker(c, a).empty();
}

std::optional<ClaimSource> source_of(const EventContext& c, int32_t attribution) {
  ClaimSource out;
  std::vector<int32_t> path;
  for (int32_t at = attribution; at >= 0 && path.size() < 6; at = c.attributions[at].outer) path.push_back(at);
  for (auto at = path.rbegin(); at != path.rend(); ++at) {
    const Attribution& a = c.attributions[*at];
    if (a.anonymous || a.source.empty()) {
      out.anonymous = out.anonymous || a.anonymous;
      continue;
    }
    if (!tells(c, a)) continue;
    SourceLink link = link_of(c, a);
    if (link.span.empty()) continue;
    if (goes_on_speaking(c, a)) link.name = last_speaker(c, a);
    if (link.name.empty()) link.name = last_speaker(c, a);
    if (link.name.empty()) link.name = link.text;
    // "Said that it had confirmed", "said the envoy, adding": one speaker, told twice.
    if (!out.chain.empty() && (out.chain.back().name == link.name || out.chain.back().span.overlaps(link.span))) continue;
    out.chain.push_back(std::move(link));
  }
  if (out.chain.empty() && !out.anonymous) return std::nullopt;
  return out;
}

const Predication* reading(const EventContext& c, const Draft& d, bool only_told) {
  // "Talks yielded nothing": they were held.
  const bool outcome = d.verb >= 0 && c.verb_listed("outcome_verb", d.verb);
  bool carried = d.verb >= 0 && d.verb != d.token && !only_told && !outcome;
  for (int32_t t : {carried ? d.verb : d.token, d.token, d.verb, c.clauses[d.clause].head}) {
    if (t >= 0 && c.predication_at[t] >= 0) return &c.predications[c.predication_at[t]];
  }
  return nullptr;
}

void apply_force(FrameForce force, Factuality* f) {
  if (force == FrameForce::kDenied) f->status = FactStatus::kDenied;
  if (force == FrameForce::kPossible) f->status = FactStatus::kPossible;
  if (force == FrameForce::kPlanned && f->status != FactStatus::kDenied) f->status = FactStatus::kPlanned;
}

constexpr uint32_t kListGap = 12;  // bytes between two members of a list of speakers

// A statement's frame names its speaker as the doer: he is the source, not an actor.
void speaker_to_source(const EventContext& c, Draft* d) {
  auto at = std::find_if(d->claim.actors.begin(), d->claim.actors.end(),
                         [](const ClaimActor& a) { return a.role == Role::kInitiator; });
  if (at == d->claim.actors.end()) return;
  if (!d->claim.source) {
    ClaimSource source;
    SourceLink link;
    link.text = at->text;
    link.span = at->span;
    link.actor_id = at->actor_id;
    link.name = at->name;
    // "The US and Saudi Arabia urged": both speak.
    auto last = at;
    for (auto next = at + 1; next != d->claim.actors.end(); ++next) {
      const Span cue = c.tree[d->token].span;  // "what it called the M23's violation" lists nobody
      const bool parted = last->span.end <= cue.begin && next->span.begin >= cue.end;
      const bool beside = next->role == Role::kInitiator && !parted && next->span.begin > last->span.end && next->span.begin - last->span.end < kListGap;
      if (beside) last = next;
    }
    if (last != at) {
      link.span = join(at->span, last->span);
      link.text = link.name = std::string(quote(c.document.text, link.span));
      link.actor_id.clear();
    }
    link.cue_span = c.tree[d->token].span;
    link.cue = std::string(c.tree[d->token].form);
    source.chain.push_back(std::move(link));
    d->claim.source = std::move(source);
  }
}

void speaker_is_no_actor(Draft* d) {
  if (!d->claim.source) return;
  std::erase_if(d->claim.actors, [&](const ClaimActor& a) {
    return a.role == Role::kInitiator &&
           std::any_of(d->claim.source->chain.begin(), d->claim.source->chain.end(), [&](const SourceLink& l) {
             bool same = l.name == a.name || (!a.actor_id.empty() && l.actor_id == a.actor_id);
             return same || l.span.overlaps(a.span);
           });
  });
}

bool each_other(const EventContext& c, const Draft& d) {
  return std::any_of(d.clauses.begin(), d.clauses.end(),
                     [&](int32_t clause) { return (c.clauses[clause].classes & c.bit("each_other")) != 0; });
}

// The accused where the tree does not say: the first actor behind the verb in its sentence.
void add_accused(const EventContext& c, Draft* d) {
  const Sentence& s = c.parse.sentences[d->sentence];
  for (int32_t t = d->token + 1; t < s.last; ++t) {
    if (c.tree[t].upos == Upos::PUNCT) return;  // beyond it others are told of
    if (c.actor_head[t] < 0 || c.mentions.actors[c.actor_head[t]].form == ActorForm::kPronoun) continue;
    bool speaks = std::any_of(d->claim.actors.begin(), d->claim.actors.end(),
                              [&](const ClaimActor& a) { return a.span.overlaps(c.mentions.actors[c.actor_head[t]].span); });
    if (speaks) continue;
    d->claim.actors.push_back(claim_actor(c, t, Role::kTarget));
    return;
  }
}

// "X accuses Y of ...": X tells it, Y is said to have done it. Of a breach the accused is the doer; what else he is
// accused of is a statement about him.
void accuse(const EventContext& c, Draft* d) {
  auto& actors = d->claim.actors;
  if (each_other(c, *d)) {
    if (d->claim.type == ClaimType::kViolationAlleged) {
      for (ClaimActor& a : actors) a.role = Role::kParty;
    }
    return;
  }
  auto accused = [](const ClaimActor& a) { return a.role == Role::kTarget; };
  if (std::none_of(actors.begin(), actors.end(), accused)) add_accused(c, d);
  speaker_to_source(c, d);
  std::erase_if(actors, [](const ClaimActor& a) { return a.role == Role::kInitiator; });
  if (d->claim.type != ClaimType::kViolationAlleged && d->frame->speaker != "blamer") return;
  for (ClaimActor& a : actors) {
    if (a.role == Role::kTarget) a.role = Role::kInitiator;
  }
}

// "Israel and Hamas announced a ceasefire", "Pakistan announced a ceasefire with the Taliban": who fights and announces it is
// bound by it; two who do so together make it, on nobody's word. Whether they are two.
bool announce_together(Draft* d) {
  if (d->claim.type != ClaimType::kAgreement) return false;
  static constexpr std::string_view kSides[] = {"state", "government", "military", "rebel", "militia", "terrorist", "umbrella"};
  auto side = [&](const ClaimActor& a) {
    return a.role == Role::kInitiator && std::find(std::begin(kSides), std::end(kSides), a.kind) != std::end(kSides);
  };
  auto& actors = d->claim.actors;
  const auto announcers = std::count_if(actors.begin(), actors.end(), side);
  const bool with = std::any_of(actors.begin(), actors.end(), [](const ClaimActor& a) { return a.role == Role::kParty; });
  if (announcers == 2) {
    for (ClaimActor& a : actors) a.role = side(a) ? Role::kParty : a.role;
    return true;
  }
  if (announcers == 1 && with) {
    ClaimActor party = *std::find_if(actors.begin(), actors.end(), side);
    party.role = Role::kParty;
    actors.push_back(std::move(party));
  }
  return false;
}

}  // namespace

bool unsourced(const Claim& c) { return !c.source || c.source->chain.empty(); }

bool same_source(const Claim& a, const Claim& b) {
  auto key = [](const Claim& c) { return unsourced(c) ? std::string_view() : std::string_view(c.source->chain.back().name); };
  return key(a) == key(b);
}

void fill_source(const EventContext& c, Draft* d) {
  int32_t at = innermost(c, *d, d->token);
  // "In what rebels described as a breach": his word who calls it one, whoever tells what it was.
  const int32_t own = d->claim.type == ClaimType::kViolationAlleged ? own_telling(c, *d) : -1;
  if (own >= 0 && (at < 0 || (d->frame->speaker == "source" && !c.attributions[own].denial))) at = own;
  if (at >= 0) d->claim.source = source_of(c, at);
  bool denied = at >= 0 && c.attributions[at].denial;
  bool only_told = denied || (at >= 0 && c.attributions[at].cue_head == d->verb);
  if (const Predication* p = reading(c, *d, only_told)) d->claim.factuality = p->factuality;
  if (d->frame->speaker == "accuser" || d->frame->speaker == "blamer") accuse(c, d);
  if (d->claim.type == ClaimType::kStatement && !d->frame->general) {
    speaker_to_source(c, d);
    speaker_is_no_actor(d);
  }
  // "The minister says that ...": of a political act too, who tells it is its source.
  if (d->claim.type == ClaimType::kStatement && d->frame->general && own_telling(c, *d) >= 0) speaker_to_source(c, d);
  const bool together = d->frame->speaker == "source" && announce_together(d);
  if (!together && (d->frame->speaker == "source" || d->frame->speaker == "both")) {
    speaker_to_source(c, d);
    if (d->frame->speaker == "source") {
      const bool breach = d->claim.type == ClaimType::kViolationAlleged;  // whose breach it is stands behind the word
      std::erase_if(d->claim.actors, [&](const ClaimActor& a) { return a.role == Role::kInitiator && !(breach && a.span.begin >= c.tree[d->token].span.end); });
    }
  }
  Factuality& f = d->claim.factuality;
  if (d->frame->negated && f.negative) {
    bool sure = f.certainty == Certainty::kCertain || f.certainty == Certainty::kUnderspecified;
    f = Factuality();
    if (!sure) f.status = FactStatus::kPossible;  // "perhaps they are no longer alive"
  }
  if (d->frame->type == ClaimType::kPartyRefuses && f.status == FactStatus::kDenied) f = Factuality();
  apply_force(d->frame->force, &f);
  bool set = (c.clauses[d->clause].classes & c.bit("planned")) != 0;
  if (set && d->frame->type == ClaimType::kTalks && f.status == FactStatus::kAsserted) f.status = FactStatus::kPlanned;
  if (denied) f.status = FactStatus::kDenied;
  settle_reading(c, d);
  if (d->claim.source && f.status == FactStatus::kAsserted) f.status = FactStatus::kReported;
  if (!d->claim.source || d->claim.type == ClaimType::kStatement) return;
  std::erase_if(d->claim.actors, [&](const ClaimActor& a) {  // "..., medics said" is no list with who was hit
    const auto& chain = d->claim.source->chain;
    bool watches = a.kind == "monitor" || a.kind == "media" || a.kind == "ngo" || a.kind == "igo";
    const bool someone = a.kind == "person" || a.kind == "unknown";  // "a spokesman said, as fighting went on"
    bool listed = a.role == Role::kTarget || (a.role == Role::kParty && (watches || someone) && is_violent(d->claim.type));
    return listed && std::any_of(chain.begin(), chain.end(), [&](const SourceLink& l) { return l.span.overlaps(a.span); });
  });
}

namespace {

bool accused_act(const Draft& d) {
  return is_violent(d.claim.type) || d.generic || d.toll || d.claim.type == ClaimType::kOther;
}

// The act that somebody is accused of: his doing, on the accuser's word.
void charge(const Draft& accusation, Draft* act) {
  if (!act->claim.source) act->claim.source = accusation.claim.source;
  if (act->claim.factuality.status == FactStatus::kAsserted) act->claim.factuality.status = FactStatus::kReported;
  auto& actors = act->claim.actors;
  for (const ClaimActor& accused : accusation.claim.actors) {
    std::erase_if(actors, [&](const ClaimActor& a) { return a.name == accused.name || a.role == Role::kInitiator; });
  }
  for (ClaimActor accused : accusation.claim.actors) {
    accused.role = act->claim.type == ClaimType::kClash ? Role::kParty : Role::kInitiator;
    actors.push_back(std::move(accused));
  }
}

// "A accused B of mutiny and launched strikes": what the accuser did besides is none of what B is accused of.
bool beside(const EventContext& c, const Draft& act, const Draft& accusation) {
  int32_t t = act.verb >= 0 && act.verb != accusation.verb ? act.verb : act.token;
  while (t >= 0 && !c.tree.heads_clause(t)) t = c.tree[t].head;
  if (t < 0 || c.tree[t].rel != Rel::conj || c.tree[t].head != accusation.token) return false;
  return c.tree[t].has_feat("VerbForm=Fin") || c.tree[t].has_feat("Tense=Past");
}

}  // namespace

// "A accuses B of shelling C" tells of the shelling; "of breaking the truce" is told by the accusing itself.
void settle_accusations(const EventContext& c, std::vector<Draft>* drafts) {
  const SentenceIndex events = by_sentence(c, *drafts);
  for (Draft& d : *drafts) {
    if (d.frame->speaker != "accuser" || d.triggers.empty() || d.claim.actors.empty()) continue;
    bool breach = d.claim.type == ClaimType::kViolationAlleged;
    if (breach && each_other(c, d)) continue;  // told of each against the other
    for (int32_t i : events.of(d.sentence)) {
      Draft& act = (*drafts)[i];
      if (act.token <= d.token || act.triggers.empty()) continue;
      bool noun = std::none_of(act.triggers.begin(), act.triggers.end(), [&](int32_t t) { return is_verbal(c.tree[t]); });
      if (noun && (breach || !is_violent(act.claim.type) || !c.tree.dominates(d.token, act.token))) continue;
      bool parted = false;  // "accused A of shelling; B said it had lost the town"
      for (int32_t t = d.token; t < act.token; ++t) parted |= c.tree[t].form == ";";
      if (!c.clauses.within(act.clause, d.clause) || beside(c, act, d) || parted) continue;
      // "Accused the rebels of a breach, which they denied, accusing the army of attacking": the answer is an accusation too.
      if (act.frame->speaker == "accuser" && act.claim.source && !act.claim.actors.empty() && (unsourced(act.claim) || unsourced(d.claim) || !same_source(act.claim, d.claim))) continue;
      if (breach && act.claim.type == ClaimType::kViolationAlleged) act.triggers.clear();
      if (act.triggers.empty() || !accused_act(act)) continue;
      charge(d, &act);
      if (!breach) d.triggers.clear();
    }
  }
  std::erase_if(*drafts, [](const Draft& d) { return d.triggers.empty(); });
}

// A party of a country's politics, or who speaks for one: its word is debate.
bool of_politics(const EventContext& c, const ActorMention& m) {
  if (m.kind == "party") return true;
  return !m.speaks_for.empty() && c.index.parties.contains(m.speaks_for);
}

// Whose word about a war is itself news: those who fight, govern, watch, mediate or help, and who speaks for them.
bool weighty(const EventContext& c, int32_t token) {
  if (token < 0) return false;
  for (int32_t t : expand(c.tree, token)) {
    int32_t at = c.actor_head[t] >= 0 ? c.actor_head[t] : c.actor_at[t];
    for (int i = 0; i < 4 && at >= 0; ++i) {
      const ActorMention& m = c.mentions.actors[at];
      if (of_politics(c, m)) return false;
      if (!m.speaks_for.empty() || !m.code.empty()) return true;
      static constexpr std::string_view kKinds[] = {"state", "government", "military", "rebel", "militia", "terrorist", "umbrella",
                                                    "monitor", "mediator", "igo", "ngo"};
      if (std::find(std::begin(kKinds), std::end(kKinds), m.kind) != std::end(kKinds)) return true;
      at = m.antecedent;
    }
  }
  return false;
}

// "Has yet to comment".
bool yet_to_tell(const EventContext& c, int32_t cue) {
  const Token& t = c.tree[cue];
  return t.has_feat("VerbForm=Inf") && t.rel == Rel::xcomp && t.head >= 0 && c.frames.listed("yet_to", c.tree.lemma(t.head));
}

// "Did not respond to a request", "has not commented".
bool tells_not(const EventContext& c, const Attribution& a) {
  int32_t at = c.predication_at[a.cue_head];
  if (at < 0 || !c.predications[at].factuality.negative) return false;
  const Sentence& s = c.tree.sentence(a.cue_head);
  for (int32_t t = s.first; t < s.last; ++t) {
    if (c.tree[t].upos == Upos::VERB && covers(a.content, c.tree[t].span)) return false;  // "say not to have": they say it
  }
  return true;
}

// "The army did not say who fired": it made no statement.
bool says_not(const EventContext& c, const Draft& d) {
  const auto told = told_by(c, d);
  return std::any_of(told.begin(), told.end(), [&](int32_t i) {
    const Attribution& a = c.attributions[i];
    return a.cue_head == d.token && !a.denial && a.untold;
  });
}

void drop_light_statements(const EventContext& c, std::vector<Draft>* drafts) {
  std::erase_if(*drafts, [&](const Draft& d) {
    if (d.frame->type == ClaimType::kStatement && says_not(c, d)) return true;
    if (d.frame->type != ClaimType::kStatement || d.frame->general || d.verb < 0) return false;
    Arguments a = arguments_of_verb(c.tree, c.frames, d.verb);
    return !weighty(c, a.subject);
  });
}

// "In order to deny the report the rebels ...": what somebody is about to do tells nothing yet.
bool for_purpose(const EventContext& c, int32_t cue) {
  auto children = c.tree.children(cue);
  return c.tree[cue].has_feat("VerbForm=Inf") && std::any_of(children.begin(), children.end(), [&](int32_t m) {
    return c.tree[m].rel == Rel::mark && c.frames.listed("purpose", c.tree.form(m));
  });
}

void add_statements(const EventContext& c, std::vector<Draft>* drafts) {
  static const Frame kTelling = [] {
    Frame f;
    f.name = "statement.telling";
    f.type = ClaimType::kStatement;
    return f;
  }();
  const SentenceIndex events = by_sentence(c, *drafts);
  for (size_t i = 0; i < c.attributions.size(); ++i) {
    const Attribution& a = c.attributions[i];
    if (a.source_head < 0 || a.cue_head < 0 || a.content.empty() || a.outer >= 0 || a.kind != CueKind::kSpeech) continue;
    if (!weighty(c, a.source_head)) continue;
    int32_t sentence = c.tree[a.cue_head].sentence;
    if (!passes_gate(c, sentence, 2)) continue;
    if (!a.denial && (tells_not(c, a) || yet_to_tell(c, a.cue_head))) continue;
    if (for_purpose(c, a.cue_head)) continue;
    auto taken = [&](int32_t event) {
      const Draft& d = (*drafts)[event];
      return std::any_of(d.triggers.begin(), d.triggers.end(), [&](int32_t t) {
        return t == a.cue_head || covers(a.content, c.tree[t].span);
      });
    };
    std::vector<int32_t> near = events.of(sentence);
    for (Span s : a.content) {
      for (int32_t event : events.at(s)) near.push_back(event);
    }
    if (std::any_of(near.begin(), near.end(), taken)) continue;
    Draft d;
    d.frame = &kTelling;
    d.token = d.verb = a.cue_head;
    d.clause = c.clauses.of(a.cue_head);
    d.sentence = sentence;
    d.triggers = {a.cue_head};
    d.clauses = {d.clause};
    d.statement = true;
    d.claim.type = ClaimType::kStatement;
    d.claim.rule = kTelling.name;
    d.claim.span = join(c.clauses[d.clause].span, a.content[0]);
    d.claim.trigger = c.tree[a.cue_head].span;
    d.claim.source = source_of(c, static_cast<int32_t>(i));
    d.claim.factuality.status = a.denial ? FactStatus::kDenied : FactStatus::kReported;
    drafts->push_back(std::move(d));
  }
}

}  // namespace bestand
