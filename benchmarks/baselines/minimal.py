"""The shortest script that translates lines with the bundled model: MODEL TARGET SOURCE BEAM."""

import pathlib
import sys

import ctranslate2
import sentencepiece

folder, target, source, beam = sys.argv[1:]
tokenizer = sentencepiece.SentencePieceProcessor(model_file=f"{folder}/sentencepiece.model")
translator = ctranslate2.Translator(folder, device="cpu", compute_type="int8")
is_restricted = pathlib.Path(folder, "vmap.txt").is_file()
tags = [f">>{target}<<", f">>{source}<<", "<general>"]
for line in sys.stdin:
    pieces = [*tags, *tokenizer.encode(line.strip(), out_type=str), "</s>"]
    result = translator.translate_batch([pieces], beam_size=int(beam), use_vmap=is_restricted)[0]
    print(tokenizer.decode_pieces(result.hypotheses[0]))
