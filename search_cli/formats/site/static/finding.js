// From clauses to documents, best first: BM25 over documents, words of a heading count three times, words together more.
"use strict";
(() => {
  const HEADING = 3, K = 1.2, B = 0.75, TOGETHER = 0.5;
  let start;

  // Where everything is, with sums in place of steps.
  foi.start = () => (start ??= foi.load("start").then((data) => {
    for (const name of ["starts", "texts", "cards"]) data[name] = summed(data[name]);
    data.average = data.lengths.reduce((sum, each) => sum + each, 0) / Math.max(1, data.lengths.length);
    return data;
  }));

  // {found: [{document, score, pages: [number], words}], missing: [words that are nowhere]}
  foi.find = async function (clauses, narrowed) {
    const all = await foi.start();
    const looked = await Promise.all(clauses.map(lookUp));
    const missing = looked.filter((each) => !each.not && !each.known).map((each) => each.text);
    const asked = looked.filter((each) => !each.not);
    const left = new Set(looked.filter((each) => each.not).flatMap((each) => [...byDocument(all, each.pages).keys()]));
    const wanted = (document) => !left.has(document) && isWithin(all, document, narrowed);
    if (!asked.length) return { found: everything(all, narrowed, wanted), missing: [], words: new Set() };
    const words = new Set(asked.flatMap((each) => each.forms));
    return { found: ranked(all, asked.map((each) => byDocument(all, each.pages)), wanted), missing, words };
  };

  async function lookUp({ words, not, beginning }) {
    const forms = await Promise.all(words.map((word, number) => foi.forms(word, beginning && number === words.length - 1)));
    const places = forms.map(foi.places);
    return {
      not,
      text: words.join(" "),
      known: forms.every((each) => each.length),
      forms: forms.flat().map((each) => each[0]),
      pages: places.length > 1 ? phrase(places) : places[0],
    };
  }

  // The pages on which the words stand one after the other.
  function phrase(places) {
    const found = new Map();
    for (const [page, positions] of places[0]) {
      const others = places.slice(1).map((each) => new Set(each.get(page)));
      const firsts = positions.filter((position) => others.every((each, number) => each.has(position + number + 1)));
      if (firsts.length) found.set(page, firsts);
    }
    return found;
  }

  // document -> [[page of it, how often]]
  function byDocument(all, pages) {
    const found = new Map();
    for (const [page, positions] of pages) {
      const document = foi.lastUpTo(all.starts, page);
      if (!found.has(document)) found.set(document, []);
      found.get(document).push([page - all.starts[document], positions.length]);
    }
    return found;
  }

  function ranked(all, clauses, wanted) {
    const fewest = clauses.reduce((one, other) => (other.size < one.size ? other : one));
    const found = [];
    for (const document of fewest.keys()) {
      if (wanted(document) && clauses.every((each) => each.has(document))) found.push(scored(all, clauses, document));
    }
    return found.sort((one, other) => other.score - one.score || one.document - other.document);
  }

  function scored(all, clauses, document) {
    const count = all.lengths.length;
    const long = K * (1 - B + (B * all.lengths[document]) / all.average);
    const pages = new Map();
    let score = 0;
    for (const clause of clauses) {
      const rare = Math.log(1 + (count - clause.size + 0.5) / (clause.size + 0.5));
      let often = 0;
      for (const [page, times] of clause.get(document)) {
        often += page ? times : HEADING * times;
        const here = pages.get(page) ?? [0, 0];
        pages.set(page, [here[0] + 1, here[1] + rare * (times / (times + K))]);
      }
      score += (rare * often * (K + 1)) / (often + long);
    }
    const most = Math.max(...[...pages.values()].map(([several]) => several));
    if (clauses.length > 1) score *= 1 + (TOGETHER * (most - 1)) / (clauses.length - 1);
    const best = [...pages].filter(([page]) => page).sort((one, other) =>
      other[1][0] - one[1][0] || other[1][1] - one[1][1] || one[0] - other[0]);
    return { document, score, pages: best.map(([page]) => page) };
  }

  // With no words but something to narrow by, all documents are meant, newest first by their order.
  function everything(all, narrowed, wanted) {
    if (!Object.values(narrowed).some(Boolean)) return [];
    return all.lengths.map((_, document) => ({ document, score: 0, pages: [] })).filter((each) => wanted(each.document));
  }

  function isWithin(all, document, narrowed) {
    return Object.entries(narrowed).every(([name, value]) => {
      const [values, numbers] = all.facets[name];
      return !value || values[numbers[document]] === value;
    });
  }

  function summed(steps) {
    let sum = 0;
    return steps.map((step) => (sum += step));
  }
})();
