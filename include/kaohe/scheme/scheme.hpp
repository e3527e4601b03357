#pragma once

#include <kaohe/calendar/calendar.hpp>
#include <kaohe/number/rounding.hpp>
#include <kaohe/party/party.hpp>
#include <kaohe/party/responsibility.hpp>
#include <kaohe/plan/indicator.hpp>
#include <kaohe/plan/item.hpp>
#include <kaohe/scheme/gate.hpp>
#include <kaohe/scheme/grade.hpp>
#include <kaohe/scheme/measure.hpp>
#include <kaohe/scheme/rule_test.hpp>
#include <kaohe/scheme/rules.hpp>
#include <kaohe/scheme/veto.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kaohe {

/// What a missing value does to a leaf (缺项处理).
enum class MissingPolicy { zero, exempt, full, mean, error };

enum class Combine { sum, weighted, product, min, geometric };

/// What a criterion is worth: one number for all units, or one by an attribute (`{by: type, 高中: 21, 初中: 6}`).
struct Points {
  std::optional<Amount> number{};
  std::string by{};
  std::vector<std::pair<std::string, Amount>> table{};
  SourceSpan where{};

  friend bool operator==(const Points&, const Points&) = default;
};

/// A node of the criteria tree (考核项): a leaf has rules, a section has children.
struct Criterion {
  std::string id{};
  std::string title{};
  SourceSpan where{};  // of the id
  std::string source{};
  std::string scorer{};
  std::vector<std::string> tags{};
  std::optional<Points> points{};
  std::optional<Amount> weight{};
  std::optional<Expression> when{};
  std::optional<Expression> value{};
  std::optional<Better> better{};
  std::optional<MissingPolicy> missing{};
  std::optional<Amount> at_least{};
  std::optional<Amount> at_most{};
  bool counts = true;

  std::vector<Rule> rules{};  // of a leaf; several are summed

  std::vector<Criterion> criteria{};  // of a section
  Combine combine = Combine::sum;
  bool weights_relative = false;
  bool alternatives = false;
  bool rescale = false;

  bool is_leaf() const { return !rules.empty(); }

  friend bool operator==(const Criterion&, const Criterion&) = default;
};

/// How scores are rounded, once each: digits after the point of a criterion's score and of a total.
struct RoundingRule {
  Rounding mode = Rounding::half_up;
  int criterion = 4;
  int total = 2;

  friend bool operator==(const RoundingRule&, const RoundingRule&) = default;
};

/// An event kind the scheme declares; with any declared, others are errors.
struct EventKind {
  std::string id{};
  std::string title{};
  std::vector<std::string> fields{};
  SourceSpan where{};

  friend bool operator==(const EventKind&, const EventKind&) = default;
};

/// One whole set of assessment rules (考核办法): the root section with its surroundings.
struct Scheme {
  std::string id{};
  std::string title{};
  std::string source{};
  std::string period{};          // as written; empty where the document has none
  std::optional<Period> days{};  // of the period; none where there is none
  SourceSpan where{};
  RoundingRule rounding{};
  MissingPolicy missing = MissingPolicy::zero;
  std::string groups{};  // the attribute units are grouped by; empty for one group of all
  bool dense_ranking = false;

  std::vector<std::pair<std::string, Amount>> constants{};
  std::vector<EventKind> events{};
  std::vector<Indicator> indicators{};

  Criterion root{};  // criteria, combine, points, weights…; its id is the scheme's
  std::vector<Criterion> adjustments{};
  std::optional<Expression> coefficient{};
  std::optional<Amount> total_at_least{};
  std::optional<Amount> total_at_most{};
  std::vector<Grade> grades{};

  std::vector<Veto> vetoes{};
  std::vector<Gate> gates{};
  std::vector<DirectGrade> direct{};
  std::vector<Decision> decisions{};
  std::vector<Measure> measures{};

  std::vector<Party> parties{};
  std::vector<Post> posts{};
  std::vector<Responsibility> responsibilities{};
  std::vector<Item> plan{};
  std::vector<Duty> duties{};  // those of no item
  Calendar calendar{};

  std::vector<RuleTest> tests{};

  friend bool operator==(const Scheme&, const Scheme&) = default;
};

}  // namespace kaohe
