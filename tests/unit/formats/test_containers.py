"""XML, zip containers, and the office formats made of them."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from format_files import parts, zipped
from hypothesis import given
from hypothesis import strategies as st

from indictx.errors import ParseError
from indictx.formats import FormatOptions
from indictx.formats._xml import (
    DEEPEST,
    Element,
    attribute,
    escape,
    escape_attribute,
    parse_xml,
)
from indictx.formats._zip import Archive
from indictx.formats.docx import DOCX, complex_script
from indictx.formats.epub import EPUB
from indictx.formats.odt import ODT
from indictx.formats.pdf import PDF
from indictx.formats.pptx import PPTX

ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)


def pack(files: dict[str, bytes | str], **how) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", **how) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def docx(body: str) -> bytes:
    document = f"<w:document {W}><w:body>{body}</w:body></w:document>"
    return pack({"[Content_Types].xml": TYPES, "word/document.xml": document})


def body_of(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        text = archive.read("word/document.xml").decode()
    return text[text.index("<w:body>") + 8 : text.index("</w:body>")]


@given(ANY)
def test_escaped_text_reads_back_without_what_xml_forbids(text):
    allowed = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", text)

    assert parse_xml(f"<a>{escape(text)}</a>").text() == allowed
    root = parse_xml(f'<a b="{escape_attribute(text)}"/>')
    assert attribute(f'<a b="{escape_attribute(text)}"/>', root, "b") == allowed


def test_nodes_know_where_they_are():
    text = '<a x="1>2"><!-- <b> --><b/>t&amp;<![CDATA[<c>]]></a>'

    root = parse_xml(text)

    assert text[root.inner_start : root.inner_end] == text[11:-4]
    assert root.text() == "t&<c>"
    assert [text[child.start : child.end] for child in root.elements()] == ["<b/>"]
    assert isinstance(root.first("b"), Element)


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://example.org/x"> %x;]><a/>',
        '<!DOCTYPE a [<!ATTLIST a b CDATA "c">]><a/>',
    ],
)
def test_declarations_are_refused(text):
    with pytest.raises(ParseError, match="document type with declarations"):
        parse_xml(text)


def test_a_public_document_type_is_read_without_looking_it_up():
    text = '<!DOCTYPE tmx SYSTEM "http://example.org/tmx14.dtd"><tmx/>'

    assert parse_xml(text).name == "tmx"


def test_an_abyss_of_elements_is_refused():
    with pytest.raises(ParseError, match="nested deeper than"):
        parse_xml("<a>" * (DEEPEST + 2) + "</a>" * (DEEPEST + 2))


def test_a_bomb_is_refused_before_it_is_unpacked():
    data = pack({"a": b"\0" * (16 << 20)}, compression=zipfile.ZIP_DEFLATED)

    with pytest.raises(ParseError, match=r"part a: it unpacks to \d+ times its size"):
        Archive(data)


def test_a_part_that_is_there_twice_is_refused():
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = pack_twice("a")

    with pytest.raises(ParseError, match="part a: a part with this name is there already"):
        Archive(data)


def pack_twice(name: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, "1")
        archive.writestr(name, "2")
    return buffer.getvalue()


def test_an_encrypted_part_is_refused():
    data = bytearray(pack({"a": "secret"}))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1

    with pytest.raises(ParseError, match="part a: it is encrypted"):
        Archive(bytes(data))


def test_damage_is_found_in_parts_that_nobody_reads():
    data = bytearray(docx("<w:p><w:r><w:t>One</w:t></w:r></w:p>"))
    extra = bytearray(
        pack({"[Content_Types].xml": TYPES, "word/document.xml": "<a/>", "x.png": "pixels"})
    )
    extra[extra.index(b"pixels")] ^= 1

    with pytest.raises(ParseError, match=r"part x\.png: it is damaged"):
        DOCX.parse(bytes(extra), FormatOptions())
    assert DOCX.parse(bytes(data), FormatOptions()).segments


def test_parts_keep_order_dates_and_compression():
    info = zipfile.ZipInfo("word/media/a.png", (1999, 12, 31, 23, 58, 58))
    buffer = io.BytesIO(docx("<w:p><w:r><w:t>One</w:t></w:r></w:p>"))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(info, b"pixels")
        archive.comment = b"note"
    data = buffer.getvalue()

    got = DOCX.parse(data, FormatOptions()).render(["एक"])

    before, after = parts(data), parts(got)
    assert [part[:3] for part in before] == [part[:3] for part in after]
    assert [part for part in after if part not in before] == [after[1]]
    with zipfile.ZipFile(io.BytesIO(got)) as archive:
        assert archive.comment == b"note"


@pytest.mark.parametrize(
    ("runs", "source"),
    [
        (["a", "b"], "ab"),
        (["a", "b!b"], "a<g1>b</g1>"),
        (["long text ", "x!b", " end"], "long text <g1>x</g1> end"),
        (["a!b", "b!b"], "ab"),
        (["word ", " !b", "word"], "word  word"),
    ],
)
def test_runs_of_one_style_are_one_text(runs, source):
    raw = ""
    for run in runs:
        text, _, style = run.partition("!")
        properties = f"<w:rPr><w:{style}/></w:rPr>" if style else ""
        raw += f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'

    document = DOCX.parse(docx(f"<w:p>{raw}</w:p>"), FormatOptions())

    assert [s.source for s in document.segments] == [source]


def test_a_field_moves_in_one_piece():
    def run(inner: str) -> str:
        return f"<w:r>{inner}</w:r>"

    field = (
        run('<w:fldChar w:fldCharType="begin"/>')
        + run("<w:instrText>PAGE</w:instrText>")
        + run('<w:fldChar w:fldCharType="separate"/>')
        + run("<w:t>1</w:t>")
        + run('<w:fldChar w:fldCharType="end"/>')
    )
    text = '<w:t xml:space="preserve">{}</w:t>'
    data = docx(f"<w:p>{run(text.format('Page '))}{field}{run(text.format(' here'))}</w:p>")

    got = DOCX.parse(data, FormatOptions()).render(["<x1/> पृष्ठ"])

    assert body_of(got) == f"<w:p>{field}{run(text.format(' पृष्ठ'))}</w:p>"


@pytest.mark.parametrize(
    ("properties", "adapted"),
    [
        ("<w:rPr><w:b/></w:rPr>", "<w:rPr><w:b/><w:bCs/></w:rPr>"),
        (
            '<w:rPr><w:sz w:val="28"/></w:rPr>',
            '<w:rPr><w:sz w:val="28"/><w:szCs w:val="28"/></w:rPr>',
        ),
        ('<w:rPr><w:b w:val="0"/><w:bCs/></w:rPr>', '<w:rPr><w:b w:val="0"/><w:bCs/></w:rPr>'),
        ("", ""),
    ],
)
def test_bold_text_is_bold_in_indic_scripts_too(properties, adapted):
    assert complex_script(properties) == adapted


@pytest.mark.parametrize(
    ("paragraph", "turned"),
    [
        ("", "<w:pPr><w:bidi/></w:pPr>"),
        ("<w:pPr/>", "<w:pPr><w:bidi/></w:pPr>"),
        (
            '<w:pPr><w:pStyle w:val="a"/><w:jc w:val="center"/></w:pPr>',
            '<w:pPr><w:pStyle w:val="a"/><w:bidi/><w:jc w:val="center"/></w:pPr>',
        ),
        ("<w:pPr><w:bidi/></w:pPr>", "<w:pPr><w:bidi/></w:pPr>"),
        ('<w:pPr><w:bidi w:val="0"/></w:pPr>', "<w:pPr><w:bidi/></w:pPr>"),
        ('<w:pPr><w:bidi w:val="1"/></w:pPr>', '<w:pPr><w:bidi w:val="1"/></w:pPr>'),
    ],
)
@pytest.mark.parametrize("direction", ["", '<w:rtl w:val="0"/>'])
def test_urdu_is_written_from_right_to_left(paragraph, turned, direction):
    run = f'<w:r><w:rPr><w:b/>{direction}<w:lang w:val="en"/></w:rPr><w:t>One</w:t></w:r>'
    data = docx(f"<w:p>{paragraph}{run}</w:p>")

    got = DOCX.parse(data, FormatOptions(tgt_lang="urd_Arab")).render(["ایک"])

    assert body_of(got) == (
        f'<w:p>{turned}<w:r><w:rPr><w:b/><w:bCs/><w:rtl/><w:lang w:val="en"/></w:rPr>'
        '<w:t xml:space="preserve">ایک</w:t></w:r></w:p>'
    )


@pytest.mark.parametrize(
    ("properties", "mirrored"),
    [
        ("", "<w:tblPr><w:bidiVisual/></w:tblPr>"),
        ("<w:tblPr/>", "<w:tblPr><w:bidiVisual/></w:tblPr>"),
        (
            '<w:tblPr><w:tblStyle w:val="a"/><w:tblW w:w="0"/></w:tblPr>',
            '<w:tblPr><w:tblStyle w:val="a"/><w:bidiVisual/><w:tblW w:w="0"/></w:tblPr>',
        ),
        ("<w:tblPr><w:bidiVisual/></w:tblPr>", "<w:tblPr><w:bidiVisual/></w:tblPr>"),
    ],
)
def test_a_table_in_urdu_begins_at_the_right(properties, mirrored):
    cell = "<w:tr><w:tc><w:p>{}</w:p></w:tc></w:tr></w:tbl>"
    run = "<w:r><w:t>One</w:t></w:r>"
    full = f"<w:tbl>{properties}{cell.format(run)}"
    blank = f"<w:tbl>{properties}{cell.format('')}"
    document = DOCX.parse(docx(f"{full}{blank}<w:p/>"), FormatOptions(tgt_lang="urd_Arab"))

    got = body_of(document.render(["ایک"]))

    assert got.startswith(f"<w:tbl>{mirrored}<w:tr>")
    assert f"{blank}<w:p/>" in got


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<w:hyperlink r:id="a">', "</w:hyperlink>"),
        ('<w:ins w:id="1">', "</w:ins>"),
        ('<w:fldSimple w:instr="x">', "</w:fldSimple>"),
        ("<w:sdt><w:sdtPr/><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ("<w:ins><w:hyperlink>", "</w:hyperlink></w:ins>"),
    ],
)
def test_urdu_in_links_insertions_and_controls_is_written_from_right_to_left(before, after):
    paragraph = f"<w:p>{before}<w:r><w:t>One</w:t></w:r>{after}</w:p>"
    data = docx(f"{paragraph}<w:tbl><w:tr><w:tc>{paragraph}</w:tc></w:tr></w:tbl>")

    got = body_of(DOCX.parse(data, FormatOptions(tgt_lang="urd_Arab")).render(["ایک", "دو"]))

    turned = "<w:p><w:pPr><w:bidi/></w:pPr>"
    assert got.count(turned + before) == 2
    assert "<w:tbl><w:tblPr><w:bidiVisual/></w:tblPr><w:tr><w:tc>" + turned in got


def test_a_paragraph_with_nothing_but_what_was_deleted_keeps_its_direction():
    deleted = "<w:p><w:del><w:r><w:delText>Old</w:delText></w:r></w:del></w:p>"
    data = docx(f"{deleted}<w:p><w:r><w:t>One</w:t></w:r></w:p>")

    got = DOCX.parse(data, FormatOptions(tgt_lang="urd_Arab")).render(["ایک"])

    assert body_of(got).startswith(deleted)


@pytest.mark.parametrize(
    ("properties", "mirrored"),
    [
        ("", '<a:tblPr rtl="1"/>'),
        ('<a:tblPr bandRow="1"/>', '<a:tblPr rtl="1" bandRow="1"/>'),
        ('<a:tblPr rtl="0"><a:x/></a:tblPr>', '<a:tblPr rtl="0"><a:x/></a:tblPr>'),
    ],
)
def test_a_table_of_pptx_in_urdu_begins_at_the_right(properties, mirrored):
    cell = "<a:tr><a:tc><a:txBody><a:p><a:r><a:t>One</a:t></a:r></a:p></a:txBody></a:tc></a:tr>"
    slide = '<p:sld xmlns:a="a" xmlns:p="p"><a:tbl>{}' + cell + "</a:tbl></p:sld>"
    files = {
        "[Content_Types].xml": PPTX_TYPES,
        "ppt/p.xml": "<p/>",
        "ppt/slides/slide1.xml": slide.format(properties),
    }
    document = PPTX.parse(pack(files), FormatOptions(tgt_lang="urd_Arab"))

    with zipfile.ZipFile(io.BytesIO(document.render(["ایک"]))) as archive:
        got = archive.read("ppt/slides/slide1.xml").decode()

    assert f"<a:tbl>{mirrored}<a:tr>" in got


@pytest.mark.parametrize(
    ("version", "tgt_lang", "spine"),
    [
        ("3.0", "urd_Arab", '<spine page-progression-direction="rtl">'),
        ("3.0", "hin_Deva", "<spine>"),
        ("2.0", "urd_Arab", "<spine>"),
    ],
)
def test_pages_of_a_book_turn_as_its_readers_turn_them(version, tgt_lang, spine):
    package = (
        f'<package version="{version}" xml:lang="en"><metadata><dc:title>One</dc:title></metadata>'
        '<manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="a"/></spine></package>'
    )
    files = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container><rootfile full-path="p.opf"/></container>',
        "p.opf": package,
        "a.xhtml": "<html><body><p>Two</p></body></html>",
    }
    document = EPUB.parse(pack(files), FormatOptions(tgt_lang=tgt_lang))

    with zipfile.ZipFile(io.BytesIO(document.render(["ا", "ب"]))) as archive:
        got = archive.read("p.opf").decode()

    assert spine in got
    assert f'xml:lang="{tgt_lang[:2]}"' in got


def test_latin_targets_keep_their_properties():
    data = docx("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>एक</w:t></w:r></w:p>")

    got = DOCX.parse(data, FormatOptions(tgt_lang="eng_Latn")).render(["One"])

    assert "<w:rPr><w:b/></w:rPr>" in body_of(got)


def test_another_namespace_prefix_is_understood():
    data = pack(
        {
            "[Content_Types].xml": TYPES,
            "word/document.xml": '<ns0:document xmlns:ns0="u"><ns0:p><ns0:r><ns0:t>One</ns0:t></ns0:r></ns0:p></ns0:document>',
        }
    )

    assert b"<ns0:r><ns0:t xml:space" in DOCX.parse(data, FormatOptions()).render(["एक"])


@pytest.mark.parametrize("format", [DOCX, ODT, PPTX, EPUB], ids=lambda each: each.name)
@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"text"])
def test_what_is_no_container_is_refused(format, data):
    with pytest.raises(ParseError):
        format.parse(data, FormatOptions())


def odt(body: str, styles: str = "") -> bytes:
    content = (
        '<office:document-content xmlns:office="o" xmlns:text="t" xmlns:style="s" xmlns:fo="f">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>{body}</office:body>"
        "</office:document-content>"
    )
    return pack({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


@pytest.mark.parametrize("text", ["a  b", "a\tb", "a\nb", "a   b c", "क & ख < ग"])
def test_white_space_of_odt_is_written_as_elements(text):
    document = ODT.parse(odt("<text:p>One</text:p>"), FormatOptions())

    again = ODT.parse(document.render([text]), FormatOptions())

    assert [s.source for s in again.segments] == [text]


BOLD = '<style:style style:name="T1"><style:text-properties fo:font-weight="bold"/></style:style>'


@pytest.mark.parametrize(
    ("tgt_lang", "added"), [("hin_Deva", ' style:font-weight-complex="bold"'), ("eng_Latn", "")]
)
def test_bold_of_odt_holds_for_indic_letters_too(tgt_lang, added):
    document = ODT.parse(odt("<text:p>One</text:p>", BOLD), FormatOptions(tgt_lang=tgt_lang))

    with zipfile.ZipFile(io.BytesIO(document.render(["एक"]))) as archive:
        text = archive.read("content.xml").decode()

    assert f'<style:text-properties fo:font-weight="bold"{added}/>' in text


ODT_STYLES = (
    '<office:document-styles xmlns:office="o" xmlns:style="s" xmlns:fo="f"><office:styles>{}'
    "</office:styles></office:document-styles>"
)
RTL = 'style:writing-mode="rl-tb" fo:text-align="right"'
LTR = 'fo:text-align="start" style:writing-mode="page"'
DEFAULT = '<style:default-style style:family="paragraph">{}</style:default-style>'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", DEFAULT.format(f"<style:paragraph-properties {RTL}/>")),
        (
            DEFAULT.format("<style:text-properties/>"),
            DEFAULT.format(f"<style:paragraph-properties {RTL}/><style:text-properties/>"),
        ),
        (
            DEFAULT.format(f"<style:paragraph-properties {LTR}/>"),
            DEFAULT.format(
                '<style:paragraph-properties fo:text-align="right" style:writing-mode="rl-tb"/>'
            ),
        ),
        (
            DEFAULT.format('<style:paragraph-properties fo:margin="0"/>'),
            DEFAULT.format(f'<style:paragraph-properties fo:margin="0" {RTL}/>'),
        ),
    ],
)
@pytest.mark.parametrize("tgt_lang", ["urd_Arab", "snd_Arab", "kas_Arab", "hin_Deva"])
def test_paragraphs_of_odt_run_from_right_to_left_unless_they_say_more(before, after, tgt_lang):
    own = '<style:style><style:paragraph-properties fo:text-align="{}"/></style:style>'
    with zipfile.ZipFile(io.BytesIO(odt("<text:p>One</text:p>", own.format("end")))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["styles.xml"] = ODT_STYLES.format(before + own.format("center")).encode()
    document = ODT.parse(pack(files), FormatOptions(tgt_lang=tgt_lang))

    with zipfile.ZipFile(io.BytesIO(document.render(["ایک"]))) as archive:
        styles, content = (archive.read(f"{name}.xml").decode() for name in ("styles", "content"))

    is_rtl = tgt_lang.endswith("Arab")
    assert styles == ODT_STYLES.format((after if is_rtl else before) + own.format("center"))
    assert own.format("left" if is_rtl else "end") in content


def test_a_style_of_odt_changes_though_its_part_has_no_text():
    with zipfile.ZipFile(io.BytesIO(odt("<text:p>One</text:p>"))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["styles.xml"] = ODT_STYLES.format(BOLD).encode()
    document = ODT.parse(pack(files), FormatOptions(tgt_lang="hin_Deva"))

    with zipfile.ZipFile(io.BytesIO(document.render(["एक"]))) as archive:
        assert b'style:font-weight-complex="bold"' in archive.read("styles.xml")
    assert document.render(["One"]) == document.render([None]) == pack(files)


PPTX_TYPES = (
    '<Types><Override PartName="/ppt/p.xml" ContentType="presentationml.presentation.main+xml"/>'
    '<Override PartName="/ppt/slides/slide1.xml" ContentType="presentationml.slide+xml"/></Types>'
)


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        ("body", "", '<a:pPr algn="r" rtl="1"/>'),
        ("body", '<a:pPr lvl="1"/>', '<a:pPr algn="r" rtl="1" lvl="1"/>'),
        ("body", '<a:pPr algn="l" rtl="0"/>', '<a:pPr algn="r" rtl="1"/>'),
        ("body", '<a:pPr algn="r"/>', '<a:pPr rtl="1" algn="l"/>'),
        ("body", '<a:pPr algn="ctr"><a:buNone/></a:pPr>', None),
        ("body", '<a:pPr algn="r" rtl="1"/>', '<a:pPr algn="r" rtl="1"/>'),
        ("ctrTitle", "", '<a:pPr rtl="1"/>'),
    ],
)
@pytest.mark.parametrize("tgt_lang", ["urd_Arab", "snd_Deva"])
def test_paragraphs_of_pptx_run_from_right_to_left(kind, before, after, tgt_lang):
    slide = (
        '<p:sld xmlns:a="a" xmlns:p="p"><p:sp><p:nvPr><p:ph type="{}"/></p:nvPr><p:txBody>'
        "<a:p>{}<a:r><a:t>{}</a:t></a:r></a:p><a:p/></p:txBody></p:sp></p:sld>"
    )
    files = {
        "[Content_Types].xml": PPTX_TYPES,
        "ppt/p.xml": "<p/>",
        "ppt/slides/slide1.xml": slide.format(kind, before, "One"),
    }
    document = PPTX.parse(pack(files), FormatOptions(tgt_lang=tgt_lang))

    with zipfile.ZipFile(io.BytesIO(document.render(["ایک"]))) as archive:
        got = archive.read("ppt/slides/slide1.xml").decode()

    turned = before.replace("<a:pPr", '<a:pPr rtl="1"') if after is None else after
    assert got == slide.format(kind, turned if tgt_lang.endswith("Arab") else before, "ایک")


def test_what_a_style_of_odt_says_about_indic_letters_stays():
    own = BOLD.replace("/>", ' style:font-weight-complex="normal"/>')
    document = ODT.parse(odt("<text:p>One</text:p>", own), FormatOptions(tgt_lang="hin_Deva"))

    with zipfile.ZipFile(io.BytesIO(document.render(["एक"]))) as archive:
        assert own in archive.read("content.xml").decode()


def test_a_footnote_is_a_segment_and_a_tag():
    body = (
        "<text:p>One<text:note><text:note-body><text:p>Note</text:p></text:note-body></text:note> two"
        "</text:p>"
    )
    document = ODT.parse(odt(body), FormatOptions())

    got = document.render(["दो<x1/> एक", "टिप्पणी"])

    assert [s.source for s in document.segments] == ["One<x1/> two", "Note"]
    with zipfile.ZipFile(io.BytesIO(got)) as archive:
        text = archive.read("content.xml").decode()
    assert (
        "<text:p>दो<text:note><text:note-body><text:p>टिप्पणी</text:p></text:note-body></text:note> एक</text:p>"
        in text
    )


def test_an_archive_is_untouched_without_changes():
    data = zipped_sample()

    assert DOCX.parse(data, FormatOptions()).render([None] * 2) == data


def zipped_sample() -> bytes:
    from format_files import ROOT

    return zipped(ROOT / "docx" / "form.docx")


def test_pdf_gives_text():
    from format_files import ROOT

    document = PDF.parse((ROOT / "pdf" / "hindi.pdf").read_bytes(), FormatOptions())

    assert [s.source for s in document.segments] == ["गाँव में पानी आया। सब लोग खुश हैं।"]
    assert document.render(["पानी आया"]).decode() == "पानी आया\n"


def test_an_encrypted_pdf_is_refused():
    from format_files import ROOT
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(ROOT / "pdf" / "notice.pdf"))
    writer.encrypt("secret", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)

    with pytest.raises(ParseError, match="it is encrypted"):
        PDF.parse(buffer.getvalue(), FormatOptions())


def test_an_epub_without_package_is_refused():
    data = pack(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": "<container><rootfiles/></container>",
        }
    )

    with pytest.raises(ParseError, match=r"part META-INF/container\.xml: it names no package"):
        EPUB.parse(data, FormatOptions())


def test_a_presentation_without_its_main_part_is_refused():
    with pytest.raises(ParseError, match="it has no presentation"):
        PPTX.parse(pack({"[Content_Types].xml": TYPES}), FormatOptions())
