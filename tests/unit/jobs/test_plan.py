from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.errors import InputError, UsageError
from indictx.jobs.plan import Plan, Request, make_plan


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(*names: str) -> None:
    for name in names:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("rain\n")


def plan(*paths: str, out: str | None = "out", to=("hin_Deva",), **more) -> Plan:
    return make_plan(Request(paths=paths, tgt_langs=to, out=Path(out) if out else None, **more))


def outputs(made: Plan) -> list[str]:
    return [task.output.as_posix() for task in made.tasks]


def test_a_folder_is_mirrored_with_all_below_it():
    write("in/b.txt", "in/a/x.txt", "in/a/deep/y.txt")

    assert outputs(plan("in")) == ["out/b.txt", "out/a/x.txt", "out/a/deep/y.txt"]


def test_one_file_goes_straight_into_the_output_folder():
    write("some/where/a.txt")

    assert outputs(plan("some/where/a.txt")) == ["out/a.txt"]


def test_several_inputs_are_mirrored_below_the_folder_that_holds_them_all():
    write("in/a/x.txt", "in/b/x.txt")

    assert outputs(plan("in/a", "in/b/x.txt")) == ["out/a/x.txt", "out/b/x.txt"]


def test_what_another_batch_has_written_is_not_translated_unless_it_is_named():
    write("in/a.txt", "in/deep/hi/a.txt", "in/deep/hi/.indictx/journal", "in/.indictx/journal")

    made = plan("in")

    assert (outputs(made), made.others) == (["out/a.txt"], (Path("in/deep/hi"),))
    assert outputs(plan("in/deep/hi")) == ["out/a.txt"]


def test_a_link_is_a_file_of_its_own_where_outputs_mirror_inputs():
    write("in/real.txt")
    Path("in/a link.txt").symlink_to("real.txt")
    Path("in/loop").symlink_to(".")

    made = plan("in", "in/real.txt")

    assert outputs(made) == ["out/a link.txt", "out/real.txt"]


def test_in_place_a_link_is_the_file_that_it_leads_to(here):
    write("in/real.txt", "elsewhere/b.txt")
    Path("in/a link.txt").symlink_to("real.txt")
    Path("in/b.txt").symlink_to("../elsewhere/b.txt")

    made = plan("in", out=None)

    assert [task.output.resolve().relative_to(here).as_posix() for task in made.tasks] == [
        "in/real.txt",
        "elsewhere/b.txt",
    ]
    assert not any(task.output.is_symlink() for task in made.tasks)


def test_a_pattern_is_expanded_where_the_shell_did_not():
    write("in/a.txt", "in/b.txt", "in/c.po", "in/deep/d.txt")

    assert outputs(plan("in/*.txt")) == ["out/a.txt", "out/b.txt"]
    assert outputs(plan("in/**/*.txt")) == ["out/a.txt", "out/b.txt", "out/deep/d.txt"]


def test_a_file_whose_name_looks_like_a_pattern_is_a_file():
    write("in/[a].txt", "in/a.txt")

    assert outputs(plan("in/[a].txt")) == ["out/[a].txt"]


def test_a_file_named_twice_is_translated_once():
    write("in/a.txt")

    assert outputs(plan("in/a.txt", "in", "./in/../in/a.txt")) == ["out/a.txt"]


def test_several_languages_have_a_folder_each():
    write("in/a.txt", "in/b/c.txt")

    made = plan("in", to=("hin_Deva", "mni_Mtei"))

    assert outputs(made) == [
        "out/hi/a.txt",
        "out/hi/b/c.txt",
        "out/mni-Mtei/a.txt",
        "out/mni-Mtei/b/c.txt",
    ]
    assert len({task.name for task in made.tasks}) == 4


@pytest.mark.parametrize(
    ("template", "output"),
    [
        ("{stem}.{tag}{ext}", "out/b/c.hi.txt"),
        ("{lang}-{name}", "out/b/hin_Deva-c.txt"),
        ("{tag}/{dir}/{stem}{ext}", "out/hi/b/c.txt"),
    ],
)
def test_names_follow_the_template(template, output):
    write("in/b/c.txt", "in/a.txt")

    assert output in outputs(plan("in", name=template))


@pytest.mark.parametrize(
    ("template", "complaint"),
    [
        ("{title}", "unknown field in --name: {title}"),
        ("{stem.__class__}", "unknown field"),
        ("{stem!r}", "unknown field"),
        ("{stem", "--name cannot be understood"),
        ("../{name}", "no file below the output folder"),
        ("x/", "both give"),
    ],
)
def test_a_template_that_gives_no_good_name_is_refused(template, complaint):
    write("in/a.txt", "in/b.txt")

    with pytest.raises(UsageError) as caught:
        plan("in", name=template)

    assert complaint in str(caught.value)


def test_hidden_files_and_the_outputs_are_no_inputs():
    write("in/a.txt", "in/.git/x.txt", "in/.b.txt", "in/out/a.txt", "in/c.txt.indictx-part")

    assert outputs(plan("in", out="in/out", replaces=True)) == ["in/out/a.txt"]


