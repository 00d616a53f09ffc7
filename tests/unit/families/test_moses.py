from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indictx.families import _moses

sacremoses = pytest.importorskip("sacremoses")

NORMALIZER = sacremoses.MosesPunctNormalizer()
TOKENIZER = sacremoses.MosesTokenizer(lang="en")
DETOKENIZER = sacremoses.MosesDetokenizer(lang="en")

MARKS = "„“”–—´‘‚’…«»\xa0`'\"()[]{}<>%:;,.?!-/\\@#&*_|=+~^$₹€£¿¡ºª²½©"
WORD_LIST = (
    "the a Dr. No. 5 pp. 12 i.e. U.S. p.m. isn't dogs' o'clock it's 1990's ... .. 1,000 A,B x,y 3.5 "
    "Mr. Sen. St. etc. Rs. 500 <ID1> < ID2 > 'tis rock 'n' roll &amp; &quot; @-@ nº 20ºC 5 % cm 's 't "
    "हिन्दी தமிழ் বাংলা اردو café naïve \ue000 end. I. II. Ⅳ ²"
)
WORDS = st.sampled_from(WORD_LIST.split())
TEXT = st.lists(
    st.one_of(WORDS, st.text(MARKS, min_size=1, max_size=4), st.text("abcsXYZ019 ", max_size=6)),
    max_size=10,
).flatmap(lambda parts: st.sampled_from(["", " "]).map(lambda glue: glue.join(parts)))


@given(TEXT)
@example('He said "stop", and left.')
@example("wait '' what")
@example("(see p. 5) : done")
def test_normalization_is_that_of_sacremoses(text):
    assert _moses.normalize(text) == NORMALIZER.normalize(text)


@given(TEXT)
@example("Dr. Rao paid Rs. 1,50,000 to No. 5, St. Mary's.")
@example("'Why?' she asked...")
@example("the end.'")
@example("a,b,c,1,2,")
def test_words_are_those_of_sacremoses(text):
    assert _moses.tokenize(text) == TOKENIZER.tokenize(text, escape=False)


@given(st.lists(st.one_of(WORDS, st.text(MARKS, min_size=1, max_size=3)), max_size=10))
@example(["The", "Jones", "'", "house", "and", "'", "yours", "'", "."])
@example(['"', "Yes", ",", '"', "he", "said", "."])
@example(["$", "5", "(", "five", ")"])
def test_joining_is_that_of_sacremoses(tokens):
    assert _moses.detokenize(tokens) == DETOKENIZER.detokenize(tokens)


@given(st.text(max_size=60))
def test_any_text_is_taken(text):
    words = _moses.tokenize(_moses.normalize(text))

    assert isinstance(_moses.detokenize(words), str)
    assert all(word and not word.isspace() for word in words)
