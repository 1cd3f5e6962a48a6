// What a language says an event with: frames (trigger words, the company they need, the roles they give) and classes
// of words, read from lang/<code>/frames*.toml and matched against one document's tokens.
//
// Input    frames-words.toml holds [class.<name>]; frames-forms.tsv verbs with their forms; every other frames*.toml [[frame]]
// Output   the best frame of a trigger token in its clause; a bit mask of classes for every token
// Errors   kBadData with file and line; kUnreadable
// Threads  const after load
// Cost     one hash look-up a token for its classes, one for its frames
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/string_map.h"
#include "claim/claim.h"
#include "claim/tree.h"

namespace bestand {

using ClassMask = uint64_t;

// Where the company of a trigger must stand.
enum class Where : uint8_t { kClause, kSubject, kObject, kOblique, kModifier, kSentence, kText };

struct Need {
  Where where = Where::kClause;
  ClassMask classes = 0;             // any of these
  std::vector<std::string> words;    // or any of these lemmas or forms
  bool absent = false;               // must not be there
};

// How a frame's arguments become roles; kNone: not an actor of the event.
enum class Arg : uint8_t { kSubject, kObject, kAgent, kOblique };

enum class FrameForce : uint8_t { kNone, kDenied, kPossible, kPlanned };

struct Frame {
  std::string name;
  ClaimType type = ClaimType::kOther;
  std::string cameo, plover, mode;
  AgreementPhase phase = AgreementPhase::kInForce;
  std::vector<Need> needs;
  std::optional<Role> subject, object, agent, oblique;
  std::optional<Role> place;  // of the state that it happens in: who is visited
  bool no_subject = false, no_object = false, no_oblique = false;  // "none": plays no part
  bool generic = false;      // an assault of a kind not told: weapons and neighbours settle the type
  bool toll = false;         // says that people die, are hurt: joins an event of its clause
  std::string toll_of;       // "killed" or "injured" where the words tell which
  bool total = false;        // a number behind it is the whole toll, not what was added
  bool light = false;        // only carries a noun ("uitvoeren", "take place")
  bool general = false;      // ordinary politics: only between actors of states, and never a ledger event
  bool history = false;      // background by itself
  bool negated = false;      // its own words hold the negation: not a denial
  bool denial = false;       // its trigger itself must be denied, not another word of its clause
  std::string speaker;       // the doer tells it: "source", "both" when he acts too, "accuser" when it is the other's act, "blamer" when
                             // his words name that act ("blamed the rebels for the attack")
  FrameForce force = FrameForce::kNone;
  int gate = 1;              // 0 by itself, 1 near words of conflict, 2 in a text about one
  int rank = 0;
  std::string example, counter;
  std::string file;
  int line = 0;
};

// One way to word a trigger: its head word and companions that must stand in the same clause, or the words
// right before the head (`before`) or behind it (`after`).
struct Wording {
  int32_t frame = 0;
  bool verb = false, noun = false, adjective = false;
  std::vector<std::string> before, after, with;
};

class FrameSet {
 public:
  static Result<FrameSet> load(const std::string& data_root, std::string_view lang);

  const std::vector<Frame>& frames() const { return frames_; }
  const std::vector<Wording>* wordings(std::string_view key) const;

  // Bit of a class; 0 for a name that no file uses.
  ClassMask class_bit(std::string_view name) const;
  // Classes of every token of a document. "place" and "actor" are not in the files: whoever found them sets them.
  std::vector<ClassMask> classify(const Tree& tree) const;
  // Points towards "this text is about armed conflict" that the classes carry (negative: towards something else).
  double weight(ClassMask classes) const;
  const std::vector<double>& weights() const { return weights_; }

  // The word that a form belongs to, for taggers that miss it; no lemma: none.
  struct Form {
    std::string lemma;
    bool verb = true;
    bool class_word = false;  // of a class too: a verb only where the tagger reads one
  };
  const Form* form_of(std::string_view form) const;

  // Words that take part in the grammar of events: prepositions by the role they give, and the like.
  bool listed(std::string_view list, std::string_view word) const;

 private:
  friend class FrameLoader;
  struct ClassEntry {
    ClassMask classes = 0;
    std::vector<std::pair<std::vector<std::string>, ClassMask>> sequences;  // words that must follow
  };

  ClassMask suffix_classes(std::string_view lemma) const;

  std::vector<Frame> frames_;
  StringMap<std::vector<Wording>> wordings_;
  StringMap<int> class_ids_;
  std::vector<double> weights_;
  StringMap<ClassEntry> words_;
  StringMap<ClassMask> suffixes_;
  size_t longest_suffix_ = 0;
  StringMap<Form> forms_;
  StringMap<StringSet> listed_;  // by word: its lists, as most words that are asked for stand in none
};

}  // namespace bestand
