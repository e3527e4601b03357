"""Working days of 2007 to 2026: day by day as chinesecalendar has them, and year by year as many as the law gives."""

from datetime import date, datetime, timedelta

import chinese_calendar
import pytest

import kaohe

LEAF = "criteria: [{id: b, points: 10, rule: {threshold: '>= 1'}}]"
DAYS = [date(2007, 1, 1) + timedelta(days) for days in range((date(2027, 1, 1) - date(2007, 1, 1)).days)]

# Days on which chinesecalendar differs from the notice of the State Council, which holds. In its version 1.11 there are none.
DIFFERENCES: dict[date, str] = {}

# What the notices moved across the end of a year, or gave beyond the law (全国年节及纪念日放假办法).
BEYOND_THE_LAW = {
    2007: 2,  # 国办发明电〔2006〕49号: 30 and 31 December 2006 were worked for 2 and 3 January
    2011: -1,  # 国办发明电〔2011〕45号: 31 December was worked for 3 January 2012
    2012: 1,
    2015: 1,  # 国发明电〔2015〕1号: 3 September
    2020: 2,  # 国办发明电〔2020〕1号: 31 January, and 1 February, which was to be worked
}


def scheme(calendar: str) -> kaohe.Scheme:
    return kaohe.loads("{kaohe: 1, id: s, missing: zero, " + LEAF + ", calendar: " + calendar + "}")


@pytest.fixture(scope="module")
def china() -> kaohe.Calendar:
    return scheme("{statutory: china}").calendar


def test_every_day_is_worked_or_off_as_chinesecalendar_has_it(china):
    differing = {day for day in DAYS if china.is_workday(day) != chinese_calendar.is_workday(day)}
    assert differing == set(DIFFERENCES)


def days_off_by_law(year: int) -> int:
    """10 since 1999, 11 since 2008 (国务院令第513号), 13 since 2025 (国务院令第795号)."""
    if year < 2008:
        return 10
    return 11 if year < 2025 else 13


@pytest.mark.parametrize("year", range(2007, 2027))
def test_a_year_has_the_days_off_that_the_law_gives(china, year):
    weekdays = sum(day.weekday() < 5 for day in DAYS if day.year == year)
    off = days_off_by_law(year) + BEYOND_THE_LAW.get(year, 0)
    assert china.count_workdays(date(year, 1, 1), date(year, 12, 31)) == weekdays - off


def test_made_up_days_are_weekend_days_and_holidays_are_not_worked(china):
    worked = [day for day in DAYS if day.weekday() >= 5 and china.is_workday(day)]
    assert len(worked) == 130  # counted in the notices: 7 of 2007, 123 of the years after it
    off = [day for day in DAYS if day.weekday() < 5 and not china.is_workday(day)]
    assert all(chinese_calendar.is_holiday(day) for day in off)


def test_counting_and_adding_agree_with_looking_at_every_day(china):
    start = date(2019, 12, 20)
    worked = [day for day in DAYS if day > start and china.is_workday(day)]
    for n, day in enumerate(worked[:300], 1):
        assert china.add_workdays(start, n) == day
        assert china.count_workdays(start + timedelta(1), day) == n
        assert china.add_workdays(day + timedelta(1), -1) == day


def test_the_first_day_does_not_count(china):
    assert china.add_workdays(date(2014, 9, 30), 0) == date(2014, 9, 30)
    assert china.add_workdays(date(2014, 9, 30), 1) == date(2014, 10, 8)
    assert china.add_workdays(datetime(2014, 9, 30, 17, 30), 4) == date(2014, 10, 11)


def test_days_that_no_calendar_reaches_are_errors(china):
    with pytest.raises(ValueError, match="before 1400-01-01"):
        china.is_workday(date(1399, 12, 31))
    with pytest.raises(OverflowError, match="working days"):
        china.add_workdays(date(2014, 1, 1), 10**30)
    with pytest.raises(OverflowError, match="working days"):
        china.add_workdays(date(2014, 1, 1), -3_000_000)
    assert china.count_workdays(date(2014, 1, 2), date(2014, 1, 1)) == 0


def test_a_day_may_be_a_text_and_nothing_else(china):
    assert china.is_workday("2014-10-11")
    assert china.add_workdays("2014-09-30", 1) == date(2014, 10, 8)
    assert china.count_workdays("2014-09-30", "2014-10-08") == 2
    with pytest.raises(ValueError, match="day must be a day as 2014-10-31, not '2014-02-30'"):
        china.is_workday("2014-02-30")
    with pytest.raises(TypeError, match="last must be a date or a text as 2014-10-31, not int"):
        china.count_workdays("2014-09-30", 20141008)


def test_periods_are_read_with_the_terms_of_the_scheme():
    calendar = scheme("{terms: {2013/2014-T1: {from: 2013-09-02, to: 2014-01-17}}}").calendar
    assert calendar.period("2013/2014-T1") == (date(2013, 9, 2), date(2014, 1, 17)) == calendar.terms["2013/2014-T1"]
    assert calendar.period("十一五") == (date(2006, 1, 1), date(2010, 12, 31))
    with pytest.raises(ValueError, match="2013/2014-T2"):
        calendar.period("2013/2014-T2")


def test_a_calendar_tells_what_it_is(china):
    assert china.covers == [(date(2007, 1, 1), date(2026, 12, 31))]
    assert repr(china) == "Calendar(terms=0, covers=[2007-01-01..2026-12-31])"
    assert kaohe.loads("{kaohe: 1, id: s, missing: zero, " + LEAF + "}").calendar.covers == []


def test_the_user_s_own_document_goes_on_where_the_shipped_one_ends(tmp_path):
    (tmp_path / "2027.yaml").write_text("kaohe: 1\ncalendar: {covers: 2027, holidays: [2027-01-01]}\n", encoding="utf-8")
    (tmp_path / "scheme.yaml").write_text(
        "{kaohe: 1, id: s, missing: zero, period: 2026, uses: 2027.yaml, calendar: {statutory: china}, " + LEAF + ",\n"
        "measures: [{id: m, when: b < 1, within: 30 working days}]}",
        encoding="utf-8",
    )
    own = kaohe.load(tmp_path / "scheme.yaml")
    assert own.findings == []
    assert own.calendar.add_workdays(date(2026, 12, 31), 1) == date(2027, 1, 4)
