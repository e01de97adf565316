"""What search answers with."""

from datetime import date
from typing import Annotated
from uuid import UUID

from api.answers import Answer, about
from api.v1.assets.answers import Tile


class FacetValue(Answer, frozen=True):
    """A value of a facet."""

    value: Annotated[str, about("For the parameter of the same name.")]
    label: Annotated[str, about("For people.")]
    count: Annotated[int, about("Assets with it, exact, without the facet's own choice.")]
    selected: Annotated[bool, about("Whether it was asked for.")]
    parent: Annotated[str | None, about("Of a place: the listed value that it lies in; null otherwise.")] = None


class Facets(Answer, frozen=True):
    """Exact counts; a facet is counted as if nothing were chosen in it."""

    verdict: Annotated[list[FacetValue], about("The four verdicts, mildest first; empty without a question.")]
    place: Annotated[list[FacetValue], about("Places.")]
    keyword: Annotated[list[FacetValue], about("Keywords.")]
    campaign: Annotated[list[FacetValue], about("Campaigns that the asker may see.")]
    license: Annotated[list[FacetValue], about("Licenses.")]
    creator: Annotated[list[FacetValue], about("Creators.")]
    organization: Annotated[list[FacetValue], about("Whose they are.")]
    media_type: Annotated[list[FacetValue], about("photo, artwork, video, document.")]
    orientation: Annotated[list[FacetValue], about("landscape, portrait, square.")]
    year: Annotated[list[FacetValue], about("Years in which they were taken.")]
    color: Annotated[list[FacetValue], about("Dominant colours.")]
    posted_by: Annotated[list[FacetValue], about("Organizations that posted it; none: nobody has.")]
    alt_text: Annotated[list[FacetValue], about("yes or no.")]


class AskedQuestion(Answer, frozen=True, rename={"publish_from": "from", "publish_until": "until", "as_": "as"}):
    """The question as it was understood."""

    channel: Annotated[str, about("Where.")]
    placement: Annotated[str | None, about("Where on the channel.")]
    purpose: Annotated[str, about("What for.")]
    publish_from: Annotated[date, about("First day.")]
    publish_until: Annotated[date | None, about("Last day; null is open-ended.")]
    as_: Annotated[UUID | None, about("Who publishes.")]


class DidYouMean(Answer, frozen=True):
    """Words that were repaired."""

    query: Annotated[str, about("What was searched for, too.")]
    count: Annotated[int, about("How many it finds.")]


class Without(Answer, frozen=True):
    """What leaving something out would find."""

    drop: Annotated[str, about("channel, the name of a filter, area for bbox and polygon, or word.")]
    label: Annotated[str, about("For people, in German.")]
    count: Annotated[int, about("How many assets would be found.")]
    query: Annotated[str | None, about("The words that are left when a word is dropped; null otherwise.")]


class SearchNote(Answer, frozen=True):
    """What of the question was taken as words, since it could not be read otherwise."""

    code: Annotated[str, about("unknown-field, unreadable-value, parenthesis or open-quote.")]
    text: Annotated[str, about("The part of the question.")]
    message: Annotated[str, about("For people, in German.")]


class MatchEvidence(Answer, frozen=True):
    """A word of the asset that meets a condition."""

    where: Annotated[str, about("title, keyword, caption, place, campaign, creator, organization, date or file.")]
    word: Annotated[str, about("As it is written there.")]
    how: Annotated[str, about("word, part (of a compound), repaired or synonym.")]


class MatchedTerm(Answer, frozen=True):
    """One condition of the question and how the asset meets it."""

    asked: Annotated[str, about("As typed.")]
    tier: Annotated[str | None, about("title, text, part, repaired or synonym; null: not met.")]
    evidence: Annotated[list[MatchEvidence], about("The words that meet it, in the best way; none for days and codes.")]


class Freshness(Answer, frozen=True):
    """Place among the hits of the same tier that are as large, newest first."""

    rank: Annotated[int, about("1 is the newest.")]
    of: Annotated[int, about("Such hits that the asker may see.")]


class Explanation(Answer, frozen=True):
    """Why an asset was found, and why it stands where it does."""

    id: Annotated[UUID, about("The asset.")]
    tier: Annotated[str, about("name, title, text, part, repaired, synonym or loose: that of the worst condition.")]
    terms: Annotated[list[MatchedTerm], about("Every condition.")]
    too_small: Annotated[bool, about("Under 1,080 pixels at the longer edge: such hits come last in their tier.")]
    freshness: Annotated[Freshness, about("What decides then; there is no other term.")]


class SearchAnswer(Answer, frozen=True):
    """One page of a result."""

    count: Annotated[int, about("How many were found, exact.")]
    usable: Annotated[int | None, about("How many of them are released for the question; null without one.")]
    question: Annotated[AskedQuestion | None, about("The question as understood; null without one.")]
    results: Annotated[list[Tile], about("The tiles.")]
    facets: Annotated[Facets | None, about("Only with facets=1.")]
    next: Annotated[str | None, about("Cursor of the next page; null on the last.")]
    index: Annotated[str, about("ready; building or fallback: a limited list from the tables answers.")]
    did_you_mean: Annotated[DidYouMean | None, about("When words were repaired.")]
    without: Annotated[list[Without], about("Only when nothing was found: what to leave out, and what that finds.")]
    dropped: Annotated[list[str], about("Words of a long question that the results do not have to meet.")]
    notes: Annotated[list[SearchNote], about("What of the question could not be read as meant and was taken as words.")]
    explanations: Annotated[list[Explanation], about("Only with explain=1: why each result was found.")]


class SuggestionAnswer(Answer, frozen=True):
    """A completion."""

    kind: Annotated[str, about("word, place, keyword, creator, campaign or filename.")]
    value: Annotated[str, about("To search or filter by.")]
    label: Annotated[str, about("For people.")]
    count: Annotated[int, about("Visible assets that it finds.")]


class Suggestions(Answer, frozen=True):
    """Completions of what is typed."""

    suggestions: Annotated[list[SuggestionAnswer], about("At most ten.")]
