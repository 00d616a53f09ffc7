from __future__ import annotations

import hashlib
import json
import random
import shutil
import threading
from dataclasses import dataclass, field

import pytest
from fake_models import TINY, known_as, unpinned, whole_repo, write_model
from hub_server import Fault, HubServer

from indictx import settings
from indictx.errors import (
    ModelIntegrityError,
    ModelNotFoundError,
    PullError,
    UsageError,
)
from indictx.models import catalog, pull, store, trust
from indictx.models.client import Patience
from indictx.models.manifest import Conversion, SourceFile, Terms, load_manifest
from indictx.models.pull import PullOptions
from indictx.models.reference import parse_reference
from indictx.models.verify import bad_files

pytestmark = pytest.mark.network

REPO = "owner/tiny"
BIG = random.Random(1).randbytes(400_000)


@dataclass
class Said:
    """What a pull told its user, and how long it would have slept."""

    lines: list[str] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


@pytest.fixture
def hub(monkeypatch):
    with HubServer() as server:
        monkeypatch.setenv("HF_ENDPOINT", server.url)
        for name in (
            "HF_TOKEN",
            "HF_HOME",
            "HF_TOKEN_PATH",
            "HF_HUB_OFFLINE",
            "HTTP_PROXY",
            "http_proxy",
        ):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("XDG_CACHE_HOME", "/nonexistent")
        yield server


@pytest.fixture
def known(monkeypatch, tmp_path):
    """A catalog of the test's own; returns its folder."""
    folder = tmp_path / "catalog"
    folder.mkdir()
    monkeypatch.setattr(catalog, "FOLDER", folder)
    catalog.known.cache_clear()
    yield folder
    catalog.known.cache_clear()


@pytest.fixture
def said():
    return Said()


@pytest.fixture
def get(said):
    """Pull a model without waiting; return what it came to."""

    def call(reference: str = f"hf:{REPO}", **options: object):
        patience = Patience(
            timeout_s=options.pop("timeout_s", 5.0),
            slow_s=options.pop("slow_s", 60.0),
            sleep=said.slept.append,
        )
        chosen = PullOptions(patience=patience, **options)
        return pull.pull(parse_reference(reference), options=chosen, say=said.lines.append)

    return call


def content(manifest) -> dict[str, bytes]:
    return {file.path: (manifest.folder / file.path).read_bytes() for file in manifest.files}


def is_clean(name: str = "tiny") -> bool:
    """Nothing that looks like a model, and nothing half of one in its place."""
    return not (store.models_folder() / name).exists()


# What a pull brings


def test_a_repository_that_describes_itself_is_installed(hub, get):
    repo = hub.add(REPO, whole_repo())

    manifest = get().manifest

    assert content(manifest) == TINY
    assert manifest.folder == store.models_folder() / "tiny"
    assert manifest.source.revision == repo.commit
    assert list(bad_files(manifest)) == []
    assert load_manifest(manifest.folder) == manifest


def test_nothing_is_left_beside_an_installed_model(hub, get):
    hub.add(REPO, whole_repo())

    get()

    assert not list((store.models_folder() / ".partial").iterdir())


def test_what_is_installed_is_not_asked_for_again(hub, get):
    hub.add(REPO, whole_repo())
    get()
    before = len(hub.paths("/model.bin"))

    again = get()

    assert not again.is_new
    assert len(hub.paths("/model.bin")) == before


def test_an_installed_name_needs_no_network(hub, get):
    hub.add(REPO, whole_repo())
    get()
    hub.seen.clear()

    again = get("tiny")

    assert not again.is_new
    assert hub.seen == []


def test_a_damaged_model_is_fetched_again(hub, get, said):
    hub.add(REPO, whole_repo())
    folder = get().manifest.folder
    (folder / "model.bin").write_bytes(b"x")

    again = get()

    assert again.is_new
    assert content(again.manifest) == TINY
    assert "fetching it again" in said.text


def test_a_hash_that_was_right_is_not_computed_at_the_first_load(hub, get, monkeypatch):
    hub.add(REPO, whole_repo())
    get()
    monkeypatch.setattr("indictx.models.verify.sha256", lambda path: pytest.fail(str(path)))

    assert store.find_model("tiny").name == "tiny"


