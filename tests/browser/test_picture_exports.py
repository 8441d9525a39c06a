"""A picture is taken along with its title and its source: as SVG, as PNG, and embedded."""

import io
import re
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenContext
from tests.browser.server import Served
from tests.paths import REAL

OVERVIEW = f"disclosures/{REAL.name}/index.html"
SVG = "{http://www.w3.org/2000/svg}"
# Programs for pictures know no style sheet of ours.
UNKNOWN = re.compile(r"var\(--|color-mix|color\(|class=")


@pytest.fixture(params=[360, 1440])
def page(request: pytest.FixtureRequest, open_context: OpenContext) -> Page:
    page = open_context(viewport={"width": request.param, "height": 900}).new_page()
    page.on("console", lambda said: pytest.fail(said.text))
    return page


def downloaded(page: Page, figure: Locator, button: str) -> tuple[str, bytes]:
    with page.expect_download() as started:
        figure.get_by_role("button", name=button).click()
    return started.value.suggested_filename, Path(started.value.path()).read_bytes()


def test_every_picture_is_an_svg_with_title_and_source(page: Page, site: Served) -> None:
    page.goto(site(OVERVIEW))
    figures = page.locator("figure.picture").all()
    assert len(figures) > 2
    for figure in figures:
        name, content = downloaded(page, figure, "下载 SVG")
        assert name.endswith(".svg")
        root = etree.fromstring(content)
        texts = "".join(map(str, root.itertext()))
        title = figure.locator("figcaption strong").inner_text()
        assert title in texts
        assert "来源：邢台市工业和信息化局" in texts
        assert "非官方发布" in texts
        drawn = root.find(f"{SVG}svg")
        assert drawn is not None
        assert len(list(drawn.iter(f"{SVG}text", f"{SVG}tspan"))) > 2
        assert not UNKNOWN.search(content.decode())
        if figure.get_attribute("id") == "picture-flow":
            bands = [float(each.get("fill-opacity", 1)) for each in drawn.iter()]
            assert min(bands) < 0.3, "what flows lets the ground through"


def test_a_png_holds_the_picture(page: Page, site: Served) -> None:
    page.goto(site(OVERVIEW))
    name, content = downloaded(page, page.locator("figure.picture").first, "下载 PNG")
    assert name.endswith(".png")
    picture = Image.open(io.BytesIO(content)).convert("RGB")
    assert picture.width >= 2 * 328
    colours = picture.getcolors(maxcolors=1 << 24)
    assert colours is not None
    assert len(colours) > 50  # bands, text, its soft edges
    # The source stands below the drawing: something is written in the last lines.
    foot = picture.crop((0, picture.height - 90, picture.width, picture.height))
    assert len(foot.getcolors(maxcolors=1 << 24) or ()) > 5


def test_it_works_from_the_disk_but_for_embedding(page: Page, site_of_both: Path) -> None:
    page.goto((site_of_both / OVERVIEW).as_uri())
    figure = page.locator("figure.picture").first
    for button, start in (("下载 SVG", b"<svg"), ("下载 PNG", b"\x89PNG")):
        assert downloaded(page, figure, button)[1].startswith(start)
    figure.get_by_role("button", name="嵌入").click()
    expect(figure.locator("output")).to_contain_text("本页是从本机打开的")


def test_the_code_to_embed_shows_the_picture_alone_with_its_source(
    page: Page, site: Served
) -> None:
    page.goto(site(OVERVIEW))
    figure = page.locator("figure.picture").first
    title = figure.locator("figcaption strong").inner_text()
    figure.get_by_role("button", name="嵌入").click()
    code = figure.get_by_label("嵌入代码").input_value()
    assert code.startswith("<iframe ")
    assert title in code
    page.set_content(code)
    frame = page.frame_locator("iframe")
    expect(frame.locator("figure.picture svg.drawing:visible")).to_have_count(1)
    expect(frame.locator("h1, header, nav, .picture-exports").first).not_to_be_visible()
    source = frame.locator(".picture-source")
    expect(source).to_contain_text("来源：邢台市工业和信息化局")
    expect(source.get_by_role("link")).to_have_attribute(
        "href", re.compile(rf"{re.escape(OVERVIEW)}#picture-")
    )


def test_an_unknown_picture_leaves_the_page_as_it_is(page: Page, site: Served) -> None:
    page.goto(site(f"{OVERVIEW}?embed=nothing"))
    expect(page.locator("h1")).to_be_visible()
