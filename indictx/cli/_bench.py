"""What ``indictx bench`` does once its command line is understood."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from indictx.bench import report
from indictx.bench.corpus import open_corpus, own_languages
from indictx.bench.result import read_report
from indictx.bench.run import Plan, measure
from indictx.cli._bench_output import STDOUT, draw, show
from indictx.engines.ct2 import default_threads
from indictx.errors import UsageError
from indictx.languages import Pair, language
from indictx.models.manifest import ModelManifest
from indictx.models.store import find_model
from indictx.pipeline.routes import Router
from indictx.settings import SETTINGS, resolve

_BATCHES = (1024, 256, 4096)
_BEAMS = (1, 4)
_ROUNDS, _SECONDS = 3, 30.0
_MOST = 10**6
_PICTURES = (".svg", ".html", ".png")
_MEASURING = {
    "tune": "--tune",
    "model": "--model",
    "corpus": "--corpus",
    "source": "--from",
    "target": "--to",
    "beams": "--beam",
    "threads": "--threads",
    "batches": "--batch",
    "lines": "--lines",
    "rounds": "--rounds",
    "seconds": "--seconds",
    "watts": "--watts",
}
_NOT_TUNING = {"plot": "--plot", "watts": "--watts"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """The command line of ``indictx bench``; see its help for what each part means."""

    model: str | None = None
    corpus: Path | None = None
    source: str | None = None
    target: str | None = None
    beams: str | None = None
    threads: str | None = None
    batches: str | None = None
    lines: int | None = None
    rounds: int | None = None
    seconds: float | None = None
    watts: float | None = None
    json_file: Path | None = None
    as_markdown: bool = False
    plot: Path | None = None
    compare: tuple[Path, Path] | None = None
    tune: bool = False
    dry_run: bool = False
    force: bool = False
    quiet: bool | None = None


def run(request: Request) -> None:
    """Do what was asked for, print it, and write files.

    Raises:
        IndictxError: Of every kind; see ``docs/reference/exit-codes.md``.
    """
    _check(request)
    if request.compare:
        _compare(request, request.compare)
    elif request.tune:
        from indictx.cli._bench_tune import tune_machine

        tune_machine(request, *plan_of(request))
    else:
        plan, say = plan_of(request)
        found = measure(plan, say=say)
        tables = report.tables(found)
        show(request, found.as_json(), report.facts(found), tables)
        draw(request, [(plan.manifest.name, found)], tables)


def _compare(request: Request, paths: tuple[Path, Path]) -> None:
    from indictx.bench import compare

    first, second = map(read_report, paths)
    names = _short_names(paths)
    table = compare.table(first, second, names)
    facts = [
        f"{name}: {one.date}, {one.model.name} {one.model.version}"
        + (f", commit {one.commit}" if one.commit else "")
        for name, one in zip(names, (first, second), strict=True)
    ]
    facts += [f"warning: {what}" for what in compare.differences(first, second)]
    show(request, compare.as_json(first, second, names), facts, [table])
    draw(request, list(zip(names, (first, second), strict=True)), [table])


def _short_names(paths: tuple[Path, Path]) -> tuple[str, str]:
    """Return the names of two files, with their folders where that tells them apart."""
    first, second = paths
    if first.name != second.name:
        return first.name, second.name
    return str(first), str(second)


def _check(request: Request) -> None:
    """Find what cannot be meant before anything is measured."""
    if request.as_markdown and request.json_file == STDOUT:
        raise UsageError("--json - and --markdown are two forms", hint="give one of them")
    if request.dry_run and not request.tune:
        raise UsageError("--dry-run is for --tune", hint="add --tune")
    if request.compare:
        _refuse(request, "--compare", "measures nothing", _MEASURING)
    if request.tune:
        _refuse(request, "--tune", "does not use it", _NOT_TUNING)
    if request.plot and request.plot.suffix not in _PICTURES:
        raise UsageError(f"{str(request.plot)!r} is no .svg, .html or .png", hint="name it so")
    for path in (request.json_file, request.plot):
        if path and path != STDOUT and path.exists() and not request.force:
            raise UsageError(f"{str(path)!r} exists", hint="add --force to overwrite it")


def _refuse(request: Request, flag: str, why: str, others: dict[str, str]) -> None:
    for name, other in others.items():
        if getattr(request, name):
            raise UsageError(f"{flag} and {other}: {flag} {why}", hint=f"drop {other}")


def plan_of(request: Request) -> tuple[Plan, Callable[[str], None]]:
    """Return what to measure and what tells a person of it; everything is checked before."""
    values = {
        name: value.value
        for name, value in resolve(
            {
                "model": request.model,
                "from": request.source,
                "to": [request.target] if request.target else None,
                "quiet": request.quiet,
            }
        ).items()
    }
    model = values["model"]
    manifest = find_model(None if model is None else str(model))
    pair = _pair(manifest, values)
    cores = default_threads()
    threads = int(str(values["threads"])) or cores
    batch = int(str(values["batch_pieces"]))
    plan = Plan(
        manifest=manifest,
        pair=pair,
        corpus=open_corpus(request.corpus, pair.source.code),
        beam=int(str(values["beam"] or manifest.decode.beam_size)),
        threads=threads,
        batch_pieces=batch,
        beams=numbers("--beam", request.beams) or _BEAMS,
        thread_counts=numbers("--threads", request.threads) or _doubling(cores, threads),
        batches=numbers("--batch", request.batches) or tuple(dict.fromkeys((batch, *_BATCHES))),
        lines=request.lines,
        seconds=request.seconds or _SECONDS,
        rounds=request.rounds or _ROUNDS,
        watts=request.watts,
    )
    return plan, _narrator(quiet=bool(values["quiet"]) or bool(values["no_progress"]))


def _pair(manifest: ModelManifest, values: dict[str, object]) -> Pair:
    """Return the direction asked for, or the first that the model has from our own languages."""
    router = Router(manifest)
    targets: Sequence[str] = values["to"]  # type: ignore[assignment]  # settings have checked it
    able = [language(code) for code in dict.fromkeys(("hin_Deva", *router.targets()))]
    wanted = [language(targets[0])] if targets else able
    if values["from"] != "auto":
        sources = [language(str(values["from"]))]
    else:
        sources = [language(code) for code in own_languages()]
    pairs = [Pair(source, target) for source in sources for target in wanted if source != target]
    if len(pairs) == 1:
        router.route(pairs[0])  # raises where there is no way at all
        return pairs[0]
    for pair in pairs:
        if router.can(pair) and len(router.route(pair)) == 1:
            return pair
    raise UsageError(
        f"{manifest.name!r} has no such direction without a pivot", hint="give --from and --to"
    )


def numbers(flag: str, text: str | None) -> tuple[int, ...]:
    """Return the different whole numbers of a list such as ``1,2,4``, in their order.

    Args:
        flag: Option of the list; a setting's greatest number holds for it too.
        text: As given.
    """
    if text is None:
        return ()
    limits = [int(each.maximum) for each in SETTINGS if each.flag == flag and each.maximum]
    most = min([*limits, _MOST])
    parts = [part.strip() for part in text.split(",")]
    if not all(re.fullmatch("[0-9]{1,9}", part) and 0 < int(part) <= most for part in parts):
        raise UsageError(
            f"{flag}: {text!r} is no list of whole numbers from 1 to {most}",
            hint=f"such as {flag} 1,4",
        )
    return tuple(dict.fromkeys(map(int, parts)))


def _doubling(cores: int, threads: int) -> tuple[int, ...]:
    """Return 1, 2, 4 and so on up to all cores, and the number that is set."""
    steps = {1 << power for power in range(cores.bit_length()) if 1 << power <= cores}
    return tuple(sorted(steps | {cores, threads}))


def _narrator(*, quiet: bool) -> Callable[[str], None]:
    """Return what tells a person at a terminal what goes on."""
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        return lambda _: None
    return lambda text: print(f"bench: {text}", file=sys.stderr, flush=True)
