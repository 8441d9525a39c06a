/* Tables of a page as rows of cells. A figure is the number that is printed, digit for digit; codes
   are texts; a blank cell stays empty, so that 0, 不涉及 and a dash are apart from it. Marks of
   disagreements and notes come into a column of their own. */
{
  // More digits than Excel holds: such a number is written as text.
  const MOST_DIGITS = 15;
  const NUMBER = /^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$|^-?\d+(?:\.\d+)?$/;
  const NOTES = "附注";

  const textOf = (node) =>
    node.textContent.split("\n").map((line) => line.replace(/\s+/g, " ").trim()).join("\n").trim();
  const take = (cell, selector) => {
    const found = [...cell.querySelectorAll(selector)];
    found.forEach((each) => each.remove());
    return found.map(textOf).filter(Boolean);
  };

  const valueOf = (cell, text) => {
    const plain = text.replaceAll(",", "");
    const digits = plain.replace(/\D/g, "").replace(/^0+/, "");
    if (!NUMBER.test(text) || digits.length > MOST_DIGITS) return { text };
    // What numbers rows is counted; a figure keeps the decimals that are printed.
    if (cell.matches(".figure")) return { number: plain, decimals: plain.split(".")[1]?.length ?? 0 };
    if (cell.matches("td.number") && /^[1-9]\d*$/.test(plain)) return { number: plain };
    return { text };
  };

  const cellOf = (element) => {
    const copy = element.cloneNode(true);
    take(copy, ".in-english");
    const marks = take(copy, ".mark");
    const small = take(copy, "small");
    for (const end of copy.querySelectorAll("br")) end.replaceWith("\n");
    const main = textOf(copy);
    const figure = element.matches("td.figure");
    const head = Boolean(element.closest("thead"));
    const text = figure ? main : [main, ...small].filter(Boolean).join("\n");
    return {
      ...(text && !element.matches(".blank") ? (head ? { text } : valueOf(element, text)) : {}),
      head,
      notes: [...marks, ...(figure ? small : [])].map((note) => (figure ? `${main}：${note}` : note)),
      rows: element.rowSpan,
      columns: element.colSpan,
    };
  };

  // Where each cell stands when those above and beside it are merged over several.
  const placed = (rows) => {
    const taken = new Set();
    return rows.map((row, y) => {
      let x = 0;
      return [...row.cells].map((element) => {
        while (taken.has(`${x},${y}`)) x += 1;
        const cell = { ...cellOf(element), x, y };
        for (let down = 0; down < cell.rows; down += 1) {
          for (let right = 0; right < cell.columns; right += 1) taken.add(`${x + right},${y + down}`);
        }
        x += cell.columns;
        return cell;
      });
    });
  };

  const sheetOf = (table) => {
    const rows = [...table.tHead.rows, ...[...table.tBodies].flatMap((body) => [...body.rows])].filter(
      (row) => !row.querySelector(".no-rows"),
    );
    const cells = placed(rows);
    const width = Math.max(0, ...cells.flat().map(({ x, columns }) => x + columns));
    const heads = table.tHead.rows.length;
    if (cells.flat().some(({ notes }) => notes.length)) {
      const note = { head: true, notes: [], columns: 1, x: width };
      cells[0].push({ ...note, text: NOTES, rows: heads, y: 0 });
      cells.forEach((row, y) => {
        const text = row.flatMap(({ notes }) => notes).join("；");
        if (text) row.push({ ...note, head: false, text, rows: 1, y });
      });
    }
    return { title: textOf(table.caption ?? table.tHead), heads, cells };
  };

  const TABLES = ".table-frame:is(.of-published, .of-indicators, .of-all) > table";

  // Of a page; of its folded parts only where they are asked for, as another page has them in one.
  yusuanWorkbook.tablesOf = (root, { folded }) =>
    [...root.querySelectorAll(TABLES)].filter((table) => folded || !table.closest("details")).map(sheetOf);
}
