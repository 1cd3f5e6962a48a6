"""Where an event happened, with the gazetteer: not who backs, told or recalled somebody."""
import json
import unittest

from program import lines, run

ROWS = [
    ("The Iran-backed militia shelled the town of Marib on Monday.", "SHELLING", "Marib"),
    ("Violence has gone on since the US-brokered ceasefire in Gaza began on Tuesday.", "AGREEMENT", "Gaza"),
    ("Rebels fired rockets at the city of Tripoli, a commander told Turkey's Anadolu Agency.", "SHELLING", "Tripoli"),
    ("Rockets struck the city of Kharkiv and killed two soldiers, prompting Ukraine to recall its envoy from Budapest.", "SHELLING", "Kharkiv"),
    ("Tehran launched missiles at the base in the city of Erbil on Monday.", "SHELLING", "Erbil"),
    # and where it did: a preposition, a hit
    ("Rockets fired from Lebanon hit the army base.", "SHELLING", "Lebanon"),
]


class ClaimPlaces(unittest.TestCase):
    def test_where_it_happened(self):
        docs = "\n".join(json.dumps({"id": str(i), "lang": "en", "published": "2026-03-11", "text": row[0]}) for i, row in enumerate(ROWS))
        process = run("analyze", "--layers", "claims", stdin=docs.encode())
        self.assertEqual(process.returncode, 0, process.stderr)
        for (text, kind, place), analysis in zip(ROWS, lines(process)):
            of_kind = [c for c in analysis["claims"] if c["type"] == kind]
            self.assertTrue(of_kind, text)
            self.assertIn(place, (of_kind[0].get("place") or {}).get("name", "-"), text)


if __name__ == "__main__":
    unittest.main()