def test_another_model_of_the_name_is_not_replaced_unasked(hub, get):
    hub.add(REPO, whole_repo())
    hub.add("other/tiny", whole_repo())
    get()

    with pytest.raises(UsageError, match="another model 'tiny'"):
        get("hf:other/tiny")

    assert get("hf:other/tiny", name="second").manifest.name == "second"
    assert get("hf:other/tiny", force=True).manifest.source.repo == "other/tiny"


def test_a_manifest_on_a_web_server_brings_the_files_beside_it(hub, get):
    hub.plain = {f"m/{path}": data for path, data in whole_repo().items()}

    manifest = get(f"{hub.url}/plain/m/manifest.toml").manifest

    assert content(manifest) == TINY
    assert manifest.source.url == f"{hub.url}/plain/m/"


def test_a_bundle_on_a_web_server_is_installed(hub, get, tmp_path):
    from indictx.models.bundle import export_bundle

    export_bundle(write_model(tmp_path / "tiny"), tmp_path / "tiny.indictx")
    hub.plain = {"tiny.indictx": (tmp_path / "tiny.indictx").read_bytes()}

    assert content(get(f"{hub.url}/plain/tiny.indictx?key=1").manifest) == TINY


# Known models, terms, and trust on first use


def test_terms_are_said_before_the_first_file_is_asked_for(hub, get, known):
    known_as(
        known, REPO, licence="CC-BY-NC-4.0", terms=Terms(non_commercial=True, note="Mind the gap.")
    )
    hub.add(REPO, TINY, licence="cc-by-nc-4.0")
    lines = []

    def say(line: str) -> None:
        lines.append((line, len(hub.paths())))

    pull.pull(parse_reference("known"), say=say)

    spoken = {line for line, requests in lines if requests == 0}
    assert {
        "licence CC-BY-NC-4.0; the tests",
        "the licence forbids commercial use",
        "Mind the gap.",
    } <= spoken


def test_a_card_that_says_another_licence_is_quoted_and_recorded(hub, get, known, said):
    known_as(known, REPO, licence="Apache-2.0")
    hub.add(REPO, TINY, licence="cc-by-4.0")

    manifest = get("known").manifest

    assert "the repository's card says: licence cc-by-4.0" in said.lines
    assert manifest.source.licence == "cc-by-4.0"


def test_an_unpinned_revision_is_resolved_to_a_commit_and_hashes_are_recorded(
    hub, get, known, said
):
    known_as(known, REPO)
    repo = hub.add(REPO, TINY)

    source = get("known").manifest.source

    assert source.revision == repo.commit
    assert {file.path: file.sha256 for file in source.files} == {
        path: hashlib.sha256(data).hexdigest() for path, data in TINY.items()
    }
    assert "trusted on first use" in said.text
    assert f"main is commit {repo.commit}" in said.text
    assert f"  {source.files[0].sha256}  model.bin" in said.lines


def test_what_was_trusted_is_what_comes_even_after_removal(hub, get, known, said):
    known_as(known, REPO)
    first = hub.add(REPO, TINY)
    get("known")
    store.remove("known")
    said.lines.clear()
    hub.repos[REPO].files["model.bin"] = b"evil" * 1250  # the very same commit, other bytes

    with pytest.raises(ModelIntegrityError, match=r"model\.bin.*sha256") as caught:
        get("known")

    assert str(trust.trusted_path()) in caught.value.hint
    assert is_clean("known")
    assert first.commit == hub.repos[REPO].commit


def test_a_branch_that_moved_on_is_not_followed(hub, get, known):
    known_as(known, REPO)
    hub.add(REPO, TINY)
    get("known")
    hub.add(REPO, {**TINY, "model.bin": b"new" * 1000})

    with pytest.raises(PullError, match="has no revision"):
        get("known", force=True)
    moved = get(f"hf:{REPO}@main", force=True).manifest

    assert content(moved)["model.bin"] == b"new" * 1000


def test_a_pinned_hash_is_kept_to(hub, get, known, said):
    files = tuple(
        SourceFile(
            path=path, to=path, size_bytes=len(data), sha256=hashlib.sha256(data).hexdigest()
        )
        for path, data in TINY.items()
    )
    known_as(known, REPO, source_files=files)
    hub.add(REPO, TINY)

    get("known")

    assert "trusted on first use" not in said.text


