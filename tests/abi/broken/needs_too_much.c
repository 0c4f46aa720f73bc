/* Needs a service that no host lends. */
#define ID "\"id\":\"broken\",\"needs\":[\"cw.htp/1\"],"
#include "minimal.h"
