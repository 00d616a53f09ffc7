from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.glossary import Glossary, Outcome, Policy, Term, TermFinder

EN = "eng_Latn"
HI = "hin_Deva"

# A term as dictionaries have it, and the same word as sentences have it.
INFLECTED = [
    (HI, "टीका", "टीके"),
    (HI, "किसान", "किसानों"),
    (HI, "बीमारी", "बीमारियों"),
    (HI, "दवा", "दवाएँ"),
    (HI, "फ़सल", "फसलें"),
    ("mar_Deva", "शेतकरी", "शेतकऱ्यांना"),
    ("mar_Deva", "पीक", "पिकांचे"),
    ("mar_Deva", "शाळा", "शाळेत"),
    ("ben_Beng", "কৃষক", "কৃষকদের"),
    ("ben_Beng", "হাসপাতাল", "হাসপাতালের"),
    ("asm_Beng", "কৃষক", "কৃষকসকলে"),
    ("guj_Gujr", "ખેડૂત", "ખેડૂતોને"),
    ("pan_Guru", "ਬਿਮਾਰੀ", "ਬਿਮਾਰੀਆਂ"),
    ("ory_Orya", "କୃଷକ", "କୃଷକମାନଙ୍କର"),
    ("urd_Arab", "بیماری", "بیماریوں"),
    ("npi_Deva", "किसान", "किसानहरूलाई"),
    ("tam_Taml", "விவசாயி", "விவசாயிகளுக்கு"),
    ("tam_Taml", "மரம்", "மரங்கள்"),
    ("tel_Telu", "రోగం", "రోగాన్ని"),
    ("tel_Telu", "విద్యార్థి", "విద్యార్థులకు"),
    ("kan_Knda", "ಶಾಲೆ", "ಶಾಲೆಯಲ್ಲಿ"),
    ("mal_Mlym", "രോഗം", "രോഗത്തിന്റെ"),
    ("mal_Mlym", "മീൻ", "മീനിന്റെ"),
]

# Another word that only begins alike.
DIFFERENT = [
    (HI, "रोग", "रोगी"),
    (HI, "कर", "करना"),
    ("mar_Deva", "रोग", "रोगी"),
    ("ben_Beng", "রোগ", "রোগী"),
    ("pan_Guru", "ਰੋਗ", "ਰੋਗੀ"),
    (EN, "plant", "plantation"),
    (EN, "cat", "cattle"),
]


def finder(*terms: Term, src_lang: str | None = EN, tgt_lang: str = HI) -> TermFinder:
    return TermFinder(Glossary(terms), src_lang=src_lang, tgt_lang=tgt_lang)


def to_hindi(source: str, *targets: str, **more) -> Term:
    return Term(source=source, targets=targets, src_lang=EN, tgt_lang=HI, **more)


def sources(found) -> list[str]:
    return [each.term.source for each in found]


@pytest.mark.parametrize(("lang", "term", "form"), INFLECTED)
def test_a_term_is_found_with_the_endings_of_its_language(lang, term, form):
    terms = finder(
        Term(source=term, targets=("x",), src_lang=lang, tgt_lang=EN), src_lang=lang, tgt_lang=EN
    )

    assert sources(terms.find(f"({form}) 1")) == [term]


@pytest.mark.parametrize(("lang", "term", "form"), INFLECTED)
def test_a_translation_with_an_ending_is_a_variant(lang, term, form):
    terms = finder(
        Term(source="x", targets=(term,), src_lang=EN, tgt_lang=lang), src_lang=EN, tgt_lang=lang
    )

    (use,) = terms.check("x", f"1 {form}।")

    assert (use.outcome, use.found) == (Outcome.VARIANT, form)


@pytest.mark.parametrize(("lang", "term", "other"), DIFFERENT)
def test_another_word_is_no_form_of_a_term(lang, term, other):
    terms = finder(Term(source=term, targets=("x",)), src_lang=lang, tgt_lang="tam_Taml")

    assert terms.find(other) == []


@pytest.mark.parametrize("form", ["farmer", "Farmers", "FARMER", "farmer's", "farmers’"])
def test_english_terms_are_found_in_plural_and_possessive_and_any_case(form):
    assert sources(finder(to_hindi("farmer", "किसान")).find(f"The {form}, here")) == ["farmer"]


def test_exact_terms_have_no_endings():
    terms = finder(to_hindi("lead", "सीसा", policy=Policy.EXACT))

    assert sources(terms.find("lead")) == ["lead"]
    assert terms.find("leads") == []


def test_case_counts_where_the_glossary_says_so():
    terms = finder(to_hindi("IT", "आईटी", match_case=True))

    assert sources(terms.find("IT is")) == ["IT"]
    assert terms.find("it is") == []


def test_of_terms_that_begin_together_the_longest_wins():
    terms = finder(to_hindi("blood", "खून"), to_hindi("blood pressure", "रक्तचाप"))

    assert sources(terms.find("blood pressure and blood")) == ["blood pressure", "blood"]


