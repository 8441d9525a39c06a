/* What a reader takes along: a CSV or Excel file of the view, its address, its citation. */
const yusuanHanding = (() => {
  "use strict";

  // A table program takes what begins with these for a formula; numbers are none.
  const FORMULA = /^[=+\-@\t\r](?!\d)/;
  const cell = (value) => {
    const text = value === null || value === undefined ? "" : String(value);
    const safe = FORMULA.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };

  const save = (name, ending, blob) =>
    yusuanLoading.save(blob, `${name.replace(/[^\p{L}\p{N}_-]+/gu, "-").slice(0, 60)}.${ending}`);

  /** Offer `rows` (arrays, the head first) as a file; with a mark of order, or Excel guesses. */
  const csv = (name, rows) => {
    const text = `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
    save(name, "csv", new Blob([text], { type: "text/csv;charset=utf-8" }));
  };

  // What Excel holds exactly has no more digits; the head says which columns are amounts.
  const MOST_DIGITS = 15;
  const inSheet = (value, head) => {
    if (value === null || value === undefined || value === "") return {};
    if (typeof value === "number") return { number: String(value) };
    const amount = head.includes(yusuanWords.yuan) && value.replace(/\D/g, "").length <= MOST_DIGITS;
    return amount ? { number: value, decimals: 2 } : { text: value };
  };

  /** The same rows as a workbook, whose first sheet says what they are of. */
  const excel = async (name, title, rows) => {
    await yusuanLoading.script("workbook.js");
    const cells = rows.map((row, y) => row.map((value, x) => ({
      ...(y ? inSheet(value, rows[0][x]) : { text: value }), head: !y, x, y, rows: 1, columns: 1,
    })));
    const notes = [title, [yusuanWords.from, location.href], ...yusuanWords.notes];
    save(name, "xlsx", yusuanWorkbook.write(notes, [{ title, heads: 1, cells }]));
  };

  /** The buttons of `root` that make files of the rows that `file` gives, called as `words` says. */
  const offer = (root, words, file) => {
    root.querySelector("[data-download]").addEventListener("click", () => csv(`yusuan-${words()}`, file()));
    const button = root.querySelector("[data-excel]");
    button.addEventListener("click", () => excel(`yusuan-${words()}`, words(), file()).catch(() => {
      button.textContent = yusuanWords.noExcel;
    }));
  };

  // The script of the dialog stands behind this one, which may have its data before it is read.
  const listened = new Promise((resolve) => {
    if (document.readyState === "complete") resolve();
    else document.addEventListener("DOMContentLoaded", resolve, { once: true });
  });

  /** The dialog that cites the page cites the view: its title, its address, how much it holds. */
  const cite = (given, title, note) => {
    const { texts, rules, id, title: whole } = given;
    const cited = { title: `${whole}：${title}`, id, note, address: location.href, where: yusuanWords.where };
    const detail = { cited, texts, rules };
    listened.then(() => document.dispatchEvent(new CustomEvent("yusuan-cited", { detail })));
  };

  const copyAddress = (button) => button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      button.textContent = yusuanWords.copied;
    } catch {
      button.textContent = yusuanWords.notCopied;
    }
  });

  return { offer, cite, copyAddress };
})();
