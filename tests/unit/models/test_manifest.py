from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from fake_models import fake_manifest, write_model
from hypothesis import given
from hypothesis import strategies as st

from indictx.errors import ManifestError
from indictx.models.manifest import (
    Conversion,
    DecodeDefaults,
    ModelFile,
    Source,
    SourceFile,
    Terms,
    TextRules,
    is_name,
    load_manifest,
    parse_manifest,
)
from indictx.models.manifest_text import dump_manifest

FOLDER = Path("tiny")
TEXT = st.text(st.characters(exclude_categories=["Cs"]))
PATHS = st.lists(st.from_regex(r"[a-w][a-z0-9_]{0,8}", fullmatch=True), min_size=1, max_size=3).map(
    "/".join
)
DIGESTS = st.binary(min_size=32, max_size=32).map(bytes.hex)
FILES = st.lists(
    st.builds(ModelFile, path=PATHS, size_bytes=st.integers(0, 2**50), sha256=DIGESTS),
    unique_by=lambda file: file.path,
    max_size=4,
).map(tuple)
SOURCE_FILES = st.lists(
    st.builds(
        SourceFile,
        path=PATHS,
        to=PATHS,
        size_bytes=st.none() | st.integers(0, 2**50),
        sha256=st.none() | DIGESTS,
        fallback=st.just("") | PATHS,
        optional=st.booleans(),
    ),
    unique_by=lambda file: file.to,
    max_size=4,
).map(tuple)
SOURCES = st.one_of(
    st.builds(
        Source,
        repo=st.just("owner/repo"),
        revision=st.none() | st.binary(min_size=20, max_size=20).map(bytes.hex),
        licence=TEXT,
        files=SOURCE_FILES,
    ),
    st.builds(Source, url=st.just("https://example.org/models/"), files=SOURCE_FILES),
)
MANIFESTS = st.builds(
    fake_manifest,
    licence=TEXT,
    attribution=TEXT,
    title=TEXT,
    homepage=TEXT,
    aliases=st.lists(TEXT).map(tuple),
    rank=st.integers(-5, 200),
    languages=st.sampled_from([("eng_Latn",), ("eng_Latn", "hin_Deva", "tam_Taml")]),
    pairs=st.sampled_from([(), ("eng_Latn-hin_Deva",)]),
    text=st.builds(
        TextRules,
        source_spm=PATHS,
        target_spm=PATHS,
        source_prefix=st.lists(TEXT).map(tuple),
        target_prefix=st.lists(TEXT).map(tuple),
        append_eos=st.booleans(),
        unify_script=st.booleans(),
        openings_apart=st.booleans(),
        slot=st.just("<{index}>"),
        slot_count=st.integers(0, 20),
        tags=st.dictionaries(TEXT, TEXT, max_size=3),
    ),
    decode=st.builds(
        DecodeDefaults,
        beam_size=st.integers(1, 9),
        length_penalty=st.floats(0.0, 2.0),
        patience=st.floats(1, 10),
    ),
    terms=st.builds(Terms, non_commercial=st.booleans(), gated=st.booleans(), note=TEXT, url=TEXT),
    files=FILES,
    source=st.none() | SOURCES,
    conversion=st.none() | st.builds(Conversion, method=TEXT, quantization=TEXT),
    folder=st.just(FOLDER),
)


def parse(text: str):
    return parse_manifest(tomllib.loads(text), folder=FOLDER)


def with_file(path: str) -> str:
    return dump_manifest(
        replace(fake_manifest(), files=(ModelFile(path=path, size_bytes=0, sha256="0" * 64),))
    )


@given(MANIFESTS)
def test_a_manifest_prints_and_parses_back(manifest):
    assert parse(dump_manifest(manifest)) == manifest


