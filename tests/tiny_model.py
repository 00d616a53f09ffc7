"""A complete model of a few kilobytes: real files, real runtime, nonsense translations.

Its weights are seeded noise, so that what it says means nothing and never changes: enough to test
batching, order, prefixes, limits and errors without the bundled model. Its SentencePiece model is
trained on sentences written for these tests, with byte fallback, so that no text is unknown to it.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from indictx.models.manifest import TextRules
from indictx.testing import write_manifest
from indictx.text.transliterate import unify

LANGUAGES = ("eng_Latn", "hin_Deva", "mar_Deva", "ben_Beng", "tam_Taml", "urd_Arab")
SLOT_COUNT = 4
MAX_SOURCE_PIECES = 40
_POSITIONS = 640  # beyond any search limit of the translator

SENTENCES = """\
The train to the old city leaves at seven in the morning.
My sister cooks rice and lentils on the small stove.
Where did you put the keys of the house?
It has been raining in the hills since yesterday.
The doctor told him to drink more water.
Please send the letter to my new address.
Farmers are waiting for the rain this year.
She reads a book under the mango tree every evening.
The price of onions went up again last week.
We walked along the river until it was dark.
Children are playing cricket in the narrow street.
How many people live in this village?
The teacher wrote three words on the blackboard.
Turn left after the temple and ask at the shop.
I do not know what his name is.
पुराने शहर की गाड़ी सुबह सात बजे छूटती है।
मेरी बहन छोटे चूल्हे पर दाल और चावल पकाती है।
तुमने घर की चाबियाँ कहाँ रखी हैं?
पहाड़ों में कल से बारिश हो रही है।
डॉक्टर ने उसे ज़्यादा पानी पीने को कहा।
कृपया चिट्ठी मेरे नए पते पर भेजिए।
किसान इस साल बारिश की राह देख रहे हैं।
वह हर शाम आम के पेड़ के नीचे किताब पढ़ती है।
पिछले हफ़्ते प्याज़ का दाम फिर बढ़ गया।
हम अँधेरा होने तक नदी के किनारे चलते रहे।
बच्चे तंग गली में क्रिकेट खेल रहे हैं।
इस गाँव में कितने लोग रहते हैं?
अध्यापक ने तख़्ते पर तीन शब्द लिखे।
मंदिर के बाद बाएँ मुड़िए और दुकान पर पूछिए।
मुझे नहीं मालूम उसका नाम क्या है।
जुन्या शहराची गाडी सकाळी सात वाजता सुटते.
माझी बहीण लहान चुलीवर भात आणि वरण शिजवते.
तू घराच्या किल्ल्या कुठे ठेवल्यास?
डोंगरात कालपासून पाऊस पडत आहे.
मुले अरुंद गल्लीत क्रिकेट खेळत आहेत.
পুরনো শহরের ট্রেন সকাল সাতটায় ছাড়ে।
আমার বোন ছোট উনুনে ভাত আর ডাল রান্না করে।
তুমি বাড়ির চাবি কোথায় রেখেছ?
পাহাড়ে কাল থেকে বৃষ্টি হচ্ছে।
এই গ্রামে কত লোক থাকে?
பழைய நகரத்துக்கு ரயில் காலை ஏழு மணிக்குப் புறப்படும்.
என் அக்கா சிறிய அடுப்பில் சோறும் பருப்பும் சமைக்கிறாள்.
வீட்டின் சாவியை எங்கே வைத்தாய்?
நேற்று முதல் மலையில் மழை பெய்கிறது.
இந்த ஊரில் எத்தனை பேர் வாழ்கிறார்கள்?
پرانے شہر کی گاڑی صبح سات بجے چھوٹتی ہے۔
میری بہن چھوٹے چولہے پر دال اور چاول پکاتی ہے۔
تم نے گھر کی چابیاں کہاں رکھی ہیں؟
پہاڑوں میں کل سے بارش ہو رہی ہے۔
اس گاؤں میں کتنے لوگ رہتے ہیں؟
""".splitlines()


def tags() -> list[str]:
    """Return the pieces that stand for target languages."""
    return [f">>{code}<<" for code in LANGUAGES]


def slots() -> list[str]:
    """Return the pieces that stand for slots."""
    return [f"<s{index}>" for index in range(SLOT_COUNT)]


def train_sentencepiece(path: Path) -> list[str]:
    """Train a small SentencePiece model, write it, and return its pieces in order."""
    import sentencepiece

    # As the family feeds it: other Brahmic scripts are written in Devanagari.
    text = [unify(unify(line, "ben_Beng"), "tam_Taml") for line in SENTENCES]
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(text * 4),
        model_writer=model,
        model_type="unigram",
        vocab_size=700,
        hard_vocab_limit=False,
        character_coverage=1.0,
        byte_fallback=True,
        normalization_rule_name="identity",
        split_digits=True,
        unk_id=0,
        bos_id=1,
        eos_id=2,
        user_defined_symbols=[*tags(), *slots()],
        num_threads=1,
        minloglevel=2,
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(model.getvalue())
    processor = sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())
    return [processor.id_to_piece(index) for index in range(processor.get_piece_size())]


def build_tiny_model(directory: Path, pieces: Sequence[str], *, seed: int = 0) -> Path:
    """Write a one-layer int8 encoder-decoder of seeded noise whose vocabulary is ``pieces``.

    Args:
        directory: Folder for ``model.bin``, ``config.json`` and the vocabulary.
        pieces: Source and target vocabulary, beginning with ``<unk> <s> </s>``.
        seed: Another seed is another model.
    """
    from ctranslate2.specs import transformer_spec

    rng = np.random.default_rng(seed)
    width, heads = 16, 2

    def noise(*shape: int) -> np.ndarray:
        return (rng.standard_normal(shape) * 0.3).astype(np.float32)

    def fill_linear(spec, outputs: int, inputs: int) -> None:
        spec.weight, spec.bias = noise(outputs, inputs), np.zeros(outputs, np.float32)

    def fill_norm(spec) -> None:
        spec.gamma, spec.beta = np.ones(width, np.float32), np.zeros(width, np.float32)

    def fill_attention(spec, sizes: tuple[int, ...]) -> None:
        fill_norm(spec.layer_norm)
        for layer, size in zip(spec.linear, sizes, strict=True):
            fill_linear(layer, size, width)

    model = transformer_spec.TransformerSpec.from_config((1, 1), heads, pre_norm=True)
    for half in (model.encoder, model.decoder):
        embeddings = half.embeddings[0] if isinstance(half.embeddings, list) else half.embeddings
        embeddings.weight = noise(len(pieces), width)
        half.position_encodings.encodings = noise(_POSITIONS, width)
        half.scale_embeddings = True
        fill_norm(half.layer_norm)
        for layer in half.layer:
            fill_attention(layer.self_attention, (3 * width, width))
            if hasattr(layer, "attention"):
                fill_attention(layer.attention, (width, 2 * width, width))
            fill_norm(layer.ffn.layer_norm)
            fill_linear(layer.ffn.linear_0, 4 * width, width)
            fill_linear(layer.ffn.linear_1, width, 4 * width)
    fill_linear(model.decoder.projection, len(pieces), width)
    # Some sentences should end before the search is cut.
    model.decoder.projection.bias[list(pieces).index("</s>")] = 2.5
    model.register_source_vocabulary(list(pieces))
    model.register_target_vocabulary(list(pieces))
    model.validate()
    model.optimize(quantization="int8")
    directory.mkdir(parents=True, exist_ok=True)
    model.save(str(directory))
    return directory


def tiny_manifest_model(directory: Path, *, name: str = "tiny", seed: int = 0) -> Path:
    """Write a whole model folder of the family ``opus_mt`` and return it.

    It translates English to and from four of its languages directly; the other directions have to
    take two legs, and Urdu can only be reached.
    """
    pieces = train_sentencepiece(directory / "sentencepiece.model")
    build_tiny_model(directory, pieces, seed=seed)
    others = [code for code in LANGUAGES if code not in ("eng_Latn", "urd_Arab")]
    pairs = [f"eng_Latn-{code}" for code in others] + [f"{code}-eng_Latn" for code in others]
    write_manifest(
        directory,
        name=name,
        languages=LANGUAGES,
        pairs=[*pairs, "eng_Latn-urd_Arab"],
        max_source_pieces=MAX_SOURCE_PIECES,
        beam_size=2,
        rules=TextRules(
            source_spm="sentencepiece.model",
            target_spm="sentencepiece.model",
            source_prefix=(">>{target}<<",),
            unify_script=True,
            slot="<s{index}>",
            slot_count=SLOT_COUNT,
        ),
    )
    return directory
