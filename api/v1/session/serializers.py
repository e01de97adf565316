from rest_framework import serializers

from api.requests import StrictSerializer


class SignIn(StrictSerializer):
    """User name and password, or in the demo the name of one of its people."""

    username = serializers.CharField(required=False, max_length=150, help_text="The account's name.")
    password = serializers.CharField(
        required=False, max_length=1000, trim_whitespace=False, help_text="The account's password."
    )
    demo_account = serializers.CharField(
        required=False, max_length=150, help_text="Only in the demo: the user name of one of demo_accounts."
    )
