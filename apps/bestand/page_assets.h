// The files of the web page that tools/build-page made, as they lie in the program; none where it was not run.
#pragma once

#include <span>

#include "show/http/api.h"

namespace bestand {

std::span<const http::Asset> page_assets();

}  // namespace bestand
