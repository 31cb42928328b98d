"""What every kind of article shares. One file for each idea."""

from articles.models.article import Article, ArticleQuerySet, Status
from articles.models.facts import FactCitation, FactNote
from articles.models.image import Image
from articles.models.owned import OwnedRow, Part, Period
from articles.models.parts import Identifier, Name, Redirect, Statement, Translation, original_digest
from articles.models.problem import ReportedProblem
from articles.models.search import ProseLink, SearchDocument, SearchName, SearchSpelling, SearchWord

__all__ = [
    "Article",
    "ArticleQuerySet",
    "FactCitation",
    "FactNote",
    "Identifier",
    "Image",
    "Name",
    "OwnedRow",
    "Part",
    "Period",
    "ProseLink",
    "Redirect",
    "ReportedProblem",
    "SearchDocument",
    "SearchName",
    "SearchSpelling",
    "SearchWord",
    "Statement",
    "Status",
    "Translation",
    "original_digest",
]
