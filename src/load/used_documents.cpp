#include "src/load/used_documents.hpp"

#include "src/load/criterion_loader.hpp"
#include "src/load/decision_loader.hpp"
#include "src/load/direct_grade_loader.hpp"
#include "src/load/duty_loader.hpp"
#include "src/load/gate_loader.hpp"
#include "src/load/indicator_loader.hpp"
#include "src/load/measure_loader.hpp"
#include "src/load/party_loader.hpp"
#include "src/load/plan_loader.hpp"
#include "src/load/rule_test_loader.hpp"
#include "src/load/veto_loader.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>

namespace kaohe::load {

namespace {

constexpr std::size_t most_documents = 100;

struct PartLoader {
  std::string_view key;
  void (*load)(const Node& node, Loading& loading);
};

void load_root_criteria(const Node& list, Loading& loading);
void load_adjustments(const Node& list, Loading& loading);

constexpr PartLoader part_loaders[]{{"constants", load_constants},
                                    {"events", load_events},
                                    {"indicators", load_indicators},
                                    {"criteria", load_root_criteria},
                                    {"adjustments", load_adjustments},
                                    {"vetoes", load_vetoes},
                                    {"gates", load_gates},
                                    {"direct", load_direct_grades},
                                    {"decisions", load_decisions},
                                    {"measures", load_measures},
                                    {"parties", load_parties},
                                    {"posts", load_posts},
                                    {"responsibilities", load_responsibilities},
                                    {"plan", load_plan},
                                    {"duties", load_scheme_duties},
                                    {"tests", load_rule_tests}};

std::vector<std::string_view> keys_of_a_used_document() {
  std::vector<std::string_view> keys{"kaohe", "id", "title", "source", "uses"};
  for (const auto key : part_keys()) keys.push_back(key);
  return keys;
}

std::string beside(std::string_view document, const std::string& name) {
  return (std::filesystem::path(document).parent_path() / name).lexically_normal().generic_string();
}

/// Follows `uses:` from document to document. Names are relative to the scheme's own, as ReadDocument wants them.
class Follower {
 public:
  Follower(std::string_view file, const ReadDocument& read, Findings& findings)
      : file_(file), read_(read), findings_(findings), open_{std::filesystem::path(file).filename().generic_string()} {}

  void follow(const Node& document) {
    const Node* uses = document.find("uses");
    if (uses == nullptr || uses->kind == Node::Kind::null) return;
    if (uses->kind == Node::Kind::scalar) return open(*uses);
    if (!is_kind(*uses, Node::Kind::sequence, "uses", findings_)) return;
    for (const Node& item : uses->items) {
      if (is_kind(item, Node::Kind::scalar, "uses", findings_)) open(item);
    }
  }

  std::vector<Node> documents() && { return std::move(documents_); }

 private:
  void open(const Node& entry) {
    const std::string name = beside(open_.back(), entry.text);
    if (std::ranges::count(open_, name) > 0) {
      findings_.push_back(make_finding("K0220", entry.where, {Phrase(name)}));
      return;
    }
    if (std::ranges::count(done_, name) > 0) return;
    done_.push_back(name);
    const auto text = read_ && done_.size() <= most_documents ? read_(name) : std::nullopt;
    if (!text) {
      findings_.push_back(make_finding("K0219", entry.where, {Phrase(name)}));
      return;
    }
    auto root = read_document(*text, beside(file_, name), findings_);
    if (!root || !is_kind(*root, Node::Kind::mapping, {"文档", "the document"}, findings_)) return;
    open_.push_back(name);
    follow(*root);
    open_.pop_back();
    documents_.push_back(std::move(*root));
  }

  std::string_view file_;
  const ReadDocument& read_;
  Findings& findings_;
  std::vector<std::string> open_;  // from the scheme down to the document that is being read
  std::vector<std::string> done_;
  std::vector<Node> documents_;
};

void append(std::vector<Criterion> criteria, std::vector<Criterion>& to) {
  to.insert(to.end(), std::make_move_iterator(criteria.begin()), std::make_move_iterator(criteria.end()));
}

void load_root_criteria(const Node& list, Loading& loading) {
  append(load_criteria(list, "criteria", loading), loading.scheme.root.criteria);
}

void load_adjustments(const Node& list, Loading& loading) {
  append(load_criteria(list, "adjustments", loading), loading.scheme.adjustments);
}

// What stands in the ledger does not change a result in this version.
void warn_of_ledger(const Fields& document) {
  const auto ledger = std::ranges::find(document.node().entries, "ledger", &Node::Entry::key);
  const bool written = ledger != document.node().entries.end() && ledger->value.kind != Node::Kind::null;
  if (written) document.findings().push_back(make_finding("K0225", ledger->key_where, {"ledger"}));
}

}  // namespace

std::vector<Node> open_used_documents(const Node& scheme, std::string_view file, const ReadDocument& read, Findings& findings) {
  Follower follower(file, read, findings);
  follower.follow(scheme);
  return std::move(follower).documents();
}

std::vector<std::string_view> part_keys() {
  std::vector<std::string_view> keys{"calendar", "ledger"};  // the calendar is read before all others
  for (const PartLoader& part : part_loaders) keys.push_back(part.key);
  return keys;
}

void load_used_document(const Node& root, Loading& loading) {
  const auto keys = keys_of_a_used_document();
  const Fields fields(root, {"被引用的文档", "a used document"}, keys, loading.findings);
  if (const Node* version = fields.find("kaohe")) check_format_version(*version, loading.findings);
  load_parts(fields, loading);
}

void load_parts(const Fields& document, Loading& loading) {
  for (const PartLoader& part : part_loaders) {
    if (const Node* node = document.find(part.key)) part.load(*node, loading);
  }
  warn_of_ledger(document);
}

void check_format_version(const Node& version, Findings& findings) {
  if (!is_kind(version, Node::Kind::scalar, "kaohe", findings) || version.text == "1") return;
  findings.push_back(make_finding("K0208", version.where, {Phrase(version.text)}));
}

}  // namespace kaohe::load
