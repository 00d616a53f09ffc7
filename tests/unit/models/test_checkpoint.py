from __future__ import annotations

import json
import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from indictrans2_reference import write_safetensors

from indictx.errors import ModelError, UsageError
from indictx.models.convert._checkpoint import open_checkpoint, read_json

SHAPES = st.lists(st.integers(0, 4), max_size=3).map(tuple)


@given(SHAPES, st.sampled_from(["F32", "F16", "BF16"]), st.integers(0, 2**32 - 1))
def test_what_is_written_is_read_as_float32(tmp_path_factory, shape, kind, seed):
    folder = tmp_path_factory.mktemp("checkpoint")
    # Integers below 128 have an exact value in all three types.
    value = np.random.default_rng(seed).integers(-127, 128, shape).astype(np.float32)
    write_safetensors(folder / "model.safetensors", {"a": value, "b": value + 1}, kind)

    checkpoint = open_checkpoint(folder)

    assert sorted(checkpoint) == ["a", "b"]
    assert len(checkpoint) == 2
    assert checkpoint["a"].dtype == np.float32
    np.testing.assert_array_equal(checkpoint["a"], value)
    np.testing.assert_array_equal(checkpoint["b"], value + 1)


def test_files_of_the_reference_implementation_are_read(tmp_path):
    reference = pytest.importorskip("safetensors.numpy")
    tensors = {
        "x": np.arange(6, dtype=np.float32).reshape(2, 3),
        "y": np.array([1.5, -2.25], np.float16),
        "z": np.array([7], np.int64),
    }
    reference.save_file(tensors, tmp_path / "model.safetensors", metadata={"format": "pt"})

    checkpoint = open_checkpoint(tmp_path)

    for name, value in tensors.items():
        np.testing.assert_array_equal(checkpoint[name], value.astype(np.float32))


def damaged(header: dict, data: bytes = b"\0" * 16) -> bytes:
    encoded = json.dumps(header).encode()
    return struct.pack("<Q", len(encoded)) + encoded + data


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff" * 20,
        struct.pack("<Q", 5) + b"{nope",
        damaged({"a": {"dtype": "F32", "shape": [4], "data_offsets": [8, 24]}}),
        damaged({"a": {"dtype": "F32", "shape": [5], "data_offsets": [0, 16]}}),
        damaged({"a": {"dtype": "F32", "shape": [-4], "data_offsets": [16, 0]}}),
        damaged({"a": {"dtype": "Q9", "shape": [4], "data_offsets": [0, 16]}}),
        damaged({"a": ["F32"]}),
        damaged({"a": {"shape": [4]}}),
    ],
    ids=["empty", "length", "json", "outside", "shape", "negative", "type", "list", "keys"],
)
def test_a_damaged_file_is_refused(tmp_path, content):
    (tmp_path / "model.safetensors").write_bytes(content)

    with pytest.raises(ModelError, match="not a whole safetensors file"):
        open_checkpoint(tmp_path)


def test_a_folder_without_weights_says_what_was_expected(tmp_path):
    with pytest.raises(ModelError, match="no weights") as caught:
        open_checkpoint(tmp_path)

    assert caught.value.hint == "expected model.safetensors"


def test_a_pickle_is_refused_unless_it_was_allowed(tmp_path):
    (tmp_path / "pytorch_model.bin").write_bytes(b"anything")

    with pytest.raises(UsageError, match="only as a pickle"):
        open_checkpoint(tmp_path)


def test_an_index_cannot_name_files_elsewhere(tmp_path):
    index = {"weight_map": {"a": "../other.safetensors"}}
    (tmp_path / "model.safetensors.index.json").write_text(json.dumps(index))

    with pytest.raises(ModelError, match="outside its folder"):
        open_checkpoint(tmp_path)


@pytest.mark.parametrize("content", ["", "[1]", "{"])
def test_json_that_is_no_object_is_refused(tmp_path, content):
    (tmp_path / "config.json").write_text(content)

    with pytest.raises(ModelError, match=r"config\.json"):
        read_json(tmp_path / "config.json")
