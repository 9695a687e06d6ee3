"""PDFs that hide text in many ways, made in sight of the tests, and such as only seem to."""

from tests import hostile

SEEN = b"BT /F 12 Tf 50 700 Td (The answer is below) Tj ET\n"
SECRET = b"BT /F 12 Tf 50 600 Td (secret figures) Tj ET"
IMAGE = b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"


def made(
    content: bytes, *, page: bytes = b"", resources: bytes = b"", catalogue: bytes = b"", more: tuple[bytes, ...] = ()
) -> bytes:
    """A PDF of one page; its further objects begin with number 6."""
    first = hostile.page(5, resources)[:-2] + page + b">>"
    return hostile.raw_pdf(
        [
            hostile.CATALOGUE[:-2] + catalogue + b">>",
            b"<</Type/Pages/Kids[4 0 R]/Count 1>>",
            hostile.FONT,
            first,
            hostile.stream(content),
            *more,
        ]
    )


def form(content: bytes, entries: bytes = b"") -> bytes:
    return hostile.stream(
        content, b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F 3 0 R>>>>" + entries
    )


LAYERS = b"/OCProperties<</OCGs[7 0 R]/D<</OFF[7 0 R]>>>>"
LAYER = b"<</Type/OCG/Name(Notes)>>"
NO_FORM = form(b"")

HIDDEN: dict[str, tuple[bytes, str]] = {
    "drawn in mode 3": (made(SEEN + b"3 Tr " + SECRET), "drawn invisibly"),
    "a form drawn in mode 3": (
        made(SEEN + b"3 Tr /X Do", resources=b"/XObject<</X 6 0 R>>", more=(form(SECRET),)),
        "drawn invisibly",
    ),
    "a clip and no more": (made(SEEN + b"7 Tr " + SECRET), "in the colour of its ground"),
    "white on the page": (made(SEEN + b"1 g " + SECRET), "in the colour of its ground"),
    "white in light": (made(SEEN + b"1 1 1 rg " + SECRET), "in the colour of its ground"),
    "white in inks": (made(SEEN + b"0 0 0 0 k " + SECRET), "in the colour of its ground"),
    "white in a colour space": (made(SEEN + b"/DeviceRGB cs 1 1 1 sc " + SECRET), "in the colour of its ground"),
    "nearly white": (made(SEEN + b".97 .98 .96 rg " + SECRET), "in the colour of its ground"),
    "white in a form": (
        made(SEEN + b"1 g /X Do", resources=b"/XObject<</X 6 0 R>>", more=(form(SECRET),)),
        "in the colour of its ground",
    ),
    "white outlines": (made(SEEN + b"1 Tr 1 G " + SECRET), "in the colour of its ground"),
    "of half a point": (made(SEEN + SECRET.replace(b"12 Tf", b".5 Tf")), "too small to see"),
    "scaled down": (made(SEEN + b"q .01 0 0 .01 50 600 cm " + SECRET + b" Q"), "too small to see"),
    "squeezed to nothing": (made(SEEN + SECRET.replace(b"50 600 Td", b".001 0 0 1 50 600 Tm")), "too small to see"),
    "right of the page": (made(SEEN + SECRET.replace(b"50 600", b"900 600")), "off the page"),
    "below the page": (made(SEEN + SECRET.replace(b"50 600", b"50 -90")), "off the page"),
    "outside what is shown of the page": (made(SEEN + SECRET, page=b"/CropBox[0 650 600 800]"), "off the page"),
    "outside a clip": (made(SEEN + b"q 40 640 200 20 re W n " + SECRET + b" Q"), "clipped away"),
    "outside a clip that is drawn": (
        made(SEEN + b"q 40 640 m 240 640 l 240 660 l 40 660 l h W* n " + SECRET + b" Q"),
        "clipped away",
    ),
    "outside the extent of a form": (
        made(
            SEEN + b"/X Do",
            resources=b"/XObject<</X 6 0 R>>",
            more=(form(SECRET).replace(b"/BBox[0 0 600 800]", b"/BBox[0 0 600 300]"),),
        ),
        "clipped away",
    ),
    "transparent": (
        made(SEEN + b"/T gs " + SECRET, resources=b"/ExtGState<</T<</ca 0/CA 0>>>>"),
        "transparent",
    ),
    "transparent outlines": (
        made(SEEN + b"1 Tr /T gs " + SECRET, resources=b"/ExtGState<</T<</CA .02>>>>"),
        "transparent",
    ),
    "in a transparent group": (
        made(
            SEEN + b"/T gs /X Do",
            resources=b"/XObject<</X 6 0 R>>/ExtGState<</T<</ca 0>>>>",
            more=(form(SECRET, b"/Group<</S/Transparency>>"),),
        ),
        "transparent",
    ),
    "on a layer that is off": (
        made(
            SEEN + b"/OC /L BDC " + SECRET + b" EMC",
            resources=b"/Properties<</L 7 0 R>>",
            catalogue=LAYERS,
            more=(NO_FORM, LAYER),
        ),
        "on a layer that is off",
    ),
    "a form on a layer that is off": (
        made(
            SEEN + b"/X Do",
            resources=b"/XObject<</X 6 0 R>>",
            catalogue=LAYERS,
            more=(form(SECRET, b"/OC 7 0 R"), LAYER),
        ),
        "on a layer that is off",
    ),
    "on one of layers that are off": (
        made(
            SEEN + b"/OC /L BDC " + SECRET + b" EMC",
            resources=b"/Properties<</L<</Type/OCMD/OCGs[7 0 R]>>>>",
            catalogue=LAYERS.replace(b"/D<</OFF[7 0 R]>>", b"/D<</BaseState/OFF>>"),
            more=(NO_FORM, LAYER),
        ),
        "on a layer that is off",
    ),
}

