// Where words stand: from the scripts words-N.js to maps of pages and positions.
"use strict";
(() => {
  const MOST = 24; // scripts that are loaded for the beginning of a word
  const ENDINGS = /(?:ings?|edly|ed|ies|es|s|ly|y|e)$/;

  // All forms of a word that are in the collection: [word, places, family] each.
  foi.forms = async function (word, beginning) {
    const { words } = await foi.start();
    if (beginning) return beginningWith(words, word);
    const own = await entry(words, word);
    const found = own ? [own] : await alike(words, word);
    for (const other of family(found)) {
      if (!found.some((each) => each[0] === other)) found.push(await entry(words, other));
    }
    return found;
  };

  // The pages on which any of these forms stands: page -> positions in order.
  foi.places = function (forms) {
    const pages = new Map();
    for (const [, places] of forms) {
      for (const place of places.split(" ")) {
        const numbers = place.split(",");
        const page = parseInt(numbers[0], 36);
        const positions = pages.get(page) ?? [];
        let position = 0;
        for (let each = 1; each < numbers.length; each++) positions.push(position += parseInt(numbers[each], 36));
        pages.set(page, positions);
      }
    }
    if (forms.length > 1) for (const positions of pages.values()) positions.sort((one, other) => one - other);
    return pages;
  };

  const family = (forms) => new Set(forms.flatMap(([, , others]) => (others ? others.split(" ") : [])));

  async function shard(number) {
    return number < 0 ? [] : foi.load(`words-${number}`);
  }

  async function entry(firsts, word) {
    const entries = await shard(foi.lastUpTo(firsts, word));
    return entries.find((each) => each[0] === word);
  }

  async function beginningWith(firsts, word) {
    const first = Math.max(0, foi.lastUpTo(firsts, word));
    const last = foi.lastUpTo(firsts, word + "\uffff");
    if (last - first >= MOST) throw new Error(`too many words begin with “${word}”; write more of it`);
    const shards = [];
    for (let number = first; number <= last; number++) shards.push(shard(number));
    return (await Promise.all(shards)).flat().filter((each) => each[0].startsWith(word));
  }

  // A form that is nowhere in the collection, such as "surveying", finds the others, such as "survey".
  async function alike(firsts, word) {
    const stem = word.replace(ENDINGS, "");
    if (stem.length < 4 || !/^[a-z]+$/.test(word)) return [];
    return (await beginningWith(firsts, stem)).filter((each) => each[0].replace(ENDINGS, "") === stem);
  }
})();
