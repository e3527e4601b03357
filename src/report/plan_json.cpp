#include <kaohe/report.hpp>
#include <src/report/item_kind.hpp>
#include <src/report/json_writer.hpp>

#include <map>

namespace kaohe {
namespace {

void write_names(report::JsonWriter& json, std::string_view key, const std::vector<Named>& names) {
  json.key(key).begin_list();
  for (const Named& named : names) json.text(named.name);
  json.end_list();
}

void write_texts(report::JsonWriter& json, std::string_view key, const std::vector<std::string>& texts) {
  json.key(key).begin_list();
  for (const std::string& text : texts) json.text(text);
  json.end_list();
}

void write_targets(report::JsonWriter& json, const Item& item, const ItemStatus& laid_out) {
  json.key("targets").begin_list();
  for (const PlanTarget& target : item.targets) {
    json.begin_object();
    json.key("indicator").text(target.indicator.name);
    json.key("target").text(target.target.written);
    json.key("by").text(target.by.value_or(laid_out.last).text());
    json.key("dated").yes_no(target.by.has_value());
    json.end_object();
  }
  json.end_list();
}

/// The items in the order of the document with the days they were laid out on, each with those below it.
class Outline {
 public:
  Outline(report::JsonWriter& json, const PlanStatus& laid_out) : json_(json), next_(laid_out.items.begin()) {}

  void write(const std::vector<Item>& items) {
    json_.key("items").begin_list();
    for (const Item& item : items) write(item);
    json_.end_list();
  }

 private:
  void write(const Item& item) {
    const ItemStatus& laid_out = *next_++;
    json_.begin_object();
    json_.key("id").text(item.id);
    json_.key("title").text_or_null(item.title);
    json_.key("kind").text(report::name_of(item.kind));
    json_.key("source").text_or_null(item.source);
    json_.key("first").text(laid_out.days.first().text());
    json_.key("last").text(laid_out.last.text());
    json_.key("only_due").yes_no(item.due && !item.period);
    write_targets(json_, item, laid_out);
    write_names(json_, "lead", item.lead);
    write_names(json_, "assist", item.assist);
    write_names(json_, "depends_on", item.depends_on);
    write_texts(json_, "tags", item.tags);
    write(item.items);
    json_.end_object();
  }

  report::JsonWriter& json_;
  std::vector<ItemStatus>::const_iterator next_;
};

struct Owed {
  const DutyWindow* window;
  std::vector<std::string> parties;
};

/// The windows of a duty that ask for something, each once, with the parties that owe it.
std::map<Date, Owed> owed_in(const DutyStatus& duty) {
  std::map<Date, Owed> owed;
  for (const DutyWindowStatus& window : duty.windows) {
    if (window.record.asked == 0) continue;
    Owed& found = owed.try_emplace(window.record.window.left.first(), Owed{&window.record.window, {}}).first->second;
    if (!window.record.party.empty()) found.parties.push_back(window.record.party);
  }
  return owed;
}

void write_duty(report::JsonWriter& json, const DutyStatus& duty) {
  json.begin_object();
  json.key("id").text(duty.id);
  json.key("title").text_or_null(duty.title);
  json.key("item").text_or_null(duty.item);
  json.key("what").text(duty.what);
  json.key("windows").begin_list();
  for (const auto& [first, owed] : owed_in(duty)) {
    json.begin_object();
    json.key("first").text(first.text());
    json.key("last").text(owed.window->last.text());
    json.key("asked").whole(owed.window->asked);
    write_texts(json, "parties", owed.parties);
    json.end_object();
  }
  json.end_list();
  json.end_object();
}

}  // namespace

std::string to_json(const std::vector<Item>& items, const PlanStatus& laid_out) {
  std::string out;
  report::JsonWriter json(out, 1);
  json.begin_object();
  Outline(json, laid_out).write(items);
  json.key("duties").begin_list();
  for (const DutyStatus& duty : laid_out.duties) write_duty(json, duty);
  json.end_list();
  json.end_object();
  return out;
}

}  // namespace kaohe
