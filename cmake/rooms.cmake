# One static library a room, from every .cc in its folder. A room links the rooms before it, so that a call to a
# later one fails to link; tools/check-rooms catches the include.

add_library(bestand_options INTERFACE)
target_compile_options(bestand_options INTERFACE -Wall -Wextra -Wno-missing-field-initializers -Wno-dangling-else
                       $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)  # gcc 12 warns falsely of std::string (bug 105651)
# Where a machine has a fused multiply-add, gcc puts it for a * b + c by itself, which has other bits.
target_compile_options(bestand_options INTERFACE -ffp-contract=off)
target_include_directories(bestand_options INTERFACE ${CMAKE_SOURCE_DIR}/src)
target_compile_definitions(bestand_options INTERFACE BESTAND_VERSION="${PROJECT_VERSION}")
if(BESTAND_SANITIZE)
  # What the address sanitizer sees anyway is not checked twice: a third of the time to compile.
  target_compile_options(bestand_options INTERFACE -fsanitize=${BESTAND_SANITIZE}
                         -fno-sanitize=null,alignment,object-size,vptr -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(bestand_options INTERFACE -fsanitize=${BESTAND_SANITIZE})
endif()
if(BESTAND_FUZZ)
  # The rooms tell the fuzzers which of their branches an input reached; without it those would try bytes blindly.
  target_compile_options(bestand_options INTERFACE -fsanitize=fuzzer-no-link)
  target_link_options(bestand_options INTERFACE -fsanitize=fuzzer-no-link)
endif()
find_package(Threads REQUIRED)
target_link_libraries(bestand_options INTERFACE Threads::Threads)

# Debian's toml++ as a compiled library; the header alone would be compiled anew in every reader of data.
add_library(bestand_toml INTERFACE)
target_compile_definitions(bestand_toml INTERFACE TOML_HEADER_ONLY=0)
target_link_libraries(bestand_toml INTERFACE tomlplusplus)

set(bestand_last_room "")

function(bestand_room name)
  cmake_parse_arguments(arg "" "AFTER" "LIBRARIES" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${name}/*.cc)
  if(NOT sources)
    file(WRITE ${CMAKE_BINARY_DIR}/empty_${name}.cc "")
    set(sources ${CMAKE_BINARY_DIR}/empty_${name}.cc)
  endif()
  add_library(bestand_${name} STATIC ${sources})
  target_link_libraries(bestand_${name} PUBLIC bestand_options)
  if(BESTAND_SANITIZE AND NOT BESTAND_FUZZ AND NOT name MATCHES "^(base|parse|ground|claim)$")
    target_compile_options(bestand_${name} PRIVATE -O0)  # quick to compile, and little of the tests' time is spent here
  endif()
  if(arg_AFTER)
    target_link_libraries(bestand_${name} PUBLIC bestand_${arg_AFTER})
  elseif(bestand_last_room)
    target_link_libraries(bestand_${name} PUBLIC bestand_${bestand_last_room})
  endif()
  target_link_libraries(bestand_${name} PUBLIC ${arg_LIBRARIES})
  if(NOT arg_AFTER)
    set(bestand_last_room ${name} PARENT_SCOPE)
  endif()
endfunction()

# apps/<name>.cc and, where there is one, every .cc in apps/<name>/.
function(bestand_program name room)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/apps/${name}.cc ${CMAKE_SOURCE_DIR}/apps/${name}/*.cc)
  if(sources)
    add_executable(${name} ${sources})
    target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR}/apps)
    target_compile_options(${name} PRIVATE -O1)  # no work is done here, and CLI11 takes long at -O3
    target_link_libraries(${name} PRIVATE bestand_${room})
  endif()
endfunction()

# Rooms and programs are compiled some files at a time (CMAKE_UNITY_BUILD in the presets): a fifth of the time, since
# the headers are read once for all. So names in anonymous namespaces are distinct within a room.

# tests/<room>/*_test.cc become one program, not optimised, each file in a namespace of its own; tests find the source tree in BESTAND_SOURCE_DIR and the shared data,
# where it exists, in BESTAND_SHARED_DIR.
function(bestand_tests room)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/${room}/*_test.cc)
  if(sources)
    add_executable(test_${room} ${sources})
    target_link_libraries(test_${room} PRIVATE bestand_${room} GTest::gtest GTest::gtest_main)
    target_include_directories(test_${room} PRIVATE ${CMAKE_SOURCE_DIR}/tests)
    target_compile_definitions(test_${room} PRIVATE BESTAND_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
                               BESTAND_BUILD_DIR="${CMAKE_BINARY_DIR}"
                               BESTAND_SHARED_DIR="${CMAKE_SOURCE_DIR}/../shared")
    target_compile_options(test_${room} PRIVATE -O0)
    if(NOT room STREQUAL base)
      target_precompile_headers(test_${room} REUSE_FROM test_base)
    else()
      target_precompile_headers(test_${room} PRIVATE <gtest/gtest.h> <map> <string> <vector>)
    endif()
    add_test(NAME ${room} COMMAND test_${room} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
    set_tests_properties(${room} PROPERTIES LABELS ${room} TIMEOUT 600)
  endif()
endfunction()

# tests/apps/*_test.py run the built program as a user would.
function(bestand_program_tests)
  find_package(Python3 REQUIRED COMPONENTS Interpreter)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/apps/*_test.py)
  foreach(source ${sources})
    get_filename_component(stem ${source} NAME_WE)
    add_test(NAME apps.${stem} COMMAND ${Python3_EXECUTABLE} ${source} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
    set_tests_properties(apps.${stem} PROPERTIES LABELS apps TIMEOUT 900 ENVIRONMENT "BESTAND=$<TARGET_FILE:bestand>")
  endforeach()
endfunction()

# bench/<room>_<what>.cc, each a program bench_<room>_<what> that links up to its room.
function(bestand_benchmarks)
  foreach(room base read parse ground claim ledger show train)
    file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/bench/${room}_*.cc)
    foreach(source ${sources})
      get_filename_component(stem ${source} NAME_WE)
      add_executable(bench_${stem} ${source})
      target_link_libraries(bench_${stem} PRIVATE bestand_${room})
      target_include_directories(bench_${stem} PRIVATE ${CMAKE_SOURCE_DIR})
      target_compile_options(bench_${stem} PRIVATE -O1)  # what is measured is in the rooms
    endforeach()
  endforeach()
endfunction()

# fuzz/<room>_<what>.cc, each a libFuzzer program fuzz_<room>_<what>.
function(bestand_fuzzers)
  foreach(room base read parse ground claim ledger show)
    file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/fuzz/${room}_*.cc)
    foreach(source ${sources})
      get_filename_component(stem ${source} NAME_WE)
      add_executable(fuzz_${stem} ${source})
      target_compile_options(fuzz_${stem} PRIVATE -fsanitize=fuzzer)
      target_link_options(fuzz_${stem} PRIVATE -fsanitize=fuzzer)
      target_link_libraries(fuzz_${stem} PRIVATE bestand_${room})
    endforeach()
  endforeach()
endfunction()
