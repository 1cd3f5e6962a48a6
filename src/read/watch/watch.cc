// One loop: begin what is due and may begin, wait for something to finish, enter it, hand on what is ready. Whatever is
// under way when the watch ends is still due in the store, so ending needs no care.
#include "read/watch/watch.h"

#include <poll.h>

#include <algorithm>
#include <chrono>
#include <set>

#include "base/sha256.h"
#include "read/feed/feed.h"
#include "read/url.h"
#include "read/watch/watch_documents.h"
#include "read/watch/watch_hosts.h"

namespace bestand {
namespace {

constexpr int64_t kDayMs = 24 * 3600 * 1000LL;
constexpr int64_t kMinuteMs = 60 * 1000;
constexpr int64_t kFirstRetryMs = 10 * kMinuteMs;  // of a page; then three times as long each time
constexpr int kPageTries = 6;
constexpr int64_t kRevisitMs = 3600 * 1000;  // an article that changes is read again so long after it was read; then three times as long
constexpr int kVisits = 5;
constexpr size_t kMaxEntries = 5000;  // of one reply
constexpr int kDeliver = 64;
constexpr int64_t kRoundPatience = 90 * 1000;  // a single round waits so long for a host's pause

int64_t clock_ms() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

struct Job {
  enum class Kind { kFeed, kPage, kRobots } kind;
  size_t feed = 0;
  WatchedPage page;
  Url url;
};

Error no_answer(const FetchReply& reply) {
  if (reply.trouble) return *reply.trouble;
  return Error{Code::kUnreadable, "answers with status " + std::to_string(reply.status), reply.url, "", -1};
}

// Trying again later may help.
bool passes(const FetchReply& reply) {
  if (reply.trouble) return reply.trouble->code == Code::kOverTime || reply.trouble->code == Code::kUnreadable;
  return reply.status == 429 || reply.status == 408 || reply.status == 425 || reply.status >= 500;
}

}  // namespace

struct Watch::State {
  WatchOptions options;
  WatchSide side;
  WatchStore store;
  std::unique_ptr<Fetcher> fetcher;
  std::shared_ptr<const PageWords> words;
  ReadContext context;
  WatchHosts hosts;
  std::vector<WatchedFeed> feeds;
  std::vector<bool> asking, asked;  // per feed: now; in this round
  struct Lead {
    std::string address;
    int hops = 0;
  };
  std::vector<Lead> leads;  // per feed: where it led to, until that is asked
  std::map<std::string, int64_t> pages;  // hosts with pages that wait, and when the first is due
  std::map<int64_t, Job> jobs;
  std::set<std::string> told;
  WatchFigures figures;
  int64_t next_job = 0, simulated = 0, deliver_at = 0, shown_at = 0;
  bool undelivered = true;

  State(WatchOptions o, WatchSide s, WatchStore st) : options(std::move(o)), side(std::move(s)), store(std::move(st)), hosts("bestand", options.pause_ms) {}

  int64_t now() const { return options.simulate_ms > 0 ? simulated : clock_ms(); }

  Status prepare() {
    auto known = store.feeds(options.feeds);
    if (!known) return known.error();
    feeds = std::move(*known);
    asking.assign(feeds.size(), false);
    asked.assign(feeds.size(), false);
    leads.assign(feeds.size(), {});
    auto due = store.first_due();
    if (!due) return due.error();
    pages = std::move(*due);
    auto held = store.held_hosts();
    if (!held) return held.error();
    for (const auto& [host, until] : *held) hosts.hold(host, until);
    simulated = clock_ms();
    for (const WatchedFeed& f : feeds) simulated = std::max(simulated, f.asked);
    figures.started = now();
    return success();
  }

  // --- what may begin

  void begin(Job job, const FetchRequest& request) {
    hosts.begin(job.url.host);
    fetcher->start(++next_job, request);
    jobs.emplace(next_job, std::move(job));
  }

  void begin_robots(const Url& url) { begin(Job{Job::Kind::kRobots, 0, {}, url}, {WatchHosts::origin(url) + "/robots.txt", "", ""}); }

