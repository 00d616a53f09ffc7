from __future__ import annotations

import json
from html.parser import HTMLParser

import pytest
from batches import Recorder, run_batch
from hypothesis import given
from hypothesis import strategies as st

from indictx.errors import UsageError
from indictx.glossary import Glossary, Term
from indictx.jobs.journal import Journal
from indictx.jobs.records import Done, FileState, Near, Place, Use, text_key
from indictx.jobs.report import Facts, check_path, write_report

FACTS = Facts(
    model="echo 1",
    fingerprint="0123456789abcdef0123",
    src_lang="eng_Latn",
    tgt_langs=("hin_Deva",),
    tasks=("hin_Deva a.txt", "hin_Deva b.txt", "hin_Deva never.txt"),
    translated=2,
    remembered=0,
    seconds=2.0,
)


class Page(HTMLParser):
    """Collects text, tags and attributes, and fails where tags do not nest."""

    VOID = ("meta", "input", "br")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.cells: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        if tag == "td":
            self.cells.append("")
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "td" in self.open:
            self.cells[-1] += data


def write(folder, *texts: Done, facts: Facts = FACTS, **place):
    """Write both reports of one file of these texts and one that failed."""
    with Journal.open(folder / "journal", fingerprint="one", resume=False, force=True) as journal:
        journal.add(texts)
        state = FileState(
            task="hin_Deva a.txt",
            state="writing",
            source="in/<a>.txt",
            output="out/a.txt",
            tgt_lang="hin_Deva",
            segments=len(texts),
            words=4,
            flagged=1,
            seconds=0.5,
        )
        places = [
            Place(key=f"line {number}", text=text_key(text.source, "hin_Deva"), **place)
            for number, text in enumerate(texts, start=1)
        ]
        journal.write_file(state, places)
        journal.write_file(FileState(**{**_fields(state), "state": "done"}))
        journal.write_file(
            FileState(
                task="hin_Deva b.txt",
                state="failed",
                source="in/b.txt",
                output="out/b.txt",
                tgt_lang="hin_Deva",
                error="line 3: <broken>",
            )
        )
        for ending in ("json", "html"):
            write_report(folder / f"r.{ending}", journal, facts)
    page = (folder / "r.html").read_text(encoding="utf-8")
    return json.loads((folder / "r.json").read_text(encoding="utf-8")), page


def _fields(state: FileState) -> dict[str, object]:
    return {name: getattr(state, name) for name in FileState.__slots__}


def done(source: str, target: str, **more) -> Done:
    return Done(source=source, target=target, tgt_lang="hin_Deva", src_lang="eng_Latn", **more)


def test_the_json_says_everything_about_each_segment(tmp_path):
    use = Use(term="rain", expected="बारिश", outcome="hit", found="बारिश")
    text = done(
        "{name}, it rains",
        "{name}, बारिश",
        score=-0.25,
        repairs=("pivot",),
        origin="memory",
        near=Near(source="it rained", target="बारिश हुई", ratio=0.9),
    )

    report, _ = write(tmp_path, text, flags=("loop",), uses=(use,))

    assert report["files"][0]["items"] == [
        {
            "key": "line 1",
            "source": "{name}, it rains",
            "target": "{name}, बारिश",
            "src_lang": "eng_Latn",
            "flags": ["loop"],
            "slots": ["{name}"],
            "terms": [{"term": "rain", "expected": "बारिश", "outcome": "hit", "found": "बारिश"}],
            "score": -0.25,
            "repairs": ["pivot"],
            "origin": "memory",
            "near": {"source": "it rained", "target": "बारिश हुई", "ratio": 0.9},
        }
    ]
    assert report["files"][0]["flags"] == {"loop": 1}
    assert report["files"][0]["terms"] == {"hit": 1}


def test_the_totals_are_of_all_files(tmp_path):
    report, _ = write(tmp_path, done("a b", "क"), done("c d", "ख"))

    assert report["totals"] == {
        "files": 1,
        "failed": 1,
        "segments": 2,
        "words": 4,
        "flagged": 1,
        "translated": 2,
        "remembered": 0,
        "seconds": 2.0,
        "words_per_s": 2.0,
    }
    assert [(one["state"], one["error"]) for one in report["files"]] == [
        ("done", ""),
        ("failed", "line 3: <broken>"),
    ]


