"""Fields that name the rows of tables, beside those of ``vocabulary``: units, codes, projects."""

from yusuan.declared import vocabulary as v
from yusuan.declared.fields import Field


def _text(name: str, title: str, description: str, description_en: str, *labels: str) -> Field:
    return Field(
        name=name,
        title=title,
        description=description,
        description_en=description_en,
        labels=labels or (title,),
    )


UNIT_CODE = _text(
    "unit_code",
    "预算单位编码",
    "本行所属预算单位的编码；表中没有这一栏的为空。",
    "Code of the budgeted unit that the row belongs to; null where the table has no such column.",
    "单位编码",
)
UNIT_NAME = _text(
    "unit_name",
    "预算单位名称",
    "本行所属预算单位的名称，照原样印出；只印一次的，以下各行同。",
    "The budgeted unit that the row belongs to; carried down where it is printed once.",
    "预算单位",
    "单位名称",
)
UNITS = (UNIT_CODE, UNIT_NAME)
FUNCTION = (v.FUNCTION_CODE, v.FUNCTION_NAME.with_(required=False))
ECONOMIC = (
    v.ECONOMIC_CODE.with_(
        description="部门预算支出经济分类科目编码：3 位为类，5 位为款，有的地方再分 7 位；"
        "合计行为空。",
        description_en="Economic classification: 3 digits class, 5 section, in some places 7; "
        "null in totals.",
        pattern=r"[0-9]{3}|[0-9]{5}|[0-9]{7}",
    ),
    v.ECONOMIC_NAME.with_(required=False),
)
GOVERNMENT_ECONOMIC_CODE = Field(
    name="government_economic_code",
    title="政府预算支出经济分类科目编码",
    description="政府预算支出经济分类科目编码：3 位为类，5 位为款；表中没有的为空。",
    description_en="Government economic classification: 3 digits class, 5 section.",
    labels=("政府预算支出经济分类 → 科目编码",),
    pattern=r"[0-9]{3}|[0-9]{5}|[0-9]{7}",
)
GOVERNMENT_ECONOMIC = (
    GOVERNMENT_ECONOMIC_CODE,
    _text(
        "government_economic_name",
        "政府预算支出经济分类科目名称",
        "政府预算支出经济分类科目名称，以本行所印为准。",
        "Name of the government economic classification as printed in this row.",
        "政府预算支出经济分类 → 科目名称",
    ),
)
PARENT_CODE = v.PARENT_CODE
ITEM = _text(
    "item",
    "项目",
    "没有编码的行的名称，照原样印出。",
    "What a row without a code is called, exactly as printed.",
    "项目名称",
)
ITEM_DETAIL = _text(
    "item_detail",
    "项目细分",
    "项目之下再分的一栏，照原样印出。",
    "What the item is divided into, exactly as printed.",
)
ECONOMIC_PATH = _text(
    "economic_path",
    "列的科目",
    "金额上方所印的经济科目，外层在前。",
    "The economic items printed over the figure, outermost first.",
    "列名",
)
COUNT_PATH = _text(
    "count_path",
    "列的类别",
    "人数上方所印的类别，外层在前。",
    "What is counted: the labels printed over the number, outermost first.",
)
ASSET_PATH = _text(
    "asset_path",
    "列的资产",
    "数字上方所印的资产类别，外层在前。",
    "The kind of assets printed over the figure, outermost first.",
)
PURCHASE_PATH = _text(
    "purchase_path",
    "列的采购类别",
    "金额上方所印的类别（货物、工程、服务、授予中小企业等），外层在前。",
    "What stands over the figure: goods, works, services, awarded to small firms; outermost first.",
)
AREA_PATH = _text(
    "area_path",
    "列的地区或项目",
    "金额上方所印的地区、项目或资金，外层在前。",
    "The area, project or funds printed over the figure, outermost first.",
)
EVALUATION_GRADE = _text(
    "evaluation_grade",
    "自评等级",
    "自评或评价的等级，照原样印出。",
    "The grade of the evaluation as printed.",
    "自评等级",
)
IMPROVEMENT = _text(
    "improvement",
    "改进措施",
    "改进措施，照原样印出；与偏差原因印在一栏的，在“偏差原因和改进措施”里。",
    "What is done about it, as printed; with the reason where one column prints both.",
)
FUND_NATURE = _text(
    "fund_nature",
    "资金性质",
    "一栏文字所印的资金性质，如一般公共预算。",
    "The kind of funds, where a column prints it in words.",
)
FUND_ORIGIN = _text(
    "fund_origin",
    "资金来源",
    "一栏文字所印的资金来源，如本级财力、上级补助。",
    "Where the funds come from, where a column prints it in words.",
)
COLLECTION_BASIS = _text(
    "collection_basis",
    "征收依据",
    "征收这项收入所依据的文件，照原样印出。",
    "What the revenue is collected by, as printed.",
    "收费依据",
)
REMARKS = _text(
    "remarks", "备注", "备注或说明，照原样印出。", "Remarks exactly as printed.", "备注"
)
PROJECT_NAME = Field(
    name="project_name",
    title="项目名称",
    description="项目名称；合计、小计行为该行所印的文字。",
    description_en="Name of the project; the printed label in totals and subtotals.",
    labels=("项目名称",),
    column_type="activity:generic:project:label",
)
UNIT_OR_PROJECT = _text(
    "unit_or_project",
    "单位或项目",
    "同一栏印单位、类别和项目的，照原样印出。",
    "One column for units, categories and projects, exactly as printed.",
    "单位（项目）名称",
    "支出项目类别（资金使用单位）",
)
PROJECT_CODE = _text("project_code", "项目编码", "项目的编码。", "Code of the project.", "项目编号")
PROJECT_CATEGORY = _text(
    "project_category", "项目类别", "项目的类别，如特定目标类。", "Category of the project."
)
PROJECT_LEVEL = _text(
    "project_level",
    "项目级次",
    "项目由哪一级实施，如本级、对下，照原样印出。",
    "Whether the project is carried out at this level or below, as printed.",
)
PROJECT_TEXT = _text(
    "project_text",
    "项目说明",
    "项目简介或绩效目标，照原样印出。",
    "What the project is or aims at, exactly as printed.",
    "绩效目标",
    "项目简介",
)
PROJECT_PERIOD = _text(
    "project_period",
    "实施期限",
    "项目的实施期限，照原样印出。",
    "When the project is carried out, as printed.",
)
DEBT_KIND = _text(
    "debt_kind",
    "债务类型",
    "债务的类型，如一般债券、专项债券，照原样印出。",
    "The kind of debt, such as general or special bonds, as printed.",
)
PURCHASES = (
    _text(
        "item_purchased",
        "采购物品名称",
        "采购的物品、服务或资产的名称。",
        "The good, service or asset bought.",
        "采购物品名称",
        "采购品目名称",
    ),
    _text(
        "purchase_project",
        "采购项目",
        "采购或购买服务的项目，预算项目之外另印的。",
        "What is procured, where it is printed beside the budget's project.",
        "采购项目",
    ),
    _text(
        "purchase_category",
        "采购类别",
        "货物、工程或服务；新增资产为资产的类别。",
        "Goods, works or services; the category of an asset.",
        "采购品目大类",
    ),
    _text(
        "purchase_method",
        "采购组织形式",
        "集中采购或分散采购。",
        "Centralised or decentralised procurement.",
    ),
    Field(
        name="catalogue_code",
        title="政府采购目录序号",
        description="政府采购品目分类目录、购买服务指导性目录或资产分类中的编码或名称。",
        description_en="Code or name in the catalogue of procurement, of services or of assets.",
        labels=("政府采购目录序号",),
        term="政府采购",
    ),
    *(
        _text(
            f"service_level{level}",
            f"购买服务目录：{title}级",
            f"政府购买服务指导性目录的{title}级。",
            f"Level {level} of the catalogue of purchased services.",
            f"指导性目录 → {title}级",
        )
        for level, title in ((1, "一"), (2, "二"), (3, "三"))
    ),
    _text("specification", "规格型号", "规格和型号，照原样印出。", "Specification as printed."),
    _text(
        "service_content",
        "购买服务内容",
        "所购买的服务的内容，照原样印出。",
        "What the purchased service consists of, as printed.",
    ),
    _text(
        "service_sector",
        "所属服务领域",
        "所购买的服务属于哪一领域，照原样印出。",
        "The sector that the purchased service belongs to, as printed.",
    ),
    _text(
        "provider_category",
        "承接主体类别",
        "承接服务的是哪一类主体，照原样印出。",
        "The kind of body that provides the service, as printed.",
    ),
    _text(
        "paid_from",
        "基本支出或项目支出",
        "由基本支出还是项目支出安排，照原样印出。",
        "Whether basic or project expenditure pays, as printed.",
        "基本支出/项目支出",
    ),
    _text("purchase_time", "采购时间", "采购或服务的时间。", "When it is bought.", "实施采购时间"),
)
