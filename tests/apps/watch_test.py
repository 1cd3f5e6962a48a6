"""bestand watch: a day against sites that misbehave in every way we know. Nothing lost, nothing twice, memory flat.

Time is simulated: it leaps over whatever nobody waits for. The watch is killed in the middle, more than once.
"""
import collections
import email.utils
import json
import os
import pathlib
import signal
import sqlite3
import subprocess
import tempfile
import threading
import time
import unittest
import urllib.request

from program import BESTAND, run
from watch_site import NETWORK, Sites, bomb, item, page, rss, sentence

SANITIZED = "asan" in pathlib.Path(BESTAND).parts
MEGABYTE = 1 << 20
stopping = threading.Event()


def pages(request, **fields):
    """/p/MARK is a page about it."""
    if request.path.startswith("/p/"):
        request.answer(page(request.path[3:]), **fields)
        return True


class Town:
    """A site with one article that behaves; the others differ from it in one way each."""

    def __init__(self, mark):
        self.mark = mark

    def items(self, request):
        base = "http://" + request.headers["Host"]
        return [item(self.mark, f"{base}/p/{self.mark}", id=self.mark)]

    def feed(self, request):
        request.feed(*self.items(request))

    def __call__(self, request):
        if not pages(request):
            self.feed(request)


class Paper(Town):
    """Publishes an article an hour, shows the last three, and knows ETags."""

    def newest(self, request):
        return request.count // 4

    def feed(self, request):
        base, last = "http://" + request.headers["Host"], self.newest(request)
        etag = f'"{last}"'
        if request.headers.get("If-None-Match") == etag:
            return request.answer(status=304, ETag=etag)
        marks = [f"{self.mark}{k}" for k in range(max(0, last - 2), last + 1)]
        request.feed(*[item(m, f"{base}/p/{m}", id=m) for m in reversed(marks)], ETag=etag)


class Hangs(Town):
    def feed(self, request):
        stopping.wait(20)


class Drips(Town):
    def feed(self, request):
        request.handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        while not stopping.wait(0.03):
            request.handler.wfile.write(b"<")
            request.handler.wfile.flush()


class PromisesMore(Town):
    def feed(self, request):
        request.feed(*self.items(request), length=100000)


class PromisesLess(Town):
    def feed(self, request):
        body = rss(*self.items(request), item("Cutoff"))
        request.answer(body, type="application/rss+xml", length=body.index("Cutoff"))


class Circles(Town):
    def feed(self, request):
        request.redirect("/b" if request.path == "/feed" else "/feed")


class LeadsInside(Town):
    secret = ""

    def feed(self, request):
        request.redirect([self.secret, "http://169.254.169.254/latest/", "http://[::1]/", "file:///etc/passwd"][request.count % 4])


class Bombs(Town):
    megabytes = 24

    def feed(self, request):
        request.bomb(Bombs.megabytes)


class Endless(Town):
    def feed(self, request):
        request.handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n<rss>")
        while not stopping.is_set():
            request.handler.wfile.write(b" " * 65536)


class TooMany(Town):
    def feed(self, request):
        if request.count < 2:
            return request.answer(status=429, Retry_After="7200")
        super().feed(request)


class Busy(Town):
    def feed(self, request):
        if request.count < 1:
            return request.answer(status=503, Retry_After=email.utils.formatdate(time.time() + 3 * 3600, usegmt=True))
        super().feed(request)


class Breaks(Town):
    """Fails with every second request."""

    def feed(self, request):
        if request.count % 2 == 0:
            return request.answer("oops", status=500)
        super().feed(request)


class Codes(Town):
    """One entry without a page, each time in another encoding."""

    def feed(self, request):
        name, declared = [("cp1252", "windows-1252"), ("utf-8", "utf-8"), ("utf-16", "utf-16")][request.count % 3]
        request.answer(rss(item("Café", id="c")).replace("1.0'", f"1.0' encoding='{declared}'").encode(name), type=f"text/xml; charset={declared}")


