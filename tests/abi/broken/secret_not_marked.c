#define MANIFEST                                                                        \
  "{\"manifest_version\":1,\"id\":\"broken\",\"name\":\"Broken\",\"version\":\"1\","    \
  "\"abi\":{\"major\":1},\"source\":{\"entities\":{\"org\":{\"modes\":[\"full\"]}}},"   \
  "\"config_schema\":{\"type\":\"object\",\"properties\":{\"api_secret\":{\"type\":"    \
  "\"string\"},\"url\":{\"type\":\"string\",\"default\":\"https://sample.invalid\"}}}," \
  "\"egress\":[\"{url}\"]}"
#include "minimal.h"
