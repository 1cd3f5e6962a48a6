// The answers a page asks first, kept beside the ledger from one run of the server to the next: a server that has just been
// started shows them while it still works out the rest.
//
// Input    answers by key; a key names the ledger's head, the program and its data, so that none is ever given for another
// Errors   none: a file that is missing, cut off or changed holds nothing (its hash is checked), one that cannot be written
//          is not written
// Threads  values
// Cost     reading: the file's size
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "show/http/message.h"

namespace bestand::http {

using KeptAnswers = std::vector<std::pair<std::string, Response>>;

KeptAnswers read_answers(const std::string& path);
// For those who may read `ledger`.
void write_answers(const std::string& path, const std::string& ledger, const KeptAnswers& answers);

}  // namespace bestand::http
