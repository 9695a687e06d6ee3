"""Makes the files of scraper/demo/content/files: `python tools/make_demo_content.py [FOLDER]`.

The letters are text files in tools/demo_letters: a line "---" begins a page, "# " a heading, and lines
that begin with "| " keep their ends. The same versions of fpdf2, Pillow and pypdfium2 give the same bytes.
"""

import csv
import io
import sys
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape

from fpdf import FPDF
from PIL import Image
from pypdfium2 import PdfDocument

HERE = Path(__file__).resolve().parent
LETTERS = HERE / "demo_letters"
FILES = HERE.parent / "scraper" / "demo" / "content" / "files"

MADE = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
PRODUCER = "foi-index demo"
FOOTER = "Invented for the demonstration of foi-index"
PASSWORD = "nobody was told"  # noqa: S105  (the file is there to show what happens without it)
KEPT = 0.4  # of the file that is cut short: less than its first page's objects, so that nothing can be read

PAYMENTS = (
    ("2020-21", "Larkspur Digital Ltd", "Broadcast interview course, London", "6200.00"),
    ("2020-21", "Northgate Media Training", "Online interview course", "3980.00"),
    ("2020-21", "Quillhaven Voice Studio", "Voice coaching", "1845.75"),
    ("2020-21", "Brackenfold Events Ltd", "Hire of studio", "1476.70"),
    ("2021-22", "Larkspur Digital Ltd", "Broadcast interview course, London", "5875.50"),
    ("2021-22", "Larkspur Digital Ltd", "Crisis press conference exercise", "4112.25"),
    ("2021-22", "Northgate Media Training", "Online interview course", "4260.40"),
    ("2021-22", "Brackenfold Events Ltd", "Hire of studio", "2650.00"),
    ("2022-23", "Larkspur Digital Ltd", "Broadcast interview course, regional hubs", "7340.00"),
    ("2022-23", "Northgate Media Training", "Online interview course", "5115.00"),
    ("2022-23", "Quillhaven Voice Studio", "Voice coaching", "2210.00"),
    ("2022-23", "Brackenfold Events Ltd", "Hire of studio", "3150.00"),
)
PAYMENT_HEADS = ("Financial year", "Supplier", "Purpose", "Net amount (GBP)")

CHARGING = (
    ("Site", "Charging points", "Kilowatt hours 2021-22"),
    ("London, main building", 14, 21860),
    ("London, second building", 6, 9975),
    ("East Kilbride", 10, 18420),
    ("Milton Keynes", 5, 9310),
    ("Training centre", 3, 4705),
)


