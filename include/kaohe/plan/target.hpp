#pragma once

#include <kaohe/expression/amount.hpp>

#include <optional>
#include <string>

namespace kaohe {

/// Which way a value gets better.
enum class Better { higher, lower, closer };

/// What is to be reached (目标值).
struct Target {
  enum class Kind {
    at_least,  // >= 60%
    at_most,   // <= 1.5%
    equal,     // = 100%
    greater,   // > 0
    less,      // < 5
    range,     // 30..40, both ends included
    about,     // ~ 5000, within `tolerance` of it; 4:6 is ~ 4/6
    done,      // a state: 全覆盖
  };

  Kind kind = Kind::at_least;
  Amount number{};                    // the bound, the lower end of a range; unused by `done`
  std::optional<Amount> upper{};      // the upper end of a range
  std::optional<Amount> tolerance{};  // of `about`, relative to the number; 5 % where not written
  std::string written{};              // as the author wrote it
  SourceSpan where{};

  /// The direction the comparator implies: `~` and ranges are closer, `<=` and `<` lower, else higher.
  Better better() const {
    switch (kind) {
      case Kind::at_most:
      case Kind::less:
        return Better::lower;
      case Kind::range:
      case Kind::about:
        return Better::closer;
      case Kind::at_least:
      case Kind::equal:
      case Kind::greater:
      case Kind::done:
        return Better::higher;
    }
    return Better::higher;
  }

  friend bool operator==(const Target&, const Target&) = default;
};

}  // namespace kaohe
