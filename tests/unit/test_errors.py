from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from indictx.errors import (
    FlaggedError,
    IndictxError,
    InputError,
    MissingExtraError,
    ModelIntegrityError,
    ModelNotFoundError,
    ModelNotInstalledError,
    ParseError,
    PartialFailureError,
    SegmentTooLongError,
    SlotError,
    UnknownLanguageError,
    UnsupportedFormatError,
    UnsupportedPairError,
)


@pytest.mark.parametrize(
    ("error", "message", "hint"),
    [
        (IndictxError("x", hint="y"), "x", "y"),
        (
            MissingExtraError("lxml", extra="formats"),
            "this needs the package 'lxml', which is not installed",
            "run `pip install 'indictx[formats]'`",
        ),
        (ModelNotFoundError("x"), "unknown model: 'x'", "see `indictx models list`"),
        (
            ModelNotFoundError("x", close_to=("y", "z")),
            "unknown model: 'x'",
            "did you mean y or z?",
        ),
        (
            ModelNotInstalledError("x"),
            "model 'x' is not installed",
            "run `indictx models pull x`",
        ),
        (UnknownLanguageError("x"), "unknown language: 'x'", "see `indictx languages`"),
        (UnsupportedPairError("m", "a-b"), "model 'm' cannot translate a-b", None),
        (
            UnsupportedPairError(None, "into a"),
            "none of the installed models can translate into a",
            None,
        ),
        (
            SegmentTooLongError(9, 8),
            "segment of 9 pieces is longer than the model's limit of 8",
            None,
        ),
        (
            SlotError(lost=(0, 2), repeated=(), invented=(7,)),
            "slots do not match the source: lost 0, 2; invented 7",
            None,
        ),
        (ParseError("no end"), "no end", None),
        (ParseError("no end", place="cue 3"), "cue 3: no end", None),
        (
            ParseError("no end", place="cue 3", path=Path("a.srt"), hint="y"),
            "a.srt, cue 3: no end",
            "y",
        ),
        (ParseError("no end", place="cue 3").at(Path("a.srt")), "a.srt, cue 3: no end", None),
        (UnsupportedFormatError("x"), "unknown format: 'x'", None),
        (
            UnsupportedFormatError("x", known=("srt", "txt")),
            "unknown format: 'x'",
            "choose one with --format: srt, txt",
        ),
    ],
)
def test_an_error_says_what_happened_and_what_to_do(error, message, hint):
    assert (str(error), error.hint) == (message, hint)
    # Processes of a batch hand them on.
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), vars(again)) == (type(error), message, vars(error))


def test_facts_are_attributes():
    damaged = ModelIntegrityError("model.bin", found="3 bytes", expected="4 bytes")

    assert (damaged.path, damaged.found, damaged.expected) == ("model.bin", "3 bytes", "4 bytes")
    assert (FlaggedError(1, 3).flagged, FlaggedError(1, 3).total) == (1, 3)
    assert UnknownLanguageError("x", close_to=("y",)).close_to == ("y",)
    assert SegmentTooLongError(9, 8).limit == 8


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (MissingExtraError("x", extra="y"), ImportError),
        (ModelNotFoundError("x"), LookupError),
        (UnknownLanguageError("x"), LookupError),
        (SegmentTooLongError(2, 1), ValueError),
        (ParseError("x"), ValueError),
        (ParseError("x"), InputError),
        (PartialFailureError(1, 2), IndictxError),
    ],
    ids=lambda each: getattr(each, "__name__", type(each).__name__),
)
def test_ordinary_exception_handlers_catch_them(error, kind):
    assert isinstance(error, kind)
