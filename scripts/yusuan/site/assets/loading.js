/* What is loaded when it is asked for, and what is handed over as a file. */
const yusuanLoading = (() => {
  "use strict";
  const own = document.currentScript.src;
  const asked = new Map();

  /** A script of the assets, once; after a failure the next who asks tries again. */
  const script = (name) => {
    if (!asked.has(name)) {
      asked.set(name, new Promise((resolve, reject) => {
        const element = document.createElement("script");
        element.src = new URL(name, own);
        element.addEventListener("load", resolve);
        element.addEventListener("error", () => {
          asked.delete(name);
          element.remove();
          reject(new Error(name));
        });
        document.head.append(element);
      }));
    }
    return asked.get(name);
  };

  const save = (blob, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  };

  return { script, save };
})();