def test_files_of_unknown_format_are_left_alone_in_folders_and_refused_by_name():
    write("in/a.txt")
    Path("in/b.bin").write_bytes(b"\0\1")

    in_folder, by_name = plan("in"), plan("in/a.txt", "in/b.bin")

    assert ([path.name for path in in_folder.ignored], in_folder.problems) == (["b.bin"], ())
    assert [problem.source.name for problem in by_name.problems] == ["b.bin"]
    assert "unknown format" in str(by_name.problems[0].error)


def test_a_file_that_is_not_there_is_a_problem_of_that_file():
    write("a.txt")

    made = plan("a.txt", "no-such.txt")

    assert outputs(made) == ["out/a.txt"]
    assert str(made.problems[0].error) == "cannot read 'no-such.txt': No such file or directory"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="permissions do not bind")
def test_a_file_that_may_not_be_read_is_a_problem_of_that_file():
    write("a.txt")
    Path("a.txt").chmod(0)

    assert "Permission denied" in str(plan("a.txt").problems[0].error)


def test_a_format_can_be_forced():
    write("a.log")

    assert plan("a.log", format="txt").tasks[0].format == "txt"


@pytest.mark.parametrize(
    ("paths", "complaint"),
    [(("*.po",), "no file matches '*.po'"), (("empty",), "no files to translate")],
)
def test_nothing_to_translate_is_said(paths, complaint):
    Path("empty").mkdir()

    with pytest.raises(UsageError) as caught:
        plan(*paths)

    assert complaint in str(caught.value)


def test_two_inputs_with_one_output_are_refused():
    write("in/b/a.text", "in/b/a.txt")

    with pytest.raises(UsageError, match="both give"):
        plan("in/b", name="{stem}")


def test_an_output_that_exists_is_refused_unless_that_was_asked_for():
    write("in/a.txt", "out/a.txt")

    with pytest.raises(UsageError, match=r"output exists: 'out/a\.txt'") as caught:
        plan("in")

    assert "--force" in str(caught.value.hint)
    assert outputs(plan("in", replaces=True)) == ["out/a.txt"]
    with pytest.raises(UsageError, match="not from this batch"):
        plan("in", resumes=True)


def test_an_output_that_is_an_input_is_refused():
    write("in/a.txt")

    with pytest.raises(UsageError, match="is an input"):
        plan("in/a.txt", out="in", replaces=True)


def test_a_file_in_the_place_of_the_output_folder_is_refused():
    write("in/a.txt", "out")

    with pytest.raises(UsageError, match="is not a folder"):
        plan("in")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="permissions do not bind")
def test_a_folder_that_may_not_be_written_is_refused():
    write("in/a.txt")
    Path("shut").mkdir(mode=0o500)

    with pytest.raises(UsageError, match="cannot write into"):
        plan("in", out="shut/out")


def test_in_place_the_original_is_kept_beside():
    write("in/a.txt", "in/b.txt.orig")

    (task,) = plan("in", out=None).tasks

    assert (task.output, task.backup) == (Path("in/a.txt"), Path("in/a.txt.orig"))


@pytest.mark.parametrize("more", [{}, {"replaces": True}, {"resumes": True}])
def test_a_backup_of_something_else_is_refused(more):
    write("in/a.txt")
    Path("in/a.txt.orig").write_text("sun\n")

    with pytest.raises(UsageError, match="backup exists") as error:
        plan("in/a.txt", out=None, **more)
    assert "only copy" in error.value.hint


@pytest.mark.parametrize(
    "more", [{"to": ("hin_Deva", "tam_Taml")}, {"name": "{stem}"}, {"backup": ""}, {"backup": "."}]
)
def test_what_makes_no_sense_in_place_is_refused(more):
    write("a.txt")

    with pytest.raises(UsageError):
        plan("a.txt", out=None, **more)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
def test_what_is_no_regular_file_is_never_opened():
    write("in/a.txt")
    os.mkfifo("in/b.txt")

    made = plan("in")
    named = plan("in/b.txt", "in/a.txt")

    assert outputs(made) == ["out/a.txt"]
    assert made.ignored == (Path("in/b.txt"),)
    assert "not a regular file" in str(named.problems[0].error)


def test_a_folder_that_cannot_be_listed_is_an_error(monkeypatch):
    def refuse(folder, onerror):
        error = PermissionError(13, "Permission denied", str(folder))
        onerror(error)
        return []

    Path("in").mkdir()
    monkeypatch.setattr("indictx.jobs.plan.os.walk", refuse)

    with pytest.raises(InputError, match="cannot read 'in': Permission denied"):
        plan("in")


@given(
    st.lists(st.sampled_from(["a", "b", "c/a", "c/d/a", "c/d/b", "e/a"]), min_size=1, unique=True),
    st.lists(st.sampled_from(["hin_Deva", "tam_Taml"]), min_size=1, unique=True),
)
def test_every_input_has_one_output_for_each_language(tmp_path_factory, names, codes):
    folder = tmp_path_factory.mktemp("in")
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).with_suffix(".txt").write_text("x")

    made = plan(str(folder), to=tuple(codes))

    assert len(made.tasks) == len(names) * len(codes) == len(set(outputs(made)))
    assert all(task.output.name == task.source.name for task in made.tasks)
