from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.languages import language
from indictx.pipeline.cutting import cut_at_slots, cut_long
from indictx.pipeline.guard import Flag
from indictx.pipeline.units import (
    Cell,
    Result,
    Unit,
    make_unit,
    plan_line,
)
from indictx.text.normalize import native_digits
from indictx.text.protect import DEFAULT, KeepRules, slot_char

A, B, C = map(slot_char, (3, 7, 9))


def source_of(unit: Unit) -> str:
    """Return what a unit covers, whatever it was cut into."""
    if unit.parts:
        return whole(unit.parts)
    text = unit.globalize(unit.text)
    for slot, inside in unit.insides.items():
        text = text.replace(slot, whole(inside))
    return text


def whole(parts: list[str | Unit]) -> str:
    """Return the source of parts of a line."""
    return "".join(part if isinstance(part, str) else source_of(part) for part in parts)


def test_slots_of_a_unit_count_from_zero():
    unit = make_unit(f"क {B} ख {A}")

    assert unit.text == f"क {slot_char(0)} ख {slot_char(1)}"
    assert unit.slots == (B, A)
    assert unit.globalize(unit.text) == f"क {B} ख {A}"


def test_slots_that_a_unit_does_not_have_are_dropped():
    unit = make_unit(f"क {A}")

    assert unit.globalize(f"{slot_char(0)} x {slot_char(5)}") == f"{A} x "
    assert make_unit("abc").globalize("abc") == "abc"


def test_marks_between_a_slot_and_the_next_stretch_are_kept_from_the_model():
    unit = make_unit(f"Dear {A}, pay {B} : ; now, {C}: soon.")

    cut_at_slots(unit, language("eng_Latn"))

    assert [leaf.text for leaf in unit.leaves()] == ["Dear", "pay", "now", "soon."]
    assert source_of(unit) == f"Dear {A}, pay {B} : ; now, {C}: soon."

    unit = make_unit(f"'{A}' was moved to “{B}” by \"the '{C}\" bot")
    cut_at_slots(unit, language("eng_Latn"))

    assert [leaf.text for leaf in unit.leaves()] == ["was moved to", 'by "the', "bot"]
    assert source_of(unit) == f"'{A}' was moved to “{B}” by \"the '{C}\" bot"


def test_results_serve_another_unit_of_the_same_text():
    one, other = make_unit(f"क {A} {B}"), make_unit(f"क {B} {C}")
    one.results = [Result(f"{B} ख {A}", -1.0, (Flag.LOOP,))]

    (result,) = one.results_for(other)

    assert one.text == other.text
    assert (result.text, result.score, result.flags) == (f"{C} ख {B}", -1.0, (Flag.LOOP,))


def test_a_copy_is_its_own_translation():
    unit = make_unit(f"क {A}")

    unit.copy()

    assert unit.result(0).text == f"क {A}"


def test_a_rank_beyond_the_last_is_the_last():
    unit = Unit("a", results=[Result("b"), Result("c")])

    assert [unit.result(rank).text for rank in range(4)] == ["b", "c", "c", "c"]


def test_a_cut_unit_joins_its_parts():
    first, second = Unit("a", results=[Result("x", -1.0, (Flag.LOOP,))]), Unit("b")
    second.results = [Result("y", -3.0, (Flag.LOOP, Flag.SCRIPT))]
    unit = Unit("a, b", parts=[first, ", ", second])

    result = unit.result(0)

    assert (result.text, result.score) == ("x, y", -2.0)
    assert result.flags == (Flag.LOOP, Flag.SCRIPT)
    assert list(unit.leaves()) == [first, second]


def test_a_unit_without_words_left_is_its_parts():
    unit = Unit("x", parts=["(", ")"])

    assert (unit.result(0).text, unit.result(0).score) == ("()", 0.0)
    assert list(unit.leaves()) == []


@given(st.text("कख ,।" + A + B + C, min_size=1), st.integers(1, 9))
def test_a_cut_drops_nothing(text, limit):
    long, apart = make_unit(text), make_unit(text)

    cut_long(long, limit, len)
    cut_at_slots(apart, language("eng_Latn"))

    assert source_of(long) == source_of(apart) == text
    assert all(len(leaf.text) <= limit for leaf in long.leaves())
    assert all(not leaf.slots for leaf in apart.leaves() if leaf is not apart)
    assert "clauses" in long.repairs
    assert "slots_apart" in apart.repairs


