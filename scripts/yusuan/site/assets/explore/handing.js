/* What a reader takes along: a CSV file of the view, its address, its citation. */
const yusuanHanding = (() => {
  "use strict";

  // A table program takes what begins with these for a formula; numbers are none.
  const FORMULA = /^[=+\-@\t\r](?!\d)/;
  const cell = (value) => {
    const text = value === null || value === undefined ? "" : String(value);
    const safe = FORMULA.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };

  /** Offer `rows` (arrays, the head first) as a file; with a mark of order, or Excel guesses. */
  const download = (name, rows) => {
    const text = `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
    const made = document.createElement("a");
    made.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
    made.download = `${name.replace(/[^\p{L}\p{N}_-]+/gu, "-").slice(0, 60)}.csv`;
    made.click();
    setTimeout(() => URL.revokeObjectURL(made.href), 10_000);
  };

  /** The dialog that cites the page cites the view: its title, its address, how much it holds. */
  const cite = (given, title, note) => {
    const { texts, rules, id, title: whole } = given;
    const cited = { title: `${whole}：${title}`, id, note, address: location.href };
    document.dispatchEvent(new CustomEvent("yusuan-cited", { detail: { cited, texts, rules } }));
  };

  const copyAddress = (button) => button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      button.textContent = "已复制地址";
    } catch {
      button.textContent = "请从地址栏复制";
    }
  });

  return { download, cite, copyAddress };
})();
