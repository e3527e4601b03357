#include <src/arrow/column_reader.hpp>

#include <kaohe/base/text.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace kaohe::arrow {
namespace {

// ---- days and times

constexpr std::int64_t day_seconds = 86'400;

/// A moment as seconds since 1970 and the nanoseconds after.
struct Moment {
  std::int64_t seconds;
  std::int64_t nanoseconds;
};

std::int64_t floor_divided(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

std::int64_t units_a_second(ArrowTimeUnit unit) {
  switch (unit) {
    case NANOARROW_TIME_UNIT_SECOND:
      return 1;
    case NANOARROW_TIME_UNIT_MILLI:
      return 1'000;
    case NANOARROW_TIME_UNIT_MICRO:
      return 1'000'000;
    case NANOARROW_TIME_UNIT_NANO:
      return 1'000'000'000;
  }
  return 1;
}

Moment midnight_of(std::int64_t day) { return {day * day_seconds, 0}; }

Moment moment_of(std::int64_t value, std::int64_t a_second) {
  const std::int64_t seconds = floor_divided(value, a_second);
  return {seconds, (value - seconds * a_second) * (1'000'000'000 / a_second)};
}

/// The last `width` digits of a number that is not negative.
void append_digits(std::string& out, std::int64_t number, std::size_t width) {
  out.resize(out.size() + width, '0');
  for (auto at = out.rbegin(); width > 0; ++at, --width, number /= 10) *at = static_cast<char>('0' + number % 10);
}

/// 2014-05-01; nothing beyond the years 1 to 9999.
std::optional<std::string> day_text(std::int64_t days) {
  using namespace std::chrono;
  constexpr auto first = sys_days(year{1} / 1 / 1).time_since_epoch().count();
  constexpr auto last = sys_days(year{9999} / 12 / 31).time_since_epoch().count();
  if (days < first || days > last) return std::nullopt;
  const year_month_day date{sys_days{std::chrono::days{static_cast<int>(days)}}};
  std::string text;
  append_digits(text, static_cast<int>(date.year()), 4);
  text += '-';
  append_digits(text, static_cast<unsigned>(date.month()), 2);
  text += '-';
  append_digits(text, static_cast<unsigned>(date.day()), 2);
  return text;
}

/// 13:02:00, and the part of a second where there is one.
std::string clock_text(std::int64_t second_of_day, std::int64_t nanoseconds) {
  std::string text;
  append_digits(text, second_of_day / 3600, 2);
  text += ':';
  append_digits(text, second_of_day / 60 % 60, 2);
  text += ':';
  append_digits(text, second_of_day % 60, 2);
  if (nanoseconds == 0) return text;
  text += '.';
  const bool microseconds = nanoseconds % 1000 == 0;
  append_digits(text, microseconds ? nanoseconds / 1000 : nanoseconds, microseconds ? 6 : 9);
  return text;
}

/// +08:00
std::string ahead_text(std::int64_t ahead) {
  const std::int64_t size = ahead < 0 ? -ahead : ahead;
  const std::string clock = clock_text(size, 0);
  return (ahead < 0 ? "-" : "+") + (size % 60 == 0 ? clock.substr(0, 5) : clock);
}

/// The seconds of a zone that is written as an offset: `+08:00`, `-0330`; `UTC` and `Z` have none.
std::optional<std::int64_t> written_offset(std::string_view zone) {
  if (zone == "UTC" || zone == "Z") return 0;
  std::string digits;
  for (const char c : zone.substr(zone.empty() ? 0 : 1)) {
    if (c >= '0' && c <= '9') digits += c;
  }
  const bool colon = zone.size() == 6 && zone[3] == ':';
  const bool offset = (colon || zone.size() == 5) && (zone[0] == '+' || zone[0] == '-') && digits.size() == 4;
  if (!offset) return std::nullopt;
  const std::int64_t size = std::stoi(digits.substr(0, 2)) * 3600 + std::stoi(digits.substr(2)) * 60;
  return zone[0] == '-' ? -size : size;
}

/// How a column's moments are told in its zone.
class Zone {
 public:
  Zone(const Incoming& column, const char* name) : column_(column), name_(name == nullptr ? "" : name), offset_(written_offset(name_)) {
    if (!name_.empty() && !offset_ && !*column.ahead) {
      column.refuse_kind("whose named time zone is not known here; give local times, or times in UTC");
    }
  }

  std::string text(std::size_t row, Moment moment) const {
    const std::int64_t ahead = name_.empty() ? 0 : offset_ ? *offset_ : asked(moment.seconds);
    const std::int64_t local = moment.seconds + ahead;
    const std::int64_t days = floor_divided(local, day_seconds);
    const std::int64_t second = local - days * day_seconds;
    const auto day = day_text(days);
    if (!day) column_.refuse_row(row, "the day is not within the years 1 to 9999");
    if (second == 0 && moment.nanoseconds == 0) return *day;
    return *day + " " + clock_text(second, moment.nanoseconds) + (name_.empty() ? "" : ahead_text(ahead));
  }

 private:
  std::int64_t asked(std::int64_t moment) const {
    const auto ahead = (*column_.ahead)(name_, moment);
    if (!ahead) column_.refuse_kind("whose time zone is not known");
    return *ahead;
  }

  const Incoming& column_;
  std::string name_;
  std::optional<std::int64_t> offset_;
};

template <class T, class ToMoment>
void read_moments(const Rows& rows, const Zone& zone, TextCells& out, const ToMoment& moment) {
  const T* const values = rows.values<T>();
  for (std::size_t at = 0; at < rows.count; ++at) {
    if (rows.missing(at)) {
      out.push_back(std::nullopt);
    } else {
      out.push_back(zone.text(rows.first + at, moment(values[at])));
    }
  }
}

}  // namespace

Cells texts(const Incoming& column, const std::vector<Rows>& all) {
  TextCells out;
  for (const Rows& rows : all) {
    for (std::size_t at = 0; at < rows.count; ++at) {
      if (rows.missing(at)) {
        out.push_back(std::nullopt);
        continue;
      }
      const ArrowStringView text = ArrowArrayViewGetStringUnsafe(rows.view, static_cast<std::int64_t>(at));
      const std::string_view bytes(text.data, static_cast<std::size_t>(text.size_bytes));
      if (find_invalid_utf8(bytes)) column.refuse_row(rows.first + at, "the text is not UTF-8");
      // what comes out through C ends with one
      if (bytes.find('\0') != std::string_view::npos) column.refuse_row(rows.first + at, "the text has a NUL within");
      out.push_back(bytes);
    }
  }
  return out;
}

Cells booleans(const Incoming&, const std::vector<Rows>& all) {
  TextCells out;
  for (const Rows& rows : all) {
    for (std::size_t at = 0; at < rows.count; ++at) {
      const bool yes = ArrowArrayViewGetIntUnsafe(rows.view, static_cast<std::int64_t>(at)) != 0;
      out.push_back(rows.missing(at) ? std::optional<std::string_view>() : yes ? "yes" : "no");
    }
  }
  return out;
}

Cells times(const Incoming& column, const ArrowSchemaView& type, const std::vector<Rows>& all) {
  const bool days = type.type == NANOARROW_TYPE_DATE32, milliseconds = type.type == NANOARROW_TYPE_DATE64;
  const Zone zone(column, days || milliseconds ? nullptr : type.timezone);
  TextCells out;
  for (const Rows& rows : all) {
    if (days) {
      read_moments<std::int32_t>(rows, zone, out, midnight_of);
    } else if (milliseconds) {
      read_moments<std::int64_t>(rows, zone, out, [](auto value) { return midnight_of(floor_divided(value, 1000 * day_seconds)); });
    } else {
      const std::int64_t a_second = units_a_second(type.time_unit);
      read_moments<std::int64_t>(rows, zone, out, [&](auto value) { return moment_of(value, a_second); });
    }
  }
  return out;
}

}  // namespace kaohe::arrow
