"""indictx as a library, without its second searches: FROM TO BEAM THREADS MODEL; lines on stdin."""

import json
import sys
import time

from indictx.pipeline.options import TranslateOptions
from indictx.pipeline.translator import Translator

source, target, beam, threads, model = sys.argv[1:]
options = TranslateOptions(beam_size=int(beam), retry=False)
with Translator.load(model, options=options, threads=int(threads)) as translator:
    lines = [line.rstrip("\n") for line in sys.stdin]
    started = time.perf_counter()
    results = list(translator.translate(lines, src_lang=source, tgt_lang=target))
    wall_s = time.perf_counter() - started
flagged = sum(1 for result in results if result.flags)
print(json.dumps({"wall_s": wall_s, "flagged": flagged}))