  Status begin_feed(size_t i) {
    WatchedFeed& f = feeds[i];
    const std::string& address = feed_address(i);
    Url url = parse_url(address);
    switch (hosts.may_ask(url, now())) {
      case WatchHosts::Word::kUnknown:
        begin_robots(url);
        return success();
      case WatchHosts::Word::kNo:
        return feed_failed(i, Error{Code::kRefused, "may not be asked, says the site's robots.txt", address, "", -1}, kDayMs);
      case WatchHosts::Word::kUnreachable:
        return feed_failed(i, Error{Code::kUnreadable, "has a site whose robots.txt cannot be had", f.url, "", -1}, 0);
      case WatchHosts::Word::kYes: break;
    }
    asking[i] = true;
    begin(Job{Job::Kind::kFeed, i, {}, url}, {address, f.etag, f.modified, false});
    return success();
  }

  const std::string& feed_address(size_t i) const { return leads[i].address.empty() ? feeds[i].url : leads[i].address; }

  Status begin_page(const std::string& host) {
    auto page = store.page_due(host, now());
    if (!page) return page.error();
    if (!*page) return look_at(host);
    const Url url = parse_url((*page)->address);
    switch (hosts.may_ask(url, now())) {
      case WatchHosts::Word::kUnknown:
        begin_robots(url);
        return success();
      case WatchHosts::Word::kNo:
        return page_lost(**page, Error{Code::kRefused, "may not be asked, says the site's robots.txt", (*page)->url, "", -1});
      case WatchHosts::Word::kUnreachable:
        return page_failed(**page, Error{Code::kUnreadable, "has a site whose robots.txt cannot be had", (*page)->url, "", -1}, 0);
      case WatchHosts::Word::kYes: break;
    }
    begin(Job{Job::Kind::kPage, 0, **page, url}, {(*page)->address, "", "", false});
    return success();
  }

  // Begins all it can; gives when the next could begin, kNever for none that waits for time alone.
  Result<int64_t> begin_due() {
    int64_t next = WatchHosts::kNever;
    auto may_begin = [&](const std::string& host, int64_t due) {
      const int64_t at = std::max(due, hosts.ready(host));
      if (at <= now()) return fetcher->under_way() < options.at_once;
      next = std::min(next, at);
      return false;
    };
    for (size_t i = 0; i < feeds.size(); ++i) {
      if (asking[i] || (options.once && asked[i])) continue;
      if (!may_begin(parse_url(feed_address(i)).host, leads[i].hops > 0 ? now() : feeds[i].due)) continue;
      if (auto begun = begin_feed(i); !begun) return begun.error();
      next = std::min(next, now());
    }
    std::vector<std::string> ready;
    for (const auto& [host, due] : pages) {
      if (may_begin(host, due)) ready.push_back(host);
    }
    for (const std::string& host : ready) {
      if (fetcher->under_way() >= options.at_once || hosts.ready(host) > now()) continue;
      if (auto begun = begin_page(host); !begun) return begun.error();
      next = std::min(next, now());
    }
    return next;
  }

  // --- what came of it

  Status look_at(const std::string& host) {
    auto due = store.first_due(host);
    if (!due) return due.error();
    if (*due) pages[host] = **due; else pages.erase(host);
    return success();
  }

  // Told when it is new: a feed that fails the same way again and again says it once.
  void tell(const std::string& about, const Error& error) {
    if (told.size() > 10000) told.clear();
    if (told.insert(about + "\n" + error.message).second) side.trouble(error);
  }

  Status hold(const Url& url, int64_t wait) {
    hosts.hold(url.host, now() + wait);
    return store.hold_host(url.host, now() + wait);
  }

  // `wait`: how long it asks to be left alone; 0 = it does not say.
  static int64_t asked_to_wait(const FetchReply& reply, int64_t now) {
    if (reply.status != 429 && reply.status != 503) return 0;
    const auto wait = retry_after_ms(reply.retry_after, now);
    return wait ? std::clamp(*wait, kMinuteMs, kDayMs) : 0;
  }

  Status feed_failed(size_t i, Error error, int64_t wait) {
    WatchedFeed& f = feeds[i];
    asked[i] = true;
    leads[i] = {};
    ++f.failures;
    ++figures.failed;
    f.asked = now();
    f.trouble = std::string(name(error.code)) + ": " + error.message;
    f.due = now() + (wait > 0 ? wait : std::min(kDayMs, options.every_ms << std::min(f.failures, 10)));
    error.file = f.url;
    tell(f.url, error);
    return store.enter(f, {}, now());
  }

