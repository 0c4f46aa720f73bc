# Third parties, all from Debian 12. Each has one home (docs/architecture.md): the folder that links it.

find_package(Threads REQUIRED)
find_package(PostgreSQL REQUIRED)
if(NOT TARGET PostgreSQL::client)  # the exported Poco target names it, and nothing defines it
  add_library(PostgreSQL::client INTERFACE IMPORTED)
  target_link_libraries(PostgreSQL::client INTERFACE PostgreSQL::PostgreSQL)
endif()
find_package(Poco REQUIRED COMPONENTS Foundation Net NetSSL Crypto Data DataSQLite DataPostgreSQL
             Util XML JSON Zip)
find_package(OpenSSL REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(ZLIB REQUIRED)
find_package(Boost 1.81 REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(XXHASH REQUIRED IMPORTED_TARGET libxxhash)
pkg_check_modules(UTF8PROC REQUIRED IMPORTED_TARGET libutf8proc)
pkg_check_modules(LUA REQUIRED IMPORTED_TARGET lua5.4)
find_package(CLI11 REQUIRED)
if(BUILD_TESTING)
  find_package(GTest REQUIRED)
endif()
