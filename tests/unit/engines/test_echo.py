from __future__ import annotations

from indictx.engines.base import DecodeOptions
from indictx.testing import EchoEngine


def test_an_echo_remembers_its_batches():
    engine = EchoEngine()

    (first, second) = engine.submit([["a", "b"], ["c"]], [(), ()], DecodeOptions())()

    assert (first[0].pieces, second[0].pieces) == (("a", "b"), ("c",))
    assert engine.batches == [[2, 1]]
