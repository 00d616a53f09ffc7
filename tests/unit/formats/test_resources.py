"""Android strings, Java properties, XLIFF and TMX."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.errors import ParseError, UsageError
from indictx.formats import FormatOptions, unchanged
from indictx.formats.android import ANDROID, unescape
from indictx.formats.properties import PROPERTIES
from indictx.formats.tmx import TMX
from indictx.formats.xliff import XLIFF

TARGET = st.text("abकே🙏'\"\\@?<&{}%=:#! \t\n\u00a0", min_size=1, max_size=12).filter(
    lambda text: text == text.strip() and text.strip()
)


def android(body: str):
    return ANDROID.parse(f"<resources>{body}</resources>".encode(), FormatOptions())


@given(TARGET)
def test_an_android_string_reads_back(target):
    document = android('<string name="a">One</string>')

    root = ElementTree.fromstring(document.render([target]).decode())

    assert unescape(root[0].text or "") == target


@pytest.mark.parametrize(
    ("raw", "source"),
    [
        (r"Don\'t", "Don't"),
        (r"a\nb", "a\nb"),
        ("a   b\n c", "a b c"),
        ('"a   b"', "a   b"),
        (r"\u0915\u093e", "का"),
        (r"\ud83d\ude4f x", "🙏 x"),
        ("<b>a</b> c", "<g1>a</g1> c"),
        ('a <xliff:g id="x">%s</xliff:g> c', "a <x1/> c"),
    ],
)
def test_android_escapes_are_read(raw, source):
    body = f'<string name="a" xmlns:xliff="u">{raw}</string>'

    assert [s.source for s in android(body).segments] == [source]


@pytest.mark.parametrize(
    ("raw", "written"),
    [
        (r"\u0020One", r"\u0020एक"),
        (r"One:\u0020", r"एक\u0020"),
        (r" \u0020\u0020One\n", r" \u0020\u0020एक\n"),
        ('"One "', r"एक\u0020"),
        (r"<b>\u0020One</b>\u0020", r"<b>\u0020एक</b>\u0020"),
        (r"One\u0020%s", r"एक"),
        (" One ", " एक "),
        (r"<![CDATA[\u0020One\u0020]]>", r"<![CDATA[\u0020एक\u0020]]>"),
        ("<![CDATA[\n  One\\n\n]]>", "<![CDATA[\n  एक\\n\n]]>"),
    ],
)
def test_white_space_at_the_ends_of_an_android_string_stays_as_it_means(raw, written):
    got = android(f'<string name="a">{raw}</string>').render(["एक"]).decode()

    assert got == f'<resources><string name="a">{written}</string></resources>'


@given(
    st.lists(st.sampled_from([" ", "\n", r"\u0020", r"\n", r"\t", '" "']), max_size=4),
    st.lists(st.sampled_from([" ", "\n", r"\u0020", r"\n", r"\t", '" "']), max_size=4),
    st.booleans(),
)
def test_a_translation_means_the_white_space_that_its_android_string_meant(before, after, is_cdata):
    def meant(raw: str) -> str:
        # The runtime strips what is layout only.
        return unescape(re.sub(r"\A[ \n]+|[ \n]+\Z", "", raw), kept_space="_")

    def body(text: str) -> str:
        raw = "".join(before) + text + "".join(after)
        return f"<![CDATA[{raw.replace(chr(34), '')}]]>" if is_cdata else raw

    got = android(f'<string name="a">{body("One")}</string>').render(["एक"]).decode()

    (string,) = ElementTree.fromstring(got)
    (expected,) = ElementTree.fromstring(f"<resources><string>{body('एक')}</string></resources>")
    assert meant(string.text or "") == meant(expected.text or "")


@pytest.mark.parametrize(
    "body",
    [
        '<string name="a" translatable="false">One</string>',
        '<string name="a">@string/other</string>',
        '<string name="a">?attr/colorPrimary</string>',
        '<string name="a">%1$s</string>',
        '<color name="a">red</color>',
    ],
)
def test_what_is_no_language_stays(body):
    assert android(body).segments == ()


def java_value(raw: str) -> str:
    """Read a value as java.util.Properties does."""
    joined = re.sub(r"\\\n[ \t\f]*", "", raw)
    units = re.sub(
        r"\\(u[0-9a-fA-F]{4}|.)",
        lambda m: (
            chr(int(m[1][1:], 16))
            if len(m[1]) > 1
            else {"n": "\n", "t": "\t", "r": "\r", "f": "\f"}.get(m[1], m[1])
        ),
        joined,
        flags=re.DOTALL,
    )
    return units.encode("utf-16", "surrogatepass").decode("utf-16")


@given(TARGET)
def test_a_property_reads_back(target):
    document = PROPERTIES.parse(b"# note\na.b = One\nc=Two\n", FormatOptions())

    got = document.render([target, None]).decode("ascii")

    match = re.fullmatch(r"# note\na\.b = (.*)\nc=Two\n", got)
    assert match
    assert java_value(match[1]) == target


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("a=One", "One"),
        ("a : One", "One"),
        ("a One two", "One two"),
        ("a\\ b=One", "One"),
        ("a=One \\\n   two", "One two"),
        ("a=It''s {0}", "It's {0}"),
        ("a=It's {0}", "It's {0}"),
        ("a=It''s", "It''s"),
        ("a=\\u0915\\u093e", "का"),
    ],
)
def test_properties_are_read_as_java_does(line, source):
    assert [s.source for s in PROPERTIES.parse(line.encode(), FormatOptions()).segments] == [source]


def test_apostrophes_of_a_message_format_are_doubled():
    document = PROPERTIES.parse(b"a=It''s {0}", FormatOptions())

    assert document.render(["{0}'s"]) == b"a={0}''s"


def test_a_file_with_letters_beyond_ascii_gets_more_of_them():
    document = PROPERTIES.parse("a=क\nb=One".encode(), FormatOptions())

    assert document.render([None, "एक"]) == "a=क\nb=एक".encode()


def xliff(unit: str, version: str = "1.2") -> bytes:
    return f'<xliff version="{version}"><file target-language="hi">{unit}</file></xliff>'.encode()


@given(TARGET)
def test_an_xliff_target_reads_back(target):
    data = xliff("<trans-unit id='1'><source>One</source></trans-unit>")
    document = XLIFF.parse(data, FormatOptions())

    root = ElementTree.fromstring(document.render([target]).decode())

    found = root.find(".//target")
    assert found is not None
    assert found.text == target
    assert document.render(unchanged(document)) == data


@pytest.mark.parametrize(
    ("target", "is_open"),
    [
        ("", True),
        ("<target/>", True),
        ("<target state='new'>x</target>", True),
        ("<target state='needs-translation'/>", True),
        ("<target state='final'>x</target>", False),
        ("<target>x</target>", False),
    ],
)
def test_units_without_translation_are_segments(target, is_open):
    data = xliff(f"<trans-unit id='1'><source>One</source>{target}</trans-unit>")

    document = XLIFF.parse(data, FormatOptions())

    assert bool(document.segments) is is_open
    assert len(XLIFF.parse(data, FormatOptions(all_entries=True)).segments) == 1


def test_the_state_says_that_a_machine_translated_it():
    data = xliff("<trans-unit id='1'><source>One</source><target state='new' a='b'/></trans-unit>")

    got = XLIFF.parse(data, FormatOptions()).render(["एक"]).decode()

    assert "<target state='needs-review-translation' a='b'>एक</target>" in got


def test_xliff_2_keeps_the_state_on_the_segment():
    unit = "<unit id='u'><segment state='initial'><source>One</source><target/></segment></unit>"

    got = (
        XLIFF.parse(xliff(unit, "2.0"), FormatOptions(tgt_lang="hin_Deva")).render(["एक"]).decode()
    )

    assert "<segment state='translated'><source>One</source><target>एक</target></segment>" in got
    assert '<xliff trgLang="hi" version="2.0">' in got


@pytest.mark.parametrize(
    ("version", "unit", "found"),
    [
        ("1.2", "<group translate='no'>{}</group>", []),
        ("1.2", "<group translate='no'><group>{}</group></group>", []),
        ("1.2", "<group translate='no'><group translate='yes'>{}</group></group>", ["One"]),
        ("1.2", "<group translate='yes'>{}</group>", ["One"]),
        ("2.0", "<group translate='no'>{}</group>", []),
        ("2.0", "<group translate='no'><group translate='yes'>{}</group></group>", ["One"]),
    ],
)
def test_units_stay_by_the_word_of_the_nearest_group(version, unit, found):
    body = {
        "1.2": "<trans-unit id='1'><source>One</source></trans-unit>",
        "2.0": "<unit id='1'><segment><source>One</source></segment></unit>",
    }
    data = xliff(unit.format(body[version]), version)

    document = XLIFF.parse(data, FormatOptions())

    assert [segment.source for segment in document.segments] == found
    assert document.render([None for _ in found]) == data


def test_a_whole_file_of_xliff_stays():
    unit = b"<unit id='1'><segment><source>One</source></segment></unit>"
    data = b"<xliff version='2.0'><file translate='no'>" + unit + b"</file></xliff>"

    assert not XLIFF.parse(data, FormatOptions()).segments


@pytest.mark.parametrize(
    ("version", "raw", "source"),
    [
        ("1.2", "a <mrk mtype='protected'>b <g id='1'>c</g></mrk> d", "a <x1/> d"),
        ("1.2", "a <mrk mtype='term'>b</mrk> c", "a <g1>b</g1> c"),
        ("1.2", "<mrk mtype='protected'>a</mrk>", None),
        ("2.0", "a <mrk id='1' translate='no'>b</mrk> c", "a <x1/> c"),
        ("2.0", "a <mrk id='1' translate='yes'>b</mrk> c", "a <g1>b</g1> c"),
        ("2.0", "a <sm id='1' translate='no'/>b<ph id='2'/> c<em startRef='1'/> d", "a <x1/> d"),
        ("2.0", "a <sm id='1' translate='no'/>b", "a <x1/>b"),
    ],
)
def test_what_a_mark_protects_stays_as_it_is(version, raw, source):
    unit = (
        f"<trans-unit id='1'><source>{raw}</source></trans-unit>"
        if version == "1.2"
        else f"<unit id='1'><segment><source>{raw}</source></segment></unit>"
    )

    document = XLIFF.parse(xliff(unit, version), FormatOptions())

    assert [segment.source for segment in document.segments] == ([source] if source else [])
    if source:
        assert f">{raw}</target>" in document.render([source]).decode()


def tmx(unit: str) -> bytes:
    return f'<tmx version="1.4"><header srclang="en"/><body><tu>{unit}</tu></body></tmx>'.encode()


@pytest.mark.parametrize(
    ("tag", "tgt_lang", "is_there"),
    [
        ("hi", "hin_Deva", True),
        ("HI-in", "hin_Deva", True),
        ("hin", "hin_Deva", True),
        ("mr", "hin_Deva", False),
        ("mni-Mtei", "mni_Mtei", True),
        ("mni-Mtei", "mni_Beng", False),
        ("nonsense", "hin_Deva", False),
    ],
)
def test_variants_are_found_by_any_tag_of_their_language(tag, tgt_lang, is_there):
    data = tmx(f'<tuv xml:lang="en"><seg>One</seg></tuv><tuv xml:lang="{tag}"><seg>x</seg></tuv>')

    assert bool(TMX.parse(data, FormatOptions(tgt_lang=tgt_lang)).segments) is not is_there


def test_a_memory_needs_a_target_language():
    with pytest.raises(UsageError):
        TMX.parse(tmx(""), FormatOptions())


def test_a_target_is_written_into_an_empty_seg():
    data = tmx('<tuv xml:lang="en"><seg>One</seg></tuv><tuv xml:lang="hi"><seg/></tuv>')

    got = TMX.parse(data, FormatOptions(tgt_lang="hin_Deva")).render(["एक & दो"]).decode()

    assert '<tuv xml:lang="hi"><seg>एक &amp; दो</seg></tuv>' in got


def test_another_root_is_refused():
    with pytest.raises(ParseError, match="neither XLIFF 1 nor 2"):
        XLIFF.parse(b"<tmx version='1.4'/>", FormatOptions())
