from __future__ import annotations

import os
import subprocess
import sys
import threading

import pytest
from fake_models import TINY, fake_manifest, listed, write_model

from indictx.errors import (
    ManifestError,
    ModelError,
    ModelIntegrityError,
    ModelNotFoundError,
    ModelNotInstalledError,
)
from indictx.models import store
from indictx.models.lock import locked
from indictx.models.verify import bad_files, check_model


@pytest.fixture
def alone(monkeypatch, tmp_path):
    """No bundled models but those that the test writes; returns the folder for them."""
    folder = tmp_path / "bundled"
    monkeypatch.setattr(
        store,
        "bundled_folders",
        lambda: sorted(path.parent for path in folder.glob("*/manifest.toml")),
    )
    return folder


def put(name: str = "tiny", **facts: object):
    return write_model(store.models_folder() / name, **facts)


# Finding


def test_a_model_is_found_by_name_version_alias_and_path(alone):
    put(aliases=("small",))

    for query in ("tiny", "tiny@1", "small", "small@1", str(store.models_folder() / "tiny")):
        assert store.find_model(query).name == "tiny"


@pytest.mark.parametrize("query", ["tiny@2", "other", "manifest.toml", "", ".", ".."])
def test_what_is_not_there_is_not_found(alone, query, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    put()

    with pytest.raises(ModelNotFoundError):
        store.find_model(query)


def test_a_path_without_a_model_says_what_is_there(alone, tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "file.txt").touch()
    reasons = {
        "empty": "the folder has no manifest.toml",
        "file.txt": "it is a file, not a model's folder",
        "nothing": "there is no such folder",
    }

    for name, reason in reasons.items():
        with pytest.raises(ModelNotFoundError) as caught:
            store.find_model(str(tmp_path / name))

        assert str(caught.value) == f"no model at {str(tmp_path / name)!r}: {reason}"


def test_a_known_model_that_is_not_here_says_how_to_get_it(alone):
    with pytest.raises(ModelNotInstalledError) as caught:
        store.find_model("indictrans2-en-indic")

    assert caught.value.hint == "run `indictx models pull indictrans2-en-indic`"


def test_a_name_close_to_a_known_one_is_suggested(alone):
    with pytest.raises(ModelNotFoundError) as caught:
        store.find_model("indictrans2-en-indc")

    assert "indictrans2-en-indic" in caught.value.close_to


def test_of_two_with_one_name_the_users_counts(alone):
    write_model(alone / "tiny", title="bundled")
    put(title="own")

    assert store.find_model("tiny").title == "own"
    assert [manifest.title for manifest in store.installed()] == ["own"]


def test_a_broken_model_does_not_hide_the_others(alone):
    put(aliases=("small",))
    put("broken")
    (store.models_folder() / "broken" / "manifest.toml").write_text("schema = 9", encoding="utf-8")

    assert store.find_model("small").name == "tiny"
    assert [manifest.name for manifest in store.installed()] == ["tiny"]
    (error,) = store.broken()
    assert "schema 9" in str(error)
    with pytest.raises(ManifestError, match="schema 9"):
        store.find_model("broken")


# Adding and removing


@pytest.mark.parametrize("manifest", ["{", "schema = 9", None], ids=["no TOML", "schema", "none"])
def test_a_broken_model_is_removed_by_its_folder(alone, manifest):
    put()
    folder = put("broken").folder
    (folder / "manifest.toml").unlink()
    if manifest is not None:
        (folder / "manifest.toml").write_text(manifest, encoding="utf-8")

    assert store.remove("broken") > 0

    assert [path.name for path in store.models_folder().glob("[!.]*")] == ["tiny"]
    assert store.broken() == []


@pytest.mark.parametrize("name", ["..", ".", ".locks", "tiny/../tiny", ""])
def test_only_a_model_of_the_store_is_removed(alone, name):
    folder = put().folder
    (store.models_folder() / ".locks").mkdir(exist_ok=True)

    with pytest.raises(ModelError):
        store.remove(name)

    assert folder.is_dir()


def stage(name: str = "tiny", files=TINY):
    """Put files where a pull would, under the lock that it would hold."""
    with store.lock(name) as work:
        for path, data in files.items():
            (work / "new" / path).parent.mkdir(parents=True, exist_ok=True)
            (work / "new" / path).write_bytes(data)
        return store.add(work / "new", fake_manifest(name, files=listed(files)), work=work)


def test_an_added_model_is_found_and_whole(alone):
    manifest = stage()

    assert store.find_model("tiny") == manifest
    assert list(bad_files(manifest)) == []


def test_a_model_is_replaced_as_a_whole(alone):
    stage()

    manifest = stage(files={"model.bin": b"new"})

    assert [path.name for path in sorted(manifest.folder.iterdir())] == [
        "manifest.toml",
        "model.bin",
    ]


def test_a_process_that_was_killed_between_two_renamings_loses_nothing(alone):
    manifest = stage()
    old = store.models_folder() / ".partial" / "tiny" / "old"
    old.parent.mkdir(parents=True)
    manifest.folder.replace(old)

    with store.lock("tiny"):
        pass

    assert store.find_model("tiny") == manifest


def test_a_process_that_was_killed_after_them_leaves_no_old_model(alone):
    stage()
    old = store.models_folder() / ".partial" / "tiny" / "old"
    write_model(old, files={"model.bin": b"old"})

    with store.lock("tiny"):
        pass

    assert not old.exists()
    assert store.find_model("tiny").size_bytes == sum(map(len, TINY.values()))


def test_a_removed_model_is_gone_and_its_size_told(alone):
    folder = stage().folder
    size = store.disk_bytes(folder)

    assert store.remove("tiny") == size

    assert not folder.exists()
    assert not list((store.models_folder() / ".partial").iterdir())
    with pytest.raises(ModelNotFoundError):
        store.remove("tiny")


def test_a_bundled_model_cannot_be_removed(alone):
    manifest = write_model(alone / "tiny")

    with pytest.raises(ModelError, match="comes with indictx"):
        store.remove("tiny")

    assert manifest.folder.is_dir()


def test_a_model_at_a_path_cannot_be_removed(alone, tmp_path):
    manifest = write_model(tmp_path / "tiny")

    with pytest.raises(ModelError, match="not in the store"):
        store.remove(str(manifest.folder))

    assert manifest.folder.is_dir()


# Verifying


@pytest.fixture
def model(alone):
    return put()


def bad(manifest) -> list[tuple[str, str]]:
    return [
        (file.path.relative_to(manifest.folder).as_posix(), file.found)
        for file in bad_files(manifest)
    ]


def test_a_whole_model_has_no_bad_file(model):
    assert bad(model) == []


def test_a_tampered_file_is_named(model):
    (model.folder / "model.bin").write_bytes(bytes(5000))

    ((path, found),) = bad(model)

    assert path == "model.bin"
    assert found.startswith("sha256 is ")
    with pytest.raises(ModelIntegrityError, match=r"model\.bin"):
        check_model(model, stamps=store.stamps_path())


def test_a_truncated_a_missing_and_an_extra_file_are_all_named(model):
    (model.folder / "model.bin").write_bytes(b"x")
    (model.folder / "vocab/target.json").unlink()
    (model.folder / "vmap.txt").write_bytes(b"x")

    assert bad(model) == [
        ("model.bin", "1 bytes"),
        ("vocab/target.json", "the file is missing"),
        ("vmap.txt", "the file is not in the manifest"),
    ]


def test_a_link_to_elsewhere_is_an_extra_file(model):
    (model.folder / "more").symlink_to("/etc")

    assert bad(model) == [("more", "the file is not in the manifest")]


@pytest.mark.parametrize(
    "name", ["MODEL_CARD.md", "LICENSE", "results/scores.json", "recipe-fourth.toml", ".DS_Store"]
)
def test_what_is_said_about_a_model_is_no_part_of_it(model, name):
    (model.folder / name).parent.mkdir(exist_ok=True)
    (model.folder / name).write_bytes(b"x")

    assert bad(model) == []


# Locks


def test_a_lock_is_waited_for(tmp_path):
    path, order = tmp_path / "lock", []
    waiting = threading.Event()

    def second() -> None:
        def note(pid: str) -> None:
            order.append(pid)
            waiting.set()

        with locked(path, on_wait=note):
            order.append("second")

    thread = threading.Thread(target=second)
    with locked(path):
        thread.start()
        assert waiting.wait(10)
        order.append("first")
    thread.join(10)

    assert order == [str(os.getpid()), "first", "second"]


def test_the_lock_of_a_process_that_was_killed_is_free(tmp_path):
    path = tmp_path / "lock"
    code = (
        "import sys, pathlib; from indictx.models.lock import locked\n"
        "with locked(pathlib.Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout.readline() == "held\n"
        waits = []
        process.kill()
        process.wait()

        with locked(path, on_wait=waits.append):
            pass

    assert waits == []
