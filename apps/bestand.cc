// bestand: from dated news to a ceasefire's ledger. This file only finds the command; apps/bestand/ has them.
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bestand/command_line.h"
#include "bestand/commands.h"
#include "bestand/gazetteer_command.h"
#include "bestand/ledger_commands.h"
#include "bestand/read_command.h"
#include "bestand/serve_command.h"
#include "bestand/watch_command.h"

namespace bestand {
namespace {

int completion_command(Arguments args);
int man_command(Arguments args);

struct Command {
  std::string_view name;
  int (*run)(Arguments);
  std::string_view says;
};

constexpr Command kCommands[] = {
    {"read", read_command, "reads articles into a ledger"},
    {"watch", watch_command, "asks news feeds for what is new, and reads it into a ledger"},
    {"status", status_command, "how the ceasefire stands, as far as the ledger knows"},
    {"parties", parties_command, "who is in, who is out, who disputes it, and who says so"},
    {"incidents", incidents_command, "what happened: where, when, by whom, and whether it is a violation"},
    {"claims", claims_command, "every statement on file, with its source and its words"},
    {"why", why_command, "the grounds of an answer, with quotations"},
    {"timeline", timeline_command, "everything on file in the order of time"},
    {"contradictions", contradictions_command, "where sources cannot both be right"},
    {"diff", diff_command, "what changed between two moments"},
    {"report", report_command, "a day's report as one page to mail or print"},
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
    {"completion", completion_command, "prints what makes a shell complete commands and options"},
    {"man", man_command, "prints a manual page, for man -l -"},
};
constexpr size_t kCount = std::size(kCommands);

const Command* find(std::string_view name) {
  const Command* at = std::find_if(kCommands, kCommands + kCount, [&](const Command& c) { return c.name == name; });
  return at == kCommands + kCount ? nullptr : at;
}

// Options are asked of the program itself, so that they are never out of date.
constexpr std::string_view kBash = R"sh(_bestand() {
  local word=${COMP_WORDS[COMP_CWORD]}
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "@commands@" -- "$word"))
  else
    local known=$("${COMP_WORDS[0]}" "${COMP_WORDS[1]}" --options 2>/dev/null | cut -f1)
    if [[ $word == -* ]]; then
      COMPREPLY=($(compgen -W "$known" -- "$word"))
    else
      COMPREPLY=($(compgen -W "$(grep -v '^-' <<<"$known")" -- "$word") $(compgen -f -- "$word"))
    fi
  fi
}
complete -o filenames -F _bestand bestand
)sh";
constexpr std::string_view kZsh = R"sh(#compdef bestand
_bestand() {
  if (( CURRENT == 2 )); then
    local -a commands=(@described@)
    _describe command commands
  elif [[ $words[CURRENT] == -* ]]; then
    local -a options=(${(f)"$($words[1] $words[2] --options 2>/dev/null | sed 's/	/:/')"})
    _describe option options
  else
    local -a parts=(${(f)"$($words[1] $words[2] --options 2>/dev/null | grep -v '^-' | sed 's/	/:/')"})
    (( $#parts )) && _describe command parts
    _files
  fi
}
if [[ $funcstack[1] == _bestand ]]; then _bestand "$@"; else compdef _bestand bestand; fi
)sh";
constexpr std::string_view kFish = R"sh(function __bestand_parts
  set -l words (commandline -opc)
  set -l kind -v
  string match -q -- '-*' (commandline -ct); and set kind
  $words[1] $words[2] --options 2>/dev/null | string match $kind -- '-*'
end
@fish@complete -c bestand -n 'not __fish_use_subcommand' -a '(__bestand_parts)'
)sh";

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
               "Every question takes --json and --csv. Exit codes: 0 done; 1 done, with rejects; 2 wrong use;\n"
               "3 input or ledger unusable; 4 environment (disk, network, permission).\n");
}

// Between single quotes, which a shell ends at the next one: its own way to write one inside.
std::string quoted(std::string_view text, std::string_view apostrophe) {
  std::string out = "'";
  for (char c : text) c == '\'' ? out += apostrophe : out += c;
  return out + "'";
}

std::string filled(std::string_view script) {
  std::string commands, described, fish;
  for (const Command& c : kCommands) {
    commands += (commands.empty() ? "" : " ") + std::string(c.name);
    described += "\n      " + quoted(std::string(c.name) + ":" + std::string(c.says), "'\\''");
    fish += "complete -c bestand -f -n __fish_use_subcommand -a " + std::string(c.name) + " -d " + quoted(c.says, "\\'") + "\n";
  }
  std::string out(script);
  for (const auto& [mark, text] : {std::pair{"@commands@", &commands}, {"@described@", &described}, {"@fish@", &fish}}) {
    if (const size_t at = out.find(mark); at != std::string::npos) out.replace(at, std::strlen(mark), *text);
  }
  return out;
}

int completion_command(Arguments args) {
  CLI::App app{"What makes a shell complete the commands and options of bestand.\n\n"
               "  source <(bestand completion bash)\n"
               "  bestand completion zsh > ~/.zfunc/_bestand\n"
               "  bestand completion fish > ~/.config/fish/completions/bestand.fish",
               "bestand completion"};
  std::string shell;
  app.add_option("SHELL", shell, "bash, zsh or fish")->required()->check(CLI::IsMember({"bash", "zsh", "fish"}));
  if (auto code = parse_arguments(app, args)) return *code;
  return print(filled(shell == "bash" ? kBash : shell == "zsh" ? kZsh : kFish));
}

int man_command(Arguments args) {
  CLI::App app{"The manual page of bestand, or of one of its commands, in roff.\n\n"
               "  bestand man incidents | man -l -\n  bestand man > bestand.1",
               "bestand man"};
  std::string name;
  app.add_option("COMMAND", name, "a command; none: the program's own page");
  if (auto code = parse_arguments(app, args)) return *code;
  if (!name.empty()) {
    const Command* command = find(name);
    if (!command) return fail({Code::kUsage, "no command \"" + name + "\"; bestand --help lists them", "", "", -1});
    const std::string_view ask[] = {"--man"};
    return command->run(Arguments(ask, 1));
  }
  std::string out = ".TH BESTAND 1 \"\" \"bestand " BESTAND_VERSION "\" \"bestand\"\n.SH NAME\nbestand \\- keeps the ledger of a "
                    "ceasefire from dated news\n.SH SYNOPSIS\n.B bestand\nCOMMAND [ARGUMENTS]\n.SH DESCRIPTION\nWho is bound, what "
                    "happened since, whether it is a violation, and who says so. Every answer leads back to the exact "
                    "words.\n.SH COMMANDS\n";
  for (const Command& c : kCommands) out += ".TP\n.BR bestand\\-" + std::string(c.name) + " (1)\n" + std::string(c.says) + "\n";
  return print(out);
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
  if (const Command* c = find(args[0])) return c->run(Arguments(args).subspan(1));
  std::fprintf(stderr, "bestand: no command \"%.*s\"; bestand --help lists them\n", static_cast<int>(args[0].size()),
               args[0].data());
  return kWrongUse;
}

}  // namespace
}  // namespace bestand

int main(int argc, char** argv) {
  return bestand::run({argv + 1, argv + argc});
}
