// The commands of the program, each taking what stands behind its name and giving an exit code.
#pragma once

#include <span>
#include <string_view>

namespace bestand {

using Arguments = std::span<const std::string_view>;

int analyze_command(Arguments args);    // documents -> analyses
int documents_command(Arguments args);  // what reading makes of its input
int feed_command(Arguments args);       // what reading makes of feeds
int parse_command(Arguments args);      // documents -> CoNLL-U
int places_command(Arguments args);     // places of documents, as a table or on a map
int actors_command(Arguments args);     // searches the knowledge base

}  // namespace bestand
