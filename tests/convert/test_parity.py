"""Converted models against the classes they come from; needs the extra ``convert``."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")
pytest.importorskip("sentencepiece")

import ctranslate2  # noqa: E402
import hub_models  # noqa: E402
import transformers  # noqa: E402

from indictx.errors import UsageError  # noqa: E402
from indictx.families import load_family  # noqa: E402
from indictx.languages import Pair  # noqa: E402
from indictx.models.convert import ConvertOptions, Label, convert  # noqa: E402
from indictx.models.convert.pulled import transformers_pulled  # noqa: E402
from indictx.models.requantize import stored_types  # noqa: E402
from indictx.models.schema import Conversion, ModelManifest  # noqa: E402

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::UserWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

TEXTS = ["My aunt sells mangoes.", "The boat is small and the river is wide here."]
TARGET_TEXTS = ["मेरी बुआ आम बेचती हैं।", "नाव छोटी है।"]


@dataclass
class Case:
    """One converted model.

    Attributes:
        family: Its family.
        folder: The original.
        model: The original, loaded.
        vocabulary: Pieces by id.
        manifest: What was converted to float32.
        start: Piece that the original's decoder starts with.
        forced: Piece forced after it, if any.
    """

    family: str
    folder: Path
    model: torch.nn.Module
    vocabulary: list[str]
    manifest: ModelManifest
    pair: Pair
    start: str
    forced: list[str] = field(default_factory=list)

    def ids(self, pieces) -> list[int]:
        unknown = self.vocabulary.index("<unk>")
        known = {piece: number for number, piece in enumerate(self.vocabulary)}
        return [known.get(piece, unknown) for piece in pieces]

    def sources(self) -> list[list[str]]:
        encoded = load_family(self.manifest).encode(TEXTS, self.pair)
        return [[*one.pieces] for one in encoded]

    def targets(self) -> list[list[str]]:
        import sentencepiece

        spm = self.manifest.folder / self.manifest.text.target_spm
        processor = sentencepiece.SentencePieceProcessor(model_file=str(spm))
        known = set(self.vocabulary)
        return [
            [piece for piece in pieces if piece in known]
            for pieces in processor.encode(TARGET_TEXTS, out_type=str)
        ]


SETTINGS = {
    "opus_mt": (hub_models.marian, "eng_Latn-hin_Deva", "<pad>", []),
    "nllb": (hub_models.nllb, "eng_Latn-hin_Deva", "</s>", ["hin_Deva"]),
    "m2m100": (hub_models.m2m100, "eng_Latn-hin_Deva", "</s>", ["__hi__"]),
    "madlad": (hub_models.madlad, "eng_Latn-hin_Deva", "<pad>", []),
}


@pytest.fixture(scope="module", params=sorted(SETTINGS))
def case(request, tmp_path_factory) -> Case:
    build, pair, start, forced = SETTINGS[request.param]
    root = tmp_path_factory.mktemp(request.param)
    folder = root / "opus-mt-en-hi"
    model, vocabulary = build(folder)
    label = Label(name="tiny", family=request.param, compute_type="float32")
    manifest = convert(folder, root / "out", label)
    return Case(
        family=request.param,
        folder=folder,
        model=model,
        vocabulary=vocabulary,
        manifest=manifest,
        pair=Pair.parse(pair),
        start=start,
        forced=forced,
    )


def differences(case: Case, folder: Path, compute_type: str) -> float:
    translator = ctranslate2.Translator(str(folder), compute_type=compute_type, intra_threads=1)
    worst = 0.0
    for source, target in zip(case.sources(), case.targets(), strict=True):
        wanted_pieces = [*case.forced, *target]
        scored = translator.score_batch([source], [wanted_pieces])[0].log_probs
        labels = [*case.ids(wanted_pieces), case.vocabulary.index("</s>")]
        inputs = [case.vocabulary.index(case.start), *labels[:-1]]
        with torch.no_grad():
            logits = case.model(
                input_ids=torch.tensor([case.ids(source)]),
                decoder_input_ids=torch.tensor([inputs]),
            ).logits
        expected = logits.log_softmax(-1)[0]
        wanted = [expected[place, number].item() for place, number in enumerate(labels)]
        worst = max(worst, *(abs(a - b) for a, b in zip(wanted, scored, strict=True)))
    return worst


def test_log_probabilities_are_those_of_the_original(case):
    assert differences(case, case.manifest.folder, "float32") <= 1e-4


def test_greedy_output_is_that_of_the_original(case):
    translator = ctranslate2.Translator(
        str(case.manifest.folder), compute_type="float32", intra_threads=1
    )
    for source in case.sources():
        generated = case.model.generate(
            torch.tensor([case.ids(source)]),
            num_beams=1,
            do_sample=False,
            max_new_tokens=14,
            min_new_tokens=0,
            forced_bos_token_id=case.ids(case.forced)[0] if case.forced else None,
        )[0].tolist()

        result = translator.translate_batch(
            [source],
            target_prefix=[case.forced] if case.forced else None,
            beam_size=1,
            min_decoding_length=0,
            max_decoding_length=14,
        )[0]

        end = case.vocabulary.index("</s>")
        wanted = generated[1 : generated.index(end, 1) if end in generated[1:] else None]
        assert result.hypotheses[0] == [case.vocabulary[number] for number in wanted]


def test_beams_find_what_the_original_finds(case):
    translator = ctranslate2.Translator(
        str(case.manifest.folder), compute_type="float32", intra_threads=1
    )
    for source in case.sources():
        generated = case.model.generate(
            torch.tensor([case.ids(source)]),
            num_beams=4,
            do_sample=False,
            # Both end at the same length: stopping rules differ between the two.
            min_new_tokens=9,
            max_new_tokens=9,
            length_penalty=0.0,
            early_stopping=False,
            forced_bos_token_id=case.ids(case.forced)[0] if case.forced else None,
        )[0].tolist()

        result = translator.translate_batch(
            [source],
            target_prefix=[case.forced] if case.forced else None,
            beam_size=4,
            min_decoding_length=9,
            max_decoding_length=9,
            length_penalty=0.0,
        )[0]

        assert result.hypotheses[0] == [case.vocabulary[number] for number in generated[1:10]]


def test_int8_stays_close(case, tmp_path):
    manifest = convert(
        case.folder, tmp_path / "int8", Label(name="tiny", family=case.family, compute_type="int8")
    )

    assert stored_types(manifest.folder / "model.bin")["int8"] > 10_000
    assert differences(case, manifest.folder, "int8") <= 0.35


def test_the_family_cuts_text_as_the_original_tokenizer_does(case):
    tokenizer = transformers.AutoTokenizer.from_pretrained(case.folder)
    for text, pieces in zip(TEXTS, case.sources(), strict=True):
        given = f"<2hi> {text}" if case.family == "madlad" else text

        ids = tokenizer(given).input_ids

        assert case.ids(pieces) == ids


def test_what_was_decoded_reads_like_the_original_tokenizer_writes(case):
    tokenizer = transformers.AutoTokenizer.from_pretrained(case.folder)
    family = load_family(case.manifest)

    texts = family.decode(case.targets(), case.pair)

    for pieces, text in zip(case.targets(), texts, strict=True):
        if case.family == "opus_mt":
            tokenizer._switch_to_target_mode()
        assert text == tokenizer.decode(case.ids(pieces), skip_special_tokens=True).strip()


def test_weights_in_a_pickle_need_permission(tmp_path):
    model, _ = hub_models.nllb(tmp_path / "source")
    (tmp_path / "source" / "model.safetensors").unlink()
    torch.save(model.state_dict(), tmp_path / "source" / "pytorch_model.bin")
    label = Label(name="tiny", family="nllb")

    with pytest.raises(UsageError, match="no safetensors"):
        convert(tmp_path / "source", tmp_path / "out", label)
    manifest = convert(
        tmp_path / "source", tmp_path / "out", label, ConvertOptions(allow_pickle=True)
    )

    assert "sat_Olck" in manifest.languages


def test_a_model_of_several_targets_declares_their_tags(tmp_path):
    tags = (">>tam<<", ">>tel<<", ">>mal<<", ">>kan<<", ">>hin_Latn<<")
    hub_models.marian(tmp_path / "opus-mt-en-dra", tags=tags)

    manifest = convert(
        tmp_path / "opus-mt-en-dra", tmp_path / "out", Label(name="tiny", family="opus_mt")
    )
    encoded = load_family(manifest).encode(["The river"], Pair.parse("eng_Latn-tel_Telu"))

    assert manifest.serves("eng_Latn-kan_Knda")
    assert encoded[0].pieces[0] == ">>tel<<"
    assert encoded[0].pieces[-1] == "</s>"


def test_a_pulled_model_is_the_converted_one(case, tmp_path):
    target = tmp_path / "pulled"
    target.mkdir()
    manifest = replace(
        case.manifest, conversion=Conversion(method="transformers", quantization="float32")
    )

    transformers_pulled(case.folder, target, manifest=manifest, allow_pickle=False)

    assert {path.name for path in target.iterdir()} == {file.path for file in manifest.files}
    assert (target / "model.bin").read_bytes() == (manifest.folder / "model.bin").read_bytes()
