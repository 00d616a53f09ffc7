from __future__ import annotations

import itertools
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.errors import UsageError
from indictx.languages import language, scripts
from indictx.text import _letters, _spelling
from indictx.text._indicnlp import reference_normalize
from indictx.text.normalize import Danda, Digits, Joiners, Level, Nukta, for_model, normalize

LANGUAGES = [
    language(code)
    for code in [
        "hin_Deva",
        "ben_Beng",
        "asm_Beng",
        "pan_Guru",
        "guj_Gujr",
        "ory_Orya",
        "tam_Taml",
        "tel_Telu",
        "kan_Knda",
        "mal_Mlym",
        "urd_Arab",
        "snd_Arab",
        "kas_Arab",
        "sat_Olck",
        "mni_Mtei",
        "sin_Sinh",
        "eng_Latn",
        "mai_Deva",
        "brx_Deva",
        "doi_Deva",
    ]
]
ISCII = [one for one in LANGUAGES[:10] if one.code != "asm_Beng"]

LETTERS = [
    chr(point)
    for one in scripts()
    for first, last in one.ranges
    for point in range(first, min(last, 0xFFFF) + 1)
    if unicodedata.category(chr(point)) != "Cn"
]
# What the rules look at, so that generated text meets them.
TRIGGERS = sorted(
    {
        *"".join(_spelling.sequences()),
        *"".join(_spelling.sequences().values()),
        *_spelling.single_code_points(),
        *_spelling.PUNCTUATION,
        *_spelling.URDU_LETTERS,
        *_spelling.LINE_ENDS,
        *_letters.COMPOSED_WITH_NUKTA,
        *"\u093c\u09bc\u0a3c\u0b3c\u0cbc",
        *"।॥᱾꯫۔.|:,'\"` \t\xa0\u2003\u200b\u200c\u200d\u200e\ufeff\xad\x00\x1b\ud800\udc80\ue000\uf8ff",
        *"दुखअंतपुन್್్്්्্ರರನನक0123०१೧೦౦௦٣۴ᱚ᱐꯰👩🚀\ufe0f",
    }
)
TEXT = st.one_of(
    st.text(),
    st.text(st.sampled_from(LETTERS)),
    st.text(st.sampled_from(TRIGGERS)),
    st.text(st.sampled_from(TRIGGERS) | st.sampled_from(LETTERS) | st.characters()),
)
OPTIONS = st.fixed_dictionaries(
    {
        "lang": st.sampled_from(LANGUAGES),
        "level": st.sampled_from(Level),
        "digits": st.sampled_from(Digits),
        "danda": st.sampled_from(Danda),
        "joiners": st.none() | st.sampled_from(Joiners),
        "nukta": st.sampled_from(Nukta),
    }
)


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def codepoints(text: str) -> list[str]:
    return [f"U+{ord(one):04X} {unicodedata.name(one, '')}" for one in text]


def assert_same_text(got: str, want: str) -> None:
    assert codepoints(got) == codepoints(want)


@given(TEXT, OPTIONS)
def test_normalizing_twice_changes_nothing_more(text, options):
    once = normalize(text, **options)

    assert_same_text(normalize(once, **options), once)


@pytest.mark.parametrize("options", [*itertools.product(Level, Danda, Joiners, Nukta)], ids=str)
def test_normalizing_pairs_of_what_the_rules_look_at_is_idempotent(options):
    level, danda, joiners, nukta = options
    chosen = {"level": level, "danda": danda, "joiners": joiners, "nukta": nukta}
    marks = [one for one in TRIGGERS if unicodedata.category(one)[0] not in "NS"][::11]
    pairs = "\n".join(first + second for first in TRIGGERS[::11] for second in marks)

    once = normalize(pairs, **chosen)

    assert_same_text(normalize(once, **chosen), once)


@given(TEXT, OPTIONS)
def test_the_number_of_lines_stays(text, options):
    result = normalize(text, **options)

    assert len(f"{result}x".splitlines()) == len(f"{text}x".splitlines())
    assert [one for one in result if one in _spelling.LINE_ENDS] == [
        one for one in text if one in _spelling.LINE_ENDS
    ]


@given(TEXT, OPTIONS)
def test_slots_pass_through(text, options):
    def slots(string: str) -> list[str]:
        return [one for one in string if "\ue000" <= one <= "\uf8ff"]

    assert slots(normalize(text, **options)) == slots(text)


@given(TEXT, st.sampled_from(Level), st.sampled_from([Nukta.KEEP, Nukta.DECOMPOSED]))
def test_text_is_in_nfc_unless_a_nukta_form_is_asked_for(text, level, nukta):
    result = normalize(text, level=level, nukta=nukta)

    assert nukta is not Nukta.KEEP or unicodedata.is_normalized("NFC", result)


