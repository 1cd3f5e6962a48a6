// How a watch goes: for a person (HTML), for programs (JSON), and for those who count (Prometheus' text format).
//
// Threads  safe
#pragma once

#include <string>

#include "read/watch/watch.h"

namespace bestand {

std::string watch_status_json(const WatchFigures& figures);
std::string watch_status_html(const WatchFigures& figures);
std::string watch_metrics(const WatchFigures& figures);

}  // namespace bestand
