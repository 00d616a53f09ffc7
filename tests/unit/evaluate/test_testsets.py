from __future__ import annotations

import os
import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.errors import InputError, UsageError
from indictx.evaluate import testsets
from indictx.evaluate.testsets import open_testset
from indictx.languages import Pair, language
from indictx.text.detect import script_of

ENGLISH = ["Come in.", "Sit down.", "Drink some tea."]
HINDI = ["अंदर आइए।", "बैठिए।", "चाय पीजिए।"]
TAMIL = ["உள்ளே வாருங்கள்.", "உட்காருங்கள்.", "தேநீர் குடியுங்கள்."]
EN_HI = Pair.of("en", "hi")


def write(path: Path, lines: list[str], *, end: str = "\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes("".join(f"{line}{end}" for line in lines).encode("utf-8"))
    return path


def flores(folder: Path) -> Path:
    write(folder / "dev/eng_Latn.dev", ENGLISH)
    write(folder / "dev/hin_Deva.dev", HINDI)
    write(folder / "dev/tam_Taml.dev", TAMIL)
    write(folder / "dev/ace_Arab.dev", ["?"])
    rows = ["URL\tdomain\ttopic", *(f"x\t{domain}\ty" for domain in ("news", "books", "news"))]
    write(folder / "metadata_dev.tsv", rows)
    return folder / "dev"


def plain(folder: Path) -> Path:
    write(folder / "eng_Latn.txt", ENGLISH)
    write(folder / "hin_Deva.txt", HINDI, end="\r\n")
    write(folder / "domains.txt", ["news", "books", "news"])
    return folder


def in22(folder: Path) -> Path:
    write(folder / "test.eng_Latn", ENGLISH)
    write(folder / "test.hin_Deva", HINDI)
    write(folder / "README.md", ["about"])
    return folder


def moses(folder: Path) -> Path:
    write(folder / "newstest.en", ENGLISH)
    write(folder / "newstest.hi", HINDI)
    return folder


def pair_folders(folder: Path) -> Path:
    write(folder / "eng_Latn-tam_Taml/test.eng_Latn", ENGLISH)
    write(folder / "eng_Latn-tam_Taml/test.tam_Taml", TAMIL)
    write(folder / "eng_Latn-hin_Deva/test.eng_Latn", ENGLISH)
    write(folder / "eng_Latn-hin_Deva/test.hin_Deva", HINDI)
    return folder


def ntrex(folder: Path) -> Path:
    write(folder / "newstest2019-ref.eng-GB.txt", ["Do come in.", "Do sit.", "Have a cuppa."])
    write(folder / "newstest2019-src.eng.txt", ENGLISH)
    write(folder / "newstest2019-ref.hin.txt", HINDI)
    write(folder / "LANGUAGES.tsv", ["hin\tHindi"])
    return folder


def tico(folder: Path) -> Path:
    header = "sourceLang\ttargetLang\tsourceString\ttargetString\tstringID\turl\tlicense"
    ids = ["CMU_1:1", "Wikipedia_handpicked_4:20", "CMU_1:2"]
    rows = zip(ENGLISH, HINDI, ids, strict=True)
    lines = [f"en\thi\t{en}\t{hi}\t{identifier}\tu\tpublic" for en, hi, identifier in rows]
    write(folder / "test.en-hi.tsv", [header, *lines])
    write(folder / "test.en-ta.tsv", [header, f"en\tta\t{ENGLISH[0]}\t{TAMIL[0]}\tCMU_1:1\tu\tp"])
    return folder


def by_id(folder: Path) -> Path:
    ids = ["tea1", "sit1", "tea2"]
    hindi = dict(zip(ids, HINDI, strict=True))
    write(folder / "eng_Latn.tsv", [f"{n}\t{t}" for n, t in zip(ids, ENGLISH, strict=True)])
    write(folder / "hin_Deva.tsv", [f"{n}\t{hindi[n]}" for n in reversed(ids)] + ["tea9\tऔर"])
    return folder


def bare_tsv(folder: Path) -> Path:
    rows = zip(ENGLISH, HINDI, ("news", "books", "news"), strict=True)
    return write(folder / "set.tsv", ["\t".join(row) for row in rows])


def headed_tsv(folder: Path) -> Path:
    rows = zip("123", TAMIL, HINDI, ENGLISH, ("news", "books", "news"), strict=True)
    return write(folder / "set.tsv", ["id\tta\thi\ten\tdomain", *("\t".join(row) for row in rows)])


def named_tsv(folder: Path) -> Path:
    rows = zip(HINDI, ENGLISH, ("news", "books", "news"), strict=True)
    return write(folder / "set.tsv", ["Hindi\tEnglish\tDomain", *map("\t".join, rows)])


def roles_tsv(folder: Path) -> Path:
    rows = zip("123", ENGLISH, HINDI, strict=True)
    return write(folder / "set.tsv", ["id\tSource\tTarget", *map("\t".join, rows)])


def headed_csv(folder: Path) -> Path:
    rows = zip(HINDI, ENGLISH, strict=True)
    return write(folder / "set.csv", ["hin_Deva,eng_Latn", *(f'"{hi}",{en}' for hi, en in rows)])


def tmx(folder: Path) -> Path:
    units = "".join(
        f'<tu><prop type="domain">{domain}</prop>'
        f'<tuv xml:lang="en-IN"><seg>{en[:4]}<bpt i="1"/>{en[4:]}</seg></tuv>'
        f'<tuv xml:lang="hi"><seg>{hi}</seg></tuv></tu>'
        for en, hi, domain in zip(ENGLISH, HINDI, ("news", "books", "news"), strict=True)
    )
    only_english = '<tu><tuv xml:lang="en"><seg>Alone.</seg></tuv></tu>'
    return write(
        folder / "set.tmx",
        [
            '<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4"><header/><body>'
            f"{units}{only_english}</body></tmx>"
        ],
    )


LAYOUTS = [
    (flores, True),
    (plain, True),
    (in22, False),
    (moses, False),
    (pair_folders, False),
    (ntrex, False),
    (tico, True),
    (by_id, True),
    (bare_tsv, True),
    (headed_tsv, True),
    (named_tsv, True),
    (roles_tsv, False),
    (headed_csv, False),
    (tmx, True),
]


@pytest.mark.parametrize(
    ("layout", "has_domains"), LAYOUTS, ids=[layout.__name__ for layout, _ in LAYOUTS]
)
def test_every_layout_gives_the_same_lines_both_ways(layout, has_domains, tmp_path):
    collection = open_testset(str(layout(tmp_path)))

    there = collection.read(EN_HI)
    assert there.sources == tuple(ENGLISH)
    assert there.references == (tuple(HINDI),)
    assert bool(there.rows_by_domain()) == has_domains
    assert collection.says_languages == (layout not in (bare_tsv, roles_tsv))
    if collection.says_languages:  # else columns are in the languages that are asked for
        back = collection.read(Pair.of("hi", "en"))
        assert set(zip(back.references[0], back.sources, strict=True)) == set(
            zip(ENGLISH, HINDI, strict=True)
        )


def test_domains_come_from_the_metadata_of_flores(tmp_path):
    assert open_testset(str(flores(tmp_path))).read(EN_HI).rows_by_domain() == {
        "books": [1],
        "news": [0, 2],
    }


def test_domains_of_tico_are_the_beginnings_of_its_ids(tmp_path):
    assert open_testset(str(tico(tmp_path))).read(EN_HI).domains == (
        "CMU",
        "Wikipedia_handpicked",
        "CMU",
    )


def test_all_directions_of_known_languages_are_listed(tmp_path):
    pairs = open_testset(str(flores(tmp_path))).pairs()

    assert len(pairs) == 6
    assert EN_HI in pairs


def test_a_set_of_pairs_has_no_other_directions(tmp_path):
    collection = open_testset(str(tico(tmp_path)))

    assert sorted(map(str, collection.pairs())) == [
        "eng_Latn-hin_Deva",
        "eng_Latn-tam_Taml",
        "hin_Deva-eng_Latn",
        "tam_Taml-eng_Latn",
    ]
    with pytest.raises(InputError, match="hin_Deva-tam_Taml"):
        collection.read(Pair.of("hi", "ta"))


def test_a_limit_shortens_the_set_and_shows_in_its_name(tmp_path):
    collection = open_testset(str(plain(tmp_path / "small")))

    part = collection.read(EN_HI, limit=2)

    assert (part.name, part.size, len(part.domains)) == ("small[:2]", 2, 2)
    assert part.digest != collection.read(EN_HI).digest


def test_equal_texts_have_equal_digests_whatever_their_layout(tmp_path):
    sets = [
        open_testset(str(layout(tmp_path / layout.__name__))).read(EN_HI)
        for layout in (plain, in22, tmx)
    ]

    assert len({one.digest for one in sets}) == 1


def test_codes_of_tmx_are_read_in_any_case(tmp_path):
    unit = '<tu><tuv xml:lang="EN-US"><seg>Come in.</seg></tuv>'
    unit += '<tuv xml:lang="HI-IN"><seg>अंदर आइए।</seg></tuv></tu>'
    path = write(tmp_path / "set.tmx", [f"<tmx><body>{unit}</body></tmx>"])

    assert open_testset(str(path)).read(EN_HI).sources == ("Come in.",)


def test_blank_lines_behind_metadata_are_no_domains(tmp_path):
    folder = flores(tmp_path)
    with (tmp_path / "metadata_dev.tsv").open("a", encoding="utf-8") as stream:
        stream.write("\n")

    assert open_testset(str(folder)).read(EN_HI).domains == ("news", "books", "news")


def test_metadata_without_a_domain_are_found_by_file_and_line(tmp_path):
    folder = flores(tmp_path)
    write(tmp_path / "metadata_dev.tsv", ["URL\tdomain", "x\tnews", "x", "x\tnews"])

    with pytest.raises(InputError, match=r"metadata_dev\.tsv, line 3: it has no domain"):
        open_testset(str(folder)).read(EN_HI)


def test_a_name_is_looked_up_in_the_folders_of_the_variable(tmp_path, monkeypatch):
    flores(tmp_path / "data/flores200_dataset")
    monkeypatch.setenv("INDICTX_DATA", f"{tmp_path / 'none'}{os.pathsep}{tmp_path / 'data'}")

    collection = open_testset("FLORES200-dev")

    assert collection.name == "flores200-dev"
    assert collection.read(EN_HI).sources == tuple(ENGLISH)


def test_a_name_is_looked_up_in_the_home_folder_too(tmp_path):
    plain(tmp_path / "home/testsets/mine")

    assert open_testset("mine").name == "mine"


def test_a_set_that_is_not_here_is_not_downloaded_but_asked_for(tmp_path):
    with pytest.raises(InputError, match="flores200-dev") as raised:
        open_testset("flores200-dev")

    assert "nothing is downloaded" in raised.value.hint
    assert str(tmp_path / "home" / "testsets") in raised.value.hint


def test_no_name_is_wrong_usage():
    with pytest.raises(UsageError):
        testsets.find_testset("")


def test_files_of_different_length_are_not_parallel(tmp_path):
    folder = plain(tmp_path)
    write(folder / "hin_Deva.txt", HINDI[:2])

    with pytest.raises(InputError, match=r"eng_Latn\.txt has 3, hin_Deva\.txt has 2"):
        open_testset(str(folder)).read(EN_HI)


def test_domains_of_another_length_are_refused(tmp_path):
    folder = plain(tmp_path)
    write(folder / "domains.txt", ["news"])

    with pytest.raises(InputError, match=r"1 domains for 3 lines"):
        open_testset(str(folder)).read(EN_HI)


def test_bytes_that_are_not_utf_8_are_found_by_file_and_line(tmp_path):
    path = tmp_path / "set.tsv"
    path.write_bytes(b"Come in.\t\xe0\xa4\x86\nSit.\t\xff\n")

    with pytest.raises(InputError, match=r"set\.tsv, line 2: byte 0xff is not UTF-8"):
        open_testset(str(path))


def test_lines_end_at_line_feeds_only(tmp_path):
    write(tmp_path / "eng_Latn.txt", ["a\u2028b\x0bc", "d"])
    write(tmp_path / "hin_Deva.txt", ["क", "ख"])

    assert open_testset(str(tmp_path)).read(EN_HI).sources == ("a\u2028b\x0bc", "d")


def test_a_line_break_in_a_quoted_cell_is_a_space(tmp_path):
    path = write(tmp_path / "set.csv", ["en,hi", '"Come\nin, please.",आइए।'])

    assert open_testset(str(path)).read(EN_HI).sources == ("Come in, please.",)


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_characters="\n\r\ufeff"), min_size=1),
        min_size=1,
    )
)
def test_lines_of_text_files_are_read_as_they_were_written(lines):
    with TemporaryDirectory() as folder:
        write(Path(folder) / "eng_Latn.txt", lines)
        write(Path(folder) / "hin_Deva.txt", lines, end="\r\n")

        found = open_testset(folder).read(EN_HI)

    assert found.sources == found.references[0] == tuple(lines)


