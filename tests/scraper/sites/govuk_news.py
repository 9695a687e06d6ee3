"""News on GOV.UK: content items of news on a scripted site, listed by its Search API beside other publications."""

import json
from dataclasses import dataclass
from typing import Any


@dataclass
class GovukNewsPages:
    """GOV.UK's news on a scripted site. Only a search for news lists it, as on GOV.UK."""

    site: Any

    def __post_init__(self) -> None:
        usual = self.site.usual_search

        def search(query: dict[str, list[str]]) -> Any:
            news = query.get("filter_content_purpose_supergroup") == ["news_and_communications"]
            everything = self.site.listed
            self.site.listed = [one for one in everything if ("/news/" in one["link"]) is news]
            try:
                return usual(query)
            finally:
                self.site.listed = everything

        self.site.search = search

    def publish(self, slug: str, when: str, *paragraphs: str, **changes: Any) -> str:
        """Put up a news story and return its path; what is put up again is edited, and moves to the top."""
        text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs or (f"More was said of {slug}.",))
        how = {"document_type": "news_story", "schema_name": "news_article", "title": f"News: {slug}", **changes}
        made = self.site.publish(slug, when, details={"body": text, "attachments": []}, **how)
        path = f"/government/news/{slug}"
        answer = self.site.answers.pop(f"/api/content{made}")
        item = {**json.loads(answer.body), "base_path": path}
        self.site.put(f"/api/content{path}", json.dumps(item).encode(), media_type="application/json")
        self.site.listed = [
            {**one, "link": path} if one["link"] == made else one for one in self.site.listed if one["link"] != path
        ]
        return path

    def withdraw(self, slug: str, why: str) -> None:
        """Withdraw a story: its page stays with a notice, and the search leaves it out."""
        path = f"/government/news/{slug}"
        item = json.loads(self.site.answers[f"/api/content{path}"].body)
        notice = {"explanation": f"<p>{why}</p>", "withdrawn_at": "2024-04-01T00:00:00Z"}
        self.site.put(f"/api/content{path}", json.dumps({**item, "withdrawn_notice": notice}).encode())
        self.site.unlist(path)
