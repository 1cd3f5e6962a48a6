// A made-up war, as large as wanted, the same for the same seed: events at places and days, each told by a
// few papers with their own figures and sources, some copied word for word, and now and then a ceasefire.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

#include "base/sha256.h"
#include "claim/analysis.h"

namespace bestand::test {

class Random {  // splitmix64: the same on every machine
 public:
  explicit Random(uint64_t seed) : state_(seed) {}
  uint64_t next() {
    uint64_t x = state_ += 0x9e3779b97f4a7c15ULL;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
    return x ^ (x >> 31);
  }
  int below(int n) { return static_cast<int>(next() % static_cast<uint64_t>(n)); }
  bool once_in(int n) { return below(n) == 0; }

 private:
  uint64_t state_;
};

struct WarOptions {
  uint64_t seed = 1;
  int documents = 100;
  int documents_a_day = 20;
  int places = 400;
  int truce_every = 97;  // documents of which one tells of a truce
};

// Document number `n` of the war: depends on the options and `n` alone, so that a war can be read in any part
// or order.
class War {
 public:
  explicit War(WarOptions options) : o_(options) {}

  Analysis document(int n) const {
    // Every third document is of its own; the two after it tell of its event too, or of their own.
    Random r(o_.seed * 1000003 + static_cast<uint64_t>(n));
    int event = r.once_in(3) ? n : n - n % 3;
    Analysis a;
    Document& d = a.document;
    d.id = "war-" + std::to_string(n);
    d.lang = "en";
    d.publisher = "Paper " + std::to_string(r.below(40));
    int32_t day = kFirstDay + event / o_.documents_a_day;
    d.published_edtf = iso(day + r.below(2));
    d.published = *parse_edtf(d.published_edtf);
    if (event % o_.truce_every == 0)
      tell_truce(event, day, &r, &a);
    else
      tell_event(event, day, &r, &a);
    d.text_sha256 = d.raw_sha256 = sha256(d.text);
    for (size_t i = 0; i < a.claims.size(); ++i) a.claims[i].id = d.id + "#" + std::to_string(i);
    return a;
  }

 private:
  static constexpr int32_t kFirstDay = 17167;  // 2017-01-01

  static std::string iso(int32_t day) {
    Civil c = civil_from_days(day);
    char buffer[40];
    std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02d", c.year, c.month, c.day);
    return buffer;
  }

  static std::string word(uint64_t n) {  // a made-up name of three syllables
    static constexpr const char* kSyllables[] = {"ba", "do", "ka", "ri", "mu", "ta", "le", "so",
                                                 "zi", "nu", "ha", "fe", "qo", "pa", "wi", "yu"};
    std::string out;
    for (int i = 0; i < 4; ++i) out += kSyllables[(n >> (4 * i)) & 15];
    out[0] = static_cast<char>(out[0] - 32);
    return out;
  }

  ClaimPlace place_of(Random* r) const {
    int n = r->below(o_.places);
    ClaimPlace p;
    p.name = p.text = p.anchor = word(Random(static_cast<uint64_t>(n) + 7).next());
    p.gazetteer_id = "made:" + std::to_string(n);
    p.country = n % 2 ? "SY" : "YE";
    p.area =
        Area{{(n % 2 ? 35.0 : 15.0) + (n / 2 % 20) * 0.2, (n % 2 ? 37.0 : 45.0) + (n / 40) * 0.3}, 6e3, {}};
    p.precision = 1;
    return p;
  }

  static Claim& put(Analysis* a, ClaimType type, const std::string& sentence) {
    std::string& text = a->document.text;
    if (!text.empty()) text += ' ';
    Claim c;
    c.type = type;
    c.span = c.trigger = {static_cast<uint32_t>(text.size()),
                          static_cast<uint32_t>(text.size() + sentence.size())};
    text += sentence;
    a->claims.push_back(std::move(c));
    return a->claims.back();
  }

  static ClaimActor actor(Role role, int n) {
    ClaimActor out;
    out.role = role;
    out.name = out.text = word(Random(static_cast<uint64_t>(n) + 991).next()) + " Brigade";
    return out;
  }

  void tell_event(int event, int32_t day, Random* own, Analysis* a) const {
    Random r(o_.seed * 7919 + static_cast<uint64_t>(event));  // the event's own facts
    ClaimPlace place = place_of(&r);
    static constexpr ClaimType kActs[] = {ClaimType::kAirstrike, ClaimType::kShelling, ClaimType::kClash,
                                          ClaimType::kBombing};
    ClaimType act = kActs[r.below(4)];
    int doer = r.below(30), target = 30 + r.below(30), killed = 1 + r.below(40);
    std::string name = word(r.next()) + " " + word(r.next());
    int told = killed + (own->once_in(3) ? own->below(5) : 0);
    std::string sentence = "At least " + std::to_string(told) + " people died in " + place.name +
                           " near the " + name + " school on " + iso(day) + ", " + word(own->next()) +
                           " said.";
    Claim& c = put(a, act, sentence);
    c.time = ClaimTime{day_set(day), iso(day), {}};
    c.place = place;
    c.actors = {actor(Role::kInitiator, own->once_in(8) ? own->below(30) : doer),
                actor(Role::kTarget, target)};
    c.killed = Quantity{told, told, Qualifier::kExact};
    if (own->once_in(2)) {
      SourceLink link;
      link.name = link.text = "Monitor " + std::to_string(own->below(3));
      c.source = ClaimSource{{link}, false};
    }
    Claim& more =
        put(a, act, "Witnesses in " + place.name + " spoke of " + name + " and of smoke over the town.");
    more.place = place;
    more.time = ClaimTime{day_set(day), iso(day), {}};
    if (own->once_in(10)) {
      Claim& denial = put(a, act, actor(Role::kInitiator, doer).name + " denied any part in it.");
      denial.factuality.negative = true;
      denial.factuality.status = FactStatus::kDenied;
      denial.place = place;
      denial.time = ClaimTime{day_set(day), iso(day), {}};
      SourceLink link;
      link.name = link.text = actor(Role::kInitiator, doer).name;
      denial.source = ClaimSource{{link}, false};
    }
  }

  void tell_truce(int event, int32_t day, Random* own, Analysis* a) const {
    Random r(o_.seed * 104729 + static_cast<uint64_t>(event));
    ClaimPlace country;
    bool one = r.once_in(2);
    country.name = country.text = country.anchor = one ? "Syria" : "Yemen";
    country.country = one ? "SY" : "YE";
    country.area = Area{{one ? 35.0 : 15.5, one ? 38.0 : 47.5}, 400e3, {}};
    country.precision = 6;
    Claim& c = put(a, ClaimType::kAgreement,
                   "A ceasefire took effect across " + country.name + " on " + iso(day) + ".");
    c.time = ClaimTime{day_set(day), iso(day), {}};
    c.place = country;
    c.actors = {actor(Role::kMediator, 70 + r.below(4))};
    for (int i = 0; i < 3; ++i) {
      int who = r.below(60);
      bool joins = own->once_in(4) ? i == 2 : i < 2;
      Claim& s = put(a, joins ? ClaimType::kPartyJoins : ClaimType::kPartyRefuses,
                     actor(Role::kParty, who).name + (joins ? " accepted it." : " did not."));
      s.actors = {actor(Role::kParty, who)};
      s.place = country;
    }
  }

  WarOptions o_;
};

}  // namespace bestand::test
