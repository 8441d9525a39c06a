/* Choosing an item by a part of its name or code. */
const yusuanChoosing = (() => {
  "use strict";

  const FIRST = "item:reception";
  const MOST = 30;

  /** Of an item that the index does not name, what its key says. */
  const titleOf = (index, key) => index.items.find(([each]) => each === key)?.[1] ?? key.replace(/^\w+:/, "");

  /** What to say of an item that the index does not name; blank where it does. */
  const unknown = (index, key) => (key === "*" || index.items.some(([each]) => each === key) ? ""
    : yusuanWords.unknown(titleOf(index, key)));

  /** The item that is shown before one is chosen. */
  const first = (index) => (index.items.some(([key]) => key === FIRST) ? FIRST : index.items[0]?.[0]);

  /** The names that `field` proposes: hundreds, made when the reader comes to it. */
  const list = (field, index) => {
    const fill = () => field.list.replaceChildren(
      ...index.items.map(([, title]) => yusuanDrawing.element("option", { value: title })));
    if (document.activeElement === field) fill();
    else field.addEventListener("focus", fill, { once: true });
  };

  const offer = (place, items, onItem) => {
    place.replaceChildren(...items.map(([key, title]) => {
      const button = yusuanDrawing.element("button", { type: "button" }, title);
      button.addEventListener("click", () => {
        onItem(key);
        // The button goes away; what it was asked for is in the table.
        place.parentElement.querySelector(".table-frame").focus({ preventScroll: true });
      });
      return yusuanDrawing.element("li", {}, button);
    }));
    place.hidden = !items.length;
  };

  /** Take the one item that is meant, or say which it may be: in `told` and as buttons in `found`. */
  const choose = (given, { index, told, found, onItem }) => {
    const written = given.trim();
    const wanted = yusuanView.plain(written);
    if (!index || !wanted) return;
    const exact = index.items.find(([key, title]) => key === written || yusuanView.plain(title) === wanted);
    const fitting = exact ? [exact] : index.items.filter(([, title]) => yusuanView.plain(title).includes(wanted));
    if (fitting.length === 1) {
      onItem(fitting[0][0]);
      return;
    }
    told.textContent = fitting.length
      ? yusuanWords.several(written, fitting.length, MOST)
      : yusuanWords.noItem(written);
    offer(found, fitting.slice(0, MOST), onItem);
  };

  const failed = (error) => yusuanWords.failed(error.message);

  return { titleOf, unknown, first, list, choose, failed };
})();
