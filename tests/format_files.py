"""The files under ``tests/golden/formats``: what is good, what is broken, and what should happen.

``<format>/<name>.<ext>`` is a document, ``<name>.options.toml`` how to read it, and
``<name>.expected.<ext>`` what it is with every segment changed by :func:`mock`. A folder
``<name>.<ext>/`` holds the parts of a zip container, in the order of its ``order.txt``.
``<format>/broken/`` has files that must not parse, and ``expected.toml`` says why.
"""

from __future__ import annotations

import io
import re
import tomllib
import zipfile
from dataclasses import dataclass
from pathlib import Path

from indictx.formats import FormatOptions

ROOT = Path(__file__).parent / "golden" / "formats"


@dataclass(frozen=True)
class Sample:
    format: str
    path: Path

    @property
    def id(self) -> str:
        return f"{self.format}/{self.path.name}"

    @property
    def options(self) -> FormatOptions:
        return read_options(self.path.with_name(f"{self.path.name.split('.')[0]}.options.toml"))

    @property
    def data(self) -> bytes:
        return zipped(self.path) if self.path.is_dir() else self.path.read_bytes()

    @property
    def expected(self) -> Path:
        stem, _, ending = self.path.name.partition(".")
        ending = "txt" if self.format == "pdf" else ending
        return self.path.with_name(f"{stem}.expected.{ending}")


@dataclass(frozen=True)
class Broken:
    format: str
    path: Path
    place: str
    reason: str

    @property
    def id(self) -> str:
        return f"{self.format}/{self.path.name}"

    @property
    def options(self) -> FormatOptions:
        return read_options(self.path.with_name(f"{self.path.name.split('.')[0]}.options.toml"))

    @property
    def data(self) -> bytes:
        return zipped(self.path) if self.path.is_dir() else self.path.read_bytes()


def read_options(path: Path) -> FormatOptions:
    if not path.exists():
        return FormatOptions(src_lang="eng_Latn", tgt_lang="hin_Deva")
    values = tomllib.loads(path.read_text(encoding="utf-8"))
    lists = {key: tuple(value) for key, value in values.items() if isinstance(value, list)}
    return FormatOptions(**{"src_lang": "eng_Latn", "tgt_lang": "hin_Deva"} | values | lists)


def samples() -> list[Sample]:
    found = []
    for folder in sorted(path for path in ROOT.iterdir() if path.is_dir()):
        for path in sorted(folder.iterdir()):
            if path.name not in {"broken"} and not re.search(
                r"\.(options\.toml|expected\..*)$", path.name
            ):
                found.append(Sample(folder.name, path))
    return found


def broken() -> list[Broken]:
    found = []
    for table in sorted(ROOT.glob("*/broken/expected.toml")):
        for name, facts in tomllib.loads(table.read_text(encoding="utf-8")).items():
            path = table.with_name(name)
            found.append(Broken(table.parts[-3], path, facts["place"], facts["reason"]))
    return found


def zipped(folder: Path) -> bytes:
    """Pack a folder of parts; the first of ``order.txt`` is stored, as OpenDocument demands."""
    names = (folder / "order.txt").read_text(encoding="utf-8").split()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for index, name in enumerate(names):
            info = zipfile.ZipInfo(name, (2024, 1, 26, 10, 30, 0))
            stored = index == 0 and name == "mimetype"
            info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, (folder / name).read_bytes())
    return buffer.getvalue()


def parts(data: bytes) -> list[tuple[str, int, tuple[int, ...], bytes]]:
    """What a container is made of: name, compression, date and content of each part, in order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [
            (info.filename, info.compress_type, info.date_time, archive.read(info))
            for info in archive.infolist()
        ]


def mock(source: str) -> str:
    """A translation with all that a format may have to escape; tags stay as they are."""
    return f"«{source}» & \"क\" 'ख' < ग"


def without_tags(target: str) -> str:
    return re.sub(r"</?[a-z]\d+/?>", "", target)


def squeezed(texts: list[str]) -> str:
    """All texts as one, white space collapsed: what a format may lay out anew."""
    return " ".join(" ".join(texts).split())
