"""Pages with what HTML lets be left out: a browser makes the same of them."""

import pytest

from yusuan.pages.bodies import Body
from yusuan.pages.framing import cut
from yusuan.pages.lean import lean
from yusuan.pages.shells import OF_DISCLOSURE


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('<a href="source.html#line-3">第 3 行</a>', "<a href=source.html#line-3>第 3 行</a>"),
        ('<td class="figure blank"></td></tr>', '<td class="figure blank">'),
        ('<p title="a=b">x</p>', '<p title="a=b">x</p>'),
        ('<circle r="3"/>', '<circle r="3"/>'),
        ('<a href="">x</a>', '<a href="">x</a>'),
        ("<p>一</p>\n<p>二</p></div>", "<p>一\n<p>二</p></div>"),
        ("<td>&#34;甲&#39;</td>", "<td>\"甲'"),
        ('<a title="&#34;甲">x</a>', "<a title=&#34;甲>x</a>"),
        ('<script>x("</td>")</script></td>', '<script>x("</td>")</script>'),
        ("<pre>一<br>二</pre><br>", "<pre>一\n二</pre><br>"),
        ('x="y" z<b title="甲">="乙" 丙</b>', 'x="y" z<b title=甲>="乙" 丙</b>'),
        ("<i>a</i>\n\n\n<b>c</b>", "<i>a</i>\n<b>c</b>"),
        ("一\n\n二", "一\n\n二"),
        ("</tr>\n<tr><td>1</td></tr>\n<i>x</i>", "<tr><td>1\n<i>x</i>"),
    ],
)
def test_what_may_be_left_out_is(written: str, expected: str) -> None:
    assert lean(written) == expected


def test_frames_are_made_so_once_and_keep_the_quotes_of_what_is_filled_in() -> None:
    made = (
        '<title>slot-title</title>\n\n<meta name="description" content="slot-description">'
        '<link rel="canonical" href="https://a.cn/shells/of/page.html"><main class="md-main">'
        '<h1 id="content">slot-title</h1>\n<div>slot-content</div></main>'
    )
    body = Body("of/one.html", "page", "甲", "乙 丙", "", '<p class="as it is">丁</p>')
    assert cut(OF_DISCLOSURE, made).fill(body) == (
        '<title>甲</title><meta name=description content="乙 丙">'
        '<link rel=canonical href="https://a.cn/of/one.html"><main class=md-main>'
        '<p class="as it is">丁</p></main>'
    )
