#include <kaohe/number/column.hpp>

#include "show.hpp"

#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <random>
#include <string>
#include <thread>

using kaohe::decimal_of;
using kaohe::NumberColumn;
using kaohe::Rational;

static_assert(std::regular<NumberColumn>);

namespace {

constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

Rational number(std::string_view text) { return Rational::parse(text).value(); }

NumberColumn column_of(const std::vector<double>& values) { return NumberColumn::from_doubles(values.data(), values.size(), 1); }

/// An oracle that shares no code with the reader: the C library writes 1, 2, … digits until they read back, as the rule is worded.
std::string decimal_by_printf(double value) {
  char buffer[64];
  for (int digits = 0; digits < 15; ++digits) {
    std::snprintf(buffer, sizeof buffer, "%.*e", digits, value);
    if (std::strtod(buffer, nullptr) == value) return buffer;
  }
  std::snprintf(buffer, sizeof buffer, "%.14e", value);
  return buffer;
}

}  // namespace

TEST_CASE("a new column is missing everywhere", "[number][column]") {
  const NumberColumn column(3, 2);
  CHECK(column.size() == 3);
  CHECK(column.digits() == 2);
  CHECK((column.missing(0) && column.missing(1) && column.missing(2)));
  CHECK(column.wide_rows() == 0);
  CHECK(NumberColumn().size() == 0);
}

TEST_CASE("a number stands in units where they hold it and beside them where they do not", "[number][column]") {
  NumberColumn column(6, 2);
  column.set(0, number("12.34"));
  column.set(1, number("12.345"));
  column.set(2, Rational(1, 3));
  column.set(3, number("90071992547409.91"));  // 2^53 - 1 units
  column.set(4, number("90071992547409.92"));  // 2^53 units
  CHECK(column.unit(0) == 1234);
  CHECK(column.unit(1) == infinity);
  CHECK(column.at(0) == number("12.34"));
  CHECK(column.at(1) == number("12.345"));
  CHECK(column.at(2) == Rational(1, 3));
  CHECK(column.at(3) == number("90071992547409.91"));
  CHECK(column.at(4) == number("90071992547409.92"));
  CHECK(column.missing(5));
  CHECK(column.wide_rows() == 3);
  column.set(1, 7);
  column.set_missing(2);
  CHECK(column.at(1) == 7);
  CHECK(column.missing(2));
  CHECK(column.wide_rows() == 1);
}

TEST_CASE("a copied column is its own", "[number][column]") {
  NumberColumn column(2, 0);
  column.set(0, Rational(1, 3));
  NumberColumn copy = column;
  CHECK(copy == column);
  copy.set(0, Rational(1, 7));
  CHECK(column.at(0) == Rational(1, 3));
  column = copy;
  CHECK(column.at(0) == Rational(1, 7));
  const NumberColumn moved = std::move(copy);
  CHECK(moved.at(0) == Rational(1, 7));
}

TEST_CASE("columns are equal by their numbers, whatever their digits", "[number][column]") {
  NumberColumn a(2, 0), b(2, 4);
  a.set(0, number("0.5"));
  b.set(0, number("0.5"));
  CHECK(a == b);
  b.set(1, 0);
  CHECK_FALSE(a == b);
}

TEST_CASE("threads may set distinct rows at once", "[number][column]") {
  for (int round = 0; round < 50; ++round) {
    NumberColumn column(400, 0);
    std::vector<std::thread> threads;
    for (std::size_t worker = 0; worker < 4; ++worker) {
      threads.emplace_back([&column, worker] {
        for (std::size_t row = worker; row < 400; row += 4) column.set(row, Rational(static_cast<std::int64_t>(row), 7));
      });
    }
    for (auto& thread : threads) thread.join();
    bool right = true;
    for (std::size_t row = 0; row < 400; ++row) right = right && column.at(row) == Rational(static_cast<std::int64_t>(row), 7);
    REQUIRE(right);
  }
}

TEST_CASE("a column of floats takes the digits its decimals take", "[number][column]") {
  const auto column = column_of({0.1, 93.25, nan_value, -0.125, 0, 0.30000000000000004});
  CHECK(column.digits() == 3);
  CHECK(column.at(0) == number("0.1"));
  CHECK(column.at(1) == number("93.25"));
  CHECK(column.missing(2));
  CHECK(column.at(3) == number("-0.125"));
  CHECK(column.at(4) == 0);
  CHECK(column.at(5) == number("0.3"));
  CHECK(column.wide_rows() == 0);
}

TEST_CASE("noise alone asks for no more digits than its decimal", "[number][column]") {
  const auto column = column_of({0.1 + 0.2});
  CHECK(column.digits() == 1);
  CHECK(column.unit(0) == 3);
}

