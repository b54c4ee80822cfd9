"""What a check of the data found, as a page that can be kept, sent and read without the atlas."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from atlas.data.rules.broken import Severity
from atlas.model import Level
from atlas.words.words import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas.data.check import Line
    from atlas.data.rules.run import Finding
    from atlas.words.words import Words

DIGITS = 3
STYLE = """
body{font:1rem/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1c1c1c;background:#fff}
table{border-collapse:collapse;margin:.5rem 0 1rem}
th,td{border:1px solid #767676;padding:.2rem .6rem;text-align:left;vertical-align:top}
td.number{text-align:right;font-variant-numeric:tabular-nums}
section{border-left:.4rem solid #767676;padding-left:1rem;margin:1.5rem 0}
section.error{border-color:#a40000}section.warning{border-color:#8a5a00}
"""


def check_page(lines: Sequence[Line], language: str) -> str:
    """Write the page.

    Parameters
    ----------
    lines : sequence of Line
        What the check found.
    language : str
        Code of the language.

    Returns
    -------
    str
        HTML without any other file.
    """
    words = words_of(language)
    found = [line.broken for line in lines if line.broken is not None]
    bad = [line.text for line in lines if line.bad and line.broken is None]
    order = list(Severity)
    found.sort(key=lambda f: (order.index(f.severity), f.table, f.measure))
    errors, warnings, accepted = ([f for f in found if f.severity is s] for s in order)
    title = words("Check of the figures")
    summary = _summary(words, len(errors) + len(bad), warnings, accepted)
    parts = [f"<h1>{escape(title)}</h1>", f"<p>{escape(summary)}</p>"]
    if bad:
        name = words("Files and areas")
        parts += [f"<h2>{escape(name)}</h2><ul>", *(f"<li>{escape(x)}</li>" for x in bad), "</ul>"]
    for name, part in (
        (words("Errors: nothing is published before they are mended"), errors),
        (words("Warnings: please look at them"), warnings),
        (words("Accepted"), accepted),
    ):
        if part:
            parts += [f"<h2>{escape(name)}</h2>", *(_section(words, one) for one in part)]
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
    body = "\n".join(parts)
    top = f'<!doctype html>\n<html lang="{escape(language)}"><head>{head}<style>{STYLE}</style></head>'
    return f"{top}\n<body>\n{body}\n</body></html>\n"


def _summary(words: Words, errors: int, warnings: list[Finding], accepted: list[Finding]) -> str:
    return ", ".join(
        (
            words.counted("One error", "{n} errors", errors),
            words.counted("One warning", "{n} warnings", len(warnings)),
            words.counted("One accepted finding", "{n} accepted findings", len(accepted)),
        )
    )


def _rule(words: Words, finding: Finding) -> str:
    said = {
        "range": words("The value cannot be: it lies outside of {limit}."),
        "usual": words("The value is unusual: it lies outside of {limit}."),
        "whole": words("A count has to be a whole number."),
        "digits": words("The value has more digits behind the comma than the publisher gives ({limit})."),
        "complete": words("The figure is missing."),
        "years": words("The year lies beyond the edition ({limit})."),
        "part_of": words("The part is larger than its whole ({limit})."),
        "ratio": words("The value does not fit the other one; expected is {limit}."),
        "sums": words("The published value is not the sum of its parts ({limit})."),
        "area": words("The area is not that within the borders ({limit})."),
        "year_before": words("The value jumps against the year before; expected is a factor {limit}."),
        "own_series": words("The value jumps in the area's own series; expected is {limit}."),
        "before": words("The value is not the one that was shown before."),
    }
    return said[finding.rule].replace("{limit}", finding.limit)


def _section(words: Words, finding: Finding) -> str:
    place = f"{finding.table}, {finding.measure}"
    if finding.level:
        place += f", {words.levels(Level(finding.level))} ({finding.territory})"
    figures = finding.rows.to_dict("records")
    rows = "".join(
        f"<tr><td>{escape(row['code'])}</td><td>{escape(row['name'])}</td><td>{row['year']}</td>"
        f'<td class="number">{_number(words, row["value"])}</td><td class="number">{_number(words, row["other"])}</td>'
        f"<td>{escape(row.get('origin') or '')}</td></tr>"
        for row in figures
    )
    heads = (
        words("Code"),
        words("Region"),
        words("Year"),
        words("Value"),
        words("Compared with"),
        words("File, column and row"),
    )
    head = "".join(f'<th scope="col">{escape(x)}</th>' for x in heads)
    note = ""
    if finding.accepted:
        text = words("Accepted by {name} on {date}: {reason}")
        note = text.format(
            name=finding.accepted.name, date=words.day(finding.accepted.date), reason=finding.accepted.reason
        )
    return (
        f'<section class="{finding.severity}"><h3>{escape(place)}</h3><p>{escape(_rule(words, finding))}</p>'
        f"<p>{escape(note)}</p><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></section>"
    )


def _number(words: Words, value: float) -> str:
    if value != value:  # noqa: PLR0124  NaN alone is not itself
        return ""
    return words.number(value, 0 if value == round(value) else DIGITS)
