"""The rights presets: what each asks, what it cannot do without, and which answers are possible."""

from typing import Annotated

from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.answers import Answer, Words, about
from api.operations import Says, operation
from api.views import ApiView
from licensing.presets import CHANNEL_GROUPS, PRESETS, Preset, gap


class PresetQuestion(Answer, frozen=True):
    """A question of a preset."""

    code: Annotated[str, about("Name of the answer in `claims.preset.answers`.")]
    is_needed: Annotated[bool, about("Whether nothing can be released without it.")]
    missing: Annotated[Words | None, about("What is said while it is not answered; null where it may stay open.")]
    cost: Annotated[Words | None, about("What that costs.")]


class RightsPreset(Answer, frozen=True):
    """A starting point for rights."""

    code: Annotated[str, about("Stable code.")]
    questions: Annotated[list[PresetQuestion], about("In the order in which they are asked.")]
    licenses: Annotated[list[str], about("Codes that the question `license` can be answered with.")]


class RightsPresets(Answer, frozen=True):
    """All of them."""

    presets: Annotated[list[RightsPreset], about("In order.")]
    channel_groups: Annotated[dict[str, list[str]], about("A word of a contract, and the channels that it stands for.")]


class RightsPresetsView(ApiView):
    @operation(
        "List rights presets",
        Access.READ,
        answers={200: Says(RightsPresets, "What each asks; what follows is the server's to expand.")},
    )
    def get(self, _request: Request) -> Response:
        groups = {name: list(channels) for name, channels in CHANNEL_GROUPS.items()}
        return Response(RightsPresets(presets=[_preset(each) for each in PRESETS.values()], channel_groups=groups))


def _preset(preset: Preset) -> RightsPreset:
    questions = []
    for ask in preset.asks:
        missing = gap(f"preset.{ask.value}") if ask in preset.needs else None
        questions.append(
            PresetQuestion(
                code=ask.value,
                is_needed=missing is not None,
                missing=Words(de=missing.text.de, en=missing.text.en) if missing else None,
                cost=Words(de=missing.cost.de, en=missing.cost.en) if missing else None,
            )
        )
    return RightsPreset(code=preset.code.value, questions=questions, licenses=list(preset.licenses()))
