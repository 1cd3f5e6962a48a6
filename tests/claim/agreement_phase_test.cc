// What a claim of an agreement tells of it: begun, made, named in passing, prolonged, its length.
#include <gtest/gtest.h>

#include <string>

#include "claim/reading.h"

namespace bestand::agreement_phase_test {
namespace {

struct Case {
  std::string lang, text, quote;  // the claim of an agreement whose span holds the quote
  AgreementPhase phase;
};

const Case kCases[] = {
    {"en", "The ceasefire took effect at midnight on Thursday.", "took effect", AgreementPhase::kInForce},
    {"en", "A ceasefire between the army and the rebels will go into effect starting Thursday, the envoy announced.", "into effect",
     AgreementPhase::kInForce},
    {"en", "A ceasefire brokered by Qatar took effect in Gaza on Sunday.", "took effect", AgreementPhase::kInForce},
    {"en", "The government and the rebels reached a ceasefire in Juba on Monday.", "reached", AgreementPhase::kAgreed},
    {"en", "Russia and Turkey brokered a ceasefire in December.", "brokered", AgreementPhase::kAgreed},
    {"en", "The army shelled Homs despite a ceasefire that Turkey brokered.", "Turkey brokered", AgreementPhase::kNamed},
    {"en", "The observers who monitor the ceasefire left Hodeida on Sunday.", "monitor", AgreementPhase::kNamed},
    {"en", "Since the truce took effect three days ago, fifty people have died.", "three days ago", AgreementPhase::kInForce},
    {"en", "Last Wednesday, a ceasefire between the army and the rebels took effect.", "took effect", AgreementPhase::kInForce},
    {"en", "The two-month truce began on April 2 and was set to expire on Thursday.", "began", AgreementPhase::kInForce},
    {"en", "The ministry said its troops had strictly observed the ceasefire.", "observed", AgreementPhase::kNamed},
    {"en", "The army will observe a ceasefire from midnight, its commander said.", "observe", AgreementPhase::kInForce},
    {"en", "The two sides extended the truce by 15 days.", "extended", AgreementPhase::kExtended},
    {"nl", "Donderdagavond werd in Syrië een bestand tussen het leger en de rebellen van kracht.", "van kracht", AgreementPhase::kInForce},
    {"nl", "Het leger en de rebellen sloten maandag een wapenstilstand.", "sloten", AgreementPhase::kAgreed},
    {"nl", "Het leger beschoot Homs ondanks de wapenstilstand die Turkije had bemiddeld.", "bemiddeld", AgreementPhase::kNamed},
    {"nl", "Hamas en het leger houden zich aan de wapenstilstand in Gaza, die door de Amerikaanse president tot stand werd gebracht.", "tot stand", AgreementPhase::kNamed},
    {"nl", "Het leger en de rebellen verlengden de wapenstilstand met twee weken.", "verlengden", AgreementPhase::kExtended},
};

TEST(AgreementPhase, SaysWhatIsToldOfIt) {
  BESTAND_NEEDS_PARSER("en");
  BESTAND_NEEDS_PARSER("nl");
  for (const Case& c : kCases) {
    Document d;
    d.id = "x", d.lang = c.lang, d.text = c.text, d.published_edtf = "2016-12-30";
    d.published = *parse_edtf(d.published_edtf);
    const Analysis a = test::engine().analyze(d);
    const auto at = static_cast<uint32_t>(c.text.find(c.quote));
    const Claim* found = nullptr;
    for (const Claim& claim : a.claims) {
      if (claim.type == ClaimType::kAgreement && claim.span.contains({at, at + static_cast<uint32_t>(c.quote.size())})) found = &claim;
    }
    ASSERT_TRUE(found) << c.text;
    EXPECT_EQ(name(found->phase), name(c.phase)) << c.text << " [" << found->rule << "]";
  }
}

}  // namespace
}  // namespace bestand::agreement_phase_test
