"""Pulls in processes of their own: killed anywhere, and two at once."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time

import pytest
from fake_models import whole_repo
from hub_server import Fault, HubServer

from indictx.models import store
from indictx.models.client import Patience
from indictx.models.pull import PullOptions, pull
from indictx.models.reference import parse_reference
from indictx.models.verify import bad_files

pytestmark = [pytest.mark.network, pytest.mark.slow]

REPO = "owner/tiny"
FILES = {
    "a/model.bin": random.Random(2).randbytes(3_000_000),
    "model.bin": random.Random(3).randbytes(2_000_000),
    "sentencepiece.model": b"s" * 500,
}
SUFFIXES = (".bin", ".part")
TOTAL_BYTES = sum(map(len, FILES.values()))


@pytest.fixture
def hub(monkeypatch):
    with HubServer() as server:
        server.add(REPO, whole_repo(files=FILES))
        monkeypatch.setenv("HF_ENDPOINT", server.url)
        yield server


def start_pull() -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "indictx", "models", "pull", f"hf:{REPO}"]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=dict(os.environ))


def wait_for(reached: threading.Event, process: subprocess.Popen[str]) -> None:
    for _ in range(1500):
        if reached.wait(0.01):
            return
        assert process.poll() is None, process.communicate()[1]
    pytest.fail("the pull does not go on")


def finish_here():
    return pull(parse_reference(f"hf:{REPO}"), options=PullOptions(patience=Patience())).manifest


# The last points are after the last byte: while hashing, writing the manifest and renaming.
@pytest.mark.parametrize("seed", range(20))
def test_a_pull_that_was_killed_is_finished_by_the_next(hub, seed):
    chance = random.Random(seed)
    at_bytes = chance.randrange(TOTAL_BYTES) if seed < 16 else TOTAL_BYTES
    delay_s = 0.0 if seed < 16 else chance.uniform(0, 0.05)
    reached = threading.Event()

    def pace(sent: int) -> None:
        # Sockets swallow megabytes at once: the reader must have a chance to keep up.
        time.sleep(0.002)
        if sent >= at_bytes:
            reached.set()

    hub.on_bytes = pace
    process = start_pull()
    wait_for(reached, process)
    time.sleep(delay_s)
    process.kill()
    process.communicate()
    hub.on_bytes = lambda sent: None
    kept = sum(
        path.stat().st_size for path in store.models_folder().rglob("*") if path.suffix in SUFFIXES
    )
    before = hub.sent_bytes

    manifest = finish_here()

    assert list(bad_files(manifest)) == []
    assert {path: (manifest.folder / path).read_bytes() for path in FILES} == FILES
    assert not list((store.models_folder() / ".partial").iterdir())
    # What had come was used; the manifest and a block that was on its way are sent again.
    assert hub.sent_bytes - before <= TOTAL_BYTES - kept + 300_000


def test_two_pulls_at_once_are_one_download(hub):
    hub.fail("/a/model.bin", Fault(drip_s=0.02, drip_bytes=300_000))
    first, second = start_pull(), start_pull()

    notes = [process.communicate(timeout=20)[1] for process in (first, second)]

    assert (first.returncode, second.returncode) == (0, 0)
    for path in FILES:
        assert len(hub.paths(f"/resolve/{hub.repos[REPO].commit}/{path}")) == 1
    assert sorted("is installed already" in note for note in notes) == [False, True]
    assert any(
        f"process {first.pid} is" in note or f"process {second.pid} is" in note for note in notes
    )


def test_ctrl_c_keeps_what_has_come(hub):
    if sys.platform == "win32":
        pytest.skip("needs POSIX signals")
    import signal

    reached = threading.Event()
    hub.on_bytes = lambda sent: reached.set() if sent > 1_000_000 else None
    hub.fail("/a/model.bin", Fault(drip_s=0.01, drip_bytes=50_000))
    hub.big_bytes = 10**9
    process = start_pull()
    wait_for(reached, process)

    process.send_signal(signal.SIGINT)
    process.communicate(timeout=20)

    assert process.returncode == 130
    assert not (store.models_folder() / "tiny").exists()
    (part,) = (store.models_folder() / ".partial").rglob("*.part")
    assert part.stat().st_size > 500_000
