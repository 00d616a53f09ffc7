"""Word lists behind sentence splitting, one paragraph of words per language.

Words are NFC, without their final full stop. A language without lists of its own takes the union
of its script's. ``indictx.text._rules`` reads all of this once per language asked for.
"""

from __future__ import annotations

# Languages whose lists serve each script; the union is used where no language is known.
SCRIPT_LANGS = {
    "Deva": "hin mar npi san",
    "Beng": "ben asm",
    "Guru": "pan",
    "Gujr": "guj",
    "Orya": "ory",
    "Taml": "tam",
    "Telu": "tel",
    "Knda": "kan",
    "Mlym": "mal",
    "Sinh": "sin",
    "Arab": "urd",
    "Latn": "eng",
}

# Never the last word of a sentence: titles, currencies, "that is", first halves of names.
LEADING = {
    "eng": """Dr Mr Mrs Ms Mx Messrs Prof Mt Rev Hon Col Maj Capt Cpt Lt Sgt Cpl Cdr Adm
        Brig Supt Insp Adv Er Ar Shri Sri Smt Sh Kum Pdt Ustd Ven Msgr Fr
        Rs Re INR Rp vs v viz cf approx ca i.e e.g ie eg resp incl excl esp M/s Rt c/o w.r.t
        i.r.o Govt Dept Distt Dist Teh Tal Univ Opp Nr Ph Tel Mob Attn Encl Asst Assoc Addl Dy Jt
        Inj Syr Syp
        Sq Cf Viz Approx Vs E.g I.e Eg Min Est Intl Natl dr mr mrs ms prof dept govt univ smt shri sri asst assoc""",
    "hin": """डॉ डा डॉक श्री श्रीमती सुश्री प्रो पं स्व मो मौ कु कुँ चौ कै कर्न ब्रिगे
        एड एडवो इंजी इं मा आद रु रू रुप मि मिस मिसेज जि तह अर्थात यथा उदा
        वि पू प्रा कं ठा सेंट मु पो स्वा अ.भा ए.डी जे.डी""",
    "mar": """डॉ डाॅ डा श्री श्रीमती सौ कु चि मा प्रा प्रो पं कै ह.भ.प ॲड अ‍ॅड अॅड इंजि न्या कॅ
        मे रु रू उदा जि ता मु पो दु अ भा सं वि श्रीम म स्वा गो व पु सा पू प.पू""",
    "npi": """डा डॉ श्री श्रीमती सुश्री प्रा प्रो पं स्व मा सम्मा ई इन्जि रु रू भा अमे कु मि सह
        जि वि सा लि अर्थात जस्तै उदा कर्णे जर्ने""",
    "san": """डॉ श्री श्रीमती प्रो पं आ उदा यथा रु""",
    "ben": """ডা ড ডঃ মি মিঃ মিসেস মো মোঃ মোছা শ্রী শ্রীমতী অধ্যা প্রফে প্রো পং ইঞ্জি এ্যাড অ্যাড
        এড কর্নে জেনা ব্রি রু হা মাও মৌ সেন্ট কোং জনা যেমন অর্থাৎ উদা স্ব বি.দ্র আলহাজ""",
    "asm": """ড ডা ড° ডাঃ শ্ৰী শ্ৰীমতী শ্ৰীযুত অধ্যা প্ৰফে প্ৰ প্ৰো মি মিচেচ মো ট স্ব শ্বহীদ ইঞ্জি উদা
        কৰ্ণে চৰ্দা""",
    "pan": """ਡਾ ਡਾਃ ਸ੍ਰੀ ਸ਼੍ਰੀ ਸ੍ਰੀਮਤੀ ਸ ਸਃ ਸ੍ਰ ਸਰਦ ਪ੍ਰੋ ਪ੍ਰਿੰ ਪ੍ਰਿੰਸੀ ਗਿ
        ਇੰਜੀ ਇੰਜ ਐਡ ਰੁ ਮਿ ਮਿਸ ਪੰ ਸੰ ਭਾ ਸਵ ਉਦਾ ਜਿ""",
    "guj": """ડૉ ડો ડા ડોક શ્રી શ્રીમતી સુશ્રી પ્રો પ્રા પં સ્વ મો કુ ચિ રૂ રુ મિ ઍડ એડ ઇજ ઈજ કર્ન
        ઉદા દા.ત અ.સૌ પૂ પ.પૂ જિ તા મુ પો સ્વા મા ભા ગં.સ્વ""",
    "ory": """ଡା ଡ ଡଃ ଡାଃ ଡକ୍ଟ ଶ୍ରୀ ଶ୍ରୀମତୀ ସୁଶ୍ରୀ ପ୍ରଫେ ପ୍ରୋ ପ୍ର ପଂ ସ୍ୱ ସ୍ବ ସ୍ଵ ମି ମୋ ଟ ଟଃ
        ଇଂ ଆଡ଼ କର୍ଣ୍ଣେ ଉଦା ଜି ମାନ୍ୟ""",
    "tam": """திரு திருமதி செல்வி டாக் டா மரு முனை பேரா பொறி வழ ரூ ரூபா திருவ அ மு கி கா
        தி எ.கா எ.டு உதா உ.ம் அதா உயர்திரு ஶ்ரீ ஸ்ரீ புல வித் அருட் கே பு சே மே லெப் கேப்""",
    "tel": """డా డాక్ శ్రీ శ్రీమతి చి సౌ ప్రొ ప్రో రూ రు కీ.శే స్వ మి మిస్ అడ్వ ఇంజ
        జస్టి కల్న ఉదా క్రీ తే గౌ మా పం ఉ.దా వే""",
    "kan": """ಡಾ ಡಾ|| ಶ್ರೀ ಶ್ರೀಮತಿ ಕು ಪ್ರೊ ಪ್ರೋ ಪಂ ರೂ ರು ದಿ ದಿವಂ ಚಿ ಸೌ ಮಿ ಮಿಸ್ ಅಡ್ವೊ ಇಂ ನ್ಯಾ
        ಕ ಉದಾ ಉ ಮಾ ವಿ ಕ್ರಿ ತಾ ಜಿ ಗೌ ಸಾ""",
    "mal": """ഡോ ശ്രീ ശ്രീമതി പ്രൊ പ്രൊഫ പ്രഫ രൂ രു മി മിസ് അഡ്വ ഫാ സി ബ്ര മോൺ റവ ജ ക്യാ കേ
        ഉദാ എഞ്ചി എൻജി പരേ വി സെ ജസ്റ്റി ബിഷ സ്വാ തി""",
    "urd": """ص ج ھ ء م ق د پروف وغ""",
    "sin": """ආචා මහාචා රු ගරු මිය මයා දො ඉංජි""",
}

