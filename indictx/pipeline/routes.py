"""Which way a text takes: its language, its direction, and a pivot where no direct way exists."""

from __future__ import annotations

from functools import lru_cache

from indictx.errors import UnsupportedPairError
from indictx.languages import Language, Pair, language
from indictx.models.manifest import ModelManifest
from indictx.pipeline.guard import Flag, has_third_script
from indictx.text.detect import Candidate, detect, likeliest
from indictx.text.protect import DEFAULT, KeepRules, protect

_PIVOT = "eng_Latn"
# Every language that can be meant by a text in one script
_CANDIDATES = 30
# From this score on a language may be that of a text; below, the most written of its script is
# as good a guess. And from this one on, it is taken for the target's rather than turned into it.
_REAL, _CLOSE = 0.02, 0.2


class Router:
    """Knows the directions of one model, or of several.

    Args:
        manifest: The model, or all together.
        is_team: Whether it is several; errors then name none.
        keep: What must not change, and so does not tell the language of a text either.
    """

    def __init__(
        self, manifest: ModelManifest, *, is_team: bool = False, keep: KeepRules = DEFAULT
    ) -> None:
        self._manifest = manifest
        self._name = None if is_team else manifest.name
        self._keep = keep
        self.route = lru_cache(maxsize=None)(self._route)
        self._legs = lru_cache(maxsize=None)(self._find_legs)
        # A text comes once for each target, one after the other.
        self._candidates = lru_cache(maxsize=1)(self._detect)

    def _route(self, pair: Pair) -> tuple[Pair, ...]:
        """Return the direct way, or the two legs through English.

        The first leg begins in another script if the text is to be rewritten in it; there is none
        if nothing else is to be done.

        Raises:
            UnsupportedPairError: Neither exists.
        """
        if pair.source == pair.target:
            same = "source and target are the same language"
            raise UnsupportedPairError(self._name, str(pair), hint=same)
        legs = self._legs(pair)
        if legs is None:
            raise UnsupportedPairError(self._name, str(pair), hint=self._hint(pair))
        return legs

    def _find_legs(self, pair: Pair) -> tuple[Pair, ...] | None:
        if pair.source == pair.target:
            return None
        if self._manifest.serves(str(pair)):
            return (pair,)
        pivot = language(_PIVOT)
        legs = (Pair(pair.source, pivot), Pair(pivot, pair.target))
        if all(self._manifest.serves(str(leg)) for leg in legs):
            return legs
        if pair.source.read_as is None:
            return None
        read = language(pair.source.read_as)
        return () if read == pair.target else self._legs(Pair(read, pair.target))

    def can(self, pair: Pair) -> bool:
        """Say whether there is a way."""
        return self._legs(pair) is not None

    def check_target(self, target: Language) -> None:
        """Raise ``UnsupportedPairError`` unless some language can be translated into ``target``."""
        if target.code not in self.targets():
            hint = _into(self.targets())
            raise UnsupportedPairError(self._name, f"into {target.code}", hint=hint)

    def targets(self) -> list[str]:
        """Return the codes of all languages that some other can be translated into."""
        return self._manifest.targets()

    def pair_of(
        self, text: str, source: Language | None, target: Language
    ) -> tuple[Language | None, Pair | None, tuple[str, ...]]:
        """Find out what to do with one text.

        Returns:
            Its language, ``None`` if it has no letters; its direction, ``None`` if it stays as it
            is; and flags.
        """
        if source is not None:
            return source, Pair(source, target), ()
        found = self._candidates(text)
        if not found:
            # Letters of a script that no language here is written in, or none at all
            is_foreign = any(map(str.isalpha, text)) and not detect(text, top=1)
            return None, None, (Flag.UNTRANSLATED.value,) if is_foreign else ()
        best = language(found[0].code)
        if _is_close(found, target.code):
            # It may well be in the target already, and then must not be turned into itself.
            is_mixed = has_third_script(text, target.script_code)
            return target, None, (Flag.SCRIPT.value,) if is_mixed else ()
        for code in _alternatives(found):
            candidate = language(code)
            pair = Pair(candidate, target)
            if candidate.read_as is not None and candidate != best:
                break  # English that has no way is no romanized Hindi
            if self.can(pair):
                # What it most likely is, no model here can read: its neighbor's words are a guess.
                is_guess = candidate != best and not _is_close(found, code)
                return candidate, pair, (Flag.LANGUAGE.value,) if is_guess else ()
            if code == target.code or (candidate.script_code == "Latn" and code != _PIVOT):
                # What is nearer to the target than to any other language, and romanized text read
                # as English, come out as nonsense.
                break
        return best, None, (Flag.UNTRANSLATED.value,)

    def _detect(self, text: str) -> list[Candidate]:
        """Return the languages that a text may be in, all of its main script."""
        found = detect(text, top=_CANDIDATES)
        if _is_mixed(found):
            # Links, markup and placeholders are Latin whatever the language.
            found = detect(protect(text, self._keep).text, top=_CANDIDATES)
        return [one for one in found if one.script == found[0].script]

    def _hint(self, pair: Pair) -> str:
        if self._manifest.pairs:
            reached = sorted(
                target
                for source, _, target in (p.partition("-") for p in self._manifest.pairs)
                if source == pair.source.code
            )
            if reached:
                return f"from {pair.source.code} it translates {_into(reached)}"
        return f"it translates {_into(self.targets())}"


def _is_close(found: list[Candidate], code: str) -> bool:
    """Say whether a text may well be in a language."""
    return any(one.code == code and one.score >= _CLOSE for one in found)


def _alternatives(found: list[Candidate]) -> list[str]:
    """Return the codes to try: those that a text may well be in, then the most written first."""
    real = [one.code for one in found if one.score >= _REAL or one is found[0]]
    return list(dict.fromkeys([*real, *likeliest(found[0].script)]))


def _is_mixed(found: list[Candidate]) -> bool:
    return bool(found) and found[0].script == "Latn" and any(one.script != "Latn" for one in found)


def _into(codes: list[str]) -> str:
    return f"into {', '.join(codes)}" if codes else "nothing"
