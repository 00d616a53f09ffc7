from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.errors import IndictxError
from indictx.memory import IMPORTED, Entry, Memory, memory_path
from indictx.memory.schema import MIGRATIONS

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
CODES = st.sampled_from(["eng_Latn", "hin_Deva", "tam_Taml"])
ENTRIES = st.lists(
    st.builds(
        Entry,
        source=st.sampled_from(["a", "b", "क", "a\0b", " a"]) | TEXTS,
        target=TEXTS,
        src_lang=CODES,
        tgt_lang=CODES,
        fingerprint=st.sampled_from(["one", "two", IMPORTED]),
        flags=st.sampled_from([(), ("loop",), ("loop", "script")]),
        repairs=st.sampled_from([(), ("pivot",)]),
        score=st.none() | st.floats(-10, 0),
    ),
    max_size=12,
)


def entry(source: str, target: str = "ख", fingerprint: str = "one", **more) -> Entry:
    facts = {"src_lang": "eng_Latn", "tgt_lang": "hin_Deva", **more}
    return Entry(source=source, target=target, fingerprint=fingerprint, **facts)


def targets(memory: Memory, *sources: str, fingerprint: str = "one") -> list[str | None]:
    found = memory.get(sources, src_lang="eng_Latn", tgt_lang="hin_Deva", fingerprint=fingerprint)
    return [found[source].target if source in found else None for source in sources]


@pytest.fixture
def memory(tmp_path):
    with Memory(tmp_path / "memory.sqlite3") as opened:
        yield opened


def key(one: Entry) -> tuple[str, ...]:
    return one.source, one.src_lang, one.tgt_lang, one.fingerprint


@given(ENTRIES, st.data())
def test_only_what_was_stored_under_the_same_fingerprint_comes_back(entries, data):
    path = memory_path().with_name(f"{os.urandom(4).hex()}.sqlite3")
    asked = data.draw(st.lists(TEXTS, max_size=3)) + [one.source for one in entries]
    last = {key(one): one for one in entries}

    with Memory(path) as memory:
        memory.put(entries)
        for fingerprint in ("one", "two", IMPORTED, "three"):
            found = memory.get(
                asked, src_lang="eng_Latn", tgt_lang="tam_Taml", fingerprint=fingerprint
            )
            wanted = {
                source: last[(source, "eng_Latn", "tam_Taml", fingerprint)]
                for source in asked
                if (source, "eng_Latn", "tam_Taml", fingerprint) in last
            }
            assert found == wanted


def test_entries_outlive_the_process_that_stored_them(tmp_path):
    with Memory(tmp_path / "m") as memory:
        memory.put([entry("rain", "बारिश")])

    with Memory(tmp_path / "m") as memory:
        assert targets(memory, "rain", "sun") == ["बारिश", None]


def test_without_a_source_language_any_is_found(memory):
    memory.put([entry("pain", "दर्द")])

    found = memory.get(["pain"], src_lang=None, tgt_lang="hin_Deva", fingerprint="one")

    assert found["pain"].src_lang == "eng_Latn"


def test_thousands_of_sources_can_be_asked_for_at_once(memory):
    sources = [f"source {number}" for number in range(2500)]
    memory.put(entry(source, f"{source}!") for source in sources)

    assert targets(memory, *sources) == [f"{source}!" for source in sources]


def test_what_no_utf8_can_hold_is_not_stored(memory):
    assert memory.put([entry("a\ud800"), entry("b")]) == 1
    assert targets(memory, "a\ud800", "b") == [None, "ख"]


def test_what_was_not_used_for_longest_goes_first(tmp_path):
    with Memory(tmp_path / "m", max_bytes=5000) as memory:
        for number in range(10):
            memory.put([entry(f"source {number}")])
            targets(memory, "source 0")
        memory.put([entry("the last", "ख" * 300)])

        assert targets(memory, "source 0", "source 1", "the last") == ["ख", None, "ख" * 300]
        assert sum(stats.size_bytes for stats in memory.stats()) <= 5000


def test_statistics_are_by_direction(memory):
    memory.put(
        [
            entry("a"),
            entry("b", fingerprint="two"),
            entry("b", fingerprint=IMPORTED),
            entry("c", tgt_lang="tam_Taml"),
        ]
    )

    first, second = memory.stats()

    assert (first.tgt_lang, first.entries, first.imported, first.settings) == ("hin_Deva", 3, 1, 2)
    assert (second.tgt_lang, second.entries) == ("tam_Taml", 1)
    assert first.size_bytes > second.size_bytes > 0


def test_clearing_can_spare_other_languages_and_what_people_made(memory):
    memory.put([entry("a"), entry("a", fingerprint=IMPORTED), entry("b", tgt_lang="tam_Taml")])

    assert memory.clear(tgt_lang="hin_Deva", keep_imported=True) == 1
    assert [(one.source, one.fingerprint) for one in memory.entries()] == [
        ("a", IMPORTED),
        ("b", "one"),
    ]
    assert memory.clear() == 2
    assert list(memory.entries()) == []
    assert memory.stats() == []


