"""Sentences of a text, and pieces of a sentence that is too long, as offsets.

Nothing is ever changed, dropped or moved: the spans tile the text, and white space belongs to the
sentence before it. A line break always ends a sentence. How the rules decide is described in
``docs/explanation/splitting.md``; the words they know are in :mod:`indictx.text._segment_data`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from indictx._patterns import compile_pattern
from indictx.text import _classes
from indictx.text import _segment_data as data
from indictx.text._clauses import clauses, halfway
from indictx.text._rules import Rules, rules_for, split_words
from indictx.text.tokenize import Span

__all__ = ["Span", "clauses", "ends_as_label", "halfway", "has_danda", "split"]

_BREAKS = "\n\r\u2028\u2029"
# With ৷, the Bengali numerator four, which Assamese keyboards offer for the danda.
_DANDAS = "।॥৷᱾᱿꯫꫰꫱෴"
_CLOSERS = ")]}”’»›"
_OPENER = {
    ")": "(",
    "]": "[",
    "}": "{",
    "”": "“",
    "’": "‘",
    "»": "«",
    "›": "‹",
    '"': '"',
    "'": "'",
    "“": "”",
    "‘": "’",
}
_LEADS = "\"'“‘«‹([{*_-–—•¿¡>"
# Whatever comes next cannot begin a sentence.
_GOES_ON = ",;:،؛)]}”’»›"
# How far the rules look to either side; what is farther away decides nothing, in any text.
_REACH = 300
_NEAR = 48
# Words of a clause that is not the cell of a table.
_CLAUSE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stop:
    """A run of sentence enders with what surrounds it.

    Attributes:
        start: Where the sentence begins that may end here.
        run: The enders alone, such as ``?!`` or ``॥ १ ॥``.
        at: Index of the run.
        tail: Closing quotation marks, brackets and references after the run.
        space: White space after the tail.
        end: Index after the white space, where a next sentence would begin.
    """

    start: int
    run: str
    at: int
    tail: str
    space: str
    end: int


def has_danda(lang: str) -> bool:
    """Whether the sentences of a language end in danda, for which some write a pipe."""
    return rules_for(lang).has_danda


def split(text: str, lang: str | None = None) -> list[Span]:
    """Return the sentences of a text.

    Args:
        text: Any text, of one or more lines.
        lang: A code such as ``hin_Deva``, which chooses the abbreviations; without it, those of
            all languages are known.

    Returns:
        Spans that tile the text, each a sentence with its trailing white space; white space at
        the very beginning belongs to the first. None is empty, and an empty text has none.
    """
    ender = _ender()
    found: list[Span] = []
    start, at = 0, _first_visible(text)
    while match := ender.search(text, at):
        if match.end() == len(text):
            break  # what is left is the last sentence, whatever its last character is
        # Not needed for a single sentence, and slow to build.
        rules, stop_pattern = rules_for(lang), _stop()
        if match[0] in _BREAKS:
            at = _after_space(text, match.start())
            ends = True
        else:
            parts = stop_pattern.match(text, match.start())
            if parts is None:  # a pipe or hyphen that ends nothing
                at = match.end()
                continue
            at = parts.end()
            stop = _Stop(
                start=start,
                run=parts["run"],
                at=match.start(),
                tail=parts["tail"],
                space=parts["space"],
                end=at,
            )
            ends = at == len(text) or _ends(text, stop, rules)
        if ends:
            found.append(Span(start, at))
            start = at
    if start < len(text):
        found.append(Span(start, len(text)))
    return found


def ends_as_label(text: str, lang: str | None = None) -> bool:
    """Say whether the full stop at the end of a text belongs to an abbreviation, not a sentence.

    As in a heading or the cell of a table: ``Sr. No.``, ``Rice, wheat, etc.``; what has more words
    is taken for a sentence.

    Args:
        text: What ends in a full stop.
        lang: As for :func:`split`.
    """
    words = text.split()
    if not words or len(words) >= _CLAUSE:
        return False
    word = unicodedata.normalize("NFC", words[-1]).lstrip(_LEADS).removesuffix(".")
    is_letter = len(word) == 1 and word.isascii() and word.isupper() and word != "I"
    return is_letter or _is_dotted(word) or _is_known(word, rules_for(lang))


@cache
def _ender() -> re.Pattern[str]:
    return re.compile(rf"[.!?…۔؟。！？|\-{_DANDAS}{_BREAKS}]")


@cache
def _stop() -> re.Pattern[str]:
    number = rf"(?:\d{{1,4}}(?:[.\-–]\d{{1,4}})?|[{_classes.SLOT}])"
    verse = rf"(?:॥|।।|\|\|)[ \u00a0]{{0,2}}{number}[ \u00a0]{{0,2}}(?:॥|।।|\|\|)"
    # A verse and its number may both have their marks: हाँ॥ ॥१२॥
    counted = rf"(?:[ \u00a0]?{verse})?+"
    # A pipe after a letter of a danda script is a danda on an English keyboard.
    letter = r"\u0900-\u0963\u0980-\u0b77"
    word = rf"[{letter}\d{_classes.SLOT}]"
    pipe = rf"(?:(?<=[{letter}])|(?<={word}[ \u00a0]))\|{{1,2}}(?=\s|$)"
    hyphen = "|".join(rf"(?<=\s{verb})-(?=\s)" for verb in data.URDU_VERBS.split())
    more = rf"(?:(?![ \u00a0]?{verse})[ \u00a0]?[!?؟{_DANDAS}]++)*+"
    run = rf"{verse}|[.!?…۔؟。！？{_DANDAS}]++{more}{counted}|{pipe}{counted}|{hyphen}"
    # A straight quote, or an Urdu one, before a letter opens; standing free, it closes.
    closer = rf"[{re.escape(_CLOSERS)}]|[\"'“‘](?!\w)|\[\d{{1,3}}\]"
    free = r"[ \u00a0]?[\"”»](?=\s|$)"
    emoji = rf"(?:[ \u00a0]?[{_classes.pictograph(astral=True)}]"
    emoji += r"[\ufe0f\u200d\U0001f3fb-\U0001f3ff]*+)++(?=\s|$)"
    return compile_pattern(
        rf"(?P<run>{run})(?P<tail>(?:{closer})*+(?:{free})?+(?:{emoji})?+)(?P<space>\s*+)"
    )


def _ends(text: str, stop: _Stop, rules: Rules) -> bool:
    """Whether a sentence ends at the stop, which is not the end of the text."""
    if any(char in _BREAKS for char in stop.space):
        return True
    following = text[stop.end]
    if following in _GOES_ON or (following in "-–—" and not stop.space):
        return False
    if stop.tail and _is_quoted(text, stop, rules):
        return False
    if stop.run[0] == "|" and text[stop.at - 1].isspace():
        return rules.has_danda and _is_danda(text, stop)
    if _is_ellipsis(stop.run):
        return _lead(text, stop.end)[:1].isupper()
    if not stop.space and not stop.tail:
        return _ends_glued(text, stop, rules)
    if stop.run == ".":
        return bool(stop.space) and _full_stop_ends(text, stop, rules)
    if stop.run == "۔":
        return not _is_name(text, stop, rules, _word_before(text, stop))
    # The exclamation mark of a name: Yahoo! and Jeopardy! are
    return stop.run != "!" or _lead(text, stop.end) not in split_words(data.LINKS)


def _is_danda(text: str, stop: _Stop) -> bool:
    """Whether a pipe that stands free is a full stop, and no border between the cells of a row."""
    if text[:_REACH].lstrip().startswith("|"):
        return False
    if _danda_at_end().search(text, max(0, len(text) - _NEAR)):
        return True
    # Cells of a table, or a menu, are shorter than sentences.
    clause = text[max(stop.start, stop.at - _REACH) : stop.at].rpartition("|")[2]
    return len(clause.split()) >= _CLAUSE


@cache
def _danda_at_end() -> re.Pattern[str]:
    # Slots that touch it are markup.
    return compile_pattern(rf"[|{_DANDAS}][{_classes.SLOT}]*+\s*+\Z")


def _is_ellipsis(run: str) -> bool:
    return not run.strip(".…۔") and run not in (".", "۔")


def _ends_glued(text: str, stop: _Stop, rules: Rules) -> bool:
    """Whether a sentence ends although nothing stands between the enders and the next one."""
    before, after = text[stop.at - 1 : stop.at], text[stop.end]
    if before.isdecimal() and after.isdecimal():  # 3.5 or २०७८।०५।१२
        return False
    if stop.run[-1] in _DANDAS or stop.run[-1] in "。！？":
        return True
    if not after.isalpha() or after.isascii() or before.isascii():
        return False  # a.b, v1.2, ?q=1
    if stop.run != ".":
        return True
    # கி.மீ. and எம்.ஜி.ஆர். have shorter parts than words that end and begin sentences.
    word, lead = _word_before(text, stop), _lead(text, stop.end)
    if "." in word or _is_known(word, rules) or rules.may_be_initial(word):
        return False
    return len(word) > 2 and (len(lead) > 2 or lead in rules.starters)


def _full_stop_ends(text: str, stop: _Stop, rules: Rules) -> bool:
    word, lead = _word_before(text, stop), _lead(text, stop.end)
    if not word:
        return True
    if word in rules.numbered and (lead[:1].isdecimal() or _is_slot(lead[:1])):
        return False
    if word in rules.closing or _is_dotted(word) or _is_dose(text, stop, word, lead):
        return rules.ends_after_closing(word, lead) and word not in rules.leading
    if word in rules.leading:
        return False
    if _is_marker(text, stop, word):
        return False
    if _is_name(text, stop, rules, word):
        return False
    if lead[:1].islower() and not lead[1:2].isupper():
        # Where sentences begin in lower case, as in chats, the next one may as well.
        return _lead(text, stop.start)[:1].islower() and len(word) > 1
    return True


def _is_known(word: str, rules: Rules) -> bool:
    return word in rules.leading or word in rules.numbered or word in rules.closing


def _is_dose(text: str, stop: _Stop, word: str, lead: str) -> bool:
    """Whether a word is short for a tablet or capsule, as in 1 tab. BD and Tab. Iron, not "3 tabs"."""
    if word.lower() not in ("tab", "tabs", "cap", "caps"):
        return False
    before = text[max(stop.start, stop.at - _NEAR) : stop.at - len(word)].split()
    if not before:
        return word[0].isupper()
    if word[-1] == "s" and not lead.isupper():
        return False
    is_named = word[0].isupper() and before[-1].lower() not in split_words(data.BEFORE_KEYS)
    return _is_number(before[-1]) or is_named


def _is_dotted(word: str) -> bool:
    """Whether a word has full stops between short parts: U.S, कि.मी, पी.एच.डी, M.B.B.S."""
    parts = word.split(".")
    return len(parts) > 1 and all(0 < len(part) < 6 and part[0].isalpha() for part in parts)


def _is_marker(text: str, stop: _Stop, word: str) -> bool:
    """Whether a word is the number of a list item or verse: 1. or (क). or iv. or 2.3."""
    core = word.strip("()[]")
    if _is_first(text, stop, word):
        number = core.replace(".", "")
        roman = 0 < len(core) <= 4 and not core.strip("ivxIVX")
        return roman or _is_slot(core) or (number.isdecimal() and len(number) <= 3)
    if not core.isdecimal() or len(core) > 2:
        return False
    count, before = int(core), text[max(stop.start, stop.at - _REACH) : stop.at - len(core)]
    if count == 1:
        return before.rstrip().endswith((":", ":-", "—", "–"))
    return any(int(item) == count - 1 for item in _items(before))


def _is_first(text: str, stop: _Stop, word: str) -> bool:
    """Whether nothing but white space, quotes and brackets precedes the word in its sentence."""
    before = stop.at - len(word)
    return before - stop.start < _NEAR and not text[stop.start : before].strip(_LEADS + " \t\n\r")


def _items(text: str) -> list[str]:
    return re.findall(r"(?<!\S)(\d{1,2})\.(?=\s)", text)


def _is_name(text: str, stop: _Stop, rules: Rules, word: str) -> bool:
    """Whether the stop belongs to an initial, alone or in a chain such as ए. पी. जे."""
    if not rules.may_be_initial(word):
        return False
    lead = _lead(text, stop.end)
    before = text[max(stop.start, stop.at - _NEAR) : stop.at - len(word)].split()
    if rules.ends_after_initial(before[-1] if before else "A", lead):
        return False
    if word in rules.endings and before and _is_number(before[-1]):
        return _in_chain(text, stop, rules, before)  # 10 కి. మీ.
    if rules.is_initial(word):
        return stop.run == "." or word.isascii() or _in_chain(text, stop, rules, before)
    return word in rules.letters and _in_chain(text, stop, rules, before)


def _in_chain(text: str, stop: _Stop, rules: Rules, before: list[str]) -> bool:
    """Whether the word before or after is an initial too."""
    after, mark, _ = text[stop.end : stop.end + _NEAR].partition(stop.run)
    if mark and rules.is_letter(after):
        return True
    last = before[-1].lstrip(_LEADS) if before else ""
    return last.endswith(stop.run) and rules.is_letter(last[:-1])


def _is_quoted(text: str, stop: _Stop, rules: Rules) -> bool:
    """Whether what the tail closes is only a part of the sentence, which then goes on."""
    closer = stop.tail.rstrip()[-1]
    opener = _OPENER.get(closer)
    if opener is None or stop.tail.endswith(tuple(f"{digit}]" for digit in "0123456789")):
        return False
    lead = _lead(text, stop.end)
    if lead[:1].islower():
        return True
    reach = max(stop.start, stop.at - _REACH)
    before, found, _ = text[reach : stop.at].rpartition(opener)
    if closer in ")]}":
        return bool(found) and bool(before.strip() or reach > stop.start)
    if lead in split_words(data.QUOTATIVES) or _is_attribution(text, stop, lead):
        return True
    # A title or slogan, not speech: "जय हिन्द!" का नारा
    return (
        bool(found and before.strip())
        and stop.run.strip("!?") == ""
        and lead not in rules.starters
        and not _introduces_speech(before)
    )


def _is_attribution(text: str, stop: _Stop, lead: str) -> bool:
    """Whether a short clause with a verb of saying follows."""
    clause = re.split(rf"[.!?۔؟,\n{_DANDAS}]", text[stop.end : stop.end + 120], maxsplit=1)[0]
    said = clause.split()
    return 0 < len(said) <= 8 and not split_words(data.SPEECH).isdisjoint(said) and lead != ""


def _introduces_speech(before: str) -> bool:
    words = before.split()
    last = words[-1]
    return (
        last[-1] in ",:،-–—"
        or last in split_words(data.SPEECH)
        or last in ("कि", "that", "কি", "که")
    )


def _word_before(text: str, stop: _Stop) -> str:
    """Return what stands before the run, without opening quotes and brackets, in NFC."""
    near = text[max(stop.start, stop.at - _NEAR) : stop.at]
    if not near or near[-1].isspace():
        return ""
    word = near.split()[-1].lstrip(_LEADS)
    return unicodedata.normalize("NFC", word)


def _lead(text: str, at: int) -> str:
    """Return the first word from ``at`` on, without quotes and brackets before and after."""
    words = text[at : at + _NEAR].lstrip(_LEADS + " \t").split(None, 1)
    return words[0].rstrip(".,;:!?\"'”’)]}" + _DANDAS) if words else ""


def _is_slot(char: str) -> bool:
    return bool(char) and unicodedata.category(char[0]) == "Co" and len(char) == 1


def _is_number(word: str) -> bool:
    return word[-1].isdecimal() or _is_slot(word)


def _after_space(text: str, at: int) -> int:
    match = re.compile(r"\s*").match(text, at)
    return match.end() if match else at


def _first_visible(text: str) -> int:
    return _after_space(text, 0) if text[:1].isspace() else 0
