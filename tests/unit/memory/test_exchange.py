from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.errors import InputError, ParseError
from indictx.memory import Entry
from indictx.memory.exchange import (
    Skipped,
    read_entries,
    read_tmx,
    read_tsv,
    tmx_chunks,
    tsv_chunks,
)

CODES = st.sampled_from(["eng_Latn", "hin_Deva", "mni_Mtei", "mni_Beng", "kas_Arab", "sat_Olck"])


def entries(alphabet) -> st.SearchStrategy[list[Entry]]:
    texts = st.text(alphabet, min_size=1, max_size=15).filter(str.strip).map(str.strip)
    pairs = st.lists(CODES, min_size=2, max_size=2, unique=True)
    one = st.builds(
        lambda source, target, codes, fingerprint: Entry(
            source=source,
            target=target,
            src_lang=codes[0],
            tgt_lang=codes[1],
            fingerprint=fingerprint,
        ),
        texts,
        texts,
        pairs,
        st.sampled_from(["", "0a1b"]),
    )
    return st.lists(one, max_size=5)


WRITABLE = st.characters(exclude_categories=["Cs"])
IN_XML = st.characters(
    exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"
) | st.sampled_from("\t\n\r\x85")


def tmx(body: str, header: str = 'srclang="en"') -> io.BytesIO:
    text = (
        f'<?xml version="1.0"?>\n<tmx version="1.4"><header {header}/>\n<body>{body}</body></tmx>'
    )
    return io.BytesIO(text.encode())


@given(entries(IN_XML))
def test_tmx_gives_back_what_was_written(written):
    skipped = Skipped()

    data = b"".join(tmx_chunks(written, skipped))

    assert list(read_tmx(io.BytesIO(data), skipped)) == written
    assert skipped.counts == {}


@given(entries(WRITABLE))
def test_tsv_gives_back_what_was_written(written):
    assert list(read_tsv(io.BytesIO(b"".join(tsv_chunks(written))), Skipped())) == written


@pytest.mark.parametrize("fingerprint", ["", "f"])
def test_what_people_made_has_no_white_space_at_its_ends(fingerprint):
    cells = ["en", "hi", " seed ", " बीज ", fingerprint]
    table = "\t".join(["src_lang", "tgt_lang", "source", "target", "fingerprint"])

    (entry,) = read_tsv(io.BytesIO(f"{table}\n{chr(9).join(cells)}\n".encode()), Skipped())

    assert (entry.source, entry.target) == ((" seed ", " बीज ") if fingerprint else ("seed", "बीज"))


def test_tmx_leaves_out_what_xml_cannot_hold():
    skipped = Skipped()
    written = [Entry(source="a\0", target="ख", src_lang="eng_Latn", tgt_lang="hin_Deva")]

    data = b"".join(tmx_chunks(written, skipped))

    assert list(read_tmx(io.BytesIO(data), Skipped())) == []
    assert skipped.counts == {"characters that XML cannot hold": 1}


def test_each_other_language_of_a_unit_is_an_entry():
    body = (
        '<tu><tuv xml:lang="hi-IN"><seg>बीज</seg></tuv><tuv xml:lang="EN-us"><seg>seed</seg></tuv>'
        '<tuv lang="ta"><seg>விதை</seg></tuv></tu>'
    )

    found = list(read_tmx(tmx(body), Skipped()))

    assert [(one.source, one.src_lang, one.target, one.tgt_lang) for one in found] == [
        ("seed", "eng_Latn", "बीज", "hin_Deva"),
        ("seed", "eng_Latn", "விதை", "tam_Taml"),
    ]
    assert {one.fingerprint for one in found} == {""}


def test_units_with_inline_codes_and_unknown_languages_are_counted_and_left_out():
    body = (
        '<tu><tuv xml:lang="en"><seg>a <ph>x</ph></seg></tuv><tuv xml:lang="hi"><seg>ए</seg></tuv></tu>'
        '<tu><tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="qqq"><seg>b</seg></tuv></tu>'
    )
    skipped = Skipped()

    assert list(read_tmx(tmx(body), skipped)) == []
    assert skipped.counts == {"inline markup": 1, "language 'qqq'": 1}


def test_lines_of_a_table_in_unknown_languages_are_counted_and_left_out():
    table = b"src_lang\ttgt_lang\tsource\ttarget\nen\tqqq\ta\tb\nqq\thi\ta\tb\nen\thi\tseed\tx\n"
    skipped = Skipped()

    (entry,) = read_tsv(io.BytesIO(table), skipped)

    assert entry.source == "seed"
    assert skipped.counts == {"language 'qqq'": 1, "language 'qq'": 1}


@pytest.mark.parametrize(
    ("name", "data", "complaint"),
    [
        ("m.tmx", b"<tmx>\n<body><tu></body></tmx>", "m.tmx, line 2: mismatched tag"),
        ("m.tmx", b"<html/>", "m.tmx: its root is 'html', expected 'tmx'"),
        ("m.tmx", b'<!DOCTYPE tmx [<!ENTITY a "b">]><tmx/>', "m.tmx: it declares entities"),
        ("m.tsv", b"source\ttarget\n", "m.tsv, line 1: unknown columns"),
        (
            "m.tsv",
            b"src_lang\ttgt_lang\tsource\ttarget\nen\thi\ta\n",
            "m.tsv, line 2: 3 columns, expected 4 or 5",
        ),
        ("m.tsv", b"\xff\n", "m.tsv, line 1: it is not UTF-8"),
    ],
)
def test_what_is_broken_is_said_with_file_and_line(tmp_path, name, data, complaint):
    path = tmp_path / name
    path.write_bytes(data)

    with pytest.raises(ParseError) as caught:
        list(read_entries(path, Skipped()))

    assert complaint in str(caught.value)


@pytest.mark.parametrize("name", ["no-such.tmx", "m.csv"])
def test_a_file_that_cannot_be_read_is_named(tmp_path, name):
    with pytest.raises(InputError, match=name):
        list(read_entries(tmp_path / name, Skipped()))
