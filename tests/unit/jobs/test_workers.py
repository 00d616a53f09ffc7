from __future__ import annotations

import os
from functools import partial

import pytest

from indictx.errors import EngineError
from indictx.glossary import Glossary, Term
from indictx.jobs.workers import LocalExecutor, ProcessExecutor
from indictx.pipeline.terms import Terms
from indictx.testing import echo_translator

SOIL = Term(source="soil", targets=("मिट्टी",), src_lang="eng_Latn", tgt_lang="hin_Deva")
LOAD = partial(echo_translator, languages=("eng_Latn", "hin_Deva"))


def local(terms: Terms) -> LocalExecutor:
    return LocalExecutor(LOAD(), src_lang="eng_Latn", terms=terms)


def processes(terms: Terms) -> ProcessExecutor:
    return ProcessExecutor(2, load=LOAD, src_lang="eng_Latn", terms=terms)


@pytest.mark.slow
@pytest.mark.parametrize("make", [local, processes])
def test_windows_come_back_in_order_with_the_terms_of_the_glossary(make):
    executor = make(Terms(Glossary((SOIL,))))
    windows = [["one", "two"], ["the soil"], None, ["three"], None]

    found = list(executor.translate(iter(windows), tgt_lang="hin_Deva"))
    executor.close()

    assert [[one.source for one in window] for window in found] == [
        ["one", "two"],
        ["the soil"],
        ["three"],
    ]
    assert found[1][0].target == "the मिट्टी"


@pytest.mark.slow
@pytest.mark.parametrize("make", [local, processes])
def test_none_brings_back_what_was_handed_over(make):
    executor = make(Terms(Glossary()))
    handed: list[int] = []

    def windows():
        for number in range(3):
            handed.append(number)
            yield [str(number)]
            yield None

    results = executor.translate(windows(), tgt_lang="hin_Deva")
    for number in range(3):
        assert next(results)[0].source == str(number)
        assert handed[-1] == number
    executor.close()


@pytest.mark.slow
def test_a_process_that_dies_is_an_error_and_not_a_wait_for_ever():
    executor = ProcessExecutor(1, load=partial(os._exit, 3), src_lang=None, terms=Terms(Glossary()))

    with pytest.raises(EngineError, match="died") as caught:
        list(executor.translate(iter([["rain"]]), tgt_lang="hin_Deva"))
    executor.close()

    assert "--resume" in str(caught.value.hint)
