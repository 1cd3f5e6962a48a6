// Learns the net of parse/net.h: tags, trees and names together.
#pragma once

#include "parse/model_file.h"
#include "parse/net.h"
#include "train/silver.h"
#include "train/treebank.h"
#include "train/word_vectors.h"

namespace bestand {

struct NetOptions {
  NetSizes sizes;
  uint64_t seed = 1;
  int epochs = 20;
  size_t batch_words = 300;
  float rate = 2e-3f;
  float dropout = 0.25f;
  size_t gold_times = 1;  // that a pass reads what is not raw
  float teachers_share = 0.5f;  // in what is learned of a gold tree
};

// What there is to learn from. Treebanks are sources 0, 1, …; parsing is done as source `primary` writes.
struct NetData {
  std::vector<std::vector<GoldSentence>> treebanks;
  std::vector<GoldSentence> more;    // of the primary's conventions, in which teachers have no share
  std::vector<GoldSentence> tagged;  // of which only UPOS is to be learned: other guidelines for the rest
  std::vector<GoldSentence> foreign;  // of other guidelines, to be weighed against what teachers hold likely
  std::vector<GoldSentence> dev;     // may be empty
  std::vector<NamedSentence> named;
  std::vector<std::vector<std::string>> raw;  // words of sentences that only the teachers judge
  std::vector<std::string> words;             // of other texts: seen four times, one gets a row
  std::vector<std::string> teachers;          // paths of models
  std::vector<std::string> start;             // paths of models from the mean of whose nets to go on
  WordVectors vectors;                        // words with one get a row; a net that goes on from `start` has seen them
  const NameLore* lore = nullptr;  // labels the names of treebanks, if there is one
  uint32_t primary = 0;
};

// Errors   kBadModel for a teacher or a start that is none, or does not fit the language's classes or the net's sizes.
Status train_net(const NetData& data, const NetOptions& options, const Progress& progress, ModelWriter* out);

}  // namespace bestand
