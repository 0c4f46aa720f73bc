#include "minimal.h"

#include <sys/socket.h>

/* I/O of its own: nobody sees it, limits it or records it. */
static int own_network(void) { return socket(AF_INET, SOCK_STREAM, 0); }
int (*crosswalk_kept)(void) __attribute__((visibility("hidden"))) = own_network;
