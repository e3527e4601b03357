#include <kaohe/report.hpp>
#include <src/report/item_kind.hpp>
#include <src/report/json_text.hpp>

namespace kaohe {
namespace {

/// Writes what is in braces, name by name. Pre: it is ended; no destructor does that, as it may want memory.
class Entry {
 public:
  explicit Entry(std::string& out) : out_(out) { out_ += '{'; }
  Entry(const Entry&) = delete;
  Entry& operator=(const Entry&) = delete;

  void end() { out_ += '}'; }

  void text(std::string_view name, std::string_view text) { report::append_string(named(name), text); }
  void text_or_null(std::string_view name, std::string_view text) { report::append_string_or_null(named(name), text); }
  void texts(std::string_view name, const std::vector<std::string>& texts) { report::append_strings(named(name), texts); }
  void number(std::string_view name, const Rational& number) { text(name, number.text()); }
  void number(std::string_view name, const std::optional<Rational>& number) { text_or_null(name, number ? number->text() : ""); }
  void date(std::string_view name, const Date& date) { text(name, date.text()); }
  void whole(std::string_view name, std::size_t number) { named(name) += std::to_string(number); }
  void flag(std::string_view name, bool is) { named(name) += is ? "true" : "false"; }

  void period(const Period& period) {
    date("from", period.first());
    date("to", period.last());
  }

  /// A list, of which `write(item)` writes one; each begins with `line`, if that is not empty.
  template <class Items, class Write>
  void list(std::string_view name, const Items& items, std::string_view line, const Write& write) {
    named(name) += '[';
    for (const auto& item : items) {
      if (&item != &items.front()) out_ += line.empty() ? ", " : ",";
      out_ += line;
      write(item);
    }
    out_ += ']';
  }

  void answers(const Chain& chain) {
    list("answers", chain.answers, "", [this](const Answer& answer) { report::append_answer(out_, answer); });
  }

  std::string& named(std::string_view name) {
    if (out_.back() != '{') out_ += ", ";
    report::append_string(out_, name);
    return out_ += ": ";
  }

 private:
  std::string& out_;
};

constexpr std::string_view a_line = "\n ";

void append(std::string& out, const TargetStatus& target, Language language) {
  Entry entry(out);
  entry.text("indicator", target.indicator);
  entry.text("title", target.title);
  entry.text("target", target.target);
  entry.date("by", target.by);
  entry.number("value", target.value);
  entry.flag("met", target.met);
  entry.number("progress", target.progress);
  entry.texts("missing", target.missing);
  entry.text("reason", target.reason.in(language));
  entry.end();
}

void append(std::string& out, const ItemStatus& item, Language language) {
  Entry entry(out);
  entry.text("id", item.id);
  entry.text_or_null("title", item.title);
  entry.text("kind", report::name_of(item.kind));
  entry.whole("depth", item.depth);
  entry.period(item.days);
  entry.date("last", item.last);
  entry.text("state", name_of(item.state));
  entry.number("progress", item.progress);
  entry.number("expected", item.expected);
  entry.text("reason", item.reason.in(language));
  entry.list("targets", item.targets, "", [&](const TargetStatus& target) { append(out, target, language); });
  entry.texts("waits_for", item.waits_for);
  entry.texts("blocks", item.blocks);
  entry.answers(item.chain);
  entry.end();
}

void append(std::string& out, const DutyWindowStatus& window) {
  Entry entry(out);
  entry.period(window.record.window.left);
  entry.date("last", window.record.window.last);
  entry.text_or_null("party", window.record.party);
  entry.whole("asked", static_cast<std::size_t>(window.record.asked));
  entry.number("done", window.record.done);
  entry.number("late", window.record.late);
  entry.number("missing", window.record.missing);
  entry.flag("over", window.over);
  entry.answers(window.chain);
  entry.end();
}

void append(std::string& out, const DutyStatus& duty) {
  Entry entry(out);
  entry.text("id", duty.id);
  entry.text_or_null("title", duty.title);
  entry.text_or_null("item", duty.item);
  entry.text("what", duty.what);
  entry.number("asked", duty.figures.asked);
  entry.number("done", duty.figures.done);
  entry.number("late", duty.figures.late);
  entry.number("missing", duty.figures.missing);
  entry.list("windows", duty.windows, "\n  ", [&](const DutyWindowStatus& window) { append(out, window); });
  entry.end();
}

void append(std::string& out, const Matter& matter) {
  Entry entry(out);
  entry.text("measure", matter.measure);
  entry.text_or_null("title", matter.title);
  entry.text("unit", matter.unit);
  entry.date("opened", matter.opened);
  entry.date("last", matter.last);
  entry.text("state", name_of(matter.state));
  entry.answers(matter.chain);
  entry.end();
}

void append(std::string& out, const Deadline& deadline, Language language) {
  Entry entry(out);
  entry.text("kind", name_of(deadline.kind));
  entry.date("on", deadline.on);
  entry.text("id", deadline.id);
  entry.text("title", deadline.title);
  entry.text_or_null("party", deadline.party);
  entry.text("open", deadline.open.in(language));
  entry.answers(deadline.chain);
  entry.end();
}

}  // namespace

std::string to_json(const PlanStatus& status, Language language) {
  std::string out;
  Entry entry(out);
  entry.text("scheme", status.scheme);
  entry.date("on", status.on);
  entry.text_or_null("party", status.party);
  entry.list("items", status.items, a_line, [&](const ItemStatus& item) { append(out, item, language); });
  entry.texts("critical_chain", status.critical_chain);
  entry.list("duties", status.duties, a_line, [&](const DutyStatus& duty) { append(out, duty); });
  entry.list("matters", status.matters, a_line, [&](const Matter& matter) { append(out, matter); });
  entry.named("findings") += to_json(status.findings, language);
  entry.end();
  return out;
}

std::string to_json(const std::vector<Deadline>& deadlines, Language language) {
  std::string out = "[";
  for (const Deadline& deadline : deadlines) {
    out += &deadline == &deadlines.front() ? a_line : ",\n ";
    append(out, deadline, language);
  }
  return out + "]";
}

}  // namespace kaohe
