from __future__ import annotations

import pickle
import re
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from indictx.errors import LanguageError, UnknownLanguageError
from indictx.languages import Language, Pair, find, language, languages, registry, script
from indictx.languages.codes import fold

ROWS = st.sampled_from(languages())

SCHEDULED = [
    "asm",
    "ben",
    "brx",
    "doi",
    "gom",
    "guj",
    "hin",
    "kan",
    "kas",
    "mai",
    "mal",
    "mar",
    "mni",
    "npi",
    "ory",
    "pan",
    "san",
    "sat",
    "snd",
    "tam",
    "tel",
    "urd",
]
NAMED_IN_THE_PLAN = [
    "bho_Deva",
    "mag_Deva",
    "hne_Deva",
    "awa_Deva",
    "bra_Deva",
    "bns_Deva",
    "bgc_Deva",
    "gbm_Deva",
    "kfy_Deva",
    "xnr_Deva",
    "mwr_Deva",
    "tcy_Knda",
    "kha_Latn",
    "lus_Latn",
    "sin_Sinh",
    "new_Deva",
    "taj_Deva",
    "syl_Beng",
    "hin_Latn",
    "kas_Arab",
    "kas_Deva",
    "mni_Beng",
    "mni_Mtei",
    "snd_Arab",
    "snd_Deva",
    "gom_Deva",
    "gom_Latn",
    "sat_Olck",
    "urd_Deva",
    "qbg_Deva",
    "qos_Deva",
    "gbk_Deva",
]


def by_code(row):
    return row.code


def names_of(row):
    main = next(other for other in languages() if other.code[:3] == row.code[:3])
    names = [row.code, row.bcp47, row.name, row.endonym, *row.aliases]
    if row is main:
        names += filter(None, [row.iso639_1, row.iso639_3])
    return list(dict.fromkeys(names))


EVERY_NAME = [(name, row) for row in languages() for name in names_of(row)]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("hi", "hin_Deva"),
        ("hin", "hin_Deva"),
        ("Hindi", "hin_Deva"),
        ("हिन्दी", "hin_Deva"),
        ("हिंदी", "hin_Deva"),
        ("hin_Deva", "hin_Deva"),
        ("hin-deva", "hin_Deva"),
        ("HIN DEVA", "hin_Deva"),
        ("hi-IN", "hin_Deva"),
        ("hi_IN.UTF-8", "hin_Deva"),
        ("hi-Latn", "hin_Latn"),
        ("hinglish", "hin_Latn"),
        ("or", "ory_Orya"),
        ("ory", "ory_Orya"),
        ("ori", "ory_Orya"),
        ("odia", "ory_Orya"),
        ("Oriya", "ory_Orya"),
        ("kok", "gom_Deva"),
        ("gom", "gom_Deva"),
        ("kok-Latn", "gom_Latn"),
        ("kok_Deva", "gom_Deva"),
        ("ne", "npi_Deva"),
        ("nep", "npi_Deva"),
        ("npi", "npi_Deva"),
        ("nep-Deva", "npi_Deva"),
        ("pa", "pan_Guru"),
        ("pan", "pan_Guru"),
        ("punjabi", "pan_Guru"),
        ("pa-Arab", "pnb_Arab"),
        ("pa-Arab-PK", "pnb_Arab"),
        ("pa-PK", "pnb_Arab"),
        ("pa-IN", "pan_Guru"),
        ("bangla", "ben_Beng"),
        ("ks", "kas_Arab"),
        ("ks-Deva", "kas_Deva"),
        ("mni", "mni_Beng"),
        ("mni-Mtei-IN", "mni_Mtei"),
        ("sat", "sat_Olck"),
        ("sat_Beng", "sat_Olck"),
        ("sd", "snd_Arab"),
        ("sd-Deva", "snd_Deva"),
        ("sd-IN", "snd_Deva"),
        ("bodo", "brx_Deva"),
        ("बर'", "brx_Deva"),
        ("bh", "bho_Deva"),
        ("en-US", "eng_Latn"),
        ("Nepal Bhasa", "new_Deva"),
        ("lushai", "lus_Latn"),
        ("qbg", "qbg_Deva"),
    ],
)
def test_any_known_code_or_name_finds_the_language(query, code):
    assert language(query).code == code


