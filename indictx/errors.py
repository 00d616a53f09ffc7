"""Every exception of the project, its tree and its exit codes.

::

    IndictxError                      1
    ├── UsageError                    2   wrong options or settings
    │   └── MissingExtraError         2   (ImportError) an optional package is not installed
    ├── ModelError                    3
    │   ├── ModelNotFoundError        3   (LookupError) nothing is known by this name
    │   ├── ModelNotInstalledError    3   known, but its files are not here
    │   ├── ManifestError             3   (ValueError) a manifest cannot be understood
    │   ├── PullError                 3   a model cannot be fetched: network, access, disk space
    │   └── ModelIntegrityError       7   a file does not match its size or hash
    ├── LanguageError                 4
    │   ├── UnknownLanguageError      4   (LookupError)
    │   └── UnsupportedPairError      4
    ├── InputError                    5   input cannot be read, decoded or parsed
    │   ├── ParseError                5   (ValueError) a file is broken, and where
    │   └── UnsupportedFormatError    5   a file has no format that is known
    ├── PartialFailureError           6   a batch finished, some of its files failed
    ├── EngineError                   8
    │   └── SegmentTooLongError       8   (ValueError)
    ├── SlotError                     8   (ValueError) a translation lost, repeated or invented slots
    └── FlaggedError                  9   output is complete, but --strict was asked and lines are flagged

A message is lower case, without a full stop, and quotes the offending value; a hint is one thing
to do next. Facts are attributes, so that programs need not read messages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from pathlib import Path


class IndictxError(Exception):
    """Base of all errors raised on purpose; ``exit_code`` is what the command line returns."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint

    def __reduce__(self) -> tuple[Any, ...]:
        # Constructors take facts and make the message of them; between processes, both must stay.
        return _rebuilt, (type(self), self.args, vars(self))


def _rebuilt(
    kind: type[IndictxError], args: tuple[Any, ...], facts: dict[str, Any]
) -> IndictxError:
    error = kind.__new__(kind, *args)
    error.args = args
    vars(error).update(facts)
    return error


class UsageError(IndictxError):
    """Options or settings that make no sense, alone or together."""

    exit_code = 2


class MissingExtraError(UsageError, ImportError):
    """A capability needs an optional package that is not installed."""

    def __init__(self, package: str, *, extra: str) -> None:
        super().__init__(
            f"this needs the package {package!r}, which is not installed",
            hint=f"run `pip install 'indictx[{extra}]'`",
        )
        self.package = package
        self.extra = extra


class ModelError(IndictxError):
    """Something about a model, before it translates."""

    exit_code = 3


class ModelNotFoundError(ModelError, LookupError):
    """No model is known by this name, and no folder has this path."""

    def __init__(self, query: str, *, close_to: tuple[str, ...] = (), reason: str = "") -> None:
        hint = f"did you mean {' or '.join(close_to)}?" if close_to else "see `indictx models list`"
        message = f"no model at {query!r}: {reason}" if reason else f"unknown model: {query!r}"
        super().__init__(message, hint=hint)
        self.query = query
        self.close_to = close_to


class ModelNotInstalledError(ModelError):
    """The model is known, but its files are not on this machine."""

    def __init__(self, name: str, *, hint: str | None = None) -> None:
        super().__init__(
            f"model {name!r} is not installed", hint=hint or f"run `indictx models pull {name}`"
        )
        self.name = name


class ManifestError(ModelError, ValueError):
    """A manifest misses a key, or holds a value of the wrong kind."""


class PullError(ModelError):
    """A model cannot be fetched: no network, no access, no space, or nobody knows what it is."""


class ModelIntegrityError(ModelError):
    """A file of a model is missing, or differs from its manifest."""

    exit_code = 7

    def __init__(self, path: str, *, found: str, expected: str, hint: str | None = None) -> None:
        super().__init__(
            f"{path} is damaged: {found}, expected {expected}",
            hint=hint or "install the model again; `indictx models verify` names every bad file",
        )
        self.path = path
        self.found = found
        self.expected = expected


