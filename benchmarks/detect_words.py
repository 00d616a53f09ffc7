"""What tells the languages of a script apart, learned from text: ``python -m benchmarks.detect_words SCRIPT FOLDER...``.

Each folder holds text of known languages: ``CODE.tsv`` (id, text), ``CODE.txt``, ``CODE.txt.xz`` or parallel
``CODE-CODE.tsv.xz``, at any depth. Writes the table that ``indictx.text.detect`` reads; with ``--check FOLDER`` of
``CODE.txt`` it also says how many lines of each language are recognized.
"""

from __future__ import annotations

import argparse
import lzma
import math
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from indictx.text.detect import detect, endings_of, own_letters, words_of

CODES = {
    "Deva": (
        "hin_Deva", "mar_Deva", "npi_Deva", "san_Deva", "bho_Deva", "mai_Deva", "gom_Deva",
        "doi_Deva", "mag_Deva", "awa_Deva", "hne_Deva", "xnr_Deva",
    ),
    "Beng": ("ben_Beng", "asm_Beng", "mni_Beng", "syl_Beng"),
}  # fmt: skip
#: Sentences of one language in one folder; more would only repeat its style.
MOST = 8000
#: Kinds of each language in the table.
WORDS, ENDINGS = 140, 80
#: How much one word and one ending may say, and how rare what was never seen is taken to be.
LIMITS, FLOOR = {"": 5.0, "-": 3.0}, 3e-5
FEWEST = 12


def read(
    folder: Path, wanted: Sequence[str], skip: frozenset[str]
) -> Iterator[tuple[str, list[str]]]:
    """Yield a code and sentences for each file of a known language."""
    for path in sorted(folder.rglob("*")):
        name = path.name.removesuffix(".xz")
        stem, _, kind = name.rpartition(".")
        codes = stem.split("-")
        if kind not in {"tsv", "txt"} or not set(codes) & set(wanted):
            continue
        data = path.read_bytes()
        text = (lzma.decompress(data) if path.suffix == ".xz" else data).decode()
        rows = [line.split("\t") for line in text.splitlines()]
        for column, code in enumerate(codes):
            if code in wanted:
                place = column if len(codes) > 1 else -1
                texts = [
                    row[place] for row in rows if len(row) > max(place, 0) and row[0] not in skip
                ]
                random.Random(0).shuffle(texts)
                yield code, texts[:MOST]


def chosen(counts: dict[str, Counter[str]], size: int) -> list[str]:
    """Return the kinds that say most: for each language, how often times how surely."""
    totals = {code: some.total() for code, some in counts.items()}
    share = {
        code: {kind: n / totals[code] for kind, n in some.items() if n >= FEWEST}
        for code, some in counts.items()
    }
    everywhere: Counter[str] = Counter()
    for some in share.values():
        everywhere.update(some)
    found: dict[str, None] = {}
    for code in counts:
        worth = {
            kind: part * abs(math.log(part * len(counts) / everywhere[kind]))
            for kind, part in share[code].items()
        }
        found |= dict.fromkeys(sorted(worth, key=lambda kind: (-worth[kind], kind))[:size])
    return sorted(found)


def table(counts: dict[str, Counter[str]], size: int, mark: str) -> Iterator[str]:
    """Yield lines: a kind and its log-odds in hundredths against the mean, for each language."""
    totals = {code: some.total() or 1 for code, some in counts.items()}
    for kind in chosen(counts, size):
        logs = [math.log(counts[code][kind] / totals[code] + FLOOR) for code in counts]
        mean = sum(logs) / len(logs)
        odds = [max(-LIMITS[mark], min(LIMITS[mark], one - mean)) for one in logs]
        yield f"{mark}{kind}\t" + "\t".join(str(round(100 * one)) for one in odds)


def main(arguments: Sequence[str] | None = None) -> None:
    """Learn, write, check."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.detect_words", description=__doc__)
    parser.add_argument("script", choices=CODES)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--skip", type=Path, help="file of ids to leave out, one a line")
    parser.add_argument("--output", type=Path)
    parser.add_argument("--check", type=Path, help="folder of CODE.txt")
    options = parser.parse_args(arguments)
    skip = (
        frozenset(options.skip.read_text(encoding="utf-8").split()) if options.skip else frozenset()
    )
    codes = CODES[options.script]
    # Such words need no table.
    known = own_letters(options.script)
    words: dict[str, Counter[str]] = {code: Counter() for code in codes}
    endings: dict[str, Counter[str]] = {code: Counter() for code in codes}
    for folder in options.folders:
        for code, texts in read(folder, codes, skip):
            for text in texts:
                some = [word for word in words_of(text, options.script) if not known & set(word)]
                words[code].update(some)
                endings[code].update(endings_of(some))
    if options.output:
        lines = [
            "\t".join(("kind", *codes)),
            *table(words, WORDS, ""),
            *table(endings, ENDINGS, "-"),
        ]
        options.output.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if options.check:
        for code in codes:
            path = options.check / f"{code}.txt"
            if path.is_file():
                lines = [
                    line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()
                ]
                found = Counter(detect(line, top=1)[0].code for line in lines)
                print(code, f"{found[code] / len(lines):.1%}", dict(found.most_common(4)))


if __name__ == "__main__":
    main()
