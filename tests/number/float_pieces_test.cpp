#include <kaohe/number/column.hpp>

#include "show.hpp"

#include <cmath>
#include <limits>
#include <memory>
#include <vector>

using kaohe::FloatPiece;
using kaohe::FloatPieces;
using kaohe::NumberColumn;

namespace {

constexpr double first[] = {1.5, 2.25, 3};
constexpr double second[] = {10, -1, 20, -1, 30, -1};
constexpr std::uint8_t second_valid[] = {0b1011'0000};  // from bit 4 on: there, there, missing (and one bit more)

/// 1.5 2.25 3, then every other number of `second`, of which the last is missing.
std::vector<FloatPiece> two_pieces() { return {{first, 1, 3}, {}, {second, 2, 3, second_valid, 4}}; }

}  // namespace

TEST_CASE("pieces are read one after the other, by strides and bits", "[number][column]") {
  const FloatPieces pieces(two_pieces(), nullptr);
  REQUIRE(pieces.size() == 6);
  CHECK(pieces[0] == 1.5);
  CHECK(pieces[3] == 10);
  CHECK(pieces[4] == 20);
  CHECK(std::isnan(pieces[5]));
  std::vector<double> room(4);
  CHECK(pieces.read(0, std::span(room).first(3)).data() == first);  // as they lie
  const auto across = pieces.read(1, room);
  CHECK((across[0] == 2.25 && across[1] == 3 && across[2] == 10 && across[3] == 20));
}

TEST_CASE("a borrowed column reads the caller's memory in place", "[number][column]") {
  const NumberColumn column = NumberColumn::borrowed(two_pieces(), nullptr);
  CHECK(column.size() == 6);
  CHECK(column.digits() == 2);
  CHECK(column.at(1).text() == "2.25");
  CHECK(column.at(4) == 20);
  CHECK(column.missing(5));
  std::vector<double> units(4);
  column.read_units(2, 1e15, units);
  CHECK((units[0] == 300 && units[1] == 1000 && units[2] == 2000 && std::isnan(units[3])));
  column.read_units(2, 1000, units);  // below 1000
  CHECK((units[0] == 300 && std::isnan(units[1]) && std::isnan(units[2])));
}

TEST_CASE("a large column has the digits of the numbers looked at, and others are read all the same", "[number][column]") {
  std::vector<double> values(100'000, 2.5);
  values[99'999] = 0.125;
  const NumberColumn column = NumberColumn::from_doubles(values.data(), values.size(), 1);
  CHECK(column.digits() == 1);
  CHECK(column.at(99'999).text() == "0.125");
  CHECK(column.wide_rows() == 1);
}

TEST_CASE("an infinity is seen wherever it lies", "[number][column]") {
  std::vector<double> values(5000, 2.5);
  values[7] = std::numeric_limits<double>::quiet_NaN();
  CHECK_FALSE(NumberColumn::from_doubles(values.data(), values.size(), 1).has_infinity(0, 5000));
  values[4999] = -std::numeric_limits<double>::infinity();
  const NumberColumn column = NumberColumn::from_doubles(values.data(), values.size(), 1);
  CHECK(column.has_infinity(0, 5000));
  CHECK_FALSE(column.has_infinity(0, 4999));
  CHECK(column.infinite_rows() == std::vector<std::size_t>{4999});
}

TEST_CASE("what is written to a borrowed column does not reach the caller's memory", "[number][column]") {
  const double values[] = {0.5, 1.0 / 3, 2};
  NumberColumn column = NumberColumn::borrowed({{values, 1, 3}}, nullptr);
  column.set_missing(0);
  column.set(2, 7);
  CHECK(column.missing(0));
  CHECK(column.at(1).text() == "0.333333333333333");
  CHECK(column.at(2) == 7);
  CHECK((values[0] == 0.5 && values[2] == 2));
}

TEST_CASE("a borrowed column keeps the owner of its memory as long as a copy is there", "[number][column]") {
  auto values = std::make_shared<std::vector<double>>(std::vector<double>{0.5});
  const std::weak_ptr<std::vector<double>> watched = values;
  NumberColumn column = NumberColumn::borrowed({{values->data(), 1, 1}}, values);
  values.reset();
  NumberColumn copy = column;
  column = NumberColumn();
  REQUIRE_FALSE(watched.expired());
  CHECK(copy.at(0).text() == "0.5");
  copy = NumberColumn();
  CHECK(watched.expired());
}
