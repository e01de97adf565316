"""The words that questions, grants and decisions are made of."""

from typing import Annotated

from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.answers import Answer, Words, about
from api.operations import Says, operation
from api.views import ApiView
from licensing import rights


class Term(Answer, frozen=True):
    """A word of the vocabulary."""

    code: Annotated[str, about("Stable code.")]
    label: Annotated[Words, about("For people.")]


class ChannelTerm(Answer, frozen=True):
    """A channel."""

    code: Annotated[str, about("Stable code.")]
    label: Annotated[Words, about("For people.")]
    preposition: Annotated[Words, about("The channel within a sentence: auf Instagram, im Newsletter.")]
    act: Annotated[Words, about("What one does there, within a sentence.")]
    has_copies: Annotated[bool, about("Whether copies are made, so that the print run matters.")]
    is_platform: Annotated[bool, about("Whether a platform takes rights of its own.")]
    credit_form: Annotated[str, about("caption, html, print or plain.")]


class Vocabulary(Answer, frozen=True):
    """All of it."""

    channels: Annotated[list[ChannelTerm], about("Where.")]
    purposes: Annotated[list[Term], about("What for.")]
    modifications: Annotated[list[Term], about("What is changed about the picture.")]
    placements: Annotated[list[Term], about("Where on a channel.")]


class VocabularyView(ApiView):
    @operation("Read the vocabulary", Access.READ, answers={200: Says(Vocabulary, "Codes with their labels.")})
    def get(self, _request: Request) -> Response:
        return Response(vocabulary())


def vocabulary() -> Vocabulary:
    return Vocabulary(
        channels=[
            ChannelTerm(
                code=code.value,
                label=words_of(traits.label),
                preposition=words_of(traits.preposition),
                act=words_of(traits.act),
                has_copies=traits.has_copies,
                is_platform=traits.is_platform,
                credit_form=traits.credit_form.value,
            )
            for code, traits in rights.CHANNELS.items()
        ],
        purposes=[Term(code=code.value, label=words_of(each.label)) for code, each in rights.PURPOSES.items()],
        modifications=[
            Term(code=code.value, label=words_of(each.label)) for code, each in rights.MODIFICATIONS.items()
        ],
        placements=[Term(code=code.value, label=words_of(label)) for code, label in rights.PLACEMENTS.items()],
    )


def words_of(words: rights.Words) -> Words:
    return Words(de=words.de, en=words.en)