def test_an_unknown_repository_without_manifest_is_not_guessed_at(hub, get, known):
    hub.add(REPO, TINY)

    with pytest.raises(PullError, match=r"no manifest\.toml") as caught:
        get()

    assert "--like" in caught.value.hint


def test_an_unknown_repository_can_be_treated_like_a_known_model(hub, get, known):
    known_as(known, "someone/else", languages=("eng_Latn", "tam_Taml"))
    hub.add(REPO, TINY)

    manifest = get(like="known").manifest

    assert manifest.name == "tiny"
    assert manifest.languages == ("eng_Latn", "tam_Taml")
    assert content(manifest) == TINY


@pytest.mark.parametrize("licence", ["cc-by-nc-4.0", "CC-BY-NC-SA-4.0"])
def test_a_repository_treated_like_another_has_the_licence_of_its_own_card(
    hub, get, known, said, licence
):
    known_as(known, "someone/else", licence="MIT")
    hub.add(REPO, TINY, licence=licence)

    manifest = get(like="known").manifest

    assert manifest.licence == licence
    assert manifest.terms.non_commercial
    assert "the licence forbids commercial use" in said.lines
    assert manifest.homepage == f"https://huggingface.co/{REPO}"


def test_a_card_without_licence_promises_none(hub, get, known):
    known_as(known, "someone/else", licence="MIT")
    hub.add(REPO, TINY, licence="")

    assert get(like="known").manifest.licence == "unknown"


def test_a_card_that_forbids_commerce_is_believed_against_our_list(hub, get, known, said):
    known_as(known, REPO, licence="Apache-2.0")
    hub.add(REPO, TINY, licence="cc-by-nc-4.0")

    manifest = get("known").manifest

    assert manifest.terms.non_commercial
    assert "the licence forbids commercial use" in said.lines


def test_a_pattern_must_fit_one_file(hub, get, known):
    wanted = (SourceFile(path="*/model.bin", to="model.bin"),)
    known_as(known, REPO, source_files=wanted)
    hub.add(REPO, {"a/model.bin": b"1", "b/model.bin": b"2"})

    with pytest.raises(PullError, match=r"several files.*a/model\.bin, b/model\.bin"):
        get("known")
    hub.add(REPO, {"a/model.bin": b"1"})

    assert content(get("known").manifest) == {"model.bin": b"1"}


def test_an_optional_file_may_be_missing_and_another_may_not(hub, get, known):
    wanted = (SourceFile(path="a", to="a"), SourceFile(path="b", to="b", optional=True))
    known_as(known, REPO, source_files=wanted)
    hub.add(REPO, {"a": b"1"})

    assert content(get("known").manifest) == {"a": b"1"}

    hub.add(REPO, {"b": b"1"})
    with pytest.raises(PullError, match="no file 'a'"):
        get(f"hf:{REPO}@main", force=True)


def test_an_unknown_name_gets_suggestions(get):
    with pytest.raises(ModelNotFoundError) as caught:
        get("indictrans2-en-indik")

    assert "indictrans2-en-indic" in caught.value.close_to


# Programs


def test_a_program_is_never_fetched(hub, get):
    hub.add(REPO, whole_repo(files={**TINY, "run.py": b"import os"}))

    with pytest.raises(PullError, match=r"run\.py.*program"):
        get()

    assert hub.paths("run.py") == []


def test_a_pickle_is_fetched_only_when_asked_for(hub, get, known):
    wanted = (
        SourceFile(path="model.safetensors", to="model.safetensors", fallback="pytorch_model.bin"),
    )
    known_as(known, REPO, source_files=wanted)
    hub.add(REPO, {"pytorch_model.bin": b"pickle"})

    with pytest.raises(UsageError, match="pickle"):
        get("known")
    assert hub.paths("pytorch_model.bin") == []

    assert content(get("known", allow_pickle=True).manifest) == {"pytorch_model.bin": b"pickle"}


