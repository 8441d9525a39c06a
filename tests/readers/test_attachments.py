"""Other files that a document carries within itself or links to, and pictures of web pages."""

from io import BytesIO

import pypdfium2
import pytest

from tests.readers.making import docx, p, relations, zipped
from tests.readers.showing import unread
from yusuan.conversion.reporting import document_report
from yusuan.evidence.model import Attachment, Document
from yusuan.readers.docx import read_docx
from yusuan.readers.html import read_html
from yusuan.readers.pdf import read_pdf
from yusuan.readers.xlsx import read_xlsx
from yusuan.views.documents import Original


def page(body: str) -> Document:
    return read_html(f"<html><body><p>某某局2024年部门预算</p>{body}</body></html>".encode())


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ('<a href="/a/W02.pdf?v=1">附件：部门\n预算</a>', "附件：部门 预算"),
        ('<a href="x/%E8%A1%A8.XLSX"></a>', "表.XLSX"),
        ('<iframe src="/pdfjs/viewer.html?file=/a/b.pdf"></iframe>', "b.pdf"),
        ('<embed src="b.ofd">', "b.ofd"),
    ],
)
def test_a_page_names_the_documents_it_links_to(body: str, name: str) -> None:
    assert page(body * 2).attachments == (Attachment(name, held=False),)


@pytest.mark.parametrize("address", ["a.html", "pdf", "#a.pdf", "http://[", "javascript:a.pdf()"])
def test_other_links_are_no_documents(address: str) -> None:
    assert page(f'<a href="{address}">预算</a>').attachments == ()


def test_an_object_in_a_word_file_leaves_something_unread() -> None:
    def held(program: str) -> str:
        named = f'xmlns:o="o" ProgID="{program}" r:id="rpackage"'
        return f"<w:p><w:r><w:object><o:OLEObject {named}/></w:object></w:r></w:p>"

    document = read_docx(docx(p("甲") + held("Excel.Sheet.12") + held("Equation.3"), package=""))
    assert document.attachments == (Attachment("package.xml", held=True),)
    report = document_report(Original("a.docx", "", 0, document))
    assert (report.status, report.reason) == (
        "partly",
        "其中附有文件“package.xml”，没有读，请另存后读取",
    )


def test_a_file_attached_to_a_pdf_is_named() -> None:
    made = pypdfium2.PdfDocument.new()
    made.new_page(200, 200)
    made.new_attachment("预算表.xlsx").set_data(b"x")
    buffer = BytesIO()
    made.save(buffer)
    assert read_pdf(buffer.getvalue()).attachments == (Attachment("预算表.xlsx", held=True),)


@pytest.mark.parametrize(
    ("picture", "named"),
    [
        ('<img src="W020240101.png">', True),
        ('<a href="big.jpg"><img src="W020240101.png"></a>', True),
        ('<img src="t.png" style="width:100%">', True),
        ('<img src="t.png" width="600" height="300">', True),
        ('<img src="t.png" width="600" height="40">', False),
        ('<img src="t.png" style="width: 1cm">', False),
        ('<img src="images/logo-site.png?v=1">', False),
        ('<img src="W02.png" alt="二维码">', False),
        ('<img src="data:image/png;base64,AAAA">', False),
        ('<a href="/index.html"><img src="W02.png"></a>', False),
        ('<div class="footer"><img src="W02.png"></div>', False),
        ('<div style="display:none"><img src="W02.png"></div>', False),
    ],
)
def test_large_pictures_of_a_page_are_named(picture: str, named: bool) -> None:
    assert unread(page(picture)) == ([("", "b1", "picture")] if named else [])


def test_a_picture_in_a_cell_has_the_place_of_the_cell() -> None:
    body = '<table><tr><td>甲</td><td>1.00</td><td><img src="t.png" width="300"></td></tr></table>'
    assert unread(page(body)) == [("", "t1r1c3", "picture")]


_CORNERS = "<x:from><x:col>0</x:col><x:row>2</x:row></x:from><x:to><x:col>{0}</x:col><x:row>9</x:row></x:to>"


@pytest.mark.parametrize(
    ("anchor", "named"),
    [
        ('<x:oneCellAnchor><x:ext cx="5000000" cy="3000000"/>{0}</x:oneCellAnchor>', True),
        ('<x:oneCellAnchor><x:ext cx="500000" cy="300000"/>{0}</x:oneCellAnchor>', False),
        (f"<x:twoCellAnchor>{_CORNERS.format(5)}{{0}}</x:twoCellAnchor>", True),
        (f"<x:twoCellAnchor>{_CORNERS.format(1)}{{0}}</x:twoCellAnchor>", False),
    ],
)
def test_a_picture_on_a_sheet_is_as_large_as_its_anchor(anchor: str, named: bool) -> None:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    drawing = anchor.format('<x:pic><a:blip xmlns:a="a"/></x:pic>')
    document = read_xlsx(
        zipped(
            {
                "_rels/.rels": relations({"officeDocument": "xl/workbook.xml"}),
                "xl/_rels/workbook.xml.rels": relations({"worksheet": "s.xml"}),
                "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
                '<sheet name="表" r:id="rworksheet"/></sheets></workbook>',
                "xl/s.xml": f'<worksheet xmlns="{main}"/>',
                "xl/_rels/s.xml.rels": relations({"drawing": "d.xml"}),
                "xl/d.xml": f'<x:wsDr xmlns:x="x">{drawing}</x:wsDr>',
            }
        )
    )
    assert len(document.unread) == named
