from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.formats import FormatOptions, unchanged
from indictx.formats._layout import width
from indictx.formats.ass import ASS
from indictx.formats.subtitles import SRT, VTT

WORD = st.text("abकेনু.,!।", min_size=1, max_size=6)
LINE = st.lists(WORD, min_size=1, max_size=6).map(" ".join)
CUE = st.lists(LINE, min_size=1, max_size=3).map("\n".join)


def clock(ms: int, mark: str) -> str:
    seconds, ms = divmod(ms, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{mark}{ms:03}"


def srt(*texts: str, gap_ms: int = 100) -> bytes:
    cues = []
    for number, text in enumerate(texts):
        start = number * (2000 + gap_ms)
        cues.append(f"{number + 1}\n{clock(start, ',')} --> {clock(start + 2000, ',')}\n{text}\n")
    return "\n".join(cues).encode()


def sources(data: bytes, **options) -> list[str]:
    return [segment.source for segment in SRT.parse(data, FormatOptions(**options)).segments]


@given(st.lists(CUE, min_size=1, max_size=6), st.booleans(), st.integers(8, 42))
def test_times_and_the_number_of_cues_never_change(texts, join_cues, longest):
    data = srt(*texts)
    document = SRT.parse(data, FormatOptions(join_cues=join_cues, width=longest))

    got = document.render(["एक दो तीन चार पाँच छह सात आठ नौ दस ग्यारह" for _ in document.segments])

    frame = re.compile(r"^\d+\n.*-->.*$", re.MULTILINE)
    assert document.render(unchanged(document)) == data
    assert frame.findall(got.decode()) == frame.findall(data.decode())
    for line in got.decode().splitlines():
        if line.startswith("एक"):
            assert width(line) <= max(longest, 7)


@given(st.lists(CUE, min_size=2, max_size=6))
def test_joined_or_not_the_words_are_the_same(texts):
    data = srt(*texts)

    assert " ".join(sources(data)) == " ".join(sources(data, join_cues=False))


@pytest.mark.parametrize(
    ("texts", "gap_ms", "found"),
    [
        (["When it rains,", "we sow."], 100, ["When it rains, we sow."]),
        (["It rains.", "We sow."], 100, ["It rains.", "We sow."]),
        (["बारिश होती है।", "हम बोते हैं।"], 100, ["बारिश होती है।", "हम बोते हैं।"]),
        (["When it rains,", "we sow."], 2000, ["When it rains,", "we sow."]),
        (["When it rains,", "- we sow."], 100, ["When it rains,", "we sow."]),
        (["- When it rains,", "we sow."], 100, ["When it rains, we sow."]),
        (
            ["When it rains,", "[thunder]", "we sow."],
            100,
            ["When it rains,", "[thunder]", "we sow."],
        ),
        (["When it rains [or", "snows] we sow."], 100, ["When it rains [or snows] we sow."]),
        (["- One?\n- Two."], 100, ["One?", "Two."]),
        (["<i>When it rains,</i>", "<i>we sow.</i>"], 100, ["When it rains, we sow."]),
        (["When <i>it</i> rains,", "we sow."], 100, ["When <g1>it</g1> rains,", "we sow."]),
        (
            ["no stops here", "and none here", "or here"],
            0,
            ["no stops here", "and none here", "or here"],
        ),
        (["temperature is -5", "degrees today."], 0, ["temperature is -5 degrees today."]),
    ],
)
def test_sentences_are_joined_where_one_voice_goes_on(texts, gap_ms, found):
    assert sources(srt(*texts, gap_ms=gap_ms)) == found


def test_tags_around_joined_cues_stay_with_their_cue():
    data = srt("<i>When it rains,</i>", "<b>we sow.</b>")

    got = SRT.parse(data, FormatOptions()).render(["जब बारिश होती है, हम बोते हैं।"])

    assert re.findall(r"<.>.*", got.decode()) == ["<i>जब बारिश होती है,</i>", "<b>हम बोते हैं।</b>"]


def test_the_limit_is_two_lines_a_cue():
    data = srt("When it rains,", "we sow.")

    segment = SRT.parse(data, FormatOptions(width=30)).segments[0]

    assert (segment.key, segment.limit) == ("cues 1-2", 120)


def test_unicode_arrows_and_numbers_in_texts_are_no_cues():
    data = srt("A --> B\n12")

    assert sources(data) == ["A --> B 12"]


@pytest.mark.parametrize(
    ("raw", "found", "written"),
    [
        ("- Hello!", ["Hello!"], "- [1]"),
        ("- Hello!\n- Hi.", ["Hello!", "Hi."], "- [1]\n- [2]"),
        ("-Hello!\n-Hi.", ["Hello!", "Hi."], "-[1]\n-[2]"),
        ("Hello!\n– Hi,\nall.", ["Hello!", "Hi, all."], "[1]\n– [2]"),
        ("— नमस्ते।\n— आइए।", ["नमस्ते।", "आइए।"], "— [1]\n— [2]"),
        ("<i>- Hello!</i>\n<i>- Hi.</i>", ["Hello!", "Hi."], "<i>- [1]</i>\n<i>- [2]</i>"),
        ("<i>- Hello!\n- Hi.</i>", ["Hello!", "Hi."], "<i>- [1]\n- [2]</i>"),
        ("{\\an8}- Hello!\n- Hi.", ["Hello!", "Hi."], "{\\an8}- [1]\n- [2]"),
        ("\u200f- سلام\u200f\n\u200f- ہاں", ["سلام\u200f", "ہاں"], "\u200f- [1]\n\u200f- [2]"),
        ("It is\n-5 degrees.", ["It is -5 degrees."], "[1]"),
        ("- -", [], "- -"),
    ],
)
def test_the_dash_of_a_voice_is_not_translated_and_stays_on_its_line(raw, found, written):
    document = SRT.parse(srt(raw), FormatOptions())

    assert [segment.source for segment in document.segments] == found
    got = document.render([f"[{number + 1}]" for number in range(len(found))])
    assert got == srt(written)


def test_voices_of_vtt_and_ass_keep_their_dashes_behind_their_tags():
    vtt = b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Asha>- Hello!\n<v Ravi>- Hi.\n"
    ass = (
        b"[Events]\nFormat: Layer, Start, End, Text\n"
        b"Dialogue: 0,0:00:01.00,0:00:02.00,{\\i1}- Hello!\\N- Hi.{\\i0}\n"
    )

    for form, data in ((VTT, vtt), (ASS, ass)):
        document = form.parse(data, FormatOptions())
        assert [segment.source for segment in document.segments] == ["Hello!", "Hi."]
        got = document.render(["सुनो!", "हाँ।"])
        assert got == data.replace(b"Hello!", "सुनो!".encode()).replace(b"Hi.", "हाँ।".encode())


def vtt(*texts: str) -> bytes:
    cues = [
        f"{clock(2000 * number, '.')} --> {clock(2000 * number + 1900, '.')}\n{text}\n"
        for number, text in enumerate(texts)
    ]
    return "\n".join(["WEBVTT\n", *cues]).encode()


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("<v Ram>Good day</v>\n<v Sita>Come in</v>", ["Good day", "Come in"]),
        ("<v Ram>Good day\n<v Sita>Come in", ["Good day", "Come in"]),
        ("<v.loud Ram>Good\nday</v>\n<i><v Sita>Come in</v></i>", ["Good day", "Come in"]),
        ("Good day\n<v Sita>Come in</v>", ["Good day", "Come in"]),
        ("<v Ram>Good\n<v Ram>day", ["Good <x1/>day"]),
        ("<c.red>Good day</c>\n<c.cyan>Come in</c>", ["Good day", "Come in"]),
        ("<c.red>Good</c> day\n<c.cyan>to</c> you", ["<g1>Good</g1> day <g2>to</g2> you"]),
        ("RAM: Good day.\nSITA: Come in.", ["RAM: Good day.", "SITA: Come in."]),
    ],
)
def test_voices_of_vtt_are_segments_of_their_own_on_lines_of_their_own(raw, found):
    document = VTT.parse(vtt(raw), FormatOptions())

    assert [segment.source for segment in document.segments] == found
    got = VTT.parse(
        document.render([f"{text} +" for text in found]), FormatOptions(join_cues=False)
    )
    assert [segment.source for segment in got.segments] == [f"{text} +" for text in found]


