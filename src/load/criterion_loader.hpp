#pragma once

#include "src/load/loading.hpp"

namespace kaohe::load {

/// Reads a list of criteria or adjustments with all that hangs below.
std::vector<Criterion> load_criteria(const Node& list, const Phrase& name, Loading& loading);

/// `missing: zero | exempt | full | mean | error`.
std::optional<MissingPolicy> read_missing(const Fields& fields);

/// Reads the keys of a section, which the scheme has, too: points, combine, weights, alternatives, rescale, at_least, at_most.
void load_section_keys(const Fields& fields, Criterion& section);

}  // namespace kaohe::load
