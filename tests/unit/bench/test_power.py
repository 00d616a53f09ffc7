from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.bench.power import Meter, find_zones, used_uj

RANGE_UJ = 262_143_328_850


@pytest.fixture
def powercap(tmp_path):
    """Write counters as Linux does: two packages, their parts, and what repeats them."""
    for folder, name in {
        "intel-rapl:0": "package-0",
        "intel-rapl:0:0": "core",
        "intel-rapl:0:1": "dram",
        "intel-rapl:1": "psys",
        "intel-rapl-mmio:0": "package-0",
    }.items():
        counter(tmp_path / folder, name, 1_000_000)
    (tmp_path / "intel-rapl").mkdir()
    return tmp_path


def counter(place, name, energy_uj) -> None:
    place.mkdir(exist_ok=True)
    (place / "name").write_text(f"{name}\n")
    (place / "energy_uj").write_text(f"{energy_uj}\n")
    (place / "max_energy_range_uj").write_text(f"{RANGE_UJ}\n")


@given(st.integers(0, RANGE_UJ), st.integers(0, RANGE_UJ))
def test_a_counter_that_began_anew_still_says_what_was_used(before, used):
    after = (before + used) % (RANGE_UJ + 1)

    assert used_uj(before, after, RANGE_UJ) == used


def test_packages_and_memory_are_counted_once(powercap):
    assert [zone.name for zone in find_zones(powercap)] == ["package-0", "dram"]


def test_energy_is_the_sum_of_the_counters_in_joules(powercap):
    meter = Meter(find_zones(powercap))
    before = meter.read()

    counter(powercap / "intel-rapl:0", "package-0", 3_500_000)
    counter(powercap / "intel-rapl:0:1", "dram", 1_250_000)

    assert meter.joules(before) == pytest.approx(2.75)


def test_a_counter_that_may_not_be_read_leaves_no_energy_at_all(powercap):
    (powercap / "intel-rapl:0/energy_uj").unlink()

    assert find_zones(powercap) == ()


def test_memory_without_a_package_is_no_energy(tmp_path):
    counter(tmp_path / "intel-rapl:0:1", "dram", 5)

    assert find_zones(tmp_path) == ()


def test_a_machine_without_counters_has_no_energy(tmp_path):
    meter = Meter(find_zones(tmp_path / "missing"))

    assert meter.read() is None
    assert meter.joules(meter.read()) is None


def test_a_counter_that_vanishes_meanwhile_leaves_no_energy(powercap):
    meter = Meter(find_zones(powercap))
    before = meter.read()

    (powercap / "intel-rapl:0:1/energy_uj").write_text("")

    assert meter.joules(before) is None