ONE_PIXEL = hostile.packed_stream(b"\0", IMAGE, b"[]")
BOX = b" 0 g 40 590 200 30 re f"

COVERED: dict[str, bytes] = {
    "a black box": made(SEEN + SECRET + BOX),
    "a black box behind black text": made(SEEN + b"40 590 200 30 re f " + SECRET),
    "a box nearly as red as its text": made(SEEN + b".8 0 0 rg 40 590 200 30 re f .83 .02 0 rg " + SECRET),
    "a white box": made(SEEN + SECRET + b" 1 g 40 590 200 30 re f"),
    "a box of inks": made(SEEN + SECRET + b" 0 .5 .5 .1 k 40 590 200 30 re f"),
    "a box drawn line by line": made(SEEN + SECRET + b" 40 590 m 240 590 l 240 620 l 40 620 l h f*"),
    "a box with a border": made(SEEN + SECRET + b" 40 590 200 30 re B"),
    "a box in a form": made(SEEN + SECRET + b" /X Do", resources=b"/XObject<</X 6 0 R>>", more=(form(BOX),)),
    "a box over a form": made(SEEN + b" /X Do " + BOX, resources=b"/XObject<</X 6 0 R>>", more=(form(SECRET),)),
    "several boxes": made(SEEN + SECRET + b" 0 g 40 590 40 30 re f 80 590 160 30 re f"),
    "an image": made(
        SEEN + SECRET + b" q 200 0 0 30 40 590 cm /X Do Q", resources=b"/XObject<</X 6 0 R>>", more=(ONE_PIXEL,)
    ),
    "an image in the stream": made(SEEN + SECRET + b" q 200 0 0 30 40 590 cm BI /W 1/H 1/CS/G/BPC 8 ID \0 EI Q"),
    "a box to be redacted": made(SEEN + SECRET, page=b"/Annots[<</Type/Annot/Subtype/Redact/Rect[40 590 240 620]>>]"),
    "a square somebody put there": made(
        SEEN + SECRET, page=b"/Annots[<</Type/Annot/Subtype/Square/Rect[40 590 240 620]/IC[0 0 0]>>]"
    ),
    "a stamp": made(
        SEEN + SECRET,
        page=b"/Annots[<</Type/Annot/Subtype/Stamp/Rect[40 590 240 620]/AP<</N 6 0 R>>>>]",
        more=(hostile.stream(b"0 g 0 0 9 9 re f", hostile.FORM),),
    ),
}

