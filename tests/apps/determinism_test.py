"""The same input in any order, any batch and on any number of threads gives the same bytes."""
import json
import pathlib
import random
import tempfile
import unittest

from program import BESTAND, SAMPLES, run

QUESTIONS = ("status", "parties", "incidents", "claims")


class Determinism(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.dir = pathlib.Path(folder.name)
        self.rows = [line for path in sorted(SAMPLES.glob("*.jsonl")) for line in path.read_text().splitlines()]

    def answers(self, name, batches, threads):
        """All --json answers of a ledger that was read in these batches of rows."""
        ledger = self.dir / f"{name}.bestand"
        for batch in batches:
            process = run("read", "-", "--ledger", ledger, "--threads", threads, stdin="\n".join(batch).encode())
            self.assertEqual(process.returncode, 0, process.stderr)
        out = {}
        for question in QUESTIONS:
            process = run(question, "--ledger", ledger, "--json")
            self.assertEqual(process.returncode, 0, process.stderr)
            self.assertTrue(process.stdout, question)
            out[question] = process.stdout
        for incident in out["incidents"].splitlines()[:3 if "asan" in str(BESTAND) else None]:
            name = json.loads(incident)["incident"]
            out[name] = run("why", name, "--ledger", ledger, "--json").stdout
        return out

    def test_order_batches_and_threads_do_not_matter(self):
        expected = self.answers("straight", [self.rows], 1)
        self.assertEqual(self.answers("threads", [self.rows], 2), expected)
        step = 5 if "asan" in str(BESTAND) else 1
        one_by_one = [self.rows[i:i + step] for i in range(0, len(self.rows), step)]
        self.assertEqual(self.answers("one-by-one", one_by_one, 1), expected)
        for seed in range(0 if "asan" in str(BESTAND) else 4):
            rows = self.rows[:]
            random.Random(seed).shuffle(rows)
            cut = random.Random(seed).randrange(1, len(rows))
            self.assertEqual(self.answers(f"order-{seed}", [rows[:cut], rows[cut:]], 2), expected, f"seed {seed}")

    @unittest.skipIf("asan" in str(BESTAND), "said above with fewer rows under sanitizers")
    def test_reading_twice_changes_nothing(self):
        once = self.answers("once", [self.rows], 2)
        self.assertEqual(self.answers("twice", [self.rows, self.rows], 2), once)

    def test_analyses_are_the_same_on_one_thread_and_two(self):
        rows = "\n".join(self.rows).encode()
        one = run("analyze", "--threads", 1, stdin=rows).stdout
        self.assertEqual(run("analyze", "--threads", 2, stdin=rows).stdout, one)
        self.assertEqual(len(one.splitlines()), len(self.rows))


if __name__ == "__main__":
    unittest.main()
