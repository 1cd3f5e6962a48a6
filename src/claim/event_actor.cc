// The words and the name by which a claim tells an actor, and the actors that stand beside one in a list.
#include <algorithm>

#include "claim/event_parts.h"

namespace bestand {
namespace {

bool droppable(const Token& t) {
  return t.rel == Rel::det || t.rel == Rel::nummod || t.rel == Rel::punct || t.upos == Upos::DET ||
         t.upos == Upos::NUM || t.rel == Rel::case_ || t.rel == Rel::cc || t.rel == Rel::advmod;
}

// A noun with the words that belong before it and the names behind it: "Iranian oil platform".
Span noun_words(const EventContext& c, int32_t head) {
  int32_t first = head, last = head + 1;
  for (int32_t d : c.tree.children(head)) {
    Rel rel = c.tree[d].rel;
    bool before = d < head && (rel == Rel::amod || rel == Rel::compound || rel == Rel::flat ||
                               (rel == Rel::nmod && c.tree.case_of(d).empty()));
    bool behind = d > head && (rel == Rel::flat || rel == Rel::fixed);
    if (before && !droppable(c.tree[d])) first = std::min(first, d);
    if (behind) last = std::max(last, d + 1);
  }
  return c.parse.span(first, last);
}

bool list_glue(const Token& t) {
  bool mark = t.form == "," || t.form == "(" || t.form == ")";
  return mark || t.upos == Upos::CCONJ || t.upos == Upos::DET || t.upos == Upos::ADJ || t.rel == Rel::amod;
}

}  // namespace

const ActorMention& resolved(const EventContext& c, const ActorMention& start) {
  const ActorMention* m = &start;
  for (int i = 0; i < 4 && m->antecedent >= 0 && m->form != ActorForm::kName; ++i) {
    m = &c.mentions.actors[m->antecedent];
  }
  return *m;
}

int32_t next_in_list(const EventContext& c, int32_t from, bool rightward, bool* closed) {
  const ActorMention& m = c.mentions.actors[from];
  int32_t sentence = c.tree[m.head].sentence, size = c.tree.size();
  bool conjunction = false, parted = false;
  for (int32_t t = rightward ? m.last : m.first - 1; t >= 0 && t < size && c.tree[t].sentence == sentence;
       t += rightward ? 1 : -1) {
    if (int32_t found = c.actor_at[t]; found >= 0 && found != from) {
      const ActorMention& other = c.mentions.actors[found];
      if (!parted || other.form == ActorForm::kPronoun || (other.first < m.last) == rightward) return -1;
      *closed |= conjunction;
      return found;
    }
    bool of_next =
        t + 1 < size && c.actor_at[t + 1] >= 0 && c.tree[c.mentions.actors[c.actor_at[t + 1]].head].head == t;
    if (!list_glue(c.tree[t]) && !of_next) return -1;
    conjunction |= c.tree[t].upos == Upos::CCONJ;
    parted |= c.tree[t].upos == Upos::CCONJ || c.tree[t].upos == Upos::PUNCT;
  }
  return -1;
}

// The longest of one actor's names in the text.
std::string full_name(const EventContext& c, const ActorMention& mention) {
  const ActorMention& m = resolved(c, mention);
  std::string best(quote(c.document.text, m.span));
  if (m.actor_id.empty()) return best;
  auto fullest = c.index.fullest.find(m.actor_id);
  if (fullest == c.index.fullest.end()) return best;
  const bool own = m.kind == "state" && fullest->second == m.name && best.find(fullest->second) == std::string::npos;
  if (own || fullest->second.size() > best.size()) best = fullest->second;
  return best;
}

ClaimActor claim_actor(const EventContext& c, int32_t token, Role role) {
  ClaimActor out;
  out.role = role;
  int32_t at = c.actor_head[token] >= 0 ? c.actor_head[token] : c.actor_at[token];
  if (at < 0) {
    out.span = noun_words(c, token);
    out.text = out.name = std::string(quote(c.document.text, out.span));
    out.kind = "unknown";  // words that no actor was found behind: "positions", "stellingen"
    return out;
  }
  const ActorMention& m = c.mentions.actors[at];
  const ActorMention& r = resolved(c, m);
  int32_t begins = m.first;  // "• Israeli troops", at the head of a list; "what rebels described"
  while (begins < m.head && (c.tree[begins].upos == Upos::SYM || c.tree[begins].upos == Upos::PUNCT || c.tree[begins].has_feat("PronType=Int"))) ++begins;
  out.span = begins == m.first ? m.span : c.parse.span(begins, m.last);
  out.text = std::string(quote(c.document.text, out.span));
  out.name = full_name(c, m);
  if (begins > m.first && out.name == quote(c.document.text, m.span)) out.name = out.text;
  // "Israeli strikes", "een Israëlische luchtaanval": Israel, without the article of the attack.
  int32_t first = m.first;
  while (first < m.head && c.tree[first].upos == Upos::DET) ++first;
  if (m.kind == "state" && m.last - first == 1 && c.tree[m.head].upos == Upos::ADJ && !m.name.empty()) {
    out.name = m.name;
    out.span = c.parse.span(first, m.last);
    out.text = std::string(quote(c.document.text, out.span));
  }
  out.actor_id = r.actor_id;
  // "Seven opposition groups signed": some of those whom the name means, and not the whole.
  if (role == Role::kParty && c.tree.child(m.head, {Rel::nummod}) >= 0 && c.frames.listed("counted_body", c.tree.lemma(m.head))) out.actor_id.clear();
  out.kind = r.kind;
  out.code = r.code;
  if (!r.name.empty() && r.name != out.name) out.aliases.push_back(r.name);
  for (const std::string& alias : r.aliases) {
    if (alias != out.name) out.aliases.push_back(alias);
  }
  return out;
}

}  // namespace bestand
