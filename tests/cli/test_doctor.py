from __future__ import annotations

import json
import subprocess
import sys
from types import SimpleNamespace

import pytest

from indictx import __version__, settings
from indictx.bench import machine
from indictx.cli import _report
from indictx.cli.doctor import doctor_command
from indictx.errors import ManifestError, ModelNotFoundError, UsageError
from indictx.models import store
from indictx.pipeline.translator import Translator
from indictx.settings import SETTINGS

CPUINFO = """processor\t: 0
vendor_id\t: GenuineIntel
model name\t: Example CPU @ 2.00GHz
flags\t\t: fpu sse4_1 avx avx2 fma avx512_vnni

processor\t: 1
model name\t: Example CPU @ 2.00GHz
"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    folder = tmp_path / "project"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def doctor(project, capsysbinary):
    """Run the command in this process and return what it wrote to stdout."""

    def run(**options: bool) -> str:
        doctor_command(**options)
        return capsysbinary.readouterr().out.decode("utf-8")

    return run


def test_every_line_is_a_key_and_a_value(doctor):
    lines = doctor(as_json=False).splitlines()

    assert lines[0] == f"indictx: {__version__}"
    assert all(": " in line for line in lines)


def test_every_setting_is_shown_with_the_place_that_set_it(doctor, project, monkeypatch):
    path = project / "indictx.toml"
    path.write_text('to = ["hi", "mr"]', encoding="utf-8")
    monkeypatch.setenv("INDICTX_BEAM", "3")

    lines = doctor(as_json=False).splitlines()

    assert f"setting to: hi mr ({path})" in lines
    assert "setting beam: 3 (INDICTX_BEAM)" in lines
    assert "variable INDICTX_BEAM: 3" in lines
    assert f"project_file: {path}" in lines
    for each in SETTINGS:
        assert any(line.startswith(f"setting {each.name}: ") for line in lines)


def test_json_says_the_same(doctor, project):
    (project / "indictx.toml").write_text('keep = ["names.txt"]', encoding="utf-8")

    report = json.loads(doctor(as_json=True))

    assert report["schema"] == 1
    assert report["versions"]["indictx"] == __version__
    assert report["versions"]["ctranslate2"]
    assert list(report["settings"]) == [each.name for each in SETTINGS]
    assert report["settings"]["keep"] == {
        "value": [str(project / "names.txt")],
        "source": str(project / "indictx.toml"),
    }
    assert report["machine"]["cores_usable"] >= 1
    assert report["error"] is None


def test_a_misspelt_variable_is_pointed_out(doctor, monkeypatch):
    monkeypatch.setenv("INDICTX_BEEM", "3")

    assert "variable INDICTX_BEEM: unknown, has no effect" in doctor(as_json=False).splitlines()


def test_a_broken_settings_file_is_raised_after_the_rest_is_shown(project, capsysbinary):
    path = project / "indictx.toml"
    path.write_text("beam = [", encoding="utf-8")

    with pytest.raises(UsageError, match="not valid TOML"):
        doctor_command(as_json=False)

    shown = capsysbinary.readouterr().out.decode()
    assert "cores: " in shown
    assert f"broken: {path} is not valid TOML" in shown


def test_a_broken_model_is_raised_after_the_rest_is_shown(project, capsysbinary):
    path = store.models_folder() / "broken" / "manifest.toml"
    path.parent.mkdir(parents=True)
    path.write_text("{", encoding="utf-8")

    with pytest.raises(ManifestError) as caught:
        doctor_command(as_json=True)

    report = json.loads(capsysbinary.readouterr().out)
    assert report["error"].startswith(f"{path} is not TOML")
    assert report["settings"]
    assert "indictx-mini" in [model["name"] for model in report["models"]]
    assert caught.value.hint == "`indictx models remove broken` removes it"


def test_models_are_shown_with_version_and_place(project, monkeypatch, tmp_path):
    model = _report.InstalledModel("indictx-mini", "1", tmp_path)
    monkeypatch.setattr(_report, "_models", lambda: (model,))

    lines = dict(_report.collect().lines())

    assert lines["model indictx-mini"] == f"1 ({tmp_path})"


def test_a_check_translates_a_line_with_the_model_that_is_set(doctor, monkeypatch):
    opened = []

    class Loaded:
        router = SimpleNamespace(targets=lambda: ["eng_Latn", "hin_Deva"])

        def __enter__(self):
            return self

        def __exit__(self, *_):
            return None

        def translate(self, texts, *, src_lang, tgt_lang):
            for text in texts:
                yield SimpleNamespace(
                    model="ours", tgt_lang=tgt_lang, source=text, target="सुप्रभात।", flags=()
                )

    monkeypatch.setattr(
        Translator,
        "load",
        lambda model, src_lang, tgt_lang: opened.append((model, src_lang, tgt_lang)) or Loaded(),
    )
    monkeypatch.setenv("INDICTX_MODEL", "ours")

    report = json.loads(doctor(as_json=True, check=True))
    lines = doctor(as_json=False, check=True).splitlines()

    monkeypatch.delenv("INDICTX_MODEL")
    monkeypatch.setenv("INDICTX_TO", "en,hi")
    doctor(as_json=True, check=True)

    assert opened == [("ours", "en", None), ("ours", "en", None), (None, "en", "hin_Deva")]
    assert report["check"]["tgt_lang"] == "hin_Deva"
    assert report["check"]["target"] == "सुप्रभात।"
    assert report["check"]["load_ms"] >= 0
    assert "check target: सुप्रभात।" in lines


def test_without_a_check_no_model_is_loaded(doctor, monkeypatch):
    monkeypatch.setattr(Translator, "load", lambda _: pytest.fail("a model was loaded"))

    assert json.loads(doctor(as_json=True))["check"] is None


def test_a_check_with_a_model_that_is_unknown_is_raised(project, monkeypatch, capsysbinary):
    monkeypatch.setenv("INDICTX_MODEL", "no-such-model")

    with pytest.raises(ModelNotFoundError):
        doctor_command(as_json=False, check=True)

    assert "broken: unknown model: 'no-such-model'" in capsysbinary.readouterr().out.decode()


def test_a_package_that_is_not_installed_is_said_so(project, monkeypatch):
    monkeypatch.setattr(_report, "PACKAGES", ("no-package-of-this-name",))

    assert dict(_report.collect().lines())["no-package-of-this-name"] == "not installed"


def test_the_user_file_is_none_until_it_exists(project):
    assert _report.collect().paths["user_file"] is None

    path = settings.user_config_path()
    path.parent.mkdir(parents=True)
    path.write_text("beam = 2", encoding="utf-8")

    assert _report.collect().paths["user_file"] == path


def test_the_processors_name_and_features_come_from_cpuinfo():
    assert machine.cpu_name(CPUINFO) == "Example CPU @ 2.00GHz"
    assert machine.cpu_features(CPUINFO) == ["sse4_1", "avx", "avx2", "fma", "avx512_vnni"]


def test_features_of_arm_processors_are_found():
    assert machine.cpu_features("Features\t: fp asimd asimddp i8mm\n") == [
        "asimd",
        "asimddp",
        "i8mm",
    ]


def test_a_processor_without_cpuinfo_has_a_name_and_no_features():
    assert machine.cpu_name("")
    assert machine.cpu_features("") == []


def test_machine_facts_do_without_the_files_of_linux(monkeypatch, tmp_path):
    for name in ("_CPUINFO", "_MEMINFO", "_CGROUP_LIMIT"):
        monkeypatch.setattr(machine, name, tmp_path / "missing")

    facts = machine.facts()

    assert facts["cpu_features"] == []
    assert facts["memory_free_mib"] is None
    assert facts["memory_limit_mib"] is None


def test_the_memory_limit_of_a_container_is_in_mib(monkeypatch, tmp_path):
    limit = tmp_path / "memory.max"
    monkeypatch.setattr(machine, "_CGROUP_LIMIT", limit)

    limit.write_text("536870912\n")
    assert machine.facts()["memory_limit_mib"] == 512

    limit.write_text("max\n")
    assert machine.facts()["memory_limit_mib"] is None


def test_a_runtime_that_refuses_to_start_has_no_compute_types(monkeypatch):
    def refuse():
        raise RuntimeError("unsupported instruction set")

    monkeypatch.setattr(machine.ct2, "runtime", refuse)

    assert machine.facts()["compute_types"] is None


def test_importing_the_command_imports_nothing_heavy():
    code = (
        "import sys, indictx.cli.doctor, indictx.cli.man, indictx.cli._complete; "
        "heavy = {'importlib.metadata', 'platform', 'json', 'tomllib', 'ctranslate2', "
        "'sentencepiece'} & set(sys.modules); print(sorted(heavy)); sys.exit(bool(heavy))"
    )
    baseline = "import sys, typer; print(sorted(sys.modules))"

    before = subprocess.run([sys.executable, "-c", baseline], capture_output=True, text=True)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)

    added = set(json.loads(done.stdout.replace("'", '"'))) - set(
        json.loads(before.stdout.replace("'", '"'))
    )
    assert added == set()


def test_a_secret_is_said_to_be_set_and_not_shown(doctor, monkeypatch):
    monkeypatch.setenv("HF_TOKEN", "geheim")

    text = doctor(as_json=False)

    assert "variable HF_TOKEN: set, not shown" in text.splitlines()
    assert "geheim" not in text + doctor(as_json=True)
