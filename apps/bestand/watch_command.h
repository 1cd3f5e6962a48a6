// Feeds over the network into a ledger, for as long as it runs.
#pragma once

#include "bestand/commands.h"

namespace bestand {

int watch_command(Arguments args);

}  // namespace bestand
