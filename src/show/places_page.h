// The fixed parts of the map page: style, frame and script. The script draws on a canvas in Web Mercator; it loads nothing.
#pragma once

#include <string_view>

namespace bestand {

extern const std::string_view kPlacesPageHead;    // up to the list of articles
extern const std::string_view kPlacesPageMap;     // behind the list: the map
extern const std::string_view kPlacesPageScript;  // behind the data, to the end of the file

}  // namespace bestand
