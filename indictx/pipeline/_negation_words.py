"""How languages negate: what surely does, and what else may, beginnings and endings included.

``न`` is a whole word, ``नाही-`` a beginning, ``-नि`` an ending, ``-ில்ல-`` any part; each is a regular
expression. A pattern whose parts all begin with a plain letter is searched for several times
faster, and the sure ones are so. What may negate is asked of the other side, so it may be much.
Learned from parallel sentences, and checked with others (docs/explanation/negation.md).
"""

from __future__ import annotations

__all__ = ["ENGLISH_EXCUSES", "ENGLISH_HARMLESS", "ENGLISH_NEGATES", "NEGATIONS"]

# What denies nothing, or is a question or request; it is taken out first.
ENGLISH_HARMLESS = (
    r"\bnever mind\b|\bdon['’]t mention it\b|\b(?:out of|from) nowhere\b|\bnot-\w+"
    r"|\bnot (?:only|just|(?:more|less|later|bigger|larger|longer) than|exceeding|least|to mention|until|far"
    r"|long|bad|un\w+)\b"
    r"|\b(?:or|may or may|why) not\b|\bnothing but\b|\bno (?:longer|larger|more|less|fewer|later) than\b"
    r"|\bno (?:doubt|wonder|matter|better|other)\b"
    r"|\b(?:can(?:not|['’]t)|could(?: not|n['’]t)) (?:wait|help)\b|\bdon['’]t mind\b"
    r"|\bwhy (?:do|did|does|ca|should|could|would|is|are|was|were|wo)n['’]t\b|\bwo(?:n['’]t) you\b"
    r"|\b\w+n['’]t (?:I|you|s?he|it|we|they|there|this|that)(?:\?|,)"
    r"|\bnot\?"
)
ENGLISH_NEGATES = (
    r"\b(?:never|cannot|nobody|no one|nowhere|neither|nothing|not|no longer"
    r"|(?:is|are|was|were|be|been|has|have|had|there['’]s) no(?= [a-z]))\b"
    r"|n\\?['’‘´`]t\b|\bunless (?!otherwise|of course)(?:[^\s,]+ +)+?\w"
)
ENGLISH_EXCUSES = (
    r"n\\?['’‘´`]t\b|less(?:ly)?\b"
    r"|\b(?:no[rtn]?|never|cannot|nobody|nothing|nowhere|neither|none|without|unless|un?til+|lest"
    r"|hardly|rarely|seldom|scarcely|barely|few|little|only|except|instead|rather|too"
    r"|against|free|empty|impossible|out|rid|beyond|hard|else|whether|despite|badly|bad|zero|nil|n/a"
    r"|otherwise|devoid|sure|moreover|sick|ill|wonder|optional|ok|okay|off|away|los[et]|minus|contrary|opposite"
    r"|(?:do|did|does|is|was|were|would|could|should|have|has|had|are|ca|wo)nt"
    r"|(?:stop|avoid|prevent|refus|den[iy]|fail|lack|absen|forb[ai]d|ban|prohibit|reject|miss|ignor"
    r"|quit|ceas|difficult|neglect|exclu|wrong|oppos|object|doubt|keep|withh|declin|restrict|block|hid|error"
    r"|malfunction|limit|silent|hat|inter?rupt|suspend|cancel|abstain|resist|reluctan|wors|guarante|assur)\w*"
    r"|un(?!der|i[oqtv]|cle|til|less)\w{3,}|non\w*|mis\w{4,}|anti\w{3,}"
    r"|in(?:ab|acc|acti|ad|app|cap|comp|corr|cred|cur|def|dig|dir|eff|eli|exp|flex|freq|hum|sec|sens|sign|suff"
    r"|tol|val|vis|vol)\w*"
    r"|im(?:pass|poss|prop|mob|mor|pat|perf|pers|pol|prac|prob|prud|pur)\w*"
    r"|dis(?:ab|agr|all|app|conn|cont|cour|hon|lik|ob|ord|qual|resp|sat|tru|card|inc|int)\w*"
    r"|ir(?:reg|resp|rel|rep|res)\w*|il(?:leg|lit|log)\w*)\b"
)

