#include <kaohe/base/text.hpp>
#include <src/load/document.hpp>
#include <src/load/yaml_events.hpp>
#include <unordered_map>

namespace kaohe::load {
namespace {

constexpr std::size_t max_pieces = 20;           // that commas may cut from one expression
constexpr std::size_t max_text = 4 * max_bytes;  // of all scalars together, aliases repeated

bool is_null_word(std::string_view text) { return text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL"; }

/// How many parentheses are opened and not closed, those in quotes left out.
int open_parentheses(std::string_view text) {
  int open = 0;
  char quote = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (quote != 0 || c == '"' || c == '\'') {
      quote = quote == 0 ? c : quote == c ? '\0' : quote;
      continue;
    }
    if (c == '(' || text.substr(at).starts_with("（")) ++open;
    if (c == ')' || text.substr(at).starts_with("）")) --open;
  }
  return open;
}

/// Line ends, with the indentation behind them, as one space.
std::string on_one_line(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\n' && text[at] != '\r') {
      out += text[at];
      continue;
    }
    out.erase(out.find_last_not_of(" \t") + 1);
    at = std::min(text.size(), text.find_first_not_of(" \t\r\n", at)) - 1;
    out += ' ';
  }
  return out;
}

/// Builds the tree from the events, every alias by going through its target's events again.
class Builder {
 public:
  Builder(const std::vector<Event>& events, std::string_view text, std::string_view file, Findings& findings)
      : events_(events), source_(text), file_(file), findings_(findings) {}

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
        sequence(at, depth, event.flow, out);
        ++at;
        break;
      case Event::Type::mapping:
        out.kind = Node::Kind::mapping;
        mapping(at, depth, event.flow, out);
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

  void sequence(std::size_t& at, int depth, bool flow, Node& out) {
    while (!stopped_ && events_[at].type != Event::Type::end) {
      const std::size_t written = at;
      Node item = node(at, depth + 1);
      if (flow) at = join_split(written, at, 1, item);
      out.items.push_back(std::move(item));
    }
  }

  void mapping(std::size_t& at, int depth, bool flow, Node& out) {
    std::unordered_map<std::string, SourceSpan> seen;
    while (!stopped_ && events_[at].type != Event::Type::end) {
      const Event& written = events_[at];
      Node key = node(at, depth + 1);
      if (stopped_) return;
      const std::size_t value_written = at;
      Node value = node(at, depth + 1);
      if (flow) at = join_split(value_written, at, 2, value);
      if (!accept_key(key, written, seen)) continue;
      out.entries.push_back({std::move(key.text), std::move(key.where), std::move(value)});
    }
  }

  /// In brackets the comma of an unquoted `min(a, b)` ends the value, and the rest looks like more entries. Joins them, where the
  /// parentheses say so, and gives the event behind them. Entries of a mapping take two events, the second of them empty.
  std::size_t join_split(std::size_t written, std::size_t next, std::size_t stride, Node& value) {
    if (next != written + 1 || events_[written].type != Event::Type::scalar || events_[written].quoted) return next;
    int open = open_parentheses(source_of(written, written));
    if (open <= 0) return next;
    for (std::size_t at = next; at < next + stride * max_pieces && is_loose(at, stride); at += stride) {
      open += open_parentheses(source_of(at, at));
      if (open > 0) continue;
      if (open == 0) take_whole(written, at, value);
      return open == 0 ? at + stride : next;
    }
    return next;
  }

  bool is_loose(std::size_t at, std::size_t stride) const {
    if (events_[at].type != Event::Type::scalar) return false;
    if (stride == 1) return true;
    const Event& value = events_[at + 1];
    return value.type == Event::Type::scalar && value.first_byte == value.last_byte;
  }

  void take_whole(std::size_t first, std::size_t last, Node& value) {
    const std::string_view written = source_of(first, last);
    value.text = on_one_line(written);
    if (events_[first].line == events_[last].line) value.where.length = static_cast<int>(count_characters(written));
    report(make_finding("K0118", value.where, {value.text, in_quotes(value.text)}));
  }

  std::string_view source_of(std::size_t first, std::size_t last) const {
    return source_.substr(events_[first].first_byte, events_[last].last_byte - events_[first].first_byte);
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
  std::string_view source_;
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
  if (!events->empty()) root = Builder(*events, text, file, findings).build();
  if (events->empty() || (root && root->kind == Node::Kind::null)) {
    findings.push_back(make_finding("K0105", SourceSpan{std::string(file), 0, 0, 0}));
    return std::nullopt;
  }
  return root;
}

}  // namespace kaohe::load
