// What the steps of event coding share: the document as they see it, triggers, and claims in the making.
//
// Internal to claim/event*.cc.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "claim/bind.h"
#include "claim/claim.h"
#include "claim/event_index.h"
#include "claim/frame.h"
#include "claim/tree.h"
#include "ground/mentions.h"
#include "read/document.h"

namespace bestand {

class ActorBase;
class EventCodes;

struct EventContext {
  const Document& document;
  const Parse& parse;
  const Mentions& mentions;
  const std::vector<Attribution>& attributions;
  const std::vector<Predication>& predications;
  const FrameSet& frames;
  const Tree& tree;
  std::vector<ClassMask> classes;
  ClassMask text_classes = 0;           // of all tokens
  Clauses clauses;
  std::vector<int32_t> actor_at;        // actor mention covering a token (the longest), or -1
  std::vector<int32_t> actor_head;      // actor mention whose head is the token, or -1
  std::vector<int32_t> predication_at;  // predication of a token, or -1
  std::vector<double> sentence_weight;  // how much each sentence's words are about conflict
  double text_weight = 0;               // of the whole, per hundred tokens
  std::vector<TimeMention> times;       // of mentions, lengths up to the day of the text made times
  double text_total = 0;
  double brief_total = 0;               // of a text of few sentences, with the names of places
  EventIndex index;

  EventContext(const Document&, const Tree&, const Mentions&, const std::vector<Attribution>&,
               const std::vector<Predication>&, const FrameSet&);

