#pragma once

#include "src/load/loading.hpp"

#include <span>
#include <string_view>

namespace kaohe::load {

struct Shape;

/// One key of a mapping, and what may stand under it.
struct Part {
  std::string_view key;  // `key!` must be there
  const Shape* shape = nullptr;
};

/// What a node must look like: for the parts of a scheme that are read but not evaluated.
struct Shape {
  enum class Kind {
    any,
    text,
    texts,  // one text, or a list of them
    expression,
    target,
    yes_no,
    date,
    whole,    // a whole number from 0 on
    choice,   // one of `choices`
    id,       // an id of the one space of ids
    mapping,  // the keys of `parts`; any other, too, where `open`
    table,    // any keys, each value of shape `item`
    list,     // items of shape `item`
  };

  Kind kind = Kind::any;
  std::span<const Part> parts = {};
  const Shape* item = nullptr;
  std::span<const std::string_view> choices = {};
  bool open = false;
};

/// Adds a finding for everything in `node` that is not of the shape.
void check_shape(const Node& node, const Shape& shape, const Phrase& name, Loading& loading);

}  // namespace kaohe::load
