"""Drafts as tests speak of them: what is said, what is taken over, for which channels something is released."""

from django.utils import timezone

from assets.viewer import viewer_of
from licensing.incoming.preview import preview
from licensing.incoming.saying import say
from licensing.incoming.taking import said_of, take_over
from licensing.rights import Channel, Purpose, Question
from licensing.services import judge


def told(a_draft, by, **claims):
    return say(a_draft, {"claims": claims}, by=by, viewer=viewer_of(by))


def taken(a_draft, by):
    return take_over(a_draft, by=by, viewer=viewer_of(by))


def asked(subject, town):
    return [
        Question(
            asset=str(subject.uuid),
            organization=str(town.uuid),
            channel=channel,
            purpose=Purpose.PUBLIC_RELATIONS,
            publish_from=timezone.localdate(),
        )
        for channel in Channel
    ]


def released_for(asset, town):
    decisions = judge(asked(asset, town), asset_ids={str(asset.uuid): asset.pk}, at=timezone.now())
    return {each.question.channel for each in decisions if each.verdict.is_releasing}


def previewed(a_draft, by, town):
    files = list(a_draft.files.all())
    groups = preview(said_of(a_draft, viewer_of(by)), files, lambda file: asked(file, town), at=timezone.now())
    return {
        file.pk: {each.question.channel for each in group.decisions if each.verdict.is_releasing}
        for group in groups
        for file in group.files
    }
