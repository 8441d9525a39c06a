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

  const fitting = (index, written) => {
    const wanted = yusuanView.plain(written);
    const exact = index.items.find(([key, title]) => key === written || yusuanView.plain(title) === wanted);
    return exact ? [exact] : index.items.filter(([, title]) => yusuanView.plain(title).includes(wanted));
  };

  /** The key that an address means: it may say a part of a name or a code, as the field may. */
  const meant = (index, given) => {
    if (given.includes(":")) return given;
    const found = given ? fitting(index, given) : [];
    return found.length === 1 ? found[0][0] : given;
  };

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
  const choose = (given, { index, told, found, onItem, onAll }) => {
    const written = given.trim();
    if (!index || !yusuanView.plain(written)) return;
    const items = fitting(index, written);
    if (items.length === 1) {
      onItem(items[0][0]);
      return;
    }
    told.textContent = items.length
      ? yusuanWords.several(written, items.length, MOST)
      : yusuanWords.noItem(written);
    // What one document alone prints is no item of the index, but a line like any other.
    if (!items.length && onAll) offer(found, [[written, yusuanWords.findInAll(written)]], onAll);
    else offer(found, items.slice(0, MOST), onItem);
  };

  const failed = (error) => yusuanWords.failed(error.message);

  return { titleOf, unknown, meant, first, list, choose, failed };
})();
