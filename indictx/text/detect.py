"""Which script a text is written in, and which languages that leaves.

Letters are counted per script. Where a script serves several languages, letters that only one of
them uses decide (Assamese ৰ, Sindhi ڄ ڳ ڻ, Kashmiri ٲ ۆ ؠ), between the languages of Devanagari, and
of the Bengali script, frequent words and endings (``detect_deva.tsv`` and ``detect_beng.tsv``, by
``benchmarks/detect_words.py``), and between English and romanized Hindi their commonest words;
otherwise the candidates are ranked by how much is written in each, so that their scores are priors
and not evidence.

In text that mixes Latin with another script, letters alone mislead: "मैंने WhatsApp पर message भेजा" is
Hindi with more Latin letters than others. There the small words that hold a sentence together count
for more than names, and words in a script without any of them are taken for loans.
"""

from __future__ import annotations

import math
import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from indictx._patterns import compile_pattern
from indictx.languages.scripts import scripts

__all__ = ["Candidate", "detect", "likeliest", "script_of"]

# A text decides within its first pages; counting more would only cost time.
_SAMPLE_SIZE = 100_000

_ONLY = 0.95
_MARKED = 0.02

# What share of the text in a script is in which language, roughly, most first. Guesses from the
# sizes of Wikipedias and web corpora, for ranking; the sum may be under one, for the others.
_PRIORS: dict[str, dict[str, float]] = {
    "Deva": {
        "hin_Deva": 0.6,
        "mar_Deva": 0.16,
        "npi_Deva": 0.1,
        "san_Deva": 0.03,
        "bho_Deva": 0.02,
        "mai_Deva": 0.02,
        "gom_Deva": 0.01,
        "doi_Deva": 0.01,
        "brx_Deva": 0.01,
        "mag_Deva": 0.005,
        "awa_Deva": 0.005,
        "hne_Deva": 0.005,
        "xnr_Deva": 0.003,
    },
    "Beng": {"ben_Beng": 0.9, "asm_Beng": 0.05, "mni_Beng": 0.02, "syl_Beng": 0.01},
    "Guru": {"pan_Guru": 1.0},
    "Gujr": {"guj_Gujr": 0.98},
    "Orya": {"ory_Orya": 0.98},
    "Taml": {"tam_Taml": 1.0},
    "Telu": {"tel_Telu": 1.0},
    "Knda": {"kan_Knda": 0.95, "tcy_Knda": 0.03},
    "Mlym": {"mal_Mlym": 1.0},
    "Sinh": {"sin_Sinh": 0.99},
    "Olck": {"sat_Olck": 1.0},
    "Mtei": {"mni_Mtei": 1.0},
    "Sylo": {"syl_Sylo": 1.0},
    "Cakm": {"ccp_Cakm": 1.0},
    "Tibt": {"bod_Tibt": 0.8, "dzo_Tibt": 0.2},
    "Thaa": {"div_Thaa": 1.0},
    "Arab": {"urd_Arab": 0.8, "snd_Arab": 0.08, "kas_Arab": 0.04},
    "Latn": {"eng_Latn": 0.8, "hin_Latn": 0.1},
}

# Letters of one language that the others in the script lack.
_OWN_LETTERS = {
    "Beng": {"asm_Beng": "ৰ"},
    "Arab": {"snd_Arab": "ٻڀٺٿٽڄڃڇڊڌڏڍڦڪڳڱڻ", "kas_Arab": "ٲٳۆۄؠۍێ"},
}