def main(folder: Path = FILES) -> None:
    """Write every file into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for letter in sorted(LETTERS.glob("*.txt")):
        text = letter.read_text(encoding="utf-8")
        (folder / f"{letter.stem}.pdf").write_bytes(_pdf_of(letter.stem, text))
    (folder / "FOI_0417-23_annex_A.pdf").write_bytes(payments_pdf())
    (folder / "FOI_0417-23_annex_A.csv").write_bytes(payments_csv())
    (folder / "FOI2022_16340_charging_points.xlsx").write_bytes(workbook("Charging points", CHARGING))


def _pdf_of(name: str, text: str) -> bytes:
    if name.endswith("_scan"):
        return scan(text)
    if name.endswith("_locked"):
        return letter_pdf(text, password=PASSWORD)
    whole = letter_pdf(text)
    return whole[: int(len(whole) * KEPT)] if name.endswith("_cut_short") else whole


class Letter(FPDF):
    """A4 in Helvetica, with the footer that says where it comes from."""

    def __init__(self) -> None:
        super().__init__(format="A4")
        self.set_creation_date(MADE)
        self.set_producer(PRODUCER)
        self.set_margins(25, 22, 25)
        self.set_auto_page_break(True, margin=25)

    def footer(self) -> None:
        self.set_y(-18)
        self.set_font("Helvetica", size=8)
        self.cell(0, 5, f"{FOOTER}. Page {self.page_no()}", align="C")


def blocks(page: str) -> Iterator[tuple[str, bool]]:
    """Yield the paragraphs of a page, and of each whether it is a heading."""
    for block in page.strip().split("\n\n"):
        lines = block.splitlines()
        if block.startswith("| "):
            yield "\n".join(line.removeprefix("| ") for line in lines), False
        else:
            yield " ".join(lines).removeprefix("# "), block.startswith("# ")


def letter_pdf(text: str, *, password: str = "", font: str = "Helvetica") -> bytes:
    """Set a letter with a text layer, each of its pages as a page."""
    pdf = Letter()
    if password:
        pdf.set_encryption(owner_password=f"{password} either", user_password=password)
    for page in text.split("\n---\n"):
        pdf.add_page()
        for words, heading in blocks(page):
            pdf.set_font(font, style="B" if heading else "", size=11)
            pdf.multi_cell(0, 5.6, words, align="L", new_x="LMARGIN", new_y="NEXT")
            pdf.ln(3)
    return bytes(pdf.output())


def payments_pdf() -> bytes:
    """Set the payments as a ruled table with a total."""
    pdf = Letter()
    pdf.add_page()
    pdf.set_font("Helvetica", style="B", size=12)
    pdf.multi_cell(0, 7, "FOI 0417-23: Annex A, payments for media training", new_x="LMARGIN", new_y="NEXT")
    pdf.set_font("Helvetica", size=9)
    pdf.ln(3)
    with pdf.table(col_widths=(22, 46, 64, 28), text_align=("LEFT", "LEFT", "LEFT", "RIGHT")) as table:
        table.row(PAYMENT_HEADS)
        for year, supplier, purpose, amount in PAYMENTS:
            table.row((year, supplier, purpose, f"{Decimal(amount):,.2f}"))
        table.row(("", "", "Total", f"{_total():,.2f}"))
    return bytes(pdf.output())


def payments_csv() -> bytes:
    """Write the payments as CSV, as a spreadsheet program on Windows saves it: with a mark and CRLF."""
    out = io.StringIO(newline="")
    rows = csv.writer(out)
    rows.writerow(PAYMENT_HEADS)
    rows.writerows(PAYMENTS)
    rows.writerow(("", "", "Total", _total()))
    return out.getvalue().encode("utf-8-sig")


def _total() -> Decimal:
    return sum((Decimal(amount) for *_, amount in PAYMENTS), Decimal(0))


def scan(text: str) -> bytes:
    """Put a typed letter on the glass a little askew: a picture of it, in a PDF without a text layer."""
    with closing(PdfDocument(letter_pdf(text, font="Courier"))) as typed:
        sheet = typed[0].render(scale=150 / 72, grayscale=True).to_pil().convert("L")
    turned = sheet.rotate(0.7, resample=Image.Resampling.BICUBIC, fillcolor=250)
    coarse = (sheet.width // 2, sheet.height // 2)
    grain = Image.frombytes("L", coarse, Random(122).randbytes(coarse[0] * coarse[1]))  # noqa: S311  (no secret)
    picture = io.BytesIO()
    Image.blend(turned, grain.resize(sheet.size), 0.08).save(picture, "JPEG", quality=55, dpi=(150, 150))
    pdf = FPDF(format="A4")
    pdf.set_creation_date(MADE)
    pdf.set_producer(PRODUCER)
    pdf.add_page()
    pdf.image(picture, x=0, y=0, w=210, h=297)
    return bytes(pdf.output())


def workbook(title: str, rows: tuple[tuple[str | int, ...], ...]) -> bytes:
    """Write one sheet as an xlsx file: the four parts without which no spreadsheet program opens it, and one sheet."""
    space = "http://schemas.openxmlformats.org"
    kinds = f"{space}/officeDocument/2006/relationships"
    main_space = f"{space}/spreadsheetml/2006/main"
    sheet_type = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    cells = "".join(f"<row>{''.join(_cell(value) for value in row)}</row>" for row in rows)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{space}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{sheet_type}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{sheet_type}.worksheet+xml"/></Types>',
        "_rels/.rels": _relation(space, f"{kinds}/officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{main_space}" xmlns:r="{kinds}"><sheets>'
        f'<sheet name="{escape(title)}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relation(space, f"{kinds}/worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main_space}"><sheetData>{cells}</sheetData></worksheet>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as book:
        for name, xml in parts.items():
            head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            book.writestr(zipfile.ZipInfo(name, MADE.timetuple()[:6]), head + xml)
    return out.getvalue()


def _relation(space: str, kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{space}/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{kind}" Target="{target}"/></Relationships>'
    )


def _cell(value: str | int) -> str:
    if isinstance(value, int):
        return f"<c><v>{value}</v></c>"
    return f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>'


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
