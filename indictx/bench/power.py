"""Energy of processor and memory from RAPL, where Linux shows its counters.

The counters are in microjoules and begin anew at a range of their own, after minutes to hours. They
count the whole processor, whoever keeps it busy, and since 2020 most systems let only root read them
(CVE-2020-8694).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Meter", "Zone", "find_zones", "used_uj"]

_POWERCAP = Path("/sys/class/powercap")


@dataclass(frozen=True, slots=True)
class Zone:
    """One counter.

    Attributes:
        name: ``package-0``, ``dram``.
        path: Its file.
        range_uj: Largest value it shows.
    """

    name: str
    path: Path
    range_uj: int


def find_zones(folder: Path = _POWERCAP) -> tuple[Zone, ...]:
    """Return the counters that add up to processors and memory; none if one is unreadable.

    Cores and graphics are parts of a package, ``psys`` contains it, and ``intel-rapl-mmio`` shows
    it once more; memory is a part in the tree but not in the sum.
    """
    found = []
    for place in sorted(folder.glob("intel-rapl:*")):
        name = _text(place / "name")
        if not (name.startswith("package") or name == "dram"):
            continue
        now, top = _number(place / "energy_uj"), _number(place / "max_energy_range_uj")
        if now is None or not top:
            return ()
        found.append(Zone(name, place / "energy_uj", top))
    return tuple(found) if any(zone.name.startswith("package") for zone in found) else ()


def used_uj(before: int, after: int, range_uj: int) -> int:
    """Return the difference of two readings, between which the counter began anew at most once."""
    return (after - before) % (range_uj + 1)


class Meter:
    """Reads all counters together.

    Args:
        zones: The counters.
    """

    def __init__(self, zones: Sequence[Zone]) -> None:
        self._zones = tuple(zones)

    def read(self) -> tuple[int, ...] | None:
        """Return all readings; ``None`` if there are no counters or one cannot be read any more."""
        values = [_number(zone.path) for zone in self._zones]
        known = tuple(value for value in values if value is not None)
        return known if known and len(known) == len(values) else None

    def joules(self, before: tuple[int, ...] | None) -> float | None:
        """Return the energy used since a reading of less than an hour ago."""
        after = self.read()
        if before is None or after is None:
            return None
        return sum(
            used_uj(first, last, zone.range_uj) / 1e6
            for first, last, zone in zip(before, after, self._zones, strict=True)
        )


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return ""


def _number(path: Path) -> int | None:
    text = _text(path)
    return int(text) if text.isdecimal() else None
