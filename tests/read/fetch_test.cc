// What may be fetched: addresses, robots.txt, and how long a site asks to be left alone.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>

#include <chrono>
#include <cstring>

#include "read/fetch/fetcher.h"
#include "read/fetch/public_address.h"
#include "read/fetch/robots.h"

namespace bestand::fetch_test {
namespace {

sockaddr_storage socket_address(const std::string& text) {
  sockaddr_storage out{};
  auto* v4 = reinterpret_cast<sockaddr_in*>(&out);
  auto* v6 = reinterpret_cast<sockaddr_in6*>(&out);
  if (inet_pton(AF_INET, text.c_str(), &v4->sin_addr) == 1) {
    v4->sin_family = AF_INET;
  } else if (inet_pton(AF_INET6, text.c_str(), &v6->sin6_addr) == 1) {
    v6->sin6_family = AF_INET6;
  }
  return out;
}

bool open_internet(const std::string& text) {
  const sockaddr_storage address = socket_address(text);
  return is_public(reinterpret_cast<const sockaddr*>(&address));
}

bool reachable(const std::string& text, const std::string& network) {
  const sockaddr_storage address = socket_address(text);
  return may_reach(reinterpret_cast<const sockaddr*>(&address), {*Network::parse(network)});
}

TEST(PublicAddress, OnlyTheOpenInternetIsPublic) {
  for (const char* yes : {"8.8.8.8", "1.1.1.1", "100.63.255.255", "172.15.0.1", "172.32.0.1", "192.167.1.1", "198.20.0.1", "223.255.255.1",
                          "2a00:1450::1", "2001:4860::8888", "64:ff9b::808:808", "::ffff:8.8.8.8", "2002:808:808::1"}) {
    EXPECT_TRUE(open_internet(yes)) << yes;
  }
  for (const char* no : {"0.0.0.0", "10.0.0.1", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.0.1", "169.254.169.254", "172.16.0.1", "172.31.255.255",
                         "192.168.0.1", "192.0.2.1", "198.18.0.1", "198.19.255.255", "224.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fd00::1", "ff02::1",
                         "2001:db8::1", "2001:0:1::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::1", "::127.0.0.1", "fec0::1"}) {
    EXPECT_FALSE(open_internet(no)) << no;
  }
}

TEST(PublicAddress, WhatIsNoInternetAddressIsNotReached) {
  sockaddr local{};
  local.sa_family = AF_UNIX;
  EXPECT_FALSE(is_public(&local));
  EXPECT_FALSE(may_reach(&local, {*Network::parse("::/0")}));
}

TEST(PublicAddress, NamedNetworksAreReachedAndNoMore) {
  EXPECT_TRUE(reachable("10.1.2.3", "10.1.0.0/16"));
  EXPECT_FALSE(reachable("10.2.2.3", "10.1.0.0/16"));
  EXPECT_TRUE(reachable("::1", "::1"));
  EXPECT_FALSE(reachable("127.0.0.1", "::1"));
  EXPECT_TRUE(reachable("fd12::9", "fd00::/8"));
  EXPECT_TRUE(reachable("10.1.2.7", "10.1.2.4/30"));
  EXPECT_FALSE(reachable("10.1.2.8", "10.1.2.4/30"));
  EXPECT_TRUE(reachable("::ffff:10.1.2.7", "10.1.2.4/30"));
}

TEST(PublicAddress, NoNetworkIsSaid) {
  for (const char* bad : {"", "/", "10.0.0.0/33", "10.0.0/8", "fd00::/129", "10.0.0.0/", "10.0.0.0/8x", "home"}) {
    EXPECT_FALSE(Network::parse(bad)) << bad;
  }
}

TEST(Robots, TheGroupThatNamesUsHoldsAndNoOther) {
  const auto robots = Robots::parse("User-agent: *\nDisallow: /\n\nUser-agent: Bestand/2\nUser-agent: other\nDisallow: /private/\nCrawl-delay: 7\n", "bestand");
  EXPECT_TRUE(robots.allows("/news/a"));
  EXPECT_FALSE(robots.allows("/private/a"));
  EXPECT_EQ(robots.delay_s(), 7);
  EXPECT_FALSE(Robots::parse("User-agent: bestandlezer\nDisallow: /a\n\nUser-agent: *\nDisallow: /b\n", "bestand").allows("/b"));
}

TEST(Robots, TheLongestRuleDecidesAndAllowingWinsATie) {
  const auto robots = Robots::parse("user-agent:*\ndisallow:/a\nallow:/a/b\ndisallow:/a/b/c\nallow:/tie\ndisallow:/tie", "bestand");
  EXPECT_FALSE(robots.allows("/a/x"));
  EXPECT_TRUE(robots.allows("/a/b"));
  EXPECT_FALSE(robots.allows("/a/b/c"));
  EXPECT_TRUE(robots.allows("/tie"));
}

TEST(Robots, StarsAndEndsFit) {
  const auto robots = Robots::parse("User-agent: *\nDisallow: /*.pdf$\nDisallow: /*?print=\nDisallow: /x*y*z\n", "bestand");
  EXPECT_FALSE(robots.allows("/a/b.pdf"));
  EXPECT_TRUE(robots.allows("/a/b.pdf.html"));
  EXPECT_FALSE(robots.allows("/a.pdf/c.pdf"));
  EXPECT_FALSE(robots.allows("/a?print=1"));
  EXPECT_FALSE(robots.allows("/x1y2z3"));
  EXPECT_TRUE(robots.allows("/x1z2y3"));
}

TEST(Robots, EscapesCompareAsWhatTheyMean) {
  const auto robots = Robots::parse("User-agent: *\nDisallow: /caf%c3%a9\nDisallow: /%7Ejoe\n", "bestand");
  EXPECT_FALSE(robots.allows("/caf%C3%A9/x"));
  EXPECT_FALSE(robots.allows("/~joe"));
}

TEST(Robots, NothingSaidIsAllAllowed) {
  for (const char* text : {"", "User-agent: *\nDisallow:\n", "Disallow: /\n", "<html>no such page</html>", "\xEF\xBB\xBF# hello"}) {
    EXPECT_TRUE(Robots::parse(text, "bestand").allows("/a")) << text;
  }
  EXPECT_TRUE(Robots::parse("User-agent: *\nDisallow: /", "bestand").allows("/robots.txt"));
}

TEST(Robots, ManyStarsAreMatchedInTime) {
  std::string pattern = "User-agent: *\nDisallow: /";
  for (int i = 0; i < 400; ++i) pattern += "*a";
  const auto start = std::chrono::steady_clock::now();
  EXPECT_TRUE(Robots::parse(pattern + "b$", "bestand").allows("/" + std::string(4000, 'a')));
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
}

TEST(RetryAfter, SecondsAndDatesAreUnderstood) {
  constexpr int64_t kNow = 1483182000000;  // 2016-12-31T11:00:00Z
  EXPECT_EQ(retry_after_ms("120", kNow), 120000);
  EXPECT_EQ(retry_after_ms("Sat, 31 Dec 2016 11:05:00 GMT", kNow), 300000);
  EXPECT_EQ(retry_after_ms("Sat, 31 Dec 2016 10:05:00 GMT", kNow), 0);
  EXPECT_EQ(retry_after_ms("", kNow), std::nullopt);
  EXPECT_EQ(retry_after_ms("soon", kNow), std::nullopt);
  EXPECT_EQ(max_age_ms("public, max-age=600"), 600000);
  EXPECT_EQ(max_age_ms("no-cache"), 0);
}

}  // namespace
}  // namespace bestand::fetch_test
