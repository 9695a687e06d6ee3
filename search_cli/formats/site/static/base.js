// Loading data by script tags: a page that was opened from a folder may load nothing in another way.
"use strict";
window.foi = (() => {
  const given = new Map();
  const waiting = new Map();

  // Called by the scripts in search/.
  function give(name, data) {
    given.set(name, data);
  }

  function load(name) {
    if (!waiting.has(name)) waiting.set(name, new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = `search/${name}.js`;
      script.onload = () => done(given.get(name));
      script.onerror = () => failed(new Error(`search/${name}.js cannot be loaded; is the folder complete?`));
      document.head.append(script);
    }));
    return waiting.get(name);
  }

  // The number of the last entry that is not after what is looked for; -1 if all are. They are in order.
  function lastUpTo(entries, wanted) {
    let low = 0, high = entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (entries[middle] <= wanted) low = middle + 1; else high = middle;
    }
    return low - 1;
  }

  return { give, load, lastUpTo };
})();
