"""Archives: taken up again where reading ended, and the same ledger from one thread and from many."""
import gzip
import pathlib
import tempfile
import unittest

from program import BESTAND, lines, run


def record(k):
    page = (f"<html lang=en><head><title>Town {k}</title><meta property='article:published_time' content='2016-12-31T10:00:00Z'></head><body><article><h1>Town {k}</h1>"
            f"<p>At least {k + 2} people were killed in an airstrike near Aleppo on Friday, the governor of district {k} said, though the truce held elsewhere.</p></article></body></html>")
    block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}"
    return f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/{k}\r\nContent-Length: {len(block)}\r\n\r\n{block}\r\n\r\n".encode()


@unittest.skipIf("asan" in str(BESTAND), "the rooms' own tests run the same code under sanitizers")
class Archive(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.dir = pathlib.Path(folder.name)
        self.archive = self.dir / "news.warc.gz"
        self.add(range(40))

    def add(self, which):
        with open(self.archive, "ab") as f:
            for k in which:
                f.write(gzip.compress(record(k)))

    def read(self, ledger, *more):
        process = run("read", self.archive, "--ledger", self.dir / ledger, "--json", *more)
        self.assertEqual(process.returncode, 0, process.stderr.decode())
        return lines(process)[0]

    def test_it_goes_on_where_it_ended(self):
        self.assertEqual(self.read("a", "--resume", self.dir / "marks")["documents"], 40)
        self.assertEqual((self.dir / "marks").read_text(), f"{self.archive.stat().st_size}\t{self.archive.stat().st_size}\t{self.archive}\n")
        self.add(range(40, 45))
        second = self.read("a", "--resume", self.dir / "marks")
        self.assertEqual((second["documents"], second["known"]), (5, 0))  # not even looked at again

    def test_marks_that_are_none_are_refused(self):
        (self.dir / "marks").write_text("half of it\n")
        self.assertEqual(run("read", self.archive, "--ledger", self.dir / "a", "--resume", self.dir / "marks").returncode, 3)

    def test_a_document_that_takes_too_long_is_rejected_by_that_name(self):
        text = self.dir / "long.txt"
        text.write_text(" date 2016-12 " + "At least 12 people were killed in an airstrike on Aleppo on Friday, the Syrian Observatory for Human Rights said. " * 30000)
        process = run("read", text, self.archive, "--ledger", self.dir / "a", "--max-seconds", 1, "--json")
        self.assertEqual(process.returncode, 1)
        summary = lines(process)[0]
        self.assertEqual((summary["rejects"], summary["documents"]), ({"over_time": 1}, 40))

    def test_one_thread_and_many_make_the_same_ledger(self):
        self.read("one", "--threads", 1)
        self.read("many", "--threads", 4)
        for question in ("incidents", "claims"):
            one, many = (run(question, "--json", "--ledger", self.dir / name).stdout for name in ("one", "many"))
            self.assertTrue(one)
            self.assertEqual(one, many)


if __name__ == "__main__":
    unittest.main()
