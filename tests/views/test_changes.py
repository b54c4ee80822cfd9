from __future__ import annotations

import datetime as dt

from atlas.data.differences import Differences, Moved, OfIndicator
from atlas.data.history import Entry
from atlas.model import Indicator, Level
from atlas.views.share.changes import OPEN, TEXT_NAMES, told_releases
from atlas.words.words import words_of

DAY, LATER = dt.date(2026, 1, 31), dt.date(2026, 2, 1)
A, B = "a" * 12, "b" * 12
words = words_of("de")


def changed(**found: object) -> Differences:
    return Differences(indicators=(OfIndicator(id="rent", title="Miete", unit="€", decimals=2, **found),))  # type: ignore[arg-type]


def test_the_newest_release_comes_first_with_its_note_and_what_changed() -> None:
    moved = Moved(
        code="16051000", name="Erfurt", level=Level.MUNICIPALITY, territory=DAY, year=2022, before=6.25, after=7.75
    )
    changes = changed(new=12000, changed=1, gone=2, texts=("title", "short_title", "definition"), largest=(moved,))
    first, second = told_releases(
        (Entry(release=A, date=DAY), Entry(release=B, date=LATER, author="Amt", note="Neu", changes=changes)), words
    )
    assert (first.release, first.day, first.about) == (B, "01.02.2026", ("Amt: Neu",))
    (rent,) = first.indicators
    assert rent.line == (
        "12\u202f000 Zahlen neu; eine Zahl geändert; 2 Zahlen entfallen; geänderte Angaben: Name, Definition"
    )
    assert rent.largest == ("Erfurt (Gemeinde), 2022: von 6,25\xa0€ auf 7,75\xa0€",)
    assert second.about == ("Was sich gegenüber dem Datenstand davor geändert hat, ist nicht festgehalten.",)
    assert second.indicators == ()


def test_areas_borders_and_sources_are_told_and_so_is_the_way_back() -> None:
    changes = Differences(areas_new=1, areas_gone=3, areas_changed=2, borders=True, sources=("Zensus", "GISD"))
    (told,) = told_releases((Entry(release=A, date=DAY, how="undo", changes=changes),), words)
    assert told.about == ("Ein früherer Datenstand wird wieder gezeigt.",)
    assert told.rest == (
        "Ein Gebiet ist neu.",
        "3 Gebiete sind entfallen.",
        "Name, Größe oder Zugehörigkeit von 2 Gebieten haben sich geändert.",
        "Grenzen sind anders gezeichnet.",
        "Quelle, Lizenz oder Datum sind neu angegeben: Zensus; GISD.",
    )


def test_a_release_without_differences_says_so_and_long_lists_are_counted() -> None:
    none = Entry(release=A, date=DAY, changes=Differences())
    many = Differences(indicators=tuple(OfIndicator(id=f"i{n}", title="I", new=1) for n in range(OPEN + 1)))
    newest, oldest = told_releases((none, Entry(release=B, date=DAY, changes=many)), words)
    assert oldest.about == ("Keine Zahl und kein Text eines Indikators hat sich geändert.",)
    assert newest.more == "ein weiterer Indikator"


def test_everything_that_can_differ_of_an_indicator_has_a_name() -> None:
    assert set(TEXT_NAMES) == set(Indicator.__dataclass_fields__) - {"id"}
