import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.formats import FormatOptions
from indictx.formats._mnemonics import Message, marks_in, read, write
from indictx.formats.gettext import PO

BOTH = frozenset("_&")


@pytest.mark.parametrize(
    ("source", "text", "key"),
    [
        ("_File", "File", "_F"),
        ("Save &As...", "Save As...", "&A"),
        ("Cu_t", "Cut", "_T"),
        ("E&xit", "Exit", "&X"),
        ("फ़ाइल (_F)", "फ़ाइल", "_F"),
        ("सहेजें (&S)…", "सहेजें…", "&S"),
        ('"_Yes"', '"Yes"', "_Y"),
        ("<b>&Open</b> it", "<b>Open</b> it", "&O"),
        ("पूर्ववत (&U)\tCtrl+Z", "पूर्ववत\tCtrl+Z", "&U"),
        ("See annexure (&A) for it", "See annexure (&A) for it", ""),
        ("Health&safety week", "Health&safety week", ""),
        ("Drag&drop", "Drag&drop", ""),
        ("_Open %(file_name)s", "Open %(file_name)s", "_O"),
        ("Find && &Replace", "Find && Replace", "&R"),
        ("Save &amp; &Exit", "Save &amp; Exit", "&E"),
        ("Page Set_up", "Page Setup", "_U"),
        ("Find Ne&xt", "Find Next", "&X"),
        ("My_file", "Myfile", "_F"),
        ("My_file is here", "My_file is here", ""),
        ("AT&T network", "AT&T network", ""),
        ("R&D", "R&D", ""),
        ("Black & White", "Black & White", ""),
        ("file_name is missing", "file_name is missing", ""),
        ("&lt;b&gt; is bold", "&lt;b&gt; is bold", ""),
        ("_one and _two", "_one and _two", ""),
        ("Snake_Case", "Snake_Case", ""),
        ("File", "File", ""),
    ],
)
def test_the_letter_of_a_menu_is_told_from_other_marks(source, text, key):
    assert read(source, BOTH) == Message(text, key)


def test_marks_inside_of_words_count_where_others_stand_before_words():
    assert marks_in(["_File", "Cu_t"]) == {"_"}
    assert marks_in(["Johnson &Johnson", "फ़ाइल (_F)"]) == {"_"}
    assert read("Cu_t", marks_in(["Cu_t", "file_name"])) == Message("Cu_t")
    assert read("E&xit", marks_in(["_File"])) == Message("E&xit")


@pytest.mark.parametrize(
    ("target", "key", "is_latin", "shown"),
    [
        ("फ़ाइल", "_F", False, "फ़ाइल (_F)"),
        ("सहेजें...", "&S", False, "सहेजें (&S)..."),
        ("प्रतियाँ: ", "_N", False, "प्रतियाँ (_N): "),
        ("फ़ाइल", "", False, "फ़ाइल"),
        (" ", "_F", False, " "),
        ("Save a file", "_F", True, "Save a _file"),
        ("Cut", "_T", True, "Cu_t"),
        ("Remove\tDel", "&D", True, "Remove (&D)\tDel"),
        ("Open", "_F", True, "Open (_F)"),
        ("Open %(file)s", "_F", True, "Open %(file)s (_F)"),
        ("<b>Switch</b> file", "_B", True, "<b>Switch</b> file (_B)"),
        ("पूर्ववत\tCtrl+Z", "&U", False, "पूर्ववत (&U)\tCtrl+Z"),
    ],
)
def test_the_letter_is_in_the_translation_or_behind_it(target, key, is_latin, shown):
    assert write(target, key, is_latin=is_latin) == shown


@given(
    st.text("कख े.…: ", min_size=1).filter(lambda text: text.strip(" .…:")),
    st.sampled_from(["_F", "&S"]),
)
def test_a_letter_behind_a_text_reads_back(target, key):
    assert read(write(target, key, is_latin=False), BOTH) == Message(target, key)


def test_a_catalog_gets_its_letters_behind_the_translations():
    data = (
        b'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        b'msgid "_File"\nmsgstr ""\n\n'
        b'msgid "_%d file"\nmsgid_plural "%d _files"\nmsgstr[0] ""\nmsgstr[1] ""\n'
    )
    document = PO.parse(data, FormatOptions(src_lang="eng_Latn", tgt_lang="hin_Deva"))
    shown = document.render([f"क {segment.source}।" for segment in document.segments]).decode()

    assert [segment.source for segment in document.segments] == ["File", "_%d file", "%d files"]
    assert 'msgstr "क File (_F)।"' in shown
    assert 'msgstr[1] "क %d files (_F)।"' in shown
