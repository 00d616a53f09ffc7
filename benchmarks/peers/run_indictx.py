"""Translate with indictx as a library: MODEL THREADS [no-retry]; a request as JSON, see ``protocol.py``."""

import json
import sys
import time

from indictx.pipeline.options import TranslateOptions
from indictx.pipeline.translator import Translator


def main() -> None:
    """Answer one request."""
    model, threads, *rest = sys.argv[1:]
    request = json.load(sys.stdin)
    options = TranslateOptions(beam_size=request["search"]["beam"], retry=not rest)
    begun = time.perf_counter()
    with Translator.load(model, options=options, threads=int(threads)) as translator:

        def translate(job: dict, sentences: list[str]) -> list[str]:
            found = translator.translate(sentences, src_lang=job["source"], tgt_lang=job["target"])
            return [one.target for one in found]

        translate(request["jobs"][0], ["Warm."])
        load_s = time.perf_counter() - begun
        begin, cpu = time.perf_counter(), time.process_time()
        outputs = [translate(job, job["sentences"]) for job in request["jobs"]]
        wall_s, cpu_s = time.perf_counter() - begin, time.process_time() - cpu
        latencies = []
        for job in request["jobs"]:
            for sentence in job["sentences"][: request["singles"]]:
                begin = time.perf_counter()
                translate(job, [sentence])
                latencies.append(1e3 * (time.perf_counter() - begin))
    answer = {"load_s": load_s, "wall_s": wall_s, "cpu_s": cpu_s}
    print(json.dumps(answer | {"outputs": outputs, "latencies_ms": latencies}))


if __name__ == "__main__":
    main()