@given(TEXT)
def test_the_level_nfc_is_nfc(text):
    assert normalize(text, level=Level.NFC) == nfc(text)


@given(st.text(st.characters(max_codepoint=0x7E, min_codepoint=0x20)))
def test_ascii_is_standard_already(text):
    assert normalize(text) == text


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("\ufeffनम\u200bस्\xadते\x00", "नमस्ते"),
        ("अा अो र्इश्वर", "आ ओ ईश्वर"),
        ("ਅਾ ੳੁ ੲਿ", "ਆ ਉ ਇ"),
        ("ଅା ଏୗ", "ଆ ଐ"),
        ("অাম", "আম"),
        ("അവന്\u200d", "അവൻ"),
        ("হঠাত্\u200d", "হঠাৎ"),
        ("ಅ೦ದ ೧೦", "ಅಂದ ೧೦"),
        ("తెలుగు౦ ౧౦", "తెలుగుం ౧౦"),
        ("দেশ৷", "দেশ।"),
        ("\u0a64\u0ae5\u0be4\u0ce5", "।॥।॥"),
        ("घर| जल||", "घर। जल॥"),
        ("नाम | उम्र | a|b", "नाम | उम्र | a|b"),
        ("दु:ख नि:शुल्क अत: ठीक", "दुःख निःशुल्क अतः ठीक"),
        ("నామ: దు:ఖం", "నామ: దుఃఖం"),
        ("समय: १०:३० श्रेणी:कला नाम:राम", "समय: १०:३० श्रेणी:कला नाम:राम"),
        ("سلاــــم", "سلام"),
        ("\ufefb \ufe8e \ufdf2", "لا ا \ufdf2"),
        ("“वाह”—उसने… कहा ", "“वाह”—उसने… कहा "),
        ("ॲप ऱ्य গর্ভ", "ॲप ऱ्य গর্ভ"),
        ("മൗനം ଵ", "മൗനം ଵ"),
        ("\x1b[31mलाल\x1b[0m", "\x1b[31mलाल\x1b[0m"),
    ],
)
def test_standard_repairs_what_looks_like_something_else(text, want):
    assert_same_text(normalize(text), nfc(want))


@pytest.mark.parametrize(
    "text",
    ["र्\u200dया", "গর\u200d্যা", "ക്\u200cഷ", "ශ්\u200dරී", "می\u200cخواہم", "न\u200dहीं"],
)
def test_joiners_are_kept_at_standard(text):
    assert_same_text(normalize(text), text)


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("  “वाह” – उसने—कहा…\u00a0 ठीक\t‘हाँ’ ", "\"वाह\" - उसने - कहा... ठीक 'हाँ'"),
        (" क \n\u2003ख \r\n", "क\nख\r\n"),
        ("\u202bاردو\u202c\u200f", "اردو"),
        ("न\u200dहीं र्\u200dया", "नहीं र्\u200dया"),
        ("५० ५०", "५० ५०"),
    ],
)
def test_aggressive_simplifies_punctuation_and_space(text, want):
    assert_same_text(normalize(text, level=Level.AGGRESSIVE), want)


@pytest.mark.parametrize(
    ("text", "auto"),
    [
        ("र्\u200dया", "र्\u200dया"),
        ("র\u200d্যাব", "র\u200d্যাব"),
        ("ക്\u200cഷ അവൻ\u200cറെ", "ക്\u200cഷ അവൻ\u200cറെ"),
        ("ශ්\u200dරී", "ශ්\u200dරී"),
        ("گھر\u200cوں", "گھر\u200cوں"),
        ("न\u200d\u200cहीं\u200c", "नहीं"),
        ("र्\u200d\u200dया", "र्\u200dया"),
        ("\u200dक", "क"),
        ("👩\u200d🚀 ❤\ufe0f\u200d🔥", "👩\u200d🚀 ❤\ufe0f\u200d🔥"),
    ],
)
def test_joiners_can_be_kept_where_they_are_spelling(text, auto):
    assert_same_text(normalize(text, joiners=Joiners.AUTO), auto)


def test_joiners_can_be_stripped_but_emoji_stay_whole():
    text = "र्\u200dया می\u200cں 👩\u200d🚀 അവന്\u200d"

    assert_same_text(normalize(text, joiners=Joiners.STRIP), "र्या میں 👩\u200d🚀 അവൻ")


def test_joiners_can_be_kept_at_aggressive():
    text = "न\u200dहीं"

    assert_same_text(normalize(text, level=Level.AGGRESSIVE, joiners=Joiners.KEEP), text)


