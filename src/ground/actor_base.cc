#include "ground/actor_base.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <mutex>
#include <shared_mutex>

#include "base/time_set.h"
#include "base/utf8.h"
#include "ground/actor/loader.h"

namespace bestand {
namespace {

bool read_int(std::string_view text, int* out) {
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), *out);
  return error == std::errc() && end == text.data() + text.size();
}

struct DayRange {
  int32_t first, last;
};

int days_in_month(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return kDays[month - 1] + (month == 2 && leap);
}

// "2016", "2016-07", "2016-07-28".
std::optional<DayRange> parse_days(std::string_view text) {
  int year = 0, month = 0, day = 0;
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return std::nullopt;
  if (!read_int(text.substr(0, 4), &year)) return std::nullopt;
  if (text.size() == 4) return DayRange{days_from_civil(year, 1, 1), days_from_civil(year, 12, 31)};
  if (text[4] != '-' || !read_int(text.substr(5, 2), &month) || month < 1 || month > 12) return std::nullopt;
  int last = days_in_month(year, month);
  if (text.size() == 7) return DayRange{days_from_civil(year, month, 1), days_from_civil(year, month, last)};
  if (text[7] != '-' || !read_int(text.substr(8, 2), &day) || day < 1 || day > last) return std::nullopt;
  return DayRange{days_from_civil(year, month, day), days_from_civil(year, month, day)};
}

}  // namespace

std::optional<Period> parse_period(std::string_view text) {
  Period period;
  size_t slash = text.find('/');
  std::string_view from = text.substr(0, slash);
  std::string_view until = slash == std::string_view::npos ? text : text.substr(slash + 1);
  if (from.empty() && until.empty()) return std::nullopt;
  if (!from.empty()) {
    auto days = parse_days(from);
    if (!days) return std::nullopt;
    period.from = days->first;
  }
  if (!until.empty()) {
    auto days = parse_days(until);
    if (!days) return std::nullopt;
    period.until = days->last;
  }
  if (period.from > period.until) return std::nullopt;
  return period;
}

bool is_arabic_article(std::string_view word) {
  constexpr std::string_view kForms[] = {"al", "el", "as", "ash", "an",  "ad",
                                         "at", "ar", "az", "ul",  "ath", "adh"};
  return std::any_of(std::begin(kForms), std::end(kForms), [&](std::string_view form) {
    return form.size() == word.size() && form[0] == word[0] && form == word;
  });
}

std::string name_key(std::string_view name) {
  std::string folded = fold(name), key, piece;
  auto flush = [&](bool more) {
    if (piece.empty()) return;
    if (!key.empty()) key += ' ';
    key += more && is_arabic_article(piece) ? "al" : piece;
    piece.clear();
  };
  for (char c : folded) {
    if (c == ' ' || c == '-' || c == '/')
      flush(true);
    else if (c != '\'' && c != '.' && c != '"')
      piece += c;
  }
  flush(false);
  return key;
}

Result<ActorBase> ActorBase::load(const std::string& data_root, std::span<const std::string> user_files) {
  namespace fs = std::filesystem;
  std::error_code error;
  std::vector<std::string> files;
  std::string folder = data_root + "/world/actors";
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    if (it->path().extension() == ".toml") files.push_back(it->path().string());
  }
  if (error) return Error{Code::kUnreadable, error.message(), folder, "", -1};
  std::sort(files.begin(), files.end());
  files.insert(files.end(), user_files.begin(), user_files.end());
  ActorBase base;
  ActorLoader loader(&base);
  for (const std::string& file : files) {
    if (auto s = loader.read(file); !s) return s.error();
  }
  if (auto s = loader.finish(); !s) return s.error();
  return base;
}

struct ActorBase::Generated {
  std::shared_mutex lock;
  StringMap<std::unique_ptr<Actor>> made;
};

ActorBase::ActorBase() : generated_(std::make_unique<Generated>()) {}
ActorBase::ActorBase(ActorBase&&) noexcept = default;
ActorBase& ActorBase::operator=(ActorBase&&) noexcept = default;
ActorBase::~ActorBase() = default;

const Actor* ActorBase::find(std::string_view id) const {
  auto at = by_id_.find(id);
  if (at != by_id_.end()) return &actors_[at->second];
  return may_exist(id) ? generate(id) : nullptr;
}

bool ActorBase::may_exist(std::string_view id) const {
  if (id.size() < 4 || id[2] != '.') return false;
  auto c = class_at_.find(id.substr(3));
  if (c == class_at_.end() || !classes_[c->second].as.empty()) return false;
  std::string iso2 = {static_cast<char>(id[0] - 32), static_cast<char>(id[1] - 32)};
  return find_state(iso2) != nullptr;
}

