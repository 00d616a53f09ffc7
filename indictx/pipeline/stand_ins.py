"""Phrases that models garble, with words that they know in their places: "every day" for every other day.

As for ordinals, the translation of what stands in is found in the translation and replaced, so that
the sentence around it is that of a word with the same grammar: मेरी माँ, and so मेरी सास.
"""

from __future__ import annotations

import re
from functools import cache, partial

from indictx.pipeline._title_words import TITLES, title_forms
from indictx.text._rules import split_pairs
from indictx.text.protect import SLOT_CLASS

__all__ = ["has_others", "other_words", "own_forms", "own_words"]

#: What stands in for each phrase.
_PHRASES = {
    r"(?:the )?day after tomorrow": "tomorrow",
    r"(?:the )?day before yesterday": "yesterday",
    r"mother-in-law": "mother",
    r"father-in-law": "father",
    r"daughter-in-law": "daughter",
    r"son-in-law": "son",
    r"(?:on alternate days|every (?:other|second|alternate) day)": "every day",
    rf"at (?:the )?most(?= (?:[{SLOT_CLASS}\d]|an?|half|one|two|three|four|five|six|seven|eight|nine|ten)\b|"
    rf" [{SLOT_CLASS}])": "only",
    **dict.fromkeys(TITLES, "Mr."),
}
_DAYS = ("tomorrow", "yesterday")
_ORDER = (*_DAYS, "mother", "father", "daughter", "son", "every day", "only")
#: By language, for each that stands in: its translations, as whole words, and what the phrase is.
_FORMS = {
    "hin_Deva": (
        "कल=परसों / कल=परसों / माँ=सास मां=सास / पिता=ससुर पिताजी=ससुर / बेटी=बहू / बेटा=दामाद बेटे=दामाद"
        " / हर_दिन=एक_दिन_छोड़कर हर_रोज़=एक_दिन_छोड़कर रोज़=एक_दिन_छोड़कर रोज=एक_दिन_छोड़कर"
        " / केवल=ज़्यादा_से_ज़्यादा सिर्फ़=ज़्यादा_से_ज़्यादा सिर्फ=ज़्यादा_से_ज़्यादा"
    ),
    "urd_Arab": (
        "کل=پرسوں / کل=پرسوں / ماں=ساس والدہ=ساس / باپ=سسر والد=سسر / بیٹی=بہو / بیٹا=داماد بیٹے=داماد"
        " / ہر_روز=ایک_دن_چھوڑ_کر ہر_دن=ایک_دن_چھوڑ_کر روزانہ=ایک_دن_چھوڑ_کر روز=ایک_دن_چھوڑ_کر"
        " / صرف=زیادہ_سے_زیادہ"
    ),
    "pan_Guru": (
        "ਕੱਲ੍ਹ=ਪਰਸੋਂ / ਕੱਲ੍ਹ=ਪਰਸੋਂ / ਮਾਂ=ਸੱਸ / ਪਿਤਾ=ਸਹੁਰਾ / ਧੀ=ਨੂੰਹ / ਪੁੱਤਰ=ਜਵਾਈ"
        " / ਹਰ_ਰੋਜ਼=ਇੱਕ_ਦਿਨ_ਛੱਡ_ਕੇ ਹਰ_ਦਿਨ=ਇੱਕ_ਦਿਨ_ਛੱਡ_ਕੇ ਰੋਜ਼=ਇੱਕ_ਦਿਨ_ਛੱਡ_ਕੇ"
        " / ਸਿਰਫ਼=ਵੱਧ_ਤੋਂ_ਵੱਧ ਸਿਰਫ=ਵੱਧ_ਤੋਂ_ਵੱਧ ਕੇਵਲ=ਵੱਧ_ਤੋਂ_ਵੱਧ"
    ),
    "mar_Deva": (
        "उद्या=परवा / काल=परवा / आई=सासू आईने=सासूने आईला=सासूला / वडील=सासरे वडिलांनी=सासऱ्यांनी वडिलांना=सासऱ्यांना / मुलगी=सून मुलीने=सुनेने / मुलगा=जावई मुलाने=जावयाने"
        " / दररोज=दिवसाआड रोज=दिवसाआड"
        " / फक्त=जास्तीत_जास्त केवळ=जास्तीत_जास्त"
    ),
    "npi_Deva": (
        "भोलि=पर्सि / हिजो=अस्ति / आमा=सासू / बुबा=ससुरा बुबाले=ससुराले बुवा=ससुरा बाबु=ससुरा / छोरी=बुहारी / छोरा=ज्वाइँ"
        " / हरेक_दिन=एक_दिन_बिराएर दिनहुँ=एक_दिन_बिराएर प्रत्येक_दिन=एक_दिन_बिराएर"
        " / मात्र=मात्र केवल=बढीमा"
    ),
    "guj_Gujr": (
        "કાલે=પરમદિવસે આવતીકાલે=પરમદિવસે / ગઈકાલે=પરમદિવસે ગઈ_કાલે=પરમદિવસે / મા=સાસુ માતા=સાસુ મમ્મી=સાસુ માતાએ=સાસુએ માતાને=સાસુને"
        " / પિતા=સસરા પિતાએ=સસરાએ પિતાને=સસરાને / દીકરી=વહુ દીકરીએ=વહુએ / દીકરો=જમાઈ દીકરાએ=જમાઈએ"
        " / દરરોજ=એકાંતરે_દિવસે રોજ=એકાંતરે_દિવસે"
        " / ફક્ત=વધુમાં_વધુ માત્ર=વધુમાં_વધુ"
    ),
    "ben_Beng": (
        "কাল=পরশু আগামীকাল=পরশু আগামী_কাল=পরশু / কাল=গত_পরশু গতকাল=গত_পরশু গত_কাল=গত_পরশু / মা=শাশুড়ি মাকে=শাশুড়িকে মায়ের=শাশুড়ির / বাবা=শ্বশুর বাবাকে=শ্বশুরকে বাবার=শ্বশুরের"
        " / মেয়ে=পুত্রবধূ মেয়েকে=পুত্রবধূকে মেয়ের=পুত্রবধূর / ছেলে=জামাই ছেলেকে=জামাইকে ছেলের=জামাইয়ের"
        " / রোজ=একদিন_অন্তর প্রতিদিন=একদিন_অন্তর প্রতি_দিন=একদিন_অন্তর"
        " / মাত্র=বড়জোর শুধু=বড়জোর"
    ),
    "asm_Beng": (
        "কাইলৈ=পৰহিলৈ / কালি=পৰহি / মা=শাহু মাক=শাহুৱেক মাকে=শাহুৱেকে / দেউতা=শহুৰ দেউতাক=শহুৰেক দেউতাকে=শহুৰেকে"
        " / ছোৱালী=বোৱাৰী ছোৱালীয়ে=বোৱাৰীয়ে ছোৱালীজনী=বোৱাৰীজনী জী=বোৱাৰী / ল'ৰা=জোঁৱাই ল'ৰাই=জোঁৱায়ে পুত্ৰ=জোঁৱাই"
        " / প্ৰতিদিনে=এদিনৰ_মূৰে_মূৰে প্ৰতিদিন=এদিনৰ_মূৰে_মূৰে সদায়=এদিনৰ_মূৰে_মূৰে"
        " / মাত্ৰ=সৰ্বাধিক কেৱল=সৰ্বাধিক"
    ),
    "ory_Orya": (
        "କାଲି=ପଅରଦିନ ଆସନ୍ତାକାଲି=ପଅରଦିନ / ଗତକାଲି=ଗତ_ପଅରଦିନ କାଲି=ଗତ_ପଅରଦିନ / ମା=ଶାଶୁ ମାଆ=ଶାଶୁ / ବାପା=ଶ୍ୱଶୁର / ଝିଅ=ବୋହୂ / ପୁଅ=ଜ୍ୱାଇଁ"
        " / ପ୍ରତିଦିନ=ଦିନେ_ଛାଡ଼ି_ଦିନେ ସବୁଦିନ=ଦିନେ_ଛାଡ଼ି_ଦିନେ"
        " / କେବଳ=ସର୍ବାଧିକ ମାତ୍ର=ସର୍ବାଧିକ"
    ),
    "tam_Taml": (
        "நாளை=நாளை_மறுநாள் / நேற்று=நேற்று_முன்தினம் / அம்மா=மாமியார் தாய்=மாமியார் அம்மாவுக்கு=மாமியாருக்கு / அப்பா=மாமனார் தந்தை=மாமனார் அப்பாவுக்கு=மாமனாருக்கு"
        " / மகள்=மருமகள் மகளுக்கு=மருமகளுக்கு / மகன்=மருமகன் மகனுக்கு=மருமகனுக்கு"
        " / தினமும்=ஒரு_நாள்_விட்டு_ஒரு_நாள் ஒவ்வொரு_நாளும்=ஒரு_நாள்_விட்டு_ஒரு_நாள்"
        " / மட்டுமே=மட்டுமே மட்டும்=மட்டும்"
    ),
    "tel_Telu": (
        "రేపు=ఎల్లుండి / నిన్న=మొన్న / అమ్మ=అత్తగారు తల్లి=అత్తగారు అమ్మకు=అత్తగారికి తల్లికి=అత్తగారికి / నాన్న=మామగారు తండ్రి=మామగారు నాన్నకు=మామగారికి తండ్రికి=మామగారికి"
        " / కూతురు=కోడలు కుమార్తె=కోడలు అమ్మాయి=కోడలు / కొడుకు=అల్లుడు అబ్బాయి=అల్లుడు"
        " / ప్రతి_రోజు=రోజు_విడిచి_రోజు ప్రతి_రోజూ=రోజు_విడిచి_రోజు ప్రతిరోజూ=రోజు_విడిచి_రోజు ప్రతిరోజు=రోజు_విడిచి_రోజు రోజూ=రోజు_విడిచి_రోజు"
        " / మాత్రమే=మాత్రమే"
    ),
    "kan_Knda": (
        "ನಾಳೆ=ನಾಡಿದ್ದು / ನಿನ್ನೆ=ಮೊನ್ನೆ / ತಾಯಿ=ಅತ್ತೆ ಅಮ್ಮ=ಅತ್ತೆ ತಾಯಿಗೆ=ಅತ್ತೆಗೆ / ತಂದೆ=ಮಾವ ಅಪ್ಪ=ಮಾವ ತಂದೆಗೆ=ಮಾವನಿಗೆ / ಮಗಳು=ಸೊಸೆ / ಮಗ=ಅಳಿಯ"
        " / ಪ್ರತಿದಿನ=ದಿನ_ಬಿಟ್ಟು_ದಿನ ದಿನವೂ=ದಿನ_ಬಿಟ್ಟು_ದಿನ ಪ್ರತಿ_ದಿನ=ದಿನ_ಬಿಟ್ಟು_ದಿನ"
        " / ಮಾತ್ರ=ಮಾತ್ರ ಕೇವಲ=ಹೆಚ್ಚೆಂದರೆ"
    ),
    "mal_Mlym": (
        "നാളെ=മറ്റന്നാൾ / ഇന്നലെ=മിനിഞ്ഞാന്ന് / അമ്മ=അമ്മായിയമ്മ അമ്മയ്ക്ക്=അമ്മായിയമ്മയ്ക്ക് / അച്ഛൻ=അമ്മായിയച്ഛൻ അച്ഛന്=അമ്മായിയച്ഛന് / മകൾ=മരുമകൾ / മകൻ=മരുമകൻ"
        " / എല്ലാ_ദിവസവും=ഒന്നിടവിട്ട_ദിവസങ്ങളിൽ ദിവസവും=ഒന്നിടവിട്ട_ദിവസങ്ങളിൽ"
        " / മാത്രമേ=മാത്രമേ മാത്രം=മാത്രം"
    ),
}
_LETTER = "[\u0900-\u0963\u0970-\u0d7f\u0620-\u065f\u066e-\u06d3\u200c\u200d]"
_HINT = re.compile(
    r"-in-law\b(?!s)|day (?:after t|before y)|\bat (?:the )?most |alternate day|every (?:other|second) day"
    r"|\bmr?s\b",
    re.IGNORECASE,
)


