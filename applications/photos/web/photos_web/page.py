"""The page: plain files beside this module, and what browsers are allowed to do with whatever comes from here."""

from pathlib import Path

from fastapi.responses import FileResponse
from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FOLDER = Path(__file__).with_name("static")

# Everything comes from here: no inline code, no inline style, nobody else's host. Pictures that are about to be
# uploaded are shown from the browser's own memory (blob:).
SECURITY_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def secure(headers: MutableHeaders) -> None:
    """Says what browsers may do with an answer."""
    for name, value in SECURITY_HEADERS.items():
        headers.setdefault(name, value)


class Assets(StaticFiles):
    """Files that may change with an update: browsers keep them, and ask whether they are still right."""

    def __init__(self) -> None:
        super().__init__(directory=FOLDER)

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "no-cache"
        return response


def page() -> Response:
    """The one page there is."""
    return FileResponse(FOLDER / "index.html", media_type="text/html", headers={"Cache-Control": "no-cache"})
