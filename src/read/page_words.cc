#include "read/page_words.h"

#include <mutex>

#include "base/data_dir.h"
#include "base/toml_file.h"
#include "base/utf8.h"

namespace bestand {
namespace {

// Calls each(word) for every string of the array at `key`.
template <class Each>
Status each_string(const toml::table& table, const std::string& path, std::string_view key, Each each) {
  const toml::array* list = table.get_as<toml::array>(key);
  if (list == nullptr) return Error{Code::kBadData, "lacks the list \"" + std::string(key) + "\"", path, "", -1};
  for (const toml::node& node : *list) {
    auto text = node.value<std::string>();
    if (!text || text->empty()) return toml_error(node, path, "must be a text that is not empty");
    each(*text);
  }
  return success();
}

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_alnum(char c) { return is_upper(c) || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

std::string_view first_word(std::string_view text) {
  return text.substr(0, text.find_first_of(" \t\n:,;.!?|"));
}

// How much of a line phrases are compared with.
constexpr size_t kLineBeginning = 120;

bool begins_with_phrase(std::string_view line, std::string_view phrase) {
  if (!line.starts_with(phrase)) return false;
  if (line.size() == phrase.size()) return true;
  unsigned char next = static_cast<unsigned char>(line[phrase.size()]);
  return !is_alnum(static_cast<char>(next)) && next < 0x80 && next != '\'';
}

// Calls fits(phrase, the lowered line) for each phrase the line begins with until it says yes.
template <class Fits>
bool begins_with_any(std::string_view line, const StringMap<std::vector<std::string>>& phrases, Fits fits) {
  std::string_view head = line.substr(0, kLineBeginning);
  while (!head.empty() && head.size() < line.size() && (static_cast<unsigned char>(line[head.size()]) & 0xC0) == 0x80) {
    head.remove_suffix(1);
  }
  std::string lowered = lower(head);
  auto found = phrases.find(first_word(lowered));
  if (found == phrases.end()) return false;
  for (const std::string& phrase : found->second) {
    if (begins_with_phrase(lowered, phrase) && fits(phrase, lowered)) return true;
  }
  return false;
}

}  // namespace

Result<PageWords> PageWords::load(const std::string& data_root) {
  PageWords words;
  if (auto done = words.load_classes(data_root + "/world/pages/classes.toml"); !done) return done.error();
  if (auto done = words.load_phrases(data_root + "/world/pages/phrases.toml"); !done) return done.error();
  if (auto done = words.load_dates(data_root + "/world/pages/dates.toml"); !done) return done.error();
  return words;
}

Status PageWords::load_classes(const std::string& path) {
  auto table = read_toml(path);
  if (!table) return table.error();
  constexpr std::pair<std::string_view, PartHint> kLists[] = {
      {"furniture", kFurniture}, {"comments", kComments}, {"about", kAbout}, {"body", kBodyText}, {"lead", kLead}};
  for (auto [key, hint] : kLists) {
    auto done = each_string(*table, path, key, [&, hint = hint](const std::string& word) { classes_[word] |= hint; });
    if (!done) return done;
  }
  return success();
}

Status PageWords::load_phrases(const std::string& path) {
  auto table = read_toml(path);
  if (!table) return table.error();
  for (auto [key, into] : {std::pair{"lines", &phrases_}, std::pair{"headings", &headings_}}) {
    const toml::table* languages = table->get_as<toml::table>(key);
    if (languages == nullptr) return Error{Code::kBadData, "needs [lines] and [headings]", path, "", -1};
    for (const auto& [lang, list] : *languages) {
      auto done = each_string(*languages, path, lang.str(), [&, to = into](const std::string& phrase) {
        (*to)[std::string(first_word(phrase))].push_back(phrase);
      });
      if (!done) return done;
    }
  }
  return success();
}

Status PageWords::load_dates(const std::string& path) {
  auto table = read_toml(path);
  if (!table) return table.error();
  const toml::table *months = table->get_as<toml::table>("months"), *zones = table->get_as<toml::table>("zones"),
                    *clock = table->get_as<toml::table>("clock");
  if (!months || !zones || !clock) return Error{Code::kBadData, "needs [months], [zones] and [clock]", path, "", -1};
  for (int month = 1; month <= 12; ++month) {
    auto done = each_string(*months, path, std::to_string(month), [&](const std::string& w) { months_[w] = month; });
    if (!done) return done;
  }
  for (const auto& [name, minutes] : *zones) {
    auto value = minutes.value<int64_t>();
    if (!value) return toml_error(minutes, path, "must be minutes");
    zones_[std::string(name.str())] = static_cast<int>(*value);
  }
  for (int half : {0, 1}) {
    auto done = each_string(*clock, path, half == 0 ? "am" : "pm", [&](const std::string& w) { halves_[w] = half; });
    if (!done) return done;
  }
  return success();
}

uint8_t PageWords::hints(std::string_view names) const {
  uint8_t out = 0;
  std::string word, before;
  auto look = [&] {
    if (word.empty()) return;
    auto found = classes_.find(word);
    if (found != classes_.end()) out |= found->second;
    if (!before.empty()) {
      auto pair = classes_.find(before + word);
      if (pair != classes_.end()) out |= pair->second;
    }
    before.swap(word);
    word.clear();
  };
  for (size_t i = 0; i < names.size(); ++i) {
    char c = names[i];
    if (!is_alnum(c)) {
      look();
      if (c == ' ' || c == '\t' || c == '\n') before.clear();
      continue;
    }
    if (is_upper(c) && !word.empty() && i > 0 && !is_upper(names[i - 1])) look();
    word.push_back(is_upper(c) ? static_cast<char>(c | 32) : c);
  }
  look();
  return out;
}

bool PageWords::is_furniture_line(std::string_view line) const {
  return begins_with_any(line, phrases_, [](const std::string&, const std::string&) { return true; });
}

bool PageWords::is_section_heading(std::string_view heading, std::string_view publisher) const {
  std::string name = lower(publisher);
  return begins_with_any(heading, headings_, [&](const std::string& phrase, const std::string& lowered) {
    std::string_view rest = std::string_view(lowered).substr(phrase.size());
    rest.remove_prefix(std::min(rest.find_first_not_of(" :"), rest.size()));
    return rest.empty() || phrase.find(' ') != phrase.npos || (!name.empty() && name.find(rest) != name.npos);
  });
}

int PageWords::month(std::string_view word) const {
  auto found = months_.find(word);
  return found == months_.end() ? -1 : found->second;
}

int PageWords::zone_minutes(std::string_view word) const {
  auto found = zones_.find(word);
  return found == zones_.end() ? kNoZone : found->second;
}

int PageWords::half_of_day(std::string_view word) const {
  auto found = halves_.find(word);
  return found == halves_.end() ? -1 : found->second;
}

Result<std::shared_ptr<const PageWords>> shared_page_words() {
  static std::mutex lock;
  static std::shared_ptr<const PageWords> loaded;
  std::lock_guard guard(lock);
  if (loaded) return loaded;
  auto data = DataDir::find();
  if (!data) return data.error();
  auto words = PageWords::load(data->root);
  if (!words) return words.error();
  loaded = std::make_shared<const PageWords>(std::move(*words));
  return loaded;
}

}  // namespace bestand
