"""A model's folder: the files CTranslate2 and SentencePiece read, and the manifest."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from indictx.errors import UsageError
from indictx.models.manifest import MANIFEST_NAME, SCHEMA
from indictx.models.verify import sha256
from indictx.train.clean import SLOTS
from indictx.train.recipe import Export, Recipe
from indictx.train.stages import whole, write_text
from indictx.train.vocab import MODEL, domain_tag, lang_tag, slot_piece

__all__ = ["VMAP", "check_output", "package"]

_REQUIRED = ("model.bin", "config.json", "shared_vocabulary.json")
#: What CTranslate2 reads to restrict the pieces of a target.
VMAP = "vmap.txt"


def check_output(folder: Path, *, force: bool) -> None:
    """Raise ``UsageError`` if ``folder`` holds a model already, unless ``force``, or other things."""
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is no folder", hint="name a new one")
    if (folder / MANIFEST_NAME).exists():
        if not force:
            raise UsageError(f"{folder} holds a model", hint="add --force to replace it")
        return
    # What is written by hand before the first export, and what an interrupted one leaves.
    names = (*_REQUIRED, VMAP, MODEL, "recipe*.toml", "MODEL_CARD.md", "results", "*.part")
    others = sorted(path.name for path in folder.glob("*") if not any(map(path.match, names)))
    if others:
        raise UsageError(
            f"{folder} holds {others[0]!r} and no model of ours", hint="name a new folder"
        )


def package(
    recipe: Recipe, pairs: Sequence[str], converted: Path, pieces: Path, folder: Path, *, kind: str
) -> None:
    """Copy a converted model into its folder and write the manifest, last.

    Args:
        recipe: What the manifest says.
        pairs: Directions that the model serves.
        converted: Folder that CTranslate2's converter wrote.
        pieces: The SentencePiece model.
        folder: The model's folder; other files in it are left alone.
        kind: CTranslate2's name of the arithmetic: ``int8``.
    """
    names = [*_REQUIRED, *([VMAP] if (converted / VMAP).exists() else [])]
    sources = {name: converted / name for name in names} | {MODEL: pieces}
    (folder / MANIFEST_NAME).unlink(missing_ok=True)
    if VMAP not in sources:
        (folder / VMAP).unlink(missing_ok=True)
    for name, source in sources.items():
        with whole(folder / name) as part:
            shutil.copyfile(source, part)
    files = [folder / name for name in sorted(sources)]
    write_text(folder / MANIFEST_NAME, _manifest(recipe, pairs, files, kind))


def _manifest(recipe: Recipe, pairs: Sequence[str], files: Sequence[Path], kind: str) -> str:
    served = {code for pair in pairs for code in pair.split("-")}
    languages = [code for code in recipe.data.languages if code in served]
    lines = _table(
        {
            "schema": SCHEMA,
            "name": recipe.name,
            "version": recipe.version,
            "family": "opus_mt",
            "licence": recipe.licence,
            "attribution": recipe.attribution,
            "languages": languages,
            "pairs": list(pairs),
            "max_source_pieces": recipe.export.max_source_pieces,
            "compute_type": kind,
        }
        | _told(recipe.export)
    )
    lines += ["", "[text]"]
    lines += _table(
        {
            "source_spm": MODEL,
            "source_prefix": [lang_tag("{target}"), lang_tag("{source}"), domain_tag("general")],
            "append_eos": True,
            "unify_script": True,
            "openings_apart": recipe.vocabulary.openings_apart,
            "slot": slot_piece(0).replace("0", "{index}"),
            "slot_count": SLOTS,
        }
    )
    lines += ["", "[decode]"]
    lines += _table(
        {
            "beam_size": recipe.export.beam_size,
            "length_penalty": recipe.export.length_penalty,
            "patience": recipe.export.patience,
            **_given(
                {
                    "rerank": recipe.export.rerank,
                    "reverse": recipe.export.reverse,
                    "doubt": recipe.export.doubt,
                }
            ),
        }
    )
    for file in files:
        facts = {"path": file.name, "size_bytes": file.stat().st_size, "sha256": sha256(file)}
        lines += ["", "[[files]]", *_table(facts)]
    return "\n".join(lines) + "\n"


def _told(export: Export) -> dict[str, object]:
    """Return what the recipe says about the model that is not the default."""
    return _given({"title": export.title, "caution": export.caution, "rank": export.rank})


def _given(values: Mapping[str, object]) -> dict[str, object]:
    """Return those that are not their default."""
    return {key: value for key, value in values.items() if value}


def _table(values: Mapping[str, object]) -> list[str]:
    # JSON's numbers, booleans, strings and lists are TOML's as well.
    return [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
