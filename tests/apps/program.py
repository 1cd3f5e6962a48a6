"""What the tests of the program share: running it, its data, and where the shared data lies when it is there."""
import json
import os
import pathlib
import subprocess
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BESTAND = os.environ.get("BESTAND", str(ROOT / "build" / "bestand"))
SHARED = ROOT.parent / "shared" / "data"
SAMPLES = ROOT / "samples"


def run(*args, stdin=b"", env=None, **kwargs):
    """The finished process; stdin as bytes, output as bytes."""
    return subprocess.run([BESTAND, *map(str, args)], input=stdin, capture_output=True, timeout=300,
                          env=dict(os.environ, **(env or {})), **kwargs)


def lines(process):
    return [json.loads(line) for line in process.stdout.splitlines()]


def analyze(text, **fields):
    process = run("analyze", stdin=json.dumps(dict(fields, text=text)).encode())
    assert process.returncode == 0, process.stderr.decode()
    return lines(process)[0]


def needs_shared(path):
    """Skips a test where the shared development data is not installed (users lack it; CI has it)."""
    return unittest.skipUnless((SHARED / path).exists(), f"no shared data: {path}")