def test_urdu_gets_its_letters_from_an_arabic_keyboard():
    assert_same_text(normalize("هي كتاب", lang=language("urd_Arab")), "ہی کتاب")


@pytest.mark.parametrize("code", ["snd_Arab", "bal_Arab"])
def test_sindhi_keeps_its_letters(code):
    text = "هي ڪتاب ك ي"

    assert_same_text(normalize(text, lang=language(code)), text)


def test_kashmiri_keeps_its_letters():
    text = "کٲشُر ؠ ۆ ۄ ٳ"

    assert_same_text(normalize(text, lang=language("kas_Arab")), text)


@pytest.mark.parametrize(
    ("text", "code", "want"),
    [
        ("1947 में ৫ 3.14 MP3", "hin_Deva", "१९४७ में ५ ३.१४ MP3"),
        ("1947", "mar_Deva", "१९४७"),
        ("1947", "urd_Arab", "۱۹۴۷"),
        ("٤٥", "urd_Arab", "۴۵"),
        ("1947", "sat_Olck", "᱑᱙᱔᱗"),
        ("१९४७", "eng_Latn", "1947"),
    ],
)
def test_digits_can_be_those_of_the_language(text, code, want):
    assert_same_text(normalize(text, lang=language(code), digits=Digits.NATIVE), want)


def test_native_digits_need_a_language():
    with pytest.raises(UsageError, match="need a language"):
        normalize("1", digits=Digits.NATIVE)


def test_digits_of_all_scripts_can_be_latin():
    digits = "".join(one.digits for one in scripts() if one.digits) + "٠١٢٣٤٥٦٧٨٩"

    result = normalize(digits, digits=Digits.LATIN)

    assert result == "0123456789" * (len(digits) // 10)


def test_digits_can_be_latin_at_the_level_nfc():
    assert normalize("“१”", level=Level.NFC, digits=Digits.LATIN) == "“1”"


KEPT = [
    "https://a.in/2024?x=5",
    "https://a.in/२०२४",
    "a1@b2.in",
    "{0}",
    "{क१।}",
    "%1$s",
    "&#39;",
    "<b id=1>",
    "`x[1]`",
    "10.0.0.1",
    "v1.2.3",
    "/etc/rc5/x",
    "COVID-19",
    "#5",
    "@5a",
    "12345678-1234-1234-1234-123456789012",
    "1\ufe0f\u20e3",
]


@pytest.mark.parametrize("kept", KEPT)
@pytest.mark.parametrize("level", [Level.NFC, Level.STANDARD])
@pytest.mark.parametrize("danda", Danda)
@pytest.mark.parametrize(
    ("digits", "number"), [(Digits.NATIVE, "౨౦౨౪ ౩.౫"), (Digits.LATIN, "2024 3.5")]
)
def test_what_a_translation_keeps_keeps_its_digits_and_marks(kept, level, danda, digits, number):
    text = f"2024 {kept} ३.५"
    before, after = number.split()

    result = normalize(text, lang=language("te"), level=level, digits=digits, danda=danda)

    assert_same_text(result, f"{before} {kept} {after}")


@given(
    st.lists(st.sampled_from([*KEPT, *"1२౩aक.।/:@{}%$&#;<>_- ", "://", "www.", ".in"])).map(
        "".join
    ),
    OPTIONS,
)
def test_normalizing_broken_addresses_twice_changes_nothing_more(text, options):
    once = normalize(text, **options)

    assert_same_text(normalize(once, **options), once)


def test_numbers_next_to_an_address_change():
    text = "12-05-2024, 3.5 kg, 5%, 12(3), +91 98765 43210: https://a.in/5, 7"

    result = normalize(text, lang=language("te"), digits=Digits.NATIVE)

    assert result == "౧౨-౦౫-౨౦౨౪, ౩.౫ kg, ౫%, ౧౨(౩), +౯౧ ౯౮౭౬౫ ౪౩౨౧౦: https://a.in/5, ౭"


def test_models_see_latin_digits_in_addresses_too():
    assert for_model("देखें https://a.in/२०२४ १", language("hi")) == "देखें https://a.in/2024 1"


def test_own_sentence_marks_can_be_full_stops():
    assert normalize("घर। जल॥ ओल᱾ मै꯫ اردو۔", danda=Danda.STOP) == "घर. जल. ओल. मै. اردو."


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("यह घर है. वह आया.", "यह घर है। वह आया।"),
        ("डॉ. शर्मा आए.", "डॉ. शर्मा आए।"),
        ("यह 3.5 है. Dr. Rao.", "यह 3.5 है। Dr. Rao."),
        ("వచ్చారు.", "వచ్చారు."),
        ("ᱥᱟᱱᱛᱟᱲ.", "ᱥᱟᱱᱛᱟᱲ᱾"),
        ("ꯃꯅꯤꯄꯨꯔ.", "ꯃꯅꯤꯄꯨꯔ꯫"),
        ("وہ آیا.", "وہ آیا۔"),
        ("रुको...", "रुको..."),
        ("«है.» (है.)\nहै.", "«है.» (है।)\nहै।"),
    ],
)
def test_full_stops_can_be_the_scripts_own_marks(text, want):
    assert_same_text(normalize(text, danda=Danda.DANDA), want)


