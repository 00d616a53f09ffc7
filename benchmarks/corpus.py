"""A corpus of English sentences, the same on every machine, for when none is given.

Sentences are made from templates, with as many different words as to make duplicates rare: what a
window has twice is decoded once, and that must not help. About one line in six has something in it
that stays as it is, such as a number or a link; about one in eight has two sentences.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

_WHO = """The teacher|My grandmother|A young farmer|The village doctor|Our neighbor|The bus driver
The shopkeeper|Her elder sister|The head of the school|A group of students|The old carpenter
The engineer from Pune|His uncle|The nurse|Every member of the family|A tired traveler|The postman
The woman at the counter|Their youngest child|The officer in charge|The singer|The football team
The family next door|A stranger|The captain|The fisherman|The weaver|The cook|The manager
Nobody in the office|The new clerk|The tailor|My cousin|The people of the town|The potter"""
_DID = """bought|carried|showed us|asked for|forgot|repaired|sold|painted|borrowed|described|found
ordered|cleaned|lost|returned|photographed|measured|hid|promised|counted|needed|prepared|drew
looked for|gave away|packed|remembered|chose|admired|refused|brought|checked|sent|kept|broke"""
_WHAT = """a basket of ripe mangoes|the broken bicycle|two tickets|a letter from the bank|the old map
a pot of hot tea|the medicine for the child|some seeds|a wooden chair|the keys of the house
a warm blanket|the report about the river|a bag of rice|the photograph of the wedding|an umbrella
three kilograms of onions|the list of names|a new phone|the water pump|a bundle of sugar cane
the minutes of the meeting|a glass of milk|the book about birds|a small radio|the tools|a lamp
some money for the journey|the answer to the question|an empty box|the flag|a saree|the sweets"""
_WHERE = """at the market|near the railway station|behind the temple|in front of the hospital
on the road to Nagpur|by the river|in the kitchen|under the banyan tree|at the bus stop
in the library|beside the well|on the roof|at the edge of the forest|in a small shop|at home
outside the post office|on the second floor|in the fields|at the airport|near the old bridge"""
_WHEN = """yesterday|early in the morning|before the rains began|last week|after lunch
during the festival|on Sunday|when the lights went out|late at night|just before the train left
every summer|without telling anyone|as quickly as possible|after the meeting|in the evening
for the first time|while the children were asleep|as usual|two days ago|in the middle of winter"""
_WHY = """because the road was closed|so that nobody had to wait|although it was very expensive
because the doctor had told them to|and then went home|but did not say why|to help a friend
since there was no other choice|and everyone was happy|although it had started to rain
because the price had fallen|and asked when the next bus would come|before it was too late
but the door was locked|so the work could go on|and nobody noticed anything"""
_ASK = """Where can I find|How much is|Who has seen|When will you bring|Could you please show me
Why did you choose|Have you already paid for|Do you still need|May I borrow|Is this really"""
_KEPT = """for ₹ {n}|on page {n}|in room {n}|at {h}:{m}|in {y}|with the code AB{n}|to info{n}@example.org
from https://example.org/{n}|for {{name}}|after {n} km|with 5{h}% interest|on +91 98765 {n}"""


def _choices(text: str) -> list[str]:
    return [choice.strip() for line in text.splitlines() for choice in line.split("|")]


def sentences(seed: int = 0) -> Iterator[str]:
    """Yield lines without end, always the same for a seed."""
    random_ = random.Random(seed)
    who, did, what, where, when, why, ask, kept = map(
        _choices, (_WHO, _DID, _WHAT, _WHERE, _WHEN, _WHY, _ASK, _KEPT)
    )
    pick = random_.choice

    def statement() -> str:
        words = [pick(who), pick(did), pick(what), pick(where)]
        words += [pick(when)] if random_.random() < 0.7 else [pick(what).join(["with ", ""])]
        if random_.random() < 0.16:
            words.append(
                pick(kept).format(
                    n=random_.randrange(10000, 99999),
                    h=random_.randrange(1, 10),
                    m=random_.randrange(10, 60),
                    y=random_.randrange(1900, 2030),
                )
            )
        if random_.random() < 0.4:
            words.append(pick(why))
        return " ".join(words) + "."

    while True:
        if random_.random() < 0.12:
            yield f"{pick(ask)} {pick(what)} and {pick(what)} {pick(where)} {pick(when)}?"
        elif random_.random() < 0.13:
            yield f"{statement()} {statement()}"
        else:
            yield statement()


def file_of(corpus: Path, code: str) -> Path:
    """Return the file of a language: ``CODE.txt`` of a folder, or the file itself."""
    return corpus / f"{code}.txt" if corpus.is_dir() else corpus


def read_or_make(path: Path | None, count: int) -> list[str]:
    """Return ``count`` lines, those of a file if there is one; none twice, hence fewer of a short file.

    Of lines that repeat, indictx translates one, and would seem faster than it is.
    """
    if path is None:
        return list(islice(sentences(), count))
    lines = filter(str.strip, path.read_text(encoding="utf-8").splitlines())
    found = list(dict.fromkeys(lines))[:count]
    if not found:
        raise SystemExit(f"{path} has no lines")
    return found


def duplicates_in_windows(lines: list[str], window: int) -> float:
    """Return which share of the lines repeats another one of its window."""
    repeated = sum(
        len(lines[start : start + window]) - len(set(lines[start : start + window]))
        for start in range(0, len(lines), window)
    )
    return repeated / max(1, len(lines))


def mixed(count: int, seed: int = 1) -> Iterator[str]:
    """Yield lines as logs and tables have them: one in 50 is a short text, the others have none."""
    random_ = random.Random(seed)
    texts = islice(sentences(seed), 2_000)
    known = [text.split(".")[0] + "." for text in texts]
    for index in range(count):
        kind = index % 50
        if kind == 0:
            yield random_.choice(known)
        elif kind % 5 == 0:
            yield ""
        else:
            yield f"{random_.randrange(10**9)} · {random_.random():.6f} · 2024-0{1 + kind % 9}-12"