@pytest.mark.parametrize("row", languages(), ids=by_code)
def test_every_name_of_a_row_finds_it(row):
    assert {name: language(name).code for name in names_of(row)} == dict.fromkeys(
        names_of(row), row.code
    )


def test_no_two_rows_share_a_name():
    owners: dict[str, set[str]] = {}
    for name, row in EVERY_NAME:
        owners.setdefault(fold(name), set()).add(row.code)

    assert not {name: codes for name, codes in owners.items() if len(codes) > 1}


@given(st.sampled_from(EVERY_NAME), st.data())
def test_case_separators_and_normalization_do_not_matter(named, data):
    name, row = named
    form = data.draw(st.sampled_from(["NFC", "NFD", "NFKC"]))
    change = data.draw(st.sampled_from([str.upper, str.lower, str.title, str.swapcase]))
    swap = data.draw(st.sampled_from([("-", "_"), ("_", "-"), (" ", ""), (" ", "_"), ("", "")]))

    changed = unicodedata.normalize(form, change(name).replace(*swap))
    assume(changed)

    assert language(f" {changed} ") is row


@given(ROWS, st.sampled_from(["IN", "PK", "NP", "LK", "GB", "001"]))
def test_a_region_does_not_change_the_language(row, region):
    assume((row.code, region) not in {("snd_Arab", "IN"), ("pan_Guru", "PK")})

    assert language(f"{row.bcp47}-{region}") is row
    assert language(f"{row.code}_{region}") is row


@given(st.text())
def test_a_query_finds_a_language_or_raises_the_one_error(query):
    try:
        found = language(query)
    except UnknownLanguageError as error:
        found = error

    suggested = found.close_to if isinstance(found, UnknownLanguageError) else (found.code,)
    assert all(language(code).code == code for code in suggested)


@pytest.mark.parametrize(
    ("query", "suggestion"),
    [
        ("hindii", "hin_Deva"),
        ("Gujrathi", "guj_Gujr"),
        ("Malayalm", "mal_Mlym"),
        ("chattisgadhi", "hne_Deva"),
        ("தமிழ", "tam_Taml"),
        ("tam_Deva", "tam_Taml"),
        ("en-hi", "eng_Latn"),
    ],
)
def test_an_unknown_name_suggests_near_ones(query, suggestion):
    with pytest.raises(UnknownLanguageError) as caught:
        language(query)

    assert suggestion in caught.value.close_to
    assert suggestion in caught.value.hint


@pytest.mark.parametrize(
    "query", ["", " ", "-", "xx", "zxx", "und-Deva", "klingon", "🙂", "hi-xyz"]
)
def test_what_is_no_language_is_unknown(query):
    with pytest.raises(UnknownLanguageError):
        language(query)


@pytest.mark.parametrize(
    ("query", "hint"),
    [
        ("zxx-Deva", "'zxx' stands for text in no language; name one, such as"),
        ("und_Taml", "'und' stands for a language not known; name one, such as tam_Taml"),
        ("mul", "'mul' stands for several languages; name one"),
        ("en-hi", "give one language here, eng_Latn or hin_Deva"),
        ("mlym", "Mlym is a script; name a language, such as mal_Mlym"),
        ("qqq-Deva", "see `indictx languages`"),
        ("hnn_Deva", "did you mean hne_Deva"),
    ],
)
def test_a_code_that_makes_no_sense_is_explained(query, hint):
    with pytest.raises(UnknownLanguageError) as caught:
        language(query)

    assert caught.value.hint.startswith(hint)


def test_two_languages_are_not_taken_for_a_language_and_a_region():
    assert language("en-IN").code == language("en-in").code == "eng_Latn"
    with pytest.raises(UnknownLanguageError):
        language("en-ta")


