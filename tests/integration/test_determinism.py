"""The bundled model over many lengths: neighbors, batches and threads change nothing.

Whatever the weights are: only equality is asked for, never what a translation says.
See ``docs/explanation/determinism.md``.
"""

from __future__ import annotations

from itertools import cycle, islice, product

import pytest

from indictx.pipeline.options import TranslateOptions
from indictx.pipeline.translator import Translator

pytestmark = [pytest.mark.model, pytest.mark.slow]

WHO = ["I", "We", "My brother", "The old teacher", "Nobody in the village", "The nurse from Pune"]
DID = ["saw", "bought", "forgot", "asked the farmer for", "could not find", "wants to sell"]
WHAT = [
    "it",
    "two mangoes",
    "the keys of the house",
    "{n} letters",
    "a pot of hot tea and some rice",
]
WHERE = [
    "",
    " today",
    " near the river",
    " at 7:{n}0 in the morning",
    " behind the temple on Sunday",
]
WHY = ["", "", " because it rained", " so that the children could go home before it was dark"]
PARTS = [WHO, DID, WHAT, WHERE, WHY]
LINES = [
    "".join([who, " ", did, " ", what.format(n=number % 6), where.format(n=number % 6), why, "."])
    for number, (who, did, what, where, why) in enumerate(
        # Steps without a common divisor, so that all lengths are mixed.
        islice(zip(*(cycle(part[index:] + part[:index]) for index, part in enumerate(PARTS)), strict=False), 90)
    )
]  # fmt: skip
LINES += [f"{one} {two}" for one, two in zip(LINES[:30], LINES[50:80], strict=True)]


def translated(lines, *, beam_size, window, batch_pieces=2048, threads=1):
    options = TranslateOptions(
        beam_size=beam_size, window=window, batch_pieces=batch_pieces, scores=True
    )
    with Translator.load(options=options, threads=threads) as translator:
        results = translator.translate(lines, src_lang="en", tgt_lang="hi")
        return [(one.target, one.score, one.flags, one.repairs) for one in results]


@pytest.fixture(scope="module", params=[1, 4, None], ids=["greedy", "beam", "reranked"])
def alone(request):
    return request.param, translated(LINES, beam_size=request.param, window=1)


@pytest.mark.parametrize(
    ("window", "batch_pieces", "threads"),
    [*product([7, 2048], [256, 8192], [2]), (2048, 2048, 1)],
)
def test_neighbors_change_nothing_at_any_length(alone, window, batch_pieces, threads):
    beam_size, wanted = alone

    got = translated(
        LINES, beam_size=beam_size, window=window, batch_pieces=batch_pieces, threads=threads
    )

    assert [one[0] for one in got] == [one[0] for one in wanted]
    assert [one[2:] for one in got] == [one[2:] for one in wanted]
    # Another processor's kernels may add in another order; here the scores are equal to the bit.
    assert [one[1] for one in got] == pytest.approx([one[1] for one in wanted], abs=1e-4)


def test_order_changes_nothing_at_any_length(alone):
    beam_size, wanted = alone

    got = translated(LINES[::-1], beam_size=beam_size, window=2048)[::-1]

    assert [one[0] for one in got] == [one[0] for one in wanted]


DIRECTIONS = [("eng_Latn", "hin_Deva"), ("hin_Deva", "eng_Latn"), ("eng_Latn", "bho_Deva")]
HINDI = ["मैं कल बाज़ार गया था।", "बच्चे स्कूल के पास खेल रहे हैं।", "दवा खाने के बाद दो बार लीजिए।"]


def test_texts_of_other_directions_in_the_batch_change_nothing():
    options = TranslateOptions(beam_size=1, scores=True)
    requests = [
        (text, source, target)
        for source, target in DIRECTIONS
        for text in (HINDI * 8 if source == "hin_Deva" else LINES[:40])
    ]
    mixed = sorted(requests, key=lambda request: request[0][::-1])
    with Translator.load(options=options, threads=2) as translator:
        alone = [
            next(translator.translate([text], src_lang=source, tgt_lang=target))
            for text, source, target in mixed
        ]
        assert [one.target for one in translator.translate_each(mixed)] == [
            one.target for one in alone
        ]
        windows = translator.translate_windows(
            [LINES[:40]], src_lang="eng_Latn", tgt_langs=["hin_Deva", "bho_Deva"]
        )
        apart = [
            list(translator.translate(LINES[:40], src_lang="eng_Latn", tgt_lang=target))
            for target in ("hin_Deva", "bho_Deva")
        ]
        assert [
            [(one.target, one.tgt_lang) for one in texts] for window in windows for texts in window
        ] == [[(one.target, one.tgt_lang) for one in both] for both in zip(*apart, strict=True)]
