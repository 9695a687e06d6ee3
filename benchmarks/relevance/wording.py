"""What invented releases are made of. No name of it is anybody's."""

AUTHORITIES = (
    "Brackmoor Vale Council", "Northmere Borough Council", "Ashcombe and Tarn District Council",
    "Wyreham City Council", "Lower Esk Fire Authority", "Pelham Rise County Council", "Saltburgh Harbour Board",
    "Quorndale Police Authority",
)  # fmt: skip

FIRMS = (
    "Harrowgill", "Tolwick", "Brayne", "Castermoor", "Delfryn", "Ettrickside", "Fennimore", "Glaisby", "Hollinwell",
    "Inverquay", "Jarrold Pike", "Kestrow", "Lanyard Hill", "Mossgate", "Nethercote", "Ormsley", "Penhallick",
    "Quenby", "Rusthall", "Skelbrook", "Thornaby Lane", "Ullerswick", "Varley Cross", "Wexcombe", "Yaxford", "Zealby",
)  # fmt: skip
TRADES = (
    "Joinery", "Roofing", "Catering", "Consulting", "Plant Hire", "Translation", "Cleaning", "Highways", "Software",
    "Security", "Coaches", "Scaffolding", "Print", "Care Homes", "Veterinary", "Waste", "Surveyors", "Recruitment",
)  # fmt: skip
ENDS = ("Ltd", "Limited", "LLP", "plc", "Services Ltd", "Group plc")

THINGS = (
    "boiler replacement", "asbestos survey", "agency social workers", "window cleaning", "road resurfacing",
    "lift repairs", "school transport", "tree felling", "printer leases", "legal advice", "pest control",
    "gritting salt", "taxi journeys", "fire alarms", "office chairs", "pothole repairs", "translation of leaflets",
    "drainage works", "laptop computers", "library books", "temporary accommodation", "vehicle hire", "kennel fees",
    "street lighting", "staff training", "water coolers", "mobile telephones", "playground inspection",
    "flood barriers", "uniforms", "catering supplies",
)  # fmt: skip
SITES = (
    "Elm Lane depot", "the old town hall", "Quarry Road school", "the Riverside offices", "Mill Street library",
    "Beacon leisure centre", "Station Approach car park", "the northern depot", "Harbour View care home",
    "Tarn hostel",
)  # fmt: skip
SUBJECTS = (
    "parking fines", "school meals", "empty homes", "missed bin collections", "taser use", "staff sickness",
    "interpreter costs", "planning appeals", "pothole claims", "cyber attacks", "agency spending", "library closures",
    "council tax arrears", "dog attacks", "speed cameras", "adult social care", "air quality", "housing repairs",
)  # fmt: skip
TEAMS = (
    "finance", "highways", "housing", "legal", "licensing", "education", "planning", "property", "transport", "care",
)  # fmt: skip
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
DOINGS = (
    "reviewed", "deferred", "approved", "questioned", "noted", "rejected", "costed", "postponed", "re-tendered",
    "audited",
)  # fmt: skip
REASONS = (
    "because the contractor withdrew", "after complaints from residents", "as the earlier survey was out of date",
    "on the advice of counsel", "since no bids came in below the estimate", "following the winter storms",
    "because two posts stand vacant", "in order to meet the new standard", "pending the outcome of an inquiry",
    "after the insurer declined the claim", "as part of the savings plan", "so that the building can reopen",
)  # fmt: skip
SENTENCES = (
    "The {team} team {doing} the {thing} at {site} in {month} {reason}.",
    "Members asked why the {thing} at {site} had been {doing} {reason}.",
    "In {month} the head of {team} reported that {count} cases of {subject} had been {doing}.",
    "It was {doing} that {subject} would be looked at by the {team} team {reason}.",
    "Of the {count} complaints about {subject}, most came from tenants near {site}.",
    "A further {count} hours were spent on {subject} by the {team} team in {month}.",
    "The {thing} contract for {site} was {doing} {reason}.",
    "No information on {subject} is held for {month}, {reason}.",
    "The cost of {thing} rose by {count} per cent, and the {team} team {doing} it.",
    "Residents of {site} wrote {count} times about {subject} and about {thing}.",
)
