"""The floor: CTranslate2 alone on pieces that are already cut, sorted and batched by hand.

Arguments: MODEL BATCHES BEAM THREADS. BATCHES is a file with one JSON array a line: the search limit and
the sources of one batch. Prints the seconds that decoding took, loading excluded.
"""

import json
import pathlib
import sys
import time
import tomllib

import ctranslate2

folder, path, beam, threads = sys.argv[1:]
with pathlib.Path(path).open(encoding="utf-8") as stream:
    batches = [json.loads(line) for line in stream]
translator = ctranslate2.Translator(
    folder,
    device="cpu",
    compute_type="int8",
    inter_threads=int(threads),
    intra_threads=1,
    max_queued_batches=-1,
)
is_restricted = pathlib.Path(folder, "vmap.txt").is_file()
manifest = tomllib.loads(pathlib.Path(folder, "manifest.toml").read_text(encoding="utf-8"))
scoring = {key: manifest.get("decode", {}).get(key, 1.0) for key in ("length_penalty", "patience")}
started = time.perf_counter()
pending = [
    result
    for limit, sources in batches
    for result in translator.translate_batch(
        sources,
        beam_size=int(beam),
        **(scoring if beam != "1" else {}),
        max_batch_size=0,
        max_decoding_length=limit,
        max_input_length=0,
        use_vmap=is_restricted,
        asynchronous=True,
    )
]
pieces = sum(len(result.result().hypotheses[0]) for result in pending)
print(json.dumps({"wall_s": time.perf_counter() - started, "target_pieces": pieces}))
