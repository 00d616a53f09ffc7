"""``python -m indictx.bench.probe``: what a fresh process takes to load a model and say a line.

Arguments: MODEL SOURCE TARGET BEAM THREADS. One line on standard input, one JSON object on standard
output with ``load_s`` (imports and model) and ``first_line_s``.
"""

from __future__ import annotations

import sys
import time


def main() -> None:
    """Load, translate once, write the times."""
    model, src_lang, tgt_lang, beam, threads = sys.argv[1:]
    line = sys.stdin.buffer.readline().decode("utf-8").rstrip("\n")
    begun = time.perf_counter()
    from indictx.pipeline.options import TranslateOptions
    from indictx.pipeline.translator import Translator

    options = TranslateOptions(beam_size=int(beam), window=1)
    with Translator.load(model, options=options, threads=int(threads)) as translator:
        loaded = time.perf_counter()
        next(translator.translate([line], src_lang=src_lang, tgt_lang=tgt_lang))
        done = time.perf_counter()
    import json

    times = {"load_s": loaded - begun, "first_line_s": done - loaded}
    sys.stdout.write(json.dumps(times) + "\n")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
