// The steps, in the order in which they build on each other; each stands in an event_*.cc of its own.
#include "claim/event.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "base/deadline.h"
#include "claim/event_codes.h"
#include "claim/event_parts.h"

namespace bestand {

namespace {

// Words of the text with the classes that the language gives them, and those of what was found in it.
std::vector<ClassMask> classes_of(const Tree& tree, const Mentions& m, const FrameSet& f) {
  std::vector<ClassMask> out = f.classify(tree);
  ClassMask place = f.class_bit("place"), actor = f.class_bit("actor");
  for (const PlaceMention& p : m.places) out[p.head] |= place;
  for (const ActorMention& a : m.actors) {
    bool group = !a.code.empty() || (!a.kind.empty() && a.kind != "person" && a.kind != "people" && a.kind != "unknown");
    if (group && a.form != ActorForm::kPronoun) out[a.head] |= actor;
  }
  const ClassMask truce = f.class_bit("truce"), talks = f.class_bit("talks");
  const ClassMask on_foot = f.class_bit("on_foot"), aircraft = f.class_bit("air_weapon");
  for (int32_t t = 0; t + 1 < tree.size(); ++t) {  // a "suicide bomber" is no aircraft
    if (out[t] & on_foot) out[t + 1] &= ~aircraft;
  }
  for (int32_t t = 0; t < tree.size(); ++t) {  // "ceasefire talks" are no ceasefire
    if (out[t] & truce && tree[t].rel == Rel::compound && tree[t].head > t && out[tree[t].head] & talks) out[t] &= ~truce;
  }
  return out;
}

bool indefinite(const Tree& tree, int32_t noun) {
  int32_t det = tree.child(noun, {Rel::det});
  return det < 0 || tree[det].has_feat("Definite=Ind");
}

// In a text that speaks of a truce "the agreement" is that truce, and so is what is signed or rejected as "it".
class StandIns {
 public:
  explicit StandIns(EventContext* c) : c_(c), truce_(c->bit("truce")) {}
  void run();

 private:
  bool about_truce() const;
  bool told_before(int32_t token) const;
  int32_t governor(int32_t token) const;
  bool governed(int32_t token) const;

