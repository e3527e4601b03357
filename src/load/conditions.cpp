#include "src/load/conditions.hpp"

#include "src/load/range.hpp"

#include <kaohe/expression/print.hpp>
#include <kaohe/number/literal.hpp>

#include <algorithm>
#include <utility>

namespace kaohe::load {

namespace {

constexpr int most_steps = 500;

bool is_ordering(Op op) { return op >= Op::less && op <= Op::greater_equal; }

bool is_comparison(Op op) { return op >= Op::equal && op <= Op::greater_equal; }

Relations relations_of(Op op) {
  if (op == Op::equal) return is_equal;
  if (op == Op::not_equal) return is_other;
  if (op == Op::less) return is_less;
  if (op == Op::less_equal) return is_less | is_equal;
  if (op == Op::greater) return is_greater;
  return is_greater | is_equal;
}

/// A condition that is to hold, or not to.
struct Goal {
  const Expression* condition;
  bool wanted;
};

/// Looks for a way to meet goals all at once, without contradiction.
///
/// Each `or` is a fork: once all else is met, the search goes on with one side, then with the other. After too many steps it takes the
/// goals for met.
class Search {
 public:
  Search(const Conditions& conditions, bool in_filter, int most) : conditions_(conditions), in_filter_(in_filter), most_(most) {}

  int steps() const { return steps_; }

  bool finds(const Goal& goal) { return finds({goal}, {}, {}); }

 private:
  bool finds(std::vector<Goal> goals, std::vector<Goal> open, std::vector<Fact> facts) {
    while (!goals.empty()) {
      if (++steps_ > most_) return true;
      const Goal goal = goals.back();
      goals.pop_back();
      if (forks(goal)) {
        open.push_back(goal);
      } else if (!meets(goal, goals, facts)) {
        return false;
      }
    }
    if (open.empty()) return true;
    const Goal goal = open.back();
    open.pop_back();
    return goal.condition->op == Op::in_list ? finds_an_entry(*goal.condition, open, facts) : finds_a_side(goal, open, facts);
  }

  static bool forks(const Goal& goal) {
    const Op op = goal.condition->op;
    return (op == Op::logical_or && goal.wanted) || (op == Op::logical_and && !goal.wanted) || (op == Op::in_list && goal.wanted);
  }

  bool finds_a_side(const Goal& goal, const std::vector<Goal>& open, const std::vector<Fact>& facts) {
    return std::ranges::any_of(goal.condition->children, [&](const Expression& side) {
      return finds({{&side, goal.wanted}}, open, facts);
    });
  }

  bool finds_an_entry(const Expression& list, const std::vector<Goal>& open, const std::vector<Fact>& facts) {
    return std::any_of(list.children.begin() + 1, list.children.end(), [&](const Expression& entry) {
      if (++steps_ > most_) return true;
      auto more = facts;
      return compares(list.children.front(), Op::equal, is_equal, entry, more) && finds({}, open, std::move(more));
    });
  }

  // What follows from a goal at once; false where it contradicts.
  bool meets(const Goal& goal, std::vector<Goal>& goals, std::vector<Fact>& facts) {
    const Expression& condition = *goal.condition;
    if (condition.op == Op::logical_not) {
      goals.push_back({&condition.children.front(), !goal.wanted});
      return true;
    }
    if (condition.op == Op::logical_and || condition.op == Op::logical_or) {
      for (const Expression& side : condition.children) goals.push_back({&side, goal.wanted});
      return true;
    }
    if (condition.op == Op::in_list) return is_none_of(condition, facts);
    if (is_comparison(condition.op)) {
      const Relations relations = relations_of(condition.op);
      return compares(condition.children.front(), condition.op, goal.wanted ? relations : is_anything & ~relations,
                      condition.children.back(), facts);
    }
    return is_not_zero(condition, goal.wanted, facts);
  }

  bool is_none_of(const Expression& list, std::vector<Fact>& facts) {
    return std::all_of(list.children.begin() + 1, list.children.end(),
                       [&](const Expression& entry) { return compares(list.children.front(), Op::equal, is_other, entry, facts); });
  }

  bool is_not_zero(const Expression& value, bool wanted, std::vector<Fact>& facts) {
    const Range range = range_of(value, in_filter_, conditions_);
    Fact fact{print(value), range.whole, wanted ? is_other : is_equal, Literal{Rational(0), {}, {}}};
    fact.relations &= possible_relations(range, {Rational(0), Rational(0), true, true});
    return add(std::move(fact), facts);
  }

