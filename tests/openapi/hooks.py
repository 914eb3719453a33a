"""What Schemathesis cannot know from the description alone."""

from itertools import count

import schemathesis
from hypothesis import strategies
from schemathesis.core.parameters import ParameterLocation

# The one file there is, is a photo.
PHOTOS = [b"\x89PNG\r\n\x1a\nrest", b"\xff\xd8\xff\xe0rest"]
schemathesis.openapi.format("binary", strategies.sampled_from(PHOTOS))

numbers = count()


@schemathesis.hook
def before_call(context, case, kwargs):
    """An email is unique within the account: each request that is right gets one of its own."""
    meta = case.meta
    email = case.body.get("email") if isinstance(case.body, dict) else None
    if meta is None or meta.generation.mode.is_negative or not isinstance(email, str):
        return
    case.body["email"] = f"{next(numbers)}.{email}"
    # Without this the body would be judged once more, and one with a file in it as wrong.
    meta.update_validated_hash(ParameterLocation.BODY, case._hash_container(case.body))
