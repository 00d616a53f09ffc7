"""What stands for a letter in a Brahmic script that lacks it, as tables.

Unicode gives the Brahmic scripts parallel blocks (they follow ISCII 1991): a letter has the same
offset in each. Where a block has nothing at an offset, or something else, these tables say what a
reader of that script would write. All values are spelled in Devanagari, the pivot.
"""

from __future__ import annotations

NUKTA = "\u093c"

# Letters that Unicode spells with a nukta, composed. Escapes, since editors may decompose them.
# U+09DC..U+0A5E and U+0958..U+095F stay decomposed under NFC (UAX #15, composition exclusions).
COMPOSED_WITH_NUKTA = (
    "\u0929\u0931\u0934\u0958\u0959\u095a\u095b\u095c\u095d\u095e\u095f"  # Devanagari
    "\u09dc\u09dd\u09df"  # Bengali
    "\u0a33\u0a36\u0a59\u0a5a\u0a5b\u0a5e"  # Gurmukhi
    "\u0b5c\u0b5d"  # Odia
)

# Devanagari letter → what any script without it writes. Followed as a chain until all is there.
# A letter in no table and not in the target block stays as it is: the Vedic accents, for instance,
# serve all scripts.
LACKING = {
    "\u0900": "ँ",  # inverted candrabindu
    "ँ": "ं",
    "ऄ": "अ",
    "ऋ": "रि",
    "ऌ": "लि",
    "ऍ": "ए",
    "ऎ": "ए",
    "ऑ": "आ",
    "ऒ": "ओ",
    "\u0929": "न",
    "\u0931": "र",
    "ळ": "ल",
    "\u0934": "ळ",
    "व": "ब",
    "ष": "श",
    "\u093a": "ॊ",  # Kashmiri oe
    "\u093b": "ो",
    NUKTA: "",
    "ऽ": "",
    "ृ": "्रि",
    "ॄ": "्री",
    "ॅ": "े",
    "ॆ": "े",
    "ॉ": "ा",
    "ॊ": "ो",
    "\u094e": "े",  # prishthamatra
    "\u094f": "ौ",
    "ॐ": "ओं",
    "\u0955": "े",
    "\u0956": "ु",
    "\u0957": "ू",
    "\u0958": "क" + NUKTA,
    "\u0959": "ख" + NUKTA,
    "\u095a": "ग" + NUKTA,
    "\u095b": "ज" + NUKTA,
    "\u095c": "ड" + NUKTA,
    "\u095d": "ढ" + NUKTA,
    "\u095e": "फ" + NUKTA,
    "\u095f": "य" + NUKTA,
    "ॠ": "री",
    "ॡ": "ली",
    "ॢ": "्लि",
    "ॣ": "्ली",
    "ॲ": "ऍ",
    "\u0973": "ऒ",
    "\u0974": "ओ",
    "\u0975": "औ",
    "\u0976": "उ",
    "\u0977": "ऊ",
    "\u0978": "ड",  # Marwari dda
    "\u0979": "झ",  # zha
    "\u097a": "य",
    "\u097b": "ग",  # Sindhi implosives
    "\u097c": "ज",
    "\u097e": "ड",
    "\u097f": "ब",
}

# The same for one script, before LACKING and before its own block: how loans are spelled there
# (bank: ব্যাংক, బ్యాంక్, ബാങ്ക്; office: অফিস, ਆਫ਼ਿਸ, ഓഫീസ്), and offsets where the block has an
# unrelated sign, such as Malayalam's circular virama in the place of the nukta.
PREFERRED = {
    "Beng": {
        "\u0900": "ँ",  # U+0980 is a symbol, anji
        "ऍ": "अ्या",
        "ऑ": "अ",
        "ॅ": "्या",
        "\u094e": "े",  # U+09CE is khanda ta
        "ॐ": "ओँ",
        "\u0957": "ू",
    },
    "Guru": {"ऍ": "ऐ", "ॅ": "ै"},
    "Gujr": {},
    "Orya": {
        "ऍ": "आ",
        "ऑ": "अ",
        "ॅ": "्या",
        "ॐ": "ओँ",
        "\u0955": "े",
        "\u0956": "ु",
        "\u0957": "ू",
    },
    # Tamil has one letter for the four stops of a row, and writes ja alone.
    "Taml": {
        **dict.fromkeys("खगघ", "क"),
        **dict.fromkeys("छझ", "च"),
        **dict.fromkeys("ठडढ", "ट"),
        **dict.fromkeys("थदध", "त"),
        **dict.fromkeys("फबभ", "प"),
        "ऍ": "आ",
        "ृ": "िरु",
        "ॄ": "िरू",
        "\u0957": "ू",
    },
    "Telu": {
        "\u0900": "ँ",
        "ऄ": "अ",
        "ऍ": "या",
        "ॅ": "्या",
        NUKTA: "",  # U+0C3C is of 2021 and in few fonts
        "\u0955": "े",
        "\u0956": "ु",
        **{letter: LACKING[letter] for letter in "\u0958\u0959\u095a\u095d"},
    },
    "Knda": {
        "\u0900": "ँ",
        "ऄ": "अ",
        "ऍ": "या",
        "ॅ": "्या",
        "\u0955": "े",
        "\u0956": "ु",
        **{letter: LACKING[letter] for letter in "\u095d\u095e"},
    },
    "Mlym": {
        "\u0900": "ँ",
        "ऄ": "अ",
        "ऍ": "आ",
        "ऑ": "ओ",
        "\u093a": "ॊ",
        "\u093b": "ो",
        NUKTA: "",
        "ॅ": "ा",
        "ॉ": "ो",
        "\u094e": "े",
        "\u094f": "ौ",
        "\u0954": "\u0954",
        "\u0955": "े",
        "\u0956": "ु",
        "\u0957": "ू",
        **{chr(point): LACKING[chr(point)] for point in range(0x958, 0x960)},
    },
}

