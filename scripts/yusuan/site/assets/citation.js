/* Copy buttons of the citation dialog; without a script the texts can be selected. */
(() => {
  "use strict";

  const state = document.querySelector(".cite-state");

  for (const button of document.querySelectorAll(".cite-copy")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const text = document.getElementById(button.dataset.copies);
      try {
        await navigator.clipboard.writeText(text.innerText);
        state.textContent = "已复制";
      } catch {
        // Without the right to copy, the text is selected, ready for the reader's own keys.
        window.getSelection().selectAllChildren(text);
        state.textContent = "已选中，请按复制键";
      }
    });
  }
})();
