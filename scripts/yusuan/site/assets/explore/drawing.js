/* Draws tables of the lines: as elements, so that no text of a document is ever markup. */
const yusuanDrawing = (() => {
  "use strict";

  const element = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children.filter((child) => child !== null && child !== ""));
    return made;
  };
  const link = (href, text) => element("a", { href }, text);
  const small = (text) => (text ? element("small", {}, text) : null);

  const figureOf = (line) => `${yusuanWords.root}disclosures/${line.disclosure}/figure.html#${line.line}`;
  const STATUS = { not_applicable: "not-applicable", dash: "dash" };

  /** A figure: in 万元 where it is an amount with a unit, else as it is printed, and why. */
  const figure = (line, measure, more = []) => {
    const { amount, printed, unit, status } = line;
    const told = amount === null ? yusuanAmounts.printed(printed) : yusuanAmounts.shown(amount);
    const notes = [];
    if (amount === null && status === "published") {
      notes.push(unit ? yusuanWords.unit(unit) : measure === "amount" ? yusuanWords.noUnit : "");
    } else if (amount !== null && unit !== "万元") {
      notes.push(yusuanWords.printed(yusuanAmounts.printed(printed), unit));
    }
    if (status === "unverified") notes.push(yusuanWords.unverified);
    notes.push(...more);
    const cell = element("td", { className: `figure ${STATUS[status] ?? ""}`.trim() });
    cell.append(link(figureOf(line), told), ...notes.filter(Boolean).map(small));
    return cell;
  };

  /** A head whose columns sort when `sort` is given: name in the state, title, class. */
  const head = (columns, state, onSort) => {
    const cells = columns.map(([name, title, css]) => {
      const cell = element("th", { scope: "col", className: css ?? "" });
      if (!name) {
        cell.append(title);
        return cell;
      }
      const turned = state.sort === name ? "ascending" : state.sort === `-${name}` ? "descending" : "none";
      cell.setAttribute("aria-sort", turned);
      const button = element("button", { type: "button" }, title);
      button.addEventListener("click", () => onSort(turned === "descending" ? name : `-${name}`));
      cell.append(button);
      return cell;
    });
    return element("tr", {}, ...cells);
  };

  // Rows that are cards on a phone (explore.css) lose the roles of a table with its display.
  const ROLES = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
  const say = (part) => {
    for (const each of [part, ...part.querySelectorAll("thead, tbody, tr, th, td")]) {
      each.setAttribute("role", ROLES[each.tagName] ?? (each.scope === "col" ? "columnheader" : "rowheader"));
    }
    return part;
  };

  /** Whether what a table is to show is still being read: for readers of screens, and for tests. */
  const busy = (place, is) => place.setAttribute("aria-busy", String(is));

  /** Fill a table; `place` is its element. Only the first rows are drawn until more are asked for. */
  const table = (place, caption, headRow, rows, drawRow, nothing) => {
    const STEP = 200;
    const cards = place.classList.contains("by-year");
    const draw = (row) => (cards ? say(drawRow(row)) : drawRow(row));
    place.caption.textContent = caption;
    // Whoever sorts by the keyboard stays on the head that he pressed.
    const pressed = [...place.tHead.querySelectorAll("button")].indexOf(document.activeElement);
    place.tHead.replaceChildren(headRow);
    place.tHead.querySelectorAll("button")[pressed]?.focus({ preventScroll: true });
    const body = place.tBodies[0];
    body.replaceChildren(...rows.slice(0, STEP).map(draw));
    const width = headRow.cells.length;
    const whole = (content) => element("tr", {}, element("td", { colSpan: width, className: "no-rows" }, content));
    if (!rows.length) body.append(whole(nothing));
    const more = (shown) => {
      if (shown >= rows.length) return;
      const button = element("button", { type: "button" }, yusuanWords.more(Math.min(STEP, rows.length - shown), rows.length));
      const row = whole(button);
      button.addEventListener("click", () => {
        const next = rows.slice(shown, shown + STEP).map(draw);
        row.replaceWith(...next);
        next[0].querySelector("a")?.focus();
        more(shown + STEP);
      });
      body.append(row);
    };
    more(STEP);
    if (cards) say(place);
    busy(place, false);
  };

  const bytes = (count) => (count < 1e6 ? `${(count / 1e3).toFixed(1)} kB` : `${(count / 1e6).toFixed(1)} MB`);
  /** What reading has cost so far, in words. */
  const cost = () => {
    const { requests, bytes: count } = yusuanLines.cost();
    return yusuanWords.cost(bytes(count), requests);
  };

  return { element, link, small, figure, figureOf, head, busy, table, bytes, cost };
})();
