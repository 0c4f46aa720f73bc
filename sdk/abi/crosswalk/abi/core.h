/* Lent by the host: log, clock, cancellation, progress. */
#ifndef CROSSWALK_ABI_CORE_H
#define CROSSWALK_ABI_CORE_H

#include "crosswalk/abi/module.h"

#ifdef __cplusplus
extern "C" {
#endif

#define CW_LOG_DEBUG 0u
#define CW_LOG_INFO 1u
#define CW_LOG_WARN 2u

#define CW_IF_CORE "cw.core/1"
typedef struct cw_if_core {
  uint32_t struct_size;
  uint32_t reserved;
  /* A line of the process log: ids and counts, never a person's name. Errors are returned, not
   * logged. [any] */
  void (*log)(const cw_host* host, uint32_t level, cw_str code, cw_str text) CW_NX;
  /* Non-zero: return CW_E_CANCELLED within two seconds. Blocking services do so by themselves.
   * [any] */
  uint32_t (*cancelled)(const cw_host* host) CW_NX;
  uint64_t (*now_ms)(const cw_host* host) CW_NX;       /* wall clock, UTC, may be faked. [any] */
  uint64_t (*monotonic_ms)(const cw_host* host) CW_NX; /* [any] */
  cw_status (*sleep_ms)(const cw_host* host, uint64_t ms) CW_NX; /* [call] */
  /* Advisory; total 0 = unknown. [call] */
  void (*progress)(const cw_host* host, uint64_t done, uint64_t total, cw_str phase) CW_NX;
  void (*random)(const cw_host* host, void* out, uint64_t len) CW_NX; /* [call] */
} cw_if_core;

#ifdef __cplusplus
}
#endif
#endif
