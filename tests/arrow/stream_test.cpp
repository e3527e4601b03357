#include "arrow/counted_stream.hpp"
#include "engine/assessing.hpp"

#include <kaohe/arrow.hpp>

#include <limits>

using namespace kaohe;
using namespace kaohe::testing;

namespace {

const Counts nothing_left{};

Planned doubles(const std::vector<double>& values, Bytes valid = {}, std::int64_t offset = 0) {
  return {static_cast<std::int64_t>(values.size()) - offset, {std::move(valid), bytes_of(values)}, {}, offset};
}

Planned texts(const std::vector<std::string>& values) {
  std::vector<std::int32_t> offsets{0};
  Bytes bytes;
  for (const std::string& value : values) {
    bytes.insert(bytes.end(), value.begin(), value.end());
    offsets.push_back(static_cast<std::int32_t>(bytes.size()));
  }
  return {static_cast<std::int64_t>(values.size()), {{}, bytes_of(offsets), bytes}};
}

Planned rows(std::vector<Planned> columns, std::int64_t offset = 0) {
  const std::int64_t length = columns.front().length - offset;
  return {length, {{}}, std::move(columns), offset};
}

CountedStream two_parts() {
  return {{{"unit", "u"}, {"x", "g"}}, {rows({texts({"甲", "乙"}), doubles({0.5, 1.25})}), rows({texts({"丙"}), doubles({3})})}};
}

const NumberColumn& numbers(const EvidenceTable& table, std::size_t column) { return std::get<NumberColumn>(table.columns[column].cells); }

std::vector<std::string> shown(const NumberColumn& column) {
  std::vector<std::string> out;
  for (std::size_t row = 0; row < column.size(); ++row) out.push_back(column.missing(row) ? "-" : column.at(row).text());
  return out;
}

using Shown = std::vector<std::string>;

}  // namespace

TEST_CASE("a table is read out of the parts of a stream", "[arrow]") {
  CountedStream source = two_parts();
  ArrowArrayStream stream = source.stream();
  {
    const auto read = read_arrow(&stream, "observations");
    INFO(read.fault.message);
    REQUIRE(read);
    CHECK(stream.release == nullptr);
    CHECK(read.value->name == "observations");
    CHECK(read.value->rows == 3);
    CHECK(std::get<TextCells>(read.value->columns[0].cells) == TextCells{"甲", "乙", "丙"});
    CHECK(shown(numbers(*read.value, 1)) == Shown{"0.5", "1.25", "3"});
    CHECK(source.counts == Counts{0, 2, 0});  // the two arrays of doubles
  }
  CHECK(source.counts == nothing_left);
}

TEST_CASE("a column of doubles keeps its arrays, and no other", "[arrow]") {
  CountedStream source = two_parts();
  NumberColumn kept;
  {
    ArrowArrayStream stream = source.stream();
    auto read = read_arrow(&stream, "t");
    INFO(read.fault.message);
    REQUIRE(read);
    kept = numbers(*read.value, 1);
  }
  CHECK(source.counts == Counts{0, 2, 0});
  CHECK(shown(kept) == Shown{"0.5", "1.25", "3"});
  kept = {};
  CHECK(source.counts == nothing_left);
}

TEST_CASE("offsets of the rows and of a column add up, and bits are counted from there", "[arrow]") {
  // Rows 1 and 2 of the struct are elements 3 and 4 of the buffer: 8, and what bit 4 says is missing.
  CountedStream source({{"x", "g"}}, {rows({doubles({1, 2, 4, 8, 16}, {0b01111}, 2)}, 1)});
  ArrowArrayStream stream = source.stream();
  const auto read = read_arrow(&stream, "t");
  INFO(read.fault.message);
  REQUIRE(read);
  CHECK(shown(numbers(*read.value, 0)) == Shown{"8", "-"});
}

TEST_CASE("rows of a slice without anything missing need no bits", "[arrow]") {
  CountedStream source({{"x", "g"}}, {rows({doubles({1, 2, 4})}, 1)});
  ArrowArrayStream stream = source.stream();
  const auto read = read_arrow(&stream, "t");
  INFO(read.fault.message);
  REQUIRE(read);
  CHECK(shown(numbers(*read.value, 0)) == Shown{"2", "4"});
}

