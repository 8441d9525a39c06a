/* The choice of a colour scheme. The page begins with the one that was kept, or else the device's
   (overrides/scheme.html); here it is changed, and kept where Material keeps its own. */
(() => {
  "use strict";

  const form = document.querySelector("[data-scheme-choice]");
  if (!form) return;

  const inputs = [...form.querySelectorAll("input")];
  const show = (input) => {
    input.checked = true;
    Object.assign(document.body.dataset, input.dataset);
    document.documentElement.style.colorScheme =
      input.dataset.mdColorScheme === "slate" ? "dark" : "light";
  };

  form.addEventListener("change", (event) => {
    show(event.target);
    __md_set("__palette", { index: inputs.indexOf(event.target) });
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  // One button to look at, so Enter takes the next scheme, as a press on it does.
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    const next = inputs[(inputs.findIndex((input) => input.checked) + 1) % inputs.length];
    next.click();
    next.focus();
  });
  for (const input of inputs) {
    matchMedia(input.dataset.mdColorMedia).addEventListener("change", ({ matches }) => {
      if (matches && !__md_get("__palette")) show(input);
    });
  }
})();