class LanguageError(IndictxError):
    """A language or a direction cannot be served."""

    exit_code = 4


class UnknownLanguageError(LanguageError, LookupError):
    """No language in the registry has this code, alias or name."""

    def __init__(
        self, query: str, *, close_to: tuple[str, ...] = (), hint: str | None = None
    ) -> None:
        near = f"did you mean {' or '.join(close_to)}?" if close_to else "see `indictx languages`"
        super().__init__(f"unknown language: {query!r}", hint=hint or near)
        self.query = query
        self.close_to = close_to


class UnsupportedPairError(LanguageError):
    """The model, or none of several, translates in this direction, and no pivot helps."""

    def __init__(self, model: str | None, pair: str, *, hint: str | None = None) -> None:
        can = "none of the installed models can" if model is None else f"model {model!r} cannot"
        super().__init__(f"{can} translate {pair}", hint=hint)
        self.model = model
        self.pair = pair


class InputError(IndictxError):
    """Input cannot be read, decoded or parsed; the message names file, line and byte."""

    exit_code = 5


class ParseError(InputError, ValueError):
    """A file does not follow its format; the message names file, place and reason."""

    def __init__(
        self, reason: str, *, place: str = "", path: Path | None = None, hint: str | None = None
    ) -> None:
        where = ", ".join(part for part in (str(path) if path else "", place) if part)
        super().__init__(f"{where}: {reason}" if where else reason, hint=hint)
        self.reason = reason
        self.place = place
        self.path = path

    def at(self, path: Path) -> ParseError:
        """Return the same error with the file's path in it."""
        return ParseError(self.reason, place=self.place, path=path, hint=self.hint)


class UnsupportedFormatError(InputError):
    """No format is known by this name, or a file has none that is known."""

    def __init__(self, query: str, *, known: tuple[str, ...] = ()) -> None:
        super().__init__(
            f"unknown format: {query!r}",
            hint=f"choose one with --format: {', '.join(known)}" if known else None,
        )
        self.query = query
        self.known = known


class PartialFailureError(IndictxError):
    """A batch came to its end, and some of its files could not be translated."""

    exit_code = 6

    def __init__(self, failed: int, total: int) -> None:
        super().__init__(
            f"{failed} of {total} files failed", hint="solve what is named above, then add --resume"
        )
        self.failed = failed
        self.total = total


class EngineError(IndictxError):
    """The runtime failed, for instance for lack of memory."""

    exit_code = 8


class SegmentTooLongError(EngineError, ValueError):
    """A segment has more pieces than the model takes; nothing is truncated instead."""

    def __init__(self, pieces: int, limit: int) -> None:
        super().__init__(f"segment of {pieces} pieces is longer than the model's limit of {limit}")
        self.pieces = pieces
        self.limit = limit


class SlotError(IndictxError, ValueError):
    """A translation does not have every slot of its source exactly once; numbers count from 0."""

    exit_code = 8

    def __init__(
        self, *, lost: tuple[int, ...], repeated: tuple[int, ...], invented: tuple[int, ...]
    ) -> None:
        facts = {"lost": lost, "repeated": repeated, "invented": invented}
        shown = [f"{fact} {', '.join(map(str, slots))}" for fact, slots in facts.items() if slots]
        super().__init__(f"slots do not match the source: {'; '.join(shown)}")
        self.lost = lost
        self.repeated = repeated
        self.invented = invented


class FlaggedError(IndictxError):
    """Everything was translated and written, but some lines are flagged and ``--strict`` was asked."""

    exit_code = 9

    def __init__(
        self,
        flagged: int,
        total: int,
        *,
        what: str = "lines",
        hint: str = "run with --json to see the flags of each line",
    ) -> None:
        super().__init__(f"{flagged} of {total} {what} are flagged", hint=hint)
        self.flagged = flagged
        self.total = total