def test_rows_with_a_blank_side_are_left_out_of_a_table(tmp_path):
    path = write(
        tmp_path / "set.tsv", ["en\thi\tta", "One\tएक\t", "Two\t\tஇரண்டு", "Three\tतीन\tமூன்று"]
    )

    collection = open_testset(str(path))

    assert collection.read(EN_HI).sources == ("One", "Three")
    assert collection.read(Pair.of("en", "ta")).sources == ("Two", "Three")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("set.tsv", "no tab here\n", r"line 1: one column"),
        ("set.tmx", "<tmx><body><tu>", "not well-formed"),
        ("set.tmx", "<tmx><body/></tmx>", "no units in two languages"),
        ("set.txt", "text\n", r"expected \.tsv"),
        ("set.csv", 'Come in.,"अंदर आइए।\nSit down.,बैठिए।\n', r"line 2: unexpected end of data"),
        ("set.tsv", "English\tTranslation\nSit down.\tबैठिए।\n", "names one language"),
        ("set.tsv", "sourceLang\ttargetLang\tsourceString\ttargetString\n", "does not say"),
    ],
    ids=[
        "one column",
        "broken TMX",
        "empty TMX",
        "plain text",
        "open quotation",
        "one language",
        "TICO without rows",
    ],
)
def test_files_that_are_no_test_sets_say_why(name, content, message, tmp_path):
    (tmp_path / name).write_text(content, encoding="utf-8")

    with pytest.raises(InputError, match=message):
        open_testset(str(tmp_path / name))


