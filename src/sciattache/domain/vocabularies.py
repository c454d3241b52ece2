"""Closed lists of words that choice fields draw from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property


@dataclass(frozen=True)
class Vocabulary:
    """A list of codes with the words a person reads.

    ``terms`` maps each stored code to its English label.  ``synonyms`` maps further words, as
    other people's files write them, to a code.  A vocabulary whose list is a standard (countries,
    languages, zones, currencies) gives functions instead, so that the standard's library decides.
    """

    name: str
    terms: Mapping[str, str] = field(default_factory=dict)
    synonyms: Mapping[str, str] = field(default_factory=dict)
    listing: Callable[[], Mapping[str, str]] | None = None
    find: Callable[[str], str | None] | None = None
    name_in: Callable[[str, str], str] | None = None

    @cached_property
    def _by_word(self) -> dict[str, str]:
        words = {code.casefold(): code for code in self.terms}
        words |= {code.replace("_", " ").casefold(): code for code in self.terms}
        words |= {label.casefold(): code for code, label in self.terms.items()}
        return words | {word.casefold(): code for word, code in self.synonyms.items()}

    def choices(self) -> Mapping[str, str]:
        """Every code with its English label."""
        return self.listing() if self.listing else self.terms

    def code(self, text: str) -> str | None:
        """The code that ``text`` means (a code, a label or a synonym), or None."""
        found = self._by_word.get(text.strip().casefold())
        if found is None and self.find is not None:
            found = self.find(text)
        return found

    def label(self, code: str, language: str = "en") -> str:
        """The word for ``code``; an unknown code is shown as it is, never hidden."""
        if code in self.terms:
            return self.terms[code]
        return self.name_in(code, language) if self.name_in else code


def _countries() -> Mapping[str, str]:
    from sciattache.domain.standards import codes  # heavy tables: read when first asked

    return codes.countries()


def _country(text: str) -> str | None:
    from sciattache.domain.standards import codes

    return codes.country_code(text)


def _country_name(code: str, language: str) -> str:
    from sciattache.domain.standards import codes

    return codes.country_name(code, language)


def _languages() -> Mapping[str, str]:
    from sciattache.domain.standards import codes

    return {code: name for code, name in codes.languages().items() if len(code) == 2}


def _language(text: str) -> str | None:
    from sciattache.domain.standards import codes

    return codes.language_code(text)


def _language_name(code: str, language: str) -> str:
    from sciattache.domain.standards import codes

    return codes.language_name(code, language)


def _zones() -> Mapping[str, str]:
    from sciattache.domain.standards import codes

    return {name: name for name in codes.zones()}


def _zone(text: str) -> str | None:
    from sciattache.domain.standards import codes

    return codes.zone(text)


def _currencies() -> Mapping[str, str]:
    from sciattache.domain.standards import codes

    return {code: code for code in codes.currencies()}


def _currency(text: str) -> str | None:
    from sciattache.domain.standards import codes

    return codes.currency_code(text)


COUNTRIES = Vocabulary("country", listing=_countries, find=_country, name_in=_country_name)
LANGUAGES = Vocabulary("language", listing=_languages, find=_language, name_in=_language_name)
ZONES = Vocabulary("zone", listing=_zones, find=_zone)
CURRENCIES = Vocabulary("currency", listing=_currencies, find=_currency)

NAME_ORDERS = Vocabulary(
    "name_order",
    {
        "given-first": "Given name first",
        "family-first": "Family name first",
        "given-only": "One name only",
    },
)
GENDERS = Vocabulary(
    "gender",
    {"female": "Female", "male": "Male", "other": "Other"},
    {"f": "female", "m": "male", "woman": "female", "man": "male", "o": "other", "x": "other"},
)
ORGANISATION_KINDS = Vocabulary(
    "organisation_kind",
    {
        "university": "University",
        "research_institute": "Research institute",
        "laboratory": "Laboratory",
        "startup": "Start-up",
        "company": "Company",
        "investor": "Investor",
        "funding_agency": "Funding agency",
        "ministry": "Ministry",
        "agency": "Government agency",
        "embassy": "Embassy or consulate",
        "parliament": "Parliament",
        "international": "International organisation",
        "academy": "Academy or learned society",
        "association": "Association or cluster",
        "accelerator": "Incubator or accelerator",
        "hospital": "Hospital",
        "media": "Media",
        "school": "School",
        "other": "Other",
    },
    {
        "start-up": "startup",
        "ngo": "association",
        "nonprofit": "association",
        "education": "university",
        "healthcare": "hospital",
        "government": "agency",
        "facility": "laboratory",
        # CORDIS, activity types of participants
        "hes": "university",
        "higher or secondary education establishments": "university",
        "rec": "research_institute",
        "research organisations": "research_institute",
        "prc": "company",
        "private for-profit entities": "company",
        "pub": "agency",
        "public bodies": "agency",
        "oth": "other",
    },
)
SECTORS = Vocabulary(
    "sector",
    {
        "agriculture": "Agriculture and food",
        "ai": "Artificial intelligence",
        "biodiversity": "Biodiversity",
        "biotechnology": "Biotechnology",
        "climate": "Climate",
        "cybersecurity": "Cybersecurity",
        "digital": "Digital",
        "education": "Education",
        "energy": "Energy",
        "finance": "Finance",
        "health": "Health",
        "humanities": "Humanities",
        "ict": "Information and communication technology",
        "manufacturing": "Advanced manufacturing",
        "materials": "Materials",
        "mathematics": "Mathematics",
        "mobility": "Transport and mobility",
        "nuclear": "Nuclear",
        "oceans": "Oceans",
        "physics": "Physics",
        "polar": "Polar science",
        "policy": "Science policy",
        "quantum": "Quantum",
        "security": "Security and defence",
        "semiconductors": "Semiconductors",
        "social": "Social sciences",
        "space": "Space",
        "water": "Water",
    },
)
RANKS = Vocabulary(
    "rank",
    {
        "head_of_state": "Head of State",
        "head_of_government": "Head of Government",
        "minister": "Minister",
        "deputy_minister": "Deputy minister",
        "ambassador": "Ambassador",
        "parliamentarian": "Member of parliament",
        "agency_head": "Head of agency",
        "president": "President or rector",
        "director_general": "Director-general",
        "chief_executive": "Chief executive",
        "director": "Director",
        "counsellor": "Counsellor",
        "professor": "Professor",
        "manager": "Manager",
        "researcher": "Researcher",
        "secretary": "Secretary",
        "officer": "Officer",
        "student": "Student",
        "spouse": "Spouse or partner",
        "support": "Support staff",
    },
)
CONSENTS = Vocabulary(
    "consent",
    {
        "unknown": "Not asked",
        "public_task": "Public task",
        "given": "Given",
        "withdrawn": "Withdrawn",
    },
)
RELATIONSHIP_KINDS = Vocabulary(
    "relationship_kind",
    {
        "knows": "Knows",
        "introduced_by": "Introduced by",
        "reports_to": "Reports to",
        "assistant_of": "Assistant of",
        "spouse_of": "Spouse or partner of",
        "collaborates_with": "Collaborates with",
        "supervised_by": "Supervised by",
        "invested_in": "Invested in",
        "advises": "Advises",
        "avoid_with": "Do not seat with",
    },
)
CHANNELS = Vocabulary(
    "channel",
    {
        "meeting": "Meeting",
        "call": "Call",
        "video": "Video call",
        "email": "E-mail",
        "letter": "Letter",
        "reception": "Reception",
        "visit": "Visit",
        "event": "Event",
        "message": "Message",
    },
)
CLASH_KINDS = Vocabulary(
    "clash_kind",
    {"changed": "Changed in two places", "deleted": "Deleted here, changed there"},
)
CLASH_STATES = Vocabulary("clash_state", {"open": "Open", "settled": "Settled"})
RECALL_STATES = Vocabulary(
    "recall_state",
    {"asked": "Asked", "done": "Done", "kept": "Kept", "withdrawn": "Withdrawn"},
)
OUTCOME_KINDS = Vocabulary(
    "outcome_kind",
    {
        "publication": "Publication",
        "patent": "Patent",
        "exchange": "Exchange of people",
        "pilot": "Pilot project",
        "investment": "Private investment",
        "agreement": "Agreement signed",
        "other": "Other outcome",
    },
)
MERGING_STATES = Vocabulary("merging_state", {"merged": "Merged", "parted": "Taken back"})
FOLLOW_UP_STATES = Vocabulary(
    "follow_up_state",
    {"open": "Open", "waiting": "Waiting", "done": "Done", "dropped": "Dropped"},
)
PRIORITIES = Vocabulary("priority", {"low": "Low", "normal": "Normal", "high": "High"})
PLACE_KINDS = Vocabulary(
    "place_kind",
    {
        "city": "City",
        "airport": "Airport",
        "station": "Station",
        "venue": "Venue",
        "hotel": "Hotel",
        "office": "Office",
        "residence": "Residence",
        "restaurant": "Restaurant",
        "laboratory": "Laboratory",
        "room": "Room",
        "other": "Other",
    },
)
ENGAGEMENT_KINDS = Vocabulary(
    "engagement_kind",
    {
        "inbound_delegation": "Inbound delegation",
        "outbound_delegation": "Outbound delegation",
        "roadshow": "Roadshow",
        "investor_trip": "Investor trip",
        "briefing": "Briefing",
        "hackathon": "Hackathon",
        "seminar": "Seminar",
        "demonstration": "Demonstration",
        "scouting_mission": "Scouting mission",
        "laboratory_visit": "Laboratory visit",
        "due_diligence_workshop": "Due-diligence workshop",
        "advisory_round": "Advisory round",
    },
    {
        "delegation": "inbound_delegation",
        "visit": "inbound_delegation",
        "trip": "outbound_delegation",
        "conference": "seminar",
        "workshop": "seminar",
    },
)
ENGAGEMENT_STATES = Vocabulary(
    "engagement_state",
    {
        "idea": "Idea",
        "planned": "Planned",
        "confirmed": "Confirmed",
        "running": "Running",
        "completed": "Completed",
        "cancelled": "Cancelled",
    },
)
SIDES = Vocabulary(
    "side",
    {
        "guest": "Guest",
        "host": "Host",
        "mission": "Our mission",
        "support": "Support",
        "press": "Press",
    },
)
PARTICIPATION_ROLES = Vocabulary(
    "participation_role",
    {
        "head": "Head of delegation",
        "deputy_head": "Deputy head of delegation",
        "member": "Member",
        "adviser": "Adviser",
        "speaker": "Speaker",
        "moderator": "Moderator",
        "interpreter": "Interpreter",
        "organiser": "Organiser",
        "escort": "Escort officer",
        "security": "Security",
        "press": "Press",
        "spouse": "Spouse or partner",
        "driver": "Driver",
        "observer": "Observer",
    },
)
RSVPS = Vocabulary(
    "rsvp",
    {
        "not_invited": "Not invited yet",
        "invited": "Invited",
        "accepted": "Accepted",
        "tentative": "Tentative",
        "declined": "Declined",
        "no_answer": "No answer",
    },
    {"yes": "accepted", "no": "declined", "maybe": "tentative", "confirmed": "accepted"},
)
DIETS = Vocabulary(
    "diet",
    {
        "none": "No restriction",
        "vegetarian": "Vegetarian",
        "vegan": "Vegan",
        "halal": "Halal",
        "kosher": "Kosher",
        "pescatarian": "Fish, no meat",
        "gluten_free": "Gluten-free",
        "lactose_free": "Lactose-free",
        "no_pork": "No pork",
        "no_beef": "No beef",
        "nut_allergy": "Nut allergy",
        "shellfish_allergy": "Shellfish allergy",
        "other": "Other (see remarks)",
    },
)
VISA_STATES = Vocabulary(
    "visa_state",
    {
        "not_needed": "Not needed",
        "needed": "Needed",
        "applied": "Applied for",
        "granted": "Granted",
        "refused": "Refused",
    },
)
PAYERS = Vocabulary(
    "payer",
    {
        "mission": "Our mission",
        "headquarters": "Headquarters",
        "host": "Host",
        "guest": "Guest",
        "sponsor": "Sponsor",
    },
)
ITEM_KINDS = Vocabulary(
    "item_kind",
    {
        "meeting": "Meeting",
        "visit": "Visit",
        "talk": "Talk or panel",
        "ceremony": "Ceremony",
        "signing": "Signing",
        "meal": "Meal",
        "reception": "Reception",
        "press": "Press",
        "movement": "Movement",
        "briefing": "Briefing",
        "pitch": "Pitch",
        "b2b": "B2B meetings",
        "cultural": "Cultural programme",
        "free": "Free time",
        "other": "Other",
    },
)
ITEM_STATES = Vocabulary(
    "item_state",
    {
        "proposed": "Proposed",
        "asked": "Asked",
        "confirmed": "Confirmed",
        "declined": "Declined",
        "standby": "Standby",
        "cancelled": "Cancelled",
    },
    {"tentative": "proposed"},
)
DISCLOSURES = Vocabulary(
    "disclosure",
    {"may_be_used": "May be used", "not_to_be_disclosed": "Not to be disclosed"},
)
BRIEF_PARTS = Vocabulary("brief_part", {"background": "Background", "addendum": "Addendum"})
LEG_KINDS = Vocabulary(
    "leg_kind",
    {
        "flight": "Flight",
        "train": "Train",
        "car": "Car",
        "coach": "Coach",
        "boat": "Boat",
        "walk": "Walk",
    },
    {"bus": "coach", "ferry": "boat", "ship": "boat", "taxi": "car"},
)
BOOKING_STATES = Vocabulary(
    "booking_state",
    {
        "wanted": "Wanted",
        "held": "On option",
        "booked": "Booked",
        "ticketed": "Ticketed",
        "cancelled": "Cancelled",
    },
)
TRAVEL_CLASSES = Vocabulary(
    "travel_class",
    {"economy": "Economy", "premium": "Premium economy", "business": "Business", "first": "First"},
)
ROOM_KINDS = Vocabulary(
    "room_kind",
    {"single": "Single", "double": "Double", "twin": "Twin", "suite": "Suite", "family": "Family"},
)
VEHICLE_KINDS = Vocabulary(
    "vehicle_kind",
    {
        "sedan": "Sedan",
        "van": "Van",
        "minibus": "Minibus",
        "coach": "Coach",
        "armoured": "Armoured car",
    },
)
EXPENSE_KINDS = Vocabulary(
    "expense_kind",
    {
        "travel": "Travel",
        "accommodation": "Accommodation",
        "transport": "Ground transport",
        "venue": "Venue",
        "catering": "Catering",
        "interpretation": "Interpretation",
        "printing": "Printing",
        "gifts": "Gifts",
        "fees": "Fees",
        "other": "Other",
    },
)
GIFT_DIRECTIONS = Vocabulary("gift_direction", {"given": "Given", "received": "Received"})
REQUEST_STATES = Vocabulary(
    "request_state",
    {
        "wished": "Wished",
        "accepted": "Accepted",
        "refused": "Refused",
        "scheduled": "Scheduled",
        "held": "Took place",
        "no_show": "No show",
    },
)
DAY_PARTS = Vocabulary("day_part", {"morning": "Morning", "afternoon": "Afternoon"})
PRECEDENCE_RULES = Vocabulary(
    "precedence_rule",
    {
        "rank": "Rank for this event",
        "date_in_post": "Date in post",
        "country": "Alphabetical by country",
        "rotation": "Rotation of countries",
        "category": "Category, then date in post",
    },
)
TABLE_SHAPES = Vocabulary(
    "table_shape",
    {"long": "Long table", "round": "Round table", "horseshoe": "Horseshoe"},
    {"rectangular": "long", "u": "horseshoe", "u-shape": "horseshoe"},
)
AUDIENCES = Vocabulary(
    "audience",
    {"full": "Full", "guest": "Guest", "press": "Press", "driver": "Driver", "host": "Host"},
)
COPY_MEDIA = Vocabulary(
    "copy_medium",
    {"print": "Print", "email": "E-mail", "usb": "USB stick", "screen": "Shown on screen"},
)
DISPATCH_WAYS = Vocabulary(
    "dispatch_way",
    {"file": "File", "print": "Print", "email": "E-mail", "hand": "By hand"},
)
LETTER_OCCASIONS = Vocabulary(
    "letter_occasion",
    {"invitation": "Invitation", "thank_you": "Thank-you", "other": "Other"},
    {"thanks": "thank_you"},
)
POST_KINDS = Vocabulary(
    "post_kind",
    {
        "embassy": "Embassy",
        "consulate": "Consulate",
        "permanent_mission": "Permanent mission",
        "liaison_office": "Liaison office",
        "headquarters": "Headquarters",
    },
)
INDICATOR_UNITS = Vocabulary(
    "indicator_unit",
    {"count": "Count", "money": "Money", "percent": "Per cent", "days": "Days", "people": "People"},
)
POINT_LABELS = Vocabulary(
    "point_label",
    {
        "work": "Work",
        "home": "Home",
        "mobile": "Mobile",
        "fax": "Fax",
        "assistant": "Assistant",
        "main": "Main",
        "other": "Other",
    },
    {"cell": "mobile", "business": "work", "office": "work", "private": "home", "personal": "home"},
)
PRINT_LOOKS = Vocabulary(
    "print_look", {"plain": "Plain", "large": "Large print", "grey": "Shades of grey"}
)
PAPER_SIZES = Vocabulary("paper_size", {"A4": "A4", "Letter": "Letter"})


def called(name: str) -> Vocabulary:
    """The vocabulary of that name; ``KeyError`` when there is none."""
    return _by_name()[name]


@cache
def _by_name() -> dict[str, Vocabulary]:
    return {value.name: value for value in globals().values() if isinstance(value, Vocabulary)}