@pytest.mark.parametrize(
    ("raw", "written"),
    [
        (
            '<font color="red">Good day</font>\n<font color="blue">Come in</font>',
            '<font color="red">[1]</font>\n<font color="blue">[2]</font>',
        ),
        (
            "{\\an8}<font color=a>Good\nday</font>\n<font color=b>Come\nin</font>",
            "{\\an8}<font color=a>[1]</font>\n<font color=b>[2]</font>",
        ),
        ("<font color=a>Good\n<font color=b>Come", "<font color=a>[1]\n<font color=b>[2]"),
        ("<font color=a>Good</font> day,\n<font color=b>Ram</font>", "[1]"),
        ("<i>It is good</i>\n<i>that you came</i>", "[1]"),
        ("RAM: Good day.\nSITA: Come in.", "[1]\n[2]"),
        ("Dr. Rao: Good\nday to you.\nSita: Come in", "[1]\n[2]"),
        ("राम: नमस्ते\nसीता: आइए", "[1]\n[2]"),
        ("Good day.\n<b>SITA</b>: Come in.", "[1]\n[2]"),
        ("He works at\nBBC: it is big", "[1]"),
        ("Ram: It is\nso: come", "[1]"),
        ("Ram: It is\n10: 30 now", "[1]"),
        ("He said:\nCome in", "[1]"),
    ],
)
def test_lines_of_other_colors_or_names_are_other_voices(raw, written):
    document = SRT.parse(srt(raw), FormatOptions())

    got = document.render([f"[{number + 1}]" for number in range(len(document.segments))])

    tag = r"<[^>]*>" if "<" not in written else r"\Z\A"
    assert re.sub(tag, "", got.decode()) == srt(written).decode()


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["<v Ram>When it rains,</v>", "<v Sita>we sow.</v>"], ["When it rains,", "we sow."]),
        (["<v Ram>When it rains,</v>", "<v Ram>we sow.</v>"], ["When it rains, we sow."]),
        (["<v Ram>When it rains,</v>", "we sow."], ["When it rains, we sow."]),
        (["RAM: When it rains,", "SITA: we sow."], ["RAM: When it rains,", "SITA: we sow."]),
    ],
)
def test_a_sentence_does_not_go_on_in_another_voice(texts, found):
    document = VTT.parse(vtt(*texts), FormatOptions())

    assert [segment.source for segment in document.segments] == found


