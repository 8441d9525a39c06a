/* Rows of indicators, and of organisations over years, are cards on a phone. Some browsers take the
   roles of a table away with its display: they are said again, after the page has been drawn. */
(() => {
  "use strict";

  const ROLES = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
  const roleOf = ({ tagName, scope }) => ROLES[tagName] ?? (scope === "col" ? "columnheader" : "rowheader");

  const CARDS = ":is(table.indicators, table.departments)";
  const parts = document.querySelectorAll(`${CARDS}, ${CARDS} :is(thead, tbody, tr, th, td)`);
  const say = () => {
    for (const each of parts) each.setAttribute("role", roleOf(each));
  };
  if (document.readyState === "complete") say();
  else addEventListener("load", say, { once: true });
})();
