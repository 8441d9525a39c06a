/* Opens the search over the page and loads it when it is first asked for; what is written until it
   has come is not lost. Without this script the link in the head of the page leads to its page. */
(() => {
  "use strict";
  const own = document.currentScript.src;
  const words = document.documentElement.lang === "en"
    ? ["Search", "The whole site", "Amount, code, or a name in Chinese", "Close", "The search could not be fetched. Please check the network and open it again."]
    : ["搜索", "全站", "科目、编码、数字、项目、名词", "关闭", "搜索没有取到，请检查网络后重新打开。"];
  const [title, whole, hint, closing, lost] = words;
  const link = document.querySelector("[data-search-opener]");
  const page = document.querySelector("[data-search-page]");

  const load = () => yusuanLoading.script("search.js");
  const failed = (place) => () => {
    place.append(lost);
  };

  const formOf = (place) => {
    const form = document.createElement("form");
    form.className = "search-form";
    form.setAttribute("role", "search");
    form.setAttribute("aria-label", whole);
    form.action = new URL("../search.html", own).href;
    const field = document.createElement("input");
    field.className = "search-field";
    Object.assign(field, { type: "search", name: "q", autocomplete: "off", enterKeyHint: "search" });
    field.placeholder = hint;
    field.setAttribute("aria-label", title);
    field.spellcheck = false;
    form.append(field);
    place.replaceChildren(form);
    return form;
  };

  let dialog;
  const make = () => {
    dialog = document.createElement("dialog");
    dialog.className = "search-dialog";
    dialog.setAttribute("aria-label", title);
    const close = document.createElement("button");
    close.type = "button";
    close.className = "search-close";
    close.textContent = closing;
    close.addEventListener("click", () => dialog.close());
    formOf(dialog).append(close);
    dialog.addEventListener("click", (event) => {
      // A link within the page closes the dialog that lies over it; so does the ground beside it.
      if (event.target === dialog || event.target.closest("a")) dialog.close();
    });
    document.body.append(dialog);
    load().then(() => globalThis.yusuanSearch.inDialog(dialog), failed(dialog));
  };
  const open = () => {
    if (!dialog && !page) make();
    if (dialog && !dialog.open) dialog.showModal();
    const field = (page ?? dialog).querySelector(".search-field");
    field.focus();
    field.select();
  };

  link?.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
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
  if (page) {
    formOf(page);
    load().then(() => globalThis.yusuanSearch.inPage(page), failed(page));
  }
})();
