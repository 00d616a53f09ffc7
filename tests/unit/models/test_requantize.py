from __future__ import annotations

import os
import struct
import subprocess
import sys

import ctranslate2
import numpy as np
import pytest
from ct2_models import random_spec, save

from indictx.errors import ModelError, UsageError
from indictx.models.requantize import read_floats, requantize, stored_types

SHAPES = [
    pytest.param(
        {"rotary": rotary, "tied": tied},
        id=f"{'rotary' if rotary else 'sinusoidal'}-{'tied' if tied else 'untied'}",
    )
    for rotary in (False, True)
    for tied in (False, True)
]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("compute_type", ["int8", "int8_float32"])
@pytest.mark.parametrize("dtype", [np.float32, np.float16], ids=["float32", "float16"])
def test_a_requantized_file_is_that_of_the_native_converter(tmp_path, shape, compute_type, dtype):
    plain = save(random_spec(**shape, dtype=dtype), tmp_path / "float", None)
    native = save(random_spec(**shape, dtype=dtype), tmp_path / "native", compute_type)

    requantize(plain / "model.bin", tmp_path / "ours.bin", compute_type=compute_type)

    assert (tmp_path / "ours.bin").read_bytes() == (native / "model.bin").read_bytes()


def test_blocks_smaller_than_a_matrix_change_nothing(tmp_path, monkeypatch):
    plain = save(random_spec(), tmp_path / "float", None)
    requantize(plain / "model.bin", tmp_path / "one.bin")
    monkeypatch.setattr("indictx.models.binary._BLOCK_BYTES", 100)

    requantize(plain / "model.bin", tmp_path / "many.bin")

    assert (tmp_path / "many.bin").read_bytes() == (tmp_path / "one.bin").read_bytes()


def test_the_result_translates(tmp_path):
    folder = save(random_spec(), tmp_path / "model", None)

    requantize(folder / "model.bin", folder / "model.bin")

    translator = ctranslate2.Translator(str(folder), compute_type="int8", intra_threads=1)
    assert translator.translate_batch([["p1", "p2", "</s>"]], max_decoding_length=4)[0].hypotheses


def test_requantizing_twice_changes_nothing_more(tmp_path):
    path = save(random_spec(), tmp_path / "model", None) / "model.bin"
    requantize(path, path)
    once = path.read_bytes()

    requantize(path, path)

    assert path.read_bytes() == once


def test_types_are_counted(tmp_path):
    path = save(random_spec(tied=True), tmp_path / "model", None) / "model.bin"
    before = stored_types(path)
    requantize(path, path)

    after = stored_types(path)

    assert before["float32"] > 0
    assert "int8" in before  # flags, such as pre_norm, are int8 in every model
    assert after["int8"] > before["float32"] * 0.7
    assert after["float32"] < before["float32"] * 0.3


@pytest.mark.parametrize("cut", [0, 3, 40, 2000, -1])
def test_a_file_that_ends_early_is_refused_and_nothing_is_written(tmp_path, cut):
    path = save(random_spec(), tmp_path / "model", None) / "model.bin"
    path.write_bytes(path.read_bytes()[:cut])

    with pytest.raises(ModelError):
        requantize(path, tmp_path / "out.bin")

    assert [entry.name for entry in tmp_path.iterdir()] == ["model"]


def test_another_binary_version_is_named(tmp_path):
    (tmp_path / "model.bin").write_bytes(struct.pack("<I", 5) + bytes(100))

    with pytest.raises(ModelError, match="binary version 5, expected 6"):
        requantize(tmp_path / "model.bin", tmp_path / "out.bin")


def test_an_unknown_compute_type_is_refused(tmp_path):
    with pytest.raises(UsageError, match="int4"):
        requantize(tmp_path / "a", tmp_path / "b", compute_type="int4")


def test_progress_ends_at_the_total(tmp_path):
    path = save(random_spec(), tmp_path / "model", None) / "model.bin"
    seen = []

    requantize(path, tmp_path / "out.bin", progress=lambda done, total: seen.append((done, total)))

    assert seen == sorted(seen)
    assert seen[-1][0] == seen[-1][1]


def test_an_interrupted_run_leaves_the_old_file(tmp_path):
    path = save(random_spec(), tmp_path / "model", None) / "model.bin"
    before = path.read_bytes()

    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        requantize(path, path, progress=interrupt)

    assert path.read_bytes() == before
    assert not list(path.parent.glob("*.part"))


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_peak_memory_is_bounded_by_the_largest_tensor(tmp_path):
    rows, columns = 30_000, 512  # 61 MB as float32
    path = tmp_path / "model.bin"
    with path.open("wb") as file:
        file.write(struct.pack("<I", 6) + struct.pack("<H", 2) + b"X\0" + struct.pack("<II", 1, 1))
        file.write(struct.pack("<H", 9) + b"a/weight\0" + struct.pack("<BII", 2, rows, columns))
        file.write(struct.pack("<BI", 0, rows * columns * 4))
        for _ in range(rows // 100):
            file.write(os.urandom(50) * (columns * 8))
        file.write(struct.pack("<I", 0))
    code = (
        "import sys, pathlib\n"
        "from indictx.models.requantize import requantize\n"
        "requantize(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))\n"
        # Not ru_maxrss, which a process inherits from the one that started it.
        "status = pathlib.Path('/proc/self/status').read_text()\n"
        "print(status.split('VmHWM:')[1].split()[0])\n"
    )

    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, str(path), str(tmp_path / "out.bin")],
        capture_output=True,
        check=True,
        text=True,
    )

    assert int(run.stdout) * 1024 < 2.5 * rows * columns * 4 + 200e6


@pytest.mark.parametrize("dtype", [np.float32, np.float16], ids=["float32", "float16"])
def test_floats_read_back_are_within_half_a_step_of_what_was_rounded(tmp_path, dtype):
    path = save(random_spec(dtype=dtype), tmp_path / "model", None) / "model.bin"
    requantize(path, tmp_path / "int8.bin")

    exact, rounded = read_floats(path), read_floats(tmp_path / "int8.bin")

    assert exact.keys() == rounded.keys()
    changed = 0
    for name, value in exact.items():
        if value.dtype != np.float32 or value.ndim < 2:
            assert np.array_equal(value, rounded[name])
            continue
        step = np.abs(value).max(axis=1, keepdims=True) / 127
        assert (np.abs(value - rounded[name]) <= 0.501 * step).all()
        changed += int((value != rounded[name]).sum())
    assert changed
