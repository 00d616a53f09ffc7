"""Tiny random checkpoints as Hugging Face's own classes write them, with vocabularies of our own."""

from __future__ import annotations

import json
from pathlib import Path

import sentencepiece
import torch
import transformers

SENTENCES = (
    "The river is wide here and the boat is small.",
    "Rain fell all night on the tin roof of the school.",
    "My aunt sells mangoes at the old market.",
    "नदी यहाँ चौड़ी है और नाव छोटी है।",
    "रात भर स्कूल की टीन की छत पर पानी गिरा।",
    "मेरी बुआ पुराने बाज़ार में आम बेचती हैं।",
    "আমার পিসি পুরোনো বাজারে আম বিক্রি করেন।",
)


def train_spm(path: Path, *, symbols: tuple[str, ...] = (), **options) -> list[str]:
    """Write a SentencePiece model of our sentences and return its pieces, by id."""
    corpus = path.with_suffix(".txt")
    corpus.write_text("\n".join(SENTENCES * 3), encoding="utf-8")
    prefix = path.parent / "trained"
    sentencepiece.SentencePieceTrainer.train(
        input=str(corpus),
        model_prefix=str(prefix),
        vocab_size=110,
        character_coverage=1.0,
        hard_vocab_limit=False,
        minloglevel=2,
        user_defined_symbols=list(symbols),
        **options,
    )
    prefix.with_suffix(".vocab").unlink()
    corpus.unlink()
    prefix.with_suffix(".model").rename(path)
    processor = sentencepiece.SentencePieceProcessor(model_file=str(path))
    return [processor.id_to_piece(number) for number in range(len(processor))]


def randomize(model: torch.nn.Module, seed: int) -> None:
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if "embed_positions" in name:
                continue  # computed, and not in a checkpoint
            noise = torch.randn(parameter.shape, generator=generator)
            is_norm = "norm" in name and parameter.dim() == 1 and name.endswith("weight")
            parameter.copy_(1 + 0.2 * noise if is_norm else 0.25 * noise)
    model.eval()


def marian(folder: Path, *, tags: tuple[str, ...] = ()) -> tuple[torch.nn.Module, list[str]]:
    folder.mkdir(parents=True)
    pieces: dict[str, None] = dict.fromkeys(["</s>", "<unk>", *tags])
    for name in ("source", "target"):
        pieces |= dict.fromkeys(train_spm(folder / f"{name}.spm"))
    pieces.pop("<s>", None)
    vocabulary = [*pieces, "<pad>"]
    (folder / "vocab.json").write_text(
        json.dumps({piece: number for number, piece in enumerate(vocabulary)}), encoding="utf-8"
    )
    (folder / "tokenizer_config.json").write_text(
        json.dumps(
            {
                "source_lang": "eng",
                "target_lang": "dra" if tags else "hin",
                "tokenizer_class": "MarianTokenizer",
            }
        )
    )
    config = transformers.MarianConfig(
        vocab_size=len(vocabulary),
        d_model=32,
        encoder_layers=2,
        decoder_layers=2,
        encoder_ffn_dim=48,
        decoder_ffn_dim=48,
        encoder_attention_heads=4,
        decoder_attention_heads=4,
        max_position_embeddings=512,
        activation_function="swish",
        scale_embedding=True,
        pad_token_id=len(vocabulary) - 1,
        eos_token_id=0,
        decoder_start_token_id=len(vocabulary) - 1,
        forced_eos_token_id=None,
    )
    model = transformers.MarianMTModel(config)
    randomize(model, 1)
    model.final_logits_bias.normal_(generator=torch.Generator().manual_seed(2))
    # As in the published models, padding is the zero that decoders start from.
    model.get_input_embeddings().weight.data[-1] = 0
    # As in the published models, nothing ever scores less than the padding.
    model.final_logits_bias[0, -1] = float("-inf")
    model.save_pretrained(folder)
    return model, vocabulary


def nllb(folder: Path) -> tuple[torch.nn.Module, list[str]]:
    folder.mkdir(parents=True)
    train_spm(folder / "sentencepiece.bpe.model", model_type="bpe")
    tags = ["eng_Latn", "hin_Deva", "sat_Beng", "ben_Beng"]
    write_tokenizer(
        folder, "NllbTokenizer", src_lang="eng_Latn", tgt_lang="hin_Deva", extra_special_tokens=tags
    )
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    return m2m_model(folder, len(tokenizer)), vocabulary_of(tokenizer)


def m2m100(folder: Path) -> tuple[torch.nn.Module, list[str]]:
    folder.mkdir(parents=True)
    pieces = train_spm(folder / "sentencepiece.bpe.model", model_type="bpe")
    special = ["<s>", "<pad>", "</s>", "<unk>"]
    vocabulary = dict.fromkeys([*special, *pieces])
    (folder / "vocab.json").write_text(
        json.dumps({piece: number for number, piece in enumerate(vocabulary)}), encoding="utf-8"
    )
    write_tokenizer(folder, "M2M100Tokenizer", src_lang="en", tgt_lang="hi")
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    languages = tokenizer.lang_token_to_id
    vocabulary = [*vocabulary_of(tokenizer), *sorted(languages, key=languages.get)]
    # The published embeddings have eight rows more than there are words and languages.
    return m2m_model(folder, len(vocabulary) + 8), vocabulary


def m2m_model(folder: Path, size: int) -> torch.nn.Module:
    config = transformers.M2M100Config(
        vocab_size=size,
        d_model=32,
        encoder_layers=2,
        decoder_layers=2,
        encoder_ffn_dim=48,
        decoder_ffn_dim=48,
        encoder_attention_heads=4,
        decoder_attention_heads=4,
        max_position_embeddings=256,
        activation_function="relu",
        scale_embedding=True,
        decoder_start_token_id=2,
    )
    model = transformers.M2M100ForConditionalGeneration(config)
    randomize(model, 4)
    model.save_pretrained(folder)
    return model


def madlad(folder: Path) -> tuple[torch.nn.Module, list[str]]:
    folder.mkdir(parents=True)
    train_spm(
        folder / "spiece.model",
        symbols=("<2en>", "<2hi>", "<2bn>"),
        pad_id=1,
        eos_id=2,
        unk_id=0,
        bos_id=-1,
    )
    write_tokenizer(folder, "T5Tokenizer", extra_ids=0)
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    config = transformers.T5Config(
        vocab_size=len(tokenizer) + 3,
        d_model=32,
        d_kv=8,
        d_ff=48,
        num_layers=2,
        num_decoder_layers=2,
        num_heads=4,
        relative_attention_num_buckets=8,
        relative_attention_max_distance=16,
        feed_forward_proj="gated-gelu",
        tie_word_embeddings=False,
        pad_token_id=1,
        eos_token_id=2,
        decoder_start_token_id=1,
    )
    model = transformers.T5ForConditionalGeneration(config)
    randomize(model, 5)
    for name, parameter in model.named_parameters():
        if ".q." in name:
            parameter.data /= 4  # T5 has no root of the head's width in its attention
    model.lm_head.weight.data /= 4
    model.save_pretrained(folder)
    # The published embeddings have more rows than there are pieces.
    return model, [*vocabulary_of(tokenizer), *(f"<extra_id_{n}>" for n in range(3))]


def write_tokenizer(folder: Path, kind: str, **settings) -> None:
    (folder / "tokenizer_config.json").write_text(
        json.dumps({"tokenizer_class": kind, **settings}), encoding="utf-8"
    )


def vocabulary_of(tokenizer) -> list[str]:
    return [piece for piece, _ in sorted(tokenizer.get_vocab().items(), key=lambda item: item[1])]
