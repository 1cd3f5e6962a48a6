// Any bytes behind a valid header: opening and looking up must never read outside the file.
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string>

#include "ground/gazetteer.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace bestand;
  static const std::string path = "/tmp/fuzz_gazetteer_" + std::to_string(getpid());
  std::string bytes(reinterpret_cast<const char*>(data), size);
  if (size >= sizeof(GazetteerHeader)) {  // mend what a checksum would refuse, so that the rest is reached
    GazetteerHeader header;
    std::memcpy(&header, bytes.data(), sizeof header);
    std::memcpy(header.magic, kGazetteerMagic, sizeof kGazetteerMagic);
    header.version = kGazetteerVersion, header.endian = kGazetteerEndian, header.file_size = size;
    std::memcpy(bytes.data(), &header, sizeof header);
    header.header_hash = key_hash(std::string_view(bytes).substr(0, offsetof(GazetteerHeader, header_hash)));
    std::memcpy(bytes.data(), &header, sizeof header);
  }
  FILE* file = std::fopen(path.c_str(), "wb");
  std::fwrite(bytes.data(), 1, bytes.size(), file);
  std::fclose(file);
  auto gazetteer = Gazetteer::open(path);
  if (!gazetteer) return 0;
  std::vector<NameHit> hits;
  for (const char* name : {"Damascus", "al-Bab", "Homs"}) gazetteer->find(name, &hits);
  for (const NameHit& hit : hits) {
    gazetteer->name(hit.place, "nl");
    gazetteer->id(hit.place);
    gazetteer->within(hit.place);
    gazetteer->box(hit.place);
  }
  return 0;
}
