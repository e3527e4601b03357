#include "handles.hpp"

#include <kaohe/base/text.hpp>
#include <kaohe/version.hpp>

#include <algorithm>
#include <array>
#include <cstring>

namespace {

static_assert(std::string_view(KAOHE_VERSION) == KAOHE_PROJECT_VERSION && KAOHE_ABI == KAOHE_PROJECT_ABI, "kaohe.h is of another version");

constexpr std::string_view capabilities[] = {"arrow", "attribution", "calendar", "intervals", "parties",
                                             "plan",  "rollup",      "script",   "tests",     "update"};
constexpr std::int64_t longest_text = std::int64_t{1} << 40;

thread_local std::array<char, 512> last_error{};

}  // namespace

namespace kaohe::c {

kaohe_status fail(kaohe_status status, std::string_view message) noexcept {
  std::size_t length = std::min(message.size(), last_error.size() - 1);
  while (length < message.size() && length > 0 && (message[length] & 0xC0) == 0x80) --length;  // no character is cut in two
  std::memmove(last_error.data(), message.data(), length);
  last_error[length] = '\0';
  return status;
}

std::optional<std::string_view> text_of(const char* text, std::int64_t length, const char* name) noexcept {
  const auto refuse = [&](const char* why) {
    std::array<char, 128> message{};
    std::strncat(message.data(), name, 60);
    std::strncat(message.data(), why, 60);
    fail(KAOHE_E_ARGUMENT, message.data());
    return std::nullopt;
  };
  if (text == nullptr) return refuse(" must not be NULL");
  if (length < -1 || length > longest_text) return refuse(" has a length that cannot be");
  const std::string_view view(text, length == -1 ? std::strlen(text) : static_cast<std::size_t>(length));
  if (find_invalid_utf8(view)) return refuse(" is no UTF-8");
  return view;
}

std::optional<Language> language_of(kaohe_language language) noexcept {
  if (language == KAOHE_ZH) return Language::zh;
  if (language == KAOHE_EN) return Language::en;
  fail(KAOHE_E_ARGUMENT, "language must be KAOHE_ZH or KAOHE_EN");
  return std::nullopt;
}

std::optional<Date> day_of(const char* text, const char* name) {
  const auto written = text_of(text, name);
  const auto day = written ? Date::parse(*written) : std::nullopt;
  if (written && !day) fail(KAOHE_E_ARGUMENT, std::string(name) + " must be a day as 2014-10-31");
  return day;
}

std::string joined(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : ";") + text;
  return out;
}

}  // namespace kaohe::c

const char* kaohe_version(void) { return kaohe::version().data(); }

int32_t kaohe_abi(void) { return KAOHE_ABI; }

int32_t kaohe_can(const char* capability) {
  return capability != nullptr && std::ranges::find(capabilities, std::string_view(capability)) != std::end(capabilities) ? 1 : 0;
}

kaohe_status kaohe_capabilities(kaohe_texts** out) {
  return kaohe::c::making(out, [&]() -> kaohe_status {
    *out = new kaohe_texts{{std::begin(capabilities), std::end(capabilities)}};
    return KAOHE_OK;
  });
}

const char* kaohe_last_error(void) { return last_error.data(); }

const char* kaohe_text_data(const kaohe_text* text) { return text == nullptr ? nullptr : text->text.c_str(); }

int64_t kaohe_text_length(const kaohe_text* text) { return text == nullptr ? 0 : static_cast<std::int64_t>(text->text.size()); }

void kaohe_text_free(kaohe_text* text) { delete text; }

int64_t kaohe_texts_count(const kaohe_texts* texts) { return texts == nullptr ? 0 : static_cast<std::int64_t>(texts->texts.size()); }

const char* kaohe_texts_get(const kaohe_texts* texts, int64_t index) {
  if (index < 0 || index >= kaohe_texts_count(texts)) return nullptr;
  const auto& text = texts->texts[static_cast<std::size_t>(index)];
  return text ? text->c_str() : nullptr;
}

void kaohe_texts_free(kaohe_texts* texts) { delete texts; }
