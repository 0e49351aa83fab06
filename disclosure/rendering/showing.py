"""A page of somebody else's file as a picture of ours: nothing of the file reaches a browser."""

from __future__ import annotations

import io

from PIL import Image, ImageOps, UnidentifiedImageError

from disclosure.rendering.reading import CannotRead, page_image

LONGEST_SIDE = 1600  # pixels: A4 at about 135 dots per inch
MOST_PIXELS = 80_000_000  # a camera's; more is a trap for the memory


def document_page(pdf: bytes, page: int) -> bytes:
    """One page of a PDF as PNG, counted from 1, however big the page says it is."""
    return page_image(pdf, page, longest_side=LONGEST_SIDE)


def picture(content: bytes) -> bytes:
    """A PNG or JPEG drawn again, the right way up, without where and when it was taken."""
    try:
        with Image.open(io.BytesIO(content), formats=["PNG", "JPEG"]) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise CannotRead("The picture is too big to show")
            shown = ImageOps.exif_transpose(opened).convert("RGB")
            shown.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            kept = io.BytesIO()
            Image.frombytes("RGB", shown.size, shown.tobytes()).save(kept, "PNG")
    except (OSError, SyntaxError, ValueError, UnidentifiedImageError) as error:
        raise CannotRead(f"The picture could not be read: {error}") from error
    return kept.getvalue()
