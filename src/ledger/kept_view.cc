// The magic, the key's hash, where the index lies, its length and its checksum; then the items of five shelves, each with its
// checksum before it; the index. Documents and claims are not repeated: the index has their keys in the ledger, and what the other
// documents left of their dates.

#include "ledger/kept_view.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <mutex>

#include "base/mapped_file.h"
#include "base/sha256.h"
#include "base/whole_file.h"
#include "ledger/view_fields.h"

namespace bestand {

// A claim whose times the rest of the ledger made fewer.
struct Retimed {
  int32_t claim = 0;
  TimeSet time;
};

struct KeptIndex {
  std::vector<int64_t> documents;  // keys, in canonical order
  std::vector<int32_t> firsts;     // the first claim of each document, and the number of claims
  std::vector<int32_t> lineage;
  std::vector<Retimed> retimed;      // by claim
  std::vector<DateNarrowing> dates;  // by document
  std::vector<int32_t> held_against;
  std::vector<Overview> overviews;
  Basis basis;
  IncidentIds ids;
  std::vector<uint64_t> ceasefires, incidents, assessments, contradictions, columns;  // where each item ends in the file
};

template <class A>
void fields(A& archive, Retimed& x) {
  auto& [claim, time] = x;
  archive(claim, time);
}

template <class A>
void fields(A& archive, KeptIndex& x) {
  auto& [documents, firsts, lineage, retimed, dates, held_against, overviews, basis, ids, ceasefires, incidents, assessments,
         contradictions, columns] = x;
  archive(documents, firsts, lineage, retimed, dates, held_against, overviews, basis, ids, ceasefires, incidents, assessments,
          contradictions, columns);
}

namespace {

constexpr std::string_view kMagic = "bestand view 1\n";
constexpr size_t kNumber = sizeof(uint64_t);

std::string number_bytes(uint64_t n) { return {reinterpret_cast<const char*>(&n), sizeof n}; }

std::string start_of(const std::string& key) { return std::string(kMagic) + sha256(key); }

uint64_t number_at(std::string_view bytes, size_t at) {
  uint64_t out = 0;
  if (at + sizeof out <= bytes.size()) std::memcpy(&out, bytes.data() + at, sizeof out);
  return out;
}

// What the shelves share: the file, the ledger's rows, and what went wrong in either.
class Source {
 public:
  Source(MappedFile file, KeptIndex index, std::shared_ptr<StoredDocuments> documents)
      : file_(std::move(file)), index_(std::move(index)), documents_(std::move(documents)) {}

  const KeptIndex& index() const { return index_; }

  template <class T>
  T item(const std::vector<uint64_t>& ends, uint64_t start, size_t i) {
    const uint64_t from = i == 0 ? start : ends[i - 1];
    if (from + kNumber > ends[i] || ends[i] > file_.bytes().size()) return damaged(), T{};
    const std::string_view bytes = file_.bytes().substr(from + kNumber, ends[i] - from - kNumber);
    if (checksum(bytes) != number_at(file_.bytes(), from)) return damaged(), T{};
    T out{};
    Unpacker unpack(bytes);
    unpack(out);
    if (!unpack.done()) return damaged(), T{};
    return out;
  }

  Columns columns(uint64_t start) {
    Columns out = item<Columns>(index_.columns, start, 0);
    const size_t incidents = index_.incidents.size(), claims = static_cast<size_t>(index_.firsts.back());
    const bool whole = out.acts.size() == incidents && out.rules.size() == incidents && out.headlines.size() == incidents &&
                       out.from.size() == incidents && out.to.size() == incidents && out.places.size() == incidents &&
                       out.people.size() == incidents && out.claims.size() == claims;
    if (whole) return out;
    damaged();
    out.acts.resize(incidents), out.rules.resize(incidents), out.headlines.resize(incidents);
    out.from.resize(incidents), out.to.resize(incidents), out.places.resize(incidents), out.people.resize(incidents);
    out.claims.resize(claims);
    return out;
  }

  DocumentRecord document(size_t i) {
    std::lock_guard lock(mutex_);
    return read(i).document;
  }

  ClaimRecord claim(size_t c) {
    const auto after = std::upper_bound(index_.firsts.begin(), index_.firsts.end() - 1, static_cast<int32_t>(c));
    const auto d = static_cast<size_t>(after - index_.firsts.begin()) - 1;
    std::lock_guard lock(mutex_);
    return read(d).claims[c - static_cast<size_t>(index_.firsts[d])];
  }

  using LookUp = Result<std::vector<int64_t>> (StoredDocuments::*)(std::string_view);
  std::vector<int32_t> documents(LookUp with, std::string_view id) {
    std::lock_guard lock(mutex_);
    auto keys = (*documents_.*with)(id);
    std::vector<int32_t> out;
    if (!keys) return tell(keys.error()), out;
    for (size_t d = 0; d < index_.documents.size(); ++d) {
      if (std::find(keys->begin(), keys->end(), index_.documents[d]) != keys->end()) out.push_back(static_cast<int32_t>(d));
    }
    return out;
  }

