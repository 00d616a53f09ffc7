"""What CommonMark does not know: footnotes, math, definition lists, containers, admonitions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

# The rules of Pandoc (extension tex_math_dollars), so that prices are none.
MATH = (
    r"(?<![^\W_])(?<!\$)"
    r"(?:\$\$(?=\s*[^\s$])[^$]+(?<!\\)\$\$|\$(?![\s$])[^$]*(?<![\s\\])\$)"
    r"(?![^\W_]|\$)"
)
_KEPT = re.compile(rf"\[\^[^\[\]\s][^\[\]\n]*\]|{MATH}")
_NOTE = re.compile(r"\[\^[^\[\]\s][^\[\]\n]*\]:[ \t]*")
_DEFINITION = re.compile(r":[ \t]+(?=\S)")
# Containers of Docusaurus, VitePress and Pandoc, alerts of GitHub.
_MARKER = re.compile(r":{3,}.*|\[![A-Za-z]+\][-+]?[ \t]*")
# Python-Markdown's admonitions, and collapsible blocks and tabs of PyMdown Extensions.
_ADMONITION = re.compile(
    r"(?:!!!|\?\?\?\+?)[ ]?[A-Za-z][\w-]*(?:[ ]+[\w-]+)*(?:[ ]+\"(.*)\")?[ \t]*"
    r"|===[!+]?[ ]+\"(.*)\"[ \t]*"
)
_MATH_END = re.compile(r"\$\$[ \t]*(?:\{[^{}]*\})?[ \t]*\Z")
#: Beginnings of text that would be read as one of these blocks.
BLOCK = r":(?=\s)|:::|!!!(?=[ ]?[A-Za-z])|\?\?\?(?=\+?[ ]?[A-Za-z])|\$\$(?![^$]*\$\$)"

_NOTE_INDENT = 4
# As markdown-it-deflist has it; what follows with four spaces is text as well.
_DEFINITION_INDENT = 2


def add_rules(parser: MarkdownIt) -> None:
    """Teach a parser to read these.

    Inline, what stays as it is becomes a token ``kept``. A title of an admonition is an ``inline``
    behind a ``title_open``. Lines that have no text become no token.
    """
    ends: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    for name, rule in (
        ("note", _note),
        ("definition", _definition),
        ("marker", _marker),
        ("admonition", _admonition),
        ("math", _math),
    ):
        parser.block.ruler.before("table", name, rule, ends)
    parser.block.ruler.before("paragraph", "terms", _terms)
    parser.inline.ruler.before("link", "kept", _kept)


def _kept(state: StateInline, silent: bool) -> bool:
    match = _KEPT.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.push("kept", "", 0).content = match[0]
    state.pos = match.end()
    return True


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _note(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    return _hanging(state, start, end, silent, _NOTE, _NOTE_INDENT)


def _definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    return _hanging(state, start, end, silent, _DEFINITION, _DEFINITION_INDENT)


def _hanging(
    state: StateBlock, start: int, end: int, silent: bool, marker: re.Pattern[str], indent: int
) -> bool:
    """Read a block that begins behind a marker and goes on in indented lines."""
    match = marker.match(_line(state, start))
    if match is None or state.is_code_block(start):
        return False
    if silent:
        return True
    kept = state.bMarks[start], state.tShift[start], state.sCount[start]
    state.bMarks[start] += state.tShift[start] + match.end()
    state.tShift[start] = 0
    state.sCount[start] = state.blkIndent + indent
    _nested(state, start, end, indent)
    state.bMarks[start], state.tShift[start], state.sCount[start] = kept
    return True


def _nested(state: StateBlock, start: int, end: int, indent: int) -> None:
    # The tokens count the depth, which the parser limits.
    parent = state.parentType
    state.push("container_open", "", 1)
    state.parentType = "container"
    state.blkIndent += indent
    state.md.block.tokenize(state, start, end)
    state.blkIndent -= indent
    state.parentType = parent
    state.push("container_close", "", -1)


def _terms(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read lines directly before a definition: each is a term of its own."""
    last = start + 1
    while last < end and not state.isEmpty(last) and not _DEFINITION.match(_line(state, last)):
        last += 1
    if silent or last == end or state.isEmpty(last):
        return False
    rules = state.md.block.ruler.getRules("paragraph")
    if any(rule(state, line, end, True) for line in range(start + 1, last) for rule in rules):
        return False
    for line in range(start, last):
        state.push("paragraph_open", "p", 1).map = [line, line + 1]
        _push_inline(state, line, _line(state, line).strip())
        state.push("paragraph_close", "p", -1)
    state.line = last
    return True


def _push_inline(state: StateBlock, line: int, content: str) -> None:
    token = state.push("inline", "", 0)
    token.content = content
    token.map = [line, line + 1]
    token.children = []


def _marker(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    if state.is_code_block(start) or not _MARKER.fullmatch(_line(state, start)):
        return False
    if not silent:
        state.line = start + 1
    return True


def _admonition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    match = _ADMONITION.fullmatch(_line(state, start))
    if match is None or state.is_code_block(start):
        return False
    indent = state.sCount[start] - state.blkIndent + 4
    last = start + 1
    while last < end and (state.isEmpty(last) or state.sCount[last] >= state.blkIndent + indent):
        last += 1
    if all(map(state.isEmpty, range(start + 1, last))):
        return False
    if silent:
        return True
    if title := match[1] or match[2]:
        state.push("title_open", "", 1)
        _push_inline(state, start, title)
        state.push("title_close", "", -1)
    # Its paragraphs do not go on in lines that are not indented.
    line_max, state.lineMax = state.lineMax, last
    _nested(state, start + 1, last, indent)
    state.lineMax = line_max
    state.line = last
    return True


def _math(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read formulas between lines that begin and end with ``$$``."""
    if not _line(state, start).startswith("$$") or state.is_code_block(start):
        return False
    for line in range(start, end):
        raw = _line(state, line)
        if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            return False
        at = raw.find("$$", 2 if line == start else 0)
        if at >= 0:
            if not _MATH_END.match(raw, at):
                return False
            if not silent:
                state.line = line + 1
            return True
    return False
