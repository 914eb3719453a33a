"""What Schemathesis cannot know from the description alone."""

from itertools import count
from os import environ

import schemathesis
from hypothesis import strategies
from schemathesis.core.parameters import ParameterLocation

# The only files that the API takes are photos.
PHOTOS = [b"\x89PNG\r\n\x1a\nrest", b"\xff\xd8\xff\xe0rest"]
schemathesis.openapi.format("binary", strategies.sampled_from(PHOTOS))

# A customer and its address, which .ci/parts/openapi.mjs creates before the run.
IDS = {
    "id": environ["CUSTOMER_ID"],
    "customerId": environ["CUSTOMER_ID"],
    "addressId": environ["ADDRESS_ID"],
}

numbers = count()


@schemathesis.hook
def filter_case(context, case):
    """In a form everything is text: what Schemathesis takes for a wrong type is a right text."""
    is_form = case.media_type == "multipart/form-data"
    body = case.meta.components.get(ParameterLocation.BODY) if case.meta else None
    return not (is_form and body and body.mode.is_negative)


@schemathesis.hook
def before_call(context, case, kwargs):
    number = next(numbers)
    meta = case.meta
    if meta is None:
        return
    # The stateful phase takes ids from the answers that it gets: they are left as they are.
    if meta.phase.name != "stateful":
        if case.method == "DELETE":
            spare_real_ids(case)
        elif number % 4:  # one case in four keeps its made-up id
            give_real_ids(case)
    if meta.generation.mode.is_positive:
        give_unique_email(case, meta, number)


def give_real_ids(case):
    """For a made-up id the answer is a 404, before anything else of the request is looked at."""
    for name in case.path_parameters or {}:
        case.path_parameters[name] = IDS[name]


def spare_real_ids(case):
    """Schemathesis also deletes with ids that it has seen in answers, and these are still needed."""
    for name, value in (case.path_parameters or {}).items():
        if value in IDS.values():
            case.path_parameters[name] = "spared"


def give_unique_email(case, meta, number):
    """An email is unique within the account."""
    email = case.body.get("email") if isinstance(case.body, dict) else None
    if isinstance(email, str):
        case.body["email"] = f"{number}.{email}"
        # Schemathesis would otherwise validate the changed body again, and refuse one with a file.
        meta.update_validated_hash(ParameterLocation.BODY, case._hash_container(case.body))
