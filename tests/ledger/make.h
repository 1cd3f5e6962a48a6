// Small analyses written by hand, and a ledger file that is gone after the test.
#pragma once

#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <string>

#include "base/sha256.h"
#include "claim/analysis.h"
#include "ledger/ledger.h"

namespace bestand::test {

class TempFile {
 public:
  explicit TempFile(const std::string& name)
      : path_((std::filesystem::temp_directory_path() / ("bestand_" + std::to_string(getpid()) + "_" + name))
                  .string()) {
    remove();
  }
  ~TempFile() { remove(); }
  const std::string& path() const { return path_; }

 private:
  void remove() {
    const std::filesystem::path path(path_);
    const std::string name = path.filename().string();
    std::error_code ignored;
    for (const auto& at : std::filesystem::directory_iterator(path.parent_path(), ignored)) {
      if (at.path().filename().string().starts_with(name)) std::filesystem::remove(at.path(), ignored);
    }
  }
  std::string path_;
};

inline LedgerOptions options(const ActorBase* actors = nullptr) {
  LedgerOptions out;
  out.store.now = "2026-01-01T00:00:00.000Z";
  out.actors = actors;
  out.data_root = BESTAND_SOURCE_DIR;
  return out;
}

inline Analysis article(const std::string& id, const std::string& publisher, const std::string& published,
                        const std::string& text) {
  Analysis a;
  a.document.id = id;
  a.document.publisher = publisher;
  a.document.published_edtf = published;
  a.document.published = *parse_edtf(published);
  a.document.lang = "en";
  a.document.text = text;
  a.document.text_sha256 = a.document.raw_sha256 = sha256(text);
  return a;
}

inline ClaimActor actor(Role role, const std::string& name) {
  ClaimActor out;
  out.role = role;
  out.name = out.text = name;
  return out;
}

// Appends a claim on the words `words` of the article's text, which must stand there.
inline Claim& claim(Analysis* a, ClaimType type, const std::string& words) {
  size_t at = a->document.text.find(words);
  EXPECT_NE(at, std::string::npos) << words;
  Claim c;
  c.id = a->document.id + "#" + std::to_string(a->claims.size());
  c.type = type;
  c.span = c.trigger = {static_cast<uint32_t>(at), static_cast<uint32_t>(at + words.size())};
  a->claims.reserve(64);  // tests hold on to several claims of one article
  a->claims.push_back(std::move(c));
  return a->claims.back();
}

inline ClaimTime at(const std::string& edtf) { return {*parse_edtf(edtf), edtf, {}}; }

inline ClaimPlace place(const std::string& name, double lat, double lon, double radius_m,
                        const std::string& country) {
  ClaimPlace out;
  out.name = out.text = out.anchor = name;
  out.area = Area{{lat, lon}, radius_m, {}};
  out.country = country;
  out.precision = radius_m < 20e3 ? 1 : radius_m < 150e3 ? 4 : 6;
  return out;
}

inline ClaimSource said_by(const std::string& name) {
  SourceLink link;
  link.name = link.text = name;
  return {{link}, false};
}

inline const ClaimPlace kSyria = place("Syria", 35, 38, 400e3, "SY");
inline const ClaimPlace kHama = place("Hama", 35.13, 36.75, 8e3, "SY");

// A weekday's name in an article of December 2016, the days counted from the first of that name.
inline ClaimTime weekday(int first) {
  ClaimTime out;
  for (int day = first; day <= 31; day += 7) {
    const int32_t d = days_from_civil(2016, 12, day);
    out.time.members.push_back(day_set(d).members.front());
    out.time.anchors.push_back(d);
  }
  out.time.grain = Grain::kDay;
  out.text = to_edtf(out.time);
  return out;
}

inline Analysis vague_article(const std::string& id = "x") {
  Analysis a = article(id, "Paper " + id, "2016-12",
                       "A ceasefire took effect on Thursday, wrote " + id + ". Troops shelled Hama on Friday.");
  Claim& truce = claim(&a, ClaimType::kAgreement, "A ceasefire took effect on Thursday");
  truce.time = weekday(1);
  truce.place = kSyria;
  truce.actors = {actor(Role::kMediator, "Russia"), actor(Role::kMediator, "Turkey")};
  Claim& shelling = claim(&a, ClaimType::kShelling, "Troops shelled Hama on Friday");
  shelling.time = weekday(2);
  shelling.place = kHama;
  shelling.actors = {actor(Role::kInitiator, "Troops")};
  return a;
}

inline Analysis dated_article(const std::string& effective) {
  Analysis a = article("d", "Paper d", "2016-12-30", "The truce brokered by Russia began on Thursday.");
  Claim& truce = claim(&a, ClaimType::kAgreement, "The truce brokered by Russia began on Thursday");
  truce.time = at(effective);
  truce.place = kSyria;
  truce.actors = {actor(Role::kMediator, "Russia"), actor(Role::kMediator, "Turkey")};
  return a;
}

// All of an analysis that the ledger reads; the parse stays behind.
inline Analysis copy_of(const Analysis& a) {
  Analysis out;
  out.document = a.document;
  out.claims = a.claims;
  out.killed = a.killed;
  out.injured = a.injured;
  out.place = a.place;
  out.time = a.time;
  out.violent = a.violent, out.total = a.total;
  return out;
}

template <class... A>
std::vector<Analysis> batch(A&&... analyses) {
  std::vector<Analysis> out;
  (out.push_back(copy_of(analyses)), ...);
  return out;
}

// The answers of a ledger that holds these.
inline View view_of(std::vector<Analysis> analyses, const ActorBase* actors = nullptr) {
  TempFile file("view");
  auto ledger = Ledger::open(file.path(), Ledger::Mode::kWrite, options(actors));
  EXPECT_TRUE(ledger.ok()) << ledger.error().to_string();
  EXPECT_TRUE(ledger->add(analyses).ok());
  auto view = ledger->view();
  EXPECT_TRUE(view.ok()) << view.error().to_string();
  return std::move(*view);
}

inline Quantity exactly(int64_t n) { return {n, n, Qualifier::kExact}; }

}  // namespace bestand::test
