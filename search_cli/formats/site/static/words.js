// What a word is, and when two are the same: as in indexer/analysis.py, but for words broken at the end of a line.
"use strict";
(() => {
  const NUMBER = "(?<![\\p{L}\\p{N}])[1-9][0-9]{0,2}(?:,[0-9]{3})+(?![\\p{L}\\p{N}])(?:\\.[0-9]+)?|[0-9]+\\.[0-9]+(?![.\\p{L}\\p{N}])";
  const SIGN = "[\\p{L}\\p{N}\\p{M}\\u00ad]";
  const WORD = new RegExp(`${NUMBER}|[\\p{L}\\p{N}]${SIGN}*(?:['\\u2019\\u2018\\u02bc\\uff07](?=[\\p{L}\\p{N}])${SIGN}+)*`, "gu");

  function normal(printed) {
    if (/^[0-9][0-9,]*[.,]/.test(printed) && /^[0-9.,]+$/.test(printed)) {
      const [whole, decimals = ""] = printed.replaceAll(",", "").split(".");
      const kept = decimals.replace(/0+$/, "");
      return kept ? `${whole}.${kept}` : whole;
    }
    const word = printed.replace(/['\u2019\u2018\u02bc\uff07][sS]$/u, "");
    const plain = word.normalize("NFKD").toLowerCase().replaceAll("ß", "ss").replaceAll("ς", "σ").normalize("NFKD");
    return plain.replace(/[^\p{L}\p{N}]/gu, "").slice(0, 80);
  }

  // The words of a text: {word, start, end}.
  foi.words = function* (text) {
    for (const match of text.matchAll(WORD)) {
      const word = normal(match[0]);
      if (word) yield { word, start: match.index, end: match.index + match[0].length };
    }
  };
})();
