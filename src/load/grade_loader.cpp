#include "src/load/grade_loader.hpp"

#include "src/load/quota_loader.hpp"

namespace kaohe::load {

namespace {

Grade load_grade(const Node& node, Findings& findings) {
  const Fields fields(node, {"等次", "a grade"}, {"name!", "from", "requires", "quota", "round", "ties", "tie_break", "source"}, findings);
  Grade grade;
  grade.name = fields.named("name").value_or(Named{}).name;
  grade.from = fields.amount("from");
  grade.requires_ = fields.expression("requires");
  grade.source = fields.text("source");
  grade.where = fields.where("name");
  load_quota(fields, grade);
  return grade;
}

}  // namespace

void load_grades(const Node& list, Loading& loading) {
  if (!is_kind(list, Node::Kind::sequence, "grades", loading.findings)) return;
  for (const Node& item : list.items) loading.scheme.grades.push_back(load_grade(item, loading.findings));
}

}  // namespace kaohe::load
