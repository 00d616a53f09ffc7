"""Weekdays, months, morning and evening: which side says one, and which may."""

import pytest
from misbehaving import fake_translator

from indictx.evaluate.fidelity import check_line, summarize
from indictx.pipeline._calendar_words import CALENDAR, ENGLISH_DAYS, ENGLISH_MONTHS, ENGLISH_PARTS
from indictx.pipeline.calendar_words import DAYS, differ
from indictx.pipeline.checks import check

ENGLISH = "eng_Latn"
THINGS = [*ENGLISH_DAYS.split(), *ENGLISH_MONTHS.split(), *ENGLISH_PARTS]
# "Come on Tuesday morning." and "The fair is on 7 December."
SENTENCES = {
    "hin_Deva": ("मंगलवार सुबह आइए।", "मेला 7 दिसंबर को है।"),
    "ben_Beng": ("মঙ্গলবার সকালে আসুন।", "মেলা 7 ডিসেম্বর।"),
    "guj_Gujr": ("મંગળવારે સવારે આવો.", "મેળો 7 ડિસેમ્બરે છે."),
    "mar_Deva": ("मंगळवारी सकाळी या.", "जत्रा 7 डिसेंबरला आहे."),
    "npi_Deva": ("मङ्गलबार बिहान आउनुहोस्।", "मेला 7 डिसेम्बरमा छ।"),
    "ory_Orya": ("ମଙ୍ଗଳବାର ସକାଳେ ଆସନ୍ତୁ।", "ମେଳା 7 ଡିସେମ୍ବରରେ ଅଛି।"),
    "pan_Guru": ("ਮੰਗਲਵਾਰ ਸਵੇਰੇ ਆਓ।", "ਮੇਲਾ 7 ਦਸੰਬਰ ਨੂੰ ਹੈ।"),
    "asm_Beng": ("মঙলবাৰে ৰাতিপুৱা আহক।", "মেলা 7 ডিচেম্বৰত।"),
    "urd_Arab": ("منگل کی صبح آئیں۔", "میلہ 7 دسمبر کو ہے۔"),
    "tam_Taml": ("செவ்வாய்க்கிழமை காலையில் வாருங்கள்.", "திருவிழா டிசம்பர் 7 அன்று."),
    "tel_Telu": ("మంగళవారం ఉదయం రండి.", "జాతర డిసెంబర్ 7న."),
    "kan_Knda": ("ಮಂಗಳವಾರ ಬೆಳಿಗ್ಗೆ ಬನ್ನಿ.", "ಜಾತ್ರೆ ಡಿಸೆಂಬರ್ 7ರಂದು."),
    "mal_Mlym": ("ചൊവ്വാഴ്ച രാവിലെ വരൂ.", "ഉത്സവം ഡിസംബർ 7-നാണ്."),
}


@pytest.mark.parametrize("lang", CALENDAR)
def test_another_day_month_or_part_of_the_day_is_seen_from_both_sides(lang):
    come, fair = SENTENCES[lang]
    for source, target, wrong in (
        ("Come on Tuesday morning.", come, "Come on Thursday morning."),
        ("Come on Tuesday morning.", come, "Come on Tuesday evening."),
        ("The fair is on 7 December.", fair, "The fair is on 7 September."),
        ("The fair is on 7 December.", fair, "The fair is on the 7th."),
    ):
        for one, other in ((ENGLISH, lang), (lang, ENGLISH)):
            right, changed = (source, target), (wrong, target)
            assert not differ(*(right if one == ENGLISH else right[::-1]), one, other)
            assert differ(*(changed if one == ENGLISH else changed[::-1]), one, other)


@pytest.mark.parametrize("lang", CALENDAR)
def test_what_surely_says_a_thing_may_say_it_and_nothing_else(lang):
    fields = CALENDAR[lang][0].split(" | ")
    assert len(fields) == len(THINGS) == len(DAYS.possible(lang)) == len(DAYS.possible(ENGLISH))
    for number, field in enumerate(fields):
        for word in field.replace("---", "").split():
            text = f"{word.partition('(')[0].strip('-')} 7"
            said = [n for n, pattern in enumerate(DAYS.possible(lang)) if pattern.search(text)]
            assert number in said
            # The evening may be night, and so may the small hours.
            assert said == [number] or number >= len(THINGS) - len(ENGLISH_PARTS), text


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Good morning, sir.", "नमस्ते।"),
        ("Good Friday is a holiday.", "छुट्टी है।"),
        ("Morning sickness will pass.", "मितली ठीक हो जाएगी।"),
        ("You may march on.", "आगे बढ़िए।"),
        ("She left at three in the morning.", "वह रात तीन बजे चली गई।"),
        ("We open at six.", "हम सुबह छह बजे खोलते हैं।"),
        ("The party marched.", "दल ने मार्च किया।"),
        ("On Christmas Eve", "क्रिसमस की शाम"),
        ("The sun set over the Monday market.", "सोमबाज़ार पर सूरज डूबा।"),
    ],
)
def test_what_is_no_day_or_may_be_said_so_is_left_alone(source, target):
    assert not differ(source, target, ENGLISH, "hin_Deva")


def test_an_hour_of_the_morning_is_none_of_the_evening():
    source = "बिजली सुबह 10 बजे से शाम 4 बजे तक बंद रहेगी।"
    assert differ(source, "No power from 10 to 4 in the morning.", "hin_Deva", ENGLISH)
    assert not differ(source, "No power from 10 to 4.", "hin_Deva", ENGLISH)


@pytest.mark.parametrize(
    "source", ["It was in May.", "By 31 March", "On May 5", "Until March", "Every March it rains."]
)
def test_march_and_may_are_months_where_a_date_is(source):
    assert differ(source, "बारिश हुई।", ENGLISH, "hin_Deva")


def test_a_translation_with_another_day_is_searched_again_and_flagged():
    def forgetful(pieces, options):
        return list("सोमवार को आइए।" if options.num_hypotheses > 1 else "रविवार को आइए।")

    with fake_translator(forgetful) as translator:
        (result,) = translator.translate(["Come on Monday."], src_lang="en", tgt_lang="hi")
    assert (result.target, result.flags, result.repairs) == ("सोमवार को आइए।", (), ("wider_beam",))
    with fake_translator(lambda *_: list("रविवार को आइए।")) as translator:
        (result,) = translator.translate(["Come on Monday."], src_lang="en", tgt_lang="hi")
    assert result.flags == ("dates",)


def test_translations_by_others_are_checked_and_counted():
    facts = {"tgt_lang": "hin_Deva", "src_lang": ENGLISH}
    assert check("Come on Monday.", "रविवार को आइए।", **facts) == ("dates",)
    assert check("Come on Monday.", "रविवार को आइए।", tgt_lang="hin_Deva") == ()
    lost, kept = (
        check_line("Come on Monday.", target, **facts) for target in ("आइए।", "सोमवार को आइए।")
    )
    assert (lost.problems, kept.problems) == (("dates",), ())
    assert summarize([lost, kept]).dates == 0.5
