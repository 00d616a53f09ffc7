"""Between Brahmic scripts: for readers (`transliterate`), and without loss for models (`unify`).

Both rest on the parallel blocks of Unicode, where a letter has one offset in nine scripts, and are
one ``str.translate``. They differ where the blocks are not parallel:

* `transliterate` writes what a reader of the target script would write. It equals
  ``UnicodeIndicTransliterator`` of indic-nlp-library 0.92 except where that gives an unassigned code
  point or an unrelated sign; those letters are the tables of ``_letters.py``. Not everything comes
  back: Tamil has one letter for क ख ग घ, and Bengali one for ब व.
* `unify` moves a whole block onto Devanagari's, so that a model shares what it learns between
  scripts, and `restore_script` moves it back exactly; a letter that the model wrote and the script
  lacks becomes what `transliterate` would write.

Danda and double danda (U+0964, U+0965) serve all scripts and never change.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from indictx.errors import UsageError
from indictx.languages.scripts import script, scripts
from indictx.text import _letters
from indictx.text._spelling import without_old_chillus

__all__ = ["can_transliterate", "restore_script", "scripts_in", "transliterate", "unify"]

_PIVOT = "Deva"
_BLOCK_SIZE = 0x80
_PARALLEL_SIZE = 0x70
_DANDAS = (0x64, 0x65)
_SINHALA = 0xD80

_ADDAK = re.compile("\u0a71([\u0a15-\u0a39])")
# What addak doubles of an aspirated letter is its stop: ਪੱਖਾ is pak-khā.
_STOP_OF_ASPIRATE = dict(zip("ਖਘਛਝਠਢਥਧਫਭ", "ਕਗਚਜਟਡਤਦਪਬ", strict=True))

# Before another letter aytham is not a visarga: ஃபோன் is phone; அஃது keeps it.
_AYTHAM = re.compile(
    f"\u0b83([{''.join(_letters.AFTER_AYTHAM)}])|(?<![\u0b82-\u0bd7])\u0b83([\u0b85-\u0bb9])"
)
_FINAL_CONSONANT = re.compile("[ണനരലള]\u0d4d(?![\u0d00-\u0d65\u0d7a-\u0d7f\u200c\u200d])")

# Assamese has its own ra and wa and uses no Bengali ra; a model may have written Hindi's.
_PREFERRED_FOR_LANGUAGE = {"asm_Beng": {0x930: "\u09f0", 0x935: "\u09f1"}}


class _Table(dict[int, str]):
    """A translation table that leaves other code points alone, three times faster than a dict.

    ``str.translate`` catches a ``LookupError`` for each code point that a plain dict lacks.
    """

    def __missing__(self, code_point: int) -> int:
        return code_point


def can_transliterate(script_code: str) -> bool:
    """Whether `transliterate` knows this script, by its ISO 15924 code."""
    return script_code == "Sinh" or script_code in _blocks()


def scripts_in(text: str) -> list[str]:
    """Return the codes of the scripts in a text that `transliterate` knows, in their order."""
    # All ten blocks begin at a multiple of their size.
    starts = {ord(letter) & -_BLOCK_SIZE for letter in set(text) - {"।", "॥"}}
    return [code for code, start in (_blocks() | {"Sinh": _SINHALA}).items() if start in starts]


def transliterate(text: str, src_script: str, tgt_script: str) -> str:
    """Rewrite the letters and digits of one Brahmic script in another, for readers.

    Text in any other script is kept. Output letters with a nukta are as in NFC.

    Args:
        text: Any text; vowels in two parts are expected composed, as in NFC.
        src_script: ISO 15924 code: Deva, Beng, Guru, Gujr, Orya, Taml, Telu, Knda, Mlym or Sinh.
        tgt_script: The same.

    Raises:
        UsageError: One of the scripts is not in the list.
    """
    for code in (src_script, tgt_script):
        if not can_transliterate(code):
            known = " ".join([*_blocks(), "Sinh"])
            raise UsageError(f"cannot transliterate script {code!r}", hint=f"one of {known}")
    if src_script == tgt_script:
        return text
    for decomposed, composed in _nukta_pairs(src_script):
        text = text.replace(decomposed, composed)
    if src_script == "Guru":
        text = _ADDAK.sub(_doubled, text)
    elif src_script == "Taml":
        text = _AYTHAM.sub(lambda match: _after_aytham(match[1] or match[2], tgt_script), text)
    elif src_script == "Mlym":
        text = without_old_chillus(text)
    table = _between(src_script, tgt_script)
    if tgt_script != "Mlym":
        return text.translate(table)
    # Malayalam of the text itself stays as it is.
    return _run(src_script).sub(lambda match: _with_chillus(match[0].translate(table)), text)


def unify(text: str, lang_code: str) -> str:
    """Move the text of a language onto the Devanagari block, for a model that shares scripts.

    The identity for Devanagari and for scripts without parallel block. Letters without counterpart
    land on whatever has their offset, so that nothing is lost.

    Args:
        text: NFC text.
        lang_code: Canonical code, such as ``asm_Beng``; only its script matters here.
    """
    table = _unify_table(_script_of(lang_code))
    return text.translate(table) if table else text


def restore_script(text: str, lang_code: str) -> str:
    """Move unified text back into the script of a language.

    For NFC text of the language, ``restore_script(unify(text, code), code) == text``. Devanagari
    that the script cannot write is replaced by the nearest letters; genuine Devanagari quoted in
    the text is not told apart and moves too.
    """
    table = _restore_table(lang_code)
    return text.translate(table) if table else text


def _script_of(lang_code: str) -> str:
    return lang_code.rpartition("_")[2]


def _doubled(match: re.Match[str]) -> str:
    letter = match[1]
    return _STOP_OF_ASPIRATE.get(letter, letter) + "\u0a4d" + letter


def _after_aytham(letter: str, tgt_script: str) -> str:
    """Write the sound of a Tamil letter behind aytham, or the letter alone."""
    sound = _letters.AFTER_AYTHAM.get(letter)
    return letter if sound is None else _nfc(_spell(sound, tgt_script))


def _with_chillus(malayalam: str) -> str:
    """Write a consonant without vowel at the end of a word as the one letter for it."""
    return _FINAL_CONSONANT.sub(lambda match: without_old_chillus(f"{match[0]}\u200d"), malayalam)


@cache
def _run(script_code: str) -> re.Pattern[str]:
    start = _SINHALA if script_code == "Sinh" else _blocks()[script_code]
    return re.compile(f"[{chr(start)}-{chr(start + _BLOCK_SIZE - 1)}\u200c\u200d]+")


@cache
def _blocks() -> dict[str, int]:
    """Return the first code point of each script with a parallel block."""
    return {one.code: one.block_start for one in scripts() if one.block_start is not None}


@cache
def _nukta_pairs(script_code: str) -> list[tuple[str, str]]:
    """Return base + nukta and the one code point for it, for each such letter of a script."""
    start = script(script_code).block_start or 0
    composed = [one for one in _letters.COMPOSED_WITH_NUKTA if 0 <= ord(one) - start < _BLOCK_SIZE]
    return [(unicodedata.normalize("NFD", one), one) for one in composed]


def _is_assigned(code_point: int) -> bool:
    return unicodedata.category(chr(code_point)) != "Cn"


@cache
def _table(src_script: str, tgt_script: str) -> _Table:
    return _Table(
        {
            code_point: unicodedata.normalize("NFC", _spell(devanagari, tgt_script))
            for code_point, devanagari in _to_devanagari(src_script).items()
        }
    )


@cache
def _between(src_script: str, tgt_script: str) -> _Table:
    own = _letters.BETWEEN.get((src_script, tgt_script), {})
    return _Table(_table(src_script, tgt_script) | {ord(one): value for one, value in own.items()})


def _to_devanagari(script_code: str) -> dict[int, str]:
    """Return what Devanagari writes for each code point of a script that it can write."""
    if script_code == "Sinh":
        return {ord(one): value for one, value in _letters.SINHALA_TO_DEVANAGARI.items()}
    start = _blocks()[script_code]
    size = _BLOCK_SIZE if script_code == _PIVOT else _PARALLEL_SIZE
    parallel = {
        start + offset: chr(_blocks()[_PIVOT] + offset)
        for offset in range(size)
        if offset not in _DANDAS and _is_assigned(start + offset)
    }
    own = _letters.TO_DEVANAGARI.get(script_code, {})
    return parallel | {ord(one): value for one, value in own.items()}


def _spell(devanagari: str, script_code: str) -> str:
    """Spell Devanagari letters in a script, by the nearest letters where it lacks one."""
    if script_code == _PIVOT:
        return devanagari
    return "".join(_spell_letter(letter, script_code) for letter in devanagari)


def _spell_letter(letter: str, script_code: str) -> str:
    preferred = _preferred(script_code).get(letter)
    if preferred == letter:
        return letter
    if preferred is not None:
        return _spell(preferred, script_code)
    parallel = _parallel_letter(letter, script_code)
    if parallel is not None:
        return parallel
    nearest = _letters.LACKING.get(letter)
    return letter if nearest is None else _spell(nearest, script_code)


def _preferred(script_code: str) -> dict[str, str]:
    if script_code == "Sinh":
        return _letters.SINHALA_PREFERRED
    if script_code == "Taml":
        # Tamil writes ś with the letter for ṣ; its own letter of 2005 is kept by restore_script.
        return _letters.PREFERRED["Taml"] | {"श": "ष"}
    return _letters.PREFERRED[script_code]


def _parallel_letter(letter: str, script_code: str) -> str | None:
    if script_code == "Sinh":
        return _sinhala_letters().get(letter)
    offset = ord(letter) - _blocks()[_PIVOT]
    if not 0 <= offset < _PARALLEL_SIZE:
        return None
    code_point = _blocks()[script_code] + offset
    return chr(code_point) if _is_assigned(code_point) else None


@cache
def _sinhala_letters() -> dict[str, str]:
    # Reversed, so that the first of two letters with one value, the short one, wins.
    pairs = reversed(_letters.SINHALA_TO_DEVANAGARI.items())
    return {
        value: letter for letter, value in pairs if len(value) == 1 and value not in "०१२३४५६७८९"
    }


@cache
def _unify_table(script_code: str) -> _Table | None:
    start = _blocks().get(script_code)
    if start is None or script_code == _PIVOT:
        return None
    return _Table(
        {
            start + offset: chr(_blocks()[_PIVOT] + offset)
            for offset in range(_BLOCK_SIZE)
            if offset not in _DANDAS and _is_assigned(start + offset)
        }
    )


@cache
def _restore_table(lang_code: str) -> _Table | None:
    script_code = _script_of(lang_code)
    unified = _unify_table(script_code)
    if unified is None:
        return None
    nearest = _table(_PIVOT, script_code)
    exact = {ord(devanagari): chr(code_point) for code_point, devanagari in unified.items()}
    own = _PREFERRED_FOR_LANGUAGE.get(lang_code, {})
    return _Table(nearest | {point: _nfc(one) for point, one in exact.items()} | own)


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
