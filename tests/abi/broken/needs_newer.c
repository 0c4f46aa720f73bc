/* Needs a later minor version of the boundary. */
#define MANIFEST                                                                              \
  "{\"manifest_version\":1,\"id\":\"newer\",\"name\":\"Newer\",\"version\":\"1\","            \
  "\"abi\":{\"major\":1,\"needs_minor\":77},\"source\":{\"entities\":{\"org\":{\"modes\":[\"full\"]}}}}"
#include "minimal.h"
