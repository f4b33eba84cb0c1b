from __future__ import annotations

import datetime
import io

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from bwise_publish.exports import xlsx_limits
from bwise_publish.exports.selfcontained import self_contained
from bwise_publish.exports.xlsx import workbook
from bwise_publish.exports.xlsx_limits import sheet_names
from bwise_publish.problems import Refusal


def opened(export, publication, **options):
    return openpyxl.load_workbook(io.BytesIO(workbook(export.package, export.tables, publication)), **options)


def expected(record):
    """The cells of a row as a reader of workbooks gives them: every number is a float, an empty cell an empty text."""
    return ["" if value is None else value for value in record.values()]


def test_every_cell_of_the_real_packages_reads_back(exports, edition):
    for export in exports.values():
        book = CalamineWorkbook.from_filelike(io.BytesIO(workbook(export.package, export.tables, edition)))
        sheets = sheet_names([table.name for table in export.tables], taken=("Cover", "Notes"))
        for table in export.tables:
            header, *rows = book.get_sheet_by_name(sheets[table.name]).to_python(skip_empty_area=False)
            assert tuple(header) == table.header
            wanted = [expected(record) for record in table.records()]
            # A column that is empty in all rows is not there.
            assert [row + [""] * (len(header) - len(row)) for row in rows] == wanted, table.name
            truths = [[isinstance(cell, bool) for cell in row] for row in wanted]
            assert [[isinstance(cell, bool) for cell in row] for row in rows] == truths, table.name


def test_text_stays_text_and_dates_are_dates(small):
    read, catalog = small
    sheet = opened(self_contained(catalog, "things"), read)["things"]
    kinds = {(cell.column_letter, cell.row): (cell.value, cell.data_type) for row in sheet.iter_rows() for cell in row}
    assert kinds["A", 3] == ("=1+1", "s")
    assert kinds["A", 2] == ("0110", "s")
    assert sheet["A4"].hyperlink is None
    assert kinds["B", 3] == (datetime.datetime(2024, 5, 6), "d")
    # Before 1900 Excel has no dates.
    assert kinds["B", 2] == ("1899-12-31", "s")
    assert [kinds[column, 3] for column in "CDEFH"] == [(0.25, "n"), (7, "n"), (2024, "n"), (True, "b"), (datetime.time(7, 8, 9), "d")]
    assert kinds["C", 2] == (None, "n")
    assert sheet["A2"].number_format == "@"


def test_the_header_stays_in_view_and_sheets_come_in_order(small):
    read, catalog = small
    book = opened(self_contained(catalog, "things"), read)
    assert book.sheetnames == ["Cover", "things", "kinds", "Notes"]
    assert [book[name].freeze_panes for name in ("things", "kinds", "Notes")] == ["A2", "A2", "A2"]


def test_the_cover_says_what_it_is_and_leads_to_every_sheet(small):
    read, catalog = small
    cover = opened(self_contained(catalog, "things"), read)["Cover"]
    facts = {row[0].value: row[1].value for row in cover.iter_rows()}
    assert (facts["Title"], facts["Version"], facts["Date"]) == ("Things", "1.2.0", "2024-05-06")
    assert facts["Licence"] == "CC-BY-4.0, https://creativecommons.org/licenses/by/4.0/"
    links = {cell.value: cell.hyperlink.location for row in cover.iter_rows() for cell in row if cell.hyperlink}
    assert links == {"things": "'things'!A1", "kinds": "'kinds'!A1"}


def test_the_notes_explain_every_field(small):
    read, catalog = small
    notes = list(opened(self_contained(catalog, "things"), read)["Notes"].iter_rows(values_only=True))
    assert notes[3] == ("things", "share", "Share", "The share.", "number", "per cent", None)
    assert ("things", "kind", "Kind", "The kind.", "string", None, "kinds") in notes
    assert len(notes) == 1 + 9 + 2


def test_names_of_sheets_are_short_and_none_stands_twice():
    long = "target_group_definition_support_needs"
    names = sheet_names([long, long.upper() + "_too", "cover", "history", "a/b"], taken=("Cover", "Notes"))
    assert all(len(name) <= 31 for name in names.values())
    assert len({name.casefold() for name in names.values()} | {"cover", "notes", "history"}) == len(names) + 3
    assert names[long] == "target_group_definition_support"
    assert names["a/b"] == "a_b"


def test_rows_beyond_the_limit_of_excel_are_refused(small, monkeypatch):
    read, catalog = small
    monkeypatch.setattr(xlsx_limits, "ROWS", 3)
    export = self_contained(catalog, "things")
    with pytest.raises(Refusal) as caught:
        workbook(export.package, export.tables, read)
    (problem,) = caught.value.problems
    assert (problem.where.table, problem.code) == ("things", "excel-limit")
    assert "3 rows" in problem.message


def test_a_cell_that_excel_would_cut_off_is_refused_with_its_row(small, monkeypatch):
    read, catalog = small
    monkeypatch.setattr(xlsx_limits, "CHARACTERS", 10)
    export = self_contained(catalog, "things")
    with pytest.raises(Refusal) as caught:
        workbook(export.package, export.tables[:1], read)
    assert [(problem.where.row, problem.where.field) for problem in caught.value.problems] == [(4, "thing")]


def test_the_same_rows_give_the_same_bytes(exports, edition):
    export = exports["personas"]
    assert workbook(export.package, export.tables, edition) == workbook(export.package, export.tables, edition)
