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
    ("Rebels shelled the town of Sake on Monday, despite the Washington and Doha agreements.", "SHELLING", "Sake"),
    ("The army gets air support from Russia. Shells hit the town of Saraqib on Monday.", "SHELLING", "Saraqib"),
    ("Rebels and soldiers fought near the town of Lashio, along the highway leading to China.", "CLASH", "Lashio"),
    ("Pakistan and Afghanistan struck an immediate ceasefire in Doha after border clashes. A bombing near Spin Boldak killed two soldiers.", "BOMBING", "Spin Boldak"),
    ("Air strikes hit the city of Homs on Monday. On Tuesday rebels fought soldiers in Qusayba.", "CLASH", "Qusayba"),
    ("Air strikes rocked the city of Homs on Monday, ahead of Ankara's main demands.", "AIRSTRIKE", "Homs"),
    ("Militants attacked the army. Shelling hit the northern city of Kunduz on Monday.", "SHELLING", "Kunduz"),
    # and where it did: a preposition, a hit
    ("Rockets fired from Lebanon hit the army base.", "SHELLING", "Lebanon"),
    ("The Aleppo truce deal was broken on Monday.", "VIOLATION_ALLEGED", "Aleppo"),
]
# A name that a place and a state share: whose the fire is, who is shelled, who tells.
SIDES = [
    ("en", "Soldiers came under fire from Lebanon on Monday.", "initiator", None),
    ("en", "Shelling from Hezbollah killed two people on Monday.", "initiator", "Hezbollah"),
    ("nl", "Na de beschieting van Israël met raketten volgden luchtaanvallen.", "target", "Israël"),
    ("nl", "De beschieting van het regeringsleger ging maandag door.", "initiator", "het regeringsleger"),
    ("en", "Bukavu: Fighting between the army and the rebels resumed on Monday.", "source", None),
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

    def test_whose_it_is(self):
        docs = "\n".join(json.dumps({"id": str(i), "lang": lang, "published": "2026-03-11", "text": text}) for i, (lang, text, *_) in enumerate(SIDES))
        process = run("analyze", "--layers", "claims", stdin=docs.encode())
        self.assertEqual(process.returncode, 0, process.stderr)
        for (_, text, role, name), analysis in zip(SIDES, lines(process)):
            told = [a["text"] for c in analysis["claims"] for a in c["actors"] if a["role"] == role]
            if role == "source":
                told = [link["text"] for c in analysis["claims"] for link in (c.get("source") or {}).get("chain", [])]
            self.assertEqual(told[:1], [name] if name else [], text)


if __name__ == "__main__":
    unittest.main()
