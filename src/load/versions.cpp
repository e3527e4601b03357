#include "src/load/versions.hpp"

#include "src/load/period_reader.hpp"
#include "src/load/reader.hpp"

#include <algorithm>

namespace kaohe::load {

namespace {

/// One of a node's versions and the days it is valid on; no date means without end.
struct Version {
  const Node* node = nullptr;
  SourceSpan where;
  std::optional<Date> from;
  std::optional<Date> to;

  bool holds(const Date& day) const { return (!from || *from <= day) && (!to || day <= *to); }
  bool holds(const Period& period) const { return holds(period.first()) && holds(period.last()); }
  bool starts_by(const std::optional<Date>& day) const { return !from || !day || *from <= *day; }
  bool overlaps(const Version& other) const { return starts_by(other.to) && other.starts_by(to); }
};

std::optional<Version> read_version(const Node& node, Findings& findings) {
  if (!is_kind(node, Node::Kind::mapping, "versions", findings)) return std::nullopt;
  const Node* valid = node.find("valid");
  if (valid == nullptr) {
    findings.push_back(make_finding("K0204", node.where, {"versions", "valid"}));
    return std::nullopt;
  }
  const std::size_t before = findings.size();
  const Fields fields(*valid, "valid", {"from", "to"}, findings);
  Version version{&node, valid->where, read_date(fields, "from"), read_date(fields, "to")};
  if (findings.size() > before) return std::nullopt;
  if (version.from && version.to && *version.to < *version.from) {
    findings.push_back(make_finding("K0351", valid->where, {Phrase(fields.text("from")), Phrase(fields.text("to"))}));
    return std::nullopt;
  }
  return version;
}

std::vector<Version> read_versions(const Node& list, Findings& findings) {
  std::vector<Version> versions;
  if (!is_kind(list, Node::Kind::sequence, "versions", findings)) return versions;
  if (list.items.empty()) findings.push_back(make_finding("K0420", list.where, {"versions"}));
  for (const Node& item : list.items) {
    if (auto version = read_version(item, findings)) versions.push_back(std::move(*version));
  }
  return versions;
}

// The later of two that overlap is the finding's place. By first day, neighbours are all that need be compared.
void check_overlaps(std::vector<Version> versions, Findings& findings) {
  std::ranges::stable_sort(versions, [](const Version& a, const Version& b) { return b.from && (!a.from || *a.from < *b.from); });
  for (std::size_t i = 1; i < versions.size(); ++i) {
    if (versions[i - 1].overlaps(versions[i])) {
      findings.push_back(make_finding("K0231", versions[i].where, {Phrase(std::to_string(versions[i - 1].where.line))}));
    }
  }
}

std::optional<Date> deciding_day(const Node& node, const Period& period, Findings& findings) {
  const Node* valid_on = node.find("valid_on");
  if (valid_on == nullptr) return std::nullopt;
  constexpr std::string_view words[]{"start", "end"};
  const auto word = read_choice(*valid_on, "valid_on", words, findings);
  return word == std::size_t{1} ? period.last() : period.first();
}

const Version* version_of(const std::vector<Version>& versions, const std::optional<Date>& day, const Period& period) {
  const auto found =
      std::ranges::find_if(versions, [&](const Version& version) { return day ? version.holds(*day) : version.holds(period); });
  return found != versions.end() ? &*found : nullptr;
}

const Version* choose(const Node& node, const std::vector<Version>& versions, const Period& period, Findings& findings) {
  const auto day = deciding_day(node, period, findings);
  if (const Version* version = version_of(versions, day, period)) return version;
  const Version days{nullptr, {}, day ? *day : period.first(), day ? *day : period.last()};
  const bool changes = std::ranges::any_of(versions, [&](const Version& version) { return version.overlaps(days); });
  findings.push_back(make_finding(changes ? Code("K0233") : Code("K0232"), node.find("versions")->where));
  return nullptr;
}

void overlay(Node& node, const Node& version) {
  for (const auto& entry : version.entries) {
    if (entry.key == "valid") continue;
    const auto own = std::ranges::find(node.entries, entry.key, &Node::Entry::key);
    if (own != node.entries.end()) {
      *own = entry;
    } else {
      node.entries.push_back(entry);
    }
  }
}

// After a finding the first version stands in, so that what it holds is not reported as missing.
void choose_version(Node& node, const std::optional<Period>& period, Findings& findings) {
  const Node list = *node.find("versions");
  const auto versions = read_versions(list, findings);
  check_overlaps(versions, findings);
  if (versions.empty()) return;
  if (!period) findings.push_back(make_finding("K0230", list.where));
  const Version* chosen = period ? choose(node, versions, *period, findings) : nullptr;
  overlay(node, chosen != nullptr ? *chosen->node : *versions.front().node);
}

}  // namespace

void choose_versions(Node& node, const std::optional<Period>& period, Findings& findings) {
  if (node.find("versions") != nullptr) {
    choose_version(node, period, findings);
  } else if (const Node* valid_on = node.find("valid_on")) {
    findings.push_back(make_finding("K0234", valid_on->where));
  }
  for (auto& entry : node.entries) {
    if (entry.key != "versions" && entry.key != "tests") choose_versions(entry.value, period, findings);
  }
  for (auto& item : node.items) choose_versions(item, period, findings);
}

}  // namespace kaohe::load
