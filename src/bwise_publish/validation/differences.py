"""The checks of ours that stock frictionless does not make: the only codes with which a package that it accepts is refused.

`docs/validation-differences.md` shows this table; the differential tests hold every other verdict to be the same.
"""

from __future__ import annotations

from collections.abc import Mapping

STRICTER: Mapping[str, str] = {
    "unique-key-twice": "frictionless 5.21 keeps `uniqueKeys` and does not enforce it.",
    "cell-category": "frictionless 5.21 keeps `categories` and does not enforce it.",
    "constraint-unsupported": "The constraint `jsonSchema` is refused by name: frictionless refuses the whole schema, or passes over it.",
    "key-unknown": "A key of the descriptor that looks like a misspelt one of the standard; frictionless passes over it.",
    "cell-pattern": "frictionless anchors the pattern `a|b` as `^a` or `b$`; the standard means the whole value.",
    "pattern-unsupported": "A pattern that cannot be checked in linear time, or that programs read differently, is refused by name.",
    "primary-key-missing": "The standard asks for a value in every part of a primary key; frictionless asks for one in any part.",
    "constraint-unfit": "A constraint that the type does not have in the standard.",
    "constraint-value": "A bound or a listed value that no cell can have; frictionless stops at the first row, or passes over it.",
    "key-shape": "A key that names no field of the table.",
    "key-type": "Values that cannot be compared (lists, objects, sNaN) in a key or its target; frictionless stops, if not at `uniqueKeys`.",
    "schema-shape": "A schema without fields, from which frictionless reads every column as text of any kind.",
    "reference-not-loaded": "frictionless knows no foreign key to another package, and passes over `package`.",
    "reference-unknown": "A foreign key to a field that is not there; frictionless sees it when a row has a value.",
    "csv-malformed": "A quotation mark that is never closed, text after one that closes, or a NUL: read without a word by frictionless.",
    "encoding-unknown": "A codec that is not one of text.",
    "dialect-unsupported": "A property of the dialect that is not supported is refused by name; frictionless passes over some.",
    "format-unsupported": "A table in another format than CSV is refused by name.",
    "profile-unsupported": "The profile of a community is refused by name: frictionless fetches it from the network.",
    "resource-inline": "Rows in the descriptor are refused by name.",
    "path-remote": "Nothing is fetched from the network.",
    "path-outside": "Symbolic links out of the package are not followed.",
    "hash-other": "frictionless compares md5 and sha256; sha1 and sha512 are compared here too.",
    "hash-unsupported": "A checksum of an unknown kind is refused by name; frictionless warns.",
    "archive-unsafe": "An archive that holds a name which leads out of it.",
    "archive-bomb": "A file that unpacks to more than two hundred times its size.",
    "columns-too-many": "A table of more than 20,000 columns.",
    "column-unsupported": "A column whose name begins with ^ and ends with $ is refused by name.",
    "row-long": "A row of more than 33,554,432 characters, most often behind a lone quotation mark.",
    "cell-long": "A cell of more than 100,000 characters that has to be parsed.",
    "resource-twice": "Two tables of one name.",
    "file-too-large": "A file over the limit.",
    "descriptor-json": "A key that stands twice in one object, NaN or Infinity: programs read such JSON differently.",
}
