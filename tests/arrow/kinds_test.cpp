// Layouts that nanoarrow builds: views, dictionaries, short and long numbers. Python tries the types one by one; here memory checkers look
// on.

#include "test.hpp"

#include <kaohe/arrow.hpp>

#include <nanoarrow.h>

#include <functional>

using namespace kaohe;

namespace {

const std::vector<std::string> names{"甲", "a name that is longer than what a view holds in place", ""};

/// One column of three rows and a null: its schema and cells are set by hand.
Streamed<EvidenceColumn> read(const std::function<void(ArrowSchema*)>& describe, const std::function<void(ArrowArray*)>& fill) {
  ArrowSchema schema;
  ArrowArray array;
  ArrowArrayStream stream;
  ArrowSchemaInit(&schema);
  describe(&schema);
  REQUIRE(ArrowArrayInitFromSchema(&array, &schema, nullptr) == NANOARROW_OK);
  REQUIRE(ArrowArrayStartAppending(&array) == NANOARROW_OK);
  fill(&array);
  REQUIRE(ArrowArrayAppendNull(&array, 1) == NANOARROW_OK);
  REQUIRE(ArrowArrayFinishBuildingDefault(&array, nullptr) == NANOARROW_OK);
  REQUIRE(ArrowBasicArrayStreamInit(&stream, &schema, 1) == NANOARROW_OK);
  ArrowBasicArrayStreamSetArray(&stream, 0, &array);
  return read_arrow_column(&stream, "t", "x");
}

void append_names(ArrowArray* array) {
  for (const std::string& name : names) REQUIRE(ArrowArrayAppendString(array, ArrowCharView(name.c_str())) == NANOARROW_OK);
}

std::vector<std::string> shown(const EvidenceColumn& column) {
  const auto& numbers = std::get<NumberColumn>(column.cells);
  std::vector<std::string> out;
  for (std::size_t row = 0; row < numbers.size(); ++row) out.push_back(numbers.missing(row) ? "-" : numbers.at(row).text());
  return out;
}

}  // namespace

TEST_CASE("texts of every layout are the same", "[arrow]") {
  for (const ArrowType type : {NANOARROW_TYPE_STRING, NANOARROW_TYPE_LARGE_STRING, NANOARROW_TYPE_STRING_VIEW}) {
    const auto column = read([&](ArrowSchema* schema) { REQUIRE(ArrowSchemaSetType(schema, type) == NANOARROW_OK); }, append_names);
    INFO(column.fault.message);
    REQUIRE(column);
    CHECK(std::get<TextCells>(column.value->cells) == TextCells{names[0], names[1], names[2], std::nullopt});
  }
}

TEST_CASE("a dictionary gives what its indices pick", "[arrow]") {
  const auto describe = [](ArrowSchema* schema) {
    REQUIRE(ArrowSchemaSetType(schema, NANOARROW_TYPE_UINT8) == NANOARROW_OK);
    REQUIRE(ArrowSchemaAllocateDictionary(schema) == NANOARROW_OK);
    ArrowSchemaInit(schema->dictionary);
    REQUIRE(ArrowSchemaSetType(schema->dictionary, NANOARROW_TYPE_STRING_VIEW) == NANOARROW_OK);
  };
  const auto picked = [&](int last) {
    return read(describe, [&](ArrowArray* array) {
      append_names(array->dictionary);
      for (const int index : {1, 1, last}) REQUIRE(ArrowArrayAppendInt(array, index) == NANOARROW_OK);
    });
  };
  const auto column = picked(0);
  INFO(column.fault.message);
  REQUIRE(column);
  CHECK(std::get<TextCells>(column.value->cells) == TextCells{names[1], names[1], names[0], std::nullopt});
  CHECK(picked(3).fault.of == StreamFault::Of::stream);  // there are three entries
}

TEST_CASE("numbers of every width are exact", "[arrow]") {
  struct Case {
    ArrowType type;
    std::vector<std::int64_t> given;
    std::vector<std::string> expected;
  };
  const std::vector<Case> cases{
      {NANOARROW_TYPE_INT8, {-128, 0, 127}, {"-128", "0", "127", "-"}},
      {NANOARROW_TYPE_UINT16, {0, 1, 65535}, {"0", "1", "65535", "-"}},
      {NANOARROW_TYPE_INT64, {INT64_MIN, (1LL << 53) + 1, 7}, {"-9223372036854775808", "9007199254740993", "7", "-"}},
      {NANOARROW_TYPE_FLOAT, {0, -3, 1LL << 24}, {"0", "-3", "16777216", "-"}},
      {NANOARROW_TYPE_HALF_FLOAT, {0, -3, 2048}, {"0", "-3", "2048", "-"}}};
  for (const Case& one : cases) {
    CAPTURE(ArrowTypeString(one.type));
    const auto column = read([&](ArrowSchema* schema) { REQUIRE(ArrowSchemaSetType(schema, one.type) == NANOARROW_OK); },
                             [&](ArrowArray* array) {
                               for (const std::int64_t number : one.given) REQUIRE(ArrowArrayAppendInt(array, number) == NANOARROW_OK);
                             });
    INFO(column.fault.message);
    REQUIRE(column);
    CHECK(shown(*column.value) == one.expected);
  }
}

TEST_CASE("decimals of every width are exact", "[arrow]") {
  for (const auto& [type, bits] : {std::pair(NANOARROW_TYPE_DECIMAL32, 32), std::pair(NANOARROW_TYPE_DECIMAL64, 64),
                                   std::pair(NANOARROW_TYPE_DECIMAL128, 128), std::pair(NANOARROW_TYPE_DECIMAL256, 256)}) {
    CAPTURE(bits);
    const auto describe = [&](ArrowSchema* schema) { REQUIRE(ArrowSchemaSetTypeDecimal(schema, type, 9, 3) == NANOARROW_OK); };
    const auto column = read(describe, [&](ArrowArray* array) {
      for (const std::int64_t units : {-1500, 0, 999'999'999}) {
        ArrowDecimal decimal;
        ArrowDecimalInit(&decimal, bits, 9, 3);
        ArrowDecimalSetInt(&decimal, units);
        REQUIRE(ArrowArrayAppendDecimal(array, &decimal) == NANOARROW_OK);
      }
    });
    INFO(column.fault.message);
    REQUIRE(column);
    CHECK(shown(*column.value) == std::vector<std::string>{"-1.5", "0", "999999.999", "-"});
  }
}