  EventContext* c_;
  ClassMask truce_;
};

bool StandIns::about_truce() const {
  if (c_->text_classes & c_->bit("truce_sure")) return true;
  return (c_->text_classes & truce_) != 0 && c_->about_war();
}

// Whether the sentence before, or this one up to here, has told of the truce.
bool StandIns::told_before(int32_t token) const {
  int32_t at = c_->tree[token].sentence, from = c_->parse.sentences[std::max(0, at - 1)].first;
  for (int32_t t = from; t < token; ++t) {
    if (c_->classes[t] & truce_) return true;
  }
  return false;
}

// "Is [het] duizenden keren geschonden": taken for the article of a plural that it never goes with.
int32_t StandIns::governor(int32_t token) const {
  const Token& t = c_->tree[token];
  if (t.rel == Rel::obj || t.rel == Rel::nsubj || t.rel == Rel::obl || t.rel == Rel::advmod) return t.head;
  if (t.rel != Rel::det || t.head < 0) return -1;
  const Token& counted = c_->tree[t.head];
  return counted.upos == Upos::NUM || counted.has_feat("Number=Plur") ? counted.head : -1;
}

bool StandIns::governed(int32_t token) const {
  const Token& t = c_->tree[token];
  // "It will last two days before the orders are passed on": it stands for what follows.
  if (t.rel == Rel::nsubj && t.head >= 0 && c_->frames.listed("expletive", c_->tree.form(token))) {
    for (int32_t clause : c_->tree.children(t.head)) {
      const int32_t mark = c_->tree[clause].rel == Rel::advcl ? c_->tree.child(clause, {Rel::mark}) : -1;
      if (mark > t.head && c_->frames.listed("time_apart", c_->tree.lemma(mark))) return false;
    }
  }
  const int32_t verb = governor(token);
  if (verb < 0) return false;
  auto children = c_->tree.children(verb);
  return c_->verb_listed("truce_verb", verb) || std::any_of(children.begin(), children.end(), [&](int32_t p) {  // "wezen dat af"
    return c_->tree[p].subtype("prt") && c_->frames.listed("truce_verb", std::string(c_->tree.form(p)) + std::string(c_->tree.lemma(verb)));
  });
}

void StandIns::run() {
  if (!about_truce()) return;
  for (int32_t t = 0; t < c_->tree.size(); ++t) {
    bool noun = c_->frames.listed("truce_stand_in", c_->tree.lemma(t)) && !indefinite(c_->tree, t);
    bool pronoun = !noun && c_->frames.listed("truce_pronoun", c_->tree.form(t)) && governed(t) && told_before(t);
    if (!noun && !pronoun) continue;
    c_->classes[t] |= truce_;
    c_->clauses.add_classes(t, truce_);
  }
}

}  // namespace

bool EventContext::verb_listed(std::string_view list, int32_t verb) const {
  if (frames.listed(list, tree.lemma(verb))) return true;
  const FrameSet::Form* form = frames.form_of(tree.form(verb));
  if (form && form->verb && !form->class_word && frames.listed(list, form->lemma)) return true;
  return frames.listed(list, tree.last_part(verb));
}

EventContext::EventContext(const Document& d, const Tree& t, const Mentions& m,
                           const std::vector<Attribution>& a, const std::vector<Predication>& r,
                           const FrameSet& f)
    : document(d),
      parse(t.parse()),
      mentions(m),
      attributions(a),
      predications(r),
      frames(f),
      tree(t),
      classes(classes_of(tree, m, f)),
      clauses(tree, classes),
      actor_at(tree.size(), -1),
      actor_head(tree.size(), -1),
      predication_at(tree.size(), -1),
      index(d, tree, m, a) {
  for (size_t i = 0; i < m.actors.size(); ++i) {
    const ActorMention& mention = m.actors[i];
    auto size = [&](int32_t at) { return m.actors[at].last - m.actors[at].first; };
    for (int32_t t = mention.first; t < mention.last; ++t) {
      if (actor_at[t] < 0 || size(actor_at[t]) < mention.last - mention.first)
        actor_at[t] = static_cast<int32_t>(i);
    }
    int32_t& head = actor_head[mention.head];
    if (head < 0 || size(head) < mention.last - mention.first) head = static_cast<int32_t>(i);
  }
  for (size_t i = 0; i < r.size(); ++i) predication_at[r[i].token] = static_cast<int32_t>(i);
  for (ClassMask mask : classes) text_classes |= mask;
  weigh(this);
  StandIns(this).run();
  times = times_told(*this);
}

EventCoder::EventCoder() = default;
EventCoder::EventCoder(EventCoder&&) noexcept = default;
EventCoder& EventCoder::operator=(EventCoder&&) noexcept = default;
EventCoder::~EventCoder() = default;

Result<EventCoder> EventCoder::load(const std::string& data_root, std::string_view lang, const ActorBase* actors) {
  auto frames = FrameSet::load(data_root, lang);
  if (!frames) return frames.error();
  auto codes = EventCodes::load(data_root);
  if (!codes) return codes.error();
  EventCoder out;
  out.actors_ = actors;
  out.frames_ = std::make_unique<FrameSet>(std::move(*frames));
  out.codes_ = std::make_unique<EventCodes>(std::move(*codes));
  return out;
}

namespace {

// "a town held by rebels", "fighters based in the east".
bool only_describes(const EventContext& c, const Draft& d) {
  const Token& t = c.tree[d.token];
  return d.claim.type == ClaimType::kOther && !d.toll && !d.generic && t.rel == Rel::acl &&
         !t.subtype("relcl") && past_participle(t);
}

// "He was the ninth soldier to be killed": a place in a row, of one who has been told of.
bool only_ranks(const EventContext& c, const Draft& d) {
  const Token& t = c.tree[d.token];
  if (!d.toll || t.rel != Rel::acl || c.tree.child(t.head, {Rel::cop}) < 0) return false;
  const int32_t aux = c.tree.child(d.token, {Rel::aux}), who = c.tree.child(t.head, {Rel::nsubj});
  const bool infinitive = t.has_feat("VerbForm=Inf") || (aux >= 0 && c.tree[aux].has_feat("VerbForm=Inf"));
  return infinitive && who >= 0 && c.tree[who].upos == Upos::PRON;
}

// "asked leave in order to fire back", "if they are attacked": nobody says that it happens.
bool only_supposed(const EventContext& c, const Draft& d) {
  auto marked = [&](int32_t token, std::string_view list) {
    auto children = c.tree.children(token);
    return std::any_of(children.begin(), children.end(), [&](int32_t m) {
      return c.tree[m].rel == Rel::mark && c.frames.listed(list, c.tree.form(m));
    });
  };
  int32_t at = carrier(d);
  const Token& t = c.tree[at];
  const bool promised = t.head >= 0 && (t.rel == Rel::xcomp || t.rel == Rel::ccomp) && c.frames.listed("committing_verb", c.tree.lemma(t.head));  // "announced to stop"
  bool infinitive = t.has_feat("VerbForm=Inf") && t.head >= 0 && !promised;
  const int32_t head = c.clauses[d.clause].head;
  const int32_t who = c.tree.child(head, {Rel::nsubj});  // the mark hung on the subject: "als milities het bestand schenden"
  const bool first = who >= 0 && c.tree[who].upos != Upos::VERB && c.tree.reach(who)[0] <= c.tree.reach(head)[0];
  return (infinitive && marked(at, "purpose")) || marked(head, "condition") || (first && marked(who, "condition"));
}

// "Sources close to the negotiations said": who tells, not what happened.
bool names_source(const EventContext& c, const Draft& d) {
  if (d.claim.type != ClaimType::kTalks || is_verbal(c.tree[d.token])) return false;
  const auto& told = c.index.telling.of(c.tree[d.token].sentence);
  return std::any_of(told.begin(), told.end(), [&](int32_t i) {
    const Attribution& a = c.attributions[i];
    return a.source_head != d.token && std::any_of(a.source.begin(), a.source.end(), [&](Span s) { return s.contains(c.tree[d.token].span); });
  });
}

}  // namespace

bool EventCoder::topical(const Tree& tree, const Mentions& mentions) const {
  Document document;
  std::vector<Attribution> attributions;
  std::vector<Predication> predications;
  EventContext c(document, tree, mentions, attributions, predications, *frames_);
  return c.about_war();
}

bool EventCoder::fits(std::string_view frame, const Document& document, const Tree& tree,
                      const Mentions& mentions) const {
  std::vector<Attribution> attributions;
  std::vector<Predication> predications;
  EventContext c(document, tree, mentions, attributions, predications, *frames_);
  for (const Frame& f : frames_->frames()) {
    if (f.name == frame) return !find_triggers(c, &f).empty();
  }
  return false;
}

std::vector<Claim> EventCoder::find(const Document& document, const Tree& tree, const Mentions& mentions,
                                    const std::vector<Attribution>& attributions,
                                    const std::vector<Predication>& predications) const {
  EventContext c(document, tree, mentions, attributions, predications, *frames_);
  std::vector<Draft> drafts = build_drafts(c, find_triggers(c));
  std::erase_if(drafts, [&](const Draft& d) { return only_describes(c, d) || only_ranks(c, d) || only_supposed(c, d) || names_source(c, d); });
  keep_governing(c, &drafts);
  for (Draft& d : drafts) {
    if (Deadline::passed()) return {};
    bind_roles(c, &d);
    bind_around(c, &d);
  }
  settle_politics(c, *actors_, &drafts);
  fill_types(c, &drafts);
  for (Draft& d : drafts) {
    if (Deadline::passed()) return {};
    fill_source(c, &d);
  }
  settle_accusations(c, &drafts);
  drop_light_statements(c, &drafts);
  add_statements(c, &drafts);
  fill_figures(c, &drafts);
  count_single_victims(c, &drafts);
  drop_bare_tolls(c, &drafts);
  if (Deadline::passed()) return {};
  fill_places(c, &drafts);
  if (Deadline::passed()) return {};
  fill_times(c, &drafts);
  drop_asides(c, &drafts);
  carry_parties(c, &drafts);
  bind_addressees(c, &drafts);
  finish(c, &drafts);
  split_pairs(c, *codes_, &drafts);
  std::vector<Claim> claims = claims_of(c, std::move(drafts));
  for (Claim& claim : claims) codes_->complete(&claim);
  return claims;
}

}  // namespace bestand
