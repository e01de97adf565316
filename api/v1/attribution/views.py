"""The credit line, ready to copy, in the channel's form and in all others."""

from typing import Annotated
from uuid import UUID

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.answers import Answer, about
from api.operations import Says, operation
from api.questions import QuestionQuery
from api.requests import read_query
from api.v1.assets.lookups import find_asset
from api.v1.attribution.credits import credit_of
from api.views import ApiView
from assets.models import Asset
from licensing.facts import facts_for
from licensing.rights import CHANNELS, Channel, CreditForm, Modification


class AttributionQuery(QuestionQuery):
    """A question, of which channel and modifications count, and the form."""

    form = serializers.ChoiceField(
        choices=[each.value for each in CreditForm], required=False, help_text="The channel's own form when absent."
    )
    language = serializers.ChoiceField(
        choices=["de", "en"], default="de", help_text="Language of the connecting words."
    )


class CreditForms(Answer, frozen=True):
    """The credit in every form."""

    caption: Annotated[str, about("For a caption, without links.")]
    html: Annotated[str, about("HTML with links; everything else is escaped.")]
    print: Annotated[str, about("For print, addresses written out.")]
    plain: Annotated[str, about("Plain text.")]


class AttributionAnswer(Answer, frozen=True):
    """A credit line."""

    text: Annotated[str, about("Ready to copy.")]
    form: Annotated[str, about("caption, html, print or plain.")]
    missing: Annotated[list[str], about("Elements that are due and that nobody recorded; the text lacks them.")]
    forms: Annotated[CreditForms, about("The same credit in all forms.")]


class Attribution(ApiView):
    @operation(
        "Read a credit line",
        Access.READ,
        parameters=[AttributionQuery],
        answers={200: Says(AttributionAnswer, "The credit line.")},
        problems=["not-found"],
    )
    def get(self, request: Request, asset_id: UUID) -> Response:
        asset = find_asset(Asset.objects.visible_to(self.viewer), asset_id)
        values = read_query(request, AttributionQuery)
        channel = Channel(values.get("channel") or Channel.WEBSITE)
        form = CreditForm(values["form"]) if "form" in values else CHANNELS[channel].credit_form
        changed = [Modification(each) for each in values.get("modifications", ())]
        facts = facts_for([asset.pk])[asset.pk]
        lines = {
            each: credit_of(facts, channel, changed, form=each, language=values["language"]) for each in CreditForm
        }
        chosen = lines[form]
        forms = CreditForms(**{each.value: line.text for each, line in lines.items()})
        return Response(AttributionAnswer(text=chosen.text, form=form.value, missing=list(chosen.missing), forms=forms))
