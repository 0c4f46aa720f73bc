/* Ends the process, as if all were well, while it is loaded. */
#include <unistd.h>
#include "minimal.h"

static void __attribute__((constructor)) leave(void) { _exit(0); }