  void feed_good(WatchedFeed* f, const FetchReply& reply) const {
    f->failures = 0;
    f->trouble.clear();
    f->good = now();
    f->due = now() + std::clamp(max_age_ms(reply.cache_control), options.every_ms, std::max(options.every_ms, kDayMs));
  }

  // Why a redirect is not followed; nothing where it may be, once its own site has been asked for leave.
  std::optional<Error> astray(const FetchReply& reply, int hops) const {
    if (hops >= options.fetch.max_redirects)
      return Error{Code::kRefused, "leads on more than " + std::to_string(options.fetch.max_redirects) + " times", reply.url, "", -1};
    if (!parse_url(reply.leads_to).valid) return Error{Code::kRefused, "is no address of the web, or leads to none", reply.url, "", -1};
    return std::nullopt;
  }

  Status feed_came(size_t i, const FetchReply& reply, const Url& url) {
    WatchedFeed& f = feeds[i];
    asking[i] = false;
    if (!reply.leads_to.empty()) {
      if (auto error = astray(reply, leads[i].hops)) return feed_failed(i, *error, 0);
      leads[i] = {reply.leads_to, leads[i].hops + 1};
      return success();
    }
    leads[i] = {};
    asked[i] = true;
    f.asked = now();
    f.status = reply.status;
    const bool conditional = !f.etag.empty() || !f.modified.empty();
    if (reply.status == 304 && !reply.trouble && conditional) {
      ++figures.not_modified;
      feed_good(&f, reply);
      return store.enter(f, {}, now());
    }
    if (reply.status != 200 || (reply.trouble && !reply.cut)) {
      const int64_t wait = asked_to_wait(reply, now());
      if (wait > 0) {
        if (auto held = hold(url, wait); !held) return held;
      }
      if (!conditional || reply.trouble) return feed_failed(i, no_answer(reply), wait);
      f.etag.clear();  // what it once sent may be what it chokes on
      f.modified.clear();
      return feed_failed(i, no_answer(reply), wait);
    }
    return feed_read(i, reply);
  }

  Status feed_read(size_t i, const FetchReply& reply) {
    WatchedFeed& f = feeds[i];
    if (options.keep) (void)options.keep->put(sha256(reply.body), reply.body);
    auto feed = read_feed(reply.body, reply.url, reply.charset, *words);
    if (!feed) return feed_failed(i, feed.error(), 0);
    if (feed->entries.size() > kMaxEntries) {
      tell(f.url, Error{Code::kTooLarge, "has more than " + std::to_string(kMaxEntries) + " entries; the rest is left out", f.url, "", -1});
      feed->entries.resize(kMaxEntries);
    }
    auto fresh = unseen(watched_entries(*feed, f.url, now(), context));
    if (!fresh) return fresh.error();
    f.entries += std::count_if(fresh->begin(), fresh->end(), [](const WatchedEntry& e) { return e.again == 0; });
    if (reply.cut) {  // what came is taken, and the whole asked for again
      f.etag.clear();
      f.modified.clear();
      if (auto entered = store.enter(f, *fresh, now()); !entered) return entered;
      if (auto looked = look_at_hosts(*fresh); !looked) return looked;
      return feed_failed(i, *reply.trouble, 0);
    }
    f.etag = reply.etag;
    f.modified = reply.modified;
    feed_good(&f, reply);
    if (auto entered = store.enter(f, *fresh, now()); !entered) return entered;
    return look_at_hosts(*fresh);
  }

  // The new entries. A page that another entry leads to already is not fetched again: an entry with another title stands for
  // itself, one with the same title is the same.
  Result<std::vector<WatchedEntry>> unseen(std::vector<WatchedEntry> entries) {
    std::vector<WatchedEntry> out;
    std::set<std::string> identities;
    std::map<std::string, std::set<std::string>> here;  // pages of this reply, with their titles
    for (WatchedEntry& e : entries) {
      auto seen = store.seen_entry(e.identity);
      if (!seen) return seen.error();
      if (!identities.insert(e.identity).second) continue;
      if (*seen) {
        auto other = changed(**seen, &e);
        if (!other) return other.error();
        if (*other) out.push_back(std::move(e));
        continue;
      }
      if (!e.url.empty()) {
        auto page = store.seen_page(e.url, e.title);
        if (!page) return page.error();
        std::set<std::string>& titles = here[e.url];
        const bool alone = titles.empty() && *page == WatchStore::Seen::kNo;
        const bool same = !titles.insert(e.title).second || *page == WatchStore::Seen::kSame;
        if (!alone) e.url = e.host = "";
        if (!alone && (same || e.own.text.empty())) continue;
      }
      out.push_back(std::move(e));
    }
    return out;
  }

