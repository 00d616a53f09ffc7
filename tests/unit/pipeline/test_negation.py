"""Negation: what denies a sentence in each language, and what does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from misbehaving import fake_translator

from indictx.evaluate.fidelity import check_line, summarize
from indictx.pipeline._negation_words import NEGATIONS
from indictx.pipeline.checks import check
from indictx.pipeline.negation import _possible, _sure, contradicts

# "Do not take this tablet without food.", "The doctor did not come today.", and "Take this tablet
# in the morning." in each language.
SENTENCES = {
    "eng_Latn": (
        "Do not take this tablet on an empty stomach.",
        "The doctor didn't come today.",
        "Take this tablet in the morning.",
    ),
    "hin_Deva": ("यह गोली खाली पेट मत लीजिए।", "डॉक्टर आज नहीं आए।", "यह गोली सुबह लीजिए।"),
    "bho_Deva": ("ई गोली खाली पेट मत लीं।", "डाक्टर आज ना अइलें।", "ई गोली सबेरे लीं।"),
    "mai_Deva": ("ई गोली खाली पेट नहि लिअ।", "डाक्टर आइ नहि एलाह।", "ई गोली भोरमे लिअ।"),
    "awa_Deva": ("ई गोली खाली पेट न लेव।", "डाक्टर आज नाहीं आए।", "ई गोली सबेरे लेव।"),
    "mag_Deva": ("ई गोली खाली पेट मत लऽ।", "डाक्टर आज नञ अइलन।", "ई गोली भोरे लऽ।"),
    "hne_Deva": ("ये गोली ला खाली पेट झन लेवव।", "डाक्टर आज नइ आइस।", "ये गोली ला बिहनिया लेवव।"),
    "mar_Deva": ("ही गोळी उपाशीपोटी घेऊ नका.", "डॉक्टर आज आले नाहीत.", "ही गोळी सकाळी घ्या."),
    "npi_Deva": ("यो चक्की खाली पेटमा नखानुहोस्।", "डाक्टर आज आएनन्।", "यो चक्की बिहान खानुहोस्।"),
    "gom_Deva": (
        "ही गुळी रित्या पोटाचेर घेवूं नाकात.",
        "आयज दोतोर येवंक ना.",
        "ही गुळी सकाळीं घेयात.",
    ),
    "doi_Deva": ("एह् गोली खाल्ली पेट नेईं खाओ।", "डाक्टर अज्ज नेईं आया।", "एह् गोली सवेरै खाओ।"),
    "san_Deva": (
        "एतां गुलिकां रिक्तोदरे मा सेवताम्।",
        "वैद्यः अद्य न आगतवान्।",
        "एतां गुलिकां प्रातः सेवताम्।",
    ),
    "snd_Arab": ("هيءَ گوري خالي پيٽ نه کائو.", "ڊاڪٽر اڄ نہ آيو.", "هيءَ گوري صبح جو کائو."),
    "guj_Gujr": ("આ ગોળી ખાલી પેટે ન લો.", "ડૉક્ટર આજે આવ્યા નથી.", "આ ગોળી સવારે લો."),
    "pan_Guru": ("ਇਹ ਗੋਲੀ ਖਾਲੀ ਪੇਟ ਨਾ ਲਓ।", "ਡਾਕਟਰ ਅੱਜ ਨਹੀਂ ਆਏ।", "ਇਹ ਗੋਲੀ ਸਵੇਰੇ ਲਓ।"),
    "urd_Arab": ("یہ گولی خالی پیٹ نہ لیں۔", "ڈاکٹر آج نہیں آئے۔", "یہ گولی صبح لیں۔"),
    "ben_Beng": ("এই বড়ি খালি পেটে খাবেন না।", "ডাক্তার আজ আসেননি।", "এই বড়ি সকালে খাবেন।"),
    "asm_Beng": ("এই বড়িটো খালী পেটত নাখাব।", "চিকিৎসক আজি অহা নাই।", "এই বড়িটো পুৱা খাব।"),
    "ory_Orya": ("ଏହି ବଟିକା ଖାଲି ପେଟରେ ଖାଆନ୍ତୁ ନାହିଁ।", "ଡାକ୍ତର ଆଜି ଆସିନଥିଲେ।", "ଏହି ବଟିକା ସକାଳେ ଖାଆନ୍ତୁ।"),
    "tam_Taml": (
        "இந்த மாத்திரையை வெறும் வயிற்றில் சாப்பிடாதீர்கள்.",
        "மருத்துவர் இன்று வரவில்லை.",
        "இந்த மாத்திரையைக் காலையில் சாப்பிடுங்கள்.",
    ),
    "tel_Telu": (
        "ఈ మాత్రను ఖాళీ కడుపుతో తీసుకోవద్దు.",
        "డాక్టర్ ఈరోజు రాలేదు.",
        "ఈ మాత్ర ఉదయం వేసుకోండి.",
    ),
    "kan_Knda": (
        "ಈ ಮಾತ್ರೆಯನ್ನು ಖಾಲಿ ಹೊಟ್ಟೆಯಲ್ಲಿ ತೆಗೆದುಕೊಳ್ಳಬೇಡಿ.",
        "ವೈದ್ಯರು ಇಂದು ಬರಲಿಲ್ಲ.",
        "ಈ ಮಾತ್ರೆಯನ್ನು ಬೆಳಿಗ್ಗೆ ತೆಗೆದುಕೊಳ್ಳಿ.",
    ),
    "mal_Mlym": (
        "ഈ ഗുളിക വെറും വയറ്റിൽ കഴിക്കരുത്.",
        "ഡോക്ടർ ഇന്ന് വന്നില്ല.",
        "ഈ ഗുളിക രാവിലെ കഴിക്കുക.",
    ),
}
LANGUAGES = sorted(SENTENCES)
PAIRS = [pair for lang in sorted(NEGATIONS) for pair in (("eng_Latn", lang), (lang, "eng_Latn"))]


def test_every_language_of_the_table_is_tried():
    assert set(LANGUAGES) == {"eng_Latn", *NEGATIONS}


@pytest.mark.parametrize(("src_lang", "tgt_lang"), PAIRS)
def test_what_both_sides_deny_or_neither_does_is_no_contradiction(src_lang, tgt_lang):
    for source, target in zip(SENTENCES[src_lang], SENTENCES[tgt_lang], strict=True):
        assert not contradicts(source, target, src_lang, tgt_lang)


@pytest.mark.parametrize("lang", sorted(NEGATIONS))
def test_a_lost_negation_is_seen(lang):
    take = SENTENCES[lang][2]
    assert contradicts("Do not take this tablet in the morning.", take, "eng_Latn", lang)
    did_not_come = SENTENCES[lang][1]
    assert contradicts("The doctor comes today.", did_not_come, "eng_Latn", lang)
    assert contradicts(did_not_come, "The doctor comes today.", lang, "eng_Latn")
    assert contradicts(take, "Never take the tablet.", lang, "eng_Latn")


@pytest.mark.parametrize(
    "source",
    [
        "Not only rice but wheat is grown here.",
        "Ask him whether he comes or not.",
        "Why don't we meet tomorrow?",
        "It is raining, isn't it?",
        "I can't wait to see you.",
        "There is no doubt that he comes.",
        "Write not more than five words.",
        "Notice the notes at the knot.",
        "He has nothing but good words for you.",
        "Never mind, a not-for-profit came out of nowhere.",
        "He may or may not come.",
        "Won't you sit down?",
        "I can't help laughing.",
        "I was there, wasn't I, sister?",
        "It is free unless otherwise stated.",
    ],
)
def test_english_that_denies_nothing(source):
    assert not contradicts(source, "यह अच्छा है।", "eng_Latn", "hin_Deva")


@pytest.mark.parametrize(
    "source",
    [
        "He has no land.",
        "There's no water in the well.",
        "Nobody came.",
        "I have never seen it.",
        "You mustn’t drink it.",
        "DO NOT DISTURB",
        "He can't walk.",
        "It is no longer available.",
        "I have nothing.",
        "Unless you pay, it will be cut.",
    ],
)
def test_english_that_denies(source):
    assert contradicts(source, "यह अच्छा है।", "eng_Latn", "hin_Deva")
    assert not contradicts(source, "यह अच्छा नहीं है।", "eng_Latn", "hin_Deva")


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("I failed to find it.", "मुझे यह नहीं मिला।"),
        ("He is unable to walk.", "वह चल नहीं सकता।"),
        ("She left without a word.", "वह बिना कुछ कहे चली गई।"),
        ("Wait until I come.", "जब तक मैं न आऊँ, नहीं जाना।"),
        ("Avoid oily food.", "तैलीय खाना मत खाइए।"),
        ("The road is impassable.", "सड़क पर चला नहीं जा सकता।"),
    ],
)
def test_words_that_deny_in_their_own_way_excuse_a_negation(source, target):
    assert not contradicts(source, target, "eng_Latn", "hin_Deva")
    assert not contradicts(target, source, "hin_Deva", "eng_Latn")


@pytest.mark.parametrize(
    ("lang", "order"),
    [
        ("hin_Deva", "अपना होमवर्क मत कीजिए।"),
        ("hin_Deva", "दवा मत लीजिएगा।"),
        ("hin_Deva", "डिब्बा खोलिए मत।"),
        ("hin_Deva", "वहाँ जाइये मत।"),
        ("hin_Deva", "यहाँ फूल न तोड़ें।"),
        ("pan_Guru", "ਦਵਾਈ ਨਾ ਖਾਓ।"),
        ("pan_Guru", "ਦਵਾਈ ਖਾਓ ਨਾ।"),
        ("tel_Telu", "మందు వేసుకోకండి."),
        ("tam_Taml", "மருந்து சாப்பிடாதே."),
        ("tam_Taml", "மருந்து சாப்பிடாதீர்."),
        ("asm_Beng", "ঔষধ নাখাবা।"),
        ("urd_Arab", "دوا نہ لیں۔"),
    ],
)
def test_an_order_that_became_a_prohibition_is_seen(lang, order):
    assert contradicts("Take the medicine.", order, "eng_Latn", lang)
    assert contradicts(order, "Take the medicine.", lang, "eng_Latn")
    assert not contradicts("Do not take the medicine.", order, "eng_Latn", lang)


@pytest.mark.parametrize(
    ("lang", "order"),
    [
        ("hin_Deva", "मेरे मत को सुनिए।"),
        ("hin_Deva", "क्यों न हम चलें।"),
        ("hin_Deva", "यह मेरा मत।"),
        ("hin_Deva", "ये उसके मत।"),
        ("gom_Deva", "म्हज्या नाकाक लागलें."),
        ("gom_Deva", "सेना आयल्या."),
        ("doi_Deva", "कमरा खाल्ली ऐ जां नेईं।"),
        ("san_Deva", "न केवलं गुलिका।"),
        ("snd_Arab", "ڪيڏي نه سهڻي جاءِ آهي!"),
        ("snd_Arab", "ها، ڇو نه."),
        ("pan_Guru", "ਠੀਕ ਹੈ ਨਾ?"),
        ("tel_Telu", "ఇక్కడ నొక్కండి."),
        ("tel_Telu", "తయారు కండి."),
        ("urd_Arab", "کیوں نہ ہم چلیں۔"),
    ],
)
def test_an_order_that_looks_like_a_prohibition_is_none(lang, order):
    assert not contradicts("Take the medicine.", order, "eng_Latn", lang)


def test_words_that_look_alike_are_no_negation():
    for word in ("तिनका", "नमक", "मतदान", "नाना", "बिनाका"):
        assert contradicts("Do not do it.", f"{word} है।", "eng_Latn", "hin_Deva")
    assert not contradicts("He has gone.", "তিনি গেছেন।", "eng_Latn", "ben_Beng")
    assert contradicts("It does not rain.", "নতুন নাম, নদী আৰু নগৰ।", "eng_Latn", "asm_Beng")


@pytest.mark.parametrize(
    ("lang", "target"),
    [
        ("hin_Deva", "उसने <b>नहीं</b> किया।"),
        ("hin_Deva", "यह असंभव है।"),
        ("ben_Beng", "এটা ঠিক ন\u09df৷"),
        ("ben_Beng", "সে যা\u09dfনি৷"),
        ("tel_Telu", "చేయ\u200cక\u200cపోతే"),
        ("mar_Deva", "ते नव्\u200dहते"),
        ("npi_Deva", "नडराउनुहोस्।"),
        ("mal_Mlym", "വിഷമിക്കേണ്ട."),
        ("urd_Arab", "یہ ناممکن ہے۔"),
    ],
)
def test_what_may_negate_is_known_however_it_is_written(lang, target):
    assert not contradicts("It is not so.", target, "eng_Latn", lang)


@pytest.mark.parametrize(
    ("lang", "source", "target"),
    [
        ("hin_Deva", "मेरे मत में यह अच्छा है।", "In my opinion this is good."),
        ("hin_Deva", "पूछो कि वह आया या नहीं।", "Ask if he came."),
        ("urd_Arab", "بدھ مت ہندوستان میں شروع ہوا۔", "Buddhism began in India."),
        ("ben_Beng", "নয় মাস পরে সে এল।", "He came after 9 months."),
        ("ben_Beng", "কোনো না কোনো দিন সে আসবে।", "He will come one day."),
        ("mar_Deva", "दोघांनाही बोलावले.", "Both were called."),
        ("asm_Beng", "এই যোজনাই সহায় কৰিলে।", "This scheme helped."),
        ("kan_Knda", "ಅಲ್ಲದೆ, ಅವನು ಬಂದನು.", "Besides, he came."),
        ("kan_Knda", "ಪರವಾಗಿಲ್ಲ.", "It is fine."),
        ("mal_Mlym", "മോസില്ല ഒരു കമ്പനിയാണ്.", "Mozilla is a company."),
        ("tam_Taml", "மாட்டு வண்டி வந்தது.", "The bullock cart came."),
        ("tel_Telu", "అంతేకాదు, అతను వచ్చాడు.", "Besides, he came."),
        ("hne_Deva", "दूनो झन आइन।", "Both came."),
    ],
)
def test_what_looks_like_a_negation_is_none(lang, source, target):
    assert not contradicts(source, target, lang, "eng_Latn")


def test_nothing_is_said_of_a_copy_or_between_two_other_languages():
    assert not contradicts("Cannot open", "Cannot open", "eng_Latn", "hin_Deva")
    assert not contradicts("मत जाओ।", "जा।", "hin_Deva", "bho_Deva")


def test_long_lines_take_no_time():
    for line in ("नक," * 30_000, "no " * 30_000, "un" * 40_000):
        contradicts(line, "Yes.", "npi_Deva", "eng_Latn")
        contradicts(line, "हाँ।", "eng_Latn", "npi_Deva")


def test_nothing_is_said_of_other_languages():
    assert not contradicts("Do not come.", "وَلِو", "eng_Latn", "kas_Arab")
    assert not contradicts("وَلِو", "Do not come.", "kas_Arab", "eng_Latn")


@given(st.sampled_from(LANGUAGES), st.data())
def test_what_surely_negates_may_negate(lang, data):
    words = st.sampled_from([word for text in SENTENCES[lang] for word in text.split()])
    text = " ".join(data.draw(st.lists(words | st.text(max_size=6), max_size=8)))
    if _sure(lang).search(text):
        assert _possible(lang).search(text)
    assert not contradicts(text, text, lang, lang)


def test_a_translation_that_lost_a_negation_is_searched_again():
    def forgetful(pieces, options):
        return list("यह गोली मत लें।" if options.num_hypotheses > 1 else "यह गोली अभी लें।")

    with fake_translator(forgetful) as translator:
        (result,) = translator.translate(["Do not take it."], src_lang="en", tgt_lang="hi")
    assert (result.target, result.flags) == ("यह गोली मत लें।", ())
    assert result.repairs == ("wider_beam",)


def test_what_no_search_mends_is_flagged():
    with fake_translator(lambda *_: list("यह गोली अभी लें।")) as translator:
        (result,) = translator.translate(["Do not take it."], src_lang="en", tgt_lang="hi")
    assert (result.target, result.flags) == ("यह गोली अभी लें।", ("negation",))


def test_translations_by_others_are_checked():
    facts = {"tgt_lang": "hin_Deva", "src_lang": "eng_Latn"}
    assert check("Do not sign it yet.", "इस पर अभी हस्ताक्षर करें।", **facts) == ("negation",)
    assert check("Do not sign it yet.", "इस पर अभी हस्ताक्षर न करें।", **facts) == ()
    # Without the source language its words are not known.
    assert check("Do not sign it yet.", "इस पर अभी हस्ताक्षर करें।", tgt_lang="hin_Deva") == ()


def test_an_evaluation_counts_them():
    lost = check_line("Do not go.", "जाइए।", src_lang="eng_Latn", tgt_lang="hin_Deva")
    kept = check_line("Do not go.", "मत जाइए।", src_lang="eng_Latn", tgt_lang="hin_Deva")
    # A copy is one already.
    copy = check_line("Do not go.", "Do not go.", src_lang="eng_Latn", tgt_lang="hin_Deva")
    assert (lost.problems, kept.problems) == (("negation",), ())
    assert "negation" not in copy.problems
    assert summarize([lost, kept, copy, kept]).negation == 0.25
