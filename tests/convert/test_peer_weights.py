"""From CTranslate2 back to transformers: the benchmark's peers must run the very same network."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")
pytest.importorskip("benchmarks.peers", reason="benchmarks are not installed")

import hub_models  # noqa: E402
from ctranslate2.converters import TransformersConverter  # noqa: E402

from benchmarks.peers.marian import write_marian  # noqa: E402

pytestmark = pytest.mark.filterwarnings("ignore")


def there_and_back(tmp_path, quantization):
    model, _ = hub_models.marian(tmp_path / "hub")
    converter = TransformersConverter(str(tmp_path / "hub"))
    converter.convert(str(tmp_path / "ct2"), quantization=quantization)
    write_marian(tmp_path / "ct2", tmp_path / "back")
    return model, transformers.MarianMTModel.from_pretrained(tmp_path / "back").eval()


def logits(model) -> np.ndarray:
    sources, targets = torch.tensor([[5, 6, 7, 0]]), torch.tensor([[model.config.pad_token_id, 4]])
    with torch.inference_mode():
        return model(input_ids=sources, decoder_input_ids=targets).logits.numpy()[..., :-1]


def test_float_weights_come_back_bit_by_bit(tmp_path):
    model, back = there_and_back(tmp_path, None)

    original, found = model.state_dict(), back.state_dict()
    assert original.keys() == found.keys()
    for name, value in original.items():
        # Padding is never written, whatever its bias and its vector.
        assert np.array_equal(value.numpy()[..., :-1], found[name].numpy()[..., :-1]), name
    assert np.array_equal(logits(model), logits(back))


def test_int8_weights_come_back_nearly(tmp_path):
    model, back = there_and_back(tmp_path, "int8")

    assert np.abs(logits(model) - logits(back)).max() < 0.05 * np.abs(logits(model)).max()
