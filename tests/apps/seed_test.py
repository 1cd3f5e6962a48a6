"""The main job on the article that the project started from: its ledger must tell that article's story."""
import json
import pathlib
import tempfile
import unittest

from program import SHARED, needs_shared, run, lines

ARTICLE = SHARED / "seed" / "000_8a7fa6abe7970e56.txt"
THURSDAYS = [f"2016-12-{day:02d}T23:00:00+01:00" for day in (1, 8, 15, 22, 29)]


@needs_shared("seed")
class SeedArticle(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.ledger = pathlib.Path(cls.folder.name) / "seed.bestand"
        process = run("read", ARTICLE, "--ledger", cls.ledger)
        assert process.returncode == 0, process.stderr.decode()
        cls.status = cls.ask("status")[0]
        cls.parties = {p.get("actor_id", p["name"]): p for p in cls.ask("parties")}
        cls.incidents = cls.ask("incidents")

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    @classmethod
    def ask(cls, *question):
        process = run(*question, "--ledger", cls.ledger, "--json")
        assert process.returncode == 0, process.stderr.decode()
        return lines(process)

    def near(self, *words, killed=None):
        """The incidents whose place holds one of the words and, when given, whose toll is `killed`."""
        found = []
        for i in self.incidents:
            place = json.dumps(i.get("place") or {}, ensure_ascii=False)
            if any(w in place for w in words) and (killed is None or i.get("killed") == killed):
                found.append(i)
        return found

    def test_in_effect_from_each_thursday_that_the_date_allows(self):
        self.assertEqual(self.status["effective"]["edtf"], "[" + ",".join(THURSDAYS) + "]")
        self.assertEqual(self.status["countries"], ["SY"])

    def test_brokered_by_russia_and_turkey(self):
        brokers = {t.get("actor_id", t["value"]) for t in self.status["terms"] if t["kind"] in ("mediator", "guarantor")}
        self.assertLessEqual({"Rusland", "Turkije"}, {t["value"] for t in self.status["terms"] if t["kind"] in ("mediator", "guarantor")} | brokers)

    def test_free_syrian_army_is_in(self):
        self.assertEqual(self.parties["sy.fsa"]["standing"], "in")

    def test_ahrar_al_sham_is_disputed_between_itself_and_russia(self):
        ahrar = self.parties["sy.ahrar-al-sham"]
        self.assertEqual(ahrar["standing"], "disputed")
        self.assertEqual({(s["value"], s["source"]) for s in ahrar["stances"]}, {("rejects", "Ahrar al-Sham"), ("accepted", "Rusland")})

    def test_is_nusra_and_ypg_are_excluded(self):
        for name in ("group.is", "sy.jfs", "sy.ypg"):
            self.assertEqual(self.parties[name]["standing"], "excluded", name)

    def test_strikes_near_al_bab_are_out_of_scope_because_is_is_excluded(self):
        for toll in ([12, 12], [26, 26]):
            strikes = [i for i in self.incidents if i.get("killed") == toll]
            self.assertEqual(len(strikes), 1, toll)
            self.assertEqual((strikes[0]["act"], strikes[0]["headline"]), ("AIRSTRIKE", "out_of_scope"), toll)
            self.assertIn(strikes[0]["rule"], ("R3", "R4"))

    def test_fighting_in_hama_and_north_of_damascus(self):
        self.assertTrue(self.near("Hama"))
        self.assertTrue(self.near("Damascus"))

    def test_calm_is_the_observatorys_word(self):
        holding = [s for s in self.status["states"] if s["state"] == "holding"]
        self.assertTrue(any("Observatorium" in s["source"] for s in holding))

    def test_every_line_quotes_the_article(self):
        text = ARTICLE.read_text(encoding="utf-8")
        quotes = [t["quote"] for t in self.status["terms"] + self.status["states"]]
        quotes += [s["quote"] for p in self.parties.values() for s in p["stances"]]
        self.assertGreater(len(quotes), 8)
        for quote in quotes:
            self.assertIn(quote, text)

    def test_talks_in_astana_next_month(self):
        talks = [c for c in self.ask("claims") if c["type"] == "TALKS" and (c.get("place") or {}).get("name") == "Astana"]
        self.assertTrue(any((c.get("time") or {}).get("edtf") == "2017-01" for c in talks))


if __name__ == "__main__":
    unittest.main()
