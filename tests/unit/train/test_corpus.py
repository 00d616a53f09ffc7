from __future__ import annotations

import gzip
import lzma
import tomllib

import pytest
from toy_corpus import RECIPE, write_corpus

from indictx.errors import InputError, UsageError
from indictx.train.corpus import clean_parts, find_parts, held_out_sentences, read_part
from indictx.train.recipe import parse_recipe


def recipe(old: str = "", new: str = ""):
    return parse_recipe(tomllib.loads(RECIPE.replace(old, new) if old else RECIPE))


@pytest.fixture
def corpus(tmp_path):
    return write_corpus(tmp_path / "corpus")


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*.*"))
    }


def test_parts_follow_the_recipe_and_pairs_are_canonical(corpus):
    names = [(part.name, part.swapped) for part in find_parts(recipe(), [corpus])]

    assert names == [
        ("stories/eng_Latn-ben_Beng", True),
        ("stories/eng_Latn-hin_Deva", False),
        ("joined/eng_Latn-ben_Beng", False),
        ("joined/eng_Latn-hin_Deva", False),
        ("strings/eng_Latn-hin_Deva", False),
    ]


def test_a_file_with_the_sides_swapped_is_read_the_right_way_round(corpus, tmp_path):
    parts = clean_parts(recipe(), [corpus], tmp_path / "clean")

    first = next(read_part(tmp_path / "clean", parts[0]))

    assert first.first.startswith("Ram")


def test_a_list_of_names_in_both_scripts_is_read_as_english_and_hindi_with_capitals(
    corpus, tmp_path
):
    (corpus / "names").mkdir()
    rows = "दाम्बुआक\tdambuk\nलाल किला\tlal QILA\n"
    (corpus / "names" / "hin_Deva-hin_Latn.tsv").write_text(rows, encoding="utf-8")
    entry = '[[sources]]\nname = "names"\ntitle = true\nread_as = { hin_Latn = "eng_Latn" }\n'
    parts = clean_parts(
        recipe("[vocabulary]", f"{entry}\n[vocabulary]"), [corpus], tmp_path / "clean"
    )
    names = next(part for part in parts if part.source.name == "names")

    rows = [(row.first, row.second) for row in read_part(tmp_path / "clean", names)]

    assert names.pair == "eng_Latn-hin_Deva"
    assert rows == [("Dambuk", "दाम्बुआक"), ("Lal QILA", "लाल किला")]


def test_a_file_whose_other_script_is_not_renamed_is_not_read(corpus):
    (corpus / "names").mkdir()
    (corpus / "names" / "hin_Deva-hin_Latn.tsv").write_text("राम\tram\n", encoding="utf-8")

    with pytest.raises(UsageError, match="'names' has no file"):
        find_parts(recipe("[vocabulary]", '[[sources]]\nname = "names"\n\n[vocabulary]'), [corpus])


def test_a_source_joined_by_id_leaves_out_what_is_held_out(corpus, tmp_path):
    parts = clean_parts(recipe(), [corpus], tmp_path / "clean")
    joined = next(part for part in parts if part.name == "joined/eng_Latn-hin_Deva")

    texts = [row.first for row in read_part(tmp_path / "clean", joined)]

    assert "Ram sees a book." not in texts
    assert "Ram sees a letter." in texts


def test_ids_are_held_out_by_number_the_same_way_each_time(corpus):
    changed = recipe('hold_out_ids = ["j3"]', "hold_out = 10")

    first, second = (held_out_sentences(changed, [corpus]) for _ in range(2))

    assert first == second
    # Ten sentences in three languages, and the one of the held-out file.
    assert len(first) in (30, 31)


def test_noncommercial_sources_are_refused_unless_asked_for(corpus):
    (corpus / "stories").rename(corpus / "stories-nc")
    named = RECIPE.replace('"stories"', '"stories-nc"')

    with pytest.raises(UsageError, match="non-commercial"):
        find_parts(parse_recipe(tomllib.loads(named)), [corpus])
    allowed = named.replace("slot_share", "noncommercial = true\nslot_share")
    assert find_parts(parse_recipe(tomllib.loads(allowed)), [corpus])


