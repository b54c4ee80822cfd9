"""An atlas of two districts with a dozen municipalities, made by hand so that every number can be checked."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import numpy as np

from atlas.data.catalogue import Catalogue
from atlas.data.figures import RANK, Figures
from atlas.data.manifest import Manifest, ShippedFile
from atlas.data.measures import Declared, MeasureKind
from atlas.data.same_place import told_apart
from atlas.data.scope import Borders, FirstView, Scope
from atlas.data.store import Atlas
from atlas.model import (
    VALUELESS,
    Area,
    Field,
    Indicator,
    Kind,
    Level,
    Measure,
    MethodChange,
    Polarity,
    Source,
    Table,
    ValueState,
)

DATE = dt.date(2021, 12, 31)
CODES = (*(f"16001{i:03}" for i in range(1, 12)), "16002000")
YEARS = (2014, 2016, 2019, 2021)
ALL = tuple(Level)

Cell = float | ValueState


def area(code: str, name: str, level: Level, parent: str, **more: Any) -> Area:
    return Area(
        code=code,
        name=name,
        designation=more.get("designation", "Gemeinde"),
        level=level,
        parent=parent,
        association=more.get("association", ""),
        area_km2=10.0,
        lon=11.0,
        lat=51.0,
        neighbours=more.get("neighbours", ()),
    )


def areas() -> dict[str, Area]:
    made = [
        area("16", "Land", Level.STATE, "", designation="Freistaat"),
        area("16001", "Kreis A", Level.DISTRICT, "16", designation="Landkreis"),
        area("16002", "Stadt B", Level.DISTRICT, "16", designation="kreisfreie Stadt"),
    ]
    for i, code in enumerate(CODES, 1):
        name = "Stadt B" if code == "16002000" else f"Dorf {i}"
        beside = (CODES[1], "99999999") if i == 1 else ()
        made.append(area(code, name, Level.MUNICIPALITY, code[:5], neighbours=beside, association="160010001"))
    return told_apart({a.code: a for a in made})


def indicator(key: str, **more: Any) -> Indicator:
    given = {
        "id": key,
        "field": "work",
        "title": f"Titel {key}",
        "short_title": key,
        "plain_title": f"Einfach {key}?",
        "unit": "%",
        "kind": Kind.RATIO,
        "polarity": Polarity.NEUTRAL,
        "decimals": 1,
        "levels": ALL,
        "definition": "D.",
        "how_to_read": "H.",
        "does_not_say": "N.",
        "source_table": "Amt, Tabelle 1",
        "value": Measure("table", key),
    }
    return Indicator(**(given | more))


def block(rows: dict[int, tuple[Cell, ...]], codes: tuple[str, ...]) -> Figures:
    """Make figures; a state in place of a number is a value that is not there."""
    values = np.array([[np.nan if isinstance(c, ValueState) else c for c in row] for row in rows.values()])
    states = np.array(
        [[RANK[c if isinstance(c, ValueState) else ValueState.OK] for c in row] for row in rows.values()], np.uint8
    )
    assert all(c in VALUELESS for row in rows.values() for c in row if isinstance(c, ValueState))
    return Figures(codes, tuple(rows), values.astype(np.float64), states)


def declared(*indicators: Indicator) -> dict[Measure, Declared]:
    """Declare the measures of indicators: counts add up, so do both parts of a rate, nothing else does."""
    found = {}
    for one in indicators:
        count = one.value is None or one.kind is Kind.COUNT
        kind, way = (MeasureKind.COUNT, "sum") if count else (MeasureKind.SHARE, "none")
        found |= {m: Declared(kind=kind, unit=one.unit or "Punkte", adds_up=way) for m in one.measures}
    return found


def small_atlas(blocks: dict[tuple[str, Level], Figures], *indicators: Indicator) -> Atlas:
    """Put figures of measures and levels and the indicators that use them into an atlas."""
    source = Source(
        id="office",
        publisher="Amt",
        title="Zahlen",
        licence="Freie Lizenz",
        licence_url="https://example.org/licence",
        attribution="© Amt <2021>",
        url="https://example.org",
    )
    return Atlas(
        folder=Path(),
        scope=Scope(
            title={"de": "Atlas des Landes", "en": "Atlas of the state"},
            name={"de": "Land", "en": "the state"},
            states=("16",),
            crs="EPSG:25832",
            territories=(DATE,),
            view=FirstView(indicator=next((i.id for i in indicators), "none"), level=Level.MUNICIPALITY),
            language="de",
            borders=Borders(
                territory=DATE,
                publisher="Amt",
                title="Grenzen",
                licence="Freie Lizenz",
                licence_url="https://example.org/licence",
                attribution="© Amt <2021>",
            ),
        ),
        catalogue=Catalogue(
            (Field("people", "Menschen", 1), Field("work", "Arbeit", 2)), {i.id: i for i in indicators}
        ),
        declared=declared(*indicators),
        tables={"table": Table(id="table", title="Tabelle", source=source, date="2021", sha256="")},
        areas={DATE: areas()},
        seats=(),
        manifest=Manifest(
            package="",
            version="",
            integrity="",
            publisher="Amt",
            title="Grenzen",
            licence="Lizenz",
            licence_url="https://example.org/borders",
            attribution="© Grenzen",
            territories=(DATE,),
            layers=(),
            background=ShippedFile(
                file="background.json.br", tolerance_m=0.0, decimals=4, count=0, bytes_packed=0, sha256=""
            ),
        ),
        bounds=(9.0, 50.0, 12.0, 52.0),
        release="0",
        released=dt.date(2026, 1, 31),
        _blocks={("table", key, str(level), DATE.isoformat()): made for (key, level), made in blocks.items()},
    )


def method(year: int) -> tuple[MethodChange, ...]:
    return (MethodChange(year, "Anders."),)