TEST_CASE("infinities are told where the table is used, unless they are missing", "[arrow]") {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  CountedStream source({{"x", "g"}}, {rows({doubles({infinity, 1, -infinity}, {0b011})})});
  ArrowArrayStream stream = source.stream();
  const auto read = read_arrow(&stream, "t");
  INFO(read.fault.message);
  REQUIRE(read);
  CHECK(numbers(*read.value, 0).infinite_rows() == std::vector<std::size_t>{0});
}

TEST_CASE("whatever goes wrong, everything is released once", "[arrow]") {
  struct Case {
    const char* what;
    CountedStream source;
    int fails_at;
    StreamFault::Of of;
    std::string message;
  };
  using Of = StreamFault::Of;
  Planned short_column = rows({texts({"甲", "乙"}), doubles({1})});
  Planned null_row = rows({doubles({1, 2})});
  null_row.buffers = {{0b01}};
  Planned backwards = texts({"ab", "c"});
  backwards.buffers[1] = bytes_of<std::int32_t>({0, 3, 2});
  std::vector<Case> cases{
      {"the schema", two_parts(), 0, Of::stream, "t: the stream failed: the line went dead"},
      {"the first array", two_parts(), 1, Of::stream, "t: the stream failed: the line went dead"},
      {"the second array", two_parts(), 2, Of::stream, "t: the stream failed: the line went dead"},
      {"the end", two_parts(), 3, Of::stream, "t: the stream failed: the line went dead"},
      {"a column too few",
       {{{"x", "g"}, {"y", "g"}}, {rows({doubles({1})})}},
       -1,
       Of::stream,
       "t: an array of the stream is not of its schema"},
      {"a short column",
       {{{"unit", "u"}, {"x", "g"}}, {short_column}},
       -1,
       Of::stream,
       "t: column 'x': the array has fewer rows than the table"},
      {"a null row", {{{"x", "g"}}, {null_row}}, -1, Of::stream, "t: the stream has a row that is null as a whole"},
      {"offsets", {{{"x", "u"}}, {rows({backwards})}}, -1, Of::stream, "t: column 'x': the array is not sound"},
      {"a format of no kind", {{{"x", "?"}}, {rows({doubles({1})})}}, -1, Of::stream, "t: column 'x'"},
      {"times of day",
       {{{"unit", "u"}, {"x", "ttn"}}, {rows({texts({"甲"}), doubles({1})})}},
       -1,
       Of::kind,
       "t: column 'x' is of the Arrow type time64('ns')"},
      {"no UTF-8",
       {{{"x", "g"}, {"unit", "u"}}, {rows({doubles({1, 2}), texts({"a", "\xff"})})}},
       -1,
       Of::cells,
       "t, row 2, column 'unit': the text is not UTF-8"},
      {"a NUL",
       {{{"x", "g"}, {"unit", "u"}}, {rows({doubles({1, 2}), texts({"a", std::string("b\0c", 3)})})}},
       -1,
       Of::cells,
       "t, row 2, column 'unit': the text has a NUL within"},
  };
  for (Case& one : cases) {
    CAPTURE(one.what);
    one.source.fails_at = one.fails_at;
    ArrowArrayStream stream = one.source.stream();
    {
      const auto read = read_arrow(&stream, "t");
      INFO(read.fault.message);
      CHECK_FALSE(read);
      CHECK(read.fault.of == one.of);
      CHECK(read.fault.message.substr(0, one.message.size()) == one.message);
    }
    CHECK(stream.release == nullptr);
    CHECK(one.source.counts == nothing_left);
  }
}

TEST_CASE("a stream that was used before is a fault", "[arrow]") {
  CountedStream source = two_parts();
  ArrowArrayStream stream = source.stream();
  REQUIRE(read_arrow(&stream, "t"));
  CHECK(read_arrow(&stream, "t").fault.message == "t: the stream was used before");
  CHECK(source.counts == nothing_left);
}

