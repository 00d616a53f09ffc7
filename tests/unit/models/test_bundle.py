from __future__ import annotations

import hashlib
import io
import stat
import struct
import zipfile
from pathlib import Path

import pytest
from fake_models import TINY, fake_manifest, listed, write_model
from hypothesis import given, settings
from hypothesis import strategies as st

from indictx.errors import (
    InputError,
    ModelError,
    ModelIntegrityError,
    UsageError,
)
from indictx.models import store
from indictx.models.bundle import export_bundle, import_bundle, import_path
from indictx.models.manifest_text import dump_manifest
from indictx.models.verify import bad_files


@pytest.fixture
def model(tmp_path):
    return write_model(tmp_path / "made" / "tiny")


@pytest.fixture
def bundle(model, tmp_path):
    path = tmp_path / "tiny.indictx"
    export_bundle(model, path)
    return path


@pytest.fixture
def nothing_changes(tmp_path):
    """Fail if a file but the bundle itself was written anywhere that a bundle could reach."""
    yield
    written = [path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()]
    assert [
        path for path in written if ".locks" not in path.parts and path.name != "a.indictx"
    ] == []


def manifest_text(files=TINY, name: str = "tiny") -> bytes:
    return dump_manifest(fake_manifest(name, files=listed(files))).encode()


def pack(path: Path, entries: list[tuple[str | zipfile.ZipInfo, bytes]], **options: object) -> Path:
    with zipfile.ZipFile(path, "w", **options) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return path


def whole(**changes: bytes) -> list[tuple[str, bytes]]:
    return [("manifest.toml", manifest_text()), *{**TINY, **changes}.items()]


def test_what_is_exported_and_imported_is_the_same(bundle):
    manifest = import_bundle(bundle)

    assert manifest.folder == store.models_folder() / "tiny"
    assert {path: (manifest.folder / path).read_bytes() for path in TINY} == TINY
    assert list(bad_files(manifest)) == []


def test_the_same_model_gives_the_same_bytes(bundle, tmp_path):
    again = tmp_path / "again.indictx"

    export_bundle(import_bundle(bundle), again)

    assert again.read_bytes() == bundle.read_bytes()


def test_a_bundle_is_a_plain_zip_without_times_and_compression(bundle):
    with zipfile.ZipFile(bundle) as archive:
        entries = archive.infolist()

    assert [entry.filename for entry in entries] == ["manifest.toml", *TINY]
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.compress_type for entry in entries} == {zipfile.ZIP_STORED}
    assert {entry.create_system for entry in entries} == {3}


def test_a_damaged_model_is_not_exported(model, tmp_path):
    data = bytearray(TINY["model.bin"])
    data[7] ^= 1
    (model.folder / "model.bin").write_bytes(data)

    with pytest.raises(ModelIntegrityError, match=r"model\.bin"):
        export_bundle(model, tmp_path / "tiny.indictx")

    assert not list(tmp_path.glob("tiny.indictx*"))


def test_a_file_is_not_overwritten_unasked(model, bundle):
    with pytest.raises(UsageError, match="exists"):
        export_bundle(model, bundle)

    export_bundle(model, bundle, force=True)


def test_an_export_that_cannot_be_written_says_so(model, tmp_path):
    with pytest.raises(ModelError, match="cannot write"):
        export_bundle(model, tmp_path / "missing" / "tiny.indictx")


def test_an_installed_model_is_not_replaced_unasked(bundle):
    import_bundle(bundle)

    with pytest.raises(UsageError, match="is installed"):
        import_bundle(bundle)

    assert import_bundle(bundle, force=True).name == "tiny"


def test_a_bundled_model_is_not_shadowed_unasked(tmp_path):
    write_model(tmp_path / "indictx-mini")

    with pytest.raises(UsageError, match="'indictx-mini' is installed"):
        import_path(tmp_path / "indictx-mini")


def test_a_folder_is_imported_like_a_bundle(model):
    manifest = import_path(model.folder)

    assert manifest.folder == store.models_folder() / "tiny"
    assert list(bad_files(manifest)) == []


