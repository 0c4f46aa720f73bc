# find_package(CrosswalkSDK): crosswalk::abi (C), crosswalk::sdk (C++), crosswalk::testing (a scripted
# host for unit tests), and crosswalk_add_adapter().
include(${CMAKE_CURRENT_LIST_DIR}/CrosswalkSDKTargets.cmake)
include(${CMAKE_CURRENT_LIST_DIR}/CrosswalkAdapter.cmake)
