"""The sections of a recipe.

Their defaults are the only copy; ``docs/reference/recipe.md`` is made from them and these docstrings.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from indictx.models.schema import LEAST_PATIENCE, MOST_PATIENCE
from indictx.train._tables import Range

# None or more, one or more, a part of all.
Count = Annotated[int, Range(0)]
Size = Annotated[int, Range(1)]
Amount = Annotated[float, Range(0)]
Share = Annotated[float, Range(0, 1)]

DOMAINS = ("general", "ui", "scripture", "dictionary")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One folder of parallel text.

    Attributes:
        name: Folder, looked for in each of the corpus folders given.
        domain: Tag on the source sentence: ``general``, ``ui``, ``scripture`` or ``dictionary``.
        weight: Examples made of one pair; fractions are kept by chance, by a hash of the pair.
        cap: Most pairs of sentences taken for each pair of languages; 0 is no limit.
        pairs: Pairs of languages to take; empty is all that the data section allows.
        weights: Weight for some pairs of languages where it is not ``weight``.
        caps: Cap for some pairs of languages where it is not ``cap``.
        read_as: Codes in its file names that stand for another language of the recipe, such as
            ``hin_Latn = "eng_Latn"`` for a list of names in both scripts.
        title: Whether every word of a Latin side gets a capital, as names have.
        trusted: Whether its pairs are known to belong together, so that the test is left out.
        hold_out: Of a source joined by ids, how many ids to keep out, chosen by a hash.
        hold_out_ids: Ids to keep out by name.
    """

    name: str
    domain: str = "general"
    weight: Amount = 1.0
    cap: Count = 0
    pairs: tuple[str, ...] = ()
    weights: Mapping[str, Amount] = field(default_factory=dict)
    caps: Mapping[str, Count] = field(default_factory=dict)
    read_as: Mapping[str, str] = field(default_factory=dict)
    title: bool = False
    trusted: bool = False
    hold_out: Count = 0
    hold_out_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain:
    """What is common to all sources of one domain.

    Attributes:
        weight: Multiplies the weight of the sources.
        cap: Most pairs of sentences of each source for each pair of languages; 0 is no limit.
        caps: Cap for some pairs of languages where it is not ``cap``.
        min_words: Fewest words of a sentence, on both sides.
        max_words: Most words of a sentence, on either side; 0 is no limit.
        markup: Whether pairs whose markup or placeholders differ are kept.
    """

    weight: Amount = 1.0
    cap: Count = 0
    caps: Mapping[str, Count] = field(default_factory=dict)
    min_words: Count = 1
    max_words: Count = 0
    markup: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    """Which text is used.

    Attributes:
        languages: Our codes.
        hubs: At least one side of a pair must be one of these; empty allows every pair.
        pairs: Pairs of languages to take; empty is all that ``languages`` and ``hubs`` allow.
        weights: Multiplies the weight for some pairs of languages.
        noncommercial: Whether sources whose name ends in ``-nc`` are used.
        held_out: Files or folders of sentences, one a line, that no training pair may contain,
            looked for in the corpus folders.
        long_characters: Pairs with a longer source count as long; 0 is never.
        long_weight: Multiplies the weight of long pairs.
        slot_share: Share of pairs in which what both sides have in common (numbers, URLs,
            placeholders) becomes slots. The translator always makes slots of them.
    """

    languages: tuple[str, ...]
    hubs: tuple[str, ...] = ("eng_Latn",)
    pairs: tuple[str, ...] = ()
    weights: Mapping[str, Amount] = field(default_factory=dict)
    noncommercial: bool = False
    held_out: tuple[str, ...] = ()
    long_characters: Count = 0
    long_weight: Amount = 1.0
    slot_share: Share = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which pairs of sentences are refused.

    Attributes:
        max_characters: Longest sentence, on either side.
        min_letters: Fewest letters and marks, on both sides.
        script_share: Least share of letters in the language's script.
        length_ratio: Most times that one side is as long as the other, in characters.
        ratio_from: Pairs whose longer side is no longer than this may have any ratio.
        variants: Most translations kept of one sentence, in either direction; 0 is no limit.
        misaligned_quantile: A pair is misaligned if its words are linked no better than those of
            random pairs of the same languages at this quantile; 0 turns the test off.
        misaligned_from: Fewest pairs of sentences of two languages for which links can be learned.
    """

    max_characters: Size = 350
    min_letters: Count = 2
    script_share: Share = 0.6
    length_ratio: Annotated[float, Range(1)] = 2.6
    ratio_from: Count = 30
    variants: Count = 4
    misaligned_quantile: Share = 0.5
    misaligned_from: Count = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The joint SentencePiece model.

    Attributes:
        size: Pieces, tags and slots included, padding not.
        coverage: Share of characters that get a piece of their own; the rest is spelt in bytes.
        lines: Most sentences read for each language.
        line_caps: The same for some languages.
        tags: Languages that get a tag; empty is the languages of the data section. More leaves
            room for a later model that starts from this one.
        domains: Domains in the text the pieces are learned from.
        openings_apart: A space parts opening brackets and quotation marks from the words behind
            them, on both sides and in the package as well.
    """

    # Ids are kept in 16 bits.
    size: Annotated[int, Range(1, 0xFFFF)] = 16000
    coverage: Annotated[float, Range(0.98, 1)] = 0.9998
    lines: Size = 20000
    line_caps: Mapping[str, Count] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    domains: tuple[str, ...] = ("general", "scripture", "ui")
    openings_apart: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Augment:
    """How robustness is taught; shares are of examples, at most one change for each.

    Attributes:
        joined: Two sentences in one line; domain ``general`` only.
        joined_characters: Longest sentence that is joined to another.
        unpunctuated: Final punctuation off on both sides.
        lower: English source in lower case.
        upper: English source in capitals; domain ``general`` only.
        max_pieces: Longest side of an example, in pieces.
    """

    joined: Share = 0.08
    joined_characters: Count = 120
    unpunctuated: Share = 0.05
    lower: Share = 0.04
    upper: Share = 0.015
    max_pieces: Size = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Shape of the Marian Transformer.

    Attributes:
        width: Size of the embeddings and of every layer's output.
        feed_forward: Inner size of the feed-forward layers.
        heads: Attention heads; must divide ``width``.
        encoder_layers: Layers of the encoder.
        decoder_layers: Layers of the decoder.
        positions: Longest sequence.
    """

    width: Annotated[int, Range(2)] = 256
    feed_forward: Size = 1024
    heads: Size = 4
    encoder_layers: Size = 6
    decoder_layers: Size = 2
    positions: Size = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How the model is trained.

    Attributes:
        pairs: Pairs of languages that are trained on; empty is all. A run can begin with some, and
            go on with more when the recipe names them.
        directions: Directions that are trained, such as ``eng_Latn-tam_Taml``; empty is both of
            every pair.
        weights: Draws some pairs of languages more or less often than there is data.
        max_pieces: Leaves out examples with a longer side; 0 is no limit.
        short_pieces: The same for the first steps: with short sentences, attention finds out what
            translates what several times sooner.
        short_steps: How many first steps.
        batch_pieces: Pieces of a batch, source and target, padding included.
        temperature: 1 draws each direction as often as there is data; larger is more even.
        matrix_rate: Learning rate of matrices, by Muon.
        other_rate: Learning rate of embeddings, biases and norms, by Adam.
        decay: Weight decay of matrices, relative to their learning rate.
        clip: Largest norm of the gradient seen by Adam.
        warmup_steps: Steps in which the rates rise from 0.
        steps: Steps of the whole run, cooldown included; 0 is no end, and no cooldown but on
            request.
        cooldown_steps: Steps in which the rates fall to ``floor`` of their value.
        floor: Share of the rates that is left at the end of the cooldown.
        smoothing: Label smoothing.
        dropout: Share of a layer's output that is dropped.
        word_dropout: Share of source pieces replaced by ``<unk>``; tags and slots never are.
        guided: Weight of the loss that makes one decoder head follow the alignment; 0 needs none.
        start_from_alignment: Whether embeddings start from what alignment says translates what.
        average_decay: Decay of the running average of the weights, for each step.
        average_every: Steps between two updates of that average.
        precision: ``bf16``, ``fp32``, or ``auto``: the faster on this machine.
        compile: Whether ``torch.compile`` is used.
        log_steps: Steps between two rows of the log.
        save_seconds: Seconds between two checkpoints.
        watts: Power of the machine, for the energy estimate of the model card; 0 makes none.
    """

    pairs: tuple[str, ...] = ()
    directions: tuple[str, ...] = ()
    weights: Mapping[str, Amount] = field(default_factory=dict)
    max_pieces: Count = 0
    short_pieces: Count = 18
    short_steps: Count = 0
    batch_pieces: Size = 5000
    temperature: Annotated[float, Range(0.1)] = 1.5
    matrix_rate: Amount = 0.003
    other_rate: Amount = 0.001
    decay: Amount = 0.01
    clip: Amount = 1.0
    warmup_steps: Count = 300
    steps: Count = 0
    cooldown_steps: Count = 1000
    floor: Share = 0.02
    smoothing: Share = 0.1
    dropout: Share = 0.0
    word_dropout: Share = 0.05
    guided: Amount = 0.6
    start_from_alignment: bool = True
    average_decay: Share = 0.999
    average_every: Size = 4
    precision: str = "auto"
    compile: bool = False
    log_steps: Size = 50
    save_seconds: Amount = 240.0
    watts: Amount = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """What the packaged model says about itself.

    Attributes:
        pairs: Directions that the manifest names; empty is every direction that is trained.
        weights: ``average`` or ``last``.
        start_share: Share of the weights that the run started from (``--start-from``) in those that
            are packaged; what the run made its start forget comes back with it.
        vmap: Pieces a target language may use, most frequent first, besides those that the model
            allowed it that training went on from; 0 makes no ``vmap.txt``.
        own_script: Whether a target gets no letters of another script, for a model that writes
            several; ``vmap`` has precedence. Scripts that are unified count as one.
        own_pieces: With ``own_script``: how often the training text of a target must have a piece
            for it to be allowed, single letters aside; 0 allows all. For a model whose languages
            share a script and few words.
        max_source_pieces: Longest source, tags and end included; a longer sentence is cut at clauses,
            which small models translate better than long sentences.
        beam_size: Default beam.
        length_penalty: Default length penalty.
        patience: Default patience: the search ends when so many times its beams are finished.
        rerank: Hypotheses of each search to choose from with a model that translates back; 0 takes the
            likeliest.
        reverse: Name of that model; empty is this one, if it translates in both directions.
        doubt: Total score of a translation below which it is flagged; 0 flags none.
        title: One line about it for ``indictx models list``.
        caution: What a user must know before relying on it; ``translate`` says it in a terminal.
        rank: How it stands among models for the same languages; higher is chosen first.
    """

    pairs: tuple[str, ...] = ()
    weights: str = "average"
    start_share: Share = 0.0
    vmap: Count = 0
    own_script: bool = False
    own_pieces: Count = 0
    # Three tags and the end leave room for some text.
    max_source_pieces: Annotated[int, Range(8)] = 128
    beam_size: Annotated[int, Range(1, 100)] = 4
    length_penalty: float = 1.0
    patience: Annotated[float, Range(LEAST_PATIENCE, MOST_PATIENCE)] = 1.0
    rerank: Annotated[int, Range(0, 100)] = 0
    reverse: str = ""
    doubt: float = 0.0
    title: str = ""
    caution: str = ""
    rank: int = 0
