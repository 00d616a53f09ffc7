"""How many English dates come out right: ``python -m benchmarks.dates hi ta``.

96 sentences, each month in eight ways of writing a date. A translation is right if it has the
day and the month side by side, no other month, and the year where there is one. Spellings and case
endings differ, so a month is the one of the table below that is most like a word.
"""

from __future__ import annotations

import argparse
import random
import re
from difflib import SequenceMatcher

from indictx import Translator
from indictx.languages import language
from indictx.text._spelled import ordinal_ending

MONTHS = {
    "eng_Latn": "January|February|March|April|May|June|July|August|September|October|November|December",
    "hin_Deva": "जनवरी|फरवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|अक्टूबर|नवंबर|दिसंबर",
    "urd_Arab": "جنوری|فروری|مارچ|اپریل|مئی|جون|جولائی|اگست|ستمبر|اکتوبر|نومبر|دسمبر",
    "asm_Beng": "জানুৱাৰী|ফেব্ৰুৱাৰী|মাৰ্চ|এপ্ৰিল|মে|জুন|জুলাই|আগষ্ট|ছেপ্টেম্বৰ|অক্টোবৰ|নৱেম্বৰ|ডিচেম্বৰ",
    "ben_Beng": "জানুয়ারি|ফেব্রুয়ারি|মার্চ|এপ্রিল|মে|জুন|জুলাই|আগস্ট|সেপ্টেম্বর|অক্টোবর|নভেম্বর|ডিসেম্বর",
    "tam_Taml": "ஜனவரி|பிப்ரவரி|மார்ச்|ஏப்ரல்|மே|ஜூன்|ஜூலை|ஆகஸ்ட்|செப்டம்பர்|அக்டோபர்|நவம்பர்|டிசம்பர்",
    "tel_Telu": "జనవరి|ఫిబ్రవరి|మార్చి|ఏప్రిల్|మే|జూన్|జూలై|ఆగస్టు|సెప్టెంబర్|అక్టోబర్|నవంబర్|డిసెంబర్",
    "kan_Knda": "ಜನವರಿ|ಫೆಬ್ರುವರಿ|ಮಾರ್ಚ್|ಏಪ್ರಿಲ್|ಮೇ|ಜೂನ್|ಜುಲೈ|ಆಗಸ್ಟ್|ಸೆಪ್ಟೆಂಬರ್|ಅಕ್ಟೋಬರ್|ನವೆಂಬರ್|ಡಿಸೆಂಬರ್",
    "mal_Mlym": "ജനുവരി|ഫെബ്രുവരി|മാർച്ച്|ഏപ്രിൽ|മേയ്/മേ|ജൂൺ|ജൂലൈ|ഓഗസ്റ്റ്|സെപ്റ്റംബർ|ഒക്ടോബർ|നവംബർ|ഡിസംബർ",
    "mar_Deva": "जानेवारी|फेब्रुवारी|मार्च|एप्रिल|मे|जून|जुलै|ऑगस्ट|सप्टेंबर|ऑक्टोबर|नोव्हेंबर|डिसेंबर",
    "guj_Gujr": "જાન્યુઆરી|ફેબ્રુઆરી|માર્ચ|એપ્રિલ|મે|જૂન|જુલાઈ|ઑગસ્ટ|સપ્ટેમ્બર|ઑક્ટોબર|નવેમ્બર|ડિસેમ્બર",
    "npi_Deva": "जनवरी|फेब्रुअरी|मार्च|अप्रिल|मे|जुन|जुलाई|अगस्ट|सेप्टेम्बर|अक्टोबर|नोभेम्बर|डिसेम्बर",
    "ory_Orya": "ଜାନୁଆରୀ|ଫେବୃଆରୀ|ମାର୍ଚ୍ଚ|ଏପ୍ରିଲ|ମଇ/ମେ|ଜୁନ|ଜୁଲାଇ|ଅଗଷ୍ଟ|ସେପ୍ଟେମ୍ବର|ଅକ୍ଟୋବର|ନଭେମ୍ବର|ଡିସେମ୍ବର",
    "pan_Guru": "ਜਨਵਰੀ|ਫਰਵਰੀ/ਫੇਬ੍ਰੁਆਰੀ|ਮਾਰਚ|ਅਪ੍ਰੈਲ|ਮਈ|ਜੂਨ|ਜੁਲਾਈ|ਅਗਸਤ|ਸਤੰਬਰ|ਅਕਤੂਬਰ|ਨਵੰਬਰ|ਦਸੰਬਰ",
}
FORMS = (
    "{day} {month}",
    "{nth} {month}",
    "the {nth} of {month}",
    "{month} {day}",
    "{month} {nth}",
    "{month} {day}, {year}",
    "{nth} {month}, {year}",
    "{month} {nth}, {year}",
)
SENTENCES = (
    "Bring the papers on {}.",
    "The work begins on {}.",
    "The shop has been shut since {}.",
    "The well was dug on {}.",
    "They will pay before {}.",
    "It snowed in the hills on {}.",
)
#: So much of a word has to be as in the name of a month, which may have a case ending.
LIKENESS = 0.75


def dated() -> list[tuple[str, int, int, int | None]]:
    """Return sentences with the month (from 0), the day and the year of the date in each."""
    rng = random.Random(1)
    names = MONTHS["eng_Latn"].split("|")
    rows = []
    for number, form in ((number, form) for number in range(12) for form in FORMS):
        day, year = rng.randint(6, 28), rng.randint(1940, 2026)
        nth = f"{day}{ordinal_ending(str(day))}"
        date = form.format(day=day, nth=nth, month=names[number], year=year)
        text = SENTENCES[len(rows) % len(SENTENCES)].format(date)
        rows.append((text, number, day, year if "year" in form else None))
    return rows


def month_of(word: str, names: list[str]) -> int | None:
    """Return the month that a word is, from 0."""
    likeness = [
        max(SequenceMatcher(None, one, word[: len(one)]).ratio() for one in name.split("/"))
        for name in names
    ]
    best = max(likeness)
    return likeness.index(best) if best >= LIKENESS else None


def is_right(text: str, month: int, day: int, year: int | None, names: list[str]) -> bool:
    """Say whether a translation has the date, and no other month."""
    words = re.findall(r"\d+|[^\W\d_][^\s\d,.()।-]*", text)
    months = [(place, month_of(word, names)) for place, word in enumerate(words)]
    found = [place for place, number in months if number is not None]
    if [months[place][1] for place in found] != [month]:
        return False
    beside = words[max(0, found[0] - 1) : found[0] + 2]
    return str(day) in beside and (year is None or str(year) in words)


def main() -> None:
    """Print one row of Markdown for each language."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.dates", description=__doc__)
    parser.add_argument("languages", nargs="+", metavar="LANGUAGE")
    parser.add_argument("--show", action="store_true", help="print what is not right")
    options = parser.parse_args()
    rows = dated()
    for name in options.languages:
        target = language(name)
        with Translator.load(src_lang="eng_Latn", tgt_lang=target.code) as translator:
            texts = [row[0] for row in rows]
            results = list(translator.translate(texts, src_lang="eng_Latn", tgt_lang=target.code))
        names = MONTHS[target.code].split("|")
        right = [
            is_right(result.target, *row[1:], names)
            for row, result in zip(rows, results, strict=True)
        ]
        print(f"| {target.name} | {sum(right)} |", flush=True)
        if options.show:
            for row, result, fits in zip(rows, results, right, strict=True):
                if not fits:
                    print(f"  {row[0]} {result.target}")


if __name__ == "__main__":
    main()
