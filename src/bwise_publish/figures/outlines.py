"""The outlines of countries that maps are drawn from: the GeoJSON of the package `reference`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from bwise_publish.views.tables import Tables

_PACKAGE, _RESOURCE = "reference", "country_outlines"


def country_outlines(tables: Tables) -> Mapping[str, Any]:
    """A GeoJSON FeatureCollection with the property `country_code`. Raises KeyError when the package has no such resource."""
    package = tables.catalog.packages[_PACKAGE]
    for resource in package.resources:
        if resource.name == _RESOURCE:
            value: Mapping[str, Any] = json.loads(package.file(resource).read_text(encoding="utf-8"))
            return value
    raise KeyError(_RESOURCE)
