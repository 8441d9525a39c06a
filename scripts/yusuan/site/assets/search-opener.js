/* Opens the search over the page, loading it when it is first asked for. Without this script the
   link in the head of the page leads to the page of the search. */
(() => {
  "use strict";
  const own = document.currentScript.src;
  const link = document.querySelector("[data-search-opener]");
  const ownPage = document.querySelector("[data-search-page]");

  let [asked, lost] = [undefined, false];
  const load = () =>
    (asked ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL("search.js", own);
      script.addEventListener("load", resolve);
      script.addEventListener("error", () => {
        lost = true;
        reject(new Error(script.src));
      });
      document.head.append(script);
    }));

  const open = () => {
    if (ownPage) ownPage.querySelector("input")?.select();
    // Where it cannot be loaded, the page of the search says so.
    else load().then(() => globalThis.yusuanSearch.open(), () => link?.click());
  };

  link?.addEventListener("click", (event) => {
    const other = event.ctrlKey || event.metaKey || event.shiftKey;
    if (other || ownPage || lost) return;
    event.preventDefault();
    open();
  });
  link?.addEventListener("pointerenter", () => load().catch(() => {}));
  document.addEventListener("keydown", (event) => {
    const writing = event.target.closest?.("input, select, textarea, dialog, [contenteditable]");
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !writing;
    const combined = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
    if (!slash && !combined) return;
    event.preventDefault();
    open();
  });
  if (ownPage) load().catch(() => {
    ownPage.textContent = "搜索没有取到，请检查网络后重新打开本页。";
  });
})();