def test_letters_with_a_nukta_can_be_one_code_point_each():
    want = "\u0958\u0929\u095c\u09dc\u0a36\u0b5c"

    assert_same_text(normalize(unicodedata.normalize("NFD", want), nukta=Nukta.COMPOSED), want)


def test_letters_with_a_nukta_can_be_two_code_points_each():
    text = "\u0958\u0929\u0931\u0934\u09df\u0a33"
    want = "\u0915\u093c\u0928\u093c\u0930\u093c\u0933\u093c\u09af\u09bc\u0a32\u0a3c"

    assert_same_text(normalize(text, nukta=Nukta.DECOMPOSED), want)


@given(TEXT, st.sampled_from(LANGUAGES))
def test_models_see_few_symbols(text, lang):
    result = for_model(text, lang)

    assert set(result).isdisjoint("“”‘’–—…\u00a0\u200b\ufeff\u00ad१৫٣۴")
    assert "  " not in result


def test_drawn_letters_are_letters_to_the_model():
    assert for_model("Ｈｅｌｌｏ ｗｏｒｌｄ", language("en")) == "Hello world"
    assert for_model("𝐇𝐞𝐥𝐥𝐨", language("en")) == "Hello"


def test_models_see_latin_digits_and_no_joiners():
    got = for_model(" “१९४७” में  गर्\u200dयो—", language("npi_Deva"))

    assert_same_text(got, '"1947" में गर्यो -')


def different_from_indicnlp(lang) -> set[str]:
    """Return the code points that our standard level and the library's rules treat differently."""
    points = [chr(point) for point in range(0x10000) if chr(point) != "\n"]
    text = "\n".join(points)
    ours = normalize(text).split("\n")
    theirs = nfc(reference_normalize(text, lang.code)).split("\n")
    rows = zip(points, ours, theirs, strict=True)
    # Where the library has no rule for a code point, we may have one.
    return {one for one, our, their in rows if our != their and their != nfc(one)}


@pytest.mark.parametrize("lang", ISCII, ids=str)
def test_code_points_are_normalized_as_by_indicnlp_with_listed_exceptions(lang):
    common = {*"\u200b\u200c\u200d\xa0", *"„“”–—´‘‚’…"}
    own = {"Deva": "|\u0972", "Beng": "|", "Guru": "|", "Orya": "\u0b35\u0b7c", "Mlym": "\u0d57"}

    assert different_from_indicnlp(lang) == common | set(own.get(lang.script_code, ""))


def test_code_points_beyond_the_basic_plane_are_only_composed():
    text = "\n".join(map(chr, range(0x10000, 0x20000)))

    assert normalize(text) == nfc(text) == nfc(reference_normalize(text, "hin_Deva"))


@given(st.data())
def test_what_indicnlp_would_still_repair_is_repaired(data):
    lang = data.draw(st.sampled_from(ISCII))
    start = lang.script.block_start
    block = {chr(point) for point in range(start, start + 0x80)}
    alphabet = [*sorted(block - {*"\u0972\u0b35\u0b7c\u0d57"}), *" .,\ufeff\u2060\xad"]
    text = data.draw(st.text(st.sampled_from(alphabet)))

    ours = normalize(text)

    assert_same_text(nfc(reference_normalize(ours, lang.code)), ours)


def test_scripts_without_rules_pass_the_reference_untouched():
    assert reference_normalize("اردو: ک", "urd_Arab") == "اردو: ک"


@pytest.mark.parametrize("code", ["mai_Deva", "brx_Deva", "doi_Deva", "gom_Deva", "mni_Beng"])
def test_languages_indicnlp_raises_for_get_the_normalizer_of_their_script(code):
    assert reference_normalize("\ufeffक", code) == "क"


def test_normalizing_does_not_load_the_library():
    program = (
        "import sys; from indictx.text.normalize import normalize; normalize('\\u0915');"
        "sys.exit('indicnlp' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
