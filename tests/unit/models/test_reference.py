from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.errors import UsageError
from indictx.models.reference import (
    HubReference,
    NameReference,
    PathReference,
    UrlReference,
    parse_reference,
)

NAMES = st.from_regex(r"[a-z0-9][a-z0-9_-]{0,20}", fullmatch=True).filter(
    lambda name: name not in ("con", "prn", "aux", "nul") and not name.startswith(("com", "lpt"))
)
REPOS = st.tuples(NAMES, NAMES).map("/".join)
REFERENCES = st.one_of(
    st.builds(NameReference, NAMES, st.one_of(st.just(""), NAMES)),
    st.builds(HubReference, REPOS, st.one_of(st.just(""), NAMES)),
    st.builds(UrlReference, REPOS.map(lambda path: f"https://example.org/{path}.indictx")),
    st.builds(
        PathReference, st.sampled_from(["./a", "/a/b", "~/a", "..", "C:\\a", "a/b", "a.indictx"])
    ),
    st.builds(PathReference, REPOS),
)


@given(REFERENCES)
def test_a_reference_prints_and_parses_back(reference):
    assert parse_reference(str(reference)) == reference


@given(st.text(max_size=30))
def test_what_parses_prints_as_something_that_parses_to_the_same(text):
    try:
        reference = parse_reference(text)
    except UsageError:
        return

    assert parse_reference(str(reference)) == reference


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("indictrans2-en-indic", NameReference("indictrans2-en-indic")),
        ("tiny@2.1", NameReference("tiny", "2.1")),
        ("hf:owner/repo", HubReference("owner/repo")),
        ("hf:owner/repo@main", HubReference("owner/repo", "main")),
        ("hf:owner/repo@refs/pr/3", HubReference("owner/repo", "refs/pr/3")),
        ("https://example.org/a.indictx", UrlReference("https://example.org/a.indictx")),
        ("./tiny", PathReference("./tiny")),
        ("models/tiny", PathReference("models/tiny")),
        ("C:\\models\\tiny", PathReference("C:\\models\\tiny")),
        ("tiny.indictx", PathReference("tiny.indictx")),
        ("नमूना.indictx", PathReference("नमूना.indictx")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_kind_is_told_by_its_looks(text, reference):
    assert parse_reference(text) == reference


@pytest.mark.parametrize(
    "text",
    [
        "",
        "two words",
        "hf:owner",
        "hf:owner/repo/more",
        "hf:../repo",
        "hf:owner/..",
        "hf:owner/repo@../../x",
        "https://",
        "https://user:password@example.org/a.indictx",
        "https://example.org/a b",
        "name@",
        "नमूना",
        "con",
    ],
)
def test_what_is_none_of_the_kinds_is_refused(text):
    with pytest.raises(UsageError):
        parse_reference(text)


def test_a_password_in_a_url_is_not_repeated_in_the_error():
    with pytest.raises(UsageError) as caught:
        parse_reference("https://user:geheim@example.org/a.indictx")

    assert "geheim" not in f"{caught.value} {caught.value.hint}"
