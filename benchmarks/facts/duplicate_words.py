"""What the made-up documents of benchmarks/facts/duplicate_cases.py are made of: two sets that share no sentence.

Rules are tuned on `DEV`; `HELD` is only looked at for its figures. {body}, {place}, {ref}, {day}, {sum}, {count},
{firm}, {month} and {year} are filled in by the maker.
"""

from typing import NamedTuple


class Bank(NamedTuple):
    """Texts to fill in.

    `same` are answers that many bodies give alike; `slots` templates whose figures or suppliers differ each time; `nil`
    templates of which only the subject or month differs; `pages` of a government; `rows` what monthly reports count.
    """

    head: tuple[str, ...]
    tail: tuple[str, ...]
    bodies: tuple[tuple[str, str], ...]
    firms: tuple[str, ...]
    same: tuple[str, ...]
    slots: tuple[str, ...]
    nil: tuple[str, ...]
    subjects: tuple[str, ...]
    pages: tuple[tuple[str, str], ...]
    report: tuple[str, ...]
    rows: tuple[str, ...]
    frame: tuple[str, str]
    news: tuple[str, str]


DEV = Bank(
    head=(
        "{body}\nCivic Centre, {place}\n\nOur ref: {ref}\nDate: {day}\n\nDear Sir or Madam\n\n"
        "Freedom of Information Act 2000\n\nThank you for your request for information, which we received on {day2}.\n",
        "{body}\nInformation Governance Team\nTel: 01632 960{phone}\n\n{day}\n\nReference {ref}\n\nDear requester\n\n"
        "I write in response to your enquiry of {day2}, which has been handled under the Freedom of Information "
        "Act.\n",
    ),
    tail=(
        "\nIf you are unhappy with this response you may ask for an internal review within two months of its date. "
        "If you remain dissatisfied you have the right to complain to the Information Commissioner, Wycliffe House, "
        "Water Lane, Wilmslow, Cheshire SK9 5AF.\n\nYours faithfully\n\n{signer}\n{body}\n",
        "\nShould you wish to complain about how your request was dealt with, please write to us within 40 working "
        "days. You may then go to the Information Commissioner's Office, Wycliffe House, Wilmslow SK9 5AF, telephone "
        "0303 123 1113, www.ico.org.uk.\n\nYours sincerely\n\n{signer}\nfoi@{mail}.gov.uk\n",
    ),
    bodies=(
        ("Ambleford City Council", "Ambleford"),
        ("Thornaby Constabulary", "Thornaby"),
        ("Wexcombe District Council", "Wexcombe"),
        ("Northmere County Council", "Northmere"),
        ("Saltby and Fenwick NHS Foundation Trust", "Saltby"),
        ("University of Carrowdale", "Carrowdale"),
        ("East Pellshire Fire and Rescue Authority", "East Pellshire"),
    ),
    firms=("Larkspur Media Ltd", "Kestrel & Byrne LLP", "Holdfast Systems plc", "Quillon Associates", "Bramley Foods"),
    same=(
        "You asked whether we hold any information about covert use of mobile telephone interception equipment.\n\n"
        "{body} can neither confirm nor deny that it holds any information relevant to your request, as the duty in "
        "section 1(1)(a) of the Act does not apply by virtue of section 23(5) and section 31(3). To confirm or deny "
        "that such equipment is held would reveal to those who wish to evade detection what tactics are at hand in "
        "{place}. Were each force in the country to answer differently, a map of capability could be drawn, and "
        "offenders would move to wherever they were least likely to be observed. We accept that there is a public "
        "interest in knowing how money is spent on surveillance, and that disclosure would add to the debate on "
        "privacy. The effective conduct of operations must however take priority, and the balance favours neither "
        "confirming nor denying. Nothing in this letter should be taken as a sign that information is or is "
        "not held.\n",
        "You asked for the number of dangerous dogs seized and for the contracts with kennels that look after them.\n\n"
        "Responsibility for this subject passed to the regional crime commissioner when the joint agreement came into "
        "force, and records before then were destroyed after their retention period ended. {body} therefore holds "
        "nothing that falls within the scope of your letter. Under our duty to advise and assist we suggest that you "
        "write to the commissioner's office, whose publication scheme lists the kennels in use and the daily rate for "
        "each. The standard contract is a public document and can be had from the national procurement portal free "
        "of charge. Our officers no longer attend reports of loose animals unless somebody has been hurt.\n",
        "You asked how we prepare for extreme heat in buildings that we run.\n\n{body} follows the national heat "
        "plan. When the forecast office issues an amber alert, managers open windows before staff arrive, switch off "
        "lamps that are not needed, hand out water, and let those who can work from home do so. Thermometers hang on "
        "each floor, and readings above thirty degrees are reported to the duty officer, who may close the building. "
        "Air conditioning has been fitted only in server rooms. No assessment of the cost of adapting older premises "
        "has been made, because guidance from the ministry on how to do so is still awaited. A copy of the plan is "
        "already available to you on the ministry's pages and is exempt under section 21.\n",
    ),
    slots=(
        "You asked what we spent on agency social workers.\n\nI can confirm that in the last financial year {body} "
        "spent £{sum} on agency social workers in children's services, through its managed provider {firm}. This "
        "paid for {count} full-time equivalent posts. The figure includes the provider's margin and excludes VAT. "
        "Posts are advertised for permanent appointment before an agency worker is engaged, and managers review each "
        "engagement every quarter to see whether it is still needed. We do not hold a breakdown by team.\n",
        "You asked about parking fines written off.\n\nDuring the period you name {count} penalty charge notices "
        "were cancelled after a challenge and £{sum} was written off as debt that could not be recovered. Notices are "
        "written off when the keeper cannot be traced, when bailiffs have returned the warrant, or when the vehicle "
        "is registered abroad. The enforcement contract is held by {firm}. We have no target for the number of "
        "notices to be issued, and wardens are not rewarded for the number they issue.\n",
    ),
    nil=(
        "You asked for copies of correspondence about {subject} since the last election.\n\nFollowing a search of "
        "our paper and electronic records I have established that the information you requested on {subject} is not "
        "held. The search covered mail boxes of the private office and the shared drives of the policy team.\n",
        "Monthly return: {month} {year}\n\nSubject: {subject}\n\nNo incidents concerning {subject} were "
        "recorded by the "
        "service in {month} {year}. The register was checked by the duty manager at the end of the month, and the "
        "entry countersigned. A nil return is published so that readers can tell it from a missing one.\n",
    ),
    subjects=(
        "badger culling",
        "library closures",
        "taxi licensing",
        "school buses",
        "flood gates",
        "gritting of roads",
    ),
    pages=(
        (
            "New helpline for farmers after floods",
            "Farmers whose land was flooded this winter can call a new helpline from today, the Department for Rural "
            "Affairs has announced. Advisers will answer questions on drainage, fodder and insurance between eight in "
            "the morning and eight in the evening.\n\nThe helpline is part of a package worth £4.2 million, which "
            "also pays for pumps and for clearing ditches in 31 parishes. Grants of up to £25,000 are open to holdings "
            'that lost more than a tenth of their crop.\n\nThe minister said: "Nobody who feeds this country should '
            "have to face the water alone. We have listened to those who stood in it, and this is what they asked us "
            'for."\n\nApplications close at the end of March. Those who applied under the earlier scheme need not do '
            "so again. A map of the parishes is attached to this page.\n",
        ),
        (
            "Review of rural post offices published",
            "An independent review of rural post offices has found that one branch in six is open for fewer than ten "
            "hours a week, and recommends that mobile branches be given longer routes.\n\nThe review, led by a former "
            "chair of the consumer council, heard from 1,240 people in village halls and by letter. It says that "
            "closures fell hardest on people without a car. Its 14 recommendations include a fund of £9 million for "
            "shops that take in a counter, and a duty to consult before a branch moves.\n\nThe government will answer "
            "in full in the spring. Until then no branch that receives a subsidy may close, except where its keeper "
            "retires and nobody can be found to follow.\n",
        ),
    ),
    report=(
        "Performance report to the scrutiny committee\n{month} {year}\n\nThis report sets out how the "
        "service performed "
        "in the month against the targets agreed by members. Figures are taken from the case management system on the "
        "last working day and may change as cases are closed.\n",
        "\nOfficers will bring a fuller analysis to the next meeting. Members are asked to note the report.\n",
    ),
    rows=(
        "Calls answered within a minute",
        "Complaints received",
        "Complaints upheld",
        "Homes inspected",
        "Repairs completed",
        "Tonnes of waste recycled",
        "Missed collections",
        "Planning applications decided",
        "Visits to leisure centres",
        "Library loans",
        "Street lamps mended",
        "Fly-tips cleared",
    ),
    frame=(
        "Skip to main content\nCookies on this site\nWe use some essential cookies to make this website work.\n"
        "Accept additional cookies\nReject additional cookies\nMenu\nHome\nNews and communications\n",
        "\nShare this page\nIs this page useful?\nContents\nPublished by the press office\nHelp\nPrivacy\nTerms and "
        "conditions\n© Crown copyright\n",
    ),
    news=(
        "{title}\nBy our rural affairs correspondent\n{day}\n\n",
        "\n\nThe opposition called the announcement late.\nRead more: our guide to the weather.\n",
    ),
)

