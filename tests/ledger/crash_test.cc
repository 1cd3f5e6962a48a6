// A reader killed at any moment leaves a ledger that verifies and can be read on.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "ledger/claim_codec.h"
#include "ledger/make.h"
#include "ledger/synthetic.h"

namespace bestand::crash_test {
namespace {

using namespace test;

int asked(const char* variable, int otherwise) {
  const char* set = std::getenv(variable);
  return set ? std::atoi(set) : otherwise;
}

const int kDocuments = asked("BESTAND_CRASH_DOCUMENTS", 60);
const int kBatch = kDocuments >= 1000 ? 20 : 3;

// Adds all documents in small transactions; the child's whole life.
void read_into(const std::string& path) {
  War war({.seed = 3, .documents_a_day = 6, .places = 12});
  auto store = Store::open(path, Store::Mode::kWrite, {});
  if (!store) _exit(1);
  for (int n = 0; n < kDocuments; n += kBatch) {
    std::vector<Analysis> some;
    for (int i = n; i < n + kBatch; ++i) some.push_back(war.document(i));
    if (!store->add(some)) _exit(2);
  }
}

std::string contents(const std::string& path) {
  auto store = Store::open(path, Store::Mode::kWrite, {});
  EXPECT_TRUE(store.ok());
  auto corpus = store->load({});
  EXPECT_TRUE(corpus.ok());
  std::string out;
  for (const auto& d : corpus->documents) out += d.document.id + d.document.text_sha256 + "\n";
  for (const auto& c : corpus->claims) out += encode_claim(c.claim) + "\n";
  return out;
}

TEST(Crash, KilledAtAnyMomentNothingIsHalfWritten) {
  TempFile whole("uncrashed");
  const auto start = std::chrono::steady_clock::now();
  read_into(whole.path());
  const auto took = std::chrono::steady_clock::now() - start;
  const int micros =
      static_cast<int>(std::chrono::duration_cast<std::chrono::microseconds>(took).count()) + 1000;
  const std::string expected = contents(whole.path());
  const int rounds = asked("BESTAND_CRASHES", 12);
  Random r(17);
  int cut = 0;
  for (int round = 0; round < rounds; ++round) {
    TempFile file("crashed");
    pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      read_into(file.path());
      _exit(0);
    }
    std::this_thread::sleep_for(std::chrono::microseconds(r.below(micros)));
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    cut += WIFSIGNALED(status);
    auto store = Store::open(file.path(), Store::Mode::kWrite, {});
    ASSERT_TRUE(store.ok()) << store.error().to_string();
    auto proof = store->verify();
    ASSERT_TRUE(proof.ok()) << proof.error().to_string();
    ASSERT_EQ(proof->documents % kBatch, 0) << "part of a transaction";
    read_into(file.path());
    ASSERT_EQ(contents(file.path()), expected) << "round " << round;
  }
  EXPECT_GT(cut, 0) << "no child was killed in time: nothing was tested";
  RecordProperty("killed_while_reading", cut);
}

}  // namespace
}  // namespace bestand::crash_test
