from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from indictx.evaluate.diff import segments_of, side_by_side
from indictx.evaluate.systems import Output
from indictx.evaluate.testsets import EvalSet
from indictx.languages import Pair, languages

SOURCES = ("Come in.", "Take 5 mangoes & <b>run</b>.", "Sit down.", "It is hot.")
HINDI = ("अंदर आइए।", "5 आम लीजिए & <b>भागिए</b>।", "बैठिए।", "गरमी है।")
SET = EvalSet(
    name="tea",
    pair=Pair.of("en", "hi"),
    sources=SOURCES,
    references=(HINDI,),
    domains=("home", "food", "home", "talk"),
)
FIRST = Output(system="one <1>", lines=("अंदर आइए।", HINDI[1], "बैठिए।", "है।"))
SECOND = Output(system="two", lines=("अंदर मत आइए।", "आम", "बैठिए।", "गरमी है।"))


class Page(HTMLParser):
    """What a reader sees: quotations, marked words, problems; and every address in the page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.quotes: list[str] = []
        self.marked: list[str] = []
        self.problems: list[str] = []
        self.languages: set[tuple[str | None, str | None]] = set()
        self.addresses: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.addresses += [found[key] for key in ("src", "href", "action") if key in found]
        if tag == "blockquote":
            self.quotes.append("")
            self.languages.add((found["lang"], found["dir"]))
        self.open.append("problems" if found.get("class") == "problems" else tag)

    def handle_endtag(self, tag):
        if self.open and self.open[-1] in (tag, "problems"):
            self.open.pop()

    def handle_data(self, data):
        if "blockquote" in self.open:
            self.quotes[-1] += data
        if self.open[-1:] == ["mark"]:
            self.marked.append(data)
        if self.open[-1:] == ["problems"]:
            self.problems.append(data)


def test_segments_where_the_second_system_loses_most_come_first():
    segments = segments_of(SET, FIRST, SECOND)

    assert [segment.number for segment in segments] == [2, 1, 3, 4]
    assert [segment.loss > 0 for segment in segments] == [True, True, False, False]


def test_of_equal_losses_the_worse_segment_comes_first():
    same = Output(system="same", lines=("अंदर आइए।", HINDI[1], "खड़े रहिए।", "है।"))

    numbers = [s.number for s in segments_of(SET, same, Output(system="b", lines=same.lines))]

    assert numbers[:2] == [3, 4]


def test_every_text_is_quoted_as_it_is_worst_first():
    page = Page(side_by_side(SET, FIRST, SECOND))

    assert page.quotes[:4] == [SOURCES[1], HINDI[1], HINDI[1], "आम"]
    assert len(page.quotes) == 16


def test_words_that_are_not_in_the_reference_are_marked():
    page = Page(side_by_side(SET, FIRST, SECOND))

    assert page.marked == ["मत"]


def test_problems_stand_below_their_translation():
    page = Page(side_by_side(SET, FIRST, SECOND))

    assert sorted(page.problems) == ["lost <b>, </b>; lost number 5", "negation on one side"]


def test_languages_and_directions_are_said_to_the_browser():
    urdu = EvalSet(name="u", pair=Pair.of("en", "ur"), sources=("Tea.",), references=(("چائے۔",),))
    lines = Output(system="a", lines=("چائے۔",)), Output(system="b", lines=("چا۔",))

    html = side_by_side(urdu, *lines)

    assert Page(html).languages == {("en", "ltr"), ("ur", "rtl")}
    assert '[lang="ur"]{font-family:"Noto Nastaliq Urdu"' in html


@pytest.mark.parametrize(
    "code",
    [language.bcp47 for language in languages() if language.scheduled],
)
def test_every_scheduled_language_has_named_fonts_and_a_fallback(code):
    pair = Pair.of("en", code)
    one = EvalSet(name="u", pair=pair, sources=("Tea.",))

    html = side_by_side(one, Output(system="a", lines=("x",)), Output(system="b", lines=("y",)))

    (rule,) = re.findall(rf'\[lang="{pair.target.bcp47}"\]{{font-family:([^;}}]*)', html)
    assert re.match(r'"Noto (Sans|Naskh|Nastaliq|Serif) (?!Sans)[A-Z]', rule)
    assert rule.endswith(",sans-serif")


def test_the_page_loads_nothing():
    html = side_by_side(SET, FIRST, SECOND)

    assert Page(html).addresses == []
    assert "default-src 'none'" in html
    assert "url(" not in html
    assert "://" not in html


def test_names_cannot_break_out_of_the_page():
    html = side_by_side(SET, FIRST, SECOND)

    assert "one <1>" not in html
    assert "one &lt;1&gt;" in html


def test_without_references_the_systems_are_marked_against_each_other():
    blind = EvalSet(name="blind", pair=SET.pair, sources=SOURCES)

    page = Page(side_by_side(blind, FIRST, SECOND))

    assert "मत" in page.marked
    assert page.quotes[:3] == [SOURCES[1], HINDI[1], "आम"]
    assert len(page.quotes) == 12


def test_numbers_and_loops_that_a_system_makes_up_are_shown():
    made_up = Output(
        system="made up", lines=("अंदर 7 बार आइए।", "5 आम", "बैठिए बैठिए बैठिए बैठिए बैठिए", "है")
    )

    page = Page(side_by_side(SET, FIRST, made_up))

    assert "new number 7" in page.problems
    assert "repeats itself" in page.problems
