from __future__ import annotations

import io
import json
import shutil
import sys
import tomllib

import pytest
from fake_models import TINY, whole_repo, write_model
from hub_server import HubServer
from tiny_model import tiny_manifest_model

from indictx import settings
from indictx.cli import _pull_report
from indictx.cli._errors import run
from indictx.cli.app import app
from indictx.models import store
from indictx.models.manifest import Terms


@pytest.fixture
def indictx(monkeypatch, tmp_path, capfd):
    """Run the command in this process, in an empty folder; return exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b""), encoding="utf-8"))
        code = run(lambda: app(list(arguments), prog_name="indictx"))
        out, err = capfd.readouterr()
        return code, out, err

    return call


@pytest.fixture
def models(indictx):
    return lambda *arguments: indictx("models", *arguments)


@pytest.fixture
def put():
    return lambda name="tiny", **facts: write_model(store.models_folder() / name, **facts)


@pytest.fixture
def hub(monkeypatch):
    with HubServer() as server:
        monkeypatch.setenv("HF_ENDPOINT", server.url)
        monkeypatch.delenv("HF_TOKEN", raising=False)
        monkeypatch.setenv("XDG_CACHE_HOME", "/nonexistent")
        server.add("owner/tiny", whole_repo())
        yield server


def rows(out: str) -> dict[str, list[str]]:
    return {line.split("\t")[0]: line.split("\t") for line in out.splitlines()}


# list and show


def test_the_list_has_name_version_state_size_licence_and_title(models, put):
    put(title="A model of the tests", terms=Terms(non_commercial=True))

    code, out, err = models("list")

    assert (code, err) == (0, "")
    assert rows(out)["tiny"] == [
        "tiny",
        "1",
        "installed",
        "5 kB",
        "MIT, non-commercial",
        "A model of the tests",
    ]
    assert rows(out)["indictx-mini"][2] == "bundled"
    assert rows(out)["indictrans2-en-indic"][2] == "known"
    assert rows(out)["ai4bharat-indictrans2-en-indic-1b"][4] == "MIT, gated"


def test_installed_hides_what_is_only_known(models, put):
    put()

    _, out, _ = models("list", "--installed")

    assert {"tiny", "indictx-mini"} <= set(rows(out))
    assert "indictrans2-en-indic" not in rows(out)


@pytest.mark.parametrize("query", ["tel", "te", "Telugu", "తెలుగు"])
def test_a_language_by_any_name_narrows_the_list(models, query):
    _, out, _ = models("list", "--lang", query)

    assert "indictrans2-en-indic" in rows(out)
    assert "m2m100-418m" not in rows(out)


def test_an_unknown_language_is_an_error(models):
    assert models("list", "--lang", "xx-nothing")[0] == 4


def test_json_has_one_object_for_each_model(models, put):
    put(attribution="నా పేరు")

    _, out, _ = models("list", "--installed", "--json")

    record = {row["name"]: row for row in map(json.loads, out.splitlines())}["tiny"]
    assert record["attribution"] == "నా పేరు"
    assert record["path"] == str(store.models_folder() / "tiny")
    assert record["size_bytes"] == sum(map(len, TINY.values()))
    assert record["unpinned"] == []


def test_show_says_terms_source_and_what_is_unpinned(models):
    code, out, _ = models("show", "ai4bharat-indictrans2-en-indic-200m")

    assert code == 0
    assert "gated: yes" in out.splitlines()
    assert "source: hf:ai4bharat/indictrans2-en-indic-dist-200M" in out.splitlines()
    assert "unpinned: revision config.json" in out


def test_a_title_cannot_steer_the_terminal(models, put):
    put(title="a\x1b[2Jb\tc\nd क\u094d\u200dष")

    _, listed, _ = models("list", "--installed")
    _, shown, _ = models("show", "tiny")

    assert rows(listed)["tiny"][5] == "a [2Jb c d क\u094d\u200dष"
    assert "\x1b" not in listed + shown


def test_an_alias_shows_the_model(models):
    _, out, _ = models("show", "nllb-600m", "--json")

    assert json.loads(out)["name"] == "nllb-200-distilled-600m"


@pytest.mark.parametrize("command", ["show", "path", "verify", "remove", "default"])
def test_an_unknown_model_is_exit_code_3(models, command):
    code, out, err = models(command, "nothing-like-it")

    assert (code, out) == (3, "")
    assert err.startswith("error: unknown model: 'nothing-like-it'\n")


# path, verify, remove


def test_path_prints_the_folder(models, put):
    put()

    assert models("path", "tiny") == (0, f"{store.models_folder() / 'tiny'}\n", "")


def test_a_known_model_has_no_path_yet(models):
    code, _, err = models("path", "argos-en-hi")

    assert code == 3
    assert "hint: run `indictx models pull argos-en-hi`" in err


def test_verify_is_silent_on_stdout_when_all_is_well(models, put):
    put()

    code, out, err = models("verify", "tiny")

    assert (code, out, err) == (0, "", "1 model is whole\n")


def test_verify_names_every_bad_file_and_exits_with_7(models, put):
    folder = put().folder
    (folder / "model.bin").write_bytes(b"x")
    (folder / "evil.so").write_bytes(b"x")

    code, out, err = models("verify")

    assert code == 7
    assert out.splitlines() == [
        f"{folder / 'model.bin'}\t1 bytes\t5000 bytes",
        f"{folder / 'evil.so'}\tthe file is not in the manifest\tno such file",
    ]
    assert str(folder / "model.bin") in err


def test_verify_prints_json(models, put):
    folder = put().folder
    (folder / "evil.so").write_bytes(b"x")

    code, out, _ = models("verify", "tiny", "--json")

    assert code == 7
    assert json.loads(out) == {
        "model": "tiny",
        "path": str(folder / "evil.so"),
        "found": "the file is not in the manifest",
        "expected": "no such file",
    }


def test_remove_frees_the_disk(models, put):
    folder = put().folder

    code, out, err = models("remove", "tiny")

    assert (code, out) == (0, "")
    assert "removed tiny" in err
    assert not folder.exists()


@pytest.mark.parametrize("command", ["list", "verify"])
def test_a_broken_model_is_named_after_the_others(models, put, command):
    put()
    path = put("broken").folder / "manifest.toml"
    path.write_text("{", encoding="utf-8")

    code, out, err = models(command)

    assert code == 3
    assert err.startswith(f"error: {path} is not TOML")
    assert err.endswith("hint: `indictx models remove broken` removes it\n")
    assert command == "verify" or {"tiny", "indictx-mini"} <= set(rows(out))
    assert models("remove", "broken")[0] == 0
    assert models(command)[0] == 0


def test_a_default_that_is_removed_is_named_with_its_place(indictx, models, put):
    put()
    put("other")
    models("default", "tiny")
    path = settings.user_config_path()

    _, _, other = models("remove", "other")
    code, _, err = models("remove", "tiny")
    later = indictx("translate", "--to", "hi", "--from", "en", "The rain.")

    assert "note" not in other
    assert code == 0
    assert err.splitlines()[1] == (
        f"note: {path} still names 'tiny'; `indictx models default --unset` changes that"
    )
    assert later[0] == 3
    assert later[2].splitlines()[1].endswith(f"; {path} names it")


def test_a_bundle_is_not_written_to_standard_output(models, put, tmp_path):
    put()

    code, out, _ = models("export", "tiny", "-o", "-")

    assert (code, out) == (2, "")
    assert not (tmp_path / "-").exists()


def test_the_bundled_model_stays(models):
    code, _, err = models("remove", "indictx-mini")

    assert code == 3
    assert "comes with indictx" in err


# default


def test_the_default_is_a_line_in_the_users_file(models, put):
    put()
    path = settings.user_config_path()
    path.parent.mkdir(parents=True)
    path.write_text("# mine\nbeam = 2  # fast\n\n", encoding="utf-8")

    assert models("default", "tiny") == (0, "", "")

    assert path.read_text(encoding="utf-8") == 'model = "tiny"\n# mine\nbeam = 2  # fast\n\n'
    assert models("default")[1] == "tiny\n"


def test_the_default_can_be_changed_and_unset(models, put):
    put()
    put("other")
    models("default", "tiny")
    models("default", "other")

    assert tomllib.loads(settings.user_config_path().read_text(encoding="utf-8")) == {
        "model": "other"
    }

    assert models("default", "--unset") == (0, "", "")
    assert models("default") == (0, "", "")


def test_a_stronger_place_is_named(models, put, monkeypatch):
    put()
    monkeypatch.setenv("INDICTX_MODEL", "other")

    code, _, err = models("default", "tiny")

    assert code == 0
    assert err == "note: INDICTX_MODEL is stronger, and says other\n"


def test_a_model_at_a_path_is_remembered_by_its_path(models, tmp_path):
    write_model(tmp_path / "own" / "tiny")

    models("default", "own/tiny")

    assert models("default")[1] == f"{(tmp_path / 'own' / 'tiny').resolve()}\n"


# pull, export, import


@pytest.mark.network
def test_pull_says_what_it_does_on_stderr_alone(models, hub):
    code, out, err = models("pull", "hf:owner/tiny")

    assert (code, out) == (0, "")
    assert "licence MIT; the tests" in err.splitlines()
    assert "installed tiny: 5 kB" in err
    assert models("verify", "tiny")[0] == 0


@pytest.mark.network
def test_a_quiet_pull_says_nothing(models, hub):
    assert models("pull", "hf:owner/tiny", "--quiet") == (0, "", "")


@pytest.mark.network
def test_a_terminal_gets_a_bar(models, hub, monkeypatch):
    drawn = []
    monkeypatch.setattr(sys.stderr.__class__, "isatty", lambda _: True, raising=False)
    monkeypatch.setattr(_pull_report.PullReport, "start", lambda *_, **facts: drawn.append(facts))

    models("pull", "hf:owner/tiny")

    assert {"total_bytes": 5000} in drawn


def test_a_bar_has_speed_and_time_left(capfd):
    with _pull_report.PullReport(quiet=False, progress=True) as report:
        report.start("model.bin", total_bytes=100)
        report.at(50)
        columns = [type(column).__name__ for column in report._bar.columns]
        report.say("a note")

    assert {"TransferSpeedColumn", "TimeRemainingColumn"} <= set(columns)
    assert "a note\n" in capfd.readouterr().err


@pytest.mark.parametrize("arguments", [["--offline"], []], ids=["option", "variable"])
def test_offline_is_exit_code_3(models, monkeypatch, arguments):
    if not arguments:
        monkeypatch.setenv("INDICTX_OFFLINE", "1")

    code, _, err = models("pull", "indictrans2-en-indic", *arguments)

    assert code == 3
    assert err.startswith("error: offline: 'indictrans2-en-indic' is not installed")


def test_what_names_no_model_is_wrong_usage(models):
    assert models("pull", "two words")[0] == 2


def test_a_model_travels_in_a_bundle(models, put, tmp_path):
    folder = put().folder

    assert models("export", "tiny", "-o", "tiny.indictx")[0] == 0
    models("remove", "tiny")
    code, out, err = models("import", "tiny.indictx")

    assert (code, out) == (0, "")
    assert err == "installed tiny 1; licence MIT\n"
    assert {path: (folder / path).read_bytes() for path in TINY} == TINY


def test_pull_takes_a_path_too(models, put):
    put()
    models("export", "tiny", "-o", "tiny.indictx")
    models("remove", "tiny")

    assert models("pull", "tiny.indictx", "--offline")[0] == 0


@pytest.mark.parametrize(
    ("damage", "code"), [(lambda data: data[:-100], 5), (lambda data: data.replace(b"[\"<unk>\"]", b"[\"<evil\"]"), 7)],
    ids=["truncated", "changed"],
)  # fmt: skip
def test_a_bad_bundle_has_its_exit_code(models, put, tmp_path, damage, code):
    put()
    models("export", "tiny", "-o", "tiny.indictx")
    models("remove", "tiny")
    path = tmp_path / "tiny.indictx"
    path.write_bytes(damage(path.read_bytes()))

    assert models("import", "tiny.indictx")[0] == code
    assert not (store.models_folder() / "tiny").exists()


# Which model translates


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    return tiny_manifest_model(tmp_path_factory.mktemp("model") / "tiny")


@pytest.fixture
def two_models(tiny, monkeypatch, tmp_path):
    """A weak bundled model and a better one that was installed; both are real."""
    weak = tmp_path / "bundled" / "indictx-mini"
    shutil.copytree(tiny, weak)
    good = store.models_folder() / "good"
    shutil.copytree(tiny, good)
    _retell(weak, 'name = "indictx-mini"\nrank = 1')
    _retell(good, 'name = "good"\nrank = 5')
    monkeypatch.setattr(store, "bundled_folders", lambda: [weak])
    return good


def _retell(folder, line: str) -> None:
    path = folder / "manifest.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace('name = "tiny"', line), encoding="utf-8"
    )


def used(out: str) -> str:
    return json.loads(out)["model"]


@pytest.mark.parametrize(
    ("source", "why"),
    [(["--from", "en"], "direct"), ([], "takes 4 languages")],
    ids=["told", "detected"],
)
def test_the_best_installed_model_translates(indictx, two_models, source, why):
    code, out, err = indictx("translate", "--to", "hi", "--json", "--explain", *source, "The rain.")

    assert code == 0
    assert used(out) == "good"
    assert f"explain: good 1: {why}, rank 5" in err.splitlines()
    assert "explain: chosen is good" in err.splitlines()


def test_a_model_that_was_asked_for_is_taken(indictx, two_models):
    _, out, err = indictx(
        "translate", "-t", "hi", "--json", "--explain", "-m", "indictx-mini", "Rain."
    )

    assert used(out) == "indictx-mini"
    assert "explain: indictx-mini was asked for" in err.splitlines()


def test_a_default_that_was_set_is_taken(indictx, two_models):
    indictx("models", "default", "indictx-mini")

    _, out, _ = indictx("translate", "-t", "hi", "--json", "Rain.")

    assert used(out) == "indictx-mini"


def test_without_explain_nothing_is_explained(indictx, two_models):
    _, _, err = indictx("translate", "-f", "en", "-t", "hi", "Rain.")

    assert "explain" not in err


@pytest.fixture
def two_halves(two_models, monkeypatch):
    """A model into English and one out of it."""
    monkeypatch.setattr(store, "bundled_folders", list)
    out = store.models_folder() / "out"
    shutil.copytree(two_models, out)
    for folder, pairs in ((two_models, '"hin_Deva-eng_Latn"'), (out, '"eng_Latn-tam_Taml"')):
        path = folder / "manifest.toml"
        text = path.read_text(encoding="utf-8").replace('name = "good"', f'name = "{folder.name}"')
        begin = text.index("pairs = [")
        end = text.index("]", begin) + 1
        path.write_text(f"{text[:begin]}pairs = [{pairs}]{text[end:]}", encoding="utf-8")


def test_two_models_translate_where_none_has_the_way(indictx, two_halves):
    code, out, err = indictx("translate", "-f", "hi", "-t", "ta", "--json", "--explain", "नमस्ते")

    assert code == 0
    assert used(out) == "good+out"
    assert "explain: chosen is good and out" in err.splitlines()
    assert "note: hin_Deva to tam_Taml goes through eng_Latn" in err.splitlines()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_batch_goes_through_two_models_as_a_line_does(indictx, two_halves, tmp_path, jobs):
    (tmp_path / "a.txt").write_text("नमस्ते\n", encoding="utf-8")
    arguments = ("batch", "a.txt", "--out", "out", "--jobs", jobs, "-f", "hi", "-t", "ta", "-q")

    code, _, err = indictx(*arguments)

    assert (code, err) == (0, "")
    _, line, _ = indictx("translate", "-f", "hi", "-t", "ta", "-q", "नमस्ते")
    assert (tmp_path / "out" / "a.txt").read_text(encoding="utf-8") == line
