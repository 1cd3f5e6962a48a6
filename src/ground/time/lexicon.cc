#include "ground/time/lexicon.h"

#include <algorithm>

#include "base/utf8.h"

namespace bestand::timex {
namespace {

std::vector<std::string> phrase_words(std::string_view phrase) {
  StringArena keep;
  std::string text(phrase);
  std::vector<Word> words;
  split_words(text, {0, static_cast<uint32_t>(text.size())}, 0, &keep, &words);
  std::vector<std::string> out;
  for (const Word& w : words) out.emplace_back(w.folded);
  return out;
}

}  // namespace

int Lexicon::class_named(std::string_view name) const {
  for (size_t i = 0; i < classes_.size(); ++i) {
    if (classes_[i] == name) return static_cast<int>(i);
  }
  return -1;
}

int32_t Lexicon::find(std::string_view folded) const {
  auto it = ids_.find(folded);
  return it == ids_.end() ? -1 : it->second;
}

int32_t Lexicon::intern(std::string_view folded) {
  auto [it, added] = ids_.try_emplace(folded, static_cast<int32_t>(words_.size()));
  if (added) {
    words_.emplace_back();
    numbers_.push_back(-1);
  }
  return it->second;
}

bool Lexicon::in(int32_t id, int cls) const {
  for (const Entry& e : entries(id)) {
    if (e.cls == cls && e.rest.empty()) return true;
  }
  return false;
}

int32_t Lexicon::intern_phrase(std::string_view phrase, std::vector<int32_t>* rest) {
  std::vector<std::string> words = phrase_words(phrase);
  if (words.empty()) return -1;
  for (size_t i = 1; i < words.size(); ++i) rest->push_back(intern(words[i]));
  return intern(words[0]);
}

Status Lexicon::read_spec(const toml::node& node, Field field, const std::string& path, Spec* out) {
  if (auto number = node.value<int64_t>()) {
    out->set(field, static_cast<int>(*number));
    return success();
  }
  if (auto text = node.value<std::string>()) {
    if (field == Field::zone) {
      zones_.push_back(*text);
      out->set(field, static_cast<int>(zones_.size()) - 1);
      return success();
    }
    const int value = value_named(field, *text);
    if (value < 0) return toml_error(node, path, "unknown value \"" + *text + "\"");
    out->set(field, value);
    return success();
  }
  const toml::table* table = node.as_table();
  if (!table) return toml_error(node, path, "a number, a name or a table of fields is wanted");
  for (const auto& [key, value] : *table) {
    const int named = field_named(key.str());
    if (named < 0) return toml_error(value, path, "unknown field \"" + std::string(key.str()) + "\"");
    Status status = read_spec(value, static_cast<Field>(named), path, out);
    if (!status.ok()) return status;
  }
  return success();
}

Status Lexicon::read_class(const std::string& name, const toml::table& table, const std::string& path) {
  const int cls = static_cast<int>(classes_.size());
  classes_.push_back(name);
  std::string field_name = table["%field"].value_or(name);
  const int named = field_named(field_name);
  const bool all_capital = table["%capital"].value_or(false);
  std::vector<std::string> capital;
  if (const toml::array* list = table["%capital"].as_array()) {
    for (const toml::node& word : *list) capital.push_back(word.value_or(std::string()));
  }
  if (auto like = table["%like"].value<std::string>()) return copy_class(*like, cls, named, table, path);
  for (const auto& [key, node] : table) {
    if (key.str().starts_with('%')) continue;
    Entry entry;
    entry.cls = static_cast<int16_t>(cls);
    entry.capital = all_capital || std::find(capital.begin(), capital.end(), key.str()) != capital.end();
    if (!(named < 0 && node.is_boolean())) {  // "word = true": the class alone says all
      if (named < 0 && !node.is_table()) return toml_error(node, path, "class " + name + " has no field");
      Status status = read_spec(node, static_cast<Field>(std::max(named, 0)), path, &entry.spec);
      if (!status.ok()) return status;
    }
    const int32_t id = intern_phrase(key.str(), &entry.rest);
    if (id < 0) return toml_error(node, path, "an empty word");
    words_[static_cast<size_t>(id)].push_back(std::move(entry));
  }
  return success();
}

// "%like" = "dow": the words of another class, whose value goes into this one's field.
Status Lexicon::copy_class(const std::string& like, int cls, int field, const toml::table& table,
                           const std::string& path) {
  const int from = class_named(like), from_field = field_named(like);
  if (from < 0 || from_field < 0 || field < 0)
    return toml_error(table, path, "%like: unknown class \"" + like + "\"");
  for (std::vector<Entry>& entries : words_) {
    for (size_t i = 0, n = entries.size(); i < n; ++i) {
      if (entries[i].cls != from || !entries[i].spec.has(static_cast<Field>(from_field))) continue;
      Entry copy = entries[i];
      copy.cls = static_cast<int16_t>(cls);
      copy.spec = Spec();
      copy.spec.set(static_cast<Field>(field), entries[i].spec[static_cast<Field>(from_field)]);
      entries.push_back(std::move(copy));
    }
  }
  return success();
}

void Lexicon::add_number(std::string word, int value) {
  numbers_[static_cast<size_t>(intern(fold(word)))] = value;
}

// units: 0 to 19; tens: 20, 30 ... 90. glued: "vijfentwintig" is one word, made for every number to 2100.
Status Lexicon::read_numbers(const toml::table& table, const std::string& path) {
  const toml::array* units = table["units"].as_array();
  const toml::array* tens = table["tens"].as_array();
  if (!units || units->size() != 20 || !tens || tens->size() != 8) {
    return toml_error(table, path, "numbers: 20 units (0 to 19) and 8 tens (20 to 90) are wanted");
  }
  auto word = [](const toml::array* list, int i) {
    return list->get(static_cast<size_t>(i))->value_or(std::string());
  };
  const bool glued = table["glued"].value_or(false);
  const std::string joiner = table["joiner"].value_or(std::string("-"));
  const std::string hundred_word = table["hundred"].value_or(std::string()),
                    thousand_word = table["thousand"].value_or(std::string());
  std::vector<std::string> to_99(100);
  for (int i = 0; i < 20; ++i) to_99[static_cast<size_t>(i)] = word(units, i);
  for (int i = 20; i < 100; ++i) {
    const std::string ten = word(tens, i / 10 - 2), unit = word(units, i % 10);
    to_99[static_cast<size_t>(i)] = i % 10 == 0 ? ten : glued ? unit + joiner + ten : "";
  }
  for (int i = 0; i < 100; ++i) {
    if (!to_99[static_cast<size_t>(i)].empty()) add_number(to_99[static_cast<size_t>(i)], i);
  }
  if (!hundred_word.empty()) hundred = intern(hundred_word);
  if (!thousand_word.empty()) thousand = intern(thousand_word);
  number_dash = intern("-");
  number_and = intern(table["and"].value_or(std::string("and")));
  if (!glued) return success();
  for (int i = 100; i < 2100; ++i) {
    const int rest = i % 100, top = i / 100;
    if (top == 10 || top == 20) {
      add_number((top == 20 ? to_99[2] : "") + thousand_word + (rest ? to_99[static_cast<size_t>(rest)] : ""),
                 i);
    } else {
      add_number((top == 1 ? "" : to_99[static_cast<size_t>(top)]) + hundred_word +
                     (rest ? to_99[static_cast<size_t>(rest)] : ""),
                 i);
    }
  }
  return success();
}

Status Lexicon::read_compounds(const toml::table& table, const std::string& path) {
  for (const auto& [key, node] : table) {
    const toml::array* pair = node.as_array();
    const int a = pair && pair->size() == 2 ? class_named(pair->get(0)->value_or(std::string())) : -1;
    const int b = pair && pair->size() == 2 ? class_named(pair->get(1)->value_or(std::string())) : -1;
    if (a < 0 || b < 0) return toml_error(node, path, "compound: the names of two classes are wanted");
    const int cls = static_cast<int>(classes_.size());
    classes_.emplace_back(key.str());
    std::vector<std::string> names(words_.size());
    for (const auto& [word, id] : ids_) names[static_cast<size_t>(id)] = word;
    const size_t known = words_.size();
    for (size_t i = 0; i < known; ++i) {
      for (size_t k = 0; k < words_[i].size(); ++k) {
        if (words_[i][k].cls != a || !words_[i][k].rest.empty()) continue;
        for (size_t j = 0; j < known; ++j) {
          for (size_t m = 0; m < words_[j].size(); ++m) {
            if (words_[j][m].cls != b || !words_[j][m].rest.empty()) continue;
            Entry entry;
            entry.cls = static_cast<int16_t>(cls);
            entry.spec = words_[i][k].spec;
            entry.spec.add(words_[j][m].spec);
            words_[static_cast<size_t>(intern(names[i] + names[j]))].push_back(std::move(entry));
          }
        }
      }
    }
  }
  return success();
}

Status Lexicon::read_holidays(const toml::array& array, const std::string& path) {
  const int cls = static_cast<int>(classes_.size());
  classes_.emplace_back("holiday");
  for (const toml::node& node : array) {
    const toml::table* t = node.as_table();
    const toml::array* names = t ? (*t)["names"].as_array() : nullptr;
    if (!names) return toml_error(node, path, "holiday: names are wanted");
    auto number = [&](const char* key, int otherwise) {
      return static_cast<int>((*t)[key].value_or(int64_t{otherwise}));
    };
    Holiday h;
    h.name = names->get(0)->value_or(std::string());
    h.month = number("month", 0), h.day = number("day", 0), h.nth = number("nth", 0),
    h.dow = number("dow", 0);
    h.shift = number("shift", 0), h.length = number("length", 1);
    h.easter = (*t)["easter"].value_or(false), h.orthodox = (*t)["orthodox"].value_or(false);
    h.hijri_month = number("hijri_month", 0), h.hijri_day = number("hijri_day", 1);
    h.avoid_dow = number("avoid_dow", 0), h.avoid_shift = number("avoid_shift", 0);
    for (const toml::node& name : *names) {
      Entry entry;
      entry.cls = static_cast<int16_t>(cls);
      entry.capital = (*t)["capital"].value_or(false);
      entry.spec.set(Field::holiday, static_cast<int>(holidays_.size()));
      const int32_t id = intern_phrase(name.value_or(std::string()), &entry.rest);
      if (id < 0) return toml_error(name, path, "holiday: an empty name");
      words_[static_cast<size_t>(id)].push_back(std::move(entry));
    }
    holidays_.push_back(std::move(h));
  }
  return success();
}

Result<Lexicon> Lexicon::load(const toml::table& table, const std::string& path) {
  Lexicon out;
  out.month_first = table["numeric"]["order"].value_or(std::string("dmy")) == "mdy";
  const toml::table* words = table["words"].as_table();
  if (!words) return toml_error(table, path, "no [words]");
  for (const auto& [key, node] : *words) {
    if (!node.is_table()) return toml_error(node, path, "a class of words is wanted");
    Status status = out.read_class(std::string(key.str()), *node.as_table(), path);
    if (!status.ok()) return status.error();
  }
  out.ordinal_class = out.class_named("ordinal");
  out.suffix_class = out.class_named("ordinal_suffix");
  if (const toml::table* numbers = table["numbers"].as_table()) {
    Status status = out.read_numbers(*numbers, path);
    if (!status.ok()) return status.error();
  }
  if (const toml::array* holidays = table["holidays"].as_array()) {
    Status status = out.read_holidays(*holidays, path);
    if (!status.ok()) return status.error();
  }
  if (const toml::table* compounds = table["compounds"].as_table()) {
    Status status = out.read_compounds(*compounds, path);
    if (!status.ok()) return status.error();
  }
  return out;
}

}  // namespace bestand::timex
