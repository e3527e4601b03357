#pragma once

#include <kaohe/arrow.hpp>

#include <nanoarrow.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

namespace kaohe::testing {

/// What was handed out and not yet released; below zero where something was released twice.
struct Counts {
  int schemas = 0;
  int arrays = 0;
  int streams = 0;

  friend bool operator==(const Counts&, const Counts&) = default;
};

using Bytes = std::vector<std::uint8_t>;

template <class T>
Bytes bytes_of(const std::vector<T>& values) {
  Bytes bytes(values.size() * sizeof(T));
  if (!bytes.empty()) std::memcpy(bytes.data(), values.data(), bytes.size());
  return bytes;
}

/// An array to be made. A buffer without bytes is null.
struct Planned {
  std::int64_t length = 0;
  std::vector<Bytes> buffers;
  std::vector<Planned> children = {};
  std::int64_t offset = 0;
};

struct Field {
  std::string name;
  std::string format;
};

/// A stream of rows by hand, which counts what is released.
class CountedStream {
 public:
  CountedStream(std::vector<Field> fields, std::vector<Planned> parts) : fields_(std::move(fields)), parts_(std::move(parts)) {}

  int fails_at = -1;  // the number of the call, from 0 for the schema, that fails
  Counts counts;

  /// Pre: it lives longer than the stream and all that came out of it.
  ArrowArrayStream stream() {
    ++counts.streams;
    next_ = 0;
    return {&get_schema, &get_next, &last_error, &release_stream, this};
  }

 private:
  struct Made {
    CountedStream* by;
    std::vector<Bytes> buffers;
    std::vector<const void*> pointers;
    std::vector<ArrowArray*> children;
  };

  static CountedStream& behind(ArrowArrayStream* stream) { return *static_cast<CountedStream*>(stream->private_data); }

  static int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
    CountedStream& it = behind(stream);
    if (it.fails_at == 0) return 5;
    it.make_schema(out, "", "+s");
    out->n_children = static_cast<std::int64_t>(it.fields_.size());
    out->children = new ArrowSchema*[it.fields_.size()];
    for (std::size_t at = 0; at < it.fields_.size(); ++at) {
      out->children[at] = new ArrowSchema{};
      it.make_schema(out->children[at], it.fields_[at].name, it.fields_[at].format);
    }
    return 0;
  }

  static int get_next(ArrowArrayStream* stream, ArrowArray* out) {
    CountedStream& it = behind(stream);
    *out = {};
    if (it.fails_at == static_cast<int>(it.next_) + 1) return 5;
    if (it.next_ < it.parts_.size()) it.make_array(out, it.parts_[it.next_++]);
    return 0;
  }

  static const char* last_error(ArrowArrayStream*) { return "the line went dead"; }

  static void release_stream(ArrowArrayStream* stream) {
    --behind(stream).counts.streams;
    stream->release = nullptr;
  }

  void make_schema(ArrowSchema* out, const std::string& name, const std::string& format) {
    ++counts.schemas;
    auto* texts = new std::pair<std::string, std::string>(name, format);
    *out = {};
    out->name = texts->first.c_str();
    out->format = texts->second.c_str();
    out->flags = ARROW_FLAG_NULLABLE;
    out->release = &release_schema;
    out->private_data = new std::pair(this, texts);
  }

  static void release_schema(ArrowSchema* schema) {
    for (std::int64_t at = 0; at < schema->n_children; ++at) {
      if (schema->children[at]->release != nullptr) schema->children[at]->release(schema->children[at]);
      delete schema->children[at];
    }
    delete[] schema->children;
    auto* const held = static_cast<std::pair<CountedStream*, std::pair<std::string, std::string>*>*>(schema->private_data);
    --held->first->counts.schemas;
    delete held->second;
    delete held;
    schema->release = nullptr;
  }

  void make_array(ArrowArray* out, const Planned& plan) {
    ++counts.arrays;
    auto* const made = new Made{this, plan.buffers, {}, {}};
    for (const Bytes& bytes : made->buffers) made->pointers.push_back(bytes.empty() ? nullptr : bytes.data());
    for (const Planned& child : plan.children) make_array(made->children.emplace_back(new ArrowArray{}), child);
    *out = {plan.length,
            plan.buffers.front().empty() ? 0 : -1,
            plan.offset,
            static_cast<std::int64_t>(made->pointers.size()),
            static_cast<std::int64_t>(made->children.size()),
            made->pointers.data(),
            made->children.data(),
            nullptr,
            &release_array,
            made};
  }

  static void release_array(ArrowArray* array) {
    auto* const made = static_cast<Made*>(array->private_data);
    for (ArrowArray* const child : made->children) {
      if (child->release != nullptr) child->release(child);
      delete child;
    }
    --made->by->counts.arrays;
    delete made;
    array->release = nullptr;
  }

  std::vector<Field> fields_;
  std::vector<Planned> parts_;
  std::size_t next_ = 0;
};

}  // namespace kaohe::testing
