"""The HTML report: source and target side by side in one file that needs no network and no script."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html import escape

from indictx import __version__
from indictx.jobs.journal import Journal
from indictx.jobs.records import FileState, Use
from indictx.jobs.report import Facts, Row, rows, states, totals, words_per_s
from indictx.languages import Language, language
from indictx.text.protect import SLOT_CLASS, protect, slot_index

# What Linux, Windows, macOS and Android call their fonts; the last name lets the system choose.
_FONTS = {
    "Deva": (
        "Noto Sans Devanagari",
        "Nirmala UI",
        "Kohinoor Devanagari",
        "Mangal",
        "Lohit Devanagari",
    ),
    "Beng": ("Noto Sans Bengali", "Nirmala UI", "Kohinoor Bangla", "Vrinda", "Lohit Bengali"),
    "Guru": ("Noto Sans Gurmukhi", "Nirmala UI", "Gurmukhi MN", "Raavi", "Lohit Gurmukhi"),
    "Gujr": ("Noto Sans Gujarati", "Nirmala UI", "Kohinoor Gujarati", "Shruti", "Lohit Gujarati"),
    "Orya": (
        "Noto Sans Oriya",
        "Noto Sans Odia",
        "Nirmala UI",
        "Oriya MN",
        "Kalinga",
        "Lohit Odia",
    ),
    "Taml": ("Noto Sans Tamil", "Nirmala UI", "Tamil MN", "Latha", "Lohit Tamil"),
    "Telu": ("Noto Sans Telugu", "Nirmala UI", "Kohinoor Telugu", "Gautami", "Lohit Telugu"),
    "Knda": ("Noto Sans Kannada", "Nirmala UI", "Kannada MN", "Tunga", "Lohit Kannada"),
    "Mlym": ("Noto Sans Malayalam", "Nirmala UI", "Malayalam MN", "Kartika", "Meera", "Rachana"),
    "Arab": (
        "Noto Nastaliq Urdu",
        "Jameel Noori Nastaleeq",
        "Urdu Typesetting",
        "Noto Naskh Arabic",
    ),
    "Olck": ("Noto Sans Ol Chiki", "Nirmala UI", "Segoe UI Historic"),
    "Mtei": ("Noto Sans Meetei Mayek", "Nirmala UI", "Eeyek Unicode"),
    "Sinh": ("Noto Sans Sinhala", "Nirmala UI", "Sinhala MN", "Iskoola Pota"),
    "Tibt": ("Noto Serif Tibetan", "Microsoft Himalaya", "Kailasa"),
}
_STYLE = """
:root { color-scheme: light dark; --line: #8886; --bad: #c62828; --good: #2e7d32; --soft: #8882; }
body { font: 16px/1.6 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; margin: 1.5rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; display: inline; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; margin: .5rem 0 2rem; }
th, td { border: 1px solid var(--line); padding: .4rem .6rem; vertical-align: top; text-align: start;
  overflow-wrap: anywhere; }
th { background: var(--soft); } td.text { white-space: pre-wrap; font-size: 1.05rem; }
td[dir=rtl] { line-height: 2.1; } .key { width: 9rem; font-size: .8rem; } .notes { width: 15rem; font-size: .85rem; }
tr.flagged td.key { border-inline-start: .35rem solid var(--bad); }
.slot { background: var(--soft); border-radius: .2rem; padding: 0 .15rem; }
.flag, .miss, .failed { color: var(--bad); font-weight: 600; } .hit, .variant { color: var(--good); }
ul { margin: 0; padding-inline-start: 1.1rem; } dl { display: grid; grid-template-columns: max-content auto; gap: 0 1rem; }
dd { margin: 0; } #only:checked ~ main tr.good { display: none; }
@media print { #only, label { display: none; } }
"""


def html_chunks(journal: Journal, facts: Facts) -> Iterator[str]:
    """Yield the report as HTML, one segment at a time."""
    files = states(journal, facts)
    title = f"Translation report, {escape(facts.model)}"
    yield (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="generator" content="indictx"><meta name="viewport" content="width=device-width">'
        f"<title>{title}</title>\n<style>{_STYLE}{_font_rules()}</style></head>\n<body>\n"
        f"<h1>{title}</h1>\n"
    )
    yield _summary(files, facts)
    yield (
        '<input type="checkbox" id="only"> <label for="only">Only segments with a flag</label>\n<main>\n'
    )
    for state in files:
        yield from _file(journal, state, facts)
    yield f"</main>\n<footer>indictx {escape(__version__)}</footer>\n</body></html>\n"


def _font_rules() -> str:
    rules = []
    for script, names in _FONTS.items():
        quoted = ", ".join(f'"{name}"' for name in names)
        rules.append(f".{script} {{ font-family: {quoted}, system-ui, sans-serif; }}\n")
    return "".join(rules)


def _summary(files: list[FileState], facts: Facts) -> str:
    sums = totals(files, facts)
    lines = {
        "Files": f"{sums['files']} done, {sums['failed']} failed",
        "Segments": f"{sums['segments']}, {sums['flagged']} of them with a flag",
        "Texts": f"{sums['translated']} translated, {sums['remembered']} from the memory",
        "Words": f"{sums['words']}, {sums['words_per_s'] or 0} a second",
        "Settings": facts.fingerprint[:16],
    }
    pairs = "".join(f"<dt>{name}</dt><dd>{escape(text)}</dd>" for name, text in lines.items())
    return f"<dl>{pairs}</dl>\n"


def _file(journal: Journal, state: FileState, facts: Facts) -> Iterator[str]:
    target = language(state.tgt_lang)
    name = f"{escape(state.source)} → {escape(state.output)}"
    yield f"<details open><summary><h2>{name}</h2> {escape(target.name)}</summary>\n"
    if state.error:
        yield f'<p class="failed">Failed: {escape(state.error)}</p>\n'
    else:
        yield (
            f"<p>Segments: {state.segments}, words: {state.words}, with a flag: {state.flagged}, "
            f"seconds: {state.seconds}, words a second: {words_per_s(state) or 0}"
            f"{_counts(journal, state)}</p>\n"
            '<table><thead><tr><th class="key">Where</th><th>Source</th><th>Target</th>'
            '<th class="notes">Notes</th></tr></thead>\n<tbody>\n'
        )
        for row in rows(journal, state):
            yield _row(row, target, facts)
        yield "</tbody></table>\n"
    yield "</details>\n"


def _counts(journal: Journal, state: FileState) -> str:
    """Return how often each flag and each outcome of a glossary term stands in a file."""
    places = list(journal.places(state.task))
    flags = Counter(flag for place in places for flag in place.flags)
    terms = Counter(use.outcome for place in places for use in place.uses)
    lines = {"flags": flags, "glossary": terms}
    return "".join(
        f"<br>{name}: " + ", ".join(f"{escape(what)} {count}" for what, count in found.items())
        for name, found in lines.items()
        if found
    )


def _row(row: Row, target: Language, facts: Facts) -> str:
    code = row.text.src_lang or facts.src_lang
    source = language(code) if code else None
    kind = "flagged" if row.place.flags else "good"
    return (
        f'<tr class="{kind}"><td class="key">{escape(row.place.key)}</td>'
        f"{_cell(row.text.source, source)}{_cell(row.text.target, target)}"
        f'<td class="notes">{_notes(row, target)}</td></tr>\n'
    )


def _cell(text: str, lang: Language | None) -> str:
    attributes = (
        f' lang="{lang.bcp47}" dir="{lang.direction}" class="text {lang.script_code}"'
        if lang
        else ' class="text"'
    )
    return f"<td{attributes}>{_with_slots(text)}</td>"


def _with_slots(text: str) -> str:
    """Return a text as HTML in which what must not change is marked."""
    hidden = protect(text)
    parts = []
    for part in _slots().split(hidden.text):
        index = slot_index(part) if len(part) == 1 else -1
        if index < 0:
            parts.append(escape(part))
        else:
            span = hidden.spans[index]
            title = escape(span.kind)
            parts.append(f'<bdi class="slot" title="{title}">{escape(span.text)}</bdi>')
    return "".join(parts)


@cache
def _slots() -> re.Pattern[str]:
    return re.compile(f"([{SLOT_CLASS}])")


def _notes(row: Row, target: Language) -> str:
    notes = [f'<li class="flag">{escape(flag)}</li>' for flag in row.place.flags]
    notes += [_use(use, target) for use in row.place.uses]
    text = row.text
    if text.near:
        notes.append(
            f"<li>similar, {text.near.ratio:.0%}: {escape(text.near.source)} → "
            f'<span lang="{target.bcp47}" class="{target.script_code}">{escape(text.near.target)}</span></li>'
        )
    if text.origin != "model":
        notes.append(f"<li>from the memory{', made by people' * (text.origin == 'import')}</li>")
    if text.repairs:
        notes.append(f"<li>repaired: {escape(', '.join(text.repairs))}</li>")
    if text.score is not None:
        notes.append(f"<li>score {text.score:.2f}</li>")
    return f"<ul>{''.join(notes)}</ul>" if notes else ""


def _use(use: Use, target: Language) -> str:
    wanted = f'<span lang="{target.bcp47}" class="{target.script_code}">{escape(use.found or use.expected)}</span>'
    return f'<li class="{escape(use.outcome)}">{escape(use.term)} → {wanted} ({escape(use.outcome)})</li>'
