#pragma once

#include <kaohe/base/export.hpp>
#include <kaohe/base/finding.hpp>
#include <kaohe/scheme/scheme.hpp>

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace kaohe {

/// A scheme as far as it could be read, with all findings. With an error among them it must not be run.
struct LoadedScheme {
  Scheme scheme;
  Findings findings;
};

/// Gives the text of a document that `uses:` names, relative to the one that names it; nothing if it cannot be read.
using ReadDocument = std::function<std::optional<std::string>(const std::string& name)>;

/// Reads a scheme document (docs/scheme-format.md), YAML or JSON, and checks its structure. What expressions mean is checked by compile().
///
/// `file` is what findings call the document. Nothing is read from a disk but through `read`.
KAOHE_EXPORT LoadedScheme load_scheme(std::string_view text, std::string_view file, const ReadDocument& read = {});

}  // namespace kaohe
