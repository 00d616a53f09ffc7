"""CTranslate2 alone on pieces, sorted and batched by hand: MODEL THREADS; a request as JSON.

As ``baselines/raw.py``, for several directions, and with the translations, as pieces. The request
is described in ``protocol.py``.
"""

import json
import pathlib
import sys
import time

import ctranslate2

#: Padded pieces times beams in a batch; the best of them for the first sentences is taken.
BUDGETS = (512, 1024, 2048, 4096)
TRIAL = 512


def submit(translator, job: dict, search: dict, budget: int):  # noqa: ANN001, ANN201
    """Hand all batches of a job to the workers; return what gives their results in order."""
    sources, limits, beam = job["pieces"], job["limits"], search["beam"]
    order = sorted(range(len(sources)), key=lambda index: -len(sources[index]))
    pending = [None] * len(order)
    is_restricted = pathlib.Path(sys.argv[1], "vmap.txt").is_file()
    while order:
        longest = order[0]
        some = order[: max(1, budget // beam // len(sources[longest]))]
        order = order[len(some) :]
        found = translator.translate_batch(
            [sources[index] for index in some],
            beam_size=beam,
            length_penalty=search["length_penalty"] if beam > 1 else 1,
            patience=search["patience"] if beam > 1 else 1,
            max_batch_size=0,
            max_decoding_length=limits[longest],
            max_input_length=0,
            use_vmap=is_restricted,
            asynchronous=True,
        )
        for index, one in zip(some, found, strict=True):
            pending[index] = one
    return lambda: [one.result().hypotheses[0] for one in pending]


def best_budget(translator, job: dict, search: dict) -> int:  # noqa: ANN001
    """Return the budget that is fastest for the first sentences, of two tries each."""
    some = {key: job[key][:TRIAL] for key in ("pieces", "limits")}
    walls = {}
    for budget in BUDGETS * 2:
        begin = time.perf_counter()
        submit(translator, some, search, budget)()
        walls[budget] = min(time.perf_counter() - begin, walls.get(budget, float("inf")))
    return min(walls, key=walls.get)


def main() -> None:
    """Answer one request."""
    model, threads = sys.argv[1:]
    request = json.load(sys.stdin)
    search = request["search"]
    begun = time.perf_counter()
    translator = ctranslate2.Translator(
        model,
        device="cpu",
        compute_type="int8",
        inter_threads=int(threads),
        intra_threads=1,
        max_queued_batches=-1,
    )
    load_s = time.perf_counter() - begun
    best = best_budget(translator, request["jobs"][0], search)
    begin, cpu = time.perf_counter(), time.process_time()
    pending = [submit(translator, job, search, best) for job in request["jobs"]]
    outputs = [one() for one in pending]
    wall_s, cpu_s = time.perf_counter() - begin, time.process_time() - cpu
    latencies = []
    for job in request["jobs"]:
        for pieces, limit in list(zip(job["pieces"], job["limits"], strict=True))[
            : request["singles"]
        ]:
            begin = time.perf_counter()
            submit(translator, {"pieces": [pieces], "limits": [limit]}, search, best)()
            latencies.append(1e3 * (time.perf_counter() - begin))
    answer = {"load_s": load_s, "wall_s": wall_s, "cpu_s": cpu_s, "facts": {"batch_pieces": best}}
    print(json.dumps(answer | {"outputs": outputs, "latencies_ms": latencies}))


if __name__ == "__main__":
    main()
