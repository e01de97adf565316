"""Comparing the index with the tables, asset by asset."""

from assets.search.document import SearchDocument
from assets.search.documents import all_documents
from assets.search.engine import SearchIndex, sequence
from assets.search.facets import values_of
from assets.search.freshness import LiveIndex
from assets.search.visibility import Principal


def differences(live: LiveIndex) -> list[str]:
    """One line for each asset that the index holds differently, lacks, or holds although it is gone."""
    index = live.opened()
    lines: list[str] = []
    there = index.visibility.all.copy()
    for document in all_documents():
        asset = document.asset_id
        if asset not in there:
            lines.append(f"asset {asset}: missing in the index")
            continue
        there.discard(asset)
        wrong = _wrong_parts(index, document)
        if wrong:
            lines.append(f"asset {asset}: {', '.join(wrong)} differ")
    return lines + [f"asset {asset}: in the index, but gone" for asset in there]


def _wrong_parts(index: SearchIndex, document: SearchDocument) -> list[str]:
    asset, wrong = document.asset_id, []
    postings = index.stock.postings
    numbers = sequence(document, postings.vocabulary)
    if postings.sequence(asset) != numbers or any(
        asset not in postings.of_word(number) for number in numbers if number >= 0
    ):
        wrong.append("words")
    everything = Principal(sees_all=True)
    for facet, values in values_of(document).items():
        if any(asset not in index.stock.facets.assets_with(facet, (value.key,), everything) for value in values):
            wrong.append(facet)
    if not index.positions.has(document):
        wrong.append("position")
    if not _is_equally_visible(index, document):
        wrong.append("visibility")
    return wrong


def _is_equally_visible(index: SearchIndex, document: SearchDocument) -> bool:
    seen, asset = index.visibility, document.asset_id
    shared = {organization for organization, assets in seen.shared.items() if asset in assets}
    return (
        (asset in seen.public) == (document.visibility == "public")
        and (asset in seen.network) == (document.visibility == "network")
        and asset in seen.owned[document.organization_id]
        and shared == (set(document.shared_with) if document.visibility == "selected" else set())
    )