def has_others(text: str, tgt_lang: str) -> bool:
    """Say whether an English sentence has a phrase that another word should stand in for."""
    return _HINT.search(text) is not None and bool(_found(text, tgt_lang))


def other_words(text: str, tgt_lang: str) -> str:
    """Return an English sentence with other words in the places of such phrases."""
    for phrase in _found(text, tgt_lang):
        text = _phrase(phrase).sub(partial(_like, _PHRASES[phrase]), text)
    return text


def own_words(source: str, target: str, tgt_lang: str) -> str | None:
    """Put the phrases of a sentence into the translation of what stood in for them.

    Args:
        source: The English sentence with its own phrases.
        target: A translation of :func:`other_words` of it.
        tgt_lang: Code of the target language.

    Returns:
        The translation, or ``None`` where it is not to be seen what stands for what.
    """
    for phrase in _found(source, tgt_lang):
        pattern, forms = _pattern(tgt_lang, phrase)
        said = pattern.findall(target)
        if len(said) != 1:
            return None
        target = pattern.sub(forms[said[0]], target)
    return target


def own_forms(tgt_lang: str, word: str) -> frozenset[str]:
    """Return what a language has for the phrases that a word stands in for."""
    phrases = [phrase for phrase, other in _PHRASES.items() if other == word]
    return frozenset(form for one in phrases for form in _pattern(tgt_lang, one)[1].values())


