#pragma once

#include "src/load/loading.hpp"

namespace kaohe::load {

/// Reads `parties: [...]` (docs/scheme-format.md, section 13). Every key that means nothing by itself is an attribute of the party.
void load_parties(const Node& list, Loading& loading);

/// Reads `posts: [...]` with their holders.
void load_posts(const Node& list, Loading& loading);

/// Reads `responsibilities: [...]`: chains and what they are written for.
void load_responsibilities(const Node& list, Loading& loading);

}  // namespace kaohe::load
