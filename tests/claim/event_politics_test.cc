// Ordinary politics as event coders count it: one claim for each pair of those who take part.
#include <gtest/gtest.h>

#include <string>

#include "claim/engine.h"
#include "claim/event.h"
#include "claim/reading.h"

namespace bestand::event_politics_test {
namespace {

// "040 FRA>ESP; 040 ESP>FRA": the CAMEO code of each claim, with whom it is from and whom to.
std::string pairs(std::string_view text) {
  Document d;
  d.id = "t";
  d.lang = "en";
  d.text = text;
  d.published_edtf = "2026-03-11";
  d.published = *parse_edtf("2026-03-11");
  std::string out;
  for (const Claim& c : test::engine().analyze(std::move(d)).claims) {
    std::string from = "-", to = "-";
    for (const ClaimActor& a : c.actors) {
      bool doer = a.role == Role::kInitiator || (a.role == Role::kParty && from == "-");
      (doer ? from : to) = a.code;
    }
    out += (out.empty() ? "" : "; ") + c.cameo + " " + from + ">" + to;
  }
  return out;
}

struct Row {
  const char* text;
  const char* pairs;
};

TEST(EventPolitics, OneClaimForEachPair) {
  const Row kRows[] = {
      {"France, Spain and Portugal met on Monday.", "040 FRA>ESP; 040 FRA>PRT; 040 ESP>FRA; 040 ESP>PRT; 040 PRT>FRA; 040 PRT>ESP"},
      {"France praised Spain and Portugal.", "051 FRA>ESP; 051 FRA>PRT"},
      // Who is visited hosts.
      {"The Kenyan president visited Uganda on Friday.", "042 KENGOV>UGA; 043 UGA>KENGOV"},
      // Whom it is done to stands beneath the word that the verb governs.
      {"Peru resumed diplomatic ties with Chile.", "050 PER>CHL"},
      {"Sweden believes Norway can pay the debt.", "010 SWE>NOR"},
      // What is condemned is no event beside it; what is done beside it is one.
      {"Spain condemned an attack by Moroccan soldiers on Thursday and promised to help Mali.", "111 ESP>MARMIL; 030 ESP>MLI"},
      // Nobody of note does anything to a state.
      {"The baker praised his apprentice.", ""},
      {"The mechanic visited his aunt in Lyon.", ""},
  };
  for (const Row& row : kRows) EXPECT_EQ(pairs(row.text), row.pairs) << row.text;
}

}  // namespace
}  // namespace bestand::event_politics_test
