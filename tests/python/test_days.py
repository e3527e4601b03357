"""Days as arguments."""

from datetime import date, datetime

import pytest

from kaohe.days import day_of


def test_a_date_and_its_text_are_the_same_day():
    assert day_of(date(2014, 10, 31)) == day_of("2014-10-31") == date(2014, 10, 31)


@pytest.mark.parametrize(
    "text", ["", "2014", "2014-10", "20141031", "2014-W44-5", "2014-2-3", "2014-02-30", "今天", "2014-10-31T00:00", " 2014-10-31"]
)
def test_another_text_is_refused_with_what_was_given(text):
    with pytest.raises(ValueError, match="on must be a day as 2014-10-31") as refused:
        day_of(text)
    assert repr(text) in str(refused.value)


@pytest.mark.parametrize("day", [datetime(2014, 10, 31), 20141031, None])
def test_what_is_no_day_at_all_is_a_type_error(day):
    with pytest.raises(TypeError, match="on must be a date or a text"):
        day_of(day)


@pytest.mark.parametrize("day", ["1399-12-31", date(1, 1, 1)])
def test_a_day_before_the_calendar_begins_is_refused(day):
    with pytest.raises(ValueError, match="before 1400-01-01"):
        day_of(day)
