// Any bytes in any encoding (the first byte chooses a label): valid UTF-8 comes out, and the way back from it rises and
// stays inside the bytes.
#include <cstdlib>
#include <iterator>
#include <vector>

#include "base/utf8.h"
#include "read/encoding.h"
#include "read/text_form.h"

namespace {

constexpr std::string_view kTried[] = {"utf-8",     "utf-16le",   "utf-16be",    "utf-32le", "utf-32be",  "latin1",
                                       "iso-8859-6", "windows-1258", "koi8-r",   "mac",      "gb18030",   "hz-gb-2312",
                                       "big5",      "shift_jis",  "iso-2022-jp", "euc-jp",   "euc-kr",    "ibm037",
                                       "tis-620",   "windows-1255", ""};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace bestand;
  if (size < 1) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::string_view label = kTried[data[0] % std::size(kTried)];
  std::string_view encoding = encoding_of_label(label);
  if (encoding.empty() != label.empty()) std::abort();
  if (encoding.empty()) encoding = choose_encoding(bytes, "");
  const std::string text = decode(bytes, encoding);
  if (find_invalid_utf8(text)) std::abort();
  std::vector<uint64_t> offsets(text.size() + 1);
  for (size_t i = 0; i < offsets.size(); ++i) offsets[i] = i;
  to_raw_offsets(bytes, encoding, offsets);
  for (size_t i = 0; i < offsets.size(); ++i) {
    if (offsets[i] > bytes.size() || (i > 0 && offsets[i] < offsets[i - 1])) std::abort();
  }
  (void)encoding_of_label(bytes.substr(0, 64));
  (void)refuse_by_beginning(bytes.substr(0, 1024));
  if (auto plain = to_utf8(std::string(bytes)); plain && find_invalid_utf8(*plain)) std::abort();
  return 0;
}
