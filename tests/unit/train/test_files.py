from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass

import pytest

from indictx import _imports
from indictx.errors import MissingExtraError
from indictx.train.plot import plot_curve
from indictx.train.stages import fingerprint, is_done, mark_done, read_mark, whole


@dataclass(frozen=True)
class Settings:
    rate: float
    names: tuple[str, ...] = ()


def test_a_fingerprint_is_that_of_the_values():
    assert fingerprint(Settings(0.5, ("a",)), {"b": 1, "a": 2}) == fingerprint(
        Settings(0.5, ("a",)), {"a": 2, "b": 1}
    )
    assert fingerprint(Settings(0.5)) != fingerprint(Settings(0.25))
    assert fingerprint("ab", "c") != fingerprint("a", "bc")


def test_a_fingerprint_does_not_change_with_the_version_of_the_code():
    assert fingerprint(Settings(0.5, ("राम",)), [1, None, True]) == "bbaaff136cc97d35"


def test_a_stage_is_done_with_its_own_fingerprint_only(tmp_path):
    (tmp_path / "made.npz").write_bytes(b"made")
    assert not is_done(tmp_path, "abc", made="made.npz")

    mark_done(tmp_path, "abc", pairs=["x"])

    assert is_done(tmp_path, "abc", made="made.npz")
    assert not is_done(tmp_path, "abd", made="made.npz")
    assert read_mark(tmp_path)["pairs"] == ["x"]


def test_a_stage_whose_file_is_missing_or_empty_is_not_done(tmp_path):
    mark_done(tmp_path, "abc")
    assert not is_done(tmp_path, "abc", made="made.npz")

    (tmp_path / "made.npz").write_bytes(b"")

    assert not is_done(tmp_path, "abc", made="made.npz")


def test_a_damaged_mark_is_no_mark(tmp_path):
    (tmp_path / "made.npz").write_bytes(b"made")
    (tmp_path / "done.json").write_text('{"fingerprint": "abc"', encoding="utf-8")

    assert not is_done(tmp_path, "abc", made="made.npz")


def test_a_file_appears_whole_or_not_at_all(tmp_path):
    path = tmp_path / "folder" / "file.txt"
    path.parent.mkdir()
    path.write_text("old", encoding="utf-8")

    def fail() -> None:
        with whole(path) as part:
            part.write_text("half", encoding="utf-8")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()

    assert path.read_text(encoding="utf-8") == "old"
    assert [each.name for each in path.parent.iterdir()] == ["file.txt"]


def test_a_curve_is_a_png_with_a_line_that_falls(tmp_path):
    path = tmp_path / "loss.png"

    plot_curve([(0, 9.0), (500, 4.5), (1000, float("nan")), (2000, 3.0)], path)

    data = path.read_bytes()
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", data[16:24])
    start = data.index(b"IDAT")
    size = struct.unpack(">I", data[start - 4 : start])[0]
    raw = zlib.decompress(data[start + 4 : start + 4 + size])
    assert len(raw) == height * (3 * width + 1)
    curve = bytes.fromhex("0072b2")
    rows = [raw[y * (3 * width + 1) + 1 : (y + 1) * (3 * width + 1)] for y in range(height)]
    drawn = [row.find(curve) // 3 for row in rows if curve in row]
    # From the top left to the bottom right.
    assert drawn[0] < drawn[-1]


def test_a_curve_of_one_point_is_not_drawn(tmp_path):
    plot_curve([(1, 2.0)], tmp_path / "loss.png")

    assert not (tmp_path / "loss.png").exists()


def test_a_missing_package_names_its_extra():
    with pytest.raises(MissingExtraError) as caught:
        _imports.require("no_such_package_of_ours.part", extra="train")

    assert caught.value.package == "no_such_package_of_ours"
    assert caught.value.hint == "run `pip install 'indictx[train]'`"


def test_an_installed_module_is_returned():
    assert _imports.require("json.decoder", extra="train").__name__ == "json.decoder"


def test_an_error_inside_a_package_is_not_mistaken_for_its_absence(tmp_path, monkeypatch):
    (tmp_path / "half_installed.py").write_text("import no_such_dependency", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)

    with pytest.raises(ModuleNotFoundError, match="no_such_dependency") as caught:
        _imports.require("half_installed", extra="train")

    assert not isinstance(caught.value, MissingExtraError)