TEST_CASE("what takes more than nine digits is wide", "[number][column]") {
  const auto column = column_of({0.5, 1.0 / 3, 1e-10, 1e300, 123456789012345.0, 1e15, 9007199254740991.0, 9007199254740993.0});
  CHECK(column.digits() == 1);
  CHECK(column.at(1) == number("0.333333333333333"));
  CHECK(column.at(2) == number("1e-10"));
  CHECK(column.at(3) == number("1e300"));
  CHECK(column.at(4) == number("123456789012345"));
  CHECK(column.at(5) == number("1e15"));
  CHECK(column.at(6) == number("9007199254740990"));  // 16 digits: read at 15
  CHECK(column.at(7) == number("9007199254740990"));
  CHECK(column.wide_rows() == 7);  // all but 0.5: 1234567890123450 tenths have 16 digits
}

TEST_CASE("an infinity is missing and told of by its row", "[number][column]") {
  const std::vector<double> values{1, infinity, 2, -infinity};
  const auto column = NumberColumn::from_doubles(values.data(), values.size(), 1);
  CHECK(column.infinite_rows() == std::vector<std::size_t>{1, 3});
  CHECK(column.missing(1));
  CHECK(column.missing(3));
  CHECK(column.at(2) == 2);
}

TEST_CASE("a stride reads one column of a matrix", "[number][column]") {
  const double matrix[] = {1, 10, 2, 20, 3, 30};
  const auto column = NumberColumn::from_doubles(matrix + 1, 3, 2);
  CHECK(column.at(0) == 10);
  CHECK(column.at(2) == 30);
  const auto backwards = NumberColumn::from_doubles(matrix + 5, 3, -2);
  CHECK(backwards.at(0) == 30);
  CHECK(backwards.at(2) == 10);
  const std::int64_t whole[] = {1, 10, 2, 20};
  CHECK(NumberColumn::from_integers(whole + 1, 2, 2, nullptr).at(1) == 20);
}

TEST_CASE("a zero has no sign", "[number][column]") {
  const auto column = column_of({-0.0, -1e-320});
  CHECK_FALSE(std::signbit(column.unit(0)));
  CHECK(column.at(0) == 0);
}

TEST_CASE("integers are read whole, whatever their size", "[number][column]") {
  const std::int64_t values[] = {5, std::numeric_limits<std::int64_t>::min(), 7, (std::int64_t{1} << 53) + 1};
  const unsigned char valid[] = {1, 1, 0, 1};
  const auto column = NumberColumn::from_integers(values, 4, 1, valid);
  CHECK(column.at(0) == 5);
  CHECK(column.at(1) == std::numeric_limits<std::int64_t>::min());
  CHECK(column.missing(2));
  CHECK(column.at(3).text() == "9007199254740993");
}

TEST_CASE("a float is the decimal that prints as it: the shortest, or at 15 digits where that is longer", "[number][column]") {
  for (const double value :
       {0.1, 0.30000000000000004, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 123456.789, 1e22, 1e23, 4.35, 9.5e-5}) {
    CHECK(decimal_of(value) == number(decimal_by_printf(value)));
  }
  std::mt19937_64 random(20111);
  for (int i = 0; i < 20'000; ++i) {
    const double value = std::bit_cast<double>(random());
    if (!std::isfinite(value)) continue;
    CAPTURE(value);
    REQUIRE(decimal_of(value) == number(decimal_by_printf(value)));
  }
}

TEST_CASE("floats of everyday size are read like all others", "[number][column]") {
  for (const double value : {0.001, 0.000999999999999999, 999999999999999.9, 999999999999999.4, 999999999999999.5, 123456789012344.5,
                             123456789012345.5, 9.9999999999999995}) {
    CAPTURE(value);
    CHECK(decimal_of(value) == number(decimal_by_printf(value)));
  }
  std::mt19937_64 random(20113);
  std::uniform_real_distribution<double> decades(-5, 17), sizes(-100, 100);
  for (int i = 0; i < 20'000; ++i) {
    const double value = i % 2 == 0 ? std::pow(10, decades(random)) : sizes(random);
    CAPTURE(value);
    REQUIRE(decimal_of(value) == number(decimal_by_printf(value)));
  }
}

TEST_CASE("the quick reading of a column agrees with the slow one", "[number][column]") {
  std::mt19937_64 random(20112);
  std::vector<double> values;
  for (int i = 0; i < 20'000; ++i) {
    const auto units = static_cast<double>(static_cast<std::int64_t>(random() % 2'000'000'000'001) - 1'000'000'000'000);
    const double value = units / std::pow(10, random() % 10);
    values.push_back(random() % 5 == 0 ? std::nextafter(value, infinity) : value);
    if (random() % 10 == 0) values.push_back(value * 1.1);
  }
  for (std::size_t start = 0; start < values.size(); start += 100) {
    const std::vector<double> some(values.begin() + static_cast<std::ptrdiff_t>(start),
                                   values.begin() + static_cast<std::ptrdiff_t>(std::min(values.size(), start + 100)));
    const auto column = column_of(some);
    for (std::size_t row = 0; row < some.size(); ++row) REQUIRE(column.at(row) == number(decimal_by_printf(some[row])));
  }
}
