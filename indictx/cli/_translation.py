"""What ``indictx translate`` does once its command line is understood; Typer is not needed here."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from indictx.cli._lines import Line
from indictx.cli._windows import read_windows
from indictx.errors import FlaggedError, UsageError
from indictx.settings import resolve

if TYPE_CHECKING:
    from indictx.cli._recall import Recall
    from indictx.cli._writer import Writer
    from indictx.pipeline.terms import Terms
    from indictx.pipeline.translator import Translation, Translator

Values = dict[str, object]
Rows = list[tuple["Translation", ...]]


def translate_lines(
    text: list[str] | None = None,
    *,
    input_file: Path | None = None,
    output_file: Path | None = None,
    force: bool = False,
    scores: bool = False,
    as_json: bool = False,
    header: bool = False,
    explain: bool = False,
    **flags: object | None,
) -> None:
    """Translate what the command line asks for.

    Args:
        text: Words of the command line; nothing or ``-`` reads standard input.
        input_file: File to read instead.
        output_file: File to write, whole or not at all; ``None`` is standard output.
        force: Whether the output file may exist.
        scores: Add a column with the score of each translation.
        as_json: JSON Lines instead of columns.
        header: Write the names of the columns first.
        explain: Say on stderr which model was chosen, and why.
        flags: Settings given on the command line, by name; ``None`` where not given.

    Raises:
        IndictxError: Of every kind; see ``docs/reference/exit-codes.md``.
    """
    values = {name: value.value for name, value in resolve(flags).items()}
    if text and input_file:
        raise UsageError("TEXT and --input are two inputs", hint="give one of them")
    if output_file and (output_file.is_file() or output_file.is_dir()) and not force:
        raise UsageError(f"{str(output_file)!r} exists", hint="add --force to overwrite it")
    if not values["to"]:
        raise no_target(values["model"])  # type: ignore[arg-type]  # settings have checked the kinds
    models = _models(values, explain=explain)
    # Everything that can be wrong with the request is found before the input is touched.
    terms = _terms(values)
    with _translator(models, values, terms, scores=scores) as translator:
        from indictx.cli._writer import Writer

        targets = _targets(values)
        _say_caution(values, translator)
        _say_pivots(values, targets, translator)
        with Writer.open(
            output_file,
            targets=targets,
            alternatives=translator.options.alternatives,
            as_json=as_json,
            scores=scores,
            quiet=bool(values["quiet"] or values["strict"]),  # the error says the same
            progress=_progress_total(input_file, values),
            at_once=_is_typed(text, input_file),
        ) as writer:
            if header and not as_json:
                writer.header()
            windows = _windows(text, input_file, values)
            with _recall(values, translator, targets, terms) as recall:
                _run(translator, writer, windows, values, targets, terms, recall)
    if writer.flagged and values["strict"]:
        where = "see the key 'flags' of each line" if as_json else "run with --json to see why"
        raise FlaggedError(writer.flagged, writer.lines, hint=where)


def _terms(values: Values) -> Terms | None:
    names: tuple[str, ...] = values["glossary"]  # type: ignore[assignment]
    if not names:
        return None
    from indictx.glossary import load_glossaries
    from indictx.pipeline.terms import Terms

    return Terms(load_glossaries(names))


def no_target(model: str | None) -> UsageError:
    """Return the complaint that ``--to`` is missing; it names what the models translate into."""
    from indictx.models.choose import targets

    return UsageError(
        "no target language", hint=f"add --to LANG, one of: {' '.join(targets(model))}"
    )


def _translator(
    models: tuple[str, ...], values: Values, terms: Terms | None, *, scores: bool
) -> Translator:
    from indictx.pipeline.options import TranslateOptions
    from indictx.pipeline.team import load_models
    from indictx.text.protect import KeepRules

    keep = KeepRules.load(values["keep"], values["keep_regex"])  # type: ignore[arg-type]
    if terms is not None:
        keep = KeepRules(terms=(*keep.terms, *terms.glossary.kept()), regexes=keep.regexes)
    options = TranslateOptions(
        beam_size=values["beam"],  # type: ignore[arg-type]  # settings have checked the kinds
        rerank=values["rerank"],  # type: ignore[arg-type]
        alternatives=values["alternatives"],  # type: ignore[arg-type]
        keep=keep,
        native_digits=values["digits"] == "native",
        window=values["window"],  # type: ignore[arg-type]
        batch_pieces=values["batch_pieces"],  # type: ignore[arg-type]
        scores=scores,
    )
    return load_models(
        models,
        options=options,
        threads=values["threads"] or None,  # type: ignore[arg-type]
    )


def _models(values: Values, *, explain: bool) -> tuple[str, ...]:
    """Return the model that was asked for or the best for the languages.

    Nothing leaves it to the default.
    """
    from indictx.models.store import installed_folders

    if values["model"] is not None:
        if explain:
            print(f"explain: {values['model']} was asked for", file=sys.stderr)
        return (str(values["model"]),)
    if len(installed_folders()) < 2 and not explain:
        return ()
    from indictx.languages import language
    from indictx.models.choose import choose

    source = _source(values)
    code = language(source).code if source is not None else None
    targets = [language(str(name)).code for name in values["to"]]  # type: ignore[attr-defined]
    choice = choose(code, targets)
    if explain:
        for reason in choice.reason:
            print(f"explain: {reason}", file=sys.stderr)
        chosen = " and ".join(choice.names) or "none of them"
        print(f"explain: chosen is {chosen}", file=sys.stderr)
    return choice.to_open


def _targets(values: Values) -> list[str]:
    from indictx.languages import language

    codes = [language(str(name)).code for name in values["to"]]  # type: ignore[attr-defined]
    return list(dict.fromkeys(codes))


def _say_caution(values: Values, translator: Translator) -> None:
    """Tell a person, not a log file, what the model's makers warn of."""
    manifest = translator.manifest
    if manifest.caution and not values["quiet"] and sys.stderr.isatty():
        print(f"note: {manifest.name}: {manifest.caution}", file=sys.stderr)