# Words that nearly every sentence has, and frequent ones of romanized Hindi; none of them is a word of
# the others here, so band and log are missing.
_SMALL_WORDS = {
    "eng_Latn": """the is are was were be been am of and in to for with on at by from this that these it its
        you your i my we our he she his her they their not does did have has had will would can
        what where when how who why there if or but as an a""",
    "hin_Latn": """hai hain nahi nahin kya aap mujhe mera meri mere tum hum kuch bahut bohot acha
        accha achha kaise kyun kyu kab kahan mein tha thi raha rahi rahe rha rhi hoga karo karna ke
        ki ka ko se bhi aur yeh woh abhi kal aaj hun hoon gaya gayi liye sakte ho hu hoo hua hui
        hota hoti hote hogi honge hone hona huwa nhi nai na haan ek koi kisi kis kaun kon kaunsa
        konsa kitna kitne kitni kaisa kaisi itna itne itni jo jab ab agar lekin phir fir isliye
        kyunki kyuki matlab sirf bahot thoda thodi thode zyada jyada sab sabhi sabse muje mujhko
        humein hamein humko tumhe tumhein tujhe unhe unko usko isko uska uski uske iska iski iske
        unka unki unke hamara hamare hamari humara humare tumhara tumhare tumhari tera teri tere
        apna apne apni aapka aapki aapke aapko apka apki apke apko maine mene tumne aapne usne
        unhone hamne humne yaha yahan waha wahan kaha idhar udhar andar bahar upar neeche paas saath
        sath baad pehle pahle karta karte karti karne karke karen karein kariye kijiye kijie kare
        karunga karenge karega karoge kiya karwao kardo kro krna krne krte sakta sakti chahiye
        chahie chahta chahte chahti lagta lagti lagega jao jana jaana jata jati jate jaate jaye
        jayega jayegi jaunga jayenge gaye gya aao aana aata aati aate aane aaya aaye aayi aayega
        aayegi aaiye ao jaldi dena dene dijiye dijie diya diye dunga deta dete denge lena lene
        lijiye lijie liya leta lete lunga lo lein batao bataye bataiye batana bata bolo bola bolna
        boliye dekho dekh dekha dekhna dekhne dekhte suno suna sunna milega milna mila mili milte
        rakho rakhna rakha rakhen bhejo bhej bheja bhejna bhar bharein bharna piyo peena pina khao
        kha khana khaana khaya ruko chalo chalu baitho padho likho likha puchho khol kholo banao
        banaya laga lagao kripya kripaya ghar pani paani dawai dawa dukan dukaan bijli chawal doodh
        sabzi roti subah shaam raat dopahar din mahine saal hafte baje ghante samay waqt kaam naam
        baar yaad paisa paise kitaab bhai behen beti bacha bachche bacche ladka ladki dost achhe
        ache achchha theek thik sahi galat pata kharab garam thanda naya purana bada chota chhota
        dhanyavad dhanyawad shukriya kar rahega rahegi rahenge rehna rehta rehte bulao bulaiye dein
        kesa kesi bajao bajaye badlo badlen dwara jawab javab dobara mujhse tumse aapse chalao
        bhejen pucho poocho bataiyega batayen rakhiye rakhe gaadi bukhar chhutti namak darwaza
        bazaar bazar mausam mosam khet fasal kisan beej dhyan tabiyat hamesha shayad jaise waise
        aise isse usse unse kyonki lagaye khatam shuru dukaandar sabko kuchh yahi wahi tabhi krta
        karu karun milegi hogaya chuka chuki saare saari desh duniya zaroor zarur zaroorat""",
    "hin_Deva": """है हैं हूँ हूं था थी थे के का की को में से ने पर और नहीं यह वह ये वे मैं मैंने हम आप तुम भी
        तो ही रहा रही रहे गया क्या कि मेरा मेरी मेरे आपका हो एक लिए आहे आणि मी छ मा""",
}
# What may stand before a text and says nothing about it: (क) 1. a) (iv)
_LABELS = compile_pattern(
    r"\s*+(?:[(\[]?(?:\d{1,3}|[^\W\d_]|[ivxIVX]{2,4})(?:[)\]]\s*+|\.\s++))++(?=.)", re.DOTALL
)
_EDGES = ".,;:!?…।॥\"'“”‘’()[]*-–—|"
# The scripts whose languages words tell apart, and their letters.
_has_letter = {
    "Deva": re.compile(r"[\u0904-\u0939\u0958-\u0961]").search,
    "Beng": re.compile(r"[\u0985-\u09b9\u09ce\u09dc-\u09e1\u09f0\u09f1]").search,
}
_WORDS_READ = 200
# Letters that one small word outweighs, and what letters count without any.
_SMALL_WORD_WEIGHT, _LOAN_WEIGHT = 8, 0.5
# Of how many words one small word may decide.
_MOST_WORDS_FOR_ONE = 8
# Words of a sentence depend on each other, so each says less than it would alone.
_EVIDENCE = 0.9
_ENDINGS = (2, 3)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A language that a text may be in.

    Attributes:
        code: Canonical code: ``hin_Deva``.
        script: ISO 15924 code: ``Deva``.
        score: From 0 to 1, the share of the letters in the script, times how likely the language
            is in it. The scores of all candidates of a text sum up to at most 1.
    """

    code: str
    script: str
    score: float


def detect(text: str, *, top: int = 3) -> list[Candidate]:
    """Rank the languages that a text may be in, best first.

    Args:
        text: Any text; digits, punctuation and symbols do not count.
        top: How many candidates to return at most.

    Returns:
        Candidates by falling score; none for a text without letters of a known script.
    """
    label = _LABELS.match(text)
    if label and _letter_counts(text[label.end() :]):
        text = text[label.end() :]
    counts = _letter_counts(text)
    scripts_found = _per_script(counts)
    small = _small_words(text) if "Latn" in scripts_found else Counter()
    weights = _weights({code: some.total() for code, some in scripts_found.items()}, small)
    # Letters of unknown scripts have their share too.
    known = sum(map(Counter.total, scripts_found.values()))
    total = sum(weights.values()) * counts.total() / known if known else 1
    found = []
    for code, letters in scripts_found.items():
        found += [
            Candidate(lang_code, code, weights[code] / total * prior)
            for lang_code, prior in _priors(code, letters, small, text).items()
        ]
    found.sort(key=lambda one: (-one.score, one.code))
    return found[: max(top, 0)]


def likeliest(script_code: str) -> list[str]:
    """Return the languages written in a script, the most written first, whatever the text."""
    return list(_PRIORS.get(script_code, {}))


def own_letters(script_code: str) -> frozenset[str]:
    """Return the letters of a script that only one of its languages has."""
    return frozenset("".join(_OWN_LETTERS.get(script_code, {}).values()))


def script_of(text: str) -> str | None:
    """Return the ISO 15924 code of the script most letters are in; ``None`` without letters."""
    shares = {code: letters.total() for code, letters in _per_script(_letter_counts(text)).items()}
    return max(shares, key=lambda code: (shares[code], code), default=None)


def _small_words(text: str) -> Counter[str]:
    """Count the small words of each language that has a list."""
    found = Counter(map(str.casefold, _words(text)))
    return Counter(
        {
            code: sum(found[word] for word in found.keys() & own)
            for code, own in _word_sets().items()
        }
    )


@cache
def _word_sets() -> dict[str, frozenset[str]]:
    return {code: frozenset(text.split()) for code, text in _SMALL_WORDS.items()}


def small_words(code: str) -> frozenset[str]:
    """Return what tells ``eng_Latn``, ``hin_Latn`` and ``hin_Deva``: small and frequent words."""
    return _word_sets()[code]


def words_of(text: str, script_code: str) -> list[str]:
    """Return the words of a script in the beginning of a text, without what stands around them."""
    return [word for word in _words(text) if _has_letter[script_code](word)]


def _words(text: str) -> Iterator[str]:
    return (word.strip(_EDGES) for word in text[:_SAMPLE_SIZE].split()[:_WORDS_READ])


def endings_of(words: Iterable[str]) -> list[str]:
    """Return how words end that are long enough to have an ending, in two lengths."""
    return [word[-size:] for word in words for size in _ENDINGS if len(word) > size + 1]


def _by_words(script_code: str, text: str) -> dict[str, float]:
    """Return how likely each language of a script is, given the words of a text.

    Naive Bayes: a language begins with how much is written in it, and each word or ending that is
    known adds how much more often it is found in that language than in the others.
    """
    codes, table = _word_table(script_code)
    priors = _PRIORS[script_code]
    words = words_of(text, script_code)
    rows = [table[kind] for kind in words if kind in table]
    rest = (f"-{ending}" for ending in endings_of(word for word in words if word not in table))
    rows += [table[kind] for kind in rest if kind in table]
    if not rows:
        return priors
    evidence = dict(zip(codes, map(sum, zip(*rows, strict=True)), strict=True))
    least = min(evidence.values())
    logs = {
        code: math.log(prior) + _EVIDENCE * evidence.get(code, least) / 100
        for code, prior in priors.items()
    }
    top = max(logs.values())
    odds = {code: math.exp(one - top) for code, one in logs.items()}
    scale = sum(priors.values()) / sum(odds.values())
    return {code: one * scale for code, one in odds.items()}


@cache
def _word_table(script_code: str) -> tuple[list[str], dict[str, tuple[int, ...]]]:
    path = Path(__file__).with_name(f"detect_{script_code.lower()}.tsv")
    head, *lines = path.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines)
    return head.split("\t")[1:], {kind: tuple(map(int, odds)) for kind, *odds in rows}


def _weights(letters: dict[str, int], small: Counter[str]) -> dict[str, float]:
    """Return what each script counts for: its letters, in mixed text its small words as well."""
    if len(letters) < 2 or "Latn" not in letters:
        return dict(letters)
    weights = {code: float(count) for code, count in letters.items()}
    held = {"Latn": small["eng_Latn"] + small["hin_Latn"], "Deva": small["hin_Deva"]}
    for code in held.keys() & weights.keys():
        weights[code] *= 1 if held[code] else _LOAN_WEIGHT
        weights[code] += _SMALL_WORD_WEIGHT * held[code]
    return weights


def _letter_counts(text: str) -> Counter[str]:
    """Count letters and marks, those of unknown scripts included."""
    counts = Counter(text[:_SAMPLE_SIZE])
    return Counter({letter: count for letter, count in counts.items() if _is_letter(letter)})


@lru_cache(maxsize=4096)
def _is_letter(code_point: str) -> bool:
    return unicodedata.category(code_point)[0] in "LM" and code_point not in "\u0640\ufe0f"


def _per_script(counts: Counter[str]) -> dict[str, Counter[str]]:
    groups: dict[str, Counter[str]] = {}
    for letter, count in counts.items():
        code = _script_of_letter(letter)
        if code in _PRIORS:
            groups.setdefault(code, Counter())[letter] = count
    return groups


@lru_cache(maxsize=4096)
def _script_of_letter(letter: str) -> str | None:
    firsts, lasts, codes = _ranges()
    position = bisect_right(firsts, ord(letter)) - 1
    return codes[position] if position >= 0 and ord(letter) <= lasts[position] else None


@cache
def _ranges() -> tuple[list[int], list[int], list[str]]:
    rows = sorted((first, last, one.code) for one in scripts() for first, last in one.ranges)
    return [row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows]


def _priors(
    script_code: str, letters: Counter[str], small: Counter[str], text: str
) -> dict[str, float]:
    """Return how likely each language of a script is, given letters and words of the text."""
    priors = _PRIORS[script_code]
    owner = _owner(script_code, letters)
    if script_code == "Latn" and _is_romanized_hindi(text, small):
        owner = "hin_Latn"
    if owner is None:
        return _by_words(script_code, text) if script_code in _has_letter else priors
    rest = 1 - priors[owner]
    return {
        lang_code: _ONLY if lang_code == owner else prior / rest * (1 - _ONLY)
        for lang_code, prior in priors.items()
    }


def _is_romanized_hindi(text: str, small: Counter[str]) -> bool:
    """Say whether a text in Latin letters has more small words of Hindi than of English.

    One word is enough for a short text, if it has more than two letters; others are names and
    abbreviations as well.
    """
    if small["hin_Latn"] != 1:
        return small["hin_Latn"] > small["eng_Latn"]
    words = [word.casefold() for word in _words(text)]
    (only,) = (word for word in words if word in _word_sets()["hin_Latn"])
    return not small["eng_Latn"] and len(only) > 2 and len(words) <= _MOST_WORDS_FOR_ONE


def _owner(script_code: str, letters: Counter[str]) -> str | None:
    """Return the language whose own letters the text has, if they are more than a quotation."""
    own = _OWN_LETTERS.get(script_code, {})
    counts = {
        lang_code: sum(letters[letter] for letter in alphabet)
        for lang_code, alphabet in own.items()
    }
    best = max(counts, key=lambda code: counts[code], default=None)
    if best is None or counts[best] < max(1, _MARKED * letters.total()):
        return None
    return best
