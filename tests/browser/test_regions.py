"""Social regions are drawn from a fresh page: by mouse, by touch, by keyboard, out of a file, and without scripts."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page

    from tests.browser.conftest import Visit

THREE = ("16068051", "16068058", "16068044")
DISTRICT = "16068"
ADDRESS = re.compile(r"social_regions=\S+")


def fresh(visit: Visit) -> Page:
    visit.page.goto(f"{visit.server}/regions")
    expect(visit.page.locator("#drawn-side")).to_be_visible()
    return visit.page


def on_map(page: Page, code: str) -> Locator:
    return page.locator(f'#drawing path[data-code="{code}"]')


#: By code, on the screen, the point of each municipality that the server says lies inside of it, and its colour.
PLACES = """(paths) => Object.fromEntries(paths.map((path) => {
  const [x, y] = path.dataset.at.split(" ").map(Number);
  const point = new DOMPoint(x, y).matrixTransform(path.ownerSVGElement.getScreenCTM());
  return [path.dataset.code, [point.x, point.y, getComputedStyle(path).fill]];
}))"""


def middle(page: Page, code: str) -> tuple[float, float]:
    page.locator("#drawing").scroll_into_view_if_needed()
    x, y, _fill = on_map(page, code).evaluate_all(PLACES)[code]
    return x, y


def fill(page: Page, code: str) -> str:
    return str(on_map(page, code).evaluate("(path) => getComputedStyle(path).fill"))


def held(page: Page) -> list[str]:
    return page.locator(".held tbody tr").all_inner_texts()


def draw_three(page: Page) -> None:
    page.locator("#focus").select_option(DISTRICT)
    for code in THREE:
        page.mouse.click(*middle(page, code))


def test_a_planner_clicks_three_municipalities_names_them_and_reads_their_sum_on_the_map(visit: Visit) -> None:
    page = fresh(visit)
    grey = fill(page, THREE[0])
    page.mouse.move(*middle(page, THREE[0]))
    expect(page.locator("#readout")).to_have_text(re.compile(": in keiner Region"))
    draw_three(page)
    expect(page.get_by_role("status").filter(has_text="ist jetzt in „Region 1“")).to_be_visible()
    page.get_by_label("Name von „Region 1“").fill("Raum Sömmerda")
    page.keyboard.press("Enter")
    expect(page.locator(".held").get_by_role("link", name="Raum Sömmerda")).to_be_visible()
    assert {fill(page, code) for code in THREE} == {"rgb(0, 114, 178)"} != {grey}
    where = ",".join(THREE)
    ask = f"{visit.server}/api/v1/observations?indicator=population&level=municipality&regions={where}"
    rows = [r for r in page.request.get(ask).json()["observations"] if r["value"] is not None]
    newest = max(r["year"] for r in rows)
    total = sum(r["value"] for r in rows if r["year"] == newest)
    assert re.search(rf"\t3\t{total:,.0f}".replace(",", "\\s"), held(page)[0])
    page.get_by_role("link", name="Auf der Karte zeigen").click()
    page.wait_for_url(ADDRESS)
    page.goto(page.url.replace("indicator=unemployed_per_100", f"indicator=population&year={newest}") + "&regions=R01")
    panel = page.locator("#panel")
    expect(panel).to_contain_text("Raum Sömmerda")
    expect(panel).to_contain_text(re.compile(f"{total:,.0f}".replace(",", r"\s")))
    assert visit.complaints == []
    assert {url.split("/")[2] for url in visit.requests} == {visit.server.split("/")[2]}


def test_a_second_click_takes_out_and_undo_brings_back(visit: Visit) -> None:
    page = fresh(visit)
    draw_three(page)
    expect(page).to_have_url(ADDRESS)
    page.mouse.click(*middle(page, THREE[0]))
    expect(page.locator("#said")).to_have_text(re.compile("ist nicht mehr in „Region 1“"))
    expect(page.locator("#drawn .count")).to_have_text("2 Gemeinden")
    page.get_by_role("button", name="Rückgängig").click()
    expect(page.locator("#drawn .count")).to_have_text("3 Gemeinden")
    assert fill(page, THREE[0]) == "rgb(0, 114, 178)"


def test_a_municipality_of_another_region_moves_and_that_is_said(visit: Visit) -> None:
    page = fresh(visit)
    draw_three(page)
    page.get_by_role("button", name="Neue Region").click()
    expect(page.get_by_label("Name von „Region 2“")).to_be_focused()
    page.mouse.click(*middle(page, THREE[0]))
    expect(page.locator("#said")).to_have_text(re.compile("von „Region 1“ in „Region 2“ gewechselt"))
    expect(page.locator("#drawn .count").nth(0)).to_have_text("2 Gemeinden")
    expect(page.locator("#drawn .count").nth(1)).to_have_text("eine Gemeinde")
    second = page.get_by_role("radio", name="In „Region 2“ zeichnen")
    expect(second).to_be_checked()
    expect(page.get_by_label("Farbe von „Region 1“")).to_have_value("#0072b2")
    expect(page.get_by_label("Farbe von „Region 2“")).to_have_value("#e69f00")
    for code, name, colour in ((THREE[0], "Region 2", "rgb(230, 159, 0)"), (THREE[1], "Region 1", "rgb(0, 114, 178)")):
        assert fill(page, code) == colour
        box = page.locator(f'#by-list input[value="{code}"]')
        expect(box).to_be_checked(checked=name == "Region 2")
        expect(box.locator("..").locator("small")).to_have_text(name)
    page.get_by_role("button", name="Neue Region").click()
    with page.expect_request(lambda request: request.method == "POST") as sent:
        page.get_by_label("Name von „Region 3“").fill("Leer")
        page.keyboard.press("Enter")
    assert "Region 2" in (sent.value.post_data or "")
    assert "Leer" not in (sent.value.post_data or "")  # what holds nothing is only begun
    # what is drawn in stays so when one before it goes
    second.check()
    page.get_by_role("button", name="„Region 1“ entfernen").click()
    expect(page.locator("#drawn li")).to_have_count(2)
    expect(second).to_be_checked()
    page.get_by_role("button", name="„Region 2“ entfernen").click()
    expect(page.locator("#drawn li")).to_have_count(1)


def lasso(page: Page, around: list[tuple[float, float]]) -> None:
    page.mouse.move(*around[0])
    page.mouse.down()
    for point in (*around[1:], around[0]):
        page.mouse.move(*point, steps=6)
    page.mouse.up()


def test_the_lasso_takes_in_what_lies_inside_of_its_line(visit: Visit) -> None:
    page = fresh(visit)
    page.locator("#focus").select_option(DISTRICT)
    page.get_by_role("button", name="Lasso").click()
    page.locator("#drawing").scroll_into_view_if_needed()
    box = page.locator("#drawing").bounding_box()
    assert box
    left, top = box["x"] + box["width"] * 0.3, box["y"] + box["height"] * 0.3
    right, bottom = box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.7
    lasso(page, [(left, top), (right, top), (right, bottom), (left, bottom)])
    expect(page.locator("#drawn .count")).to_have_text(re.compile(r"\d\d Gemeinden"))
    places = page.locator("#drawing .places path").evaluate_all(PLACES)

    def inside(edge: float) -> set[str]:
        within = (left - edge, right + edge), (top - edge, bottom + edge)
        return {
            code
            for code, (x, y, _fill) in places.items()
            if within[0][0] < x < within[0][1] and within[1][0] < y < within[1][1]
        }

    caught = {code for code, (_x, _y, fill) in places.items() if fill == "rgb(0, 114, 178)"}
    assert len(caught) > 5
    assert inside(-6) <= caught <= inside(6)  # a line is drawn in steps of some pixels
    lasso(page, [(left, top), (right, top), (right, bottom), (left, bottom)])
    expect(page.locator("#drawn .count")).to_have_text("noch leer")
    expect(page).not_to_have_url(ADDRESS)
    assert visit.complaints == []


def test_by_keyboard_alone_a_region_is_made_named_and_opened_on_the_map(visit: Visit) -> None:
    page = fresh(visit)
    page.get_by_role("button", name="Neue Region").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("Nordraum")
    page.keyboard.press("Enter")
    for _ in range(4):
        page.keyboard.press("Tab")
    expect(page.get_by_label("Ein ganzes Gebiet hineinnehmen")).to_be_focused()
    page.keyboard.type("Jena")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_have_text("Jena ist jetzt in „Nordraum“.")
    page.get_by_label("Gemeinde suchen").focus()
    page.keyboard.type("Weimar")
    page.keyboard.press("Tab")  # the district
    box = page.get_by_role("checkbox", name="Weimar", exact=True)
    for _ in range(12):
        if box.evaluate("(element) => element === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(box).to_be_focused()
    expect(page.locator("#readout")).to_have_text("Weimar: in keiner Region")
    page.keyboard.press("Space")
    expect(page.locator("#said")).to_have_text("Weimar ist jetzt in „Nordraum“.")
    expect(page.locator(".held tbody td").first).to_have_text("2")
    page.get_by_role("link", name="Auf der Karte zeigen").press("Enter")
    page.wait_for_url(re.compile("level=social_region"))
    expect(page.locator("path.area")).to_have_count(1)


def test_a_saved_file_that_is_loaded_again_leads_to_the_same_address(visit: Visit, tmp_path: Path) -> None:
    page = fresh(visit)
    draw_three(page)
    expect(page).to_have_url(ADDRESS)
    page.wait_for_timeout(400)  # further clicks are sent together
    expect(page.locator(".held tbody td").first).to_have_text("3")
    before = page.url.split("?")[1]
    for name in ("Als Datei speichern (JSON)", "Als Tabelle speichern (CSV)"):
        with page.expect_download() as saving:
            page.get_by_role("link", name=name).click()
        file = tmp_path / saving.value.suggested_filename
        saving.value.save_as(file)
        again = fresh(visit)
        again.get_by_label("Oder eine Datei").set_input_files(file)
        again.get_by_role("button", name="Übernehmen").click()
        expect(again.locator("#said")).to_have_text("1 Regionen sind übernommen.")
        assert again.url.split("?")[1] in before
        expect(again.locator("#drawn .count")).to_have_text("3 Gemeinden")


def test_a_file_that_is_dropped_onto_the_page_is_taken_over(visit: Visit) -> None:
    page = fresh(visit)
    text = json.dumps("AGS;Sozialregion\n16051000;Mitte\n16055000;Mitte")
    page.evaluate(
        f"""() => {{
          const data = new DataTransfer();
          data.items.add(new File([{text}], "liste.csv"));
          document.body.dispatchEvent(new DragEvent("drop", {{ dataTransfer: data, bubbles: true, cancelable: true }}));
        }}"""
    )
    expect(page.locator("#drawn .count")).to_have_text("2 Gemeinden")
    expect(page.get_by_label("Name von „Mitte“")).to_have_value("Mitte")


def test_what_is_wrong_with_a_list_is_said_and_everything_stays(visit: Visit) -> None:
    page = fresh(visit)
    draw_three(page)
    text = "16051000;A\n16051;B"
    expect(page.get_by_label("Liste: eine Zeile je Gemeinde")).to_have_value(re.compile("Region 1"))
    page.get_by_label("Liste: eine Zeile je Gemeinde").fill(text)
    page.get_by_role("button", name="Übernehmen").click()
    expect(page.get_by_role("alert")).to_have_text(re.compile("steht in „A“ und in „B“"))
    expect(page.locator("#result")).to_have_attribute("data-stale", "")
    expect(page.get_by_label("Liste: eine Zeile je Gemeinde")).to_have_value(text)
    page.mouse.click(*middle(page, THREE[0]))
    expect(page.locator(".held tbody td").first).to_have_text("2")
    expect(page.get_by_label("Liste: eine Zeile je Gemeinde")).to_have_value(text)
    page.get_by_role("button", name="Rückgängig").click()
    expect(page.locator("#drawn .count")).to_have_text("3 Gemeinden")
    large = {"name": "large.csv", "mimeType": "text/csv", "buffer": b"16051000;A\n" * 460_000}
    page.get_by_label("Oder eine Datei").set_input_files(large)
    page.get_by_role("button", name="Übernehmen").click()
    expect(page.get_by_role("alert")).to_have_text(re.compile("5060 kB"))
    assert visit.complaints == []


def test_regions_of_a_link_are_drawn_on_and_the_way_back_keeps_them(visit: Visit) -> None:
    page = fresh(visit)
    page.get_by_label("Je eine Region bilden für").select_option("districts")
    page.get_by_role("button", name="Damit anfangen").click()
    expect(page.locator("#drawn li")).to_have_count(22)
    address = page.url
    page.get_by_role("link", name="Auf der Karte zeigen").click()
    page.wait_for_url(re.compile("level=social_region"))
    page.go_back()
    assert page.url == address
    expect(page.locator("#drawn li")).to_have_count(22)
    page.go_forward()
    page.locator("#side").get_by_role("link", name="Sozialregionen bilden").click()
    expect(page.locator("#drawn li")).to_have_count(22)
    before = page.url
    page.get_by_role("button", name="„Erfurt“ entfernen").click()
    expect(page).not_to_have_url(before)
    page.get_by_role("contentinfo").get_by_role("link", name="Sozialregionen bilden").click()
    expect(page.locator("#drawn li")).to_have_count(21)


def test_on_a_phone_a_finger_puts_municipalities_in_and_draws_the_lasso(phone: Visit) -> None:
    page = fresh(phone)
    page.locator("#focus").select_option(DISTRICT)
    page.locator("#drawing").scroll_into_view_if_needed()
    page.touchscreen.tap(*middle(page, THREE[0]))
    expect(page.locator("#drawn .count")).to_have_text("eine Gemeinde")
    page.get_by_role("button", name="Lasso").tap()
    page.locator("#drawing").scroll_into_view_if_needed()
    box = page.locator("#drawing").bounding_box()
    assert box
    x, y, wide, high = box["x"], box["y"], box["width"], box["height"]
    around = [(0.2, 0.2), (0.5, 0.2), (0.8, 0.2), (0.8, 0.5), (0.8, 0.8), (0.5, 0.8), (0.2, 0.8), (0.2, 0.5)]
    touch = phone.context.new_cdp_session(page)
    points = [{"x": x + wide * a, "y": y + high * b} for a, b in around]
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [points[0]]})
    for point in points[1:]:
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(page.locator("#said")).to_have_text(re.compile(r"\d\d Gemeinden sind jetzt in „Region 1“"))
    assert phone.complaints == []


def test_the_page_works_without_scripts(without_scripts: Page) -> None:
    page = without_scripts
    page.goto("/regions")
    expect(page.get_by_role("button", name="Neue Region")).to_have_count(0)
    page.get_by_label("Liste: eine Zeile je Gemeinde").fill("Weimar;Mitte\n16053000;Ost")
    page.get_by_role("button", name="Übernehmen").click()
    expect(page).to_have_url(ADDRESS)
    expect(page.locator(".held tbody tr")).to_have_count(2)
    page.get_by_label("Ausschnitt").select_option("16055")
    page.get_by_role("button", name="Anzeigen").click()
    expect(page.locator(".held tbody tr")).to_have_count(2)
    assert fill(page, "16055000") == "rgb(0, 114, 178)"


def test_axe_finds_nothing_on_screen_and_phone_in_light_and_dark(visit: Visit) -> None:
    page = fresh(visit)
    page.get_by_label("Je eine Region bilden für").select_option("districts")
    page.get_by_role("button", name="Damit anfangen").click()
    expect(page.locator(".held tbody tr")).to_have_count(22)
    page.evaluate("document.querySelectorAll('details').forEach((box, i) => { box.open = i < 3; })")
    for width, scheme in ((1440, "light"), (1440, "dark"), (390, "light"), (390, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page).response["violations"]
        assert [(v["id"], [n["html"][:120] for n in v["nodes"]][:3]) for v in found] == []
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