# Stop before a number, or a slot that may be one; a sentence may end with the same letters.
NUMBERED = {
    "eng": """No Nos no nos Fig fig Figs Vol vol p pp P Pg pg Art art Sec sec Cl Ch ch Ex Eq eq
        Ref ref Para para Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Tab Bk Ver ver Rev Sl
        SNo Pt Sch Reg Temp Wt Ht wt ht NO NOS FIG FIGS VOL PP PG SEC CH REF""",
    "hin": "सं नं क्र पृ अनु अध्या दि धा पा ई ता मो फो दू",
    "mar": "नं क्र पृ दि ता फो मो क स इ.स इ ई सायं सका दु",
    "npi": "नं पृ क्र मि वि.सं इ.सं सं फो",
    "san": "सं पृ",
    "ben": "নং পৃ সং খ্রি খ্রিঃ ফো তাং ধা ক্র",
    "asm": "নং পৃ সং খ্ৰী ফো তাং ক্ৰ",
    "pan": "ਨੰ ਪੰ ਸੰ ਕ੍ਰ ਫੋ ਮੋ ਈ",
    "guj": "નં ક્ર પૃ તા સં ઈ.સ ઇ.સ વિ.સં ફો મો",
    "ory": "ନଂ ପୃ ସଂ କ୍ର ତା ଖ୍ରୀ ଖ୍ରୀ.ଅ",
    "tam": "எண் பக் எ ப தொ கி.பி கி.மு தொ.பே",
    "tel": "నం పే పు సం క్రీ.శ క్రీ.పూ తే ఫో సె",
    "kan": "ನಂ ಸಂ ಪು ಕ್ರ ಕ್ರಿ.ಶ ಕ್ರಿ.ಪೂ ದಿ ಫೋ ಮೊ",
    "mal": "നം പേ പു ക്ര ക്രി.വ എ.ഡി ഫോ സെ",
    "urd": "نمبر ص ج",
    "sin": "අංක පි ක්‍රි.ව",
}

