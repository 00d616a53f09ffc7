from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx import settings
from indictx.errors import UsageError
from indictx.pipeline.options import TranslateOptions
from indictx.settings import SETTINGS, Setting, Value, paths, resolve, setting
from indictx.settings.edit import set_user_values


@pytest.fixture
def project(tmp_path, monkeypatch):
    folder = tmp_path / "project"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def user_file(text: str) -> Path:
    path = settings.user_config_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def project_file(folder: Path, text: str) -> Path:
    path = folder / "indictx.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_setting_has_its_default_when_nothing_sets_it(project):
    assert resolve({}) == {each.name: Value(each.default, "default") for each in SETTINGS}


def test_the_order_is_flag_environment_project_user_default(project, monkeypatch):
    assert resolve({})["beam"] == Value(setting("beam").default, "default")

    user = user_file("beam = 3")
    assert resolve({})["beam"] == Value(3, str(user))

    nearer = project_file(project, "beam = 4")
    assert resolve({})["beam"] == Value(4, str(nearer))

    monkeypatch.setenv("INDICTX_BEAM", "5")
    assert resolve({})["beam"] == Value(5, "INDICTX_BEAM")

    assert resolve({"beam": 6})["beam"] == Value(6, "--beam")


def test_files_are_merged_key_by_key(project):
    user = user_file("beam = 3\nthreads = 2")
    nearer = project_file(project, "beam = 4")

    values = resolve({})

    assert values["beam"].source == str(nearer)
    assert values["threads"] == Value(2, str(user))


def test_the_nearest_project_file_counts_alone(project):
    project_file(project, "beam = 4\nthreads = 2")
    inner = project / "a" / "b"
    inner.mkdir(parents=True)
    nearest = project_file(project / "a", "beam = 7")

    values = resolve({}, cwd=inner)

    assert settings.project_config_path(inner) == nearest
    assert values["beam"] == Value(7, str(nearest))
    assert values["threads"].source == "default"


def test_a_folder_named_like_the_project_file_is_not_one(project):
    (project / "indictx.toml").mkdir()

    assert settings.project_config_path(project) is None


@pytest.mark.skipif(sys.platform == "win32", reason="a folder in use cannot be deleted there")
def test_a_deleted_current_folder_has_no_project_file(project):
    project.rmdir()

    assert settings.project_config_path() is None


def test_none_and_empty_lists_of_flags_count_as_not_given(project):
    user_file('to = ["hi"]\nbeam = 3')

    values = resolve({"to": [], "beam": None, "keep": ()})

    assert values["to"].value == ("hi",)
    assert values["beam"].value == 3
    assert values["keep"].source == "default"


def test_a_false_flag_is_given(project):
    user_file("strict = true")

    assert resolve({"strict": False})["strict"] == Value(False, "--strict")


def test_an_empty_variable_counts_as_not_set(project, monkeypatch):
    monkeypatch.setenv("INDICTX_BEAM", "")

    assert resolve({})["beam"].source == "default"


@pytest.mark.parametrize(
    ("variable", "text", "value"),
    [
        ("INDICTX_TO", "hi, ta,bn", ("hi", "ta", "bn")),
        ("INDICTX_BEAM", "4", 4),
        ("INDICTX_STRICT", "Yes", True),
        ("INDICTX_STRICT", "off", False),
        ("INDICTX_KEEP", os.pathsep.join(["a.txt", "b,c.txt"]), (Path("a.txt"), Path("b,c.txt"))),
        ("INDICTX_KEEP_REGEX", "[A-Z]{2,}:\n[0-9]+", ("[A-Z]{2,}:", "[0-9]+")),
        ("INDICTX_MODEL", "indictx-mini", "indictx-mini"),
        ("INDICTX_DIGITS", "native", "native"),
        ("INDICTX_FROM", "हिन्दी", "हिन्दी"),
    ],
)
def test_a_variable_is_read_as_its_settings_kind(project, monkeypatch, variable, text, value):
    monkeypatch.setenv(variable, text)

    found = resolve({})[variable.removeprefix("INDICTX_").lower()]

    assert found == Value(value, variable)
    assert type(found.value) is type(value)


