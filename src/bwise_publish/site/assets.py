"""The site's own style sheets, scripts, fonts and drawings, placed beside the pages."""

from __future__ import annotations

import shutil
from pathlib import Path


def add_assets(root: Path, docs: Path) -> None:
    """Copies `site_templates/assets/` of the project `root` into `assets/` of `docs`, over older copies of the same files."""
    shutil.copytree(root / "site_templates" / "assets", docs / "assets", dirs_exist_ok=True)