def test_a_folder_that_is_no_model_says_what_to_do(tmp_path):
    with pytest.raises(InputError, match=r"no manifest\.toml") as caught:
        import_path(tmp_path)

    assert "indictx models convert" in caught.value.hint


# Hostile archives: exit code 5 for what no bundle holds, 7 for what its manifest does not say


def info(name: str, **facts: object) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    for key, value in facts.items():
        setattr(entry, key, value)
    return entry


HOSTILE_NAMES = (
    "../evil",
    "/evil",
    "a/../../evil",
    "..\\evil",
    "C:\\evil",
    "evil",
    "tiny/evil",
    "./model.bin",
    "model.bin/",
    "MODEL.BIN",
)


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_file_beyond_the_manifest_is_refused(tmp_path, nothing_changes, name):
    path = pack(tmp_path / "a.indictx", [*whole(), (name, b"evil")])

    with pytest.raises((ModelIntegrityError, InputError)) as caught:
        import_bundle(path)

    # A plain name is only one file too many; the others would leave the model's folder.
    assert caught.value.exit_code == (7 if name in ("evil", "tiny/evil", "MODEL.BIN") else 5)


@pytest.mark.parametrize("name", ["../evil", "/evil", "a/../../evil", "C:evil", "..\\evil", "nul"])
def test_a_manifest_that_names_files_elsewhere_is_refused(tmp_path, nothing_changes, name):
    files = {**TINY, name: b"evil"}
    path = pack(tmp_path / "a.indictx", [("manifest.toml", manifest_text(files)), *files.items()])

    with pytest.raises(InputError, match="manifest") as caught:
        import_bundle(path)

    assert caught.value.exit_code == 5


@pytest.mark.parametrize("name", ["../evil", "evil/../..", ".partial", "/evil"])
def test_a_manifest_that_names_the_model_like_another_folder_is_refused(
    tmp_path, nothing_changes, name
):
    path = pack(
        tmp_path / "a.indictx", [("manifest.toml", manifest_text(name=name)), *TINY.items()]
    )

    with pytest.raises(InputError, match="manifest") as caught:
        import_bundle(path)

    assert caught.value.exit_code == 5


@pytest.mark.parametrize(
    "kind", [stat.S_IFLNK, stat.S_IFDIR, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFBLK]
)
def test_links_folders_and_devices_are_refused(tmp_path, nothing_changes, kind):
    target = b"/etc/passwd"
    entry = info("model.bin", external_attr=(kind | 0o777) << 16, create_system=3)
    files = {**TINY, "model.bin": target}
    entries = [("manifest.toml", manifest_text(files)), (entry, target)]
    path = pack(tmp_path / "a.indictx", entries)

    with pytest.raises(InputError, match="not a plain file") as caught:
        import_bundle(path)

    assert "`indictx models export`" in caught.value.hint


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_refused(tmp_path, nothing_changes):
    path = pack(tmp_path / "a.indictx", [*whole(), ("model.bin", b"evil")])

    with pytest.raises(InputError, match="two files of one name") as caught:
        import_bundle(path)

    assert "`indictx models export`" in caught.value.hint


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_is_compressed_is_refused_so_nothing_can_grow(tmp_path, nothing_changes, method):
    bomb = {"model.bin": bytes(10_000_000)}
    entries = [("manifest.toml", manifest_text(bomb)), *bomb.items()]
    path = pack(tmp_path / "a.indictx", entries, compression=method)

    with pytest.raises(InputError, match="compressed") as caught:
        import_bundle(path)

    assert "`indictx models export`" in caught.value.hint


