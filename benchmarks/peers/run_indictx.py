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

        def translate(sentences: list[tuple[str, str, str]]) -> list[str]:
            return [one.target for one in translator.translate_each(sentences)]

        jobs = [
            [(sentence, job["source"], job["target"]) for sentence in job["sentences"]]
            for job in request["jobs"]
        ]
        translate([("Warm.", *jobs[0][0][1:])])
        load_s = time.perf_counter() - begun
        begin, cpu = time.perf_counter(), time.process_time()
        targets = iter(translate([sentence for job in jobs for sentence in job]))
        wall_s, cpu_s = time.perf_counter() - begin, time.process_time() - cpu
        outputs = [[next(targets) for _ in job] for job in jobs]
        latencies = []
        for job in jobs:
            for sentence in job[: request["singles"]]:
                begin = time.perf_counter()
                translate([sentence])
                latencies.append(1e3 * (time.perf_counter() - begin))
    answer = {"load_s": load_s, "wall_s": wall_s, "cpu_s": cpu_s}
    print(json.dumps(answer | {"outputs": outputs, "latencies_ms": latencies}))


if __name__ == "__main__":
    main()
