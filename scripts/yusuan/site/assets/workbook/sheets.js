/* Tables as an Excel workbook: the parts of its zip file. A text is a text whatever it begins with,
   never a formula; nothing tells the time, so that the same tables give the same bytes. */
{
  // Excel's own limits: UTF-16 units of a cell, letters of a sheet's name.
  const LONGEST_CELL = 32_767;
  const LONGEST_NAME = 31;
  const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
  const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  // Styles by their place in styles.xml; figures follow, by their decimals.
  const STYLE = { plain: 0, quoted: 1, head: 2, title: 3, figure: 4 };
  const MOST_DECIMALS = 15;
  const LIKE_FORMULA = /^[=+\-@\t\r]/;

  const escaped = (text) =>
    text
      .replace(/[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
      // Excel takes _x000D_ for a character.
      .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_")
      .replace(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`);
  const shortened = (text) =>
    text.length <= LONGEST_CELL
      ? text
      : `（共 ${text.length} 字，超过 Excel 单元格的上限，全文见网页）`;

  const letters = (column) =>
    (column >= 26 ? letters(Math.floor(column / 26) - 1) : "") + String.fromCharCode(65 + (column % 26));
  const at = (x, y) => `${letters(x)}${y + 1}`;

  const written = (cell, x, y) => {
    const place = `<c r="${at(x, y)}"`;
    if (cell.number !== undefined) {
      const style = cell.decimals === undefined ? STYLE.plain : STYLE.figure + Math.min(cell.decimals, MOST_DECIMALS);
      return `${place} s="${style}"><v>${cell.number}</v></c>`;
    }
    const style = cell.style ?? (cell.head ? STYLE.head : LIKE_FORMULA.test(cell.text ?? "") ? STYLE.quoted : STYLE.plain);
    if (cell.text === undefined) return style === STYLE.plain ? "" : `${place} s="${style}"/>`;
    const text = escaped(shortened(cell.text));
    return `${place} s="${style}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
  };

  const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/g;
  const widthOf = (text) =>
    Math.max(...text.split("\n").map((line) => line.length + (line.match(wide)?.length ?? 0)));

  // The title in the first row, the table below it; `cells` know their column and row.
  const sheetXml = ({ title, heads, cells, widths }) => {
    const rows = [[{ text: title, style: STYLE.title, x: 0, y: 0, rows: 1, columns: 1 }], ...cells.map((row) =>
      row.map((cell) => ({ ...cell, y: cell.y + 1 })))];
    const found = widths ?? [];
    if (!widths) {
      for (const { x, columns, text, number } of cells.flat()) {
        if (columns === 1) found[x] = Math.max(found[x] ?? 6, Math.min(44, widthOf(text ?? number ?? "") + 2));
      }
    }
    const columns = [...found].map((width, x) =>
      `<col min="${x + 1}" max="${x + 1}" width="${width ?? 10}" customWidth="1"/>`).join("");
    const merged = rows.flat().filter((cell) => cell.rows * cell.columns > 1).map((cell) =>
      `<mergeCell ref="${at(cell.x, cell.y)}:${at(cell.x + cell.columns - 1, cell.y + cell.rows - 1)}"/>`);
    const body = rows.map((row, y) => {
      const drawn = [...row].sort((one, other) => one.x - other.x).map((cell) => written(cell, cell.x, cell.y));
      return `<row r="${y + 1}">${drawn.join("")}</row>`;
    });
    const frozen = heads ? `<pane ySplit="${heads + 1}" topLeftCell="A${heads + 2}" activePane="bottomLeft" state="frozen"/>` : "";
    return `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">${frozen}</sheetView></sheetViews>` +
      `<cols>${columns}</cols><sheetData>${body.join("")}</sheetData>` +
      `${merged.length ? `<mergeCells count="${merged.length}">${merged.join("")}</mergeCells>` : ""}</worksheet>`;
  };

  const stylesXml = () => {
    const top = '<alignment vertical="top" wrapText="1"/>';
    const formats = [];
    const figures = [];
    for (let decimals = 0; decimals <= MOST_DECIMALS; decimals += 1) {
      const code = `#,##0${decimals ? `.${"0".repeat(decimals)}` : ""}`;
      formats.push(`<numFmt numFmtId="${164 + decimals}" formatCode="${code}"/>`);
      figures.push(`<xf numFmtId="${164 + decimals}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf>`);
    }
    const xf = (more, inner) => `<xf numFmtId="0" ${more} borderId="0" xfId="0" applyAlignment="1">${inner}</xf>`;
    const kinds = [
      xf('fontId="0" fillId="0"', top),
      xf('fontId="0" fillId="0" quotePrefix="1"', top),
      xf('fontId="1" fillId="2" applyFont="1" applyFill="1"', '<alignment horizontal="center" vertical="center" wrapText="1"/>'),
      xf('fontId="1" fillId="0" applyFont="1"', '<alignment vertical="top"/>'),
      ...figures,
    ];
    const font = (more) => `<font>${more}<sz val="11"/><name val="Calibri"/></font>`;
    return `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="${formats.length}">${formats.join("")}</numFmts>` +
      `<fonts count="2">${font("")}${font("<b/>")}</fonts>` +
      '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
      '<fill><patternFill patternType="solid"><fgColor rgb="FFE8EEF1"/></patternFill></fill></fills>' +
      '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
      `<cellXfs count="${kinds.length}">${kinds.join("")}</cellXfs>` +
      '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';
  };

  const namesOf = (titles) => {
    const used = new Set(["history"]);
    return titles.map((title) => {
      const plain = title.replace(/（金额单位：[^）]*）$/, "").replace(/[[\]:*?/\\']/g, " ").trim() || "表";
      let name = [...plain].slice(0, LONGEST_NAME).join("").slice(0, LONGEST_NAME).trim();
      for (let count = 2; used.has(name.toLowerCase()); count += 1) {
        const end = ` ${count}`;
        name = plain.slice(0, LONGEST_NAME - end.length) + end;
      }
      used.add(name.toLowerCase());
      return name;
    });
  };

  // `notes` are lines of the first sheet: label and text.
  const notesSheet = (notes) => ({
    title: notes[0],
    heads: 0,
    widths: [14, 90],
    cells: notes.slice(1).map((texts, y) => texts.map((text, x) => ({ text, x, y, rows: 1, columns: 1 }))),
  });

  yusuanWorkbook.write = (notes, tables) => {
    const sheets = [notesSheet(notes), ...tables];
    const names = namesOf(["说明", ...tables.map(({ title }) => title)]);
    const each = (make) => names.map((name, number) => make(number + 1, escaped(name))).join("");
    const link = (id, kind, target) => `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`;
    const links = (inner) => `${XML}<Relationships xmlns="${PACKAGE}/relationships">${inner}</Relationships>`;
    const override = (path, kind) => `<Override PartName="${path}" ContentType="${TYPE}.${kind}+xml"/>`;
    return yusuanWorkbook.zip([
      ["[Content_Types].xml", `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${override("/xl/workbook.xml", "sheet.main")}${override("/xl/styles.xml", "styles")}${each((number) => override(`/xl/worksheets/sheet${number}.xml`, "worksheet"))}</Types>`],
      ["_rels/.rels", links(link("rId1", "officeDocument", "xl/workbook.xml"))],
      ["xl/workbook.xml", `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${each((number, name) => `<sheet name="${name}" sheetId="${number}" r:id="rId${number}"/>`)}</sheets></workbook>`],
      ["xl/_rels/workbook.xml.rels", links(each((number) => link(`rId${number}`, "worksheet", `worksheets/sheet${number}.xml`)) + link("rId0", "styles", "styles.xml"))],
      ["xl/styles.xml", stylesXml()],
      ...sheets.map((sheet, number) => [`xl/worksheets/sheet${number + 1}.xml`, sheetXml(sheet)]),
    ]);
  };
}
