// The first look: each ceasefire's card in short, and what the ledger rests on, with the days of silence.
#include <algorithm>
#include <map>
#include <set>

#include "show/http/lists.h"
#include "show/ledger_json.h"
#include "show/selection.h"

namespace bestand::http {
namespace {

std::string day(int32_t days) { return to_edtf(day_set(days)); }

// Days on which documents were published, where the day is known.
std::map<int32_t, int> days_published(const Corpus& corpus) {
  std::map<int32_t, int> out;
  for (const auto& r : corpus.documents) {
    if (!r.document.published) continue;
    auto days = days_of(*r.document.published, 2);
    if (days.size() == 1) ++out[days[0]];
  }
  return out;
}

std::set<int32_t> days_of_documents(const Corpus& corpus, const std::vector<int32_t>& documents) {
  std::set<int32_t> out;
  for (int32_t d : documents) {
    if (!corpus.documents[d].document.published) continue;
    auto days = days_of(*corpus.documents[d].document.published, 2);
    if (days.size() == 1) out.insert(days[0]);
  }
  return out;
}

void counts(std::string_view key, std::map<std::string, int64_t> by, JsonWriter* w) {
  std::vector<std::pair<std::string, int64_t>> list(by.begin(), by.end());
  std::stable_sort(list.begin(), list.end(), [](auto& a, auto& b) { return a.second > b.second; });
  w->key(key);
  w->begin_array();
  for (const auto& [name, n] : list) {
    w->begin_object();
    w->field("name", name);
    w->field("documents", n);
    w->end_object();
  }
  w->end_array();
}

void corpus_object(const View& v, JsonWriter* w) {
  std::map<std::string, int64_t> publishers, languages;
  std::string last;
  for (const auto& r : v.corpus.documents) {
    ++publishers[r.document.publisher];
    ++languages[r.document.lang];
    last = std::max(last, r.ingested_at);
  }
  w->begin_object();
  w->field("documents", static_cast<int64_t>(v.corpus.documents.size()));
  w->field("claims", static_cast<int64_t>(v.corpus.claims.size()));
  w->field("incidents", static_cast<int64_t>(v.incidents.size()));
  w->field("contradictions", static_cast<int64_t>(v.contradictions.size()));
  w->field_if("last_entered", last);
  counts("publishers", publishers, w);
  counts("languages", languages, w);
  auto days = days_published(v.corpus);
  w->key("days");
  w->begin_array();
  for (const auto& [d, n] : days) {
    w->begin_array();
    w->value(day(d));
    w->value(n);
    w->end_array();
  }
  w->end_array();
  // Silence is not calm: two days or more between documents are told as a gap.
  w->key("gaps");
  w->begin_array();
  for (auto i = days.begin(); i != days.end(); ++i) {
    auto next = std::next(i);
    if (next == days.end() || next->first - i->first < 3) continue;
    w->begin_array();
    w->value(day(i->first + 1));
    w->value(day(next->first - 1));
    w->end_array();
  }
  w->end_array();
  w->end_object();
}

}  // namespace

Response overview(Context& c) {
  if (auto left = c.asked->nothing_left(); !left) return problem(left.error());
  std::string out;
  JsonWriter w(&out);
  w.begin_object();
  w.field("head", c.now.head);
  w.key("ceasefires");
  w.begin_array();
  for (size_t i : by_weight(c.now.view)) {
    std::string line;
    append_ceasefire(c.now.view, i, &line);
    line.pop_back();
    w.raw(line);
  }
  w.end_array();
  // By ceasefire, the days on which articles that speak of it came out: the last one is where "what changed" looks.
  w.key("days");
  w.begin_object();
  for (const Ceasefire& x : c.now.view.ceasefires) {
    w.key(x.id);
    w.begin_array();
    for (int32_t d : days_of_documents(c.now.view.corpus, x.documents)) w.value(day(d));
    w.end_array();
  }
  w.end_object();
  w.key("corpus");
  corpus_object(c.now.view, &w);
  w.end_object();
  return answer(std::move(out));
}

}  // namespace bestand::http
