"""Names of the letters of English in other languages, and what may stand behind an acronym.

The names are those of newspapers; other spellings are read, and never written.
"""

from __future__ import annotations

from indictx.text._rules import split_words

__all__ = ["COMMON", "ENDINGS", "LETTERS", "NO_ACRONYMS", "OTHER_NAMES"]

_BELT = tuple(f"{code}_Deva" for code in ("hin", "bho", "mai", "awa", "mag", "hne", "xnr"))
_HINDI = "ए बी सी डी ई एफ जी एच आई जे के एल एम एन ओ पी क्यू आर एस टी यू वी डब्ल्यू एक्स वाई जेड"
#: By language, the names of the letters from A to Z.
LETTERS = {
    **dict.fromkeys(_BELT, _HINDI),
    "mar_Deva": ("ए बी सी डी ई एफ जी एच आय जे के एल एम एन ओ पी क्यू आर एस टी यू व्ही डब्ल्यू एक्स वाय झेड"),
    "npi_Deva": "ए बी सी डी ई एफ जी एच आई जे के एल एम एन ओ पी क्यू आर एस टी यू भी डब्लू एक्स वाई जेड",
    "guj_Gujr": "એ બી સી ડી ઈ એફ જી એચ આઈ જે કે એલ એમ એન ઓ પી ક્યૂ આર એસ ટી યુ વી ડબ્લ્યુ એક્સ વાય ઝેડ",
    "pan_Guru": "ਏ ਬੀ ਸੀ ਡੀ ਈ ਐੱਫ ਜੀ ਐੱਚ ਆਈ ਜੇ ਕੇ ਐੱਲ ਐੱਮ ਐੱਨ ਓ ਪੀ ਕਿਊ ਆਰ ਐੱਸ ਟੀ ਯੂ ਵੀ ਡਬਲਯੂ ਐਕਸ ਵਾਈ ਜ਼ੈੱਡ",
    "ben_Beng": "এ বি সি ডি ই এফ জি এইচ আই জে কে এল এম এন ও পি কিউ আর এস টি ইউ ভি ডব্লিউ এক্স ওয়াই জেড",
    "asm_Beng": "এ বি চি ডি ই এফ জি এইচ আই জে কে এল এম এন অ’ পি কিউ আৰ এছ টি ইউ ভি ডব্লিউ এক্স ৱাই জেড",
    "ory_Orya": "ଏ ବି ସି ଡି ଇ ଏଫ ଜି ଏଚ ଆଇ ଜେ କେ ଏଲ ଏମ ଏନ ଓ ପି କ୍ୟୁ ଆର ଏସ ଟି ୟୁ ଭି ଡବ୍ଲ୍ୟୁ ଏକ୍ସ ୱାଇ ଜେଡ",
    "urd_Arab": "اے بی سی ڈی ای ایف جی ایچ آئی جے کے ایل ایم این او پی کیو آر ایس ٹی یو وی ڈبلیو ایکس وائی زیڈ",
    "tam_Taml": "ஏ பி சி டி இ எஃப் ஜி எச் ஐ ஜே கே எல் எம் என் ஓ பி கியூ ஆர் எஸ் டி யு வி டபிள்யூ எக்ஸ் ஒய் இசட்",
    "tel_Telu": "ఏ బీ సీ డీ ఈ ఎఫ్ జీ హెచ్ ఐ జే కే ఎల్ ఎం ఎన్ ఓ పీ క్యూ ఆర్ ఎస్ టీ యూ వీ డబ్ల్యూ ఎక్స్ వై జెడ్",
    "kan_Knda": "ಎ ಬಿ ಸಿ ಡಿ ಇ ಎಫ್ ಜಿ ಎಚ್ ಐ ಜೆ ಕೆ ಎಲ್ ಎಂ ಎನ್ ಒ ಪಿ ಕ್ಯೂ ಆರ್ ಎಸ್ ಟಿ ಯು ವಿ ಡಬ್ಲ್ಯು ಎಕ್ಸ್ ವೈ ಝಡ್",
    "mal_Mlym": "എ ബി സി ഡി ഇ എഫ് ജി എച്ച് ഐ ജെ കെ എൽ എം എൻ ഒ പി ക്യു ആർ എസ് ടി യു വി ഡബ്ല്യു എക്സ് വൈ ഇസഡ്",
}

