"""Formats that only LibreOffice reads (.doc, .wps, .rtf, …): converted, where it is installed."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Literal

from yusuan.errors import YusuanError

_SECONDS = 100  # below what one document may take, so that this message is the one
_MEMORY = 4 << 30
_PROGRAMS = ("soffice", "libreoffice")
# What LibreOffice must not do: run macros, follow links, ask. Written into a profile of its own.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">\
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>\
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>\
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">\
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update">\
<prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
</oor:items>
"""


def convert(content: bytes, suffix: str, to: Literal["docx", "xlsx"], called: str) -> bytes:
    """``content`` as a DOCX or XLSX. ``suffix`` such as ``.doc``; ``called`` names it to people.

    Raises YusuanError where LibreOffice is missing, fails or takes more than two minutes.
    """
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    component, module = ("Writer", "文字") if to == "docx" else ("Calc", "表格")
    if program is None:
        raise YusuanError(
            f"这是{called}，需要 LibreOffice 才能读取，而本机没有安装",
            hint=f"请安装 LibreOffice（{component}），或用 Office、WPS {module}另存为 .{to} 后重试",
        )
    with tempfile.TemporaryDirectory(prefix="yusuan-") as name:
        folder = Path(name)
        source = folder / f"document{suffix}"
        source.write_bytes(content)
        user = folder / "profile" / "user"
        user.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        output = folder / "converted"
        command = [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--convert-to",
            to,
            "--outdir",
            str(output),
            str(source),
        ]
        _run(command, called)
        converted = output / f"document.{to}"
        if not converted.is_file():
            raise YusuanError(
                f"LibreOffice 无法转换这个{called}",
                hint=f"请用 Office 或 WPS 打开，另存为 .{to} 后重试",
            )
        return converted.read_bytes()


def _run(command: list[str], called: str) -> None:
    """Run the command and whatever it starts, at most ``_SECONDS``."""
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        _give_memory(process.pid)
        try:
            process.wait(_SECONDS)
        except subprocess.TimeoutExpired:
            raise YusuanError(
                f"LibreOffice 转换这个{called}超过 {_SECONDS} 秒，已停止",
                hint="请用 Office 或 WPS 打开，另存后重试",
            ) from None
        finally:
            _stop(process)


def _give_memory(pid: int) -> None:
    """A limit of its own in place of that of the process which reads documents (Linux)."""
    if sys.platform != "linux":
        return
    import resource

    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    limit = _MEMORY if hard == resource.RLIM_INFINITY else min(_MEMORY, hard)
    with suppress(OSError, ValueError):
        resource.prlimit(pid, resource.RLIMIT_AS, (limit, hard))


def _stop(process: "subprocess.Popen[bytes]") -> None:
    """End the process and, where there are process groups, all that it started."""
    if process.poll() is None:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
