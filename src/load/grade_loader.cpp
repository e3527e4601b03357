#include "src/load/grade_loader.hpp"

#include <kaohe/number/rounding.hpp>

namespace kaohe::load {

namespace {

void check_quota_part(const Node& node, Findings& findings) {
  if (node.kind != Node::Kind::mapping) {
    read_expression(node, "quota", findings);
    return;
  }
  const Fields fields(node, "quota", {"share!", "over!"}, findings);
  fields.expression("share");
  fields.choice<int>("over", {{"all", 0}});
}

void check_quota(const Fields& grade, Loading& loading) {
  const Node* quota = grade.find("quota");
  if (quota == nullptr) return;
  if (quota->kind != Node::Kind::sequence) check_quota_part(*quota, loading.findings);
  for (const Node& part : quota->items) check_quota_part(part, loading.findings);
  grade.choice<Rounding>("round", {{"down", Rounding::down}, {"half_up", Rounding::half_up}, {"up", Rounding::up}});
  grade.choice<bool>("ties", {{"exclude", false}, {"include", true}});
  warn_not_evaluated("quota", quota->where, loading);
}

// These say how a quota is filled: without one they do nothing.
void refuse_without_quota(const Fields& grade) {
  if (grade.has("quota")) return;
  for (const std::string_view key : {"round", "ties", "tie_break"}) {
    if (grade.has(key)) grade.findings().push_back(make_finding("K0508", grade.where(key), {Phrase(key)}));
  }
}

Grade load_grade(const Node& node, Loading& loading) {
  const Fields fields(node, {"等次", "a grade"}, {"name!", "from", "requires", "quota", "round", "ties", "tie_break", "source"},
                      loading.findings);
  Grade grade;
  grade.name = fields.text("name");
  grade.from = fields.amount("from");
  grade.requires_ = fields.expression("requires");
  grade.where = fields.where("name");
  if (fields.has("name") && grade.name.empty()) loading.findings.push_back(make_finding("K0206", grade.where, {"name"}));
  check_quota(fields, loading);
  refuse_without_quota(fields);
  return grade;
}

}  // namespace

void load_grades(const Node& list, Loading& loading) {
  if (!is_kind(list, Node::Kind::sequence, "grades", loading.findings)) return;
  for (const Node& item : list.items) loading.scheme.grades.push_back(load_grade(item, loading));
}

void check_tie_breaks(const Node& grades, Loading& loading) {
  const auto names = loading.ids.names();
  for (const Node& grade : grades.items) {
    const Node* ids = grade.find("tie_break");
    if (ids == nullptr) continue;
    for (const std::string& id : read_texts(*ids, "tie_break", loading.findings)) {
      if (!loading.ids.has(id)) loading.findings.push_back(make_finding("K0509", ids->where, {Phrase(id), nearest_of(id, names)}));
    }
  }
}

}  // namespace kaohe::load
