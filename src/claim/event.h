// Who did what to whom, where, when, with what, how many, and who says so: the claims of one document.
//
// Input    the document's parse, mentions, acts of telling and readings of its predicates
// Output   claims by rising span, ids "<document id>#<n>"; a text that is not about armed conflict gives none
// Errors   kBadData for lang/<code>/frames*.toml or world/codes/events.toml that break their schema
// Threads  const after load
// Cost     one pass over the tokens, then over the triggers found; bench/claim_events
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "claim/claim.h"
#include "claim/tree.h"
#include "ground/mentions.h"
#include "read/document.h"

namespace bestand {

class ActorBase;
class FrameSet;
class EventCodes;

class EventCoder {
 public:
  static Result<EventCoder> load(const std::string& data_root, std::string_view lang, const ActorBase* actors);

  EventCoder(EventCoder&&) noexcept;
  EventCoder& operator=(EventCoder&&) noexcept;
  ~EventCoder();

  std::vector<Claim> find(const Document& document, const Tree& tree, const Mentions& mentions,
                          const std::vector<Attribution>& attributions,
                          const std::vector<Predication>& predications) const;

  // Whether the text's own words are about armed conflict: what decides if anything in it is a claim.
  bool topical(const Tree& tree, const Mentions& mentions) const;

  // Whether the frame of this name fits somewhere, whatever the text is about: what the frames' examples are tested with.
  bool fits(std::string_view frame, const Document& document, const Tree& tree, const Mentions& mentions) const;

  const FrameSet& frames() const { return *frames_; }

 private:
  EventCoder();
  std::unique_ptr<FrameSet> frames_;
  std::unique_ptr<EventCodes> codes_;
  const ActorBase* actors_ = nullptr;
};

}  // namespace bestand
