"""Sites on this machine that misbehave, each at an address of its own: 127.9.0.N, all on one port.

A site is a function that answers one request. It counts its requests, so that what it says can change as time goes by.
"""
import collections
import functools
import gzip
import http.server
import threading

NETWORK = "127.9.0.0/16"


def sentence(mark):
    return f"The truce around {mark} held on Saturday, the governor said, though two villages nearby were shelled at night."


def page(mark, date="2016-12-31T10:00:00Z"):
    return (f"<html lang=en><head><meta charset=utf-8><title>Truce near {mark}</title><meta property='article:published_time' content='{date}'></head>"
            f"<body><article><h1>Truce near {mark}</h1><p>{sentence(mark)}</p><p>Monitors in {mark} counted no other breach, and aid reached the town in the morning.</p></article></body></html>")


def rss(*items, title="A paper"):
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>{title}</title>{''.join(items)}</channel></rss>"


def item(mark, link=None, id=None, text=None, date="Sat, 31 Dec 2016 10:00:00 GMT"):
    return (f"<item><title>Truce near {mark}</title>" + (f"<link>{link}</link>" if link else "") + (f"<guid isPermaLink='false'>{id}</guid>" if id else "")
            + f"<pubDate>{date}</pubDate><description>{text or 'In short: ' + sentence(mark)}</description></item>")


@functools.cache
def bomb(megabytes):
    return gzip.compress(b"<rss>" + b" " * (megabytes << 20))


class Request:
    """One request as a site sees it, and the ways to answer it."""

    def __init__(self, handler, count):
        self.handler, self.path, self.headers, self.count = handler, handler.path, handler.headers, count

    def answer(self, body=b"", status=200, type="text/html; charset=utf-8", length=None, **fields):
        body = body.encode() if isinstance(body, str) else body
        h = self.handler
        h.send_response(status)
        h.send_header("Content-Type", type)
        h.send_header("Content-Length", str(len(body) if length is None else length))
        for name, value in fields.items():
            h.send_header(name.replace("_", "-"), value)
        h.end_headers()
        h.wfile.write(body)
        h.close_connection = length is not None

    def feed(self, *items, **more):
        self.answer(rss(*items), type="application/rss+xml", **more)

    def redirect(self, to):
        self.answer(status=302, Location=to)

    def bomb(self, megabytes):
        self.answer(bomb(megabytes), type="application/rss+xml", Content_Encoding="gzip")


class Sites:
    """All sites in one server; `log` is (host, path) of each request, and `agents` what they called themselves."""

    def __init__(self):
        self.sites, self.servers, self.asked_for, self.agents = {}, [], collections.Counter(), set()
        self.under_way, self.crowds = collections.Counter(), []
        self.port = 0
        self.lock = threading.Lock()
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True
            wbufsize = -1

            def do_GET(self):
                outer.serve(self)

            def log_message(self, *_):
                pass

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 128

            def handle_error(self, *_):
                pass

        self.make = lambda host: Server((host, self.port), Handler)

    def serve(self, handler):
        host = handler.connection.getsockname()[0]
        site = self.sites.get(host)
        with self.lock:
            count = self.asked_for[host, handler.path]
            self.asked_for[host, handler.path] += 1
            self.agents.add(handler.headers.get("User-Agent"))
            self.under_way[host] += 1
            if self.under_way[host] > 1:
                self.crowds.append(host)
        try:
            if handler.path == "/robots.txt" and not getattr(site, "robots", None):
                Request(handler, count).answer(status=404)
            elif site:
                site(Request(handler, count))
        finally:
            with self.lock:
                self.under_way[host] -= 1
            handler.wfile.flush()

    def add(self, site, host=None):
        """Gives the site an address, and gives that."""
        host = host or f"127.9.0.{len(self.sites) + 1}"
        server = self.make(host)
        self.port = server.server_address[1]
        self.servers.append(server)
        self.sites[host] = site
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        return f"http://{host}:{self.port}"

    def requests(self):
        return self.asked_for.total()

    def asked(self, base, path):
        return self.asked_for[base.split("//")[1].split(":")[0], path]

    def close(self):
        for server in self.servers:
            server.shutdown()
            server.server_close()
