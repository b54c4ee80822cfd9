"""The commands that look at the figures of a data folder: which measures there are, and whether all is well."""

from __future__ import annotations

import json
import sys
from functools import partial
from typing import TYPE_CHECKING

from tqdm import tqdm

from atlas.data.measures import FOLDER, MeanBy, read_measures
from atlas.data.scope import read_scope
from atlas.data.writing import write_beside

if TYPE_CHECKING:
    import argparse

    from atlas.data.check import Line
    from atlas.data.measures import Declared
    from atlas.model import Measure
    from atlas.settings import Settings

BAD_DATA = 1


def measures(args: argparse.Namespace, settings: Settings) -> int:
    """List the declared measures, those with a word in their name or unit where one is given."""
    declared = read_measures(settings.folder / FOLDER)
    lines = [line for measure, what in declared.items() if _has(args.word, line := _line(measure, what))]
    if not lines:
        print(f"measures: found none with {args.word!r}, expected a part of a name or unit.", file=sys.stderr)
        return BAD_DATA
    print("\n".join(lines))
    return 0


def _has(word: str | None, line: str) -> bool:
    return word is None or word.lower() in line.lower()


def _line(measure: Measure, what: Declared) -> str:
    way = f"mean by {what.adds_up.mean_by}" if isinstance(what.adds_up, MeanBy) else what.adds_up
    parts = [f"{measure}: {what.kind}, {what.unit}", f"adds up: {way}"]
    parts += [f"part of {what.part_of}"] if what.part_of else []
    parts += [f"method changed {', '.join(map(str, what.breaks))}"] if what.breaks else []
    return "; ".join(parts)


def check(args: argparse.Namespace, settings: Settings) -> int:
    """Report what does not match in the data folder and what breaks the rules of its measures."""
    if args.attack:
        return _attack(settings)
    from atlas.data.check import check as checks  # noqa: PLC0415  pandera and GeoPandas are only needed here

    with tqdm(total=0, bar_format="{desc} {elapsed}", leave=False, delay=2, disable=None) as bar:
        lines = []
        for line in checks(settings.folder, bar.set_description_str):
            lines.append(line)
            if not args.json:
                tqdm.write(f"{line.mark} {line.text}", file=sys.stdout)
    bad = sum(line.bad for line in lines)
    if args.json:
        print(_as_json(lines))
    else:
        warned, accepted = (sum(line.mark == mark for line in lines) for mark in ("warn", "acc "))
        print(f"{len(lines)} checks, {bad} bad, {warned} warnings, {accepted} accepted")
    if args.html is not None:
        from atlas.views.downloads.check_page import check_page  # noqa: PLC0415

        write_beside(args.html, check_page(lines, settings.language or read_scope(settings.folder).language))
    return BAD_DATA if bad else 0


def _as_json(lines: list[Line]) -> str:
    from atlas.data.rules.report import as_json  # noqa: PLC0415

    content = {
        "bad": sum(line.bad for line in lines),
        "checks": [{"bad": line.bad, "text": line.text} for line in lines if line.broken is None],
        "findings": as_json(line.broken for line in lines if line.broken is not None),
    }
    return json.dumps(content, ensure_ascii=False, indent=2, default=str)


def _attack(settings: Settings) -> int:
    """Attack the hidden counts, and print what can be told of them."""
    from atlas.build.declarations import read_declarations  # noqa: PLC0415  as for a build
    from atlas.build.together import hide  # noqa: PLC0415
    from atlas.data.attacked import attack_atlas  # noqa: PLC0415  integer programs are only needed here
    from atlas.data.followers import is_proven  # noqa: PLC0415
    from atlas.data.load import load  # noqa: PLC0415

    heads = ("groups", "hidden", "no sum", "known", "under 3 values", "below minimum", "told apart")
    print(f"{'attacked':<46}" + "".join(f"{head:>16}" for head in heads))
    held = True
    with tqdm(total=0, bar_format="{desc} {elapsed}", leave=False, delay=2, disable=None) as bar:
        atlas = load(settings.folder, changed_by_hand=True)
        declared = read_declarations(settings.folder / "sources")
        rules = {key: partial(hide, hiding=one.hiding) for key, one in declared.items() if one.together}
        for found in attack_atlas(atlas, rules, progress=bar.set_description_str):
            held &= found.holds
            numbers = (found.groups, found.hidden, found.contradicted, found.known, found.few, found.below, found.told)
            tqdm.write(f"{found.name:<46}" + "".join(f"{n:>16}" for n in numbers), file=sys.stdout)
    others = [t.id for t in atlas.tables.values() if t.minimum and not is_proven(t.minimum) and t.id not in rules]
    if others:
        print(f"Not in blocks: {', '.join(others)}; no declaration tells their rule, so it is not replayed.")
    print(
        "No hidden count that was attacked can be told."
        if held
        else "Hidden counts can be told: hide more, or do not show the table."
    )
    return 0 if held else BAD_DATA