@pytest.mark.parametrize(
    ("line", "units"),
    [
        ("", []),
        ("12 — ½ 🙂", []),
        ("https://example.org {x}", []),
        ("  मी जातो.  ती येते?  ", ["मी जातो.", "ती येते?"]),
        ("मी\tती\x00ते", ["मी", "ती", "ते"]),
        ("<p>मी जातो</p>", ["मी जातो"]),
        ("-----\u200f मी \u2066", ["मी"]),
        ("१. मी", ["१. मी"]),
    ],
)
def test_only_sentences_become_units(line, units):
    plan = plan_line(line, "mar_Deva", KeepRules(numbers=False))

    assert [unit.text for unit in plan.units()] == units


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("- मी जातो", "मी जातो"),
        ("  * मी जातो", "मी जातो"),
        ("• मी जातो", "मी जातो"),
        ("> > मी जातो", "मी जातो"),
        ("## मी जातो", "मी जातो"),
        ("12. मी जातो", "मी जातो"),
        ("2) मी जातो", "मी जातो"),
        ("(a) मी जातो", "मी जातो"),
        ("- [x] मी जातो", "मी जातो"),
        ("क) मी जातो", "मी जातो"),
        ("(क) मी जातो", "मी जातो"),
        ("- बी) मी जातो", "मी जातो"),
        ("அ) அரிசி", "அரிசி"),
        ("(எ) அரிசி", "அரிசி"),
        ("മി) അരി", "അരി"),
        ("ا) चावल", "चावल"),
        ("क. रामन", "क. रामन"),
        ("मी) जातो (तो", "जातो (तो"),
        ("(मीठ) जातो", "(मीठ) जातो"),
        ("क)मी जातो", "क)मी जातो"),
        ("-मी जातो", "-मी जातो"),
        ("A. कुमार", "A. कुमार"),
        ("मी * ती", "मी * ती"),
        ("- 12", None),
    ],
)
def test_the_markers_of_lists_quotations_and_headings_stay_before_the_sentence(line, unit):
    plan = plan_line(line, "mar_Deva", DEFAULT)

    assert [each.text for each in plan.units()] == ([] if unit is None else [unit])


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("(मी जातो.)", "मी जातो."),
        ("“ मी जातो ”", "मी जातो"),
        ('[ "मी" ]', "मी"),
        ("(मी) जातो", "(मी) जातो"),
        ("(मी) (जातो)", "(मी) (जातो)"),
        ("(मी", "(मी"),
        ("'मी जातो.'", "मी जातो."),
        ("'मी O'Hara आहे'", "मी O'Hara आहे"),
        ("'मी' जातो 'ती'", "'मी' जातो 'ती'"),
        ("'मी जातो' ती'", "'मी जातो' ती'"),
        ("'मी जातो", "'मी जातो"),
        ("मी जातो'", "मी जातो'"),
        ("''मी जातो''", "''मी जातो''"),
    ],
)
def test_brackets_and_quotation_marks_around_a_sentence_stay_around_it(line, unit):
    plan = plan_line(line, "mar_Deva", DEFAULT)

    assert [each.text for each in plan.units()] == [unit]


@pytest.mark.parametrize(
    ("line", "units"),
    [
        ("1. भात घे 2. डाळ घे 3. मीठ", ["भात घे", "डाळ घे", "मीठ"]),
        ("१. भात. २. डाळ.", ["भात.", "डाळ."]),
        ("1. मी जातो. वर्ष 7. ती येते.", ["मी जातो.", f"वर्ष {slot_char(0)}.", "ती येते."]),
        ("| मी जातो | ती येते |", ["मी जातो", "ती येते"]),
        ("मी | ती", ["मी", "ती"]),
        ("\x1b[1;31mमी\x1b[0m जातो", ["मी", "जातो"]),
    ],
)
def test_items_of_a_list_cells_of_a_row_and_colored_stretches_are_units(line, units):
    plan = plan_line(line, "mar_Deva", DEFAULT)

    assert [unit.text for unit in plan.units()] == units


ONE, TWO = map(slot_char, (0, 1))


