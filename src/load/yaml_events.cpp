#include <yaml.h>

#include <kaohe/base/text.hpp>
#include <map>
#include <ranges>
#include <src/load/yaml_events.hpp>

namespace kaohe::load {
namespace {

/// Turns libyaml's character positions, which never go back, into bytes of the source.
class Cursor {
 public:
  explicit Cursor(std::string_view source) : source_(source) {}

  std::size_t byte_of(std::size_t character) {
    for (; character_ < character && byte_ < source_.size(); ++character_) byte_ += character_at(source_, byte_).length;
    return byte_;
  }

 private:
  std::string_view source_;
  std::size_t character_ = 0;
  std::size_t byte_ = 0;
};

/// A place in the source that can be moved over what stands before a value.
struct Place {
  std::string_view source;
  std::size_t byte;
  int line, column;

  char here() const { return byte < source.size() ? source[byte] : '\0'; }

  void next() {
    const bool line_ends = here() == '\n' || (here() == '\r' && source.substr(byte, 2) != "\r\n");
    byte += character_at(source, byte).length;
    column = line_ends ? 1 : column + 1;
    if (line_ends) ++line;
  }

  bool at_blank() const { return here() == ' ' || here() == '\t' || here() == '\n' || here() == '\r'; }

  void pass_blanks_and_comments(std::size_t end) {
    while (byte < end && (at_blank() || here() == '#')) {
      if (here() == '#') pass_word_or_line(end, true);
      if (byte < end && at_blank()) next();
    }
  }

  void pass_word_or_line(std::size_t end, bool line_only) {
    while (byte < end && here() != '\n' && here() != '\r' && (line_only || !at_blank())) next();
  }

  /// `&name` and `!tag` stand before the value they belong to.
  void pass_properties(std::size_t end) {
    while (byte < end && (here() == '&' || here() == '!')) {
      pass_word_or_line(end, false);
      pass_blanks_and_comments(end);
    }
  }
};

struct EventHolder {
  yaml_event_t event{};

