# The web page inside the program: every file under build/page (made by tools/build-page, compressed) becomes bytes
# of page_assets.cc. Without that folder the program serves its API alone.

function(bestand_page target)
  set(page ${CMAKE_SOURCE_DIR}/build/page)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE ${page} ${page}/*.gz)
  set(bytes "")
  set(rows "")
  set(n 0)
  foreach(file ${files})
    string(REGEX REPLACE "\\.gz$" "" path ${file})
    string(APPEND bytes "asm(\".section .rodata\\n.global bestand_page_${n}, bestand_page_${n}_end\\nbestand_page_${n}:\\n"
                        ".incbin \\\"${page}/${file}\\\"\\nbestand_page_${n}_end:\\n.byte 0\\n.previous\\n\");\n"
                        "extern \"C\" const char bestand_page_${n}[], bestand_page_${n}_end[];\n")
    string(APPEND rows "      {\"/${path}\", {bestand_page_${n}, static_cast<size_t>(bestand_page_${n}_end - bestand_page_${n})}},\n")
    math(EXPR n "${n} + 1")
  endforeach()
  if(n EQUAL 0)
    message(STATUS "no web page in build/page: the program will serve its API alone (tools/build-page makes it)")
    set(body "  return {};\n")
  else()
    set(body "  static const http::Asset kAssets[] = {\n${rows}  };\n  return kAssets;\n")
  endif()
  set(source ${CMAKE_BINARY_DIR}/page_assets.cc)
  file(GENERATE OUTPUT ${source} CONTENT "// Made by cmake/page.cmake; do not edit.\n#include \"bestand/page_assets.h\"\n\n${bytes}
namespace bestand {\nstd::span<const http::Asset> page_assets() {\n${body}}\n}  // namespace bestand\n")
  set(depends "")
  foreach(file ${files})
    list(APPEND depends ${page}/${file})
  endforeach()
  set_property(SOURCE ${source} PROPERTY OBJECT_DEPENDS "${depends}")
  target_sources(${target} PRIVATE ${source})
endfunction()
