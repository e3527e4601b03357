#pragma once

// The only place that knows which Catch2 is there: Debian 12 has version 2, which is one header and makes `main` of a macro.
#ifdef KAOHE_TEST_MAIN
#define CATCH_CONFIG_MAIN
#endif
#include <catch2/catch.hpp>
