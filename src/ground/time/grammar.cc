// Loads the rules. Which words may stand first and second in what each rule matches is worked out once, so that a word
// of no time costs one look-up, and a rule is tried where two words speak for it.
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
  out.find_words();
  return out;
}

namespace {

// A set of words: a bit a word id, one for digits, and one for any other word or the text's end.
using WordBits = std::vector<uint64_t>;

void set(WordBits* bits, size_t bit) { (*bits)[bit / 64] |= uint64_t{1} << bit % 64; }
bool has(const WordBits& bits, size_t bit) { return bits[bit / 64] >> bit % 64 & 1; }
void add(const WordBits& from, WordBits* to) {
  for (size_t k = 0; k < from.size(); ++k) (*to)[k] |= from[k];
}

// Which words may come first, and which second, in a match of each rule; both sets may hold too many, never too few.
class WordOrder {
 public:
  WordOrder(const Lexicon& lexicon, const std::vector<std::vector<Rule>>& groups)
      : groups_(groups), none_((lexicon.size() + 2 + 63) / 64), all_(none_.size(), ~uint64_t{0}), numbers_(none_), number_rests_(none_) {
    read(lexicon);
    find(&first_groups_, &first, [&](const Rule& rule, WordBits* to) { add_first_of(rule.elements, 0, to); });
    find(&second_groups_, &second, [&](const Rule& rule, WordBits* to) { add_second_of(rule.elements, to); });
  }

  std::vector<std::vector<WordBits>> first, second;  // by group and rule

 private:
  void read(const Lexicon& lexicon) {
    set(&numbers_, lexicon.size());
    if (lexicon.hundred >= 0) set(&numbers_, static_cast<size_t>(lexicon.hundred));
    for (size_t w = 0; w < lexicon.size(); ++w) {
      const auto id = static_cast<int32_t>(w);
      for (const Entry& e : lexicon.entries(id)) {
        const auto cls = static_cast<size_t>(e.cls);
        if (cls >= classes_.size()) classes_.resize(cls + 1, none_), rests_.resize(cls + 1, none_);
        set(&classes_[cls], w);
        if (!e.rest.empty()) set(&rests_[cls], static_cast<size_t>(e.rest[0]));
      }
      const bool ordinal = lexicon.ordinal_class >= 0 && lexicon.in(id, lexicon.ordinal_class);
      if (lexicon.number(id) >= 0 || ordinal) set(&numbers_, w);
    }
    number_rests_ = numbers_;  // "twenty-first", "two hundred and one"
    for (int32_t joint : {lexicon.number_dash, lexicon.number_and, lexicon.hundred, lexicon.thousand}) {
      if (joint >= 0) set(&number_rests_, static_cast<size_t>(joint));
    }
  }

  // A fixed point over the groups: what holds of one of its rules holds of a group.
  template <class OfRule>
  void find(std::vector<WordBits>* groups, std::vector<std::vector<WordBits>>* rules, OfRule of_rule) {
    groups->assign(groups_.size(), none_);
    for (const auto& group : groups_) rules->emplace_back(group.size(), none_);
    for (bool grows = true; grows;) {
      grows = false;
      for (size_t g = 0; g < groups_.size(); ++g) {
        const WordBits before = (*groups)[g];
        for (size_t r = 0; r < groups_[g].size(); ++r) {
          of_rule(groups_[g][r], &(*rules)[g][r]);
          add((*rules)[g][r], &(*groups)[g]);
        }
        grows |= (*groups)[g] != before;
      }
    }
  }

  // What may begin the elements from one on. Whether they may all be missing.
  bool add_first_of(const std::vector<Element>& elements, size_t from, WordBits* to) const {
    for (; from < elements.size(); ++from) {
      const Element& e = elements[from];
      if (e.look != Element::Look::kNone) continue;
      for (const Element::Choice& c : e.choices) add_first(c, to);
      if (!e.optional) return false;
    }
    return true;
  }

  void add_second_of(const std::vector<Element>& elements, WordBits* to) const {
    for (size_t i = 0; i < elements.size(); ++i) {
      if (elements[i].look != Element::Look::kNone) continue;
      for (const Element::Choice& c : elements[i].choices) add_second(c, to);
      if (add_first_of(elements, i + 1, to)) add(all_, to);
      if (!elements[i].optional) return;
    }
  }

  void add_first(const Element::Choice& c, WordBits* to) const {
    const auto index = static_cast<size_t>(c.index);
    if (c.kind == Element::Kind::kWords) set(to, index);
    if (c.kind == Element::Kind::kClass && index < classes_.size()) add(classes_[index], to);
    if (c.kind == Element::Kind::kNumber) add(kNumberForms[index] == "word" ? all_ : numbers_, to);
    if (c.kind == Element::Kind::kGroup) add(first_groups_[index], to);
  }

  // The second word of what is longer than one. Behind digits it may be any; nobody asks there.
  void add_second(const Element::Choice& c, WordBits* to) const {
    const auto index = static_cast<size_t>(c.index);
    if (c.kind == Element::Kind::kClass && index < rests_.size()) add(rests_[index], to);
    if (c.kind == Element::Kind::kNumber) add(number_rests_, to);
    if (c.kind == Element::Kind::kGroup) add(second_groups_[index], to);
  }

  const std::vector<std::vector<Rule>>& groups_;
  const WordBits none_, all_;
  WordBits numbers_, number_rests_;
  std::vector<WordBits> classes_, rests_, first_groups_, second_groups_;
};

}  // namespace

void Grammar::find_words() {
  const WordOrder order(lexicon_, groups_);
  const size_t size = lexicon_.size();
  auto table = [&](const std::vector<WordBits>& rules) {
    RulesByWord out;
    out.words = size;
    out.blocks = (rules.size() + 63) / 64;
    out.rows.resize((size + 2) * out.blocks);
    for (size_t r = 0; r < rules.size(); ++r) {
      for (size_t w = 0; w < size + 2; ++w) {
        if (has(rules[r], w)) out.rows[w * out.blocks + r / 64] |= uint64_t{1} << r % 64;
      }
    }
    return out;
  };
  for (const auto& rules : order.first) first_words_.push_back(table(rules));
  for (const auto& rules : order.second) second_words_.push_back(table(rules));
}

void Grammar::tag(std::vector<Word>* words) const {
  for (Word& w : *words) w.id = lexicon_.find(w.folded);
}

}  // namespace bestand::timex
