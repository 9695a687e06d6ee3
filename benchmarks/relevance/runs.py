"""The questions of a collection put to our engine, and to Whoosh as it comes."""

import re
from pathlib import Path

from whoosh.analysis import StemmingAnalyzer
from whoosh.fields import ID, TEXT, Schema
from whoosh.index import create_in
from whoosh.qparser import OrGroup, QueryParser
from whoosh.scoring import BM25F

from benchmarks.relevance.collection import Collection
from benchmarks.relevance.measures import DEPTH, Run
from indexer.analysis import terms
from indexer.engine.whoosh_engine import WhooshEngine
from indexer.query import Or, Word


def ours(collection: Collection, folder: Path) -> Run:
    """Write the collection with the product's engine, and ask for any of a question's words, each as often as it is."""
    engine = WhooshEngine()
    folder.mkdir()
    engine.write(folder, collection.entries(), ())
    run: dict[str, list[str]] = {}
    with engine.open(folder, often=True) as searcher:
        for question in collection.questions:
            asked = Or(tuple(Word(term) for term in terms(question.text)))
            run[question.name] = [match.digest for match in searcher.search(asked, limit=DEPTH).matches]
    return run


def stock(collection: Collection, folder: Path) -> Run:
    """Do the same with Whoosh's own schema, stemming analyser, parser, codec and BM25F."""
    folder.mkdir()
    index = create_in(str(folder), Schema(name=ID(stored=True), body=TEXT(analyzer=StemmingAnalyzer())))
    writer = index.writer(limitmb=256)
    for name, (title, text) in collection.documents.items():
        writer.add_document(name=name, body=f"{title} {text}")
    writer.commit()
    parser = QueryParser("body", index.schema, group=OrGroup)
    with index.searcher(weighting=BM25F(B=0.75, K1=1.2)) as searcher:
        return {
            question.name: [
                hit["name"]
                for hit in searcher.search(parser.parse(" ".join(_words(question.text))), limit=DEPTH)
            ]
            for question in collection.questions
        }  # fmt: skip


def _words(text: str) -> list[str]:
    """Return the words without the signs that are the parser's."""
    return re.findall(r"[a-z0-9]+", text.lower())
