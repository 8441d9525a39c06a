/* The search itself: kinds to choose from and results, below the field that search-opener.js made. In a
   dialog on every page, and as a page. */
(() => {
  "use strict";
  const search = globalThis.yusuanSearch;
  const { element, wording } = search;
  const STEP = 20;
  const REMEMBERED = "yusuan-search";

  const button = (text, css) => {
    const made = element("button", css, text);
    made.type = "button";
    return made;
  };

  const remembered = () => {
    try {
      return sessionStorage.getItem(REMEMBERED) ?? "";
    } catch {
      return "";
    }
  };
  const remember = (query) => {
    try {
      sessionStorage.setItem(REMEMBERED, query);
    } catch {
      // Without storage the next page asks anew.
    }
  };

  // A panel in `place`; `changed` is told of every query and kind.
  const panel = (place, changed = () => {}) => {
    const form = place.querySelector(".search-form");
    const field = form.querySelector(".search-field");
    const kinds = element("div", "search-kinds");
    kinds.setAttribute("role", "group");
    kinds.setAttribute("aria-label", wording.only);
    const status = element("p", "search-status");
    status.setAttribute("role", "status");
    const list = element("ol", "search-results");
    const further = element("p", "search-further");
    const more = button(wording.more, "search-more");
    const others = button("", "search-more");
    further.append(more);
    // Beside what was found: below all of it nobody learns that it is not all.
    const unsearched = element("p", "search-further");
    unsearched.append(others);
    place.append(kinds, status, unsearched, list, further);

    const links = () => [...list.querySelectorAll(".found-link")];
    let kind = -1;
    let shown = STEP;
    let found = { records: [], words: [], loose: false };
    let asked = "";

    const choose = (chosen) => {
      kind = chosen;
      shown = STEP;
      draw();
      changed(field.value.trim(), kind);
    };
    const drawKinds = (counts) => {
      const chips = [[-1, wording.all, found.records.length], ...[...counts].map(([each, count]) => [each, wording.kind(search.kinds()[each]), count])];
      const focused = [...kinds.children].indexOf(document.activeElement);
      kinds.replaceChildren(...chips.map(([each, title, count]) => {
        const chip = button(`${title} ${count}`, "search-kind");
        chip.setAttribute("aria-pressed", String(each === kind));
        chip.addEventListener("click", () => choose(each));
        return chip;
      }));
      kinds.hidden = counts.size < 2;
      kinds.children[focused]?.focus();
    };
    const draw = () => {
      const counts = new Map();
      for (const record of found.records) counts.set(record.kind, (counts.get(record.kind) ?? 0) + 1);
      if (!counts.has(kind)) kind = -1;
      drawKinds(counts);
      const records = kind < 0 ? found.records : found.records.filter((record) => record.kind === kind);
      // What had the focus has it again: results come while the reader walks through them.
      const focused = list.contains(document.activeElement) ? document.activeElement.href : "";
      list.replaceChildren(...records.slice(0, shown).map((each) => search.drawn(each, found.words)));
      if (focused) links().find(({ href }) => href === focused)?.focus();
      more.hidden = records.length <= shown;
      const { unread, failed, atOnce } = search.state();
      others.hidden = !asked || unread < 1;
      others.textContent = wording.others(unread, Math.min(unread, atOnce));
      const lost = failed ? wording.lost : "";
      if (!asked) status.textContent = lost;
      else if (!records.length) status.textContent = wording.none(asked, lost, unread);
      else if (found.loose) status.textContent = wording.loose(asked, records.length, lost, unread);
      else status.textContent = wording.found(records.length, lost);
    };

    const ask = () => {
      asked = field.value.trim();
      found = search.find(search.records, asked, search.here());
      draw();
    };
    const begin = async (furtherDisclosures = 0) => {
      ask();
      const query = field.value.trim();
      if (!search.records.length && query) status.textContent = wording.fetching;
      try {
        await search.prepare(query, () => { if (field.value.trim()) ask(); }, furtherDisclosures);
      } catch {
        status.textContent = wording.failed;
        return;
      }
      if (field.value.trim()) ask();
    };

    let waiting = 0;
    field.addEventListener("input", () => {
      shown = STEP;
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        remember(field.value);
        begin();
        changed(field.value.trim(), kind);
      }, 80);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(waiting);
      remember(field.value);
      ask();
      const asked = field.value;
      if (links().length) links()[0].focus();
      else begin().then(() => { if (field.value === asked && field === document.activeElement) links()[0]?.focus(); });
      changed(field.value.trim(), kind);
    });
    more.addEventListener("click", () => {
      const before = shown;
      shown += STEP;
      draw();
      links()[before]?.focus();
    });
    others.addEventListener("click", () => begin(search.state().atOnce));
    place.addEventListener("keydown", (event) => {
      if (!["ArrowDown", "ArrowUp"].includes(event.key)) return;
      const stops = [field, ...links()];
      const at = stops.indexOf(document.activeElement);
      if (at < 0) return;
      event.preventDefault();
      stops[at + (event.key === "ArrowDown" ? 1 : -1)]?.focus();
    });

    return {
      field,
      ask: (query, chosen = -1) => {
        field.value = query;
        kind = chosen;
        return begin();
      },
      keep: (chosen) => { kind = chosen; draw(); },
    };
  };

  // In the dialog: what was asked for on the page before, unless something is written already.
  const inDialog = (dialog) => {
    const made = panel(dialog);
    const written = made.field.value;
    if (!written) {
      made.field.value = remembered();
      made.field.select();
    }
    made.ask(made.field.value);
  };

  // The page: what is asked for stands in its address, so that it can be shared.
  const inPage = (place) => {
    const named = () => new URLSearchParams(location.search);
    const tell = (query, kind) => {
      const address = new URL(location);
      const title = search.kinds()[kind]?.[0] ?? "";
      for (const [name, value] of [["q", query], ["kind", title]]) {
        if (value) address.searchParams.set(name, value);
        else address.searchParams.delete(name);
      }
      try {
        history.replaceState(history.state, "", address);
      } catch {
        // A page opened from the disk has no address that can be changed.
      }
    };
    const made = panel(place, tell);
    const asked = named().get("kind");
    made.ask(made.field.value || (named().get("q") ?? "")).then(() => {
      const kind = search.kinds().findIndex(([title]) => title === asked);
      if (kind >= 0) made.keep(kind);
    });
  };

  Object.assign(search, { inDialog, inPage });
})();