# Whatever comes before or behind it, "or not" and "otherwise" deny nothing.
_HINDI_SURE = (
    r"नहीं(?<!या\sनहीं)(?<!कि\sनहीं)(?<!ही\sनहीं)(?<!पता\sनहीं)(?!\sतो) नही(?<!या\sनही)(?!\sतो) बिना बग़ैर"
    r" मत(?=\s+(?!दि(?!ख)|दे(?!ख)|है|थ|(?:को|के|का|की|से|ने|में|पर|और|या|न)(?![\u0900-\u0963]))[\u0900-\u0963]*(?:[ोएें]|ना|ये|[एय]े?गा)(?![\u0900-\u0963]))"
    r" मत(?:(?<=[एओो]\sमत)|(?<=(?:ये|गा)\sमत))(?=[।!.,;]|$)"
    r" न(?<!क्यों\sन)(?<!या\sन)(?<!ही\sन)(?<!कहीं\sन)(?=\s[\u0904-\u0963]+(?:[ोओ]|ें|एँ|एं|ए|ये|ना)[।!.;])"
)
_HINDI = (
    "नहीं नही नहिं नहीँ न ना मत बिना बगैर बग़ैर बिन मना गैर- ग़ैर- असंभव असम्भव अमान्य अवैध असमर्थ- असफल- विफल-"
    " इनकार- इन्कार- वर्जित निषिद्ध निषेध- बंद अलावा सिवा-"
)
_BHOJPURI = "न ना नाहीं नाही नहीं नही नाहि नाहिं मत मति जनि बिना बिन नइख- नईख-"
_MAITHILI = "न ने नै नइ नए नैं नैछि नञि नहीं नही नहि- नहिं मत जुनि बिना बिनु"
_AWADHI = "न ना नाय नाहीं नाही नहीं नही नहिं नहि नाइ नाई नाहि नहिन मत जिन बिना"
_MAGAHI = "न ना नए नय नइ नई नईं नञ नै नैय नाय नह नहई नहियो नाहीं नाही नहीं नहिं मत बिना"
_CHHATTISGARHI = "न ना नि नी नीं नइ नई नइं नईं नइये नोहे नहीं नही नहि नीहवय नहीहे मत झन झिन बिना"

