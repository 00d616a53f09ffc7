from __future__ import annotations

import os
import socket

import pytest
from hypothesis import HealthCheck, settings
from tiny_model import tiny_manifest_model

settings.register_profile(
    "default", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
# A build must not fail for an example that the change did not touch; `thorough` looks for new ones.
settings.register_profile(
    "ci",
    deadline=None,
    max_examples=60,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("thorough", deadline=None, max_examples=1000)
settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "default")
)


@pytest.fixture(autouse=True)
def isolated(request, monkeypatch, tmp_path):
    """No test sees the developer's models, settings, colours, terminal width or network."""
    for name in [name for name in os.environ if name.startswith("INDICTX_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("INDICTX_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")
    if "network" not in request.keywords:
        monkeypatch.setattr(
            socket.socket, "connect", lambda *_: pytest.fail("mark this test @pytest.mark.network")
        )


def pytest_addoption(parser):
    parser.addoption(
        "--update-golden", action="store_true", help="write what the tests see into tests/golden"
    )


@pytest.fixture(scope="session")
def tiny_folder(tmp_path_factory):
    """The folder of a complete model of a few kilobytes; see ``tiny_model.py``. Do not change it."""
    return tiny_manifest_model(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture
def unmeasured():
    """Return the environment for a process that loads nothing but what is tested, not coverage."""
    return {key: value for key, value in os.environ.items() if not key.startswith("COVERAGE_")}