@pytest.mark.parametrize(
    ("line", "units"),
    [
        ("1) भात 2) डाळ घे. 3) मीठ", ["भात", "डाळ घे.", "मीठ"]),
        ("- १) भात २) डाळ", ["भात", "डाळ"]),
        ("a) भात b) डाळ", ["भात", "डाळ"]),
        ("क) भात ख) डाळ", ["भात", "डाळ"]),
        ("1) भात (प्रकार 2) घे 2) डाळ", [f"भात (प्रकार {ONE}) घे", "डाळ"]),
        ("1) भात 3) डाळ", [f"भात {ONE}) डाळ"]),
        ("(1) कलम (2) मध्ये", [f"कलम ({ONE}) मध्ये"]),
        ("(1) भात घे. (2) डाळ घे.", ["भात घे.", "डाळ घे."]),
        ("(a) भात, (b) डाळ; (c) मीठ", ["भात,", "डाळ;", "मीठ"]),
        ("(a) भात, b) डाळ", ["भात, b) डाळ"]),
        ("(अ) भात घे. (ब) डाळ घे. (क) मीठ", ["भात घे.", "डाळ घे.", "मीठ"]),
        ("अ) भात ब) डाळ", ["भात", "डाळ"]),
        ("क) भात ख) डाळ ग) मीठ", ["भात", "डाळ", "मीठ"]),
        ("अ) भात ड) डाळ", ["भात ड) डाळ"]),
        ("हे आणा: (i) भात; (ii) डाळ; (iii) मीठ.", ["हे आणा:", "भात;", "डाळ;", "मीठ."]),
        ("हे आणा: 1) भात 2) डाळ", ["हे आणा:", "भात", "डाळ"]),
        ("(ii) भात घे.", ["भात घे."]),
        ("iv) भात v) डाळ", ["भात", "डाळ"]),
        ("हे आणा: (a) भात आणि डाळ", ["हे आणा: (a) भात आणि डाळ"]),
        ("निवडा: (A) हो (B) नाही (C) कदाचित", ["निवडा:", "हो", "नाही", "कदाचित"]),
        ("आणा: (i) भात; (ii) डाळ; आणि (iii) मीठ.", ["आणा:", "भात;", "डाळ; आणि", "मीठ."]),
        ("निवडा: (क) हो (ख) नाही", ["निवडा:", "हो", "नाही"]),
        ("(क) हो (ख) नाही (ग) कदाचित", ["हो", "नाही", "कदाचित"]),
        ("धुवा 2) वाळवा 3) खा", ["धुवा", "वाळवा", "खा"]),
        ("धुवा 2) वाळवा", ["धुवा", "वाळवा"]),
        ("धुवा (भाग 2) वाळवा", [f"धुवा (भाग {ONE}) वाळवा"]),
        ("हे आणा: 3) भात", [f"हे आणा: {ONE}) भात"]),
        ("भात 1) डाळ 2) मीठ", [f"भात {ONE}) डाळ {TWO}) मीठ"]),
        ("1) भात 2) 12", ["भात"]),
    ],
)
def test_items_of_a_list_that_count_on_behind_brackets_are_units(line, units):
    plan = plan_line(line, "mar_Deva", DEFAULT)

    assert [unit.text for unit in plan.units()] == units


def test_letters_of_gurmukhi_count_in_their_own_order():
    plan = plan_line("(ੳ) ਹੱਥ ਧੋਵੋ। (ਅ) ਮਾਸਕ ਪਾਓ।", "pan_Guru", DEFAULT)

    assert [unit.text for unit in plan.units()] == ["ਹੱਥ ਧੋਵੋ।", "ਮਾਸਕ ਪਾਓ।"]


@given(st.text(st.sampled_from("12३aकिb )(.-अ")))
def test_labels_and_what_they_stand_before_are_the_whole_line(line):
    plan = plan_line(line, "mar_Deva", DEFAULT)

    assert "".join(map(text_of, plan.parts)) == line


def text_of(part: str | Cell) -> str:
    """Return the source of a part of a line."""
    if isinstance(part, str):
        return part
    return part.protected.restore(whole(part.parts))


@pytest.mark.parametrize(
    ("line", "units"),
    [
        ("<li>Boil water</li><li>Cool it</li>", ["Boil water", "Cool it"]),
        ("<td>Name</td><TD class='x'>Age</TD>", ["Name", "Age"]),
        ("Wash hands<br/>Drink water<br />Sleep", ["Wash hands", "Drink water", "Sleep"]),
        ("<p>Hi {name}<br>Be <b>very</b> glad", [f"Hi {ONE}", f"Be {ONE}very{TWO} glad"]),
        ("A <brand>new</brand> <i>day</i>", [f"A {ONE}new{TWO} {slot_char(2)}day"]),
        ("1. Wash<br>2. Drink", ["Wash", "Drink"]),
        ("Read `<br>` as a break", [f"Read {ONE} as a break"]),
        (r"You have mail\nOpen it", ["You have mail", "Open it"]),
        (r"Hi %s\r\nBye\tRavi", [f"Hi {ONE}", "Bye", "Ravi"]),
        (r"Name:\tRavi", ["Name:", "Ravi"]),
        (r"A \"caf\u00e9\" here", [f'A \\"caf{ONE} here']),
    ],
)
def test_tags_of_blocks_and_written_line_breaks_separate_units(line, units):
    plan = plan_line(line, "eng_Latn", DEFAULT)

    assert [unit.text for unit in plan.units()] == units


