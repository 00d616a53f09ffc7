"""How languages negate: what surely does, and what else may, beginnings and endings included.

``न`` is a whole word, ``नाही-`` a beginning, ``-नि`` an ending, ``-ில்ல-`` any part; each is a regular
expression. A pattern whose parts all begin with a plain letter is searched for several times
faster, and the sure ones are so. What may negate is asked of the other side, so it may be much.
Learned from parallel sentences, and checked with others (docs/explanation/negation.md).
"""

from __future__ import annotations

__all__ = ["ENGLISH_EXCUSES", "ENGLISH_NEGATES", "NEGATIONS"]

# "not only", "whether or not", "why don't we", "is it not?" and "isn't it?" deny nothing.
ENGLISH_NEGATES = (
    r"\b(?:never|cannot|nobody|no one|nowhere|neither|no longer|nothing(?! but\b)"
    r"|(?<!\bor )(?<!\bwhy )not(?! (?:only|just|(?:more|less|later) than|exceeding|least|to mention)\b)"
    r"(?!\?)"
    r"|(?:is|are|was|were|be|been|has|have|had|there['’]s) no (?!doubt\b|wonder\b|matter\b|better\b"
    r"|other\b|(?:longer|more|less|fewer|later) than\b)(?=[a-z]))\b"
    r"|(?<!\bwhy do)(?<!\bwhy did)(?<!\bca)n['’]t\b(?! (?:just|only|mind)\b)"
    r"(?! (?:I|you|s?he|it|we|they|there|this|that)\?)"
    r"|\bcan['’]t\b(?! wait\b)"
)
ENGLISH_EXCUSES = (
    r"n['’]t\b|less(?:ly)?\b"
    r"|\b(?:no[rt]?|never|cannot|nobody|nothing|nowhere|neither|none|without|unless|un?til+|lest"
    r"|hardly|rarely|seldom|scarcely|barely|few|little|only|except|instead|rather|too|before|ever"
    r"|against|free|empty|impossible|out|off|away|rid|beyond|past|hard|else|whether|or|despite"
    r"|though|although|los[et]|kept|half|minus|contrary|opposite"
    r"|(?:stop|avoid|prevent|refus|den[iy]|fail|lack|absen|forb[ai]d|ban|prohibit|reject|miss|ignor"
    r"|end|quit|ceas|difficult|neglect|exclu|wrong|oppos|object|doubt|keep|with?h|declin|restrict"
    r"|block)\w*"
    r"|(?:a|un|in|im|ir|il|dis|non|mis)\w{4,})\b"
)

_BHOJPURI = "न ना नाहीं नाही नहीं मत जनि बिना बिन नइख- नईख-"
_MAITHILI = "न ने नै नइ नञि नहीं नहि- नहिं जुनि बिना बिनु"
_AWADHI = "न ना नाय नाहीं नाही नहीं नहिं नहि मत जिन बिना"
_MAGAHI = "न ना नए नय नइ नई नईं नञ नै नाय नहीं नहिं मत बिना"
_CHHATTISGARHI = "न ना नि नी नीं नइ नई नइं नईं नइये नो नोहे नहीं नही झन बिना"

