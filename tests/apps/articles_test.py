"""Articles with every claim marked (tests/cases/articles): found, typed, sourced; and silence where there is nothing.

The floors lie a little under what is reached; tools/evaluate prints the figures.
"""
import json
import subprocess
import unittest

from program import ROOT, lines, run

FLOORS = {"nl": {"typed": 64, "source": 62, "factuality": 64}, "en": {"typed": 66, "source": 74, "factuality": 82}}


def overlap(a, b):
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def fits(gold, claim):
    return overlap(gold["span"], claim["span"]) > 0 and claim["type"] in [gold["type"], *gold["type_alt"]]


def same_source(gold, claim):
    source = claim["source"]
    names = [] if source is None else [link["name"].lower() for link in source["chain"]]
    if gold["source"] is None:
        return not names
    wanted = [w.strip().lower() for w in gold["source"].split(";")]
    return any(w in n or n in w for w in wanted for n in names)


class Articles(unittest.TestCase):
    def check(self, lang):
        gold = [json.loads(x) for x in subprocess.run([ROOT / "tools" / "gold", ROOT / f"tests/cases/articles/{lang}.gold"],
                                                      capture_output=True, check=True).stdout.splitlines()]
        docs = "\n".join(json.dumps({k: g[k] for k in ("id", "lang", "published", "title", "text") if k in g}) for g in gold)
        process = run("analyze", "--layers", "claims", stdin=docs.encode())
        self.assertEqual(process.returncode, 0, process.stderr)
        found = wanted = printed = source = status = 0
        for g, p in zip(gold, lines(process)):
            self.assertEqual(g["id"], p["id"])
            text = p.get("text", g["text"])
            for claim in p["claims"]:
                begin, end = claim["span"]
                self.assertTrue(0 <= begin < end <= len(text), claim["id"])
            if not g["claims"]:
                self.assertEqual(p["claims"], [], f"{g['id']} is not about war")
            left = list(p["claims"])
            wanted += len(g["claims"])
            printed += len(left)
            for claim in sorted(g["claims"], key=lambda c: c["span"][1] - c["span"][0]):
                best = max((c for c in left if fits(claim, c)), key=lambda c: overlap(claim["span"], c["span"]), default=None)
                if best is None:
                    continue
                left.remove(best)
                found += 1
                source += same_source(claim, best)
                status += best["factuality"]["status"] in [claim["factuality"], *claim["factuality_alt"]]
        figures = {"typed": 200 * found / (wanted + printed), "source": 100 * source / found, "factuality": 100 * status / found}
        for name, floor in FLOORS[lang].items():
            self.assertGreaterEqual(figures[name], floor, f"{lang}: {figures}")

    def test_dutch(self):
        self.check("nl")

    def test_english(self):
        self.check("en")


if __name__ == "__main__":
    unittest.main()
