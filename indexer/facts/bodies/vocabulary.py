"""Words by which names are told from what only looks like one."""


def word_set(words: str) -> frozenset[str]:
    """Return words that are parted by blanks as a set."""
    return frozenset(words.split())


FORMS = word_set(
    "Ltd LTD Limited LIMITED ltd Plc PLC plc LLP Llp llp LLC Inc INC CIC GmbH GMBH Cyf CYF SL SLU SARL SRL SpA Pty "
    "AB AG BV NV SA SAS"
)
"""Legal forms, as printed. Of the short ones only those that nothing else is written as."""

LEADING = word_set(
    "the a an our your its their his her this these that those all both each and or but by from to with at in on of "
    "for as if when while where since until before after between under over via per re using through although "
    "however also then we it they he she i you who which there here not no yes only other another dear messrs paid "
    "payment contract contractor supplier suppliers total including include includes please thank was were is are "
    "has had have"
)
"""What may stand before a name with a capital, as a sentence begins with it, and is no part of it."""

TRADES = word_set(
    "Associates Partners Partnership Consulting Consultants Consultancy Solicitors Recruitment Solutions Systems "
    "Technologies Technology Software Communications Construction Contractors Builders Roofing Plumbing Electrical "
    "Engineering Engineers Logistics Haulage Couriers Catering Caterers Cleaning Security Media Digital Creative "
    "Design Designs Studio Studios Print Printers Printing Publishing Training Advisory Advisers Advisors Strategy "
    "Ventures Holdings Group Industries Enterprises International Supplies Services Motors Garage Garages Travel "
    "Coaches Taxis Architects Surveyors Chambers Laboratories Labs Networks Networking Analytics Apps Events "
    "Interiors Furniture Homes Estates Properties Property Developments Healthcare Pharma Pharmacy Pharmaceuticals "
    "Energy Utilities Florists Foundation Society Trust Institute Charity Collective Cooperative Co-operative "
    "Agency Bureau Academy Works Kitchens Temps Interim Staffing Personnel Safety Foods Dairy Bakery Farms Ferries "
    "Airlines Airways Bank Insurance Brokers Capital Investments Finance Leasing Rentals Hire Fleet Vehicles "
    "Conversions Bros Brothers Sons Co Company Alliance Control Locums Agencies Press Theatre Hospice Housing "
    "Rescue Medical Dental Care Support Recycling Skips Scaffolding Glazing Windows Flooring Joinery Civils "
    "Highways Surfacing Aggregates Steel Electronics Telecom Telecoms Broadband Wireless Mobile Satellite Satcom "
    "Optics Instruments Scientific Biotech Diagnostics Toys Books Music Films Productions Broadcasting Radio "
    "Television News Marketing Advertising PR Research Insight Insights Polling Data Intelligence Cloud Hosting "
    "Cyber Robotics Aerospace Aviation Shipping Marine Rail Buses Cars Cabs Transport"
)
"""What companies' names end in, of those that are printed without a legal form."""

ACTIVITIES = word_set(
    "Training Research Security Engineering Technology Systems Intelligence Data Support Care Energy Insurance "
    "Finance Development Safety Transport Communications Society Housing Property Design Strategy Advertising "
    "Marketing Medical Shipping Aviation Marine Services Trust Institute Academy Agency Bureau Bank Capital Works "
    "Group"
)
"""Of these, those that are also what anybody does, or parts of an authority."""

FIRM = word_set(
    "Associates Solicitors Bros Brothers Sons Consulting Consultancy Recruitment Architects Surveyors Holdings "
    "Technologies Ventures Foundation"
)
"""Of these, those that need no other sign that a company is meant."""

OFFICE = word_set(
    "accounts act adult advice and annex annexe annual answer appeal appendix april area assembly assistant audit "
    "august authority bill board borough budget business cabinet care chapter chief child children childrens city "
    "committee community complaints contract contracts corporate cost costs council councillor councillors county "
    "court crime customer data date december democratic department deputy development digital director directorate "
    "disclosure district division economic education employment england english environment estates executive "
    "february finance financial fire first foi force foreign freedom friday general governance government group "
    "head health highways home house housing human hr ict information infrastructure inspector internal internet it "
    "january july june justice law leader legal leisure library licensing local management manager march may mayor "
    "media meeting member members minister monday national network november nhs note number october office officer "
    "officers operations parish part planning police policy primary prime procurement programme projects property "
    "public purchase question questions reference regulations regulatory report request requests resources response "
    "review road saturday school schools scotland secretary section security senior september service services "
    "social staff standards state street sunday support table tax team technology thursday total town traffic "
    "training transport trust tuesday unit university wales waste wednesday welfare works year yours category level "
    "phase option lot stage version tier band grade class schedule federal president pharmacy assistance technical "
    "assessment impact counsel special hence contractual dec jan feb mar apr jun jul aug sep sept oct nov docket no "
    "agency bureau recreation tower building buildings plaza expenses allowance allowances attendance surgery "
    "surgeries register interests enquiries enquiry conduct elections election"
)
"""Words of offices and letters: what is made of these alone is a heading, a department or a date, and nobody's name."""

