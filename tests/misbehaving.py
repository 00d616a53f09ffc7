"""Engines that do what small models do on bad days."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from indictx.engines.base import DecodeOptions, Hypothesis, check_lengths
from indictx.families.base import Family
from indictx.pipeline.options import TranslateOptions
from indictx.pipeline.translator import Translator
from indictx.testing import EchoFamily, echo_manifest
from indictx.text.protect import is_slot, slot_char

Change = Callable[[list[str], DecodeOptions], list[str]]


class FakeEngine:
    """Answers each source with ``change(pieces, options)``.

    Attributes:
        requests: Options and sources of every batch so far.
        closed: Whether the engine was closed.
    """

    def __init__(self, change: Change, *, max_source_pieces: int = 256) -> None:
        self.max_source_pieces = max_source_pieces
        self.requests: list[tuple[DecodeOptions, list[str]]] = []
        self.closed = False
        self._change = change

    def submit(
        self,
        sources: Sequence[Sequence[str]],
        prefixes: Sequence[Sequence[str]],
        options: DecodeOptions,
    ) -> Callable[[], list[list[Hypothesis]]]:
        check_lengths(sources, self.max_source_pieces)
        assert len(sources) == len(prefixes) > 0
        assert all(sources)
        self.requests.append((options, ["".join(source) for source in sources]))
        results = [
            [
                Hypothesis(self._change(list(source), options), -float(rank))
                for rank in range(options.num_hypotheses)
            ]
            for source in sources
        ]
        return lambda: results

    def close(self) -> None:
        self.closed = True


def fake_translator(
    change: Change,
    options: TranslateOptions | None = None,
    *,
    languages: Sequence[str] = ("hin_Deva", "mar_Deva", "eng_Latn", "npi_Deva"),
    pairs: Sequence[str] = (),
    max_source_pieces: int = 256,
    family: Family | None = None,
    slot_count: int = 16,
) -> Translator:
    """Return a translator over :class:`FakeEngine` whose pieces are characters."""
    return Translator(
        echo_manifest(languages=languages, pairs=pairs, max_source_pieces=max_source_pieces),
        engine=FakeEngine(change, max_source_pieces=max_source_pieces),
        family=family or EchoFamily(slot_count=slot_count),
        options=options,
    )


def echo(pieces: list[str], options: DecodeOptions) -> list[str]:
    return pieces


def drop_slots(pieces: list[str], options: DecodeOptions) -> list[str]:
    return [piece for piece in pieces if not is_slot(piece)]


def repeat_slots(pieces: list[str], options: DecodeOptions) -> list[str]:
    return [piece for piece in pieces for _ in range(1 + is_slot(piece))]


def invent_slots(pieces: list[str], options: DecodeOptions) -> list[str]:
    return [*pieces, slot_char(0), slot_char(11), slot_char(7000)]


def reverse(pieces: list[str], options: DecodeOptions) -> list[str]:
    return pieces[::-1]


def invent_numbers(pieces: list[str], options: DecodeOptions) -> list[str]:
    return [*pieces, *" १९४७"]


def loop(pieces: list[str], options: DecodeOptions) -> list[str]:
    return list("और फिर ") * 40


def stay_silent(pieces: list[str], options: DecodeOptions) -> list[str]:
    return []


def say_blanks(pieces: list[str], options: DecodeOptions) -> list[str]:
    return ["  "]


def answer_in_latin(pieces: list[str], options: DecodeOptions) -> list[str]:
    return list("I do not know")


def break_lines(pieces: list[str], options: DecodeOptions) -> list[str]:
    return list("\n\t".join(pieces))


MISBEHAVIORS = [
    drop_slots,
    repeat_slots,
    invent_slots,
    reverse,
    invent_numbers,
    loop,
    stay_silent,
    say_blanks,
    answer_in_latin,
]


def until_wide(change: Change) -> Change:
    """Misbehave in the first search, and be right in the wider one."""

    def answer(pieces: list[str], options: DecodeOptions) -> list[str]:
        return pieces if options.no_repeat_ngram_size else change(pieces, options)

    return answer


def recording(items: Iterable[str], pulled: list[str]) -> Iterator[str]:
    """Yield the items, and say in ``pulled`` which were asked for."""
    for item in items:
        pulled.append(item)
        yield item
