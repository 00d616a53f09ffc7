from __future__ import annotations

import pytest

from indictx.train import precision
from indictx.train.precision import number_type

torch = pytest.importorskip("torch", reason="training needs the extra: make test-train")


def test_a_named_precision_is_taken_as_it_is():
    assert number_type("bf16", "cpu") == torch.bfloat16
    assert number_type("fp32", "cuda") == torch.float32


def test_auto_is_bfloat16_on_a_gpu():
    assert number_type("auto", "cuda") == torch.bfloat16


@pytest.mark.parametrize("faster", [torch.bfloat16, torch.float32])
def test_auto_is_what_multiplies_faster_on_a_cpu(monkeypatch, faster):
    monkeypatch.setattr(precision, "_seconds", lambda kind: 1.0 if kind == faster else 2.0)

    assert number_type("auto", "cpu") == faster


def test_the_time_of_a_product_is_measured():
    assert 0 < precision._seconds(torch.float32) < 10


def test_one_slow_turn_does_not_decide(monkeypatch):
    turns = {torch.float32: iter([9.0, *[1.0] * 50]), torch.bfloat16: iter([2.0] * 50)}
    monkeypatch.setattr(precision, "_seconds", lambda kind: next(turns[kind]))

    assert number_type("auto", "cpu") == torch.float32