def test_a_folder_above_several_sets_names_them(tmp_path):
    flores(tmp_path)
    plain(tmp_path / "other")

    with pytest.raises(InputError, match="known layout") as raised:
        open_testset(str(tmp_path))

    assert raised.value.hint == "give one of its folders: dev, other"


def test_two_splits_in_one_folder_are_not_mixed(tmp_path):
    folder = flores(tmp_path)
    write(folder / "eng_Latn.devtest", ENGLISH)
    write(folder / "hin_Deva.devtest", HINDI)

    with pytest.raises(InputError, match="several test sets: dev, devtest"):
        open_testset(str(folder))


def test_many_ids_without_a_common_beginning_are_no_domains(tmp_path):
    for code, lines in (("eng_Latn", ENGLISH), ("hin_Deva", HINDI)):
        write(tmp_path / f"{code}.tsv", [f"{n}\t{line}" for n, line in enumerate(lines)])

    assert open_testset(str(tmp_path)).read(EN_HI).domains == ()


def test_an_id_file_without_a_tab_is_found_by_its_line(tmp_path):
    write(tmp_path / "eng_Latn.tsv", ["a1\tCome in.", "Sit down."])
    write(tmp_path / "hin_Deva.tsv", ["a1\tअंदर आइए।"])

    with pytest.raises(InputError, match=r"eng_Latn\.tsv, line 2: no tab"):
        open_testset(str(tmp_path)).read(EN_HI)


