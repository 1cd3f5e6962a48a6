"""bestand read --keep and show-source: the bytes a document was read from, whole and proven, or a clear word that they are not there."""
import hashlib
import json
import pathlib
import tempfile
import unittest

from program import BESTAND, run

SENTENCE = "The truce around Homs held on Saturday, the governor said, though two villages were shelled at night."
PAGE = ("<html lang=en><head><title>Truce holds</title><meta property='article:published_time' content='2016-12-31T10:00:00Z'></head>"
        f"<body><nav><a href=/>Home</a></nav><article><h1>Truce holds</h1><p>{SENTENCE}</p><p>{SENTENCE.replace('Homs', 'Hama')}</p></article></body></html>\n")


def sha256(content):
    return hashlib.sha256(content).hexdigest()


@unittest.skipIf("asan" in str(BESTAND), "the rooms' own tests run the same code under sanitizers")
class ShowSource(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.dir = pathlib.Path(folder.name)
        self.ledger, self.kept, self.input = self.dir / "a.bestand", self.dir / "kept", self.dir / "in"
        self.input.mkdir()

    def put(self, name, content):
        (self.input / name).write_bytes(content)
        return content

    def read(self, *more):
        process = run("read", self.input, "--ledger", self.ledger, *more)
        self.assertEqual(process.returncode, 0, process.stderr.decode())

    def show(self, id, folder=None):
        return run("show-source", id, "--ledger", self.ledger, "--keep", folder or self.kept)

    def test_bytes_come_back_as_they_were_read(self):
        line = self.put("a.jsonl", json.dumps({"id": "line", "lang": "en", "published": "2016-12-31", "text": SENTENCE}).encode() + b"\r\n")
        page = self.put("page.html", PAGE.encode())
        text = self.put("note.txt", b"\xef\xbb\xbf date 2016-12 " + SENTENCE.replace("Homs", "Idlib").encode() + b"\r\n")
        self.read("--keep", self.kept)
        self.assertEqual(self.show("line").stdout, line.rstrip())
        for content in (page, text):
            process = self.show(sha256(content))
            self.assertEqual(process.returncode, 0, process.stderr.decode())
            self.assertEqual(process.stdout, content)

    def test_each_is_kept_once_under_its_hash(self):
        page = self.put("page.html", PAGE.encode())
        self.put("again.html", PAGE.encode())
        self.read("--keep", self.kept)
        self.read("--keep", self.kept)  # known by now
        hash = sha256(page)
        self.assertEqual([p.relative_to(self.kept).as_posix() for p in self.kept.rglob("*") if p.is_file()], [f"{hash[:2]}/{hash[2:]}"])

    def test_a_known_document_is_kept_when_read_again(self):
        page = self.put("page.html", PAGE.encode())
        self.read()
        self.assertEqual(self.show(sha256(page)).returncode, 3)
        self.read("--keep", self.kept)
        self.assertEqual(self.show(sha256(page)).stdout, page)

    def test_bytes_not_kept_are_told_from_documents_not_known(self):
        self.put("a.jsonl", json.dumps({"id": "line", "lang": "en", "text": SENTENCE}).encode())
        self.read()
        for id, words in (("line", "not kept"), ("other", "no document or claim has the id other")):
            process = self.show(id)
            self.assertEqual((process.returncode, process.stdout), (3, b""))
            self.assertIn(words, process.stderr.decode())

    def test_changed_bytes_are_refused(self):
        page = self.put("page.html", PAGE.encode())
        self.read("--keep", self.kept)
        hash = sha256(page)
        (self.kept / hash[:2] / hash[2:]).write_bytes(page.replace(b"Homs", b"Hams"))
        process = self.show(hash)
        self.assertEqual((process.returncode, process.stdout), (3, b""))
        self.assertIn("was changed", process.stderr.decode())

    def test_one_id_of_two_documents_asks_which(self):
        lines = [json.dumps({"id": "same", "lang": "en", "publisher": p, "text": f"{p}: {SENTENCE}"}).encode() for p in ("Post", "Herald")]
        self.put("a.jsonl", b"\n".join(lines))
        self.read("--keep", self.kept)
        process = self.show("same")
        self.assertEqual(process.returncode, 2)
        for line in lines:
            self.assertIn(sha256(line), process.stderr.decode())
            self.assertEqual(self.show(sha256(line)).stdout, line)

    def test_without_a_place_to_keep_nothing_is_read(self):
        self.put("page.html", PAGE.encode())
        (self.dir / "file").write_text("in the way")
        process = run("read", self.input, "--ledger", self.ledger, "--keep", self.dir / "file")
        self.assertEqual(process.returncode, 4)
        self.assertFalse(self.ledger.exists())


if __name__ == "__main__":
    unittest.main()
