"""Identifiers are checked and written one way."""

import idutils
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciattache.domain.standards import identifiers


@pytest.mark.parametrize(
    ("kind", "written", "stored"),
    [
        ("orcid", "https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("orcid", "0000000218250097", "0000-0002-1825-0097"),
        ("orcid", "ORCID: 0000-0002-1694-233x", "0000-0002-1694-233X"),
        ("isni", "ISNI 000000012281955X", "0000 0001 2281 955X"),
        ("ror", "03yrm5c26", "https://ror.org/03yrm5c26"),
        ("ror", "https://ror.org/05DXPS055", "https://ror.org/05dxps055"),
        ("doi", "https://doi.org/10.1000/ABC", "10.1000/abc"),
        ("doi", "doi:10.1000/182", "10.1000/182"),
        ("email", "mailto:<Jose.Garcia+x@Example.ORG>", "Jose.Garcia+x@example.org"),
        ("email", "josé@müller.de", "josé@müller.de"),
        ("url", "WWW.Example.org/Path", "https://www.example.org/Path"),
        ("url", "http://example.org:80/a?b#c", "http://example.org:80/a?b#c"),
    ],
)
def test_an_identifier_has_one_form(kind: str, written: str, stored: str) -> None:
    rule = getattr(identifiers, kind)
    assert rule(written) == stored
    assert rule(stored) == stored


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("orcid", "0000-0002-1825-0098"),
        ("orcid", "0000 0001 2281 955X"),
        ("orcid", "Jane"),
        ("isni", "0000 0001 2281 9550"),
        ("ror", "03yrm5c27"),
        ("ror", "CERN"),
        ("doi", "10.1/x"),
        ("email", "jane"),
        ("email", "jane@host"),
        ("email", "jane..doe@example.org"),
        ("email", "a b@example.org"),
        ("url", "javascript:alert(1)"),
        ("url", "not an address"),
        ("url", "http://[::1"),
    ],
)
def test_what_is_no_identifier_is_refused_with_a_reason(kind: str, written: str) -> None:
    with pytest.raises(ValueError, match=r"is not|is an ISNI"):
        getattr(identifiers, kind)(written)


@given(st.integers(15_000_000, 35_000_000), st.sampled_from("0123456789X"))
def test_orcid_check_digits_agree_with_idutils(number: int, check: str) -> None:
    written = f"{number:015}{check}"
    groups = "-".join(written[at : at + 4] for at in range(0, 16, 4))
    if idutils.is_orcid(groups):
        assert identifiers.orcid(written) == groups
    else:
        with pytest.raises(ValueError, match="do not agree"):
            identifiers.orcid(written)


@given(st.text(), st.sampled_from(["orcid", "isni", "ror", "doi", "email", "url"]))
def test_any_text_is_taken_or_refused(written: str, kind: str) -> None:
    try:
        found = getattr(identifiers, kind)(written)
    except ValueError as refused:
        assert str(refused).endswith(".")
    else:
        assert getattr(identifiers, kind)(found) == found


def test_an_airport_is_known_by_its_iata_code() -> None:
    geneva = identifiers.iata_airport("gva")
    assert geneva is not None
    assert (geneva.city, geneva.country, geneva.zone) == ("Geneva", "CH", "Europe/Zurich")
    assert identifiers.iata_airport("???") is None
