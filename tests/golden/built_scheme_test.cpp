#include "consumer/county_2011.hpp"
#include "consumer/tables.hpp"
#include "test.hpp"

#include <kaohe/load.hpp>
#include <kaohe/pins.hpp>

namespace kaohe::testing {
namespace {

// The hash holds everything of a scheme but the places in its document, its layout and its tests.
TEST_CASE("a scheme put together in C++ is the one that its document describes", "[golden][build]") {
  const auto document = ::text_of(KAOHE_EXAMPLES "/county-2011/scheme.yaml");
  REQUIRE(document);
  const auto loaded = load_scheme(*document, "scheme.yaml");
  REQUIRE_FALSE(has_errors(loaded.findings));
  CHECK(hash_of(county_2011::scheme()) == hash_of(loaded.scheme));
}

}  // namespace
}  // namespace kaohe::testing
