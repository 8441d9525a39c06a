"""Fields that more than one resource has, declared once: a name means one thing everywhere."""

from typing import get_args

from yusuan.declared.fields import Field, ForeignKey
from yusuan.model import ReadBy
from yusuan.printed.numbers import PACKAGE_UNIT

FISCAL = "fiscal-appropriation"

DISCLOSURE_ID = Field(
    name="disclosure_id",
    title="公开文件编号",
    description="本行来自哪一份公开：行政区划代码-部门编码（没有编码的，为名称的拼音）-年度-种类，"
    "单位自己的公开末尾为 -unit，更正后重新公开的末尾为 -r2、-r3……",
    description_en="The disclosure this row comes from: division, department (its code, else its "
    "name in pinyin), year and kind; -unit where a unit speaks for itself, -r2 for a re-issue.",
    required=True,
    pattern=r"[a-z0-9_-]+",
)
DOCUMENT_ID = Field(
    name="document_id",
    title="原件编号",
    description="本行取自哪一份原件：原件 SHA-256 的前 12 位，见 documents。",
    description_en="The document this row is read from: the first 12 digits of its SHA-256, "
    "see documents.",
    required=True,
    pattern=r"[0-9a-f]{12}",
)
PLACE = Field(
    name="place",
    title="原文位置",
    description="本行在原件中的位置（开始处）：L97 为文本第 97 行，L97C3 为其第 3 格；p12@… 为 PDF"
    " 第 12 页及其上的范围（左、上、右、下，单位为点）；收支总表!D12 为工作表的单元格；"
    "t3r5c2 为第 3 张表第 5 行第 2 格，b12 为第 12 段。",
    description_en="Where it begins in the document: L97 line 97 of a text, L97C3 its third cell; "
    "p12@… page 12 of a PDF and a box in points (left, top, right, bottom); sheet!D12 a cell of a "
    "workbook; t3r5c2 third table, fifth row, second cell; b12 twelfth block.",
)
PLACE_END = Field(
    name="place_end",
    title="原文位置（结束处）",
    description="本行在原件中的结束处；被分页切断的行不同于开始处。",
    description_en="Where it ends in the document; differs where a page break cut it.",
)
PLACES = (
    DOCUMENT_ID,
    PLACE.with_(required=True),
    PLACE_END.with_(required=True),
)
READ_BY = Field(
    name="read_by",
    title="读取方式",
    description="text 为读自文字，ocr 为识别自图像。",
    description_en="Read from text, or recognised in a picture.",
    required=True,
    enum=tuple(get_args(ReadBy)),
)
TO_DOCUMENT = ForeignKey(("document_id",), "documents", ("document_id",))
TO_DISCLOSURE = ForeignKey(("disclosure_id",), "disclosures", ("disclosure_id",))
TO_SOURCE = (TO_DISCLOSURE, TO_DOCUMENT)

