"""``yusuan serve``: the built site on this machine, for this machine alone."""

import argparse
from functools import partial

from yusuan.commands import build, common
from yusuan.sources.repository import find_repository

NAME = "serve"
HELP = "在本机浏览建好的网站"
_HOST = "127.0.0.1"
_LAST_PORT = 65_535


def declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--port",
        type=partial(common.count, most=_LAST_PORT),
        default=8000,
        help="端口（默认 8000；0 为任一空闲的端口）",
    )


def run(arguments: argparse.Namespace) -> int:
    from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

    from yusuan.console import say
    from yusuan.errors import YusuanError, reason_of

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *values: object) -> None:  # noqa: A002
            """Say nothing of every file that is fetched."""

    site = find_repository() / build.SITE
    if not (site / "index.html").is_file():
        raise YusuanError("还没有建网站", file=site, hint="请先运行 yusuan build")
    handler = partial(Quiet, directory=str(site))
    try:
        listening = ThreadingHTTPServer((_HOST, arguments.port), handler)
    except OSError as error:
        where = f"{_HOST}:{arguments.port}"
        hint = "请用 --port 换一个端口"
        raise YusuanError(f"不能使用（{reason_of(error)}）", file=where, hint=hint) from None
    with listening as server:
        say(f"请打开 http://{_HOST}:{server.server_port}/ ；按 Ctrl+C 结束。")
        server.serve_forever()
    return common.DONE
