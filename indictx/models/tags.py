"""How each family of models names our languages, as tables.

A family's vocabulary has tags of its own making; nothing outside the families and the converters
needs to know them. Where a manifest has an entry under ``text.tags``, that one counts.
"""

from __future__ import annotations

from collections.abc import Mapping

#: The 25 tags of IndicTrans2 that were trained besides English (model cards of AI4Bharat); its tags
#: are our codes. The tokenizer's further tags, such as ``bho_Deva``, have no training behind them.
INDICTRANS2_INDIC = (
    "asm_Beng",
    "ben_Beng",
    "brx_Deva",
    "doi_Deva",
    "gom_Deva",
    "guj_Gujr",
    "hin_Deva",
    "kan_Knda",
    "kas_Arab",
    "kas_Deva",
    "mai_Deva",
    "mal_Mlym",
    "mar_Deva",
    "mni_Beng",
    "mni_Mtei",
    "npi_Deva",
    "ory_Orya",
    "pan_Guru",
    "san_Deva",
    "sat_Olck",
    "snd_Arab",
    "snd_Deva",
    "tam_Taml",
    "tel_Telu",
    "urd_Arab",
)
INDICTRANS2: Mapping[str, str] = {code: code for code in ("eng_Latn", *INDICTRANS2_INDIC)}

# NLLB's tokenizer spells Santali with the wrong script; FLORES-200 has sat_Olck.
_NLLB_CODES = (
    "eng_Latn",
    "asm_Beng",
    "awa_Deva",
    "ben_Beng",
    "bho_Deva",
    "bod_Tibt",
    "dzo_Tibt",
    "guj_Gujr",
    "hin_Deva",
    "hne_Deva",
    "kan_Knda",
    "kas_Arab",
    "kas_Deva",
    "lus_Latn",
    "mag_Deva",
    "mai_Deva",
    "mal_Mlym",
    "mar_Deva",
    "mni_Beng",
    "npi_Deva",
    "ory_Orya",
    "pan_Guru",
    "san_Deva",
    "sin_Sinh",
    "snd_Arab",
    "tam_Taml",
    "tel_Telu",
    "urd_Arab",
)
NLLB: Mapping[str, str] = {code: code for code in _NLLB_CODES} | {"sat_Olck": "sat_Beng"}

# M2M-100 has neither Telugu nor Assamese (transformers, tokenization_m2m_100.py).
_M2M100_CODES = {
    "eng_Latn": "en",
    "ben_Beng": "bn",
    "guj_Gujr": "gu",
    "hin_Deva": "hi",
    "kan_Knda": "kn",
    "mal_Mlym": "ml",
    "mar_Deva": "mr",
    "npi_Deva": "ne",
    "ory_Orya": "or",
    "pan_Guru": "pa",
    "sin_Sinh": "si",
    "snd_Arab": "sd",
    "tam_Taml": "ta",
    "urd_Arab": "ur",
}
M2M100: Mapping[str, str] = {code: f"__{tag}__" for code, tag in _M2M100_CODES.items()}

# MADLAD-400's codes are BCP 47; where one language has two scripts, the main one has the bare code
# (Kudugunta et al. 2023, arXiv 2309.04662, appendix A).
_MADLAD_CODES = {
    "eng_Latn": "en",
    "asm_Beng": "as",
    "awa_Deva": "awa",
    "ben_Beng": "bn",
    "bho_Deva": "bho",
    "brx_Deva": "brx",
    "doi_Deva": "doi",
    "gom_Deva": "gom",
    "guj_Gujr": "gu",
    "hin_Deva": "hi",
    "kan_Knda": "kn",
    "lus_Latn": "lus",
    "mai_Deva": "mai",
    "mal_Mlym": "ml",
    "mar_Deva": "mr",
    "mni_Mtei": "mni-Mtei",
    "npi_Deva": "ne",
    "ory_Orya": "or",
    "pan_Guru": "pa",
    "san_Deva": "sa",
    "sat_Olck": "sat",
    "sin_Sinh": "si",
    "snd_Arab": "sd",
    "tam_Taml": "ta",
    "tel_Telu": "te",
    "urd_Arab": "ur",
}
MADLAD: Mapping[str, str] = {code: f"<2{tag}>" for code, tag in _MADLAD_CODES.items()}

#: Groups in the names of OPUS-MT models, as far as they concern India.
OPUS_GROUPS: Mapping[str, tuple[str, ...]] = {
    "dra": ("kan_Knda", "mal_Mlym", "tam_Taml", "tel_Telu"),
    "inc": (
        "asm_Beng",
        "ben_Beng",
        "guj_Gujr",
        "hin_Deva",
        "mai_Deva",
        "mar_Deva",
        "npi_Deva",
        "ory_Orya",
        "pan_Guru",
        "san_Deva",
        "sin_Sinh",
        "snd_Arab",
        "urd_Arab",
    ),
}
