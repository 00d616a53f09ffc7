"""A file of lines that break programs; ``python tests/adversarial.py`` writes it to stdout."""

from __future__ import annotations

import sys

MEGABYTE = 1_000_000
_SENTENCE = "वह {name} के साथ ५ बजे आया और https://example.org/a?b=c पर 1,87,500 लिखा, फिर चला गया, "

TEXTS: dict[str, str] = {
    "empty": "",
    "spaces": "     ",
    "no-break spaces": "\u00a0\u3000\u2003",
    "tabs": "\t\t\t",
    "punctuation": "... ?! — “” ()[]{} ;:, ।॥ ۔؟ …",
    "dandas": "।।।॥॥",
    "digits": "1,87,500 १२३ ১২৩ ۱۲۳",
    "NUL": "पहला\x00दूसरा\x00",
    "controls": "\x01a\x02\x1b[31mलाल\x1b[0m\x7f\x9f",
    "byte order mark inside": "अ\ufeffब \ufeff",
    "lone CR": "एक\rदो\r",
    "line separators": "एक\u2028दो\u2029तीन\x85चार\x0bपाँच\x0cछह\x1cसात",
    "emoji": "👩🏽\u200d🚀 👨\u200d👩\u200d👧\u200d👦 🇮🇳 1️⃣ ❤️ देखो 🙂🙂🙂",
    "marks of direction": "\u202eپاکستان\u202c \u2067हिन्दी\u2069 \u200fاردو\u200f \u200eabc",
    "mixed scripts": "Hello नमस्ते வணக்கம் হ্যালো سلام ᱡᱚᱦᱟᱨ ꯈꯨꯔꯨꯝꯖꯔꯤ Привет 你好",
    "unknown scripts": "Привет, как дела? 你好吗",
    "joiners": "क्\u200dष ന്\u200d र्\u200dय\u200c\u200d\u200c",
    "marks alone": "\u093e\u093f\u0941 \u0301\u0302",
    "a thousand marks": "अ" + "\u0902" * 1000,
    "private use": "\ue000 \uf8ff \U000f0000 \U0010fffd",
    "slots spelled out": "<s0> <s1> <s15> ⟦0⟧ [0] <ID1> >>hin_Deva<< <general> </s> <unk>",
    "tokenizer marks": "▁▁ नमस्ते ▁ @@ ##",
    "300 slots": " ".join(f"{{slot_{number}}} और" for number in range(300)),
    "300 bare slots": "%s" * 300,
    "nested braces": "{" * 500 + "नाम" + "}" * 500,
    "unclosed": "<b <a href=' {name `code ${x %( [link](",
    "markup": '<p class="a b">नमस्ते <b>दुनिया</b> &amp; <br/></p> <!-- टिप्पणी -->',
    "a loop": "राम " * 500,
    "one letter": "क" * 5000,
    "one word": "supercalifragilistic" * 200,
    "no spaces": "यहएकवाक्यहैजिसमेंकोईजगहनहीं" * 50,
    "noncharacters": "\ufffe\uffff\ufdd0 क",
    "fractions": "½ ² ③ Ⅷ ௧௦",
    "dotted": "a.b.c. d.e.f. १.२.३. कि.मी. " * 20,
    "zero width": "\u200bनम\u200bस्ते\u2060 दोस्त\u200b",
    "nothing but zero width": "\u200b\u200c\u200d\u2060",
    "soft hyphens": "Hel\u00adlo wor\u00adld",
    "an override left open": "\u202eनमस्ते दोस्त",
    "an isolate inside": "मेरा नाम \u2067سلام\u2069 है",
    "Arabic alone": "مرحبا بالعالم",
    "Hebrew": "שלום עולם",
    "escape sequences": "\x1b[1;31mलाल\x1b[0m रंग \x1b[?25l",
    "300 numbers": ", ".join(map(str, range(300))) + " लोग",
    "numbers of four scripts": "१२३ 456 ৭৮৯ ۱۲ लोग आए",
    "sums": "2+2=4 और 5*6=30, 7>3?",
    "markup alone": "<p><br/><hr></p><!-- -->",
    "crossed markup": "</b>नमस्ते<b>",
    "tight markup": "<b>एक</b>दो **तीन**चार [पाँच](http://a.b)छह",
    "empty markup": "**** <b></b> []() ~~~~",
    "a script": "<script>alert('नाम')</script> नमस्ते <style>b { x: 1 }</style>",
    "a row": "| नाम | पता |  | 12 |",
    "a rule of a table": "|---|:--:|",
    "a list in a line": "1. चावल लाओ 2. दाल लाओ 3. नमक",
    "Base64": "कुंजी QUJD" + "QUJDREVG" * 20 + "== है",
    "romanized": "Aap kaise hain? Mujhe Hindi aati hai.",
    "shouted": "PLEASE DO NOT OPEN THE DOOR. THANK YOU!",
    "drawn letters": "Ｈｅｌｌｏ 𝐰𝐨𝐫𝐥𝐝 ﷺ",
    "stacked marks": "n\u0337\u0322\u031b\u0301o\u0336 नहीं",
    "other tags": ">>tam_Taml<< नमस्ते <2hi> __ta__",
    "broken characters": "\ufffd\ufffd टूटा",
    "ten thousand characters": "मैं घर जाता हूँ। " * 625,
    "a megabyte": (_SENTENCE * (MEGABYTE // len(_SENTENCE.encode()) + 1)),
}

# What no text can hold; only ``--errors`` lets it in.
RAW: dict[str, bytes] = {
    "a lone byte": b"\xff",
    "an encoded surrogate": b"\xed\xa0\x80 \xed\xb0\x80",
    "half a letter": "क".encode()[:2] + b" " + "ख".encode(),
    "an overlong slash": b"\xc0\xaf",
    "Latin-1": "déjà vu".encode("latin-1"),
}

_ENDINGS = ("\n", "\r\n")


def file_of(texts: list[str]) -> bytes:
    """Return the texts as lines, their endings in turn, with a byte order mark and no last end."""
    lines = [text + _ENDINGS[number % 2] for number, text in enumerate(texts)]
    return ("\ufeff" + "".join(lines)).encode() + "अंत".encode()


def text_file(*, longest: int = MEGABYTE + 1000) -> bytes:
    """Return the file of everything that is text, lines over ``longest`` bytes left out."""
    return file_of([text for text in TEXTS.values() if len(text.encode()) <= longest])


def raw_file() -> bytes:
    """Return the file of what is no text."""
    return b"".join(line + b"\n" for line in RAW.values())


if __name__ == "__main__":
    sys.stdout.buffer.write(text_file() + b"\n" + raw_file())
