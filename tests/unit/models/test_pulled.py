"""What a pull does with the files that came, before any converter reads them."""

from __future__ import annotations

import pytest

from indictx.errors import ModelError
from indictx.models.convert.pulled import argos_pulled


@pytest.mark.parametrize("names", [(), ("a.argosmodel", "deep/b.argosmodel")])
def test_other_than_one_argos_package_is_refused(tmp_path, names):
    for name in names:
        path = tmp_path / "came" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"PK")

    with pytest.raises(ModelError, match=f"expected one .argosmodel file, found {len(names)}"):
        argos_pulled(tmp_path / "came", tmp_path / "made", manifest=None, allow_pickle=False)

    assert not (tmp_path / "made").exists()
