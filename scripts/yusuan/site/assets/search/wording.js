/* What the search says, in the language of the page that it was opened on: Chinese, or English. What
   it finds is Chinese. */
globalThis.yusuanSearch = {
  wording: document.documentElement.lang === "en"
    ? {
      all: "All",
      only: "Only one kind of results",
      more: "Show more",
      others: (unread, next) => `${unread} disclosures have not been searched: search ${next} more`,
      lost: "A part could not be fetched: the results are incomplete. ",
      none: (asked, lost, unread) => `Nothing found for “${asked}”${unread ? " in what was searched" : ""}. ${lost}The documents are in Chinese: try an amount, a code or a Chinese name.`,
      loose: (asked, count, lost, unread) => `No place${unread ? " that was searched" : ""} prints all of “${asked}”; the closest ${count}: ${lost}`,
      found: (count, lost) => `${count} found. ${lost}`,
      fetching: "Fetching what is searched…",
      failed: "What is searched could not be fetched. Please check the network and try again.",
      moreValues: (count) => `; ${count} more figures`,
      figure: "Where this figure stands, its checks, how to cite it",
      kind: ([, , title]) => title,
    }
    : {
      all: "全部",
      only: "只看一类结果",
      more: "再显示一些",
      others: (unread, next) => `还有 ${unread} 份公开文件没有查：再查 ${next} 份`,
      lost: "有一部分没有取到，结果不全。",
      none: (asked, lost, unread) => `${unread ? "查过的各份里" : ""}没有找到“${asked}”。${lost}可以少写几个字，或只写数字、编码。`,
      loose: (asked, count, lost, unread) => `${unread ? "查过的各份里" : ""}没有哪一处同时印有“${asked}”；最接近的 ${count} 处：${lost}`,
      found: (count, lost) => `找到 ${count} 处。${lost}`,
      fetching: "正在取搜索的数据……",
      failed: "搜索的数据没有取到，请检查网络后再试。",
      moreValues: (count) => `；另有 ${count} 个数`,
      figure: "这个数字的出处、核对和引用",
      kind: ([title]) => title,
    },
};
