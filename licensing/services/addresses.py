"""From an address to channel and account: the organization's own accounts first, then hosts that everybody knows."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from assets.models import Organization
from licensing.models import ChannelAccount
from licensing.rights import Channel

_HOSTS: Final = {
    "instagram.com": Channel.INSTAGRAM,
    "facebook.com": Channel.FACEBOOK,
    "fb.com": Channel.FACEBOOK,
    "fb.watch": Channel.FACEBOOK,
    "linkedin.com": Channel.LINKEDIN,
    "lnkd.in": Channel.LINKEDIN,
    "youtube.com": Channel.YOUTUBE,
    "youtu.be": Channel.YOUTUBE,
    "youtube-nocookie.com": Channel.YOUTUBE,
    **dict.fromkeys(
        ("x.com", "twitter.com", "tiktok.com", "threads.net", "threads.com", "bsky.app", "mastodon.social",
         "pinterest.com", "pinterest.de", "xing.com", "flickr.com", "vimeo.com", "snapchat.com", "reddit.com",
         "whatsapp.com", "t.me", "social.bund.de"),
        Channel.OTHER_SOCIAL,
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Recognized:
    """What an address says: the channel, and the account of the organization where one of its begins so."""

    channel: Channel
    account: ChannelAccount | None = None


def recognize(url: str, organization: Organization) -> Recognized | None:
    """Channel and account of an address; an unknown host is a website, what is no web address is nothing."""
    host = host_of(url)
    if host is None:
        return None
    account = _account(url, organization)
    if account is not None:
        return Recognized(Channel(account.channel), account)
    return Recognized(known_channel(host) or Channel.WEBSITE)


def known_channel(host: str) -> Channel | None:
    """The platform that a host, or a host above it, belongs to."""
    labels = host.split(".")
    return next((_HOSTS[each] for n in range(len(labels)) if (each := ".".join(labels[n:])) in _HOSTS), None)


def host_of(url: str) -> str | None:
    """The host of an http(s) address in small letters; none for anything else."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return host.lower().rstrip(".") if host and parts.scheme in {"http", "https"} else None


def _account(url: str, organization: Organization) -> ChannelAccount | None:
    """The account whose address begins this one, at the end of a path segment; of several the longest."""
    wanted = _plain(url)
    accounts = ChannelAccount.objects.filter(organization=organization, ended_at__isnull=True).exclude(url="")
    fitting = [each for each in accounts if _begins(wanted, _plain(each.url))]
    return max(fitting, key=lambda each: len(each.url), default=None)


def _begins(address: str, prefix: str) -> bool:
    return address == prefix or address.startswith(f"{prefix}/") or address.startswith(f"{prefix}?")


def _plain(url: str) -> str:
    """Without scheme, `www.` and a closing slash; the host in small letters."""
    rest = url.split("://", 1)[-1]
    host, slash, path = rest.partition("/")
    return f"{host.lower().removeprefix('www.')}{slash}{path}".split("#", 1)[0].rstrip("/")
