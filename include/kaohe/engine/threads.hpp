#pragma once

#include <algorithm>
#include <cstddef>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace kaohe::engine {

/// Rows are cut into blocks of this many, whatever the number of threads.
inline constexpr std::size_t block_rows = 1024;

/// Starts `count` threads that call `run(1)`, `run(2)` and so on. False where the system has not so many to give; then there are fewer.
template <class Run>
bool start(std::vector<std::jthread>& threads, std::size_t count, const Run& run) {
  threads.reserve(count);
  try {
    while (threads.size() < count) threads.emplace_back(run, threads.size() + 1);
  } catch (const std::system_error&) {
    return false;
  }
  return true;
}

/// Calls `work(worker, i)` for every i below `count`, by worker i mod n, so that workers share nothing. Where the system has not so many
/// threads to give, the caller's does the work of the rest.
template <class Work>
void for_each_of(std::size_t count, unsigned threads, const Work& work) {
  const std::size_t workers = std::max<std::size_t>(1, std::min<std::size_t>(threads, count));
  std::vector<std::exception_ptr> failures(workers);
  const auto run = [&](std::size_t worker) noexcept {
    try {
      for (std::size_t i = worker; i < count; i += workers) work(worker, i);
    } catch (...) {
      failures[worker] = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> others;
    start(others, workers - 1, run);
    run(0);
    for (std::size_t worker = others.size() + 1; worker < workers; ++worker) run(worker);
  }
  for (const auto& failure : failures) {
    if (failure) std::rethrow_exception(failure);
  }
}

/// Calls `work(worker, first, last)` for every block of rows in the same way.
template <class Work>
void for_blocks(std::size_t rows, unsigned threads, const Work& work) {
  for_each_of((rows + block_rows - 1) / block_rows, threads,
              [&](std::size_t worker, std::size_t block) { work(worker, block * block_rows, std::min(rows, (block + 1) * block_rows)); });
}

/// Something that is made when it is first asked for, by whichever thread.
template <class T>
class MadeOnce {
 public:
  template <class Make>
  const T& get(const Make& make) {
    std::call_once(once_, [&] { made_ = make(); });
    return made_;
  }

 private:
  std::once_flag once_;
  T made_{};
};

/// How many threads to use where the caller leaves it open.
inline unsigned thread_count(unsigned asked) { return asked != 0 ? asked : std::max(1U, std::thread::hardware_concurrency()); }

}  // namespace kaohe::engine
