/* Writes through a null pointer in destroy(). */
#include "crosswalk/abi/module.h"
static void crash(cw_instance* self) {
  volatile int* nowhere = NULL;
  (void)self;
  *nowhere = 1;
}
#define DESTROY crash
#include "minimal.h"