  // Whether a feed tells of an article that changed, which is to be read again: in other words than when it was last read.
  // One that has no page of its own becomes an entry by its new words.
  Result<bool> changed(const SeenEntry& seen, WatchedEntry* e) {
    if (seen.words.empty() || seen.words == e->own.text_sha256 || e->url.empty()) return false;
    if (!seen.page) {
      e->identity = sha256("changed\n" + e->identity + "\n" + e->own.text_sha256);
      e->url = e->host = "";
      auto known = store.seen_entry(e->identity);
      if (!known) return known.error();
      return !*known && !e->own.text.empty();
    }
    if (!seen.finished || seen.visits >= kVisits) return false;
    int64_t wait = kRevisitMs;
    for (int i = 0; i < seen.visits; ++i) wait *= 3;
    e->again = seen.key;
    e->due = std::max(now(), seen.fetched + wait);
    return true;
  }

  Status look_at_hosts(const std::vector<WatchedEntry>& entries) {
    for (const WatchedEntry& e : entries) {
      if (e.url.empty()) undelivered = true;
      else if (auto looked = look_at(e.host); !looked) return looked;
    }
    return success();
  }

  // The page gives no document: what the feed said of it stands in.
  Status page_lost(const WatchedPage& page, Error error) {
    ++figures.refused;
    error.file = page.url;
    tell(page.url, error);
    if (page.visits > 0) return page_as_before(page);
    undelivered = true;
    if (auto ready = store.ready(page.key, std::nullopt, std::string(name(error.code)) + ": " + error.message, now()); !ready) return ready;
    return look_at(parse_url(page.address).host);
  }

  Status page_as_before(const WatchedPage& page) {
    if (auto done = store.unchanged(page.key, now()); !done) return done;
    return look_at(parse_url(page.address).host);
  }

  // Its own site is asked for leave, and waited for, as if the entry had led there.
  Status page_leads_on(const WatchedPage& page, const FetchReply& reply) {
    if (auto error = astray(reply, page.hops)) return page_lost(page, *error);
    const std::string host = parse_url(reply.leads_to).host;
    if (auto led = store.lead_on(page, reply.leads_to, host, now()); !led) return led;
    if (auto looked = look_at(host); !looked) return looked;
    return look_at(parse_url(page.address).host);
  }

  Status page_failed(WatchedPage page, const Error& error, int64_t wait) {
    if (++page.tries >= kPageTries) return page_lost(page, error);
    ++figures.failed;
    int64_t later = kFirstRetryMs;
    for (int i = 1; i < page.tries; ++i) later *= 3;
    if (auto put = store.postpone(page, now() + std::max(wait, later), std::string(name(error.code)) + ": " + error.message); !put) return put;
    return look_at(parse_url(page.address).host);
  }

  Status page_came(const WatchedPage& page, const FetchReply& reply, const Url& url) {
    const int64_t wait = asked_to_wait(reply, now());
    if (wait > 0) {
      if (auto held = hold(url, wait); !held) return held;
    }
    if (!reply.leads_to.empty()) return page_leads_on(page, reply);
    const bool last = page.tries + 1 >= kPageTries;
    const bool came = reply.status == 200 && (!reply.trouble || (reply.cut && last));
    if (!came) return passes(reply) ? page_failed(page, no_answer(reply), wait) : page_lost(page, no_answer(reply));
    if (options.keep) (void)options.keep->put(sha256(reply.body), reply.body);
    auto own = store.own(page.key);
    if (!own) return own.error();
    auto document = document_of_reply(reply, *own, now(), *words, context);
    if (!document) return page_lost(page, document.error());
    if (page.visits > 0 && document->text_sha256 == page.text) return page_as_before(page);
    undelivered = true;
    if (auto ready = store.ready(page.key, *document, "", now()); !ready) return ready;
    return look_at(url.host);
  }