def test_a_cleared_memory_finds_nothing_similar(memory):
    memory.put([entry("the rain has stopped")])
    memory.clear()

    assert (
        memory.near("the rain has stopped", src_lang=None, tgt_lang="hin_Deva", ratio=0.1) is None
    )


def test_the_most_similar_source_is_found(memory):
    memory.put(
        [
            entry("Sow the wheat in November.", "नवंबर में गेहूँ बोएँ।"),
            entry("Sow the wheat in early November.", "नवंबर के शुरू में गेहूँ बोएँ।"),
            entry("Harvest the rice.", "धान काटें।"),
        ]
    )

    match = memory.near(
        "Sow the wheat in early December.", src_lang="eng_Latn", tgt_lang="hin_Deva", ratio=0.8
    )

    assert match is not None
    assert match.entry.source == "Sow the wheat in early November."
    assert 0.8 <= match.ratio < 1


@pytest.mark.parametrize(
    ("source", "tgt_lang"),
    [
        ("Feed the cow.", "hin_Deva"),
        ("Sow the wheat.", "tam_Taml"),
        ("...", "hin_Deva"),
        ("", "hin_Deva"),
    ],
)
def test_nothing_similar_is_none(memory, source, tgt_lang):
    memory.put([entry("Sow the wheat.")])

    assert memory.near(source, src_lang=None, tgt_lang=tgt_lang, ratio=0.85) is None


@pytest.mark.parametrize(
    "damage", [b"this is not a database at all" * 200, None], ids=["text", "torn"]
)
def test_a_damaged_file_is_set_aside_with_a_message(tmp_path, damage):
    path = tmp_path / "memory.sqlite3"
    with Memory(path) as memory:
        memory.put(entry(f"{number} {'x' * 300}") for number in range(300))
    data = path.read_bytes()
    path.write_bytes(damage or data[:4096] + os.urandom(len(data) - 4096))
    messages: list[str] = []

    with Memory(path, say=messages.append) as memory:
        targets(memory, *(f"{number} {'x' * 300}" for number in range(300)))
        memory.put([entry("new")])
        assert targets(memory, "new") == ["ख"]

    assert len(messages) == 1
    assert "damaged" in messages[0]
    assert (tmp_path / "memory.damaged-1.sqlite3").exists()


def test_a_newer_memory_is_left_alone(tmp_path):
    path = tmp_path / "m"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = path.read_bytes()

    with pytest.raises(IndictxError, match="has schema 99"):
        Memory(path)

    assert path.read_bytes() == before


def test_every_migration_leads_to_the_tables_of_now(tmp_path):
    with Memory(tmp_path / "m") as memory:
        memory.put([entry("a")])
    connection = sqlite3.connect(tmp_path / "m")

    assert connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def test_a_folder_that_cannot_be_made_is_an_error_that_names_the_file(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(IndictxError, match="cannot use the translation memory") as caught:
        Memory(tmp_path / "file" / "memory.sqlite3")

    assert "--no-memory" in str(caught.value.hint)


WRITER = """
import sys
from pathlib import Path
from indictx.memory import Entry, Memory

name, count = sys.argv[2], int(sys.argv[3])
with Memory(Path(sys.argv[1])) as memory:
    print("open", flush=True)
    for number in range(count):
        memory.put(
            Entry(source=f"{name} {number} {part}", target="ख", src_lang="eng_Latn",
                  tgt_lang="hin_Deva", fingerprint="one")
            for part in range(10)
        )
        print(number, flush=True)
"""


def start(path: Path, name: str, count: int) -> subprocess.Popen:
    command = [sys.executable, "-c", WRITER, str(path), name, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


@pytest.mark.slow
def test_processes_write_at_the_same_time(tmp_path):
    path = tmp_path / "m"
    writers = [start(path, name, 20) for name in ("left", "right", "middle")]

    outputs = [writer.communicate(timeout=120)[0].split() for writer in writers]

    assert all(output[-1] == "19" for output in outputs)
    assert [writer.returncode for writer in writers] == [0, 0, 0]
    with Memory(path) as memory:
        assert sum(1 for _ in memory.entries()) == 600


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_what_was_stored_survives_a_kill(tmp_path):
    path = tmp_path / "m"
    with start(path, "victim", 100_000) as writer:
        stored = -1
        for line in writer.stdout:
            stored = int(line) if line.strip().isdigit() else stored
            if stored >= 5:
                break
        writer.send_signal(signal.SIGKILL)
    messages: list[str] = []

    with Memory(path, say=messages.append) as memory:
        sources = {one.source for one in memory.entries()}

    assert messages == []
    assert len(sources) % 10 == 0
    assert {
        f"victim {number} {part}" for number in range(stored + 1) for part in range(10)
    } <= sources


def test_the_users_memory_is_as_large_as_the_settings_say(monkeypatch):
    monkeypatch.setenv("INDICTX_MEMORY_MB", "1")

    with Memory.open_user() as memory:
        for number in range(5):
            memory.put([entry(f"{number} {'क' * 100_000}")])

        # 300 kB each.
        assert [one.source[0] for one in memory.entries()] == ["2", "3", "4"]
