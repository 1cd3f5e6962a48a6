#include "train/net_trainer.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <map>

#include "base/utf8.h"
#include "train/inventory.h"
#include "train/net_model.h"
#include "train/teachers.h"
#include "train/translated.h"

namespace bestand {
namespace {

constexpr size_t kMostWords = 200;  // longer sentences are not learned from

OtherWords words_beside_trees(const NetData& data) {
  OtherWords other;
  for (const NamedSentence& s : data.named) {
    for (const std::string& form : s.forms) ++other[lex(form).lower];
  }
  for (const auto* trees : {&data.tagged, &data.foreign}) {
    for (const GoldSentence& s : *trees) {
      for (const Token& t : s.tokens()) other[lex(t.form).lower] += 2;
    }
  }
  for (const std::string& form : data.words) ++other[lex(form).lower];
  for (const auto& forms : data.raw) {
    for (const std::string& form : forms) ++other[lex(form).lower];
  }
  for (const auto& [word, row] : data.vectors.row) other[word] += 4;
  if (data.lore) {
    for (const std::string& form : data.lore->given_names()) other[lex(form).lower] += 4;
  }
  return other;
}

// A sentence as it is read; each epoch makes a NetExample of it, with some words hidden or written otherwise.
struct Source {
  std::vector<std::string> forms;
  NetExample gold;
  bool taught = true;  // whether teachers have a share in it
};

enum class Guise { kPlain, kUpper, kLower, kTitle };

std::string in_guise(const std::string& form, Guise guise) {
  if (guise == Guise::kLower) return lower(form);
  if (guise == Guise::kTitle || guise == Guise::kUpper) {  // ASCII is enough to learn from
    std::string out = form;
    for (size_t i = 0; i < (guise == Guise::kTitle ? std::min<size_t>(1, out.size()) : out.size()); ++i) {
      if (out[i] >= 'a' && out[i] <= 'z') out[i] = static_cast<char>(out[i] - 32);
    }
    return out;
  }
  return form;
}

// Beliefs of the words that stay; `to` says where each word goes, -1 where it goes away, and so do answers that
// `rename` gives a negative number.
template <class Rename>
Beliefs without(const Beliefs& all, const std::vector<int32_t>& to, Rename rename) {
  Beliefs out;
  std::vector<Beliefs::Answer> answers;
  for (size_t i = 0; i < all.size(); ++i) {
    if (to[i] < 0) continue;
    answers.clear();
    for (const Beliefs::Answer& a : all.of(i)) {
      if (int32_t what = rename(a.what); what >= 0) answers.push_back({what, a.weight});
    }
    out.push(answers);
  }
  return out;
}

// The sentence without its commas.
void drop_commas(const Inventory& in, const Source& source, NetExample* out) {
  const Lesson& all = source.gold.lesson;
  std::vector<int32_t> to(source.forms.size(), -1);
  int32_t kept = 0;
  for (size_t i = 0; i < to.size(); ++i) {
    bool leaf = source.forms[i] == ",";
    for (size_t k = 0; leaf && k < to.size(); ++k) leaf = all.tree[k] != static_cast<int32_t>(i);
    if (!leaf) to[i] = kept++;
  }
  *out = NetExample{};
  out->source = source.gold.source;
  auto same = [](int32_t what) { return what; };
  Lesson& left = out->lesson;
  left.upos = without(all.upos, to, same);
  left.morph = without(all.morph, to, same);
  left.rel = without(all.rel, to, same);
  left.head = without(all.head, to, [&](int32_t head) {
    if (head == 0) return 0;
    return to[head - 1] < 0 ? -1 : to[head - 1] + 1;
  });
  std::vector<std::string> forms;
  for (size_t i = 0; i < to.size(); ++i) {
    if (to[i] < 0) continue;
    forms.push_back(source.forms[i]);
    int32_t h = all.tree[i];
    left.tree.push_back(h < 0 ? -1 : to[h]);
    if (!source.gold.name.empty()) out->name.push_back(source.gold.name[i]);
  }
  out->rows = in.rows_of(forms);
}

// Puts other given names and places where some are.
void rename(const Inventory& in, const Source& source, const NameLore& lore, Random* random,
            NetExample* out) {
  const auto &given = lore.given_names(), &places = lore.places();
  for (size_t i = 0; i < source.forms.size(); ++i) {
    uint8_t tag = source.gold.name[i];
    bool alone = i + 1 == source.forms.size() || source.gold.name[i + 1] != tag + 1;
    const std::string* other = nullptr;
    if (tag == 1 && !alone && lore.is_given_name(source.forms[i]) && !given.empty())
      other = &given[random->below(given.size())];
    if (tag == 5 && alone && !places.empty()) other = &places[random->below(places.size())];
    if (!other || other->find(' ') != std::string::npos) continue;
    out->rows[i] = in.rows_of(*other);
  }
}

void disguise(const Inventory& in, const Source& source, const NameLore* lore, Random* random,
              NetExample* out) {
  float chance = random->unit();
  Guise guise = chance < 0.02f   ? Guise::kUpper
                : chance < 0.05f ? Guise::kLower
                : chance < 0.07f ? Guise::kTitle
                                 : Guise::kPlain;
  if (guise == Guise::kPlain && !source.gold.lesson.head.empty() && chance > 0.93f) {
    drop_commas(in, source, out);
  } else {
    *out = source.gold;
    if (guise != Guise::kPlain) {
      std::vector<std::string> forms;
      for (const std::string& form : source.forms) forms.push_back(in_guise(form, guise));
      out->rows = in.rows_of(forms);
    } else if (lore && !source.gold.name.empty() && random->unit() < 0.3f) {
      rename(in, source, *lore, random, out);
    }
  }
  out->known.resize(out->rows.size());
  for (size_t i = 0; i < out->rows.size(); ++i) {
    auto& rows = out->rows[i];
    if (random->unit() >= 0.05f) out->known[i] = rows[0];
    float n = static_cast<float>(in.counts[rows[0]]);
    if (random->unit() < 0.25f / (0.25f + n) || random->unit() < 0.05f) rows[0] = 0;
  }
}

Source from_gold(const Inventory& in, const GoldSentence& s, uint32_t source) {
  Source out;
  out.gold.source = source;
  Lesson& lesson = out.gold.lesson;
  const std::vector<int32_t> heads = s.heads();
  const bool tree = is_tree(heads.data(), static_cast<int32_t>(heads.size()));  // old treebanks have slips
  if (tree) lesson.tree = heads;
  for (int32_t head : lesson.tree) lesson.head.push(head + 1);
  for (const Token& t : s.tokens()) {
    out.forms.emplace_back(t.form);
    lesson.upos.push(static_cast<int32_t>(t.upos));
    auto morph = in.morph_at.find(Inventory::key(t));
    lesson.morph.push(morph == in.morph_at.end() ? 0 : morph->second);
    auto rel = in.rel_at.find(t.deprel);
    if (tree) lesson.rel.push(rel == in.rel_at.end() ? 0 : rel->second);
  }
  out.gold.rows = in.rows_of(out.forms);
  return out;
}

Source from_named(const Inventory& in, const NamedSentence& s, uint32_t source) {
  Source out;
  out.forms = s.forms;
  out.gold.name = s.tags;
  out.gold.source = source;
  out.gold.rows = in.rows_of(out.forms);
  return out;
}

// Tags and trees of gold tokens: what a number on the way shows. `answer` gives those of a sentence's forms.
template <class Answer>
std::string score_dev(const Inventory& in, const std::vector<GoldSentence>& dev, Answer answer) {
  NetAnswer got;
  std::vector<std::string> forms;
  size_t n = 0, upos = 0, feats = 0, uas = 0, las = 0;
  for (const GoldSentence& s : dev) {
    forms.clear();
    for (const Token& t : s.tokens()) forms.emplace_back(t.form);
    answer(forms, &got);
    auto heads = s.heads();
    for (size_t i = 0; i < forms.size(); ++i) {
      const Token& t = s.tokens()[i];
      ++n;
      upos += got.upos[i] == static_cast<uint8_t>(t.upos);
      feats += in.feats[got.morph[i]] == t.feats;
      bool head = got.head[i] == heads[i];
      uas += head;
      las += head && (got.head[i] < 0 || parse_rel(in.rels[got.rel[i]]) == t.rel);
    }
  }
  char line[160];
  std::snprintf(line, sizeof line, "dev upos %.2f feats %.2f uas %.2f las %.2f", 100.0 * upos / n,
                100.0 * feats / n, 100.0 * uas / n, 100.0 * las / n);
  return line;
}

std::string score_student(const ModelWriter& writer, const Inventory& in, const std::vector<GoldSentence>& dev) {
  std::string bytes = writer.finish("xx");
  std::vector<uint64_t> aligned((bytes.size() + 7) / 8);
  std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char*>(aligned.data()));
  auto file = ModelFile::over({reinterpret_cast<char*>(aligned.data()), bytes.size()}, "");
  if (!file) return file.error().to_string();
  auto net = Net::read(*file);
  if (!net) return net.error().to_string();
  Net::Scratch scratch;
  return score_dev(in, dev, [&](const std::vector<std::string>& forms, NetAnswer* got) {
    std::vector<Lex> lexes;
    for (const std::string& form : forms) lexes.push_back(lex(form));
    net->run(lexes, {0, static_cast<int32_t>(lexes.size())}, false, &scratch, got);
  });
}

int32_t likeliest(std::span<const Beliefs::Answer> answers) {
  auto less = [](const Beliefs::Answer& a, const Beliefs::Answer& b) { return a.weight < b.weight; };
  return answers.empty() ? 0 : std::max_element(answers.begin(), answers.end(), less)->what;
}

std::string score_teachers(const Teachers& teachers, const Inventory& in, const std::vector<GoldSentence>& dev) {
  return score_dev(in, dev, [&](const std::vector<std::string>& forms, NetAnswer* got) {
    Lesson lesson = teachers.judge(forms, {});
    *got = NetAnswer{};
    got->head = lesson.tree;
    for (size_t i = 0; i < forms.size(); ++i) {
      got->upos.push_back(static_cast<uint8_t>(likeliest(lesson.upos.of(i))));
      got->morph.push_back(static_cast<uint16_t>(likeliest(lesson.morph.of(i))));
      got->rel.push_back(static_cast<uint16_t>(likeliest(lesson.rel.of(i))));
    }
  });
}

// Gold as far as it goes, teachers for the rest.
Beliefs mixed(const Beliefs& gold, const Beliefs& taught, float share) {
  Beliefs out;
  std::vector<Beliefs::Answer> answers;
  for (size_t i = 0; i < gold.size(); ++i) {
    answers.clear();
    for (const Beliefs::Answer& a : gold.of(i)) answers.push_back({a.what, a.weight * (1 - share)});
    for (const Beliefs::Answer& a : taught.of(i)) answers.push_back({a.what, a.weight * share});
    out.push(answers);
  }
  return out;
}

// Teachers have a share in what is learned of gold trees; the rest is theirs alone.
void teach(const Teachers& teachers, const Inventory& in, const NetData& data, float share,
           std::vector<Source>* sources) {
  for (Source& s : *sources) {
    Lesson& gold = s.gold.lesson;
    if (!s.taught || share <= 0 || gold.head.empty() || gold.head.size() > kMostWords) continue;
    Lesson taught = teachers.judge(s.forms, gold.tree);
    for (auto part : {&Lesson::upos, &Lesson::morph, &Lesson::head, &Lesson::rel})
      gold.*part = mixed(gold.*part, taught.*part, share);
  }
  auto add = [&](const std::vector<std::string>& forms, Lesson lesson) {
    Source& s = sources->emplace_back();
    s.forms = forms;
    s.gold.source = data.primary;
    s.gold.rows = in.rows_of(forms);
    s.gold.lesson = std::move(lesson);
  };
  std::vector<Lesson> foreign = translated(data.foreign, teachers);
  for (size_t k = 0; k < foreign.size(); ++k) {
    std::vector<std::string> forms;
    for (const Token& t : data.foreign[k].tokens()) forms.emplace_back(t.form);
    add(forms, std::move(foreign[k]));
  }
  for (const auto& forms : data.raw) add(forms, teachers.judge(forms, {}));
}

std::vector<Source> read_sources(const Inventory& in, const NetData& data) {
  std::vector<Source> out;
  for (uint32_t k = 0; k < data.treebanks.size(); ++k) {
    for (const GoldSentence& s : data.treebanks[k]) {
      out.push_back(from_gold(in, s, k));
      if (data.lore) out.back().gold.name = data.lore->label(s).tags;
    }
  }
  for (const GoldSentence& s : data.more) {
    out.push_back(from_gold(in, s, data.primary));
    out.back().taught = false;
    if (data.lore) out.back().gold.name = data.lore->label(s).tags;
  }
  for (const GoldSentence& s : data.tagged) {
    Source tagged = from_gold(in, s, static_cast<uint32_t>(data.treebanks.size()));
    Lesson tags;
    tags.upos = std::move(tagged.gold.lesson.upos);
    tagged.gold.lesson = std::move(tags);
    if (data.lore) tagged.gold.name = data.lore->label(s).tags;
    out.push_back(std::move(tagged));
  }
  for (const NamedSentence& s : data.named) out.push_back(from_named(in, s, data.primary));
  return out;
}

}  // namespace

