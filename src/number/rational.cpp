#include <kaohe/number/rational.hpp>

#include <kaohe/number/detail/big_rational.hpp>
