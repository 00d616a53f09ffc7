"""Translation memories in TMX as test sets: read, never written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

# The standard parser opens no network and no other file, and expat limits what entities grow to.
from xml.etree.ElementTree import Element, ParseError, iterparse

from indictx.errors import InputError
from indictx.evaluate.readers import Columns, Part, any_code_of

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def tmx_part(path: Path) -> Part:
    """Return the units of a TMX file, parallel in the languages they are asked for.

    Units that miss one of these languages are left out. A property of the type ``domain``, or
    ``x-domain``, is the unit's domain.

    Raises:
        InputError: The file is not well-formed, or has no units.
    """
    units = list(_units(path))
    codes = tuple(dict.fromkeys(code for texts, _ in units for code in texts))
    if len(codes) < 2:
        raise InputError(f"{str(path)!r} has no units in two languages")

    def load(wanted: Sequence[str]) -> Columns:
        full = [unit for unit in units if all(unit[0].get(code, "").strip() for code in wanted)]
        domains = [domain for _, domain in full]
        lines = {code: [texts[code] for texts, _ in full] for code in wanted}
        left_out = len(units) - len(full)
        return Columns(lines, domains if any(domains) else [], left_out=left_out)

    return Part(codes, load)


def _units(path: Path) -> Iterator[tuple[dict[str, str], str]]:
    try:
        with path.open("rb") as stream:
            for _, element in iterparse(stream):  # noqa: S314  (as above)
                if element.tag == "tu":
                    yield _texts(element), _domain(element)
                    element.clear()
    except OSError as error:
        raise InputError(f"cannot read {str(path)!r}: {error.strerror or error}") from error
    except ParseError as error:
        raise InputError(f"{path} is not well-formed: {error}") from error


def _texts(unit: Element) -> dict[str, str]:
    texts: dict[str, str] = {}
    for variant in unit.iter("tuv"):
        segment = variant.find("seg")
        # TMX 1.1 wrote the attribute without its namespace.
        code = any_code_of(variant.get(_LANG) or variant.get("lang") or "")
        if segment is not None and code:
            texts.setdefault(code, " ".join("".join(segment.itertext()).split()))
    return texts


def _domain(unit: Element) -> str:
    for prop in unit.findall("prop"):
        if prop.get("type") in ("domain", "x-domain"):
            return (prop.text or "").strip()
    return ""
