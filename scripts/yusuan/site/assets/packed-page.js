/* Draws a page that is kept packed (pages/filling.py): its content out of the file of its folder, what
   stands around it out of the shells of the site. The page is then what it would be if it were written. */
(async () => {
  "use strict";
  const own = document.currentScript;
  const state = document.querySelector("[role=status]");
  try {
    const [shells, bodies] = await Promise.all([
      yusuanLoading.packed("shells", new URL("shells.js", own.src)),
      yusuanLoading.pages(document.baseURI),
    ]);
    const body = bodies[own.dataset.page];
    const written = shells[body.shell].map((piece, place) => (place % 2 ? body[piece] : piece)).join("");
    document.open();
    document.addEventListener("DOMContentLoaded", () => {
      // The place that the address names is there only now.
      if (location.hash) location.replace(location.href);
    });
    document.write(written);
    document.close();
  } catch {
    state.textContent = "这一页没有取到：请检查网络，或换用较新的浏览器；也可以从下面看概览、下载数据。";
  }
})();
