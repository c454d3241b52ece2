"""Which properties of a VEVENT have a field of their own."""

# Told in a field of the event, made anew on writing, or said twice (X-ALT-DESC is DESCRIPTION
# again as a web page).
CONSUMED = frozenset(
    {
        "ATTENDEE",
        "BEGIN",
        "CATEGORIES",
        "CREATED",
        "DESCRIPTION",
        "DTEND",
        "DTSTAMP",
        "DTSTART",
        "DURATION",
        "END",
        "EXDATE",
        "EXRULE",
        "GEO",
        "LAST-MODIFIED",
        "LOCATION",
        "ORGANIZER",
        "RDATE",
        "RECURRENCE-ID",
        "RRULE",
        "SEQUENCE",
        "STATUS",
        "SUMMARY",
        "TRANSP",
        "UID",
        "URL",
        "X-ALT-DESC",
    }
)
# Their values are addresses, in which a backslash or comma is itself.
ADDRESSES = frozenset({"ATTACH", "CONFERENCE", "IMAGE", "LINK", "SOURCE"})
