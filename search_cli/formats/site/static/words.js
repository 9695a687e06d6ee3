// What a word is, and when two are the same: as in indexer/analysis.py, but for words broken at the end of a line.
"use strict";
(() => {
  const LETTER = "(?![\\u00b2\\u00b3\\u00b9\\u2070-\\u2079\\u00bc-\\u00be\\u2150-\\u215e\\u02bc])[\\p{L}\\p{N}]";
  const MARK = "[\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u2069\\ufeff\\p{Mn}\\p{Mc}]";
  const SIGN = `(?:${LETTER}|${MARK})`;
  const APOSTROPHE = "['\\u2019\\u2018\\u02bc\\uff07]";
  const DECIMALS = "\\.[0-9]+(?!\\.?\\p{Nd})";
  const THOUSANDS = `[1-9][0-9]{0,2}(?:,[0-9]{3})+(?!\\p{Nd}|,[0-9]{3})(?:${DECIMALS})?`;
  const NUMBER = `(?<!\\p{Nd})(?:${THOUSANDS}|(?<!\\p{Nd}\\.)[0-9]+${DECIMALS})`;
  const WORD = new RegExp(`${NUMBER}|${LETTER}${SIGN}*(?:${APOSTROPHE}(?=[\\p{L}\\p{N}])${SIGN}+)*`, "gu");
  const LONGEST = 80;

  function normal(printed) {
    if (/^\p{Nd}[^]*[.,]/u.test(printed)) {
      const [whole, decimals = ""] = printed.replaceAll(",", "").split(".");
      const kept = decimals.replace(/0+$/, "");
      return (kept ? `${whole}.${kept}` : whole).slice(0, LONGEST);
    }
    const word = printed.replace(/['\u2019\u2018\u02bc\uff07][sS]$/u, "");
    return folded(folded(word)).replace(/[^\p{L}\p{N}]|\u02bc/gu, "").slice(0, LONGEST);
  }

  const folded = (word) => word.normalize("NFKD").toLowerCase().replaceAll("ß", "ss").replaceAll("ς", "σ");

  // The words of a text: {word, start, end}.
  foi.words = function* (text) {
    for (const match of text.matchAll(WORD)) {
      const word = normal(match[0]);
      if (word) yield { word, start: match.index, end: match.index + match[0].length };
    }
  };
})();
