// What is asked: from the text in the field to clauses. All must hold of a document, those with `not` must not.
"use strict";
(() => {
  const CLAUSE = /(-?)(?:["\u201c\u201d]([^"\u201c\u201d]*)(?:["\u201c\u201d]|$)|([^\s"\u201c\u201d]+))/gu;

  // Clauses: {words, not, beginning}; several words are a phrase.
  foi.asked = function (text) {
    const clauses = [];
    for (const [, minus, phrase, plain] of text.matchAll(CLAUSE)) {
      const words = [...foi.words(phrase ?? plain)].map((each) => each.word);
      if (words.length) clauses.push({ words, not: minus === "-", beginning: /\p{L}\*$|\p{N}\*$/u.test(plain ?? "") });
    }
    return clauses;
  };
})();
