"""Which pieces a target may have: ``vmap.txt``, which CTranslate2 reads beside the model.

A line is the two tags that begin a source, target first, then a tab and pieces. Both tags are
needed: CTranslate2 takes the union of all lines that fit a part of the source, and a line for one
tag would also fit where that language is the source.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from indictx.languages import language
from indictx.train.clean import SLOTS
from indictx.train.pack import Pack
from indictx.train.stages import write_text
from indictx.train.vocab import lang_tag, slot_piece

__all__ = ["by_count", "by_script", "of_script", "write_vmap"]


def write_vmap(
    path: Path, directions: Iterable[str], allowed: Callable[[str], Sequence[str]]
) -> None:
    """Write the file.

    Args:
        path: Where to.
        directions: Such as ``eng_Latn-hin_Deva``.
        allowed: Returns the pieces that a target language, a code, may have.
    """
    ways = [direction.split("-") for direction in directions]
    pieces = {target: " ".join(allowed(target)) for target in {target for _, target in ways}}
    lines = [
        f"{lang_tag(target)} {lang_tag(source)}\t{pieces[target]}\n" for source, target in ways
    ]
    write_text(path, "".join(lines))


def by_count(packs: Iterable[Pack], pieces: Any, count: int) -> Callable[[str], Sequence[str]]:  # noqa: ANN401 - untyped library
    """Allow the slots, and the pieces most frequent in the training text of a language."""
    import numpy as np

    counts: dict[str, Counter[int]] = {}
    for pack in packs:
        for side, code in enumerate(pack.pair.split("-")):
            found, number = np.unique(pack.side(side), return_counts=True)
            seen = dict(zip(found.tolist(), number.tolist(), strict=True))
            counts.setdefault(code, Counter()).update(seen)
    slots = [slot_piece(number) for number in range(SLOTS)]

    def allowed(code: str) -> Sequence[str]:
        names = [pieces.id_to_piece(number) for number, _ in counts[code].most_common(count)]
        return list(dict.fromkeys([*slots, *names]))

    return allowed


def by_script(pieces: Any) -> Callable[[str], Sequence[str]]:  # noqa: ANN401 - untyped library
    """Allow Latin letters to languages written in them, and all others to the other ones.

    Scripts may be unified, so others are not told apart.
    """
    names = [pieces.id_to_piece(number) for number in range(pieces.get_piece_size())]
    return lambda code: of_script(names, is_latin=language(code).script_code == "Latn")


def of_script(names: Iterable[str], *, is_latin: bool) -> list[str]:
    """Return the pieces all of whose letters are Latin, or none.

    Tags, slots, bytes, digits and marks of punctuation are everybody's.
    """
    return [
        name
        for name in names
        if name.startswith(("<", ">>"))
        or all(_is_latin(char) is is_latin for char in name if _is_letter(char))
    ]


def _is_letter(char: str) -> bool:
    return unicodedata.category(char)[0] in "LM"


def _is_latin(char: str) -> bool:
    return unicodedata.name(char, "").startswith("LATIN")
