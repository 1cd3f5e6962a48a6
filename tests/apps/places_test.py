"""Where a claim's place comes from: its own words, the country told of, and never a speaker's or a negotiator's."""
import json
import pathlib
import tempfile
import unittest

from program import BESTAND, lines, run


def claims(lang, title, text):
    doc = {"id": "t", "lang": lang, "published": "2016-12-31", "title": title, "text": text}
    process = run("analyze", "--layers", "claims", stdin=json.dumps(doc).encode())
    assert process.returncode == 0, process.stderr.decode()
    return lines(process)[0]["claims"]


def country(claim):
    return (claim.get("place") or {}).get("country")


@unittest.skipIf("asan" in str(BESTAND), "the rooms' own tests run the same code under sanitizers")
class Places(unittest.TestCase):
    def truce(self, found):
        return next(c for c in found if c["type"] == "AGREEMENT")

    def test_the_speaker_of_a_headline_is_not_where_the_truce_holds(self):
        found = claims("en", "Turkey: 12 fighters killed near al-Bab",
                       "Turkish jets bombed Islamic State near al-Bab on Saturday, killing 12 fighters, the army said.\n\n"
                       "The group is not part of the ceasefire that took effect on Friday.")
        self.assertNotEqual(country(self.truce(found)), "TR")
        self.assertIn("SY", [country(c) for c in found if c["type"] == "AIRSTRIKE"])

    def test_the_country_of_a_headline_is_where_the_truce_holds(self):
        found = claims("en", "Syria: 12 fighters killed near al-Bab",
                       "Turkish jets bombed Islamic State near al-Bab on Saturday, killing 12 fighters, the army said.\n\n"
                       "The group is not part of the ceasefire that took effect on Friday.")
        self.assertEqual(country(self.truce(found)), "SY")

    def test_violations_do_not_happen_where_people_talk(self):
        for lang, text in (("en", "The truce in Syria began on Friday.\n\nRebel groups will stay away from the negotiations in Astana "
                                  "because the government violated the truce."),
                           ("nl", "De rebellen schorten de vredesbesprekingen in Astana op. Zij verwijten het leger dat "
                                  "het bestand dagelijks wordt geschonden.")):
            found = [c for c in claims(lang, "", text) if c["type"] == "VIOLATION_ALLEGED"]
            self.assertTrue(found, lang)
            self.assertNotIn("KZ", [country(c) for c in found], lang)

    def test_a_truce_signed_somewhere_keeps_its_place_of_violation(self):
        found = claims("en", "", "The army violated the ceasefire by shelling Hama on Friday, rebels said.")
        self.assertIn("SY", [country(c) for c in found if c["type"] in ("SHELLING", "VIOLATION_ALLEGED")])


ARTICLE = "Turkish jets bombed Islamic State near al-Bab, in Syria, on Saturday. The fighting spread 20 km south of Aleppo."


@unittest.skipIf("asan" in str(BESTAND), "the rooms' own tests run the same code under sanitizers")
class PlacesCommand(unittest.TestCase):
    def test_a_line_a_place_with_its_country_and_point(self):
        process = run("places", stdin=json.dumps({"id": "a", "lang": "en", "text": ARTICLE}).encode())
        self.assertEqual(process.returncode, 0, process.stderr.decode())
        rows = [line.split("\t") for line in process.stdout.decode().splitlines()]
        self.assertTrue(all(len(row) == 9 for row in rows), rows)
        by_words = {row[1]: row for row in rows}
        self.assertEqual(by_words["al-Bab"][3], "SY")
        south = by_words["Aleppo"]
        self.assertAlmostEqual(float(south[4]), 36.2 - 0.18, delta=0.06)
        self.assertIn("20 km south of Aleppo", south[2])

    def test_a_map_is_one_page_that_needs_no_network_and_runs_nothing_of_the_text(self):
        with tempfile.TemporaryDirectory() as folder:
            out = pathlib.Path(folder) / "map.html"
            text = ARTICLE + " <script>alert(1)</script>"
            process = run("places", "--map", out, stdin=json.dumps({"id": "a", "lang": "en", "text": text}).encode())
            self.assertEqual(process.returncode, 0, process.stderr.decode())
            page = out.read_text()
            self.assertIn("al-Bab", page)
            self.assertNotIn("<script>alert(1)", page)
            self.assertNotRegex(page, r"(src|href)=.?https?://")

    def test_a_gazetteer_that_is_not_there_is_told(self):
        process = run("places", stdin=b"{}", env={"BESTAND_GAZETTEER": "/nowhere/a.gazetteer"})
        self.assertNotEqual(process.returncode, 0)
        self.assertIn("BESTAND_GAZETTEER", process.stderr.decode())


if __name__ == "__main__":
    unittest.main()