  std::optional<Error> trouble() {
    std::lock_guard lock(trouble_mutex_);
    return trouble_;
  }

 private:
  // The document read last is kept: its claims are mostly asked for one after the other.
  const StoredDocument& read(size_t d) {
    if (last_ == d) return read_;
    last_ = d;
    const auto first = index_.firsts[d], last = index_.firsts[d + 1];
    auto stored = documents_->read(index_.documents[d], static_cast<int32_t>(d));
    if (stored && stored->claims.size() == static_cast<size_t>(last - first)) {
      read_ = std::move(*stored);
    } else {
      stored ? damaged() : tell(stored.error());
      read_ = {};
      read_.claims.resize(static_cast<size_t>(last - first));
      for (ClaimRecord& c : read_.claims) c.document = static_cast<int32_t>(d);
    }
    read_.document.first = first, read_.document.last = last;
    narrow(d);
    return read_;
  }

  void narrow(size_t d) {
    const auto& dates = index_.dates;
    const auto n = std::lower_bound(dates.begin(), dates.end(), static_cast<int32_t>(d), [](const DateNarrowing& x, int32_t document) { return x.document < document; });
    if (n != dates.end() && n->document == static_cast<int32_t>(d) && !n->contradiction) read_.document.document.published = n->date;
    const auto& retimed = index_.retimed;
    auto at = std::lower_bound(retimed.begin(), retimed.end(), index_.firsts[d], [](const Retimed& x, int32_t claim) { return x.claim < claim; });
    for (; at != retimed.end() && at->claim < index_.firsts[d + 1]; ++at) {
      ClaimRecord& record = read_.claims[static_cast<size_t>(at->claim - index_.firsts[d])];
      if (!record.claim.time) continue;
      record.time_as_read = record.claim.time->time;
      record.claim.time->time = at->time;
    }
  }

  void damaged() { tell({Code::kBadLedger, "what was kept of the answers is damaged; take this file away and ask again", file_.path(), "", -1}); }
  void tell(Error error) {
    std::lock_guard lock(trouble_mutex_);
    if (!trouble_) trouble_ = std::move(error);
  }

  MappedFile file_;
  KeptIndex index_;
  std::mutex mutex_;  // of what follows
  std::shared_ptr<StoredDocuments> documents_;
  size_t last_ = SIZE_MAX;
  StoredDocument read_;
  std::mutex trouble_mutex_;
  std::optional<Error> trouble_;
};

// One of the five: where its first item begins follows from where the one before ends.
template <class T>
Shelf<T> shelf(const std::shared_ptr<Source>& source, const std::vector<uint64_t>& ends, uint64_t* start) {
  const uint64_t from = *start;
  if (!ends.empty()) *start = ends.back();
  return Shelf<T>(ends.size(), [source, &ends, from](size_t i) { return source->item<T>(ends, from, i); });
}

bool fits(const KeptIndex& x) {
  const size_t documents = x.documents.size(), events = x.ids.of_event.size();
  auto by_claim = [](const Retimed& a, const Retimed& b) { return a.claim < b.claim; };
  return std::is_sorted(x.retimed.begin(), x.retimed.end(), by_claim) && x.firsts.size() == documents + 1 && std::is_sorted(x.firsts.begin(), x.firsts.end()) && x.firsts[0] == 0 &&
         x.lineage.size() == documents && x.overviews.size() == x.ceasefires.size() &&
         x.columns.size() == 1 &&
         x.held_against.size() == x.incidents.size() && x.assessments.size() == x.incidents.size() &&
         x.ids.incidents.size() == x.incidents.size() * IncidentIds::kLength && x.ids.documents.size() == events &&
         x.ids.events.size() == events * IncidentIds::kLength;
}

std::optional<KeptIndex> read_index(std::string_view bytes, const std::string& key) {
  const std::string start = start_of(key);
  if (!bytes.starts_with(start) || bytes.size() < start.size() + 3 * kNumber) return {};
  const uint64_t at = number_at(bytes, start.size()), size = number_at(bytes, start.size() + kNumber);
  if (at > bytes.size() || size > bytes.size() - at) return {};
  const std::string_view packed = bytes.substr(at, size);
  if (checksum(packed) != number_at(bytes, start.size() + 2 * kNumber)) return {};
  KeptIndex out;
  Unpacker unpack(packed);
  unpack(out);
  if (!unpack.done() || !fits(out)) return {};
  return out;
}

// Writes items one behind the other, and notes where each ends.
class Writer {
 public:
  Writer(std::FILE* out, uint64_t at) : out_(out), at_(at) {}

