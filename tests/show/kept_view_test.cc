// Answers that were kept are those that would be worked out: every question, byte for byte.
#include "ledger/kept_view.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "ledger/make.h"
#include "ledger/synthetic.h"
#include "show/ledger_csv.h"
#include "show/ledger_json.h"
#include "show/ledger_text.h"
#include "show/selection.h"

namespace bestand::kept_view_test {
namespace {

using namespace test;

std::string listed(const View& v) {
  std::string out = incidents_text(v, *select_incidents(v, {}), 120) + corpus_text(v, 100);
  for (const IncidentFilter& f :
       {IncidentFilter{.headline = "alleged"}, {.rule = "R12"}, {.act = "SHELLING"}, {.place = "hama"}, {.actor = "brigade"},
        {.source = "monitor"}, {.from = "2017-01-03"}, {.to = "2017-01-03"}, {.headline = "none", .actor = "troops"}}) {
    const auto which = select_incidents(v, f);
    for (size_t i : *which) out += std::to_string(i) + ' ';
    out += '\n';
  }
  for (const ClaimFilter& f : {ClaimFilter{.type = "SHELLING"}, {.document = "war-7"}, {.source = "monitor"}, {.words = "smoke"}}) {
    const auto which = select_claims(v, f);
    for (size_t i : *which) out += std::to_string(i) + ' ';
    out += '\n';
  }
  return out;
}

// Everything a view can be asked; nothing where it says that it could not be read.
std::optional<std::string> answers(const View& v) {
  std::string out = listed(v);
  for (size_t i : by_weight(v)) {
    append_ceasefire(v, i, &out);
    append_why_ceasefire(v, i, &out);
    append_timeline(v, i, &out);
    out += status_text(v, i, 100) + parties_text(v, i, 100);
  }
  for (size_t i = 0; i < v.incidents.size(); ++i) {
    append_why_incident(v, i, &out);
    for (const Event& e : v.incidents[i].events) {
      for (size_t found : find_incidents(v, e.id)) out += std::to_string(found);
    }
  }
  for (size_t c = 0; c < v.corpus.claims.size(); ++c) {
    append_claim(v, static_cast<int32_t>(c), &out);
    for (int32_t found : find_claims(v, v.corpus.claims[c].claim.id)) out += why_claim_text(v, found, 100);
  }
  out += contradictions_csv(v);
  if (v.trouble && v.trouble()) return {};
  return out;
}

std::string file_bytes(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_bytes(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

// A made-up war, a vague article that a dated one narrows, and two decisions.
class KeptView : public testing::Test {
 protected:
  void SetUp() override {
    LedgerOptions how = options();
    how.edition = "test";
    how.keep_from = 1;
    auto opened = Ledger::open(file_.path(), Ledger::Mode::kWrite, how);
    ASSERT_TRUE(opened.ok()) << opened.error().to_string();
    ledger_ = std::make_unique<Ledger>(std::move(*opened));
    const War war({.seed = 4, .documents_a_day = 6, .places = 12, .truce_every = 17});
    std::vector<Analysis> some = batch(vague_article(), dated_article("2016-12-29"));
    for (int n = 0; n < 60; ++n) some.push_back(war.document(n));
    ASSERT_TRUE(ledger_->add(some).ok());
    ASSERT_TRUE(ledger_->decide("reject", "war-4#0", "lk", "misread").ok());
    ASSERT_TRUE(ledger_->decide(Decision{"correct", "war-9#0", {"killed=3"}, "lk", "page 2"}).ok());
  }

  View asked() {
    auto view = ledger_->answers();
    EXPECT_TRUE(view.ok()) << view.error().to_string();
    return std::move(*view);
  }
  std::string worked_out() { return *answers(*ledger_->view()); }
  std::string kept_path() const { return file_.path() + ".view"; }

  TempFile file_{"kept_view"};
  std::unique_ptr<Ledger> ledger_;
};

TEST_F(KeptView, AnswersEveryQuestionAsAViewWorkedOutDoes) {
  const std::string wanted = worked_out();
  ASSERT_NE(wanted.find("time_as_read"), std::string::npos);  // a date was narrowed
  EXPECT_EQ(answers(asked()), wanted);                        // works it out, and keeps it
  const View kept = asked();
  ASSERT_TRUE(kept.trouble != nullptr);
  EXPECT_EQ(answers(kept), wanted);
}

TEST_F(KeptView, IsOfNoUseOnceTheLedgerHasMovedOn) {
  asked();
  const std::string before = file_bytes(kept_path());
  ASSERT_TRUE(ledger_->decide("retract", "war-3", "lk", "withdrawn").ok());
  const View fresh = asked();
  EXPECT_FALSE(fresh.trouble);
  EXPECT_EQ(answers(fresh), worked_out());
  EXPECT_NE(file_bytes(kept_path()), before);
  EXPECT_EQ(answers(asked()), worked_out());
}

TEST_F(KeptView, IsReadByThoseWhoMayReadTheLedger) {
  namespace fs = std::filesystem;
  const auto mine = fs::perms::owner_read | fs::perms::owner_write;
  fs::permissions(file_.path(), mine);
  asked();
  EXPECT_EQ(fs::status(kept_path()).permissions(), mine);
}

TEST_F(KeptView, IsForItsEditionAlone) {
  asked();
  for (const std::string edition : {"test", "other"}) {
    auto documents = StoredDocuments::open(file_.path());
    ASSERT_TRUE(documents.ok());
    EXPECT_EQ(KeptViews(file_.path(), edition + '\n' + *ledger_->head(), "").open(*documents).has_value(), edition == "test");
  }
}

TEST_F(KeptView, EachWayOfLeavingSomethingOutIsKeptByItself) {
  const std::string whole = worked_out();
  for (const Filter& filter : {Filter{.as_of = "2017-01-02"}, {.as_of = "2017-01-05"}, {.without = {"Paper d"}}, {.reviewed_only = true}, {.according_to = "Paper d"}}) {
    const std::string wanted = *answers(*ledger_->view(filter));
    EXPECT_NE(wanted, whole);
    for (int round = 0; round < 2; ++round) {
      const auto view = ledger_->answers(filter);
      ASSERT_TRUE(view.ok());
      EXPECT_EQ(view->trouble != nullptr, round == 1);
      EXPECT_EQ(answers(*view), wanted);
    }
  }
  EXPECT_EQ(answers(asked()), whole);
  size_t files = 0;
  for (const auto& at : std::filesystem::directory_iterator(std::filesystem::temp_directory_path()))
    files += at.path().string().starts_with(kept_path() + "-");
  EXPECT_EQ(files, 3U);
}

TEST_F(KeptView, ADamagedOrShortenedFileNeverGivesAnotherAnswer) {
  const std::string wanted = worked_out();
  asked();
  const std::string whole = file_bytes(kept_path());
  ASSERT_GT(whole.size(), 1000U);
  Random random(8);
  int told = 0;
  for (int round = 0; round < 60; ++round) {
    std::string bytes = whole;
    const auto at = static_cast<size_t>(random.below(static_cast<int>(whole.size())));
    if (round % 4 == 0)
      bytes.resize(at);
    else
      bytes[at] = static_cast<char>(bytes[at] ^ (1 << random.below(8)));
    write_bytes(kept_path(), bytes);
    const View view = asked();
    const auto got = answers(view);
    told += !got;
    EXPECT_TRUE(!got || *got == wanted) << "round " << round << ", byte " << at;
  }
  EXPECT_GT(told, 0);
}

}  // namespace
}  // namespace bestand::kept_view_test
