from __future__ import annotations

import pytest

from indictx.languages import language
from indictx.models import catalog
from indictx.models.conversion import CONVERTERS, load_converter

MANIFESTS = catalog.known()
WANTED = (
    "indictrans2-en-indic",
    "indictrans2-indic-en",
    "ai4bharat-indictrans2-en-indic-200m",
    "ai4bharat-indictrans2-indic-en-200m",
    "ai4bharat-indictrans2-indic-indic-320m",
    "ai4bharat-indictrans2-en-indic-1b",
    "ai4bharat-indictrans2-indic-en-1b",
    "nllb-200-distilled-600m",
    "m2m100-418m",
    "opus-mt-en-hi",
    "opus-mt-en-dra",
    "argos-en-hi",
    "argos-bn-en",
    "argos-en-ur",
    "madlad400-3b",
)

each = pytest.mark.parametrize("manifest", MANIFESTS, ids=lambda manifest: manifest.name)


@pytest.mark.parametrize("name", WANTED)
def test_the_models_that_are_promised_are_known(name):
    assert catalog.find_known(name).name == name


@each
def test_a_file_is_named_like_its_model(manifest):
    assert (catalog.FOLDER / f"{manifest.name}.toml").is_file()


@each
def test_licence_attribution_and_title_are_said(manifest):
    assert manifest.licence
    assert manifest.attribution
    assert manifest.title
    assert manifest.homepage.startswith("https://")


@each
def test_languages_are_ours_and_written_as_we_do(manifest):
    assert [language(code).code for code in manifest.languages] == list(manifest.languages)
    for pair in manifest.pairs:
        assert set(pair.split("-")) <= set(manifest.languages)
    assert set(manifest.text.tags) <= set(manifest.languages)


@each
def test_there_is_something_to_download_and_a_way_to_use_it(manifest):
    places = {file.to for file in manifest.source.files}

    assert manifest.source.files
    assert manifest.conversion is None or manifest.conversion.method in CONVERTERS
    if manifest.conversion is None or manifest.conversion.method == "requantize":
        assert {"model.bin", "config.json", manifest.text.source_spm} <= places


@each
def test_no_program_is_on_the_list(manifest):
    assert not [file for file in manifest.source.files if file.path.endswith((".py", ".pkl"))]


@each
def test_licences_that_forbid_commerce_say_so(manifest):
    assert manifest.terms.non_commercial == ("-NC" in manifest.licence)


@each
def test_gated_models_say_where_the_terms_are(manifest):
    is_official = manifest.source.repo.startswith("ai4bharat/")

    assert manifest.terms.gated == is_official
    assert not is_official or manifest.terms.url == f"https://huggingface.co/{manifest.source.repo}"


@each
def test_no_model_of_a_third_party_goes_without_an_end(manifest):
    # Its config.json, which nobody here has seen, says whether the runtime appends it.
    is_foreign = manifest.conversion is None or manifest.conversion.method == "requantize"

    assert manifest.text.append_eos or not is_foreign


def test_names_and_aliases_are_unique():
    names = [name.lower() for each in MANIFESTS for name in (each.name, *each.aliases)]

    assert len(names) == len(set(names))


@each
def test_its_converter_exists(manifest):
    converter = load_converter(manifest)

    assert converter is None or callable(converter)


def test_a_repository_leads_to_its_model():
    found = catalog.find_repo("facebook/NLLB-200-distilled-600M")

    assert found.name == "nllb-200-distilled-600m"
    assert catalog.find_repo("nobody/nothing") is None


def test_an_alias_finds_a_model_whatever_its_case():
    assert catalog.find_known("M2M100_418m").name == "m2m100-418m"
    assert catalog.find_known("../catalog") is None
