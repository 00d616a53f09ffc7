"""Put measured tables into the documentation: ``python -m benchmarks.publish FOLDER``."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

from benchmarks.children import ROOT

PAGE = ROOT / "docs" / "explanation" / "performance.md"
BEGIN, END = "<!-- results: begin -->", "<!-- results: end -->"


def between(page: str, text: str) -> str:
    """Return the page with this text between its marks.

    Raises:
        SystemExit: The page has no marks.
    """
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise SystemExit(f"the page has no {BEGIN} … {END}")
    return f"{before}{begin}\n\n{text.strip()}\n\n{end}{after}"


def main() -> None:
    """Copy ``results.md`` and its pictures from a folder into the page."""
    (folder,) = map(Path, sys.argv[1:])
    if not json.loads((folder / "results.json").read_text(encoding="utf-8"))["complete"]:
        raise SystemExit(f"the measurement in {folder} did not end")
    results = (folder / "results.md").read_text(encoding="utf-8")
    PAGE.write_text(between(PAGE.read_text(encoding="utf-8"), results), encoding="utf-8")
    for picture in folder.glob("*.svg"):
        shutil.copyfile(picture, PAGE.parent / picture.name)


if __name__ == "__main__":
    main()
