#!/usr/bin/env python3
"""The server on a socket: answers, refusals, slow and broken clients, flat memory, a clean end."""
import http.client
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
BESTAND = os.environ.get("BESTAND", str(ROOT / "build" / "bestand"))


def get(port, path, method="GET", headers=None, body=None):
    c = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    c.request(method, path, body=body, headers=headers or {})
    r = c.getresponse()
    data = r.read()
    c.close()
    return r.status, dict(r.getheaders()), data


def raw(port, data, wait=5.0):
    with socket.create_connection(("127.0.0.1", port), timeout=wait) as s:
        s.sendall(data)
        try:
            return s.recv(4096)
        except OSError:
            return b""


def resident(port):
    for line in get(port, "/metrics")[2].decode().splitlines():
        if line.startswith("bestand_resident_bytes "):
            return int(line.split()[1])


def check(port, ledger):
    status, headers, body = get(port, "/api/v1/overview")
    assert status == 200 and json.loads(body)["ceasefires"], body[:200]
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert get(port, "/api/v1/overview", headers={"If-None-Match": headers["ETag"]})[0] == 304
    assert get(port, "/api/v1/overview", "HEAD")[2] == b""
    status, headers, packed = get(port, "/api/v1/marks", headers={"Accept-Encoding": "gzip"})
    assert status == 200 and (headers.get("Content-Encoding") != "gzip" or packed[:2] == b"\x1f\x8b")

    # who may not ask, and how not to
    assert get(port, "/healthz", headers={"Host": "evil.example"})[0] == 421
    for method in ("PUT", "DELETE", "PATCH"):
        assert get(port, "/api/v1/incidents", method)[0] == 405
    assert get(port, "/api/v1/reviews", "POST", body=b"{}")[0] == 401
    assert get(port, "/../../etc/passwd")[0] == 404 and get(port, "/%2e%2e/%2e%2e/etc/passwd")[0] == 404
    assert get(port, "/api/v1/incidents?x=%00")[0] == 400
    assert get(port, "/api/v1/incidents?x=" + "a" * 9000)[0] in (400, 414)
    assert get(port, "/api/v1/reviews", "POST", headers={"Authorization": "Bearer t"}, body=b"x" * 100000)[0] == 413

    # broken and slow clients hurt nobody else
    for junk in (b"\r\n\r\n", b"GET\r\n\r\n", b"\x16\x03\x01\x02\x00\x01", b"GET / HTTP/1.1\r\nHost: " + b"a" * 60000 + b"\r\n\r\n",
                 b"POST /api/v1/reviews HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Length: 99999999999999999999\r\n\r\n" % port,
                 b"POST /api/v1/reviews HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\n"):
        raw(port, junk, 1.0)
    slow = [socket.create_connection(("127.0.0.1", port)) for _ in range(100)]
    for s in slow:
        s.sendall(b"GET /api/v1/overview HTTP/1.1\r\nHost:")
    assert get(port, "/healthz")[0] == 200
    for s in slow:
        s.close()

    # questions that must be worked out hold up none that is quick, and clients that hang up on them hurt nobody
    asked = [socket.create_connection(("127.0.0.1", port)) for _ in range(24)]
    for i, s in enumerate(asked):
        s.sendall(b"GET /api/v1/diff?from=2016-12-%02d&to=2017-01-02&without=%d HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n" % (10 + i % 20, i, port))
    for s in asked[::2]:
        s.close()
    assert get(port, "/healthz")[0] == 200 and get(port, "/")[0] in (200, 404)
    for s in asked[1::2]:
        s.settimeout(60)
        assert s.recv(4096).startswith(b"HTTP/1.1 200"), s
        s.close()

    # an event stream tells of a new document, and of its incidents
    c = socket.create_connection(("127.0.0.1", port), timeout=20)
    c.sendall(b"GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n" % port)
    time.sleep(1.2)
    new = b'{"id":"late","publisher":"P","lang":"en","published":"2017-01-02","text":"The Syrian army shelled Idlib on Monday, killing four people, Russia said."}\n'
    subprocess.run([BESTAND, "read", "-", "--ledger", ledger], input=new, check=True, stdout=subprocess.DEVNULL)
    heard = b""
    while b"event: head" not in heard or b"event: incidents" not in heard:
        part = c.recv(4096)
        assert part, heard
        heard += part
    c.close()

    # memory stays flat; a sanitizer keeps what was freed
    if "asan" in BESTAND:
        return
    for i in range(300):
        get(port, "/api/v1/incidents?offset=%d" % (i % 7))
    before = resident(port)
    keep = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for i in range(2000):
        keep.request("GET", "/api/v1/incidents?offset=%d" % (i % 7))
        keep.getresponse().read()
    keep.close()
    assert resident(port) - before < 8 << 20, (before, resident(port))


def main():
    with tempfile.TemporaryDirectory() as folder:
        ledger = folder + "/serve.bestand"
        subprocess.run([BESTAND, "read", str(ROOT / "samples"), "--ledger", ledger], check=True, stdout=subprocess.DEVNULL)
        server = subprocess.Popen([BESTAND, "serve", "--ledger", ledger, "--port", "0"], env=dict(os.environ, BESTAND_TOKEN="t"),
                                  stdout=subprocess.PIPE, text=True)
        try:
            port = int(server.stdout.readline().rsplit(":", 1)[1].split("/")[0])
            check(port, ledger)
            second = subprocess.run([BESTAND, "serve", "--ledger", ledger, "--port", str(port)], capture_output=True, text=True)
            assert pathlib.Path(ledger + ".answers").stat().st_size > 100
            assert second.returncode == 4 and "cannot listen" in second.stderr, second
        finally:
            server.send_signal(signal.SIGTERM)
        assert server.wait(20) == 0
    print("ok")


main()
