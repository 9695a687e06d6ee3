// A few lines of a page around the words that were looked for, put together as nodes: text never becomes markup.
"use strict";
(() => {
  const BEFORE = 70, LENGTH = 240;

  foi.snippet = function (text, words) {
    const hits = [...foi.words(text)].filter((each) => words.has(each.word));
    if (!hits.length) return [shortened(text, 0, LENGTH)];
    const first = best(hits);
    const start = edge(text, Math.max(0, hits[first].start - BEFORE));
    const nodes = [];
    let at = start;
    if (start) nodes.push("… ");
    for (const hit of hits) {
      if (hit.start < start) continue;
      if (hit.end > start + LENGTH) break;
      nodes.push(plain(text.slice(at, hit.start)), marked(text.slice(hit.start, hit.end)));
      at = hit.end;
    }
    nodes.push(shortened(text, at, Math.max(at, start + LENGTH)));
    return nodes;
  };

  // The hit from which on most different words are near.
  function best(hits) {
    let first = 0, most = 0;
    hits.forEach((hit, number) => {
      const near = new Set();
      for (let other = number; other < hits.length && hits[other].end <= hit.start + LENGTH - BEFORE; other++) near.add(hits[other].word);
      if (near.size > most) [first, most] = [number, near.size];
    });
    return first;
  }

  // The beginning of a word, not the middle of one.
  function edge(text, from) {
    if (!from) return 0;
    const blank = text.slice(from, from + 30).search(/\s/u);
    return blank < 0 ? from : from + blank + 1;
  }

  function shortened(text, from, to) {
    if (to >= text.length) return plain(text.slice(from));
    return `${plain(text.slice(from, to)).replace(/ \S*$/u, "")} …`;
  }

  const plain = (text) => text.replace(/\s+/gu, " ");

  function marked(text) {
    const mark = document.createElement("mark");
    mark.textContent = plain(text);
    return mark;
  }
})();
