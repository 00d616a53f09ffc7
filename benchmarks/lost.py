"""How often a translation loses or invents a negation, a small number in words, or a day.

``python -m benchmarks.lost FILE --what negation --pair en-hi``: FILE has sentences of the source
language, one a line. Of those that surely have one (``--plain``: of those that surely are not
negated) as many as asked are drawn and translated twice, with one search and as
`indictx translate` does. What cannot be told by words alone is not counted, so the numbers are the
least that happens.
"""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path

from indictx import TranslateOptions, Translator
from indictx.evaluate.fidelity import DIFFERENCES
from indictx.languages import language
from indictx.pipeline import amounts, calendar_words
from indictx.pipeline._negation_words import NEGATIONS

#: Languages that stand on the other side of English.
KNOWN = {
    "negation": frozenset(NEGATIONS),
    "amounts": amounts.NUMBERS.languages,
    "dates": calendar_words.DAYS.languages,
}
#: For each source language and kind of sentence, a translation that contradicts just those.
PROBES = {
    (True, True): ("हाँ।", "hin_Deva"),
    (True, False): ("नहीं।", "hin_Deva"),
    (False, True): ("Yes.", "eng_Latn"),
    (False, False): ("Never.", "eng_Latn"),
}
SHORTEST, LONGEST = 4, 14


def drawn(path: Path, src_lang: str, count: int, what: str, *, is_plain: bool) -> list[str]:
    """Return sentences of 4 to 14 words that surely have it, or surely are not negated."""
    probe, other = PROBES[src_lang == "eng_Latn", not is_plain]
    texts = dict.fromkeys(path.read_text(encoding="utf-8").splitlines())
    chosen = [
        text
        for text in texts
        if SHORTEST <= len(text.split()) <= LONGEST
        and DIFFERENCES[what](text, probe, src_lang, other)
    ]
    random.Random(1).shuffle(chosen)
    return chosen[:count]


def wrong(texts: list[str], src_lang: str, tgt_lang: str, what: str, *, retry: bool) -> int:
    """Translate; return how many translations are unlike their source."""
    options = TranslateOptions(retry=retry)
    with Translator.load(src_lang=src_lang, tgt_lang=tgt_lang, options=options) as translator:
        results = translator.translate(texts, src_lang=src_lang, tgt_lang=tgt_lang)
        return sum(
            DIFFERENCES[what](text, result.target, src_lang, tgt_lang)
            for text, result in zip(texts, results, strict=True)
        )


def main() -> None:
    """Print one row of Markdown for each direction."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.lost", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--what", choices=list(DIFFERENCES), default="negation")
    parser.add_argument("--pair", action="append", required=True, metavar="en-hi")
    parser.add_argument("--lines", type=int, default=300)
    parser.add_argument("--plain", action="store_true")
    options = parser.parse_args()
    if options.plain and options.what != "negation":
        parser.error("--plain is of negation")
    print("| Direction | lines | first search | left |\n| --- | ---: | ---: | ---: |")
    for pair in options.pair:
        source, target = (language(code) for code in pair.split("-"))
        if target.code not in {"eng_Latn", *KNOWN[options.what]} or "eng_Latn" not in {
            source.code,
            target.code,
        }:
            sys.exit(f"nothing is known of {options.what} in {pair}")
        texts = drawn(
            options.file, source.code, options.lines, options.what, is_plain=options.plain
        )
        if not texts:
            sys.exit(f"{options.file} has no such sentence in {source.name}")
        once, left = (
            wrong(texts, source.code, target.code, options.what, retry=retry)
            for retry in (False, True)
        )
        print(f"| {source.code} to {target.code} | {len(texts)} | {once} | {left} |", flush=True)


if __name__ == "__main__":
    main()
