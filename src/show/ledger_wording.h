// How the answers for a reader word what all of them speak of: sources, citations, actors, figures, times.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/view.h"

namespace bestand::wording {

constexpr size_t kLabel = 13;  // cells of a line's label

std::string source_name(const View& view, int32_t claim);
// "Russia, reported: "words" [document, publisher, 2016-12]"
std::string citation(const View& view, int32_t claim, size_t limit = 220);
std::string list(const std::vector<std::string>& items);
std::string names(const std::vector<ActorRef>& actors);
std::string doers(const Incident& incident);  // "A, B > C"
std::string range(const FigureSummary& figure);
std::string short_time(const std::optional<TimeSet>& time);
std::string counted(size_t n, std::string_view one);
std::string heading(const std::string& left, const std::string& right, size_t width);

}  // namespace bestand::wording
