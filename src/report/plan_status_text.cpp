#include <kaohe/base/text.hpp>
#include <kaohe/report.hpp>
#include <src/report/answers_text.hpp>
#include <src/report/shown_text.hpp>

namespace kaohe {
namespace {

/// Writes a status line by line, two columns deeper at every level of the plan.
class StatusWriter {
 public:
  explicit StatusWriter(Language language) : language_(language) {}

  std::string run(const PlanStatus& status) && {
    line(0, status.scheme + say("，", ", ") + status.on.text() + (status.party.empty() ? "" : say("，", ", ") + status.party));
    for (const ItemStatus& item : status.items) write(item);
    if (!status.critical_chain.empty()) line(0, say("关键任务链: ", "critical chain: ") + joined(status.critical_chain, " → "));
    for (const DutyStatus& duty : status.duties) write(duty);
    for (const Matter& matter : status.matters) write(matter);
    return std::move(out_);
  }

 private:
  void write(const ItemStatus& item) {
    const std::size_t level = item.depth + 1;
    line(level, named(item) + ": " + words_for(item.state).in(language_) + say("。", "; ") + item.reason.in(language_));
    for (const TargetStatus& target : item.targets) line(level + 1, "- " + target.by.text() + ": " + target.reason.in(language_));
    if (!item.blocks.empty()) line(level + 1, say("影响: ", "holds up: ") + joined(item.blocks, say("、", ", ")));
    write_answers(item.chain, level + 1);
  }

  void write(const DutyStatus& duty) {
    const DutyFigures& figures = duty.figures;
    line(1, named(duty) + ": " +
                filled("应做{0}次，按时{1}次，迟做{2}次，缺{3}次", "{0} asked, {1} in time, {2} late, {3} missing",
                       {figures.asked.text(), figures.done.text(), figures.late.text(), figures.missing.text()}));
    for (const DutyWindowStatus& window : duty.windows) write(window);
  }

  // What is missing of a window that is still open may yet be done.
  void write(const DutyWindowStatus& window) {
    const DutyRecord& record = window.record;
    if (record.missing.is_zero() && record.late.is_zero()) return;
    const std::string party = record.party.empty() ? "" : record.party + say("，", ", ");
    const char* zh = window.over ? "{0}{1}前应做{2}次，缺{3}次，迟做{4}次" : "{0}{1}前要做{2}次，还差{3}次";
    const char* en = window.over ? "{0}{2} by {1}: {3} missing, {4} late" : "{0}{2} by {1}: {3} still to do";
    line(2, "- " + filled(zh, en,
                          {party, record.window.last.text(), std::to_string(record.asked), record.missing.text(), record.late.text()}));
    write_answers(window.chain, 3);
  }

  void write(const Matter& matter) {
    const std::string& title = matter.title.empty() ? matter.measure : matter.title;
    const bool over = matter.state == Matter::State::overdue;
    line(1, title + say("，", ", ") + matter.unit + ": " +
                filled(over ? "{0}到期，已逾期" : "{0}到期", over ? "due on {0}, overdue" : "due on {0}", {matter.last.text()}));
    write_answers(matter.chain, 2);
  }

  void write_answers(const Chain& chain, std::size_t level) {
    if (!chain.answers.empty()) line(level, say("责任: ", "answers: ") + report::answers_text(chain.answers, language_));
  }

  template <class Titled>
  static std::string named(const Titled& it) {
    const std::string& title = title_of(it);
    return title == it.id ? title : title + " [" + it.id + "]";
  }

  static std::string joined(const std::vector<std::string>& names, const std::string& by) {
    std::string out;
    for (const std::string& name : names) out += (out.empty() ? "" : by) + name;
    return out;
  }

  std::string say(std::string_view zh, std::string_view en) const { return std::string(language_ == Language::zh ? zh : en); }

  std::string filled(std::string_view zh, std::string_view en, Arguments arguments) const {
    return fill(language_ == Language::zh ? zh : en, arguments, language_);
  }

  void line(std::size_t level, const std::string& text) {
    if (!out_.empty()) out_ += '\n';
    out_.append(level * 2, ' ');
    report::append_on_one_line(out_, text);
  }

  Language language_;
  std::string out_;
};

}  // namespace

std::string to_text(const PlanStatus& status, Language language) { return StatusWriter(language).run(status); }

}  // namespace kaohe
