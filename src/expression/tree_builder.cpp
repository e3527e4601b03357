#include "src/expression/tree_builder.hpp"

#include <kaohe/number/literal.hpp>

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

namespace kaohe::expression {

namespace {

constexpr std::size_t deepest_nesting = 200;
constexpr int highest_tree = 1'000;

struct Sign {
  std::string_view written;
  Op op;
};

constexpr Sign operators[] = {
    {"or", Op::logical_or},   {"and", Op::logical_and}, {"==", Op::equal},     {"!=", Op::not_equal}, {"≠", Op::not_equal},
    {"<", Op::less},          {"<=", Op::less_equal},   {"≤", Op::less_equal}, {">", Op::greater},    {">=", Op::greater_equal},
    {"≥", Op::greater_equal}, {"+", Op::add},           {"-", Op::subtract},   {"−", Op::subtract},   {"－", Op::subtract},
    {"*", Op::multiply},      {"/", Op::divide},
};

/// Pre: the grammar knows the sign.
Op binary_op(std::string_view written) { return std::ranges::find(operators, written, &Sign::written)->op; }

}  // namespace

void TreeBuilder::push(Op op, Stretch at, std::string_view text) {
  Value made;
  made.tree.op = op;
  made.tree.text = text;
  made.tree.where = source_.span(at);
  made.whole = at;
  values_.push_back(std::move(made));
}

void TreeBuilder::number(Stretch at) {
  const auto literal = parse_literal(source_.text(at));
  if (!literal) reject("K0319", at);
  push(Op::number, at);
  values_.back().tree.number = literal->value;
  values_.back().tree.percent = literal->percent;
}

void TreeBuilder::text(Stretch at) {
  const std::string_view quoted = source_.text(at);
  const std::size_t quote = character_or_replacement(quoted, 0).length;
  push(Op::text, at, quoted.substr(quote, quoted.size() - 2 * quote));
}

void TreeBuilder::name(Stretch at) { push(Op::name, at, source_.text(at)); }

void TreeBuilder::sign(Stretch at) {
  signs_.push_back(at);
  last_ = at;
}

void TreeBuilder::prefix(Stretch at) {
  descend(at);
  prefixes_.push_back(at);
}

void TreeBuilder::open(Stretch at) {
  descend(at);
  brackets_.push_back({at, values_.size()});
}

void TreeBuilder::descend(Stretch at) {
  if (++depth_ > deepest_nesting) reject("K0303", at, std::to_string(deepest_nesting));
  last_ = at;
}

TreeBuilder::Bracket TreeBuilder::pop_bracket() {
  --depth_;
  const Bracket bracket = brackets_.back();
  brackets_.pop_back();
  return bracket;
}

/// The values from `first` on become the children of one node.
void TreeBuilder::join(Op op, std::size_t first, Stretch whole) {
  Value made;
  made.tree.op = op;
  made.tree.where = source_.span(whole);
  made.whole = whole;
  for (std::size_t i = first; i < values_.size(); ++i) {
    made.height = std::max(made.height, values_[i].height + 1);
    made.tree.children.push_back(std::move(values_[i].tree));
  }
  if (made.height > highest_tree) reject("K0304", whole, std::to_string(highest_tree));
  values_.erase(values_.begin() + static_cast<std::ptrdiff_t>(first), values_.end());
  values_.push_back(std::move(made));
}

void TreeBuilder::two_sides() {
  const std::size_t left = values_.size() - 2;
  join(binary_op(source_.text(signs_.back())), left, {values_[left].whole.begin, values_.back().whole.end});
  signs_.pop_back();
}

void TreeBuilder::one_side(Op op) {
  --depth_;
  join(op, values_.size() - 1, {prefixes_.back().begin, values_.back().whole.end});
  prefixes_.pop_back();
}

void TreeBuilder::parentheses() { values_.back().whole = {pop_bracket().at.begin, closer_.end}; }

void TreeBuilder::call() {
  const std::size_t first = pop_bracket().values;
  const Value function = std::move(values_[first - 1]);
  values_.erase(values_.begin() + static_cast<std::ptrdiff_t>(first - 1));
  join(Op::call, first - 1, {function.whole.begin, closer_.end});
  values_.back().tree.text = function.tree.text;
}

void TreeBuilder::list() {
  const std::size_t subject = pop_bracket().values - 1;
  join(Op::in_list, subject, {values_[subject].whole.begin, closer_.end});
}

void TreeBuilder::reject(Code code, Stretch at, Phrase more) const {
  throw Rejected{make_finding(code, source_.span(at), {source_.shown(at), std::move(more)})};
}

/// `80 <= x < 90`: the three values and both signs were read.
void TreeBuilder::reject_chain() {
  const auto value = [&](std::size_t back) { return std::string(source_.text(values_[values_.size() - back].whole)); };
  const auto sign = [&](std::size_t back) { return " " + std::string(source_.text(signs_[signs_.size() - back])) + " "; };
  const Stretch all{values_[values_.size() - 3].whole.begin, values_.back().whole.end};
  reject("K0315", all, value(3) + sign(2) + value(2) + " and " + value(2) + sign(1) + value(1));
}

/// `x not in [a, b]`: the list was read.
void TreeBuilder::reject_not_in() {
  const Bracket list = brackets_.back();
  const Stretch subject = values_[list.values - 1].whole;
  const auto written = [&](Stretch at) { return std::string(source_.text(at)); };
  reject("K0317", {subject.begin, closer_.end}, "not (" + written(subject) + " in " + written({list.at.begin, closer_.end}) + ")");
}

void TreeBuilder::stop(Expected expected, std::size_t at) const {
  Stop stop{expected, at, last_, left_, std::nullopt};
  if (!brackets_.empty()) stop.open = brackets_.back().at;
  throw Rejected{explain(source_, stop)};
}

}  // namespace kaohe::expression
