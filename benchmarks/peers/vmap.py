"""Which pieces a target may have (``vmap.txt``): by counts in a text, or by script."""

from __future__ import annotations

import shutil
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.corpus import file_of
from indictx.families import load_family
from indictx.languages import Pair
from indictx.models.manifest import ModelManifest

#: Most frequent pieces of a target language that are kept, where a text is given.
MOST = 4000


def write_variant(manifest: ModelManifest, folder: Path, *, text: Path | None) -> None:
    """Copy the model's folder with a ``vmap.txt`` for every target.

    Args:
        manifest: The model.
        folder: Where the copy goes.
        text: Folder of texts ``hin_Deva.txt`` to count pieces in, not those to be translated;
            without it, a target in Latin letters may have no others, and one in others no Latin.
    """
    shutil.copytree(manifest.folder, folder, dirs_exist_ok=True)
    # CTranslate2 takes the union of all lines that fit a part of the source, and the tag of a target
    # is also that of a source: both tags together are not.
    tags = " ".join(manifest.text.source_prefix[:2])
    pairs = list(map(Pair.parse, manifest.pairs))
    pieces = {pair.target.code: _allowed(manifest, pair, text) for pair in pairs}
    allowed = {
        tags.replace("{target}", pair.target.code).replace("{source}", pair.source.code): pieces[
            pair.target.code
        ]
        for pair in pairs
    }
    (folder / "vmap.txt").write_text(lines(allowed), encoding="utf-8")


def lines(allowed: Mapping[str, Sequence[str]]) -> str:
    """Return the file: a tag, a tab, and its pieces."""
    return "".join(f"{tag}\t{' '.join(pieces)}\n" for tag, pieces in allowed.items())


def _allowed(manifest: ModelManifest, pair: Pair, text: Path | None) -> list[str]:
    import sentencepiece

    path = manifest.folder / manifest.text.source_spm
    tokenizer = sentencepiece.SentencePieceProcessor(model_file=str(path))
    names = [tokenizer.id_to_piece(number) for number in range(tokenizer.get_piece_size())]
    if text is None or not file_of(text, pair.target.code).is_file():
        return by_script(names, is_latin=pair.target.code.endswith("_Latn"))
    path = file_of(text, pair.target.code)
    always = [name for name in names if _is_special(name)]
    return list(dict.fromkeys([*always, *_counted(manifest, pair, path)]))


def by_script(names: Sequence[str], *, is_latin: bool) -> list[str]:
    """Return the pieces without letters, and those whose letters are Latin, or are not."""
    return [
        name
        for name in names
        if _is_special(name) or all(_is_latin(c) is is_latin for c in name if c.isalpha())
    ]


def _counted(manifest: ModelManifest, pair: Pair, path: Path) -> list[str]:
    counts: Counter[str] = Counter()
    back = Pair(pair.target, pair.source)
    sentences = path.read_text(encoding="utf-8").splitlines()
    for source in load_family(manifest).encode(sentences, back):
        counts.update(source.pieces)
    return [piece for piece, _ in counts.most_common(MOST)]


def _is_special(name: str) -> bool:
    return name.startswith("<") or not any(map(str.isalpha, name))


def _is_latin(char: str) -> bool:
    return unicodedata.name(char, "").startswith("LATIN")
