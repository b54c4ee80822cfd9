from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from atlas.data.catalogue import check_formulas, read_catalogue
from atlas.data.load import load
from atlas.data.measures import Declared, MeasureKind, as_measure, read_measures
from atlas.errors import DataError
from atlas.settings import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from atlas.model import Measure

COUNT = {"kind": MeasureKind.COUNT, "unit": "Personen", "adds_up": "sum"}
DECLARED: dict[Measure, Declared] = {
    as_measure(name): Declared(**entry)
    for name, entry in {
        "t.people": COUNT | {"noun": "Einwohner", "breaks": (2011,)},
        "t.women": COUNT | {"noun": "Frauen", "part_of": "t.people"},
        "t.men": COUNT | {"noun": "Männer", "part_of": "t.people"},
        "t.area": {"kind": MeasureKind.AREA, "unit": "km²", "adds_up": "sum"},
        "t.score": {"kind": MeasureKind.SCORE, "unit": "Punkte", "adds_up": "none"},
        "t.rent": {"kind": MeasureKind.MEAN, "unit": "Euro je m²", "adds_up": "none"},
    }.items()
}
BASE: dict[str, Any] = {
    "id": "one",
    "title": "Ein Titel",
    "short_title": "Titel",
    "plain_title": "Wie viele?",
    "kind": "ratio",
    "polarity": "neutral",
    "decimals": 1,
    "levels": ["district"],
    "definition": "Frauen je 100 Einwohner.",
    "how_to_read": "50 heißt: die Hälfte.",
    "does_not_say": "Warum.",
    "source_table": "Amt: Tabelle",
    "method_changes": [{"year": 2011, "note": "Zensus."}],
}
SHARE = BASE | {"unit": "%", "numerator": "t.women", "denominator": "t.people", "factor": 100}
SEXES = BASE | {"unit": "je 100 Männer", "numerator": "t.women", "denominator": "t.men", "factor": 100}
DENSITY = BASE | {"unit": "Einwohner je km²", "numerator": "t.people", "denominator": "t.area", "factor": 1}
RENT = BASE | {"unit": "Euro je m²", "value": "t.rent"}
PEOPLE = BASE | {"unit": "Personen", "value": "t.people", "kind": "count"}


def check(folder: Path, entry: dict[str, Any]) -> None:
    content = {"field": {"id": "work", "title": "Arbeit", "order": 1}, "indicators": [entry]}
    (folder / "work.yaml").write_text(yaml.safe_dump(content, explicit_end=True, sort_keys=False), encoding="utf-8")
    check_formulas(folder, read_catalogue(folder), DECLARED)


@pytest.mark.parametrize("entry", [SHARE, SEXES, DENSITY, RENT, PEOPLE, BASE | {"unit": ""}])
def test_a_formula_that_fits_its_measures_passes(tmp_path: Path, entry: dict[str, Any]) -> None:
    check(tmp_path, entry)


