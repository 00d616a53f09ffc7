"""Which script a text is written in, and which languages that leaves.

Letters are counted per script. Where a script serves several languages, letters that only one of
them uses decide (Assamese ৰ ৱ, Sindhi ڄ ڳ ڻ, Kashmiri ٲ ۆ ؠ); otherwise the candidates are ranked
by how much is written in each, so that their scores are priors and not evidence.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache

from indictx.languages.scripts import scripts

__all__ = ["Candidate", "detect", "script_of"]

# A text decides within its first pages; counting more would only cost time.
_SAMPLE_SIZE = 100_000

_ONLY = 0.95
_MARKED = 0.02

# What share of the text in a script is in which language, roughly, most first. Guesses from the
# sizes of Wikipedias and web corpora, for ranking; the sum may be under one, for the others.
_PRIORS: dict[str, dict[str, float]] = {
    "Deva": {
        "hin_Deva": 0.6,
        "mar_Deva": 0.16,
        "npi_Deva": 0.1,
        "san_Deva": 0.03,
        "bho_Deva": 0.02,
        "mai_Deva": 0.02,
        "gom_Deva": 0.01,
        "doi_Deva": 0.01,
        "brx_Deva": 0.01,
    },
    "Beng": {"ben_Beng": 0.9, "asm_Beng": 0.05, "mni_Beng": 0.02, "syl_Beng": 0.01},
    "Guru": {"pan_Guru": 1.0},
    "Gujr": {"guj_Gujr": 0.98},
    "Orya": {"ory_Orya": 0.98},
    "Taml": {"tam_Taml": 1.0},
    "Telu": {"tel_Telu": 1.0},
    "Knda": {"kan_Knda": 0.95, "tcy_Knda": 0.03},
    "Mlym": {"mal_Mlym": 1.0},
    "Sinh": {"sin_Sinh": 0.99},
    "Olck": {"sat_Olck": 1.0},
    "Mtei": {"mni_Mtei": 1.0},
    "Sylo": {"syl_Sylo": 1.0},
    "Cakm": {"ccp_Cakm": 1.0},
    "Tibt": {"bod_Tibt": 0.8, "dzo_Tibt": 0.2},
    "Thaa": {"div_Thaa": 1.0},
    "Arab": {"urd_Arab": 0.8, "snd_Arab": 0.08, "kas_Arab": 0.04},
    "Latn": {"eng_Latn": 0.8, "hin_Latn": 0.1},
}

# Letters of one language that the others in the script lack.
_OWN_LETTERS = {
    "Beng": {"asm_Beng": "ৰৱ"},
    "Arab": {"snd_Arab": "ٻڀٺٿٽڄڃڇڊڌڏڍڦڪڳڱڻ", "kas_Arab": "ٲٳۆۄؠۍێ"},
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A language that a text may be in.

    Attributes:
        code: Canonical code: ``hin_Deva``.
        script: ISO 15924 code: ``Deva``.
        score: From 0 to 1, the share of the letters in the script, times how likely the language
            is in it. The scores of all candidates of a text sum up to at most 1.
    """

    code: str
    script: str
    score: float


def detect(text: str, *, top: int = 3) -> list[Candidate]:
    """Rank the languages that a text may be in, best first.

    Args:
        text: Any text; digits, punctuation and symbols do not count.
        top: How many candidates to return at most.

    Returns:
        Candidates by falling score; none for a text without letters of a known script.
    """
    counts = _letter_counts(text)
    total = counts.total()
    found = []
    for code, letters in _per_script(counts).items():
        share = letters.total() / total
        found += [
            Candidate(lang_code, code, share * prior)
            for lang_code, prior in _priors(code, letters).items()
        ]
    found.sort(key=lambda one: (-one.score, one.code))
    return found[: max(top, 0)]


def script_of(text: str) -> str | None:
    """Return the ISO 15924 code of the script most letters are in; ``None`` without letters."""
    shares = {code: letters.total() for code, letters in _per_script(_letter_counts(text)).items()}
    return max(shares, key=lambda code: (shares[code], code), default=None)


def _letter_counts(text: str) -> Counter[str]:
    """Count letters and marks, those of unknown scripts included."""
    counts = Counter(text[:_SAMPLE_SIZE])
    return Counter({letter: count for letter, count in counts.items() if _is_letter(letter)})


@lru_cache(maxsize=4096)
def _is_letter(code_point: str) -> bool:
    return unicodedata.category(code_point)[0] in "LM" and code_point not in "\u0640\ufe0f"


def _per_script(counts: Counter[str]) -> dict[str, Counter[str]]:
    groups: dict[str, Counter[str]] = {}
    for letter, count in counts.items():
        code = _script_of_letter(letter)
        if code in _PRIORS:
            groups.setdefault(code, Counter())[letter] = count
    return groups


@lru_cache(maxsize=4096)
def _script_of_letter(letter: str) -> str | None:
    firsts, lasts, codes = _ranges()
    position = bisect_right(firsts, ord(letter)) - 1
    return codes[position] if position >= 0 and ord(letter) <= lasts[position] else None


@cache
def _ranges() -> tuple[list[int], list[int], list[str]]:
    rows = sorted((first, last, one.code) for one in scripts() for first, last in one.ranges)
    return [row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows]


def _priors(script_code: str, letters: Counter[str]) -> dict[str, float]:
    """Return how likely each language of a script is, given the letters of the text."""
    priors = _PRIORS[script_code]
    owner = _owner(script_code, letters)
    if owner is None:
        return priors
    rest = 1 - priors[owner]
    return {
        lang_code: _ONLY if lang_code == owner else prior / rest * (1 - _ONLY)
        for lang_code, prior in priors.items()
    }


def _owner(script_code: str, letters: Counter[str]) -> str | None:
    """Return the language whose own letters the text has, if they are more than a quotation."""
    own = _OWN_LETTERS.get(script_code, {})
    counts = {
        lang_code: sum(letters[letter] for letter in alphabet)
        for lang_code, alphabet in own.items()
    }
    best = max(counts, key=lambda code: counts[code], default=None)
    if best is None or counts[best] < max(1, _MARKED * letters.total()):
        return None
    return best
