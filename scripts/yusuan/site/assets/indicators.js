/* Searches, filters and sorts the table of all indicators. Without it the table is complete. */
(() => {
  const form = document.querySelector("form.filter");
  const table = document.querySelector("table.indicators.all");
  if (!form || !table) return;

  const [body, nothing] = table.tBodies;
  const heads = [...table.tHead.rows[0].cells].filter((head) => head.dataset.field);
  let collator; // made when something is sorted: it takes time
  // Full-width or not, capital or not, with or without blanks and thousands separators.
  const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s,"'“”‘’「」『』]/g, "");
  const cellsOf = (row) =>
    Object.fromEntries(heads.map((head) => [head.dataset.field, row.cells[head.cellIndex]]));
  const valueOf = (cell) => cell.dataset.value ?? cell.textContent;
  // What is searched and sorted, read when it is first asked for: most readers only look.
  let read;
  const rowsOf = () => (read ??= [...body.rows].map((row, order) => {
    const cells = cellsOf(row);
    const text = plain(Object.values(cells).map((cell) => cell.textContent).join("\n"));
    return { row, order, cells, text };
  }));

  // On a phone, where rows are cards, so many are shown at first; the reader asks for the others.
  const FIRST = 20;
  const phone = matchMedia("(max-width: 44.98em)");
  const further = document.querySelector("p.further");
  let most = FIRST;
  // Whether rows were hidden before.
  let touched = false;

  let sort = "";
  // The order in which the rows stand: to move them is slow, so only when it changes.
  let standing = "";

  const fits = {
    q: ({ text }, wanted) => wanted.split(/\s+/).every((word) => text.includes(plain(word))),
    project: ({ cells }, wanted) => valueOf(cells.project) === wanted,
    kind: ({ cells }, wanted) => cells.kind.textContent === wanted,
    level: ({ cells: { level1, level2 } }, wanted) =>
      wanted === level1.textContent || wanted === `${level1.textContent}/${level2.textContent}`,
  };

  // Numbers, then dates, then what has neither, whichever way the others are turned.
  const rank = (field, value) => {
    if (!value) return 3;
    if (field !== "target") return 0;
    return Number.isNaN(Number(value)) ? 1 : 0;
  };
  const compare = (one, other) => {
    const field = sort.replace("-", "");
    const [a, b] = [one, other].map(({ cells }) =>
      field === "target" ? cells.target.dataset.value ?? "" : valueOf(cells[field]));
    const byRank = rank(field, a) - rank(field, b);
    if (byRank) return byRank;
    const numbers = field === "target" && !rank(field, a);
    const found = numbers ? Number(a) - Number(b) : collator.compare(a, b);
    return (sort.startsWith("-") ? -found : found) || one.order - other.order;
  };

  const show = () => {
    const wanted = Object.keys(fits).map((name) => [name, form.elements[name].value.trim()]);
    const set = wanted.filter(([, value]) => value);
    const all = body.rows.length;
    if (sort !== standing) {
      collator ??= new Intl.Collator("zh-CN", { numeric: true });
      body.append(...(sort ? [...rowsOf()].sort(compare) : rowsOf()).map(({ row }) => row));
      standing = sort;
    }
    let count = all;
    if (set.length || touched || phone.matches) {
      touched = true;
      count = 0;
      const found = set.length ? new Map(rowsOf().map((each) => [each.row, each])) : undefined;
      for (const row of body.rows) {
        const fitting = set.every(([name, value]) => fits[name](found.get(row), value));
        count += fitting ? 1 : 0;
        const hidden = !fitting || (phone.matches && count > most);
        if (row.hidden !== hidden) row.hidden = hidden;
      }
      nothing.hidden = count > 0;
    }
    form.querySelector("output").value = `${set.length ? "找到" : "共"} ${count} / ${all} 项`;
    further.hidden = !phone.matches || count <= most;
    further.firstElementChild.textContent = `再显示 ${Math.min(FIRST, count - most)} 项，还有 ${count - most} 项`;
    for (const head of heads) {
      const turned = { [head.dataset.field]: "ascending", [`-${head.dataset.field}`]: "descending" };
      head.setAttribute("aria-sort", turned[sort] ?? "none");
    }

    const address = new URL(location);
    for (const [name, value] of [...wanted, ["sort", sort], ["most", most > FIRST ? most : ""]]) {
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    }
    if (address.href === location.href) return;
    try {
      history.replaceState(history.state, "", address);
    } catch {
      // A page opened from the disk has no address that can be changed.
    }
  };

  const reset = () => {
    for (const name of Object.keys(fits)) form.elements[name].value = "";
    sort = "";
    most = FIRST;
    show();
  };
  // A link to a row that is filtered out, or further down, shows it.
  const reveal = () => {
    const row = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!row?.hidden || !body.contains(row)) return;
    most = body.rows.length;
    show();
    if (row.hidden) {
      reset();
      most = body.rows.length;
      show();
    }
    row.scrollIntoView();
  };

  for (const head of heads) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    // Upwards, downwards, as printed.
    button.addEventListener("click", () => {
      const field = head.dataset.field;
      sort = { "": field, [field]: `-${field}`, [`-${field}`]: "" }[sort] ?? field;
      show();
    });
    head.append(button);
    head.classList.add("sorts");
  }
  form.addEventListener("input", () => {
    most = FIRST;
    show();
  });
  further.firstElementChild.addEventListener("click", () => {
    const next = [...body.rows].filter((row) => row.hidden);
    most += FIRST;
    show();
    // The reader goes on where the new ones begin.
    next.find((row) => !row.hidden)?.querySelector("a")?.focus({ preventScroll: true });
  });
  phone.addEventListener("change", show);
  // On paper all of them.
  addEventListener("beforeprint", () => {
    most = body.rows.length;
    show();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    reset();
  });
  addEventListener("hashchange", reveal);

  const asked = new URLSearchParams(location.search);
  for (const name of Object.keys(fits)) form.elements[name].value = asked.get(name) ?? "";
  // A choice that this page does not offer is none.
  for (const select of form.querySelectorAll("select")) select.selectedIndex = Math.max(select.selectedIndex, 0);
  const order = asked.get("sort") ?? "";
  sort = heads.some((head) => head.dataset.field === order.replace("-", "")) ? order : "";
  most = Math.max(FIRST, Math.floor(Number(asked.get("most"))) || 0);
  form.hidden = false;
  show();
  reveal();
})();
