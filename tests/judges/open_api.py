"""openapi-spec-validator: the description of the static API, and whether the addresses that it names are there."""

from __future__ import annotations

import json
import re

from openapi_spec_validator import OpenAPIV31SpecValidator
from verdict import Check, Release, main


def examine(release: Release) -> list[Check]:
    """The description, and its paths without parameters."""
    path = next(iter(sorted(release.site.glob("api/openapi.json"))))
    description = json.loads(path.read_text(encoding="utf-8"))
    check = Check(f"Description, {path.relative_to(release.site).as_posix()}", "OpenAPI 3.1", "paths")
    errors = list(OpenAPIV31SpecValidator(description).iter_errors())
    for error in errors:
        check.bad(f"{'/'.join(map(str, error.absolute_path))}: {error.message}"[:400])
    if not re.match(r"3\.1\.", description.get("openapi", "")):
        check.bad(f"the description says version {description.get('openapi')!r}")
    if not check.findings:
        check.good(len(description["paths"]))
    return [check]


if __name__ == "__main__":
    main("openapi-spec-validator", examine)
