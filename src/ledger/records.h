// What the store keeps and the answers are made of: documents and claims as they were read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/shelf.h"
#include "claim/claim.h"
#include "read/document.h"

namespace bestand {

// 64 minimum hashes of a text's word shingles, and its words: what two reports of one event share.
struct Sketch {
  static constexpr int kHashes = 64;
  enum Flag : uint32_t { kName = 1, kLead = 2, kNumber = 4, kPair = 8, kTitle = 16 };
  struct Term {
    uint32_t hash = 0;   // of a word, or of two capitalised ones in a row (kPair)
    float weight = 0;    // 1 + ln of its count
    // kName: with a capital inside a sentence; kLead: in the title or the first lines; kTitle: in the title
    uint32_t flags = 0;
  };
  std::vector<uint32_t> minima;  // kHashes, or empty for a text of fewer than 3 words
  std::vector<Term> terms;       // rising by hash
};

enum class Review { kAuto, kAccepted, kRejected, kDisputed, kCorrected };
std::string_view name(Review review);

struct ClaimRecord {
  int64_t key = 0;
  int32_t document = 0;  // index into the documents it was loaded with
  Claim claim;
  Review review = Review::kAuto;
  std::optional<TimeSet> time_as_read;  // where the rest of the ledger left fewer times: claim.time has what is left
};

// What the document as a whole tells of its main new incident.
struct MainEvent {
  std::optional<Quantity> killed, injured;
  std::optional<ClaimPlace> place;
  std::optional<TimeSet> time;
  bool violent = false;  // it tells of an attack, whether or not of its victims
};

struct DocumentRecord {
  int64_t key = 0;
  Document document;
  Sketch sketch;
  MainEvent main;
  std::string ingested_at;
  int32_t first = 0, last = 0;  // its claims
};

// A person's word that the events two claims tell of are one, or are two. A claim of -1: what the document
// tells by its figures alone.
struct Judgement {
  int32_t document_a = 0, claim_a = -1;
  int32_t document_b = 0, claim_b = -1;
  bool same = false;
};

// All that an answer is a function of, in canonical order: documents by publication, id and text; claims as
// they stand in them. The order of reading leaves no trace here.
struct Corpus {
  Shelf<DocumentRecord> documents;
  Shelf<ClaimRecord> claims;
  std::vector<Judgement> judgements;  // in the order they were entered

  const DocumentRecord& document_of(const ClaimRecord& c) const { return documents[c.document]; }
};

}  // namespace bestand
