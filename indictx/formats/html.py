"""HTML: the text of a block is a segment, inline elements in it are numbered tags.

Scripts, styles, code and what is marked ``translate="no"`` stay; ``alt``, ``title`` and other
attributes that people read are segments of their own.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from indictx.errors import ParseError
from indictx.formats._codec import Codec, decode
from indictx.formats._html import Attribute, Token, tokens
from indictx.formats._inline import Inline, InlineBuilder
from indictx.formats._spans import Change, Edit, SpanDocument, apply, edit, is_translatable
from indictx.formats.base import FormatOptions, Segment

_INLINE = frozenset(
    (
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn"),
        *("em", "font", "i", "img", "ins", "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s"),
        *("samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var"),
        *("wbr", "svg", "math"),
    )
)
#: Their content is not language, or not shown.
_OPAQUE = frozenset(("code", "kbd", "samp", "var", "tt", "svg", "math", "object", "template"))
_RAW_LANGUAGE = frozenset(("title", "textarea"))
_READ = frozenset(("alt", "title", "placeholder", "aria-label", "aria-description", "summary"))
_META = re.compile(r"description|keywords|(?:og|twitter):(?:title|description|site_name)")
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([A-Za-z0-9._:-]+)", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([A-Za-z0-9._:-]+)")
_HEAD_BYTES = 2048


class Html:
    """HTML pages and fragments, XHTML too."""

    name = "html"
    extensions = (".html", ".htm", ".xhtml")

    def parse(self, data: bytes, options: FormatOptions) -> HtmlDocument:
        """Read blocks; see :meth:`Format.parse`."""
        head = data[:_HEAD_BYTES]
        match = _XML_ENCODING.match(head.lstrip()) or _CHARSET.search(head)
        declared = match[1].decode("ascii") if match else None
        text, codec = decode(data, options.encoding, declared=declared)
        is_xml = text.lstrip().startswith("<?xml") or "http://www.w3.org/1999/xhtml" in text[:1000]
        return HtmlDocument(text, codec, options, is_xml=is_xml)


class HtmlDocument(SpanDocument):
    """One page.

    Args:
        text: Its source.
        codec: How to encode it.
        options: Names the target language.
        is_xml: Whether it is XHTML.
        prefix: Beginning of the keys.
    """

    def __init__(
        self, text: str, codec: Codec, options: FormatOptions, *, is_xml: bool, prefix: str = ""
    ) -> None:
        self._options = options
        self._is_xml = is_xml
        found = _Reader(text, options, is_xml=is_xml)
        self._is_attribute = [one.is_attribute for one in found.found]
        super().__init__(
            text,
            codec,
            [_prefixed(one.edit, prefix) for one in found.found],
            changes=found.changes,
            errors="xmlcharrefreplace",
        )

    def render_text(self, targets: Sequence[str | None]) -> str:
        """Return the page with these translations."""
        changed = {id(one): target for one, target in self._changed(targets)}
        if not changed:
            return self._text
        inner: list[tuple[Edit, str | None]] = []
        outer: list[tuple[Edit, str | None]] = []
        for one, is_attribute in zip(self._edits, self._is_attribute, strict=True):
            (inner if is_attribute else outer).append((one, changed.get(id(one))))
        # An attribute may stand inside a tag inside a text, so attributes come first, and the
        # texts are read again with them.
        text = apply(self._text, _changes(inner))
        again = _Reader(text, self._options, is_xml=self._is_xml)
        edits = [one.edit for one in again.found if not one.is_attribute]
        pairs = [(new, target) for new, (_, target) in zip(edits, outer, strict=True)]
        return apply(text, [*_changes(pairs), *again.changes])


def block_edits(text: str, start: int, end: int, key: str) -> Iterator[Edit]:
    """Yield the texts, not the attributes, of the HTML in ``text[start:end]``.

    HTML that is cut off inside of a tag, as Markdown allows, has none.
    """
    try:
        found = _Reader(text[start:end], FormatOptions(), is_xml=False).found
    except ParseError:
        return
    for one in found:
        if not one.is_attribute:
            spans = tuple((start + begin, start + stop) for begin, stop in one.edit.spans)
            yield replace(_prefixed(one.edit, key), spans=spans)


def _prefixed(one: Edit, prefix: str) -> Edit:
    if not prefix:
        return one
    return replace(one, segment=replace(one.segment, key=prefix + one.segment.key))


def _changes(pairs: Sequence[tuple[Edit, str | None]]) -> list[Change]:
    return [
        Change(*one.spans[0], one.write(target)[0]) for one, target in pairs if target is not None
    ]


@dataclass(frozen=True, slots=True)
class _Found:
    """One segment."""

    edit: Edit
    is_attribute: bool


@dataclass(slots=True)
class _Open:
    """An element that is not closed yet."""

    name: str
    is_kept: bool
    is_pre: bool = False


@dataclass(slots=True)
class _Block:
    """Tokens between two borders of blocks, and whether each is kept as it is."""

    tokens: list[tuple[Token, bool]] = field(default_factory=list)


class _Reader:
    """Finds the segments of a page."""

    def __init__(self, text: str, options: FormatOptions, *, is_xml: bool) -> None:
        self.found: list[_Found] = []
        self.changes: list[Change] = []
        self._options = options
        self._is_xml = is_xml
        self._stack: list[_Open] = []
        self._block = _Block()
        for token in tokens(text, is_xml=is_xml):
            self._take(token)
        self._flush("")

    def escape(self, text: str) -> str:
        raw = html.escape(text, quote=False)
        return raw.replace("\u00a0", "&#160;" if self._is_xml else "&nbsp;")

    @property
    def _is_kept(self) -> bool:
        return bool(self._stack) and self._stack[-1].is_kept

    def _take(self, token: Token) -> None:
        if token.kind in {"start", "empty"}:
            self._attributes(token)
        is_inline = token.kind in {"text", "other"} or token.name in _INLINE
        if not is_inline:
            self._flush(self._stack[-1].name if self._stack else "")
        if token.kind == "start":
            self._push(token)
        if is_inline:
            self._block.tokens.append((token, self._is_kept))
        elif token.kind == "raw" and token.name in _RAW_LANGUAGE:
            self._block.tokens.append((token, self._is_kept))
            self._flush(token.name)
        if token.kind == "end":
            self._pop(token.name)
        if token.name == "html" and token.kind == "start":
            self.changes += _language_changes(token, self._options)
        elif token.kind == "start" and not is_inline and not self._is_kept:
            self.changes += _own_language_changes(token, self._options)

    def _push(self, token: Token) -> None:
        own = token.get("translate")
        classes = (token.get("class") or "").split()
        is_kept = self._is_kept or token.name in _OPAQUE or "notranslate" in classes
        if own is not None:
            is_kept = own.lower() == "no" or (is_kept and token.name in _OPAQUE)
        is_pre = token.name == "pre" or (bool(self._stack) and self._stack[-1].is_pre)
        self._stack.append(_Open(token.name, is_kept, is_pre))

    def _pop(self, name: str) -> None:
        for depth in range(len(self._stack) - 1, -1, -1):
            if self._stack[depth].name == name:
                del self._stack[depth:]
                return

    def _flush(self, name: str) -> None:
        block, self._block = self._block.tokens, _Block()
        if not any(
            token.kind in {"text", "raw"} and not is_kept and not token.raw.isspace()
            for token, is_kept in block
        ):
            return
        inline = self._inline(block)
        if not is_translatable(inline.plain()):
            return
        segment = Segment(key=f"{name or 'text'} {len(self.found) + 1}", source=inline.source)
        start, end = block[0][0].start, block[-1][0].end
        self.found.append(_Found(edit(segment, start, end, inline.render, inline.check), False))

    def _inline(self, block: Sequence[tuple[Token, bool]]) -> Inline:
        is_pre = bool(self._stack) and self._stack[-1].is_pre
        builder = InlineBuilder(self.escape, collapse=not is_pre)
        for token, is_kept in block:
            if is_kept or token.kind in {"other", "empty"}:
                builder.empty(token.raw)
            elif token.kind in {"text", "raw"}:
                builder.text(html.unescape(token.raw))
            elif token.kind == "start":
                builder.open(token.name, token.raw)
            else:
                builder.close(token.name, token.raw)
        return builder.build()

    def _attributes(self, token: Token) -> None:
        if self._is_kept or (token.get("translate") or "").lower() == "no":
            return
        for attribute in token.attributes:
            if attribute.quote and _is_read(token, attribute) and is_translatable(attribute.value):
                key = f"{token.name}@{attribute.name} {len(self.found) + 1}"
                segment = Segment(key=key, source=attribute.value)
                one = edit(
                    segment, attribute.start, attribute.end, self._attribute(attribute.quote)
                )
                self.found.append(_Found(one, True))

    def _attribute(self, quote: str) -> Callable[[str], str]:
        entity = "&quot;" if quote == '"' else "&#39;"
        return lambda target: self.escape(target).replace(quote, entity)


def _is_read(token: Token, attribute: Attribute) -> bool:
    if attribute.name in _READ:
        return True
    if token.name == "meta" and attribute.name == "content":
        name = (token.get("name") or token.get("property") or "").lower()
        return _META.fullmatch(name) is not None
    if token.name == "input" and attribute.name == "value":
        return (token.get("type") or "").lower() in {"submit", "button", "reset"}
    return attribute.name == "label" and token.name in {"option", "optgroup", "track"}


def _language_changes(token: Token, options: FormatOptions) -> list[Change]:
    """Name the target language where the page names its own."""
    if options.tgt_lang is None:
        return []
    from indictx.languages import language

    target = language(options.tgt_lang)
    changes = [
        Change(each.start, each.end, target.bcp47)
        for each in token.attributes
        if each.name in {"lang", "xml:lang"} and each.value
    ]
    directions = [each for each in token.attributes if each.name == "dir" and each.value]
    changes += [Change(each.start, each.end, target.direction) for each in directions]
    if target.direction == "rtl" and not directions:
        end = token.start + 1 + len(token.name)
        changes.append(Change(end, end, ' dir="rtl"'))
    return changes


def _own_language_changes(token: Token, options: FormatOptions) -> list[Change]:
    """Name the target language in a block that names the source's, and turn it round.

    What is inside a line is part of what is translated, and stays.
    """
    if not token.attributes or options.tgt_lang is None or options.src_lang is None:
        return []
    from indictx.languages import language

    source, target = language(options.src_lang), language(options.tgt_lang)
    changes = []
    for each in token.attributes:
        if each.name in {"lang", "xml:lang"} and _names(each.value, source.code):
            changes.append(Change(each.start, each.end, target.bcp47))
        if each.name == "dir" and each.value == source.direction != target.direction:
            changes.append(Change(each.start, each.end, target.direction))
    return changes


def _names(tag: str, code: str) -> bool:
    from indictx.languages import lookup

    found = lookup(tag)
    return found is not None and found.code == code


HTML = Html()
