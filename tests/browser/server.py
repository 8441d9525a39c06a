"""A web server on loopback that answers as GitHub Pages does for a project's site.

The site lies under a sub-path; text is compressed, of the rest a part can be asked for; a
missing address gets 404.html.
"""

import gzip
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

SUB_PATH = "/budget/"

# What GitHub Pages sends, by suffix; all of it but the last group is compressed there.
TEXT_TYPES = {
    ".bib": "text/plain; charset=utf-8",
    ".cff": "text/plain; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "application/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".jsonld": "application/ld+json; charset=utf-8",
    ".map": "application/json; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".svg": "image/svg+xml",
    ".toml": "application/toml",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml",
}
BINARY_TYPES = {
    ".ico": "image/vnd.microsoft.icon",
    ".png": "image/png",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}
UNKNOWN_TYPE = "application/octet-stream"
_RANGE = re.compile(r"bytes=([0-9]+)-([0-9]+)")


@dataclass(frozen=True, slots=True)
class Served:
    """A site that is being served: its folder and the address of that folder."""

    folder: Path
    address: str

    def __call__(self, path: str = "") -> str:
        """The address of ``path``, which is relative to the site's folder."""
        return self.address + path


@lru_cache(maxsize=512)
def _compressed(path: Path, _modified: int) -> bytes:
    return gzip.compress(path.read_bytes(), compresslevel=6, mtime=0)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # A browser may open many connections at once, also on a machine that is busy.
    request_queue_size = 128
    folder: Path | None = None


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (its name there)
        """Stay silent: the tests look at what the browser reports."""

    def _answer(self, *, with_body: bool) -> None:
        assert isinstance(self.server, _Server)
        folder = self.server.folder
        if folder is None:
            self.send_error(HTTPStatus.SERVICE_UNAVAILABLE)
            return
        path, status = self._file(folder)
        kind = TEXT_TYPES.get(path.suffix) or BINARY_TYPES.get(path.suffix, UNKNOWN_TYPE)
        wants_gzip = "gzip" in self.headers.get("Accept-Encoding", "")
        compress = wants_gzip and path.suffix in TEXT_TYPES
        body = _compressed(path, path.stat().st_mtime_ns) if compress else path.read_bytes()
        part = _RANGE.fullmatch(self.headers.get("Range", ""))
        if part and not compress and status == HTTPStatus.OK:
            whole, start, end = len(body), int(part[1]), min(int(part[2]) + 1, len(body))
            body, status = body[start:end], HTTPStatus.PARTIAL_CONTENT
        self.send_response(status)
        if status == HTTPStatus.PARTIAL_CONTENT:
            self.send_header("Content-Range", f"bytes {start}-{end - 1}/{whole}")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Vary", "Accept-Encoding")
        if compress:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        if with_body:
            self.wfile.write(body)

    def _file(self, folder: Path) -> tuple[Path, HTTPStatus]:
        asked = unquote(urlsplit(self.path).path)
        if asked.startswith(SUB_PATH):
            path = (folder / asked.removeprefix(SUB_PATH)).resolve()
            if path.is_dir():
                path /= "index.html"
            if path.is_file() and path.is_relative_to(folder.resolve()):
                return path, HTTPStatus.OK
        return folder / "404.html", HTTPStatus.NOT_FOUND


@dataclass(frozen=True, slots=True)
class Place:
    """An address that is taken before there is a site to serve at it."""

    address: str
    server: _Server

    def serve(self, folder: Path) -> Served:
        """Serve the site in ``folder``, whose pages may name the address, from now on."""
        self.server.folder = folder
        return Served(folder, self.address)


@contextmanager
def loopback() -> Iterator[Place]:
    """Take an address on loopback; it answers until the context ends."""
    server = _Server(("127.0.0.1", 0), _Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield Place(f"http://127.0.0.1:{server.server_port}{SUB_PATH}", server)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
