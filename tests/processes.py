"""Run the real command in a process of its own, without network."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_NO_NETWORK = """\
import os, socket
def refuse(*arguments):
    os.write(2, b"THE NETWORK WAS USED\\n")
    os._exit(97)
socket.socket.connect = socket.socket.connect_ex = refuse
socket.create_connection = socket.getaddrinfo = refuse
"""


def environment(folder: Path, **variables: str) -> dict[str, str]:
    """Return the environment of a process that cannot connect to anything."""
    path = folder / "no-network"
    path.mkdir(exist_ok=True)
    (path / "sitecustomize.py").write_text(_NO_NETWORK, encoding="utf-8")
    return {**os.environ, "PYTHONPATH": str(path), **variables}


def start(*arguments: str | Path, folder: Path, **variables: str) -> subprocess.Popen[bytes]:
    """Start ``indictx translate`` with pipes on all sides."""
    return subprocess.Popen(
        [sys.executable, "-m", "indictx", "translate", *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
        cwd=folder,
        env=environment(folder, **variables),
    )


def translate(
    *arguments: str | Path, folder: Path, stdin: bytes = b"", **variables: str
) -> subprocess.CompletedProcess[bytes]:
    """Run ``indictx translate`` to its end."""
    with start(*arguments, folder=folder, **variables) as process:
        out, err = process.communicate(stdin, timeout=120)
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)
