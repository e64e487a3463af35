"""The child process that sets one paper in type; run by path, so that nothing but Typst is loaded in it.

It reads a JSON job on standard input and writes the PDF on standard output, or a JSON list of pictures, one for each
page, in base64. It exits with 2 and the complaint on
standard error when the paper cannot be set; any other code means that a limit ended it.
"""

import base64
import json
import sys
from typing import Any

import typst

REFUSED = 2


def set_in_type(job: dict[str, Any]) -> bytes:
    """Return the PDF or the pictures of *job*; a warning, such as one about a missing font, is an error."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=job["fonts"])
    compiler = typst.Compiler(
        root=job["root"],
        font_paths=fonts,
        sys_inputs=job["inputs"],
        package_path=job["root"],
        package_cache_path=job["root"],
    )
    source = job["source"].encode()
    made, warnings = (
        compiler.compile_with_warnings(input=source, format="png", ppi=job["pictures"])
        if job["pictures"]
        else compiler.compile_with_warnings(input=source, format="pdf", pdf_standards="ua-1")
    )
    if warnings:
        raise ValueError("\n".join(warning.message for warning in warnings))
    if job["pictures"]:
        pages = [made] if isinstance(made, bytes) else made or []
        return json.dumps([base64.b64encode(page).decode() for page in pages]).encode()
    if not isinstance(made, bytes):
        raise ValueError("nothing was made")
    return made


def main() -> int:
    """Set the paper given on standard input."""
    job = json.load(sys.stdin.buffer)
    try:
        made = set_in_type(job)
    except (typst.TypstError, ValueError) as complaint:
        sys.stderr.write(str(complaint))
        return REFUSED
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