@given(LINE)
def test_vtt_escapes_what_it_has_to(text):
    data = f"WEBVTT\n\n00:01.000 --> 00:02.000\nकx {text}\n".encode()
    document = VTT.parse(data, FormatOptions())

    got = document.render(["a < b & <c> --> d"])

    again = VTT.parse(got, FormatOptions())
    assert [s.source for s in again.segments] == ["a < b & <c> --> d"]


def test_vtt_ignores_text_after_its_signature_and_numbers_of_cues():
    data = "WEBVTT title\n\nchapter one\n00:01.000 --> 00:02.000\nकथा\n".encode()

    assert [s.source for s in VTT.parse(data, FormatOptions()).segments] == ["कथा"]


@pytest.mark.parametrize(
    ("raw", "source", "target", "written"),
    [
        ("One\\Ntwo", "One two", "एक दो", "एक दो"),
        ("{\\i1}One{\\i0} two", "<g1>One</g1> two", "दो <g1>एक</g1>", "दो {\\i1}एक{\\i0}"),
        ("a {\\b700}b{\\b}", "a <g1>b</g1>", "<g1>ख</g1> क", "{\\b700}ख{\\b} क"),
        ("{\\an8\\u1}One{\\u0} two", "<g1>One</g1> two", "<g1>एक</g1>", "{\\an8}{\\u1}एक{\\u0}"),
        (
            "{\\i1\\b1}One{\\i0\\b0} two",
            "<g1>One</g1> two",
            "<g1>एक</g1> दो",
            "{\\i1\\b1}एक{\\i0\\b0} दो",
        ),
        (
            "{\\i1}a {\\s1}b{\\s0\\i0} c",
            "<g1>a <g2>b</g2></g1> c",
            "<g1><g2>ख</g2> क</g1>",
            "{\\i1}{\\s1}ख{\\s0} क{\\i0}",
        ),
        (
            "{\\i1}a{\\i0\\b1}b{\\b0}c",
            "<g1>a</g1><g2>b</g2>c",
            "<g2>ख</g2><g1>क</g1>",
            "{\\b1}ख{\\b0}{\\i1}क{\\i0}",
        ),
        ("{\\an8\\i1}One{\\i0\\fad(0,9)}", "One", "एक", "{\\an8\\i1}एक{\\i0\\fad(0,9)}"),
        ("{\\i1}{\\i0}One two", "One two", "एक", "{\\i1}{\\i0}एक"),
        ("a {\\c&HFF&}b", "a <x1/>b", "क <x1/>ख", "क {\\c&HFF&}ख"),
        ("a {\\t(0,9,\\b1\\i1)}b{\\b0}", "a <x1/>b", "<x1/>ख", "{\\t(0,9,\\b1\\i1)}ख{\\b0}"),
        ("Rs.\\h5 only", "Rs.\u00a05 only", "केवल ₹\u00a05", "केवल ₹\\h5"),
        ("a, b, c", "a, b, c", "क, ख", "क, ख"),
    ],
)
def test_ass_text_is_all_behind_the_last_comma_of_its_format(raw, source, target, written):
    head = "[Events]\nFormat: Layer, Start, End, Text\nDialogue: 0,0:00:01.00,0:00:02.00,"
    document = ASS.parse(f"{head}{raw}\n".encode(), FormatOptions())

    assert [s.source for s in document.segments] == [source]
    assert document.render([target]).decode() == f"{head}{written}\n"


