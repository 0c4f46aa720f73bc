# crosswalk_add_adapter(<id> SOURCES <file>... [LINK <target>...])
#
# One adapter: <id>.adapter.so, a MODULE that exports one symbol, in the build's adapters/ folder,
# and <id>_objects for the adapter's own tests. In the tree and, installed, outside of it.
set(CROSSWALK_EXPORTS_MAP ${CMAKE_CURRENT_LIST_DIR}/exports.map)

function(crosswalk_add_adapter id)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LINK")
  add_library(${id}_objects STATIC ${arg_SOURCES})
  set_target_properties(${id}_objects PROPERTIES POSITION_INDEPENDENT_CODE ON
    CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)
  target_include_directories(${id}_objects PUBLIC ${CMAKE_CURRENT_SOURCE_DIR}/src)
  target_link_libraries(${id}_objects PUBLIC crosswalk::sdk ${arg_LINK})
  if(TARGET cw_warnings)  # in the tree
    target_link_libraries(${id}_objects PRIVATE cw_warnings)
    cw_together(${id}_objects)
  endif()

  add_library(${id}_adapter MODULE $<TARGET_OBJECTS:${id}_objects>)
  target_link_libraries(${id}_adapter PRIVATE crosswalk::sdk ${arg_LINK})
  set_target_properties(${id}_adapter PROPERTIES PREFIX "" OUTPUT_NAME ${id}.adapter
    LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/adapters LINK_DEPENDS ${CROSSWALK_EXPORTS_MAP}
    LINKER_LANGUAGE CXX)
  target_link_options(${id}_adapter PRIVATE LINKER:--version-script=${CROSSWALK_EXPORTS_MAP}
    LINKER:--exclude-libs,ALL LINKER:-z,now LINKER:-z,relro LINKER:-z,nodelete LINKER:-z,noexecstack
    LINKER:--build-id=sha1)
  if(NOT CW_SANITIZE)  # the sanitizers' runtime is resolved from the executable
    target_link_options(${id}_adapter PRIVATE LINKER:-z,defs)
  endif()
  include(GNUInstallDirs)
  install(TARGETS ${id}_adapter LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}/crosswalk/adapters)
endfunction()
