"""How often a translation loses or invents a negation: ``python -m benchmarks.negation FILE --pair en-hi``.

FILE has sentences of the source language, one a line. Of those that are surely negated (``--plain``:
of those that surely are not) as many as asked are drawn and translated twice, with one search and as
`indictx translate` does. What cannot be told by words alone is not counted, so the numbers are the
least that happens.
"""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path

from indictx import TranslateOptions, Translator
from indictx.languages import language
from indictx.pipeline._negation_words import NEGATIONS
from indictx.pipeline.guard import Flag
from indictx.pipeline.negation import contradicts

#: For each source language and kind of sentence, a translation that contradicts just those.
PROBES = {
    (True, True): ("हाँ।", "hin_Deva"),
    (True, False): ("नहीं।", "hin_Deva"),
    (False, True): ("Yes.", "eng_Latn"),
    (False, False): ("Never.", "eng_Latn"),
}
SHORTEST, LONGEST = 4, 14


def drawn(path: Path, src_lang: str, count: int, *, is_negated: bool) -> list[str]:
    """Return sentences of 4 to 14 words that surely are negated, or surely are not."""
    probe, other = PROBES[src_lang == "eng_Latn", is_negated]
    texts = dict.fromkeys(path.read_text(encoding="utf-8").splitlines())
    chosen = [
        text
        for text in texts
        if SHORTEST <= len(text.split()) <= LONGEST and contradicts(text, probe, src_lang, other)
    ]
    random.Random(1).shuffle(chosen)
    return chosen[:count]


def flagged(texts: list[str], src_lang: str, tgt_lang: str, *, retry: bool) -> int:
    """Translate; return how many translations contradict their source."""
    options = TranslateOptions(retry=retry)
    with Translator.load(src_lang=src_lang, tgt_lang=tgt_lang, options=options) as translator:
        results = translator.translate(texts, src_lang=src_lang, tgt_lang=tgt_lang)
        return sum(Flag.NEGATION in result.flags for result in results)


def main() -> None:
    """Print one row of Markdown for each direction."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.negation", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--pair", action="append", required=True, metavar="en-hi")
    parser.add_argument("--lines", type=int, default=300)
    parser.add_argument("--plain", action="store_true")
    options = parser.parse_args()
    print("| Direction | lines | first search | left |\n| --- | ---: | ---: | ---: |")
    for pair in options.pair:
        source, target = (language(code) for code in pair.split("-"))
        if target.code not in {"eng_Latn", *NEGATIONS} or "eng_Latn" not in {
            source.code,
            target.code,
        }:
            sys.exit(f"nothing is known of negation in {pair}")
        texts = drawn(options.file, source.code, options.lines, is_negated=not options.plain)
        if not texts:
            sys.exit(f"{options.file} has no such sentence in {source.name}")
        once, left = (
            flagged(texts, source.code, target.code, retry=retry) for retry in (False, True)
        )
        print(f"| {source.code} to {target.code} | {len(texts)} | {once} | {left} |", flush=True)


if __name__ == "__main__":
    main()
