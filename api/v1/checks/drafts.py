"""What the answers of a draft would allow: "Damit dürfen Sie", before anything is an asset."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.utils import timezone

from api.decisions import answers_of
from api.problems import field_problem
from api.questions import Asked
from api.v1.checks.answers import CheckAnswer, CheckSummary
from api.v1.uploads.shown import files_of, find_draft
from assets.models import UploadFile
from assets.viewer import Viewer
from licensing.incoming.preview import Alike, preview
from licensing.incoming.taking import said_of
from licensing.rights import Channel, Question, Verdict

MOST_GROUPS: Final = 15
"""How many groups of like files are answered in full; all are counted."""


def check_draft(values: Mapping[str, Any], asked: Asked, channels: Sequence[Channel], viewer: Viewer) -> CheckAnswer:
    """Judge the files of a draft as if it were taken over now by this viewer."""
    if "assets" in values:
        raise field_problem("draft", "Entweder Bilder oder ein Entwurf.")
    draft = find_draft(values["draft"], viewer)
    wanted: Sequence[Channel | None] = channels or [None]

    def questions(file: UploadFile) -> Sequence[Question]:
        return [asked.about(file.uuid, channel=channel) for channel in wanted]

    groups = preview(said_of(draft, viewer), list(files_of(draft)), questions, at=timezone.now())
    counted = Counter({verdict: _count(groups, verdict) for verdict in Verdict})
    return CheckAnswer(
        decisions=answers_of([each for group in groups[:MOST_GROUPS] for each in group.decisions], viewer),
        summary=CheckSummary(**{verdict.value: counted[verdict] for verdict in Verdict}),
        usable=_usable(groups, [channel or asked.channel for channel in wanted]),
        files=sum(len(group.files) for group in groups),
    )


def _count(groups: Sequence[Alike], verdict: Verdict) -> int:
    return sum(len(group.files) * sum(each.verdict is verdict for each in group.decisions) for group in groups)


def _usable(groups: Sequence[Alike], channels: Sequence[Channel]) -> dict[str, int]:
    found = {channel.value: 0 for channel in channels}
    for group in groups:
        for each in group.decisions:
            found[each.question.channel.value] += len(group.files) * each.verdict.is_releasing
    return found
