"""Which pieces a target may have: ``vmap.txt``, which CTranslate2 reads beside the model.

A line is the two tags that begin a source, target first, then a tab and pieces. Both tags are
needed: CTranslate2 takes the union of all lines that fit a part of the source, and a line for one
tag would also fit where that language is the source.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from indictx.families._spm import WORD_START
from indictx.languages import language
from indictx.languages.scripts import script, scripts
from indictx.text.transliterate import can_transliterate, scripts_in
from indictx.train.clean import SLOTS
from indictx.train.pack import Pack
from indictx.train.stages import write_text
from indictx.train.vocab import lang_tag, slot_piece

__all__ = [
    "by_count",
    "by_script",
    "of_other_scripts",
    "of_script",
    "own_pieces",
    "read_vmap",
    "write_vmap",
]


def write_vmap(
    path: Path,
    directions: Iterable[str],
    allowed: Callable[[str], Sequence[str]],
    earlier: Mapping[str, Sequence[str]] | None = None,
) -> None:
    """Write the file.

    Args:
        path: Where to.
        directions: Such as ``eng_Latn-hin_Deva``.
        allowed: Returns the pieces that a target language, a code, may have.
        earlier: What the model that training went on from allowed each target, as of
            :func:`read_vmap`; it stays allowed.
    """
    ways = [direction.split("-") for direction in directions]
    kept = earlier or {}
    pieces = {
        target: " ".join(dict.fromkeys([*allowed(target), *kept.get(target, ())]))
        for target in {target for _, target in ways}
    }
    lines = [
        f"{lang_tag(target)} {lang_tag(source)}\t{pieces[target]}\n" for source, target in ways
    ]
    write_text(path, "".join(lines))


def read_vmap(path: Path, pieces: Any) -> dict[str, list[str]]:  # noqa: ANN401 - untyped library
    """Return the pieces that a file allows each target language, a code.

    Pieces that the vocabulary lacks, and letters of other scripts than the target's, are left out.

    Returns:
        Nothing if there is no file.
    """
    if not path.is_file():
        return {}
    of_its_script, table = by_script(pieces), dict[str, set[str]]()
    for line in path.read_text(encoding="utf-8", errors="replace").split("\n"):
        tags, _, names = line.partition("\t")
        if tags.startswith(">>"):
            target = tags.split("<<")[0].removeprefix(">>")
            table.setdefault(target, set()).update(names.split(" "))
    return {
        target: [name for name in of_its_script(target) if name in names]
        for target, names in table.items()
    }


def by_count(packs: Iterable[Pack], pieces: Any, count: int) -> Callable[[str], Sequence[str]]:  # noqa: ANN401 - untyped library
    """Allow the slots, and the pieces most frequent in the training text of a language."""
    counts = _counts(packs)
    slots = [slot_piece(number) for number in range(SLOTS)]

    def allowed(code: str) -> Sequence[str]:
        names = [pieces.id_to_piece(number) for number, _ in counts[code].most_common(count)]
        return list(dict.fromkeys([*slots, *names]))

    return allowed


def by_script(pieces: Any) -> Callable[[str], Sequence[str]]:  # noqa: ANN401 - untyped library
    """Allow a language the letters of its script; those that are unified have Devanagari's."""
    names = [pieces.id_to_piece(number) for number in range(pieces.get_piece_size())]
    return lambda code: of_script(names, _unified(code))


def of_other_scripts(directions: Iterable[str], pieces: Any) -> list[int]:  # noqa: ANN401 - untyped library
    """Return pieces in a script that no target is written in, quoted in its text now and then."""
    codes = [language(direction.split("-")[1]).script_code for direction in directions]
    # Scripts that are unified are Devanagari here; words in Latin letters occur in all texts.
    written = {"Latn"} | {"Deva" if can_transliterate(code) else code for code in codes}
    names = [pieces.id_to_piece(number) for number in range(pieces.get_piece_size())]
    return [number for number, name in enumerate(names) if not written >= set(scripts_in(name))]


def own_pieces(
    packs: Iterable[Pack],
    pieces: Any,  # noqa: ANN401 - untyped library
    least: int,
) -> Callable[[str], Sequence[str]]:
    """Allow what :func:`by_script` does, and of that what the training text of a language has so often.

    Tags, slots and single letters are always allowed, so that any word can still be spelled.
    """
    counts, of_its_script = _counts(packs), by_script(pieces)

    def allowed(code: str) -> Sequence[str]:
        seen = {pieces.id_to_piece(number) for number, n in counts[code].items() if n >= least}
        return [name for name in of_its_script(code) if name in seen or _is_needed(name)]

    return allowed


def _is_needed(name: str) -> bool:
    return _is_control(name) or len(name.removeprefix(WORD_START)) <= 1


def _counts(packs: Iterable[Pack]) -> dict[str, Counter[int]]:
    import numpy as np

    counts: dict[str, Counter[int]] = {}
    for pack in packs:
        for side, code in enumerate(pack.pair.split("-")):
            found, number = np.unique(pack.side(side), return_counts=True)
            seen = dict(zip(found.tolist(), number.tolist(), strict=True))
            counts.setdefault(code, Counter()).update(seen)
    return counts


def of_script(names: Iterable[str], script_code: str) -> list[str]:
    """Return the pieces all of whose letters are of a script.

    Tags, slots, bytes, digits, marks of punctuation and letters of no known script are everybody's.
    """
    others = "".join(each.pattern for each in scripts() if each.code != script_code)
    has_other = re.compile(f"[{others}]").search
    return [name for name in names if _is_control(name) or not _is_foreign(name, has_other)]


def _is_control(name: str) -> bool:
    """Say whether a piece is a tag, slot, byte or the like."""
    return name.startswith(("<", ">>"))


def _is_foreign(name: str, has_other: Callable[[str], object]) -> bool:
    return any(unicodedata.category(char)[0] in "LM" and has_other(char) for char in name)


def _unified(code: str) -> str:
    own = script(language(code).script_code)
    return own.code if own.block_start is None else "Deva"
