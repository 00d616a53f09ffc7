"""Acronyms that are said as words, as newspapers of each language write them."""

from __future__ import annotations

__all__ = ["SAID"]

# fmt: off
#: By language: acronyms and words, with _ for a space.
SAID = {
    "hin_Deva": (
        "UN=संयुक्त_राष्ट्र VAT=वैट "
        "UNICEF=यूनिसेफ UNESCO=यूनेस्को NATO=नाटो AIDS=एड्स ISRO=इसरो NASA=नासा SAARC=सार्क ASEAN=आसियान "
        "AIIMS=एम्स ASHA=आशा PAN=पैन SIM=सिम PIN=पिन NEET=नीट NABARD=नाबार्ड AYUSH=आयुष SEBI=सेबी "
        "TRAI=ट्राई FIFA=फीफा OPEC=ओपेक COVID=कोविड SARS=सार्स MNREGA=मनरेगा MGNREGA=मनरेगा POCSO=पॉक्सो "
        "BRICS=ब्रिक्स NIMHANS=निमहांस IGNOU=इग्नू JICA=जाइका NASSCOM=नैसकॉम RERA=रेरा CIBIL=सिबिल"
    ),
    "mar_Deva": (
        "UN=संयुक्त_राष्ट्र VAT=व्हॅट "
        "UNICEF=युनिसेफ UNESCO=युनेस्को NATO=नाटो AIDS=एड्स ISRO=इस्रो NASA=नासा SAARC=सार्क ASEAN=आसियान "
        "AIIMS=एम्स ASHA=आशा PAN=पॅन SIM=सिम PIN=पिन NEET=नीट NABARD=नाबार्ड AYUSH=आयुष SEBI=सेबी "
        "TRAI=ट्राय FIFA=फिफा OPEC=ओपेक COVID=कोविड SARS=सार्स MNREGA=मनरेगा MGNREGA=मनरेगा POCSO=पोक्सो "
        "BRICS=ब्रिक्स NIMHANS=निम्हान्स IGNOU=इग्नू JICA=जायका NASSCOM=नॅसकॉम RERA=रेरा "
        "CIBIL=सिबिल"
    ),
    "npi_Deva": (
        "UN=संयुक्त_राष्ट्र VAT=भ्याट "
        "UNICEF=युनिसेफ UNESCO=युनेस्को NATO=नेटो AIDS=एड्स ISRO=इसरो NASA=नासा SAARC=सार्क ASEAN=आसियान "
        "AIIMS=एम्स ASHA=आशा PAN=प्यान SIM=सिम PIN=पिन NEET=नीट NABARD=नाबार्ड AYUSH=आयुष SEBI=सेबी "
        "TRAI=ट्राई FIFA=फिफा OPEC=ओपेक COVID=कोभिड SARS=सार्स MNREGA=मनरेगा MGNREGA=मनरेगा POCSO=पोक्सो "
        "BRICS=ब्रिक्स NIMHANS=निमहान्स IGNOU=इग्नु JICA=जाइका NASSCOM=न्यासकम RERA=रेरा "
        "CIBIL=सिबिल"
    ),
    "guj_Gujr": (
        "UN=યુએન VAT=વેટ "
        "UNICEF=યુનિસેફ UNESCO=યુનેસ્કો NATO=નાટો AIDS=એઇડ્સ ISRO=ઇસરો NASA=નાસા SAARC=સાર્ક ASEAN=આસિયાન "
        "AIIMS=એઇમ્સ ASHA=આશા PAN=પાન SIM=સિમ PIN=પિન NEET=નીટ NABARD=નાબાર્ડ AYUSH=આયુષ SEBI=સેબી "
        "TRAI=ટ્રાઇ FIFA=ફિફા OPEC=ઓપેક COVID=કોવિડ SARS=સાર્સ MNREGA=મનરેગા MGNREGA=મનરેગા POCSO=પોક્સો "
        "BRICS=બ્રિક્સ NIMHANS=નિમહાન્સ IGNOU=ઇગ્નૂ JICA=જાયકા NASSCOM=નાસકોમ RERA=રેરા CIBIL=સિબિલ"
    ),
    "pan_Guru": (
        "UN=ਸੰਯੁਕਤ_ਰਾਸ਼ਟਰ VAT=ਵੈਟ "
        "UNICEF=ਯੂਨੀਸੈਫ UNESCO=ਯੂਨੈਸਕੋ NATO=ਨਾਟੋ AIDS=ਏਡਜ਼ ISRO=ਇਸਰੋ NASA=ਨਾਸਾ SAARC=ਸਾਰਕ ASEAN=ਆਸੀਆਨ "
        "AIIMS=ਏਮਜ਼ ASHA=ਆਸ਼ਾ PAN=ਪੈਨ SIM=ਸਿਮ PIN=ਪਿੰਨ NEET=ਨੀਟ NABARD=ਨਾਬਾਰਡ AYUSH=ਆਯੂਸ਼ SEBI=ਸੇਬੀ "
        "TRAI=ਟਰਾਈ FIFA=ਫੀਫਾ OPEC=ਓਪੇਕ COVID=ਕੋਵਿਡ SARS=ਸਾਰਸ MNREGA=ਮਨਰੇਗਾ MGNREGA=ਮਨਰੇਗਾ POCSO=ਪੋਕਸੋ "
        "BRICS=ਬ੍ਰਿਕਸ NIMHANS=ਨਿਮਹਾਂਸ IGNOU=ਇਗਨੂ JICA=ਜਾਇਕਾ NASSCOM=ਨੈਸਕਾਮ RERA=ਰੇਰਾ CIBIL=ਸਿਬਿਲ"
    ),
    "ben_Beng": (
        "UN=রাষ্ট্রপুঞ্জ VAT=ভ্যাট "
        "UNICEF=ইউনিসেফ UNESCO=ইউনেস্কো NATO=ন্যাটো AIDS=এইডস ISRO=ইসরো NASA=নাসা SAARC=সার্ক ASEAN=আসিয়ান "
        "AIIMS=এইমস ASHA=আশা PAN=প্যান SIM=সিম PIN=পিন NEET=নিট NABARD=নাবার্ড AYUSH=আয়ুষ SEBI=সেবি "
        "TRAI=ট্রাই FIFA=ফিফা OPEC=ওপেক COVID=কোভিড SARS=সার্স MNREGA=মনরেগা MGNREGA=মনরেগা POCSO=পকসো "
        "BRICS=ব্রিকস NIMHANS=নিমহ্যান্স IGNOU=ইগনু JICA=জাইকা NASSCOM=ন্যাসকম RERA=রেরা "
        "CIBIL=সিবিল"
    ),
    "asm_Beng": (
        "UN=ৰাষ্ট্ৰসংঘ VAT=ভেট "
        "UNICEF=ইউনিচেফ UNESCO=ইউনেস্কো NATO=নাটো AIDS=এইডছ ISRO=ইছৰো NASA=নাছা SAARC=ছাৰ্ক ASEAN=আছিয়ান "
        "AIIMS=এইমছ ASHA=আশা PAN=পেন SIM=চিম PIN=পিন NEET=নীট NABARD=নাবাৰ্ড AYUSH=আয়ুষ SEBI=চেবি "
        "TRAI=ট্ৰাই FIFA=ফিফা OPEC=ওপেক COVID=কোভিড SARS=ছাৰ্ছ MNREGA=মনৰেগা MGNREGA=মনৰেগা POCSO=পক্সো "
        "BRICS=ব্ৰিক্স NIMHANS=নিমহান্স IGNOU=ইগনু JICA=জাইকা NASSCOM=নাছকম RERA=ৰেৰা CIBIL=চিবিল"
    ),
    "ory_Orya": (
        "UN=ମିଳିତ_ଜାତିସଂଘ VAT=ଭାଟ୍ "
        "UNICEF=ୟୁନିସେଫ UNESCO=ୟୁନେସ୍କୋ NATO=ନାଟୋ AIDS=ଏଡ୍ସ ISRO=ଇସ୍ରୋ NASA=ନାସା SAARC=ସାର୍କ ASEAN=ଆସିଆନ "
        "AIIMS=ଏମ୍ସ ASHA=ଆଶା PAN=ପ୍ୟାନ୍ SIM=ସିମ୍ PIN=ପିନ୍ NEET=ନିଟ୍ NABARD=ନାବାର୍ଡ AYUSH=ଆୟୁଷ SEBI=ସେବି "
        "TRAI=ଟ୍ରାଇ FIFA=ଫିଫା OPEC=ଓପେକ COVID=କୋଭିଡ SARS=ସାର୍ସ MNREGA=ମନରେଗା MGNREGA=ମନରେଗା POCSO=ପୋକ୍ସୋ "
        "BRICS=ବ୍ରିକ୍ସ NIMHANS=ନିମହାନ୍ସ IGNOU=ଇଗ୍ନୁ JICA=ଜାଇକା NASSCOM=ନାସକମ RERA=ରେରା CIBIL=ସିବିଲ"
    ),
    "urd_Arab": (
        "UN=اقوام_متحدہ VAT=ویٹ "
        "UNICEF=یونیسیف UNESCO=یونیسکو NATO=نیٹو AIDS=ایڈز ISRO=اسرو NASA=ناسا SAARC=سارک ASEAN=آسیان "
        "AIIMS=ایمس ASHA=آشا PAN=پین SIM=سم PIN=پن NEET=نیٹ NABARD=نابارڈ AYUSH=آیوش SEBI=سیبی TRAI=ٹرائی "
        "FIFA=فیفا OPEC=اوپیک COVID=کووڈ SARS=سارس MNREGA=منریگا MGNREGA=منریگا POCSO=پوکسو BRICS=برکس "
        " NIMHANS=نمہانس IGNOU=اگنو JICA=جائیکا NASSCOM=نیسکام RERA=ریرا CIBIL=سبل"
    ),
    "tam_Taml": (
        "UN=ஐ.நா. VAT=வாட் BJP=பாஜக DMK=திமுக AIADMK=அதிமுக MDMK=மதிமுக PMK=பாமக "
        "UNICEF=யுனிசெஃப் UNESCO=யுனெஸ்கோ NATO=நேட்டோ AIDS=எய்ட்ஸ் ISRO=இஸ்ரோ NASA=நாசா SAARC=சார்க் "
        "ASEAN=ஆசியான் AIIMS=எய்ம்ஸ் ASHA=ஆஷா PAN=பான் SIM=சிம் PIN=பின் NEET=நீட் NABARD=நபார்டு "
        "AYUSH=ஆயுஷ் SEBI=செபி TRAI=டிராய் FIFA=ஃபிஃபா OPEC=ஒபெக் COVID=கோவிட் SARS=சார்ஸ் MNREGA=மன்ரேகா "
        "MGNREGA=மன்ரேகா POCSO=போக்சோ BRICS=பிரிக்ஸ் NIMHANS=நிம்ஹான்ஸ் IGNOU=இக்னோ JICA=ஜைக்கா "
        "NASSCOM=நாஸ்காம் RERA=ரெரா CIBIL=சிபில்"
    ),
    "tel_Telu": (
        "UN=ఐక్యరాజ్యసమితి VAT=వ్యాట్ "
        "UNICEF=యునిసెఫ్ UNESCO=యునెస్కో NATO=నాటో AIDS=ఎయిడ్స్ ISRO=ఇస్రో NASA=నాసా SAARC=సార్క్ "
        "ASEAN=ఆసియాన్ AIIMS=ఎయిమ్స్ ASHA=ఆశా PAN=పాన్ SIM=సిమ్ PIN=పిన్ NEET=నీట్ NABARD=నాబార్డ్ "
        "AYUSH=ఆయుష్ SEBI=సెబీ TRAI=ట్రాయ్ FIFA=ఫిఫా OPEC=ఒపెక్ COVID=కోవిడ్ SARS=సార్స్ MNREGA=మన్రేగా "
        "MGNREGA=మన్రేగా POCSO=పోక్సో BRICS=బ్రిక్స్ NIMHANS=నిమ్హాన్స్ IGNOU=ఇగ్నో JICA=జైకా "
        "NASSCOM=నాస్కామ్ RERA=రెరా CIBIL=సిబిల్"
    ),
    "kan_Knda": (
        "UN=ವಿಶ್ವಸಂಸ್ಥೆ VAT=ವ್ಯಾಟ್ "
        "UNICEF=ಯುನಿಸೆಫ್ UNESCO=ಯುನೆಸ್ಕೊ NATO=ನ್ಯಾಟೊ AIDS=ಏಡ್ಸ್ ISRO=ಇಸ್ರೊ NASA=ನಾಸಾ SAARC=ಸಾರ್ಕ್ "
        "ASEAN=ಆಸಿಯಾನ್ AIIMS=ಏಮ್ಸ್ ASHA=ಆಶಾ PAN=ಪ್ಯಾನ್ SIM=ಸಿಮ್ PIN=ಪಿನ್ NEET=ನೀಟ್ NABARD=ನಬಾರ್ಡ್ "
        "AYUSH=ಆಯುಷ್ SEBI=ಸೆಬಿ TRAI=ಟ್ರಾಯ್ FIFA=ಫಿಫಾ OPEC=ಒಪೆಕ್ COVID=ಕೋವಿಡ್ SARS=ಸಾರ್ಸ್ MNREGA=ಮನರೇಗಾ "
        "MGNREGA=ಮನರೇಗಾ POCSO=ಪೋಕ್ಸೊ BRICS=ಬ್ರಿಕ್ಸ್ NIMHANS=ನಿಮ್ಹಾನ್ಸ್ IGNOU=ಇಗ್ನೋ JICA=ಜೈಕಾ "
        "NASSCOM=ನಾಸ್ಕಾಂ RERA=ರೇರಾ CIBIL=ಸಿಬಿಲ್"
    ),
    "mal_Mlym": (
        "UN=ഐക്യരാഷ്ട്രസഭ VAT=വാറ്റ് "
        "UNICEF=യുനിസെഫ് UNESCO=യുനെസ്കോ NATO=നാറ്റോ AIDS=എയ്ഡ്സ് ISRO=ഇസ്രോ NASA=നാസ SAARC=സാർക്ക് "
        "ASEAN=ആസിയാൻ AIIMS=എയിംസ് ASHA=ആശ PAN=പാൻ SIM=സിം PIN=പിൻ NEET=നീറ്റ് NABARD=നബാർഡ് AYUSH=ആയുഷ് "
        "SEBI=സെബി TRAI=ട്രായ് FIFA=ഫിഫ OPEC=ഒപെക് COVID=കോവിഡ് SARS=സാർസ് MNREGA=മൻരേഗ MGNREGA=മൻരേഗ "
        "POCSO=പോക്സോ BRICS=ബ്രിക്സ് NIMHANS=നിംഹാൻസ് IGNOU=ഇഗ്നോ JICA=ജൈക്ക NASSCOM=നാസ്കോം "
        "RERA=റെറ CIBIL=സിബിൽ"
    ),
}
