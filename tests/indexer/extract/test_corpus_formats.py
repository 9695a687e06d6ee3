"""What the files of the shared corpus that are no PDFs say, and where; or the right reason why they say nothing."""

import pytest

from indexer.errors import ExtractionError
from indexer.extract.base import Extraction, Page
from tests.indexer.extract.conftest import Read

pytestmark = pytest.mark.corpus

MAILS, LIBRARIES, POLICE = "foi/uk_alaveteli_foi_mail", "foi/uk_bbc_libraries_foi", "foi/uk_police_statistics_ods"
COURTS, RETURNS, TIKA, POI = (
    "foi/uk_court_judgments_docx",
    "foi/uk_council_foi_library_returns",
    "hard/apache_tika",
    "hard/apache_poi",
)
VIRGINIA = "foi/us_virginia_police_records"
DECISION = f"{MAILS}/apple-mail-with-attachments.eml"

SAYS = [  # file, way to the member in it, page, phrase as it stands in the file
    (DECISION, "", 1, "I’m now going to reply to this request with 3 attachments"),
    (DECISION, "2013-040 Decision.pdf", 1, "FOI REQUEST - REFERENCE NUMBER 2013-040"),
    (DECISION, "2013-040 Decision.pdf.zip/2013-040 Decision.pdf", 8, "is not widely known"),
    (DECISION, "FOI Review Rights.pdf", 1, "Information on rights of review"),
    (f"{MAILS}/humberside-police-odd-mime-type.eml", "", 1, "clerk@humberside-pa.karoo.co.uk"),
    (f"{MAILS}/many-attachments-date-header.eml", "", 1, "Some information"),
    (f"{MAILS}/many-attachments-date-header.eml", "example - Help needed.eml", 1, "Attachment: Information Pack.pdf"),
    (f"{MAILS}/incoming-request-tnef-attachments.eml", "", 1, "Message body"),
    (f"{MAILS}/quoted-subject-iso8859-1.eml", "", 1, "Câmara Responde: Banco de ideias"),
    (f"{MAILS}/lotus-notes-quoting.eml", "", 1, "FOI Team"),
    (f"{MAILS}/utf-7-conversion.eml", "", 1, "Delivery to the following recipients failed"),
    (f"{MAILS}/simple-uuencoded-attachment.eml", "", 1, "Geraldine FOI Code AZXB421"),
    (f"{MAILS}/simple-uuencoded-attachment.eml", "Happy.txt", 1, "one of peace and serene time"),
    (f"{MAILS}/no-part-charset-bad-utf8.eml", "", 1, "贵公司负责人"),
    (f"{MAILS}/iso8859_2_raw_email.eml", "", 1, "Sasia e pulave të importuara gjatë vitit 2010"),
    ("foi/us_court_filings_doctor/25-112.eml", "", 1, "Judgment VACATED and case REMANDED"),
    (f"{LIBRARIES}/library_closures_BBC.csv", "", 3, "Wrexham | 72 | 56"),
    (f"{LIBRARIES}/librariesdata_3sheets.xlsx", "", 4, "Barking And Dagenham | 748366 | 570582"),
    (f"{POLICE}/police-workforce-sep18-tables.ods", "", 2, "Table 1"),
    (f"{POLICE}/police-use-of-force-apr2018-mar2019-hosb3319-tables.ods", "", 1, "Responsible Statistician"),
    (f"{POLICE}/police-use-of-force-apr2018-mar2019-hosb3319-tables.ods", "", 3, "Compliant handcuffing | 177591"),
    (f"{POLICE}/la-ethnic-groups.csv", "", 4, "2011 | Monmouthshire | W06000021"),
    (f"{COURTS}/ukia_20250003_en.docx", "", 1, "Total Net Present Social Value | Business Net Present Value"),
    (f"{COURTS}/test14.docx", "", 1, "[2022] UKUT 26 (LC)"),
    (f"{COURTS}/test54.docx", "", 1, "Neutral Citation Number: [2023] EWHC 208 (Fam)"),
    (f"{COURTS}/uksiem_20250133_en_001.docx", "", 1, "The Communications (Television Licensing) (Amendment)"),
    (f"{COURTS}/nisrtn_20160190_en.docx", "", 1, "Article 2(a) | Definition of marketing. | Reg. 2(1)"),
    (f"{RETURNS}/BirminghamResponse.docx", "", 1, "Our ref: FOI 17551"),
    (f"{RETURNS}/Blackburn.xlsx", "", 2, "Sound Recordings - Adult Talking Books"),
    (f"{RETURNS}/Barnsley.doc", "", 1, "has now completed its search for the information which you requested"),
    ("foi/uk_community_council_wye_valley/annualreturn.html", "", 1, "Total fixed assets and long-term assets"),
    ("foi/uk_community_council_wye_valley/riskassessment.csv", "", 1, "Unauthorised sharing of personal data."),
    ("foi/us_doj_mueller_report/mueller-report-summaries.html", "", 1, "OLC Op. at 259 & n.38 (citation omitted)."),
    ("foi/ca_bcgov_foi_preprocessor/capbudg.xlsx", "", 1, "Equity Analysis of a Project"),
    (f"{VIRGINIA}/Number_of_Certified_Officers_Per_Agency.xlsx", "", 4, "Wytheville Police"),
    ("foi/us_dc_foia/FOIA_Request_2-16-18_2016_CITAS.docx", "", 1, "Monday, 01-04-2016 | Reasonable Accommodation"),
    ("foi/us_dc_foia/ABRALicensedCaterers.xls", "", 1, "ABRA-072263 | Design Cuisine"),
    (f"{TIKA}/testMSG_att_msg.msg", "", 1, "Test email with 1 msg attachment"),
    (f"{TIKA}/testMSG_att_msg.msg", "", 2, "Blah blah blah"),
    (f"{TIKA}/testMSG_att_msg.msg", "smbprn.00009008.KdcPjl.pdf", 1, "Friday, 18 June 2010 9:52 AM"),
    (f"{TIKA}/testMBOX_complex.mbox", "", 1, "Mon, 20 Jul 2015 00:01:07 -0700 | Some Person"),
    (f"{TIKA}/testMBOX_complex.mbox", "0001 xxxxxxx.eml", 1, "My name is Another Person. body 1"),
    (f"{TIKA}/testODTEmbedded.odt", "", 1, "This document has bold and italic text."),
    (f"{TIKA}/testWORD6.doc", "", 1, "The quick brown fox jumps over the lazy dog"),
    (f"{TIKA}/testWithSubdirs.zip", "subdir/foo.txt", 1, "foo"),
    (f"{TIKA}/testZipEncrypted.zip", "", 1, "encrypted.txt"),
    (f"{TIKA}/testZipEncrypted.zip", "unencrypted.txt", 1, "hello world"),
    (f"{POI}/attachment_msg_inlineImg.msg", "", 1, "Download and install SQLite Manager"),
    (f"{POI}/cyrillic_message.msg", "", 1, "Автоматический ответ подсистемы обмена данными"),
    ("hard/unstructured/fake-email-with-cc-and-bcc.msg", "", 1, "This is a test email. Please ignore."),
    ("hard/unstructured/eng_spa_mult.odt", "", 1, "Todos los seres humanos nacen libres"),
    ("hard/unstructured/example-10k-1p.html", "", 1, "Changes in and Disagreements with Accountants"),
    ("hard/alaveteli_misc/example.zip", "FOI.txt", 747, "26/08/2009 | 13:51:06 | Parked in a parking place"),
    ("hard/messytables_horror/utf-16le_encoded.csv", "", 4, "St Andrew's Healthcare - Birmingham"),
    ("hard/messytables_horror/complex.html", "", 1, "head foot body"),
    ("hard/messytables_horror/bian-anal-mca-2005-dols-eng-1011-0312-tab3.xlsm", "", 1, "Introduction to DoLS"),
]  # fmt: skip
SILENT = {  # file: why nothing can be read of it
    "foi/us_court_filings_doctor/word-perfect.wpd": "WordPerfect documents (application/vnd.wordperfect) are not"
    " read yet",
    f"{TIKA}/testEXCEL_protected_passtika.xlsx": "needs a password; save a copy without one and add that",
    f"{TIKA}/testWORD_truncated.docx": "not a readable zip, or cut short; try to get it again"
    " (File is not a zip file)",
}  # fmt: skip
EMPTY = f"{TIKA}/testEXCEL_95.xls"
"""A form of which every cell is blank: it has borders, and nothing in them."""
SILENT_MEMBERS = {  # file and way to the member: why nothing can be read of it
    (f"{MAILS}/incoming-request-tnef-attachments.eml", "part 1"): "winmail.dat",
    (f"{TIKA}/testZipEncrypted.zip", "encrypted.txt"): "needs a password; unpack the zip",
    (DECISION, "2013-040 Decision.pdf.zip/__MACOSX/._2013-040 Decision.pdf"): "application/octet-stream",
}


