#include "ground/time/heading.h"

#include <algorithm>
#include <cctype>

namespace bestand::timex {
namespace {

constexpr int kMostWords = 6;              // before the date
constexpr int kMostNames = 3;              // of them names: an agency, a place
constexpr Seconds kNear = 400 * kDaySeconds;  // a wrong year happens; a date further off is history

Status read_list(const toml::table& table, const char* key, const std::string& path, std::vector<std::string>* out) {
  const toml::array* list = table[key].as_array();
  if (!list) return toml_error(table, path, "a list of words is wanted");
  for (const toml::node& item : *list) out->push_back(item.value_or(std::string()));
  return success();
}

bool one_of(const std::vector<std::string>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool mark(const Word& word) { return word.folded.empty() || std::ispunct(static_cast<unsigned char>(word.folded[0])); }

// A day that is told with its year, of which the clock may be told too.
bool whole_date(std::string_view text, const Settled& s) {
  if (!s.time || !s.time->single() || s.time->grain > Grain::kDay || s.time->approximate || days_of(*s.time, 1).size() != 1) return false;
  return std::count_if(text.begin(), text.end(), [](unsigned char x) { return std::isdigit(x); }) >= 5;
}

bool near(const std::optional<TimeSet>& published, const TimeSet& day) {
  if (!published || published->empty()) return true;
  return day.hull().lo < published->hull().hi + kNear && day.hull().hi > published->hull().lo - kNear;
}

// "16 May 2016 was a black day", "16 May 2016, when ...": a sentence goes on.
bool goes_on(std::string_view text, const std::vector<Word>& words, size_t next, uint32_t end) {
  if (end < text.size() && text[end] == ',') return true;
  if (next >= words.size()) return true;  // nothing but a date
  bool apart = mark(words[next]);
  for (uint32_t i = end; i < words[next].span.begin; ++i) apart |= text[i] != ' ';
  bool clock = next + 1 < words.size() && words[next + 1].number >= 0;  // "at 1459"
  return !apart && !clock && !words[next].upper && words[next].number < 0;
}

}  // namespace

Status HeadingReader::load(const toml::table& table, const std::string& path) {
  const toml::table* heading = table["heading"].as_table();
  if (!heading) return toml_error(table, path, "no [heading]");
  Status read = read_list(*heading, "words", path, &words_);
  return read.ok() ? read_list(*heading, "links", path, &links_) : read;
}

bool HeadingReader::opens_line(const std::vector<Word>& words, int first, int last) const {
  if (last - first > kMostWords) return false;
  int names = 0;
  bool after = false;  // a word of the list went before
  for (int i = first; i < last; ++i) {
    const Word& w = words[static_cast<size_t>(i)];
    if (mark(w)) continue;
    const bool listed = one_of(words_, w.folded), link = after && one_of(links_, w.folded);
    if (!listed && !link && (!w.upper || ++names > kMostNames || one_of(links_, w.folded))) return false;
    after = listed || link;
  }
  return true;
}

std::optional<TimeSet> HeadingReader::day(const Document& document, const std::vector<Word>& words,
                                          const std::vector<Slot>& slots, const std::vector<Settled>& settled) const {
  if (!document.prefer.empty()) return std::nullopt;  // a question, not a text
  const auto body = std::find_if(words.begin(), words.end(), [&](const Word& w) { return w.span.begin >= document.title_size; });
  const int start = static_cast<int>(body - words.begin());
  for (size_t i = 0; i < slots.size(); ++i) {
    const Expression& e = slots[i].expression;
    if (e.first_word < start) continue;
    if (!opens_line(words, start, e.first_word)) return std::nullopt;
    const bool bound = !slots[i].relation.empty() && slots[i].relation != "at";  // "Since 16 May 2016 Damascus ..."
    if (bound) return std::nullopt;
    if (!whole_date(quote(document.text, e.span), settled[i]) || !near(document.published, *settled[i].time)) continue;
    if (goes_on(document.text, words, static_cast<size_t>(e.last_word), e.span.end)) return std::nullopt;
    return day_set(days_of(*settled[i].time, 1).front());
  }
  return std::nullopt;
}

}  // namespace bestand::timex
