"""How many acronyms come out right: ``python -m benchmarks.acronyms hi ta``.

60 sentences with an acronym each, 30 in English and 30 in the other language. One is right if the
names of its letters are in the translation, in any known spelling, or its letters in the English
one.
"""

from __future__ import annotations

import argparse

from indictx import Translator
from indictx.languages import language
from indictx.text._rules import split_words
from indictx.text.acronyms import in_latin, spelled

ACRONYMS = split_words(
    "WHO GST BDO SDM LPG ICU OPD CBSE OBC HIV EMI RTI FIR MRI ATM NGO ITI TDS NIA UPSC"
    " ECG DGP NCC EVM BJP CBI HRD LIC SBI PDF"
)
#: "The … office is closed today."
SENTENCES = {
    "eng_Latn": "The {} office is closed today.",
    "hin_Deva": "{} का दफ़्तर आज बंद है।",
    "ben_Beng": "{} অফিস আজ বন্ধ।",
    "mar_Deva": "{} कार्यालय आज बंद आहे.",
    "guj_Gujr": "{} કાર્યાલય આજે બંધ છે.",
    "pan_Guru": "{} ਦਾ ਦਫ਼ਤਰ ਅੱਜ ਬੰਦ ਹੈ।",
    "npi_Deva": "{} कार्यालय आज बन्द छ।",
    "ory_Orya": "{} କାର୍ଯ୍ୟାଳୟ ଆଜି ବନ୍ଦ ଅଛି।",
    "asm_Beng": "{} কাৰ্যালয় আজি বন্ধ।",
    "urd_Arab": "{} کا دفتر آج بند ہے۔",
    "tam_Taml": "{} அலுவலகம் இன்று மூடப்பட்டுள்ளது.",
    "tel_Telu": "{} కార్యాలయం ఈరోజు మూసి ఉంది.",
    "kan_Knda": "{} ಕಚೇರಿ ಇಂದು ಮುಚ್ಚಿದೆ.",
    "mal_Mlym": "{} ഓഫീസ് ഇന്ന് അടച്ചിരിക്കുന്നു.",
}


def translated(texts: list[str], src_lang: str, tgt_lang: str) -> list[str]:
    """Translate with the best installed model."""
    with Translator.load(src_lang=src_lang, tgt_lang=tgt_lang) as translator:
        results = translator.translate(texts, src_lang=src_lang, tgt_lang=tgt_lang)
        return [result.target for result in results]


def main() -> None:
    """Print one row of Markdown for each language."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.acronyms", description=__doc__)
    parser.add_argument("languages", nargs="+", metavar="LANGUAGE")
    options = parser.parse_args()
    english = [SENTENCES["eng_Latn"].format(acronym) for acronym in ACRONYMS]
    for name in options.languages:
        code = language(name).code
        there = translated(english, "eng_Latn", code)
        right = sum(
            spelled(acronym, code) in text or acronym in in_latin(text, code)
            for acronym, text in zip(ACRONYMS, there, strict=True)
        )
        own = [SENTENCES[code].format(spelled(acronym, code)) for acronym in ACRONYMS]
        back = translated(own, code, "eng_Latn")
        returned = sum(acronym in text for acronym, text in zip(ACRONYMS, back, strict=True))
        print(f"| {language(name).name} | {right} | {returned} |", flush=True)


if __name__ == "__main__":
    main()