def test_hyphens_and_spaces_between_words_are_the_same():
    assert sources(finder(to_hindi("hand wash", "हाथ धोना")).find("a hand-wash")) == ["hand wash"]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("Hello {seed}, take seed.", [19]),
        ("See seed.example.org and ${seed} or `seed`.", []),
        ('<a title="seed">seed</a>', [16]),
        ("One seed, 2 seeds.", [4, 12]),
    ],
)
def test_what_must_not_change_has_no_terms_in_it(source, found):
    term = to_hindi("seed", "बीज")

    assert [each.start for each in finder(term).find(source)] == found


def test_a_term_may_be_something_that_is_kept():
    term = to_hindi("node.example.org server", "सर्वर")

    assert sources(finder(term).find("A node.example.org server.")) == [term.source]


def test_a_found_term_says_where_it_stands():
    source = "The blood-pressure is"

    (found,) = finder(to_hindi("blood pressure", "रक्तचाप")).find(source)

    assert source[found.start : found.end] == "blood-pressure"


def test_the_preferred_translation_as_written_is_a_hit():
    (use,) = finder(to_hindi("vaccine", "टीका", "वैक्सीन")).check("vaccine", "यह टीका है")

    assert (use.outcome, use.found) == (Outcome.HIT, "टीका")


def test_an_accepted_translation_is_a_variant():
    (use,) = finder(to_hindi("vaccine", "टीका", "वैक्सीन")).check("vaccine", "यह वैक्सीन है")

    assert (use.outcome, use.found) == (Outcome.VARIANT, "वैक्सीन")


def test_a_missing_translation_is_a_miss():
    (use,) = finder(to_hindi("vaccine", "टीका")).check("A vaccine", "एक दवा")

    assert (use.outcome, use.found) == (Outcome.MISS, "")


def test_a_part_of_a_word_is_no_translation():
    (use,) = finder(to_hindi("tax", "कर")).check("tax", "वह काम करता है")

    assert use.outcome is Outcome.MISS


def test_terms_of_another_direction_do_not_count():
    terms = finder(Term(source="pest", targets=("পোকা",), src_lang=EN, tgt_lang="ben_Beng"))

    assert not terms
    assert terms.find("pest") == []


def test_a_term_without_languages_counts_in_every_direction():
    assert sources(finder(Term(source="ACME", targets=("एक्मी",))).find("ACME")) == ["ACME"]


def test_the_first_of_two_equal_terms_counts():
    (use,) = finder(to_hindi("seed", "बीज"), to_hindi("Seed", "दाना")).check("seed", "बीज")

    assert use.outcome is Outcome.HIT


@given(st.text(), st.text())
def test_any_text_can_be_checked(source, target):
    terms = finder(to_hindi("a", "ए"), to_hindi("कर", "ख"))

    uses = terms.check(source, target)

    assert all(use.found in target for use in uses)
    assert len(uses) <= len(terms.find(source))


@given(st.lists(st.sampled_from(["seed", "crop", "the", "soil test", "।", "<b>"]), max_size=8))
def test_found_terms_are_in_order_and_apart(words):
    source = " ".join(words)
    terms = finder(to_hindi("seed", "बीज"), to_hindi("crop", "फसल"), to_hindi("soil test", "जाँच"))

    found = terms.find(source)

    assert sources(found) == [word for word in words if word not in ("the", "।", "<b>")]
    assert all(one.end <= other.start for one, other in pairwise(found))


# Before Unicode 5.1 a chillu was consonant + virama + ZWJ, and before 4.1 so was khanda ta.
OLD_AND_NEW = [
    ("mal_Mlym", "അവന\u0d4d\u200d", "അവ\u0d7b"),
    ("mal_Mlym", "ഡോക\u0d4dടര\u0d4d\u200d", "ഡോക\u0d4dട\u0d7c"),
    ("mal_Mlym", "വില\u0d4d\u200dപന", "വി\u0d7dപന"),
    ("ben_Beng", "হঠাত\u09cd\u200d", "হঠা\u09ce"),
]


@pytest.mark.parametrize(("lang", "old", "new"), OLD_AND_NEW)
@pytest.mark.parametrize("is_old_in_glossary", [True, False])
def test_old_and_new_chillus_are_one_spelling(lang, old, new, is_old_in_glossary):
    listed, written = (old, new) if is_old_in_glossary else (new, old)
    from_it = Term(source=listed, targets=("x",), src_lang=lang, tgt_lang=EN, match_case=True)
    into_it = Term(source="x", targets=(listed,), src_lang=EN, tgt_lang=lang)

    found = finder(from_it, src_lang=lang, tgt_lang=EN).find(f"1 {written} 2.")
    (use,) = finder(into_it, tgt_lang=lang).check("x", f"1 {written} 2.")

    assert [(one.start, one.end) for one in found] == [(2, 2 + len(written))]
    assert (use.outcome, use.found) == (Outcome.HIT, written)


def test_an_old_chillu_is_a_consonant_again_before_an_ending():
    terms = finder(
        Term(source="മീന\u0d4d\u200d", targets=("fish",), src_lang="mal_Mlym", tgt_lang=EN),
        src_lang="mal_Mlym",
        tgt_lang=EN,
    )

    assert len(terms.find("മീനിന്റെ വില")) == 1
