"""The words for the formats of string fields; the cells themselves are read in `catalog/typing.py` and `catalog/exact.py`."""

from __future__ import annotations

ALLOWED = {
    "email": "an e-mail address such as name@example.org",
    "uri": "an address with its scheme, such as https://example.org/page, without spaces",
    "uuid": "a UUID such as 123e4567-e89b-42d3-a456-426614174000",
    "binary": "text in base64 such as YQ==",
    "wkt": "a shape in well-known text such as POINT (15.4 47.1)",
}
