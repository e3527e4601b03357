// The bodies of the rules that read places, events, raters and other results.

#include "src/load/rule_bodies.hpp"

#include <kaohe/base/text.hpp>
#include <kaohe/expression/parser.hpp>

#include <algorithm>
#include <array>

namespace kaohe::load {

namespace {

constexpr std::int64_t most_raters = 1000;

void refuse(const Fields& fields, std::initializer_list<std::string_view> keys, std::string_view form) {
  for (const auto key : keys) {
    if (fields.has(key)) fields.findings().push_back(make_finding("K0414", fields.where(key), {Phrase(key), Phrase(form)}));
  }
}

void read_places(const Fields& fields, RankPoints& rank) {
  refuse(fields, {"first", "step", "otherwise"}, "points");
  for (const Node& item : fields.items("points")) {
    if (auto points = read_amount(item, "points", fields.findings())) rank.points.push_back(std::move(*points));
  }
  if (fields.find("points") != nullptr && fields.find("points")->items.empty()) {
    fields.findings().push_back(make_finding("K0420", fields.where("points"), {"points"}));
  }
  rank.then = fields.amount("then");
}

void read_first_and_step(const Fields& fields, RankPoints& rank) {
  refuse(fields, {"then", "otherwise"}, "first, step");
  if (!fields.has("step")) fields.findings().push_back(make_finding("K0204", fields.node().where, {"rank", "step"}));
  rank.first = fields.amount("first");
  rank.step = fields.amount("step");
}

// The place of a key's text: behind the opening quote, where there is one.
SourceSpan key_text_where(const Node::Entry& entry) {
  SourceSpan where = entry.key_where;
  const int characters = static_cast<int>(count_characters(entry.key));
  if (where.length == characters + 2) ++where.column;
  where.length = characters;
  return where;
}

void read_top(const Fields& fields, RankPoints& rank) {
  refuse(fields, {"then"}, "top");
  const Node* table = fields.mapping("top");
  if (table == nullptr) return;
  if (table->entries.empty()) fields.findings().push_back(make_finding("K0420", table->where, {"top"}));
  for (const auto& entry : table->entries) {
    auto places = parse_expression(entry.key, key_text_where(entry), fields.findings());
    auto points = read_amount(entry.value, Phrase(entry.key), fields.findings());
    if (places && points) rank.top.push_back({{std::move(*places)}, std::move(*points)});
  }
  rank.otherwise = fields.amount("otherwise");
}

}  // namespace

RuleBody read_rank(const Node& body, Findings& findings) {
  const Fields fields(body, "rank", {"points", "then", "first", "step", "top", "otherwise", "ties"}, findings);
  RankPoints rank;
  const bool stepped = fields.has("first") || fields.has("step");
  const int forms = (fields.has("points") ? 1 : 0) + (stepped ? 1 : 0) + (fields.has("top") ? 1 : 0);
  if (forms != 1) {
    findings.push_back(make_finding("K0413", body.where));
    return rank;
  }
  if (fields.has("points")) read_places(fields, rank);
  if (stepped) read_first_and_step(fields, rank);
  if (fields.has("top")) read_top(fields, rank);
  rank.ties =
      fields.choice<Ties>("ties", {{"shared", Ties::shared}, {"average", Ties::average}, {"last", Ties::last}}).value_or(Ties::shared);
  return rank;
}

namespace {

bool is_range(const Node& node) {
  return !node.entries.empty() &&
         std::ranges::all_of(node.entries, [](const auto& entry) { return entry.key == "from" || entry.key == "to"; });
}

TallyPoints read_tally_points(const Node& node, const Phrase& name, Findings& findings) {
  TallyPoints points;
  if (node.kind != Node::Kind::mapping) {
    points.points = read_amount(node, name, findings);
    return points;
  }
  if (is_range(node)) {
    const Fields range(node, name, {"from!", "to!"}, findings);
    points.range = {number_of(range, "from"), number_of(range, "to")};
    return points;
  }
  if (node.entries.empty()) findings.push_back(make_finding("K0420", node.where, {name}));
  for (const auto& entry : node.entries) {
    points.table.push_back({entry.key, read_tally_points(entry.value, Phrase(entry.key), findings), entry.key_where});
  }
  return points;
}

// Every way down the table must be as long as `table_by` has fields.
void check_depth(const TallyPoints& points, std::size_t fields, const SourceSpan& where, Findings& findings) {
  if (points.table.empty() != (fields == 0)) {
    findings.push_back(make_finding(fields == 0 ? Code("K0417") : Code("K0416"), where));
    return;
  }
  for (const auto& entry : points.table) check_depth(entry.points, fields - 1, entry.where, findings);
}

std::vector<Tally::Times> read_times(const Fields& tally) {
  std::vector<Tally::Times> times;
  for (const Node& item : tally.items("times")) {
    const Fields fields(item, "times", {"when!", "factor!"}, tally.findings());
    times.push_back({fields.expression("when").value_or(Expression{}), number_of(fields, "factor")});
  }
  return times;
}

}  // namespace

RuleBody read_tally(const Node& body, Findings& findings) {
  const Fields fields(body, "tally", {"event!", "points!", "base", "take", "by", "times", "each_at_most", "table_by"}, findings);
  Tally tally;
  tally.event = fields.text("event");
  if (fields.has("event") && tally.event.empty()) findings.push_back(make_finding("K0206", fields.where("event"), {"event"}));
  if (const Node* points = fields.find("points")) tally.points = read_tally_points(*points, "points", findings);
  tally.table_by = fields.texts("table_by");
  const bool table = !tally.points.table.empty();
  const std::size_t depth = fields.has("table_by") ? tally.table_by.size() : (table ? 1 : 0);
  check_depth(tally.points, depth, fields.where("points"), findings);
  tally.base = fields.amount("base");
  tally.highest = fields.choice<bool>("take", {{"all", false}, {"highest", true}}).value_or(false);
  tally.by = fields.text_if("by");
  tally.times = read_times(fields);
  tally.each_at_most = fields.amount("each_at_most");
  return tally;
}

namespace {

std::vector<Panel::Group> read_rater_groups(const Fields& panel) {
  std::vector<Panel::Group> groups;
  const Node* table = panel.mapping("groups");
  if (table == nullptr) return groups;
  if (table->entries.empty()) panel.findings().push_back(make_finding("K0420", table->where, {"groups"}));
  for (const auto& entry : table->entries) {
    groups.push_back({entry.key, read_amount(entry.value, Phrase(entry.key), panel.findings()).value_or(Amount{})});
  }
  return groups;
}

}  // namespace

RuleBody read_panel(const Node& body, Findings& findings) {
  const Fields fields(body, "panel", {"groups", "levels", "out_of", "trim", "min_raters", "empty", "marks"}, findings);
  Panel panel;
  panel.groups = read_rater_groups(fields);
  if (const Node* levels = fields.find("levels")) panel.levels = read_level_points(*levels, "levels", findings);
  panel.out_of = fields.amount("out_of");
  panel.trim = fields.whole("trim", 0, most_raters).value_or(0);
  panel.min_raters = fields.whole("min_raters", 1, most_raters);
  panel.empty = fields
                    .choice<Panel::Empty>(
                        "empty", {{"renormalise", Panel::Empty::renormalise}, {"zero", Panel::Empty::zero}, {"error", Panel::Empty::error}})
                    .value_or(Panel::Empty::renormalise);
  panel.ranks = fields.choice<bool>("marks", {{"scores", false}, {"ranks", true}}).value_or(false);
  if (panel.ranks && panel.levels.empty()) findings.push_back(make_finding("K0419", fields.where("marks")));
  return panel;
}

RuleBody read_result(const Node& body, Findings& findings) {
  const Fields fields(body, "result", {"scheme!", "field", "out_of!", "period", "over"}, findings);
  ResultFigure figure;
  figure.scheme = fields.text("scheme");
  figure.field = fields.text_if("field").value_or("total");
  figure.out_of = number_of(fields, "out_of");
  figure.period = fields.text_if("period");
  using Over = ResultFigure::Over;
  figure.over = fields.choice<Over>("over", {{"mean", Over::mean}, {"sum", Over::sum}, {"last", Over::last}}).value_or(Over::period);
  return figure;
}

}  // namespace kaohe::load
