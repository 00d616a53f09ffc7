"""What ``indictx bench`` does once its command line is understood."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from indictx.bench import report
from indictx.bench.corpus import open_corpus, own_languages
from indictx.bench.run import Plan, measure
from indictx.cli._lines import write_line
from indictx.engines.ct2 import default_threads
from indictx.errors import UsageError
from indictx.languages import Pair, language
from indictx.models.manifest import ModelManifest
from indictx.models.store import find_model
from indictx.pipeline.routes import Router
from indictx.settings import resolve

_STDOUT = Path("-")
_BATCHES = (1024, 256, 4096)
_BEAMS = (1, 4)


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
    seconds: float = 30.0
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
    plan, say = _plan(request)
    found = measure(plan, say=say)
    _show(request, found.as_json(), report.facts(found), report.tables(found))


def _check(request: Request) -> None:
    """Find what cannot be meant before anything is measured."""
    if request.as_markdown and request.json_file == _STDOUT:
        raise UsageError("--json - and --markdown are two forms", hint="give one of them")
    for path in (request.json_file, request.plot):
        if path and path != _STDOUT and path.exists() and not request.force:
            raise UsageError(f"{str(path)!r} exists", hint="add --force to overwrite it")


def _plan(request: Request) -> tuple[Plan, Callable[[str], None]]:
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
        beams=_numbers("--beam", request.beams) or _BEAMS,
        thread_counts=_numbers("--threads", request.threads) or _doubling(cores, threads),
        batches=_numbers("--batch", request.batches) or tuple(dict.fromkeys((batch, *_BATCHES))),
        lines=request.lines,
        seconds=request.seconds,
        rounds=request.rounds or 3,
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
    for pair in pairs:
        if router.can(pair) and len(router.route(pair)) == 1:
            return pair
    if len(pairs) == 1:
        router.route(pairs[0])  # raises where there is no way at all
    raise UsageError(
        f"{manifest.name!r} has no such direction without a pivot", hint="give --from and --to"
    )


def _numbers(flag: str, text: str | None) -> tuple[int, ...]:
    """Return the different whole numbers of a list such as ``1,2,4``, in their order."""
    if text is None:
        return ()
    parts = [part.strip() for part in text.split(",")]
    if not all(part.isascii() and part.isdecimal() and 0 < int(part) < 10**6 for part in parts):
        raise UsageError(
            f"{flag}: {text!r} is no list of whole numbers from 1", hint=f"such as {flag} 1,4"
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


def _show(
    request: Request,
    found: dict[str, object],
    facts: Sequence[str],
    tables: Sequence[report.Table],
) -> None:
    body = json.dumps(found, ensure_ascii=False, indent=2) + "\n"
    # What took long to measure is shown even where a file cannot be written.
    if request.json_file == _STDOUT:
        write_line(body, "")
    else:
        shape = report.markdown if request.as_markdown else report.text
        write_line(shape(facts, tables), "")
    if request.json_file and request.json_file != _STDOUT:
        _write(request.json_file, body.encode())


def _write(path: Path, data: bytes) -> None:
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        raise UsageError(f"cannot write {str(path)!r}: {error.strerror or error}") from error