Status train_net(const NetData& data, const NetOptions& options, const Progress& progress, ModelWriter* out) {
  auto gold_trees = data.treebanks;
  gold_trees.push_back(data.more);
  Inventory in = take_inventory(gold_trees, words_beside_trees(data));
  NetSizes sizes = options.sizes;
  sizes.morphs = static_cast<uint32_t>(in.upos.size());
  sizes.rels = static_cast<uint32_t>(in.rels.size());
  progress("net: " + std::to_string(in.counts.size()) + " words, " + std::to_string(sizes.morphs) +
           " tags, " + std::to_string(sizes.rels) + " relations");
  std::vector<Source> sources = read_sources(in, data);
  const size_t gold = sources.size() + data.foreign.size();  // which teach() adds first
  auto teachers = Teachers::open(data.teachers, in);
  if (!teachers) return teachers.error();
  if (!teachers->empty()) {
    if (!data.dev.empty()) progress("teachers: " + score_teachers(*teachers, in, data.dev));
    teach(*teachers, in, data, options.teachers_share, &sources);
    progress("teachers have judged " + std::to_string(data.raw.size()) + " more sentences");
  }
  NetModel model(sizes, static_cast<uint32_t>(in.counts.size()),
                 static_cast<uint32_t>(data.treebanks.size() + 1), options.seed);
  model.dropout = options.dropout;
  if (data.vectors.width > 0 && data.start.empty()) model.look_up(data.vectors, in);
  for (size_t k = 0; k < data.start.size(); ++k) {
    auto old = ModelFile::open(data.start[k]);
    if (!old) return old.error();
    if (auto status = model.start_from(*old, in, 1.0f / static_cast<float>(k + 1)); !status) return status;
  }
  Random random(options.seed + 77);
  std::vector<size_t> order;
  size_t words = 0;
  for (size_t i = 0; i < sources.size(); ++i) {
    const size_t times = i < gold ? options.gold_times : 1;
    order.insert(order.end(), times, i);
    words += sources[i].forms.size() * times;
  }
  const double steps = static_cast<double>(options.epochs) * words / options.batch_words;
  Adam adam;
  auto began = std::chrono::steady_clock::now();
  for (int epoch = 0; epoch < options.epochs; ++epoch) {
    shuffle(&order, &random);
    Losses losses;
    for (size_t at = 0; at < order.size();) {
      std::vector<NetExample> batch;
      for (size_t size = 0; at < order.size() && size < options.batch_words; ++at) {
        batch.emplace_back();
        disguise(in, sources[order[at]], data.lore, &random, &batch.back());
        if (batch.back().size() > kMostWords)
          batch.pop_back();
        else
          size += batch.back().size();
      }
      std::vector<const NetExample*> pointers;
      for (const NetExample& e : batch) pointers.push_back(&e);
      ++adam.step;
      double done = std::min(1.0, adam.step / steps);
      adam.rate = options.rate * static_cast<float>(std::min(1.0, adam.step / 300.0) * (1.0 - 0.98 * done));
      if (!pointers.empty()) model.learn(pointers, adam, &losses);
    }
    double n = std::max<double>(1, losses.words);
    char line[240];
    std::snprintf(line, sizeof line, "epoch %2d: upos %.3f morph %.3f arc %.3f rel %.3f name %.3f  %.0f s  ",
                  epoch + 1, losses.upos / n, losses.morph / n, losses.arc / n, losses.rel / n,
                  losses.name / std::max<double>(1, losses.named),
                  std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count());
    std::string text = line;
    if (!data.dev.empty() && (epoch % 2 == 1 || epoch + 1 == options.epochs)) {
      ModelWriter trial;
      model.write(in.begin, data.primary, &trial);
      in.write(&trial);
      text += score_student(trial, in, data.dev);
    }
    progress(text);
  }
  if (data.named.empty() && !data.lore) model.find_no_names();
  model.write(in.begin, data.primary, out);
  in.write(out);
  return success();
}

}  // namespace bestand
