"""The marks at the end of a translation, which are those of its source in the target's script.

Models leave them out, and take a full stop behind a slot along with it, into the middle of the
sentence or into a script that has its own.
"""

from __future__ import annotations

from indictx._patterns import compile_pattern
from indictx.pipeline.surface import is_word
from indictx.text._span_parts import WORD
from indictx.text.protect import slot_pattern
from indictx.text.segment import ends_as_label

__all__ = [
    "SENTENCE_ENDS",
    "colon",
    "full_stop",
    "no_full_stop",
    "question_marks",
    "without_full_stop",
]

_STOPS = ".।۔᱾꯫"
_ASKING = "!?؟"
_COMMAS = ",;،؛"
#: What a sentence ends in, in any language; its clauses may end in more.
SENTENCE_ENDS = frozenset(f"{_STOPS}{_ASKING}॥")
_BREAKS = SENTENCE_ENDS | frozenset(":…᱿–—")
# a.m., U.P. and ए.पी.जे. end in no full stop of a sentence, nor do three dots.
_LONE_LETTER = compile_pattern(rf"(?<![{WORD}])\w\.\Z|\.\w(?:(?!\w)[{WORD}])*+\.\Z|\.\.\Z")
_CLOSERS = ")]}\"'”’»"
# A number may end in these.
_SIGNS = "%°"


def full_stop(source: str, target: str, enders: str, label_lang: str | None = None) -> str:
    """Return a translation that ends in the target's own full stop, as its source does.

    Args:
        source: What was translated; only if it ends in a full stop is anything changed.
        target: Its translation; what is right between words is left to the model.
        enders: Marks that end a sentence of the target's language, the usual full stop first.
        label_lang: Code of the source language, if the source may be a heading or cell; the full
            stop of an abbreviation at its end is none of a sentence then.
    """
    if source[-1:] not in _STOPS:
        return target
    if target[-1:] == "." and enders[0] != "." and slot_pattern().match(target[-2:-1]):
        target = target[:-1] + enders[0]
    if slot_pattern().match(source[-2:-1]):
        taken = source[-2:]
        head, found, tail = target.partition(taken)
        if found and (not tail or tail[0].isspace()):
            target = f"{head}{taken[0]}{tail}"
    if source[-2:-1] in _STOPS or not _is_open(target, enders):
        return target
    if label_lang and source[-1] == "." and ends_as_label(source, label_lang):
        return target
    return target + enders[0]


def no_full_stop(source: str, target: str, comma: str, tgt_lang: str) -> str:
    """Return a translation without a full stop at its end if its source has no mark there.

    So have the strings of programs, headings, and lines of a text that goes on in the next one.

    Args:
        source: What was translated.
        target: Its translation.
        comma: Comma of the target's script.
        tgt_lang: Code of the target language, whose abbreviations keep their full stop.
    """
    if not target or target[-1] not in _STOPS or source.rstrip(_CLOSERS)[-1:] in _BREAKS:
        return target
    if target[-1] == "." and ends_as_label(" ".join(target.split()[-2:]), tgt_lang):
        return target
    return without_full_stop(source, target, comma)


def colon(source: str, target: str) -> str:
    """Return a translation that ends in a colon if its source does."""
    bare = target.rstrip()
    if source[-1:] != ":" or not bare or bare[-1] in ":：ः":
        return target
    return bare.rstrip(_STOPS + _COMMAS + " -:") + ":" if bare[-1] not in _ASKING else target


def _is_open(target: str, enders: str) -> bool:
    """Say whether a translation ends in a word, number or slot, quoted or not, without any mark."""
    last = target.rstrip(_CLOSERS)[-1:]
    if not last or last in enders:
        return False
    return last in _SIGNS or is_word(last) or slot_pattern().match(last) is not None


def question_marks(source: str, target: str, enders: str) -> str:
    """Return a translation that ends in the question and exclamation marks of its source.

    One mark of the right kind is enough for one; the rest is what models leave out or confuse.

    Args:
        source: What was translated; only if it ends in such marks is anything changed.
        target: Its translation.
        enders: Marks that end a sentence of the target's language.
    """
    if source[-1:] not in _ASKING:
        return target
    run = source[len(source.rstrip(_ASKING)) :].replace("؟", "?")
    run = run.replace("?", "؟") if "؟" in enders else run
    bare = target.rstrip()
    head = bare.rstrip(_ASKING)
    found = bare[len(head) :]
    if not head.strip() or (len(run) == 1 and set(found) == {run}):
        return target
    if not found:
        if len(run) == 1 and head.rstrip(_CLOSERS)[-1:] in _ASKING:
            return target  # quoted
        if head[-1] in enders and head[-2:-1] not in enders:
            head = head[:-1].rstrip()
    return head + run


def without_full_stop(source: str, target: str, comma: str) -> str:
    """Return the translation of a clause, which others follow, without what ends a sentence.

    Args:
        source: The clause; one that ends in a stop, a colon or a dash is left as it is.
        target: Its translation, made as if the clause were a sentence.
        comma: Comma of the target's script, which stands for one in the source.
    """
    if target[-1:] not in _STOPS or _LONE_LETTER.search(target):
        return target
    if source[-1:] in _BREAKS and not (source[-1] == "." and _LONE_LETTER.search(source)):
        return target
    bare = target[:-1].rstrip()
    return bare + comma if source[-1:] in _COMMAS else bare
