/* The page that compares: any organisations on any item, one table and column at a time. */
(() => {
  "use strict";

  const root = document.querySelector("[data-compare]");
  if (!root) return;
  const { element, link, small } = yusuanDrawing;
  const form = root.querySelector("form");
  const table = root.querySelector("table");
  const told = root.querySelector("output");
  const found = root.querySelector("[data-matches]");
  const chosen = root.querySelector("[data-organisations]");
  const folded = chosen.closest("details");
  const given = JSON.parse(root.querySelector("[data-citing]").textContent);

  let state = { item: "", cell: "", orgs: [], sort: "" };
  let index;
  let lines = [];
  let drawn = { columns: [], rows: [] };
  // The newest year is the one in view on a phone.
  const newestFirst = () => drawn.columns.toReversed();

  const stateOf = () => {
    const search = new URLSearchParams(location.search);
    return { item: search.get("item") ?? "", cell: search.get("cell") ?? "", orgs: search.getAll("org"), sort: search.get("sort") ?? "" };
  };
  const addressOf = ({ item, cell, orgs, sort }) => {
    const search = new URLSearchParams({ item, ...(cell && { cell }), ...(sort && { sort }) });
    for (const org of orgs) search.append("org", org);
    return `?${search}`;
  };

  /** Every organisation of the collection once, as its latest document names it. */
  const organisations = () => {
    const known = new Map();
    for (const [, org, name, at, place, year] of index.disclosures) {
      if (!known.has(org) || known.get(org).year < (year ?? 0)) known.set(org, { org, name, at, place, year: year ?? 0 });
    }
    return [...known.values()].sort((one, other) =>
      one.at.localeCompare(other.at) || one.org.localeCompare(other.org));
  };

  const fill = (cells) => {
    form.elements.wanted.value = yusuanChoosing.titleOf(index, state.item);
    form.elements.cell.replaceChildren(...cells.map(({ key, title, count }) =>
      element("option", { value: key }, `${title}（${count} 个机构）`)));
    form.elements.cell.value = state.cell;
    if (folded.open) drawBoxes();
    // Where nothing is chosen, all are there already.
    form.querySelector("[type=reset]").hidden = !state.orgs.length;
    folded.querySelector("summary").textContent = state.orgs.length
      ? `选机构（已选 ${state.orgs.length} 个）` : "选机构（不选就是全部）";
  };

  /** Made once, when they are unfolded: who steps through them with the keyboard stays where he is. */
  const drawBoxes = () => {
    if (!chosen.childElementCount) {
      chosen.append(...organisations().map(({ org, name, place }) => element("label", {},
        element("input", { type: "checkbox", name: "org", value: org }), name, small(place))));
    }
    for (const box of chosen.querySelectorAll("input")) box.checked = state.orgs.includes(box.value);
  };

  const drawRow = (row) => {
    const { line } = row;
    const scope = row.scopes === 1 && (drawn.mixed || line.scope === "unit") ? yusuanPivot.scopeName(line.scope) : "";
    return element("tr", {},
      element("th", { scope: "row", className: "name" }, link(`organisations/${line.org}.html`, line.name),
        small([line.place, scope].filter(Boolean).join("，"))),
      ...newestFirst().map(({ key, title }) => {
        const here = row.found.get(key);
        if (!here) return element("td", { className: "void" });
        const cells = here.map((each) => yusuanDrawing.figure(each, index.fields[each.field][1],
          [row.scopes > 1 ? yusuanPivot.scopeName(each.scope) : "",
            here.length > 1 ? each.label ?? each.row : yusuanPivot.change(each, row, drawn.columns)]));
        const [first, ...others] = cells;
        for (const other of others) first.append(element("br"), ...other.childNodes);
        first.dataset.column = title;
        return first;
      }));
  };

  const show = () => {
    const cells = yusuanPivot.cells(lines, index);
    if (!cells.some(({ key }) => key === state.cell)) state.cell = cells[0]?.key ?? "";
    fill(cells);
    const asked = organisations().filter(({ org }) => !state.orgs.length || state.orgs.includes(org));
    const known = new Set(asked.map(({ org }) => org));
    const shown = yusuanPivot.whole(lines).filter((line) => yusuanPivot.cellOf(line) === state.cell && known.has(line.org));
    drawn = yusuanPivot.table(shown);
    drawn.rows = yusuanPivot.sorted(drawn.rows, state.sort);
    const title = yusuanChoosing.titleOf(index, state.item);
    const where = cells.find(({ key }) => key === state.cell)?.title ?? "";
    const head = [["", "机构", "name"], ...newestFirst().map(({ key, title: named }) => [key, named, "figure"])];
    yusuanDrawing.table(table, `${title}（万元）：${where}`, yusuanDrawing.head(head, state, (sort) => go({ sort })), drawn.rows, drawRow,
      "选中的机构都没有这一项");
    const count = new Set(shown.map(({ org }) => org)).size;
    const unknown = yusuanChoosing.unknown(index, state.item);
    told.textContent = unknown || `${count} 个机构，${shown.length} 个数字，单位：万元。`;
    root.querySelector("[data-caveats]").replaceChildren(
      ...(unknown ? [] : yusuanPivot.caveats(lines, shown, asked, index)).map((text) => element("li", {}, text)));
    root.querySelector("[data-cost]").textContent = yusuanDrawing.cost();
    // Not before there is something in them: nothing moves then.
    for (const part of root.querySelectorAll("[data-needs-script]")) part.hidden = false;
    yusuanHanding.cite(given, `比较“${title}”，${where}`, `${count} 个机构，${shown.length} 个数字`);
  };

  const load = async () => {
    state = stateOf();
    told.textContent = "正在读取……";
    yusuanDrawing.busy(table, true);
    try {
      index = await yusuanLines.index();
      state.item = yusuanChoosing.meant(index, state.item) || (yusuanChoosing.first(index) ?? "");
      const { item } = state;
      const read = await yusuanLines.of(item);
      await yusuanLines.pause();
      if (item !== state.item) return;
      lines = read;
      show();
    } catch (error) {
      told.textContent = yusuanChoosing.failed(error);
      yusuanDrawing.busy(table, false);
    }
  };

  const go = (changes) => {
    const next = { ...state, ...changes };
    if ("item" in changes) next.cell = "";
    const before = state.item;
    history.pushState(null, "", addressOf(next));
    found.hidden = true;
    if (next.item !== before) return load();
    state = next;
    return show();
  };

  const file = () => [["机构", "地区", "范围", "年度", "种类", "表", "行", "栏", "金额（元）", "印出的数字", "印出的单位", "budget_line_id"],
    ...drawn.rows.flatMap(({ found: row }) => [...row.values()].flat()).map((line) => [line.name, line.place,
      yusuanView.SCOPES[line.scope], line.year, yusuanView.KINDS[line.kind], index.resources[line.table], line.label ?? line.row,
      index.fields[line.field][0], line.amount === null ? "" : yusuanAmounts.yuan(line.amount), line.printed, line.unit,
      `${line.disclosure}.${line.line}`])];

  if (location.protocol === "file:") {
    root.querySelector("[data-from-disk]").hidden = false;
    return;
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    go({ orgs: [] });
  });
  form.addEventListener("change", ({ target: { name, value } }) => {
    if (name === "wanted") yusuanChoosing.choose(value, { index, told, found, onItem: (item) => go({ item }) });
    else if (name === "cell") go({ cell: value });
    else go({ orgs: [...chosen.querySelectorAll(":checked")].map((box) => box.value) });
  });
  yusuanHanding.offer(root, () => yusuanChoosing.titleOf(index, state.item), file);
  yusuanHanding.copyAddress(root.querySelector("[data-address]"));
  window.addEventListener("popstate", load);
  folded.addEventListener("toggle", () => index && folded.open && drawBoxes());
  form.hidden = false;
  load().then(() => index && yusuanChoosing.list(form.elements.wanted, index));
})();
