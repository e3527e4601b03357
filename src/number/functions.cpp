#include <kaohe/number/detail/real_functions.hpp>
