"""From a checkpoint to a model's folder: Marian, CTranslate2 int8, manifest, scores, card."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indictx._imports import require
from indictx.errors import EngineError, UsageError
from indictx.models.verify import sha256
from indictx.train.batches import slot_ids, written_pieces
from indictx.train.blend import with_start
from indictx.train.card import CardFacts, write_card
from indictx.train.checkpoint import COOLED, MAIN, Progress, load_weights, newest
from indictx.train.model import BIAS, EMBEDDING, NEVER_WRITTEN, scored_pieces
from indictx.train.pack import Pack, check_packs, load_pack
from indictx.train.package import VMAP, check_output, package
from indictx.train.recipe import Recipe, Shape
from indictx.train.report import read_report
from indictx.train.restrict import (
    by_count,
    by_script,
    of_other_scripts,
    own_pieces,
    read_vmap,
    write_vmap,
)
from indictx.train.stages import read_mark, write_json, write_text
from indictx.train.vocab import EOS, MODEL, UNKNOWN, load_pieces

if TYPE_CHECKING:
    from indictx.evaluate.results import Result

    Tensor = Any

__all__ = ["Exported", "Trial", "export_model", "write_marian"]

_PADDING = "<pad>"
_SCORES = ("scores.json", "scores.md")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What the packaged model is scored on.

    Attributes:
        testset: Path or name of a test set, as of ``indictx evaluate``.
        limit: Segments of each direction; ``None`` is all.
        exact: Whether the model is also scored in float32, and without ``vmap.txt``.
        threads: Cores to use.
    """

    testset: str
    limit: int | None = None
    exact: bool = False
    threads: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What was made.

    Attributes:
        folder: The model's folder.
        checkpoint: Where its weights come from.
        size_bytes: Size of everything that the manifest names.
        parameters: Number of weights.
    """

    folder: Path
    checkpoint: Path
    size_bytes: int
    parameters: int


def export_model(
    recipe: Recipe,
    work: Path,
    folder: Path,
    *,
    recipe_path: Path,
    checkpoint: Path | None = None,
    start_from: Path | None = None,
    trial: Trial | None = None,
    force: bool = False,
    report: Callable[[str], None] = lambda _: None,
) -> Exported:
    """Package the newest checkpoint.

    Args:
        recipe: The recipe that trained it.
        work: Its work folder.
        folder: Where the model goes; files of other names in it are left alone.
        recipe_path: The recipe's file, of which the model gets a copy.
        checkpoint: Take this one instead.
        start_from: What the run started from, for a recipe with ``export.start_share``.
        trial: Score the model on this.
        force: Replace a model that is there.
        report: Called with a line about each step.

    Raises:
        UsageError: Nothing is trained, the recipe is not that of the data or the weights, has a
            share for a start that is not given or none for one that is, or ``folder`` is not free.
        InputError: A checkpoint or the test set cannot be read.
        EngineError: The converter refuses the model.
    """
    check_output(folder, force=force)
    require("torch", extra="train")
    check_packs(recipe, work)
    if trial:
        _check_trial(trial)
    checkpoint = checkpoint or _newest(work / "run", report)
    weights, shape, progress = load_weights(checkpoint, recipe.export.weights)
    if shape != recipe.shape:
        raise UsageError(f"{checkpoint} is of another shape than the recipe")
    if progress.vocabulary != read_mark(work / "vocab").get("pieces"):
        raise UsageError(f"{checkpoint} was trained with other pieces than those in {work}")
    weights = with_start(weights, recipe, work, start_from)
    pieces, place = load_pieces(work / "vocab"), work / "export"
    # What only longer examples have, the run never scored: its own would be written at random.
    packs = [
        load_pack(work / "pack", None, pair).up_to(recipe.fit.max_pieces)
        for pair in _packed(recipe, work)
    ]
    trained = recipe.directions(pack.pair for pack in packs)
    _check_directions(recipe, trained)
    _forbid_unseen(weights[BIAS], packs, trained, pieces)
    write_marian(weights, shape, pieces, work / "vocab" / MODEL, place / "marian")
    report(f"marian: {place / 'marian'}")
    pairs = list(recipe.export.pairs) or trained
    _convert(place / "marian", place / "int8", "int8")
    (place / "int8" / VMAP).unlink(missing_ok=True)
    if allowed := _allowed(recipe, packs, pieces):
        earlier = read_vmap(work / "run" / VMAP, pieces)
        write_vmap(place / "int8" / VMAP, trained, allowed, earlier)
    package(recipe, pairs, place / "int8", work / "vocab" / MODEL, folder, kind="int8")
    _remove_scores(folder, report)
    if recipe_path.resolve() != (folder / "recipe.toml").resolve():
        write_text(folder / "recipe.toml", recipe_path.read_text(encoding="utf-8"))
    results = _scored(recipe, pairs, work, folder, trial, report) if trial else []
    size = sum(file.stat().st_size for file in _model_files(folder))
    parameters = sum(weight.numel() for name, weight in weights.items() if name != BIAS)
    write_card(
        folder / "MODEL_CARD.md",
        _facts(recipe, work, pairs, progress, size, parameters, checkpoint, results),
    )
    return Exported(folder=folder, checkpoint=checkpoint, size_bytes=size, parameters=parameters)


def _check_trial(trial: Trial) -> None:
    """Raise now what scoring would raise after everything else is done."""
    from indictx.evaluate.testsets import open_testset

    require("sacrebleu", extra="train")
    open_testset(trial.testset)


def _newest(run: Path, report: Callable[[str], None]) -> Path:
    found = newest(run)
    if found.name == MAIN and (run / COOLED).is_file():
        report(f"{COOLED} is left aside: the run went on after it; --checkpoint takes it")
    return found


def _check_directions(recipe: Recipe, trained: Sequence[str]) -> None:
    if not trained:
        raise UsageError("the recipe trains no direction that there is data for")
    others = sorted(set(recipe.export.pairs) - set(trained))
    if others:
        raise UsageError(
            f"'export.pairs' names {', '.join(others)}, not trained",
            hint=f"trained are {' '.join(trained)}",
        )


def _remove_scores(folder: Path, report: Callable[[str], None]) -> None:
    """Remove the scores of the model that was in the folder before."""
    for name in _SCORES:
        (folder / "results" / name).unlink(missing_ok=True)
    left = sorted(path.name for path in (folder / "results").glob("*"))
    if left:
        report(f"results/ still has {', '.join(left)}, of the model before")


def _allowed(
    recipe: Recipe,
    packs: Sequence[Pack],
    pieces: Any,  # noqa: ANN401 - untyped library
) -> Callable[[str], Sequence[str]] | None:
    """Return what gives the pieces of a target, ``None`` if all may be written."""
    export = recipe.export
    if export.vmap:
        return by_count(packs, pieces, export.vmap)
    if not export.own_script:
        return None
    return own_pieces(packs, pieces, export.own_pieces) if export.own_pieces else by_script(pieces)


def _forbid_unseen(
    bias: Tensor,
    packs: Sequence[Pack],
    directions: Sequence[str],
    pieces: Any,  # noqa: ANN401 - untyped library
) -> None:
    """Keep the model from writing pieces that neither it nor its start ever scored."""
    import torch

    seen = written_pieces(packs, slot_ids(pieces), directions)
    unseen = torch.ones_like(bias, dtype=torch.bool)
    unseen[torch.from_numpy(seen).long()] = False
    unseen[scored_pieces(bias)] = False
    bias[unseen] = NEVER_WRITTEN
    bias[of_other_scripts(directions, pieces)] = NEVER_WRITTEN


def write_marian(
    weights: dict[str, Tensor],
    shape: Shape,
    pieces: Any,  # noqa: ANN401 - untyped library
    model: Path,
    folder: Path,
) -> None:
    """Write a folder that ``transformers`` loads as ``MarianMTModel`` with its tokenizer.

    The vocabulary is in the order of OPUS-MT: ``</s>``, ``<unk>``, the pieces, padding.
    """
    transformers = require("transformers", extra="train")
    # Its bars would run over our lines on stderr.
    transformers.utils.logging.disable_progress_bar()
    vocabulary = len(weights[EMBEDDING])
    config = transformers.MarianConfig(
        vocab_size=vocabulary,
        decoder_vocab_size=vocabulary,
        d_model=shape.width,
        encoder_layers=shape.encoder_layers,
        decoder_layers=shape.decoder_layers,
        encoder_attention_heads=shape.heads,
        decoder_attention_heads=shape.heads,
        encoder_ffn_dim=shape.feed_forward,
        decoder_ffn_dim=shape.feed_forward,
        activation_function="relu",
        max_position_embeddings=shape.positions,
        scale_embedding=True,
        share_encoder_decoder_embeddings=True,
        tie_word_embeddings=True,
        pad_token_id=vocabulary - 1,
        decoder_start_token_id=vocabulary - 1,
        eos_token_id=EOS,
        forced_eos_token_id=EOS,
        bos_token_id=None,
    )
    marian = transformers.MarianMTModel(config)
    table = {name: weight.float().cpu() for name, weight in weights.items()}
    table[BIAS] = table[BIAS][None]
    # The decoder starts from padding, whose vector must be zero in every runtime.
    table[EMBEDDING][-1] = 0
    found = marian.load_state_dict(table, strict=False)
    missing = [key for key in found.missing_keys if "embed" not in key and "lm_head" not in key]
    if missing or found.unexpected_keys:
        raise EngineError(f"weights do not fit: {', '.join(missing + found.unexpected_keys)}")
    marian.tie_weights()
    folder.mkdir(parents=True, exist_ok=True)
    marian.save_pretrained(folder)
    _write_tokenizer(pieces, model, folder)


def _write_tokenizer(pieces: Any, model: Path, folder: Path) -> None:  # noqa: ANN401 - untyped library
    names = [pieces.id_to_piece(number) for number in range(pieces.get_piece_size())]
    write_json(folder / "vocab.json", {name: n for n, name in enumerate([*names, _PADDING])})
    for name in ("source.spm", "target.spm"):
        shutil.copyfile(model, folder / name)
    settings = {
        "source_lang": "mul",
        "target_lang": "mul",
        "eos_token": names[EOS],
        "unk_token": names[UNKNOWN],
        "pad_token": _PADDING,
        "separate_vocabs": False,
        "tokenizer_class": "MarianTokenizer",
    }
    write_json(folder / "tokenizer_config.json", settings)


def _convert(marian: Path, folder: Path, quantization: str | None) -> None:
    converters = require("ctranslate2.converters", extra="train")
    try:
        converter = converters.TransformersConverter(str(marian))
        converter.convert(str(folder), quantization=quantization, force=True)
    except (RuntimeError, ValueError, OSError) as error:
        raise EngineError(f"CTranslate2 cannot convert {marian}: {error}") from error


def _packed(recipe: Recipe, work: Path) -> list[str]:
    pairs = read_mark(work / "pack").get("pairs", [])
    return recipe.trained(map(str, pairs)) if isinstance(pairs, list) else []


def _model_files(folder: Path) -> list[Path]:
    from indictx.models.manifest import load_manifest

    return [folder / file.path for file in load_manifest(folder).files]


def _scored(
    recipe: Recipe,
    pairs: Sequence[str],
    work: Path,
    folder: Path,
    trial: Trial,
    report: Callable[[str], None],
) -> list[Result]:
    """Score the packaged model, and its variants if asked for; write ``results/``."""
    require("sacrebleu", extra="train")
    from indictx.evaluate.report import as_json, markdown

    models = {"int8": folder}
    if trial.exact:
        models |= _variants(recipe, pairs, work)
    results = []
    for direction in pairs:
        results += _score_direction(direction, models, trial, report)
    if results:
        table, text = (folder / "results" / name for name in _SCORES)
        write_json(table, json.loads(json.dumps(as_json(results))))
        write_text(text, markdown(results))
    return results


def _variants(recipe: Recipe, pairs: Sequence[str], work: Path) -> dict[str, Path]:
    place, pieces = work / "export", work / "vocab" / MODEL
    _convert(place / "marian", place / "float32", None)
    package(recipe, pairs, place / "float32", pieces, place / "model-float32", kind="float32")
    variants = {"float32": place / "model-float32"}
    if (place / "int8" / VMAP).exists():
        bare = place / "int8-bare"
        shutil.copytree(place / "int8", bare, dirs_exist_ok=True)
        (bare / VMAP).unlink()
        package(recipe, pairs, bare, pieces, place / "model-int8-bare", kind="int8")
        variants["int8 without vmap"] = place / "model-int8-bare"
    return variants


def _score_direction(
    direction: str, models: dict[str, Path], trial: Trial, report: Callable[[str], None]
) -> list[Result]:
    from indictx.evaluate.results import evaluate
    from indictx.evaluate.systems import run_model
    from indictx.evaluate.testsets import open_testset
    from indictx.languages import Pair
    from indictx.pipeline.translator import Translator

    pair, collection = Pair.parse(direction), open_testset(trial.testset)
    if pair not in collection.pairs():
        report(f"score {direction}: not in {collection.name}")
        return []
    evalset = collection.read(pair, limit=trial.limit)
    outputs = []
    for name, model in models.items():
        with Translator.load(str(model), threads=trial.threads) as translator:
            outputs.append(run_model(translator, evalset, system=name))
    results = evaluate(evalset, outputs, resamples=0)
    for result in results:
        shown = ", ".join(f"{score.metric} {score.value:.1f}" for score in result.scores)
        if shown:
            report(f"score {direction}, {result.system}: {shown}")
    return results


def _facts(
    recipe: Recipe,
    work: Path,
    pairs: Sequence[str],
    progress: Progress,
    size: int,
    parameters: int,
    checkpoint: Path,
    results: Sequence[Result],
) -> CardFacts:
    return CardFacts(
        recipe=recipe,
        pairs=tuple(pairs),
        progress=progress,
        size_bytes=size,
        parameters=parameters,
        pieces=load_pieces(work / "vocab").get_piece_size(),
        checkpoint_sha256=sha256(checkpoint),
        examples={
            pair: int(str(read_mark(work / "pack", name=f"{pair}.json").get("examples", 0)))
            for pair in _packed(recipe, work)
        },
        report=read_report(work),
        results=tuple(results),
    )
