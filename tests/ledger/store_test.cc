#include "ledger/store.h"

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <fstream>

#include "ledger/claim_codec.h"
#include "ledger/make.h"

namespace bestand::store_test {
namespace {

using namespace test;

StoreOptions quick() {
  StoreOptions out;
  out.busy_ms = 50;
  out.now = "2026-01-01T00:00:00.000Z";
  return out;
}

Analysis shelling(const std::string& id) {
  Analysis a = article(id, "Gazette", "2017-01-03",
                       "Rebels in " + id + " said two people were killed by army shells.");
  Claim& c = claim(&a, ClaimType::kShelling, "two people were killed by army shells");
  c.actors = {actor(Role::kInitiator, "army")};
  c.source = said_by("Rebels");
  c.killed = exactly(2);
  c.time = at("2017-01-02");
  return a;
}

Store open_new(const TempFile& file) {
  auto store = Store::open(file.path(), Store::Mode::kWrite, quick());
  EXPECT_TRUE(store.ok()) << store.error().to_string();
  return std::move(*store);
}

void run_sql(const std::string& path, const char* sql) {
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &db), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(db, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
  sqlite3_close(db);
}

TEST(Store, ReadingTwiceChangesNothing) {
  TempFile file("twice");
  Store store = open_new(file);
  std::vector<Analysis> both = batch(shelling("a"), shelling("b"));
  auto first = store.add(both);
  ASSERT_TRUE(first.ok()) << first.error().to_string();
  EXPECT_EQ(first->added, 2);
  EXPECT_EQ(first->claims, 2);
  std::string head = *store.head();
  auto second = store.add(both);
  ASSERT_TRUE(second.ok());
  EXPECT_EQ(second->added, 0);
  EXPECT_EQ(second->known, 2);
  EXPECT_EQ(*store.head(), head);
}

TEST(Store, SameTextOfAnotherPaperIsAnotherArticle) {
  TempFile file("reprint");
  Store store = open_new(file);
  Analysis first = shelling("a"), second = shelling("a");
  second.document.id = "b";
  second.document.publisher = "Courier";
  EXPECT_EQ(store.add(batch(first, second))->added, 2);
}

TEST(Store, GivesBackWhatWasPutIn) {
  TempFile file("back");
  Store store = open_new(file);
  Analysis in = shelling("a");
  in.document.title = "Shells";
  in.document.url = "https://example.org/a";
  in.killed = exactly(2);
  in.place = place("Hama", 35.1, 36.7, 5000, "SY");
  ASSERT_TRUE(store.add(batch(in)).ok());
  auto out = store.load({});
  ASSERT_TRUE(out.ok()) << out.error().to_string();
  ASSERT_EQ(out->documents.size(), 1u);
  const DocumentRecord& d = out->documents[0];
  EXPECT_EQ(d.document.text, in.document.text);
  EXPECT_EQ(d.document.url, in.document.url);
  EXPECT_EQ(d.main.killed, in.killed);
  EXPECT_EQ(d.main.place->name, "Hama");
  ASSERT_EQ(out->claims.size(), 1u);
  EXPECT_EQ(encode_claim(out->claims[0].claim), encode_claim(in.claims[0]));
}

TEST(Store, EveryFieldOfAClaimSurvives) {
  Claim c;
  c.id = "x#1";
  c.type = ClaimType::kPartyRefuses;
  c.span = {3, 40};
  c.trigger = {5, 9};
  c.rule = "r", c.cameo = "0871", c.plover = "AGREE", c.plover_mode = "m";
  ClaimActor a = actor(Role::kExcluded, "IS");
  a.span = {1, 3}, a.actor_id = "group.is", a.kind = "terrorist", a.code = "ISM",
  a.aliases = {"Daesh", "ISIL"};
  c.actors = {a};
  SourceLink l;
  l.text = "the ministry", l.span = {7, 9}, l.actor_id = "ru", l.name = "Russia", l.cue = "said",
  l.cue_span = {9, 13};
  c.source = ClaimSource{{l}, true};
  c.factuality = {FactStatus::kPossible, -1.5, true, Certainty::kUnderspecified, EventTime::kUnderspecified};
  TimeSet t = *parse_edtf("[2016-12-01,2016-12-08]");
  t.anchors = {17137, 17144};
  t.grain = Grain::kHour, t.approximate = t.uncertain = t.spans = t.all_of = true, t.utc_offset_min = -330;
  t.text = "2016~";
  c.time = ClaimTime{t, "Thursday", {4, 8}};
  ClaimPlace p = place("Hama", 35.1, 36.7, 5000.5, "SY");
  p.area->polygon = {{1, 2}, {3, 4}, {5, 6}};
  p.within = {"Hama", "Syria"}, p.aliases = {"Hamah"}, p.gazetteer_id = "geonames:170017";
  c.place = p;
  c.killed = Quantity{12, std::nullopt, Qualifier::kAtLeast};
  c.injured = Quantity{std::nullopt, 20, Qualifier::kUpTo};
  c.figures = {{"strength", "side", Quantity{16000, 16000, Qualifier::kAbout}, "strength", {8, 12}}};
  c.weapons = {"barrel bomb"};
  c.breach = "alleged";
  c.background = true;
  auto back = decode_claim(encode_claim(c));
  ASSERT_TRUE(back.ok()) << back.error().to_string();
  EXPECT_EQ(encode_claim(*back), encode_claim(c));
  EXPECT_EQ(back->time->time, c.time->time);
  EXPECT_EQ(back->place->area, c.place->area);
  EXPECT_EQ(back->killed, c.killed);
  EXPECT_EQ(back->actors[0].aliases, c.actors[0].aliases);
  EXPECT_EQ(back->factuality.certainty, c.factuality.certainty);
}

TEST(Store, RefusesAStoredClaimThatIsNone) {
  for (const char* text : {"", "{", "[]", "{\"type\":\"NONSENSE\"}", "{\"type\":7}"}) {
    auto claim = decode_claim(text);
    ASSERT_FALSE(claim.ok()) << text;
    EXPECT_EQ(claim.error().code, Code::kBadLedger);
  }
}

TEST(Store, AnotherProgramsFileIsNoLedger) {
  TempFile file("foreign");
  run_sql(file.path(), "CREATE TABLE bookmarks(url TEXT)");
  auto store = Store::open(file.path(), Store::Mode::kWrite, quick());
  ASSERT_FALSE(store.ok());
  EXPECT_EQ(store.error().code, Code::kNotALedger);
}

TEST(Store, AFileThatIsNoSqliteIsNoLedger) {
  TempFile file("letter");
  std::ofstream(file.path())
      << "Dear editor, this is a letter and no database at all, however long it may be.\n";
  for (auto mode : {Store::Mode::kRead, Store::Mode::kWrite}) {
    auto store = Store::open(file.path(), mode, quick());
    ASSERT_FALSE(store.ok());
    EXPECT_EQ(store.error().code, Code::kNotALedger);
  }
}

TEST(Store, ANewerSchemaIsRefusedAndLeftAlone) {
  TempFile file("newer");
  { Store store = open_new(file); }
  run_sql(file.path(), "PRAGMA user_version=99");
  auto store = Store::open(file.path(), Store::Mode::kWrite, quick());
  ASSERT_FALSE(store.ok());
  EXPECT_EQ(store.error().code, Code::kNewerLedger);
}

TEST(Store, ALockedLedgerIsBusy) {
  TempFile file("busy");
  Store store = open_new(file);
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(file.path().c_str(), &other), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
  auto added = store.add(batch(shelling("a")));
  ASSERT_FALSE(added.ok());
  EXPECT_EQ(added.error().code, Code::kBusy);
  EXPECT_TRUE(store.load({}).ok());  // readers are never blocked
  sqlite3_close(other);
  EXPECT_TRUE(store.add(batch(shelling("a"))).ok());
}

TEST(Store, AFullDiskIsUnwritableAndLeavesTheLedgerAsItWas) {
  TempFile file("full");
  {
    Store store = open_new(file);
    ASSERT_TRUE(store.add(batch(shelling("a"))).ok());
  }
  auto db = Database::open(file.path(), Database::Mode::kWrite, 50);
  ASSERT_TRUE(db.ok());
  auto pages = db->integer("PRAGMA page_count");
  ASSERT_TRUE(db->exec(("PRAGMA max_page_count=" + std::to_string(*pages)).c_str()).ok());
  auto transaction = Transaction::begin(&*db);
  ASSERT_TRUE(transaction.ok());
  auto fill = db->prepare("INSERT INTO publisher(name) VALUES(?)");
  Status last = success();
  for (int i = 0; i < 3000 && last.ok(); ++i)
    last = fill->bind(std::to_string(i) + std::string(200, 'x')).run();
  ASSERT_FALSE(last.ok());
  EXPECT_EQ(last.error().code, Code::kUnwritable);
  fill->reset();
}

TEST(Store, TheChainHoldsAndAChangedWordBreaksIt) {
  TempFile file("chain");
  {
    Store store = open_new(file);
    ASSERT_TRUE(store.add(batch(shelling("a"))).ok());
    ASSERT_TRUE(store.add(batch(shelling("b"), shelling("c"))).ok());
    ASSERT_TRUE(store.review({"claim", "t", "accept", "", "lk", "read"}).ok());
    auto proof = store.verify();
    ASSERT_TRUE(proof.ok()) << proof.error().to_string();
    EXPECT_EQ(proof->entries, 3);
    EXPECT_EQ(proof->documents, 3);
    EXPECT_EQ(proof->claims, 3);
  }
  const char* kTamperings[] = {
      "UPDATE document SET text='peace' WHERE id='b'",
      "UPDATE document SET publisher=(SELECT id FROM publisher LIMIT 1), url='x' WHERE id='a'",
      "UPDATE claim SET body=replace(body,'\"killed\":[2,2','\"killed\":[3,3')",
      "DELETE FROM claim_actor; DELETE FROM claim WHERE document=2",
      "UPDATE entry SET at='1999' WHERE id=2",
      "DELETE FROM review",
      "UPDATE review SET reason='bribed'"};
  std::string whole;
  {
    run_sql(file.path(), "PRAGMA wal_checkpoint(TRUNCATE)");
    std::ifstream in(file.path(), std::ios::binary);
    whole.assign(std::istreambuf_iterator<char>(in), {});
  }
  for (const char* sql : kTamperings) {
    TempFile copy("tampered");
    std::ofstream(copy.path(), std::ios::binary) << whole;
    run_sql(copy.path(), sql);
    auto store = Store::open(copy.path(), Store::Mode::kWrite, quick());
    ASSERT_TRUE(store.ok()) << sql;
    auto proof = store->verify();
    ASSERT_FALSE(proof.ok()) << sql;
    EXPECT_EQ(proof.error().code, Code::kBadLedger) << sql;
  }
}

TEST(Store, KnowsWhatWasKnownWhen) {
  TempFile file("when");
  StoreOptions early = quick(), late = quick();
  late.now = "2026-02-01T00:00:00.000Z";
  ASSERT_TRUE(Store::open(file.path(), Store::Mode::kWrite, early)->add(batch(shelling("a"))).ok());
  auto store = Store::open(file.path(), Store::Mode::kWrite, late);
  Analysis later = article("b", "Courier", "2017-03-01", "Calm in the city.");
  ASSERT_TRUE(store->add(batch(later)).ok());
  auto count = [&](const Filter& f) { return store->load(f)->documents.size(); };
  EXPECT_EQ(count({}), 2u);
  EXPECT_EQ(count({.as_of = "2017-01"}), 1u);
  EXPECT_EQ(count({.as_of = "2017-01-02"}), 0u);
  EXPECT_EQ(count({.knew = "2026-01-15"}), 1u);
  EXPECT_EQ(count({.without = {"Courier"}}), 1u);
}

TEST(Store, ReviewsOverruleAndStandAsRows) {
  TempFile file("review");
  Store store = open_new(file);
  Analysis a = shelling("a");
  ASSERT_TRUE(store.add(batch(a)).ok());
  std::string key = review_key(a.document, a.claims[0]);
  ASSERT_TRUE(store.review({"claim", key, "reject", "", "lk", "satire"}).ok());
  EXPECT_EQ(store.load({})->claims.size(), 0u);
  ASSERT_TRUE(store.review({"claim", key, "accept", "", "mv", "no satire"}).ok());
  EXPECT_EQ(store.load({.reviewed_only = true})->claims.size(), 1u);
  EXPECT_EQ(store.reviews()->size(), 2u);
  ASSERT_TRUE(store.review({"document", "a", "retract", "", "lk", "withdrawn"}).ok());
  EXPECT_EQ(store.load({})->documents.size(), 0u);
}

}  // namespace
}  // namespace bestand::store_test
