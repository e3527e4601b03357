#pragma once

#include <kaohe/base/finding.hpp>
#include <kaohe/party/chain.hpp>
#include <string>
#include <vector>

namespace kaohe::report {

/// Those who answer, each with the role, the person before the party; a vacant post says so.
std::string answers_text(const std::vector<Answer>& answers, Language language);

}  // namespace kaohe::report
