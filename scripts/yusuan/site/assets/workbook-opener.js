/* Excel where the table is. A workbook is made in the browser, when it is asked for, of the tables
   that the pages print already (workbook/): one for each table and each disclosure, written ahead,
   would weigh more than the pages of a small disclosure. Without a script the CSV files, which say
   the same, and the workbook of the whole data set are offered. */
(() => {
  "use strict";
  const place = document.querySelector(".workbooks");
  if (!place) return;

  const state = place.querySelector("[role=status]");
  const say = (text) => {
    state.textContent = text;
  };
  const load = () =>
    yusuanLoading.script("workbook.js").catch(() => {
      throw new Error("程序没有取到，请检查网络后再试");
    });

  const parsed = (text) => new DOMParser().parseFromString(text, "text/html");
  const pageOf = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address.split("/").at(-1)} 没有取到`);
    const page = parsed(await answer.text());
    const kept = page.querySelector("script[data-page]")?.dataset.page;
    return kept ? parsed((await yusuanLoading.pages(address))[kept].content) : page;
  };
  const addresses = () =>
    [...document.querySelectorAll("nav.siblings a")].map(({ href }) => href.replace(/[?#].*/, ""));

  const tables = {
    page: () => yusuanWorkbook.tablesOf(document.querySelector("article"), { folded: true }),
    async disclosure() {
      const found = [];
      for (const address of addresses()) {
        say(`正在取第 ${found.length + 1} 张表…`);
        found.push(...yusuanWorkbook.tablesOf(await pageOf(address), { folded: false }));
      }
      return found;
    },
  };

  const notes = ({ of, id, version, address }) => [
    of,
    ["文件编号", id],
    ["来源页", address],
    ["数据版本", version],
    ["怎样看", "各表照原文的行、列和写法；空单元格是原文空白，不等于 0；“不涉及”和横线是文字；编码是文字。"],
    ["数字", "数字与原文逐位相同，单位见各表的标题；超过 15 位的数字 Excel 存不下，写成文字。"],
    ["附注", "与其他地方不一致之处，详见网页上的“数据核对”；“原文”一栏是这一行在原文里的位置。"],
    ["声明", "整理本，非官方发布；与原件不一致时，以部门公布的原件为准。"],
  ];

  const make = async (kind) => {
    const { of, id, page, version, address } = place.dataset;
    try {
      say("正在生成…");
      await load();
      const found = await tables[kind]();
      const whole = kind === "disclosure";
      const from = whole ? address.replace(/[^/]*$/, "") : address;
      yusuanLoading.save(yusuanWorkbook.write(notes({ of, id, version, address: from }), found), `${id}${whole ? "" : `-${page}`}.xlsx`);
      say(`已生成：${found.length} 张表`);
    } catch (error) {
      say(`没有生成：${error.message}。可以下载 CSV。`);
    }
  };

  for (const button of place.querySelectorAll("button")) {
    button.addEventListener("click", () => make(button.dataset.tables));
  }
  const here = ".table-frame:is(.of-published, .of-indicators, .of-all)";
  if (!document.querySelector(here)) place.querySelector("[data-tables=page]").remove();
  if (location.protocol === "file:") {
    place.querySelector("[data-tables=disclosure]").remove();
    say("本页是从本机打开的，读不到其他页，这里只能生成本页的表。");
  }
  place.hidden = false;
})();
