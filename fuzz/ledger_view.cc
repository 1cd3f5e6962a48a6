// Bytes as a part of a kept view, the first says which: they are read whole or told to be none, and what was read whole is
// written as it stood.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "ledger/view_fields.h"

namespace {

using namespace bestand;

template <class T>
void read(std::string_view bytes) {
  T value{};
  Unpacker unpack(bytes);
  unpack(value);
  if (!unpack.done()) return;
  Packer pack;
  pack(value);
  if (pack.bytes() != bytes) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 7) {
    case 0:
      read<Incident>(bytes);
      break;
    case 1:
      read<Ceasefire>(bytes);
      break;
    case 2:
      read<std::optional<Assessment>>(bytes);
      break;
    case 3:
      read<Contradiction>(bytes);
      break;
    case 4:
      read<Columns>(bytes);
      break;
    case 5:
      read<DateNarrowing>(bytes);
      break;
    default:
      read<IncidentIds>(bytes);
  }
  return 0;
}
