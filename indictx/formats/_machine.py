"""Which strings of a JSON file are meant for programs: languages, ids, colors, dates, constants.

A string with white space is prose unless its key says code. A string of one word is left alone if
it looks like nothing that people write, or if its key says that it is a name among programs, and it
does not look like the label of a field that has this name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

Path = tuple[str | int, ...]

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_A-Za-z]+")
_LABEL = re.compile(r"[A-Z][a-z]+")
_CONSTANT = re.compile(r"[A-Z][A-Z0-9]*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z0-9]+)*")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: Last words of keys whose single words are names among programs.
_NAMES = _set(
    "id ids uuid guid key slug url uri href link path file filename hash checksum sha256 md5 token "
    "color colour icon class charset encoding mime format version schema ref type kind status state "
    "role mode method action event operator align variant layout theme severity priority unit code "
    "at date time timestamp currency timezone dir sort order"
)
_LANGUAGES = _set("lang langs language languages locale locales")
#: Keys whose strings are code whatever they look like.
_CODE = _set("class classname style css font fontfamily regex regexp pattern sql command script")
#: Keys with many names below them.
_MANY = _set("ids colors colours icons urls routes endpoints paths types roles scopes permissions")
_CODES = _set("scripts dependencies devdependencies peerdependencies")


@cache
def _shape() -> re.Pattern[str]:
    """Return what finds a word that nobody says: each alternative is a whole value."""
    return re.compile(
        r"[A-Za-z]"  # the letter of an answer
        r"|\#[0-9a-fA-F]{3,8}|(?:rgb|hsl)a?\([^()]*\)|var\(--[\w-]+\)"
        r"|\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)?|\d{4}-W\d\d|P(?=[\dT])(?:\d+[YMWD])*(?:T[\dHMS.]+)?"
        r"|v?\d+(?:\.\d+)+(?:[-+][\w.]+)?|v\d+"
        r"|-?\d+(?:\.\d+)?(?:px|r?em|v[hw]|pt|ms|fr|deg)"
        r"|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
        r"|(?=[^\W\d]*\d)(?=\d*[^\W\d])[A-Za-z0-9]+"  # a1, 3f2c
        r"|(?=[^\d]*\d)[a-z0-9]+(?:-[a-z0-9]+)+"  # item-12
        r"|(?=.*\d)(?=.*[A-Z])(?=.*[a-z])[A-Za-z0-9+/_-]{20,}={0,2}"
        r"|_*[A-Za-z0-9]+(?:_+[A-Za-z0-9]+)+"  # snake_case, SNAKE_CASE
        r"|[a-z]+\d*(?:[A-Z][a-z0-9]*)+|(?:[A-Z][a-z0-9]+){2,}"  # camelCase, PascalCase
        r"|[a-z]{2,3}-(?:[A-Z]{2}|[A-Z][a-z]{3}(?:-[A-Z]{2})?)"  # en-IN, kok-Deva
        r"|[A-Za-z_][\w-]*(?:\.[\w-]*[A-Za-z][\w-]*)+"  # logo.png, app.title
        r"|[a-z][\w-]*(?::[\w*-]+)+"  # user:read
        r"|(?:text|image|audio|video|application|font|multipart)/[\w.+-]+"
        r"|(?:Africa|America|Asia|Australia|Europe|Pacific|Etc)/[\w+/-]+"
        r"|[.~@]?/?(?=[\w./-]*[.\d_-])[\w-]+(?:/[\w.-]+)+",
        re.ASCII,
    )


def is_interface(paths: Iterable[Path], *, has_other_values: bool) -> bool:
    """Say whether a file looks like texts of an interface: nothing but names and their strings.

    Args:
        paths: Of all strings.
        has_other_values: Whether there are numbers, booleans or nulls.
    """
    return not has_other_values and all(isinstance(step, str) for path in paths for step in path)


def is_machine(path: Path, value: str, *, interface: bool = False) -> bool:
    """Say whether a string is for programs and not for people.

    Args:
        path: Keys and indices that lead to it.
        value: The string.
        interface: The file looks like texts of an interface, where ``"type": "Type"`` is a label.
    """
    keys = [step for step in path if isinstance(step, str)]
    key = keys[-1] if keys else ""
    if key.startswith(("$", "@")) and key != "@value":
        return True
    words = [word.lower() for word in _WORD.findall(key)]
    above = {other.lower() for other in keys}
    if not interface and ("".join(words) in _CODE or above & _CODES):
        return True
    if any(map(str.isspace, value)):
        return False
    if _shape().fullmatch(value):
        return True
    last = words[-1] if words else ""
    if last in _LANGUAGES:
        return _LANGUAGE.fullmatch(value) is not None
    if last == "at" and len(words) < 2:  # createdAt is a time, "at" is a word
        return False
    return (last in _NAMES or bool(above & _MANY)) and _is_name(value, words, interface=interface)


def _is_name(value: str, key_words: list[str], *, interface: bool) -> bool:
    if "".join(_WORD.findall(value)).lower() == "".join(key_words):
        return False
    if not value.isascii():
        return re.search(r"[\d_/-]", value) is not None
    if _LABEL.fullmatch(value):
        return key_words[-1] == "type" and not interface  # as GeoJSON has it
    return not (interface and _CONSTANT.fullmatch(value))