TITLES = word_set("Mr Mrs Ms Miss Dr Sir Dame Lord Lady Baroness Prof Professor Rev")
"""What stands before people's names."""

NAMES = word_set(
    "Aaron Abdul Adam Adrian Aisha Alan Alastair Albert Alex Alexander Alexandra Alice Alison Alistair Amanda "
    "Amelia Amy Andrea Andrew Angela Anita Ann Anna Anne Annette Anthony Antony Arthur Ashley Audrey Barbara Barry "
    "Ben Benjamin Bernard Beth Bethan Beverley Bill Bob Brenda Brian Bridget Bruce Caitlin Callum Cameron Carl "
    "Carol Caroline Catherine Cathy Cecilia Charles Charlotte Cheryl Chloe Chris Christian Christina Christine "
    "Christopher Claire Clare Clive Colin Craig Dafydd Daisy Dan Daniel Daphne Darren Dave David Dawn Dean Deborah "
    "Debbie Declan Denise Dennis Derek Diana Diane Donald Donna Dorothy Douglas Duncan Dylan Edith Edward Eileen "
    "Elaine Eleanor Elizabeth Ella Ellen Emily Emma Eric Erin Ethan Eva Eve Evelyn Faisal Faith Farah Fatima "
    "Felicity Fiona Frances Francis Frank Fred Gareth Gary Gavin Gemma Geoff Geoffrey George Georgina Gerald Gerard "
    "Gillian Gina Glenn Gloria Gordon Grace Graham Greg Gwen Hannah Harriet Harry Hassan Hazel Heather Helen Helena "
    "Henry Hilary Holly Howard Hugh Huw Iain Ian Imogen Imran Irene Iris Isabel Isla Ivan Jack Jackie Jacob "
    "Jacqueline James Jamie Jane Janet Janice Jason Jasmine Jayne Jean Jeff Jeffrey Jennifer Jenny Jeremy Jessica "
    "Jill Jim Joan Joanna Joanne Joe John Jonathan Joseph Josephine Joyce Judith Julia Julian Julie June Justin "
    "Karen Karl Kate Katherine Kathleen Kathryn Katie Keith Kelly Ken Kenneth Kerry Kevin Khalid Kieran Kim Kirsty "
    "Laura Lauren Laurence Lawrence Leah Lee Leo Leon Leonard Lesley Leslie Lewis Liam Linda Lisa Liz Lorna "
    "Lorraine Louis Louise Lucy Luke Lydia Lynn Madeleine Malcolm Marcus Margaret Maria Marian Marie Marilyn Marion "
    "Mark Martin Martyn Mary Matthew Maureen Max Megan Melanie Melissa Mia Michael Michelle Mike Miles Mohammed "
    "Mohamed Muhammad Moira Mollie Molly Monica Morag Muriel Nadia Naomi Natalie Natasha Neil Nicholas Nicola Nigel "
    "Nina Noel Nora Norman Olive Oliver Olivia Oscar Owen Pamela Patricia Patrick Paul Paula Pauline Penelope Penny "
    "Peter Phil Philip Phillip Phoebe Polly Priya Rachel Raj Ralph Raymond Rebecca Reg Rhys Richard Rita Rob Robert "
    "Robin Roger Ronald Rory Rosalind Rose Rosemary Ross Roy Rupert Russell Ruth Ryan Sally Sam Samantha Samuel "
    "Sandra Sarah Saskia Scott Sean Shannon Sharon Sheila Shirley Simon Sonia Sophia Sophie Stacey Stanley Stella "
    "Stephanie Stephen Steve Steven Stewart Stuart Sue Susan Suzanne Sylvia Tamsin Tanya Tara Ted Teresa Terence "
    "Terry Theresa Thomas Tim Timothy Tina Toby Tom Tony Tracey Tracy Trevor Valerie Vanessa Vera Veronica Victor "
    "Victoria Vincent Violet Virginia Vivian Walter Wayne Wendy William Yasmin Yvonne Zara Zoe"
)
"""Common first names: who is called so is paid as a person, and no company."""
