// Where bestand's own data lies: lang/, world/, models/ and the compiled gazetteer.
//
// In order: the environment variable BESTAND_DATA; the program's folder or one above it (a build tree); and
// ../share/bestand beside it (an installation). The gazetteer is looked for in <build>/share as well.
#pragma once

#include <string>

#include "base/result.h"

namespace bestand {

struct DataDir {
  std::string root;       // holds lang/, world/, models/
  std::string gazetteer;  // the compiled file; empty if none was found

  // Errors: kUnreadable, naming each folder that was tried.
  static Result<DataDir> find();
};

}  // namespace bestand
