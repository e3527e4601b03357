#pragma once

#include <kaohe/number/rational.hpp>

#include "test.hpp"

#include <string>

namespace Catch {

template <>
struct StringMaker<kaohe::Rational> {
  static std::string convert(const kaohe::Rational& number) { return number.text(); }
};

}  // namespace Catch
