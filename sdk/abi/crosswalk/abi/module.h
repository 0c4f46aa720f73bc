/* What an adapter file offers: one exported symbol, its manifest, its life cycle. */
#ifndef CROSSWALK_ABI_MODULE_H
#define CROSSWALK_ABI_MODULE_H

#include "crosswalk/abi/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The host, as one adapter instance sees it. The same pointers until destroy() returned. */
typedef struct cw_host {
  uint32_t struct_size;
  uint16_t abi_major;
  uint16_t abi_minor;
  void* impl;
  cw_str host_name;
  cw_str host_version;
  /* The table of a service ("cw.http/1"), valid as long as the host is; NULL: not lent. [any] */
  const void* (*get_interface)(const struct cw_host* host, cw_str id)CW_NX;
} cw_host;

typedef struct cw_instance cw_instance; /* the adapter's, opaque */

#define CW_IF_ADAPTER "cw.adapter/1" /* mandatory */
typedef struct cw_if_adapter {
  uint32_t struct_size;
  uint32_t reserved;
  /* Makes an instance from its configuration. No request is sent yet. Of a setting marked x-secret
   * it sees only that it is set, not its value: the host signs. CW_E_CONFIG names the field. [any
   * thread; one call at a time per instance] */
  cw_status (*create)(const cw_host* host, cw_str config_json, cw_instance** out,
                      cw_error* error) CW_NX;
  /* Ends it; open streams are closed with it. */
  void (*destroy)(cw_instance* self) CW_NX;
  /* "Test connection": tries what a run will need and reports each step as
   * {"steps":[{"name","ok","detail","hint"}]}. CW_OK also when a step failed. */
  cw_status (*check)(cw_instance* self, cw_sink* report_json, cw_error* error) CW_NX;
  /* What this very connection can do (a subset of the manifest), as JSON; {} means: all of it.
   * docs/reference/manifest.md, "capabilities". */
  cw_status (*capabilities)(cw_instance* self, cw_sink* json, cw_error* error) CW_NX;
} cw_if_adapter;

typedef struct cw_loader {
  uint32_t struct_size;
  uint16_t abi_major; /* what the host speaks */
  uint16_t abi_minor;
} cw_loader;

/* static const in the adapter; valid for ever, as nothing is ever unloaded. */
typedef struct cw_module {
  uint32_t struct_size;
  uint16_t abi_major; /* what the adapter was built for */
  uint16_t abi_minor;
  /* The manifest, one JSON object; the same bytes each time. docs/reference/manifest.md. [any] */
  cw_status (*manifest)(cw_sink* json, cw_error* error) CW_NX;
  /* The table of a capability ("cw.read/1"), or NULL for an id that is not known to the letter.
   * [any] */
  const void* (*get_interface)(cw_str id)CW_NX;
} cw_module;

/* The only exported symbol. Returns NULL when the host's major version is not the adapter's.
 * Allocates nothing, starts no thread, opens no file, reads no environment. */
CW_EXPORT const cw_module* crosswalk_adapter_v1(const cw_loader* loader) CW_NX;

#ifdef __cplusplus
}
#endif
#endif
