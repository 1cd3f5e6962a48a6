#include "read/html/json_ld.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "read/html/entities.h"

namespace bestand::html {
namespace {

using Json = nlohmann::json;

constexpr int kMaxDepth = 12;           // of objects gone into
constexpr size_t kMaxScript = 4 << 20;  // bytes

std::string text_at(const Json& object, const char* key) {
  auto it = object.find(key);
  if (it == object.end()) return "";
  if (it->is_string()) return it->get<std::string>();
  if (it->is_array() && !it->empty() && it->front().is_string()) return it->front().get<std::string>();
  return "";
}

// A name, an object with one, or a list of these.
std::string names_at(const Json& object, const char* key) {
  auto it = object.find(key);
  if (it == object.end()) return "";
  std::string out;
  auto add = [&](const Json& one) {
    std::string name = one.is_string() ? one.get<std::string>() : one.is_object() ? text_at(one, "name") : "";
    if (name.empty() || name.size() > 200 || name.starts_with("http")) return;
    out += (out.empty() ? "" : ", ") + name;
  };
  if (it->is_array()) {
    for (const Json& one : *it) add(one);
  } else {
    add(*it);
  }
  return out;
}

int rank_of_name(const std::string& type) {
  if (type.find("Article") != type.npos || type.find("BlogPosting") != type.npos || type.find("Report") != type.npos) return 2;
  return type == "WebPage" || type == "ItemPage" ? 1 : 0;
}

int rank_of(const Json& object) {
  auto it = object.find("@type");
  if (it == object.end()) return 0;
  int rank = it->is_string() ? rank_of_name(it->get<std::string>()) : 0;
  if (!it->is_array()) return rank;
  for (const Json& one : *it) {
    if (one.is_string()) rank = std::max(rank, rank_of_name(one.get<std::string>()));
  }
  return rank;
}

void take(const Json& object, int rank, ArticleData* data) {
  if (rank < data->rank) return;
  if (rank > data->rank) *data = ArticleData{.rank = rank};
  auto keep = [](std::string* to, std::string value) {
    std::replace(value.begin(), value.end(), '\0', ' ');
    if (to->empty()) *to = decode_references(value);
  };
  keep(&data->headline, text_at(object, "headline"));
  if (data->headline.empty() && rank == 2) keep(&data->headline, text_at(object, "name"));
  keep(&data->published, text_at(object, "datePublished"));
  if (data->published.empty()) keep(&data->published, text_at(object, "dateCreated"));
  keep(&data->authors, names_at(object, "author"));
  keep(&data->publisher, names_at(object, "publisher"));
  keep(&data->lang, text_at(object, "inLanguage"));
  keep(&data->url, text_at(object, "url"));
  keep(&data->description, text_at(object, "description"));
  keep(&data->body, text_at(object, "articleBody"));
}

void visit(const Json& value, int depth, ArticleData* data) {
  if (depth > kMaxDepth) return;
  if (value.is_array()) {
    for (const Json& one : value) visit(one, depth + 1, data);
    return;
  }
  if (!value.is_object()) return;
  if (int rank = rank_of(value); rank > 0) take(value, rank, data);
  for (const char* key : {"@graph", "mainEntity", "mainEntityOfPage", "itemListElement"}) {
    if (auto it = value.find(key); it != value.end() && std::string_view(key) != "itemListElement") visit(*it, depth + 1, data);
  }
}

}  // namespace

void read_json_ld(std::string_view script, ArticleData* data) {
  if (script.size() > kMaxScript) return;
  std::string cleaned;
  cleaned.reserve(script.size());
  // Line breaks inside strings are an error that many pages make; a blank reads the same everywhere.
  for (char c : script) cleaned.push_back(static_cast<unsigned char>(c) < 0x20 ? ' ' : c);
  size_t begin = cleaned.find_first_of("{["), end = cleaned.find_last_of("}]");
  if (begin == cleaned.npos || end == cleaned.npos || end < begin) return;
  Json parsed = Json::parse(cleaned.begin() + begin, cleaned.begin() + end + 1, nullptr, false);
  if (!parsed.is_discarded()) visit(parsed, 0, data);
}

}  // namespace bestand::html
