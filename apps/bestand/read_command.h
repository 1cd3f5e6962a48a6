#pragma once

#include "bestand/commands.h"

namespace bestand {

int read_command(Arguments args);  // articles -> ledger

}  // namespace bestand
