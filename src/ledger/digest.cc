#include "ledger/digest.h"

#include "base/sha256.h"

namespace bestand {

std::string joined(std::initializer_list<std::string_view> fields) {
  std::string out;
  for (auto field : fields) {
    out += std::to_string(field.size());
    out += ':';
    out += field;
  }
  return out;
}

std::string document_identity(const Document& d) {
  return sha256(joined({d.text_sha256, d.id, d.publisher, d.published_edtf, d.url}));
}

std::string document_digest(const Document& d, std::string_view main, std::string_view claims) {
  return sha256(joined({d.id, d.publisher, d.url, d.lang, d.title, std::to_string(d.title_size), d.text,
                        d.published_edtf, d.retrieved, d.file, std::to_string(d.line), d.raw_sha256,
                        d.text_sha256, main, claims}));
}

std::string reading_digest(std::string_view identity, std::string_view extractor, std::string_view main,
                           std::string_view claims) {
  return sha256(joined({"reading", identity, extractor, main, claims}));
}

std::string review_digest(const ReviewRow& r) {
  return sha256(joined({r.kind, r.target, r.decision, r.value, r.coder, r.reason}));
}

std::string entry_hash(int64_t id, std::string_view at, std::string_view operation, std::string_view content,
                       std::string_view previous) {
  return sha256(joined({std::to_string(id), at, operation, content, previous}));
}

}  // namespace bestand