def _found(text: str, tgt_lang: str) -> list[str]:
    """Return the phrases of a text, each once; none where the word that stands in is said too."""
    if tgt_lang not in _FORMS:
        return []
    found = [phrase for phrase in _PHRASES if len(_phrase(phrase).findall(text)) == 1]
    rest = text
    for phrase in found:
        rest = _phrase(phrase).sub("", rest)
    words = [_PHRASES[phrase] for phrase in found]
    # Tomorrow and yesterday are one word in some languages, and today is told from them.
    days = [word for word in words if word in _DAYS]
    if len(days) > 1 or len(set(words)) < len(words):
        return []
    others = {*words, *((*_DAYS, "today") if days else ())}
    names = "|".join(sorted(re.escape(word.rstrip(".")) for word in others))
    return [] if re.search(rf"\b(?:{names})s?\b", rest, re.IGNORECASE) else found


def _like(word: str, phrase: re.Match[str]) -> str:
    if phrase[0].isupper():
        return word.upper()
    return word.capitalize() if phrase[0][0].isupper() else word


@cache
def _phrase(phrase: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){phrase}(?![\w-])", re.IGNORECASE)


@cache
def _pattern(tgt_lang: str, phrase: str) -> tuple[re.Pattern[str], dict[str, str]]:
    if phrase in TITLES:
        forms = title_forms(tgt_lang, phrase)
    else:
        row = _FORMS[tgt_lang].split(" / ")[_ORDER.index(_PHRASES[phrase])]
        forms = split_pairs(row)
    words = "|".join(sorted(map(re.escape, forms), key=len, reverse=True))
    return re.compile(rf"(?<!{_LETTER})(?:{words})(?!{_LETTER})"), forms
