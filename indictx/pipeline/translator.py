"""Text in, text out: plan each line, decode all units of a window in batches, join, check, repair.

While an engine decodes one window, the next one is prepared and those before are repaired; results
come out in order, and at most four windows are in memory.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from types import TracebackType
from typing import Self, cast

from indictx.engines.base import Engine
from indictx.errors import IndictxError, UnsupportedPairError, UsageError
from indictx.families.base import Family
from indictx.languages import Language, Pair, language
from indictx.models.manifest import ModelManifest
from indictx.pipeline.decoding import Decoder, Decoding
from indictx.pipeline.guard import Flag
from indictx.pipeline.joining import join
from indictx.pipeline.lines import Line, planned, read_romanized, units_of
from indictx.pipeline.options import TranslateOptions
from indictx.pipeline.reranking import Reverse, hypotheses_of
from indictx.pipeline.rereading import reread
from indictx.pipeline.routes import Router
from indictx.pipeline.translation import Alternative, Translation
from indictx.pipeline.units import Plan
from indictx.text.normalize import has_other_digits

_WINDOWS_AHEAD = 4
# So many texts are cut before the engine gets what fills its batches.
_STRETCH = 64
_LATIN_DIGITS = "0123456789"

# A text, its language if it is known, and the language to translate it into.
_Asked = tuple[str, Language | None, Language]


@dataclass(slots=True, eq=False)
class _Pending:
    """Lines of one window whose units an engine is decoding: ``(lines, translations of each)``."""

    lines: list[list[Line]]
    decoding: Decoding


class Translator:
    """Translates with one model.

    Args:
        manifest: The model.
        engine: What decodes its pieces.
        family: What turns its text into pieces and back.
        options: How to translate.
        reverse: What chooses among the hypotheses of a search; it is closed with the translator.
    """

    def __init__(
        self,
        manifest: ModelManifest,
        *,
        engine: Engine,
        family: Family,
        options: TranslateOptions | None = None,
        reverse: Reverse | None = None,
    ) -> None:
        self.manifest = manifest
        self.options = options or TranslateOptions()
        self.router = Router(manifest, keep=self.options.keep)
        self._engine, self._reverse = engine, reverse
        self._decoder = Decoder(
            manifest, engine=engine, family=family, options=self.options, reverse=reverse
        )

    @property
    def judge(self) -> ModelManifest | None:
        """The model that chooses among hypotheses, if one does; teams have one for each of theirs."""
        if self._reverse and hypotheses_of(self.manifest, self.options):
            return self._reverse.manifest
        return None

    @classmethod
    def load(
        cls,
        model: str | None = None,
        *,
        options: TranslateOptions | None = None,
        threads: int | None = None,
        src_lang: str | Language | None = None,
        tgt_lang: str | Language | None = None,
    ) -> Self:
        """Open a model by name or path, or the best installed one for some languages.

        Args:
            model: Name of an installed model, or its folder; ``None`` chooses by the languages, and
                is the default model if those are not given or no model has a way.
            options: How to translate.
            threads: Cores to use; ``None`` is all.
            src_lang: Any code, alias or name of the source language; ``None`` if it is detected.
            tgt_lang: Likewise of the target language. Where several models are better than one, for
                languages that are detected or a way through English, each is opened when a text
                needs it.

        Raises:
            ModelError: The model is unknown or damaged.
            EngineError: It cannot be loaded.
        """
        if model is None and tgt_lang is not None:
            from indictx.pipeline.team import best_models, load_models

            models = best_models(src_lang, [tgt_lang])
            # A team is a translator in all that it does.
            return cast(Self, load_models(models, options=options, threads=threads))
        from indictx.models.store import find_model
        from indictx.pipeline.opening import open_with_reverse

        manifest, options = find_model(model), options or TranslateOptions()
        engine, family, reverse = open_with_reverse(manifest, options, threads)
        return cls(manifest, engine=engine, family=family, options=options, reverse=reverse)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Free the model."""
        self._engine.close()
        if self._reverse:
            self._reverse.close()

    def translate(
        self,
        texts: Iterable[str],
        *,
        tgt_lang: str | Language,
        src_lang: str | Language | None = None,
    ) -> Iterator[Translation]:
        """Translate texts one by one.

        Args:
            texts: Any texts; line breaks in them end sentences. At most four windows are read ahead.
            tgt_lang: Any code, alias or name of the target language, or its record.
            src_lang: Likewise of the source language; ``None`` detects it for each text.

        Returns:
            One translation for each text, in order.

        Raises:
            UnknownLanguageError: A language is not known.
            UnsupportedPairError: The model has no way from the source to the target language.
            UsageError: The texts are one string, or something else is among them.
        """
        if isinstance(texts, str):
            raise UsageError("texts is one string, expected several; put it into a list")
        source = None if src_lang is None else language(src_lang)
        target = language(tgt_lang)
        self._check(source, target)  # raises before anything is read
        return self._one_by_one((_checked(text), source, target) for text in texts)

    def translate_each(
        self, requests: Iterable[tuple[str, str | Language | None, str | Language]]
    ) -> Iterator[Translation]:
        """Translate texts that each have a direction of their own.

        Texts of all directions share the engine's batches, which is faster than one direction
        after another where each has few texts.

        Args:
            requests: Text, source language (``None`` detects it), target language.

        Returns:
            One translation for each text, in order.

        Raises:
            UnknownLanguageError: A language is not known.
            UnsupportedPairError: The model has no way from a source to a target language. Both are
                raised when the request is read.
        """
        return self._one_by_one(self._asked(*request) for request in requests)

    def _one_by_one(self, asked: Iterator[_Asked]) -> Iterator[Translation]:
        size = self.options.window
        windows = iter(lambda: [[one] for one in islice(asked, size)], [])
        results = self._windows(windows, _WINDOWS_AHEAD if size > 1 else 1)
        return (translations[0] for window in results for translations in window)

    def _asked(
        self, text: str, src_lang: str | Language | None, tgt_lang: str | Language
    ) -> _Asked:
        source = None if src_lang is None else language(src_lang)
        target = language(tgt_lang)
        self._check(source, target)
        return _checked(text), source, target

    def _check(self, source: Language | None, target: Language) -> None:
        if source is not None:
            self.router.route(Pair(source, target))
        else:
            self.router.check_target(target)

    def translate_windows(
        self,
        windows: Iterable[Sequence[str] | None],
        *,
        tgt_langs: Sequence[str],
        src_lang: str | None = None,
        ahead: int = _WINDOWS_AHEAD,
    ) -> Iterator[list[tuple[Translation, ...]]]:
        """Translate windows of texts, each into several languages.

        Args:
            windows: Texts that are there now. ``None`` says that no more are ready yet: whatever
                is still being decoded is finished and yielded before the next window is asked for.
            tgt_langs: Target languages.
            src_lang: Source language; ``None`` detects it for each text.
            ahead: How many windows may be in memory.

        Returns:
            For each window, one tuple for each text, with one translation for each target.

        Raises:
            UnknownLanguageError: A language is not known.
            UnsupportedPairError: The model has no way from the source to a target language.
        """
        source = None if src_lang is None else language(src_lang)
        targets = [language(code) for code in tgt_langs]
        for target in targets:
            self._check(source, target)  # raises before anything is read
        asked = (
            None
            if texts is None
            else [[(text, source, target) for target in targets] for text in texts]
            for texts in windows
        )
        return self._windows(asked, ahead)

    def _windows(
        self, windows: Iterable[Sequence[Sequence[_Asked]] | None], ahead: int
    ) -> Iterator[list[tuple[Translation, ...]]]:
        waiting: deque[_Pending] = deque()
        iterator = iter(windows)
        is_open, error = True, None
        while is_open:
            window = None
            try:
                window = next(iterator)
                if window is not None:
                    waiting.append(self._start(window, is_urgent=not waiting))
            except StopIteration:
                is_open = False
            except IndictxError as one:
                # What came before it is translated, and must not be lost.
                is_open, error = False, one
            else:
                # While one window is decoded, repairs of those before wait in the same queue.
                for age, older in enumerate(reversed(waiting)):
                    older.decoding.advance(age)
            while waiting and (window is None or not is_open or len(waiting) >= ahead):
                yield self._collect(waiting.popleft())
        if error is not None:
            raise error

    def _collect(self, pending: _Pending) -> list[tuple[Translation, ...]]:
        pending.decoding.finish()
        rows = [list(map(self._translation, lines)) for lines in pending.lines]
        if self.options.retry and self.options.keep.numbers:  # else digits are no slots
            reread(pending.lines, rows, self.options.keep, self._plan, self._decoded)
        return list(map(tuple, rows))

    def _decoded(self, lines: Sequence[Line]) -> list[Translation]:
        """Translate lines while others wait."""
        decoding = self._decoding(is_urgent=False)
        decoding.add(units_of(lines))
        decoding.send()
        decoding.finish()
        return list(map(self._translation, lines))

    def _start(self, window: Sequence[Sequence[_Asked]], *, is_urgent: bool) -> _Pending:
        decoding = self._decoding(is_urgent=is_urgent)
        lines: list[list[Line]] = []
        indirect: list[Line] = []
        for start in range(0, len(window), _STRETCH):
            stretch = window[start : start + _STRETCH]
            lines += [[self._line(*asked) for asked in texts] for texts in stretch]
            direct: list[Line] = []
            for line in chain.from_iterable(lines[start:]):
                (indirect if len(line.legs) > 1 else direct).append(line)
            decoding.add(units_of(direct))
        if indirect:
            decoding.send()  # so that the engine has it while first legs are waited for
            self._pivot(indirect)
            decoding.add(units_of(indirect))
        decoding.send()
        return _Pending(lines, decoding)

    def _line(self, text: str, source: Language | None, target: Language) -> Line:
        found, pair, flags = self.router.pair_of(text, source, target)
        src_lang = found.code if found else None
        if pair is None:
            plan = Plan([text], is_translated=False)
            return Line(text, (), src_lang, target, plan, flags=flags)
        legs = self.router.route(pair)
        read, repairs = text, ("pivot",) * (len(legs) > 1)
        if not legs or legs[0].source != pair.source:
            read, repairs = read_romanized(text, self.options.keep), ("romanized", *repairs)
        if not legs:
            plan = Plan([read], is_translated=False)
            return Line(text, (), src_lang, target, plan, flags=flags, repairs=repairs)
        plan, of_numbers = self._plan(read, legs[0])
        repairs = (*of_numbers, *repairs)
        return Line(text, legs, src_lang, target, plan, flags=flags, repairs=repairs)

    def _plan(self, text: str, leg: Pair) -> tuple[Plan, tuple[str, ...]]:
        """Cut a text; also return what was done to it before."""
        return planned(text, leg, self.options.keep, lambda: self._decoder_for(leg).hides_acronyms)

    def _pivot(self, lines: Sequence[Line]) -> None:
        """Translate the first legs of lines that have two, together, and plan the second."""
        firsts = [
            replace(line, legs=line.legs[:1], target=line.legs[0].target, is_middle=True)
            for line in lines
        ]
        for line, middle in zip(lines, self._decoded(firsts), strict=True):
            line.legs, line.flags = line.legs[1:], middle.flags
            line.plan, of_numbers = self._plan(middle.target, line.legs[0])
            line.repairs = (*of_numbers, *line.repairs)

    def _decoding(self, *, is_urgent: bool) -> Decoding:
        return Decoding(self._decoder_for, retry=self.options.retry, is_urgent=is_urgent)

    def _decoder_for(self, pair: Pair) -> Decoder:  # noqa: ARG002 - asked by teams
        """Return what decodes a direction."""
        return self._decoder

    def _translation(self, line: Line) -> Translation:
        target = line.target
        digits = self._digits(line, target)
        source = line.pair.source.code if line.pair else None
        ranks = [
            join(line.plan, rank, target, digits, self.options.keep, source)
            for rank in range(self.options.alternatives)
        ]
        best = ranks[0]
        others: dict[str, Alternative] = {}
        for text, score, _ in ranks[1:]:
            if text != best[0]:
                others.setdefault(text, Alternative(text, score))
        return Translation(
            source=line.text,
            target=best[0],
            src_lang=line.src_lang,
            tgt_lang=target.code,
            score=best[1],
            flags=tuple(dict.fromkeys((*line.flags, *map(str, best[2])))),
            repairs=line.all_repairs(),
            alternatives=tuple(others.values()),
            model=self._model_name(line.src_lang, target),
        )

    def _model_name(self, src_lang: str | None, target: Language) -> str:  # noqa: ARG002 - asked by teams
        """Return the name of what translates between two languages."""
        return self.manifest.name

    def _digits(self, line: Line, target: Language) -> str | None:
        """Return the digits to write; ``None`` leaves them, as in what stays untranslated."""
        is_copied = line.pair is None and Flag.UNTRANSLATED in line.flags
        if is_copied or line.is_middle:
            return None
        own = target.digits or _LATIN_DIGITS
        if self.options.native_digits:
            return own
        # Readers of the target know two kinds of digits, not those of a third script.
        return _LATIN_DIGITS + own if has_other_digits(line.text, own) else None


def _checked(text: str) -> str:
    if not isinstance(text, str):
        raise UsageError(f"a text is {text!r}, expected a string")
    return text


__all__ = ["Alternative", "Translation", "Translator", "UnsupportedPairError"]
