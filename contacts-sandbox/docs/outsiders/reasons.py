"""Why the sandbox refuses what fits every schema: a check for schemathesis, without which its configuration would let any
refusal of some operations pass."""

import re

import schemathesis

REASONS = [
    r"/query/cursor: is no cursor of this list",
    r"/query/searchDateType: searchDateType is to be given when",
    r"/query/endDateTime: (lies before the start of the period|startDateTime and endDateTime lie at most)",
    r"/contactTagIds/\d+: there is no such tag",
    r"/customProperties/.*: A key of customProperties must be the propertyName of a registered definition",
    r"/permission/accessibleMembers: the items \d+ and \d+ are equal but for what is ignored",
    r"the body: A customer/client contact needs at least one e-mail address or telephone number",
    # What is stored counts too: PATCH leaves a contact that PUT would take.
    r"/contactName: a contact name must have a lastName or a firstName",
]


@schemathesis.check
def refused_for_a_reason(ctx, response, case):
    if response.status_code != 400 or case.meta is None or not case.meta.generation.mode.is_positive:
        return
    description = response.json()["description"]
    known = any(re.match(reason, description, re.DOTALL) for reason in REASONS)
    assert known, f"fits the schemas, and was refused for no known reason: {description}"