def test_entries_that_share_their_bytes_are_refused(tmp_path, nothing_changes):
    files = {f"{n}.bin": bytes(50_000) for n in range(20)}
    path = pack(tmp_path / "a.indictx", [("manifest.toml", manifest_text(files)), *files.items()])
    data = path.read_bytes()
    first = data.index(b"0.bin") - 30
    with zipfile.ZipFile(path) as archive:
        start, size = archive.start_dir, len(data) - archive.start_dir
    central = data[start : start + size - 22]
    shared, position = b"", 0
    while position < len(central):
        name, extra, comment = struct.unpack("<HHH", central[position + 28 : position + 34])
        length = 46 + name + extra + comment
        row = bytearray(central[position : position + length])
        if b".bin" in row:
            row[42:46] = struct.pack("<I", first)
        shared, position = shared + bytes(row), position + length
    head = data[: first + 30 + 5 + 50_000]
    end = bytearray(data[-22:])
    end[12:20] = struct.pack("<II", len(shared), len(head))
    path.write_bytes(head + shared + bytes(end))

    with pytest.raises(InputError, match=r"more than its own size") as caught:
        import_bundle(path)

    assert "`indictx models export`" in caught.value.hint


def test_a_size_that_lies_is_found_out(tmp_path, nothing_changes):
    path = pack(tmp_path / "a.indictx", whole(**{"model.bin": bytes(4000)}))

    with pytest.raises(ModelIntegrityError, match=r"model\.bin.*4000 bytes, expected 5000 bytes"):
        import_bundle(path)


def test_other_bytes_are_found_out(tmp_path, nothing_changes):
    path = pack(tmp_path / "a.indictx", whole(**{"model.bin": bytes(5000)}))

    with pytest.raises(ModelIntegrityError, match=r"model\.bin.*sha256"):
        import_bundle(path)


def test_a_missing_file_is_named(tmp_path, nothing_changes):
    path = pack(tmp_path / "a.indictx", whole()[:-1])

    with pytest.raises(ModelIntegrityError, match=r"vocab/target\.json.*missing"):
        import_bundle(path)


def test_thousands_of_files_are_refused(tmp_path, nothing_changes):
    path = pack(tmp_path / "a.indictx", [*whole(), *((str(n), b"") for n in range(1100))])

    with pytest.raises(InputError, match="too many") as caught:
        import_bundle(path)

    assert "`indictx models export`" in caught.value.hint


@pytest.mark.parametrize(
    "data",
    [b"", b"PK", b"hello", b"PK\x05\x06" + bytes(18)],
    ids=["empty", "start", "text", "no entries"],
)
def test_what_is_no_bundle_is_refused(tmp_path, nothing_changes, data):
    path = tmp_path / "a.indictx"
    path.write_bytes(data)

    with pytest.raises(InputError) as caught:
        import_bundle(path)

    assert caught.value.exit_code == 5


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(InputError, match=r"no file .*a\.indictx") as caught:
        import_bundle(tmp_path / "a.indictx")

    assert "`indictx models export`" in caught.value.hint


def _bundle_bytes() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in whole():
            archive.writestr(zipfile.ZipInfo(name), data)
    return stream.getvalue()


BUNDLE = _bundle_bytes()


@settings(max_examples=40)
@given(st.integers(0, len(BUNDLE) - 1))
def test_a_bundle_cut_off_anywhere_is_refused(tmp_path_factory, size):
    path = tmp_path_factory.mktemp("cut") / "a.indictx"
    path.write_bytes(BUNDLE[:size])

    with pytest.raises((InputError, ModelError)) as caught:
        import_bundle(path)

    assert caught.value.exit_code in (3, 5, 7)
    assert store.in_store("tiny") is None


@settings(max_examples=100)
@given(st.integers(0, len(BUNDLE) - 1), st.integers(1, 255))
def test_a_bundle_with_a_wrong_byte_is_refused_or_means_the_same(tmp_path_factory, place, change):
    path = tmp_path_factory.mktemp("bad") / "a.indictx"
    data = bytearray(BUNDLE)
    data[place] ^= change
    path.write_bytes(data)

    try:
        manifest = import_bundle(path, force=True)
    except (InputError, ModelError, UsageError):
        return

    files = {file.path: (manifest.folder / file.path).read_bytes() for file in manifest.files}
    for file in manifest.files:
        assert hashlib.sha256(files[file.path]).hexdigest() == file.sha256
