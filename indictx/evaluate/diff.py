"""Two systems side by side, segment by segment, worst first: one HTML file that needs no network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape

from indictx.evaluate._page import CSP, SCRIPT, STYLE, font_rules
from indictx.evaluate.fidelity import LineCheck
from indictx.evaluate.metrics import METRICS, at_hand, measure
from indictx.evaluate.results import checks_of
from indictx.evaluate.systems import Output
from indictx.evaluate.testsets import EvalSet
from indictx.languages import Language
from indictx.text.tokenize import spans

__all__ = ["Segment", "segments_of", "side_by_side"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One segment as two systems translated it.

    Attributes:
        number: Its line, counted from 1.
        source: What was translated; ``None`` if unknown.
        reference: What a person made of it; ``None`` if unknown.
        domain: Its domain; empty if unknown.
        texts: What the two systems made of it.
        scores: chrF++ of the two against the references; without references, minus the number of
            problems.
        checks: What is wrong with the two.
    """

    number: int
    source: str | None
    reference: str | None
    domain: str
    texts: tuple[str, str]
    scores: tuple[float, float]
    checks: tuple[LineCheck, LineCheck]

    @property
    def loss(self) -> float:
        """How much worse the second system is than the first."""
        return self.scores[0] - self.scores[1]


def segments_of(evalset: EvalSet, first: Output, second: Output) -> list[Segment]:
    """Return the segments of a test set, those where the second system loses most in front.

    Where both lose alike, the worse segment comes first.

    Raises:
        InputError: An output has not as many lines as the test set.
        MissingExtraError: There are references, and sacreBLEU is not installed.
    """
    checks = [checks_of(evalset, output.lines) for output in (first, second)]
    scores = [
        _scores(evalset, output, found)
        for output, found in zip((first, second), checks, strict=True)
    ]
    segments = [
        Segment(
            number=row + 1,
            source=evalset.sources[row] if evalset.sources else None,
            reference=evalset.references[0][row] if evalset.references else None,
            domain=evalset.domains[row] if evalset.domains else "",
            texts=(first.lines[row], second.lines[row]),
            scores=(scores[0][row], scores[1][row]),
            checks=(checks[0][row], checks[1][row]),
        )
        for row in range(evalset.size)
    ]
    return sorted(segments, key=lambda one: (-one.loss, min(one.scores), one.number))


def side_by_side(evalset: EvalSet, first: Output, second: Output) -> str:
    """Return the page.

    Args:
        evalset: Sources and references, either of which may be missing.
        first: The system to compare with.
        second: The system whose losses come first.
    """
    segments = segments_of(evalset, first, second)
    names = (first.system, second.system)
    title = f"{evalset.name}, {evalset.pair}: {names[0]} and {names[1]}"
    body = "".join(_article(segment, evalset, names) for segment in segments)
    return (
        f'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n{CSP}\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n"
        f"<style>{STYLE}{_fonts(evalset)}</style>\n"
        f"<h1>{escape(title)}</h1>\n<p>{escape(_summary(segments, names, evalset))}</p>\n"
        f"{_form(names)}<main>\n{body}</main>\n<script>{SCRIPT}</script>\n</html>\n"
    )


def _scores(evalset: EvalSet, output: Output, checks: Sequence[LineCheck]) -> list[float]:
    if not evalset.references:
        return [-float(len(list(_problems(check)))) for check in checks]
    code = evalset.pair.target.code
    (spec,) = at_hand(code, [METRICS["chrf++"].name])
    return measure(spec, output.lines, evalset.references, tgt_lang=code).segments()


def _fonts(evalset: EvalSet) -> str:
    codes = (evalset.pair.source, evalset.pair.target)
    return "".join(f'[lang="{one.bcp47}"]{{{font_rules(one.code)}}}\n' for one in codes)


