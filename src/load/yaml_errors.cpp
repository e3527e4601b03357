#include <src/load/yaml_events.hpp>

namespace kaohe::load {

Finding explain_syntax_error(const SyntaxError& error, std::string_view, std::string_view file) {
  return make_finding("K0199", SourceSpan{std::string(file), error.line, error.column, 1}, {error.problem});
}

}  // namespace kaohe::load
