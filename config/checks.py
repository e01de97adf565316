"""What an operator must not get wrong (domain rule 39): the server refuses to start, `check --deploy` explains."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, Tags, register
from django.core.checks import Warning as Caution
from django.core.exceptions import ImproperlyConfigured

MIN_KEY_LENGTH = 50
MIN_EVIDENCE_KEY_LENGTH = 43  # 32 random bytes in URL-safe letters
WELL_KNOWN_CREDENTIALS = {"minioadmin", "admin", "password", "secret", "test", "testaccess", "testsecret", "changeme"}


def unsafe_settings() -> Iterable[CheckMessage]:
    """Every setting with which this server would not be safe to expose; nothing in DEBUG."""
    if settings.DEBUG:
        return
    if len(settings.CONFIGURED_SECRET_KEY) < MIN_KEY_LENGTH or len(set(settings.CONFIGURED_SECRET_KEY)) < 10:
        yield Error(
            "BILDKREIS_SECRET_KEY is missing, short or plain: set 50 random characters or more.", id="config.E001"
        )
    if not settings.DEMO and (
        len(settings.EVIDENCE_KEY) < MIN_EVIDENCE_KEY_LENGTH or len(set(settings.EVIDENCE_KEY)) < 10
    ):
        yield Error(
            "BILDKREIS_EVIDENCE_KEY is missing, short or plain: set 43 random characters or more, and keep them safe.",
            id="config.E004",
        )
    if settings.EVIDENCE_KEY and settings.EVIDENCE_KEY == settings.CONFIGURED_SECRET_KEY:
        yield Error("BILDKREIS_EVIDENCE_KEY must be another one than BILDKREIS_SECRET_KEY.", id="config.E005")
    if "*" in settings.ALLOWED_HOSTS:
        yield Error("BILDKREIS_ALLOWED_HOSTS must name the hosts, not '*'.", id="config.E002")
    if {settings.S3_ACCESS_KEY.lower(), settings.S3_SECRET_KEY.lower()} & WELL_KNOWN_CREDENTIALS:
        yield Error("The credentials of the object store are well known: make new ones.", id="config.E003")


def refuse_unsafe_settings() -> None:
    """Raise ImproperlyConfigured with every reason at once."""
    problems = [str(message.msg) for message in unsafe_settings()]
    if problems:
        raise ImproperlyConfigured(" ".join(problems))


@register(Tags.security, deploy=True)
def check_unsafe_settings(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    return list(unsafe_settings())


@register(Tags.security, deploy=True)
def check_isolation(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Say which level of isolation the child that opens strangers' files has on this machine (rule 22)."""
    from assets.sandbox import Level, isolation_level

    isolation = isolation_level()
    if isolation.level is Level.FULL:
        return [Info(f"Files are opened in a child with isolation: {isolation}", id="config.I001")]
    words = f"Files are opened in a child that this kernel does not hold tightly: {isolation}"
    return [Caution(words, hint="Run on Linux 5.13 or newer with Landlock and seccomp.", id="config.W001")]
