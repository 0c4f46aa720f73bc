# How this tree is compiled. Adapters outside the tree do not need this file.

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "" FORCE)
endif()
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1")
set(CMAKE_C_FLAGS_RELWITHDEBINFO "-O2 -g1")

find_program(CW_CCACHE ccache)
if(CW_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # The precompiled headers need the two sloppiness settings to be cached at all.
  set(launcher ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime
               ${CW_CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${launcher})
  set(CMAKE_C_COMPILER_LAUNCHER ${launcher})
endif()

find_program(CW_MOLD mold)
if(CW_MOLD)
  add_link_options(-fuse-ld=mold)
endif()

add_library(cw_warnings INTERFACE)
target_compile_options(cw_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Werror
  $<$<COMPILE_LANGUAGE:CXX>:-Wold-style-cast -Wnon-virtual-dtor -Woverloaded-virtual>)

if(CW_SANITIZE)
  string(REPLACE ";" "," sanitizers "${CW_SANITIZE}")
  # g++ 12 sees uninitialised members in std::regex once it is instrumented; there are none.
  add_compile_options(-fsanitize=${sanitizers} -fno-omit-frame-pointer -fno-sanitize-recover=all
                      -Wno-maybe-uninitialized)
  add_link_options(-fsanitize=${sanitizers})
  if(CW_SANITIZE MATCHES thread)
    add_compile_options(-Wno-tsan)
  endif()
endif()

# Most of a file's compile time is what it includes (nlohmann's and the standard library's templates),
# so a folder's files are compiled eight at a time; names in anonymous namespaces differ within one.
option(CW_UNITY "Compile a folder's files together" ON)
function(cw_together name)
  if(CW_UNITY)
    set_target_properties(${name} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 8)
  endif()
endfunction()

# cw_not_shipped(<name>): what no district's host runs at night need not be as fast as that.
function(cw_not_shipped name)
  target_compile_options(${name} PRIVATE $<$<CONFIG:RelWithDebInfo>:-O1>)
endfunction()

# cw_library(<name> SOURCES <file>... [LINK <target>...])
# One library per folder of host/: compiled once, linked by the executable, the tests and the benchmarks.
function(cw_library name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LINK")
  add_library(${name} STATIC ${arg_SOURCES})
  target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR}/host)
  target_link_libraries(${name} PUBLIC ${arg_LINK} PRIVATE cw_warnings)
  cw_together(${name})
endfunction()
