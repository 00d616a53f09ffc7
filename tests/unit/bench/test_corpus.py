from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.bench.corpus import OWN, Corpus, open_corpus, own_languages
from indictx.errors import InputError, UsageError
from indictx.text.detect import detect

COUNT = 60


@pytest.mark.parametrize("lang", ["eng_Latn", "hin_Deva"])
def test_our_own_sentences_are_all_different_and_of_one_language(lang):
    corpus = open_corpus(None, lang)

    assert corpus.name == OWN
    assert len(set(corpus.lines)) == len(corpus.lines) == 24 * COUNT
    found = [detect(line)[0].code for line in corpus.lines]
    assert found.count(lang) > 0.97 * len(found)
    assert all(unicodedata.is_normalized("NFC", line) for line in corpus.lines)
    assert not any("{" in line for line in corpus.lines)


def test_our_own_sentences_say_the_same_in_both_languages():
    english, hindi = (open_corpus(None, lang).lines for lang in own_languages())

    assert len(english) == len(hindi)
    assert [line.endswith("?") for line in english] == [line.endswith("?") for line in hindi]


def test_our_own_sentences_are_of_many_lengths():
    words = [len(line.split()) for line in open_corpus(None, "eng_Latn").lines[:COUNT]]

    assert min(words) <= 3
    assert max(words) >= 20


def test_a_language_without_sentences_of_our_own_needs_a_file():
    with pytest.raises(UsageError, match="tam_Taml") as caught:
        open_corpus(None, "tam_Taml")

    assert "--corpus" in caught.value.hint


def test_blank_and_repeated_lines_of_a_file_are_left_out(tmp_path):
    path = tmp_path / "lines.txt"
    path.write_bytes("\ufeffएक\n\n \nदो\nएक\n".encode())

    assert open_corpus(path, "hin_Deva") == Corpus(name="lines.txt", lines=("एक", "दो"))


@pytest.mark.parametrize(
    ("data", "message"), [(b"\n \n", "has no text"), (b"ok\n\xff\n", "not UTF-8 at byte 3")]
)
def test_a_file_that_cannot_be_used_is_named(tmp_path, data, message):
    path = tmp_path / "lines.txt"
    path.write_bytes(data)

    with pytest.raises(InputError, match=message):
        open_corpus(path, "eng_Latn")


def test_a_folder_is_no_corpus(tmp_path):
    with pytest.raises(InputError, match="cannot read"):
        open_corpus(tmp_path, "eng_Latn")


@given(st.integers(1, 2000))
def test_the_first_lines_are_a_beginning(count):
    corpus = open_corpus(None, "hin_Deva")

    assert corpus.first(count).lines == corpus.lines[:count]


@given(st.integers(1, 3000), st.integers(1, 64), st.integers(1, 1440))
def test_a_sample_has_different_lines_in_their_order(count, alike, available):
    corpus = open_corpus(None, "eng_Latn").first(available)

    sample = corpus.sample(count, alike=alike)

    places = [corpus.lines.index(line) for line in sample.lines]
    assert places == sorted(set(places))
    assert len(places) == min(count, available)


def test_a_sample_has_many_lines_of_each_length_and_all_lengths():
    corpus = open_corpus(None, "eng_Latn")

    lengths = [len(line) for line in corpus.sample(128).lines]
    first = [len(line) for line in corpus.first(128).lines]

    assert len(set(lengths)) < len(set(first)) / 2
    assert max(lengths) > 2 * min(lengths)


def test_sentences_and_words_are_counted():
    corpus = Corpus(name="x", lines=("It rains. We stay.", "Go home now."))

    assert (corpus.sentences("eng_Latn"), corpus.words) == (3, 7)
