"""The search for actors, and a user's own actors beside bestand's."""
import pathlib
import tempfile
import unittest

from program import lines, run

OWN = """
source = "the newsroom's own notes"
[defaults]
country = "SY"
kind = "rebel"
[actor.own]
lions = {names = ["Lions of the Orchard Brigade"], in = {"sy.fsa" = "2015/2016"}, active = "2015/2018"}
"""
TEXT = "On Friday the Lions of the Orchard Brigade shelled an army post near Hama."


class SearchOfActors(unittest.TestCase):
    def test_finds_by_a_name_in_any_language(self):
        for name in ("Jabhat Fateh al-Sham", "جبهة النصرة", "al-nusra"):
            found = [a["id"] for a in lines(run("actors", name, "--json"))]
            self.assertIn("sy.jfs", found, name)

    def test_names_and_memberships_come_with_their_dates(self):
        actor = lines(run("actors", "sy.jaysh-al-nasr", "--json"))[0]
        self.assertIn({"id": "sy.nlf", "period": "2018-05-01/"}, actor["member_of"])

    def test_on_a_day_only_what_held_then(self):
        then = lines(run("actors", "sy.jaysh-al-nasr", "--json", "--on", "2016-12-30"))[0]
        self.assertNotIn("sy.nlf", [m["id"] for m in then.get("member_of", [])])
        gone = run("actors", "transitional government", "--country", "SY", "--on", "2012")
        self.assertNotIn("sy.transitional-government", gone.stdout.decode())

    def test_by_kind_and_country(self):
        found = lines(run("actors", "army", "--kind", "military", "--country", "SD", "--json"))
        self.assertIn("sd.army", [a["id"] for a in found])
        self.assertEqual({(a["kind"], a["country"]) for a in found}, {("military", "SD")})

    def test_nobody_is_said_so(self):
        process = run("actors", "Order of the Paper Boat")
        self.assertNotEqual(process.returncode, 0)
        self.assertIn("no actor by the name", process.stderr.decode())

    def test_no_date_is_wrong_use(self):
        self.assertEqual(run("actors", "army", "--on", "yesterday").returncode, 2)


class OwnActors(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.file = pathlib.Path(folder.name) / "own.toml"
        self.file.write_text(OWN)

    def ids(self, env):
        process = run("analyze", "--layers", "claims", stdin=f'{{"lang":"en","published":"2016-12-30","text":"{TEXT}"}}'.encode(), env=env)
        self.assertEqual(process.returncode, 0, process.stderr.decode())
        return [a.get("actor_id") for c in lines(process)[0]["claims"] for a in c["actors"]]

    def test_are_known_to_every_command(self):
        for path in (self.file, self.file.parent):
            env = {"BESTAND_ACTORS": str(path)}
            self.assertEqual(lines(run("actors", "Orchard", "--json", env=env))[0]["id"], "own.lions")
            self.assertIn("own.lions", self.ids(env))
        self.assertNotIn("own.lions", self.ids({}))

    def test_with_a_fault_are_refused_with_file_and_line(self):
        self.file.write_text(OWN.replace('"sy.fsa"', '"sy.nobody"'))
        process = run("actors", "Orchard", env={"BESTAND_ACTORS": str(self.file)})
        self.assertEqual(process.returncode, 3)
        self.assertIn("sy.nobody", process.stderr.decode())
        self.assertIn("own.toml", process.stderr.decode())

    def test_that_are_not_there_are_an_error(self):
        process = run("actors", "Orchard", env={"BESTAND_ACTORS": str(self.file) + ".no"})
        self.assertEqual(process.returncode, 4)
        self.assertIn("BESTAND_ACTORS", process.stderr.decode())


if __name__ == "__main__":
    unittest.main()
