"""What each program is asked to translate, and what it answers.

A request is JSON on standard input::

    {
        "jobs": [{"source", "target", "prefix", "sentences", "texts", "pieces", "limits"}, ...],
        "search": {"beam", "length_penalty", "patience"},
        "singles": 8,
    }

A job is one direction. All its lists are equally long: ``sentences`` as people write them, for
indictx; ``texts``, what the model reads once slots, normalization and script are done, for
programs that know nothing of these; ``pieces`` and search ``limits``, for CTranslate2 alone. The
first ``singles`` of each job are translated once more, one by one. The answer is JSON, too: seconds
``load_s``, ``wall_s`` and ``cpu_s`` (of all threads), ``outputs`` in the order of the jobs, ``latencies_ms``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from benchmarks.corpus import file_of, sentences
from indictx.families import load_family
from indictx.languages import Pair
from indictx.models.manifest import ModelManifest
from indictx.models.schema import DecodeDefaults
from indictx.models.store import find_model
from indictx.pipeline.judging import most_target_pieces
from indictx.pipeline.units import Plan, Result, plan_line
from indictx.text import segment
from indictx.text.protect import DEFAULT

#: What the sources of generated sentences are in.
GENERATED = "eng_Latn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Sentences of one direction.

    Attributes:
        pair: The direction.
        prefix: Tags before the pieces of each source.
        sentences: Each of one unit, see :mod:`indictx.pipeline.units`.
        texts: What the model reads of each.
        pieces: The same as pieces, tags and ``</s>`` included.
    """

    pair: Pair
    prefix: Sequence[str]
    sentences: Sequence[str]
    texts: Sequence[str]
    pieces: Sequence[Sequence[str]]

    def as_json(self) -> dict[str, Any]:
        """Return the job as part of a request."""
        return {
            "source": self.pair.source.code,
            "target": self.pair.target.code,
            "prefix": list(self.prefix),
            "sentences": list(self.sentences),
            "texts": list(self.texts),
            "pieces": [list(one) for one in self.pieces],
            "limits": [most_target_pieces(len(one)) for one in self.pieces],
        }


class Shop:
    """Makes jobs for a model, and sentences out of what comes back.

    Args:
        model: Folder of the model.
    """

    def __init__(self, model: Path) -> None:
        self.manifest: ModelManifest = find_model(str(model))
        self.family = load_family(self.manifest)

    @cached_property
    def _tokenizer(self) -> Any:  # noqa: ANN401 - untyped library
        import sentencepiece

        path = self.manifest.folder / self.manifest.text.source_spm
        return sentencepiece.SentencePieceProcessor(model_file=str(path))

    def pairs(self, corpus: Path | None, only: Sequence[str] = ()) -> list[Pair]:
        """Return directions that have text: ``only`` these, or those that are served both ways."""
        served = self.manifest.pairs
        pairs = [Pair.parse(pair) for pair in only or served]
        both = [
            pair for pair in pairs if only or f"{pair.target.code}-{pair.source.code}" in served
        ]
        return [pair for pair in both if self._has_text(corpus, pair.source.code)]

    def _has_text(self, corpus: Path | None, code: str) -> bool:
        if corpus is None or not corpus.is_dir():
            return code == GENERATED
        return file_of(corpus, code).is_file()

    def jobs(self, corpus: Path | None, count: int, only: Sequence[str] = ()) -> list[Job]:
        """Return ``count`` sentences or a few less, as many for each direction.

        Raises:
            SystemExit: There is no direction with text.
        """
        pairs = self.pairs(corpus, only)
        if not pairs:
            raise SystemExit("no direction has text; --corpus FOLDER holds eng_Latn.txt and so on")
        each = max(1, count // len(pairs))
        return [
            self.job(pair, self._lines(corpus, pair, skip=number * each), each)
            for number, pair in enumerate(pairs)
        ]

    def _lines(self, corpus: Path | None, pair: Pair, *, skip: int) -> Iterator[str]:
        """Yield lines without end; another part of the text for each direction."""
        if corpus is None:
            return islice(sentences(), skip, None)
        path = file_of(corpus, pair.source.code)
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        return islice(cycle(lines), skip % max(1, len(lines)), None)

    def job(self, pair: Pair, lines: Iterator[str], count: int) -> Job:
        """Take sentences until there are ``count``; what is not one unit is passed over."""
        kept: list[str] = []
        sources: list[Sequence[str]] = []
        for line in islice(lines, 20 * count):
            for sentence in self._sentences(line, pair):
                units = list(self._plan(sentence, pair).units())
                if len(units) != 1 or len(kept) == count:
                    continue
                pieces = self.family.encode([units[0].text], pair)[0].pieces
                if pieces and len(pieces) <= self.manifest.max_source_pieces:
                    kept.append(sentence)
                    sources.append(pieces)
            if len(kept) == count:
                break
        start, end = len(self.manifest.text.source_prefix), -int(self.manifest.text.append_eos)
        bare = [list(pieces[start : end or None]) for pieces in sources]
        texts = self._tokenizer.decode_pieces(bare) if bare else []
        prefix = sources[0][:start] if sources else []
        return Job(pair=pair, prefix=prefix, sentences=kept, texts=texts, pieces=sources)

    def _plan(self, sentence: str, pair: Pair) -> Plan:
        return plan_line(sentence, pair.source.code, DEFAULT, pair.target.script_code)

    def _sentences(self, line: str, pair: Pair) -> list[str]:
        spans = segment.split(line, pair.source.code)
        return [line[span.start : span.end].strip() for span in spans]

    def finish(self, job: Job, outputs: Sequence[str] | Sequence[Sequence[str]]) -> list[str]:
        """Return translations as people read them: script, slots and what is around a sentence.

        Args:
            job: What was asked.
            outputs: What came back for its texts, as text or pieces.
        """
        pieces = [
            self._tokenizer.encode(one, out_type=str) if isinstance(one, str) else one
            for one in outputs
        ]
        targets = self.family.decode(pieces, job.pair)
        return [
            joined(self._plan(sentence, job.pair), target)
            for sentence, target in zip(job.sentences, targets, strict=True)
        ]

    def count_pieces(self, pair: Pair, targets: Sequence[str]) -> int:
        """Return the pieces that translations have, cut in the same way whoever made them."""
        back = Pair(pair.target, pair.source)
        around = len(self.manifest.text.source_prefix)
        sources = self.family.encode(list(targets), back)
        return sum(max(0, len(source.pieces) - around) for source in sources)


def joined(plan: Plan, target: str) -> str:
    """Return a line of one unit with this translation in it."""
    (unit,) = plan.units()
    unit.results = [Result(unit.globalize(target))]
    parts = []
    for part in plan.parts:
        if isinstance(part, str):
            parts.append(part)
            continue
        text = "".join(one if isinstance(one, str) else one.result(0).text for one in part.parts)
        parts.append(part.protected.restore_lenient(text))
    return "".join(parts)


def request(jobs: Sequence[Job], *, beam: int, decode: DecodeDefaults, singles: int) -> bytes:
    """Return the request for these jobs; all but the beam is as the model says."""
    scoring = {"length_penalty": decode.length_penalty, "patience": decode.patience}
    search = {"beam": beam, **scoring}
    whole = {"jobs": [job.as_json() for job in jobs], "search": search, "singles": singles}
    return json.dumps(whole, ensure_ascii=False).encode()