TEST_CASE("a time of a named zone is asked for, and refused where nobody knows", "[arrow]") {
  const auto part = [] { return rows({Planned{1, {{}, bytes_of<std::int64_t>({1398873600})}}}); };  // 2014-04-30 16:00 UTC
  CountedStream source({{"at", "tss:Asia/Shanghai"}}, {part()});
  ArrowArrayStream stream = source.stream();
  const auto eight_hours = [](const std::string& zone, std::int64_t) {
    return zone == "Asia/Shanghai" ? std::optional(28800) : std::nullopt;
  };
  const auto read = read_arrow(&stream, "t", eight_hours);
  INFO(read.fault.message);
  REQUIRE(read);
  CHECK(std::get<TextCells>(read.value->columns[0].cells) == TextCells{"2014-05-01"});
  stream = source.stream();
  CHECK(read_arrow(&stream, "t").fault.of == StreamFault::Of::kind);
}

TEST_CASE("columns of every kind go out and come back", "[arrow]") {
  std::vector<ArrowColumn> columns{{"text", ArrowColumn::Texts{"甲", std::nullopt}},
                                   {"decimal", ArrowColumn::Decimals{{"-1.50", "0"}}},
                                   {"integer", std::vector<std::optional<std::int64_t>>{7, std::nullopt}},
                                   {"number", std::vector<std::optional<double>>{std::nullopt, 0.25}},
                                   {"flag", std::vector<std::optional<bool>>{true, std::nullopt}},
                                   {"date", std::vector<std::optional<Date>>{Date{2014, 5, 1}, Date{1969, 12, 31}}}};
  ArrowArrayStream stream{};
  REQUIRE_FALSE(write_arrow(std::move(columns), &stream));
  const auto read = read_arrow(&stream, "t");
  REQUIRE(read);
  const auto& back = read.value->columns;
  CHECK(std::get<TextCells>(back[0].cells) == TextCells{"甲", std::nullopt});
  CHECK(shown(numbers(*read.value, 1)) == Shown{"-1.5", "0"});
  CHECK(shown(numbers(*read.value, 2)) == Shown{"7", "-"});
  CHECK(shown(numbers(*read.value, 3)) == Shown{"-", "0.25"});
  CHECK(std::get<TextCells>(back[4].cells) == TextCells{"yes", std::nullopt});
  CHECK(std::get<TextCells>(back[5].cells) == TextCells{"2014-05-01", "1969-12-31"});
}

TEST_CASE("what a decimal128 does not hold is a fault that names the column", "[arrow]") {
  const auto wrong = [](std::string first, std::string second) {
    ArrowArrayStream stream{};
    const auto fault = write_arrow({{"x", ArrowColumn::Decimals{{std::move(first), std::move(second)}}}}, &stream);
    CHECK(stream.release == nullptr);
    return fault ? fault->message : "";
  };
  CHECK(wrong("1" + std::string(20, '0'), "0." + std::string(18, '0') + "1") ==
        "column 'x': a decimal128 has 38 digits, these numbers take 21 before the point and 19 after it");
  CHECK(wrong("1", "1/3") == "column 'x', row 2: 1/3 is no decimal");
}

TEST_CASE("results go out, and the stream keeps them alive", "[arrow]") {
  EvidenceTables tables;
  tables.observations = table("observations", "unit,done\n甲,2\n乙,1\n");
  const Assessment assessed =
      assess("kaohe: 1\nid: s\nmissing: zero\ncriteria: [{id: done, points: 10, rule: {proportion: {of: 3}}}]\n", tables);
  for (const ArrowNumbers as : {ArrowNumbers::floats, ArrowNumbers::decimals}) {
    ArrowArrayStream stream{};
    REQUIRE_FALSE(write_arrow(std::make_shared<const Assessment>(assessed), as, &stream));
    const auto read = read_arrow_column(&stream, "t", "all");
    CHECK(read.fault.of == StreamFault::Of::kind);  // it is a table, and was used up as a column
    REQUIRE_FALSE(write_arrow(std::make_shared<const Assessment>(assessed), as, &stream));
    ArrowSchema schema{};
    REQUIRE(stream.get_schema(&stream, &schema) == 0);
    CHECK(std::string(schema.children[6]->name) == "total");
    CHECK(std::string(schema.children[6]->format) == (as == ArrowNumbers::floats ? "g" : "d:38,2"));
    schema.release(&schema);
    ArrowArray part{};
    REQUIRE(stream.get_next(&stream, &part) == 0);
    CHECK(part.length == 2);
    part.release(&part);
    REQUIRE(stream.get_next(&stream, &part) == 0);
    CHECK(part.release == nullptr);
    stream.release(&stream);
    CHECK(stream.release == nullptr);
  }
}