def test_the_scheduled_languages_are_the_twenty_two_of_the_constitution():
    assert sorted({row.code[:3] for row in languages() if row.scheduled}) == SCHEDULED


@pytest.mark.parametrize("code", NAMED_IN_THE_PLAN)
def test_a_promised_language_is_there(code):
    assert language(code).code == code


@pytest.mark.parametrize("row", languages(), ids=by_code)
def test_codes_are_consistent(row):
    subtag, script_code = row.code.split("_")

    assert re.fullmatch(r"[a-z]{3}_[A-Z][a-z]{3}", row.code)
    assert row.script_code == script_code == row.script.code
    assert row.iso639_3 == (None if subtag in {"qbg", "qos"} else subtag)
    assert row.iso639_1 is None or re.fullmatch("[a-z]{2}", row.iso639_1)
    assert re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?", row.bcp47)
    assert row.bcp47.startswith(row.iso639_1 or "")


def test_only_a_second_script_is_named_in_the_tag():
    seen: set[str] = set()
    for row in languages():
        assert ("-" in row.bcp47) == (row.code[:3] in seen)
        seen.add(row.code[:3])


@pytest.mark.parametrize(
    ("code", "bcp47"),
    [
        ("hin_Deva", "hi"),
        ("gom_Deva", "kok"),
        ("gom_Latn", "kok-Latn"),
        ("mni_Beng", "mni"),
        ("mni_Mtei", "mni-Mtei"),
        ("npi_Deva", "ne"),
        ("ory_Orya", "or"),
        ("hin_Latn", "hi-Latn"),
    ],
)
def test_tags_are_as_short_as_they_can_be(code, bcp47):
    assert language(code).bcp47 == bcp47


@pytest.mark.parametrize("row", languages(), ids=by_code)
def test_an_endonym_is_composed_text_in_the_script_of_the_row(row):
    letters = re.sub(r"[\s()’]", "", row.endonym)

    assert unicodedata.is_normalized("NFC", row.endonym)
    # Latin names carry combining-free diacritics only, all inside the Latin ranges.
    assert re.fullmatch(f"[{row.script.pattern}]+", letters)


@pytest.mark.parametrize(
    ("code", "endonym"),
    [
        ("asm_Beng", "\u0985\u09b8\u09ae\u09c0\u09af\u09bc\u09be"),
        ("kas_Arab", "\u06a9\u0672\u0634\u064f\u0631"),
        ("ory_Orya", "\u0b13\u0b21\u0b3c\u0b3f\u0b06"),
        ("mni_Mtei", "\uabc3\uabe4\uabc7\uabe9\uabc2\uabe3\uabdf"),
        ("sat_Olck", "\u1c65\u1c5f\u1c71\u1c5b\u1c5f\u1c72\u1c64"),
    ],
)
def test_an_endonym_has_these_code_points(code, endonym):
    assert [*map(hex, map(ord, language(code).endonym))] == [*map(hex, map(ord, endonym))]


@pytest.mark.parametrize("row", languages(), ids=by_code)
def test_a_row_says_where_its_endonym_comes_from(row):
    assert row.source in {"cldr", "mediawiki", "print", "name"}
    assert (row.source == "name") == (row.endonym == row.name and row.code != "eng_Latn")


@pytest.mark.parametrize("row", languages(), ids=by_code)
def test_marks_and_digits_are_those_of_the_script(row):
    assert sorted(row.sentence_enders) == sorted(row.script.sentence_enders)
    assert (row.digits is None) == (row.script.digits is None)
    if row.digits is not None:
        assert [unicodedata.digit(digit) for digit in row.digits] == [*range(10)]


@pytest.mark.parametrize(
    ("code", "stop"),
    [
        ("hin_Deva", "।"),
        ("mar_Deva", "."),
        ("gom_Deva", "."),
        ("guj_Gujr", "."),
        ("tam_Taml", "."),
        ("urd_Arab", "۔"),
        ("snd_Arab", "."),
        ("sat_Olck", "᱾"),
        ("mni_Mtei", "꯫"),
        ("eng_Latn", "."),
    ],
)
def test_the_usual_full_stop_comes_first(code, stop):
    assert language(code).sentence_enders[0] == stop