ROW_KEY = Field(
    name="row_key",
    title="行的键",
    description="本行在表中的名字，换了版式也不变：科目编码，没有编码的为项目名称（不含编号），"
    "上级名称在前，以“/”相连；同名的第二行加“~2”。标点写作全角。",
    description_en="What names the row in its table whatever the layout: its code, else the path "
    "of its labels without their numbers, joined by «/»; «~2» for the second of two alike. "
    "Punctuation stands in full width.",
    required=True,
)
ROW_NO = Field(
    name="row_no",
    kind="integer",
    title="序号",
    description="原表印出的序号；没有印出的为空。",
    description_en="The printed row number; null where none is printed.",
    labels=("序号",),
)
SIDE = Field(
    name="side",
    title="收支方",
    description="收支并列的总表中，本行来自收入一侧（revenue）还是支出一侧（expenditure）。",
    description_en="Which half of a two-sided summary this row comes from.",
    labels=("收入", "支出"),
    required=True,
    enum=("revenue", "expenditure"),
    column_type="direction",
)
ITEM = Field(
    name="item",
    title="项目",
    description="项目名称，照原样印出，含“一、”“其中：”等。",
    description_en="The item exactly as printed, with its number and «其中».",
    labels=("项目",),
    required=True,
)
ITEM_NO = Field(
    name="item_no",
    kind="integer",
    title="项目编号",
    description="项目自己的编号（“十五、”为 15）；没有编号的为空。",
    description_en="The item's own number (十五、 is 15); null where it has none.",
)
ITEM_NAME = Field(
    name="item_name",
    title="项目名称",
    description="去掉编号和“其中：”后的项目名称；只印编号的为空。",
    description_en="The item without its number and «其中»; null where a number is all there is.",
)
PARENT_KEY = Field(
    name="parent_key",
    title="上级行的键",
    description="本行是哪一行的一部分（那一行的 row_key）；没有上级的为空。",
    description_en="Key of the row that this row is a part of; null at the top.",
)
LEVEL = Field(
    name="level",
    kind="integer",
    minimum=0,
    title="层级",
    description="在本表层级中的位置：0 为合计，数字越大越细；科目 1 为类、2 为款、3 为项。",
    description_en="Depth in the table: 0 the total; for codes 1 class, 2 section, 3 item.",
)
FUNCTION_CODE = Field(
    name="function_code",
    title="功能分类科目编码",
    description="支出功能分类科目编码：3 位为类，5 位为款，7 位为项；合计行为空。",
    description_en="Functional classification: 3 digits class, 5 section, 7 item; null in totals.",
    labels=("功能分类科目 → 科目编码",),
    pattern=r"[0-9]{3}|[0-9]{5}|[0-9]{7}",
    term="功能分类",
)
FUNCTION_NAME = Field(
    name="function_name",
    title="功能分类科目名称",
    description="功能分类科目名称，以本行所印为准。",
    description_en="Name of the functional classification as printed in this row.",
    labels=("功能分类科目 → 科目名称",),
    required=True,
)
ECONOMIC_CODE = Field(
    name="economic_code",
    title="部门预算支出经济分类科目编码",
    description="部门预算支出经济分类科目编码：3 位为类，5 位为款，7 位为一些地方自设的细目；合计行为空。",
    description_en="Economic classification: 3 digits class, 5 section; null in totals.",
    labels=("支出部门经济分类科目 → 科目编码",),
    pattern=r"[0-9]{3}|[0-9]{5}|[0-9]{7}",
)
ECONOMIC_NAME = Field(
    name="economic_name",
    title="部门预算支出经济分类科目名称",
    description="经济分类科目名称，以本行所印为准。",
    description_en="Name of the economic classification as printed in this row.",
    labels=("支出部门经济分类科目 → 科目名称",),
    required=True,
)
PARENT_CODE = Field(
    name="parent_code",
    title="上级科目编码",
    description="上级科目的编码；上级没有印出的为空。",
    description_en="Code of the parent; null where the parent is not printed.",
    pattern=r"[0-9]{3}|[0-9]{5}|[0-9]{7}",
)


def amount(
    name: str, title: str, description: str, description_en: str, *labels: str, term: str = ""
) -> Field:
    """An amount as published, in the unit of the package."""
    return Field(
        name=name,
        kind="amount",
        title=title,
        description=description,
        description_en=description_en,
        labels=labels or (title,),
        unit=PACKAGE_UNIT,
        term=term,
    )


QUANTITY_UNIT = Field(
    name="quantity_unit",
    title="计量单位",
    description="数量的计量单位，照原样印出。",
    description_en="The unit of the quantity as printed.",
    labels=("计量单位",),
)
QUANTITY = Field(
    name="quantity",
    kind="number",
    title="数量",
    description="数量，单位见 quantity_unit。",
    description_en="The quantity, in quantity_unit.",
    labels=("数量",),
)
