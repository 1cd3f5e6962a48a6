"""Bad input: each kind is a clear reject or error, the rest goes on, nothing is lost."""
import json
import os
import pathlib
import tempfile
import unittest

from program import BESTAND, run, lines

GOOD = {"id": "good", "lang": "en", "published": "2016-12-30", "text": "Rebels shelled the town of Idlib on Friday."}


class BadInput(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.dir = pathlib.Path(folder.name)

    def put(self, name, content):
        path = self.dir / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def reject(self, name, content, code, *words):
        """The file gives the reject `code`, told with `words`, and the good document after it still comes through."""
        path = self.put(name, content)
        good = self.put("good.jsonl", json.dumps(GOOD))
        rejects = self.dir / "rejects.jsonl"
        process = run("documents", path, good, "--rejects", rejects)
        told = process.stderr.decode()
        self.assertEqual(process.returncode, 1, told)
        self.assertIn(code, told)
        self.assertIn(name, told)
        for word in words:
            self.assertIn(word, told)
        self.assertEqual(lines(process)[-1]["id"], "good")
        self.assertEqual([json.loads(x)["reject"] for x in rejects.read_text().splitlines()], [code])
        return lines(process)

    def test_binary_file(self):
        self.reject("photo.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "binary")

    def test_invalid_utf8_names_the_byte(self):
        self.reject("bad.txt", b"Fighting in Hama \xff\xfe resumed", "invalid_utf8", "byte 17")

    def test_line_without_text_leaves_its_neighbours(self):
        good = json.dumps(dict(GOOD, id="before"))
        out = self.reject("some.jsonl", good + "\n" + '{"id":"empty","published":"2016-12"}' + "\n", "missing_text", "line 2")
        self.assertEqual([d["id"] for d in out], ["before", "good"])

    def test_broken_json(self):
        self.reject("broken.jsonl", '{"text": "cut off', "invalid_json", "line 1")

    def test_date_that_is_none(self):
        self.reject("date.jsonl", json.dumps(dict(GOOD, published="2016-13-45")), "invalid_date", "2016-13-45")

    def test_empty_file(self):
        self.reject("empty.txt", "", "empty_file")

    def test_line_of_200_megabytes_is_refused_in_flat_memory(self):
        path = self.dir / "huge.jsonl"
        with open(path, "wb") as f:
            f.write(b'{"id":"huge","text":"')
            for _ in range(200):
                f.write(b"x" * (1 << 20))
            f.write(b'"}\n' + json.dumps(GOOD).encode() + b"\n")
        process = run("documents", path)
        self.assertEqual(process.returncode, 1)
        self.assertIn("too_large", process.stderr.decode())
        self.assertEqual([d["id"] for d in lines(process)], ["good"])

    def test_file_that_is_not_there(self):
        process = run("documents", self.dir / "nowhere.txt")
        self.assertIn("nowhere.txt", process.stderr.decode())
        self.assertIn("No such file", process.stderr.decode())
        self.assertEqual(process.returncode, 1)

    @unittest.skipIf(os.geteuid() == 0, "root may read every file")
    def test_file_without_read_permission(self):
        path = self.put("secret.txt", "Text.")
        path.chmod(0)
        process = run("documents", path)
        self.assertIn("unreadable", process.stderr.decode())

    def test_full_disk_on_output(self):
        with open("/dev/full", "wb") as full:
            import subprocess
            process = subprocess.run([BESTAND, "documents"], input=json.dumps(GOOD).encode(), stdout=full,
                                     stderr=subprocess.PIPE, timeout=60)
        self.assertEqual(process.returncode, 4)
        self.assertIn("No space left", process.stderr.decode())

    def test_wrong_use(self):
        for args in (["frobnicate"], ["analyze", "--layers", "dreams"], ["analyze", "--threads", "0"], []):
            process = run(*args)
            self.assertEqual(process.returncode, 2, args)
            self.assertTrue(process.stderr, args)

    def test_ledger_that_is_another_programs_database(self):
        import sqlite3
        path = self.dir / "other.sqlite"
        with sqlite3.connect(path) as db:
            db.execute("create table recipes(name text)")
        before = path.read_bytes()
        good = self.put("good.jsonl", json.dumps(GOOD))
        process = run("read", good, "--ledger", path)
        self.assertEqual(process.returncode, 3, process.stderr)
        self.assertIn("not_a_ledger", process.stderr.decode())
        self.assertEqual(path.read_bytes(), before)

    def test_ledger_that_is_no_database(self):
        path = self.put("letter.bestand", "Dear reader, " * 500)
        process = run("status", "--ledger", path)
        self.assertEqual(process.returncode, 3, process.stderr)
        self.assertIn("not_a_ledger", process.stderr.decode())

    def test_ledger_in_a_folder_that_is_not_there(self):
        good = self.put("good.jsonl", json.dumps(GOOD))
        process = run("read", good, "--ledger", self.dir / "no" / "such" / "x.bestand")
        self.assertEqual(process.returncode, 4, process.stderr)
        self.assertIn("unwritable", process.stderr.decode())

    def test_help_teaches_everywhere(self):
        self.assertIn("Start here", run("--help").stdout.decode())
        for command in ("read", "status", "parties", "incidents", "claims", "why", "verify", "analyze", "documents",
                        "parse", "actors", "gazetteer"):
            process = run(command, "--help")
            self.assertEqual(process.returncode, 0, command)
            self.assertGreater(len(process.stdout), 100, command)


if __name__ == "__main__":
    unittest.main()
