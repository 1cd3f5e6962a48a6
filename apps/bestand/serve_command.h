// bestand serve: the ledger as a web page and an API.
#pragma once

#include "bestand/commands.h"

namespace bestand {

int serve_command(Arguments args);

}  // namespace bestand
