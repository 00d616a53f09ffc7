"""A corpus of a few hundred sentences in three languages, and a recipe for a model of a few kilobytes."""

from __future__ import annotations

import json
import lzma
from itertools import product
from pathlib import Path

WHO = {
    "Ram": ("राम", "রাম"),
    "Sita": ("सीता", "সীতা"),
    "Mohan": ("मोहन", "মোহন"),
    "the boy": ("लड़का", "ছেলেটি"),
    "the teacher": ("शिक्षक", "শিক্ষক"),
    "my brother": ("मेरा भाई", "আমার ভাই"),
}
WHAT = {
    "a mango": ("आम", "আম"),
    "bread": ("रोटी", "রুটি"),
    "milk": ("दूध", "দুধ"),
    "a book": ("किताब", "বই"),
    "a letter": ("चिट्ठी", "চিঠি"),
    "water": ("पानी", "জল"),
}
DOES = {
    "sees": ("देखता है", "দেখে"),
    "brings": ("लाता है", "আনে"),
    "gives": ("देता है", "দেয়"),
    "takes": ("लेता है", "নেয়"),
}
HELD_OUT = "Ram sees a mango."

RECIPE = """
name = "toy"
version = "0.1"
licence = "CC0-1.0"
attribution = "The tests"
seed = 7

[data]
languages = ["eng_Latn", "hin_Deva", "ben_Beng"]
held_out = ["held-out"]
slot_share = 0.8

[[sources]]
name = "stories"
weight = 1.5

[[sources]]
name = "joined"
trusted = true
hold_out_ids = ["j3"]

[[sources]]
name = "strings"
domain = "ui"
cap = 40

[domains.ui]
min_words = 2
weight = 0.5

[vocabulary]
size = 600

[shape]
width = 32
feed_forward = 64
heads = 2
encoder_layers = 2
decoder_layers = 1
positions = 128

[fit]
batch_pieces = 600
warmup_steps = 10
matrix_rate = 0.01
other_rate = 0.003
dropout = 0.1
precision = "fp32"
log_steps = 5

[export]
vmap = 400
title = "Toy"
caution = 'read "with" care'
rank = 3
"""


def sentences() -> list[tuple[str, str, str]]:
    """Return English, Hindi and Bengali, a hundred and forty-four of each."""
    rows = []
    for (who, subject), (does, verb), (what, thing) in product(
        WHO.items(), DOES.items(), WHAT.items()
    ):
        hindi, bengali = (f"{subject[n]} {thing[n]} {verb[n]}।" for n in (0, 1))
        rows.append((f"{who[0].upper()}{who[1:]} {does} {what}.", hindi, bengali))
    return rows


def strings() -> list[tuple[str, str]]:
    """Return English and Hindi with numbers and placeholders that both sides share."""
    rows = [(f"Room {n} is open.", f"कमरा {n} खुला है।") for n in range(101, 130)]
    rows += [(f"Hello {{name{n}}}, come in.", f"नमस्ते {{name{n}}}, अंदर आइए।") for n in range(20)]
    return [*rows, ("Open", "खोलें"), ("Save %s now", "अब सहेजें")]


def write_corpus(folder: Path) -> Path:
    """Write three sources and a held-out file below ``folder``; return it."""
    rows = sentences()
    _pairs(folder / "stories" / "eng_Latn-hin_Deva.tsv.xz", [row[:2] for row in rows])
    _pairs(folder / "stories" / "ben_Beng-eng_Latn.tsv", [(row[2], row[0]) for row in rows])
    _source(folder / "stories", "CC-BY-4.0")
    for n, code in enumerate(("eng_Latn", "hin_Deva", "ben_Beng")):
        lines = [f"j{number}\t{row[n]}" for number, row in enumerate(rows[:40])]
        _write(folder / "joined" / f"{code}.tsv", lines)
    _source(folder / "joined", "CC0-1.0")
    _pairs(folder / "strings" / "eng_Latn-hin_Deva.tsv", strings())
    _source(folder / "strings", "Apache-2.0")
    _write(folder / "held-out" / "eng_Latn.txt", [HELD_OUT])
    return folder


def _pairs(path: Path, rows: list[tuple[str, ...]]) -> None:
    _write(path, ["\t".join(row) for row in rows])


def _source(folder: Path, licence: str) -> None:
    text = json.dumps({"licence": licence, "domain": "general"})
    (folder / "source.json").write_text(text, encoding="utf-8")


def _write(path: Path, lines: list[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    data = "".join(f"{line}\n" for line in lines).encode()
    path.write_bytes(lzma.compress(data) if path.suffix == ".xz" else data)