def test_a_direction_in_which_no_row_is_full_is_said(tmp_path):
    path = tmp_path / "half.tsv"
    path.write_text("en\thi\tta\nCome in.\t\tஉள்ளே வா.\n", encoding="utf-8")

    assert open_testset(str(path)).read(Pair.of("en", "ta")).size == 1
    with pytest.raises(InputError, match="test set 'half' has no lines for eng_Latn-hin_Deva"):
        open_testset(str(path)).read(EN_HI)


def test_a_set_of_everyday_sentences_comes_with_indictx():
    found = open_testset("everyday")
    codes = {code for part in found.parts for code in part.codes}

    assert {"eng_Latn", "hin_Deva", "tam_Taml", "urd_Arab"} <= codes
    for code in codes - {"eng_Latn"}:
        direction = found.read(Pair.of("en", code))
        [translations] = direction.references
        assert len(set(direction.sources)) == len(set(translations)) == direction.size == 80
        assert {script_of(line) for line in translations} == {language(code).script_code}
        assert code == "hin_Latn" or not re.search("[A-Za-z]", "".join(translations))


def test_a_set_of_that_name_in_a_data_folder_comes_first(tmp_path, monkeypatch):
    write(tmp_path / "everyday.tsv", ["eng_Latn\thin_Deva", "Come in.\tअंदर आइए।"])
    monkeypatch.setenv("INDICTX_DATA", str(tmp_path))

    assert open_testset("everyday").read(EN_HI).sources == ("Come in.",)


@pytest.mark.parametrize(
    "header",
    [
        "English\tHindi",
        "en\thi",
        "English\tहिन्दी",
        "ENGLISH \t hindi",
        "source\ttarget",
        "Source\treference",
    ],
)
def test_a_header_is_no_segment(header, tmp_path):
    rows = zip(ENGLISH, HINDI, strict=True)
    path = write(tmp_path / "set.tsv", [header, *map("\t".join, rows)])

    found = open_testset(str(path)).read(EN_HI)

    assert (found.sources, found.references) == (tuple(ENGLISH), (tuple(HINDI),))


@pytest.mark.parametrize(
    "first", ["Hindi\tहिन्दी", "Come in.\tहिन्दी", "The source\tका", "source\tस्रोत"]
)
def test_a_segment_is_no_header(first, tmp_path):
    path = write(tmp_path / "set.tsv", [first, "Sit.\tबैठिए।"])

    assert open_testset(str(path)).read(EN_HI).size == 2


def test_what_is_left_out_is_counted(tmp_path):
    rows = ["en\thi\tta", "One\tएक\t", "Two\t\tஇரண்டு", "Three\t \t", "Four"]
    collection = open_testset(str(write(tmp_path / "set.tsv", rows)))

    assert collection.read(EN_HI).left_out == 3
    assert collection.read(Pair.of("en", "ta")).left_out == 3
    assert open_testset(str(tmx(tmp_path))).read(EN_HI).left_out == 1
    assert open_testset(str(plain(tmp_path / "plain"))).read(EN_HI).left_out == 0