  EventHolder() = default;
  EventHolder(const EventHolder&) = delete;
  EventHolder& operator=(const EventHolder&) = delete;
  ~EventHolder() { yaml_event_delete(&event); }
};

class Reader {
 public:
  Reader(std::string_view text, std::string_view file, Findings& findings, bool surrogates_hidden)
      : text_(text), file_(file), findings_(findings), cursor_(text), surrogates_hidden_(surrogates_hidden) {
    yaml_parser_initialize(&parser_);
    yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;
  ~Reader() { yaml_parser_delete(&parser_); }

  std::optional<std::vector<Event>> read() {
    while (!stopped_ && !ended_) step();
    if (stopped_) return std::nullopt;
    return std::move(events_);
  }

 private:
  void step() {
    EventHolder holder;
    if (yaml_parser_parse(&parser_, &holder.event) == 0) {
      refuse(syntax_error());
      return;
    }
    take(holder.event);
  }

  void take(const yaml_event_t& event) {
    switch (event.type) {
      case YAML_SCALAR_EVENT:
        add_scalar(event);
        return;
      case YAML_ALIAS_EVENT:
        add_alias(event);
        return;
      case YAML_SEQUENCE_START_EVENT:
        open(event, Event::Type::sequence, event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE);
        name(event.data.sequence_start.anchor);
        check_tag(event.start_mark, event.data.sequence_start.tag);
        return;
      case YAML_MAPPING_START_EVENT:
        open(event, Event::Type::mapping, event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE);
        name(event.data.mapping_start.anchor);
        check_tag(event.start_mark, event.data.mapping_start.tag);
        return;
      case YAML_SEQUENCE_END_EVENT:
      case YAML_MAPPING_END_EVENT:
        close(event);
        return;
      case YAML_DOCUMENT_START_EVENT:
        if (++documents_ > 1) refuse(make_finding("K0106", span(event.start_mark)));
        return;
      case YAML_STREAM_END_EVENT:
        ended_ = true;
        return;
      case YAML_NO_EVENT:
      case YAML_STREAM_START_EVENT:
      case YAML_DOCUMENT_END_EVENT:
        return;
    }
  }

  void add_scalar(const yaml_event_t& event) {
    const auto& scalar = event.data.scalar;
    Event& added = add(event, Event::Type::scalar);
    added.text.assign(reinterpret_cast<const char*>(scalar.value), scalar.length);
    added.quoted = scalar.style != YAML_PLAIN_SCALAR_STYLE;
    name(scalar.anchor);
    check_tag(event.start_mark, scalar.tag);
    check_scalar(added, scalar.style);
  }

  void check_scalar(Event& added, yaml_scalar_style_t style) {
    const std::string_view written = text_.substr(added.first_byte, added.last_byte - added.first_byte);
    if (style == YAML_DOUBLE_QUOTED_SCALAR_STYLE) check_escapes(added, written);
    if (style == YAML_PLAIN_SCALAR_STYLE) check_continuation(added, written);
    if (style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE) check_block(added, written);
  }

  void check_escapes(Event& added, std::string_view written) {
    if (written.find('\\') == std::string_view::npos) return;
    if (surrogates_hidden_) added.text = join_surrogates(added.text);
    const std::string refused = find_refused(added.text);
    if (!refused.empty()) report(make_finding("K0103", span(added), {refused}));
  }

  /// A list that was meant to stand below a name, but the name has a text already.
  void check_continuation(const Event& added, std::string_view written) {
    int line = added.line;
    for (std::size_t end = written.find('\n'); end != std::string_view::npos; end = written.find('\n', end + 1)) {
      ++line;
      const std::size_t first = written.find_first_not_of(" \t", end + 1);
      if (first == std::string_view::npos || !written.substr(first).starts_with("- ")) continue;
      return report(make_finding("K0119", SourceSpan{std::string(file_), line, static_cast<int>(first - end), 1}));
    }
  }

  /// `target: >5` announces a text of several lines, and none follows.
  void check_block(const Event& added, std::string_view written) {
    const std::string_view header = written.substr(0, written.find_first_of(" \t\r\n"));
    const bool has_digit = header.find_first_of("0123456789") != std::string_view::npos;
    if (has_digit || find_text(added.text) == std::string_view::npos)
      report(make_finding("K0126", span(added), {header, in_quotes(header)}));
  }

  static std::size_t find_text(std::string_view text) { return text.find_first_not_of(" \t\r\n"); }

  void add_alias(const yaml_event_t& event) {
    const std::string wanted = reinterpret_cast<const char*>(event.data.alias.anchor);
    Event& added = add(event, Event::Type::alias);
    const auto found = anchors_.find(wanted);
    if (found != anchors_.end() && !is_open(found->second)) {
      added.target = found->second;
      return;
    }
    added.type = Event::Type::scalar;
    if (found != anchors_.end()) return report(make_finding("K0109", span(added), {wanted}));
    const auto meant = nearest(wanted, std::views::keys(anchors_));
    report(make_finding("K0110", span(added),
                        {wanted, meant ? Phrase("，是不是“*" + *meant + "”?", "; is \"*" + *meant + "\" meant?") : Phrase()}));
  }

  void open(const yaml_event_t& event, Event::Type type, bool flow) {
    add(event, type).flow = flow;
    if (open_.size() >= static_cast<std::size_t>(max_depth)) {
      refuse(make_finding("K0107", span(events_.back()), {std::to_string(max_depth)}));
      return;
    }
    open_.push_back(events_.size() - 1);
  }

  void close(const yaml_event_t& event) {
    add(event, Event::Type::end);
    open_.pop_back();
  }

  Event& add(const yaml_event_t& event, Event::Type type) {
    if (type != Event::Type::end && ++nodes_ > max_nodes)
      refuse(make_finding("K0108", span(event.start_mark), {std::to_string(max_nodes)}));
    const std::size_t first = cursor_.byte_of(event.start_mark.index);
    const std::size_t last = cursor_.byte_of(event.end_mark.index);
    Place place{text_, first, static_cast<int>(event.start_mark.line) + 1, static_cast<int>(event.start_mark.column) + 1};
    if (type != Event::Type::end) place.pass_properties(std::max(last, first));
    Event& added = events_.emplace_back();
    added.type = type;
    added.line = place.line;
    added.column = place.column;
    added.first_byte = place.byte;
    added.last_byte = std::max(last, place.byte);
    added.length = type == Event::Type::scalar || type == Event::Type::alias ? first_line_length(added) : 1;
    return added;
  }

  int first_line_length(const Event& event) const {
    std::string_view written = text_.substr(event.first_byte, event.last_byte - event.first_byte);
    written = written.substr(0, written.find_first_of("\r\n"));
    return static_cast<int>(count_characters(written.substr(0, written.find_last_not_of(" \t") + 1)));
  }

  bool is_open(std::size_t index) const { return std::ranges::find(open_, index) != open_.end(); }

  void name(const yaml_char_t* anchor) {
    if (anchor != nullptr) anchors_[reinterpret_cast<const char*>(anchor)] = events_.size() - 1;
  }

  void check_tag(const yaml_mark_t& start, const yaml_char_t* tag) {
    if (tag == nullptr) return;
    std::string written = reinterpret_cast<const char*>(tag);
    constexpr std::string_view standard = "tag:yaml.org,2002:";
    if (written.starts_with(standard)) written.replace(0, standard.size(), "!!");
    report(make_finding("K0111", span(start), {written}));
  }

  Finding syntax_error() const {
    const auto number = [](std::size_t zero_based) { return static_cast<int>(zero_based) + 1; };
    const auto words = [](const char* text) { return text == nullptr ? std::string_view() : std::string_view(text); };
    SyntaxError error{
        words(parser_.context), words(parser_.problem), 0, 0, number(parser_.problem_mark.line), number(parser_.problem_mark.column)};
    if (!error.context.empty()) {
      error.context_line = number(parser_.context_mark.line);
      error.context_column = number(parser_.context_mark.column);
    }
    if (!open_.empty() && events_[open_.back()].flow) {
      error.bracket_line = events_[open_.back()].line;
      error.bracket_column = events_[open_.back()].column;
    }
    return explain_syntax_error(error, text_, file_);
  }

  SourceSpan span(const Event& event) const { return {std::string(file_), event.line, event.column, event.length}; }
  SourceSpan span(const yaml_mark_t& mark) const {
    return {std::string(file_), static_cast<int>(mark.line) + 1, static_cast<int>(mark.column) + 1, 1};
  }

  void report(Finding finding) {
    findings_.push_back(std::move(finding));
    if (++reported_ == max_findings) refuse(make_finding("K0117", findings_.back().where, {std::to_string(max_findings)}));
  }

  void refuse(Finding finding) {
    findings_.push_back(std::move(finding));
    stopped_ = true;
  }

  std::string_view text_;
  std::string_view file_;
  Findings& findings_;
  Cursor cursor_;
  bool surrogates_hidden_;
  yaml_parser_t parser_{};
  std::vector<Event> events_;
  std::vector<std::size_t> open_;
  std::map<std::string, std::size_t, std::less<>> anchors_;
  std::size_t nodes_ = 0;
  std::size_t reported_ = 0;
  int documents_ = 0;
  bool stopped_ = false;
  bool ended_ = false;
};

}  // namespace

std::optional<std::vector<Event>> read_events(std::string_view text, std::string_view file, Findings& findings) {
  const bool is_json = text.find_first_of("[{") == text.find_first_not_of(" \t\r\n");
  if (!is_json || text.find("\\u") == std::string_view::npos) return Reader(text, file, findings, false).read();
  return Reader(hide_surrogates(text), file, findings, true).read();
}

}  // namespace kaohe::load