#: By language: what surely negates, and what may.
NEGATIONS: dict[str, tuple[str, str]] = {
    "hin_Deva": ("नहीं नही मत बिना बग़ैर", "नहीं नही नहिं न ना मत बिना बगैर बग़ैर बिन मना"),
    "bho_Deva": (_BHOJPURI, _BHOJPURI),
    "mai_Deva": (_MAITHILI, _MAITHILI),
    "awa_Deva": (_AWADHI, _AWADHI),
    "mag_Deva": (_MAGAHI, _MAGAHI),
    "hne_Deva": (_CHHATTISGARHI, _CHHATTISGARHI),
    "mar_Deva": (
        "नाही- नको- नका नकाच नये- नसत- नव्हत- -नाहीत?",
        r"न ना विना शिवाय नाही- नको- नका- नये- नस[तलेअाू]- नसाव- नव्ह- नसण- न\S+ता"
        r" -नाहीत? -शिवाय -विना -नये",
    ),
    "npi_Deva": (
        r"छैन छैनन् होइन हुँदैन भएन थिएन सक्दैन पर्दैन -दैन(?:न्|ौं)? -ेनन् -एनन् न[क-ह]\S*नुहोस्",
        "न ना नि नै बिना न[आउकखगचछजटतथदनपफबभमरलसह]- होइन- छैन- -न्न -[ैेएइि]न(?:न्|ौ[ंँ]?|स्)? -[िइ]नँ -दिनँ?",
    ),
    "guj_Gujr": (
        "ન વગર વિના નથી- નહીં- નહિ- નહોત-",
        "ન ના મત વગર વિના સિવાય નથી- નહીં- નહિ- નહી- નહોત- -વગર",
    ),
    "pan_Guru": ("ਨਹੀਂ ਨਹੀ ਬਿਨਾਂ ਬਗੈਰ", "ਨਹੀਂ ਨਹੀ ਨਾ ਨਾਂ ਨ ਬਿਨਾਂ ਬਿਨਾ ਬਗੈਰ ਬਗ਼ੈਰ ਮਤ"),
    "urd_Arab": ("نہیں مت بغیر", "نہیں نہيں نھیں نہ مت بغیر نا بنا منع ممنوع بند -نہیں"),
    "ben_Beng": (
        "না নয় নই নেই -য়নি -ননি -েনি -রিনি",
        "না নি নয়ই? নই নেই নাই নন নও নহে নয়তো নাকি নাহলে বিনা নারাজ না- অন- নিষেধ -নি -না -ছাড়া -নয়",
    ),
    "asm_Beng": (
        "নাই নহয় নালাগে নাছিল নোৱাৰি নোৱাৰে নাথাকে নকৰিব নহ'ব নহব -নাই",
        "অবিহনে বিনা -নাই -নোহোৱাকৈ"
        " ন(?!তুন|দী|গৰ|ৱ|ব্বৈ|াম|াগৰিক|াটক|াৰী|াতি|িজ|িয়|িৰ্|িমখ|িশা|িশ্চ|েতা|েপাল|েট|ম্বৰ)-",
    ),
    "ory_Orya": (
        "ନାହିଁ ନୁହେଁ ନୁହନ୍ତି ନାହାନ୍ତି ନାହିଁକି -ନାହିଁ -ନଥିଲ[ାେି]-",
        "ନ ନା ନାଁ ବିନା ମନା ନାହ- ନପାର- ନ[କହପଦଯରଆଖଜଚଛନବମଲଶସ]- -ନଥ- -ନୁହ- -ନାହିଁ -ନାହାନ୍ତି -ନି -ନାହି",
    ),
    "tam_Taml": (
        "-இல்லை -ில்லை -வேண்டாம்- -ாதீர்கள்- -கூடாது- -முடியாது- -மாட்ட-",
        "-இல்ல- -ில்ல- -வேண்டாம்- -ாது -ாதீ- -ாதே -ாத(?!்)- -ாமல்- -ாம(?!்|ை)- -அல்ல- -ல்ல -ின்றி- -இன்றி-"
        " -மாட்ட- -தவிர- -ாவிட்ட- -ாவிடில்-",
    ),
    "tel_Telu": (
        "-లేదు -కాదు -వద్దు -కూడదు -లేరు -లేవు -లేను -లేకుండా",
        r"-లే[దనవరడమక]- -కాద- -కాని(?=\S)- -కావు- -కా[కన]ు- -కారు -వద్ద- -కూడద- -కుండ- -రాదు- -రాని-"
        r" -రాకు- -(?<!మీ)(?<!ఐ)(?<!అయి)దు -కపో- -కుంటే- -(?<=[యళలగవనరడచసటపజోి])కండి -(?<=[యళలగవనరడచసటపజ])కు"
        r" -(?<![ాుిూీత])డు -ని -(?<=[యళ్లగవనరడచసటపజించ])(?:రు|ము|వు|ను) -ము -కే -బో- -వక- -దని- -దన- -నట్ల-"
        r" అన(?:ర్హ|వసర)-",
    ),
    "kan_Knda": (
        "-ಇಲ್ಲ -ಅಲ್ಲ -ಿಲ್ಲ -ಬೇಡಿ? -ಬಾರದು -ಕೂಡದು- -ಲ್ಲದ[ೆೇ]",
        "-[ಇಅಿ]ಲ್ಲ- -ಲ್ಲದ- -ಲ್ಲ -ಬೇಡ- -ಬಾರದ- -ಕೂಡದು- -ದೆ -ದೇ -ಲಾರ- -ಲಾಗದ- -ದಂತ- -ದಿರ- -ಾರದ-"
        " -[ುೊಡಗಯರಸಳವಪ]ದ -ದವರ- -ದಿದ್ದ-",
    ),
    "mal_Mlym": (
        "-ി(?<!ജി)ല്ല -ഇല്ല -അല്ല -വേണ്ട -രുത്",
        "-(?:ഇ|ി|അ|യ|വ|മ|ണ|ാ|ു)ല്ല- -ല്ല -വേണ്ട(?!ി|ത|ാ|്)- -രുത- -ാതെ- -ാത-",
    ),
}