def _summary(segments: Sequence[Segment], names: tuple[str, str], evalset: EvalSet) -> str:
    lost = sum(segment.loss > 0 for segment in segments)
    won = sum(segment.loss < 0 for segment in segments)
    what = "segment chrF++" if evalset.references else "fewer problems; there is no reference"
    against = "the reference" if evalset.references else "the other system"
    return (
        f"{len(segments)} segments. By {what}, {names[1]} is better in {won}, {names[0]} in {lost}. "
        f"Marked words are not in {against}."
    )


def _form(names: tuple[str, str]) -> str:
    first, second = map(escape, names)
    return (
        "<form><label>Order <select name=sort>"
        f"<option value=loss>{second} loses most<option value=gain>{second} gains most"
        f"<option value=second>{second} worst<option value=first>{first} worst"
        "<option value=set>as in the set</select></label>"
        "<label>Show <select name=show><option value=all>all<option value=differ>those that differ"
        "<option value=problems>those with problems</select></label>"
        "<label>Find <input name=find type=search></label><output></output></form>\n"
    )


def _article(segment: Segment, evalset: EvalSet, names: tuple[str, str]) -> str:
    source, target = evalset.pair.source, evalset.pair.target
    a, b = segment.scores
    same = int(segment.texts[0] == segment.texts[1])
    scored = segment.reference is not None
    parts = [
        f'<article data-n="{segment.number}" data-a="{a:.2f}" data-b="{b:.2f}" data-same="{same}">',
        f"<header><span>#{segment.number}</span>",
        f"<span>{escape(segment.domain)}</span>" if segment.domain else "",
        _delta(-segment.loss) if scored else "",
        '</header><div class="pair">',
        _quoted("Source", segment.source, source),
        _quoted("Reference", segment.reference, target),
    ]
    for n, name in enumerate(names):
        against = segment.reference if scored else segment.texts[1 - n]
        title = f"{name} · {segment.scores[n]:.1f}" if scored else name
        marked = "".join(_marked(segment.texts[n], against or ""))
        problems = "; ".join(_problems(segment.checks[n]))
        note = f'<p class="problems">{escape(problems)}</p>' if problems else ""
        parts.append(_block(title, marked, target, note))
    return "".join(parts) + "</div></article>\n"


def _delta(gain: float) -> str:
    kind = "good" if gain > 0 else "bad" if gain < 0 else ""
    return f'<span class="{kind}">{gain:+.1f} chrF++</span>'


def _quoted(title: str, text: str | None, lang: Language) -> str:
    return "" if text is None else _block(title, escape(text), lang, "")


def _block(title: str, content: str, lang: Language, note: str) -> str:
    # dir keeps a Latin quotation from turning a line of Urdu around.
    return (
        f"<div><h2>{escape(title)}</h2>"
        f'<blockquote lang="{lang.bcp47}" dir="{lang.direction}">{content}</blockquote>{note}</div>'
    )


def _marked(text: str, against: str) -> Iterator[str]:
    """Yield the text as HTML, with the words that the other text does not have in this order."""
    own = spans(text)
    words = [text[span.start : span.end] for span in own]
    others = [against[span.start : span.end] for span in spans(against)]
    matched = SequenceMatcher(None, words, others, autojunk=False).get_matching_blocks()
    common = {n for block in matched for n in range(block.a, block.a + block.size)}
    position = 0
    for n, span in enumerate(own):
        yield escape(text[position : span.start])
        word = escape(words[n])
        yield word if n in common else f"<mark>{word}</mark>"
        position = span.end
    yield escape(text[position:])


def _problems(check: LineCheck) -> Iterator[str]:
    names = {
        "empty": "empty",
        "loop": "repeats itself",
        "script": "wrong script",
        "copied": "copy of the source",
        "negation": "negation on one side",
        "amounts": "small number on one side",
        "dates": "day on one side",
    }
    yield from (names[problem] for problem in check.problems)
    if check.lost_slots:
        yield f"lost {', '.join(check.lost_slots)}"
    if check.lost_numbers:
        yield f"lost number {', '.join(check.lost_numbers)}"
    if check.new_numbers:
        yield f"new number {', '.join(check.new_numbers)}"
