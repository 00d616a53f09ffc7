"""What `make demo` shows: real sentences through the installed command, with timing on stderr."""

from __future__ import annotations

import shlex
import subprocess
import sys
import time
from pathlib import Path

from indictx.errors import IndictxError
from indictx.languages import language
from indictx.models.manifest import ModelManifest, load_manifest
from indictx.models.store import bundled_folders, find_model

INDICTX = Path(sys.executable).with_name("indictx")
LETTER = Path(__file__).with_name("demo.txt")
MOST_AT_ONCE = 5

ENGLISH = [
    "Good morning.",
    "What is your name?",
    "My brother works in Pune.",
    "Please give me a glass of water.",
    "Where is the railway station?",
    "The children are playing in the garden.",
    "It will rain tomorrow.",
    "How much do these mangoes cost?",
    "I do not understand this question.",
    "She has been teaching mathematics for ten years.",
    "Call the doctor at once.",
    "Thank you for your help.",
]
READ = {
    "hi": ["आपका घर कहाँ है?", "मुझे भूख लगी है।", "वह कल दिल्ली जाएगी।"],
    "bn": ["তোমার নাম কী?", "আজ খুব গরম পড়েছে।"],
    "gu": ["બસ ક્યારે આવશે?", "મને પાણી આપો."],
    "mr": ["तुम्ही कुठे राहता?", "मुले शाळेत गेली आहेत."],
    "ne": ["मेरो भाइ स्कुल जान्छ।", "यो बाटो कहाँ जान्छ?"],
    "or": ["ଡାକ୍ତର କେବେ ଆସିବେ?", "ମୋର ମୁଣ୍ଡ ବିନ୍ଧୁଛି।"],
    "kn": ["ಬಸ್ ಯಾವಾಗ ಬರುತ್ತದೆ?", "ನನಗೆ ನೀರು ಬೇಕು."],
    "ml": ["ഡോക്ടർ എപ്പോൾ വരും?", "കുട്ടികൾ സ്കൂളിൽ പോയി."],
    "ta": ["நீங்கள் எங்கே போகிறீர்கள்?", "எனக்குத் தலை வலிக்கிறது."],
    "te": ["మీ ఊరు ఎక్కడ ఉంది?", "నాకు ఆకలిగా ఉంది."],
    "pa": ["ਤੁਹਾਡਾ ਪਿੰਡ ਕਿੱਥੇ ਹੈ?", "ਮੈਨੂੰ ਭੁੱਖ ਲੱਗੀ ਹੈ।"],
    "as": ["আপোনাৰ ঘৰ ক'ত?", "মোৰ মূৰ বিষাইছে।"],
    "ur": ["آپ کا گھر کہاں ہے؟", "مجھے ڈاکٹر سے ملنا ہے۔"],
}


def main() -> int:
    models = [find_model(None), *map(load_manifest, bundled_folders())]
    targets = [tag for one in models for tag in into(one)]
    first, *others = dict.fromkeys(targets)
    translate(ENGLISH, source="en", target=first)
    for target in others:
        translate(ENGLISH[:4], source="en", target=target)
    for source, sentences in READ.items():
        if any(one.serves(f"{language(source).code}-eng_Latn") for one in models):
            translate(sentences, source=source, target="en")
    pipe(LETTER, source="en", targets=[first, *others[:MOST_AT_ONCE]])
    return 0


def into(model: ModelManifest) -> list[str]:
    """Return what a model translates English into, Hindi first."""
    codes = sorted(model.languages, key=lambda code: code != "hin_Deva")
    return [language(code).bcp47 for code in codes if model.serves(f"eng_Latn-{code}")]


def translate(sentences: list[str], *, source: str, target: str) -> None:
    """Show each sentence above its translation."""
    command = ["translate", "--from", source, "--to", target]
    print(f"\n$ indictx {shlex.join(command)}", flush=True)
    output = run(command, "".join(f"{sentence}\n" for sentence in sentences))
    for sentence, translation in zip(sentences, output.splitlines(), strict=True):
        print(f"  {sentence}\n  {translation}\n")


def pipe(path: Path, *, source: str, targets: list[str]) -> None:
    """Show a small file going through stdin, line by line, into several languages at once."""
    command = ["translate", "--from", source, "--to", ",".join(targets)]
    print(f"$ cat docs/{path.name} | indictx {shlex.join(command)}", flush=True)
    print(run(command, path.read_text(encoding="utf-8")), end="")


def run(command: list[str], text: str) -> str:
    """Return what the command wrote; say on stderr how long it took, start included."""
    begun = time.perf_counter()
    done = subprocess.run(
        [INDICTX, *command], input=text.encode(), stdout=subprocess.PIPE, check=False
    )
    if done.returncode:
        sys.exit(done.returncode)
    lines = text.count("\n")
    print(f"# {lines} lines in {time.perf_counter() - begun:.2f} s", file=sys.stderr, flush=True)
    return done.stdout.decode()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except IndictxError as error:
        sys.exit(f"error: {error}\nhint: {error.hint}" if error.hint else f"error: {error}")