# Letter of a script → Devanagari, where the letter at the same offset is another one or where
# there is none: what lies beyond offset 0x6F is not parallel.
TO_DEVANAGARI = {
    "Beng": {
        "\u0980": "\u0980",
        "\u09ce": "त्",  # khanda ta
        "\u09d7": "ौ",
        "\u09f0": "र",  # Assamese ra
        "\u09f1": "व",  # Assamese wa
        "\u09fc": "ं",
    },
    "Guru": {
        "\u0a70": "ं",  # tippi
        "\u0a72": "इ",
        "\u0a73": "उ",
        "\u0a75": "्य",
    },
    "Gujr": {"\u0af0": "॰", "\u0af9": "\u0979"},
    "Orya": {"\u0b55": "\u0b55", "\u0b56": "ै", "\u0b57": "ौ", "\u0b71": "व"},
    "Taml": {"\u0bd7": "ौ"},
    "Telu": {
        "\u0c00": "ँ",
        "\u0c04": "ं",
        "\u0c58": "च",  # tsa
        "\u0c59": "ज",  # dza
        "\u0c5a": "\u0931",
        "\u0c5d": "न्",
    },
    "Knda": {"\u0c80": "ँ", "\u0c84": "\u0c84", "\u0cdd": "न्", "\u0cde": "\u0934"},
    "Mlym": {
        "\u0d00": "ं",
        "\u0d04": "ं",
        "\u0d3a": "ट",
        "\u0d3b": "्",
        "\u0d3c": "्",
        "\u0d4e": "र्",  # dot reph
        "\u0d4f": "\u0d4f",
        "\u0d54": "म्",  # chillus: consonants without a vowel
        "\u0d55": "य्",
        "\u0d56": "\u0934्",
        "\u0d57": "ौ",  # today's spelling of the sign au
        **{chr(point): chr(point) for point in range(0xD58, 0xD5F)},  # fractions
        "\u0d5f": "ई",
        "\u0d7a": "ण्",
        "\u0d7b": "न्",
        "\u0d7c": "र्",
        "\u0d7d": "ल्",
        "\u0d7e": "ळ्",
        "\u0d7f": "क्",
    },
}

# (Source script, target script) → letters that these two write otherwise than by way of Devanagari.
# Tamil has two letters for n, of which Malayalam's chillu is the second; no reader of Malayalam
# knows U+0D29, the letter in its place.
BETWEEN = {
    ("Mlym", "Taml"): {"\u0d7b": "\u0ba9\u0bcd"},
    ("Taml", "Mlym"): {"\u0ba9": "\u0d28"},
}

# Tamil writes sounds of loans with aytham and a stop.
AFTER_AYTHAM = {"\u0baa": "\u095e", "\u0b9c": "\u095b"}

# Sinhala is not parallel: short and long ae, prenasalized stops, and its own order.
SINHALA_TO_DEVANAGARI = {
    **dict(zip("ඁංඃ", "ँंः", strict=True)),
    **dict(zip("අආඇඉඊඋඌඍඎඏඐ", "अआऍइईउऊऋॠऌॡ", strict=True)),
    **dict(zip("එඒඓඔඕඖ", "ऎएऐऒओऔ", strict=True)),
    **dict(zip("කඛගඝඞචඡජඣඤ", "कखगघङचछजझञ", strict=True)),
    **dict(zip("ටඨඩඪණතථදධන", "टठडढणतथदधन", strict=True)),
    **dict(zip("පඵබභමයරලළවශෂසහ", "पफबभमयरलळवशषसह", strict=True)),
    **dict(zip("්ාැිීුූෘෲෙේෛොෝෞෟෳ", "्ाॅिीुूृॄॆेैॊोौॢॣ", strict=True)),
    **dict(zip("෦෧෨෩෪෫෬෭෮෯", "०१२३४५६७८९", strict=True)),
    "ඈ": "ऍ",
    "ෑ": "ॅ",
    "ෆ": "फ" + NUKTA,
    "ඟ": "ङ्ग",
    "ඥ": "ज्ञ",
    "ඦ": "ञ्ज",
    "ඬ": "ण्ड",
    "ඳ": "न्द",
    "ඹ": "म्ब",
}

# Devanagari that Sinhala lacks, before LACKING.
SINHALA_PREFERRED = {"ँ": "ं", "ऑ": "ओ", "ॉ": "ो", "\u095e": "ෆ", "ऽ": "", "ॐ": "ओं"}
