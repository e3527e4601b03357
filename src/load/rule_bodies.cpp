#include "src/load/rule_bodies.hpp"

#include "src/load/rule_loader.hpp"
#include "src/load/target.hpp"

#include <algorithm>
#include <array>

namespace kaohe::load {

namespace {

Expression formula_of(const Fields& fields, std::string_view key) { return fields.expression(key).value_or(Expression{}); }

bool refuse_empty(const Node& node, std::size_t size, const Phrase& name, Findings& findings) {
  if (size == 0) findings.push_back(make_finding("K0420", node.where, {name}));
  return size == 0;
}

// A number, or a mapping that holds a rule.
std::optional<Branch> read_branch(const Node* node, const Phrase& name, Findings& findings) {
  if (node == nullptr) return std::nullopt;
  Branch branch;
  if (node->kind == Node::Kind::mapping) {
    if (auto rule = load_rule(*node, findings)) branch.rule.push_back(std::move(*rule));
  } else {
    branch.points = read_amount(*node, name, findings);
  }
  return branch;
}

}  // namespace

RuleBody read_threshold(const Node& body, Findings& findings) {
  Threshold threshold;
  if (body.kind == Node::Kind::scalar) {
    threshold.target = parse_target(body.text, body.text_where(), findings);
    return threshold;
  }
  const Fields fields(body, "threshold", {"target", "then", "otherwise"}, findings);
  threshold.target = fields.target("target");
  threshold.then = read_branch(fields.find("then"), "then", findings);
  threshold.otherwise = read_branch(fields.find("otherwise"), "otherwise", findings);
  return threshold;
}

RuleBody read_proportion(const Node& body, Findings& findings) {
  const Fields fields(body, "proportion", {"of", "from", "cap"}, findings);
  return Proportion{fields.amount("of"), fields.amount("from"), fields.amount("cap")};
}

namespace {

Steps read_steps(const Fields& fields) {
  return fields.choice<Steps>("steps", {{"prorated", Steps::prorated}, {"whole", Steps::whole}, {"started", Steps::started}})
      .value_or(Steps::prorated);
}

SlopeSide read_stretch(const Node& node, std::string_view side, std::string_view points, Findings& findings) {
  const std::string required = std::string(points) + "!";
  const Fields fields(node, Phrase(side), {"from", "each!", required, "steps", "at_most"}, findings);
  return {fields.amount("from"), number_of(fields, "each"), number_of(fields, points),
          read_steps(fields),    fields.amount("at_most"),  node.where};
}

std::vector<SlopeSide> read_side(const Fields& slope, std::string_view side, std::string_view points) {
  const Node* node = slope.find(side);
  if (node == nullptr) return {};
  if (node->kind != Node::Kind::sequence) return {read_stretch(*node, side, points, slope.findings())};
  std::vector<SlopeSide> stretches;
  for (const Node& item : node->items) stretches.push_back(read_stretch(item, side, points, slope.findings()));
  refuse_empty(*node, stretches.size(), Phrase(side), slope.findings());
  return stretches;
}

}  // namespace

RuleBody read_slope(const Node& body, Findings& findings) {
  const Fields fields(body, "slope", {"at", "base", "worse", "better", "zero_past", "zero_from"}, findings);
  Slope slope{
      fields.amount("at"),        fields.amount("base"),     read_side(fields, "worse", "take"), read_side(fields, "better", "give"),
      fields.amount("zero_past"), fields.amount("zero_from")};
  const bool zeroed = fields.has("zero_past") || fields.has("zero_from");
  if (!fields.has("worse") && !fields.has("better") && !zeroed) findings.push_back(make_finding("K0421", body.where));
  if (fields.has("zero_past") && fields.has("zero_from")) findings.push_back(make_finding("K0422", fields.where("zero_from")));
  return slope;
}

namespace {

constexpr std::array<std::string_view, 5> band_keys{"from", "above", "up_to", "below", "otherwise"};

// Which of the keys says where the band begins; none and a finding, where none or several do.
std::optional<std::string_view> bound_key(const Fields& fields) {
  std::vector<std::string_view> written;
  for (const auto key : band_keys) {
    if (fields.has(key)) written.push_back(key);
  }
  if (written.size() == 1) return written.front();
  fields.findings().push_back(make_finding("K0411", fields.node().where, {list_of(band_keys)}));
  return std::nullopt;
}

Band read_band(const Node& node, Findings& findings) {
  const Fields fields(node, "bands", {"from", "above", "up_to", "below", "points", "otherwise"}, findings);
  Band band;
  band.where = node.where;
  const auto key = bound_key(fields);
  if (!key) return band;
  if (*key == "otherwise") {
    band.points = number_of(fields, "otherwise");
    if (fields.has("points")) findings.push_back(make_finding("K0411", fields.where("points"), {list_of(band_keys)}));
    return band;
  }
  if (!fields.has("points")) findings.push_back(make_finding("K0204", node.where, {"bands", "points"}));
  band.bound = number_of(fields, *key);
  band.strict = *key == "above" || *key == "below";
  band.upwards = *key == "from" || *key == "above";
  band.points = number_of(fields, "points");
  return band;
}

void check_directions(const Bands& bands, Findings& findings) {
  for (const Band& band : bands.bands) {
    if (band.bound && bands.bands.front().bound && band.upwards != bands.bands.front().upwards) {
      findings.push_back(make_finding("K0412", band.where));
    }
  }
}

}  // namespace

RuleBody read_bands(const Node& body, Findings& findings) {
  Bands bands;
  if (!is_kind(body, Node::Kind::sequence, "bands", findings)) return bands;
  if (refuse_empty(body, body.items.size(), "bands", findings)) return bands;
  for (const Node& item : body.items) bands.bands.push_back(read_band(item, findings));
  check_directions(bands, findings);
  for (std::size_t i = 0; i + 1 < bands.bands.size(); ++i) {
    if (body.items[i].find("otherwise") != nullptr) findings.push_back(make_finding("K0410", body.items[i].where));
  }
  return bands;
}

namespace {

// `points: 5` or `rule: {…}` beside `when`, or the same after `otherwise:`.
Branch read_case_branch(const Fields& fields, std::string_view inline_key) {
  const bool inlined = !inline_key.empty() && fields.find(inline_key) != nullptr;
  const int written = (inlined ? 1 : 0) + (fields.has("points") ? 1 : 0) + (fields.has("rule") ? 1 : 0);
  if (written != 1) {
    fields.findings().push_back(make_finding("K0409", fields.node().where));
    return {};
  }
  if (inlined) return *read_branch(fields.find(inline_key), Phrase(inline_key), fields.findings());
  if (fields.has("points")) return {fields.amount("points"), {}};
  const Node* node = fields.find("rule");
  if (node == nullptr) return {};
  Branch branch{std::nullopt, load_rules(*node, fields.findings())};
  if (branch.rule.size() > 1) fields.findings().push_back(make_finding("K0408", node->where));
  return branch;
}

Case read_case(const Node& node, Findings& findings) {
  const Fields fields(node, "cases", {"when", "otherwise?", "points", "rule"}, findings);
  const bool fallback = fields.has("otherwise");
  if (fallback == fields.has("when")) findings.push_back(make_finding("K0423", node.where));
  Case made;
  made.where = node.where;
  if (!fallback) made.when = formula_of(fields, "when");
  made.branch = read_case_branch(fields, fallback ? "otherwise" : "");
  return made;
}

}  // namespace

RuleBody read_cases(const Node& body, Findings& findings) {
  Cases cases;
  if (!is_kind(body, Node::Kind::sequence, "cases", findings)) return cases;
  if (refuse_empty(body, body.items.size(), "cases", findings)) return cases;
  for (const Node& item : body.items) cases.cases.push_back(read_case(item, findings));
  for (std::size_t i = 0; i + 1 < cases.cases.size(); ++i) {
    if (!cases.cases[i].when) findings.push_back(make_finding("K0410", cases.cases[i].where));
  }
  return cases;
}

RuleBody read_relative(const Node& body, Findings& findings) {
  const Fields fields(body, "relative", {"to!", "cap"}, findings);
  Relative relative;
  relative.cap = fields.amount("cap");
  constexpr std::array<std::string_view, 4> words{"best", "mean", "median", "sum"};  // in the order of Relative::To
  const std::string to = fields.text("to");
  const auto word = std::ranges::find(words, std::string_view(to));
  if (word != words.end()) {
    relative.to = static_cast<Relative::To>(word - words.begin());
    return relative;
  }
  relative.to = Relative::To::expression;
  relative.expression = fields.amount("to");
  return relative;
}

namespace {

Efficacy::Bound read_bound(const Fields& fields, std::string_view key) {
  const std::string text = fields.text(key);
  if (text == "worst") return {Efficacy::Bound::Kind::worst, std::nullopt};
  if (text == "best") return {Efficacy::Bound::Kind::best, std::nullopt};
  return {Efficacy::Bound::Kind::number, text.empty() ? std::nullopt : fields.amount(key)};
}

}  // namespace

RuleBody read_efficacy(const Node& body, Findings& findings) {
  const Fields fields(body, "efficacy", {"low!", "high!", "base", "curve"}, findings);
  Efficacy efficacy;
  efficacy.low = read_bound(fields, "low");
  efficacy.high = read_bound(fields, "high");
  efficacy.base = fields.amount("base");
  efficacy.exponential = fields.choice<bool>("curve", {{"linear", false}, {"exponential", true}}).value_or(false);
  return efficacy;
}

RuleBody read_levels(const Node& body, Findings& findings) { return Levels{read_level_points(body, "levels", findings)}; }

std::vector<LevelPoints> read_level_points(const Node& node, const Phrase& name, Findings& findings) {
  std::vector<LevelPoints> levels;
  if (!is_kind(node, Node::Kind::mapping, name, findings)) return levels;
  refuse_empty(node, node.entries.size(), name, findings);
  for (const auto& entry : node.entries) {
    const auto points = read_amount(entry.value, Phrase(entry.key), findings);
    levels.push_back({entry.key, points.value_or(Amount{}), entry.key_where});
  }
  return levels;
}

RuleBody read_discretion(const Node& body, Findings& findings) {
  const Fields fields(body, "discretion", {"from!", "to!", "base"}, findings);
  return Discretion{number_of(fields, "from"), number_of(fields, "to"), fields.amount("base")};
}

RuleBody read_formula(const Node& body, Findings& findings) {
  return Formula{read_expression(body, "formula", findings).value_or(Expression{})};
}

}  // namespace kaohe::load