SHOWN: dict[str, bytes] = {
    "white on a black box": made(SEEN + b"40 590 200 30 re f 1 g " + SECRET),
    "white on a dark image": made(
        SEEN + b"q 200 0 0 30 40 590 cm /X Do Q 1 g " + SECRET, resources=b"/XObject<</X 6 0 R>>", more=(ONE_PIXEL,)
    ),
    "white on a broad line": made(SEEN + b"30 w 40 604 m 240 604 l S 1 g " + SECRET),
    "white on a box with round corners": made(
        SEEN + b"40 595 m 40 590 45 590 45 590 c 240 590 l 240 620 l 45 620 l 40 620 40 615 40 615 c h f 1 g " + SECRET
    ),
    "black on a box": made(SEEN + b".9 g 40 590 200 30 re f 0 g " + SECRET),
    "grey": made(SEEN + b".8 g " + SECRET),
    "behind a highlighter": made(
        SEEN + SECRET + b" /H gs 1 1 0 rg 40 590 200 30 re f", resources=b"/ExtGState<</H<</BM/Multiply>>>>"
    ),
    "behind a box one can see through": made(
        SEEN + SECRET + b" /H gs 1 1 0 rg 40 590 200 30 re f", resources=b"/ExtGState<</H<</ca .4>>>>"
    ),
    "within a frame": made(SEEN + SECRET + b" 40 590 200 30 re 45 595 190 20 re f*"),
    "behind an image with a mask": made(
        SEEN + SECRET + b" q 200 0 0 30 40 590 cm /X Do Q",
        resources=b"/XObject<</X 6 0 R>>",
        more=(hostile.packed_stream(b"\0", IMAGE + b"/SMask 6 0 R", b"[]"),),
    ),
    "underlined": made(SEEN + SECRET + b" 50 597 100 1 re f"),
    "struck through": made(SEEN + SECRET + b" 50 603 100 1 re f"),
    "under a box that is clipped away": made(SEEN + SECRET + b" q 300 300 10 10 re W n 40 590 200 30 re f Q"),
    "in a clip": made(SEEN + b"q 40 590 200 30 re W n " + SECRET + b" Q"),
    "on a layer that is on": made(
        SEEN + b"/OC /L BDC " + SECRET + b" EMC",
        resources=b"/Properties<</L 7 0 R>>",
        catalogue=b"/OCProperties<</OCGs[7 0 R 6 0 R]/D<</OFF[6 0 R]>>>>",
        more=(LAYER, LAYER),
    ),
    "after a layer that is off": made(
        SEEN + b"/OC /L BDC EMC " + SECRET,
        resources=b"/Properties<</L 7 0 R>>",
        catalogue=LAYERS,
        more=(NO_FORM, LAYER),
    ),
    "said as it is shown": made(SEEN + b"/Span<</ActualText(secret figu\255res)>>BDC " + SECRET + b" EMC"),
    "under a link": made(SEEN + SECRET, page=b"/Annots[<</Type/Annot/Subtype/Link/Rect[40 590 240 620]>>]"),
    "under a remark that is hidden": made(
        SEEN + SECRET, page=b"/Annots[<</Type/Annot/Subtype/Square/F 2/Rect[40 590 240 620]/IC[0 0 0]>>]"
    ),
    "drawn again over a box": made(SEEN + SECRET + b" 1 g 40 590 200 30 re f 0 g " + SECRET),
}
