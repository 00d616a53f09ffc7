from __future__ import annotations

import time
import urllib.request
from email.message import Message
from email.utils import formatdate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.errors import PullError, UsageError
from indictx.models.access import Access, find_access
from indictx.models.client import Client, Patience, TransientError, _Redirects, retry_after_s

HUB = "https://hub.example"


def redirected(start: str, end: str, token: str | None = "secret") -> urllib.request.Request:
    handler = _Redirects(Access(HUB, token))
    return handler.redirect_request(
        urllib.request.Request(start, headers={"Range": "bytes=5-"}), None, 302, "", Message(), end
    )


@pytest.mark.parametrize(
    ("url", "sent"),
    [
        ("https://hub.example/a", True),
        ("https://HUB.example:443/a", True),
        ("https://hub.example:8443/a", False),
        ("http://hub.example/a", False),
        ("https://cdn.hub.example/a", False),
        ("https://hub.example.evil/a", False),
        ("https://evil/?https://hub.example/", False),
        ("https://hub.example@evil/", False),
    ],
)
def test_the_token_goes_to_the_hub_and_nowhere_else(url, sent):
    assert (Access(HUB, "secret").token_for(url) == "secret") is sent


def test_the_token_is_not_sent_where_others_listen():
    assert Access("http://mirror.example", "secret").token_for("http://mirror.example/a") is None
    assert Access("http://localhost:80", "secret").token_for("http://localhost/a") == "secret"


def test_the_token_is_in_no_repr():
    assert "secret" not in repr(Access(HUB, "secret"))


@pytest.mark.parametrize(
    "end", ["http://hub.example/a", "ftp://hub.example/a", "file:///etc/passwd"]
)
def test_a_redirect_that_anyone_could_listen_to_is_refused(end):
    with pytest.raises(PullError, match="redirects to"):
        redirected(f"{HUB}/a", end)


def test_a_redirect_elsewhere_keeps_the_range_and_loses_the_token():
    elsewhere, back = (
        redirected(f"{HUB}/a", "https://cdn.example/b"),
        redirected(f"{HUB}/a", f"{HUB}/c"),
    )

    assert elsewhere.headers["Range"] == "bytes=5-"
    assert "Authorization" not in {**elsewhere.headers, **elsewhere.unredirected_hdrs}
    assert back.unredirected_hdrs["Authorization"] == "Bearer secret"


@given(st.integers(0, 10**6))
def test_seconds_to_wait_are_read(seconds):
    assert retry_after_s(str(seconds)) == seconds


def test_a_date_to_come_back_is_read():
    assert 50 < retry_after_s(formatdate(time.time() + 60, usegmt=True)) <= 60
    assert retry_after_s("Wed, 21 Oct 2015 07:28:00 GMT") == 0


@pytest.mark.parametrize("value", [None, "", "soon", "-5", "१२"])
def test_what_says_no_time_says_nothing(value):
    assert retry_after_s(value) is None


def test_bytes_that_came_are_worth_new_attempts():
    slept = []
    client = Client(patience=Patience(attempts=3, sleep=slept.append))
    outcomes = iter([False, False, True, True, True, False, False, False])

    def act() -> None:
        raise TransientError("x", progress=next(outcomes))

    with pytest.raises(PullError, match="giving up: x"):
        client.retry(act)

    assert len(slept) == 6
    assert next(outcomes) is False


@pytest.mark.parametrize("endpoint", ["hub.example", "file:///x", "https://"])
def test_an_endpoint_that_is_no_url_is_refused(monkeypatch, endpoint):
    monkeypatch.setenv("HF_ENDPOINT", endpoint)

    with pytest.raises(UsageError, match="HF_ENDPOINT"):
        find_access()


def test_an_endpoint_may_end_in_a_slash(monkeypatch):
    monkeypatch.setenv("HF_ENDPOINT", "https://mirror.example/hub/")

    assert find_access().endpoint == "https://mirror.example/hub"
