"""The static API: an index, one JSON file a table, a row and a part of a bulk table, and the OpenAPI description of them all."""
