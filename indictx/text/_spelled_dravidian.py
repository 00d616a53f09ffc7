"""Number words of Tamil, Telugu, Kannada and Malayalam, which melt into each other: இருபத்தைந்து.

Made from stems; the values were checked against those of indic-numtowords 1.1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from indictx.text._spelled import MOST_IN_WORDS

__all__ = ["DRAVIDIAN", "Stems", "melted_hundreds", "spoken", "thousands", "values"]


@dataclass(frozen=True, slots=True)
class Stems:
    """What the words of a language are made of; ``/`` parts spellings.

    Attributes:
        ones: One to ten.
        teens: Eleven to nineteen.
        tens: Twenty to ninety.
        before: What of the tens stands before a unit that is a word of its own.
        units: One to nine behind a ten that loses its last sign.
        hundreds: ``3=`` are so many hundreds, ``0=`` multiplies what stands before.
        melting: Ends of hundreds, and what they end in where a number melts into them.
        scales: A thousand, a lakh, a crore.
        thousand: Ends of so many thousand: the last sign of a number, and what it becomes.
        odd: Thousands that are made otherwise.
        halves: One and a half, two and a half, and so on.
        times: How words behind a time of day begin.
    """

    ones: str
    teens: str
    tens: str
    before: str
    units: str
    hundreds: str
    melting: tuple[tuple[str, str], ...]
    scales: str
    thousand: tuple[str, ...]
    odd: str
    halves: str
    times: str


DRAVIDIAN: dict[str, Stems] = {
    "tam_Taml": Stems(
        ones="ஒன்று/ஒரு இரண்டு/இரு மூன்று நான்கு/நாலு ஐந்து ஆறு ஏழு எட்டு ஒன்பது பத்து",
        teens="பதினொன்று/பதினொரு பன்னிரண்டு/பன்னிரெண்டு/பனிரண்டு பதின்மூன்று/பதிமூன்று பதினான்கு/பதினாலு"
        " பதினைந்து பதினாறு பதினேழு பதினெட்டு பத்தொன்பது",
        tens="இருபது முப்பது நாற்பது ஐம்பது அறுபது எழுபது எண்பது தொண்ணூறு",
        before="இருபத்து/இருபத்தி முப்பத்து/முப்பத்தி நாற்பத்து/நாற்பத்தி ஐம்பத்து/ஐம்பத்தி அறுபத்து/அறுபத்தி"
        " எழுபத்து/எழுபத்தி எண்பத்து/எண்பத்தி தொண்ணூற்று/தொண்ணூற்றி",
        units="ொன்று/ொரு ிரண்டு/ிரெண்டு ுமூன்று/ிமூன்று ுநான்கு/ிநான்கு/ினான்கு/ுநாலு/ிநாலு ைந்து ாறு ேழு ெட்டு ொன்பது",
        hundreds="1=நூறு/நூற்று 2=இருநூறு/இருநூற்று 3=முந்நூறு/முன்னூறு/முந்நூற்று/முன்னூற்று 4=நானூறு/நானூற்று"
        " 5=ஐந்நூறு/ஐநூறு/ஐந்நூற்று/ஐநூற்று 6=அறுநூறு/அறுநூற்று 7=எழுநூறு/எழுநூற்று 8=எண்ணூறு/எண்ணூற்று"
        " 9=தொள்ளாயிரம்/தொள்ளாயிரத்து",
        melting=(("ற்று", "ற்ற"),),
        scales="ஆயிரம் லட்சம்/இலட்சம்/லட்சத்து/இலட்சத்து கோடி/கோடியே",
        thousand=("ு", "ாயிரம்", "ாயிரத்து"),
        odd="1=ஆயிரத்து 3=மூவாயிரம்/மூவாயிரத்து 5=ஐயாயிரம்/ஐயாயிரத்து",
        halves="ஒன்றரை இரண்டரை மூன்றரை நான்கரை/நாலரை ஐந்தரை ஆறரை ஏழரை எட்டரை ஒன்பதரை பத்தரை பதினொன்றரை பன்னிரண்டரை",
        times="மணிக் மணியள மணியிலிருந்",
    ),
    "tel_Telu": Stems(
        ones="ఒకటి/ఒక రెండు మూడు నాలుగు ఐదు/అయిదు ఆరు ఏడు ఎనిమిది తొమ్మిది పది",
        teens="పదకొండు పన్నెండు పదమూడు/పదిమూడు పద్నాలుగు/పదునాలుగు పదిహేను/పదునైదు పదహారు/పదునారు"
        " పదిహేడు/పదునేడు పద్దెనిమిది/పదునెనిమిది పంతొమ్మిది/పందొమ్మిది",
        tens="ఇరవై/ఇరువై ముప్పై/ముప్ఫై నలభై/నలబై యాభై/యాబై/ఏభై అరవై డెబ్బై/డెబ్భై ఎనభై/ఎనబై తొంభై/తొంబై",
        before="ఇరవై/ఇరువై ముప్పై/ముప్ఫై నలభై/నలబై యాభై/యాబై/ఏభై అరవై డెబ్బై/డెబ్భై ఎనభై/ఎనబై తొంభై/తొంబై",
        units="ైఒకటి ైరెండు ైమూడు ైనాలుగు ైఐదు/ైఅయిదు ైఆరు ైఏడు ైఎనిమిది ైతొమ్మిది",
        hundreds="0=వందలు/వందల 1=వంద/నూరు/నూట/నూటా",
        melting=(),
        scales="వేలు/వేల లక్షలు/లక్షల/లక్ష కోట్లు/కోట్ల/కోటి",
        thousand=(),
        odd="1=వెయ్యి",
        halves="ఒకటిన్నర/ఒకటిన్నర రెండున్నర మూడున్నర నాలుగున్నర ఐదున్నర ఆరున్నర ఏడున్నర ఎనిమిదిన్నర తొమ్మిదిన్నర పదిన్నర"
        " పదకొండున్నర పన్నెండున్నర",
        times="గంటలక",
    ),
    "kan_Knda": Stems(
        ones="ಒಂದು/ಒಬ್ಬ ಎರಡು ಮೂರು ನಾಲ್ಕು ಐದು ಆರು ಏಳು ಎಂಟು ಒಂಬತ್ತು/ಒಂಭತ್ತು ಹತ್ತು",
        teens="ಹನ್ನೊಂದು ಹನ್ನೆರಡು ಹದಿಮೂರು ಹದಿನಾಲ್ಕು ಹದಿನೈದು ಹದಿನಾರು ಹದಿನೇಳು ಹದಿನೆಂಟು ಹತ್ತೊಂಬತ್ತು/ಹತ್ತೊಂಭತ್ತು",
        tens="ಇಪ್ಪತ್ತು ಮೂವತ್ತು ನಲವತ್ತು/ನಲ್ವತ್ತು ಐವತ್ತು ಅರವತ್ತು/ಅರುವತ್ತು ಎಪ್ಪತ್ತು ಎಂಬತ್ತು/ಎಂಭತ್ತು ತೊಂಬತ್ತು/ತೊಂಭತ್ತು",
        before="- - - - - - - -",
        units="ೊಂದು ೆರಡು ಮೂರು/್ಮೂರು/ುಮೂರು ನಾಲ್ಕು/್ನಾಲ್ಕು/ುನಾಲ್ಕು ೈದು ಾರು ೇಳು ೆಂಟು ೊಂಬತ್ತು/ೊಂಭತ್ತು",
        hundreds="1=ನೂರು/ನೂರ 2=ಇನ್ನೂರು/ಇನ್ನೂರ 3=ಮುನ್ನೂರು/ಮುನ್ನೂರ 4=ನಾನೂರು/ನಾನೂರ/ನಾಲ್ಕುನೂರು 5=ಐನೂರು/ಐನೂರ/ಐದುನೂರು"
        " 6=ಆರುನೂರು/ಆರನೂರು/ಆರುನೂರ 7=ಏಳುನೂರು/ಏಳನೂರು/ಏಳುನೂರ 8=ಎಂಟುನೂರು/ಎಂಟನೂರು/ಎಂಟುನೂರ 9=ಒಂಬೈನೂರು/ಒಂಬತ್ತುನೂರು/ಒಂಬೈನೂರ",
        melting=(("ೂರ", "ೂರ"),),
        scales="ಸಾವಿರ ಲಕ್ಷ/ಲಕ್ಷದ ಕೋಟಿ",
        thousand=(),
        odd="1=ಸಾವಿರದ",
        halves="ಒಂದೂವರೆ ಎರಡೂವರೆ ಮೂರೂವರೆ ನಾಲ್ಕೂವರೆ ಐದೂವರೆ ಆರೂವರೆ ಏಳೂವರೆ ಎಂಟೂವರೆ ಒಂಬತ್ತೂವರೆ ಹತ್ತೂವರೆ ಹನ್ನೊಂದೂವರೆ ಹನ್ನೆರಡೂವರೆ",
        times="ಗಂಟೆಗ",
    ),
    "mal_Mlym": Stems(
        ones="ഒന്ന്/ഒരു രണ്ട് മൂന്ന് നാല് അഞ്ച് ആറ് ഏഴ് എട്ട് ഒമ്പത്/ഒൻപത് പത്ത്",
        teens="പതിനൊന്ന് പന്ത്രണ്ട് പതിമൂന്ന് പതിനാല് പതിനഞ്ച് പതിനാറ് പതിനേഴ് പതിനെട്ട് പത്തൊമ്പത്/പത്തൊൻപത്",
        tens="ഇരുപത് മുപ്പത് നാൽപത്/നാല്പത്/നാൽപ്പത് അൻപത്/അമ്പത് അറുപത് എഴുപത് എൺപത്/എണ്പത് തൊണ്ണൂറ്",
        before="ഇരുപത്തി മുപ്പത്തി നാൽപത്തി/നാല്പത്തി/നാൽപ്പത്തി അൻപത്തി/അമ്പത്തി അറുപത്തി എഴുപത്തി എൺപത്തി തൊണ്ണൂറ്റി",
        units="്തിയൊന്ന്/്തൊന്ന് ്തിരണ്ട്/്തിയിരണ്ട് ്തിമൂന്ന് ്തിനാല് ്തിയഞ്ച്/്തഞ്ച് ്തിയാറ്/്താറ് ്തിയേഴ്/്തേഴ് ്തിയെട്ട്/്തെട്ട്"
        " ്തിയൊമ്പത്/്തൊമ്പത്/്തിയൊൻപത്/്തൊൻപത്",
        hundreds="1=നൂറ്/നൂറ്റി 2=ഇരുനൂറ്/ഇരുന്നൂറ്/ഇരുനൂറ്റി/ഇരുന്നൂറ്റി 3=മുന്നൂറ്/മുന്നൂറ്റി 4=നാനൂറ്/നാന്നൂറ്/നാനൂറ്റി/നാന്നൂറ്റി"
        " 5=അഞ്ഞൂറ്/അഞ്ഞൂറ്റി 6=അറുനൂറ്/അറുന്നൂറ്/അറുനൂറ്റി/അറുന്നൂറ്റി 7=എഴുനൂറ്/എഴുന്നൂറ്/എഴുനൂറ്റി/എഴുന്നൂറ്റി"
        " 8=എണ്ണൂറ്/എണ്ണൂറ്റി 9=തൊള്ളായിരം/തൊള്ളായിരത്തി",
        melting=(("റ്റി", "റ്റിയ"), ("റ്റി", "റ്റ"), ("റ്റി", "റ്റി")),
        scales="ആയിരം ലക്ഷം/ലക്ഷത്തി കോടി",
        thousand=("്", "ായിരം", "ായിരത്തി", "ിനായിരം", "ിനായിരത്തി"),
        odd="1=ആയിരത്തി 3=മൂവായിരം/മൂവായിരത്തി 5=അയ്യായിരം/അയ്യായിരത്തി 10=പതിനായിരം/പതിനായിരത്തി",
        halves="ഒന്നര രണ്ടര മൂന്നര നാലര അഞ്ചര ആറര ഏഴര എട്ടര ഒമ്പതര/ഒൻപതര പത്തര പതിനൊന്നര പന്ത്രണ്ടര",
        times="മണിക്ക മണിയോട മണിവരെ",
    ),
}

# Signs of vowels, from the sign of i on, and the letters they stand for.
_FIRST_SIGN, _FIRST_LETTER = 0x3E, 0x06
_VIRAMA, _A = 0x4D, 0x05


def values(stems: Stems) -> dict[str, int]:
    """Return the words for one to ninety-nine."""
    words = {name: 10 + place for place, group in _groups(stems.teens, 1) for name in group}
    words |= {name: place for place, group in _groups(stems.ones, 1) for name in group}
    for ten, names in _groups(stems.tens, 2):
        words |= dict.fromkeys(names, 10 * ten)
        for unit, ends in _groups(stems.units, 1):
            words |= {_melt(name, end): 10 * ten + unit for name in names for end in ends}
    return words | spoken(words)


def _melt(ten: str, unit: str) -> str:
    bare = ten[:-1]
    if unit[0] == "്" and bare.endswith("റ"):  # തൊണ്ണൂറ്: a double consonant of its own
        return f"{bare}്റ{unit[2:]}"
    if bare.endswith("ூற"):
        return f"{bare}்ற{unit}"
    # Tamil doubles its last consonant: இருபது, இருபத்தைந்து.
    return f"{bare}்த{unit}" if bare.endswith("பத") else bare + unit


def spoken(words: Mapping[str, int]) -> dict[str, int]:
    """Return Malayalam words with the full vowel that a half one at their end may become."""
    return {f"{word[:-1]}ു": value for word, value in words.items() if word[-1] == "്"}


def thousands(stems: Stems, numbers: Mapping[str, int]) -> dict[str, int]:
    """Return words for so many thousands, and how many."""
    found: dict[str, int] = {}
    if stems.thousand:
        last, *ends = stems.thousand
        found = {
            word[:-1] + end: value
            for word, value in numbers.items()
            if word[-1] == last
            for end in ends
        }
    for entry in stems.odd.split():
        number, _, names = entry.partition("=")
        found |= dict.fromkeys(names.split("/"), int(number))
    return found


def melted_hundreds(
    word: str, stems: Stems, hundreds: Mapping[str, int], numbers: Mapping[str, int]
) -> int:
    """Return the value of hundreds into which a number has melted (ನೂರಿಪ್ಪತ್ತೈದು), or 0."""
    for end, melted in stems.melting:
        for name, count in hundreds.items():
            stem = name.removesuffix(end) + melted
            if count and name.endswith(end) and word.startswith(stem):
                rest = word[len(stem) :]
                value = max(numbers.get(form, 0) for form in _with_letter(rest))
                if value > MOST_IN_WORDS:  # ನೂರಾರು is "hundreds"
                    return 100 * count + value
    return 0


def _with_letter(rest: str) -> tuple[str, ...]:
    """Return what a word may be whose first vowel became a sign, or nothing if it was an a."""
    if not rest:
        return ("",)
    block, place = divmod(ord(rest[0]), 0x80)
    if _FIRST_SIGN <= place < _VIRAMA:
        return (chr(block * 0x80 + place - _FIRST_SIGN + _FIRST_LETTER) + rest[1:],)
    return rest, chr(block * 0x80 + _A) + rest


def _groups(names: str, first: int) -> list[tuple[int, list[str]]]:
    return [(place, group.split("/")) for place, group in enumerate(names.split(), first)]
