import pytest

from indictx.text._acronym_endings import fitted


@pytest.mark.parametrize(
    ("word", "text", "lang", "whole"),
    [
        ("ஐடிஐ", "இல் உள்ளது", "tam_Taml", "ஐடிஐயில் உள்ளது"),
        ("எம்எல்ஏ", "-இன் வீடு", "tam_Taml", "எம்எல்ஏயின் வீடு"),
        ("டபிள்யூஎச்ஓ", "-ஐ", "tam_Taml", "டபிள்யூஎச்ஓவை"),
        ("ஐபிஎல்", "-இல்", "tam_Taml", "ஐபிஎல்-இல்"),
        ("ஐடிஐ", "-இல்லை", "tam_Taml", "ஐடிஐ-இல்லை"),
        ("ಆರ್‌ಬಿಐ", "ರಲ್ಲಿ", "kan_Knda", "ಆರ್‌ಬಿಐಯಲ್ಲಿ"),
        ("ಐಪಿಎಲ್", "ರಲ್ಲಿ", "kan_Knda", "ಐಪಿಎಲ್‌ನಲ್ಲಿ"),
        ("ആർബിഐ", "-ൽ ഉണ്ട്", "mal_Mlym", "ആർബിഐയിൽ ഉണ്ട്"),
        ("டபிள்யூஎச்ஓ", " மணிக்கு சந்தித்தோம்", "tam_Taml", "டபிள்யூஎச்ஓவில் சந்தித்தோம்"),
        ("डब्ल्यूएचओ", " वाजता भेटलो", "mar_Deva", "डब्ल्यूएचओमध्ये भेटलो"),
        ("आरबीआई", " मानिस", "npi_Deva", "आरबीआई मानिस"),
        ("ഐടിഐ", " മുതൽ വന്നു", "mal_Mlym", "ഐടിഐയിൽ നിന്ന് വന്നു"),
        ("जीएसटी", " में", "hin_Deva", "जीएसटी में"),
    ],
)
def test_endings_fit_the_last_letter(word, text, lang, whole):
    fitting, size = fitted(word, text, lang)
    assert fitting + text[size:] == whole
