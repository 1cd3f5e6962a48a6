#include "ledger/reviews.h"

#include <algorithm>
#include <charconv>

#include "ledger/digest.h"

namespace bestand {
namespace {

std::optional<int64_t> whole(std::string_view text) {
  int64_t out = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc() || end != text.data() + text.size() || out < 0) return {};
  return out;
}

Error wrong(const std::string& what) { return {Code::kUsage, what, "", "", -1}; }

Status set_figure(std::optional<Quantity>* slot, std::string_view value) {
  Quantity q;
  size_t dash = value.find('-');
  if (value.ends_with('+')) {
    q = {whole(value.substr(0, value.size() - 1)), {}, Qualifier::kAtLeast};
  } else if (dash != std::string_view::npos) {
    q = {whole(value.substr(0, dash)), whole(value.substr(dash + 1)), Qualifier::kRange};
    if (!q.high || (q.low && *q.low > *q.high)) q.low.reset();
  } else {
    q.low = q.high = whole(value);
  }
  if (!q.low) return wrong("no figure: " + std::string(value) + " (12, 12-15 or 12+)");
  *slot = q;
  return success();
}

Status set_place(std::optional<ClaimPlace>* slot, std::string_view value) {
  ClaimPlace p;
  size_t at = value.rfind('@');
  p.name = p.text = p.anchor = std::string(value.substr(0, at));
  p.precision = 1;
  if (p.name.empty()) return wrong("a place has a name");
  if (at != std::string_view::npos) {
    std::vector<std::string> parts(1);
    for (char c : value.substr(at + 1)) {
      if (c == ',')
        parts.emplace_back();
      else
        parts.back() += c;
    }
    double numbers[3] = {0, 0, 5000};
    for (size_t i = 0; i < std::min<size_t>(3, parts.size()); ++i) {
      auto [end, error] =
          std::from_chars(parts[i].data(), parts[i].data() + parts[i].size(), numbers[i]);
      if (error != std::errc() || end != parts[i].data() + parts[i].size())
        return wrong("no coordinates: " + std::string(value.substr(at + 1)));
    }
    bool on_earth = parts.size() >= 2 && numbers[0] >= -90 && numbers[0] <= 90 && numbers[1] >= -180 &&
                    numbers[1] <= 180 && numbers[2] > 0 && numbers[2] < 2e7;
    if (!on_earth) return wrong("no coordinates: " + std::string(value.substr(at + 1)));
    p.area = Area{{numbers[0], numbers[1]}, numbers[2], {}};
    if (parts.size() > 3) p.country = parts[3];
    p.precision = numbers[2] < 20e3 ? 1 : numbers[2] < 150e3 ? 4 : 6;
  }
  *slot = std::move(p);
  return success();
}

Status set_time(std::optional<ClaimTime>* slot, std::string_view value) {
  auto time = parse_edtf(value);
  if (!time) return wrong("no date: " + std::string(value));
  *slot = ClaimTime{*time, std::string(value), {}};
  return success();
}

void set_actors(Claim* claim, Role role, std::string_view value, bool unknown) {
  std::erase_if(claim->actors, [&](const ClaimActor& a) { return a.role == role; });
  if (unknown) return;
  ClaimActor a;
  a.role = role;
  a.name = a.text = std::string(value);  // Actors::ref() finds whom the name means
  claim->actors.push_back(std::move(a));
}

void set_source(Claim* claim, std::string_view value, bool unknown) {
  claim->source.reset();
  if (unknown) return;
  SourceLink link;
  link.name = link.text = std::string(value);
  claim->source = ClaimSource{{link}, false};
}

// Words in common over words in either.
double common(Span a, Span b) {
  uint32_t lo = std::max(a.begin, b.begin), hi = std::min(a.end, b.end);
  if (lo >= hi) return 0;
  return static_cast<double>(hi - lo) /
         static_cast<double>(std::max(a.end, b.end) - std::min(a.begin, b.begin));
}

}  // namespace

std::string event_key(const Document& document, const Claim* claim) {
  std::string identity = document_identity(document);
  return identity + (claim ? review_key(document, *claim).substr(document.text_sha256.size()) : ":0-0:");
}

std::optional<ReviewTarget> parse_target(std::string_view key) {
  size_t type = key.rfind(':');
  if (type == std::string_view::npos) return {};
  size_t span = key.substr(0, type).rfind(':'), dash = key.find('-', span + 1);
  if (span == std::string_view::npos || dash == std::string_view::npos || dash > type) return {};
  auto begin = whole(key.substr(span + 1, dash - span - 1));
  auto end = whole(key.substr(dash + 1, type - dash - 1));
  if (!begin || !end) return {};
  return ReviewTarget{std::string(key.substr(0, span)), std::string(key.substr(type + 1)),
                      {static_cast<uint32_t>(*begin), static_cast<uint32_t>(*end)}};
}

int find_target(const ReviewTarget& target, std::span<const Claim> claims) {
  int best = -1;
  double most = 0.5 - 1e-9;
  for (size_t i = 0; i < claims.size(); ++i) {
    if (name(claims[i].type) != target.type) continue;
    if (claims[i].span == target.span) return static_cast<int>(i);
    double share = common(claims[i].span, target.span);
    if (share > most) most = share, best = static_cast<int>(i);
  }
  return best;
}

Status correct(Claim* claim, std::string_view slot_and_value) {
  size_t equals = slot_and_value.find('=');
  if (equals == std::string_view::npos || equals + 1 == slot_and_value.size())
    return wrong("a correction is slot=value: " + std::string(slot_and_value));
  std::string_view slot = slot_and_value.substr(0, equals), value = slot_and_value.substr(equals + 1);
  bool unknown = value == "unknown";
  if (slot == "type") {
    auto type = parse_claim_type(value);
    if (!type) return wrong("no claim type: " + std::string(value));
    claim->type = *type;
  } else if (slot == "killed" || slot == "injured") {
    auto& figure = slot == "killed" ? claim->killed : claim->injured;
    if (!unknown) return set_figure(&figure, value);
    figure.reset();
  } else if (slot == "time") {
    if (!unknown) return set_time(&claim->time, value);
    claim->time.reset();
  } else if (slot == "place") {
    if (!unknown) return set_place(&claim->place, value);
    claim->place.reset();
  } else if (slot == "source") {
    set_source(claim, value, unknown);
  } else if (slot == "initiator" || slot == "target" || slot == "party") {
    set_actors(claim, *parse_role(slot), value, unknown);
  } else {
    return wrong("no slot that can be corrected: " + std::string(slot) +
                 " (type, time, place, source, initiator, target, party, killed, injured)");
  }
  return success();
}

void apply_reviews(std::span<const ReviewRow* const> rows, std::vector<ClaimRecord>* claims) {
  std::vector<Claim> as_read;
  for (const auto& r : *claims) as_read.push_back(r.claim);
  for (const ReviewRow* row : rows) {
    auto target = parse_target(row->target);
    int at = target ? find_target(*target, as_read) : -1;
    if (at < 0) continue;  // the newer reading makes no such claim
    ClaimRecord& record = (*claims)[at];
    if (row->decision == "accept") record.review = Review::kAccepted;
    if (row->decision == "reject") record.review = Review::kRejected;
    if (row->decision == "dispute") record.review = Review::kDisputed;
    if (row->decision == "correct" && correct(&record.claim, row->value)) record.review = Review::kCorrected;
  }
}

}  // namespace bestand
