from __future__ import annotations

import pytest

from indictx.errors import InputError, ParseError
from indictx.glossary import Glossary, Policy, Term, load_glossary, starter_names

TBX = """<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX"><text><body>
<termEntry id="c1">
  <langSet xml:lang="en"><tig><term>soil</term></tig></langSet>
  <langSet xml:lang="hi">
    <tig><term>मिट्टी</term></tig>
    <tig><term>मृदा</term></tig>
    <tig><term>माटी</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
  </langSet>
  <langSet xml:lang="zz-unknown"><tig><term>?</term></tig></langSet>
</termEntry>
</body></text></martif>
"""
TBX_3 = """<tbx xmlns="urn:iso:std:iso:30042:ed-2"><text><body>
<conceptEntry id="c1">
  <langSec xml:lang="en-IN"><termSec><term>rain</term></termSec></langSec>
  <langSec xml:lang="ta"><termSec><term>மழை</term></termSec></langSec>
</conceptEntry>
</body></text></tbx>
"""


@pytest.fixture
def load(tmp_path):
    def call(name: str, text: str | bytes) -> Glossary:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return load_glossary(path)

    return call


def test_a_row_has_term_translations_and_direction(load):
    glossary = load(
        "g.csv", "\ufeffsource,target,src_lang,tgt_lang\nsoil,मिट्टी | मृदा,en,hi\n# note,,,\n"
    )

    assert glossary.terms == (
        Term(source="soil", targets=("मिट्टी", "मृदा"), src_lang="eng_Latn", tgt_lang="hin_Deva"),
    )


def test_policy_case_and_pair_are_columns(load):
    glossary = load(
        "g.tsv",
        'Term\tTranslation\tpair\tpolicy\tcase\n5" pipe\tनली\ten-hi\texact\tmatch\nACME\t\t\tkeep\t\n',
    )

    assert glossary.terms == (
        Term(
            source='5" pipe',
            targets=("नली",),
            src_lang="eng_Latn",
            tgt_lang="hin_Deva",
            policy=Policy.EXACT,
            match_case=True,
        ),
        Term(source="ACME", policy=Policy.KEEP),
    )
    assert glossary.kept() == ("ACME",)


def test_a_column_for_each_language_gives_every_direction(load):
    glossary = load("g.tsv", "en\thi\tta\tnote\nseed|grain\tबीज\t\tx\n")

    assert [(term.source, term.targets, term.tgt_lang) for term in glossary.terms] == [
        ("seed", ("बीज",), "hin_Deva"),
        ("grain", ("बीज",), "hin_Deva"),
        ("बीज", ("seed", "grain"), "eng_Latn"),
    ]


@pytest.mark.parametrize("text", ["", "source\ttarget\n"], ids=["nothing", "a header"])
def test_an_empty_glossary_has_no_terms(load, text):
    assert load("g.tsv", text) == Glossary()
    assert Glossary().fingerprint == ""


def test_tbx_gives_every_direction_without_deprecated_terms(load):
    terms = load("g.tbx", TBX).terms

    assert terms[0] == Term(
        source="soil", targets=("मिट्टी", "मृदा"), src_lang="eng_Latn", tgt_lang="hin_Deva"
    )
    assert {term.source for term in terms} == {"soil", "मिट्टी", "मृदा"}


def test_tbx_of_the_third_edition_is_read(load):
    assert load("g.tbx", TBX_3).terms[0].targets == ("மழை",)


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("g.tsv", "source\ttarget\nsoil\t\n", "g.tsv, line 2: term 'soil' has no translation"),
        ("g.tsv", "source\ttarget\n\tमिट्टी\n", "g.tsv, line 2: no term"),
        ("g.tsv", "source\tziel\n", "g.tsv, line 1: unknown column 'ziel'"),
        ("g.tsv", "en\tklingonish\n", "g.tsv, line 1: column 'klingonish' is no language"),
        ("g.tsv", "source\ttarget\n\na\tb\tc\n", "g.tsv, line 3: 3 columns, expected 2"),
        ("g.csv", "term,target,tgt_lang\na,b,xx9\n", "g.csv, line 2: unknown language: 'xx9'"),
        ("g.csv", "term,target,policy\na,b,never\n", "g.csv, line 2: unknown policy 'never'"),
        ("g.csv", 'term,target\n"a"b,c\n', "g.csv, line 2: "),
        ("g.tsv", b"source\ttarget\na\t" + b"\xff\n", "g.tsv, line 2: byte 0xff"),
        ("g.tbx", "<martif>\n<text></martif>", "g.tbx, line 2: mismatched tag"),
        ("g.tbx", "<martif></martif>", "g.tbx: no termEntry"),
        ("g.tbx", '<!DOCTYPE x [<!ENTITY a "b">]><x/>', "g.tbx: it declares entities"),
    ],
)
def test_what_is_broken_is_said_with_file_and_place(load, name, text, complaint):
    with pytest.raises(ParseError) as caught:
        load(name, text)

    assert complaint in str(caught.value)


def test_a_file_that_is_not_there_names_what_is():
    with pytest.raises(InputError, match="cannot read glossary 'no-such'") as caught:
        load_glossary("no-such")

    assert all(name in caught.value.hint for name in starter_names())


def test_the_fingerprint_changes_with_every_fact():
    base = {"source": "a", "targets": ("b",)}
    glossaries = [
        Glossary((Term(**base),)),
        Glossary((Term(**base, match_case=True),)),
        Glossary((Term(**base, policy=Policy.EXACT),)),
        Glossary((Term(source="a", targets=("c",)),)),
        Glossary((Term(**base, tgt_lang="hin_Deva"),)),
    ]

    assert len({glossary.fingerprint for glossary in glossaries}) == len(glossaries)


def test_joined_glossaries_keep_their_order_and_drop_repeats():
    one, two = Term(source="a", targets=("b",)), Term(source="c", targets=("d",))

    assert Glossary.join([Glossary((one,)), Glossary((two, one))]).terms == (one, two)
