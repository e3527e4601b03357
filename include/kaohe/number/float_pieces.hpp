#pragma once

#include <gsl/assert>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace kaohe {

/// Float64 values where somebody else holds them.
struct FloatPiece {
  const double* data = nullptr;
  std::ptrdiff_t stride = 1;  // from one to the next, in elements
  std::size_t rows = 0;
  const std::uint8_t* valid = nullptr;  // a bit a row, the lowest first, 0 for what is missing; null: all are there
  std::size_t first_bit = 0;            // the bit of the first row

  /// NaN where the row is missing. Pre: row < rows.
  double operator[](std::size_t row) const {
    const std::size_t bit = first_bit + row;
    if (valid != nullptr && ((valid[bit / 8] >> (bit % 8)) & 1) == 0) return std::numeric_limits<double>::quiet_NaN();
    return data[static_cast<std::ptrdiff_t>(row) * stride];
  }
};

/// Pieces one after the other, and what keeps their memory.
///
/// Thread safety: immutable, share freely.
class FloatPieces {
 public:
  FloatPieces(std::vector<FloatPiece> pieces, std::shared_ptr<const void> owner) : pieces_(std::move(pieces)), owner_(std::move(owner)) {
    std::erase_if(pieces_, [](const FloatPiece& piece) { return piece.rows == 0; });
    for (const FloatPiece& piece : pieces_) ends_.push_back(size() + piece.rows);
  }

  std::size_t size() const { return ends_.empty() ? 0 : ends_.back(); }

  /// NaN where the row is missing. Pre: row < size().
  double operator[](std::size_t row) const {
    const std::size_t at = piece_of(row);
    return pieces_[at][row - begin_of(at)];
  }

  /// The rows from `first` on as they lie, where they lie side by side; else written into `room`. Pre: first + room.size() <= size().
  std::span<const double> read(std::size_t first, std::span<double> room) const {
    if (room.empty()) return room;
    std::size_t at = piece_of(first);
    const FloatPiece& piece = pieces_[at];
    const std::size_t within = first - begin_of(at);
    if (piece.valid == nullptr && piece.stride == 1 && within + room.size() <= piece.rows) return {piece.data + within, room.size()};
    for (std::size_t written = 0; written < room.size(); ++at) {
      const std::size_t from = first + written - begin_of(at);
      const std::size_t count = std::min(pieces_[at].rows - from, room.size() - written);
      for (std::size_t i = 0; i < count; ++i) room[written + i] = pieces_[at][from + i];
      written += count;
    }
    return room;
  }

 private:
  std::size_t piece_of(std::size_t row) const {
    Expects(row < size());
    return static_cast<std::size_t>(std::ranges::upper_bound(ends_, row) - ends_.begin());
  }
  std::size_t begin_of(std::size_t piece) const { return piece == 0 ? 0 : ends_[piece - 1]; }

  std::vector<FloatPiece> pieces_;
  std::vector<std::size_t> ends_;  // of each piece, the row behind its last
  std::shared_ptr<const void> owner_;
};

}  // namespace kaohe
