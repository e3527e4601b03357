#pragma once

#include <kaohe/base/export.hpp>
#include <kaohe/base/finding.hpp>
#include <kaohe/scheme/scheme.hpp>

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace kaohe {

/// A scheme as far as it could be read, with all findings. With an error among them compile() takes it, for more findings, but what comes
/// back must not be run.
struct LoadedScheme {
  Scheme scheme;
  Findings findings;
};

/// Gives the text of a document that `uses:` names, by its path from the folder of the scheme's document; nothing if there is none, or if
/// it must not be read: a path is what the document says, and may lead out of the folder. An exception passes through load_scheme().
using ReadDocument = std::function<std::optional<std::string>(const std::string& name)>;

/// Reads a scheme document (docs/scheme-format.md), YAML or JSON, and checks its structure. What expressions mean is checked by compile().
///
/// `text` is UTF-8, with or without a byte order mark; nothing refers to it afterwards. `file` is what findings call the document. Nothing
/// is read from a disk but through `read`. Hostile documents are findings: docs/scheme-format.md, section 17.
KAOHE_EXPORT LoadedScheme load_scheme(std::string_view text, std::string_view file, const ReadDocument& read = {});

}  // namespace kaohe
