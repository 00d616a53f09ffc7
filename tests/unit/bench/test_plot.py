from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from bench_reports import report, throughput

from indictx.bench.plot import html_page, picture
from indictx.bench.report import tables

SVG = "{http://www.w3.org/2000/svg}"


def labels(scene) -> list[str]:
    root = ET.fromstring(scene.svg())
    return [element.text for element in root.iter(f"{SVG}text")]


def test_the_picture_has_both_panels_and_a_legend():
    found = labels(picture([("small", report())]))

    assert "beam 4" in found
    assert {"Threads", "Sentences/s", "1", "4", "1024", "4096"} <= set(found)


def test_two_results_are_told_apart():
    found = labels(picture([("before.json", report()), ("after.json", report())]))

    assert {"before.json, beam 4", "after.json, beam 4"} <= set(found)


def test_a_result_of_one_run_can_be_drawn():
    one = report(throughput(1, 1, 1024, 0.5))

    assert "beam 1" in labels(picture([("small", one)]))


def test_the_picture_can_be_png():
    assert picture([("small", report())]).png().startswith(b"\x89PNG\r\n\x1a\n")


def test_the_page_loads_nothing_and_escapes_names():
    odd = report(machine={"cpu": "<Odd> & CPU", "cores_usable": 1})

    page = html_page([("small", odd)], tables(odd))

    assert "<Odd>" not in page
    assert "&lt;Odd&gt; &amp; CPU" in page
    assert not re.search(r"(src|href)=", page)
    assert page.count("<table>") == len(tables(odd))
