"""Dash components as plain HTML: what a page shows before its scripts run, and where none do."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any

from dash.development.base_component import Component

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Props = dict[str, Any]

#: Ids of the plain page begin so: beside the page of the scripts none may stand twice.
FIRST = "first-"
#: Attributes that name another part by its id.
REFERENCES = {"id", "htmlFor", "list", "aria-controls", "aria-labelledby", "aria-describedby"}
NAMES = {"className": "class", "htmlFor": "for", "httpEquiv": "http-equiv"}
VOID = {"br", "hr", "img", "input"}
NOT_WRITTEN = {"children", "style", "n_clicks"}
END = f"{FIRST}end"
#: A page that is seen when half of it has come is laid out anew with the rest: the first paint waits for all of it.
WHOLE = f'<link rel="expect" href="#{END}" blocking="render">'


def first_html(page: str, known: str = "") -> str:
    """Wrap the plain page; the scripts take it out when theirs stands, and may read what is ``known``."""
    return f'<div class="first-sight">{page}<i id="{END}" hidden></i>{known}</div>'


@dataclass(frozen=True, slots=True)
class Plain:
    """How components are written.

    Attributes
    ----------
    filled : mapping
        Properties that a view gives to a component, by its id.
    marks : mapping
        By the name of an attribute: what a component that has it is given, told from its properties.
    instead : mapping
        HTML in place of a component, by its id.
    around : mapping
        HTML before and after what is in a component, by its id.
    """

    filled: Mapping[str, Props] = field(default_factory=dict)
    marks: Mapping[str, Callable[[Props], Props]] = field(default_factory=dict)
    instead: Mapping[str, str] = field(default_factory=dict)
    around: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def html(self, content: Any) -> str:  # noqa: ANN401  whatever Dash takes as children
        """Write a component, a text, or a list of them."""
        if content is None:
            return ""
        if isinstance(content, list | tuple):
            return "".join(map(self.html, content))
        return self._component(content) if isinstance(content, Component) else escape(str(content), quote=False)

    def _component(self, component: Component) -> str:
        props = {k: v for k, v in component.to_plotly_json()["props"].items() if v is not None}
        key = str(props.get("id", ""))
        if key in self.instead:
            return self.instead[key]
        props |= self.filled.get(key, {})
        for name, tell in self.marks.items():
            if name in props:
                props |= tell(props)
        if component._namespace == "dash_html_components":  # noqa: SLF001  how a component names its library
            tag = component._type.lower()  # noqa: SLF001
            before, after = self.around.get(key, ("", ""))
            inner = "" if tag in VOID else f"{before}{self.html(props.get('children'))}{after}</{tag}>"
            return f"<{tag}{_attributes(props)}>{inner}"
        if component._type == "Input":  # noqa: SLF001
            props["className"] = "dash-input-element"
            return f'<div class="dash-input-container dash-input"><input{_attributes(props)}></div>'
        return ""  # stores, charts and maps need scripts


def _attributes(props: Props) -> str:
    written = []
    for name, value in props.items():
        if name in NOT_WRITTEN or value is False:
            continue
        if name == "href" and str(value).startswith("#"):
            text = f"#{FIRST}{value[1:]}"
        else:
            text = FIRST + str(value) if name in REFERENCES else str(value)
        key = NAMES.get(name, name.lower())
        written.append(f" {key}" if value is True else f' {key}="{escape(text)}"')
    if style := props.get("style"):
        rules = ";".join(f"{_hyphenated(name)}:{value}" for name, value in style.items())
        written.append(f' style="{escape(rules)}"')
    return "".join(written)


def _hyphenated(name: str) -> str:
    return "".join(f"-{c.lower()}" if c.isupper() else c for c in name)
