"""One line of `data.jsonl`."""

import json
from typing import Annotated, Any, Literal

from pydantic import Field

from schema.evaluation import SelfEvaluation
from schema.finding import Finding
from schema.model import Frozen
from schema.source import Source

SCHEMA_VERSION: Literal["1.0"] = "1.0"

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in PDF points or image pixels."""


class Extraction(Frozen):
    """What one self-evaluation table gave, or why a file gave none."""

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    id: Annotated[str, Field(pattern=r"^[0-9a-f]{16}-[1-9][0-9]*$")]
    source: Source
    evaluation: SelfEvaluation | None = None
    findings: tuple[Finding, ...] = ()
    boxes: dict[str, Box] | None = Field(default=None, description="each used location on its page; null: no geometry")

    def line(self) -> str:
        """Write it as one line of JSON, without the line break."""
        return self.model_dump_json()


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) that every line satisfies."""
    schema = Extraction.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def json_schema_text() -> str:
    """Return the published form of the JSON Schema."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"
