"""Creates, lists, changes and deletes contacts in the sandbox with a client generated from openapi/contacts.yaml.

    pip install openapi-python-client==0.29.1 authlib==1.9.9
    openapi-python-client generate --path openapi/contacts.yaml --meta none --output-path contacts_api
    python tour.py http://127.0.0.1:4010
"""

import sys

import httpx
from authlib.integrations.httpx_client import OAuth2Client

from contacts_api import AuthenticatedClient
from contacts_api.api.contact_tags import create_contact_tag
from contacts_api.api.contacts import (
    create_contact, delete_contact, get_contact, list_contacts, patch_contact, update_contact,
)
from contacts_api.models import (
    AccessibleRange, ApiError, ContactCreate, ContactEmail, ContactInput, ContactNameInput, ContactOrderBy, ContactPatch,
    ContactTagInput, PermissionInput,
)

sandbox = sys.argv[1]

# A member's token, by the authorization code grant with PKCE: the sandbox agrees at once and sends the browser back.
app = OAuth2Client("sandbox-client", "sandbox-secret", redirect_uri="http://localhost/", scope="contact",
                   token_endpoint_auth_method="client_secret_post", code_challenge_method="S256")
verifier = "a" * 64
page, _ = app.create_authorization_url(f"{sandbox}/oauth2/v2.0/authorize", code_verifier=verifier)
back = httpx.get(page).headers["location"]
token = app.fetch_token(f"{sandbox}/oauth2/v2.0/token", authorization_response=back, code_verifier=verifier)
print("token:", token["token_type"], "for", token["expires_in"], "seconds, scope", token["scope"])
api = AuthenticatedClient(base_url=f"{sandbox}/v1.0", token=token["access_token"], raise_on_unexpected_status=True)

tag = create_contact_tag.sync(client=api, body=ContactTagInput(contact_tag_name="Customers"))
print("tag:", tag.contact_tag_name)


def named(last_name, email):
    return {
        "permission": PermissionInput(accessible_range=AccessibleRange.ALL),
        "contact_name": ContactNameInput(last_name=last_name),
        "emails": [ContactEmail(email=email, primary=True)],
    }


created = []
for number in range(5):
    answer = create_contact.sync_detailed(
        client=api, body=ContactCreate(**named("\u592a\u90ce", f"{number}+a@example.com")))
    assert answer.status_code == 201, answer.content
    created.append(answer.parsed.contact_id)
print("created:", len(created))

found, cursor = [], {}
while True:
    page = list_contacts.sync(client=api, count=2, order_by=ContactOrderBy.CREATEDTIME_DESC, email="+a@", **cursor)
    found.append([contact.contact_id for contact in page.contacts])
    if not page.response_meta_data.next_cursor:
        break
    cursor = {"cursor": page.response_meta_data.next_cursor}
print("pages:", [len(page) for page in found])
assert sum(found, []) == created[::-1]

patched = patch_contact.sync(created[0], client=api, body=ContactPatch(memo="met in Kyoto"))
assert (patched.memo, patched.contact_name.last_name) == ("met in Kyoto", "\u592a\u90ce")
print("patched:", patched.memo)

replaced = update_contact.sync(created[0], client=api, body=ContactInput(**named("Hanako", "hanako@example.com")))
assert (replaced.memo or None, replaced.emails[0].email) == (None, "hanako@example.com"), replaced
print("replaced:", replaced.contact_name.last_name, replaced.emails[0].email)

refused = create_contact.sync(client=api, body=ContactCreate(**named("a" * 1000, "a@example.com")))
assert isinstance(refused, ApiError)
print("refused:", refused.code, refused.description)

for contact_id in created:
    answer = delete_contact.sync_detailed(contact_id, client=api)
    assert answer.status_code == 204, answer.content
gone = get_contact.sync_detailed(created[0], client=api)
print("deleted; then:", gone.status_code, gone.parsed.code)
