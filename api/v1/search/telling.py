"""What an answer says beside its results: what could not be read, why something was found, and ways out of nothing."""

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Final
from uuid import UUID

from api.v1.search.answers import Explanation, Freshness, MatchedTerm, MatchEvidence, SearchNote, Without
from assets.search import Found, NoteCode, Principal, Request, SearchDocument
from assets.search.documents import documents_of
from assets.search.explain import Standing, evidence
from assets.search.freshness import live
from assets.search.synonyms import Thesaurus
from assets.search.zero_hits import shorter

_FILTER_LABELS: Final = {
    "channel": "ohne die Frage",
    "area": "ohne Kartenausschnitt",
    "place": "ohne Ort",
    "keyword": "ohne Schlagwort",
    "campaign": "ohne Kampagne",
    "license": "ohne Lizenz",
    "creator": "ohne Fotograf:in",
    "organization": "ohne Organisation",
    "media_type": "ohne Medientyp",
    "orientation": "ohne Format",
    "year": "ohne Jahr",
    "color": "ohne Farbe",
    "posted_by": "ohne Schon gepostet",
    "alt_text": "ohne Alternativtext",
}
_NOTES: Final = {
    NoteCode.FIELD: "„{}:“ ist keine Angabe, nach der gesucht werden kann. Gesucht wurde nach den Wörtern.",
    NoteCode.VALUE: "„{}“ ist nicht zu lesen. Gesucht wurde nach den Wörtern.",
    NoteCode.PARENTHESIS: "Eine Klammer „{}“ steht allein und wurde übergangen.",
    NoteCode.QUOTE: "Das Anführungszeichen vor „{}“ ist offen. Es gilt bis zum Ende.",
}


def notes_of(found: Found) -> list[SearchNote]:
    return [
        SearchNote(code=note.code, text=note.text, message=_NOTES[note.code].format(note.text)) for note in found.notes
    ]


def ways_out(request: Request, find: Callable[[Request], Found]) -> list[Without]:
    """What leaving out each filter, the question or each word would find, as far as it finds anything."""
    narrower = replace(request, cursor=None, limit=0, facets=(), explain=False)
    tries = {name: replace(narrower, filters=_but(request, name)) for name in request.filters}
    if request.area is not None:
        tries["area"] = replace(narrower, area=None)
    if request.verdicts:
        tries["channel"] = replace(narrower, verdicts=())
    found = [
        Without(drop=name, label=_FILTER_LABELS.get(name, f"ohne {name}"), count=find(each).count, query=None)
        for name, each in tries.items()
    ]
    for each in shorter(request.text):
        count = find(replace(narrower, text=each.text)).count
        found.append(Without(drop="word", label=f"ohne „{each.left_out}“", count=count, query=each.text))
    return [each for each in found if each.count > 0]


def _but(request: Request, name: str) -> dict[str, tuple[str, ...]]:
    return {facet: keys for facet, keys in request.filters.items() if facet != name}


def explanations_of(found: Found, shown: Collection[UUID], principal: Principal) -> list[Explanation]:
    """Why each shown result was found; none unless it was asked for."""
    if not found.standings:
        return []
    documents = {document.asset_id: document for document in documents_of(found.ids)}
    return [
        _explanation(standing, documents[asset], principal, live().thesaurus)
        for asset, standing in found.standings.items()
        if asset in documents and documents[asset].uuid in shown
    ]


def _explanation(standing: Standing, document: SearchDocument, principal: Principal, words: Thesaurus) -> Explanation:
    return Explanation(
        id=document.uuid,
        tier=standing.tier.name.lower(),
        terms=[
            MatchedTerm(
                asked=each.asked,
                tier=None if each.tier is None else each.tier.name.lower(),
                evidence=[
                    MatchEvidence(where=one.where, word=one.word, how=one.how)
                    for one in (evidence(each, document, principal, words) if each.tier is not None else ())
                ],
            )
            for each in standing.reasons
        ],
        too_small=standing.is_small,
        freshness=Freshness(rank=standing.fresh, of=standing.of),
    )
