#include "parse/model_file.h"

#include <bit>
#include <cstring>

namespace bestand {
namespace {

constexpr char kMagic[8] = {'B', 'S', 'T', 'M', 'O', 'D', 'E', 'L'};
constexpr size_t kAlign = 64;

struct Header {
  char magic[8];
  uint32_t version;
  uint32_t sections;
  uint64_t size;      // of the whole file
  uint64_t checksum;  // of everything behind the header
  char lang[8];
};
struct Entry {
  char name[24];
  uint64_t offset, size;
};
static_assert(sizeof(Header) == 40 && sizeof(Entry) == 40);

size_t align(size_t n) { return (n + kAlign - 1) / kAlign * kAlign; }

uint64_t load64(const char* at) {
  uint64_t v;
  std::memcpy(&v, at, 8);
  return v;
}

// Four lanes of multiply and rotate: as fast as memory gives the bytes. Guards against accidents, not against
// forgers.
uint64_t checksum(std::string_view bytes) {
  constexpr uint64_t kPrime = 0x9E3779B185EBCA87ull;
  uint64_t lane[4] = {1, 2, 3, 4};
  size_t at = 0;
  for (; at + 32 <= bytes.size(); at += 32) {
    for (int i = 0; i < 4; ++i)
      lane[i] = std::rotl((lane[i] ^ load64(bytes.data() + at + 8 * i)) * kPrime, 31);
  }
  uint64_t h = bytes.size();
  for (uint64_t l : lane) h = std::rotl((h ^ l) * kPrime, 27);
  for (; at < bytes.size(); ++at) h = std::rotl((h ^ static_cast<unsigned char>(bytes[at])) * kPrime, 11);
  return h ^ (h >> 29);
}

}  // namespace

Error ModelFile::bad(std::string_view what) const { return Error{Code::kBadModel, std::string(what), path_}; }

Result<ModelFile> ModelFile::open(const std::string& path) {
  auto file = MappedFile::open(path);
  if (!file) return file.error();
  ModelFile model;
  model.file_ = std::move(*file);
  model.bytes_ = model.file_->bytes();
  model.path_ = path;
  if (auto status = model.read_header(); !status) return status.error();
  model.file_->release();  // the checksum read all of it; who reads Dutch needs no Turkish in memory
  return model;
}

Result<ModelFile> ModelFile::over(std::string_view bytes, const std::string& path) {
  ModelFile model;
  model.bytes_ = bytes;
  model.path_ = path;
  if (auto status = model.read_header(); !status) return status.error();
  return model;
}

Status ModelFile::read_header() {
  Header h;
  if (bytes_.size() < sizeof h) return bad("is too short for a model");
  std::memcpy(&h, bytes_.data(), sizeof h);
  if (std::memcmp(h.magic, kMagic, sizeof kMagic) != 0) return bad("is no model of bestand");
  if (h.version != kModelVersion) {
    return bad("has model version " + std::to_string(h.version) + ", this bestand reads version " +
               std::to_string(kModelVersion) +
               (h.version > kModelVersion ? "; a newer bestand wrote it" : ""));
  }
  if (h.size != bytes_.size()) {
    return bad("is " + std::to_string(bytes_.size()) + " bytes long but should be " + std::to_string(h.size));
  }
  if (h.sections > 256 || sizeof(Header) + h.sections * sizeof(Entry) > bytes_.size()) {
    return bad("has a broken table of sections");
  }
  if (checksum(bytes_.substr(sizeof h)) != h.checksum) return bad("is damaged: its checksum does not fit");
  lang_.assign(h.lang, strnlen(h.lang, sizeof h.lang));
  for (uint32_t i = 0; i < h.sections; ++i) {
    const char* at = bytes_.data() + sizeof h + i * sizeof(Entry);
    Entry e;
    std::memcpy(&e, at, sizeof e);
    if (e.offset % 8 != 0 || e.offset > bytes_.size() || e.size > bytes_.size() - e.offset) {
      return bad("has a section outside the file");
    }
    sections_.emplace_back(std::string_view(at, strnlen(at, sizeof e.name)), bytes_.substr(e.offset, e.size));
  }
  return success();
}

std::string_view ModelFile::section(std::string_view name) const {
  for (const auto& [have, bytes] : sections_) {
    if (have == name) return bytes;
  }
  return {};
}

std::string ModelWriter::finish(std::string_view lang) const {
  size_t at = align(sizeof(Header) + sections_.size() * sizeof(Entry));
  std::string out(at, '\0');
  for (size_t i = 0; i < sections_.size(); ++i) {
    const auto& [name, bytes] = sections_[i];
    Entry e{};
    std::memcpy(e.name, name.data(), std::min(name.size(), sizeof e.name));
    e.offset = out.size();
    e.size = bytes.size();
    std::memcpy(out.data() + sizeof(Header) + i * sizeof e, &e, sizeof e);
    out += bytes;
    out.resize(align(out.size()));
  }
  Header h{};
  std::memcpy(h.magic, kMagic, sizeof kMagic);
  h.version = kModelVersion;
  h.sections = static_cast<uint32_t>(sections_.size());
  h.size = out.size();
  std::memcpy(h.lang, lang.data(), std::min(lang.size(), sizeof h.lang));
  h.checksum = checksum(std::string_view(out).substr(sizeof h));
  std::memcpy(out.data(), &h, sizeof h);
  return out;
}

Result<StringTable> StringTable::read(const ModelFile& model, std::string_view name) {
  std::string_view bytes = model.section(name);
  StringTable out;
  auto broken = [&] { return model.bad(std::string(name) + " is no list of strings"); };
  if (bytes.size() < 8) return broken();
  std::memcpy(&out.count_, bytes.data(), 4);
  uint64_t head = 4 + 4 * (uint64_t{out.count_} + 1);
  if (head > bytes.size()) return broken();
  out.offsets_ = reinterpret_cast<const uint32_t*>(bytes.data() + 4);
  out.bytes_ = bytes.substr(head);
  if (out.offsets_[0] != 0 || out.offsets_[out.count_] > out.bytes_.size()) return broken();
  for (uint32_t i = 0; i < out.count_; ++i) {
    if (out.offsets_[i] > out.offsets_[i + 1]) return broken();
  }
  return out;
}

std::string StringTable::write(const std::vector<std::string>& strings) {
  std::vector<uint32_t> head{static_cast<uint32_t>(strings.size()), 0};
  std::string bytes;
  for (const std::string& s : strings) {
    bytes += s;
    head.push_back(static_cast<uint32_t>(bytes.size()));
  }
  return std::string(reinterpret_cast<const char*>(head.data()), head.size() * 4) + bytes;
}

Result<HashTable> HashTable::read(const ModelFile& model, std::string_view name) {
  auto slots = model.array<Slot>(name);
  if (!slots) return slots.error();
  HashTable out;
  out.slots_ = *slots;
  if (!slots->empty() && !std::has_single_bit(slots->size())) {
    return model.bad(std::string(name) + " is no hash table");
  }
  out.mask_ = slots->empty() ? 0 : slots->size() - 1;
  return out;
}

std::string HashTable::write(const std::vector<std::pair<uint64_t, uint32_t>>& entries) {
  size_t size = std::bit_ceil(entries.size() * 3 / 2 + 2);
  std::vector<Slot> slots(size, Slot{0, 0});
  for (const auto& [key, value] : entries) {
    size_t at = key & (size - 1);
    while (slots[at].tag != 0) at = (at + 1) & (size - 1);
    slots[at] = {static_cast<uint32_t>(key >> 32) | 1, value};
  }
  return std::string(reinterpret_cast<const char*>(slots.data()), slots.size() * sizeof(Slot));
}

}  // namespace bestand
