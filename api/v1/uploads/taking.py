"""Taking a draft over: its whole files become assets. Asking twice is harmless; a key gives the same answer again."""

from uuid import UUID

from django.http import HttpResponse
from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.idempotency import answered_once
from api.operations import Says, operation
from api.v1.uploads.answers import LeftFile, TakenAnswer, TakenFile
from api.v1.uploads.shown import draft_to_write, reason_words
from api.views import ApiView
from licensing.incoming.taking import Taken, take_over


class DraftTaking(ApiView):
    @operation(
        "Take a draft over",
        Access.WRITE,
        answers={200: Says(TakenAnswer, "All that is an asset by now, and what is left in the draft.")},
        problems=["not-found", "not-permitted", "field-invalid", "wrong-state"],
        rate="write",
        idempotent=True,
        description=(
            "Gaps become tasks. Files still on their way stay in the draft, which then stays open. "
            "A file is taken once, whatever the Idempotency-Key says; with the same key the first answer comes again, "
            "so use a new one for files that arrived since."
        ),
    )
    def post(self, request: Request, draft_id: UUID) -> HttpResponse:
        draft = draft_to_write(draft_id, self.viewer)

        def take() -> Response:
            return Response(_answer(take_over(draft, by=self.user, viewer=self.viewer)))

        return answered_once(request, self.user, take)


def _answer(done: Taken) -> TakenAnswer:
    return TakenAnswer(
        state=done.draft.state,
        taken=[TakenFile(file=file.uuid, asset=file.asset.uuid) for file in done.taken if file.asset is not None],
        tasks=done.tasks,
        left=[LeftFile(file=each.file.uuid, reason=reason_words(each.code, each.detail)) for each in done.left],
    )