def test_a_conversion_writes_the_model_and_the_download_goes(hub, get, known, monkeypatch):
    known_as(known, REPO, conversion=Conversion(method="double"))
    hub.add(REPO, TINY)
    monkeypatch.setattr(pull, "load_converter", lambda _: _double)

    manifest = get("known").manifest

    assert content(manifest) == {"model.bin": TINY["model.bin"] * 2}
    assert len(manifest.source.files) == len(TINY)
    assert list(bad_files(manifest)) == []


def _double(source, target, *, manifest, allow_pickle) -> None:
    assert not allow_pickle
    (target / "model.bin").write_bytes((source / "model.bin").read_bytes() * 2)


# Trouble on the way


TRANSIENT = {
    "too many requests": [Fault(status=429, headers={"Retry-After": "7"})],
    "a date to come back": [
        Fault(status=503, headers={"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"})
    ],
    "server errors": [Fault(status=500), Fault(status=502), Fault(status=504)],
    "cut off at once": [Fault(cut_after=0), Fault(cut_after=0)],
    "cut off twice": [Fault(cut_after=100_000), Fault(cut_after=70_001)],
    "ranges ignored after a cut": [Fault(cut_after=100_000), Fault(ignore_range=True)],
    "length not said": [Fault(no_length=True)],
    "length not said and cut off": [Fault(no_length=True, cut_after=1000)],
}


@pytest.mark.parametrize("faults", TRANSIENT.values(), ids=TRANSIENT)
@pytest.mark.parametrize("big_bytes", [1000, 10**9], ids=["redirected", "direct"])
def test_a_pull_survives_what_passes(hub, get, faults, big_bytes):
    hub.big_bytes = big_bytes
    files = {**TINY, "model.bin": BIG}
    hub.add(REPO, whole_repo(files=files))
    hub.fail("model.bin", *faults)

    assert content(get().manifest) == files


def test_what_was_cut_off_goes_on_where_it_stopped(hub, get):
    hub.add(REPO, whole_repo(files={"model.bin": BIG, "sentencepiece.model": b"s"}))
    hub.fail("model.bin", Fault(cut_after=100_000))

    get()

    second = [seen.headers for seen in hub.seen if seen.path.endswith("model.bin")][-1]
    assert second["Range"] == "bytes=100000-"
    assert second["If-Range"] == f'"{hashlib.sha256(BIG).hexdigest()}"'


def test_the_server_says_how_long_to_wait(hub, get, said):
    hub.add(REPO, whole_repo())
    hub.fail("model.bin", Fault(status=429, headers={"Retry-After": "7"}))

    get()

    assert said.slept == [7.0]


def test_pauses_grow_and_end(hub, get, said):
    hub.add(REPO, whole_repo())
    hub.fail("model.bin", *[Fault(status=500)] * 20)

    with pytest.raises(PullError, match=r"giving up.*500"):
        get()

    assert len(said.slept) == 5
    assert said.slept == sorted(said.slept)
    assert is_clean()


@pytest.mark.parametrize(
    "fault",
    [Fault(cut_after=0), Fault(cut_after=2000, ignore_range=True)],
    ids=["nothing", "the same bytes again"],
)
def test_a_server_that_brings_nothing_new_is_given_up(hub, get, said, fault):
    hub.add(REPO, whole_repo())
    hub.fail("model.bin", Fault(cut_after=2000), *[fault] * 20)

    with pytest.raises(PullError, match=r"giving up: .* after 2000 of 5000 bytes"):
        get()

    assert len(said.slept) == 5
    assert said.slept == sorted(said.slept)


def test_a_server_that_brings_a_little_each_time_is_not_given_up(hub, get):
    hub.add(REPO, whole_repo())
    hub.fail("model.bin", *[Fault(cut_after=300)] * 16)

    assert content(get().manifest) == TINY


def test_too_long_a_pause_is_not_waited_for(hub, get, said):
    hub.add(REPO, whole_repo())
    hub.fail("model.bin", Fault(status=429, headers={"Retry-After": "86400"}))

    with pytest.raises(PullError, match="429"):
        get()

    assert said.slept == []


def test_the_next_attempt_goes_on_from_what_has_come(hub, get):
    hub.add(REPO, whole_repo(files={"model.bin": BIG, "sentencepiece.model": b"s"}))
    hub.fail("model.bin", Fault(cut_after=300_000), *[Fault(status=500)] * 6)
    with pytest.raises(PullError, match="giving up"):
        get()
    before = hub.sent_bytes

    get()

    assert hub.sent_bytes - before < 110_000


