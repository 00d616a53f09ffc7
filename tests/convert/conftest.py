from __future__ import annotations

import sys
from pathlib import Path

# `hub_models` lies beside these tests, which alone use it.
sys.path.insert(0, str(Path(__file__).parent))
