/* Its manifest is that of a destination, but it has no cw.apply/1. */
#define PARTS                                                                                   \
  "\"destination\":{\"entities\":{\"user\":{\"operations\":[\"create\"],\"read\":[\"full\"],"   \
  "\"fields\":[{\"name\":\"code\",\"type\":\"text\"}]}}}"
#include "minimal.h"
