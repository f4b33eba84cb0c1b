"""The questions that pages ask, answered from tables: tables in, plain dataclasses out. Meaning lives here."""
