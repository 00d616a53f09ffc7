"""Titles of women, whom models call "Mr.", and what each language has for them."""

from __future__ import annotations

import unicodedata

from indictx.text.protect import SLOT_CLASS

__all__ = ["TITLES", "title_forms"]

_NAME = rf"(?= [A-Z{SLOT_CLASS}])"
#: What "Mr." stands in for; letters as they are, since ms is a millisecond.
TITLES = (
    rf"(?-i:(?:Mr\.? (?:and|&) Mrs|MR\.? (?:AND|&) MRS)\.?{_NAME})",
    rf"(?-i:(?<!Mr and )(?<!Mr\. and )(?<!Mr & )(?<!Mr\. & )(?:Mrs|MRS)\.?{_NAME})",
    rf"(?-i:Ms\.?{_NAME})",
)
#: How models write "Mr.", and what is said for each of the titles.
_WORDS = {
    "hin_Deva": "श्री श्रीमान मिस्टर / श्री_और_श्रीमती / श्रीमती / सुश्री",
    "urd_Arab": "مسٹر جناب صاحب / جناب_اور_محترمہ / محترمہ / محترمہ",
    "pan_Guru": "ਸ੍ਰੀ ਸ਼੍ਰੀ / ਸ਼੍ਰੀ_ਅਤੇ_ਸ਼੍ਰੀਮਤੀ / ਸ਼੍ਰੀਮਤੀ / ਸੁਸ਼੍ਰੀ",
    "mar_Deva": "श्री / श्री._व_सौ. / श्रीमती / सुश्री",
    "npi_Deva": "श्री श्रीमान् श्रीमान / श्रीमान्_र_श्रीमती / श्रीमती / सुश्री",
    "guj_Gujr": "શ્રી શ્રીમાન / શ્રી_અને_શ્રીમતી / શ્રીમતી / સુશ્રી",
    "ben_Beng": "শ্রী মিস্টার / শ্রী_ও_শ্রীমতী / শ্রীমতী / শ্রীমতী",
    "asm_Beng": "শ্ৰী শ্ৰীমতী / শ্ৰী_আৰু_শ্ৰীমতী / শ্ৰীমতী / সুশ্ৰী",
    "ory_Orya": "ଶ୍ରୀ / ଶ୍ରୀ_ଓ_ଶ୍ରୀମତୀ / ଶ୍ରୀମତୀ / ସୁଶ୍ରୀ",
    "tam_Taml": "திரு / திரு._மற்றும்_திருமதி / திருமதி / செல்வி",
    "tel_Telu": "శ్రీ / శ్రీ,_శ్రీమతి / శ్రీమతి / సుశ్రీ",
    "kan_Knda": "ಶ್ರೀ / ಶ್ರೀ_ಮತ್ತು_ಶ್ರೀಮತಿ / ಶ್ರೀಮತಿ / ಸುಶ್ರೀ",
    "mal_Mlym": "ശ്രീ മിസ്റ്റർ / ശ്രീ._ശ്രീമതി / ശ്രീമതി / കുമാരി",
}


def title_forms(tgt_lang: str, title: str) -> dict[str, str]:
    """Return what becomes of each word for "Mr." where it stood in for a title."""
    words, *said = unicodedata.normalize("NFC", _WORDS[tgt_lang]).split(" / ")
    written = [word + stop for word in words.split() for stop in ("", ".")]
    return dict.fromkeys(written, said[TITLES.index(title)].replace("_", " "))
