"""Where a claim's place comes from: its own words, the country told of, and never a speaker's or a negotiator's."""
import json
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


if __name__ == "__main__":
    unittest.main()
