from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.errors import ParseError
from indictx.formats import FormatOptions, unchanged
from indictx.formats.tabular import CSV, TSV

CELL = st.text("abकি,\"'\n\r 1", max_size=6)
ROWS = st.lists(st.lists(CELL, min_size=2, max_size=4), min_size=1, max_size=5)


def written(rows, **how) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, **how).writerows(rows)
    return buffer.getvalue().encode()


def read(data: bytes, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(), newline=""), delimiter=delimiter))


@given(
    ROWS,
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_python_reads_the_same_cells_before_and_after(rows, quoting, ending):
    data = b"x,y\n" + written(rows, quoting=quoting, lineterminator=ending)
    document = CSV.parse(data, FormatOptions(header=True))

    assert document.render(unchanged(document)) == data
    got = read(document.render([f'{segment.source}, "क"' for segment in document.segments]))
    sources = {(int(s.key.split()[3]), s.source) for s in document.segments}
    for before, after in zip(read(data), got, strict=True):
        for column, (old, new) in enumerate(zip(before, after, strict=True), start=1):
            assert new == (f'{old}, "क"' if (column, old) in sources and new != old else old)


@given(
    st.lists(
        st.lists(CELL.filter(lambda c: not set(c) & set('\t\r\n"')), min_size=2, max_size=3),
        min_size=1,
        max_size=4,
    )
)
def test_raw_tables_stay_raw(rows):
    data = "".join("\t".join([*row, '"open']) + "\n" for row in rows).encode()
    document = TSV.parse(data, FormatOptions(header=False))

    got = document.render([f'"{segment.source}\t\n' for segment in document.segments])

    assert got.count(b"\n") == len(rows)
    assert got.count(b"\t") == data.count(b"\t")


@given(st.text('aक"\t\n\r ', max_size=40), st.booleans())
def test_any_text_is_a_table_of_tabs_and_comes_back_as_it_was(text, header):
    document = TSV.parse(text.encode(), FormatOptions(header=header))

    assert document.render(unchanged(document)) == text.encode()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('a\t"b\tc"\nd\te\n', ["a", "b\tc", "d", "e"]),
        ('a\t"b\nc"\nd\te\n', ["a", "b\nc", "d", "e"]),
        ('a\t"b ""c"""\nd\te\n', ["a", 'b "c"', "d", "e"]),
        ('"a"\t"b"\n', ["a", "b"]),
        ('"a\nb"\n"c"\n', ["a\nb", "c"]),
        ('"Come," he said.\tइधर\n', ['"Come," he said.', "इधर"]),
        ('a "b" c\td\n', ['a "b" c', "d"]),
        ('"I come\td\ne\tf"\n', ['"I come', "d", "e", 'f"']),
        ('a\t"b\nc\td\ne\tf"\n', ["a", '"b', "c", "d", "e", 'f"']),
        ('"a\tb"\nc\td\ne\tf\n', ['"a', 'b"', "c", "d", "e", "f"]),
    ],
)
def test_a_table_of_tabs_shows_whether_its_quotation_marks_quote(text, found):
    document = TSV.parse(text.encode(), FormatOptions(header=False))

    assert [segment.source for segment in document.segments] == found


@pytest.mark.parametrize(
    ("text", "target", "written"),
    [
        ('a "b" c\n', 'क "ख"\tग\nघ', 'क "ख" ग घ\n'),
        ('"Come," he said.\n', '"आओ," वह बोला।', '"आओ," वह बोला।\n'),
        ('"a ""b"""\n', 'क "ख"\tग', '"क ""ख""\tग"\n'),
    ],
)
def test_a_translation_is_quoted_as_its_table_of_tabs_is(text, target, written):
    document = TSV.parse(text.encode(), FormatOptions(header=False))

    assert document.render([target]).decode() == written


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [("a;b\n1,5;2\n3,5;4", ";"), ("a|b\nc|d", "|"), ("a,b\nc,d", ","), ("alone\nlines", ",")],
)
def test_the_delimiter_is_what_most_rows_agree_on(text, delimiter):
    document = CSV.parse(text.encode(), FormatOptions(header=False))

    assert [cell for row in read(text.encode(), delimiter) for cell in row if cell.isalpha()] == [
        segment.source for segment in document.segments
    ]