@pytest.mark.parametrize(
    ("line", "units"),
    [
        ("Name | Class | School", ["Name", "Class", "School"]),
        ("Price: ₹500 | Stock: 5", [f"Price: {ONE}", f"Stock: {ONE}"]),
        ("Name | Age |", ["Name", "Age"]),
        ("Use a|b or a || b", ["Use a|b or a || b"]),
        ("`a | b` reads | here", [f"{ONE} reads", "here"]),
        ("(Home > Settings)", ["Home", "Settings"]),
        ("Open Settings > Network now. It is on.", ["Open Settings", "Network now.", "It is on."]),
        ("**Home** » Web › Docs", ["Home", "Web", "Docs"]),
        ("5 > 3, so a > 5", [f"{ONE} {TWO}, so a {slot_char(2)}"]),
        ("He said « yes » and left", ["He said « yes » and left"]),
        ("Settings -> Privacy => On", ["Settings", "Privacy", "On"]),
        ("Wash → rinse → dry. Then eat.", ["Wash", "rinse", "dry.", "Then eat."]),
        ("Rice→Flour", ["Rice", "Flour"]),
        ("Raise 5 -> 10 litres", [f"Raise {ONE}", f"{ONE} litres"]),
        ("Home >> Products", ["Home", "Products"]),
        ("Read more »", ["Read more"]),
        ("« Back", ["Back"]),
        ("Next >", ["Next"]),
        ("< Back", ["Back"]),
        ("a->b or x<-y", ["a->b or x<-y"]),
        ("He said « yes »", ["He said « yes »"]),
        ("Read more » « Back", ["Read more", "Back"]),
        ("Home | « Back", ["Home", "Back"]),
        ("Settings->Privacy=>On", ["Settings", "Privacy=>On"]),
        ("Settings->Privacy=>Camera.", ["Settings", "Privacy", "Camera."]),
        ("Settings-->Privacy", ["Settings", "Privacy"]),
        ("Use item=>item.price or node->next(x)", ["Use item=>item.price or node->next(x)"]),
        ("Is a < b or b > a", ["Is a < b or b", "a"]),
        ("News · 5 new posts • Sport", ["News", f"{ONE} new posts", "Sport"]),
        ("• Tea. • Milk • ", ["Tea.", "Milk"]),
        ("So 3 · 4 is 12", [f"So {ONE} · {TWO} is {slot_char(2)}"]),
    ],
)
def test_cells_and_the_steps_of_a_path_are_units(line, units):
    plan = plan_line(line, "eng_Latn", DEFAULT)

    assert [unit.text for unit in plan.units()] == units


@pytest.mark.parametrize(
    ("line", "units"),
    [
        (
            'Open "Settings → Privacy" and tap (Save → Exit).',
            [f"Open {ONE} and tap {TWO}.", "Settings", "Privacy", "Save", "Exit"],
        ),
        ("The price fell (Rs. 500 → Rs. 450) today.", [f"The price fell {ONE} today."]),
        (
            'He said, "Go to Settings -> Privacy".',
            [f"He said, {ONE}.", "Go to Settings", "Privacy"],
        ),
        ("Open **Settings > Privacy** now", [f"Open {ONE} now", "Settings", "Privacy"]),
        ("Open [Settings | Privacy](x) now", [f"Open {ONE} now", "Settings", "Privacy"]),
        ("Open 'Boys’ Room • It's on' now", [f"Open {ONE} now", "Boys’ Room", "It's on"]),
        ('Tap (Home | "Me > On") now', [f"Tap {ONE} now", "Home", "Me", "On"]),
        ('<a href="x">Read more »</a> or call.', [f"{ONE} or call.", "Read more"]),
        ("[Read more »](a.html) [« Back](b.html)", ["Read more", "Back"]),
        ('See "Read more »" below.', [f"See {ONE} below.", "Read more"]),
        ("(Home > Me) → (Mail > New)", ["Home", "Me", "Mail", "New"]),
        ("Open (Settings → Privacy now", ["Open (Settings", "Privacy now"]),
        ('A 5" pipe → a 7" pipe', [f'A {ONE}" pipe', f'a {ONE}" pipe']),
    ],
)
def test_a_sentence_goes_on_around_a_pair_with_borders_inside(line, units):
    plan = plan_line(line, "eng_Latn", DEFAULT)

    assert [unit.text for unit in plan.units()] == units
    assert "".join(map(text_of, plan.parts)) == line


