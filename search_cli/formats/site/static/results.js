// The page of the search: the address says what is asked, so that the way back, bookmarks and links work.
"use strict";
(() => {
  const AT_ONCE = 10, SNIPPETS = 3;
  const asked = new URLSearchParams(location.search);
  const byId = (id) => document.getElementById(id);
  const text = (asked.get("q") ?? "").trim();
  const narrowed = Object.fromEntries(["authority", "kind", "year"].map((name) => [name, asked.get(name) ?? ""]));

  byId("find").value = text;
  for (const [name, value] of Object.entries(narrowed)) if (byId(name)) byId(name).value = value;
  if (text || Object.values(narrowed).some(Boolean)) search(); else byId("find").focus();

  async function search() {
    document.title = `${text || "Search"} · ${document.title}`;
    byId("status").textContent = "Searching …";
    try {
      const { found, missing, words } = await foi.find(foi.asked(text), narrowed);
      await show(found, words ?? new Set(), 0);
      byId("status").textContent = told(found.length, missing);
    } catch (error) {
      byId("status").textContent = `Nothing was searched: ${error.message}.`;
    }
  }

  function told(count, missing) {
    if (count) return count === 1 ? "1 document" : `${count.toLocaleString("en")} documents, best first`;
    if (missing.length) return `Nothing found: no document has ${missing.map((each) => `“${each}”`).join(" or ")}.`;
    return "Nothing found. Fewer words, or other spellings, find more.";
  }

  async function show(found, words, from) {
    const items = await Promise.all(found.slice(from, from + AT_ONCE).map((each) => item(each, words)));
    byId("results").append(...items);
    const more = byId("more");
    more.hidden = from + AT_ONCE >= found.length;
    more.onclick = async () => {
      await show(found, words, from + AT_ONCE);
      byId("results").children[from + AT_ONCE]?.querySelector("a").focus();
    };
  }

  async function item({ document, pages }, words) {
    const [, place, title, name, publisher, published, kind, count, firsts] = await card(document);
    const marks = [...words].slice(0, 40).join(" ");
    const address = (page) => `${part(place, firsts, page)}${marks ? `?marks=${encodeURIComponent(marks)}` : ""}${page ? `#page-${page}` : ""}`;
    const heading = node("h3", {}, node("a", { href: address(pages[0]) }, title));
    const several = count === 1 ? "1 page" : `${count.toLocaleString("en")} pages`;
    const facts = [name, publisher, published, kind, several].filter(Boolean).join(" · ");
    const shown = await Promise.all(pages.slice(0, SNIPPETS).map((page) => passage(document, page, address(page), words)));
    const others = pages.length > SNIPPETS ? [node("p", { className: "facts" }, `and on ${(pages.length - SNIPPETS).toLocaleString("en")} more of its pages`)] : [];
    return node("li", {}, heading, node("p", { className: "facts" }, facts), ...shown, ...others);
  }

  // A long document is in several parts; `firsts` are the numbers of their first pages.
  function part(place, firsts, page) {
    const number = page ? foi.lastUpTo(firsts, page) : 0;
    return number > 0 ? place.replace(/\.html$/u, `-${number + 1}.html`) : place;
  }

  async function passage(document, page, address, words) {
    const link = node("a", { href: address, className: "number" }, `Page ${page}`);
    return node("p", { className: "snippet" }, link, " ", ...foi.snippet(await pageText(document, page), words));
  }

  async function card(document) {
    const { cards } = await foi.start();
    const part = await foi.load(`cards-${foi.lastUpTo(cards, document)}`);
    return part.find((each) => each[0] === document);
  }

  async function pageText(document, page) {
    const { starts, texts } = await foi.start();
    const number = starts[document] + page;
    const part = await foi.load(`texts-${foi.lastUpTo(texts, number)}`);
    return part.find((each) => each[0] === number)?.[1] ?? "";
  }

  function node(name, properties, ...inside) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...inside);
    return made;
  }
})();
