// The steps, in the order in which they build on each other; each stands in an event_*.cc of its own.
#include "claim/event.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "claim/event_codes.h"
#include "claim/event_parts.h"

namespace bestand {

namespace {

// In a text that speaks of a truce, "the agreement" is that truce.
void read_stand_ins(EventContext* c) {
  ClassMask sure = c->bit("truce_sure"), truce = c->bit("truce");
  if (std::none_of(c->classes.begin(), c->classes.end(), [&](ClassMask m) { return (m & sure) != 0; }))
    return;
  for (int32_t t = 0; t < c->tree.size(); ++t) {
    if (!c->frames.listed("truce_stand_in", c->tree.lemma(t))) continue;
    for (int32_t d : c->tree.children(t)) {
      if (c->tree[d].rel == Rel::det && !c->tree[d].has_feat("Definite=Ind")) {
        c->classes[t] |= truce;
        c->clauses.add_classes(t, truce);
        break;
      }
    }
  }
}

}  // namespace

EventContext::EventContext(const Document& d, const Parse& p, const Mentions& m,
                           const std::vector<Attribution>& a, const std::vector<Predication>& r,
                           const FrameSet& f)
    : document(d),
      parse(p),
      mentions(m),
      attributions(a),
      predications(r),
      frames(f),
      tree(p),
      classes(f.classify(tree)),
      clauses(tree, classes),
      actor_at(tree.size(), -1),
      actor_head(tree.size(), -1),
      predication_at(tree.size(), -1) {
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
  weigh(this);
  read_stand_ins(this);
}

EventCoder::EventCoder() = default;
EventCoder::EventCoder(EventCoder&&) noexcept = default;
EventCoder& EventCoder::operator=(EventCoder&&) noexcept = default;
EventCoder::~EventCoder() = default;

Result<EventCoder> EventCoder::load(const std::string& data_root, std::string_view lang, const ActorBase*) {
  auto frames = FrameSet::load(data_root, lang);
  if (!frames) return frames.error();
  auto codes = EventCodes::load(data_root);
  if (!codes) return codes.error();
  EventCoder out;
  out.frames_ = std::make_unique<FrameSet>(std::move(*frames));
  out.codes_ = std::make_unique<EventCodes>(std::move(*codes));
  return out;
}

namespace {

// Ordinary politics counts only between actors that can stand for a state, a party or a people.
bool political(const Draft& d) {
  return std::any_of(d.claim.actors.begin(), d.claim.actors.end(), [](const ClaimActor& a) {
    bool known = !a.code.empty() && !a.actor_id.empty();  // "officers" alone may be anyone's
    bool group = known || a.kind == "civilians" || a.kind == "people" || a.kind == "party" || a.kind == "ngo";
    return (a.role == Role::kInitiator || a.role == Role::kParty) && group;
  });
}

}  // namespace

namespace {

// "a town held by rebels", "fighters based in the east".
bool only_describes(const EventContext& c, const Draft& d) {
  const Token& t = c.tree[d.token];
  return d.claim.type == ClaimType::kOther && !d.toll && !d.generic && t.rel == Rel::acl &&
         !t.subtype("relcl") && past_participle(t);
}

// Of a sentence's political acts the one that governs the others: "offered to withdraw" is an offer.
void keep_one_political(const EventContext& c, std::vector<Draft>* drafts) {
  auto rank = [&](const Draft& d) { return std::pair(c.tree.depth(d.token), d.token); };
  std::unordered_map<int32_t, std::pair<int32_t, int32_t>> top;
  for (const Draft& d : *drafts) {
    if (!d.frame->general) continue;
    auto [at, fresh] = top.try_emplace(d.sentence, rank(d));
    if (!fresh) at->second = std::min(at->second, rank(d));
  }
  std::erase_if(*drafts, [&](const Draft& d) { return d.frame->general && top[d.sentence] != rank(d); });
}

}  // namespace

bool EventCoder::topical(const Parse& parse, const Mentions& mentions) const {
  Document document;
  std::vector<Attribution> attributions;
  std::vector<Predication> predications;
  EventContext c(document, parse, mentions, attributions, predications, *frames_);
  return c.text_total >= 5 && c.text_weight >= 1.6;
}

bool EventCoder::fits(std::string_view frame, const Document& document, const Parse& parse,
                      const Mentions& mentions) const {
  std::vector<Attribution> attributions;
  std::vector<Predication> predications;
  EventContext c(document, parse, mentions, attributions, predications, *frames_);
  for (const Frame& f : frames_->frames()) {
    if (f.name == frame) return !find_triggers(c, &f).empty();
  }
  return false;
}

std::vector<Claim> EventCoder::find(const Document& document, const Parse& parse, const Mentions& mentions,
                                    const std::vector<Attribution>& attributions,
                                    const std::vector<Predication>& predications) const {
  EventContext c(document, parse, mentions, attributions, predications, *frames_);
  std::vector<Draft> drafts = build_drafts(c, find_triggers(c));
  std::erase_if(drafts, [&](const Draft& d) { return only_describes(c, d); });
  keep_one_political(c, &drafts);
  for (Draft& d : drafts) bind_roles(c, &d);
  std::erase_if(drafts, [](const Draft& d) { return d.frame->general && !political(d); });
  fill_types(c, &drafts);
  for (Draft& d : drafts) fill_source(c, &d);
  drop_light_statements(c, &drafts);
  add_statements(c, &drafts);
  fill_figures(c, &drafts);
  count_single_victims(c, &drafts);
  drop_bare_tolls(c, &drafts);
  fill_places(c, &drafts);
  fill_times(c, &drafts);
  std::vector<Claim> claims = finish(c, std::move(drafts));
  for (Claim& claim : claims) codes_->complete(&claim);
  return claims;
}

}  // namespace bestand