def _source(values: Values) -> str | None:
    return None if values["from"] == "auto" else str(values["from"])


def _say_pivots(values: Values, targets: list[str], translator: Translator) -> None:
    """Say which of the pairs asked for have two legs; languages that are detected come later."""
    source = _source(values)
    if source is not None and not values["quiet"]:
        for target in targets:
            _say_pivot(source, target, translator)


def _say_pivot(source: str, target: str, translator: Translator) -> None:
    from indictx.languages import Pair

    legs = translator.router.route(Pair.of(source, target))
    if len(legs) > 1:
        print(
            f"note: {legs[0].source.code} to {target} goes through {legs[0].target.code}",
            file=sys.stderr,
        )


def _windows(
    text: list[str] | None, input_file: Path | None, values: Values
) -> Iterator[list[Line] | None]:
    if text and text != ["-"]:
        lines = " ".join(text).split("\n")
        yield [Line(line, "\n") for line in lines]
        return
    if input_file is None and _is_terminal(sys.stdin) and not values["quiet"]:
        print("reading from the keyboard; end with Ctrl-D", file=sys.stderr)
    yield from read_windows(
        input_file, size=int(str(values["window"])), errors=str(values["errors"])
    )


def _run(
    translator: Translator,
    writer: Writer,
    windows: Iterator[list[Line] | None],
    values: Values,
    targets: list[str],
    terms: Terms | None,
    recall: Recall | None,
) -> None:
    waiting: list[list[Line]] = []

    def texts() -> Iterator[list[str] | None]:
        for window in windows:
            if window is None:
                yield None
                writer.flush()
            else:
                waiting.append(window)
                yield [line.text for line in window]

    def translated(windows: Iterable[Sequence[str] | None]) -> Iterator[Rows]:
        results: Iterator[Rows] = translator.translate_windows(
            windows, src_lang=_source(values), tgt_langs=targets
        )
        if terms is None:
            return results
        return (_with_terms(translator, rows, terms) for rows in results)

    said: set[tuple[str | None, str]] = set()
    for result in recall.translate(texts(), translated) if recall else translated(texts()):
        for line, translations in zip(waiting.pop(0), _checked(result, terms), strict=True):
            writer.write(line, translations)
            if _source(values) is None and not values["quiet"]:
                for one in translations:
                    if "pivot" in one.repairs and (one.src_lang, one.tgt_lang) not in said:
                        said.add((one.src_lang, one.tgt_lang))
                        _say_pivot(str(one.src_lang), one.tgt_lang, translator)


def _recall(
    values: Values, translator: Translator, targets: list[str], terms: Terms | None
) -> AbstractContextManager[Recall | None]:
    """Return the memory's help, if it was asked for."""
    if not values["memory"]:
        return nullcontext()
    from indictx.cli._recall import Recall
    from indictx.languages import language
    from indictx.pipeline.fingerprint import fingerprint

    options = translator.options
    if options.alternatives > 1:
        raise UsageError(
            "the memory has one translation of each line", hint="drop --alternatives or --memory"
        )
    source = _source(values)
    src_lang = None if source is None else language(source).code
    return Recall(
        fingerprint=fingerprint(
            translator.manifest,
            options,
            src_lang=src_lang,
            glossary=terms.glossary if terms else None,
        ),
        model=translator.manifest.name,
        src_lang=src_lang,
        tgt_langs=[language(code).code for code in targets],
        scores=options.scores,
        quiet=bool(values["quiet"]),
    )


def _with_terms(translator: Translator, rows: Rows, terms: Terms) -> Rows:
    from indictx.pipeline.terms import use_terms

    columns = [use_terms(translator, column, terms) for column in zip(*rows, strict=True)]
    return list(zip(*columns, strict=True))


def _checked(rows: Rows, terms: Terms | None) -> Rows:
    """Return translations, those of the memory too, with the glossary's misses flagged."""
    if terms is None:
        return rows
    from indictx.pipeline.terms import flag_miss

    return [tuple(flag_miss(one, terms) for one in row) for row in rows]


def _progress_total(input_file: Path | None, values: Values) -> int | None:
    """Return the size of the input in bytes if progress may be shown; 0 if it is not known."""
    if values["quiet"] or values["no_progress"] or not _is_terminal(sys.stderr):
        return None
    if input_file is None or str(input_file) == "-":
        return None if _is_terminal(sys.stdin) else 0
    return input_file.stat().st_size if input_file.is_file() else 0


def _is_typed(text: list[str] | None, input_file: Path | None) -> bool:
    is_stdin = text in (None, [], ["-"]) and str(input_file or "-") == "-"
    return is_stdin and _is_terminal(sys.stdin)


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()
