"""Operations on what belongs to one person alone: kept searches, tokens, the session. A part of `permission_table`."""

from tests.api import permission_calls as calls
from tests.api.permission_calls import read, thing
from tests.api.permission_rules import Row

OWN: dict[tuple[str, str], Row] = {
    ("get", "/saved-searches"): Row("session", "none", read("/saved-searches")),
    ("post", "/saved-searches"): Row(
        "session",
        "none",
        lambda _w, _a, _o: ("/saved-searches", {"name": "Neu", "query": {"q": "schloss"}}, {}),
        ok=201,
    ),
    ("get", "/saved-searches/{search_id}"): Row("session", "personal", thing("saved_searches")),
    ("patch", "/saved-searches/{search_id}"): Row(
        "session", "personal", thing("saved_searches", body={"name": "Anders"})
    ),
    ("post", "/saved-searches/{search_id}/seen"): Row("session", "personal", thing("saved_searches", "/seen")),
    ("delete", "/saved-searches/{search_id}"): Row("session", "personal", thing("saved_searches"), ok=204),
    ("get", "/tokens"): Row("session", "none", read("/tokens")),
    ("post", "/tokens"): Row(
        "session", "none", lambda _w, _a, _o: ("/tokens", {"name": "Neu", "scopes": ["read"]}, {}), ok=201
    ),
    ("delete", "/tokens/{token_id}"): Row("session", "personal", thing("tokens"), ok=204),
    ("get", "/session"): Row("anybody", "none", read("/session")),
    ("post", "/session"): Row("anybody", "none", calls.sign_in, ok=401),
    ("delete", "/session"): Row("session", "none", read("/session"), ok=204),
}