def test_the_page_shows_source_and_target_side_by_side(tmp_path):
    _, page = write(tmp_path, done("It rains, {name}.", "बारिश, {name}।"), flags=("loop",))

    assert Page(page).cells == ["line 1", "It rains, {name}.", "बारिश, {name}।", "loop"]
    assert 'lang="hi" dir="ltr" class="text Deva"' in page
    assert "Noto Sans Devanagari" in page
    assert "line 3: &lt;broken&gt;" in page
    assert "in/&lt;a&gt;.txt" in page


def test_speed_flags_and_terms_are_counted_for_each_file(tmp_path):
    use = Use(term="rain", expected="बारिश", outcome="hit", found="बारिश")

    data, page = write(
        tmp_path, done("Rain.", "बारिश।"), done("Rain?", "बारिश?"), flags=("loop",), uses=(use,)
    )

    assert data["files"][0]["words_per_s"] == 8.0
    assert "words a second: 8.0<br>flags: loop 2<br>glossary: hit 2</p>" in page


def test_the_page_says_which_way_urdu_runs(tmp_path):
    urdu = Done(source="rain", target="بارش", tgt_lang="hin_Deva", src_lang="urd_Arab")

    _, page = write(tmp_path, urdu)

    assert 'lang="ur" dir="rtl"' in page


def test_the_page_needs_no_network_and_no_script(tmp_path):
    _, page = write(tmp_path, done("see https://a.in/x", "https://a.in/x"))

    assert not {"script", "link", "img", "iframe"} & set(Page(page).tags)
    assert not {"src", "href", "onclick"} & {name for name, _ in Page(page).attributes}
    assert "url(" not in page
    assert "@import" not in page


@given(st.text(max_size=30), st.text(max_size=30))
def test_no_text_can_break_the_page_or_the_json(tmp_path_factory, source, target):
    evil = f'{source}</td><script>alert(1)</script>"&{target}'

    report, page = write(tmp_path_factory.mktemp("report"), done(source, target), done(evil, evil))

    assert "script" not in Page(page).tags
    items = report["files"][0]["items"]
    assert [(item["source"], item["target"]) for item in items] == [(source, target), (evil, evil)]


def test_a_resumed_batch_reports_what_was_done_before(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text("seed\n")
    glossary = Glossary((Term(source="seed", targets=("बीज",)),))
    run_batch(tmp_path, recorder=Recorder(), glossary=glossary)
    (tmp_path / "in/b.txt").write_text("rain\n")
    run_batch(tmp_path, recorder=Recorder(), glossary=glossary, resume=True)

    with Journal.open(tmp_path / "out/.indictx/journal", fingerprint="one", resume=True) as journal:
        write_report(tmp_path / "r.json", journal, FACTS)

    report = json.loads((tmp_path / "r.json").read_text())
    assert [file["items"][0]["source"] for file in report["files"]] == ["seed", "rain"]
    assert report["files"][0]["terms"] == {"miss": 1}


@pytest.mark.parametrize("name", ["report.pdf", "report"])
def test_a_report_of_unknown_kind_is_refused(tmp_path, name):
    with pytest.raises(UsageError, match="unknown kind of report"):
        check_path(tmp_path / name, replaces=False)


@pytest.mark.parametrize("name", ["r.json", "r.html"])
def test_a_report_replaces_nothing_but_a_report_and_only_if_asked(tmp_path, name):
    path = tmp_path / name
    check_path(path, replaces=False)
    path.write_text("<p>mine</p>")
    with pytest.raises(UsageError, match="is no report"):
        check_path(path, replaces=True)
    with Journal.open(tmp_path / "j", fingerprint="one", resume=False) as journal:
        write_report(path, journal, FACTS)

    check_path(path, replaces=True)
    with pytest.raises(UsageError, match="exists"):
        check_path(path, replaces=False)
