#pragma once

// The only place that knows which Catch2 is there: Debian 12 has version 2.
#include <catch2/catch.hpp>
