// Where bestand's own data lies: lang/, world/, models/ and the compiled gazetteer.
//
// In order: the environment variable BESTAND_DATA; the program's folder or one above it (a build tree); and
// ../share/bestand beside it (an installation). The gazetteer is the file BESTAND_GAZETTEER names, else
// it is looked for there and in <build>/share.
// A user's own actors: BESTAND_ACTORS names a TOML file, or a folder of them that are read in name order.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace bestand {

struct DataDir {
  std::string root;       // holds lang/, world/, models/
  std::string gazetteer;  // the compiled file; empty if none was found
  std::vector<std::string> actor_files = {};  // a user's own, read after world/actors/

  // world/outlines.txt, the lines that maps are drawn on; empty where it is not there.
  std::string outlines() const;

  // Errors: kUnreadable, naming each folder that was tried, or what BESTAND_ACTORS names and is not there.
  static Result<DataDir> find();
};

}  // namespace bestand
