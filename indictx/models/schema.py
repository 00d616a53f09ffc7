"""What a manifest can say, as values; ``docs/reference/manifest.md`` describes the same as TOML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFile:
    """One file of a model.

    Attributes:
        path: Relative to the model's folder, with ``/``, never leaving it.
        size_bytes: Exact size.
        sha256: 64 hexadecimal digits.
    """

    path: str
    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRules:
    """How text becomes pieces and pieces become text.

    Attributes:
        source_spm: SentencePiece model of the source side, relative to the model's folder.
        target_spm: SentencePiece model of the target side; often the same file.
        source_prefix: Pieces before the source, ``{source}`` and ``{target}`` replaced by tags.
        target_prefix: Pieces forced at the start of the target, replaced likewise.
        append_eos: Whether ``</s>`` must be appended to the source pieces.
        unify_script: Whether Brahmic scripts are written in Devanagari inside the model.
        openings_apart: Whether a space parts an opening bracket or quotation mark from the word behind it
            inside the model, see :mod:`indictx.text.openings`.
        slot: Piece of slot *n*, with ``{index}``; empty when the vocabulary has none.
        slot_count: Number of slot pieces in the vocabulary.
        tags: Tag of a language where it differs from our code.
    """

    source_spm: str
    target_spm: str
    source_prefix: tuple[str, ...] = ()
    target_prefix: tuple[str, ...] = ()
    append_eos: bool = True
    unify_script: bool = False
    openings_apart: bool = False
    slot: str = ""
    slot_count: int = 0
    tags: Mapping[str, str] = field(default_factory=dict)


# With less there may be fewer hypotheses than were asked for; with more the search hardly ends.
LEAST_PATIENCE, MOST_PATIENCE = 1, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodeDefaults:
    """Search settings that suit the model, see :class:`indictx.engines.base.DecodeOptions`.

    Attributes:
        rerank: Hypotheses of each search to choose from with a model that translates back; 0 takes
            the likeliest.
        reverse: Name of that model; empty is this one, if it translates in both directions.
        doubt: A translation whose total score is lower is flagged; ``None`` flags none.
    """

    beam_size: int = 4
    length_penalty: float = 1.0
    patience: float = 1.0
    rerank: int = 0
    reverse: str = ""
    doubt: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Under which terms a model may be had and used, said before anything is downloaded.

    Attributes:
        non_commercial: Whether the licence forbids commercial use.
        gated: Whether an account must accept terms, and send a token, to download it.
        note: What else a user must know, in a sentence.
        url: Where the terms are.
    """

    non_commercial: bool = False
    gated: bool = False
    note: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """One file to download.

    Attributes:
        path: In the repository, or below the source's URL. ``*`` stands for anything, also for
            ``/``; the pattern must then match exactly one file of the repository.
        to: Its path in the folder of the download.
        size_bytes: Exact size; ``None`` is unpinned.
        sha256: 64 hexadecimal digits; ``None`` is unpinned.
        fallback: Path to take where the repository does not have :attr:`path`.
        optional: Whether the repository may have neither.
    """

    path: str
    to: str
    size_bytes: int | None = None
    sha256: str | None = None
    fallback: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where the files come from: a repository of the hub, or a folder on a web server.

    Attributes:
        repo: ``owner/name`` on the hub; empty for a URL.
        url: Folder of :attr:`files` on a web server; empty for a repository.
        revision: The commit, 40 hexadecimal digits; ``None`` is unpinned.
        licence: What the repository said its licence was, when it was pulled.
        files: What is downloaded. In an installed model their sizes and hashes are those of the
            files that came.
    """

    repo: str = ""
    url: str = ""
    revision: str | None = None
    licence: str = ""
    files: tuple[SourceFile, ...] = ()

    @property
    def label(self) -> str:
        """Where the files come from, in one word: ``hf:owner/name`` or a URL."""
        return f"hf:{self.repo}" if self.repo else self.url

    @property
    def known_bytes(self) -> int:
        """Bytes to download as far as sizes are pinned."""
        return sum(file.size_bytes or 0 for file in self.files)

    @property
    def size_bytes(self) -> int | None:
        """Bytes to download; ``None`` where a size is unpinned."""
        return None if any(file.size_bytes is None for file in self.files) else self.known_bytes

    @property
    def unpinned(self) -> tuple[str, ...]:
        """What pull has to find out: ``revision``, and paths whose hash is not known."""
        missing = ["revision"] if self.repo and self.revision is None else []
        return (*missing, *(file.path for file in self.files if file.sha256 is None))


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """What must be done with the files that were downloaded.

    Attributes:
        method: Key into :data:`indictx.models.conversion.CONVERTERS`.
        quantization: CTranslate2's name of the arithmetic to store.
    """

    method: str
    quantization: str = "int8"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelManifest:
    """One model.

    Attributes:
        name: What users type after ``--model``.
        version: Version of the weights.
        family: Key into :data:`indictx.families.FAMILIES`.
        licence: SPDX identifier of the weights.
        attribution: Who made it, in words.
        languages: Our codes.
        pairs: Directions ``eng_Latn-hin_Deva`` that the model serves; empty means all of
            :attr:`languages` against each other.
        max_source_pieces: Longest source in pieces, prefix and end included.
        compute_type: CTranslate2's name of the arithmetic, for instance ``int8``.
        text: How text becomes pieces.
        decode: Search settings that suit the model.
        files: Everything that belongs to the model, but the manifest.
        folder: Where the manifest was read.
        title: What it is, in a few words.
        homepage: Where its makers describe it.
        aliases: Other names.
        rank: Of two models that serve a pair, the one with the higher rank is chosen.
        caution: What its users must know before they rely on it; shown to people, once a run.
        terms: Under which terms it may be had and used.
        source: Where it comes from; ``None`` for a model that was made here.
        conversion: What is done with the files after the download; ``None`` is nothing.
    """

    name: str
    version: str
    family: str
    licence: str
    attribution: str
    languages: tuple[str, ...]
    pairs: tuple[str, ...]
    max_source_pieces: int
    compute_type: str
    text: TextRules
    decode: DecodeDefaults
    files: tuple[ModelFile, ...]
    folder: Path
    title: str = ""
    homepage: str = ""
    aliases: tuple[str, ...] = ()
    rank: int = 0
    caution: str = ""
    terms: Terms = field(default_factory=Terms)
    source: Source | None = None
    conversion: Conversion | None = None

    def serves(self, pair: str) -> bool:
        """Say whether the model translates directly in this direction."""
        if self.pairs:
            return pair in self.pairs
        source, _, target = pair.partition("-")
        return source != target and source in self.languages and target in self.languages

    def directions(self) -> tuple[str, ...]:
        """Return all directions that the model serves."""
        codes = self.languages
        return self.pairs or tuple(f"{one}-{two}" for one in codes for two in codes if one != two)

    def targets(self) -> list[str]:
        """Return the codes of all languages that some other can be translated into."""
        if self.pairs:
            return sorted({pair.partition("-")[2] for pair in self.pairs})
        return sorted(self.languages)

    @property
    def size_bytes(self) -> int:
        """Size of all files together."""
        return sum(file.size_bytes for file in self.files)