class SameId(Town):
    def feed(self, request):
        base = "http://" + request.headers["Host"]
        request.feed(item("Twin1", f"{base}/p/Twin1", id="same"), item("Twin2", f"{base}/p/Twin2", id="same"), item("Twin3", id="same"), item("Twin4", id="same"))


class SameLink(Town):
    """A live blog: every entry leads to one page."""

    def feed(self, request):
        base = "http://" + request.headers["Host"]
        request.feed(*[item(m, f"{base}/p/Live1", id=m) for m in ("Live1", "Live2", "Live3")])


class Future(Town):
    def feed(self, request):
        request.feed(item("Later", id="later", date="Fri, 01 Jan 2099 10:00:00 GMT"))


class Gone(Town):
    def feed(self, request):
        request.answer("gone", status=410)


class NoFeed(Town):
    def feed(self, request):
        request.answer("<html><body><h1>Accept our cookies</h1></body></html>")


class IllFormed(Town):
    def feed(self, request):
        body = rss(*self.items(request)).replace("</channel></rss>", "<item><title>Broken & <b>never closed")
        request.answer(body.replace("<description>", "<description>Tea & peace. "), type="text/xml")


class NotModified(Town):
    """Says 304 to who has nothing yet, and gives each reply another ETag."""

    def feed(self, request):
        if request.count == 0:
            return request.answer(status=304)
        request.feed(*self.items(request), ETag=f'"{request.count}"', Last_Modified="yesterday, perhaps")


class Forbids(Town):
    robots = True

    def __call__(self, request):
        if request.path == "/robots.txt":
            return request.answer("User-agent: other\nDisallow: /\n\nUser-agent: bestand\nDisallow: /p/\nCrawl-delay: 30\n", type="text/plain")
        super().__call__(request)


class NoRobots(Town):
    """Cannot say for two hours what it lets one ask."""
    robots = True

    def __call__(self, request):
        if request.path == "/robots.txt":
            return request.answer(status=500 if request.count < 2 else 404)
        super().__call__(request)


class Hangsup(Town):
    def feed(self, request):
        request.handler.connection.close()


class Babbles(Town):
    def feed(self, request):
        request.handler.wfile.write(b"\x00\xff\x7f what is HTTP\r\n\r\n" * 10)
        request.handler.close_connection = True


class Empty(Town):
    def feed(self, request):
        request.answer(b"")


class BadPages(Town):
    """Entries whose pages cannot be had, or only after a while, or are none."""

    def __call__(self, request):
        if request.path == "/p/Slow" and request.count >= 2:
            return request.answer(page("Slow"))
        replies = {"/p/Slow": (b"", 503), "/p/Lost": (b"", 404), "/p/Paper": (b"%PDF-1.4", 200), "/p/Wall": (b"<html><body><p>Accept.</p></body></html>", 200)}
        if request.path in replies:
            body, status = replies[request.path]
            return request.answer(body, status=status, type="application/pdf" if request.path == "/p/Paper" else "text/html")
        base = "http://" + request.headers["Host"]
        links = {"Slow": f"{base}/p/Slow", "Lost": f"{base}/p/Lost", "Paper": f"{base}/p/Paper", "Wall": f"{base}/p/Wall", "File": "file:///etc/passwd",
                 "Script": "javascript:alert(1)", "Inner": "http://10.0.0.1/", "Meta": "http://169.254.169.254/latest/meta-data/"}
        request.feed(*[item(mark, link, id=mark) for mark, link in links.items()])


class Moves(Town):
    """Its feed has moved to another site, and so have its pages."""
    to = ""

    def __call__(self, request):
        request.redirect(self.to + request.path)


class LeadsToForbidden(Town):
    """Its page is on another site now, where it may not be asked for."""
    to = ""

    def __call__(self, request):
        if request.path.startswith("/p/"):
            return request.redirect(self.to + request.path)
        super().__call__(request)


class Corrects(Town):
    """Corrects its article, and says so, when its feed was asked a few times."""
    corrected = False

    def __call__(self, request):
        if request.path.startswith("/p/"):
            return request.answer(page(self.mark).replace("two villages", "three villages") if self.corrected else page(self.mark))
        self.corrected = request.count >= 12
        base = "http://" + request.headers["Host"]
        request.feed(item(self.mark, f"{base}/p/{self.mark}", id=self.mark, text="Corrected: three villages." if self.corrected else None))