@given(
    st.lists(
        st.one_of(
            WORD,
            st.lists(
                st.sampled_from(["\\i1", "\\i0", "\\b1", "\\b0", "\\b", "\\an8", "\\c&HFF&"]),
                min_size=1,
                max_size=3,
            ).map(lambda tags: "{" + "".join(tags) + "}"),
        ),
        min_size=1,
        max_size=8,
    ).map("".join)
)
def test_a_rewritten_ass_line_formats_each_letter_as_before(raw):
    head = "[Events]\nFormat: Layer, Start, End, Text\nDialogue: 0,0:00:01.00,0:00:02.00,"
    document = ASS.parse(f"{head}{raw}\n".encode(), FormatOptions())

    assert document.render(unchanged(document)) == f"{head}{raw}\n".encode()
    assert document.flags(unchanged(document)) == [() for _ in document.segments]
    got = document.render([f"{s.source}\u200b" for s in document.segments]).decode()
    assert looks(got.removeprefix(head).rstrip("\n")) == looks(raw)


def looks(raw: str) -> list[tuple[str, str, str]]:
    """Return each letter with its italics and weight."""
    found = []
    state = {"i": "0", "b": "0"}
    for tags, letter in re.findall(r"(\{[^}]*\})|([^\u200b])", raw):
        state |= {name: value or "0" for name, value in re.findall(r"\\([ib])(\d*)(?=[\\}])", tags)}
        if letter:
            found.append((letter, state["i"], state["b"]))
    return found
