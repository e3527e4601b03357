#include "src/load/calendar_loader.hpp"

#include "src/load/period_reader.hpp"
#include "src/load/shipped_calendar.hpp"

#include <kaohe/calendar/workdays.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace kaohe::load {

namespace {

constexpr std::int64_t longest_holiday = 366;
constexpr std::size_t most_days = 20'000;  // of all lists together: holidays of five hundred years

using DatedPlaces = std::map<Date, SourceSpan>;

/// Gathers what calendars say, each day and each term with its place.
class CalendarReader {
 public:
  explicit CalendarReader(Findings& findings) : findings_(findings) {}

  void read(const Node& document) {
    const Node* node = document.find("calendar");
    if (node == nullptr || node->kind == Node::Kind::null) return;
    const Fields fields(*node, {"日历", "a calendar"}, {"statutory", "terms", "holidays", "workdays", "covers"}, findings_);
    if (fields.find("statutory") != nullptr) china_ = fields.choice<bool>("statutory", {{"china", true}}).value_or(china_);
    if (const Node* terms = fields.mapping("terms")) read_terms(*terms);
    read_days(fields.items("holidays"), "holidays", holidays_);
    read_days(fields.items("workdays"), "workdays", workdays_);
    if (const Node* covers = fields.find("covers")) read_covers(*covers);
  }

  /// All of them together. What the scheme and its documents say of a day goes before what is shipped.
  Calendar take() {
    check_terms();
    if (china_) add_shipped();
    check_days();
    for (const auto& [day, where] : holidays_) calendar_.holidays.insert(day), calendar_.workdays.erase(day);
    for (const auto& [day, where] : workdays_) calendar_.workdays.insert(day), calendar_.holidays.erase(day);
    for (const auto& [name, term] : terms_) calendar_.terms.emplace(name, term.first);
    join_covers();
    return std::move(calendar_);
  }

 private:
  void report(Code code, const SourceSpan& where, Arguments arguments) { findings_.push_back(make_finding(code, where, arguments)); }

  void read_terms(const Node& terms) {
    for (const auto& entry : terms.entries) {
      if (!is_term(entry.key)) report("K0633", entry.key_where, {Phrase(entry.key)});
      const auto days = read_span(entry.value, Phrase(entry.key), findings_);
      if (days && is_term(entry.key) && names_.take(entry.key, entry.key_where, findings_))
        terms_.emplace(entry.key, std::pair(*days, entry.key_where));
    }
  }

  void read_days(std::span<const Node> items, const Phrase& name, DatedPlaces& days) {
    for (const Node& item : items) {
      const auto period = days_of(item, name);
      if (period && !is_full(item.where)) add_days(*period, item.where, days);
    }
  }

  /// A date, or `{from, to}`.
  std::optional<Period> days_of(const Node& item, const Phrase& name) {
    if (item.kind != Node::Kind::mapping) {
      const auto day = read_date(item, name, findings_);
      return day ? std::optional(Period(*day, *day)) : std::nullopt;
    }
    const auto days = read_span(item, name, findings_);
    if (!days || days->days() <= longest_holiday) return days;
    report("K0636", item.where, {Phrase(std::to_string(days->days())), Phrase(std::to_string(longest_holiday))});
    return std::nullopt;
  }

  bool is_full(const SourceSpan& where) {
    const bool full = holidays_.size() + workdays_.size() > most_days;
    if (full && !said_full_) report("K0637", where, {Phrase(std::to_string(most_days))});
    said_full_ = said_full_ || full;
    return full;
  }

  void add_days(const Period& period, const SourceSpan& where, DatedPlaces& days) {
    bool said = false;
    for (auto day = std::optional(period.first()); day && *day <= period.last(); day = day->plus_days(1)) {
      const bool fresh = days.emplace(*day, where).second;
      if (!fresh && !said) report("K0631", where, {Phrase(day->text())});
      said = said || !fresh;
    }
  }

  void read_covers(const Node& covers) {
    for (const std::string& written : read_texts(covers, "covers", findings_)) {
      const auto period = parse_period(written);
      if (period) calendar_.covers.push_back(*period);
      if (!period) report("K0350", covers.where, {Phrase(written)});
    }
  }

  /// Pre: what is shipped is in the calendar, what the documents say is not yet.
  void check_days() {
    for (const auto& [day, where] : workdays_) {
      if (holidays_.contains(day)) report("K0630", where, {Phrase(day.text())});
      if (is_workday(calendar_, day)) report("K0632", where, {Phrase(day.text())});
    }
  }

  void check_terms() {
    const std::pair<const std::string, std::pair<Period, SourceSpan>>* before = nullptr;
    for (const auto& term : terms_) {
      const auto& [days, where] = term.second;
      const int year = detail::school_year_of(term.first);
      const auto first = Date::make(year, 7, 1), last = Date::make(year + 1, 8, 31);
      const bool inside = first && last && Period(*first, *last).contains(days);
      if (!inside) report("K0634", where, {Phrase(term.first), Phrase(days.text())});
      if (before != nullptr && days.first() <= before->second.first.last())
        report("K0635", where, {Phrase(term.first), Phrase(before->first)});
      before = &term;
    }
  }

  void add_shipped() {
    Calendar shipped = shipped_calendar();
    shipped.covers.insert(shipped.covers.end(), calendar_.covers.begin(), calendar_.covers.end());
    calendar_ = std::move(shipped);
  }

  /// In order and apart.
  void join_covers() {
    auto& covers = calendar_.covers;
    std::ranges::sort(covers, {}, &Period::first);
    std::vector<Period> joined;
    for (const Period& period : covers) {
      const bool follows = !joined.empty() && days_between(joined.back().last(), period.first()) <= 1;
      if (follows) joined.back() = Period(joined.back().first(), std::max(joined.back().last(), period.last()));
      if (!follows) joined.push_back(period);
    }
    covers = std::move(joined);
  }

  Findings& findings_;
  bool china_ = false;
  bool said_full_ = false;
  Calendar calendar_;
  DatedPlaces holidays_, workdays_;
  std::map<std::string, std::pair<Period, SourceSpan>> terms_;
  IdSpace names_;  // of terms
};

}  // namespace

Calendar shipped_calendar() {
  Findings findings;
  const auto document = read_document(shipped_calendar_text(), "china.yaml", findings);
  CalendarReader reader(findings);
  reader.read(*document);
  return reader.take();
}

void load_calendars(const Node& scheme, const std::vector<Node>& used, Loading& loading) {
  CalendarReader reader(loading.findings);
  for (const Node& document : used) reader.read(document);
  reader.read(scheme);
  loading.scheme.calendar = reader.take();
}

}  // namespace kaohe::load