@pytest.mark.parametrize(
    ("text", "is_header"),
    [
        ("id,text\n1,Hello there.\n", True),
        ("The rain came.,वर्षा आई।\nThe sun set.,सूरज डूबा।\n", False),
        ("one,one\ntwo,three\n", False),
        ("1,text\n2,more\n", False),
        ("id,text\n", False),
        ("id,text\n\n", False),
        ("product_id,product_name,description\n17,Red apple,Fresh from the tree\n", True),
        ("id,text,text_hin\n1,Hello there.,नमस्ते।\n2,Yes,\n", True),
        ("srcText,tgtText\nRed apple,लाल सेब\n", True),
        ("English,हिन्दी\nRed apple,लाल सेब\n", True),
        ("string_id,text\nyes_label,Yes\nno_label,No\n", True),
        (",text,label\n0,Fresh from the tree,good\n", True),
        ("id,,text\n1,x,Fresh from the tree\n", True),
        ("text\nFresh from the tree.\nYes\n", True),
        ("text\nपेड़ से ताज़ा।\n", True),
        ("text_en\nfresh from the tree\n", True),
        ("item_1,Red apple\nitem_2,Green apple\n", False),
        ("yes_label,Yes\nno_label,No\n", False),
        ("img_1.jpg,A red apple\nimg_2.jpg,A green apple\n", False),
        ("https://a.in,Red apple\nhttps://b.in,Green apple\n", False),
        ("Red apple,लाल सेब\nGreen apple,हरा सेब\n", False),
        ("Apple,\nPear,sour\n", False),
        ("apple\npear\n", False),
        ("Apple\nA pear\n", False),
        ("सेब\nनाशपाती है।\n", False),
    ],
)
def test_a_header_is_guessed_by_its_looks(text, is_header):
    keys = [segment.key for segment in CSV.parse(text.encode(), FormatOptions()).segments]

    assert any(key.startswith("line 1 ") for key in keys) is not is_header


@given(
    st.lists(
        st.from_regex(r"[a-z]{2,8}(_[a-z]{2,8}){1,3}", fullmatch=True), min_size=1, unique=True
    ),
    st.lists(st.sampled_from(["Fresh apples", "ताज़े सेब", "17", "Yes", "2024-01-26"]), min_size=1),
)
def test_identifiers_name_columns_of_anything_else(names, column):
    header = ",".join(names)
    rows = "".join(",".join([cell] * len(names)) + "\n" for cell in column)
    document = CSV.parse(f"{header}\n{rows}".encode(), FormatOptions())

    assert not any(segment.key.startswith("line 1 ") for segment in document.segments)
    assert document.render(["क" for _ in document.segments]).decode().startswith(f"{header}\n")


@given(
    st.lists(
        st.tuples(
            st.from_regex(r"[a-z]{2,8}_[a-z0-9]{1,8}", fullmatch=True),
            st.sampled_from(["Fresh apples", "ताज़े सेब", "Yes", "Really?"]),
        ),
        min_size=2,
    )
)
def test_rows_that_all_look_alike_have_no_header(rows):
    text = "".join(f"{key},{value}\n" for key, value in rows)
    document = CSV.parse(text.encode(), FormatOptions())

    assert [segment.source for segment in document.segments] == [value for _, value in rows]


def test_what_appending_wrote_has_a_header_for_the_next_language():
    first = CSV.parse(b"id,text\n1,Hello there.\n", FormatOptions(append=True, tgt_lang="hin_Deva"))
    options = FormatOptions(append=True, tgt_lang="tam_Taml", columns=("2",))

    second = CSV.parse(first.render(["नमस्ते।"]), options)

    expected = "id,text,text_hin,text_tam\n1,Hello there.,नमस्ते।,வணக்கம்.\n"
    assert second.render(["வணக்கம்."]).decode() == expected


def test_a_column_that_is_not_there_is_named():
    with pytest.raises(ParseError, match="line 1: there is no column 'text'") as caught:
        CSV.parse(b"id,word\n1,x\n", FormatOptions(columns=("text",)))

    assert caught.value.hint == "it has id, word"


def test_columns_may_be_numbers():
    document = CSV.parse(b"a,b\nc,d\n", FormatOptions(columns=("2",), header=False))

    assert [segment.source for segment in document.segments] == ["b", "d"]


def test_appending_twice_is_refused():
    options = FormatOptions(columns=("a",), append=True, tgt_lang="hin_Deva")
    first = CSV.parse(b"a,b\nx,1\n", options)
    data = first.render(["क"])

    assert data == "a,b,a_hin\nx,1,क\n".encode()
    with pytest.raises(ParseError, match="there is a column 'a_hin' already"):
        CSV.parse(data, options)


def test_short_rows_are_filled_before_the_new_column():
    options = FormatOptions(columns=("1",), append=True, header=False)
    document = CSV.parse(b"x,1,2\ny\n\nz,3\n", options)

    assert document.render(["X", "Y", None]) == b"x,1,2,X\ny,,,Y\n\nz,3,,\n"


@pytest.mark.parametrize(
    "formula",
    [
        "=SUM(A1:A3)",
        '=B2&" ok"',
        '="Total "&B2',
        "=-Sheet1!A1*rate",
        "='My sheet'!A1&name",
        '=IF($B$2>3,"yes","no")',
        '=(B2+B3)&" cows"',
    ],
)
def test_a_formula_stays_as_it_is(formula):
    data = written([["text", "sum"], ["Good day", formula]])
    for options in (FormatOptions(), FormatOptions(append=True, columns=("text", "sum"))):
        segments = CSV.parse(data, options).segments
        assert [segment.source for segment in segments if "=" in segment.source] == []
        assert "Good day" in [segment.source for segment in segments]


@pytest.mark.parametrize(
    "text",
    ["= the same", "= B12 only", "=Stop! now", "=> see below", "=== Notes ===", "x = SUM(A1)"],
)
def test_a_sign_of_equality_alone_makes_no_formula(text):
    data = written([["text", "sum"], ["Good day", text]])

    assert text in [segment.source for segment in CSV.parse(data, FormatOptions()).segments]