def test_a_missing_source_names_the_folders(corpus):
    with pytest.raises(InputError, match="'stories' is in none of"):
        find_parts(recipe(), [corpus.parent / "elsewhere"])


def test_the_first_corpus_folder_that_has_a_source_counts(corpus, tmp_path):
    write_corpus(tmp_path / "other")
    (tmp_path / "other" / "strings" / "eng_Latn-hin_Deva.tsv").unlink()

    parts = find_parts(recipe(), [corpus, tmp_path / "other"])

    assert len(parts) == 5


def test_a_missing_held_out_file_is_an_error_and_not_an_empty_set(corpus):
    (corpus / "held-out" / "eng_Latn.txt").unlink()
    (corpus / "held-out").rmdir()

    with pytest.raises(InputError, match="'held-out'"):
        held_out_sentences(recipe(), [corpus])


@pytest.mark.parametrize("suffix", ["", ".xz", ".gz"])
def test_plain_and_compressed_files_are_the_same(corpus, tmp_path, suffix):
    path = corpus / "strings" / "eng_Latn-hin_Deva.tsv"
    data = path.read_bytes()
    path.unlink()
    pack = {"": bytes, ".xz": lzma.compress, ".gz": gzip.compress}[suffix]
    path.with_name(path.name + suffix).write_bytes(pack(data))

    parts = clean_parts(recipe(), [corpus], tmp_path / "clean")

    assert len(list(read_part(tmp_path / "clean", parts[-1]))) == 49


def test_bytes_that_are_not_utf8_are_named_with_their_line(corpus, tmp_path):
    path = corpus / "strings" / "eng_Latn-hin_Deva.tsv"
    path.write_bytes(b"Open now\t\xe0\xa4\x85\xe0\xa4\xac\nBad\xff line\tx\n")

    with pytest.raises(InputError, match="line 2: byte 0xff is not UTF-8"):
        clean_parts(recipe(), [corpus], tmp_path / "clean")


def test_a_damaged_archive_is_an_input_error(corpus, tmp_path):
    path = corpus / "stories" / "eng_Latn-hin_Deva.tsv.xz"
    path.write_bytes(path.read_bytes()[:-40])

    with pytest.raises(InputError, match="cannot be read"):
        clean_parts(recipe(), [corpus], tmp_path / "clean")


def test_only_what_changed_is_cleaned_again(corpus, tmp_path):
    lines: list[str] = []
    clean_parts(recipe(), [corpus], tmp_path / "clean")
    with (corpus / "strings" / "eng_Latn-hin_Deva.tsv").open("a", encoding="utf-8") as stream:
        stream.write("Close it now\tइसे अब बंद करें\n")

    clean_parts(recipe(), [corpus], tmp_path / "clean", report=lines.append)

    assert lines == ["clean strings/eng_Latn-hin_Deva: 50 of 52 pairs kept"]


def test_an_interrupted_cleaning_goes_on_with_the_next_part(corpus, tmp_path):
    def stop(line: str) -> None:
        if line.startswith("clean joined"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        clean_parts(recipe(), [corpus], tmp_path / "parts", report=stop)
    clean_parts(recipe(), [corpus], tmp_path / "parts")
    clean_parts(recipe(), [corpus], tmp_path / "whole")

    assert contents(tmp_path / "parts") == contents(tmp_path / "whole")


@pytest.mark.slow
def test_processes_make_no_difference(corpus, tmp_path):
    clean_parts(recipe(), [corpus], tmp_path / "one")
    clean_parts(recipe(), [corpus], tmp_path / "two", jobs=2)

    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_lines_that_are_not_two_columns_are_counted(corpus, tmp_path):
    path = corpus / "strings" / "eng_Latn-hin_Deva.tsv"
    path.write_text("only one\nOpen it now\tअब खोलें\none\ttwo\tthree\n", encoding="utf-8")
    lines: list[str] = []

    clean_parts(recipe(), [corpus], tmp_path / "clean", report=lines.append)

    assert "clean strings/eng_Latn-hin_Deva: 1 of 3 pairs kept" in lines
