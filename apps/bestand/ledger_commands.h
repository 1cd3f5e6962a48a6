// The questions to a ledger, each a command: arguments in, an exit code out.
#pragma once

#include "bestand/commands.h"

namespace bestand {

int status_command(Arguments args);
int parties_command(Arguments args);
int incidents_command(Arguments args);
int claims_command(Arguments args);
int why_command(Arguments args);
int timeline_command(Arguments args);
int contradictions_command(Arguments args);
int diff_command(Arguments args);
int report_command(Arguments args);  // a page to mail or print
int verify_command(Arguments args);
int show_source_command(Arguments args);  // the bytes a document was read from
int review_command(Arguments args);

}  // namespace bestand
