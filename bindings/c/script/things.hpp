#pragma once

#include "registry.hpp"
#include "tables.hpp"

#include <kaohe/kaohe.h>

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace kaohe::c::script {

/// What an assessment found, with the rows of its units. An update makes another one, and those who ask this one go on.
struct Scored {
  std::unique_ptr<kaohe_assessment, void (*)(kaohe_assessment*)> assessment;
  std::unordered_map<std::string_view, std::int64_t> rows;  // their texts are the assessment's
};

/// Keeps findings for kaohe_script_findings(), and takes them over.
void keep_findings(kaohe_findings* findings);

/// A text that is made by a function of kaohe.h: `make(kaohe_text** out)`. Empty where it gives none.
template <class Make>
std::string made_text(const Make& make) {
  kaohe_text* made = nullptr;
  must(make(&made));
  const std::unique_ptr<kaohe_text, void (*)(kaohe_text*)> text(made, &kaohe_text_free);
  return text ? std::string(kaohe_text_data(made)) : std::string();
}

}  // namespace kaohe::c::script
