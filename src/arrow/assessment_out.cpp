#include <src/arrow/outgoing.hpp>

#include <kaohe/arrow.hpp>

#include <cmath>
#include <map>
#include <set>
#include <utility>

namespace kaohe {
namespace arrow {
namespace {

/// A number of a column in one of the ways it is held.
bool in_units(const NumberColumn& column, std::size_t row) { return !std::isinf(column.unit(row)); }
std::int64_t units_at(const NumberColumn& column, std::size_t row) { return static_cast<std::int64_t>(column.unit(row)); }

int scale_of(const std::string& name, const NumberColumn& column) {
  DecimalShape shape(name);
  for (std::size_t row = 0; row < column.size(); ++row) {
    if (column.missing(row)) continue;
    if (in_units(column, row)) {
      shape.add(units_at(column, row), column.digits());
    } else {
      shape.add(row, column.at(row).text());
    }
  }
  return shape.scale();
}

Outgoing as_floats(std::string name, const NumberColumn& column) {
  const double scale = kaohe::detail::scale_of(column.digits());
  return {std::move(name), NANOARROW_TYPE_DOUBLE, 0, [&column, scale](ArrowArray* out, std::size_t row) {
            if (column.missing(row)) return append_missing(out);
            const double value = in_units(column, row) ? column.unit(row) / scale : column.at(row).approximate();
            appended(ArrowArrayAppendDouble(out, value));
          }};
}

Outgoing as_decimals(std::string name, const NumberColumn& column) {
  const int scale = scale_of(name, column);
  return {std::move(name), NANOARROW_TYPE_DECIMAL128, scale, [&column, scale](ArrowArray* out, std::size_t row) {
            if (column.missing(row)) return append_missing(out);
            if (in_units(column, row)) return append_units(out, units_at(column, row), column.digits(), scale);
            append_decimal(out, column.at(row).text(), scale);
          }};
}

Outgoing numbers(std::string name, const NumberColumn& column, ArrowNumbers as) {
  return as == ArrowNumbers::floats ? as_floats(std::move(name), column) : as_decimals(std::move(name), column);
}

/// Texts or labels, of which the empty ones are missing.
template <class Words>
Outgoing words(std::string name, const Words& all) {
  return {std::move(name), NANOARROW_TYPE_STRING, 0, [&all](ArrowArray* out, std::size_t row) {
            if (all[row].empty()) return append_missing(out);
            append_text(out, all[row]);
          }};
}

/// The same, of which empty ones are texts; all missing where they are not there.
template <class Words>
Outgoing names(std::string name, const Words& all, bool there) {
  return {std::move(name), NANOARROW_TYPE_STRING, 0, [&all, there](ArrowArray* out, std::size_t row) {
            if (!there) return append_missing(out);
            append_text(out, all[row]);
          }};
}

Outgoing computed_grades(const std::map<std::size_t, std::string>& grades) {
  return {"grade_computed", NANOARROW_TYPE_STRING, 0, [&grades](ArrowArray* out, std::size_t row) {
            const auto found = grades.find(row);
            if (found == grades.end()) return append_missing(out);
            append_text(out, found->second);
          }};
}

Outgoing ranks(const std::vector<std::int64_t>& all) {
  return {"rank", NANOARROW_TYPE_INT64, 0, [&all](ArrowArray* out, std::size_t row) {
            if (all[row] == 0) return append_missing(out);
            appended(ArrowArrayAppendInt(out, all[row]));
          }};
}

Outgoing lists(std::string name, const LabelLists& all) {
  return {std::move(name), NANOARROW_TYPE_LIST, 0, [&all](ArrowArray* out, std::size_t row) { append_list(out, all[row]); }};
}

std::vector<Outgoing> columns_of(const Assessment& found, ArrowNumbers as) {
  std::vector<Outgoing> out;
  out.push_back(names("unit", found.units, true));
  out.push_back(words("title", found.titles));
  out.push_back(names("group", found.groups, found.grouped));
  out.push_back(ranks(found.ranks));
  out.push_back(words("grade", found.grades));
  out.push_back(computed_grades(found.computed_grades));
  out.push_back(numbers("total", found.total, as));
  out.push_back(numbers("base", found.base, as));
  out.push_back(numbers("adjustments", found.adjustments, as));
  const std::pair<const char*, const LabelLists*> all_lists[] = {{"missing", &found.missing},   {"not_applicable", &found.not_applicable},
                                                                 {"vetoes", &found.vetoes},     {"gates", &found.gates},
                                                                 {"measures", &found.measures}, {"bars", &found.bars}};
  std::set<std::string> taken;
  for (const Outgoing& column : out) taken.insert(column.name);
  for (const auto& [name, list] : all_lists) taken.insert(name);
  const std::vector<NumberColumn>& scores = found.scores();
  for (std::size_t i = 0; i < scores.size(); ++i) {
    const std::string& id = found.criteria[i].id;
    out.push_back(numbers((taken.contains(id) ? "score." : "") + id, scores[i], as));
  }
  for (const auto& [name, list] : all_lists) out.push_back(lists(name, *list));
  return out;
}

}  // namespace
}  // namespace arrow

std::optional<StreamFault> write_arrow(std::shared_ptr<const Assessment> assessment, ArrowNumbers numbers, ArrowArrayStream* out) {
  Expects(assessment != nullptr && out != nullptr);
  try {
    auto columns = arrow::columns_of(*assessment, numbers);
    const std::size_t rows = assessment->units.size();
    arrow::stream_out({std::move(columns), rows, std::move(assessment)}, out);
  } catch (const arrow::Refused& refused) {
    return refused.fault();
  }
  return std::nullopt;
}

}  // namespace kaohe
