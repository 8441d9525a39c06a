"""Rows of tables -> HTML, many times quicker than a template's loop over cells.

All markup stands in the template (``_table.html.j2``): patterns with ``{}`` for values.
"""

from collections.abc import Callable, Iterable, Mapping

from markupsafe import Markup

from yusuan.pages.tables import TableRow
from yusuan.pages.text import escape

Explain = Callable[[str], str]


def draw_rows(
    rows: Iterable[TableRow], patterns: Mapping[str, str], explain: Explain = escape
) -> Markup:
    """Each row in the pattern ``row``, its cells in ``header`` or ``cell``; values are escaped.

    ``id``, ``css`` and ``column`` are attributes, ``figure``, ``origin`` and ``link`` what a text becomes that leads
    somewhere, ``mark`` and ``note`` what follows it: each left out where the value is blank. A
    cell with marks is of the class ``marked`` besides.
    ``explain`` turns the text of a row's name into markup.
    """
    form = {name: str(pattern).format for name, pattern in patterns.items()}
    header_form, cell_form, row_form = form["header"], form["cell"], form["row"]
    origin_form, link_form, figure_form = form["origin"], form["link"], form["figure"]
    # Few classes, so few attributes of cells that have no id.
    classes: dict[str, str] = {"": ""}

    def attributes(id_: str, css: str) -> str:
        if css not in classes:
            classes[css] = form["css"](escape(css))
        return form["id"](escape(id_)) + classes[css] if id_ else classes[css]

    def merged(rows_over: int, columns_over: int) -> str:
        found = form["rowspan"](rows_over) if rows_over > 1 else ""
        return found + (form["colspan"](columns_over) if columns_over > 1 else "")

    drawn = []
    for cells, row_id, row_css in rows:
        parts = []
        for text, css, header, id_, link, note, origin, marks, spans, figure, column in cells:
            if figure:
                shown = figure_form(escape(figure), escape(text))
            elif origin:
                shown = origin_form(escape(origin), escape(text))
            elif link:
                shown = link_form(escape(link), escape(text))
            elif header:
                shown = explain(text)
            else:
                shown = escape(text) if text else ""
            if marks:
                css = f"{css} marked".lstrip()
            if marks or note:
                # Not with +, which would escape what stands beside Markup.
                noted = form["note"](escape(note)) if note else ""
                marked = (form["mark"](number, escape(name)) for number, name in marks)
                shown = "".join((shown, *marked, noted))
            held = attributes(id_, css)
            if column:
                held += form["column"](escape(column))
            if spans != (1, 1):
                held += merged(*spans)
            parts.append((header_form if header else cell_form)(held, shown))
        drawn.append(row_form(attributes(row_id, row_css), "".join(parts)))
    return Markup("".join(drawn))