# May end a sentence, but more often go on: degrees, units, companies, ranks that are surnames.
CLOSING = {
    "eng": """etc al a.m p.m am pm A.M P.M Jr Sr Inc Ltd Co Corp Pvt Bros Esq B.C A.D B.C.E C.E
        Ph.D Sen Gen Gov Rep St Ft Pt Pres LLB Hons Retd Rd Ave Blvd km kg cm mm ft hrs hr min mins sec sq lb lbs oz cr Cr lakh
        ed eds""",
    "hin": "लि प्रा.लि किमी किग्रा ग्रा मी सेमी मिमी इत्या घं",
    "mar": "लि इ किमी किग्रा ग्रॅ मी सेमी मिमी वा इत्या",
    "npi": "लि प्रा.लि किमी किग्रा ग्रा मि सेमी",
    "ben": "লি লিঃ কিমি কেজি মি সেমি",
    "asm": "লি কিমি কেজি মি",
    "pan": "ਲਿ ਲਿਮ ਕਿਮੀ ਕਿਗ੍ਰਾ ਮੀ",
    "guj": "લિ લી કિમી કિગ્રા ગ્રા મી સેમી વગે",
    "ory": "ଲି ଲିଃ କିମି କେଜି ମି",
    "tam": "லிட் கிமீ மீ செமீ மிமீ கிரா நிமி",
    "tel": "లి కిమీ మీ సెంమీ గ్రా నిమి",
    "kan": "ಲಿ ಕಿಮೀ ಮೀ ಸೆಂಮೀ ಗ್ರಾ ಗ್ರಾಂ ನಿಮಿ",
    "mal": "ലി കിമീ മീ സെമീ ഗ്രാ",
}

