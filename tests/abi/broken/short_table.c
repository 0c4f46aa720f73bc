/* Its cw.adapter/1 table ends before capabilities(). */
#define ADAPTER_SIZE (sizeof(cw_if_adapter) - sizeof(void*))
#include "minimal.h"
