"""Many small documents: ``indictx batch`` beside a shell loop, and what repeats save."""

from __future__ import annotations

import shutil
import tempfile
from itertools import islice
from pathlib import Path

from benchmarks.children import indictx, run
from benchmarks.corpus import sentences
from benchmarks.measure import Options, Result, median

FILES = 200
LINES_A_FILE = 3
GOAL = 3.0


def measure(options: Options) -> Result:
    """Translate 200 small files by a loop over ``translate`` and by one ``batch``; once each.

    A third run has as many lines, but each of them four times: it shows that repeats are nearly
    free. Half of the files are subtitles, as people have them.
    """
    folder = Path(tempfile.mkdtemp(prefix="indictx-bench-"))
    try:
        lines = list(islice(sentences(), FILES * LINES_A_FILE))
        _write(folder / "all", lines)
        _write(folder / "repeats", lines[: len(lines) // 4] * 4)
        model = ["--model", str(options.model), "--to", options.tgt_lang, "--quiet"]
        loop_s = sum(
            run([*indictx(), "translate", *model, "-i", str(path)]).wall_s
            for path in sorted((folder / "all").iterdir())
        )
        batch_s = _batch(folder / "all", model)
        repeats_s = _batch(folder / "repeats", model)
    finally:
        shutil.rmtree(folder)
    return Result(
        name=f"batch: {FILES} files of {LINES_A_FILE} lines",
        rows=[
            {"program": "loop over indictx translate", "s": median([loop_s], 2)},
            {"program": "indictx batch", "s": median([batch_s], 2)},
            {"program": "indictx batch, each line four times", "s": median([repeats_s], 2)},
        ],
        ratio=median([loop_s / batch_s]),
        goal=f"at least {GOAL} times as fast as the loop",
        reached=loop_s / batch_s >= GOAL,
        facts={"files": FILES, "lines_a_file": LINES_A_FILE, "memory": "off"},
    )


def _write(folder: Path, lines: list[str]) -> None:
    folder.mkdir()
    for number in range(FILES):
        part = lines[number * LINES_A_FILE : (number + 1) * LINES_A_FILE]
        if number % 2:
            cues = [
                f"{index}\n00:00:0{index},000 --> 00:00:0{index},900\n{line}\n"
                for index, line in enumerate(part, start=1)
            ]
            (folder / f"{number:03}.srt").write_text("\n".join(cues), encoding="utf-8")
        else:
            (folder / f"{number:03}.txt").write_text("\n".join(part) + "\n", encoding="utf-8")


def _batch(folder: Path, model: list[str]) -> float:
    out = folder.with_name(f"{folder.name}-out")
    command = [*indictx(), "batch", str(folder), *model, "--no-memory", "--out", str(out)]
    return run(command).wall_s
