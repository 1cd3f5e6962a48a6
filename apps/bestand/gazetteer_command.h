// `bestand gazetteer build|info`: compiles tables of places, or says what a compiled file holds.
#pragma once

#include <span>
#include <string_view>

namespace bestand {

int gazetteer_command(std::span<const std::string_view> args);

}  // namespace bestand