# English letters by their names, as in ए. पी. जे. and எம். ஜி. ஆர்.
LETTERS = {
    "Deva": """ए बी सी डी ई एफ एफ़ जी एच आई आय जे के एल एम एन ओ पी क्यू आर एस टी यू वी व्ही डब्ल्यू
        डब्लू एक्स वाई वाय जेड ज़ेड झेड""",
    "Beng": """এ বি সি ডি ই এফ জি এইচ আই জে কে এল এম এন ও পি কিউ আর এস টি ইউ ভি ডব্লিউ এক্স ওয়াই
        জেড চি এছ আৰ ৱি এইছ ডব্লিউ""",
    "Guru": """ਏ ਬੀ ਸੀ ਡੀ ਈ ਐਫ ਐੱਫ ਐਫ਼ ਜੀ ਐਚ ਐੱਚ ਆਈ ਜੇ ਕੇ ਐਲ ਐੱਲ ਐਮ ਐੱਮ ਐਨ ਐੱਨ ਓ ਪੀ ਕਿਊ ਆਰ ਐਸ ਐੱਸ ਟੀ
        ਯੂ ਵੀ ਡਬਲਯੂ ਡਬਲਿਊ ਐਕਸ ਵਾਈ ਜ਼ੈੱਡ ਜ਼ੈਡ""",
    "Gujr": """એ બી સી ડી ઈ ઇ એફ જી એચ આઈ આઇ જે કે એલ એમ એન ઓ પી ક્યુ ક્યૂ આર એસ ટી યુ યૂ વી ડબલ્યુ
        ડબ્લ્યુ એક્સ વાય વાઈ ઝેડ""",
    "Orya": """ଏ ବି ସି ଡି ଇ ଏଫ୍ ଏଫ ଜି ଏଚ୍ ଏଚ ଆଇ ଜେ କେ ଏଲ୍ ଏଲ ଏମ୍ ଏମ ଏନ୍ ଏନ ଓ ପି କ୍ୟୁ ଆର୍ ଆର ଏସ୍ ଏସ ଟି
        ୟୁ ଭି ଡବ୍ଲୁ ଡବ୍ଲ୍ୟୁ ଏକ୍ସ ଏକ୍ସ୍ ୱାଇ ଜେଡ୍ ଜେଡ""",
    "Taml": """ஏ பி சி டி இ ஈ எஃப் எப் ஜி எச் ஹெச் ஐ ஜே ஜெ கே எல் எம் என் ஓ க்யூ ஆர் எஸ் யு யூ வி டபிள்யூ
        டபுள்யூ எக்ஸ் ஒய் இசட் இஸட்""",
    "Telu": """ఎ ఏ బి సి డి ఇ ఈ ఎఫ్ జి జీ హెచ్ ఎచ్ ఐ జె జే కె కే ఎల్ ఎం ఎమ్ ఎన్ ఒ ఓ పి పీ క్యూ ఆర్ ఎస్ టి
        టీ యు యూ వి వీ డబ్ల్యు డబ్ల్యూ ఎక్స్ వై జెడ్ జడ్""",
    "Knda": """ಎ ಏ ಬಿ ಸಿ ಡಿ ಇ ಈ ಎಫ್ ಜಿ ಎಚ್ ಹೆಚ್ ಐ ಜೆ ಜೇ ಕೆ ಕೇ ಎಲ್ ಎಂ ಎಮ್ ಎನ್ ಒ ಓ ಪಿ ಕ್ಯೂ ಆರ್ ಎಸ್ ಟಿ ಯು ಯೂ
        ವಿ ಡಬ್ಲ್ಯೂ ಡಬ್ಲ್ಯು ಎಕ್ಸ್ ವೈ ಜೆಡ್ ಝಡ್""",
    "Mlym": """എ ഏ ബി സി ഡി ഇ ഈ എഫ് ജി എച്ച് ഐ ജെ ജേ കെ എൽ എം എൻ ഒ ഓ പി ക്യു ക്യൂ ആർ എസ് ടി യു യൂ വി
        ഡബ്ല്യു ഡബ്ല്യൂ എക്സ് വൈ ഇസഡ് സെഡ്""",
    "Arab": """اے بی سی ڈی ای ایف جی ایچ آئی جے کے ایل ایم این او پی کیو آر ایس ٹی یو وی ڈبلیو ایکس وائی
        زیڈ""",
}

# Whole words of one akshara, or like a letter's name, with which sentences do end.
SHORT_WORDS = {
    "Deva": """है हैं हूँ हूं हो हों थे था थी थीं गा गे गी ले दे लो दो ली दी आ जा खा पी सो रो ना न हाँ हां
        जी तो भी ही का की के को से में पर मैं तू क्या आई आय ये वे यह वह छ छु छौ छे भो न नै च वा हि मी ती ते घे
        ये हे जे नु ओ की बा ह हऽ दीं लीं पीं दें लें
        घी छी या ग गै थै ला हा नी छौँ छौं छू वै दू यै""",
    "Beng": """না কি যা খা দে নে নি হ্যাঁ হাঁ কে আর ও সে তা ই হে লও নাই আই এই মই তই লৈ পী ফৈ লৌ ঙৈ""",
    "Guru": "ਵੀ ਹੈ ਹਨ ਸੀ ਸਨ ਹਾਂ ਹੋ ਜੀ ਨਾ ਦੇ ਲੈ ਜਾ ਆ ਪੀ ਆਈ ਗਾ ਗੇ ਗੀ ਓ ਮੈਂ ਤੂੰ ਸਾਂ",
    "Gujr": "હો જો છે છો છું હતી હા ના જા દો લો આ જી તો જ શું હું તું પી ખા દે લે આઈ ઘી ચા",
    "Orya": "ନା କି ହଁ ଯା ଖା ଦେ ନେ ମୁଁ ତୁ ଅଛି ଓ ତ",
    "Taml": "வா போ தா நீ நான் பூ தீ கை ஆம் வை டீ பை மை",
    "Telu": "లు రా పో నా ఆ ఈ నీ టీ",
    "Knda": "ಬಾ ಹೋ ನೀ ನಾ ಆ ಈ ಹೂ ಕೈ ಮೈ ಟೀ",
    "Mlym": "വാ പോ താ നീ ആ ഈ പൂ തീ കൈ",
    "Sinh": "ය වේ දේ යි කි නෑ මා",
    "Arab": "ہے ہیں ہو ہوں تھا تھے تھی گا گے گی آئی پی جی سی دی لی او لو دو کی کا ای دے لے نہ ہاں",
}

