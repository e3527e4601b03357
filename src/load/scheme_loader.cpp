#include "src/load/calendar_loader.hpp"
#include "src/load/checks.hpp"
#include "src/load/criterion_loader.hpp"
#include "src/load/grade_loader.hpp"
#include "src/load/indicator_loader.hpp"
#include "src/load/loading.hpp"
#include "src/load/period_reader.hpp"
#include "src/load/used_documents.hpp"
#include "src/load/versions.hpp"

#include <kaohe/load.hpp>

#include <algorithm>
#include <map>
#include <tuple>

namespace kaohe {

namespace load {

namespace {

constexpr std::int64_t most_digits = 9;

std::vector<std::string_view> scheme_keys() {
  std::vector<std::string_view> keys{"kaohe",   "id!",      "title",   "source",      "period",   "rounding", "missing", "groups",
                                     "ranking", "total",    "uses",    "grades",      "points",   "combine",  "weights", "alternatives",
                                     "rescale", "at_least", "at_most", "coefficient", "versions", "valid_on"};
  const auto parts = part_keys();
  keys.insert(keys.end(), parts.begin(), parts.end());
  return keys;
}

void check_format(const Fields& document) {
  const Node* version = document.find("kaohe");
  if (version == nullptr) {
    if (!document.has("kaohe")) document.findings().push_back(make_finding("K0207", document.node().where));
  } else {
    check_format_version(*version, document.findings());
  }
}

RoundingRule read_rounding(const Fields& scheme) {
  RoundingRule rounding;
  const Node* node = scheme.find("rounding");
  if (node == nullptr) return rounding;
  const Fields fields(*node, "rounding", {"mode", "criterion", "total"}, scheme.findings());
  using enum Rounding;
  rounding.mode =
      fields.choice<Rounding>("mode", {{"half_up", half_up}, {"half_even", half_even}, {"down", down}, {"up", up}}).value_or(half_up);
  rounding.criterion = static_cast<int>(fields.whole("criterion", 0, most_digits).value_or(rounding.criterion));
  rounding.total = static_cast<int>(fields.whole("total", 0, most_digits).value_or(rounding.total));
  return rounding;
}

void read_total(const Fields& fields, Scheme& scheme) {
  const Node* node = fields.find("total");
  if (node == nullptr) return;
  const Fields bounds(*node, "total", {"at_least", "at_most"}, fields.findings());
  scheme.total_at_least = bounds.amount("at_least");
  scheme.total_at_most = bounds.amount("at_most");
}

void read_missing_policy(const Fields& fields, Scheme& scheme) {
  if (!fields.has("missing")) fields.findings().push_back(make_finding("K0218", fields.node().where));
  scheme.missing = read_missing(fields).value_or(MissingPolicy::zero);
}

void read_head(const Fields& fields, Scheme& scheme) {
  check_format(fields);
  scheme.id = read_document_id(fields.find("id"), fields.findings()).value_or("");
  scheme.where = fields.where("id");
  scheme.title = fields.text("title");
  scheme.source = fields.text("source");
  scheme.rounding = read_rounding(fields);
  read_missing_policy(fields, scheme);
  scheme.groups = fields.text("groups");
  scheme.dense_ranking = fields.choice<bool>("ranking", {{"dense", true}, {"skip", false}}).value_or(false);
}

void read_root(const Fields& fields, Scheme& scheme) {
  scheme.root.id = scheme.id;
  scheme.root.title = scheme.title;
  scheme.root.where = scheme.where;
  load_section_keys(fields, scheme.root);
  scheme.coefficient = fields.expression("coefficient");
  read_total(fields, scheme);
}

void read_scheme(const Node& root, const std::vector<Node>& used, Loading& loading) {
  const auto keys = scheme_keys();
  const Fields fields(root, {"考核办法", "a scheme"}, keys, loading.findings);
  read_head(fields, loading.scheme);
  read_root(fields, loading.scheme);
  for (const Node& document : used) load_used_document(document, loading);
  load_parts(fields, loading);
  if (const Node* grades = fields.find("grades")) load_grades(*grades, loading);
  if (loading.scheme.root.criteria.empty() && loading.scheme.adjustments.empty())
    loading.findings.push_back(make_finding("K0224", loading.scheme.where));
}

// The scheme's own first, then those of the documents it uses, by place: a person reads the document from top to bottom. What an alias
// repeats is said once.
void sort_by_place(std::string_view file, Findings& findings) {
  std::map<std::string, std::size_t> order{{std::string(file), 0}};
  for (const auto& finding : findings) order.try_emplace(finding.where.file, order.size());
  const auto place = [&](const Finding& finding) {
    return std::tuple(order.at(finding.where.file), finding.where.line, finding.where.column, std::string_view(finding.code));
  };
  std::ranges::stable_sort(findings, {}, place);
  const auto repeated = std::ranges::unique(findings);
  findings.erase(repeated.begin(), repeated.end());
}

// What is more than a person would ever read is left out, and said so.
void cut_to_size(Findings& findings) {
  if (findings.size() <= most_findings) return;
  const SourceSpan where = findings[most_findings].where;
  findings.erase(findings.begin() + static_cast<std::ptrdiff_t>(most_findings), findings.end());
  findings.push_back(make_finding("K0203", where, {Phrase(std::to_string(most_findings))}));
}

void load(Node root, std::string_view file, const ReadDocument& read, Loading& loading) {
  if (!is_kind(root, Node::Kind::mapping, {"文档", "the document"}, loading.findings)) return;
  auto used = open_used_documents(root, file, read, loading.findings);
  load_calendars(root, used, loading);
  read_period_of(root, loading);
  choose_versions(root, loading.period, loading.findings);
  for (Node& document : used) choose_versions(document, loading.period, loading.findings);
  read_scheme(root, used, loading);
  if (loading.findings.size() > most_findings) return;  // not everything was read
  check_scheme(loading.scheme, loading.broken, loading.findings);
}

}  // namespace

}  // namespace load

LoadedScheme load_scheme(std::string_view text, std::string_view file, const ReadDocument& read) {
  load::Loading loading;
  auto root = load::read_document(text, file, loading.findings);
  if (root) load::load(std::move(*root), file, read, loading);
  load::sort_by_place(file, loading.findings);
  load::cut_to_size(loading.findings);
  return {std::move(loading.scheme), std::move(loading.findings)};
}

}  // namespace kaohe