def test_a_star_in_pairs_stands_for_every_other_language():
    text = dump_manifest(fake_manifest(languages=("eng_Latn", "hin_Deva", "tam_Taml")))

    into = parse(text.replace("max_source", 'pairs = ["eng_Latn-*"]\nmax_source'))
    among = parse(text.replace("max_source", 'pairs = ["*-hin_Deva", "hin_Deva-*"]\nmax_source'))

    assert into.pairs == ("eng_Latn-hin_Deva", "eng_Latn-tam_Taml")
    assert "eng_Latn-tam_Taml" not in among.pairs
    assert len(among.pairs) == 4


@pytest.mark.parametrize(
    "path",
    [
        "../model.bin",
        "/etc/passwd",
        "a/../../b",
        "a//b",
        "./a",
        "C:/a",
        "a\\b",
        "a:stream",
        "nul",
        "sub/COM1.txt",
        "model.bin.",
        "model.bin ",
        "a\u0000b",
        "a\nb",
        "*.bin",
        "manifest.toml",
        "Manifest.TOML",
        "",
    ],
)
def test_a_path_that_could_be_another_file_is_refused(path):
    with pytest.raises(ManifestError):
        parse(with_file(path))


def test_paths_that_differ_in_case_only_are_refused():
    file = ModelFile(path="model.bin", size_bytes=0, sha256="0" * 64)
    doubled = fake_manifest(files=(file, replace(file, path="Model.bin")))

    with pytest.raises(ManifestError, match="twice"):
        parse(dump_manifest(doubled))


@pytest.mark.parametrize(
    "name", ["../x", "a/b", ".hidden", "", "con", "NUL.1", "x" * 101, "a.", "हिन्दी"]
)
def test_a_name_that_is_no_folder_is_refused(name):
    assert not is_name(name)
    with pytest.raises(ManifestError):
        parse(dump_manifest(fake_manifest(name)))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('[source]\nrepo = "hf:a/b"', "revision"),
        ('[source]\nrepo = "hf:a/b"\nrevision = "main"', "revision"),
        ('[source]\nrepo = "a/b"\nrevision = "unpinned"', "repo"),
        ('[source]\nurl = "file:///etc"', "url"),
        ("[source]", "either"),
        ('[source]\nurl = "https://x"\nrepo = "hf:a/b"', "either"),
        ("[convert]", "method"),
        ("[terms]\ngated = 1", "gated"),
    ],
)
def test_a_source_says_all_that_it_must(line, message):
    with pytest.raises(ManifestError, match=message):
        parse(dump_manifest(fake_manifest()) + line)


def test_what_is_not_known_is_said_to_be_unpinned():
    source = Source(repo="a/b", files=(SourceFile(path="model.bin", to="model.bin"),))

    text = dump_manifest(fake_manifest(source=source))

    assert text.count('"unpinned"') == 3
    assert parse(text).source.unpinned == ("revision", "model.bin")


@pytest.mark.parametrize(
    "value", ["[" * 100_000, "9" * 10_000, "{a=" * 50_000], ids=["list", "number", "table"]
)
def test_values_beyond_all_measure_are_refused(tmp_path, value):
    (tmp_path / "manifest.toml").write_text(f"schema = {value}", encoding="utf-8")

    with pytest.raises(ManifestError, match="not TOML"):
        load_manifest(tmp_path)


def test_an_error_names_the_file(tmp_path):
    write_model(tmp_path / "tiny")
    path = tmp_path / "tiny" / "manifest.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("[text]", "[texts]"), encoding="utf-8")

    with pytest.raises(ManifestError, match=r"tiny.manifest\.toml.*source_spm"):
        load_manifest(tmp_path / "tiny")


def test_the_example_in_the_reference_is_a_manifest():
    page = Path(__file__).parents[3] / "docs" / "reference" / "manifest.md"
    (example,) = re.findall(r"```toml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)

    manifest = parse(example)

    assert manifest.name == "two-ways"
    assert manifest.source.unpinned == ("revision", "model.bin")
    assert parse(dump_manifest(manifest)) == manifest