  bool compares(const Expression& left, Op op, Relations relations, const Expression& right, std::vector<Fact>& facts) {
    const auto to_right = conditions_.literal(right, left, op, in_filter_);
    const auto to_left = conditions_.literal(left, left, Op::less, in_filter_);
    if (to_left && !to_right) return compares_to(right, op, turned(relations), *to_left, facts);
    if (to_right) return compares_to(left, op, relations, *to_right, facts);
    return compares_values(left, relations, right, facts);
  }

  bool compares_to(const Expression& value, Op op, Relations relations, const Literal& literal, std::vector<Fact>& facts) {
    const bool ordered_words = !literal.number && is_ordering(op) && !literal.date();
    if (ordered_words) return false;  // only numbers and dates have an order
    Fact fact{print(value), false, relations, literal};
    if (literal.number) {
      const Range range = range_of(value, in_filter_, conditions_);
      fact.whole = range.whole;
      fact.relations &= possible_relations(range, {literal.number, literal.number, literal.number->is_integer(), true});
    }
    return add(std::move(fact), facts);
  }

  bool compares_values(const Expression& left, Relations relations, const Expression& right, std::vector<Fact>& facts) {
    std::string a = print(left);
    std::string b = print(right);
    relations &= possible_relations(range_of(left, in_filter_, conditions_), range_of(right, in_filter_, conditions_));
    if (a == b) relations &= is_equal;
    if (b < a) {
      std::swap(a, b);
      relations = turned(relations);
    }
    return add({std::move(a), false, relations, std::move(b)}, facts);
  }

  static bool add(Fact fact, std::vector<Fact>& facts) {
    if (fact.relations == 0) return false;
    if (std::ranges::any_of(facts, [&](const Fact& known) { return exclude_each_other(known, fact); })) return false;
    facts.push_back(std::move(fact));
    return true;
  }

  const Conditions& conditions_;
  bool in_filter_;
  int most_;
  int steps_ = 0;
};

bool is_text(const Expression& expression) { return expression.op == Op::text; }

/// Whether it cannot be missing, whatever the evidence.
bool is_certain(const Expression& expression, const Conditions& conditions) {
  const auto certain = [&](const Expression& child) { return is_certain(child, conditions); };
  if (is_comparison(expression.op))
    return std::ranges::all_of(expression.children, certain) && std::ranges::none_of(expression.children, is_text);
  const bool joins = expression.op == Op::logical_not || expression.op == Op::logical_and || expression.op == Op::logical_or;
  if (joins) return std::ranges::all_of(expression.children, certain);
  return range_of(expression, false, conditions).certain;
}

}  // namespace

Conditions::Conditions(const Check& check) : check_(check), values_{"s", "x", "total", "rank", "grade"} {
  for (const auto id : check.inputs()) values_.emplace_back(id);
  for (const auto& [name, number] : check.scheme().constants) values_.push_back(name);
}

bool Conditions::can_be(const Expression& condition, bool in_filter, bool wanted) const {
  const std::tuple key{&condition, in_filter, wanted};
  if (const auto known = found_.find(key); known != found_.end()) return known->second;
  Search search(*this, in_filter, std::min(steps_, most_steps));
  const bool found = search.finds({&condition, wanted});
  steps_ -= std::min(steps_, search.steps());
  return found_[key] = found;
}

bool Conditions::can_hold(const Expression& condition, bool in_filter) const { return can_be(condition, in_filter, true); }

bool Conditions::always_holds(const Expression& condition) const {
  const auto always = [this](const Expression& side) { return always_holds(side); };
  if (condition.op == Op::logical_or && std::ranges::any_of(condition.children, always)) return true;
  return is_certain(condition, *this) && !can_be(condition, false, false);
}

bool Conditions::stands_for_a_value(const std::string& name) const {
  return name.find('.') != std::string::npos || std::ranges::count(values_, name) > 0;
}

// Right of == and != and in a list a word that is no known name is a text, and always is beside a field, an attribute or the grade.
std::optional<Literal> Conditions::literal(const Expression& right, const Expression& left, Op op, bool in_filter) const {
  if (right.op == Op::text) return Literal{{}, right.text, {}};
  const bool may_be_word = right.op == Op::name && right.text.find('.') == std::string::npos && !is_ordering(op);
  const bool beside_text = left.op == Op::name && (in_filter || left.text.starts_with("unit.") || left.text == "grade");
  const auto yes_no = right.op == Op::name ? parse_yes_no(right.text) : std::nullopt;
  if (may_be_word && beside_text) return Literal{{}, right.text, yes_no};
  if (yes_no) return Literal{Rational(*yes_no ? 1 : 0), {}, {}};
  if (may_be_word && !stands_for_a_value(right.text)) return Literal{{}, right.text, {}};
  if (const auto number = check_.value(right)) return Literal{number, {}, {}};
  return std::nullopt;
}

}  // namespace kaohe::load
