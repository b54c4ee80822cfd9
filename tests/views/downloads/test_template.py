"""What is filled into a workbook for deliveries comes back as the figures of its areas."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import openpyxl

from atlas.build.declarations import read_declarations
from atlas.model import Level, ValueState
from atlas.settings import ROOT
from atlas.sources.declared import read_declared
from atlas.sources.edition import read_edition
from atlas.views.downloads.template import Order, declaration, write_template
from tests.shared import english

if TYPE_CHECKING:
    from pathlib import Path

    from atlas.data.store import Atlas


def order_of(atlas: Atlas) -> Order:
    return Order(
        (atlas.indicator("care_need"), atlas.indicator("care_in_homes")), Level.DISTRICT, atlas.scope.territory, 2025
    )


def test_a_filled_workbook_is_read_by_the_declaration_that_came_with_it(tmp_path: Path, atlas: Atlas) -> None:
    order, path = order_of(atlas), tmp_path / "care.xlsx"
    write_template(path, atlas, order, english)
    book = openpyxl.load_workbook(path)
    sheet, about = book.worksheets
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == list(
        atlas.codes(Level.DISTRICT, atlas.scope.territory)
    )
    for n, row in enumerate(sheet.iter_rows(min_row=2)):
        row[3].value, row[4].value = 50 + n / 2, "." if n == 1 else n
    about["B1"], about["B2"] = "Social office, 2026-11-20", "office@example.org"
    book.save(path)

    declared = tmp_path / "sources"
    declared.mkdir()
    shutil.copy(ROOT / "geodata/sources/publishers.yaml", declared)
    (declared / "care.yaml").write_text(declaration("care", order, english).replace("'?'", "bbsr_inkar"), "utf-8")
    (layout,) = read_declarations(declared)["care"].each
    found = read_declared(path, layout, ("16",)).set_index(["measure", "code"])
    assert (found["year"] == 2025).all()
    assert found.loc[("care_need", "16052"), "value"] == 50.5
    assert found.loc[("care_in_homes", "16052"), "state"] == ValueState.UNKNOWN
    assert found.loc[("care_in_homes", "16051"), "state"] == ValueState.ZERO
    assert read_edition(path, layout) == "Social office, 2026-11-20"


def test_definition_unit_and_signs_are_explained_and_only_figures_can_be_written(tmp_path: Path, atlas: Atlas) -> None:
    order, path = order_of(atlas), tmp_path / "care.xlsx"
    write_template(path, atlas, order, english)
    sheet, about = openpyxl.load_workbook(path).worksheets
    explained = {str(row[0].value): str(row[1].value) for row in about.iter_rows()}
    for indicator in order.indicators:
        assert explained[indicator.title] == indicator.definition
    (choice,) = sheet.data_validations.dataValidation
    signs = set(str(choice.formula1).strip('"').split(","))
    assert signs <= explained.keys()
    assert "." in signs
    assert sheet.protection.sheet
    assert (sheet["A2"].protection.locked, sheet["D2"].protection.locked) == (True, False)
