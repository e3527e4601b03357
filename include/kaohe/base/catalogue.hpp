#pragma once

#include <cstddef>
#include <iterator>
#include <string_view>

namespace kaohe {

/// Errors stop; warnings and hints do not.
enum class Severity { error, warning, hint };

/// One kind of finding. `{0}`, `{1}` are filled with what was found.
struct CatalogueEntry {
  std::string_view code;
  Severity severity;
  std::string_view zh;  // what is wrong
  std::string_view en;
  std::string_view hint_zh;  // what to do about it
  std::string_view hint_en;
};

/// Every kind of finding, by hundreds: see docs/diagnostics.md, which has a paragraph for each.
inline constexpr CatalogueEntry catalogue[] = {
#include <kaohe/base/catalogue/k01_syntax.inc>
#include <kaohe/base/catalogue/k02_structure.inc>
#include <kaohe/base/catalogue/k03_expressions.inc>
#include <kaohe/base/catalogue/k04_criteria.inc>
#include <kaohe/base/catalogue/k05_overrides.inc>
#include <kaohe/base/catalogue/k06_parties.inc>
#include <kaohe/base/catalogue/k07_evidence.inc>
#include <kaohe/base/catalogue/k08_results.inc>
};

/// A code of the catalogue; any other does not compile.
class Code {
 public:
  consteval Code(const char* code) : index_(find(code)) {}

  constexpr const CatalogueEntry& entry() const { return catalogue[index_]; }

 private:
  static consteval std::size_t find(std::string_view code) {
    for (std::size_t i = 0; i < std::size(catalogue); ++i) {
      if (catalogue[i].code == code) return i;
    }
    throw "this code is not in the catalogue";
  }

  std::size_t index_;
};

}  // namespace kaohe