class Fidgets(Town):
    """Says something else in its feed each time, of an article that stays as it was."""

    def items(self, request):
        base = "http://" + request.headers["Host"]
        return [item(self.mark, f"{base}/p/{self.mark}", id=self.mark, text=f"Read {request.count} times.")]


class Agency(Town):
    """Has the same page as another feed."""
    link = ""

    def feed(self, request):
        request.feed(item("Agency", self.link, id="a1"))


class Day(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.dir = pathlib.Path(folder.name)
        self.ledger, self.kept, self.troubles = self.dir / "a.bestand", self.dir / "kept", self.dir / "troubles.jsonl"
        stopping.clear()
        self.sites = Sites()
        self.addCleanup(self.sites.close)
        self.addCleanup(stopping.set)

    def opml(self, feeds):
        (self.dir / "feeds.opml").write_text("<opml version='2.0'><body>" + "".join(f"<outline type='rss' xmlUrl='{f}'/>" for f in feeds) + "</body></opml>")
        return self.dir / "feeds.opml"

    def arguments(self, feeds, *more, timeout=30):
        return ["watch", self.opml(feeds), "--ledger", self.ledger, "--contact", "tests@example.org", "--timeout", timeout, "--max-bytes", MEGABYTE,
                "--threads", "1", "--allow-private", NETWORK, *more]

    def start(self, feeds, *more, **named):
        return subprocess.Popen([BESTAND, *map(str, self.arguments(feeds, *more, **named))], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)

    def documents(self):
        with sqlite3.connect(self.ledger) as db:
            return db.execute("SELECT d.text, d.published, d.url, p.name FROM document d JOIN publisher p ON p.id=d.publisher").fetchall()

    def test_a_day_among_sites_that_misbehave(self):
        secret = self.sites.add(Town("Secret"), "127.0.0.1")
        bomb(Bombs.megabytes)  # made before anybody waits for it
        kinds = [Paper, Hangs, Drips, PromisesMore, PromisesLess, Circles, LeadsInside, Bombs, Endless, TooMany, Busy, Breaks, Codes, SameId, SameLink, Future,
                 Gone, NoFeed, IllFormed, NotModified, Forbids, NoRobots, Hangsup, Babbles, Empty, BadPages, Corrects, Fidgets,
                 LeadsToForbidden, Moves, Agency, Agency]
        sites = [kind(kind.__name__) for kind in kinds]
        bases = [self.sites.add(site) for site in sites]
        base = dict(zip(kinds, bases))
        LeadsInside.secret, Agency.link = secret + "/feed", base[Agency] + "/p/Agency"
        LeadsToForbidden.to, Moves.to = base[Forbids], self.sites.add(Town("Moves"))
        feeds = [b + "/feed" for b in bases] + [bases[1].replace("http:", "https:") + "/tls", f"http://localhost:{self.sites.port}/feed"]
        more = ["--simulate", 86400, "--keep", self.kept, "--rejects", self.troubles]
        slow = 1.5 if SANITIZED else 0.6  # for those that hang; the others answer long before
        for requests in (60, 300):  # killed, twice
            watch = self.start(feeds, *more, timeout=slow)
            while self.sites.requests() < requests and watch.poll() is None:
                time.sleep(0.005)
            watch.kill()
            watch.communicate()
        watch = self.start(feeds, *more, timeout=slow)
        memory = []
        while watch.poll() is None:
            for line in pathlib.Path(f"/proc/{watch.pid}/status").read_text().splitlines():
                if line.startswith("VmRSS:"):
                    memory.append((self.sites.requests(), int(line.split()[1]) << 10))
            time.sleep(0.02)
        watch.communicate()
        self.assertEqual(watch.returncode, 1)  # with troubles

        # nothing lost, nothing twice
        documents = self.documents()
        newest = self.sites.asked(base[Paper], "/feed") // 4 - 1
        self.assertGreater(newest, 20)
        marks = [f"Paper{k}" for k in range(newest)] + ["PromisesMore", "PromisesLess", "TooMany", "Busy", "Breaks", "Café", "Twin1", "Twin2", "Twin3", "Twin4", "Live1",
                 "Live2", "Live3", "Later", "IllFormed", "NotModified", "Forbids", "NoRobots", "Slow", "Lost", "Paper", "Wall", "File", "Script", "Inner", "Meta", "Fidgets", "LeadsToForbidden", "Moves", "Agency"]
        times = {mark: sum(sentence(mark) in text for text, *_ in documents) for mark in marks}
        self.assertEqual({m: n for m, n in times.items() if n != 1}, {})
        self.assertEqual(len({text for text, *_ in documents}), len(documents))
        corrected = [d for d in documents if "Monitors in Corrects" in d[0]]
        self.assertEqual(sorted("three villages" in d[0] for d in corrected), [False, True])
        self.assertEqual(len({d[2] for d in corrected}), 1)

        # as pages where there were any, else as the feed said it; no day of publication that has not come
        text = {mark: next(d for d in documents if sentence(mark) in d[0]) for mark in marks}
        for mark in ("Paper3", "Slow", "Twin2", "Agency", "Moves", "Fidgets"):
            self.assertIn("Monitors in " + mark, text[mark][0])
        for mark in ("Lost", "Wall", "Forbids", "Live2", "File", "LeadsToForbidden"):
            self.assertIn("In short: ", text[mark][0])
        self.assertEqual(text["Later"][1], "")
        self.assertTrue(text["Lost"][1].startswith("2016-12-31T10:00"))

        # polite
        given_up = {base[kind].split("/")[2].split(":")[0] for kind in (Hangs, Drips, Endless)}  # these notice late that nobody listens
        self.assertEqual(set(self.sites.crowds) - given_up, set())
        self.assertEqual(self.sites.agents, {f"bestand/{self.version()} (+tests@example.org)"})
        self.assertEqual(self.sites.asked(base[Forbids], "/p/Forbids") + self.sites.asked(base[Forbids], "/p/LeadsToForbidden"), 0)
        self.assertLess(self.sites.asked(base[Fidgets], "/p/Fidgets"), 10)
        self.assertLess(self.sites.asked(base[Hangs], "/feed"), 12)
        self.assertLess(self.sites.asked(base[TooMany], "/feed"), 2 * 96)
        for page_once in ((base[Paper], "/p/Paper3"), (base[Agency], "/p/Agency")):
            self.assertLessEqual(self.sites.asked(*page_once), 3)  # more than once only for the two that killing cut off
        self.assertEqual(self.sites.asked(secret, "/feed"), 0)

        # each trouble by its name
        named = collections.defaultdict(set)
        for line in self.troubles.read_text().splitlines():
            trouble = json.loads(line)
            named[trouble["reject"]].add(trouble["file"])
        for kind, reason in {Hangs: "over_time", Drips: "over_time", Circles: "refused", LeadsInside: "refused", Bombs: "too_large", Endless: "too_large",
                             NoFeed: "unsupported", Gone: "unreadable", Empty: "unsupported"}.items():
            self.assertIn(base[kind] + "/feed", named[reason], kind)
        self.assertIn(f"http://localhost:{self.sites.port}/feed", named["refused"])

        # every kept file is what its name says, and the ledger is whole
        self.assertEqual(run("verify", "--ledger", self.ledger).returncode, 0)
        self.assertTrue(list(self.kept.rglob("*")))

        # memory: no more at the end than when a third of the requests were done
        if memory and not SANITIZED:
            third = memory[0][0] + (memory[-1][0] - memory[0][0]) / 3
            early = max(size for requests, size in memory if requests <= third)
            self.assertLess(max(size for _, size in memory), early + 16 * MEGABYTE)

    def version(self):
        return run("--version").stdout.decode().split()[1]

    def test_a_signal_ends_it_at_once_and_the_page_shows_how_it_goes(self):
        feeds = [self.sites.add(Town("Alpha")) + "/feed", self.sites.add(Hangs("Beta")) + "/feed"]
        watch = self.start(feeds, "--status", 0)
        self.addCleanup(watch.stdout.close)
        address = watch.stdout.readline().decode().split()[-1]
        for _ in range(200):
            try:
                status = json.load(urllib.request.urlopen(address + "status.json"))
                if status["finished"] == 1:
                    break
            except OSError:
                pass
            time.sleep(0.05)
        self.assertEqual((status["finished"], [f["url"] for f in status["feeds"]]), (1, feeds))
        self.assertIn(feeds[0].encode(), urllib.request.urlopen(address).read())
        self.assertIn(b"bestand_watch_entries_finished 1", urllib.request.urlopen(address + "metrics").read())
        with self.assertRaises(OSError):
            urllib.request.urlopen(urllib.request.Request(address, headers={"Host": "evil.example"}))
        start = time.time()
        watch.send_signal(signal.SIGTERM)
        self.assertEqual(watch.wait(10), 0)
        self.assertLess(time.time() - start, 5)
        self.assertEqual(sum(sentence("Alpha") in text for text, *_ in self.documents()), 1)

    @unittest.skipIf(SANITIZED, "the day runs the same code under sanitizers")
    def test_once_ends_by_itself_and_asks_nothing_again_too_soon(self):
        base = self.sites.add(Town("Alpha"))
        for _ in range(2):
            process = run(*self.arguments([base + "/feed"], "--once", "--pause", 0.01))
            self.assertEqual(process.returncode, 0, process.stderr.decode())
        self.assertEqual(self.sites.asked(base, "/feed"), 1)
        self.assertEqual(len(self.documents()), 1)

    @unittest.skipIf(SANITIZED, "the day runs the same code under sanitizers")
    def test_a_state_of_the_first_version_goes_on(self):
        base = self.sites.add(Town("Alpha"))
        self.assertEqual(run(*self.arguments([base + "/feed"], "--once", "--pause", 0.01)).returncode, 0)
        with sqlite3.connect(str(self.ledger) + ".watch") as db:
            for column in ("target", "hops", "words", "visits", "fetched", "text"):
                db.execute(f"ALTER TABLE entry DROP COLUMN {column}")
            db.execute("UPDATE feed SET due=0")
            db.execute("PRAGMA user_version=1")
        db.close()
        process = run(*self.arguments([base + "/feed"], "--once", "--pause", 0.01))
        self.assertEqual(process.returncode, 0, process.stderr.decode())
        self.assertEqual((self.sites.asked(base, "/feed"), self.sites.asked(base, "/p/Alpha")), (2, 1))
        self.assertEqual(len(self.documents()), 1)

    def test_without_leave_no_private_address_is_asked(self):
        base = self.sites.add(Town("Alpha"))
        process = run("watch", base + "/feed", "--once", "--ledger", self.ledger, "--contact", "tests@example.org")
        self.assertEqual(process.returncode, 1)
        self.assertIn("refused", process.stderr.decode())
        self.assertEqual(self.sites.requests(), 0)

    def test_an_address_in_a_list_that_is_none_of_the_web_harms_no_other(self):
        base = self.sites.add(Town("Alpha"))
        process = run(*self.arguments(["file:///etc/passwd", base + "/feed", "feed:nowhere"], "--once", "--pause", 0.01))
        self.assertEqual(process.returncode, 1)
        for address in ("file:///etc/passwd", "feed:nowhere"):
            self.assertIn(f"refused: {address}", process.stderr.decode())
        self.assertEqual(len(self.documents()), 1)
        process = run(*self.arguments(["file:///etc/passwd"], "--once"))
        self.assertEqual(process.returncode, 2)

    def test_what_makes_no_sense_is_said(self):
        for arguments, words in ((["http://a.example/"], "--contact"), (["nofile.opml", "--contact", "me@example.org"], "nofile.opml"),
                                 (["http://a.example/", "--contact", "me@example.org", "--allow-private", "10.0.0.0/99"], "no network")):
            process = run("watch", *arguments, "--ledger", self.ledger, env={"BESTAND_CONTACT": ""})
            self.assertIn(process.returncode, (2, 4))
            self.assertIn(words, process.stderr.decode())
            self.assertFalse(self.ledger.exists())


if __name__ == "__main__":
    unittest.main()
