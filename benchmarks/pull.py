"""``python -m benchmarks.pull``: `indictx models pull` against curl and sha256sum, from a local server.

Both fetch the same file over the loopback, write it to the same disk and compute its SHA-256; ours
also writes a manifest and renames a folder. Rounds alternate, so that both meet the same machine.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from indictx.testing import write_manifest


def main() -> None:
    """Print seconds and their quotient."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pull", description=__doc__)
    parser.add_argument("--megabytes", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_model(folder / "served", options.megabytes * 10**6)
        with served(folder / "served") as url:
            rounds = [one_round(folder, url) for _ in range(options.rounds)]
    ours, theirs = (statistics.median(column) for column in zip(*rounds, strict=True))
    print(f"{platform.platform()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print(f"{options.megabytes} MB, median of {options.rounds} rounds")
    print(f"indictx models pull  {ours:.2f} s")
    print(f"curl and sha256sum   {theirs:.2f} s")
    print(f"quotient             {ours / theirs:.2f}")


def write_model(folder: Path, size_bytes: int) -> None:
    """Write a model of noise."""
    folder.mkdir()
    chance = random.Random(0)
    with (folder / "model.bin").open("wb") as stream:
        for _ in range(size_bytes // 10**6):
            stream.write(chance.randbytes(10**6))
    (folder / "sentencepiece.model").write_bytes(b"s")
    write_manifest(folder, name="noise")


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder from a process of its own; yield its URL."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1"]
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL) as server:
        try:
            wait_for(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def wait_for(port: int) -> None:
    """Return when something listens."""
    for _ in range(500):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            time.sleep(0.02)
        else:
            return
    raise TimeoutError(port)


def one_round(folder: Path, url: str) -> tuple[float, float]:
    """Return the seconds of our way and of theirs."""
    home, copy = folder / "home", folder / "copy.bin"
    environment = {**os.environ, "INDICTX_HOME": str(home)}
    pull = [sys.executable, "-m", "indictx", "models", "pull", f"{url}/manifest.toml", "--quiet"]
    ours = seconds(pull, environment)
    shell = f"curl -s -o {copy} {url}/model.bin && sha256sum {copy} >/dev/null"
    theirs = seconds(["sh", "-c", shell], environment)
    shutil.rmtree(home)
    copy.unlink()
    return ours, theirs


def seconds(command: list[str], environment: dict[str, str]) -> float:
    """Run a command to its end; return how long it took."""
    begun = time.perf_counter()
    subprocess.run(command, env=environment, check=True)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
