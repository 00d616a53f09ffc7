from __future__ import annotations

import http.client
import io
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
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


class Answer(io.BytesIO):
    """A body of which the server said that it is ``promised`` bytes long."""

    status, headers = 200, Message()

    def __init__(self, data: bytes, *, promised: int | None = None) -> None:
        super().__init__(data)
        self._promised = len(data) if promised is None else promised

    @property
    def length(self) -> int:
        """Bytes that have not come, as `http.client.HTTPResponse` counts them."""
        return self._promised - self.tell()


class Broken(Answer):
    def read(self, size: int | None = -1) -> bytes:
        raise http.client.IncompleteRead(b"")


class Line:
    """The line to the server, on which one thing after another happens."""

    def __init__(self, *happenings: Answer | Exception) -> None:
        self._happenings = list(happenings)

    def open(self, request: urllib.request.Request, timeout: float) -> Answer:
        happening = self._happenings.pop(0)
        if isinstance(happening, Exception):
            raise happening
        return happening


def connected(*happenings: Answer | Exception, attempts: int = 3) -> tuple[Client, list[str]]:
    """Return a client on such a line, and what it will have said."""
    said: list[str] = []
    client = Client(patience=Patience(attempts=attempts, sleep=lambda _: None), say=said.append)
    client._opener = Line(*happenings)
    return client, said


@pytest.mark.parametrize(
    ("failure", "told"),
    [
        (Answer(b"[1", promised=6), "hub.example closed the connection too early"),
        (Broken(b""), "hub.example: IncompleteRead"),
        (TimeoutError("timed out"), "hub.example: timed out"),
        (http.client.RemoteDisconnected("no answer"), "hub.example: no answer"),
        (urllib.error.URLError("no route"), "cannot reach hub.example: no route"),
    ],
    ids=["cut short", "broken body", "silence", "hung up", "no route"],
)
def test_what_may_work_the_next_time_is_tried_again(failure, told):
    client, said = connected(failure, Answer(b"[1, 2]"))

    assert client.get_json(f"{HUB}/list") == [1, 2]
    assert len(said) == 1
    assert said[0].startswith(told)


def test_a_server_that_cannot_be_reached_is_given_up_with_a_hint():
    client, said = connected(*[urllib.error.URLError("no route")] * 3)

    with pytest.raises(PullError, match="giving up: cannot reach") as raised:
        client.get(HUB, limit_bytes=10)

    assert len(said) == 2
    assert raised.value.hint == "run the same command again to go on from here"


def refusals() -> Sequence[tuple[Answer | Exception, str]]:
    untrusted = ssl.SSLCertVerificationError(1, "self-signed certificate")
    untrusted.verify_message = "self-signed certificate"
    return [
        (Answer(b"[1, 2, 3, 4, 5]"), "'https://hub.example/list' is longer than 4 bytes"),
        (urllib.error.URLError(untrusted), "the certificate of hub.example is not trusted"),
    ]


@pytest.mark.parametrize(("happening", "told"), refusals(), ids=["too long", "certificate"])
def test_what_cannot_work_is_not_tried_again(happening, told):
    client, said = connected(happening)

    with pytest.raises(PullError) as raised:
        client.get(f"{HUB}/list?token=secret", limit_bytes=4)

    assert told in str(raised.value)
    assert "secret" not in str(raised.value)
    assert said == []


@pytest.mark.parametrize("body", [b"<html>", b"\xff\xfe", b"[" * 100_000])
def test_an_answer_that_is_no_json_is_said(body):
    client, _ = connected(Answer(body))

    with pytest.raises(PullError, match="did not send JSON"):
        client.get_json(f"{HUB}/list")
