// The words are matched once; what they mean is worked out for every day that the document may be of, in text
// order, as an expression may lean on the one before. Then the days are pruned that the text itself rules
// out, and what is left for each expression becomes one value or a set.
#include "ground/time.h"

#include <algorithm>

#include "base/utf8.h"
#include "ground/time/heading.h"
#include "ground/time/question.h"
#include "ground/time/reader.h"
#include "ground/time/relation.h"
#include "ground/time/settle.h"
#include "ground/time/tense.h"

namespace bestand {

using namespace timex;

std::string_view name(TimexType type) {
  constexpr std::string_view kNames[] = {"DATE", "TIME", "DURATION", "SET"};
  return kNames[static_cast<size_t>(type)];
}

struct TimeGrounder::Impl {
  Grammar grammar;
  TenseReader tenses;
  RelationReader relations;
  HeadingReader headings;

  std::vector<Slot> slots(const Document& document, const Parse& parse, const TextWords& text) const;
  TimeMention mention(const Parse& parse, const Slot& slot, Settled settled) const;
};

TimeGrounder::TimeGrounder(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
TimeGrounder::TimeGrounder(TimeGrounder&&) noexcept = default;
TimeGrounder& TimeGrounder::operator=(TimeGrounder&&) noexcept = default;
TimeGrounder::~TimeGrounder() = default;

Result<TimeGrounder> TimeGrounder::load(const std::string& data_root, std::string_view lang) {
  const std::string path = data_root + "/lang/" + std::string(lang) + "/times.toml";
  Result<toml::table> table = read_toml(path);
  if (!table.ok()) return table.error();
  auto impl = std::make_unique<Impl>();
  Result<Grammar> grammar = Grammar::load(*table, path);
  if (!grammar.ok()) return grammar.error();
  impl->grammar = std::move(*grammar);
  Status tenses = impl->tenses.load(*table, path);
  if (!tenses.ok()) return tenses.error();
  Status relations = impl->relations.load(*table, path);
  if (!relations.ok()) return relations.error();
  Status headings = impl->headings.load(*table, path);
  if (!headings.ok()) return headings.error();
  return TimeGrounder(std::move(impl));
}

namespace {

// Tokens [first, last) that a span touches.
void set_tokens(const Parse& parse, Mention* m) {
  const auto& tokens = parse.tokens;
  auto first = std::partition_point(tokens.begin(), tokens.end(),
                                    [&](const Token& t) { return t.span.end <= m->span.begin; });
  auto last =
      std::partition_point(first, tokens.end(), [&](const Token& t) { return t.span.begin < m->span.end; });
  m->first = static_cast<int32_t>(first - tokens.begin());
  m->last = std::max(static_cast<int32_t>(last - tokens.begin()), m->first);
  m->head = m->first;
  for (int32_t i = m->first; i < m->last; ++i) {
    const int32_t head = tokens[static_cast<size_t>(i)].head;
    if (head < m->first || head >= m->last) return void(m->head = i);
  }
}

Direction preferred(const std::string& prefer, Direction otherwise) {
  if (prefer == "past") return Direction::kPast;
  if (prefer == "future") return Direction::kFuture;
  if (prefer == "nearest") return Direction::kNearest;
  return otherwise;
}

Direction direction_of(Tense tense) {
  switch (tense) {
    case Tense::kPast:
    case Tense::kReport:
      return Direction::kPast;
    case Tense::kFuture:
    case Tense::kPlanned:
      return Direction::kFuture;
    default:
      return Direction::kNearest;
  }
}

// Days of years are held back for the whole: "1987" has 365, and none of them is worth a line of its own.
std::vector<Reference> references(const Document& document, const std::optional<TimeSet>& today) {
  Reference now;
  now.question = document.prefer == "past" || document.prefer == "future" || document.prefer == "nearest" ||
                 document.prefer == "any";
  now.upcoming = document.prefer == "future";
  now.stamp = document.prefer == "future" || document.prefer == "nearest";
  now.strict = document.prefer == "past" || document.prefer == "future";
  std::vector<Reference> out;
  if (!today) return {now};
  const TimeSet& published = *today;
  for (int32_t day : days_of(published, 366)) {
    now.known = true;
    now.day = day;
    out.push_back(now);
  }
  if (out.size() == 1 && published.grain <= Grain::kHour) {
    out[0].clock = published.members[0].lo - static_cast<Seconds>(out[0].day) * kDaySeconds;
    out[0].offset_min = published.utc_offset_min;
  } else if (out.size() == 1 && now.question) {
    out[0].clock = 0;
  }
  if (out.empty()) out.push_back(now);
  return out;
}

}  // namespace

std::vector<Slot> TimeGrounder::Impl::slots(const Document& document, const Parse& parse,
                                            const TextWords& text) const {
  std::vector<Slot> out;
  const int group =
      document.prefer.empty() || document.prefer == "context" ? grammar.top() : grammar.question();
  std::vector<Expression> expressions = find_expressions(grammar, text.words, group);
  if (group == grammar.question()) QuestionReader(grammar).join(text.words, &expressions);
  for (const Expression& e : expressions) {
    Slot slot;
    slot.expression = e;
    Mention m;
    m.span = e.span;
    set_tokens(parse, &m);
    slot.first = m.first, slot.last = m.last, slot.head = m.head;
    slot.tense = tenses.of(parse, m.first, m.last, m.head);
    const bool cut = !out.empty() && out.back().ends_in_point && out.back().expression.last_word == e.first_word;
    if (slot.tense == Tense::kUnknown && cut) slot.tense = out.back().tense;  // "since 10 p.m. | Thursday"
    slot.direction = preferred(document.prefer, direction_of(slot.tense));
    // The month may be that of the agreeing or that of the deed; a weekday is nearly always that of the deed.
    if (slot.tense == Tense::kPlanned && may_be_either(e.spec) && group == grammar.top()) {
      slot.direction = Direction::kNearest;
    }
    slot.ends_in_point = document.text[e.span.end - 1] == '.';
    slot.relation = relations.before(text.words, e.first_word);
    if (slot.relation == "since" && slot.direction == Direction::kNearest && group == grammar.top()) {
      slot.direction = Direction::kPast;
    }
    if (slot.relation == "since" && slot.direction == Direction::kPast) slot.expression.spec.set(Field::strict, 1);  // never to come
    const bool once = e.spec.has(Field::month) && !e.spec.has(Field::year) && group == grammar.top();  // "in maart vielen": not next March
    if (once && slot.relation != "until" && tenses.plainly_past(parse, m.head)) slot.expression.spec.set(Field::strict, 1);
    slot.open = slot.direction == Direction::kNearest && group == grammar.top();
    if (slot.relation == "before_or_for") {  // "voor volgende maand gepland": for it, not before it
      const bool calendar_unit = e.spec.has(Field::rel) && e.spec.has(Field::unit);
      slot.relation = calendar_unit ? "" : "before";
    }
    out.push_back(std::move(slot));
  }
  return out;
}

TimeMention TimeGrounder::Impl::mention(const Parse& parse, const Slot& slot, Settled settled) const {
  (void)parse;
  TimeMention m;
  m.span = slot.expression.span;
  m.first = slot.first, m.last = slot.last, m.head = slot.head;
  m.type = settled.type;
  m.value = std::move(settled.value);
  m.candidates = std::move(settled.candidates);
  m.time = std::move(settled.time);
  m.mod = std::move(settled.mod);
  m.relation = slot.relation;
  m.rule = std::string(slot.expression.rule);
  return m;
}

void TimeGrounder::ground(const Document& document, const Parse& parse, Mentions* mentions) const {
  TextWords text;
  read_words(impl_->grammar, document.text, parse, &text);
  const std::vector<Slot> slots = impl_->slots(document, parse, text);
  mentions->times.clear();
  mentions->today = document.published;
  mentions->headed = false;
  if (slots.empty()) return;
  const Evaluator evaluator(impl_->grammar.lexicon());
  auto reckon = [&] {
    const bool whole_year = mentions->today && mentions->today->grain >= Grain::kYear;
    return settle(evaluator, slots, references(document, mentions->today), whole_year);
  };
  std::vector<Settled> settled = reckon();
  // A page's own date may be that of its copying; the day that the writer put above the text is the writer's.
  std::optional<TimeSet> day = impl_->headings.day(document, text.words, slots, settled);
  if (day) {
    const bool known = mentions->today && days_of(*mentions->today, 2) == days_of(*day, 2);
    mentions->headed = true;
    if (!known) {
      mentions->today = std::move(day);
      settled = reckon();
    }
  }
  for (size_t i = 0; i < slots.size(); ++i) {
    mentions->times.push_back(impl_->mention(parse, slots[i], std::move(settled[i])));
  }
}

std::vector<std::string> TimeGrounder::failing_examples() const {
  std::vector<std::string> out;
  auto found = [&](std::string text) {
    uint32_t begin = 0, end = 0;
    const size_t open = text.find('[');
    if (open != std::string::npos) {
      text.erase(open, 1);
      const size_t close = text.find(']');
      text.erase(close, 1);
      begin = static_cast<uint32_t>(open), end = static_cast<uint32_t>(close);
    } else {
      end = static_cast<uint32_t>(text.size());
    }
    TextWords words;
    read_words(impl_->grammar, text, Parse(), &words);
    for (const Expression& e : find_expressions(impl_->grammar, words.words, impl_->grammar.question())) {
      if (e.span.begin <= begin && end <= e.span.end) return true;
    }
    Matcher matcher(impl_->grammar, words.words);  // a blocked one is found too
    for (int i = 0; i < static_cast<int>(words.words.size()); ++i) {
      if (words.words[static_cast<size_t>(i)].span.begin != begin) continue;
      const Match& m = matcher.match(impl_->grammar.question(), i);
      if (m.end > i && words.words[static_cast<size_t>(m.end) - 1].span.end >= end &&
          m.spec.form() == Form::kBlock)
        return true;
    }
    return false;
  };
  for (int g = 0; g < impl_->grammar.groups(); ++g) {
    for (const Rule& rule : impl_->grammar.rules(g)) {
      for (const std::string& example : rule.examples) {
        if (!found(example)) out.push_back(rule.name + ": not found: " + example);
      }
      for (const std::string& counter : rule.counters) {
        if (found(counter)) out.push_back(rule.name + ": found: " + counter);
      }
    }
  }
  return out;
}

}  // namespace bestand
