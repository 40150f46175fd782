"""Whether documents, which standard input lists by their addresses, are OpenAPI 3.1."""

import json
import sys
import urllib.request

from openapi_spec_validator import OpenAPIV31SpecValidator
from openapi_spec_validator.schemas import openapi_v31_schema_validator


def mistakes(document):
    """What is wrong, by the standard's own schema, and by the validator's further rules."""
    yield from openapi_v31_schema_validator.iter_errors(document)
    try:
        yield from OpenAPIV31SpecValidator(document).iter_errors()
    except RecursionError:
        # The validator has no end for a `oneOf` that refers to itself, which the standard allows.
        print("  as far as the validator comes with a type that holds itself")


count = 0
for address in sys.stdin.read().split():
    with urllib.request.urlopen(address) as answer:
        document = json.load(answer)
    print(address, f"{len(document['paths'])} paths")
    for mistake in mistakes(document):
        count += 1
        print(f"  wrong: {mistake.message[:300]} at {list(mistake.absolute_path)}")
sys.exit(min(count, 1))
