#include "src/load/rule_test_loader.hpp"

#include <kaohe/number/literal.hpp>

#include <algorithm>
#include <array>

namespace kaohe::load {

namespace {

constexpr std::array<std::string_view, 6> unit_keys{"unit?", "observations?", "events?", "ratings?", "history?", "expect"};
constexpr std::int64_t last_place = 100'000;

std::optional<TestCell> read_cell(const Node::Entry& entry, Findings& findings) {
  TestCell cell{{entry.key, entry.key_where}, std::nullopt};
  if (entry.value.kind == Node::Kind::null) return cell;
  if (!is_kind(entry.value, Node::Kind::scalar, Phrase(entry.key), findings)) return std::nullopt;
  cell.value = entry.value.text;
  return cell;
}

TestRow read_cells(const Node& mapping, Findings& findings) {
  TestRow row;
  for (const auto& entry : mapping.entries) {
    if (auto cell = read_cell(entry, findings)) row.push_back(std::move(*cell));
  }
  return row;
}

TestRow read_row(const Fields& fields, std::string_view key) {
  const Node* mapping = fields.mapping(key);
  return mapping != nullptr ? read_cells(*mapping, fields.findings()) : TestRow{};
}

std::vector<TestRow> read_rows(const Fields& fields, std::string_view key) {
  std::vector<TestRow> rows;
  Findings& findings = fields.findings();
  for (const Node& item : fields.items(key)) {
    if (!is_kind(item, Node::Kind::mapping, Phrase(key), findings)) continue;
    if (const Node* unit = item.find("unit")) findings.push_back(make_finding("K0240", unit->where));
    rows.push_back(read_cells(item, findings));
  }
  return rows;
}

// What must come out is compared as a number, so it has to be one.
void check_number(const TestCell& cell, const SourceSpan& where, Findings& findings) {
  if (!cell.value || parse_literal(*cell.value)) return;
  findings.push_back(make_finding("K0245", where, {Phrase(cell.name.name), Phrase(*cell.value)}));
}

void read_figures(const Fields& fields, Expected& expected) {
  for (const auto& entry : fields.node().entries) {
    if (entry.key != "total" && entry.key != "grade" && entry.key != "rank") continue;
    auto cell = read_cell(entry, fields.findings());
    if (!cell) continue;
    if (entry.key == "total") check_number(*cell, entry.value.where, fields.findings());
    if (entry.key == "rank") fields.whole("rank", 1, last_place);
    expected.figures.push_back(std::move(*cell));
  }
}

void read_scores(const Fields& fields, Expected& expected) {
  const Node* scores = fields.mapping("scores");
  if (scores == nullptr) return;
  expected.scores = read_cells(*scores, fields.findings());
  for (const TestCell& cell : expected.scores) check_number(cell, scores->find(cell.name.name)->where, fields.findings());
}

// No veto may be expected, too: `vetoes: []`.
void read_vetoes(const Fields& fields, Expected& expected) {
  const Node* vetoes = fields.find("vetoes");
  if (vetoes == nullptr) return;
  const bool none = vetoes->kind == Node::Kind::sequence && vetoes->items.empty();
  expected.vetoes = none ? std::vector<Named>{} : read_named_list(*vetoes, "vetoes", fields.findings());
}

Expected read_expected(const Node& node, Findings& findings) {
  const Fields fields(node, "expect", {"total?", "grade?", "rank?", "vetoes", "scores"}, findings);
  Expected expected;
  read_figures(fields, expected);
  read_vetoes(fields, expected);
  read_scores(fields, expected);
  return expected;
}

TestUnit read_unit(const std::string& id, const Fields& fields) {
  TestUnit unit;
  unit.id = id;
  unit.attributes = read_row(fields, "unit");
  unit.observations = read_row(fields, "observations");
  unit.events = read_rows(fields, "events");
  unit.ratings = read_rows(fields, "ratings");
  unit.history = read_rows(fields, "history");
  if (const Node* expected = fields.find("expect")) unit.expected = read_expected(*expected, fields.findings());
  return unit;
}

std::vector<TestUnit> read_units(const Fields& test) {
  std::vector<TestUnit> units;
  const Node* table = test.mapping("units");
  if (table == nullptr) return units;
  for (const auto& entry : table->entries) {
    const Fields fields(entry.value, Phrase(entry.key), unit_keys, test.findings());
    units.push_back(read_unit(entry.key, fields));
  }
  if (units.empty()) test.findings().push_back(make_finding("K0420", table->where, {"units"}));
  return units;
}

// What belongs to one unit stands within it where there are several.
void refuse_beside_units(const Fields& test) {
  for (std::string_view key : unit_keys) {
    if (key.back() == '?') key.remove_suffix(1);
    if (test.has(key)) test.findings().push_back(make_finding("K0241", test.where(key), {Phrase(key)}));
  }
}

bool expects_nothing(const TestUnit& unit) {
  return unit.expected.figures.empty() && unit.expected.scores.empty() && !unit.expected.vetoes;
}

std::optional<RuleTest> load_rule_test(const Node& node, Findings& findings) {
  const std::size_t before = findings.size();
  const Fields fields(node, {"检验用例", "a test"},
                      {"name!", "unit?", "observations?", "events?", "ratings?", "history?", "expect", "units"}, findings);
  const auto name = fields.named("name").value_or(Named{});
  RuleTest test{name.name, {}, fields.where("name")};
  if (fields.has("units")) refuse_beside_units(fields);
  test.units = fields.has("units") ? read_units(fields) : std::vector{read_unit(test.name, fields)};
  if (has_errors_since(findings, before)) return std::nullopt;
  if (std::ranges::all_of(test.units, expects_nothing)) findings.push_back(make_finding("K0242", test.where, {Phrase(test.name)}));
  return test;
}

void check_name_is_new(const RuleTest& test, Loading& loading) {
  const auto first = std::ranges::find(loading.scheme.tests, test.name, &RuleTest::name);
  if (first == loading.scheme.tests.end()) return;
  loading.findings.push_back(
      make_finding("K0246", test.where, {Phrase(test.name), Phrase(std::to_string(first->where.line)), Phrase(first->where.file)}));
}

}  // namespace

void load_rule_tests(const Node& list, Loading& loading) {
  if (!is_kind(list, Node::Kind::sequence, "tests", loading.findings)) return;
  for (const Node& item : list.items) {
    auto test = load_rule_test(item, loading.findings);
    if (test) check_name_is_new(*test, loading);
    if (test) loading.scheme.tests.push_back(std::move(*test));
  }
}

}  // namespace kaohe::load