def test_a_slow_drip_is_begun_anew(hub, get, said):
    hub.add(REPO, whole_repo())
    hub.fail("model.bin", Fault(drip_s=0.02, drip_bytes=1))

    manifest = get(slow_s=0.1).manifest

    assert content(manifest) == TINY
    assert "bytes a second" in said.text


def test_a_silent_server_is_not_waited_for_for_ever(hub, get, said):
    hub.add(REPO, whole_repo())
    hub.fail("model.bin", Fault(drip_s=1.0, drip_bytes=100))

    assert content(get(timeout_s=0.2).manifest) == TINY
    assert "timed out" in said.text


# Content that is wrong


def evil(size: int) -> bytes:
    return b"e" * size


@pytest.mark.parametrize(
    "big_bytes", [1000, 10**9], ids=["sha256 of the hub", "git hash of the hub"]
)
def test_wrong_bytes_are_found_out_even_where_no_hash_is_pinned(hub, get, known, big_bytes):
    hub.big_bytes = big_bytes
    known_as(known, REPO)
    hub.add(REPO, TINY)
    hub.fail("model.bin", *[Fault(body=evil(5000))] * 3)

    with pytest.raises(ModelIntegrityError, match=r"model\.bin is damaged"):
        get("known")

    assert is_clean("known")


@pytest.mark.parametrize("size", [4999, 5001, 0], ids=["short", "long", "empty"])
def test_a_wrong_size_is_found_out_before_the_body(hub, get, size):
    hub.add(REPO, whole_repo())
    hub.fail("model.bin", *[Fault(body=evil(size))] * 3)

    with pytest.raises(ModelIntegrityError, match=rf"{size} bytes, expected 5000 bytes"):
        get()

    assert is_clean()


def test_more_bytes_than_announced_are_not_taken(hub, get):
    hub.add(REPO, whole_repo())
    hub.fail("model.bin", *[Fault(body=evil(100_000), no_length=True)] * 3)

    with pytest.raises(ModelIntegrityError, match="more than 5000 bytes"):
        get()


def test_a_file_that_changed_between_attempts_is_begun_anew(hub, get, known):
    known_as(
        known, "", source_files=unpinned({"model.bin": b""}), source={"url": f"{hub.url}/plain/"}
    )
    hub.plain["model.bin"] = BIG
    hub.fail("model.bin", Fault(cut_after=200_000), *[Fault(status=500)] * 6)
    with pytest.raises(PullError, match="giving up"):
        get("known")
    changed = BIG[::-1]
    hub.plain["model.bin"] = changed

    assert content(get("known").manifest) == {"model.bin": changed}


def test_a_range_that_was_not_asked_for_is_not_taken(hub, get, known):
    source = {"url": f"{hub.url}/plain/"}
    known_as(known, "", source_files=unpinned({"model.bin": b""}), source=source)
    hub.plain["model.bin"] = BIG
    hub.fail("model.bin", Fault(cut_after=200_000), Fault(other_range=150_000))

    assert content(get("known").manifest) == {"model.bin": BIG}


def test_a_part_that_was_damaged_on_the_disk_costs_one_more_download(hub, get):
    hub.add(REPO, whole_repo(files={"model.bin": BIG, "sentencepiece.model": b"s"}))
    hub.fail("model.bin", Fault(cut_after=200_000), *[Fault(status=500)] * 6)
    with pytest.raises(PullError, match="giving up"):
        get()
    (part,) = store.models_folder().rglob("model.bin.part")
    part.write_bytes(bytes(200_000))

    assert content(get().manifest)["model.bin"] == BIG


def test_a_part_longer_than_the_file_is_not_trusted(hub, get):
    hub.add(REPO, whole_repo(files={"model.bin": BIG, "sentencepiece.model": b"s"}))
    hub.fail("model.bin", Fault(cut_after=200_000), *[Fault(status=500)] * 6)
    with pytest.raises(PullError, match="giving up"):
        get()
    (part,) = store.models_folder().rglob("model.bin.part")
    part.write_bytes(BIG + b"more")

    assert content(get().manifest)["model.bin"] == BIG


