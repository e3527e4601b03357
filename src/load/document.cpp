#include <kaohe/base/text.hpp>
#include <src/load/document.hpp>
#include <src/load/yaml_events.hpp>
#include <unordered_map>

namespace kaohe::load {
namespace {

constexpr std::size_t max_text = 4 * max_bytes;  // of all scalars together, aliases repeated

bool is_null_word(std::string_view text) { return text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL"; }

/// Builds the tree from the events, every alias by going through its target's events again.
class Builder {
 public:
  Builder(const std::vector<Event>& events, std::string_view file, Findings& findings)
      : events_(events), file_(file), findings_(findings) {}

  std::optional<Node> build() {
    std::size_t at = 0;
    Node root = node(at, 0);
    if (stopped_) return std::nullopt;
    return root;
  }

 private:
  Node node(std::size_t& at, int depth) {
    const Event& event = events_[at++];
    Node out;
    out.where = span(event);
    if (!spend(event, depth)) return out;
    switch (event.type) {
      case Event::Type::scalar:
        scalar(event, out);
        break;
      case Event::Type::alias:
        return repeat(event, depth);
      case Event::Type::sequence:
        out.kind = Node::Kind::sequence;
        while (!stopped_ && events_[at].type != Event::Type::end) out.items.push_back(node(at, depth + 1));
        ++at;
        break;
      case Event::Type::mapping:
        out.kind = Node::Kind::mapping;
        mapping(at, depth, out);
        ++at;
        break;
      case Event::Type::end:
        break;
    }
    return out;
  }

  void scalar(const Event& event, Node& out) {
    if (!event.quoted && is_null_word(event.text)) return;
    out.kind = Node::Kind::scalar;
    out.text = event.text;
    out.quoted = event.quoted;
  }

  Node repeat(const Event& alias, int depth) {
    std::size_t at = alias.target;
    ++repeating_;
    Node out = node(at, depth);
    --repeating_;
    return out;
  }

  void mapping(std::size_t& at, int depth, Node& out) {
    std::unordered_map<std::string, SourceSpan> seen;
    while (!stopped_ && events_[at].type != Event::Type::end) {
      const Event& written = events_[at];
      Node key = node(at, depth + 1);
      if (stopped_) return;
      Node value = node(at, depth + 1);
      if (!accept_key(key, written, seen)) continue;
      out.entries.push_back({std::move(key.text), std::move(key.where), std::move(value)});
    }
  }

  bool accept_key(Node& key, const Event& written, std::unordered_map<std::string, SourceSpan>& seen) {
    if (key.kind == Node::Kind::null) key.text = written.text;
    if (key.kind == Node::Kind::sequence || key.kind == Node::Kind::mapping) return report(make_finding("K0114", key.where));
    if (key.text.empty()) return report(make_finding("K0115", key.where));
    if (key.text == "<<" && !key.quoted) return report(make_finding("K0112", key.where));
    const auto [first, is_new] = seen.try_emplace(key.text, key.where);
    if (is_new) return true;
    return report(make_finding("K0113", key.where, {key.text, std::to_string(first->second.line), std::to_string(first->second.column)}));
  }

  /// What is repeated was reported where it was written.
  bool report(Finding finding) {
    if (repeating_ > 0) return false;
    findings_.push_back(std::move(finding));
    if (++reported_ == max_findings) refuse(make_finding("K0117", findings_.back().where, {std::to_string(max_findings)}));
    return false;
  }

  bool spend(const Event& event, int depth) {
    if (stopped_) return false;
    text_ += event.text.size();
    if (event.type != Event::Type::alias) ++nodes_;
    if (nodes_ > max_nodes || text_ > max_text) refuse(make_finding("K0108", span(event), {std::to_string(max_nodes)}));
    if (depth > max_depth) refuse(make_finding("K0107", span(event), {std::to_string(max_depth)}));
    return !stopped_;
  }

  void refuse(Finding finding) {
    if (!stopped_) findings_.push_back(std::move(finding));
    stopped_ = true;
  }

  SourceSpan span(const Event& event) const { return {std::string(file_), event.line, event.column, event.length}; }

  const std::vector<Event>& events_;
  std::string_view file_;
  Findings& findings_;
  std::size_t nodes_ = 0;
  std::size_t text_ = 0;
  std::size_t reported_ = 0;
  int repeating_ = 0;
  bool stopped_ = false;
};

}  // namespace

const Node* Node::find(std::string_view key) const {
  const auto found = std::ranges::find(entries, key, &Entry::key);
  return found == entries.end() ? nullptr : &found->value;
}

SourceSpan Node::text_where() const {
  SourceSpan out = where;
  if (!quoted || out.length <= 2) return out;
  ++out.column;
  out.length -= 2;
  return out;
}

std::optional<Node> read_document(std::string_view text, std::string_view file, Findings& findings) {
  constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  if (!check_text(text, file, findings)) return std::nullopt;
  const auto events = read_events(text, file, findings);
  if (!events) return std::nullopt;
  std::optional<Node> root;
  if (!events->empty()) root = Builder(*events, file, findings).build();
  if (events->empty() || (root && root->kind == Node::Kind::null)) {
    findings.push_back(make_finding("K0105", SourceSpan{std::string(file), 0, 0, 0}));
    return std::nullopt;
  }
  return root;
}

}  // namespace kaohe::load
