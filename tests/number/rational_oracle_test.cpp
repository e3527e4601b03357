#include <kaohe/number/rational.hpp>

#include "show.hpp"

#include <boost/multiprecision/cpp_int.hpp>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <vector>

using kaohe::Rational;

namespace {

using Oracle = boost::multiprecision::cpp_rational;

constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

struct Pair {
  Rational number;
  Oracle oracle;
};

Pair make(std::int64_t numerator, std::int64_t denominator) {
  return {Rational(numerator, denominator), Oracle(numerator) / Oracle(denominator)};
}

/// `n/d` or a decimal.
Oracle read(std::string text) {
  using boost::multiprecision::cpp_int;
  if (const auto slash = text.find('/'); slash != std::string::npos)
    return Oracle(cpp_int(text.substr(0, slash)), cpp_int(text.substr(slash + 1)));
  const auto point = text.find('.');
  if (point == std::string::npos) return Oracle(cpp_int(text));
  const auto places = static_cast<unsigned>(text.size() - point - 1);
  const bool minus = text[0] == '-';
  std::string digits = text.erase(point, 1).substr(minus ? 1 : 0);
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
  return Oracle(cpp_int(digits) * (minus ? -1 : 1), pow(cpp_int(10), places));
}

/// The same number, and in place, in lowest terms, exactly where it fits.
bool same(const Rational& number, const Oracle& oracle) {
  const auto above = numerator(oracle);
  const auto below = denominator(oracle);
  const bool fits = above >= least && above <= most && below <= most;
  const auto terms = number.terms();
  if (terms.has_value() != fits) return false;
  if (terms) return terms->numerator == above && terms->denominator == below;
  return read(number.text()) == oracle;
}

std::int64_t any_term(std::mt19937_64& random) {
  switch (random() % 4) {
    case 0:
      return static_cast<std::int64_t>(random() % 41) - 20;
    case 1:
      return least + static_cast<std::int64_t>(random() % 3);
    case 2:
      return most - static_cast<std::int64_t>(random() % 3);
    default:
      return static_cast<std::int64_t>(random() >> (random() % 64));
  }
}

void check_all(const Pair& a, const Pair& b) {
  CAPTURE(a.number, b.number);
  CHECK(same(a.number + b.number, a.oracle + b.oracle));
  CHECK(same(a.number - b.number, a.oracle - b.oracle));
  CHECK(same(a.number * b.number, a.oracle * b.oracle));
  if (b.oracle != 0) CHECK(same(a.number / b.number, a.oracle / b.oracle));
  CHECK(same(-a.number, -a.oracle));
  CHECK((a.number == b.number) == (a.oracle == b.oracle));
  CHECK((a.number < b.number) == (a.oracle < b.oracle));
  CHECK(a.number.sign() == a.oracle.sign());
}

}  // namespace

TEST_CASE("every pair of edges computes as another library's", "[number][rational]") {
  const std::vector<std::int64_t> edges{least, least + 1, least / 2, -3'037'000'500, -2,           -1,       0,
                                        1,     2,         3,         3'037'000'500,  most / 2 + 1, most - 1, most};
  std::vector<Pair> numbers;
  for (const std::int64_t above : edges) {
    for (const std::int64_t below : edges) {
      if (below != 0) numbers.push_back(make(above, below));
    }
  }
  for (const auto& a : numbers) {
    CHECK(same(a.number, a.oracle));
    for (const auto& b : numbers) check_all(a, b);
  }
}

TEST_CASE("random numbers compute as another library's", "[number][rational]") {
  std::mt19937_64 random(62);
  const auto any = [&] {
    const std::int64_t below = any_term(random);
    return make(any_term(random), below == 0 ? 7 : below);
  };
  for (int i = 0; i < 5'000; ++i) check_all(any(), any());
}

TEST_CASE("a long chain of operations computes as another library's", "[number][rational]") {
  std::mt19937_64 random(63);
  for (int chain = 0; chain < 200; ++chain) {
    Pair sum = make(1, 1);
    for (int step = 0; step < 30; ++step) {
      const Pair next = make(static_cast<std::int64_t>(random() % 2001) - 1000, static_cast<std::int64_t>(random() % 999) + 1);
      switch (random() % 3) {
        case 0:
          sum = {sum.number + next.number, sum.oracle + next.oracle};
          break;
        case 1:
          sum = {sum.number * next.number, sum.oracle * next.oracle};
          break;
        default:
          if (next.oracle != 0) sum = {sum.number / next.number, sum.oracle / next.oracle};
      }
      REQUIRE(same(sum.number, sum.oracle));
    }
    const Oracle whole(numerator(sum.oracle) / denominator(sum.oracle));
    const Oracle floor = whole > sum.oracle ? Oracle(whole - 1) : whole;
    CHECK(same(sum.number.floor(), floor));
    CHECK(same(sum.number - sum.number, 0));
  }
}
