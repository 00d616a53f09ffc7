"""All that happens to text on its way to a model and back, in every script, with a model that echoes.

``expected.txt`` has each line as it comes out, and under it what the model reads: one sentence a
line, slots as the vocabulary of the tiny model spells them. ``pytest --update-golden`` rewrites it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pytest
import sentencepiece

from indictx.families import load_family
from indictx.families.base import Encoded, Family
from indictx.languages import Pair, language
from indictx.models.manifest import load_manifest
from indictx.pipeline.options import TranslateOptions
from indictx.pipeline.translator import Translator
from indictx.testing import EchoEngine, echo_manifest

GOLDEN = Path(__file__).parents[1] / "golden" / "textpath"
CODES = sorted(path.name for path in GOLDEN.iterdir())


class ThereAndBack:
    """Encodes for translation into English, and decodes as if it came from there.

    Attributes:
        read: What the model reads, sentence by sentence.
    """

    def __init__(self, family: Family, code: str, processor) -> None:
        other = "hin_Deva" if code == "eng_Latn" else "eng_Latn"
        self.slot_count = family.slot_count
        self.read: list[str] = []
        self.there, self.back = Pair.of(code, other), Pair.of(other, code)
        self._family = family
        self._processor = processor

    def encode(self, sentences: Sequence[str], pair: Pair) -> list[Encoded]:
        encoded = self._family.encode(sentences, self.there)
        bare = [Encoded(one.pieces[1:-1], ()) for one in encoded]
        self.read += [self._processor.decode_pieces(list(one.pieces)) for one in bare]
        return bare

    def decode(self, hypotheses: Sequence[Sequence[str]], pair: Pair) -> list[str]:
        return self._family.decode(hypotheses, self.back)


@pytest.fixture(params=CODES)
def text_path(request, tiny_folder):
    """Return a translator from the language into its other one, and the family that listens."""
    code = request.param
    processor = sentencepiece.SentencePieceProcessor(
        model_file=str(tiny_folder / "sentencepiece.model")
    )
    family = ThereAndBack(load_family(load_manifest(tiny_folder)), code, processor)
    translator = Translator(
        echo_manifest(languages=(family.there.source.code, family.there.target.code)),
        engine=EchoEngine(),
        family=family,
        options=TranslateOptions(retry=False),
    )
    return translator, family


def lines_of(code: str) -> list[str]:
    return (GOLDEN / code / "input.txt").read_text(encoding="utf-8").split("\n")[:-1]


def code_points(text: str) -> list[str]:
    return [f"U+{ord(char):04X} {unicodedata.name(char, '?')}" for char in text]


def test_text_comes_back_as_it_did_before(text_path, request):
    translator, family = text_path
    code = family.there.source.code
    found = []
    for line in lines_of(code):
        family.read.clear()
        (result,) = translator.translate([line], src_lang=code, tgt_lang=family.there.target.code)
        found += [result.target, *(f"    {sentence}" for sentence in family.read)]
        assert "slots" not in result.flags
    path = GOLDEN / code / "expected.txt"
    if request.config.getoption("--update-golden"):
        path.write_text("\n".join(found) + "\n", encoding="utf-8", newline="\n")

    wanted = path.read_text(encoding="utf-8").split("\n")[:-1]

    assert [code_points(line) for line in found] == [code_points(line) for line in wanted]


def test_words_of_any_script_survive(text_path):
    translator, family = text_path
    code = family.there.source.code
    lines = [unicodedata.normalize("NFC", line) for line in lines_of(code)]

    results = translator.translate(lines, src_lang=code, tgt_lang=family.there.target.code)

    for line, result in zip(lines, results, strict=True):
        # What is short may be written out.
        assert has(result.target, language(code).script) >= has(line, language(code).script)


def has(text: str, script) -> int:
    """Count the letters of a script."""
    return sum(
        char.isalpha() for char in text if any(a <= ord(char) <= b for a, b in script.ranges)
    )