  template <class T>
  void items(const Shelf<T>& shelf, std::vector<uint64_t>* ends) {
    for (const T& item : shelf) {
      Packer pack;
      pack(item);
      bytes(number_bytes(checksum(pack.bytes())));
      bytes(pack.bytes());
      ends->push_back(at_);
    }
  }
  void bytes(std::string_view some) {
    whole_ &= std::fwrite(some.data(), 1, some.size(), out_) == some.size();
    at_ += some.size();
  }
  uint64_t at() const { return at_; }
  bool whole() const { return whole_; }

 private:
  std::FILE* out_;
  uint64_t at_;
  bool whole_ = true;
};

// All of the index but where items end.
KeptIndex index_of(const View& view) {
  KeptIndex out;
  for (const DocumentRecord& d : view.corpus.documents) {
    out.documents.push_back(d.key);
    out.firsts.push_back(d.first);
  }
  out.firsts.push_back(static_cast<int32_t>(view.corpus.claims.size()));
  for (size_t c = 0; c < view.corpus.claims.size(); ++c) {
    const ClaimRecord& r = view.corpus.claims[c];
    if (r.time_as_read) out.retimed.push_back({static_cast<int32_t>(c), r.claim.time->time});
  }
  out.lineage = view.lineage, out.dates = view.dates, out.held_against = view.held_against;
  out.overviews = view.overviews, out.basis = view.basis, out.ids = view.ids;
  return out;
}

bool write_view(std::FILE* file, const std::string& key, const View& view) {
  const std::string start = start_of(key);
  Writer out(file, 0);
  out.bytes(start + std::string(3 * kNumber, '\0'));  // filled in when all else stands
  KeptIndex index = index_of(view);
  out.items(view.ceasefires, &index.ceasefires);
  out.items(view.incidents, &index.incidents);
  out.items(view.assessments, &index.assessments);
  out.items(view.contradictions, &index.contradictions);
  out.items(view.columns, &index.columns);
  const uint64_t at = out.at();
  Packer pack;
  pack(index);
  out.bytes(pack.bytes());
  if (!out.whole() || std::fseek(file, static_cast<long>(start.size()), SEEK_SET) != 0) return false;
  out.bytes(number_bytes(at) + number_bytes(pack.bytes().size()) + number_bytes(checksum(pack.bytes())));
  return out.whole();
}

}  // namespace

KeptViews::KeptViews(const std::string& ledger, const std::string& state, const std::string& filter)
    : ledger_(ledger), path_(ledger + ".view"), key_(state + '\n' + filter) {
  if (!filter.empty()) path_ += '-' + sha256(filter).substr(0, 8);
}

std::optional<View> KeptViews::open(std::shared_ptr<StoredDocuments> documents) const {
  auto file = MappedFile::open(path_);
  if (!file) return {};
  auto index = read_index(file->bytes(), key_);
  if (!index) return {};
  View out;
  out.lineage = std::move(index->lineage), out.held_against = std::move(index->held_against);
  out.overviews = std::move(index->overviews), out.basis = std::move(index->basis), out.ids = std::move(index->ids);
  out.dates = index->dates;
  auto source = std::make_shared<Source>(std::move(*file), std::move(*index), std::move(documents));
  const KeptIndex& x = source->index();
  out.corpus.documents = {x.documents.size(), [source](size_t i) { return source->document(i); }};
  out.corpus.claims = {static_cast<size_t>(x.firsts.back()), [source](size_t i) { return source->claim(i); }};
  uint64_t start = start_of(key_).size() + 3 * kNumber;
  out.ceasefires = shelf<Ceasefire>(source, x.ceasefires, &start);
  out.incidents = shelf<Incident>(source, x.incidents, &start);
  out.assessments = shelf<std::optional<Assessment>>(source, x.assessments, &start);
  out.contradictions = shelf<Contradiction>(source, x.contradictions, &start);
  out.columns = {1, [source, start](size_t) { return source->columns(start); }};
  out.documents_with_id = [source](std::string_view id) { return source->documents(&StoredDocuments::with_id, id); };
  out.documents_with_claim = [source](std::string_view id) { return source->documents(&StoredDocuments::with_claim, id); };
  out.trouble = [source] { return source->trouble(); };
  return out;
}

void KeptViews::keep(const View& view) const {
  replace_file(path_, ledger_, [&](std::FILE* file) { return write_view(file, key_, view); });
  drop_older();
}

void KeptViews::drop_older() const {
  constexpr size_t kMost = 3;
  namespace fs = std::filesystem;
  const fs::path whole = ledger_ + ".view";
  const std::string start = whole.filename().string() + '-';
  std::vector<std::pair<fs::file_time_type, fs::path>> found;
  std::error_code bad;
  for (fs::directory_iterator at(whole.has_parent_path() ? whole.parent_path() : fs::path("."), bad), end; !bad && at != end; at.increment(bad)) {
    if (at->path().filename().string().starts_with(start)) found.emplace_back(at->last_write_time(bad), at->path());
  }
  std::sort(found.rbegin(), found.rend());
  for (size_t n = kMost; n < found.size(); ++n) fs::remove(found[n].second, bad);
}

}  // namespace bestand