#: Other spellings, by language and letter.
OTHER_NAMES = {
    **dict.fromkeys(_BELT, "F=एफ़ Z=ज़ेड I=आइ W=डब्लू W=डब्लयू Q=क्यु U=यु H=ऐच E=इ"),
    "mar_Deva": "I=आई V=वी Z=जेड Y=वाई E=इ",
    "npi_Deva": "W=डब्ल्यू Q=क्यु U=यु V=वी C=सि B=बि D=डि G=जि P=पि T=टि V=भि I=आइ E=इ",
    "guj_Gujr": "E=ઇ I=આઇ U=યૂ Y=વાઈ",
    "pan_Guru": "F=ਐਫ H=ਐਚ L=ਐਲ M=ਐਮ N=ਐਨ S=ਐਸ W=ਡਬਲਿਊ Z=ਜ਼ੈਡ",
    "ben_Beng": "H=এচ W=ডাব্লিউ",
    "asm_Beng": "C=সি S=এস R=আর O=অ' O=ও H=এচ",
    "ory_Orya": "F=ଏଫ୍ H=ଏଚ୍ L=ଏଲ୍ M=ଏମ୍ N=ଏନ୍ R=ଆର୍ S=ଏସ୍ X=ଏକ୍ସ୍ W=ଡବ୍ଲୁ U=ଯୁ E=ଈ I=ଆଈ",
    "tam_Taml": "F=எப் H=ஹெச் J=ஜெ E=ஈ U=யூ",
    "tel_Telu": "B=బి C=సి D=డి G=జి P=పి T=టి V=వి E=ఇ H=ఎచ్ S=యస్ M=ఎమ్ U=యు A=ఎ W=డబ్ల్యు",
    "kan_Knda": "H=ಹೆಚ್ M=ಎಮ್ O=ಓ E=ಈ U=ಯೂ A=ಏ",
    "mal_Mlym": "O=ഓ U=യൂ J=ജേ Q=ക്യൂ A=ഏ Z=സെഡ്",
}
#: Acronyms that are known, whatever their letters; Tamil writes B and P, D and T alike.
COMMON = (
    "AAI ABVP ACB ADB AFSPA AIADMK AICTE AMU API ATM ATS BBC BCCI BCG BDA BDO BDS BHU BIS BJP BLO BMI BPCL"
    " BPL BSF BSNL BSP CBFC CBI CBSE CBT CCTV CDO CDS CIB CIC CPI CPIM CPU CRPF CSD CTET CUET DDA DDT DGCA"
    " DGP DIG DMK DNA DRDO DSP DTP DTS DVD ECI EOW EPF EPFO ESIC FII GDP GPS GPU GST HDFC HTML HTTP HTTPS"
    " IBM ICAI ICAR ICC ICDS ICICI ICSE IDBI IGP IOC IPC IPCC IPL IPO IPS ITBP ITI KPCC KYC LED LPG LTTE MBA"
    " MBBS MDMK MOU NCERT NDA NDRF NDTV NIOS NIT NPCI NPS NTA NTPC OBC ODI OPD OPS ORT OTP PCR PDA PDF PDO"
    " PDS PHC PHD PHP PIB PIL PMAY PMK PMO PNB PNG PPC PPE PPF PSC PSLV PSU PTA PTI PVC RBI RDO RTE RTI RTO"
    " RTPCR SBI SDM SDO SPCA SSLC STD TCS TDP TDS TET TNEB TNPSC TTD TTS UAPA UBI UDP UGC UIDAI UPA UPI UPS"
    " UPSC USB VIP VPN WTO"
)
#: Case endings that are written with the word, by language; others have none.
ENDINGS = {
    "mar_Deva": "ने ला चा ची चे च्या चं मध्ये मुळे त कडे साठी वर शी नी द्वारे सह तर्फे",
    "npi_Deva": "ले को का की लाई मा बाट सँग द्वारा",
    "guj_Gujr": "ને નો ની નું ના માં થી એ ઓ માટે",
    "ben_Beng": "র কে তে টি টা টির ও গুলি দের",
    "asm_Beng": "ৰ ক ত এ য়ে লৈ",
    "ory_Orya": "ର କୁ ରେ ରୁ",
    "tam_Taml": "யை யில் யின் க்கு யால் யும் கள்",
    "tel_Telu": "కి కు ని ను లో తో పై లు లకు నుంచి",
    "kan_Knda": "ಗೆ ಯನ್ನು ಗಳು ಯವರು ಯ ಯಲ್ಲಿ ನ ನಲ್ಲಿ ಗಾಗಿ ಯಿಂದ ನಿಂದ",
    "mal_Mlym": "യെ യുടെ യില്‍ യിൽ യ്ക്ക് ക്ക്",
}
# Words that the names of letters make up: video, audio, entity, they, madam.
NO_ACRONYMS = frozenset(
    split_words(
        "वीडीओ बीबीजी ਵੀਡੀਓ ਬੀਬੀਜੀ વીડીઓ જેઓએ এসিডিটি টিভিকে ভিডিঅ’ ভিডিঅ' অডিঅ’ ଏସିଡିଟି ଭିଡିଓ ఎంటిటీ పిసికే"
        " విడిసి ಎಂಟಿಟಿ"
    )
)
