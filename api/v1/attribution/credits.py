"""Credit lines under the license in force."""

from collections.abc import Iterable

from licensing.rights import Channel, CreditForm, CreditLine, Facts, Modification, credit_line, find_license


def credit_of(
    facts: Facts, channel: Channel, modifications: Iterable[Modification], *, form: CreditForm, language: str
) -> CreditLine:
    """The kernel's line; without a license, under the law alone."""
    code = facts.assignment.license if facts.assignment else None
    return credit_line(
        facts.naming,
        find_license(code) if code else None,
        channel=channel,
        modifications=modifications,
        form=form,
        language="en" if language == "en" else "de",
    )
