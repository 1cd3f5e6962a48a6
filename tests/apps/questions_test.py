"""The questions' other forms: tables for a spreadsheet, a report to mail, manual pages, completion."""
import csv
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

from program import BESTAND, SAMPLES, run

FORMULA = {"id": "f", "publisher": "=cmd()", "lang": "en", "published": "2017-01-03",
           "text": "The army shelled the town of Hama on Monday, killing 3 people, \"activists\" said."}


@unittest.skipIf("asan" in str(BESTAND), "the rooms' own tests run the same code under sanitizers")
class Questions(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.ledger = pathlib.Path(cls.folder.name) / "l.bestand"
        more = pathlib.Path(cls.folder.name) / "more.jsonl"
        more.write_text(json.dumps(FORMULA) + "\n")
        assert run("read", "--ledger", cls.ledger, SAMPLES, more).returncode == 0

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def ask(self, *args):
        process = run(*args, "--ledger", self.ledger)
        self.assertEqual(process.returncode, 0, process.stderr.decode())
        return process.stdout.decode()

    def rows(self, *args):
        return list(csv.DictReader(io.StringIO(self.ask(*args, "--csv"), newline="")))

    def test_csv_has_the_rows_of_json(self):
        for question, key in (("incidents", "incident"), ("claims", "claim")):
            rows = self.rows(question)
            objects = [json.loads(line) for line in self.ask(question, "--json").splitlines()]
            self.assertEqual([row[key] for row in rows], [o[key] for o in objects], question)
        headlines = {row["incident"]: row["headline"] for row in self.rows("incidents")}
        for line in self.ask("incidents", "--json").splitlines():
            o = json.loads(line)
            self.assertEqual(headlines[o["incident"]], o["headline"] or "")

    def test_every_row_of_a_stance_or_claim_quotes_its_document(self):
        for question in ("claims", "parties"):
            rows = self.rows(question)
            self.assertTrue(rows)
            self.assertTrue(all(row["document"] and row["quote"] for row in rows), question)

    def test_an_article_cannot_put_a_formula_into_a_table(self):
        publishers = {row["publisher"] for row in self.rows("claims")}
        self.assertIn("'=cmd()", publishers)
        self.assertNotIn("=cmd()", publishers)

    def test_csv_and_json_at_once_is_wrong_use(self):
        self.assertEqual(run("incidents", "--csv", "--json", "--ledger", self.ledger).returncode, 2)

    def test_status_timeline_and_contradictions_have_tables(self):
        self.assertIn("Syria, 2016-12-29", [row["name"] for row in self.rows("status")])
        self.assertIn("stance", {row["kind"] for row in self.rows("timeline")})
        self.assertIn("signature", {row["slot"] for row in self.rows("contradictions")})

    def test_why_and_diff_have_tables_too(self):
        incident = next(row["incident"] for row in self.rows("incidents") if row["headline"] == "out_of_scope")
        rows = self.rows("why", incident)
        self.assertEqual({row["about"] for row in rows}, {incident})
        self.assertEqual({row["kind"].split()[0] for row in rows}, {"rule", "ground", "claim"})
        self.assertTrue(all(row["quote"] and row["document"] for row in rows if row["kind"] == "claim"))
        told = [json.loads(line) for line in self.ask("diff", "2016-12-30", "2017-01-02", "--json").splitlines()]
        self.assertEqual(len(self.rows("diff", "2016-12-30", "2017-01-02")), len(told))
        self.assertEqual(run("why", "Inone", "--csv", "--ledger", self.ledger).returncode, 3)

    def test_a_timeline_for_a_spreadsheet_holds_every_ceasefire(self):
        self.assertEqual({row["ceasefire"] for row in self.rows("timeline")}, {json.loads(line)["ceasefire"] for line in self.ask("timeline", "--json").splitlines()})

    @unittest.skipUnless(shutil.which("script"), "no script(1) to make a terminal")
    def test_colour_on_a_terminal_only_and_lines_that_fit_it(self):
        command = f"stty cols 70; {BESTAND} incidents --ledger {self.ledger}"
        seen = {}
        for name, env in (("colour", {"TERM": "xterm"}), ("none", {"TERM": "xterm", "NO_COLOR": "1"}), ("dumb", {"TERM": "dumb"})):
            process = subprocess.run(["script", "-qec", command, "/dev/null"], env=dict(os.environ, **env), capture_output=True, stdin=subprocess.DEVNULL, timeout=60)
            seen[name] = process.stdout.decode().replace("\r\n", "\n")
        bare = re.sub("\x1b\\[[0-9]*m", "", seen["colour"])
        self.assertNotEqual(bare, seen["colour"])
        self.assertEqual((seen["none"], seen["dumb"]), (bare, bare))
        self.assertTrue(all(len(line) <= 70 for line in bare.splitlines()))
        self.assertNotIn("\x1b", self.ask("incidents"))

    def test_a_report_in_dutch_keeps_the_sources_words(self):
        page = self.ask("report", "--since", "2016-12-30", "--lang", "nl")
        for expected in ('<html lang="nl">', "van kracht vanaf do 2016-12-29", "buiten het bestand", "Wat veranderde sinds 2016-12-30", "onafhankelijke bron",
                         "killing at least 18 militants"):
            self.assertIn(expected, page)
        own = re.sub(r"&quot;.*?&quot;|<style>.*?</style>", "", page[: page.index("Waar dit op berust")], flags=re.S)
        self.assertNotIn("<script", page)
        self.assertIsNone(re.search(r"\b(independent|reported|asserted|in effect|out of scope|Nothing|Killed|Published|took effect|SHELLING)\b", own))
        self.assertEqual(run("report", "--lang", "xx", "--ledger", self.ledger).returncode, 2)

    def test_a_report_is_one_page_that_loads_nothing(self):
        page = self.ask("report", "--since", "2016-12-30")
        for expected in ("Ceasefire, ", "al-Bab", "out of scope", "What changed since 2016-12-30", "What this rests on",
                         "Ahrar al-Sham", "<svg", "default-src &#39;none&#39;".replace("&#39;", "'")):
            self.assertIn(expected, page)
        self.assertNotIn("<script", page)
        self.assertIsNone(re.search(r'(src=|href="[^#])', page))
        for place in re.findall(r'href="#([^"]*)"', page):  # links lead to a place in the page itself
            self.assertIn(f'id="{place}"', page)
        self.assertIn("=cmd()", page)
        self.assertEqual(page, self.ask("report", "--since", "2016-12-30"), "the same ledger, the same bytes")

    def test_a_report_knows_no_more_than_its_moment(self):
        page = self.ask("report", "--as-of", "2016-12-30")
        self.assertIn("as known on 2016-12-30", page)
        self.assertNotIn("al-Bab", page)

    def test_every_command_has_a_manual_page_and_its_options(self):
        help_text = run("--help").stdout.decode()
        commands = re.findall(r"^  ([a-z-]+) {2,}", help_text, re.M)
        self.assertGreater(len(commands), 20)
        for command in commands:
            manual = run("man", command).stdout.decode()
            self.assertTrue(manual.startswith(".TH BESTAND-"), command)
            self.assertIn(".SH OPTIONS", manual)
            self.assertIn("--help\t", run(command, "--options").stdout.decode(), command)
            # Help, manual and completion name the same options, those of a command's parts too.
            parts = re.findall(r"^  ([a-z]+) ", run(command, "--help").stdout.decode().partition("Subcommands:")[2], re.M)
            helps = [run(command, *part, "--help").stdout.decode() for part in [[]] + [[p] for p in parts]]
            named = {name for text in helps for name in re.findall(r"(?:^|[ ,])(--[a-z-]+)", text.partition("Options:")[2], re.M)}
            told = {line.split("\t")[0] for line in run(command, "--options").stdout.decode().splitlines()}
            self.assertEqual(named | set(parts), told, command)
            self.assertLessEqual(named, set(re.findall(r"--[a-z-]+", manual.replace("\\-", "-"))), command)
            self.assertIn(f"bestand\\-{command} (1)", run("man").stdout.decode())
            self.assertIn(command, run("completion", "bash").stdout.decode())

    @unittest.skipUnless(shutil.which("bash"), "no bash")
    def test_bash_completes_commands_and_options(self):
        script = (f'source <("{BESTAND}" completion bash); COMP_WORDS=("{BESTAND}" inc); COMP_CWORD=1; _bestand; '
                  f'echo "${{COMPREPLY[@]}}"; COMP_WORDS=("{BESTAND}" incidents --headl); COMP_CWORD=2; _bestand; '
                  f'echo "${{COMPREPLY[@]}}"')
        out = subprocess.run(["bash", "-c", script], capture_output=True, timeout=60).stdout.decode().split("\n")
        self.assertEqual(out[:2], ["incidents", "--headline"])

    def test_the_words_in_the_scripts_of_zsh_and_fish_stay_within_their_quotes(self):
        # "a day's report": shells write an apostrophe within quotes each in their own way.
        for shell, quotation, apostrophe in (("zsh", r"'(?:[^']|'\\'')*'(?!\\)", "'\\''"), ("fish", r"'(?:[^'\\]|\\.)*'", "\\'")):
            script = run("completion", shell).stdout.decode()
            lines = [line for line in script.splitlines() if "a day" in line]
            self.assertEqual(len(lines), 1, shell)
            self.assertIn(f"a day{apostrophe}s report", lines[0], shell)
            self.assertNotIn("'", re.sub(quotation, "", lines[0]), shell)

    @unittest.skipUnless(shutil.which("fish"), "no fish")
    def test_fish_completes_commands_and_options(self):
        with tempfile.TemporaryDirectory() as folder:
            places = pathlib.Path(folder) / "fish" / "completions"
            places.mkdir(parents=True)
            (places / "bestand.fish").write_bytes(run("completion", "fish").stdout)
            env = dict(os.environ, XDG_CONFIG_HOME=folder, PATH=f"{pathlib.Path(BESTAND).parent}:{os.environ['PATH']}")
            for line, first in (("bestand inc", "incidents"), ("bestand incidents --headl", "--headline")):
                out = subprocess.run(["fish", "-c", f"complete -C '{line}'"], capture_output=True, env=env, timeout=60).stdout.decode()
                self.assertEqual(out.split("\t")[0], first)

    @unittest.skipUnless(shutil.which("zsh"), "no zsh")
    def test_the_script_for_zsh_is_sound(self):
        done = subprocess.run(["zsh", "-n"], input=run("completion", "zsh").stdout, capture_output=True, timeout=60)
        self.assertEqual((done.returncode, done.stderr), (0, b""))


if __name__ == "__main__":
    unittest.main()