# Case endings of one akshara that stand apart behind a number: 2000 లో.
ENDINGS = {
    "Beng": "এ তে র",
    "Gujr": "માં થી ના ની નો નું ને",
    "Telu": "లో కు కి ని తో న",
    "Knda": "ರ ನ ಗೆ",
    "Mlym": "ന ലെ",
}

# With these a sentence begins: they end it after a degree, a unit or an initial.
STARTERS = """The A An He She It We They You I This That These Those There Here In On At But And So Then
    When If My His Her Our Their Its Your What Why How Who Where Which Yes Please Many Some Most
    All After Before For From With As To By Now Later However Also Not Every Each Both Our Today
    Yesterday Tomorrow Can Do Did Does Is Are Was Were Will Would Should Could Let Although Because
    Since While During Until Once One Another Such Thus Hence Next Finally Meanwhile
    यह वह ये वे मैं हम आप तुम इस उस इसके उसके इसलिए लेकिन तो फिर अब ती ते तो हे ही हा त्या त्यांनी त्यांचे आम्ही मी
    यो त्यो उहाँ उनी हामी म তিনি সে এটা এটি আমি আমরা তুমি আপনি তারা এই ਉਹ ਇਹ ਮੈਂ ਅਸੀਂ ਤੁਸੀਂ
    તે તેઓ તેમણે આ હું અમે તમે પછી પણ ସେ ସେମାନେ ଏହା ମୁଁ ଆମେ ଆପଣ
    அவர் அவன் அவள் அது இது அவர்கள் நான் நாங்கள் நீங்கள் ஆனால் இவர் இந்த அந்த
    ఆయన అతను ఆమె అది ఇది వారు వాళ్ళు నేను మేము మీరు కానీ ఈ ఆ ಅವರು ಅವನು ಅವಳು ಅದು ಇದು ನಾನು ನಾವು ನೀವು ಆದರೆ ಈ ಆ
    അവൻ അവൾ അവർ അദ്ദേഹം അത് ഇത് ഞാൻ ഞങ്ങൾ നിങ്ങൾ എന്നാൽ ഈ ആ وہ یہ میں ہم آپ تم اس لیکن پھر"""

# What is before the name of a key or of a part of a window, which is no tablet: Press Tab.
BEFORE_KEYS = "press hit use the a an this that new next open close or and +"

# After an exclamation mark these go on with the sentence.
LINKS = "and or is was has had of to for in on at by with from 's as were are will"

# Directly after a closing quotation mark: the sentence goes on with who said it.
QUOTATIVES = """என்று என்றான் என்றாள் என்றார் என்றார்கள் என்றேன் என எனக் எனச் என்ற என்னும் என்பது
    అని అన్నాడు అంది అన్నారు అన్నది అంటూ అన్నాను అనే అనగా ಎಂದು ಎಂದನು ಎಂದಳು ಎಂದರು ಎಂದೆ ಎಂಬ ಅಂತ ಎಂದ ಎನ್ನುತ್ತಾ
    എന്ന് എന്നു എന്ന എന്നും എന്നാണ് എന്നായിരുന്നു असे असं अशी असा म्हणून म्हणत म्हणाला म्हणाली म्हणाले भनेर
    भनी भन्दै भन्यो भने भनिन् भन्छन् ऐसा इति বলে বলল বলেছিল বলেন বললেন বলিয়া বুলি ବୋଲି ਕਹਿ ਕਹਿੰਦਿਆਂ ꯍꯥꯏꯅ ꯍꯥꯏꯕꯒꯤ ꯍꯥꯏꯔꯒ ᱢᱮᱱᱛᱮ
    એમ એવું કહી کہہ said says asked asks replied shouted cried whispered"""

