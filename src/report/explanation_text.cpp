#include <kaohe/base/text.hpp>
#include <kaohe/report.hpp>
#include <src/report/answers_text.hpp>
#include <src/report/shown_text.hpp>

namespace kaohe {
namespace {

constexpr std::size_t most_terms = 12;  // of a sum that is written out

/// Writes the tree of an explanation, two columns deeper at every level.
class Writer {
 public:
  explicit Writer(Language language) : language_(language) {}

  void write(const Explanation& it, int level) {
    line(level, {name(it), ": ", result(it)});
    write_details(it, level + 1);
    if (it.state == Explanation::State::not_applicable) return;  // neither does anything below
    for (const Override& one : it.overrides) write(one, level + 1);
    for (const Explanation& child : it.children) write(child, level + 1);
  }

  std::string text() && { return std::move(out_); }

 private:
  void write(const Override& it, int level) {
    std::string changes;
    if (it.total_before) changes.append(say("总分", "total ")).append(change(it.total_before->text(), it.total_after->text()));
    if (!it.grade_before.empty())
      changes.append(changes.empty() ? "" : say("，", ", ")).append(say("等次", "grade ")).append(change(it.grade_before, it.grade_after));
    line(level, {kind_of(it.kind), " ", name(it), changes.empty() ? "" : ": ", changes});
    for (const Phrase& step : it.steps) labelled(level + 1, "判断", "how", step.in(language_));
    for (const Input& input : it.inputs) write(input, level + 1);
    if (!it.source.empty()) labelled(level + 1, "依据", "source", it.source);
  }

  static std::string change(const std::string& before, const std::string& after) {
    return before == after ? before : before + " → " + after;
  }

  std::string_view kind_of(Override::Kind kind) const {
    switch (kind) {
      case Override::Kind::gate:
        return say("前置条件", "gate");
      case Override::Kind::veto:
        return say("一票否决", "veto");
      case Override::Kind::bar:
        return say("取消资格", "bar");
      case Override::Kind::direct:
        return say("直接定等", "direct grade");
      case Override::Kind::requires_:
        return say("等次条件", "condition of the grade");
      case Override::Kind::quota:
        return say("名额", "quota");
      case Override::Kind::decision:
        return say("决定", "decision");
      case Override::Kind::measure:
        return say("结果运用", "measure");
    }
    return {};
  }

  void write_details(const Explanation& it, int level) {
    if (it.value) labelled(level, "值", "value", *it.value);
    for (const Input& input : it.inputs) write(input, level);
    if (it.combine == "sum" && it.state != Explanation::State::not_applicable) write_sum(it.children, level);
    for (const Phrase& step : it.steps) labelled(level, "计算", "how", step.in(language_));
    for (const Phrase& hint : it.ahead) labelled(level, "改进", "ahead", hint.in(language_));
    if (!it.source.empty()) labelled(level, "依据", "source", it.source);
    if (!it.scorer.empty()) labelled(level, "评分", "scorer", it.scorer);
    if (!it.answers.empty()) labelled(level, "责任", "answers", report::answers_text(it.answers, language_));
  }

  template <class Titled>
  static std::string name(const Titled& it) {
    const std::string& title = title_of(it);
    return it.id.empty() || it.id == title ? title : title + " [" + it.id + "]";
  }

  std::string result(const Explanation& it) const {
    if (it.state == Explanation::State::not_applicable) return std::string(say("不适用", "not applicable"));
    if (it.state == Explanation::State::excluded) return std::string(say("不参加考核", "not assessed"));
    std::string out = it.score ? it.score->text() : std::string(say("无得分", "no score"));
    if (it.points) out += " / " + it.points->text();
    if (it.score) out += say(" 分", *it.score == Rational(1) && !it.points ? " point" : " points");
    if (it.state == Explanation::State::missing) out += say("（缺数据）", " (data missing)");
    return out;
  }

  void write(const Input& input, int level) {
    const std::string_view value = input.value.empty() ? say("缺", "missing") : input.value;
    const std::string_view origin = input.origin.in(language_);
    const std::string_view open = origin.empty() ? "" : say("（", " ("), close = origin.empty() ? "" : say("）", ")");
    line(level, {say("数据", "input"), ": ", input.name, " = ", value, open, origin, close});
  }

  /// The figures that are added; how other sections combine theirs is among the steps.
  void write_sum(const std::vector<Explanation>& children, int level) {
    Rational total;
    std::string terms;
    std::size_t count = 0;
    for (const Explanation& child : children) {
      if (!child.score || !child.terms.counts || child.state == Explanation::State::not_applicable) continue;
      total += *child.score * child.terms.coefficient.value_or(1);
      terms += term(child, count++ == 0);
    }
    if (count < 2 && terms == total.text()) return;
    if (count > most_terms) terms = std::to_string(count).append(say("项", " parts"));
    if (count > 0) labelled(level, "相加", "sum", terms + " = " + total.text());
  }

  static std::string term(const Explanation& it, bool first) {
    const Rational& score = *it.score;
    const std::string sign = score.sign() < 0 ? (first ? "-" : " - ") : (first ? "" : " + ");
    const std::string factor = it.terms.coefficient ? it.terms.coefficient->text() + " × " : "";
    return sign + factor + score.abs().text();
  }

  std::string_view say(std::string_view zh, std::string_view en) const { return language_ == Language::zh ? zh : en; }

  void labelled(int level, std::string_view zh, std::string_view en, std::string_view text) { line(level, {say(zh, en), ": ", text}); }

  void line(int level, std::initializer_list<std::string_view> pieces) {
    if (!out_.empty()) out_ += '\n';
    out_.append(static_cast<std::size_t>(level) * 2, ' ');
    for (const std::string_view piece : pieces) report::append_on_one_line(out_, piece);
  }

  Language language_;
  std::string out_;
};

}  // namespace

std::string to_text(const Explanation& explanation, Language language) {
  Writer writer(language);
  writer.write(explanation, 0);
  return std::move(writer).text();
}

}  // namespace kaohe
