"""Everything that ``indictx batch`` decides before the first file is read."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path

from indictx.cli._translation import no_target
from indictx.errors import InputError, UsageError
from indictx.formats import FormatOptions
from indictx.glossary import Glossary, load_glossaries
from indictx.jobs.plan import Plan, Request, make_plan
from indictx.jobs.report import check_path
from indictx.languages import Pair, language
from indictx.models.manifest import ModelManifest
from indictx.models.store import find_model, installed_folders
from indictx.pipeline.fingerprint import fingerprint
from indictx.pipeline.options import TranslateOptions
from indictx.pipeline.routes import Router
from indictx.pipeline.team import team_manifest
from indictx.text.protect import KeepRules

Values = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arguments:
    """The command line of ``indictx batch``, without what is a setting.

    Attributes:
        paths: Files, folders, patterns; ``-`` reads a list from standard input.
        format_options: How files are read and written.
        out: Folder of the outputs.
        in_place: Replace the inputs.
        backup: What is added to the name of an original that was replaced.
        name: Template of the outputs' names.
        format: Name of the format of all files.
        checks: Compare targets with sources.
        report: File for the report.
        fuzzy: Least similarity of suggestions; ``None`` makes none.
        resume: Go on with an earlier batch.
        force: Replace outputs and begin anew.
        keep_going: Translate the other files when one fails.
        jobs: Processes that translate.
        segments: Of a plan, print all texts.
    """

    paths: tuple[str, ...]
    format_options: FormatOptions
    out: Path | None = None
    in_place: bool = False
    backup: str = ".orig"
    name: str | None = None
    format: str | None = None
    checks: bool = False
    report: Path | None = None
    fuzzy: float | None = None
    resume: bool = False
    force: bool = False
    keep_going: bool = False
    jobs: int = 1
    segments: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """A batch that can begin.

    Attributes:
        arguments: As given.
        values: All settings.
        plan: What will be done.
        manifest: The model; of several, what they are together.
        folders: Where it is; of several, best first.
        options: How to translate.
        glossary: All terms.
        src_lang: Code of the source language; ``None`` detects it.
        tgt_langs: Codes of the target languages.
        fingerprint: Of what decides a translation.
        format_options: How files are read and written.
    """

    arguments: Arguments
    values: Values
    plan: Plan
    manifest: ModelManifest
    folders: tuple[Path, ...]
    options: TranslateOptions
    glossary: Glossary
    src_lang: str | None
    tgt_langs: tuple[str, ...]
    fingerprint: str
    format_options: FormatOptions

    @property
    def is_quiet(self) -> bool:
        """Whether nothing but errors is said."""
        return bool(self.values["quiet"])

    @property
    def journal_fingerprint(self) -> str:
        """Of what decides an output, which is more than its translations."""
        options = {**asdict(self.format_options), "tgt_lang": None}
        facts = f"{self.fingerprint} {options} {self.arguments.checks}"
        return sha256(facts.encode()).hexdigest()


def prepare(arguments: Arguments, values: Values) -> Setup:
    """Find everything that is wrong with a request before any work is done.

    Args:
        arguments: What is no setting.
        values: Settings by name.

    Raises:
        IndictxError: Of many kinds.
    """
    if (arguments.out is None) == (not arguments.in_place):
        raise UsageError("say where translations go: --out DIR, or --in-place")
    if arguments.fuzzy is not None and not 0 < arguments.fuzzy <= 1:
        raise UsageError(f"--fuzzy is {arguments.fuzzy}, expected more than 0 and at most 1")
    if arguments.jobs < 1:
        raise UsageError(f"--jobs is {arguments.jobs}, expected at least 1")
    if arguments.report is not None:
        check_path(arguments.report, replaces=arguments.force or arguments.resume)
    src_lang = None if values["from"] == "auto" else language(str(values["from"])).code
    models = _models(values, src_lang)
    manifest = models[0] if len(models) == 1 else team_manifest(models)
    tgt_langs = _targets(values, manifest, src_lang)
    glossary = load_glossaries(values["glossary"])  # type: ignore[arg-type]
    options = _options(values, glossary)
    plan = make_plan(_request(arguments, tgt_langs))
    _refuse_report(arguments.report, plan)
    return Setup(
        arguments=arguments,
        values=values,
        plan=plan,
        manifest=manifest,
        folders=tuple(model.folder for model in models),
        options=options,
        glossary=glossary,
        src_lang=src_lang,
        tgt_langs=tgt_langs,
        fingerprint=fingerprint(manifest, options, src_lang=src_lang, glossary=glossary),
        format_options=replace(arguments.format_options, src_lang=src_lang),
    )


def _refuse_report(path: Path | None, plan: Plan) -> None:
    """Raise ``UsageError`` where the report would be in the place of an input or an output."""
    if path is None:
        return
    report = path.resolve()
    if any(report in (task.source.resolve(), task.output.resolve()) for task in plan.tasks):
        raise UsageError(f"report {str(path)!r} is an input or an output", hint="rename it")


def _models(values: Values, src_lang: str | None) -> tuple[ModelManifest, ...]:
    """Return the model that was asked for, or the best for the languages."""
    names: tuple[str, ...] = values["to"]  # type: ignore[assignment]  # settings have checked the kinds
    model: str | None = values["model"]  # type: ignore[assignment]
    if model is None and names and len(installed_folders()) > 1:
        from indictx.models.choose import choose

        choice = choose(src_lang, [language(name).code for name in names])
        if choice.to_open:
            return tuple(map(find_model, choice.to_open))
    return (find_model(model),)


def _request(arguments: Arguments, tgt_langs: tuple[str, ...]) -> Request:
    return Request(
        paths=tuple(_paths(arguments.paths)),
        tgt_langs=tgt_langs,
        out=arguments.out,
        name=arguments.name,
        format=arguments.format,
        replaces=arguments.force,
        resumes=arguments.resume,
        backup=arguments.backup,
    )


def _paths(words: tuple[str, ...]) -> Iterator[str]:
    for word in words:
        if word == "-":
            yield from _listed(sys.stdin.buffer.read())
        else:
            yield word


def _listed(data: bytes) -> Iterator[str]:
    """Yield the paths of a list: one a line, or with NUL after each, as ``find -print0`` writes."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError("the list of files on standard input is not UTF-8") from error
    for name in text.split("\0") if "\0" in text else text.splitlines():
        if name.strip():
            yield name


def _targets(values: Values, manifest: ModelManifest, src_lang: str | None) -> tuple[str, ...]:
    router = Router(manifest)
    names: tuple[str, ...] = values["to"]  # type: ignore[assignment]
    if not names:
        raise no_target(values["model"])  # type: ignore[arg-type]
    codes = tuple(dict.fromkeys(language(name).code for name in names))
    for code in codes:
        if src_lang is None:
            router.check_target(language(code))
        else:
            router.route(Pair.of(src_lang, code))
    return codes


def _options(values: Values, glossary: Glossary) -> TranslateOptions:
    keep = KeepRules.load(values["keep"], values["keep_regex"])  # type: ignore[arg-type]
    return TranslateOptions(
        beam_size=values["beam"],  # type: ignore[arg-type]
        rerank=values["rerank"],  # type: ignore[arg-type]
        keep=KeepRules(terms=(*keep.terms, *glossary.kept()), regexes=keep.regexes),
        native_digits=values["digits"] == "native",
        window=values["window"],  # type: ignore[arg-type]
        batch_pieces=values["batch_pieces"],  # type: ignore[arg-type]
    )
