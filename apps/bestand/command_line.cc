#include "bestand/command_line.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <set>
#include <string>
#include <vector>

namespace bestand {

ExitCode exit_code(Code code) {
  switch (code) {
    case Code::kUsage: return kWrongUse;
    case Code::kUnreadable:
    case Code::kUnwritable:
    case Code::kBusy: return kEnvironment;
    default: return kUnusable;
  }
}

int fail(const Error& error) {
  std::fprintf(stderr, "bestand: %s\n", error.to_string().c_str());
  return exit_code(error.code);
}

Status write_out(std::string_view bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) == bytes.size() && std::fflush(stdout) == 0) return success();
  return Error{Code::kUnwritable, std::strerror(errno), "<stdout>", "", -1};
}

int print(std::string_view bytes) {
  if (auto written = write_out(bytes); !written) return fail(written.error());
  return kDone;
}

namespace {

std::string roff(std::string_view text) {
  std::string out;
  bool line_start = true;
  for (char c : text) {
    if (line_start && (c == '.' || c == '\'')) out += "\\&";
    if (c == '\\') out += "\\e";
    if (c == '-') out += "\\-";
    if (c != '\\' && c != '-') out += c;
    line_start = c == '\n';
  }
  return out;
}

std::string upper_case(std::string text) {
  for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c == ' ' ? '-' : c;
  return text;
}

// Examples stand in descriptions as lines with two spaces before them.
std::string paragraphs(const std::string& text) {
  std::string out;
  bool example = false;
  size_t at = 0;
  while (at <= text.size()) {
    const size_t end = std::min(text.find('\n', at), text.size());
    const std::string line = text.substr(at, end - at);
    const bool shown = line.starts_with("  ");
    if (shown != example) out += shown ? ".PP\n.nf\n" : ".fi\n.PP\n";
    if (line.empty() && !example) out += ".PP\n";
    example = shown;
    if (!line.empty()) out += roff(line) + "\n";
    at = end + 1;
  }
  return out + (example ? ".fi\n" : "");
}

// What --help shows: an option of no group is for tests.
std::vector<const CLI::Option*> shown_options(const CLI::App& app) {
  std::vector<const CLI::Option*> out;
  for (const CLI::Option* option : app.get_options()) {
    if (!option->get_group().empty()) out.push_back(option);
  }
  return out;
}

std::vector<CLI::App*> parts_of(CLI::App& app) {
  return app.get_subcommands([](CLI::App*) { return true; });
}

std::string option_paragraphs(const CLI::App& app) {
  std::string out;
  for (const CLI::Option* option : shown_options(app)) {
    out += ".TP\n.B " + roff(option->get_name(option->get_positional(), true)) + "\n" + roff(option->get_description()) + "\n";
  }
  return out;
}

std::string arguments_of(const CLI::App& app) {
  std::string out = "[OPTIONS]";
  for (const CLI::Option* option : shown_options(app)) {
    if (option->get_positional()) out += " " + roff(option->get_name(true));
  }
  return out;
}

std::string manual(CLI::App& app) {
  const std::string title = app.get_name(), about = app.get_description();
  std::string dashed = title;
  for (char& c : dashed) c = c == ' ' ? '-' : c;
  std::string out = ".TH " + upper_case(title) + " 1 \"\" \"bestand " BESTAND_VERSION "\" \"bestand\"\n.SH NAME\n" +
                    roff(dashed) + " \\- " + roff(about.substr(0, about.find_first_of(".:\n"))) + "\n.SH SYNOPSIS\n.B " +
                    roff(title) + "\n" + arguments_of(app);
  const std::vector<CLI::App*> parts = parts_of(app);
  for (const CLI::App* part : parts) out += "\n.br\n.B " + roff(title + " " + part->get_name()) + "\n" + arguments_of(*part);
  out += "\n.SH DESCRIPTION\n" + paragraphs(about) + ".SH OPTIONS\n" + option_paragraphs(app);
  for (const CLI::App* part : parts)
    out += ".SH " + upper_case(part->get_name()) + "\n" + paragraphs(part->get_description()) + option_paragraphs(*part);
  return out + ".SH EXIT STATUS\n0 done; 1 done, with rejects; 2 wrong use; 3 input or ledger unusable; 4 environment (disk,\n"
               "network, permission).\n.SH SEE ALSO\n.BR bestand (1)\n";
}

// A command of several parts has those first, then the options of all.
std::string option_lines(CLI::App& app) {
  std::string out;
  std::set<std::string> told;
  auto line = [&](const std::string& name, std::string about) {
    for (char& c : about) c = c == '\n' || c == '\t' ? ' ' : c;
    if (told.insert(name).second) out += name + "\t" + about + "\n";
  };
  const std::vector<CLI::App*> parts = parts_of(app);
  for (const CLI::App* part : parts) line(part->get_name(), part->get_description());
  auto options = [&](const CLI::App& of) {
    for (const CLI::Option* option : shown_options(of)) {
      if (option->get_positional()) continue;
      for (const std::string& name : option->get_lnames()) line("--" + name, option->get_description());
    }
  };
  options(app);
  for (const CLI::App* part : parts) options(*part);
  return out;
}

}  // namespace

std::optional<int> parse_arguments(CLI::App& app, std::span<const std::string_view> args) {
  if (args.size() == 1 && (args[0] == "--man" || args[0] == "--options")) {
    return print(args[0] == "--man" ? manual(app) : option_lines(app));
  }
  std::vector<std::string> reversed(args.rbegin(), args.rend());  // the order CLI11 takes
  try {
    app.parse(std::move(reversed));
  } catch (const CLI::ParseError& e) {
    return app.exit(e) == 0 ? kDone : kWrongUse;
  }
  return std::nullopt;
}

}  // namespace bestand
