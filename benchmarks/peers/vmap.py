"""Which pieces a target may have (``vmap.txt``): by counts in a text, or by script."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.corpus import file_of
from indictx.families import load_family
from indictx.languages import Pair
from indictx.models.manifest import ModelManifest
from indictx.train.package import VMAP
from indictx.train.restrict import by_script, write_vmap

#: Most frequent pieces of a target language that are kept, where a text is given.
MOST = 4000


def write_variant(manifest: ModelManifest, folder: Path, *, text: Path | None) -> None:
    """Copy the model's folder with a ``vmap.txt`` for every target.

    Args:
        manifest: The model.
        folder: Where the copy goes.
        text: Folder of texts ``hin_Deva.txt`` to count pieces in, not those to be translated;
            without it, a target may have the letters of its own script.
    """
    import sentencepiece

    shutil.copytree(manifest.folder, folder, dirs_exist_ok=True)
    path = manifest.folder / manifest.text.source_spm
    tokenizer = sentencepiece.SentencePieceProcessor(model_file=str(path))
    scripted = by_script(tokenizer)
    names = [tokenizer.id_to_piece(number) for number in range(tokenizer.get_piece_size())]
    always = list(filter(_is_special, names))
    pairs = {pair.target.code: pair for pair in map(Pair.parse, manifest.pairs)}

    def allowed(code: str) -> Sequence[str]:
        if text is None or not file_of(text, code).is_file():
            return scripted(code)
        counted = _counted(manifest, pairs[code], file_of(text, code))
        return list(dict.fromkeys([*always, *counted]))

    write_vmap(folder / VMAP, manifest.pairs, allowed)


def _counted(manifest: ModelManifest, pair: Pair, path: Path) -> list[str]:
    counts: Counter[str] = Counter()
    back = Pair(pair.target, pair.source)
    sentences = path.read_text(encoding="utf-8").splitlines()
    for source in load_family(manifest).encode(sentences, back):
        counts.update(source.pieces)
    return [piece for piece, _ in counts.most_common(MOST)]


def _is_special(name: str) -> bool:
    return name.startswith("<") or not any(map(str.isalpha, name))