def test_sindhi_counts_with_arabic_digits_and_urdu_with_extended_ones():
    assert language("sd").digits == "٠١٢٣٤٥٦٧٨٩"
    assert language("ur").digits == script("Arab").digits == "۰۱۲۳۴۵۶۷۸۹"


def test_direction_follows_the_script():
    assert language("ur").direction == language("ks").direction == language("dv").direction == "rtl"
    assert language("ks-Deva").direction == language("sat").direction == "ltr"


def test_a_language_prints_as_its_code():
    assert str(language("hindi")) == "hin_Deva"


@given(ROWS, ROWS)
def test_a_pair_prints_and_parses_back(source, target):
    pair = Pair(source, target)

    assert Pair.parse(str(pair)) == pair
    assert hash(Pair.parse(str(pair))) == hash(pair)


@given(ROWS, ROWS)
def test_a_pair_of_tags_with_hyphens_is_understood(source, target):
    assert Pair.parse(f"{source.bcp47}-{target.bcp47}") == Pair(source, target)


def test_a_pair_is_made_of_names_or_records():
    pair = Pair.of("en", language("hi"))

    assert str(pair) == "eng_Latn-hin_Deva"
    assert pair == Pair.of("English", "हिन्दी")


@pytest.mark.parametrize("text", ["", "eng_Latn", "en-xx-yy", "hi-as-en"])
def test_what_is_not_a_pair_is_refused(text):
    with pytest.raises(LanguageError) as caught:
        Pair.parse(text)

    assert caught.value.hint


def test_a_pair_with_an_unknown_side_names_that_side():
    with pytest.raises(UnknownLanguageError, match="hindii"):
        Pair.parse("en-hindii")


@given(ROWS)
def test_records_survive_pickling(row):
    assert pickle.loads(pickle.dumps(row)) == row


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("hi", ["hin_Deva", "hin_Latn"]),
        ("kok", ["gom_Deva", "gom_Latn"]),
        ("punjabi", ["pan_Guru", "pan_Latn", "pnb_Arab"]),
        ("kash", ["kas_Arab", "kas_Deva", "kas_Latn"]),
        ("tibt", ["bod_Tibt", "dzo_Tibt"]),
        ("कॉशुर", ["kas_Deva", "kas_Arab", "kas_Latn"]),
        ("zz", []),
    ],
)
def test_find_gives_the_best_match_first(query, codes):
    assert [row.code for row in find(query)][: len(codes) or None] == codes


def test_find_by_script_gives_every_language_in_it():
    assert {row.code for row in find("Mlym")} == {"mal_Mlym"}
    assert {row.code for row in languages() if row.script_code == "Deva"} <= {
        row.code for row in find("deva")
    }


def test_find_nothing_gives_everything():
    assert find("") == [*languages()]


@given(st.sampled_from(EVERY_NAME))
def test_find_puts_an_exact_match_first(named):
    name, row = named

    assert find(name)[0] is row


@given(st.text(max_size=6))
def test_find_never_repeats_a_row(query):
    found = [row.code for row in find(query)]

    assert len(found) == len(set(found))


def test_a_table_with_an_ambiguous_alias_is_refused():
    hindi, urdu = language("hi"), language("ur")
    twice = Language(**{**{key: getattr(urdu, key) for key in Language.__slots__}, "name": "Hindi"})

    with pytest.raises(LanguageError, match="'hindi' means both hin_Deva and urd_Arab"):
        registry._index([hindi, twice], {"hin": hindi, "urd": twice})


def test_importing_reads_no_table(unmeasured):
    check = (
        "import sys, indictx.languages as package; "
        "assert 'tomllib' not in sys.modules and 'difflib' not in sys.modules; "
        "package.language('hi'); assert 'tomllib' in sys.modules"
    )

    subprocess.run([sys.executable, "-c", check], check=True, env=unmeasured)
