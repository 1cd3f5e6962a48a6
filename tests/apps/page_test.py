#!/usr/bin/env python3
"""The web page over the samples' ledger, used in a browser (tests/web/page_test.mjs); skipped where there is none."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
BESTAND = os.environ.get("BESTAND", str(ROOT / "build" / "bestand"))
HOSTILE = (
    '{"id":"hostile-1","publisher":"<img src=x onerror=window.hacked=1>","lang":"en","published":"2016-12-31",'
    '"title":"<script>window.hacked=1</script>","text":"The Syrian army shelled <b onclick=alert(1)>Hama</b> on Friday, '
    'killing three people, </div><script>window.hacked=1</script> the Syrian Observatory for Human Rights said. '
    '\\u202eOver\\u202c \\u0627\\u0644\\u0633\\u0644\\u0627\\u0645.\\n\\n\\u0642\\u0627\\u0644 Free Army \\u0625\\u0646 \\u0627\\u0644\\u0647\\u062f\\u0646\\u0629."}\n'
)


def skip(why):
    print("skipped:", why)
    sys.exit(0)


def main():
    if "asan" in BESTAND:
        skip("the page is the same under sanitizers; tests/apps/serve_test.py asks the server there")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium or not shutil.which("node") or not (ROOT / "web/node_modules/playwright-core").is_dir():
        skip("no chromium, node or web/node_modules here")
    with tempfile.TemporaryDirectory() as folder:
        ledger = folder + "/page.bestand"
        hostile = pathlib.Path(folder, "hostile.jsonl")
        hostile.write_text(HOSTILE)
        subprocess.run([BESTAND, "read", str(ROOT / "samples"), str(hostile), "--ledger", ledger], check=True, stdout=subprocess.DEVNULL)
        env = dict(os.environ, BESTAND_TOKEN="a token for the test")
        server = subprocess.Popen([BESTAND, "serve", "--ledger", ledger, "--port", "0"], env=env, stdout=subprocess.PIPE, text=True)
        try:
            address = server.stdout.readline().split(" at ")[1].split("/ ")[0]
            env = dict(env, ADDRESS=address, TOKEN=env["BESTAND_TOKEN"], CHROMIUM=chromium, BESTAND=BESTAND, LEDGER=ledger)
            return subprocess.run(["node", str(ROOT / "tests/web/page_test.mjs")], env=env, timeout=600).returncode
        finally:
            server.terminate()
            server.wait(10)


sys.exit(main())
