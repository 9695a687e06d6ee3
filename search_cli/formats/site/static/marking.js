// On a document's page: the words that led here are marked, where the browser can mark without changing the page.
"use strict";
(() => {
  const wanted = new Set((new URLSearchParams(location.search).get("marks") ?? "").split(" ").filter(Boolean));
  if (!wanted.size || !globalThis.CSS?.highlights) return;
  const ranges = [];
  for (const element of document.querySelectorAll(".text")) {
    const node = element.firstChild;
    for (const { word, start, end } of foi.words(node.data)) {
      if (!wanted.has(word)) continue;
      const range = document.createRange();
      range.setStart(node, start);
      range.setEnd(node, end);
      ranges.push(range);
    }
  }
  CSS.highlights.set("found", new Highlight(...ranges));
})();