@pytest.mark.parametrize(
    ("variable", "text", "complaint"),
    [
        ("INDICTX_BEAM", "four", "INDICTX_BEAM: 'four' is not a whole number"),
        ("INDICTX_BEAM", "0", "INDICTX_BEAM: 0 is less than 1"),
        ("INDICTX_STRICT", "maybe", "INDICTX_STRICT: 'maybe' is neither true nor false"),
        ("INDICTX_DIGITS", "roman", "INDICTX_DIGITS: 'roman' is not one of keep, native"),
        ("INDICTX_MODEL", " ", "INDICTX_MODEL: empty value"),
    ],
)
def test_a_bad_variable_is_named_with_its_value(project, monkeypatch, variable, text, complaint):
    monkeypatch.setenv(variable, text)

    with pytest.raises(UsageError) as caught:
        resolve({})

    assert str(caught.value) == complaint


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ('beam = "4"', "beam: '4' is not a whole number"),
        ("beam = true", "beam: True is not a whole number"),
        ("beam = 2.5", "beam: 2.5 is not a whole number"),
        ("strict = 1", "strict: 1 is not true or false"),
        ("model = 3", "model: 3 is not text"),
        ("to = 3", "to: 3 is not a list of texts"),
        ("to = [1]", "to: 1 is not a list of texts"),
        ("keep_regex = { a = 1 }", "keep_regex: {'a': 1} is not a list of texts"),
        ("threads = -1", "threads: -1 is less than 0"),
        ('errors = "skip"', "errors: 'skip' is not one of strict, replace, surrogateescape"),
    ],
)
def test_a_bad_value_in_a_file_names_file_and_key(project, line, complaint):
    path = project_file(project, line)

    with pytest.raises(UsageError) as caught:
        resolve({})

    assert str(caught.value) == f"{path}: {complaint}"
    assert caught.value.exit_code == 2


def test_an_unknown_key_names_the_file_and_a_near_setting(project):
    path = project_file(project, 'keep-regexp = ["x"]')

    with pytest.raises(UsageError) as caught:
        resolve({})

    assert str(caught.value) == f"{path}: unknown setting 'keep-regexp'"
    assert caught.value.hint == "did you mean keep_regex?"


def test_a_key_near_to_none_lists_all_settings(project):
    project_file(project, "zzzzzz = 1")

    with pytest.raises(UsageError) as caught:
        resolve({})

    assert all(each.name in caught.value.hint for each in SETTINGS)


def test_a_file_that_is_not_toml_names_itself_and_the_line(project):
    path = user_file("beam = 3\nbeam 4")

    with pytest.raises(UsageError) as caught:
        resolve({})

    assert str(path) in str(caught.value)
    assert "line 2" in str(caught.value)


def test_a_file_that_is_not_utf8_names_itself(project):
    path = user_file("")
    path.write_bytes(b'model = "\xff"')

    with pytest.raises(UsageError, match="not valid TOML"):
        resolve({})


