// Loads the rules. What each rule may begin with is worked out once, so that a word of no time costs one
// look-up.
#include "ground/time/grammar.h"

#include <algorithm>
#include <sstream>

#include "base/utf8.h"

namespace bestand::timex {
namespace {

constexpr std::string_view kNumberForms[] = {"n",    "num",       "dd",   "mm",   "hh",   "mi",  "ss",
                                             "year", "yy",        "ord",  "dmy",  "dm",   "iso", "hm",
                                             "hdm",  "yearwords", "rank", "nord", "word", "d",   "hhmm"};

std::vector<std::string> split(const std::string& text, char by) {
  std::vector<std::string> out;
  std::string part;
  for (std::istringstream stream(text); std::getline(stream, part, by);) {
    if (!part.empty()) out.push_back(part);
  }
  return out;
}

std::vector<std::string> texts(const toml::node* node) {
  std::vector<std::string> out;
  if (!node) return out;
  if (auto text = node->value<std::string>()) out.push_back(*text);
  if (const toml::array* list = node->as_array()) {
    for (const toml::node& item : *list) out.push_back(item.value_or(std::string()));
  }
  return out;
}

}  // namespace

int Grammar::group_named(std::string_view name) const {
  for (size_t i = 0; i < names_.size(); ++i) {
    if (names_[i] == name) return static_cast<int>(i);
  }
  return -1;
}

Status Grammar::read_element(std::string text, const toml::node& node, const std::string& path,
                             Element* out) {
  using Look = Element::Look;
  if (text.size() > 2 && text[0] == '!' && (text[1] == '^' || text[1] == '&')) {
    out->look = text[1] == '^' ? Look::kNotBefore : Look::kNotAfter;
    text.erase(0, 2);
  } else if (text.size() > 1 && (text[0] == '^' || text[0] == '&')) {
    out->look = text[0] == '^' ? Look::kBefore : Look::kAfter;
    text.erase(0, 1);
  }
  if (text.size() > 1 && text[0] == '~') out->glued = true, text.erase(0, 1);
  if (text.size() > 1 && text.back() == '?') out->optional = true, text.pop_back();
  for (const std::string& choice : split(text, '|')) {
    if (choice.size() < 3 || choice.front() != '<') {
      out->choices.push_back({Element::Kind::kWords, lexicon_.intern(fold(choice))});
      continue;
    }
    const std::string name = choice.substr(1, choice.size() - 2);
    const auto* form = std::find(std::begin(kNumberForms), std::end(kNumberForms), name);
    if (form != std::end(kNumberForms)) {
      out->choices.push_back({Element::Kind::kNumber, static_cast<int>(form - std::begin(kNumberForms))});
    } else if (const int group = group_named(name); group >= 0) {
      out->choices.push_back({Element::Kind::kGroup, group});
    } else if (const int cls = lexicon_.class_named(name); cls >= 0) {
      out->choices.push_back({Element::Kind::kClass, cls});
    } else {
      return toml_error(node, path, "rule: unknown class or group <" + name + ">");
    }
  }
  return success();
}

Status Grammar::read_settings(const toml::table& table, const std::string& path, Rule* out) {
  for (const std::string& item : split(table["set"].value_or(std::string()), ' ')) {
    const size_t sign = item.find('=');
    const int field = field_named(std::string_view(item).substr(0, sign));
    if (sign == std::string::npos || field < 0) return toml_error(table, path, "rule: set: \"" + item + "\"");
    const std::string value = item.substr(sign + 1);
    const bool number = value.find_first_not_of("-0123456789") == std::string::npos;
    const int v = number ? std::atoi(value.c_str()) : value_named(static_cast<Field>(field), value);
    if (!number && v < 0) return toml_error(table, path, "rule: set: unknown value in \"" + item + "\"");
    out->set.set(static_cast<Field>(field), v);
  }
  for (const std::string& item : split(table["move"].value_or(std::string()), ' ')) {
    const size_t sign = item.find('>');
    const int from = field_named(std::string_view(item).substr(0, sign));
    const int to = sign == std::string::npos ? -1 : field_named(std::string_view(item).substr(sign + 1));
    if (from < 0 || to < 0) return toml_error(table, path, "rule: move: \"" + item + "\"");
    out->moves.emplace_back(static_cast<Field>(from), static_cast<Field>(to));
  }
  out->fold = table["fold"].value_or(false);
  return success();
}

Status Grammar::read_rule(const toml::table& table, const std::string& path, Rule* out) {
  out->name = table["name"].value_or(std::string());
  if (out->name.empty()) return toml_error(table, path, "rule without a name");
  for (const std::string& text : split(table["match"].value_or(std::string()), ' ')) {
    Element element;
    Status status = read_element(text, table, path, &element);
    if (!status.ok()) return status;
    out->elements.push_back(std::move(element));
  }
  if (out->elements.empty()) return toml_error(table, path, "rule " + out->name + " matches nothing");
  out->examples = texts(table.get("example"));
  out->counters = texts(table.get("counter"));
  if (out->examples.empty()) return toml_error(table, path, "rule " + out->name + " has no example");
  return read_settings(table, path, out);
}

Result<Grammar> Grammar::load(const toml::table& table, const std::string& path) {
  Result<Lexicon> lexicon = Lexicon::load(table, path);
  if (!lexicon.ok()) return lexicon.error();
  Grammar out;
  out.lexicon_ = std::move(*lexicon);
  const toml::table* rules = table["rules"].as_table();
  if (!rules) return toml_error(table, path, "no [rules]");
  for (const auto& [key, node] : *rules) out.names_.emplace_back(key.str());
  out.groups_.resize(out.names_.size());
  for (const auto& [key, node] : *rules) {
    const toml::array* list = node.as_array();
    if (!list) return toml_error(node, path, "a list of rules is wanted");
    for (const toml::node& item : *list) {
      if (!item.is_table()) return toml_error(item, path, "a rule is wanted");
      Rule rule;
      Status status = out.read_rule(*item.as_table(), path, &rule);
      if (!status.ok()) return status.error();
      out.groups_[static_cast<size_t>(out.group_named(key.str()))].push_back(std::move(rule));
    }
  }
  out.top_ = out.group_named("timex");
  out.question_ = out.group_named("question") >= 0 ? out.group_named("question") : out.top_;
  if (out.top_ < 0) return toml_error(*rules, path, "no group timex");
  out.find_first_words();
  return out;
}

// A fixed point over the groups: what may begin a group is what may begin one of its rules.
void Grammar::find_first_words() {
  const size_t size = lexicon_.size();
  using Begin = std::vector<uint64_t>;  // a bit a word id, and one more for digits
  auto set = [](Begin* begin, size_t bit) { (*begin)[bit / 64] |= uint64_t{1} << bit % 64; };
  auto has = [](const Begin& begin, size_t bit) { return begin[bit / 64] >> bit % 64 & 1; };
  const Begin none(size / 64 + 1);
  std::vector<Begin> groups(groups_.size(), none);
  std::vector<std::vector<Begin>> rules;
  for (const auto& group : groups_) rules.emplace_back(group.size(), none);

  std::vector<Begin> classes;
  Begin numbers = none;
  set(&numbers, size);
  if (lexicon_.hundred >= 0) set(&numbers, static_cast<size_t>(lexicon_.hundred));
  for (size_t w = 0; w < size; ++w) {
    const auto id = static_cast<int32_t>(w);
    for (const Entry& e : lexicon_.entries(id)) {
      if (e.cls >= static_cast<int>(classes.size())) classes.resize(static_cast<size_t>(e.cls) + 1, none);
      set(&classes[static_cast<size_t>(e.cls)], w);
    }
    const bool ordinal = lexicon_.ordinal_class >= 0 && lexicon_.in(id, lexicon_.ordinal_class);
    if (lexicon_.number(id) >= 0 || ordinal) set(&numbers, w);
  }
  auto add = [](const Begin& from, Begin* to) {
    for (size_t k = 0; k < from.size(); ++k) (*to)[k] |= from[k];
  };
  auto add_choice = [&](const Element::Choice& c, Begin* to) {
    const auto index = static_cast<size_t>(c.index);
    if (c.kind == Element::Kind::kWords) set(to, index);
    if (c.kind == Element::Kind::kClass && index < classes.size()) add(classes[index], to);
    if (c.kind == Element::Kind::kNumber) add(numbers, to);
    if (c.kind == Element::Kind::kGroup) add(groups[index], to);
  };
  for (bool grows = true; grows;) {
    grows = false;
    for (size_t g = 0; g < groups_.size(); ++g) {
      Begin before = groups[g];
      for (size_t r = 0; r < groups_[g].size(); ++r) {
        for (const Element& e : groups_[g][r].elements) {
          if (e.look != Element::Look::kNone) continue;
          for (const Element::Choice& c : e.choices) add_choice(c, &rules[g][r]);
          if (!e.optional) break;
        }
        add(rules[g][r], &groups[g]);
      }
      grows |= groups[g] != before;
    }
  }

  for (const auto& group : rules) {
    FirstWords first;
    first.blocks = (group.size() + 63) / 64;
    first.words.resize(size * first.blocks);
    first.digits.resize(first.blocks);
    for (size_t r = 0; r < group.size(); ++r) {
      const uint64_t bit = uint64_t{1} << r % 64;
      for (size_t w = 0; w < size; ++w) {
        if (has(group[r], w)) first.words[w * first.blocks + r / 64] |= bit;
      }
      if (has(group[r], size)) first.digits[r / 64] |= bit;
    }
    first_words_.push_back(std::move(first));
  }
}

void Grammar::tag(std::vector<Word>* words) const {
  for (Word& w : *words) w.id = lexicon_.find(w.folded);
}

}  // namespace bestand::timex