#: By language: what surely negates, and what may.
NEGATIONS: dict[str, tuple[str, str]] = {
    "hin_Deva": (_HINDI_SURE, _HINDI),
    "bho_Deva": (r"ना(?!\s*\?) नाहीं नाही नहीं नइख- नईख- जनि बिना", _BHOJPURI),
    "mai_Deva": ("नै नञि नहीं नहि- नहिं जुनि बिना बिनु", _MAITHILI),
    "awa_Deva": (r"न(?!\s*\?) नाहीं नाही नहीं नहिं बिना", _AWADHI),
    "mag_Deva": ("नञ नै नाय नहीं नहिं बिना", _MAGAHI),
    "hne_Deva": (
        r"नइ नइं नईं नइये नहीं नही बिना झन(?=\s\S+(?:व|बे|ौ|ओ)(?![\u0900-\u0963]))",
        _CHHATTISGARHI,
    ),
    "mar_Deva": (
        r"नाही(?<!की\sनाही)(?<!किंवा\sनाही) नाहीत(?!र) नाहीस नाहीये नको- नका नकाच नये- नसत- नव्हत-",
        r"न ना विना शिवाय नाही- नाहि- नको- नका- नये- नस- नव्ह- -नाहीत? -शिवाय -विना -नये -ेना -ेनात -ईना"
        r" -ईनात अशक्य- अयशस्वी- मनाई- निषेध- निषिद्ध बंद",
    ),
    "npi_Deva": (
        r"छैन छैनन् होइन हुँदैन भएन थिएन सक्दैन पर्दैन -दैन(?:न्|ौं)? -ेनन् -एनन्"
        r" न[क-ह][\u0900-\u0963]*नुहोस्",
        r"न ना नि नै बिना न[अइईएओआउऔकखगघचछजझटठडढतथदधनपफबभमरलवशसह]- होइन- होईन- छैन- -न्न -न्नँ -नुन- -दैनथ-"
        r" -[ैेएइि]न(?:न्|ौ[ंँ]?|स्)? -[िइ]नँ -दिनँ? अमान्य अवैध असमर्थ- अनुपलब्ध निषेध- मनाही",
    ),
    "guj_Gujr": (
        r"ન વગર વિના નથી- નહીં(?<!કે\sનહીં)(?!તર) નહિ(?!વત|ંતર) નહોત-",
        "ન ના મત વગર વિના સિવાય નથી- નહીં- નહિ- નહી- નહોત- નહત- નત[ોીાુ]- -વગર નિષ્ફળ- અમાન્ય અશક્ય વર્જ-"
        " મનાઈ બિન-",
    ),
    "pan_Guru": (
        r"ਨਹੀਂ(?<!ਜਾਂ\sਨਹੀਂ)(?<!ਕਿ\sਨਹੀਂ)(?!\sਤਾਂ) ਨਹੀ ਬਿਨਾਂ ਬਗੈਰ"
        r" ਨਾ(?<!ਜਾਂ\sਨਾ)(?<!ਕਿਉਂ\sਨਾ)(?=\s[\u0a05-\u0a71]+(?:[ੋਓ]|ਣਾ|ਨਾ)[।!.;])"
        r" ਨਾ(?<=[ੋਓ]\sਨਾ)(?=[।!.;])",
        "ਨਹੀ- ਨਾ ਨਾਂ ਨ ਬਿਨਾਂ ਬਿਨਾ ਬਗੈਰ ਬਗ਼ੈਰ ਮਤ ਗੈਰ- ਗ਼ੈਰ- ਅਸਫਲ- ਅਸਮਰੱਥ ਮਨਾਹੀ ਮਨ੍ਹਾ",
    ),
    "urd_Arab": (
        r"نہیں(?<!یا\sنہیں)(?<!کہ\sنہیں)(?<!ہی\sنہیں)(?<!پتہ\sنہیں)(?!\sتو) بغیر"
        r" مت(?<!بدھ\sمت)(?<!جین\sمت)(?<!سکھ\sمت)(?<!ہندو\sمت)"
        r" نہ(?<!یا\sنہ)(?<!کیوں\sنہ)(?<!ہی\sنہ)(?<!کہیں\sنہ)(?=\s[\u0620-\u06d3]+(?:یں|و|ئے|یے|نا)[۔!.])",
        "نہیں نہيں نھیں نہ نہی مت بغیر نا بنا منع ممنوع بند -نہیں غیر- ناممکن- ناقابل ناکام- عدم انکار بجائے سوا"
        " قاصر",
    ),
    "ben_Beng": (
        r"না(?=\s*(?:[।৷,.!;]|$)) নয়(?=[।৷,.]|$) নই নেই -য়নি -ননি -(?<!জ)(?<!প)েনি -রিনি",
        "না নি নে নয়ই? নই নেই নাই নন নও নহে নয়তো নাকি নাহলে বিনা নারাজ না- অন- নিষেধ -নি -না -িনে -ছাড়া -নয়"
        " ব্যর্থ- অসম্ভব অবৈধ অসম-",
    ),
    "asm_Beng": (
        "নাই নহয় নালাগে নাছিল নোৱাৰি নোৱাৰে নাথাকে নকৰিব নহ'ব নহব নকৰিবা নাখাবা? নিদিবা? নাযাবা? নাৰাখিবা?"
        " নক'বা? নুছুবা? নাপাহৰিবা? নেপেলাবা? নুখুলিবা? নাখুলিবা? নহ'বা নলগাবা? নবহিবা? নামাৰিবা?",
        "অবিহনে বিনা -নাই -নোহোৱাকৈ ব্যৰ্থ- অনুপস্থিত- অমিল অবৈধ"
        " ন(?!তুন|দী|গৰ|ৱ|ব্বৈ|াম(?!া)|াগৰিক|াটক|াৰী|াতি|িজ|িয়|িৰ্|িমখ|িশা|িশ্চ|েতা|েপাল|েট|ম্বৰ)-",
    ),
    "ory_Orya": (
        "ନାହିଁ ନୁହେଁ ନୁହନ୍ତି ନାହାନ୍ତି ନାହିଁକି -ନାହିଁ -ନଥିଲ[ାେି]-",
        "ନ ନା ନାଁ ବିନା ମନା -ନାହ- -ନପାର- ନାଇଁ- ନ[କହପଦଯରଆଖଜଚଛନବମଲଶସଗଡଧଭଉତଘଟ]- -ନଥ- -ନୁହ- -ନି -ନାହି",
    ),
    "tam_Taml": (
        "-இல்லை -ில்லை(?<!பரவாயில்லை) -வேண்டாம்- -ாதீர்- -[கசடதபறயலவழளணநமன]ாதே(?<!மாதே) -கூடாது- -முடியாது- -மாட்டே- -மாட்டா- -மாட்டோ-",
        "-இல்ல- -ில்ல- -வேண்டாம்- -ாது -ாதீ- -ாதே -ாத(?!்)- -ாமல்- -ாம(?!்|ை)- -அல்ல- -ல்ல -ின்றி- -இன்றி-"
        " -மாட்ட- -தவிர- -ாவிட்ட- -ாவிடில்- தவறான- -மறுத்த-",
    ),
    "tel_Telu": (
        "-లేదు(?<!ర్లేదు)(?<!ర్వాలేదు) -కాదు(?<!అంతేకాదు) -వద్దు -కూడదు -లేరు -లేవు -లేను -లేకుండా"
        r" -కండి(?<!(?:క్|తా|దూ|పా|దు)కండి)(?<![లతరగ\s]కండి)",
        r"-లే[దనవరడమకం]- -కాద- -కద[ాూ] -దా -రా -నిది -నివి -చనప్ప- -కానప్ప- -కాని(?=\S)- -కావు- -కా[కన]ు- -కారు"
        r" -వద్ద- -కూడద- -కుండ- -రాదు- -రాని- -రాకు- -(?<!మీ)(?<!ఐ)(?<!అయి)దు -కపో- -కుంటే-"
        r" -కండి -కో(?:ను|డు|రు|వు) -(?<=[యళలగవనరడచసటపజ])కు -(?<![ాుిూీత])డు -ని"
        r" -(?<=[యళ్లగవనరడచసటపజించ])(?:రు|ము|వు|ను) -ము -కే -బో- -వక- -దని- -దన- -నట్ల- అన(?:ర్హ|వసర)-",
    ),
    "kan_Knda": (
        "-ಇಲ್ಲ -ಅಲ್ಲ -ಿಲ್ಲ(?<!ಪರವಾಗಿಲ್ಲ) -ಬೇಡಿ? -ಬಾರದು -ಕೂಡದು- -ಿಲ್ಲದ[ೆೇ] -ಇಲ್ಲದ[ೆೇ]",
        "-[ಇಅಿ]ಲ್ಲ- -ಲ್ಲದ- -(?<!ಎ)(?<!ೆ)ಲ್ಲ -ಬೇಡ- -ಬಾರದ- -ಕೂಡದು- -(?<=[ಕ-ಹ])ದ[ೆೇ] -ಲಾರ- -ಲಾಗದ- -ದಂತ- -ದಿರ- -ಾರದ-"
        " -[ಡಗಯರಸಳವಪ]ದ -ದವರ- -ದವನ- -ದಿದ್ದ- -ಗದು -ಲದು -ಯದು -ಕದು -ರದು -ಲ್ಲವ- -ಲ್ವಾ",
    ),
    "mal_Mlym": (
        "-ി(?<!ജി)(?<!മോസി)(?<!ഡ്സി)(?<!റി)(?<!വാനി)ല്ല(?<!^വില്ല)(?<!\\sവില്ല) -ഇല്ല -അല്ല -രുത്",
        "-(?:ഇ|ി|അ|യ|വ|മ|ണ|ാ|ു)ല്ല- -ല്ല -വേണ്ട(?!ി|ത|ാ|്)- -േണ്ട(?!ി|ത|ാ|്)- -ല്ലേ -ല്ലെങ്ക- -ല്ലായ- -ാഞ്ഞ-"
        " വയ്യ- -വയ്യ പോരാ -രുത- -ാതെ- -ാത- അസാധു- തെറ്റ- അപരിചിത-",
    ),
}