def test_a_file_that_cannot_be_read_names_itself(project, monkeypatch):
    path = user_file("beam = 3")

    def refuse(*_args, **_options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_text", refuse)

    with pytest.raises(UsageError, match=r"cannot read .*: Permission denied") as caught:
        resolve({})

    assert str(path) in str(caught.value)


def test_a_folder_that_may_not_be_searched_has_no_settings(project, monkeypatch):
    def refuse(_path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "is_file", refuse)

    assert resolve({})["beam"].source == "default"


def test_a_byte_order_mark_before_toml_is_accepted(project):
    path = project_file(project, "")
    path.write_bytes("\ufeffbeam = 4\r\n".encode())

    assert resolve({})["beam"].value == 4


def test_paths_in_a_file_start_from_its_folder(project):
    inner = project / "inner"
    inner.mkdir()
    project_file(project, 'keep = ["terms/names.txt"]\nmodel = "./models/ours"')

    values = resolve({}, cwd=inner)

    assert values["keep"].value == (project / "terms" / "names.txt",)
    assert values["model"].value == str(project / "models" / "ours")


def test_a_model_name_in_a_file_is_not_a_path(project):
    project_file(project, 'model = "indictx-mini@1"')

    assert resolve({})["model"].value == "indictx-mini@1"


def test_a_tilde_is_the_home_folder(project, monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    project_file(project, 'keep = "~/terms.txt"')

    assert resolve({})["keep"].value == (tmp_path / "terms.txt",)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows looks up no users")
def test_an_unknown_users_home_is_a_usage_error(project):
    project_file(project, 'keep = "~nobody-of-this-name/terms.txt"')

    with pytest.raises(UsageError, match="keep: '~nobody"):
        resolve({})


def test_a_decimal_setting_takes_whole_numbers_but_not_words_or_nan(monkeypatch):
    penalty = Setting(name="penalty", kind="float", default=1.0, minimum=0, help="A number.")

    assert settings.typed(penalty, 2, place="file") == 2.0
    assert settings.parsed(penalty, "0.8") == 0.8
    for bad in ("nan", "much"):
        with pytest.raises(UsageError, match="INDICTX_PENALTY: "):
            settings.parsed(penalty, bad)
    with pytest.raises(UsageError, match="file: True is not a number"):
        settings.typed(penalty, True, place="file")


def test_defaults_are_those_of_the_library(project):
    options = TranslateOptions()

    assert setting("beam").default == options.beam_size
    assert setting("alternatives").default == options.alternatives
    assert setting("window").default == options.window
    assert setting("batch_pieces").default == options.batch_pieces


@pytest.mark.parametrize("given", ["hi,ta", ["hi,ta"], ["hi", "ta"], ("hi", " ta")])
def test_languages_are_divided_at_commas_wherever_they_are_given(project, given):
    assert resolve({"to": given})["to"].value == ("hi", "ta")


def test_a_comma_does_not_divide_paths_or_patterns(project):
    values = resolve({"keep": ["a,b.txt"], "keep_regex": ["[0-9]{1,3}"]})

    assert values["keep"].value == (Path("a,b.txt"),)
    assert values["keep_regex"].value == ("[0-9]{1,3}",)


def test_a_flag_that_is_no_setting_is_a_mistake_of_the_caller(project):
    with pytest.raises(KeyError, match="beem"):
        resolve({"beem": 3})


def test_indictx_home_wins_over_the_platforms_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("INDICTX_HOME", str(tmp_path / "models here"))

    assert settings.home() == tmp_path / "models here"


@pytest.mark.parametrize(
    ("platform", "data", "config"),
    [
        ("linux", ".local/share/indictx", ".config/indictx"),
        (
            "darwin",
            "Library/Application Support/indictx",
            "Library/Application Support/indictx",
        ),
        ("win32", "AppData/Local/indictx", "AppData/Roaming/indictx"),
    ],
)
def test_each_platform_has_its_usual_folders(monkeypatch, tmp_path, platform, data, config):
    for name in ("INDICTX_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("APPDATA", str(tmp_path / "AppData" / "Roaming"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "AppData" / "Local"))
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setattr(paths.sys, "platform", platform)

    assert settings.home() == tmp_path / data
    assert settings.config_dir() == tmp_path / config


def test_a_relative_xdg_folder_is_ignored(monkeypatch, tmp_path):
    monkeypatch.setattr(paths.sys, "platform", "linux")
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", "relative")

    assert settings.config_dir() == tmp_path / ".config" / "indictx"


def test_toml_is_not_imported_while_no_file_exists(tmp_path, unmeasured):
    code = (
        "import sys; from indictx.settings import resolve; resolve({'beam': 3}); "
        "sys.exit('tomllib' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=False, env=unmeasured)

    assert done.returncode == 0


def test_flags_variables_and_names_are_unique():
    assert len({each.flag for each in SETTINGS}) == len(SETTINGS)
    assert len({each.variable for each in SETTINGS}) == len(SETTINGS)
    assert {each.variable for each in SETTINGS}.isdisjoint(
        {each.name for each in settings.VARIABLES}
    )


@pytest.mark.parametrize("each", SETTINGS, ids=lambda each: each.name)
def test_every_default_is_a_value_its_setting_accepts(project, each):
    if each.default is not None and each.default != ():
        assert resolve({each.name: each.default})[each.name].value == each.default


def test_more_threads_than_any_machine_has_are_refused(project, monkeypatch):
    monkeypatch.setenv("INDICTX_THREADS", "100000")

    with pytest.raises(UsageError, match="INDICTX_THREADS: 100000 is more than 1024"):
        resolve({})
    assert resolve({"threads": 1024})["threads"].value == 1024


NUMBERS = [each for each in SETTINGS if each.kind == "int"]


@given(st.sampled_from(NUMBERS), st.integers(min_value=1, max_value=10**6))
def test_a_number_means_the_same_in_all_places(each, number):
    if each.maximum is not None and number > each.maximum:
        with pytest.raises(UsageError, match=f"file: {number} is more than {each.maximum}"):
            settings.typed(each, number, place="file")
        number = int(each.maximum)
    typed = settings.typed(each, number, place="file")

    assert settings.parsed(each, str(number)) == typed == number


def test_several_values_are_set_and_taken_out_together(project):
    path = user_file("# mine\nthreads = 1\nbatch_pieces = 9  # old\n[later]\nthreads = 5\n")

    set_user_values({"threads": 2, "batch_pieces": None})

    assert path.read_text(encoding="utf-8") == "# mine\nthreads = 2\n[later]\nthreads = 5\n"


def test_all_values_are_set_or_none(project):
    text = 'threads = 1\nmodel = """\nbatch_pieces = 9\n"""\n'
    path = user_file(text)

    with pytest.raises(UsageError, match="cannot change 'threads', 'batch_pieces'"):
        set_user_values({"threads": 2, "batch_pieces": 512})

    assert path.read_text(encoding="utf-8") == text


def test_taking_out_what_is_not_there_writes_no_file(project):
    path = set_user_values({"threads": None})

    assert not path.exists()