  Status came(int64_t ticket, const FetchReply& reply) {
    auto found = jobs.find(ticket);
    if (found == jobs.end()) return success();
    Job job = std::move(found->second);
    jobs.erase(found);
    ++figures.fetches;
    figures.bytes += static_cast<int64_t>(reply.body.size());
    hosts.end(job.url.host, now(), job.kind != Job::Kind::kRobots);
    if (job.kind == Job::Kind::kFeed) return feed_came(job.feed, reply, job.url);
    if (job.kind == Job::Kind::kPage) return page_came(job.page, reply, job.url);
    hosts.robots_came(job.url, reply, now());
    return success();
  }

  // --- handing on

  Status deliver() {
    if (!undelivered || now() < deliver_at) return success();
    if (options.keep && options.keep->trouble()) return *options.keep->trouble();
    for (;;) {
      auto ready = store.ready_documents(kDeliver);
      if (!ready) return ready.error();
      if (ready->empty()) break;
      std::vector<int64_t> keys;
      std::vector<Document> documents;
      for (auto& [key, document] : *ready) {
        keys.push_back(key);
        if (!document.text.empty()) documents.push_back(std::move(document));
      }
      if (auto taken = documents.empty() ? success() : side.documents(std::move(documents)); !taken) {
        if (taken.error().code != Code::kBusy) return taken;
        deliver_at = now() + 5000;
        return success();
      }
      if (auto done = store.finished(keys); !done) return done;
    }
    undelivered = false;
    return success();
  }

  Status show(bool last) {
    if (!side.figures || (!last && clock_ms() < shown_at + 1000)) return success();
    shown_at = clock_ms();
    auto counts = store.counts();
    if (!counts) return counts.error();
    figures.now = now();
    figures.entries = *counts;
    figures.feeds = feeds;
    side.figures(figures);
    hosts.forget_old(now());
    return success();
  }

  // Waits for what is under way, or for `next`. False: there is nothing to wait for.
  Result<bool> wait(int64_t next, int stop_fd) {
    const bool idle = fetcher->under_way() == 0;
    const int64_t horizon = options.once ? now() + kRoundPatience : options.simulate_ms > 0 ? figures.started + options.simulate_ms : WatchHosts::kNever - 1;
    if (idle && next > horizon) return false;
    if (idle && options.simulate_ms > 0) {
      simulated = std::max(simulated, next);
      return true;
    }
    int64_t ms = options.simulate_ms > 0 ? 1000 : std::clamp<int64_t>(next - now(), 0, 1000);
    for (auto& [ticket, reply] : fetcher->work(static_cast<int>(ms), stop_fd)) {
      if (auto done = came(ticket, reply); !done) return done.error();
    }
    return true;
  }
};

Watch::Watch(std::unique_ptr<State> state) : state_(std::move(state)) {}
Watch::~Watch() = default;

Result<std::unique_ptr<Watch>> Watch::open(WatchOptions options, WatchSide side) {
  auto store = WatchStore::open(options.state);
  if (!store) return store.error();
  auto words = shared_page_words();
  if (!words) return words.error();
  auto fetcher = Fetcher::create(options.fetch);
  if (!fetcher) return fetcher.error();
  auto state = std::make_unique<State>(std::move(options), std::move(side), std::move(*store));
  state->fetcher = std::move(*fetcher);
  state->words = std::move(*words);
  state->context.options.keep = state->options.keep;
  if (auto ready = state->prepare(); !ready) return ready.error();
  return std::unique_ptr<Watch>(new Watch(std::move(state)));
}

Status Watch::run(int stop_fd) {
  State& s = *state_;
  for (;;) {
    pollfd stop{stop_fd, POLLIN, 0};
    if (stop_fd >= 0 && ::poll(&stop, 1, 0) > 0) break;
    if (auto done = s.deliver(); !done) return done;
    auto next = s.begin_due();
    if (!next) return next.error();
    auto going = s.wait(*next, stop_fd);
    if (!going) return going.error();
    if (auto shown = s.show(false); !shown) return shown;
    if (!*going) break;
  }
  if (auto done = s.deliver(); !done) return done;
  return s.show(true);
}

}  // namespace bestand
