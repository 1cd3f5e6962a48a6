// Claims written as lines, "TYPE status source: initiators > targets | parties @place time killed": sentences as newspapers
// write them, each with what must stand in one of its lines and what must stand in none.
#include <gtest/gtest.h>

#include <string>

#include "claim/reading.h"

namespace bestand::event_lines_test {
namespace {

std::string names(const Claim& c, auto&& takes) {
  std::string out;
  for (const ClaimActor& a : c.actors) {
    if (takes(a.role)) out += (out.empty() ? "" : ", ") + a.name;
  }
  return out.empty() ? "-" : out;
}

std::string line(const Claim& c) {
  std::string out = std::string(name(c.type)) + " " + std::string(name(c.factuality.status)) + (c.background ? " old " : " ");
  out += c.source && !c.source->chain.empty() ? c.source->chain.back().name : "-";
  out += ": " + names(c, [](Role r) { return r == Role::kInitiator; }) + " > " + names(c, [](Role r) { return r == Role::kTarget; });
  out += " | " + names(c, [](Role r) { return r != Role::kInitiator && r != Role::kTarget; });
  out += " @" + (c.place ? c.place->name : "-") + " " + (c.time ? to_edtf(c.time->time) : "-");
  return out + " " + (c.killed ? std::to_string(c.killed->low.value_or(0)) : "-");
}

struct Row {
  const char* lang;
  const char* published;
  const char* text;
  const char* want;   // in one line; empty: nothing
  const char* never;  // in no line; empty: nothing
};

void check(const Row& row) {
  Document d;
  d.lang = row.lang;
  d.text = row.text;
  d.published_edtf = row.published;
  d.published = *parse_edtf(d.published_edtf);
  const Analysis a = test::engine().analyze(std::move(d));
  std::string all;
  bool found = *row.want == 0;
  for (const Claim& c : a.claims) {
    const std::string told = line(c);
    found = found || told.find(row.want) != std::string::npos;
    if (*row.never != 0) EXPECT_EQ(told.find(row.never), std::string::npos) << row.text << "\n" << told;
    all += told + "\n";
  }
  EXPECT_TRUE(found) << row.text << "\nwants: " << row.want << "\nhas: " << all;
}

TEST(EventLines, WhatMayComeIsNoBreach) {
  const Row kRows[] = {
      {"nl", "2021-07-14", "Het bestand tussen het leger en de rebellen houdt stand. Het leger stond klaar om te antwoorden bij een schending van het bestand.", "HOLDS", "VIOLATION"},
      {"nl", "2021-07-14", "Israël en Hamas sloten een bestand. De generaal zei dat zijn troepen op elke schending ervan hard zullen reageren.", "AGREEMENT", "VIOLATION"},
      {"nl", "2021-07-14", "Israël en Hamas sloten een bestand. Maar als ‘losse milities’ het bestand schenden, wordt daar hard tegen opgetreden, klonk het.", "AGREEMENT", "VIOLATION"},
      {"en", "2021-07-14", "Israel and Hamas agreed a ceasefire. The army said it stood ready to respond to any violation of the truce.", "AGREEMENT", "PARTY_JOINS"},
      {"en", "2021-07-14", "Israel and Hamas agreed a ceasefire. Israel will answer any breach of the ceasefire, the minister said.", "AGREEMENT", "HOLDS"},
      {"en", "2021-07-14", "Israel and Hamas agreed a ceasefire. Israel responded to a violation of the truce by Hamas on Monday.", "VIOLATION", "HOLDS"},
  };
  for (const Row& row : kRows) check(row);
}

}  // namespace
}  // namespace bestand::event_lines_test
