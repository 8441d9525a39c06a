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


@pytest.fixture(params=[360])
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
    expect(frame.locator("h1, header, nav, .picture-exports, details")).to_have_count(0)
    source = frame.locator(".picture-source")
    expect(source).to_contain_text("来源：邢台市工业和信息化局")
    expect(source.get_by_role("link")).to_have_attribute(
        "href", re.compile(rf"{re.escape(OVERVIEW)}#picture-")
    )


def test_a_picture_in_another_page_is_light(page: Page, site: Served) -> None:
    """Its page's text alone, and neither the theme's nor the site's styles and scripts."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(site(f"embed.html?page={OVERVIEW}&picture=flow"))
    expect(page.locator("figure.picture svg.drawing:visible")).to_have_count(1)
    assert sorted(asked[1:]) == ["embed.css", "embed.js", "index.html"]


def test_a_picture_of_a_table_says_whose_it_is(page: Page, site: Served) -> None:
    table = OVERVIEW.replace("index", "expenditure")
    page.goto(site(f"embed.html?page={table}&picture=functions"))
    source = page.locator(".picture-source")
    expect(source).to_contain_text("来源：邢台市工业和信息化局 2023 年预算，部门预算支出总表")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (f"page={OVERVIEW}&picture=nothing", "这一页没有这张图了"),
        ("page=nothing.html&picture=flow", "这张图没有取到"),
        ("page=../elsewhere/index.html&picture=flow", "没有这张图"),
        ("page=//example.org/index.html&picture=flow", "没有这张图"),
        ("", "没有这张图"),
    ],
)
def test_a_picture_that_is_not_there_is_said_to_be_missing(
    open_context: OpenContext, site: Served, asked: str, said: str
) -> None:
    page = open_context().new_page()  # what is not there stands in its console
    page.goto(site(f"embed.html?{asked}"))
    expect(page.get_by_role("status")).to_contain_text(said)
    expect(page.get_by_role("link")).to_be_visible()
