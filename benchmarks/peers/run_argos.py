"""Translate with Argos Translate, in its own environment: HOME install FILE | cli BEAM | THREADS.

``install`` unpacks a package with Argos' own function and gives it a splitter of sentences; ``cli``
is its command line, text on standard input; else a request comes as JSON, see ``protocol.py``.

Everything that translates is Argos' own code. One thing is added to it: a tokenizer that puts the
package's tags before the pieces and ``</s>`` after them. Without network, sentences are split by
the rules of spaCy: the default, MiniSBD, downloads a network at first use, and would take longer.
"""

import importlib.metadata
import json
import os
import pathlib
import sys
import time

home, mode, *rest = sys.argv[1:]
for name in ("CACHE", "CONFIG", "DATA"):
    os.environ[f"XDG_{name}_HOME"] = f"{home}/{name.lower()}"
os.environ["ARGOS_CHUNK_TYPE"] = "SPACY"
# At import Argos downloads a model of spaCy's unless this exists; the package has its own instead.
pathlib.Path(home, "cache", "argos-translate", "spacy", "senter", "model").mkdir(
    parents=True, exist_ok=True
)
request = json.load(sys.stdin) if mode not in {"install", "cli"} else {}
if mode == "cli":
    os.environ["ARGOS_BEAM_SIZE"] = rest[0]
if request:
    os.environ["ARGOS_BEAM_SIZE"] = str(request["search"]["beam"])
    os.environ["ARGOS_INTRA_THREADS"] = mode

begun = time.perf_counter()
from argostranslate import package, settings, translate  # noqa: E402
from argostranslate.tokenizer import SentencePieceTokenizer  # noqa: E402


class TaggedTokenizer(SentencePieceTokenizer):
    """Argos' tokenizer, with what this model reads before and after the pieces."""

    def __init__(self, model_file: pathlib.Path) -> None:
        super().__init__(model_file)
        about = json.loads(model_file.with_name("metadata.json").read_text(encoding="utf-8"))
        self.prefix = about["source_prefix"]

    def encode(self, sentence: str) -> list[str]:
        """Return the pieces of one source."""
        return [*self.prefix, *super().encode(sentence), "</s>"]


package.SentencePieceTokenizer = TaggedTokenizer


def install(path: str) -> None:
    """Unpack a package and put the rules that end a sentence beside it."""
    import spacy

    package.install_from_path(pathlib.Path(path))
    (folder,) = settings.package_data_dir.iterdir()
    spacy.blank("xx").to_disk(folder / "spacy")


def answer() -> dict:
    """Translate all texts of a request, then some one by one."""
    translation = translate.get_translation_from_codes("en", "hi")
    translation.translate("Warm.")
    load_s = time.perf_counter() - begun
    tokenizer = translation.underlying.pkg.tokenizer
    wall_s, outputs, latencies, cpu = 0.0, [], [], time.process_time()
    for job in request["jobs"]:
        tokenizer.prefix = job["prefix"]
        begin = time.perf_counter()
        found = translation.translate("\n".join(job["texts"]))
        wall_s += time.perf_counter() - begin
        # Argos drops empty lines at the beginning; what is missing can only be these.
        lines = found.split("\n")
        outputs.append([""] * (len(job["texts"]) - len(lines)) + lines)
    cpu_s = time.process_time() - cpu
    for job in request["jobs"]:
        tokenizer.prefix = job["prefix"]
        for text in job["texts"][: request["singles"]]:
            begin = time.perf_counter()
            translation.translate(text)
            latencies.append(1e3 * (time.perf_counter() - begin))
    return {
        "load_s": load_s,
        "wall_s": wall_s,
        "cpu_s": cpu_s,
        "outputs": outputs,
        "latencies_ms": latencies,
        "facts": {
            name: importlib.metadata.version(name) for name in ("argostranslate", "ctranslate2")
        },
    }


def main() -> None:
    """Install, answer one request, or be Argos' command line."""
    if mode == "install":
        install(rest[0])
    elif mode == "cli":
        from argostranslate import cli

        sys.argv = ["argos-translate", "--from-lang", "en", "--to-lang", "hi"]
        cli.main()
    else:
        print(json.dumps(answer()))


if __name__ == "__main__":
    main()
