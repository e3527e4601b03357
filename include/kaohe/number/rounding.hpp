#pragma once

#include <kaohe/number/rational.hpp>

namespace kaohe {

/// How a number is cut to digits (SPEC 2.4).
enum class Rounding {
  half_up,    // 四舍五入, ties away from zero
  half_even,  // GB/T 8170, 四舍六入五成双
  down,       // toward zero
  up,         // away from zero
};

}  // namespace kaohe
