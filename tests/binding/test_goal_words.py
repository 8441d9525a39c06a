"""The labels of performance forms are data: a place's wording needs no code, a wrong file says where."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.binding.test_evaluations import FORM
from tests.binding.test_performance import _read
from yusuan.binding.performance import evaluations, execution, forms, labels
from yusuan.errors import YusuanError
from yusuan.layouts import goals

TEXT = goals.FILE.read_text(encoding="utf-8")
WRONG = Path("goals.toml")
CACHED = (
    labels.indicator_field,
    labels.project_field,
    labels.department_field,
    labels.goal_span,
    labels.is_heading,
    labels.money_in_one,
    labels.is_signature,
)


@pytest.fixture
def words(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Let tests give the readers of forms other words; nothing is kept of them."""
    forget()
    yield monkeypatch
    monkeypatch.undo()
    forget()


def forget() -> None:
    for function in CACHED:
        function.cache_clear()


def say(words: pytest.MonkeyPatch, *changes: tuple[str, str]) -> None:
    """Let the forms be read by the file with ``changes``."""
    text = TEXT
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    found = goals.parse_goals(text, WRONG)
    for module in (evaluations, execution, forms, labels):
        words.setattr(module, "load_goals", lambda: found)


PLACE = (
    ("三级指标|", "绩效要点|"),
    ("年度指标值|", "要点要求|"),
    ("项目名称|", "事项称谓|"),
    ("全年执行数|", "全年花费|"),
    ("总分|", "累计分|"),
    ("|预期目标|", "|原定打算|"),
)
ADDED = (
    ("level3 = [\n", "level3 = [\n  '绩效要点',\n"),
    ("target_text = [\n", "target_text = [\n  '要点要求',\n"),
    ("[projects]\nname = [\n", "[projects]\nname = [\n  '事项称谓',\n"),
    ("executed = [\n", "executed = [\n  '全年花费',\n"),
    ("[evaluations]\ntotal = [", "[evaluations]\ntotal = ['累计分', "),
    ("expected = [", "expected = ['原定打算', "),
)


def form_of_the_place() -> str:
    text = FORM
    for old, new in PLACE:
        assert old in text
        text = text.replace(old, new)
    return text


def test_a_form_in_the_words_of_a_place_is_read_by_its_words_in_the_file(
    words: pytest.MonkeyPatch,
) -> None:
    usual = _read(FORM, "项目支出绩效自评表").projects
    say(words, *ADDED)
    table = _read(form_of_the_place(), "项目支出绩效自评表")
    assert table.leftovers == ()
    (project,), (other,) = table.projects, usual
    assert project.name is not None
    assert project.name.text == "供水管网维护"
    assert [i.texts["level3"] for i in project.indicators] == ["巡检次数", "完成时间"]
    assert project.goals == other.goals
    assert project.points == other.points
    assert [e.figures.keys() for e in project.executions] == [
        e.figures.keys() for e in other.executions
    ]


def test_without_them_it_is_not() -> None:
    table = _read(form_of_the_place(), "项目支出绩效自评表")
    assert not any(project.indicators for project in table.projects)
    assert table.leftovers


def test_what_the_file_no_longer_says_is_not_known(words: pytest.MonkeyPatch) -> None:
    assert labels.project_field("其它资金") == "other_amount"
    forget()
    say(words, ("(?:其他资金|其它资金|单位资金|", "(?:其他资金|单位资金|"))
    assert labels.project_field("其它资金") is None
    assert labels.project_field("其他资金（万元）") == "other_amount"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("level1 = [", "levle1 = [", "indicators.levle1"),
        ("level1 = [", "level1 = '一级指标'\nother = [", "indicators.level1"),
        ("[spans]", "[span]", "spans"),
        ("carryover_amount = ['", "carryover_amount = ['(", "carryover_amount"),
        (
            "[prose]\nheading = ['绩效目标', '保障', '部分']",
            "[prose]\nheading = []",
            "prose.heading",
        ),
        ("[projects]\nname = [", "[projects]\nproject_type2 = [", "project_type2"),
        ("year = [", "year = [", ""),
        ("[spans]", "[spans", "TOML"),
    ],
)
def test_a_wrong_file_says_what_is_wrong_with_it(old: str, new: str, said: str) -> None:
    assert TEXT.count(old) == 1
    text = TEXT.replace(old, new)
    if not said:
        goals.parse_goals(text, WRONG)
        return
    with pytest.raises(YusuanError) as caught:
        goals.parse_goals(text, WRONG)
    assert said in str(caught.value)
    assert "goals.toml" in str(caught.value)


def test_a_project_without_words_for_its_name_is_told() -> None:
    begin, end = (
        TEXT.index("[projects]\nname"),
        TEXT.index("department = [", TEXT.index("[projects]")),
    )
    text = f"{TEXT[:begin]}[projects]\n{TEXT[end:]}"
    with pytest.raises(YusuanError, match=r"projects\.name"):
        goals.parse_goals(text, WRONG)
