"""``python -m indictx``."""

from __future__ import annotations

from indictx.cli.main import main

if __name__ == "__main__":
    main()
