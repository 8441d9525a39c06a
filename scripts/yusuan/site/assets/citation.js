/* The citation dialog: copy buttons, the reader's date of access, and, on the page of a figure, the
   citation of the figure drawn there. Without a script the texts can be selected, undated. */
(() => {
  "use strict";

  const state = document.querySelector(".cite-state");
  const today = new Date();
  const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December"];
  const two = (number) => String(number).padStart(2, "0");
  const date = {
    YYYY: String(today.getFullYear()),
    MM: two(today.getMonth() + 1),
    DD: two(today.getDate()),
    M: String(today.getMonth() + 1),
    D: String(today.getDate()),
    // Written out: asking the browser for one name of a month costs a phone 40 ms.
    MONTH: MONTHS[today.getMonth()],
  };
  // Open places stand between two signs that no text has (pages/citing_forms.py).
  const filled = (text, values) =>
    text.replace(/\ue000(\w+)\ue001/g, (_, name) => values[name] ?? "");

  for (const accessed of document.querySelectorAll("[data-accessed]")) {
    accessed.textContent = filled(accessed.dataset.accessed, date);
  }

  const english = state?.closest("[lang]").lang === "en";
  const say = (text) => {
    if (state) state.textContent = text;
  };
  for (const text of document.querySelectorAll(".citation pre")) {
    const format = text.previousElementSibling;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "cite-copy";
    button.textContent = english ? "Copy" : "复制";
    button.setAttribute("aria-label", `${button.textContent} ${format.textContent}`);
    format.append(" ", button);
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text.innerText);
        say(english ? "Copied" : "已复制");
      } catch {
        // Without the right to copy, the text is selected, ready for the reader's own keys.
        window.getSelection().selectAllChildren(text);
        say(english ? "Selected, press your keys to copy" : "已选中，请按复制键");
      }
    });
  }

  const bibtex = (text, { signs, ligature }) =>
    [...text.replace(new RegExp(ligature, "g"), "\0")].map((sign) => signs[sign] ?? sign).join("");
  // As the writers of yusuan.citation write what a text holds.
  const written = {
    bibtex: (values, rules) => ({
      ...values,
      title: bibtex(values.title, rules).replaceAll("\0", "{}"),
      id: bibtex(values.id, rules).replaceAll("\0", "{}"),
      note: bibtex(values.note, rules).replaceAll("\0", "{}"),
      address: values.address?.replaceAll("{", "%7B").replaceAll("}", "%7D"),
    }),
    csl: (values) =>
      Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, JSON.stringify(value ?? "").slice(1, -1)]),
      ),
  };

  // What tells ids apart whose Chinese a key cannot hold, as `_sum_of_lost` of the command.
  const sumOfLost = (id, rules) => {
    if (!new RegExp(rules.notInKeys).test(id)) return "";
    const sum = [...id].reduce((found, sign) => (found * 1000003 + sign.codePointAt(0)) % 2 ** 32, 0);
    return `${sum.toString(16).padStart(8, "0")}-`;
  };

  // `detail`: what is cited (title, id, note, address and, of a view, `where`: what that is called),
  // `texts` by format, rules of the key and BibTeX.
  document.addEventListener("yusuan-cited", ({ detail: { cited: given, texts, rules } }) => {
    const key = `${given.id}-${sumOfLost(given.id, rules)}${rules.edition}`.replace(new RegExp(rules.notInKeys, "g"), "-");
    const cited = { ...given, key };
    const set = (name, value) => {
      const place = document.querySelector(`#citation [data-cited="${name}"]`);
      if (place) place.textContent = value;
      return place;
    };
    set("title", cited.title);
    set("id", cited.id);
    if (cited.where) set("where", cited.where);
    if (cited.address) {
      const link = document.createElement("a");
      link.href = cited.address;
      link.textContent = cited.address;
      set("address", "")?.append(link);
    }
    for (const [format, text] of Object.entries(texts)) {
      const place = document.getElementById(`citation-${format}`);
      if (!place) continue;
      place.textContent = filled(text, { ...(written[format]?.(cited, rules) ?? cited), ...date });
    }
    say("");
  });
})();