HELD = Bank(
    head=(
        "{day}\n\n{body}\n\nFOI request {ref}\n\nDear applicant,\n\nYour request dated {day2} has now been considered "
        "and the answer is set out below.\n",
        "FREEDOM OF INFORMATION REQUEST REFERENCE NO: {ref}\n\nI refer to your letter received by {body} on {day2}. "
        "Please find our answer beneath.\n\nDated {day}\n",
    ),
    tail=(
        "\nYou have the right to appeal against this decision by asking us to review it; details are on the enclosed "
        "leaflet. After that you may apply to the Information Commissioner for a decision under section 50.\n\n"
        "{signer}\nFreedom of Information Officer\n{body}\n{place}\nPhone 01632 960{phone}\n",
        "\nThis completes our handling of the request. Please quote {ref} in any further letter. Information supplied "
        "may be re-used under the Open Government Licence.\n\nKind regards\n{signer}\n{body}, {place}\n",
    ),
    bodies=(
        ("Rotherbridge Borough Council", "Rotherbridge"),
        ("Mid Aldershire Police", "Mid Aldershire"),
        ("Cumberdale Health Board", "Cumberdale"),
        ("The Royal Borough of Hanley and Stoke Prior", "Hanley"),
        ("Eskmouth Harbour Authority", "Eskmouth"),
        ("Lower Severn Ambulance Service NHS Trust", "Lower Severn"),
        ("Tarbrax College", "Tarbrax"),
    ),
    firms=("Osprey Facilities Ltd", "Dunmore Trading", "Petrel Data Limited", "Voss & Hale", "Ironbark Consulting LLP"),
    same=(
        "Q. Please give the make and model of every device used to extract data from telephones.\n\nA. {body} neither "
        "confirms nor denies that it holds the information requested. Section 24(2) and section 31(3) are engaged. The "
        "harm lies in what an adversary learns by putting answers side by side: where a device is in use, criminals "
        "change their handsets; where it is not, they need not trouble. Public trust in policing by consent weighs in "
        "favour of saying more, and we have published the national code of practice for that reason. Yet it cannot be "
        "right that a single letter from {place} should undo the work of every other force. On balance the public is "
        "better served by silence. This is no inference that anything exists or does not.\n",
        "Q. How many of your staff have been trained to give naloxone?\n\nA. Training of this kind is arranged by the "
        "national partnership, which books the rooms, pays the tutors and keeps the attendance sheets. {body} receives "
        "no copy. You may wish to approach the partnership, which is itself subject to the Act; its address is on its "
        "website. We can say that kits are stored in the first-aid room of every station, that they are checked on the "
        "first Monday of the month by the person on early turn, and that any used kit is replaced within a day. None "
        "of that is recorded in a form that would answer your question.\n",
        "Q. What is your policy on staff who menstruate or go through the menopause?\n\nA. {body} adopted the model "
        "policy drawn up by the employers' association without change. It lets a member of staff ask for a fan, a desk "
        "by a window, breaks when they are needed, uniform of lighter cloth, and meetings at other hours. Managers are "
        "told to listen, to write down only what the person wishes written, and to treat absence for this cause apart "
        "from other sickness. Nobody has to give proof. The association is to look at the policy again after two "
        "years, and staff networks will be asked what they think of it before then.\n",
    ),
    slots=(
        "Q. What did you pay consultants for the new payroll?\n\nA. {body} paid {firm} £{sum} for work on the new "
        "payroll between the award of the contract and its going live. Invoices were settled in {count} instalments. "
        "Two members of the firm's staff sat with the project team throughout; their day rates are commercially "
        "sensitive and are withheld. The old system has been switched off, and its licence was not renewed. Savings "
        "are expected from the third year, and will be told to the audit committee.\n",
        "Q. How many claims for potholes were paid?\n\nA. In the year to the end of March {count} claims for damage by "
        "defects of the carriageway were settled, at a cost of £{sum} with the claimants' legal fees. Claims are "
        "handled by {firm}, our insurers' agents. Where the road had been inspected in line with the code and no "
        "defect was seen, liability is denied. Inspectors drive the main roads each month and the lanes twice a "
        "year.\n",
    ),
    nil=(
        "Q. Please send me all minutes of meetings that discussed {subject}.\n\nA. I have asked the secretary of each "
        "committee to look through the minute books. None of them holds a record of a discussion of {subject} in the "
        "years you give, so your request must be answered as one for information not held.\n",
        "Register of interests: {month} {year}\n\nDuring {month} {year} no member declared an interest, a gift or "
        "hospitality in connection with {subject}. The register is open to the public in the reception during office "
        "hours, and entries are kept for six years after a member leaves.\n",
    ),
    subjects=("wind turbines", "bus lanes", "fireworks", "allotments", "beach huts", "speed cameras"),
    pages=(
        (
            "Ferry timetable to be extended to outer islands",
            "Islanders will have a ferry on Sundays for the first time in a generation, Transport for the Isles said "
            "this morning. The boat will leave Eskmouth at nine and call at three piers before turning back at "
            "noon.\n\n"
            "Two vessels bought second-hand for £11.6 million will carry 48 cars each. Fares stay as they are for "
            "residents; visitors are to pay £7.50 more in July and August. Crews have agreed to the new hours after "
            'talks that lasted 19 weeks.\n\n"A timetable is a promise," said the agency\'s chair. "People plan their '
            'lives by it, their weddings and their funerals, and for too long ours had a hole in it."\n\nTickets for '
            "the first month are on sale at harbour offices. Dogs travel free.\n",
        ),
        (
            "Inspectorate finds prison workshops idle",
            "Workshops in eight prisons stood idle for more than half of the working week, the inspectorate has found. "
            "Instructors had left and were not replaced, or were called away to unlock the wings.\n\nInspectors went "
            "without notice and counted 612 places in carpentry, laundry and print shops, of which 207 were filled. "
            "Machines bought for £830,000 three years ago were still in their wrapping at two of the sites.\n\nThe "
            "report asks for a register of instructors, for pay that does not fall behind that of colleges, and for "
            "governors to publish each quarter how many hours of work each prisoner was offered. The service accepted "
            "all but the last.\n",
        ),
    ),
    report=(
        "Board paper {month} {year}\nOperational dashboard\n\nThe table shows activity in the month. Counts "
        "come from the "
        "control room's log and were frozen at midnight on the last day. Small numbers are not suppressed because no "
        "person can be identified.\n",
        "\nThe director invites the board to take assurance from this paper and to raise any concern with her.\n",
    ),
    rows=(
        "Emergency calls",
        "Median wait in seconds",
        "Vehicles off the road",
        "Crews stood down",
        "Handovers above an hour",
        "Hoax calls",
        "Compliments",
        "Overtime hours",
        "Miles driven",
        "Defibrillators loaned",
        "Students on placement",
        "Stretchers repaired",
    ),
    frame=(
        "Jump to content\nSearch the agency\nTopics  Departments  Worldwide\nThis page was printed from our website\n",
        "\nRelated links\nFollow us\nSign up for alerts\nAccessibility statement\nMade with care in the isles\n",
    ),
    news=(
        "{title}\nNews desk, {day}\n\n",
        "\n\nA spokesman for the union was not available last night.\nMore on this story: letters to the editor.\n",
    ),
)
