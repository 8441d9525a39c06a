/* The page that explores all lines: its controls, its table, its address. */
(() => {
  "use strict";

  const root = document.querySelector("[data-explore]");
  if (!root) return;
  const { element, link, small } = yusuanDrawing;
  const { columns: heads, comma, counted, root: base } = yusuanWords;
  const form = root.querySelector("form");
  const table = root.querySelector("table");
  const told = root.querySelector("output");
  const cost = root.querySelector("[data-cost]");
  const more = root.querySelector("[data-more]");
  const found = root.querySelector("[data-matches]");
  const further = form.querySelector("details");
  const given = JSON.parse(root.querySelector("[data-citing]").textContent);
  const ALL = "*";

  let state = {};
  let index;
  let lines = [];
  let rows = [];

  const titleOf = (key) => (key === ALL ? yusuanWords.allItems : yusuanChoosing.titleOf(index, key));
  const filters = Object.keys(yusuanView.facets);

  // Thousands of choices are drawn when the reader comes to them, the chosen one at once.
  const MOST_CHOICES = 1000;
  const waiting = new Map();

  // Left out, a table or a column of one item is where most documents print it (view.js).
  const isCell = (name) => name === "table" || name === "field";
  const everyOf = (name) => (isCell(name) && state.item !== ALL ? yusuanView.EVERY : "");

  const draw = (select, choices) => {
    const { name } = select;
    const options = choices.map(([value, title, count]) => element("option", { value }, counted(title, count)));
    select.replaceChildren(element("option", { value: everyOf(name) }, yusuanWords.all), ...options);
    if (yusuanView.narrows(state, name) && !choices.some(([value]) => value === state[name])) {
      select.append(element("option", { value: state[name] }, counted(yusuanView.nameOf(state[name], name, index), 0)));
    }
    select.value = yusuanView.narrows(state, name) ? state[name] : everyOf(name);
  };

  const fill = () => {
    form.elements.wanted.value = titleOf(state.item);
    for (const name of filters) {
      const select = form.elements[name];
      const choices = yusuanView.choices(lines, state, name, index);
      if (choices.length > MOST_CHOICES) waiting.set(select, choices);
      else waiting.delete(select);
      draw(select, waiting.has(select) ? choices.filter(([value]) => value === state[name]) : yusuanView.ordered(choices));
    }
    for (const name of ["of", "group", "q"]) form.elements[name].value = state[name];
    // What filters is seen.
    further.open ||= [...further.querySelectorAll("select, input")].some(({ value }) => value);
  };

  const columns = () => {
    if (state.group) {
      const { title } = yusuanView.groups[state.group];
      return [["group", title, "name"], ["count", heads.rows, "figure"], ["", heads.documents, "figure"], ["sum", heads.sum, "figure"]];
    }
    return [["org", heads.org, "name"], ["amount", heads.amount, "figure"], ["year", heads.year], ["what", heads.what, "what"], ["place", heads.place]];
  };

  const drawLine = (line) => element("tr", {},
    element("th", { scope: "row", className: "name" },
      link(`${base}organisations/${line.org}.html`, line.name), small(line.unit_of)),
    // The column stands with the figure: a change is no amount, nor is last year's this year's.
    yusuanDrawing.figure(line, index.fields[line.field][1], [index.fields[line.field][0]]),
    element("td", {}, String(line.year ?? yusuanView.UNKNOWN),
      small([yusuanView.KINDS[line.kind], yusuanView.SCOPES[line.scope]].filter(Boolean).join(comma))),
    element("td", {}, index.resources[line.table], small(yusuanView.named(line, index))),
    element("td", {}, link(`${base}places/${line.at}.html`, line.place)));

  const drawGroup = (group) => {
    const open = Object.fromEntries(yusuanView.openFor(state).map((name) => [name, ""]));
    const narrower = { ...state, ...open, group: "", sort: "", [state.group]: group.value || yusuanView.UNKNOWN };
    return element("tr", {},
      element("th", { scope: "row", className: "name" }, link(yusuanView.addressOf(narrower), group.name)),
      element("td", { className: "figure" }, String(group.lines.length)),
      element("td", { className: "figure" }, String(group.documents)),
      element("td", { className: group.why ? "figure quiet" : "figure" },
        group.why ? yusuanWords.notAdded(group.why) : yusuanAmounts.shown(group.sum),
        small(!group.why && group.without ? yusuanWords.without(group.without) : "")));
  };

  const words = () => [titleOf(state.item), ...filters.filter((name) => yusuanView.narrows(state, name)).map((name) => {
    const option = form.elements[name].selectedOptions[0];
    return option.textContent.replace(/ ?[（(]\d+[）)]$/, "");
  }), state.q && yusuanWords.quoted(state.q)].filter(Boolean).join(comma);

  /** What is mixed in the view, what is not in it though the other filters find it, and a button for that. */
  const besides = () => {
    const { elsewhere, units, lacking, cells } = yusuanView.leftOut(lines, state);
    more.hidden = !elsewhere && !units;
    more.textContent = yusuanWords.listAll(elsewhere + units);
    return [
      cells > 1 && !state.group && state.item !== ALL ? yusuanWords.mixed(cells) : "",
      more.hidden ? "" : yusuanWords.leftOut(elsewhere, units),
      lacking.length && state.item !== ALL ? yusuanWords.lacking(lacking) : "",
    ].join("");
  };

  const show = () => {
    const shown = yusuanView.filtered(lines, state);
    rows = yusuanView.sorted(state.group ? yusuanView.grouped(shown, state, index) : shown, state);
    const caption = words();
    yusuanDrawing.table(table, caption, yusuanDrawing.head(columns(), state, (sort) => go({ sort })),
      rows, state.group ? drawGroup : drawLine, yusuanWords.nothing);
    const documents = new Set(shown.map(({ disclosure }) => disclosure)).size;
    told.textContent = yusuanChoosing.unknown(index, state.item)
      || yusuanWords.found(shown.length, documents) + yusuanWords.stop
      + besides();
    cost.textContent = yusuanDrawing.cost();
    // Not before there is something in them: nothing moves then.
    for (const part of root.querySelectorAll("[data-needs-script]")) part.hidden = false;
    yusuanHanding.cite(given, yusuanWords.explored(caption), yusuanWords.found(shown.length, documents));
  };

  const load = async () => {
    state = yusuanView.stateOf(location.search);
    told.textContent = yusuanWords.reading;
    yusuanDrawing.busy(table, true);
    try {
      index = await yusuanLines.index();
      state.item = yusuanChoosing.meant(index, state.item) || (yusuanChoosing.first(index) ?? ALL);
      const key = state.item;
      const read = await yusuanLines.of(key);
      await yusuanLines.pause();
      if (key !== state.item) return; // another was asked for meanwhile
      lines = yusuanView.commonFirst(read);
      settle();
      fill();
      await yusuanLines.pause();
      if (key === state.item) show();
    } catch (error) {
      told.textContent = yusuanChoosing.failed(error);
      yusuanDrawing.busy(table, false);
    }
  };

  /** Table and column into the state, and into the address, which then leads to the same view for
      whoever it is sent to, also when there are more documents. */
  const settle = () => {
    if (state.item === ALL) return;
    state = yusuanView.settled(lines, state);
    history.replaceState(null, "", yusuanView.addressOf(state));
  };

  /** A view with these changes: a new entry in the history, so that Back returns. */
  const go = (changes) => {
    const next = { ...state, ...changes };
    if ("item" in changes) for (const name of ["table", "field"]) next[name] = "";
    if ("group" in changes) {
      next.sort = "";
      for (const name of [...yusuanView.openFor(state), ...yusuanView.openFor(next)]) next[name] = "";
    }
    const before = state.item;
    history.pushState(null, "", yusuanView.addressOf(next));
    found.hidden = true;
    if (next.item !== before) return load();
    state = next;
    settle();
    fill();
    return show();
  };

  const file = () => {
    const site = (path) => new URL(path, location.href).href;
    if (state.group) {
      return [[yusuanView.groups[state.group].title, ...yusuanWords.groupFile],
        ...rows.map((group) => [group.name, group.lines.length, group.documents,
          group.sum === null ? "" : yusuanAmounts.yuan(group.sum), group.why])];
    }
    return [yusuanWords.lineFile,
    ...rows.map((line) => [`${line.disclosure}.${line.line}`, line.name, line.unit_of, /^\d+$/.test(line.at) ? line.at : "", line.place,
      line.year, yusuanView.KINDS[line.kind], yusuanView.SCOPES[line.scope], index.resources[line.table],
      line.label ?? line.row, index.fields[line.field][0],
      line.amount === null ? "" : yusuanAmounts.yuan(line.amount), line.printed, line.unit,
      yusuanWords.statuses[line.status] ?? line.status,
      site(yusuanDrawing.figureOf(line))])];
  };

  const start = async () => {
    if (location.protocol === "file:") {
      root.querySelector("[data-from-disk]").hidden = false;
      return;
    }
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("focusin", ({ target }) => {
      if (!waiting.has(target)) return;
      draw(target, yusuanView.ordered(waiting.get(target)));
      waiting.delete(target);
    });
    form.addEventListener("reset", (event) => {
      event.preventDefault();
      go(Object.fromEntries(Object.keys(state).map((name) => [name, name === "item" ? state.item : ""])));
    });
    form.addEventListener("change", ({ target: { name, value } }) =>
      (name === "wanted"
        ? yusuanChoosing.choose(value, { index, told, found, onItem: (item) => go({ item }), onAll: (q) => go({ item: ALL, q }) })
        : go({ [name]: value })));
    root.querySelector("[data-all]").addEventListener("click", () => go({ item: ALL }));
    more.addEventListener("click", () => {
      go({ table: everyOf("table"), field: everyOf("field"), of: "units" });
      if (more.hidden) root.querySelector(".table-frame").focus({ preventScroll: true });
    });
    yusuanHanding.offer(root, words, file);
    yusuanHanding.copyAddress(root.querySelector("[data-address]"));
    window.addEventListener("popstate", load);
    await load();
    if (!index) return;
    yusuanChoosing.list(form.elements.wanted, index);
    root.querySelector("[data-all]").textContent =
      yusuanWords.readAll(index.lines, yusuanDrawing.bytes(index.bytes));
  };
  start();
})();
