"""`manage.py add_member`: the first people of a library, before anybody can sign in."""

import getpass
import sys
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from assets import audit
from assets.models import Membership, Organization, Role, User


class Command(BaseCommand):
    help = "Give a person a role in an organization; makes the person, and with --name the organization, if need be."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--organization", required=True, help="Slug, for example stadt-lindrode.")
        parser.add_argument("--role", choices=Role.values, default=Role.VIEWER)
        parser.add_argument("--display-name", default="")
        parser.add_argument("--name", help="Name of the organization, when it is to be made.")
        parser.add_argument("--kind", choices=Organization.Kind.values, default=Organization.Kind.MUNICIPALITY)
        parser.add_argument("--password-stdin", action="store_true", help="Read the password from standard input.")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        organization = _organization(options["organization"], options["name"], options["kind"])
        user = User.objects.filter(username=options["username"]).first()
        if user is None:
            user = User(username=options["username"], display_name=options["display_name"])
            user.set_password(_password(user, from_stdin=options["password_stdin"]))
            user.save()
        Membership.objects.get_or_create(
            user=user, organization=organization, role=options["role"], from_on=timezone.localdate()
        )
        audit.record(
            "membership.added", actor="add_member", object_kind="user", object_id=str(user.uuid),
            data={"organization": str(organization.uuid), "role": options["role"]},
        )  # fmt: skip
        self.stdout.write(f"{user.username}: {options['role']} in {organization.slug}")


def _organization(slug: str, name: str | None, kind: str) -> Organization:
    found = Organization.objects.filter(slug=slug).first()
    if found is not None:
        return found
    if not name:
        raise CommandError(f"Die Organisation „{slug}“ gibt es nicht. Mit --name NAME wird sie angelegt.")
    return Organization.objects.create(slug=slug, name=name, kind=kind)


def _password(user: User, *, from_stdin: bool) -> str:
    password = sys.stdin.readline().rstrip("\n") if from_stdin else getpass.getpass("Passwort: ")
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error
    return password
