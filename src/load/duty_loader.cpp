#include "src/load/duty_loader.hpp"

#include <iterator>
#include <string_view>
#include <utility>

namespace kaohe::load {

namespace {

constexpr std::int64_t most_times = 100'000;
constexpr int most_window_days = 9'999;

std::optional<Recurrence> read_per(const Fields& fields) {
  const auto written = fields.text_if("per");
  if (!written) return std::nullopt;
  const auto per = parse_recurrence(*written);
  if (!per) fields.findings().push_back(make_finding("K0645", fields.where("per"), {Phrase(*written)}));
  return per;
}

/// `day 5`.
std::optional<int> day_of(std::string_view text) {
  constexpr std::string_view word = "day ";
  if (!text.starts_with(word) || text.size() > word.size() + 4) return std::nullopt;
  const std::string_view digits = text.substr(word.size());
  const auto day = digits.empty() ? std::nullopt : detail::fixed_digits(digits, digits.size());
  return day && *day >= 1 && *day <= most_window_days ? day : std::nullopt;
}

std::optional<int> read_by(const Fields& fields) {
  const auto written = fields.text_if("by");
  if (!written) return std::nullopt;
  const auto day = day_of(*written);
  if (!day) fields.findings().push_back(make_finding("K0646", fields.where("by"), {Phrase(*written)}));
  return day;
}

std::vector<Named> read_parties(const Fields& fields, std::string_view key) {
  const Node* node = fields.find(key);
  return node != nullptr ? read_named_list(*node, Phrase(key), fields.findings()) : std::vector<Named>{};
}

Duty load_duty(const Node& node, Loading& loading) {
  const Fields fields(
      node, {"常规任务", "a duty"},
      {"id!", "title", "source", "what!", "at_least", "per!", "by", "per_party", "tags", "lead", "assist", "versions", "valid_on"},
      loading.findings);
  Duty duty;
  duty.where = fields.where("id");
  duty.id = take_document_id(fields, loading.ids);
  duty.title = fields.text("title");
  duty.source = fields.text("source");
  duty.what = fields.named("what").value_or(Named{});
  duty.at_least = fields.whole("at_least", 1, most_times).value_or(1);
  duty.per = read_per(fields).value_or(Recurrence{});
  duty.per_written = fields.text("per");
  duty.by_day = read_by(fields);
  duty.per_party = fields.text("per_party");
  duty.tags = fields.texts("tags");
  duty.lead = read_parties(fields, "lead");
  duty.assist = read_parties(fields, "assist");
  return duty;
}

}  // namespace

std::vector<Duty> load_duties(const Node& list, Loading& loading) {
  std::vector<Duty> duties;
  if (!is_kind(list, Node::Kind::sequence, "duties", loading.findings)) return duties;
  for (const Node& item : list.items) {
    const std::size_t before = loading.findings.size();
    Duty duty = load_duty(item, loading);
    if (!has_errors_since(loading.findings, before)) duties.push_back(std::move(duty));
  }
  return duties;
}

void load_scheme_duties(const Node& list, Loading& loading) {
  auto duties = load_duties(list, loading);
  auto& all = loading.scheme.duties;
  all.insert(all.end(), std::make_move_iterator(duties.begin()), std::make_move_iterator(duties.end()));
}

}  // namespace kaohe::load
