#include "src/load/direct_grade_loader.hpp"

namespace kaohe::load {

namespace {

DirectGrade load_direct_grade(const Node& node, Findings& findings) {
  const Fields fields(node, {"直接定等", "a direct grade"}, {"when!", "grade!", "uses_quota", "title", "source"}, findings);
  DirectGrade direct;
  direct.title = fields.text("title");
  direct.source = fields.text("source");
  direct.when = fields.expression("when").value_or(Expression{});
  direct.grade = fields.named("grade").value_or(Named{});
  direct.uses_quota = fields.yes_no("uses_quota").value_or(true);
  direct.where = node.where;
  return direct;
}

}  // namespace

void load_direct_grades(const Node& list, Loading& loading) {
  if (!is_kind(list, Node::Kind::sequence, "direct", loading.findings)) return;
  for (const Node& item : list.items) {
    const std::size_t before = loading.findings.size();
    DirectGrade direct = load_direct_grade(item, loading.findings);
    if (!has_errors_since(loading.findings, before)) loading.scheme.direct.push_back(std::move(direct));
  }
}

}  // namespace kaohe::load
