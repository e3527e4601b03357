#pragma once

#include <kaohe/assessment/assessment.hpp>
#include <kaohe/base/export.hpp>
#include <kaohe/evidence/tables.hpp>
#include <kaohe/scheme/scheme.hpp>

#include <string>

namespace kaohe {

/// What a result was made by and from: enough to make it again, and to tell what has changed where that fails. A hash is `sha256:` and 64
/// hexadecimal digits; it is empty for an assessment that was put together by hand.
struct Pins {
  std::string kaohe;  // the version of the library
  std::string scheme;
  std::string evidence;

  friend bool operator==(const Pins&, const Pins&) = default;
};

/// The pins of a result. Worked out each time they are asked for, in a time in proportion to the evidence.
KAOHE_EXPORT Pins pins_of(const Assessment& assessment);

/// The hash of the rules as they were loaded: with the documents they use, the versions chosen for the period and the constants, whatever
/// the comments and the layout. Neither the period itself, which a result names beside it, nor the tests make any difference.
KAOHE_EXPORT std::string hash_of(const Scheme& scheme);

/// The hash of the tables: the same whatever the order of rows and columns, and whether numbers came as numbers or as text. Every column
/// counts, whether a rule asks for it or not; the names of the tables' files do not.
KAOHE_EXPORT std::string hash_of(const EvidenceTables& tables);

}  // namespace kaohe
