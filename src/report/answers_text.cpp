#include <src/report/answers_text.hpp>

namespace kaohe::report {

namespace {

std::string answer_text(const Answer& answer, Language language) {
  const auto say = [&](const char* zh, const char* en) { return std::string(language == Language::zh ? zh : en); };
  const bool vacant = answer.person.empty() && !answer.post.empty();
  const std::string name = vacant ? say("空缺", "vacant") : answer.person.empty() ? answer.party : answer.person;
  const std::string of = name == answer.party ? "" : say("，", ", ") + answer.party;
  const std::string acting = answer.acting ? say("，代理", ", acting") : "";
  return name + say("（", " (") + answer.role + of + acting + say("）", ")");
}

}  // namespace

std::string answers_text(const std::vector<Answer>& answers, Language language) {
  std::string out;
  for (const Answer& answer : answers) {
    if (!out.empty()) out += language == Language::zh ? "、" : ", ";
    out += answer_text(answer, language);
  }
  return out;
}

}  // namespace kaohe::report