# Somewhere in a short clause after a quotation: it belongs to the quotation.
SPEECH = """ᱠᱩᱞᱤ ᱢᱮᱱ ᱢᱮᱱᱠᱮᱫᱟᱭ कहा पूछा बोला बोली बोले बोलीं चिल्लाया चिल्लाई चिल्लाए पुकारा कहते कहती कहता पूछते पूछती पूछता बताया
    फुसफुसाया म्हणाला म्हणाली म्हणाले विचारले विचारलं ओरडला ओरडली सोध्यो सोधिन् सोधे भन्यो भनिन् भने भन्नुभयो सोध्नुभयो
    अवदत् अपृच्छत् उवाच अवदन्
    বলল বললেন বললো বলেন জিজ্ঞেস জিজ্ঞাসা চিৎকার বলেছিলেন ক'লে সুধিলে কলে সোধে চিঞৰিলে
    ਕਿਹਾ ਪੁੱਛਿਆ ਬੋਲਿਆ ਬੋਲੀ ਬੋਲੇ ਦੱਸਿਆ ਚੀਕਿਆ કહ્યું પૂછ્યું બોલ્યો બોલી બોલ્યા બોલ્યાં કહ્યો ચીસ
    କହିଲେ କହିଲା ପଚାରିଲେ ପଚାରିଲା କହିଲି ପଚାରିଲି கேட்டான் கேட்டாள் கேட்டார் சொன்னான் சொன்னாள் சொன்னார் கூறினார் கத்தினான்
    అడిగాడు అడిగింది అడిగారు చెప్పాడు చెప్పింది చెప్పారు అన్నాడు అంది అన్నారు ಕೇಳಿದನು ಕೇಳಿದಳು ಕೇಳಿದರು ಹೇಳಿದನು ಹೇಳಿದಳು
    ಹೇಳಿದರು ಕೇಳಿದ ಹೇಳಿದ ചോദിച്ചു പറഞ്ഞു കരഞ്ഞു വിളിച്ചു کہا پوچھا بولا بولی بولے چلایا چلائی کہنے پکارا"""

# Verbs after which a hyphen is a full stop in Urdu typed without one.
URDU_VERBS = "ہے ہیں ہوں ہو تھا تھی تھے تھیں گا گی گے گئی گیا گئے"

# A long sentence may be cut before these.
CONJUNCTIONS = """and but or because which who that when while where although though if unless so
    और लेकिन परंतु परन्तु किंतु मगर या कि क्योंकि जो जब जहाँ जहां तो ताकि इसलिए यदि अगर हालाँकि हालांकि तथा एवं
    आणि पण परंतु किंवा कारण की जे जेव्हा म्हणून जर तर र तर वा किनभने जो जब कि यदि यद्यपि किन्तु
    এবং কিন্তু অথবা বা কারণ যে যা যখন যদি তবে তাই আর যিনি আৰু বা কাৰণ কিয়নো যেতিয়া সেয়ে
    ਅਤੇ ਪਰ ਜਾਂ ਕਿਉਂਕਿ ਕਿ ਜੋ ਜਦੋਂ ਜੇ ਤਾਂ અને પણ પરંતુ અથવા કે કારણ જે જ્યારે જો તો તેથી
    ଏବଂ କିନ୍ତୁ ଓ ଅଥବା କାରଣ ଯେ ଯାହା ଯେତେବେଳେ ଯଦି ତେଣୁ மற்றும் ஆனால் அல்லது ஏனெனில் ஏனென்றால் எனவே என்று
    మరియు కానీ లేదా ఎందుకంటే అయితే కాబట్టి అని ಮತ್ತು ಆದರೆ ಅಥವಾ ಏಕೆಂದರೆ ಹಾಗೂ ಆದ್ದರಿಂದ ಎಂದು
    കൂടാതെ എന്നാൽ അല്ലെങ്കിൽ കാരണം പക്ഷേ അതിനാൽ എന്ന് اور لیکن مگر یا کہ کیونکہ جو جب تو اگر تاکہ اس"""
