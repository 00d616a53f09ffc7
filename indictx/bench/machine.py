"""What the machine is, as far as it matters for speed: processor, cores, memory."""

from __future__ import annotations

import os
import platform
import re
from pathlib import Path

from indictx.engines import ct2

# Instruction sets with which CTranslate2's matrix products differ in speed or rounding.
_FEATURES = (
    "sse4_1", "avx", "avx2", "fma", "avx512f", "avx512bw", "avx512_vnni", "avx_vnni", "amx_int8",
    "asimd", "asimddp", "i8mm", "sve",
)  # fmt: skip

_CPUINFO = Path("/proc/cpuinfo")
_MEMINFO = Path("/proc/meminfo")
_CGROUP_LIMIT = Path("/sys/fs/cgroup/memory.max")
_GOVERNORS = Path("/sys/devices/system/cpu/cpufreq")
_CPU_QUOTA = Path("/sys/fs/cgroup/cpu.max")


def facts() -> dict[str, object]:
    """Return facts by name, sizes in whole MiB; ``None`` where the platform does not tell."""
    cpuinfo = _text(_CPUINFO)
    return {
        "platform": platform.platform(),
        "cpu": cpu_name(cpuinfo),
        "cpu_features": cpu_features(cpuinfo),
        "compute_types": _compute_types(),
        "cores": os.cpu_count(),
        "cores_usable": ct2.default_threads(),
        "memory_mib": _memory("MemTotal"),
        "memory_free_mib": _memory("MemAvailable"),
        "memory_limit_mib": _limit(),
    }


def governor() -> str | None:
    """Return how the processor's clock is governed, e.g. ``powersave``; ``None`` where untold."""
    found = sorted({_text(path).strip() for path in _GOVERNORS.glob("policy*/scaling_governor")})
    return " ".join(filter(None, found)) or None


def cpu_quota() -> int | None:
    """Return how many cores' worth of time the container may use (cgroup v2), rounded up."""
    quota, _, period = _text(_CPU_QUOTA).strip().partition(" ")
    if not (quota.isdecimal() and period.isdecimal() and int(period)):
        return None
    return max(1, -(-int(quota) // int(period)))


def cpu_name(cpuinfo: str) -> str:
    """Return the processor's name, from the text of ``/proc/cpuinfo`` or from the platform."""
    found = re.search(r"^model name\s*:\s*(.+)$", cpuinfo, re.MULTILINE)
    return found[1].strip() if found else platform.processor() or platform.machine()


def cpu_features(cpuinfo: str) -> list[str]:
    """Return the instruction sets that matter here; empty where they are not in ``cpuinfo``."""
    found = re.search(r"^(?:flags|Features)\s*:\s*(.+)$", cpuinfo, re.MULTILINE)
    present = set(found[1].split()) if found else set()
    return [name for name in _FEATURES if name in present]


def _compute_types() -> list[str] | None:
    try:
        return sorted(ct2.runtime().get_supported_compute_types("cpu"))
    except (
        ImportError,
        RuntimeError,
    ):  # not installed, or CT2_FORCE_CPU_ISA asks for the impossible
        return None


def _memory(field: str) -> int | None:
    found = re.search(rf"^{field}:\s*(\d+) kB$", _text(_MEMINFO), re.MULTILINE)
    if found:
        return int(found[1]) // 1024
    if field == "MemTotal" and hasattr(os, "sysconf"):
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    return None


def _limit() -> int | None:
    """Return the memory limit of the container, where one is set (cgroup v2)."""
    text = _text(_CGROUP_LIMIT).strip()
    return int(text) // 2**20 if text.isdecimal() else None


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
