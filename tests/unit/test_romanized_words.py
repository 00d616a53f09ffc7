from __future__ import annotations

import lzma

import pytest

romanized_words = pytest.importorskip("benchmarks.romanized_words")

from indictx.text.romanized import parse  # noqa: E402

PAIRS = "\n".join(
    ["I am at home\tमैं घर में हूँ।", "He is at home\tवह घर में है।", "Look at this house\tयह घर देखिए।"] * 4
    + ["I want to see\tमैं देखना चाहता हूँ।"] * 4
)
TYPED = "\n".join(
    ["main ghar me hu\tमैं घर में हूँ।", "wo ghar mein he\tवह घर में है।", "ye ghar dekhiye\tयह घर देखिए।"]
    * 3
)
LOANS = "hotel\tहोटल\nlibrary\tपुस्तकालय\n"


@pytest.fixture
def reader(tmp_path, capsys):
    (tmp_path / "source").mkdir()
    packed = tmp_path / "source" / "eng_Latn-hin_Deva.tsv.xz"
    packed.write_bytes(lzma.compress(PAIRS.encode()))
    for name, text in (("typed.tsv", TYPED), ("loans.tsv", LOANS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    romanized_words.main(
        [
            *("--pairs", str(tmp_path / "source"), "--typed", str(tmp_path / "typed.tsv")),
            *("--loans", str(tmp_path / "loans.tsv"), "--output", str(tmp_path / "table.xz")),
            *("--check", str(tmp_path / "typed.tsv")),
        ]
    )
    assert "words 100.0%, sentences 100.0%" in capsys.readouterr().out
    return parse(lzma.decompress((tmp_path / "table.xz").read_bytes()).decode())


def test_what_was_counted_can_be_read(reader):
    assert reader.read("Main ghar mein hoon") == "मैं घर में हूँ"


def test_loans_are_read_as_they_are_typed(reader):
    assert reader.read("main hotel me hu") == "मैं होटल में हूँ"


def test_forms_that_were_not_counted_are_known_from_the_infinitive(reader):
    assert reader.read("main dekhunga") == "मैं देखूँगा"
    assert romanized_words.forms("खाना")[:3] == ["खाओ", "खाइए", "खाइएगा"]


def test_two_words_that_were_typed_as_one_count_as_two(reader):
    rows = [(["ghar", "me", "hu"], ["घर", "में", "है"]), (["xq"], ["घर"])]

    assert romanized_words.check(reader, rows) == (0.5, 0.0)
