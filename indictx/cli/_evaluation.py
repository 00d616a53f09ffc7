"""What ``indictx evaluate`` does once its command line is understood."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from indictx.cli._evaluation_output import print_results, save_diff, save_plot, save_texts
from indictx.errors import InputError, UnsupportedPairError, UsageError
from indictx.evaluate.metrics import at_hand
from indictx.evaluate.readers import decoded_lines, read_text_lines
from indictx.evaluate.results import Result, check_length, check_names, evaluate
from indictx.evaluate.systems import Output, run_model, translate_back
from indictx.evaluate.testsets import Collection, EvalSet, open_testset
from indictx.languages import Pair
from indictx.settings import resolve

if TYPE_CHECKING:
    from indictx.pipeline.translator import Translator

_PICTURES = (".svg", ".png", ".html")
_PROGRESS_EVERY = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """The command line of ``indictx evaluate``; see its help for what each part means."""

    pairs: Sequence[str] = ()
    all_pairs: bool = False
    testset: str | None = None
    source: Path | None = None
    references: Sequence[Path] = ()
    models: Sequence[str] = ()
    hypotheses: Sequence[str] = ()
    no_reference: bool = False
    back_model: str | None = None
    metrics: Sequence[str] = ()
    resamples: int = 1000
    limit: int | None = None
    beam: int | None = None
    rerank: int | None = None
    threads: int | None = None
    as_json: bool = False
    as_markdown: bool = False
    plot: Path | None = None
    diff: Path | None = None
    save: Path | None = None
    force: bool = False
    quiet: bool | None = None


def run(request: Request) -> None:
    """Evaluate, print, and write the files asked for.

    Raises:
        IndictxError: Of every kind; see ``docs/reference/exit-codes.md``.
    """
    _check(request)
    systems = _Systems(request)
    _check_files(request, systems)
    sets = _sets(request, systems)
    scored = [evalset for evalset in sets if evalset.references]
    found = [at_hand(evalset.pair.target.code, request.metrics) for evalset in scored]
    if scored and not any(found):
        raise UsageError(
            f"{request.metrics[0]} is not for {scored[0].pair.target.name}",
            hint="it prepares languages of India; leave -indic out",
        )
    outputs = systems.outputs(sets)
    results = [
        result
        for evalset in sets
        for result in evaluate(
            evalset,
            outputs[str(evalset.pair)],
            metrics=request.metrics,
            resamples=request.resamples,
        )
    ]
    # What took long to compute is shown even where a file cannot be written.
    print_results(results, as_json=request.as_json, as_markdown=request.as_markdown)
    _write_files(request, sets, outputs, results)


def _check(request: Request) -> None:
    """Find what cannot be meant before anything is read."""
    if request.as_json and request.as_markdown:
        raise UsageError("--json and --markdown are two forms", hint="give one of them")
    if request.testset and (request.source or request.references):
        raise UsageError("--testset and files are two test sets", hint="give one of them")
    if not (request.testset or request.source or request.references):
        raise UsageError("no test set", hint="add --testset, or --source and --reference")
    if not (request.pairs or request.all_pairs):
        raise UsageError("no direction", hint="add --pair, such as --pair en-hi, or --all")
    if request.pairs and request.all_pairs:
        raise UsageError("--pair and --all are two choices", hint="give one of them")
    if request.all_pairs and not request.testset:
        raise UsageError("--all needs --testset", hint="add --pair instead")
    if len(request.pairs) != 1 or request.all_pairs:
        for name, given in (("--hypothesis", request.hypotheses), ("--diff", request.diff)):
            if given:
                raise UsageError(f"{name} is for one direction", hint="give one --pair")
    if request.plot and request.plot.suffix.casefold() not in _PICTURES:
        raise UsageError(f"{str(request.plot)!r} is no .svg, .png or .html", hint="name it so")
    if request.plot and request.diff and request.plot.resolve() == request.diff.resolve():
        raise UsageError("--plot and --diff are one file", hint="give two")
    if request.back_model == "":
        raise UsageError("--back-model names nothing", hint="give a model")
    if request.back_model and not request.no_reference:
        raise UsageError("--back-model is for --no-reference", hint="add --no-reference")


def _sets(request: Request, systems: _Systems) -> list[EvalSet]:
    """Read the test set in every direction asked for."""
    pairs = list(dict.fromkeys(Pair.parse(text) for text in request.pairs))
    if not request.testset:
        # A file is in one language; scored in another direction it would be another's text.
        if request.references and len(pairs) > 1:
            raise UsageError("--reference is for one direction", hint="give one --pair")
        if len({pair.source for pair in pairs}) > 1:
            raise UsageError("--source is in one language", hint="give --pair from that one")
        return [_of_files(request, pair) for pair in pairs]
    collection = open_testset(request.testset)
    if not collection.says_languages and (request.all_pairs or len(pairs) > 1):
        raise UsageError(
            f"test set {collection.name!r} does not say which languages it is in",
            hint="give one --pair, or name the languages of its columns in a header",
        )
    if request.all_pairs:
        pairs = collection.pairs(systems.serves)
        if not pairs:
            raise UsageError(
                f"no direction of {collection.name!r} is translated by every model",
                hint="`indictx models show NAME` lists what a model translates",
            )
    sets = [_of_collection(request, collection, pair) for pair in pairs]
    for one in filter(lambda one: one.left_out, sets):
        systems.say(f"note: {one.pair}: segments with a blank side, left out: {one.left_out}")
    return sets


def _of_collection(request: Request, collection: Collection, pair: Pair) -> EvalSet:
    evalset = collection.read(pair, limit=request.limit)
    return dataclasses.replace(evalset, references=()) if request.no_reference else evalset


def _of_files(request: Request, pair: Pair) -> EvalSet:
    sources = read_text_lines(request.source) if request.source else []
    references = [] if request.no_reference else list(map(read_text_lines, request.references))
    for path, lines in zip(request.references, references, strict=False):
        if sources and len(lines) != len(sources):
            raise InputError(
                f"{str(path)!r} has {len(lines)} lines, {str(request.source)!r} has {len(sources)}"
            )
    if request.source is None and not references:
        raise UsageError("there is nothing to evaluate", hint="add --source or --reference")
    named = request.source or request.references[0]
    if not (sources if request.source else references[0]):
        raise InputError(f"{str(named)!r} is empty")
    return EvalSet(
        name=named.name if request.limit is None else f"{named.name}[:{request.limit}]",
        pair=pair,
        sources=tuple(sources[: request.limit]),
        references=tuple(tuple(lines[: request.limit]) for lines in references),
    )


def _best(pairs: Sequence[str]) -> str | None:
    """Return the best installed model for all the directions; ``None`` leaves it to the default."""
    from indictx.models.choose import best_direct
    from indictx.models.store import installed

    best = best_direct(installed(), [str(Pair.parse(text)) for text in pairs]) if pairs else None
    return best.name if best else None


class _Systems:
    """The models and files to evaluate; a model is in memory only while it translates."""

    def __init__(self, request: Request) -> None:
        names = "beam", "rerank", "threads", "quiet"
        values = resolve({name: getattr(request, name) for name in names})
        self._request = request
        self._beam, self._rerank = values["beam"].value, values["rerank"].value
        self._threads = values["threads"].value
        self._quiet = bool(values["quiet"].value)
        self.files = [_named(text) for text in request.hypotheses]
        self.models: list[tuple[str | None, str | None]] = [*map(_named, request.models)]
        if not self.models and not self.files:
            default = values["model"].value
            self.models = [(None, _best(request.pairs) if default is None else str(default))]

    def serves(self, pair: Pair) -> bool:
        """Say whether every model translates directly in this direction."""
        from indictx.models.store import find_model

        return all(find_model(query).serves(str(pair)) for _, query in self.models)

    def outputs(self, sets: Sequence[EvalSet]) -> dict[str, list[Output]]:
        """Return what the systems make of each direction, by its name: models, then files."""
        if self.models and not all(evalset.sources for evalset in sets):
            raise UsageError("a model needs something to translate", hint="add --source FILE")
        # Files are read and checked before a model spends its time.
        read = [self._file(name, path, sets[0]) for name, path in self.files]
        check_names([*map(self._model_name, self.models), *(output.system for output in read)])
        found: dict[str, list[Output]] = {str(evalset.pair): [] for evalset in sets}
        for model in self.models:
            self._run(model, sets, found)
        found[str(sets[0].pair)] += read
        if self._request.back_model:
            self._all_back(sets, found)
        elif self._request.no_reference and read:
            self.say("note: files are translated back by --back-model MODEL alone; no round trip")
        return found

    def _file(self, name: str | None, path: str, evalset: EvalSet) -> Output:
        lines = _hypothesis(path, self._request.limit)
        system = name or ("stdin" if path == "-" else Path(path).name)
        output = Output(system=system, lines=lines)
        check_length(evalset, output)
        return output

    @staticmethod
    def _model_name(model: tuple[str | None, str | None]) -> str:
        from indictx.models.store import find_model

        name, query = model
        return name or find_model(query).name

    def _run(
        self,
        model: tuple[str | None, str | None],
        sets: Sequence[EvalSet],
        found: dict[str, list[Output]],
    ) -> None:
        system = self._model_name(model)
        with self._load(model[1]) as translator:
            for evalset in sets:
                # Raises before hours are spent on the directions before it.
                translator.router.route(evalset.pair)
            for evalset in sets:
                report = self._progress(f"{system} {evalset.pair}", evalset.size)
                output = run_model(translator, evalset, system=system, progress=report)
                if self._request.no_reference and not self._request.back_model:
                    output = self._with_back(translator, evalset, output)
                found[str(evalset.pair)].append(output)

    def _all_back(self, sets: Sequence[EvalSet], found: dict[str, list[Output]]) -> None:
        """Translate everything back with one model, so that systems can be compared."""
        with self._load(self._request.back_model) as translator:
            for evalset in sets:
                if not evalset.sources:
                    raise UsageError("a round trip needs sources", hint="add --source FILE")
                key = str(evalset.pair)
                found[key] = [
                    self._with_back(translator, evalset, one, strict=True) for one in found[key]
                ]

    def _with_back(
        self, translator: Translator, evalset: EvalSet, output: Output, *, strict: bool = False
    ) -> Output:
        pair = evalset.pair
        report = self._progress(f"{output.system} {pair} back", evalset.size)
        try:
            back = translate_back(translator, output.lines, pair, progress=report)
        except UnsupportedPairError:
            if strict:
                raise
            self.say(f"note: {output.system} does not translate {pair} back; no round trip")
            return output
        return dataclasses.replace(output, round_trip=back)

    def _load(self, query: str | None) -> Translator:
        from indictx.pipeline.options import TranslateOptions
        from indictx.pipeline.translator import Translator

        return Translator.load(
            query,
            options=TranslateOptions(beam_size=self._beam, rerank=self._rerank),  # type: ignore[arg-type]
            threads=self._threads or None,  # type: ignore[arg-type]  # an int
        )

    def say(self, text: str) -> None:
        """Tell a person, unless nothing is to be told."""
        if not self._quiet:
            print(text, file=sys.stderr)

    def _progress(self, label: str, total: int) -> Callable[[int], None] | None:
        if self._quiet or not sys.stderr.isatty():
            return None

        def report(done: int) -> None:
            if done == total or done % _PROGRESS_EVERY == 0:
                end = "\n" if done == total else ""
                print(f"\r{label}: {done}/{total}", end=end, file=sys.stderr, flush=True)

        return report


def _named(text: str) -> tuple[str | None, str]:
    """Take ``NAME=FILE`` apart; something that exists is a file, whatever its name."""
    name, equals, rest = text.partition("=")
    if not rest and (equals or not name):
        raise UsageError(f"{text!r} names nothing", hint="give a model or a file, or NAME= and it")
    if not equals or not name or Path(text).exists():
        return None, text
    return name, rest


def _hypothesis(path: str, limit: int | None) -> tuple[str, ...]:
    if path == "-":
        lines = decoded_lines(sys.stdin.buffer.read(), name="standard input")
    else:
        lines = read_text_lines(Path(path))
    return tuple(lines[:limit])


def _check_files(request: Request, systems: _Systems) -> None:
    """Refuse to overwrite anything, before a model is loaded."""
    if request.diff and len(systems.models) + len(systems.files) != 2:
        raise UsageError("--diff compares two systems", hint="give two of --model and --hypothesis")
    if request.plot and (not systems.models or request.no_reference):
        raise UsageError(
            "there is nothing to plot",
            hint="a model that runs here has size and speed, a reference gives it a score",
        )
    if request.save and request.save.exists() and not request.save.is_dir():
        raise UsageError(f"{str(request.save)!r} is no folder", hint="give a new one")
    if request.force:
        return
    for path in (request.plot, request.diff):
        if path and path.exists():
            raise UsageError(f"{str(path)!r} exists", hint="add --force to overwrite it")
    if request.save and request.save.exists() and any(request.save.iterdir()):
        raise UsageError(f"{str(request.save)!r} is not empty", hint="add --force to write into it")


def _write_files(
    request: Request,
    sets: Sequence[EvalSet],
    outputs: dict[str, list[Output]],
    results: Sequence[Result],
) -> None:
    if request.save:
        save_texts(request.save, sets, outputs)
    if request.diff:
        save_diff(request.diff, sets[0], outputs[str(sets[0].pair)])
    if request.plot:
        save_plot(request.plot, results, quiet=bool(request.quiet))
