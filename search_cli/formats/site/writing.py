"""Writing a site: a page for each publication and document, lists of them, and what the search looks into."""

from collections.abc import Callable
from pathlib import Path

from indexer.chosen import Chosen
from indexer.exports.base import Wish, Written
from indexer.exports.folder import folder_beside
from search_cli.formats.site import document_page, home_page, list_pages, publication_page, search_page
from search_cli.formats.site.folder import Folder, is_site
from search_cli.formats.site.holdings import gathered
from search_cli.formats.site.lists import lists_of
from search_cli.formats.site.originals import Originals
from search_cli.formats.site.rendering import renderer
from search_cli.formats.site.searching.writing import SearchFiles


def write(chosen: Chosen, target: Path, wish: Wish, progress: Callable[[], None]) -> Written:
    """Write what is chosen as a folder of pages; the same holdings give the same bytes. Raises ExportError."""
    holdings, render = gathered(chosen), renderer()
    with folder_beside(target, may_replace=is_site) as path:
        folder = Folder(path)
        originals = Originals(chosen, folder, progress, wanted=wish.files)
        lists = lists_of(holdings.publications)
        pages = 0
        with SearchFiles(folder, holdings) as searching:
            for item in holdings.items:
                parts = document_page.parts_of(chosen.pages(item))
                searching.add(item, parts)
                for place, page in document_page.pages(chosen, holdings, item, parts, originals):
                    folder.put(place, render.get_template("document.html").render(page))
                pages += sum(map(len, parts))
                progress()
        for held in holdings.publications:
            page = publication_page.page(holdings, held, originals)
            folder.put(holdings.publication_page(held), render.get_template("publication.html").render(page))
        for name, page in list_pages.pages(holdings, lists):
            folder.put(name, render.get_template("list.html").render(page))
        folder.put("search.html", render.get_template("search.html").render(search_page.page(searching)))
        home = home_page.page(holdings, lists, searching, pages, wish.told)
        folder.put("index.html", render.get_template("home.html").render(home))
        folder.put_fixed(wish.told)
    counts = {"publication": len(holdings.publications), "document": len(holdings.items), "page": pages}
    return Written({**counts, "original": originals.count}, folder.size)