@pytest.fixture(scope="module")
def others(corpus_read: Read) -> Read:
    """Return what became of each file that is no PDF and no picture, by its path."""
    unwanted = (".pdf", ".png", ".jpg", ".tif")
    return {name: result for name, result in corpus_read.items() if not name.endswith(unwanted)}


def pages_of(result: Extraction | ExtractionError, member: str) -> tuple[Page, ...]:
    assert isinstance(result, Extraction), result
    return next(m.pages for m in result.members if m.path == member) if member else result.pages


@pytest.mark.parametrize(("name", "member", "number", "phrase"), SAYS)
def test_a_phrase_is_on_its_page(others: Read, name: str, member: str, number: int, phrase: str) -> None:
    page = pages_of(others[name], member)[number - 1]
    assert page.number == number
    assert phrase in " ".join(page.text.split())


def test_every_file_says_something_or_has_its_reason(others: Read) -> None:
    assert {name: str(result) for name, result in others.items() if not isinstance(result, Extraction)} == SILENT
    assert {name for name, *_ in SAYS} | SILENT.keys() | {EMPTY} == others.keys()
    assert [page.warning for page in pages_of(others[EMPTY], "")] == ["no text"]


def test_every_file_within_says_something_or_has_its_reason(others: Read) -> None:
    extractions = {name: result for name, result in others.items() if isinstance(result, Extraction)}
    assert all(not result.incomplete for result in extractions.values())
    reasons = {(name, m.path): m.reason for name, result in extractions.items() for m in result.members if m.reason}
    for place, reason in SILENT_MEMBERS.items():
        assert reason in reasons.pop(place)
    assert {path for (_, path) in reasons if not path.endswith((".png", ".jpg"))} == set()
    assert sum(len(result.members) for result in extractions.values()) == 36
