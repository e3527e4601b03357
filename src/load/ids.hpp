#pragma once

#include "src/load/document.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kaohe::load {

/// Ids of one space, each with the place that took it first.
class IdSpace {
 public:
  /// Notes an id; a second one of the same name is a finding that tells where the first stands.
  bool take(const std::string& id, const SourceSpan& where, Findings& findings);

  bool has(const std::string& id) const { return places_.contains(id); }
  const SourceSpan& place(const std::string& id) const { return places_.at(id); }
  std::vector<std::string_view> names() const;

 private:
  std::map<std::string, SourceSpan, std::less<>> places_;
};

/// Reads an id that expressions may use: one word of letters, digits and `_` that means nothing else there. One that will not do
/// is a finding and is given all the same, so that what refers to it finds it.
std::optional<std::string> read_name(const Node* node, Findings& findings);

/// The same for a key that is itself the id.
bool check_name(const std::string& name, const SourceSpan& where, Findings& findings);

/// Reads the id of a document, a party, a duty: like a name, but `-` and `.` may stand in it.
std::optional<std::string> read_document_id(const Node* node, Findings& findings);

}  // namespace kaohe::load