@given(st.text(st.sampled_from("ab 5()[]\"'“”«»→>|•-*"), max_size=30))
def test_pairs_and_borders_are_the_whole_line(line):
    plan = plan_line(line, "eng_Latn", DEFAULT)

    assert "".join(map(text_of, plan.parts)) == line


def test_pairs_in_pairs_are_looked_into_only_so_deep():
    line = "(" * 3000 + "a → b" + ")" * 3000

    plan = plan_line(line, "eng_Latn", DEFAULT)

    assert "".join(map(text_of, plan.parts)) == line


@pytest.mark.parametrize(
    ("line", "lang", "units"),
    [
        ("पानी पिएँ | आराम करें |", "hin_Deva", ["पानी पिएँ |", "आराम करें |"]),
        ("<p>यह दो है | वह 3 | हाँ |</p>", "hin_Deva", ["यह दो है |", f"वह {ONE} |", "हाँ |"]),
        ("**জল খাও | ঘুমাও |**", "ben_Beng", ["জল খাও |", "ঘুমাও |"]),
        ("वह कल दिल्ली से आया | हम मिले", "hin_Deva", ["वह कल दिल्ली से आया |", "हम मिले"]),
        ("नाम | कक्षा | गाँव | ज़िला", "hin_Deva", ["नाम", "कक्षा", "गाँव", "ज़िला"]),
        ("| पानी पिएँ | हाथ धोएँ |", "hin_Deva", ["पानी पिएँ", "हाथ धोएँ"]),
        ("पाणी प्या | आराम करा |", "mar_Deva", ["पाणी प्या", "आराम करा"]),
    ],
)
def test_a_bar_is_a_full_stop_only_where_sentences_end_in_danda(line, lang, units):
    plan = plan_line(line, lang, DEFAULT)

    assert [unit.text for unit in plan.units()] == units


@pytest.mark.parametrize(
    ("line", "text", "target", "restored"),
    [
        ("मी जातो 😊!", "मी जातो!", "मैं जाता हूँ!", "मैं जाता हूँ 😊!"),
        ("मी 5 🎉🎉 .", f"मी {ONE}.", f"{ONE} मैं।", "5 मैं 🎉🎉 ।"),
        ("(मी {x} 😊?)", f"मी {ONE}?", f"मैं {ONE}", "(मैं {x} 😊)"),
        ("मी? 😊", "मी?", "मैं?", "मैं? 😊"),
        ("मी 😊 जातो.", f"मी {ONE} जातो.", f"मैं {ONE} हूँ।", "मैं 😊 हूँ।"),
    ],
)
def test_emoji_at_the_end_of_a_sentence_stay_there(line, text, target, restored):
    (cell,) = plan_line(line, "mar_Deva", DEFAULT).parts
    (unit,) = (part for part in cell.parts if isinstance(part, Unit))

    joined = "".join(
        part if isinstance(part, str) else part.globalize(target) for part in cell.parts
    )

    assert unit.text == text
    assert cell.protected.restore(joined) == restored


def test_a_unit_knows_which_of_its_slots_are_around_words():
    (unit,) = plan_line("ती <b>घरी</b> {n} <i></i> **जाते** आज", "mar_Deva", DEFAULT).units()

    assert unit.around == (0, 4)


@pytest.mark.parametrize(
    ("line", "around"),
    [
        ("<b>घरी</b> जातो.", (-1,)),
        ("ती <b>घरी</b>", (0,)),
        ("<b>ती</b> जाते <i>घरी</i>", (-1, 1)),
        ("<b>ती जाते</b>", ()),
        ("<b>ती {n} जाते</b>", ()),
        ("<b></b> ती {n} जाते", ()),
    ],
)
def test_markup_may_be_around_words_at_either_end(line, around):
    (unit,) = plan_line(line, "mar_Deva", DEFAULT).units()

    assert unit.around == around


