"""Run batches in this process with a translator that records what it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from indictx.formats import FormatOptions
from indictx.glossary import Glossary
from indictx.jobs.documents import Rules
from indictx.jobs.journal import Journal
from indictx.jobs.local import Batch, Settings
from indictx.jobs.plan import Request, make_plan
from indictx.memory import Memory
from indictx.pipeline.terms import Terms
from indictx.pipeline.translator import Translation


class Recorder:
    """An executor that answers ``change(source)`` and remembers its windows.

    Attributes:
        windows: Texts of every window so far.
        made: How often it was made.
        closed: How often it was closed.
    """

    def __init__(self, change: Callable[[str], str] | None = None) -> None:
        self.windows: list[list[str]] = []
        self.made = 0
        self.closed = 0
        self.change = change or (lambda source: f"«{source}»")

    def __call__(self) -> Recorder:
        self.made += 1
        return self

    @property
    def texts(self) -> list[str]:
        """All texts so far, in order."""
        return [text for window in self.windows for text in window]

    def translate(
        self, windows: Iterator[Sequence[str] | None], *, tgt_lang: str
    ) -> Iterator[list[Translation]]:
        for window in windows:
            if window is not None:
                self.windows.append(list(window))
                yield [self._translated(text, tgt_lang) for text in window]

    def close(self) -> None:
        self.closed += 1

    def _translated(self, source: str, tgt_lang: str) -> Translation:
        return Translation(
            source=source,
            target=self.change(source),
            src_lang="eng_Latn",
            tgt_lang=tgt_lang,
            score=-0.5,
            flags=("loop",) if "loop" in source else (),
            repairs=(),
            alternatives=(),
            model="recorder",
        )


def run_batch(
    folder: Path,
    *,
    recorder: Recorder,
    to: Sequence[str] = ("hin_Deva",),
    resume: bool = False,
    force: bool = False,
    in_place: bool = False,
    memory: Memory | None = None,
    glossary: Glossary | None = None,
    checks: bool = False,
    watch: Callable | None = None,
    say: Callable | None = None,
    **settings: object,
):
    """Translate ``folder/in`` to ``folder/out`` and return the counts."""
    plan = make_plan(
        Request(
            paths=(str(folder / "in"),),
            tgt_langs=tuple(to),
            out=None if in_place else folder / "out",
            resumes=resume,
            replaces=force,
        )
    )
    facts = {"fingerprint": "one", "window": 3, **settings}
    with Journal.open(
        plan.state / "journal", fingerprint="one", resume=resume, force=force
    ) as journal:
        return Batch(
            plan.tasks,
            journal=journal,
            executor=recorder,
            settings=Settings(
                format_options=FormatOptions(src_lang="eng_Latn"),
                rules=Rules(
                    terms=Terms(glossary or Glossary()), checks=checks, src_lang="eng_Latn"
                ),
                **facts,
            ),
            memory=memory,
            watch=watch,
            say=say,
        ).run()


def outputs(folder: Path) -> dict[str, str]:
    """Return the text of every output, by its path below ``folder/out``."""
    return {
        path.relative_to(folder / "out").as_posix(): path.read_text(encoding="utf-8")
        for path in sorted((folder / "out").rglob("*"))
        if path.is_file() and ".indictx" not in path.parts
    }
