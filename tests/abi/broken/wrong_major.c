/* Built for a boundary that this host does not speak. */
#define MAJOR 2
#include "minimal.h"