def test_slots_are_those_of_their_cell():
    plan = plan_line("मी {a} {b}\tती {c}", "mar_Deva", DEFAULT)

    cells = [part for part in plan.parts if isinstance(part, Cell)]

    assert [[span.text for span in cell.protected.spans] for cell in cells] == [
        ["{a}", "{b}"],
        ["{c}"],
    ]


@pytest.mark.parametrize(
    ("text", "written"),
    [("12 है 5वीं", "१२ है ५वीं"), ("MP3 H2O 3D", "MP3 H2O 3D"), ("", ""), ("१२ ۳4", "१२ ३४")],
)
def test_digits_of_words_with_latin_letters_stay(text, written):
    assert native_digits(text, "०१२३४५६७८९") == written


def test_the_parts_of_a_long_unit_know_their_times():
    plan = plan_line("We open at 10 a.m., and we close at 5 p.m.", "eng_Latn", DEFAULT)
    (unit,) = plan.units()
    assert unit.times == ("10", "5")

    cut_long(unit, 7, lambda text: len(text.split()))

    assert [part.times for part in unit.leaves()] == [("10",), ("5",)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Call 5 (10 a.m.-6 p.m.).",
            ["Call", " ", "5", " (", "10", " ", "a.m.", "-", "6", " ", "p.m.", ")"],
        ),
        (
            "We eat at 10 a.m. or 5 pm.",
            ["We eat at", " ", "10", " ", "a.m.", " ", "or", " ", "5", " ", "pm"],
        ),
        ("So <b>I</b> am 5.", ["So", " ", "<b>", "I", "</b>", " ", "am", " ", "5"]),
    ],
)
def test_between_slots_marks_are_kept_and_halves_of_the_day_stand_alone(text, parts):
    plan = plan_line(text, "eng_Latn", DEFAULT)
    (cell,) = plan.parts
    (unit,) = plan.units()

    cut_at_slots(unit, language("eng_Latn"))

    shown = [part if isinstance(part, str) else part.text for part in unit.parts]
    assert [cell.protected.restore_lenient(part) for part in shown if part] == parts


def test_what_is_short_because_of_a_number_is_written_out_before_both_are_cut_apart():
    (unit,) = plan_line("The train no. 12952 left.", "eng_Latn", DEFAULT).units()

    cut_at_slots(unit, language("eng_Latn"))

    assert [leaf.text for leaf in unit.leaves()] == ["The train number", "left."]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("<b>Note:</b> Come at 5.", ["Note:", "Come at {0}."]),
        ("<b>Step 1</b>: Open it.", ["Step {0}{1}:", "Open it."]),
        ("*Time:* Now. *Place:* Here.", ["Time:", "Now.", "Place:", "Here."]),
        ("<b>Day:</b> Now, <b>Place:</b> Here", ["Day:", "Now,", "Place:", "Here"]),
        ("Ram said, <b>Sita told me</b>: come", ["Ram said, {0}Sita told me{1}: come"]),
        ("A film, <i>Sholay</i>: come", ["A film, {0}Sholay{1}: come"]),
        ("<b>Ravi</b>, come: now.", ["Ravi{0}, come: now."]),
        ("{a} b: {c} d: e", ["{0} b: {1} d: e"]),
    ],
)
def test_a_label_in_markup_is_a_sentence_of_its_own(text, units):
    places = [slot_char(number) for number in range(3)]

    found = [unit.text for unit in plan_line(text, "eng_Latn", DEFAULT).units()]

    assert found == [unit.format(*places) for unit in units]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Yes/No", ["Yes", "No"]),
        ("(Male / Female)", ["Male", "Female"]),
        ("Father/Husband name:", ["Father", "Husband name:"]),
        ("<b>Yes/No</b>", ["Yes", "No"]),
        ("Use input/output.", ["Use input/output."]),
        ("5 tabs/day", ["{0} tabs/day"]),
        ("Pay 100/person", ["Pay {0}/person"]),
        ("TCP/IP", ["TCP/IP"]),
        ("text/plain", ["text/plain"]),
        ("Asia/Kolkata", ["Asia/Kolkata"]),
        ("yes/no", ["yes", "no"]),
        ("Bring pen/pencil.", ["Bring pen/pencil."]),
        ("w/o sugar", ["w/o sugar"]),
        ("Name/Address of the shop", ["Name/Address of the shop"]),
    ],
)
def test_words_to_choose_from_are_translated_one_by_one(text, units):
    found = [unit.text for unit in plan_line(text, "eng_Latn", DEFAULT).units()]

    assert found == [unit.format(slot_char(0)) for unit in units]
