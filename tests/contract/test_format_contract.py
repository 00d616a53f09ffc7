"""What every format has to do; see ``tests/format_files.py`` for the files."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from zipfile import is_zipfile

import pytest
from format_files import Broken, Sample, broken, mock, parts, samples, squeezed, without_tags
from hypothesis import given, settings
from hypothesis import strategies as st

from indictx.errors import InputError, ParseError
from indictx.formats import FORMATS, detect_format, format_by_name, parse_document, unchanged

SAMPLES = samples()
#: Those that can be written as they were read.
WRITABLE = [sample for sample in SAMPLES if FORMATS[sample.format].is_output]
BROKEN = broken()

each_sample = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.id)
each_writable = pytest.mark.parametrize("sample", WRITABLE, ids=lambda sample: sample.id)
each_format = pytest.mark.parametrize("name", FORMATS)


def parse(sample: Sample):
    return format_by_name(sample.format).parse(sample.data, sample.options)


def reread(sample: Sample, data: bytes) -> list[str]:
    """What a reader finds at the places of the translations."""
    options = sample.options
    if options.append:
        options = replace(options, append=False, columns=(), fields=())
    document = format_by_name(sample.format).parse(data, options)
    if not document.is_bilingual:
        return [segment.source for segment in document.segments]
    again = format_by_name(sample.format).parse(data, replace(options, all_entries=True))
    return [segment.existing or "" for segment in again.segments]


def same(got: bytes, want: bytes) -> bool:
    return got == want or (is_zipfile(BytesIO(want)) and parts(got) == parts(want))


@each_format
def test_every_format_has_three_documents_and_a_broken_one(name):
    assert len([sample for sample in SAMPLES if sample.format == name]) >= 3
    assert [sample for sample in BROKEN if sample.format == name]


@each_format
def test_a_format_has_the_name_and_the_extensions_of_its_entry(name):
    found = format_by_name(name)

    assert (found.name, found.extensions) == (name, FORMATS[name].extensions)


@each_sample
def test_a_document_is_detected_by_its_name_and_content(sample):
    assert detect_format(sample.path, sample.data).name == sample.format


@each_writable
def test_rendering_what_is_there_gives_the_same_bytes(sample):
    document = parse(sample)

    assert document.segments
    assert same(document.render(unchanged(document)), sample.data)


@each_writable
def test_none_keeps_what_is_there(sample):
    document = parse(sample)

    assert same(document.render([None] * len(document.segments)), sample.data)


@each_sample
def test_keys_are_unique_and_sources_are_not_blank(sample):
    segments = parse(sample).segments

    assert len({segment.key for segment in segments}) == len(segments)
    assert all(segment.source.strip() for segment in segments)


@each_sample
def test_parsing_twice_gives_the_same_segments(sample):
    assert parse(sample).segments == parse(sample).segments


@each_writable
def test_translations_are_where_a_reader_looks_for_them(sample):
    document = parse(sample)
    targets = [mock(segment.source) for segment in document.segments]

    found = reread(sample, document.render(targets))

    if document.is_bilingual:
        lines = [squeezed([each]) for each in found]
        assert [each for each in targets if squeezed([each]) not in lines] == []
    else:
        assert squeezed(found) == squeezed(targets)


@each_sample
def test_a_translated_document_is_as_expected(sample, request):
    document = parse(sample)
    got = document.render([mock(segment.source) for segment in document.segments])
    if sample.data.startswith(b"PK"):
        changed = {name: body for name, _, _, body in parts(got)}
        before = {name: body for name, _, _, body in parts(sample.data)}
        got = b"\n".join(
            b"== " + name.encode() + b"\n" + body
            for name, body in changed.items()
            if body != before[name]
        )

    if request.config.getoption("--update-golden"):
        sample.expected.write_bytes(got)
    assert got == sample.expected.read_bytes()


@each_writable
def test_a_translation_without_its_tags_still_renders(sample):
    document = parse(sample)
    targets = [without_tags(segment.source) + " क" for segment in document.segments]

    data = document.render(targets)

    assert reread(sample, data)
    for segment, flags in zip(document.segments, document.flags(targets), strict=True):
        assert ("tags_lost" in flags) == (without_tags(segment.source) != segment.source)


@each_sample
def test_sources_are_not_flagged(sample):
    document = parse(sample)

    flags = document.flags([segment.source for segment in document.segments])

    assert {flag for each in flags for flag in each} <= {"too_long"}


@each_sample
@pytest.mark.parametrize("more", [-1, 1])
def test_a_wrong_number_of_targets_is_an_error(sample, more):
    document = parse(sample)

    with pytest.raises(ValueError, match="argument"):
        document.render([None] * (len(document.segments) + more))


@pytest.mark.parametrize("sample", BROKEN, ids=lambda sample: sample.id)
def test_a_broken_document_says_where_and_why(sample: Broken):
    with pytest.raises(ParseError) as caught:
        parse_document(sample.path, sample.options, data=sample.data, name=sample.format)

    assert (caught.value.place, caught.value.reason) == (sample.place, sample.reason)
    assert caught.value.path == sample.path
    assert caught.value.exit_code == 5


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.id)
@settings(max_examples=max(10, settings().max_examples // 4))
@given(data=st.data())
def test_damage_never_causes_another_error(sample, data):
    whole = _cached(sample)
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 20)))
    damaged = whole[:start] + data.draw(st.binary(max_size=4)) + whole[end:]

    try:
        document = format_by_name(sample.format).parse(damaged, sample.options)
    except InputError:
        return
    if sample in WRITABLE:
        assert same(document.render(unchanged(document)), damaged)


_DATA: dict[Sample, bytes] = {}


def _cached(sample: Sample) -> bytes:
    if sample not in _DATA:
        _DATA[sample] = sample.data
    return _DATA[sample]
