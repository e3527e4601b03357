#define KAOHE_TEST_MAIN
#include "test.hpp"