@pytest.mark.parametrize(
    ("entry", "named"),
    [
        (SHARE | {"numerator": "t.score"}, "numerator: found t.score of the kind score, which cannot be added up"),
        (SHARE | {"denominator": "t.rent"}, "denominator: found t.rent of the kind mean, which cannot be added up"),
        (SHARE | {"numerator": "t.area"}, "unit: found t.area in km², t.people in Personen"),
        (SEXES | {"numerator": "t.area"}, "numerator: found t.area, counted in km², with the unit"),
        (SEXES | {"denominator": "t.women", "numerator": "t.men"}, "t.women counts Frauen, expected 'je ... Frauen'"),
        (
            SHARE | {"numerator": "t.people", "denominator": "t.women"},
            "found t.women, which is a part of",
        ),
        (SHARE | {"factor": 1000}, "factor: found 1000 beside the unit '%', expected 100"),
        (SEXES | {"factor": 1000}, "factor: found 1000 beside the unit 'je 100 Männer', expected 100"),
        (SEXES | {"unit": "je 1.000 Männer"}, "found 100 beside the unit 'je 1.000 Männer', expected 1000"),
        (DENSITY | {"factor": 100}, "found 100 beside the unit 'Einwohner je km²', expected 1;"),
        (DENSITY | {"unit": "Frauen je km²"}, "t.people counts Einwohner, expected 'Einwohner je ...'"),
        (SHARE | {"unit": "Personen"}, "expected '%' or '... je ...', for it is a rate"),
        (SHARE | {"unit": ""}, "unit: found an empty text"),
        (
            RENT | {"kind": "count"},
            "kind: found count, but t.rent is of the kind mean and adds up by none",
        ),
        (RENT | {"unit": "Euro"}, "found 'Euro', expected 'Euro je m²', the unit of t.rent"),
        (
            PEOPLE | {"kind": "ratio"},
            "is of the kind count and adds up by sum, expected count",
        ),
        (RENT | {"value": "t.score", "unit": "Punkte"}, "expected index"),
        (SHARE | {"definition": "TODO"}, "definition: found 'TODO', expected a text for readers"),
        (SHARE | {"how_to_read": "…"}, "how_to_read: found '…'"),
        (SHARE | {"numerator": "t.womenn"}, "numerator: found the unknown measure 't.womenn', expected"),
        (SHARE | {"denominator": "t.womenn"}, "denominator: found the unknown measure 't.womenn', expected"),
        (PEOPLE | {"method_changes": []}, "method_changes: found no note for 2011"),
    ],
)
def test_a_formula_that_does_not_fit_is_refused_and_found(tmp_path: Path, entry: dict[str, Any], named: str) -> None:
    with pytest.raises(DataError) as error:
        check(tmp_path, entry)
    message = str(error.value)
    assert named in re.sub(r" \(line \d+\)", "", message)
    path = tmp_path / "work.yaml"
    (key, line), *_ = re.findall(rf"{re.escape(str(path))}, one, (\w+) \(line (\d+)\): found", message)
    # a key that the entry lacks is told with the line in which the entry begins
    assert path.read_text(encoding="utf-8").splitlines()[int(line) - 1].lstrip("- ").startswith((f"{key}:", "id:"))


@pytest.mark.parametrize(
    ("also", "named"),
    [
        ([{"value": "t.rents"}], "one, also.0.value: found the unknown measure 't.rents', expected a declared measure"),
        ([{"value": "t.rent"}], "one, also.0.unit: found '%', expected 'Euro je m²', the unit of t.rent"),
        ([{"numerator": "t.women", "denominator": "t.people"}], "also.0.numerator: found only numerator, denominator"),
        ([{}], "one, also.0: found nothing, expected a value, or a rate from counts"),
    ],
)
def test_a_formula_that_continues_another_has_to_fit_too(tmp_path: Path, also: list[Any], named: str) -> None:
    with pytest.raises(DataError) as caught:
        check(tmp_path, SHARE | {"also": also})
    assert named in re.sub(r" \(line \d+\)", "", str(caught.value))


def test_years_of_another_source_need_a_formula_to_continue(tmp_path: Path) -> None:
    entry = {k: v for k, v in SHARE.items() if k not in {"numerator", "denominator", "factor"}}
    with pytest.raises(DataError, match=r"one, also \(line \d+\): found an entry, expected a value or a rate"):
        check(tmp_path, entry | {"also": [{"value": "t.rent"}]})


def test_the_nearest_measures_are_named_first(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"such as t\.women, t\.men"):
        check(tmp_path, SHARE | {"numerator": "t.womenn"})
    with pytest.raises(DataError, match="one that 'atlas measures' lists"):
        check(tmp_path, SHARE | {"numerator": "quite.other"})


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"definition .*numerator .*factor"):
        check(tmp_path, SHARE | {"numerator": "t.score", "factor": 7, "definition": "todo"})


def test_the_shipped_catalogue_fits_its_measures() -> None:
    folder = ROOT / "geodata"
    check_formulas(folder, read_catalogue(folder / "indicators"), read_measures(folder / "measures"))


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [("census_2022.yaml", None, "census_2022.yaml: found no file"), (None, "other.yaml", "found 'other'")],
)
def test_declarations_and_the_list_of_sources_name_the_same_tables(
    tmp_path: Path, old: str | None, new: str | None, named: str
) -> None:
    folder = tmp_path / "geodata"
    shutil.copytree(ROOT / "geodata", folder)
    if old:
        (folder / "measures" / old).unlink()
    if new:
        text = "table: other\nmeasures:\n  a:\n    kind: score\n    unit: x\n    adds_up: none\n...\n"
        (folder / "measures" / new).write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=re.escape(named)):
        load(folder)
