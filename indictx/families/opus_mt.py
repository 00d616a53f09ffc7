"""Marian / OPUS-MT models, one pair or many: SentencePiece, tags on the source, ``</s>`` at its end.

Our own models are of this family. Which tags, which slots, and whether scripts are unified is the
manifest's to say. Models of others have neither slots nor unified scripts; their text is prepared
as ``MarianTokenizer`` of transformers prepares it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache

from indictx.families import _moses
from indictx.families._spm import ConvertedFamily, Surfaces, readable
from indictx.languages import Language, Pair
from indictx.models.schema import ModelManifest
from indictx.text._rules import split_words
from indictx.text.acronyms import is_readable
from indictx.text.normalize import Level, for_model, normalize
from indictx.text.openings import apart, together
from indictx.text.protect import slot_char, slot_index, slot_pattern
from indictx.text.transliterate import restore_script, unify

_CAPITALIZED = re.compile(r"[A-Z][a-z]+(?![\w'-])")
_WORD = re.compile(r"[A-Za-z]+")
# Not behind a colon or full stop, where a sentence begins.
_WITHIN = re.compile(
    r"[A-Z](?<=[^\W\d_][ ,;)] .|\w[^\W\d_] .|\W[^\W\d_] .|. [\"“(].)[a-z]+(?![\w'’-])"
)
# Not in AT&T, U.P., a-B or an address. What is an acronym is hidden before.
_SHOUTED = re.compile(r"[A-Z](?<![\w.&@#$'’/-].)[A-Z]+(?![\w&@/]|[.'’-]\w)")
_SHORTEST_SHOUTED = 4
# Shorter ones that are stressed; others may be acronyms: UP, PAN.
_STRESSED = (
    "ALL AND ANY ARE BIG BUT BY CAN DAY DO DRY EYE FOR GET HAS HER HIS HOT HOW IF IN LET LOW MAY MY NEW NO NOR NOT NOW"
    " OFF OLD ON ONE OR OUR OUT PUT SEE SHE TEN THE TO TOO TWO USE WAS WE WET WHY YES YOU"
)
# Words that headings write small.
_SMALL = "a an and as at but by for from in into is of on or over per the to under vs via with"


class OpusMtFamily(ConvertedFamily):
    """Text to pieces and back as the manifest describes it."""

    def __init__(self, manifest: ModelManifest) -> None:
        super().__init__(manifest)
        self._is_ours = bool(self._rules.slot_count or self._rules.unify_script)

    def _prepare(self, sentence: str, pair: Pair) -> str:
        if not self._is_ours:
            text = normalize(readable(sentence), level=Level.NFC)
            return _moses.normalize(text, is_english=pair.source.code == "eng_Latn")
        text = self._spelled(sentence, pair.source)
        if pair.source.script_code == "Latn":
            text = self._in_known_case(self._quiet(text))
        return apart(text) if self._rules.openings_apart else text

    def encode_targets(self, sentences: Sequence[str], pair: Pair) -> list[list[str]]:
        """Turn sentences into pieces as the model would write them, to ask how likely they are.

        Args:
            sentences: In the target language, slots as for :meth:`encode`.
            pair: The direction.
        """
        texts = [self._spelled(sentence, pair.target) for sentence in sentences]
        if self._rules.openings_apart:
            texts = list(map(apart, texts))
        return [self._target.encode(text, out_type=str) for text in texts]

    def _spelled(self, sentence: str, lang: Language) -> str:
        """Return a sentence as its model has learned to read and write it, but for its case."""
        text = for_model(sentence, lang)
        if not text.isascii():
            if self._rules.unify_script:
                text = unify(text, lang.code)
            text = readable(text)
            if self._rules.slot:
                text = slot_pattern().sub(self._slot_piece, text)
        return text

    def _slot_piece(self, match: re.Match[str]) -> str:
        # Glued to a slot, a word would be spelled in fragments; the pipeline restores the spaces.
        follows = match.string[match.end() : match.end() + 1]
        return self._slot(slot_index(match[0])) + " " * follows.isalpha()

    def _quiet(self, text: str) -> str:
        """Write words in capitals as the vocabulary knows them: Do NOT touch. FREE EYE CAMP."""
        if _SHOUTED.search(text) is None or text.isupper():
            return text

        def known(found: re.Match[str]) -> str:
            word = found[0]
            if word not in split_words(_STRESSED) and (
                len(word) < _SHORTEST_SHOUTED or not is_readable(word)
            ):
                return word
            return self._known_case(word.capitalize(), is_first=False)

        return _SHOUTED.sub(known, text)

    def _in_known_case(self, text: str) -> str:
        """Write the first word small if the vocabulary knows it better so: Wheat, but not Patna.

        So too all words of a heading: Government of India, Crop insurance scheme.
        """
        match = _CAPITALIZED.match(text)
        if not match:
            return text
        rest = text[match.end() :]
        if _WITHIN.search(text) and _is_heading(text):
            rest = _WITHIN.sub(lambda found: self._known_case(found[0], is_first=False), text)
            rest = rest[match.end() :]
        return self._known_case(match[0], is_first=True) + rest

    @cached_property
    def _known_case(self) -> Callable[..., str]:
        def known_case(word: str, *, is_first: bool) -> str:
            model = self._source
            small, large = model.encode(word.lower()), model.encode(word)
            if len(small) != len(large):
                return word.lower() if len(small) < len(large) else word
            if is_first or len(small) > 1:
                return word
            is_likelier = model.get_score(small[0]) > model.get_score(large[0])
            return word.lower() if is_likelier else word

        # Bounded: a stream has no end of first words.
        return lru_cache(maxsize=4096)(known_case)

    def _joined(self, pieces: Sequence[str]) -> str:
        # Models of others may have rules that rewrite the text after decoding; ours have none.
        if self._is_ours:
            try:
                return "".join(map(self._surfaces.__getitem__, pieces)).lstrip(" ")
            except KeyError:
                pass
        return super()._joined(pieces)

    @cached_property
    def _surfaces(self) -> Surfaces:
        return Surfaces(self._target)

    def _finish(self, text: str, pair: Pair) -> str:
        if self._rules.slot:
            text = self._slot_pattern.sub(self._slot_of, text)
        if self._rules.unify_script and not text.isascii():
            text = restore_script(text, pair.target.code)
        return together(text) if self._rules.openings_apart else text

    def _slot(self, index: int) -> str:
        return self._rules.slot.replace("{index}", str(index))

    def _slot_of(self, match: re.Match[str]) -> str:
        # What the vocabulary has no piece for was spelled letter by letter, and means nothing.
        digits = match[1]
        is_known = len(digits) < 6 and int(digits) < self.slot_count
        return slot_char(int(digits)) if is_known else ""

    @cached_property
    def _slot_pattern(self) -> re.Pattern[str]:
        before, _, after = self._rules.slot.partition("{index}")
        return re.compile(re.escape(before) + r"(\d+)" + re.escape(after))


def _is_heading(text: str) -> bool:
    """Say whether all words but small ones begin with a capital letter."""
    small = split_words(_SMALL)
    return all(word[0].isupper() or word in small for word in _WORD.findall(text))