def test_a_compressed_answer_is_refused(hub, get):
    hub.add(REPO, whole_repo())
    hub.fail("model.bin", Fault(status=200, headers={"Content-Encoding": "gzip"}))

    with pytest.raises(PullError, match="compressed"):
        get()


def test_a_hub_that_answers_nonsense_is_named(hub, get):
    hub.plain["x"] = b"not json"
    hub.add(REPO, {})
    hub.repos[REPO].commit = "short"

    with pytest.raises(PullError, match="does not describe a repository"):
        get()


# Access


def test_a_gated_model_without_token_says_what_to_do(hub, get, known):
    known_as(known, REPO, terms=Terms(gated=True, url=f"{hub.url}/{REPO}"))
    hub.add(REPO, TINY, gated=True, token="secret")

    with pytest.raises(PullError, match="gated") as caught:
        get("known")

    assert f"{hub.url}/{REPO}" in caught.value.hint
    assert "HF_TOKEN" in caught.value.hint
    assert caught.value.exit_code == 3


def test_a_hub_that_describes_a_gated_model_but_keeps_its_files_says_the_same(hub, get):
    hub.big_bytes = 10**9
    hub.add(REPO, whole_repo())
    hub.fail("model.bin", Fault(status=401, headers={"X-Error-Code": "GatedRepo"}))

    with pytest.raises(PullError, match="gated") as caught:
        get()

    assert "HF_TOKEN" in caught.value.hint
    assert is_clean()


def test_a_gated_model_with_a_token_that_has_no_access_says_to_wait(hub, get, monkeypatch):
    hub.add(REPO, whole_repo(), gated=True, token="secret")
    monkeypatch.setenv("HF_TOKEN", "another")

    with pytest.raises(PullError, match="gated") as caught:
        get()

    assert "wait until access is granted" in caught.value.hint


def test_a_repository_that_is_not_there_or_private_is_said_to_be_either(hub, get):
    with pytest.raises(PullError, match="does not exist, or is private"):
        get()


def test_a_revision_that_is_not_there_is_named(hub, get):
    hub.add(REPO, whole_repo())

    with pytest.raises(PullError, match="has no revision 'v9'"):
        get(f"hf:{REPO}@v9")


def test_a_file_that_went_away_is_named(hub, get):
    hub.add(REPO, whole_repo())
    hub.fail("model.bin", Fault(status=404, headers={"X-Error-Code": "EntryNotFound"}))

    with pytest.raises(PullError, match=r"has no file 'model\.bin'"):
        get()


@pytest.mark.parametrize("place", ["variable", "option", "HF_HOME", "HF_TOKEN_PATH", "cache"])
def test_the_token_is_found_and_sent_to_the_hub_alone(hub, get, monkeypatch, tmp_path, place):
    hub.add(REPO, whole_repo(), gated=True, token="secret")
    path = tmp_path / "huggingface" / "token"
    path.parent.mkdir()
    path.write_text("secret\n")
    options = {}
    if place == "variable":
        monkeypatch.setenv("HF_TOKEN", "secret")
    elif place == "option":
        options["token_file"] = path
    elif place == "cache":
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    else:
        monkeypatch.setenv(place, str(path.parent if place == "HF_HOME" else path))

    get(**options)

    sent = {(seen.host, seen.headers.get("Authorization")) for seen in hub.seen}
    assert sent == {("hub", "Bearer secret"), ("cdn", None)}


def test_the_token_is_not_sent_to_a_web_server_that_is_not_the_hub(hub, get, monkeypatch):
    monkeypatch.setenv("HF_TOKEN", "secret")
    monkeypatch.setenv("HF_ENDPOINT", "https://hub.invalid")
    hub.plain = {f"m/{path}": data for path, data in whole_repo().items()}

    get(f"{hub.url}/plain/m/manifest.toml")

    assert {seen.headers.get("Authorization") for seen in hub.seen} == {None}


def test_neither_token_nor_signature_is_written_down_or_said(hub, get, monkeypatch, said):
    monkeypatch.setenv("HF_TOKEN", "geheim")
    hub.add(REPO, whole_repo(), gated=True, token="geheim")
    hub.fail("model.bin", Fault(status=500), Fault(cut_after=10))

    manifest = get().manifest

    written = (manifest.folder / "manifest.toml").read_text(encoding="utf-8")
    for text in (written, said.text, trust.trusted_path().read_text(encoding="utf-8")):
        assert "geheim" not in text
        assert "signature" not in text


