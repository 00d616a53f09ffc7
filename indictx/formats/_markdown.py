"""The inside of a Markdown paragraph as numbered tags, and text written so that it stays text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from indictx.formats._inline import Inline, InlineBuilder
from indictx.formats._markdown_rules import BLOCK, MATH

if TYPE_CHECKING:
    from markdown_it.token import Token

_PAIRS = {"em": "em", "strong": "strong", "s": "s"}
_TAG_NAME = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)[^>]*?(/?)>")
_TASK_BOX = re.compile(r"\[[ xX]\](?=\s)")
_REFERENCE = re.compile(r"\[(?:[^\[\]\\]|\\.)*\]")
_SPECIAL = re.compile(
    r"\\(?=[!-/:-@\[-`{-~])"
    r"|`"
    r"|\*(?=\S)|(?<=\S)\*"
    r"|(?<![^\W_])_(?=\S)|(?<=\S)_(?![^\W_])"
    r"|~~"
    r"|<(?=[A-Za-z/!?])"
    r"|&(?=#?\w{1,31};)"
    r"|!?\[(?=[^\]]*\](?:\(|\[|:))"
    r"|\[(?=\^)"
    rf"|(?={MATH})\$"
)
_BLOCK = re.compile(
    rf"{BLOCK}|"
    r"(?:#{1,6}|[-+*>]|=+|-+)(?=\s|\Z)|>|~~~|\d{1,9}(?=[.)](?:\s|\Z))|(?:[-_*]\s*){3,}\Z"
)


class MismatchError(Exception):
    """The tokens do not agree with the text; internal to the parser."""


def escape(text: str, *, has_references: bool = False) -> str:
    """Return text in which nothing is markup.

    Args:
        text: Any text.
        has_references: The document defines links, so any word in brackets may be one.
    """
    text = _SPECIAL.sub(lambda match: f"\\{match[0]}", text)
    return re.sub(r"(?<![\\!])\[", r"\\[", text) if has_references else text


def escape_start(raw: str) -> str:
    """Return the raw text of a paragraph so that its beginning does not make it another block."""
    match = _BLOCK.match(raw)
    if match is None:
        return raw
    at = match.end() if raw[0].isdigit() else 0
    return f"{raw[:at]}\\{raw[at:]}"


class InlineReader:
    """Walks the tokens of one paragraph along its text.

    Args:
        content: The paragraph as the parser saw it, lines joined.
        prefixes: What stands before each of its lines in the file: ``> `` for instance.
        wrap: How text is written.
    """

    def __init__(self, content: str, prefixes: Sequence[str], wrap: Callable[[str], str]) -> None:
        self._content = content
        self._prefixes = prefixes
        self._position = 0
        self._line = 0
        self._labels: list[int] = []
        self._builder = InlineBuilder(wrap, collapse=True)

    def read(self, tokens: Sequence[Token]) -> Inline:
        """Return the segment.

        Raises:
            MismatchError: The tokens are not those of the content.
        """
        self._walk(tokens)
        if self._content[self._position :].strip():
            raise MismatchError
        return self._builder.build()

    def _walk(self, tokens: Sequence[Token]) -> None:
        is_autolink = False
        for token in tokens:
            name, _, side = token.type.rpartition("_")
            if token.markup == "autolink":
                self._link(token, is_open=side == "open")
                is_autolink = side == "open"
            elif is_autolink:
                continue  # its text was taken with its brackets
            elif token.type == "text":
                self._text(token.content)
            elif token.type == "text_special":
                self._take(token.markup)
                self._builder.text(token.content)
            elif token.type in {"softbreak", "hardbreak"}:
                self._break(is_hard=token.type == "hardbreak")
            elif token.type == "kept":
                self._kept(token.content)
            elif token.type == "code_inline":
                self._builder.empty(self._code(token.markup))
            elif token.type == "html_inline":
                self._html(self._take(token.content))
            elif token.type == "image":
                self._image(token)
            elif name == "link":
                self._link(token, is_open=side == "open")
            elif name in _PAIRS and side == "open":
                self._builder.open(name, self._take(token.markup), is_tight=True)
            elif name in _PAIRS:
                self._builder.close(name, self._take(token.markup))
            else:
                raise MismatchError

    def _take(self, raw: str) -> str:
        if not self._content.startswith(raw, self._position):
            raise MismatchError
        self._position += len(raw)
        return raw

    def _match(self, pattern: str) -> str:
        match = re.compile(pattern, re.DOTALL).match(self._content, self._position)
        if match is None:
            raise MismatchError
        self._position = match.end()
        return match[0]

    def _text(self, text: str) -> None:
        self._take(text)
        if box := _TASK_BOX.match(text):
            self._builder.empty(box[0])
        self._builder.text(text[box.end() if box else 0 :])

    def _kept(self, raw: str) -> None:
        self._line += raw.count("\n")
        self._builder.empty(self._joined(self._take(raw)))

    def _break(self, *, is_hard: bool) -> None:
        self._line += 1
        raw = self._match(r"[ \t]*\\?\n[ \t]*")
        if is_hard:
            prefix = self._prefixes[self._line] if self._line < len(self._prefixes) else ""
            self._builder.empty(raw.rstrip(" \t") + prefix)
        else:
            self._builder.text(" ")

    def _code(self, markup: str) -> str:
        raw = self._match(rf"{markup}.*?(?<!`){markup}(?!`)")
        self._line += raw.count("\n")
        return self._joined(raw)

    @staticmethod
    def _joined(raw: str) -> str:
        # On one line, so that the prefix of a quotation is not needed inside.
        return re.sub(r"[ \t]*\n[ \t]*", " ", raw)

    def _html(self, raw: str) -> None:
        self._line += raw.count("\n")
        match = _TAG_NAME.fullmatch(raw)
        raw = self._joined(raw)
        if match is None or match[3]:
            self._builder.empty(raw)
        elif match[1]:
            self._builder.close(match[2].lower(), raw)
        else:
            self._builder.open(match[2].lower(), raw)

    def _link(self, token: Token, *, is_open: bool) -> None:
        if token.markup == "autolink":
            if is_open:
                self._builder.empty(self._match(r"<[^>]*>"))
            return
        if is_open:
            self._builder.open("link", self._label("["))
        else:
            self._builder.close("link", self._target())

    def _label(self, opening: str) -> str:
        raw = self._take(opening)
        self._labels.append(self._position)
        return raw

    def _target(self) -> str:
        """Take what follows the label of a link or image."""
        label = self._content[self._labels.pop() : self._position]
        raw = self._take("]")
        start = self._position
        if self._content.startswith("(", start):
            end = _inline_target_end(self._content, start)
            if end is not None:
                self._position = end
                self._line += self._content.count("\n", start, end)
                return self._joined(raw + self._content[start:end])
        match = _REFERENCE.match(self._content, start)
        if match and match[0] != "[]":
            raw += match[0]
        else:
            # The label is what the link is defined by, and it will be translated.
            raw += f"[{label}]"
        self._position = match.end() if match else start
        self._line += match[0].count("\n") if match else 0
        return self._joined(raw)

    def _image(self, token: Token) -> None:
        self._builder.open("image", self._label("!["))
        self._walk(token.children or [])
        self._builder.close("image", self._target())


def _inline_target_end(content: str, start: int) -> int | None:
    """Return where ``(destination "title")`` ends, if it is one."""
    from markdown_it.helpers import parseLinkDestination, parseLinkTitle

    def skip(at: int) -> int:
        while at < len(content) and content[at] in " \t\n":
            at += 1
        return at

    at = skip(start + 1)
    destination = parseLinkDestination(content, at, len(content))
    if destination.ok:
        at = skip(destination.pos)
        title = parseLinkTitle(content, at, len(content))
        if title.ok:
            at = skip(title.pos)
    return at + 1 if content.startswith(")", at) else None
