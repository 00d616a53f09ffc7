"""The table of settings: the one place where names, types and defaults are written."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Literal

Kind = Literal["str", "int", "float", "bool", "path", "list"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One thing a user can set, in any of the five places.

    Attributes:
        name: Key in TOML files; :attr:`flag` and :attr:`variable` derive from it.
        kind: Type of the value; a ``list`` is a tuple of strings, or of paths (``item``).
        default: Value when no place sets it; ``None`` means that there is none.
        help: One sentence with units, for ``--help`` and the reference.
        choices: All values allowed; empty when any value of the kind is.
        minimum: Least number allowed.
        maximum: Greatest number allowed.
        item: What the items of a list are. ``name`` stands for a name or a path: what begins
            with ``.`` or ``~`` is a path.
        separator: Divides the items of a list written as one string. Commas divide in all
            places; any other separator divides in the environment only, for a path or a pattern
            may contain it.
    """

    name: str
    kind: Kind
    default: object
    help: str
    choices: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    item: Literal["str", "path", "name"] = "str"
    separator: str = ","

    @property
    def flag(self) -> str:
        """Option of the command line."""
        return "--" + self.name.replace("_", "-")

    @property
    def variable(self) -> str:
        """Variable of the environment."""
        return "INDICTX_" + self.name.upper()


@dataclass(frozen=True, slots=True)
class Variable:
    """An environment variable that counts but is no setting.

    Attributes:
        name: As in the environment.
        help: What it does.
        secret: Whether its value must not be shown.
    """

    name: str
    help: str
    secret: bool = False


SETTINGS: tuple[Setting, ...] = (
    Setting(
        name="from",
        kind="str",
        default="auto",
        help="Language of the input: any code or name, or auto to detect it line by line.",
    ),
    Setting(
        name="to",
        kind="list",
        default=(),
        help="Languages of the output: any codes or names, separated by commas.",
    ),
    Setting(
        name="model",
        kind="str",
        default=None,
        item="name",
        help="Model that translates: a name or the path of a folder; none is the bundled one.",
    ),
    Setting(
        name="beam",
        kind="int",
        default=None,
        minimum=1,
        maximum=100,
        help="Hypotheses kept while decoding; 1 is greedy, more is slower and often better; "
        "none is what suits the model.",
    ),
    Setting(
        name="rerank",
        kind="int",
        default=None,
        minimum=0,
        maximum=100,
        help="Hypotheses to choose from with a model that translates back; 0 is fast, takes the "
        "likeliest and doubts nothing; none is what suits the model.",
    ),
    Setting(
        name="alternatives",
        kind="int",
        default=1,
        minimum=1,
        maximum=100,
        help="Translations given for each line, best first.",
    ),
    Setting(
        name="threads",
        kind="int",
        default=0,
        minimum=0,
        maximum=1024,
        help="CPU threads; 0 takes as many as there are cores.",
    ),
    Setting(
        name="window",
        kind="int",
        default=2048,
        minimum=1,
        help="Lines read ahead and sorted by length for speed; a person typing gets 1.",
    ),
    Setting(
        name="batch_pieces",
        kind="int",
        default=1024,
        minimum=1,
        help="Pieces decoded together, times beams; fewer than some 1000 are slow, more take memory.",
    ),
    Setting(
        name="digits",
        kind="str",
        default="keep",
        choices=("keep", "native"),
        help="Digits of the output: as in the input if readers of the target know them, else 0-9; or always those of its script.",
    ),
    Setting(
        name="keep",
        kind="list",
        default=(),
        item="path",
        separator=os.pathsep,
        help="Files of terms that must stay untranslated, one a line.",
    ),
    Setting(
        name="keep_regex",
        kind="list",
        default=(),
        separator="\n",
        help="Regular expressions whose matches must stay untranslated.",
    ),
    Setting(
        name="glossary",
        kind="list",
        default=(),
        item="name",
        separator=os.pathsep,
        help="Files of terms and their translations, CSV, TSV or TBX; or the names of glossaries "
        "that come with indictx: agriculture, education, health.",
    ),
    Setting(
        name="memory",
        kind="bool",
        default=None,
        help="Reuse and store translations of earlier runs; none is yes for batch, no for translate.",
    ),
    Setting(
        name="memory_mb",
        kind="int",
        default=512,
        minimum=1,
        help="Size of the translation memory in megabytes; what was not used for longest makes room.",
    ),
    Setting(
        name="errors",
        kind="str",
        default="strict",
        choices=("strict", "replace", "surrogateescape"),
        help="Bytes that are not UTF-8: stop with exit code 5, replace them by U+FFFD, or let them "
        "through unchanged.",
    ),
    Setting(
        name="strict",
        kind="bool",
        default=False,
        help="Exit with code 9 when any line is flagged.",
    ),
    Setting(
        name="offline",
        kind="bool",
        default=False,
        help="Refuse to open the network; only `indictx models pull` ever does.",
    ),
    Setting(
        name="quiet",
        kind="bool",
        default=False,
        help="Write nothing to stderr but errors.",
    ),
    Setting(
        name="no_progress",
        kind="bool",
        default=False,
        help="Show no progress, even on a terminal.",
    ),
)

VARIABLES: tuple[Variable, ...] = (
    Variable("INDICTX_HOME", "Folder of installed models and of the translation memory."),
    Variable(
        "INDICTX_DATA", "Folders of test sets that `indictx evaluate` knows by name, as in PATH."
    ),
    Variable("INDICTX_DEBUG", "When not empty, errors show their traceback."),
    Variable("XDG_CONFIG_HOME", "Absolute path; the user file is indictx/config.toml in it."),
    Variable("XDG_DATA_HOME", "Absolute path; INDICTX_HOME defaults to indictx in it."),
    Variable("HF_ENDPOINT", "The hub that models are pulled from, or a mirror of it."),
    Variable("HF_TOKEN", "Token for the hub; it is sent nowhere else.", secret=True),
    Variable("HF_TOKEN_PATH", "File with the token; default is token in HF_HOME."),
    Variable("HF_HOME", "The hub's own folder; default is huggingface in XDG_CACHE_HOME."),
    Variable("HF_HUB_OFFLINE", "When 1, true or yes, as offline."),
    Variable("XDG_CACHE_HOME", "Folder of caches, where HF_HOME is not set; default is ~/.cache."),
    Variable("HTTPS_PROXY", "Proxy for pulling over https.", secret=True),
    Variable("HTTP_PROXY", "Proxy for pulling over http.", secret=True),
    Variable("NO_PROXY", "Hosts that are reached without proxy, divided by commas."),
    Variable("SSL_CERT_FILE", "Certificates to trust when pulling."),
    Variable("NO_COLOR", "When not empty, no colors."),
    Variable("OMP_NUM_THREADS", "CTranslate2's threads, where --threads is 0."),
    Variable("CT2_FORCE_CPU_ISA", "Instruction set that CTranslate2 uses: GENERIC, AVX, AVX2 ..."),
    Variable("CT2_VERBOSE", "Verbosity of CTranslate2's log: -3 to 3."),
    Variable("MKL_CBWR", "Reproducibility of Intel MKL, e.g. AUTO,STRICT."),
)


def setting(name: str) -> Setting:
    """Return the setting of this name.

    Raises:
        KeyError: There is none.
    """
    for candidate in SETTINGS:
        if candidate.name == name:
            return candidate
    raise KeyError(name)