@pytest.mark.parametrize("token", ["two words", "line\nbreak", "क"])
def test_a_token_that_would_write_into_the_request_is_refused(get, tmp_path, token):
    path = tmp_path / "token"
    path.write_text(token, encoding="utf-8")

    with pytest.raises(UsageError, match="token") as caught:
        get(token_file=path)

    assert token not in str(caught.value)


def test_a_proxy_is_used(hub, get, monkeypatch):
    hub.add(REPO, whole_repo())
    monkeypatch.setenv("HF_ENDPOINT", "http://hub.invalid")
    monkeypatch.setenv("http_proxy", hub.url)
    hub.big_bytes = 10**9

    get()

    assert {seen.headers["Host"] for seen in hub.seen} == {"hub.invalid"}


def test_a_redirect_to_another_scheme_is_refused(hub, get):
    hub.add(REPO, whole_repo())
    hub.fail("model.bin", Fault(status=302, headers={"Location": "file:///etc/passwd"}))
    hub.big_bytes = 10**9

    with pytest.raises(PullError, match="answered 302"):
        get()

    assert is_clean()


# Without network, without room


@pytest.fixture
def no_sockets(monkeypatch):
    import socket

    monkeypatch.setattr(socket, "socket", lambda *_, **__: pytest.fail("a socket was opened"))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: pytest.fail("a name was looked up"))


@pytest.mark.parametrize(
    "reference", ["indictrans2-en-indic", "hf:a/b", "https://a.invalid/b.indictx"]
)
@pytest.mark.parametrize("way", ["option", "HF_HUB_OFFLINE"])
def test_offline_refuses_before_any_socket(get, no_sockets, monkeypatch, reference, way):
    if way == "HF_HUB_OFFLINE":
        monkeypatch.setenv(way, "1")

    with pytest.raises(PullError, match="offline") as caught:
        get(reference, offline=way == "option")

    assert caught.value.exit_code == 3


def test_offline_is_no_obstacle_to_a_path(get, no_sockets, tmp_path):
    write_model(tmp_path / "tiny")

    assert content(get(str(tmp_path / "tiny"), offline=True).manifest) == TINY


def test_a_full_disk_is_noticed_before_the_first_byte(hub, get, monkeypatch):
    hub.add(REPO, whole_repo())
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1000))

    with pytest.raises(PullError, match=r"1 kB free|1000 bytes free"):
        get()

    assert hub.paths("model.bin") == []


def test_a_disk_that_fills_up_on_the_way_keeps_what_has_come(hub, get, monkeypatch):
    hub.add(REPO, whole_repo())
    monkeypatch.setattr("indictx.models.download._write", _no_space)

    with pytest.raises(PullError, match="No space left"):
        get()

    assert is_clean()


def _no_space(stream, block) -> None:
    raise PullError("cannot write to the disk: No space left on device")


def test_two_pulls_in_one_process_download_once(hub, get):
    hub.add(REPO, whole_repo(files={"model.bin": BIG, "sentencepiece.model": b"s"}))
    results = []
    threads = [threading.Thread(target=lambda: results.append(get().is_new)) for _ in range(2)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == [False, True]
    assert len([path for path in hub.paths() if path.endswith("/model.bin")]) == 1


def test_what_was_trusted_is_kept_as_plain_json(hub, get, known):
    known_as(known, REPO)
    repo = hub.add(REPO, TINY)
    get("known")

    table = json.loads((settings.home() / "trusted.json").read_text(encoding="utf-8"))

    assert table[f"hf:{REPO}"] == {"revision": repo.commit}
    assert table[f"hf:{REPO}@{repo.commit}"]["model.bin"][0] == 5000


def test_damage_to_what_was_trusted_is_not_ignored(hub, get):
    hub.add(REPO, whole_repo())
    trust.trusted_path().parent.mkdir(parents=True)
    trust.trusted_path().write_text("{", encoding="utf-8")

    with pytest.raises(Exception, match=r"trusted\.json"):
        get()
