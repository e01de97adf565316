from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from api.answers import Answer, Words, about
from api.v1.assets.answers import Named, Tile, VerdictWords
from api.v1.publications.answers import AssetBrief, PublicationAnswer


class QuietAnswer(Answer, frozen=True, rename={"from_on": "from", "until_on": "until"}):
    """A period in which the campaign keeps quiet, as before an election."""

    from_on: Annotated[date, about("First day.")]
    until_on: Annotated[date, about("Last day, inclusive.")]
    name: Annotated[str, about("What it is called.")]


class ParticipantAnswer(Answer, frozen=True):
    """Who takes part, and what they may."""

    organization: Annotated[Named, about("The organization.")]
    may_add: Annotated[bool, about("Whether it may add assets, texts, motifs and artwork.")]
    may_post: Annotated[bool, about("Whether it may publish for the campaign.")]
    leads: Annotated[bool, about("Whether it runs the campaign.")]


class CampaignCounts(Answer, frozen=True):
    """How much there is, as far as the asker may see it; boards are told to who takes part alone."""

    assets: Annotated[int, about("Pictures.")]
    motifs: Annotated[int, about("On the board.")]
    artworks: Annotated[int, about("Motifs on products.")]
    texts: Annotated[int, about("Texts for posts.")]
    publications: Annotated[int, about("Uses.")]
    results: Annotated[int, about("Figures.")]


class CampaignAnswer(Answer, frozen=True, rename={"from_on": "from", "until_on": "until"}):
    """Joint work on one subject."""

    id: Annotated[UUID, about("Identifies the campaign.")]
    slug: Annotated[str, about("Short name in addresses, once per organization.")]
    name: Annotated[str, about("For people.")]
    description: Annotated[str, about("What it is about.")]
    organization: Annotated[Named, about("Who runs it.")]
    organizations: Annotated[list[Named], about("Who takes part.")]
    visibility: Annotated[str, about("organization, selected, network or public.")]
    from_on: Annotated[date | None, about("First day.")]
    until_on: Annotated[date | None, about("Last day, inclusive.")]
    quiet: Annotated[QuietAnswer | None, about("Its quiet period, if it has one.")]
    assets: Annotated[int, about("Assets in it that the asker may see.")]
    can_edit: Annotated[bool, about("Whether the asker may change it.")]


class CampaignDetail(CampaignAnswer, frozen=True, rename={"from_on": "from", "until_on": "until"}):
    """A campaign with what its page begins with."""

    participants: Annotated[list[ParticipantAnswer], about("Who runs it first, then who takes part, by name.")]
    counts: Annotated[CampaignCounts, about("For the tabs.")]
    is_participant: Annotated[bool, about("Whether an organization of the asker runs it or takes part.")]
    adds_for: Annotated[list[Named], about("For which organizations the asker may add.")]
    posts_for: Annotated[list[Named], about("For which organizations the asker may enter publications.")]


class CampaignPage(Answer, frozen=True):
    """One page of campaigns."""

    results: Annotated[list[CampaignAnswer], about("The rows, by name.")]
    next: Annotated[str | None, about("Cursor of the next page; null on the last.")]


class TextAnswer(Answer, frozen=True):
    """A text for a post."""

    id: Annotated[UUID, about("Identifies the text.")]
    organization: Annotated[Named, about("Whose text it is.")]
    author: Annotated[str, about("Who wrote it.")]
    asset: Annotated[AssetBrief | None, about("Its picture, if it has one.")]
    channel: Annotated[str, about("Code of the vocabulary.")]
    title: Annotated[str, about("For people.")]
    text: Annotated[str, about("As it was typed.")]
    credit_line: Annotated[str, about("Of its picture on this channel, as of this moment; never stored.")]
    whole: Annotated[str, about("Text and credit line, ready to copy.")]
    verdict: Annotated[VerdictWords | None, about("Of its picture; inside its organization only.")]
    version: Annotated[int, about("Counts changes; also in the ETag.")]
    created_at: Annotated[datetime, about("When it was written.")]
    changed_at: Annotated[datetime, about("When it was changed last.")]
    can_edit: Annotated[bool, about("Whether the asker may change it.")]


class TextList(Answer, frozen=True):
    """The texts of a campaign."""

    results: Annotated[list[TextAnswer], about("Changed last first.")]


class MotifAnswer(Answer, frozen=True):
    """A motif on the board. Votes are a count; only the own one is told."""

    id: Annotated[UUID, about("Identifies the motif.")]
    asset: Annotated[Tile, about("The picture.")]
    organization: Annotated[Named, about("Who proposed it.")]
    proposed_by: Annotated[str, about("The person who did.")]
    note: Annotated[str, about("Why.")]
    state: Annotated[str, about("proposed, chosen, declined or withdrawn.")]
    votes: Annotated[int, about("How many people voted for it.")]
    has_my_vote: Annotated[bool, about("Whether the asker did.")]
    comments: Annotated[int, about("How many comments there are.")]
    decided_because: Annotated[str, about("The reason, once it is decided.")]
    decided_at: Annotated[datetime | None, about("When it was.")]
    created_at: Annotated[datetime, about("When it was proposed.")]
    can_decide: Annotated[bool, about("Whether the asker may choose or decline it.")]


class MotifList(Answer, frozen=True):
    """The board of a campaign."""

    results: Annotated[list[MotifAnswer], about("Most votes first, then by age.")]


class CommentAnswer(Answer, frozen=True):
    """A signed remark."""

    id: Annotated[UUID, about("Identifies the comment.")]
    author: Annotated[str, about("Who wrote it.")]
    text: Annotated[str, about("What they wrote.")]
    created_at: Annotated[datetime, about("When.")]


class CommentList(Answer, frozen=True):
    """The comments on a motif."""

    results: Annotated[list[CommentAnswer], about("Oldest first.")]


class ResultAnswer(Answer, frozen=True):
    """A figure that somebody noted."""

    id: Annotated[UUID, about("Identifies the result.")]
    organization: Annotated[Named, about("Who counted.")]
    channel: Annotated[str | None, about("Where, if it belongs to a channel.")]
    what: Annotated[str, about("What was counted.")]
    value: Annotated[float, about("How many.")]
    counted_on: Annotated[date, about("On which day.")]
    note: Annotated[str, about("Beside it.")]


class ResultList(Answer, frozen=True):
    """The results of a campaign."""

    results: Annotated[list[ResultAnswer], about("Newest first.")]


class CampaignUseAnswer(Answer, frozen=True):
    """A publication of the campaign."""

    publication: Annotated[PublicationAnswer, about("As the ledger tells it.")]
    is_quiet: Annotated[bool, about("Whether it is on in the quiet period.")]
    is_planned: Annotated[bool, about("Whether it is still to come.")]
    verdict_then: Annotated[VerdictWords | None, about("For its days in the quiet period; for own ones.")]


class CampaignUses(Answer, frozen=True):
    """The publications of a campaign, and what falls into its quiet period."""

    results: Annotated[list[CampaignUseAnswer], about("By first day.")]
    quiet: Annotated[QuietAnswer | None, about("The quiet period.")]
    sentence: Annotated[Words | None, about("What is planned in it, in words; null when nothing is.")]
    in_quiet: Annotated[list[UUID], about("The planned ones in it.")]
