"""How often "mother-in-law" and the like come out right: ``python -m benchmarks.stand_ins hi ta``.

Twenty sentences, translated with one search, in which nothing stands in for anything, and as
`indictx translate` does. One is right if it has the word of the language.
"""

from __future__ import annotations

import argparse

from indictx import TranslateOptions, Translator
from indictx.languages import language
from indictx.pipeline.stand_ins import own_forms

SENTENCES = (
    ("We will go the day after tomorrow.", "tomorrow"),
    ("The day after tomorrow is a holiday.", "tomorrow"),
    ("I was ill the day before yesterday.", "yesterday"),
    ("They came the day before yesterday.", "yesterday"),
    ("My mother-in-law lives with us.", "mother"),
    ("Her mother-in-law is ill.", "mother"),
    ("My father-in-law is ill.", "father"),
    ("His father-in-law bought a cow.", "father"),
    ("Their daughter-in-law cooks well.", "daughter"),
    ("My daughter-in-law is a nurse.", "daughter"),
    ("Her son-in-law works in the city.", "son"),
    ("My son-in-law came by bus.", "son"),
    ("Take the medicine on alternate days.", "every day"),
    ("He comes every other day.", "every day"),
    ("Give at most two tablets a day.", "only"),
    ("At most ten people can sit here.", "only"),
    ("Please meet Mrs. Kaur in room 4.", "Mr."),
    ("Mrs. Khan's son is in hospital.", "Mr."),
    ("Mr. and Mrs. Verma live on the second floor.", "Mr."),
    ("Ms. Fatima will speak next.", "Mr."),
)


def right(tgt_lang: str, *, retry: bool) -> int:
    """Translate the sentences; return how many have the word of the language."""
    options = TranslateOptions(retry=retry)
    texts = [text for text, _ in SENTENCES]
    with Translator.load(src_lang="eng_Latn", tgt_lang=tgt_lang, options=options) as translator:
        results = list(translator.translate(texts, src_lang="eng_Latn", tgt_lang=tgt_lang))
    return sum(
        any(form in result.target for form in own_forms(tgt_lang, word))
        for result, (_, word) in zip(results, SENTENCES, strict=True)
    )


def main() -> None:
    """Print one row of Markdown for each language."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stand_ins", description=__doc__)
    parser.add_argument("languages", nargs="+", metavar="LANGUAGE")
    for name in parser.parse_args().languages:
        target = language(name)
        counts = [right(target.code, retry=retry) for retry in (False, True)]
        print(f"| {target.name} | {counts[0]} | {counts[1]} |", flush=True)


if __name__ == "__main__":
    main()