  bool about_war() const { return text_total >= 5 && text_weight >= 1.6; }
  ClassMask bit(std::string_view name) const { return frames.class_bit(name); }
  // By its lemma, by that of its form where the tagger misses it, or by the last part of a compound.
  bool verb_listed(std::string_view list, int32_t verb) const;
  bool names_pact(int32_t token) const { return has(token, "truce") || has(token, "deal"); }
  bool has(int32_t token, std::string_view cls) const { return (classes[token] & frames.class_bit(cls)) != 0; }
};

struct Trigger {
  int32_t token = 0;
  int32_t clause = 0;
  const Frame* frame = nullptr;
  bool verb = false;
  bool attribute = false;        // may stand before its noun
  int score = 0;
};

struct Draft {
  Claim claim;
  const Frame* frame = nullptr;
  int32_t token = 0;             // the trigger that names the event
  int32_t verb = -1;             // the predicate that carries it
  int32_t clause = 0;
  int32_t sentence = 0;
  std::vector<int32_t> triggers;
  std::vector<const Frame*> frames;  // of each trigger
  std::vector<int32_t> clauses;  // all that belong to it
  bool generic = false;
  bool toll = false;
  bool own_time = false, own_place = false;
  bool report_time = false;      // the time at which it was told, for want of its own
  bool statement = false;        // made from an act of telling alone
};

// event_trigger.cc
// With `only`, that frame's triggers alone, whatever the text is about.
std::vector<Trigger> find_triggers(const EventContext& c, const Frame* only = nullptr);
// event_gate.cc
void weigh(EventContext* c);
bool passes_gate(const EventContext& c, int32_t sentence, int gate);
// event_build.cc
std::vector<Draft> build_drafts(const EventContext& c, const std::vector<Trigger>& triggers);
// "Stabbed four people and was shot dead himself": two verbs joined by "and", one active and one passive.
bool suffers_next(const EventContext& c, int32_t verb, int32_t next);
// event_roles.cc
void bind_roles(const EventContext& c, Draft* draft);
// event_around.cc
void bind_around(const EventContext& c, Draft* draft);
void carry_parties(const EventContext& c, std::vector<Draft>* drafts);
void bind_addressees(const EventContext& c, std::vector<Draft>* drafts);  // of statements
// event_actor.cc
ClaimActor claim_actor(const EventContext& c, int32_t token, Role role);
std::string full_name(const EventContext& c, const ActorMention& mention);
// The mention that a pronoun or a description stands for; a name itself.
const ActorMention& resolved(const EventContext& c, const ActorMention& mention);
// The actor beside `from` with nothing but glue in between, longest first, or -1; `*closed` when an "and" is passed.
int32_t next_in_list(const EventContext& c, int32_t from, bool rightward, bool* closed);
// event_fill.cc
void fill_types(const EventContext& c, std::vector<Draft>* drafts);
// event_place.cc
ClaimPlace to_place(const Document& document, const PlaceMention& p);
void fill_places(const EventContext& c, std::vector<Draft>* drafts);
// event_figures.cc
// "Fired rockets in response to the killing of a commander": whether a token hangs on those beneath a word of reply. He did
// not die of the rockets, and the strike that killed him is another act.
bool of_reply(const EventContext& c, std::span<const int32_t> below, int32_t token);
void fill_figures(const EventContext& c, std::vector<Draft>* drafts);
void count_single_victims(const EventContext& c, std::vector<Draft>* drafts);
void drop_bare_tolls(const EventContext& c, std::vector<Draft>* drafts);
// event_fill.cc
// "TUNIS (Sputnik) - ": whether a token names where a text was written.
bool in_dateline(const EventContext& c, int32_t token);
// The sentences that an event's clauses stand in, and its trigger's: nothing elsewhere is near to it.
std::vector<int32_t> sentences_of(const EventContext& c, const Draft& d);
// The events of each sentence, by their index.
SentenceIndex by_sentence(const EventContext& c, const std::vector<Draft>& drafts);
// Whether `list` has `x`: a clause among an event's, a token among its triggers.
inline bool holds(std::span<const int32_t> list, int32_t x) { return std::find(list.begin(), list.end(), x) != list.end(); }
// How closely a mention stands to an event: 0 in its own clauses, 1 beneath, 2 above, 9 elsewhere.
int nearness(const EventContext& c, const Draft& d, int32_t token);
// event_tense.cc
int32_t carrier(const Draft& d);                                  // the predicate whose tense tells its time
bool perfect(const EventContext& c, int32_t verb);                // "has killed"
bool finite_present(const EventContext& c, int32_t verb);         // "kills"
bool names_state(const EventContext& c, int32_t verb);            // "remain"
bool present_state(const EventContext& c, int32_t verb);          // "remains closed", "is calm"
// "Rebels capture Aleppo", its verb read as a noun: with a subject, an object and no article.
bool headline_verb(const EventContext& c, int32_t token);
bool present_of_day(const EventContext& c, int32_t token);        // its sentence tells the day's acts: "Israel agrees"
// event_duration.cc
std::vector<TimeMention> times_told(const EventContext& c);
// Of a weekday told of what is planned, the one to come where that alone was taken for the last. Absent: as it was taken.
std::optional<TimeSet> weekday_ahead(const EventContext& c, const TimeMention& t, const Draft& d);
// event_truce.cc
// Of a TIMEX3 duration: whole days, hours being none. Absent: not told in days.
std::optional<int> days_in(std::string_view value);
// The one day that the text is of. Absent: not known so closely.
std::optional<TimeSet> day_of(const std::optional<TimeSet>& today);
// A truce that begins at midnight, or in the night between two days, begins with the second.
std::optional<TimeSet> midnight_of(const EventContext& c, const TimeMention& t, const Draft& d);
std::optional<ClaimTime> undated_midnight(const EventContext& c, const Draft& d);
void span_truce(const EventContext& c, const std::optional<TimeSet>& day, const Draft* truce, Draft* d);
// An agreement spoken of in passing is named, and not dated, unless its own words hold the time.
void name_in_passing(const EventContext& c, Draft* d);
bool since_truce(const EventContext& c, const Draft& d);
std::optional<ClaimTime> calm_since(const EventContext& c, const ClaimTime& truce);
// event_time_before.cc
std::optional<ClaimTime> day_told(const EventContext& c, const Draft& d);
bool it_was(const EventContext& c, const Draft& d);
bool ever_before(const EventContext& c, const Draft& d);
std::optional<ClaimTime> since_then(const EventContext& c, const Draft& d);
// `fresh`: the last act with a day of its own.
std::optional<ClaimTime> history_told(const EventContext& c, const Draft& d, const Draft* fresh);
// event_time_own.cc
bool tells_of_truce(ClaimType t);
bool since_clause(const EventContext& c, const Draft& d, int32_t token);
bool war_began(const EventContext& c, const Draft& d, const TimeMention& t);
std::optional<int> days_after(const EventContext& c, const Draft& d, const TimeMention& t);
std::optional<int> days_before(const EventContext& c, const Draft& d);
const TimeMention* best_time(const EventContext& c, const Draft& d);  // null: none of its own
// event_time.cc
bool ranked(const EventContext& c, int32_t before);             // "the first since June", "the worst of the year"
bool usable_time(const EventContext& c, const TimeMention& t);  // whether it may be the time of something told
bool heads_text(const EventContext& c, const TimeMention& t);   // the date that a text is headed with
void fill_times(const EventContext& c, std::vector<Draft>* drafts);
// event_source.cc
void fill_source(const EventContext& c, Draft* draft);
bool unsourced(const Claim& c);                      // told by the text itself, or by nobody named
bool same_source(const Claim& a, const Claim& b);    // told by the same at last; also two that are unsourced
void settle_accusations(const EventContext& c, std::vector<Draft>* drafts);
void drop_light_statements(const EventContext& c, std::vector<Draft>* drafts);
void add_statements(const EventContext& c, std::vector<Draft>* drafts);
// event_reading.cc
void settle_reading(const EventContext& c, Draft* draft);
// event_aside.cc
void drop_asides(const EventContext& c, std::vector<Draft>* drafts);
// event_finish.cc
void finish(const EventContext& c, std::vector<Draft>* drafts);
std::vector<Claim> claims_of(const EventContext& c, std::vector<Draft> drafts);
// event_politics.cc
void keep_governing(const EventContext& c, std::vector<Draft>* drafts);
void settle_politics(const EventContext& c, const ActorBase& base, std::vector<Draft>* drafts);
void split_pairs(const EventContext& c, const EventCodes& codes, std::vector<Draft>* drafts);

bool is_violent(ClaimType type);

}  // namespace bestand
