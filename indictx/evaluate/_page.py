"""Style and script of the side-by-side page: nothing in it is loaded from anywhere."""

from __future__ import annotations

# What systems and distributions call their fonts: Noto, Windows, macOS, older Windows, Linux.
_FONTS = {
    "Deva": ("Noto Sans Devanagari", "Nirmala UI", "Kohinoor Devanagari", "Mangal"),
    "Beng": ("Noto Sans Bengali", "Nirmala UI", "Kohinoor Bangla", "Vrinda"),
    "Guru": ("Noto Sans Gurmukhi", "Nirmala UI", "Gurmukhi Sangam MN", "Raavi"),
    "Gujr": ("Noto Sans Gujarati", "Nirmala UI", "Kohinoor Gujarati", "Shruti"),
    "Orya": ("Noto Sans Oriya", "Nirmala UI", "Oriya Sangam MN", "Kalinga"),
    "Taml": ("Noto Sans Tamil", "Nirmala UI", "Tamil Sangam MN", "Latha"),
    "Telu": ("Noto Sans Telugu", "Nirmala UI", "Kohinoor Telugu", "Gautami"),
    "Knda": ("Noto Sans Kannada", "Nirmala UI", "Kannada Sangam MN", "Tunga"),
    "Mlym": ("Noto Sans Malayalam", "Nirmala UI", "Malayalam Sangam MN", "Kartika"),
    "Sinh": ("Noto Sans Sinhala", "Nirmala UI", "Sinhala Sangam MN", "Iskoola Pota"),
    "Olck": ("Noto Sans Ol Chiki", "Nirmala UI"),
    "Mtei": ("Noto Sans Meetei Mayek", "Nirmala UI"),
    "Tibt": ("Noto Serif Tibetan", "Microsoft Himalaya", "Kailasa"),
    "Arab": ("Noto Naskh Arabic", "Segoe UI", "Geeza Pro", "Lateef", "DejaVu Sans"),
}
_NASTALIQ = ("Noto Nastaliq Urdu", "Jameel Noori Nastaleeq", "Urdu Typesetting")
_OTHERS = ("system-ui", "Noto Sans", "DejaVu Sans", "sans-serif")
_GENERIC = ("system-ui", "sans-serif")

CSP = (
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
    "style-src 'unsafe-inline'; script-src 'unsafe-inline'\">"
)

STYLE = """
:root{color-scheme:light dark;--ink:#1a1a1a;--soft:#5d5d5d;--line:#d9d9d9;--paper:#fff;
--mark:#ffe3a8;--good:#0a6b3d;--bad:#a5260f}
@media(prefers-color-scheme:dark){:root{--ink:#ececec;--soft:#a8a8a8;--line:#3c3c3c;
--paper:#161616;--mark:#5a4410;--good:#6fd6a2;--bad:#ff9d8a}}
body{font:15px/1.45 system-ui,"Noto Sans","DejaVu Sans",sans-serif;color:var(--ink);
background:var(--paper);margin:1.5rem auto;padding:0 1rem;max-width:76rem}
h1{font-size:1.25rem;margin:0 0 .3rem}p{margin:.3rem 0;color:var(--soft)}
form{position:sticky;top:0;background:var(--paper);padding:.6rem 0;display:flex;gap:1rem;
flex-wrap:wrap;border-bottom:1px solid var(--line);z-index:1}
label{color:var(--soft)}select,input{font:inherit;padding:.15rem .4rem}
article{border-bottom:1px solid var(--line);padding:.8rem 0;content-visibility:auto;
contain-intrinsic-size:auto 11rem}
article[hidden]{display:none}
header{display:flex;gap:1rem;color:var(--soft);font-size:.87em;flex-wrap:wrap}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:.4rem 1.6rem}
@media(max-width:46rem){.pair{grid-template-columns:1fr}}
.pair>div{min-width:0}h2{font-size:.8em;font-weight:600;color:var(--soft);margin:.5rem 0 0}
blockquote{margin:.1rem 0;font-size:1.08em;overflow-wrap:anywhere}
mark{background:var(--mark);color:inherit;border-radius:.2em}
.good{color:var(--good)}.bad{color:var(--bad)}
.problems{font-size:.87em;color:var(--bad);margin:.1rem 0}
"""

SCRIPT = """
const list=document.querySelector('main'),form=document.querySelector('form');
const rows=[...list.children].map(e=>({e,n:+e.dataset.n,a:+e.dataset.a,b:+e.dataset.b,
same:e.dataset.same==='1',text:e.textContent.toLowerCase()}));
const order={loss:(x,y)=>(x.b-x.a)-(y.b-y.a),gain:(x,y)=>(y.b-y.a)-(x.b-x.a),
first:(x,y)=>x.a-y.a,second:(x,y)=>x.b-y.b,set:(x,y)=>x.n-y.n};
function show(){const by=order[form.sort.value],word=form.find.value.toLowerCase(),
what=form.show.value;
rows.sort((x,y)=>by(x,y)||x.n-y.n).forEach(r=>{list.append(r.e);
r.e.hidden=!(r.text.includes(word)&&(what==='all'||(what==='problems'
?r.e.querySelector('.problems')!==null:!r.same)));});
document.querySelector('output').textContent=rows.filter(r=>!r.e.hidden).length+' shown';}
form.addEventListener('input',show);form.addEventListener('submit',e=>e.preventDefault());
"""


def font_rules(lang_code: str) -> str:
    """Return CSS declarations for text in a language: named fonts, then any other."""
    script = lang_code.rpartition("_")[2]
    # Urdu and Kashmiri are read in Nastaliq, which falls far below its line; Sindhi in Naskh.
    falling = lang_code in ("urd_Arab", "kas_Arab")
    names = (*(_NASTALIQ if falling else ()), *_FONTS.get(script, ()), *_OTHERS)
    family = ",".join(name if name in _GENERIC else f'"{name}"' for name in names)
    return f"font-family:{family};line-height:{2.1 if falling else 1.5}"
