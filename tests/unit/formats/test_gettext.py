from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.formats import FormatOptions, unchanged
from indictx.formats._catalog import quote, read_entries, unescape
from indictx.formats._plurals import count_of, plural_forms
from indictx.formats.gettext import PO
from indictx.languages import languages

TEXT = st.text('abकே"\\\n\t\r %s', max_size=12)


def catalog(*entries: str, header: str = "") -> bytes:
    head = f'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n{header}"\n\n'
    return (head + "\n\n".join(entries) + "\n").encode()


@given(TEXT)
def test_a_quoted_string_reads_back(value):
    entries = read_entries(f'msgid "x"\nmsgstr {quote(value, chr(10))}\n')

    assert entries[0].texts["msgstr"].value == value


@pytest.mark.parametrize(
    ("raw", "value"), [(r"\x41\102\n\q", "AB\nq"), (r"\\n", r"\n"), (r"a\"b", 'a"b')]
)
def test_escapes_are_read_as_in_c(raw, value):
    assert unescape(raw) == value


@given(st.lists(st.tuples(TEXT.filter(str.strip), TEXT), min_size=1, max_size=4))
def test_only_untranslated_messages_are_segments(pairs):
    data = catalog(
        *(
            f"msgctxt {quote(str(n), chr(10))}\nmsgid {quote(source, chr(10))}\nmsgstr {quote(target, chr(10))}"
            for n, (source, target) in enumerate(pairs)
        )
    )

    document = PO.parse(data, FormatOptions())
    everything = PO.parse(data, FormatOptions(all_entries=True))

    assert [s.source for s in document.segments] == [s for s, t in pairs if not t]
    assert [s.source for s in everything.segments] == [s for s, _ in pairs]
    assert document.render(unchanged(document)) == data
    assert everything.render(unchanged(everything)) == data


@pytest.mark.parametrize(
    ("source", "target", "written"),
    [("a\n", "क", "क\n"), ("\na", "क\n", "\nक"), ("a", "\nक", "क"), ("a\n", "", "")],
)
def test_a_target_begins_and_ends_with_a_line_break_where_its_source_does(source, target, written):
    data = catalog(f'msgid {quote(source, chr(10))}\nmsgstr ""')

    got = PO.parse(data, FormatOptions()).render([target])

    assert read_entries(got.decode())[1].texts["msgstr"].value == written


@pytest.mark.parametrize("tgt_lang", [each.code for each in languages()])
def test_every_language_has_plural_forms(tgt_lang):
    assert count_of(plural_forms(tgt_lang)) in {2, 3}


@pytest.mark.parametrize(
    ("locale", "written"),
    [("", " ur"), (" en", " ur"), (" en_GB", " ur"), (" LANGUAGE", " ur"), (" hi", " hi")],
)
def test_a_catalog_of_the_source_language_becomes_one_of_the_target(locale, written):
    data = f'msgid ""\nmsgstr "Language:{locale}\\n"\n\nmsgid "a"\nmsgstr ""\n'
    options = FormatOptions(src_lang="eng_Latn", tgt_lang="urd_Arab")

    got = PO.parse(data.encode(), options).render(["ا"]).decode()

    assert f'"Language:{written}\\n"' in got


def test_a_missing_form_is_added():
    data = catalog('msgid "a"\nmsgid_plural "b"\nmsgstr[0] ""\nmsgstr[1] ""')
    document = PO.parse(data, FormatOptions(tgt_lang="sat_Olck"))

    got = document.render(["ᱚ", "ᱛ", "ᱜ"]).decode()

    assert [s.source for s in document.segments] == ["a", "b", "b"]
    assert 'msgstr[0] "ᱚ"\nmsgstr[1] "ᱛ"\nmsgstr[2] "ᱜ"' in got
    assert "nplurals=3" in got


def test_a_catalog_with_one_form_is_translated_from_the_plural():
    data = catalog(
        'msgid "a"\nmsgid_plural "b"\nmsgstr[0] ""', header="Plural-Forms: nplurals=1; plural=0;\\n"
    )

    assert [s.source for s in PO.parse(data, FormatOptions()).segments] == ["b"]


def test_comments_and_contexts_help_to_translate():
    data = catalog('#. on a button\n#. short\n#: a.c:1\nmsgctxt "menu"\nmsgid "Open"\nmsgstr ""')

    assert PO.parse(data, FormatOptions()).segments[0].context == "menu; on a button; short"


def test_a_catalog_may_declare_another_encoding():
    data = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=ISO-8859-1\\n"\n\nmsgid "é"\nmsgstr ""\n'
    document = PO.parse(data.encode("latin-1"), FormatOptions())

    assert document.segments[0].source == "é"
    assert document.render(["É"]).decode("latin-1").endswith('msgstr "É"\n')
