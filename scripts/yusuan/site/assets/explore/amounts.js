/* Exact amounts: 分 as whole numbers, shown as 万元. */
const yusuanAmounts = (() => {
  "use strict";

  const CENTS_OF_UNIT = 1_000_000n; // 万元
  const grouped = (digits) => digits.replace(/\B(?=(\d{3})+$)/g, ",");

  /** 13362300n (分) is 13.3623, 2000000n is 2.00: two decimals at least, as tables print them. */
  const shown = (cents) => {
    const [sign, whole] = cents < 0n ? ["-", -cents] : ["", cents];
    const rest = String(whole % CENTS_OF_UNIT).padStart(6, "0").replace(/0{1,4}$/, "");
    return `${sign}${grouped(String(whole / CENTS_OF_UNIT))}.${rest}`;
  };

  /** In yuan, with the cents that there are: for a table that computes. */
  const yuan = (cents) => {
    const [sign, whole] = cents < 0n ? ["-", -cents] : ["", cents];
    return `${sign}${whole / 100n}.${String(whole % 100n).padStart(2, "0")}`;
  };

  const printed = (text) =>
    (/^-?\d{4,}(\.\d+)?$/.test(text) ? text.replace(/\d+/, (digits) => grouped(digits)) : text);

  /** The share of a change, to a tenth of a per cent; blank where what it is of is not positive. */
  const share = (difference, base) => {
    if (base <= 0n) return "";
    const tenths = ((difference < 0n ? -difference : difference) * 1000n * 2n + base) / (2n * base);
    return tenths ? `${grouped(String(tenths / 10n))}.${tenths % 10n}%` : "不到 0.1%";
  };

  return { shown, yuan, printed, share };
})();
