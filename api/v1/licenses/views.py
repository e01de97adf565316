"""The license registry: read-only data of the rights kernel."""

from datetime import date
from typing import Annotated

from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.answers import Answer, about
from api.operations import Says, operation
from api.problems import Problem
from api.views import ApiView
from licensing.rights import LICENSES, License


class LicenseAnswer(Answer, frozen=True):
    """One license text. Capabilities are yes, no, conditional (a person reads the condition) or unknown."""

    code: Annotated[str, about("Our code.")]
    label: Annotated[str, about("Name for people.")]
    family: Annotated[str, about("cc, open-data, public-domain, stock, contract, own, statutory or unclear.")]
    spdx: Annotated[str, about("SPDX id, or our own reference where SPDX has none.")]
    version: Annotated[str | None, about("Version of the text.")]
    jurisdiction_port: Annotated[str | None, about("Port of an old Creative Commons license, for example de.")]
    canonical_url: Annotated[str | None, about("Address of the license.")]
    legalcode_url: Annotated[str | None, about("Address of its full text.")]
    effective_from: Annotated[date | None, about("First day of the text.")]
    effective_until: Annotated[date | None, about("Last day of the text.")]
    is_public_offer: Annotated[bool, about("Whether the text itself permits everybody; all others need a grant.")]
    attribution: Annotated[str, about("Profile by which credit lines are written.")]
    share_alike: Annotated[list[str], about("Licenses under which an adaptation may be shared.")]
    capabilities: Annotated[dict[str, str], about("Use to yes, no, conditional or unknown.")]
    print_run_limit: Annotated[int | None, about("Copies that the text permits; null for no limit.")]
    editorial_only: Annotated[bool, about("Whether only editorial use is permitted.")]


class LicenseList(Answer, frozen=True):
    """The registry."""

    results: Annotated[list[LicenseAnswer], about("All licenses, by code.")]


class Licenses(ApiView):
    @operation("List licenses", Access.READ, answers={200: Says(LicenseList, "The whole registry.")})
    def get(self, _request: Request) -> Response:
        return Response(LicenseList(results=[license_answer(LICENSES[code]) for code in sorted(LICENSES)]))


class LicenseView(ApiView):
    @operation(
        "Read a license", Access.READ, answers={200: Says(LicenseAnswer, "The license.")}, problems=["not-found"]
    )
    def get(self, _request: Request, code: str) -> Response:
        if code not in LICENSES:
            raise Problem("not-found")
        return Response(license_answer(LICENSES[code]))


def license_answer(entry: License) -> LicenseAnswer:
    able = entry.capabilities
    uses = [name for name in able.__dataclass_fields__ if name not in {"print_run_limit", "editorial_only"}]
    return LicenseAnswer(
        code=entry.code,
        label=entry.name,
        family=entry.family.value,
        spdx=entry.spdx_expression,
        version=entry.version,
        jurisdiction_port=entry.jurisdiction_port,
        canonical_url=entry.canonical_url,
        legalcode_url=entry.legalcode_url,
        effective_from=entry.effective_from,
        effective_until=entry.effective_until,
        is_public_offer=entry.is_public_offer,
        attribution=entry.attribution.code,
        share_alike=list(entry.share_alike),
        capabilities={name: str(getattr(able, name)) for name in uses},
        print_run_limit=able.print_run_limit,
        editorial_only=able.editorial_only,
    )
