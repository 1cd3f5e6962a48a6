// Who plays which part in an event: the frame's own roles first, else those of its type.
#include <algorithm>

#include "claim/role_binder.h"

namespace bestand {

bool RoleBinder::mutual() const {
  ClaimType t = d_->claim.type;
  return t == ClaimType::kClash || t == ClaimType::kTalks || t == ClaimType::kAgreement ||
         t == ClaimType::kPartyJoins || t == ClaimType::kPartyRefuses || t == ClaimType::kHolds;
}

std::optional<Role> RoleBinder::doer() const {
  if (d_->claim.type == ClaimType::kPartyExcluded) return Role::kExcluded;
  return mutual() ? Role::kParty : Role::kInitiator;
}

std::optional<Role> RoleBinder::done_to() const {
  switch (d_->claim.type) {
    case ClaimType::kPartyExcluded:
      return Role::kExcluded;
    case ClaimType::kHumanitarian:
      return Role::kBeneficiary;
    default:
      return mutual() ? Role::kParty : Role::kTarget;
  }
}

bool RoleBinder::is_of(std::string_view word) const {
  return c_.frames.listed("of_target", word) || c_.frames.listed("of_agent", word);
}

// "De aanhouding van twee strijders": of some acts the noun behind "of" is who undergoes them.
bool RoleBinder::undergone(int32_t token) const {
  const int32_t act = c_.tree[token].head;
  if (act < 0) return false;
  if (c_.frames.listed("undergone_by_place", c_.tree.lemma(act)) && in_place(token)) return true;
  return c_.frames.listed("undergone", c_.tree.lemma(act)) || c_.frames.listed("undergone", c_.tree.last_part(act));
}

// "Came under fire [from the army]", "gunfire [from the Cambodian side]": an attack comes from a side or from a place.
bool RoleBinder::comes_from(int32_t token) const {
  const ClaimType t = d_->claim.type;
  const bool attack = t == ClaimType::kShelling || t == ClaimType::kAirstrike || (t == ClaimType::kOther && d_->generic);
  return attack && c_.actor_head[token] >= 0 && !in_place(token);
}

void RoleBinder::oblique(int32_t token, bool of_verb, const Frame& f) {
  if (c_.frames.listed("agency", c_.tree.lemma(token))) {  // "door toedoen van", "with the mediation of"
    if (!mutual() && d_->claim.type != ClaimType::kAgreement) return;
    for (int32_t d : c_.tree.children(token)) {
      const bool adjective = c_.tree[d].rel == Rel::amod && c_.actor_at[d] >= 0;  // "onder Chinese bemiddeling"
      if (c_.tree[d].rel == Rel::nmod || adjective) add_all(d, Role::kMediator);
    }
    return;
  }
  auto preposition = c_.tree.case_of(token);
  auto listed = [&](std::string_view list) { return c_.frames.listed(list, preposition); };
  if (listed("backed_by")) {  // "met steun van Rusland"
    if (mutual() || d_->claim.type == ClaimType::kAgreement) add_all(token, Role::kMediator);
    return;
  }
  if (listed("told_by")) return;  // "according to Turkey, it does not apply to IS"
  if (listed("agent")) {
    if (auto r = f.agent ? f.agent : doer()) add_all(token, *r);
  } else if (listed("between") || (mutual() && listed("with"))) {
    const bool both = listed("between") && d_->generic && expand(c_.tree, token).size() > 1;  // "geweld tussen A en B"
    add_all(token, f.oblique.value_or(mutual() || both ? Role::kParty : Role::kTarget));
    if (mutual() && listed("between") && expand(c_.tree, token).size() == 1) add_parted(token);
  } else if (of_verb && d_->frame->type == ClaimType::kPartyExcluded && d_->frame->oblique == Role::kExcluded) {
    add_all(token, Role::kExcluded);  // "does not apply to IS"
  } else if (listed("target") && !f.no_oblique) {
    if (auto r = f.oblique ? f.oblique : done_to()) add_all(token, *r);
  } else if (listed("of_source") && (of_verb || !listed("of_agent")) && comes_from(token)) {
    add_all(token, Role::kInitiator);
  } else if (!of_verb && listed("of_agent")) {
    if (auto r = undergone(token) ? done_to() : f.agent ? f.agent : doer()) add_all(token, *r);
  } else if (!of_verb && listed("of_target")) {
    if (auto r = done_to()) add_all(token, *r);
  }
}

// The frame that a trigger of this event matched; the event's own for the verb that only carries it.
const Frame& RoleBinder::frame_of(int32_t token) const {
  for (size_t i = 0; i < d_->triggers.size(); ++i) {
    if (d_->triggers[i] == token && d_->frames[i]->toll) return *d_->frames[i];
  }
  return *d_->frame;
}

// "Aid workers reported clashes": who tells of them takes no part in them. "Troops attacked the town, killing ten" tells nothing,
// though critics attack too.
bool RoleBinder::is_cue(int32_t token) const {
  for (size_t i = 0; i < d_->triggers.size(); ++i) {
    const Frame& f = *d_->frames[i];
    if (d_->triggers[i] == token && f.speaker.empty() && (is_violent(f.type) || f.generic || f.toll)) return false;
  }
  const auto& here = c_.index.telling.of(c_.tree[token].sentence);
  return std::any_of(here.begin(), here.end(), [&](int32_t i) { return c_.attributions[i].cue_head == token; });
}

// "Activists reported shelling, further undermining the truce": it was not they who did.
bool RoleBinder::of_speaker(int32_t verb, int32_t subject) const {
  const Token& v = c_.tree[verb];
  // "Residents reported shelling late on Tuesday", the noun read as a verb; "admitted shelling the town" has its object.
  const bool noun = v.rel == Rel::xcomp && v.has_feat("VerbForm=Ger") && c_.tree.child(verb, {Rel::obj}) < 0;
  const bool beside = v.rel == Rel::advcl && v.has_feat("VerbForm=Part");
  if (subject < 0 || (!noun && !beside) || v.head < 0 || v.head > verb) return false;
  return c_.tree[subject].head == v.head && is_cue(v.head) && c_.tree.child(verb, {Rel::mark}) < 0;
}

// A name that the tagger took for a verb: "IS" at the head of a Dutch sentence.
int32_t RoleBinder::mistagged_subject(int32_t verb) const {
  for (int32_t t : c_.clauses[c_.clauses.of(verb)].tokens) {
    if (t < verb && c_.tree[t].upos == Upos::AUX && c_.actor_head[t] >= 0) return t;
  }
  return -1;
}

// "BEIRUT (AP) - Israel has carried out ...", "mid-June [in juni] Israel ...": the place a report is sent from and a time are no
// subjects; where the tree takes one for the first of two, the second is.
int32_t RoleBinder::past_head(int32_t verb, int32_t subject) const {
  auto ends_head = [&](int32_t t) { return c_.frames.listed("dateline_end", c_.tree.form(t)); };
  const int32_t first = c_.tree.sentence(verb).first;
  for (int32_t s : c_.tree.children(verb)) {
    if (c_.tree[s].rel != Rel::nsubj || s <= subject) continue;
    bool sent = c_.tree.reach(subject)[0] == first;
    for (int32_t t = subject + 1; sent && t < s; ++t) {
      if (ends_head(t)) return s;
    }
    if (in_time(subject)) return s;
  }
  return subject;
}

void RoleBinder::verb(int32_t token) {
  Arguments a = arguments_of_verb(c_.tree, c_.frames, token);
  const Frame& f = frame_of(token);
  const bool named = &f != d_->frame || token == d_->token;
  const bool own = named || !f.subject;
  if (a.subject < 0 && !a.passive) a.subject = mistagged_subject(token);
  if (a.subject >= 0 && !a.passive) a.subject = past_head(token, a.subject);
  if (of_speaker(token, a.subject) && f.speaker.empty() && d_->claim.type != ClaimType::kStatement) a.subject = -1;
  const auto does = own && f.subject ? f.subject : doer(), suffers = own && f.object ? f.object : f.toll ? Role::kTarget : done_to();
  const bool brokered = c_.frames.listed("broker", c_.tree.lemma(token));
  // "Zeggen een luchtaanval te hebben gehoord": who heard it did not do it.
  const bool tells = token != d_->token && (is_cue(token) || c_.frames.listed("perceiving", c_.tree.lemma(token)));
  // "Onder de doden zijn ook kinderen": who are there are the dead.
  const bool there = d_->toll && !named && !tells && !a.passive && c_.frames.listed("being", c_.tree.lemma(token));
  if (there && a.subject >= 0) add_all(a.subject, Role::kTarget);
  const bool plays = (does && !tells && !there && !(named && f.no_subject)) || (a.passive && f.agent);
  Role subject = a.passive && f.agent ? *f.agent : does.value_or(Role::kInitiator);
  if (a.passive && brokered) subject = Role::kMediator;  // "talks mediated by Qatar"
  if (a.subject >= 0 && plays && !holds(d_->triggers, a.subject)) add_all(a.subject, subject);
  if (a.subject >= 0 && plays && d_->claim.type == ClaimType::kClash) {
    for (int32_t foe : c_.tree.children(a.subject)) {  // "vechten rebellen tegen het leger", the foe hung on the first
      if (c_.tree[foe].rel == Rel::nmod && c_.frames.listed("against", c_.tree.case_of(foe))) add_all(foe, subject);
    }
  }
  if (plays && !a.passive && !mutual()) add_company(token, a.subject, subject);
  // "Israeli strikes killed 33": whose the strikes were.
  const bool act = a.subject >= 0 && (c_.has(a.subject, "attack_noun") || c_.frames.listed("fire_noun", c_.tree.lemma(a.subject)));
  const bool by_act = act && plays && !a.passive && !is_verbal(c_.tree[a.subject]);
  if (by_act && c_.actor_head[a.subject] < 0) noun(a.subject);
  for (int32_t agent : a.agents) add_all(agent, brokered ? Role::kMediator : plays ? subject : Role::kInitiator);
  if (a.object >= 0 && suffers && !(named && f.no_object) && !holds(d_->triggers, a.object)) add_all(a.object, *suffers);
  for (int32_t o : a.obliques) {
    oblique(o, is_verbal(c_.tree[token]), f);  // "is in the hands of the rebels"
    if (!c_.frames.listed("fire_noun", c_.tree.lemma(o))) continue;
    for (int32_t owner : c_.tree.children(o)) {  // "under fire from the army"
      if (c_.tree[owner].rel == Rel::nmod && comes_from(owner) && c_.frames.listed("of_source", c_.tree.case_of(owner))) add_all(owner, Role::kInitiator);
    }
  }
  // "Presented evidence against Russia", which the tree hangs on what was presented.
  if (f.general && f.oblique && a.object >= 0) {
    for (int32_t d : c_.tree.children(a.object)) {
      if (c_.tree[d].rel == Rel::nmod && c_.frames.listed("target", c_.tree.case_of(d))) oblique(d, true, f);
    }
  }
  // "Released three hostages, including Yarden Bibas": names of the part told last before the word.
  for (int32_t t : c_.clauses[c_.clauses.of(token)].tokens) {
    if (!c_.frames.listed("including", c_.tree.form(t))) continue;
    // Of an object that plays no part nobody is one: "gingen akkoord, waaronder het Vrije Leger".
    const bool part = suffers && !(named && f.no_object);
    const bool of_object = part && a.object >= 0 && a.object < t && (a.subject < a.object || a.subject > t);
    if (of_object || plays) named_among(t, of_object ? *suffers : subject);
  }
}

// "Together with its ally Russia the army carried out ...": who does it too.
void RoleBinder::add_company(int32_t verb, int32_t subject, Role role) {
  const Sentence& s = c_.tree.sentence(verb);
  for (int32_t t = s.first; t + 1 < s.last; ++t) {
    if (!c_.frames.listed("together", c_.tree.form(t)) || !c_.frames.listed("with", c_.tree.form(t + 1))) continue;
    const int32_t whom = c_.tree[t + 1].head;
    if (whom <= t) continue;
    const int32_t above = c_.tree[t].head == whom ? c_.tree[whom].head : c_.tree[t].head;
    if (above == verb || (subject >= 0 && above == subject)) add_all(whom, role);
  }
}

// "..., waaronder het Vrije Leger": names out of the group just told, behind the word that says so.
void RoleBinder::named_among(int32_t among, Role role) {
  for (int32_t i : c_.index.actors.of(c_.tree[among].sentence)) {
    const ActorMention& m = c_.mentions.actors[i];
    const bool owns = c_.tree[m.head].subtype("poss");  // "including Lebanon's Hezbollah movement"
    if (m.first > among && m.first <= among + (owns ? 0 : 4) && m.form == ActorForm::kName) return add_all(m.head, role);
  }
}

void RoleBinder::noun(int32_t token) {
  Arguments a = arguments_of_noun(c_.tree, c_.frames, token);
  for (int32_t owner : a.owners) {
    if (c_.has(token, "casualty") && c_.actor_at[owner] >= 0 && c_.mentions.actors[c_.actor_at[owner]].head == token) continue;  // "verscheidene slachtoffers"
    if (c_.actor_at[owner] >= 0 || c_.has(owner, "combatant")) {
      if (auto r = doer()) add_all(owner, *r);
    }
  }
  for (int32_t agent : a.agents) oblique(agent, false, *d_->frame);
  for (int32_t o : a.obliques) oblique(o, false, *d_->frame);
}

// Who is told of beside the truce itself: "a truce between X and Y", "a truce brokered by Z", "het door Z
// afgekondigde bestand".
void RoleBinder::truce_noun(int32_t token) {
  for (int32_t child : c_.tree.children(token)) {
    const Token& t = c_.tree[child];
    auto preposition = c_.tree.case_of(child);
    bool parties = c_.frames.listed("between", preposition) || c_.frames.listed("with", preposition);
    if (t.rel == Rel::nmod && parties) {
      add_all(child, Role::kParty);
      if (c_.frames.listed("between", preposition) && expand(c_.tree, child).size() == 1) add_parted(child);
    }
    if ((t.rel != Rel::amod && t.rel != Rel::acl) || t.subtype("relcl")) continue;
    Arguments a = arguments_of_verb(c_.tree, c_.frames, child);
    auto lemma = c_.tree.lemma(child);
    Role role = c_.frames.listed("broker", lemma)      ? Role::kMediator
                : c_.frames.listed("guarantee", lemma) ? Role::kGuarantor
                                                       : Role::kInitiator;
    if (role == Role::kInitiator && d_->claim.type == ClaimType::kViolationAlleged) continue;  // who announced it did not break it
    for (int32_t agent : a.agents) add_all(agent, role);
  }
}

// "The truce between the government and the separatists began": the second of a pair, which the tree took for a subject.
void RoleBinder::add_parted(int32_t first) {
  const int32_t last = c_.tree.sentence(first).last;
  for (int32_t t = first + 1; t < std::min(last, first + 6); ++t) {
    if (c_.tree[t].upos != Upos::CCONJ) continue;
    for (int32_t second = t + 1; second < std::min(last, t + 6) && !is_verbal(c_.tree[second]); ++second) {
      if (c_.actor_head[second] < 0) continue;
      bool closed = false;  // "and Hezbollah and Lebanon on the other side"
      for (int32_t at = c_.actor_head[second]; at >= 0; at = closed ? -1 : next_in_list(c_, at, true, &closed)) {
        add(c_.mentions.actors[at].head, Role::kParty);
      }
      return;
    }
    return;
  }
}

// "The country has been at war with the separatists for years": the subject of the clause that says it without a verb.
void RoleBinder::who_is_in_it() {
  const int32_t head = c_.clauses[d_->clause].head;
  if (!c_.frames.listed("locative", c_.tree.case_of(d_->token))) return;
  const int32_t subject = is_verbal(c_.tree[head]) || c_.tree.child(head, {Rel::cop}) < 0 ? -1 : c_.tree.child(head, {Rel::nsubj});
  if (subject >= 0 && subject != d_->token && c_.actor_head[subject] >= 0) add_all(subject, Role::kParty);
}

// "Fighting resumes between the army and the RSF", wherever the tree hangs the two.
void RoleBinder::pair_in_clause() {
  for (int32_t t : c_.clauses[d_->clause].tokens) {
    if (c_.actor_head[t] >= 0 && c_.frames.listed("between", c_.tree.case_of(t))) add_all(t, Role::kParty);
  }
}

// "Between the army and militias on the one side and the rebels on the other": who stands between the two phrases.
void RoleBinder::other_side() {
  const Sentence& s = c_.tree.sentence(d_->token);
  int32_t one = -1;
  for (int32_t t = s.first + 1; t < s.last; ++t) {
    if (one < 0 && c_.frames.listed("side_of_two", c_.tree.lemma(t)) && c_.frames.listed("one_of_two", c_.tree.form(t - 1))) one = t;
    if (one < 0 || !c_.frames.listed("other_of_two", c_.tree.form(t))) continue;
    for (int32_t i : c_.index.actors.of(d_->sentence)) {
      const ActorMention& m = c_.mentions.actors[i];
      if (m.first > one && m.last <= t) add(m.head, Role::kParty);
    }
    return;
  }
}

// A toll that joined an attack gives its victims; the attack's own verb gives the attacker.
// Who is left out of a truce is what its sentence is told for: where the tree ties nobody to it, the armed groups named
// between the words that tell of the telling.
void RoleBinder::name_left_out() {
  const Sentence& s = c_.parse.sentences[d_->sentence];
  int32_t from = s.first, to = s.last;
  for (int32_t t = s.first; t < s.last; ++t) {
    if (!is_cue(t) || t == d_->token || c_.frames.listed("told_by", c_.tree.form(t))) continue;
    if (t > d_->token) to = std::min(to, t);
    if (t < d_->token && from == s.first) from = t + 1;
  }
  for (int32_t i : c_.index.actors.of(d_->sentence)) {
    const ActorMention& m = c_.mentions.actors[i];
    const bool told = m.first < from || m.last > to || c_.frames.listed("told_by", c_.tree.case_of(m.head));
    if (!told && m.form == ActorForm::kName && is_armed_group(m.kind)) add(m.head, Role::kExcluded);
  }
}

// "The hostages that Hamas frees", "thirteen hostages are freed": who is held frees nobody, whatever the tree says.
void RoleBinder::turn_held() {
  const bool takes = d_->frame->object.value_or(Role::kTarget) == Role::kTarget && !d_->frame->no_object;
  if (!takes || (d_->claim.type != ClaimType::kOther && d_->claim.type != ClaimType::kDetention)) return;
  auto held = [&](const ClaimActor& a) {
    const Sentence& s = c_.parse.sentences[d_->sentence];
    for (int32_t t = s.first; t < s.last; ++t) {
      if (a.span.contains(c_.tree[t].span) && c_.has(t, "held_person")) return true;
    }
    return false;
  };
  auto& actors = d_->claim.actors;
  auto frees = std::find_if(actors.begin(), actors.end(), [&](const ClaimActor& a) { return a.role == Role::kInitiator && held(a); });
  if (frees == actors.end()) return;
  auto freed = std::find_if(actors.begin(), actors.end(), [&](const ClaimActor& a) { return a.role == Role::kTarget && !held(a); });
  frees->role = Role::kTarget;
  if (freed != actors.end()) freed->role = Role::kInitiator;
}

void RoleBinder::run() {
  for (int32_t t : d_->triggers) {
    if (is_verbal(c_.tree[t]) || c_.tree.child(t, {Rel::nsubj}) >= 0)
      verb(t);
    else
      noun(t);
  }
  // "Vowed to strike against perceived Hezbollah violations": whose they are stands before them.
  const bool owned = d_->claim.type == ClaimType::kViolationAlleged && !d_->claim.actors.empty();
  const bool carried = d_->verb >= 0 && !holds(d_->triggers, d_->verb);
  if (carried && !owned) verb(d_->verb);
  if (d_->claim.type == ClaimType::kClash && !is_verbal(c_.tree[d_->token]) && d_->verb < 0) who_is_in_it();
  if (d_->claim.type == ClaimType::kClash && d_->claim.actors.empty()) pair_in_clause();
  if (d_->claim.type == ClaimType::kClash || d_->claim.type == ClaimType::kTalks || d_->claim.type == ClaimType::kAgreement) other_side();
  // "In the state, which the deal does not cover, rebels took a town": it is the state that stands outside.
  const bool of_noun = c_.clauses[d_->clause].noun >= 0;
  if (d_->claim.type == ClaimType::kPartyExcluded && d_->claim.actors.empty() && !of_noun) name_left_out();
  turn_held();
  // "The truce between the army and the RSF collapses": nobody is told to have broken it.
  const int32_t subject = c_.tree.child(d_->token, {Rel::nsubj});
  const bool itself = d_->frame->no_subject || (subject >= 0 && c_.has(subject, "truce"));
  const bool collapses = d_->claim.type == ClaimType::kViolationAlleged && itself && d_->claim.actors.empty();
  if (d_->claim.type != ClaimType::kAgreement && d_->claim.type != ClaimType::kHolds && !collapses) return;
  for (int32_t t : c_.clauses[d_->clause].tokens) {
    if (c_.names_pact(t)) truce_noun(t);
  }
}

void bind_roles(const EventContext& c, Draft* draft) { RoleBinder(c, draft).run(); }

}  // namespace bestand
