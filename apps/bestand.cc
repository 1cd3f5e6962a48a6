// bestand: from dated news to a ceasefire's ledger. This file only finds the command; apps/bestand/ has them.
#include <cstdio>
#include <string_view>
#include <vector>

#include "bestand/command_line.h"
#include "bestand/commands.h"
#include "bestand/gazetteer_command.h"
#include "bestand/ledger_commands.h"
#include "bestand/read_command.h"
#include "bestand/serve_command.h"

namespace bestand {
namespace {

struct Command {
  std::string_view name;
  int (*run)(Arguments);
  std::string_view says;
};

constexpr Command kCommands[] = {
    {"read", read_command, "reads articles into a ledger"},
    {"status", status_command, "how the ceasefire stands, as far as the ledger knows"},
    {"parties", parties_command, "who is in, who is out, who disputes it, and who says so"},
    {"incidents", incidents_command, "what happened: where, when, by whom, and whether it is a violation"},
    {"claims", claims_command, "every statement on file, with its source and its words"},
    {"why", why_command, "the grounds of an answer, with quotations"},
    {"timeline", timeline_command, "everything on file in the order of time"},
    {"contradictions", contradictions_command, "where sources cannot both be right"},
    {"diff", diff_command, "what changed between two moments"},
    {"serve", serve_command, "the ledger as a web page and an API"},
    {"review", review_command, "accept, reject, merge, split or correct, with coder and reason"},
    {"verify", verify_command, "proves that the ledger's chain of transactions is whole"},
    {"show-source", show_source_command, "the bytes that a document was read from, where they were kept"},
    {"analyze", analyze_command, "prints what is found in each document, as JSON"},
    {"documents", documents_command, "prints what reading makes of its input"},
    {"feed", feed_command, "prints what reading makes of feeds"},
    {"parse", parse_command, "prints trees as CoNLL-U"},
    {"places", places_command, "shows where places were put, as a table or on a map"},
    {"actors", actors_command, "searches the actors that bestand knows"},
    {"gazetteer", gazetteer_command, "builds the file of places, or says what is in it"},
};

void help(std::FILE* out) {
  std::fprintf(out,
               "bestand keeps the ledger of a ceasefire from dated news: who is bound, what happened since,\n"
               "whether it is a violation, and who says so. Every answer leads back to the exact words.\n\n"
               "Usage: bestand COMMAND [ARGUMENTS]      bestand COMMAND --help teaches each\n\n");
  for (const Command& c : kCommands) {
    std::fprintf(out, "  %-14.*s %.*s\n", static_cast<int>(c.name.size()), c.name.data(),
                 static_cast<int>(c.says.size()), c.says.data());
  }
  std::fprintf(out,
               "\nStart here:\n"
               "  bestand read articles/ --ledger my.bestand     a folder of .txt and .jsonl files\n"
               "  bestand status --ledger my.bestand\n"
               "  bestand incidents --ledger my.bestand          then: bestand why ID\n\n"
               "Every question takes --json. Exit codes: 0 done; 1 done, with rejects; 2 wrong use;\n"
               "3 input or ledger unusable; 4 environment (disk, network, permission).\n");
}

int run(std::vector<std::string_view> args) {
  if (args.empty() || args[0] == "--help" || args[0] == "-h" || args[0] == "help") {
    help(args.empty() ? stderr : stdout);
    return args.empty() ? kWrongUse : kDone;
  }
  if (args[0] == "--version") {
    std::printf("bestand %s\n", BESTAND_VERSION);
    return kDone;
  }
  for (const Command& c : kCommands) {
    if (c.name == args[0]) return c.run(Arguments(args).subspan(1));
  }
  std::fprintf(stderr, "bestand: no command \"%.*s\"; bestand --help lists them\n", static_cast<int>(args[0].size()),
               args[0].data());
  return kWrongUse;
}

}  // namespace
}  // namespace bestand

int main(int argc, char** argv) {
  return bestand::run({argv + 1, argv + argc});
}