const Actor* ActorBase::generate(std::string_view id) const {
  std::string key(id);
  {
    std::shared_lock reading(generated_->lock);
    auto at = generated_->made.find(key);
    if (at != generated_->made.end()) return at->second.get();
  }
  const ActorClass& c = classes_[class_at_.find(key.substr(3))->second];
  auto actor = std::make_unique<Actor>();
  actor->id = key;
  actor->kind = c.kind;
  actor->country = {static_cast<char>(id[0] - 32), static_cast<char>(id[1] - 32)};
  actor->code = find_state(actor->country)->iso3 + c.suffix;
  actor->acled = c.acled;
  if (c.parent == "state")
    actor->parent = "state." + key.substr(0, 2);
  else if (!c.parent.empty())
    actor->parent = key.substr(0, 3) + c.parent;
  actor->generated = true;
  std::unique_lock writing(generated_->lock);
  return generated_->made.try_emplace(key, std::move(actor)).first->second.get();
}

const ActorClass* ActorBase::find_class(std::string_view name) const {
  auto at = class_at_.find(name);
  return at == class_at_.end() ? nullptr : &classes_[at->second];
}

const StateEntry* ActorBase::find_state(std::string_view iso2) const {
  auto at =
      std::lower_bound(states_.begin(), states_.end(), iso2, [](auto& s, auto& id) { return s.iso2 < id; });
  return at == states_.end() || at->iso2 != iso2 ? nullptr : &*at;
}

std::vector<const Actor*> ActorBase::by_name(std::string_view name) const {
  std::vector<const Actor*> out;
  std::string key = name_key(name);
  auto at = std::lower_bound(by_name_.begin(), by_name_.end(), key, [](auto& e, auto& k) { return e.key < k; });
  for (; at != by_name_.end() && at->key == key; ++at) {
    const Actor* actor = &actors_[at->actor];
    if (out.empty() || out.back() != actor) out.push_back(actor);
  }
  std::sort(out.begin(), out.end(), [](auto* a, auto* b) { return a->id < b->id; });
  return out;
}

std::string_view ActorBase::display_name(const Actor& actor, std::string_view lang,
                                         std::optional<int32_t> day) const {
  // states and persons go by the language's own form, groups by the name they bear everywhere
  bool translated = actor.kind != "rebel" && actor.kind != "militia" && actor.kind != "terrorist" &&
                    actor.kind != "umbrella" && actor.kind != "media" && actor.kind != "party";
  const ActorName* best = nullptr;
  int best_rank = -1;
  for (const ActorName& n : actor.names) {
    if (n.ambiguous && actor.names.size() > 1) continue;
    if (n.lang != lang && !n.lang.empty() && n.lang != "en") continue;
    bool valid = n.valid.always() || (day && n.valid.contains(*day));
    bool own = n.lang == lang;
    int by_lang = translated ? (own ? 2 : n.lang.empty() ? 1 : 0) : (n.lang.empty() ? 2 : own ? 1 : 0);
    int rank = (valid ? 8 : 0) + (n.valid.always() ? 0 : 4) * valid + by_lang;
    if (rank > best_rank) best = &n, best_rank = rank;
  }
  if (!best && !actor.names.empty()) best = &actor.names.front();
  return best ? std::string_view(best->text) : std::string_view();
}

bool ActorBase::is_member(std::string_view actor, std::string_view umbrella,
                          std::optional<int32_t> day) const {
  if (actor == umbrella) return true;
  const Actor* a = find(actor);
  if (!a) return false;
  if (!a->parent.empty() && is_member(a->parent, umbrella, day)) return true;
  return std::any_of(a->memberships.begin(), a->memberships.end(), [&](const ActorLink& link) {
    return (!day || link.valid.contains(*day)) && is_member(link.id, umbrella, day);
  });
}

bool ActorBase::same_side(std::string_view a, std::string_view b, std::optional<int32_t> day) const {
  if (is_member(a, b, day) || is_member(b, a, day)) return true;
  auto stands_in = [&](std::string_view actor, const ConflictSide& side) {
    return std::any_of(side.actors.begin(), side.actors.end(), [&](const ActorLink& link) {
      return (!day || link.valid.contains(*day)) && is_member(actor, link.id, day);
    });
  };
  for (const Conflict& conflict : conflicts_) {
    if (day && !conflict.active.contains(*day)) continue;
    for (const ConflictSide& side : conflict.sides) {
      if (stands_in(a, side) && stands_in(b, side)) return true;
    }
  }
  return false;
}

size_t ActorBase::name_count() const {
  size_t count = 0;
  for (const Actor& actor : actors_) count += actor.names.size();
  return count;
}

}  // namespace bestand
