"""Translate with ``transformers``, in its own environment: FOLDER fp32|int8 THREADS [BEAM PIECE...].

With a beam size and the pieces before each source, lines are read from standard input and written
to standard output, as a short script would. Else a request comes as JSON; see ``protocol.py``.
"""

import json
import pathlib
import sys
import time
import warnings

started = time.perf_counter()
import sentencepiece  # noqa: E402
import torch  # noqa: E402
import transformers  # noqa: E402

warnings.filterwarnings("ignore")  # that dynamic quantization will move to another package
transformers.utils.logging.disable_progress_bar()
transformers.utils.logging.set_verbosity_error()

#: Sentences in a batch; the best of them for the first sentences is taken.
BATCHES = (32, 64)
TRIAL = 256


class Peer:
    """One model and what turns text into its numbers and back.

    ``MarianTokenizer`` takes all that is between the first ``>>`` and the last ``<<`` for one tag,
    and these models have two, so SentencePiece is used directly. That is also less work.
    """

    def __init__(self, folder: str, kind: str, threads: int) -> None:
        torch.set_num_threads(threads)
        path = pathlib.Path(folder)
        self.numbers = json.loads((path / "vocab.json").read_text(encoding="utf-8"))
        self.pieces = list(self.numbers)
        self.tokenizer = sentencepiece.SentencePieceProcessor(
            model_file=str(path / "sentencepiece.model")
        )
        self.model = transformers.MarianMTModel.from_pretrained(folder).eval()
        if kind == "int8":
            # One scale for each row, as CTranslate2 has it; with one for a matrix, the default,
            # translations of so small a model differ even more from those of its float weights.
            kind_of_scale = torch.ao.quantization.per_channel_dynamic_qconfig
            self.model = torch.ao.quantization.quantize_dynamic(
                self.model, {torch.nn.Linear: kind_of_scale}, dtype=torch.qint8
            )
        self.padding = len(self.pieces) - 1

    def encode(self, text: str, prefix: list[str]) -> list[int]:
        """Return the numbers of one source."""
        pieces = [*prefix, *self.tokenizer.encode(text, out_type=str), "</s>"]
        return [self.numbers.get(piece, self.numbers["<unk>"]) for piece in pieces]

    def batch(self, sources: list[list[int]], beam: int, length_penalty: float) -> list[str]:
        """Translate one batch."""
        longest = max(map(len, sources))
        padded = [source + [self.padding] * (longest - len(source)) for source in sources]
        ids = torch.tensor(padded)
        with torch.inference_mode():
            found = self.model.generate(
                input_ids=ids,
                attention_mask=(ids != self.padding).long(),
                num_beams=beam,
                do_sample=False,
                length_penalty=length_penalty if beam > 1 else None,
                early_stopping=beam > 1,
                max_new_tokens=min(3 * longest + 16, 500),
            )
        kept = [[self.pieces[n] for n in row if 0 < n < self.padding] for row in found.tolist()]
        return [self.tokenizer.decode_pieces(pieces) for pieces in kept]

    def translate(self, texts: list[str], job: dict, size: int) -> list[str]:
        """Translate all texts of a job, sorted by length, ``size`` at a time."""
        sources = [self.encode(text, job["prefix"]) for text in texts]
        order = sorted(range(len(texts)), key=lambda index: -len(sources[index]))
        targets = [""] * len(texts)
        for start in range(0, len(order), size):
            some = order[start : start + size]
            done = self.batch([sources[n] for n in some], job["beam"], job["length_penalty"])
            for index, target in zip(some, done, strict=True):
                targets[index] = target
        return targets


def seconds(action, *arguments) -> tuple[float, object]:  # noqa: ANN001, ANN002 - any function
    """Return how long a call took, and what it returned."""
    begun = time.perf_counter()
    found = action(*arguments)
    return time.perf_counter() - begun, found


def main() -> None:
    """Answer one request, or translate lines."""
    folder, kind, threads, *rest = sys.argv[1:]
    peer = Peer(folder, kind, int(threads))
    if rest:
        job = {"prefix": rest[1:], "beam": int(rest[0]), "length_penalty": 1.0}
        print("\n".join(peer.translate([line.strip() for line in sys.stdin], job, 32)))
        return
    load_s = time.perf_counter() - started
    request = json.load(sys.stdin)
    jobs = [job | request["search"] for job in request["jobs"]]
    first = max(jobs, key=lambda job: len(job["texts"]))
    some = first["texts"][:TRIAL]
    peer.translate(some[:8], first, 8)
    best = min(BATCHES, key=lambda size: seconds(peer.translate, some, first, size)[0])
    cpu = time.process_time()
    wall_s, outputs = seconds(lambda: [peer.translate(job["texts"], job, best) for job in jobs])
    cpu_s = time.process_time() - cpu
    latencies = [
        1e3 * seconds(peer.translate, [text], job, 1)[0]
        for job in jobs
        for text in job["texts"][: request["singles"]]
    ]
    facts = {
        "batch": best,
        "torch": torch.__version__,
        "transformers": transformers.__version__,
    }
    answer = {"load_s": load_s, "wall_s": wall_s, "cpu_s": cpu_s, "facts": facts}
    print(json.dumps(answer | {"outputs": outputs, "latencies_ms": latencies}))


if __name__ == "__main__":
    main()
